"""Which share of the questions comes from abroad, where some askers are lost."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..text.questions import question_statistics
from .frame import at_least_two, axes_for_rows, finish, headline, named_rows, write_beside
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import MarkStyle, briefing_colour, briefing_colours
from .wording import wrapped_title, years_of_briefings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLUMNS_OF_ENDS = ["briefing", "asked", "known", "open", "known_ids", "open_ids"]
ROOM_FOR_COUNTS = 8  # percent, for "0 to 3 of 8" beside the longest bar
KNOWN_BAR: MarkStyle = {"height": 0.5}
OPEN_BAR: MarkStyle = {"height": 0.5, "color": "white", "hatch": "////", "linewidth": 1}


def plot_overseas(ax: "Axes | None" = None) -> "Axes":
    """The share of questions from overseas outlets: those known, and those of unknown outlets.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one bar for each briefing.
    """
    ends = ends_of_overseas(question_statistics())
    briefings = list(ends.briefing) or list(briefing_colours())
    ax = axes_for_rows(ax, at_least_two(len(ends)), each=0.46, around=1.4)
    for row, count in enumerate(ends.itertuples()):
        colour = briefing_colour(count.briefing)
        known, most = _percent(count.known, count.asked), _percent(_most(count), count.asked)
        ax.barh(row, known, color=colour, **KNOWN_BAR)
        ax.barh(row, most - known, left=known, edgecolor=colour, **OPEN_BAR)
        said = f"{_range_in_words(count.known, count.open)} of {count.asked}"
        write_beside(ax, said, most, row, (6, 0))
    add_marks(ax, partial(overseas_marks, ends))
    headline(
        ax,
        wrapped_title(overseas_finding(ends)),
        f"Percent of the questions of a day, {years_of_briefings(briefings)}; "
        "full: overseas; hatched: outlet not known",
    )
    largest = max((_percent(_most(count), count.asked) for count in ends.itertuples()), default=0)
    ax.set(
        xlabel="Share of the questions of the day (%); beside the bar: how many questions",
        ylabel="",
        xlim=(0, largest + ROOM_FOR_COUNTS),
    )
    named_rows(ax, list(ends.briefing))
    return finish(ax, briefings, "y")


def ends_of_overseas(questions: pd.DataFrame) -> pd.DataFrame:
    """For each briefing: how many questions are known to be overseas, and of how many none knows.

    Parameters
    ----------
    questions : as `question_statistics` gives them (exchange, briefing, outlet, overseas).

    Columns: briefing, asked (all questions), known, open, and the exchanges of these two
    (known_ids, open_ids).

    >>> ends_of_overseas(question_statistics())[["known", "open"]].sum().tolist()
    [5, 6]
    """
    overseas = questions.overseas.fillna(False).astype(bool)
    rows = []
    for briefing, asked in questions.groupby("briefing"):
        known = list(asked.exchange[overseas[asked.index]])
        lost = list(asked.exchange[asked.outlet == ""])
        rows.append((briefing, len(asked), len(known), len(lost), known, lost))
    return pd.DataFrame(rows, columns=COLUMNS_OF_ENDS)


def overseas_marks(ends: pd.DataFrame) -> Iterator[DrawnMark]:
    """The questions of each bar, in its middle: those that are known, then those that are not."""
    for row, count in enumerate(ends.itertuples()):
        if count.known:
            said = f"{count.briefing}: {count.known} from overseas"
            middle = _percent(count.known / 2, count.asked)
            yield from marks_of_group(count.known_ids, (middle, row), said)
        if count.open:
            middle = _percent(count.known + count.open / 2, count.asked)
            said = f"{count.briefing}: {count.open} whose outlet is not known"
            yield from marks_of_group(count.open_ids, (middle, row), said)


def _percent(part: float, asked: int) -> float:
    return 100 * part / asked


def _most(count: Any) -> int:
    """The questions of a day that may come from abroad."""
    return int(count.known + count.open)


def _range_in_words(known: int, lost: int) -> str:
    """A count with two ends, or with one.

    >>> _range_in_words(1, 1), _range_in_words(4, 0)
    ('1 to 2', '4')
    """
    return f"{known} to {known + lost}" if lost else str(known)


def overseas_finding(ends: pd.DataFrame) -> str:
    """Whether lost names can change the day with the largest share; else the two ends of all.

    >>> days = {"briefing": ["2020-10-23", "2021-03-01"], "asked": [8, 12]}
    >>> overseas_finding(pd.DataFrame(days | {"known": [0, 4], "open": [3, 0]}))
    'Lost names can turn the order: 2021-03-01 leads, or 2020-10-23'
    >>> overseas_finding(pd.DataFrame(days | {"known": [0, 4], "open": [2, 0]}))
    'Between 4 and 6 questions come from overseas outlets'
    """
    known = ends.known / ends.asked
    possible = (ends.known + ends.open) / ends.asked
    if len(ends) and known.max() > 0 and possible.idxmax() != known.idxmax():
        first, other = ends.briefing[known.idxmax()], ends.briefing[possible.idxmax()]
        return f"Lost names can turn the order: {first} leads, or {other}"
    least = ends.known.sum()
    most = least + ends.open.sum()
    return f"Between {least} and {most} questions come from overseas outlets"
