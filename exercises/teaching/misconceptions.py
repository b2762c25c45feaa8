"""The mistakes that students make, each named once for the whole course, and the lines of the
checks by which they are known.
"""

import tomllib
from functools import cache
from typing import NamedTuple

import build

SLIPS_OF_FORM = "form"
GROUPS = ("reading", "counting", "numbers", "charts", "conclusions", SLIPS_OF_FORM)
CATALOGUE = build.HERE / "misconceptions.toml"


class Misconception(NamedTuple):
    """A mistake of the catalogue."""

    id: str
    group: str
    name: str  # completes "a student who ..."
    means: str
    ask: str  # a question for the class
    lines: dict[str, list[str]]  # by exercise and task, the words of a check


@cache
def catalogue() -> dict[str, Misconception]:
    """All mistakes by their id, in the order of the file."""
    read = tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))
    return {id: Misconception(id, **about) for id, about in read.items()}


@cache
def lines_of_task(exercise: str, task: str) -> dict[str, str]:
    """The mistakes of a task such as q2: the words of its check, and the id of the mistake."""
    place = f"{exercise} {task}"
    return {
        words: mistake.id
        for mistake in catalogue().values()
        for words in mistake.lines.get(place, ())
    }


def mistake_of(exercise: str, task: str, said: str) -> str:
    """The id of the mistake that a check has named with this line, nothing if it is not in the
    catalogue. Of several words that stand in the line the longest decide.
    """
    known = lines_of_task(exercise, task)
    found = max((words for words in known if words in said), key=len, default="")
    return known.get(found, "")
