"""One JupyterLab on a copy of the notebooks, and one Chromium that opens them.

Both live as long as the tests of this folder follow each other, not the session: while Playwright
runs, Python sees a running event loop, and other tests start loops of their own.
"""

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = Path(__file__).parent / "screenshots"
BROWSERS = ("/usr/bin/chromium", "chromium", "chromium-browser", "google-chrome")
SECONDS = 300  # that anything may take, where others use the machine too
HERE = "127.0.0.1"
SIZE = {"width": 1280, "height": 720}  # of the page
# No question about news; every cell on the page, because otherwise a widget off screen does
# not exist.
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
}
SWITCHES = """--headless --no-sandbox --disable-gpu --disable-quic --no-first-run
    --disable-background-networking --disable-component-update --disable-sync
    --disable-dev-shm-usage""".split()
why_skipped = ""
why_not_accessible = ""

# What the kernel says while the page is open. An error in a widget's callback is shown in no cell,
# only said here. "No such comm" is an answer to JupyterLab, which asks a new kernel about widgets
# of its own.
LISTEN = """() => {
    const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
    window.heard = {errors: [], idle: 0, unanswered: new Set()};
    kernel.anyMessage.connect((_, {msg, direction}) => {
        if (direction === 'send' && msg.channel === 'shell')
            window.heard.unanswered.add(msg.header.msg_id);
        if (msg.header.msg_type === 'status' && msg.content.execution_state === 'idle')
            window.heard.unanswered.delete(msg.parent_header.msg_id);
    });
    kernel.iopubMessage.connect((_, message) => {
        const {header, content} = message;
        if (header.msg_type === 'error')
            window.heard.errors.push(content.ename + ': ' + content.evalue);
        if (header.msg_type === 'stream' && content.name === 'stderr'
                && !content.text.startsWith('No such comm'))
            window.heard.errors.push(content.text);
        if (header.msg_type === 'status' && content.execution_state === 'idle')
            window.heard.idle += 1;
    });
}"""
FORGET = "() => { try { localStorage.clear(); sessionStorage.clear(); } catch { } }"
CELLS = (
    "[...window.jupyterapp.shell.currentWidget.content.model.cells]"
    ".filter(cell => cell.type === 'code')"
)
FAILED = (
    f"{CELLS}.flatMap(c => c.outputs.toJSON()"
    ".filter(o => o.output_type === 'error')"
    ".map(o => o.ename + ': ' + o.evalue))"
)
DONE = f"""() => {FAILED}.some(error => !error.startsWith('NotYet: '))
    || {CELLS}.every(c => c.executionCount !== null && c.executionState === 'idle')"""
WRONG = (  # what the page says when a cell, a widget, or the view of a widget is broken
    "Traceback (most recent call last)",
    "This cannot be shown",
    "javascript error",
    "Error displaying widget",
    "Error creating widget",
    "Loading widget...",
)
SETTLED = """async ([since, seconds]) => {
    const end = Date.now() + 1000 * seconds;
    while (Date.now() < end) {
        const before = window.heard.idle;
        await new Promise(later => setTimeout(later, 120));
        const {idle, unanswered} = window.heard;
        if (before > since && before === idle && unanswered.size === 0) return;
    }
    throw new Error('the kernel did not answer in time');
}"""
SHOWN = "window.jupyterapp?.shell.currentWidget"
KERNEL = f"{SHOWN}?.sessionContext?.session?.kernel"
OPEN = "path => void window.jupyterapp.commands.execute('docmanager:open', {path})"
OPENED = f"({SHOWN}?.context?.path === path && {KERNEL}?.status === 'idle')"
CLOSE = f"""() => {{
    const shown = {SHOWN};
    shown.context.model.dirty = false;
    shown.close();
}}"""


def pytest_terminal_summary(terminalreporter):
    if why_skipped:
        terminalreporter.write_sep(
            "!", f"NO NOTEBOOK WAS TRIED IN A BROWSER: {why_skipped}", red=True, bold=True
        )
    if why_not_accessible:
        terminalreporter.write_sep(
            "!", f"NO WIDGET WAS CHECKED BY AXE: {why_not_accessible}", red=True, bold=True
        )


