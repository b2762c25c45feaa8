"""Mark the written answers of a class in the browser: python3 start.py mark FOLDER

A small server of its own, on this computer only, with pages to mark and nothing else: no notebooks,
no kernels, no terminals, no files. A page opens at a written answer, with its rubric and a model
answer beside it. Type the points and press Enter: they are kept, and the next answer that waits is
opened.
"""

import argparse
import asyncio
import hashlib
import hmac
import json
import secrets
import signal
import sys
import webbrowser
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import build
import nbformat
from cell_runs import Trouble
from feedback import (
    ShownTask,
    exercise_title,
    page_style,
    page_template,
    shown_tasks,
    trusted_text,
)
from gradebook import (
    BrokenGradebook,
    Mark,
    marks_of,
    opened_gradebook,
    set_comment,
    set_mark,
    use_exercises_of,
)
from markupsafe import Markup
from nbgrader.api import MissingEntry
from results import graded_path, kept_results
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application, HTTPError, RequestHandler

OWN_COMPUTER = "127.0.0.1"
LARGEST_REQUEST = 10**6
FILES = {"marking.js": "text/javascript", "marking.css": "text/css"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


@dataclass
class ToMark:
    """One hand-in in the order of marking, which tells nothing of names."""

    number: int
    student: str
    exercise: str
    marks: list[Mark]

    @property
    def written(self) -> list[Mark]:
        return [mark for mark in self.marks if mark.is_written]

    @property
    def waits(self) -> bool:
        return any(mark.waits for mark in self.marks)

    @property
    def title(self) -> str:
        return exercise_title(self.exercise)


def hand_ins_to_mark(course: Path) -> list[ToMark]:
    """All graded hand-ins, exercise by exercise, the students in an order that chance has made."""
    results = [result for result in kept_results(course) if not result.trouble]
    results.sort(key=lambda one: (one.exercise, hashlib.sha256(one.key.encode()).digest()))
    found = []
    with opened_gradebook(course) as book:
        for result in results:
            marks = marks_of(book, result.student, result.exercise)
            if marks:
                found.append(ToMark(len(found) + 1, result.student, result.exercise, marks))
    return found


def next_waiting(hand_ins: list[ToMark], after: int = 0) -> ToMark | None:
    """The next hand-in that waits for a mark, from the beginning again after the last."""
    later = [one for one in hand_ins if one.waits and one.number > after]
    return next(iter(later or [one for one in hand_ins if one.waits]), None)


@cache
def model_answer(exercise: str, id: str) -> Markup:
    source = nbformat.read(build.SOURCES / exercise / f"{exercise}.ipynb", as_version=4)
    return next(trusted_text(cell) for cell in source.cells if cell.id == id)


@cache
def rubric(exercise: str, task: int) -> Markup:
    """The table of points in the text of a task."""
    source = nbformat.read(build.SOURCES / exercise / f"{exercise}.ipynb", as_version=4)
    text = next(cell for cell in source.cells if cell.id == f"q{task}-text")
    lines = [line for line in text.source.split("\n") if line.startswith("|")]
    return trusted_text(nbformat.v4.new_markdown_cell("\n".join(lines)))


def tasks_of(course: Path, hand_in: ToMark) -> list[ShownTask]:
    path = graded_path(course, hand_in.student, hand_in.exercise)
    notebook = nbformat.read(path, as_version=4)
    return shown_tasks(notebook, hand_in.exercise, hand_in.marks)


class MarkingPage(RequestHandler):
    """What all pages share: who may ask, and what a browser may do with the answer."""

    def initialize(self, course: Path, token: str):
        self.course = course
        self.token = token

    def set_default_headers(self):
        for name, value in HEADERS.items():
            self.set_header(name, value)
        self.clear_header("Server")

    def prepare(self):
        given = self.path_args[0] if self.path_args else ""
        if not hmac.compare_digest(given.encode(), self.token.encode()):
            raise HTTPError(404)
        if self.request.host.split(":")[0] not in (OWN_COMPUTER, "localhost"):
            raise HTTPError(403)

    def show(self, name: str, **values) -> None:
        self.finish(page_template(name).render(root=f"/{self.token}", **values))

    def hand_in(self, number: str) -> tuple[ToMark, list[ToMark]]:
        """The hand-in with this number, and all of them."""
        hand_ins = hand_ins_to_mark(self.course)
        place = int(number) - 1
        if not 0 <= place < len(hand_ins):
            raise HTTPError(404)
        return hand_ins[place], hand_ins

    def write_error(self, status_code: int, **details):
        self.finish(f"{status_code}: {self._reason}")


class OverviewPage(MarkingPage):
    def get(self, _token):
        hand_ins = hand_ins_to_mark(self.course)
        waiting = sum(one.waits for one in hand_ins)
        self.show("overview.html", hand_ins=hand_ins, waiting=waiting)


class NextPage(MarkingPage):
    """Sends the browser to the next answer that waits."""

    def get(self, _token):
        after = int(self.get_query_argument("after", "0"))
        found = next_waiting(hand_ins_to_mark(self.course), after)
        self.redirect(f"/{self.token}/answer/{found.number}" if found else f"/{self.token}/")


class AnswerPage(MarkingPage):
    """A written answer, with its rubric and a model answer beside it."""

    def get(self, _token, number):
        hand_in, hand_ins = self.hand_in(number)
        if not hand_in.written:
            raise HTTPError(404)
        mark = next((one for one in hand_in.written if one.waits), hand_in.written[0])
        task = tasks_of(self.course, hand_in)[mark.task - 1]
        answer = next(cell for cell in task.cells if cell.mark and cell.mark.id == mark.id)
        alike = [one for one in hand_ins if one.exercise == hand_in.exercise]
        self.show(
            "answer.html",
            hand_in=hand_in,
            place=alike.index(hand_in) + 1,
            of=len(alike),
            waiting=sum(one.waits for one in hand_ins),
            mark=mark,
            task=task,
            answer=answer.source,
            rubric=rubric(hand_in.exercise, mark.task),
            model=model_answer(hand_in.exercise, mark.id),
        )


class HandInPage(MarkingPage):
    """A whole hand-in, where the points of its checks can be changed too."""

    def get(self, _token, number):
        hand_in, _ = self.hand_in(number)
        self.show("hand_in.html", hand_in=hand_in, tasks=tasks_of(self.course, hand_in))


class KeepMark(MarkingPage):
    """Keeps points, or a comment, that the page sends."""

    def post(self, _token, number):
        if self.request.headers.get("Content-Type") != "application/json":
            raise HTTPError(415)
        hand_in, _ = self.hand_in(number)
        try:
            said = json.loads(self.request.body)
            self.keep(hand_in, str(said["id"]), said.get("points"), said.get("comment"))
        except (ValueError, TypeError, KeyError, MissingEntry):
            raise HTTPError(400, reason="These are no points") from None
        except Trouble as trouble:
            raise HTTPError(400, reason=str(trouble)) from None
        self.finish({"kept": True})

    def keep(self, hand_in: ToMark, id: str, points, comment) -> None:
        with opened_gradebook(self.course) as book:
            if points is not None:
                set_mark(book, hand_in.student, hand_in.exercise, id, float(points))
            if comment is not None:
                set_comment(book, hand_in.student, hand_in.exercise, id, str(comment)[:10_000])


class PageFile(MarkingPage):
    def get(self, _token, name):
        self.set_header("Content-Type", f"{FILES[name]}; charset=utf-8")
        self.finish(page_style(name))


def marking_server(course: Path, token: str) -> Application:
    """The pages for marking, and nothing else."""
    shared = {"course": course, "token": token}
    names = "|".join(FILES).replace(".", r"\.")
    return Application(
        [
            (r"/([\w-]+)/", OverviewPage, shared),
            (r"/([\w-]+)/next", NextPage, shared),
            (r"/([\w-]+)/answer/(\d+)", AnswerPage, shared),
            (r"/([\w-]+)/hand-in/(\d+)", HandInPage, shared),
            (r"/([\w-]+)/keep/(\d+)", KeepMark, shared),
            (rf"/([\w-]+)/({names})", PageFile, shared),
        ],
        log_function=lambda handler: None,
    )


async def serve_until_stopped(course: Path, port: int, opens_browser: bool) -> None:
    token = secrets.token_urlsafe(16)
    (socket,) = bind_sockets(port, address=OWN_COMPUTER)
    server = HTTPServer(marking_server(course, token), max_body_size=LARGEST_REQUEST)
    server.add_socket(socket)
    address = f"http://{OWN_COMPUTER}:{socket.getsockname()[1]}/{token}/next"
    print(f"Marking at {address}\nTo stop, press Ctrl-C in this window.", flush=True)
    if opens_browser:
        webbrowser.open(address)
    stopped = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        try:
            asyncio.get_running_loop().add_signal_handler(name, stopped.set)
        except NotImplementedError:  # Windows
            signal.signal(name, lambda *_: stopped.set())
    await stopped.wait()
    print("\nAll marks are kept. Grade again to have them in the tables and pages.", flush=True)


def start_marking(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="start.py mark", description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="the folder that grading made")
    parser.add_argument("--no-browser", action="store_true", help="only say the address")
    parser.add_argument("--port", type=int, default=0, help="a port (default: any free one)")
    options = parser.parse_args(arguments)
    course = options.folder.resolve()
    if not (course / "gradebook.db").exists():
        parser.error("Name the folder that `python3 start.py grade` made: it holds gradebook.db.")
    if sys.platform == "win32":  # tornado needs the older loop there
        asyncio.set_event_loop_policy(asyncio.WindowsSelectorEventLoopPolicy())
    try:
        use_exercises_of(course)
        hand_ins_to_mark(course)
        asyncio.run(serve_until_stopped(course, options.port, not options.no_browser))
    except BrokenGradebook as problem:
        parser.error(str(problem))
    except KeyboardInterrupt:
        pass
    return 0


if __name__ == "__main__":
    sys.exit(start_marking())
