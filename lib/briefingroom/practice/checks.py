"""A check: one friendly line that says what is wrong with an answer."""

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ..errors import BriefingRoomError
from .in_words import number
from .runs import runs_here

LONGEST_REASON = 200  # characters of an error that a check repeats


class NotYet(BriefingRoomError):
    """An answer that is not right yet. A notebook shows its one line and no traceback."""

    def _render_traceback_(self) -> list[str]:  # what IPython asks an error for
        return [f"Not yet. {self}"]


@contextmanager
def check(praise: str = "") -> Iterator[list[str]]:
    """Check an answer: print the praise, if any, when nothing is wrong; else say in a line what is.

    It gives a list: what is put into it is printed after the praise, line by line.

    An error in the answer itself, or an answer of a kind that nobody thought of, becomes such a
    line too. In a notebook no answer is judged whose cell has stopped with an error since.

    >>> with check("Right: two and two is four."):
    ...     need(2 + 2 == 4, "Count again.")
    Right: two and two is four.
    >>> with check("Right."):  # doctest: +ELLIPSIS
    ...     need(total > 3, "Too small.")
    Traceback (most recent call last):
    briefingroom.practice.checks.NotYet: There is no `total`: run the cells above ...

    Raises
    ------
    NotYet
        the answer is not right yet; its text says why
    """
    remarks: list[str] = []
    old_answer, nothing_new = runs_here.old_answer(), runs_here.nothing_new()
    need(not old_answer, old_answer)
    try:
        yield remarks
    except NotYet as line:
        raise NotYet(f"{line} {nothing_new}".strip()) from None
    except NameError as error:
        raise NotYet(
            f"There is no `{error.name}`: run the cells above this one, and look at its spelling."
        ) from None
    except Exception as error:
        raise NotYet(
            f"The check cannot use this answer ({_reason_in_short(error)}). {_remedy(error)}"
        ) from None
    if praise:
        print(praise)
    for remark in (*remarks, nothing_new):
        if remark:
            print(remark)


def _reason_in_short(error: Exception) -> str:
    """The kind and the words of an error in one short line."""
    words = f"{type(error).__name__}: {error}".split()
    return " ".join(words)[:LONGEST_REASON]


def _remedy(error: Exception) -> str:
    """What to look at after an error that no line of a check speaks of."""
    if isinstance(error, KeyError):
        return "A table has no row or column of this name: look at what it has."
    return "Compare it with what a right answer looks like."


def need(condition: bool, line: str) -> None:
    """Go on if the condition holds; else end the check with this line.

    >>> need(1 + 1 == 3, "Add again.")
    Traceback (most recent call last):
    briefingroom.practice.checks.NotYet: Add again.
    """
    if not condition:
        raise NotYet(line)


def result(function: Any, *arguments: Any, unit: str = "") -> Any:
    """What a function that was handed in gives back, as a number if it means one.

    >>> result(lambda first, last: f"{last - first:,}", 1, 2001)
    2000.0

    Raises
    ------
    NotYet
        it is no function, or takes other arguments
    """
    need(
        callable(function),
        "This is no function any more: the cell must begin with the line def that was given out.",
    )
    need(
        _takes(function, arguments),
        "The function takes other arguments: begin the cell with the line def that was given out.",
    )
    return number(function(*arguments), unit)


def _takes(function: Any, arguments: tuple[Any, ...]) -> bool:
    """Whether a function can be called with so many arguments."""
    try:
        inspect.signature(function).bind(*arguments)
    except TypeError:
        return False
    except ValueError:  # some functions of Python do not say what they take
        return True
    return True