def give_up(reason: str) -> None:
    """Skip, and say so at the end of the run; where all must be tested, fail."""
    global why_skipped
    if os.environ.get("CI") == "true":
        pytest.fail(reason, pytrace=False)
    why_skipped = reason
    pytest.skip(reason)


@pytest.fixture(scope="package")
def browser():
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        give_up("Chromium was not found; install it, for example with `apt-get install chromium`.")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        give_up("The package playwright is not installed; `python3 start.py test` installs it.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=SWITCHES)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def idle_pages():
    """Pages that a test has left empty, for the next: to make one costs more than most tests."""
    return []


@pytest.fixture
def watched_page(browser, idle_pages):
    """A function that gives a page; nothing may go wrong on it and nothing be asked for elsewhere.

    What is near begins with one of the words of `near`. A page of the usual kind, which differs in
    its size and colours alone, is used again.
    """
    given, contexts, listening, wrong = [], [], [], []

    def usual_page(size, color_scheme):
        page = idle_pages.pop() if idle_pages else browser.new_context().new_page()
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=color_scheme)
        given.append(page)
        return page

    def unusual_page(size, **settings):
        contexts.append(browser.new_context(viewport=size, **settings))
        return contexts[-1].new_page()

    def listen(page, event, note):
        page.on(event, note)
        listening.append((page, event, note))

    def watch(width, height=900, near=("file:", "data:"), color_scheme="light", **unusual):
        size = {"width": width, "height": height}
        make = unusual_page if unusual else usual_page
        page = make(size, color_scheme=color_scheme, **unusual)
        listen(page, "pageerror", lambda error: wrong.append(str(error)))
        listen(page, "request", lambda asked: asked.url.startswith(near) or wrong.append(asked.url))
        return page

    yield watch
    for page, event, note in listening:
        page.remove_listener(event, note)
    for context in contexts:
        context.close()
    idle_pages.extend(filter(empty, given))
    assert wrong == []


def empty(page) -> bool:
    """Leave nothing of a test on its page; whether that went well. Otherwise it is given up."""
    from playwright.sync_api import Error

    try:
        page.evaluate(FORGET)
        page.emulate_media(media="null", forced_colors="null", reduced_motion="null")
        page.goto("about:blank")
    except Error:
        page.context.close()
        return False
    return True


@pytest.fixture(scope="package")
def axe():
    """The checks of accessibility that axe-core makes, without the network."""
    global why_not_accessible
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        why_not_accessible = "the package axe-playwright-python is not installed."
        if os.environ.get("CI") == "true":
            pytest.fail(why_not_accessible, pytrace=False)
        pytest.skip(why_not_accessible)
    return Axe()


@pytest.fixture(scope="package")
def lab(browser, tmp_path_factory):
    """A JupyterLab of its own, on a copy of the lessons and exercises, so that nothing is saved."""
    folder = tmp_path_factory.mktemp("lab") / "work"
    shutil.copytree(
        ROOT / "notebooks",
        folder / "notebooks",
        ignore=shutil.ignore_patterns(".ipynb_checkpoints"),
    )
    (folder / "exercises").mkdir()
    for path in (ROOT / "exercises").glob("*.ipynb"):
        shutil.copy(path, folder / "exercises")
    with running(folder) as address:
        yield Lab(browser, address, folder)


@pytest.fixture(scope="package")
def serve():
    """A function that runs a JupyterLab in a folder and gives its address.

    It is used so: `with serve(folder) as address`.
    """
    return running


def not_for_readers() -> tuple[str, ...]:
    """The parts of JupyterLab that start.py leaves out."""
    spec = importlib.util.spec_from_file_location("start_py", ROOT / "start.py")
    start = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(start)
    return start.NOT_FOR_READERS


