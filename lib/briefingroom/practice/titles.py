"""The title of a chart, held against what the chart shows.

A title may say what it found in any words. Numbers, years, words of direction ("rose", "fell to
zero", "more than doubled") and of rank ("most", "second", "more than") are held against the values
that are drawn; a wrong one ends the check. The rest is for the teacher, and the check says so.
"""

import re
from typing import TYPE_CHECKING

from .charts import title
from .checks import need
from .clauses import Clause, clauses_of
from .directions import SPOKEN, says_something, word_that_does_not_hold
from .holding import number_that_does_not_hold
from .numerals import numerals_in
from .shown import Shown

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NO_TITLE = "Give the chart a title that says what you found, with chart.set_title."
HELD = (
    "What your title says in numbers and in words such as rose or most agrees with the chart. "
    "Whether it says what matters most is for your teacher to judge."
)
NOT_HELD = (
    "Your title has no number and no word such as rose or most that a program can hold against "
    "the chart. Whether it says a finding is for your teacher to judge."
)


def title_holds(ax: "Axes", *shown: Shown) -> str:
    """Hold the title of a chart against what it shows, and say what is left to the teacher.

    Arguments
    ---------
    ax
        the chart
    shown
        what it shows; several, if it can be read in several ways: one of them must bear a title out

    Returns
    -------
    str
        a line for after the praise

    Raises
    ------
    NotYet
        there is no title, or the chart does not bear it out

    >>> import matplotlib.pyplot as plt
    >>> ax = plt.subplots()[1]
    >>> sales = Shown({"2020": 2.0, "2021": 5.0}, in_time=True)
    >>> _ = ax.set_title("Sales more than doubled")
    >>> title_holds(ax, sales)[:24]
    'What your title says in '
    >>> _ = ax.set_title("Sales fell to zero")
    >>> title_holds(ax, sales)
    Traceback (most recent call last):
    briefingroom.practice.checks.NotYet: Your title says “zero”, and the chart does not bear it out.
    """
    heading = title(ax)
    need(re.search(r"\w", heading) is not None, NO_TITLE)
    if heading.rstrip().endswith("?"):
        return NOT_HELD
    views = _views_for(heading, shown)
    wrong = _first_wrong(heading, views)
    need(not wrong, f"Your title says “{wrong}”, and the chart does not bear it out.")
    clauses = clauses_of(heading, views[0], SPOKEN)
    return HELD if any(map(_can_be_held, clauses)) else NOT_HELD


def _views_for(heading: str, shown: tuple[Shown, ...]) -> list[Shown]:
    """The ways to read a chart that this title may mean."""
    meant = [view for view in shown if view.about and re.search(view.about, heading, re.I)]
    return meant or [view for view in shown if not view.about]


def _first_wrong(heading: str, views: list[Shown]) -> str:
    """The first words of a title that no way to read the chart bears out."""
    read = [clauses_of(heading, view, SPOKEN) for view in views]
    for clauses in zip(*read, strict=True):
        wrong = [_wrong_in(view, clause) for view, clause in zip(views, clauses, strict=True)]
        if all(wrong):
            return wrong[0]
    return ""


def _wrong_in(view: Shown, clause: Clause) -> str:
    return number_that_does_not_hold(view, clause) or word_that_does_not_hold(view, clause)


def _can_be_held(clause: Clause) -> bool:
    return bool(numerals_in(clause.bare)) or says_something(clause)
