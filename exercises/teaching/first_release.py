"""What the checks asked in the first release, for a hand-in that was begun with its notebook.

Checks ask for more today, such as a legend or a unit that the old task did not name. So an answer
in an old notebook is right if today's check accepts it, or the one that it was given out with.
"""

import hashlib
import textwrap
import tomllib
from functools import cache
from typing import Any

import build
from variants import FIRST_FORMS

KEPT_FOLDER = build.HERE / "first_release"
ASKING_BOTH = """\
from briefingroom.practice import NotYet

try:
{now}
except NotYet as line_of_today:
    try:
{then}
    except NotYet:
        raise line_of_today from None
"""


@cache
def checks_of_then(exercise: str) -> dict[str, Any]:
    """The checks of an exercise in the first release, by the id of their cell, and the marks of the
    texts that were other ones; empty where there was no such exercise.
    """
    path = KEPT_FOLDER / f"{exercise}.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def mark_of(text: str) -> str:
    """Sixteen characters that stand for a text, whatever its spaces."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()[:16]


def checks_given_out(notebook, exercise: str) -> dict[str, str]:
    """The checks with which this hand-in was given out, if that was in the first release."""
    if build.SOURCES != FIRST_FORMS:  # other forms of the tasks
        return {}
    then = checks_of_then(exercise)
    marks = {mark_of(cell.source) for cell in notebook.cells if cell.cell_type == "markdown"}
    return then["checks"] if marks & set(then.get("texts", ())) else {}


def asking_both(now: str, then: str) -> str:
    """A check that passes what one of two checks passes; else it says the line of today's."""
    indented = textwrap.indent
    return ASKING_BOTH.format(now=indented(now, " " * 4), then=indented(then, " " * 8))