def leave_out(settings: Path, extensions: tuple[str, ...]) -> None:
    """Settings by which JupyterLab does not show some of its parts."""
    path = settings / "labconfig" / "page_config.json"
    path.parent.mkdir(parents=True)
    switched_off = {"disabledExtensions": dict.fromkeys(extensions, True)}
    path.write_text(json.dumps(switched_off), encoding="utf-8")


@contextmanager
def running(folder: Path):
    """The address of a JupyterLab that runs in a folder and keeps its own files beside it."""
    home = folder.parent
    for name, values in SETTINGS.items():
        path = home / "settings" / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True)
        path.write_text(json.dumps(values), encoding="utf-8")
    leave_out(home / "config", not_for_readers())
    places = {
        f"JUPYTER_{name.upper()}_DIR": str(home / name) for name in ("config", "data", "runtime")
    }
    places |= {
        f"JUPYTERLAB_{name.upper()}_DIR": str(home / name) for name in ("settings", "workspaces")
    }
    with socket.socket() as free:
        free.bind((HERE, 0))
        address = f"http://{HERE}:{free.getsockname()[1]}"
    options = {
        "ServerApp.ip": HERE,
        "ServerApp.port": urlsplit(address).port,
        "ServerApp.port_retries": 0,
        "ServerApp.root_dir": folder,
        "ServerApp.disable_check_xsrf": True,
        "IdentityProvider.token": "",
        "LabApp.expose_app_in_browser": True,
        "LabApp.extension_manager": "readonly",
        "LabApp.news_url": None,
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    }
    with open(home / "server.log", "w", encoding="utf-8") as log:
        server = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "jupyterlab",
                "--no-browser",
                "--allow-root",
                *[f"--{k}={v}" for k, v in options.items()],
            ],
            cwd=folder,
            env=os.environ | places | {"IPYTHONDIR": str(home / "ipython")},
            stdout=log,
            stderr=log,
        )
    try:
        wait_for(address, server, home / "server.log")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(15)
        except subprocess.TimeoutExpired:
            server.kill()


def wait_for(address: str, server, log: Path) -> None:
    end = time.monotonic() + SECONDS
    while time.monotonic() < end and server.poll() is None:
        try:
            urllib.request.urlopen(f"{address}/api", timeout=2).close()
            return
        except OSError:
            time.sleep(0.1)
    pytest.fail(
        "JupyterLab did not start:\n" + log.read_text(encoding="utf-8")[-2000:], pytrace=False
    )


