"""Where terms stand and where they do not: one dot for each term and briefing."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..display import counted
from .frame import (
    TITLE_LINE,
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
from .wording import filled, short_term, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

USED_TERM_WIDTH = 44  # characters of a term in a line
ONE_LINE_ROW, TWO_LINE_ROW = 0.3, 0.36  # inches; names of two lines need the higher
MOST_LETTERS_NAMED = 110  # of a title that names terms
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
    title = wrapped_title(uses_finding(table), title_letters(USES_WIDTH))
    each = TWO_LINE_ROW if any("\n" in name for name in names) else ONE_LINE_ROW
    ax = axes_for_rows(ax, len(terms), each=each, around=1.5 + TITLE_LINE * title.count("\n"))
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
        title,
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
    """Which terms are never used; else which is given up, and which stands in every briefing.

    >>> rows = {"term": ["a", "a", "b", "b"], "briefing": ["2020-10-23", "2023-04-20"] * 2}
    >>> uses_finding(pd.DataFrame(rows | {"count": [1, 2, 0, 0]}))
    'Never used: “b”'
    >>> uses_finding(pd.DataFrame(rows | {"count": [5, 0, 2, 1]}))
    '“a” falls from 5 uses to none, “b” stays'
    >>> uses_finding(pd.DataFrame(rows | {"count": [1, 1, 2, 1]}))
    'Each of 2 terms stands in every briefing'
    """
    by_term = table.groupby("term", sort=False)["count"]
    never = by_term.sum()[lambda uses: uses == 0]
    if len(never):
        return _never_used(list(never.index), table.term.nunique())
    most, last = by_term.max(), by_term.last()
    always = by_term.min()[lambda uses: uses > 0]
    if len(always) == len(most):
        return f"Each of {counted(len(most), 'term')} stands in every briefing"
    given_up = most[last == 0]
    if given_up.empty:
        return f"{len(always)} of {counted(len(most), 'term')} stand in every briefing"
    uses = counted(int(given_up.max()), "use")
    found = f"{_term_in_quotes(given_up.idxmax())} falls from {uses} to none"
    return f"{found}, {_term_in_quotes(always.idxmax())} stays" if len(always) else found


def _never_used(terms: Sequence[str], number: int) -> str:
    """The terms that nobody uses, or how many where their names are long."""
    named = f"Never used: {', '.join(map(_term_in_quotes, terms))}"
    if len(named) <= MOST_LETTERS_NAMED:
        return named
    return f"{len(terms)} of {counted(number, 'term')} are never used"


def _term_in_quotes(term: object) -> str:
    return f"“{short_term(term_shown(str(term)))}”"
