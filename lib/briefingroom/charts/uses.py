"""Where terms stand and where they do not: one dot for each term and briefing."""

from collections.abc import Iterator, Sequence
from functools import partial
from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from ..display import counted
from .frame import (
    axes_for_rows,
    finish,
    headline,
    many_named_rows,
    name_point,
    title_letters,
)
from .language import term_shown
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import LIGHT_GREY, MarkStyle, briefing_colour, briefing_colours
from .wording import filled, short_term

if TYPE_CHECKING:
    from matplotlib.axes import Axes

USED_TERM_WIDTH = 44  # characters of a term in a line
ONE_LINE_ROW, TWO_LINE_ROW = 0.3, 0.36  # inches; names of two lines need the higher
USES_WIDTH = 7.2  # inches of a chart
LEAST_ACROSS, SIZE_OF_A_USE = 5.0, 3.2  # points across; the area grows with the uses
USES_DOT: MarkStyle = {"marker": "o", "linestyle": "none", "clip_on": False, "zorder": 3}
NOT_USED: MarkStyle = {
    "marker": "o",
    "linestyle": "none",
    "mfc": "white",
    "mec": LIGHT_GREY,
    "ms": 5,
    "clip_on": False,
}


def plot_uses(table: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Where terms are used: a dot as large as the uses, an empty ring where there is none.

    Parameters
    ----------
    table : as `trend` returns it by briefing (term, briefing, count; with the ids of its sentences
        the marks can be opened).
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each term, in the order of the table.
    """
    terms = list(dict.fromkeys(table.term))
    briefings = list(dict.fromkeys(table.briefing))
    names = [filled(term_shown(term), USED_TERM_WIDTH) for term in terms]
    each = TWO_LINE_ROW if any("\n" in name for name in names) else ONE_LINE_ROW
    ax = axes_for_rows(ax, len(terms), each=each, around=1.5)
    for term, briefing, uses in zip(table.term, table.briefing, table["count"], strict=True):
        _draw_one_use(ax, (briefings.index(briefing), terms.index(term)), uses, briefing)
    add_marks(ax, partial(uses_marks, table.copy(), terms, briefings))
    many_named_rows(ax, names)
    ax.tick_params(axis="y", length=0)
    ax.set_xticks(range(len(briefings)), briefings)
    ax.set(xlim=(-0.4, len(briefings) - 0.4), ylabel="")
    ax.grid(axis="y", color=LIGHT_GREY, lw=0.5, zorder=0)
    headline(
        ax,
        fill(uses_finding(table), title_letters(USES_WIDTH)),
        "Uses in the English text of each briefing",
    )
    return finish(ax, table.briefing.unique() if len(table) else briefing_colours(), "x")


def _draw_one_use(ax: "Axes", at: tuple[int, int], uses: int, briefing: str) -> None:
    x, y = at
    if not uses:
        ax.plot(x, y, **NOT_USED)
        return
    size = max(LEAST_ACROSS, SIZE_OF_A_USE * uses**0.5)
    ax.plot(x, y, ms=size, color=briefing_colour(briefing), **USES_DOT)
    name_point(ax, f"{uses:,}", x, y, (size / 2 + 3, 0))


def uses_marks(
    table: pd.DataFrame, terms: Sequence[str], briefings: Sequence[str]
) -> Iterator[DrawnMark]:
    """The sentences of each dot; the briefing itself where there is no use."""
    for row in table.to_dict("records"):
        at = (briefings.index(row["briefing"]), terms.index(row["term"]))
        uses = counted(row["count"], "use") if row["count"] else "not used"
        said = f"{short_term(term_shown(row['term']))}, {row['briefing']}: {uses}"
        yield from marks_of_group(row.get("sentences", ()), at, said, row["briefing"])


def uses_finding(table: pd.DataFrame) -> str:
    """How many terms are never used; else how many are in the first briefing, and in the last.

    >>> rows = {"term": ["a", "a", "b", "b"], "briefing": ["2020-10-23", "2023-04-20"] * 2}
    >>> uses_finding(pd.DataFrame(rows | {"count": [1, 2, 0, 0]}))
    '1 of 2 terms is never used'
    >>> uses_finding(pd.DataFrame(rows | {"count": [1, 0, 2, 0]}))
    '2 of 2 terms stand in the text of 2020-10-23, none in that of 2023-04-20'
    """
    number = table.term.nunique()
    never = int((table.groupby("term")["count"].sum() == 0).sum())
    if never:
        return f"{never} of {counted(number, 'term')} {'is' if never == 1 else 'are'} never used"
    used = (table["count"] > 0).groupby(table.briefing).sum()
    first, last = int(used.iloc[0]), int(used.iloc[-1])
    found = f"{first or 'None'} of {counted(number, 'term')} stand in the text of {used.index[0]}"
    return f"{found}, {last or 'none'} in that of {used.index[-1]}"