class Lab:
    """A running JupyterLab: `folder` is what it shows."""

    def __init__(self, browser, address: str, folder: Path):
        self.address, self.folder = address, folder
        self.context = browser.new_context(viewport=SIZE)
        self.context.set_default_timeout(SECONDS * 1000)
        # Pages in which JupyterLab is loaded, which takes most of the time, and nothing is open.
        self.free_pages: list = []

    def write_notebook(self, path: str, cells: list[str]) -> str:
        """A notebook of code cells in the folder, whose own folder is made if need be; its path."""
        code = {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": []}
        python = {"display_name": "Python 3", "language": "python", "name": "python3"}
        notebook = {
            "cells": [code | {"id": f"cell{n}", "source": text} for n, text in enumerate(cells)],
            "metadata": {"kernelspec": python},
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        file = self.folder / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(json.dumps(notebook), encoding="utf-8")
        return path

    @contextmanager
    def open_notebook(self, path: str):
        """A notebook alone in a page, with an idle kernel, which is shut down afterwards.

        The page is used again, unless something went wrong in it.
        """
        page = self.free_pages.pop() if self.free_pages else self.context.new_page()
        notebook = Notebook(page)
        try:
            notebook.open(f"{self.address}/doc/tree/", path)
            yield notebook
            notebook.close()
            self.free_pages.append(page)
        except BaseException:
            page.close()
            raise
        finally:
            self.shut_down(path)

    def shut_down(self, path: str) -> None:
        """End the kernel of a notebook."""
        with urllib.request.urlopen(f"{self.address}/api/sessions", timeout=SECONDS) as answer:
            sessions = json.load(answer)
        for session in [each for each in sessions if each["path"] == path]:
            request = urllib.request.Request(
                f"{self.address}/api/sessions/{session['id']}", method="DELETE"
            )
            urllib.request.urlopen(request, timeout=SECONDS).close()


class Notebook:
    """A notebook in a page; `page` is Playwright's."""

    def __init__(self, page):
        self.page, self.faults, self.widgets = page, [], []

    def open(self, tree: str, path: str) -> None:
        """Open it and wait until its kernel is idle.

        Parameters
        ----------
        tree : the address of the folder, where JupyterLab shows one document alone.
        path : of the notebook in that folder.
        """
        page = self.page
        self.listeners = {
            "request": self._note,
            "pageerror": lambda error: self.faults.append(f"on the page: {error}"),
            "console": self._note_console,
        }
        for event, listener in self.listeners.items():
            page.on(event, listener)
        if page.url.startswith(tree):
            page.set_viewport_size(SIZE)
            page.evaluate(OPEN, path)
        else:
            page.goto(tree + quote(path), wait_until="domcontentloaded")
        page.wait_for_function(
            f"path => document.querySelector('.jp-Dialog') || {OPENED}", arg=path
        )
        dialog = page.locator(".jp-Dialog")
        if dialog.count():
            pytest.fail(
                f"JupyterLab asks instead of opening the notebook: {dialog.inner_text()}",
                pytrace=False,
            )
        page.evaluate(LISTEN)

    def close(self) -> None:
        """Close it without saving; the page is empty then."""
        for event, listener in self.listeners.items():
            self.page.remove_listener(event, listener)
        self.page.evaluate(CLOSE)
        self.page.wait_for_function("() => !document.querySelector('.jp-Notebook')")

    def _note_console(self, message) -> None:
        """An error in what a widget does in the page is caught there, and only said here."""
        if message.type == "error" and "Error setting state" in message.text:
            self.faults.append(f"on the page: {message.text}")

    def _note(self, request) -> None:
        address = urlsplit(request.url)
        if address.scheme not in ("data", "blob", "attachment") and address.hostname != HERE:
            self.faults.append(f"a request to {request.url}")

    def run_all(self) -> None:
        """Run all cells, until they are done or one fails that may not.

        Wait then for the widgets to be shown.
        """
        self.page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
        self.page.wait_for_function(DONE)
        self.settle()
        outputs = self.page.locator(".jp-OutputArea-child:has(.jupyter-widgets)")
        self.widgets = [outputs.nth(i) for i in range(outputs.count())]

    def settle(self, since: int = 0) -> None:
        """Wait until the kernel has answered everything, and is silent for a moment."""
        self.page.evaluate(SETTLED, [since, SECONDS])

    def change(self, action) -> None:
        """Do something to a widget and wait until it is answered."""
        since = self.page.evaluate("window.heard.idle")
        action()
        self.settle(since)

    def errors(self) -> list[str]:
        """Everything that went wrong so far.

        It may be in a cell, in a widget's callback, on the page, or by a call elsewhere.
        """
        shown = self.page.evaluate(FAILED) + self.page.evaluate("window.heard.errors")
        text = self.page.locator(".jp-Notebook").inner_text()
        return [
            *self.faults,
            *shown,
            *[f"the page shows {words!r}" for words in WRONG if words in text],
        ]

    def keep_as_it_is(self, name: str, what) -> None:
        """A screenshot of something at the size that the page has now."""
        SCREENSHOTS.mkdir(exist_ok=True)
        what.screenshot(path=SCREENSHOTS / f"{name}.png")

    def keep(self, name: str, what=None) -> None:
        """A screenshot, of the top of the notebook or of one output, whole."""
        SCREENSHOTS.mkdir(exist_ok=True)
        path = SCREENSHOTS / f"{name}.png"
        if what is None:
            self.page.locator(".jp-Notebook .jp-Cell").first.scroll_into_view_if_needed()
            self.page.screenshot(path=path)
        else:
            self.page.set_viewport_size({"width": SIZE["width"], "height": 2 * SIZE["height"]})
            what.screenshot(path=path)
            self.page.set_viewport_size(SIZE)
