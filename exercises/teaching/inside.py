"""Run a hand-in cell by cell. `running.py` starts this behind the wall and talks to it in lines of
JSON.

First comes a request: the cells and how long each may take. The answer has what each cell put out.
Only then come the hidden checks, which no answer can have seen before; of them only the last error
goes back, or what was printed.
"""

import contextlib
import json
import os
import subprocess
import sys
import time

# A grammar of web addresses that is read for more than a second, and that no hand-in needs.
sys.modules.setdefault("rfc3987_syntax", None)

import nbformat
from jupyter_client.manager import AsyncKernelManager
from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError

MEMORY = 4 * 2**30  # bytes, of one process
FILE_SIZE = 100 * 10**6  # bytes, of one file
OPEN_FILES = 256
TASKS = 200  # processes and threads
CELL_OUTPUT = 10**6  # characters that one cell may put out
ALL_OUTPUT = 8 * 10**6
OUTPUT_MESSAGES = ("stream", "display_data", "execute_result", "update_display_data", "error")
TOO_MUCH = "... The rest was left out: too much output.\n"
TO_COME_BACK = 5  # seconds after an interrupt


def set_limits() -> None:
    import resource

    for limit, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, FILE_SIZE),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_NPROC, TASKS),
    ):
        resource.setrlimit(limit, (most, most))


class BoundedClient(NotebookClient):
    """Runs cells and keeps no more of their output than is let through."""

    def __init__(self, *arguments, **settings):
        super().__init__(*arguments, **settings)
        self.put_out = 0
        self.put_out_by_cell = {}

    def process_message(self, msg, cell, cell_index):
        kind = msg["msg_type"]
        if kind.startswith("comm"):  # nobody is there to turn the knob of a widget
            return None
        if kind in OUTPUT_MESSAGES and not self.has_room(msg, cell_index):
            return None
        return super().process_message(msg, cell, cell_index)

    def has_room(self, message, place: int) -> bool:
        size = len(json.dumps(message["content"]))
        before = self.put_out_by_cell.get(place, 0)
        full = before + size > CELL_OUTPUT or self.put_out + size > ALL_OUTPUT
        if full:
            self.put_out_by_cell[place] = CELL_OUTPUT
            return False
        self.put_out_by_cell[place] = before + size
        self.put_out += size
        return True

    def was_cut(self, place: int) -> bool:
        return self.put_out_by_cell.get(place, 0) >= CELL_OUTPUT


class Ended(Exception):
    """The kernel can run nothing more: `dead`, or `stubborn` because a cell cannot be
    interrupted.
    """


def error_output(name: str, text: str):
    return nbformat.v4.new_output("error", ename=name, evalue=text, traceback=[f"{name}: {text}"])


def run_cell(client: BoundedClient, cell, place: int, seconds: float) -> float:
    """Run one cell; it took so many seconds. A cell that took too long ends with an error that says
    so.
    """
    start = time.monotonic()
    try:
        client.execute_cell(cell, place)
    except CellTimeoutError as error:  # it was interrupted, and runs on
        raise Ended("stubborn") from error
    except DeadKernelError as error:
        raise Ended("dead") from error
    took = time.monotonic() - start
    if client.was_cut(place):
        cell.outputs.append(nbformat.v4.new_output("stream", name="stdout", text=TOO_MUCH))
    if took >= seconds:
        cell.outputs = [output for output in cell.outputs if output.output_type != "error"]
        cell.outputs.append(error_output("CellTimeoutError", f"more than {seconds:g} seconds"))
    return took


def answers(client: BoundedClient, cells, seconds: float) -> list[dict]:
    """What each cell put out, and how long it took."""
    found = []
    for source in cells:
        cell = nbformat.v4.new_code_cell(source)
        client.nb.cells.append(cell)
        client.timeout = seconds
        took = run_cell(client, cell, len(client.nb.cells) - 1, seconds)
        found.append({"outputs": cell.outputs, "seconds": round(took, 2)})
    return found


@contextlib.contextmanager
def started_client():
    manager = AsyncKernelManager(kernel_name="python3")
    if os.name != "nt":
        manager.transport = "ipc"
        manager.ip = os.path.join(os.environ.get("TMPDIR", "/tmp"), f"kernel-{os.getpid()}")
    notebook = nbformat.v4.new_notebook()
    client = BoundedClient(
        notebook,
        km=manager,
        allow_errors=True,
        interrupt_on_timeout=True,
        error_on_timeout={"ename": "CellTimeoutError", "evalue": "", "traceback": []},
        iopub_timeout=TO_COME_BACK,
        raise_on_iopub_timeout=True,
    )
    # What a program writes past its kernel goes nowhere.
    silent = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with client.setup_kernel(**silent):
        yield client


def talk(listening, speaking) -> None:
    """Answer the request, then the hidden checks."""

    def say(words: dict) -> None:
        speaking.write(json.dumps(words) + "\n")
        speaking.flush()

    request = json.loads(listening.readline())
    if request["limits"]:
        set_limits()
    with started_client() as client:
        for stage in ("cells", "hidden"):
            cells = request["cells"]
            if stage == "hidden":
                cells = json.loads(listening.readline())
            try:
                say({"ran": answers(client, cells, request["seconds"])})
            except Ended as end:
                say({"ended": str(end), "at": len(client.nb.cells) - 1})
                os._exit(1)
        os._exit(0)  # the kernel ends with the wall


if __name__ == "__main__":
    speaking = os.fdopen(os.dup(sys.stdout.fileno()), "w", encoding="utf-8")
    listening = os.fdopen(os.dup(sys.stdin.fileno()), encoding="utf-8")
    os.dup2(os.open(os.devnull, os.O_RDWR), sys.stdin.fileno())
    talk(listening, speaking)
