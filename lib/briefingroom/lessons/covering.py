"""What shows an answer is folded under one line, as long as its question has no guess.

A question says how many of the next cells show its answer. Until there is a guess, what they show
stands in ``<details>``, closed: in JupyterLab, in the saved notebook, and on every page made of it;
a printout has it open. Run again after a guess, they show it as it is; so does a cell that was
changed, because who changes it wants to see what comes. Outside a notebook there are no next cells,
and nothing happens.
"""

import re
from contextlib import ExitStack, redirect_stdout
from io import StringIO
from typing import Any

from ..charts.pictures import running_shell
from ..display import OPEN_IN_PRINT, escape, under_one_line

KIND = "br-covered"
IN_LINE = (  # a page of a notebook sets what has no number beside it twelve pixels to the left
    f"<style>.jp-OutputArea-child:has(details.{KIND})>.jp-OutputPrompt:empty"
    "{padding:5px;border:1px solid transparent}</style>"
)
COVERED = re.compile(
    rf'\A<details class="[\w -]*\b{KIND}"><summary[^>]*>[^<]*</summary>(?P<shown>.*?)'
    rf"(?:{re.escape(IN_LINE)})?{re.escape(OPEN_IN_PRINT)}</details>\Z",
    re.S,
)
WIDGET = "application/vnd.jupyter.widget-view+json"  # a live panel, which has no HTML to fold


class Covering:
    """The cells of a notebook that wait for a guess."""

    def __init__(self) -> None:
        self._shell: Any = None
        self._more = 0  # how many cells that were not run yet are to wait
        self._cells: dict[str, str] = {}  # those that wait, with their code as it was run first
        self._usual = ExitStack()  # brings back how a cell shows things
        self._printed = StringIO()

    def next_cells(self, number: int, shell: Any) -> None:
        """Let so many of the next cells wait, and none of those before."""
        if shell is not self._shell and shell is not None:
            self._shell = shell
            shell.events.register("pre_run_cell", self._begin)
            shell.events.register("post_run_cell", self._end)
        self._more = number
        self._cells = {}

    def _begin(self, info: Any) -> None:
        cell = info.cell_id or info.raw_cell
        if cell not in self._cells:
            if not self._more:
                return
            self._more -= 1
            self._cells[cell] = info.raw_cell
        if self._cells[cell] == info.raw_cell:
            self._cover()

    def _cover(self) -> None:
        """From now on, fold what is shown, and keep what is printed."""
        formatter = self._shell.display_formatter
        usual = formatter.format

        def folded_format(thing: Any, *args: Any, **kwargs: Any) -> tuple[dict, dict]:
            shown, about = usual(thing, *args, **kwargs)
            if WIDGET in shown:
                in_its_place, _ = usual(_folded_panel(thing))
                return shown | {WIDGET: in_its_place[WIDGET]}, about
            return covered_forms(shown), about

        formatter.format = folded_format
        self._usual.callback(setattr, formatter, "format", usual)
        self._printed = StringIO()
        self._usual.enter_context(redirect_stdout(self._printed))

    def _end(self, result: Any) -> None:
        self._usual.close()
        printed = self._printed.getvalue()
        self._printed = StringIO()
        if printed:
            self._shell.display_pub.publish(covered_forms({"text/plain": printed}))


def covered_forms(shown: dict[str, Any]) -> dict[str, Any]:
    """The forms of something shown, with that for a page folded.

    >>> covered_forms({"text/plain": "5 < 6"})["text/html"].partition("<style>")[0][-44:]
    'Show the answer</summary><pre>5 &lt; 6</pre>'
    """
    if "text/plain" not in shown:
        return shown
    html = shown.get("text/html") or f"<pre>{escape(shown['text/plain'])}</pre>"
    return {**shown, "text/html": covered(html)}


def _folded_panel(panel: Any) -> Any:
    """A live panel under one line that opens it."""
    import ipywidgets

    line = "Open the panel: it has the answer"
    return ipywidgets.Accordion([panel], titles=[line], selected_index=None)


def covered(html: str) -> str:
    """HTML under one line that opens it and says what is there."""
    return under_one_line(_what_is_in(html), f"{html}{IN_LINE}", KIND)


def _what_is_in(html: str) -> str:
    """What the line says: a learner sees what is there, and that it tells the answer."""
    if "<img " in html:
        return "Show the chart: it has the answer"
    if "<table" in html:
        return "Show the table: it has the answer"
    if 'role="note"' in html:
        return "Show the box: it has the answer"
    return "Show the answer"


def uncovered(html: str) -> str:
    """What was covered, or the HTML as it is.

    >>> uncovered(covered("<p>5</p>")), uncovered("<p>6</p>")
    ('<p>5</p>', '<p>6</p>')
    """
    match = COVERED.match(html)
    return match["shown"] if match else html


_covering_here = Covering()


def cover_next_cells(number: int) -> None:
    """Let so many of the next cells of this notebook wait for a guess; 0 for none any more."""
    _covering_here.next_cells(number, running_shell())
