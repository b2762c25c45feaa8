"""How long the checks of the exercises take to answer, beside the drawing of a small chart in the
same run.

    python tests/benchmarks/bench_exercises.py               every check, solved and as a stub
    python tests/benchmarks/bench_exercises.py --class       and for a class of 30
    python tests/benchmarks/bench_exercises.py --class 300   and for a class of 300
    python tests/benchmarks/bench_exercises.py --stop        the last only

For a class it prints seconds, megabytes, and how soon Ctrl-C ends the grading of endless hand-ins.

Each check is run in a process that has run the set-up cell; "first" is the first run in this
process, "later" the median of those after it. A check should answer in 0.2 s; "ratio" is the
slowest by the chart.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from statistics import median

import matplotlib
import psutil

matplotlib.use("agg")

import matplotlib.pyplot as plt

from briefingroom.practice import NotYet

EXERCISES = Path(__file__).resolve().parents[2] / "exercises"
RUNS = 5
SET = "01_anatomy_of_a_briefing"
STOPPED = 130  # the exit code after Ctrl-C


def cells(path: Path) -> dict:
    return {
        cell["id"]: "".join(cell["source"])
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    }


def seconds(work, *arguments) -> float:
    start = time.perf_counter()
    try:
        with redirect_stdout(StringIO()):
            work(*arguments)
    except NotYet:
        pass
    return time.perf_counter() - start


def small_chart() -> None:
    axes = plt.subplots()[1]
    axes.plot(1, 1, "o")
    axes.figure.savefig(StringIO(), format="svg")
    plt.close("all")


def checks():
    """Name of each check, its first time and the median of the later ones, on the solution and on
    the stub.
    """
    for path in sorted((EXERCISES / "teaching" / "source").glob("*/*.ipynb")):
        solved, stub, names = cells(path), cells(EXERCISES / path.name), {}
        for id in solved:
            if id == "setup" or id.endswith("-quiz"):
                seconds(exec, solved[id], names)
        for task in (id for id in solved if f"{id}-check" in solved):
            for version, answers in (("solution", solved), ("stub", stub)):
                own = dict(names)
                seconds(exec, answers[task], own)
                times = [seconds(exec, solved[f"{task}-check"], own) for _ in range(RUNS)]
                plt.close("all")
                yield f"{path.stem} {task} {version}", times[0], median(times[1:])


def hand_in_of(name: str) -> str:
    """A solved hand-in of one set, with a written answer."""
    solved = cells(EXERCISES / "teaching" / "source" / name / f"{name}.ipynb")
    notebook = json.loads((EXERCISES / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = solved[cell["id"]]
    return json.dumps(notebook)


def most_memory(process: subprocess.Popen) -> float:
    """The most megabytes that a program itself held until it ended."""
    most = 0
    while process.poll() is None:
        with suppress(psutil.Error):
            most = max(most, psutil.Process(process.pid).memory_info().rss)
        time.sleep(0.2)
    return most / 1e6


def grade_command(folder: Path) -> list[str]:
    """The command that grades a folder, for whoever runs this."""
    command = [sys.executable, str(EXERCISES / "teaching" / "grade.py"), str(folder)]
    command += [] if shutil.which("bwrap") else ["--no-sandbox"]
    return command + (["--as-nobody"] if os.geteuid() == 0 else [])


@contextmanager
def folder_of(size: int, text: str) -> Iterator[Path]:
    """A folder with the same hand-in of so many students."""
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        folder = Path(home, "hand-ins")
        folder.mkdir()
        for number in range(size):
            (folder / f"student{number}_{SET}.ipynb").write_text(text, encoding="utf-8")
        yield folder


def a_class(size: int) -> str:
    """How long a class of solved hand-ins of one set takes, how much memory, and how long a second
    run.
    """
    took, memory = [], []
    with folder_of(size, hand_in_of(SET)) as folder:
        for _ in range(2):
            start = time.perf_counter()
            process = subprocess.Popen(grade_command(folder), stdout=subprocess.DEVNULL)
            memory.append(most_memory(process))
            took.append(time.perf_counter() - start)
            if process.returncode:
                raise RuntimeError("The class could not be graded.")
    return (
        f"a class of {size}: {took[0]:.0f} s, {took[0] / size:.2f} s for each hand-in, "
        f"{memory[0]:.0f} MB of memory; again without changes {took[1]:.1f} s, {memory[1]:.0f} MB"
    )


def endless_hand_in() -> str:
    """A hand-in whose first task does not end."""
    notebook = json.loads(hand_in_of(SET))
    for cell in notebook["cells"]:
        if cell["id"] == "q1":
            cell["source"] = "while True:\n    pass"
    return json.dumps(notebook)


def kernels_at_work(process: subprocess.Popen) -> int:
    """How many kernels the grading runs that have been at work for a moment."""
    count = 0
    for one in psutil.Process(process.pid).children(recursive=True):
        with suppress(psutil.Error):
            is_kernel = any("ipykernel" in word for word in one.cmdline())
            count += is_kernel and one.cpu_times().user > 1
    return count


def seconds_to_stop() -> float:
    """How soon after Ctrl-C the grading of endless hand-ins has ended."""
    with folder_of(4, endless_hand_in()) as folder:
        process = subprocess.Popen(
            grade_command(folder), stdout=subprocess.DEVNULL, start_new_session=True
        )
        while not kernels_at_work(process) and process.poll() is None:
            time.sleep(0.1)
        start = time.perf_counter()
        process.send_signal(signal.SIGINT)
        process.wait()
        took = time.perf_counter() - start
    if process.returncode != STOPPED:
        raise RuntimeError("The grading was not stopped by Ctrl-C.")
    return took


def stopping() -> str:
    """How soon Ctrl-C ends the grading, several times."""
    took = [seconds_to_stop() for _ in range(RUNS)]
    each = ", ".join(f"{one:.2f}" for one in took)
    return f"Ctrl-C ends the grading in {each} s; the slowest of {RUNS} should be below 2 s"


def print_checks() -> None:
    """The slowest checks, in milliseconds and beside a small chart."""
    chart = median(seconds(small_chart) for _ in range(RUNS))
    found = list(checks())
    print(f"{len(found)} runs; a small chart takes {chart * 1000:.0f} ms")
    for which, place in (("first", 1), ("later", 2)):
        for row in sorted(found, key=lambda row: -row[place])[:5]:
            took = f"{row[place] * 1000:5.0f} ms  ratio {row[place] / chart:4.1f}"
            print(f"  {which}  {took}  {row[0]}")


if __name__ == "__main__":
    options = sys.argv[1:]
    if "--stop" not in options:
        print_checks()
    if "--class" in options:
        numbers = [int(word) for word in options if word.isdigit()]
        print(a_class(numbers[0] if numbers else 30))
    if "--class" in options or "--stop" in options:
        print(stopping())
