"""How many questions come from abroad, where some askers are lost."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..text.questions import question_statistics
from .frame import at_least_two, axes_for_rows, finish, headline, named_rows, write_beside
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import MarkStyle, briefing_colour, briefing_colours
from .wording import years_of_briefings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KNOWN_BAR: MarkStyle = {"height": 0.5}
OPEN_BAR: MarkStyle = {"height": 0.5, "color": "white", "hatch": "////", "linewidth": 1}


def plot_overseas(ax: "Axes | None" = None) -> "Axes":
    """Questions from overseas outlets: those known, and those whose outlet is not known.

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
        ax.barh(row, count.known, color=colour, **KNOWN_BAR)
        ax.barh(row, count.open, left=count.known, edgecolor=colour, **OPEN_BAR)
        said = _range_in_words(count.known, count.open)
        write_beside(ax, said, count.known + count.open, row, (6, 0))
    add_marks(ax, partial(overseas_marks, ends))
    headline(
        ax,
        overseas_finding(ends),
        f"Questions, {years_of_briefings(briefings)}; full: overseas; hatched: outlet not known",
    )
    most = (ends.known + ends.open).max() if len(ends) else 0
    ax.set(xlabel="Questions (count)", ylabel="", xlim=(0, most + 1))
    ax.set_xticks(range(int(most) + 2))
    named_rows(ax, list(ends.briefing))
    return finish(ax, briefings, "y")


def ends_of_overseas(questions: pd.DataFrame) -> pd.DataFrame:
    """For each briefing: how many questions are known to be overseas, and of how many none knows.

    Parameters
    ----------
    questions : as `question_statistics` gives them (exchange, briefing, outlet, overseas).

    Columns: briefing, known, open, and the exchanges of both (known_ids, open_ids).

    >>> ends_of_overseas(question_statistics())[["known", "open"]].sum().tolist()
    [5, 6]
    """
    overseas = questions.overseas.fillna(False).astype(bool)
    rows = []
    for briefing, asked in questions.groupby("briefing"):
        known = list(asked.exchange[overseas[asked.index]])
        lost = list(asked.exchange[asked.outlet == ""])
        rows.append((briefing, len(known), len(lost), known, lost))
    return pd.DataFrame(rows, columns=["briefing", "known", "open", "known_ids", "open_ids"])


def overseas_marks(ends: pd.DataFrame) -> Iterator[DrawnMark]:
    """The questions of each bar, in its middle: those that are known, then those that are not."""
    for row, count in enumerate(ends.itertuples()):
        if count.known:
            said = f"{count.briefing}: {count.known} from overseas"
            yield from marks_of_group(count.known_ids, (count.known / 2, row), said)
        if count.open:
            middle = count.known + count.open / 2
            said = f"{count.briefing}: {count.open} whose outlet is not known"
            yield from marks_of_group(count.open_ids, (middle, row), said)


def _range_in_words(known: int, lost: int) -> str:
    """A count with two ends, or with one.

    >>> _range_in_words(1, 1), _range_in_words(4, 0)
    ('1 to 2', '4')
    """
    return f"{known} to {known + lost}" if lost else str(known)


def overseas_finding(ends: pd.DataFrame) -> str:
    """Between what and what the number of questions from abroad lies.

    >>> overseas_finding(pd.DataFrame({"known": [4, 0], "open": [0, 2]}))
    'Between 4 and 6 questions come from overseas outlets'
    """
    least = ends.known.sum()
    most = least + ends.open.sum()
    return f"Between {least} and {most} questions come from overseas outlets"
