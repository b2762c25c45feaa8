"""One industry measured against two wholes: the world's manufacturing and China's own economy."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus.tables import read_table
from ..corpus.uncoded import must_hold_published
from .frame import axes_for, briefing_legend, finish, headline, read_by_level_lines, write_beside
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import DARK_GREY, MEDIUM_GREY, MarkStyle, briefing_colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes

OF_GDP = "manufacturing_share_of_gdp"
WHOLES = {  # what manufacturing is a part of, with its colour
    "manufacturing_share_of_world": ("of the world's manufacturing", DARK_GREY),
    OF_GDP: ("of China's economy (GDP)", MEDIUM_GREY),
}
SHARES_FROM = "World Bank"
LOWEST_SHARE, HIGHEST_SHARE = 18, 34  # percent
FIRST_SHOWN, LAST_SHOWN = 2011.3, 2025.4
YEARS_OF_SHARES = range(2012, 2024)
SHARE_LINE: MarkStyle = {"lw": 2.4, "marker": "o", "ms": 4, "zorder": 2}
STATED_SHARE: MarkStyle = {"ls": "none", "ms": 8, "mec": "white", "mew": 0.8, "zorder": 4}
PRINTED_SHARE: MarkStyle = {"s": 46, "facecolor": "white", "edgecolor": MEDIUM_GREY, "zorder": 3}
PRINTED_BY = "Ministry of Industry and Information Technology of China"
STATED_FORMS = {"under": "v", "up_to": "v", "over": "^", "at_least": "^"}


def plot_two_shares(ax: "Axes | None" = None) -> "Axes":
    """China's manufacturing as a part of the world's, and as a part of China's own economy.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes: a line for each share by the data of the World Bank, a point for each figure
    that was stated in a briefing, and an open circle for what the ministry printed elsewhere of the
    share of China's economy.

    Raises
    ------
    QuestionError : in a collection without the published briefings.
    """
    must_hold_published()
    ax = axes_for(ax, 4.3)
    published = {indicator: yearly_shares(indicator) for indicator in WHOLES}
    stated, printed = stated_shares(), printed_shares()
    for indicator, (name, colour) in WHOLES.items():
        rows = published[indicator]
        ax.plot(rows.year, rows.value, color=colour, **SHARE_LINE)
        _name_line(ax, name, rows)
    for row in stated.itertuples():
        form = STATED_FORMS.get(str(row.bound), "D")
        colour = briefing_colour(str(row.briefing))
        ax.plot(row.year, row.value, form, color=colour, **STATED_SHARE)
        if row.indicator == OF_GDP:
            write_beside(ax, f"{row.value}%, said of GDP", row.year, row.value, (9, 0), size=9.5)
    ax.scatter(printed.year, printed.value, **PRINTED_SHARE)
    add_marks(ax, partial(share_marks, {**published, PRINTED_BY: printed}, stated))
    briefings = sorted(set(stated.briefing))
    headline(
        ax,
        two_shares_finding(*published.values()),
        f"Percent, {SHARES_FROM}; diamonds, arrowheads: said in briefings; open circles: "
        f"printed by the ministry; axis from {LOWEST_SHARE}",
        above=briefing_legend(ax, briefings),
    )
    ax.set(xlim=(FIRST_SHOWN, LAST_SHOWN), ylim=(LOWEST_SHARE, HIGHEST_SHARE))
    ax.set(xlabel="", ylabel="")
    ax.set_xticks(list(YEARS_OF_SHARES))
    ax.set_yticks(range(LOWEST_SHARE, HIGHEST_SHARE, 3))
    ax.yaxis.set_major_formatter("{x:.0f}%")
    read_by_level_lines(ax)
    return finish(
        ax,
        briefings,
        source=f"Source: {SHARES_FROM} (share of the world computed from its dollars); "
        f"Briefing Room, {len(briefings)} briefings",
    )


def yearly_shares(indicator: str) -> pd.DataFrame:
    """What the World Bank gives for a share, one row a year, in order, with `year`."""
    rows = read_table("references")
    rows = rows[(rows.indicator == indicator) & (rows.publisher == SHARES_FROM)]
    rows = rows.drop_duplicates("period").sort_values("period", ignore_index=True)
    return rows.assign(year=rows.period.astype(int))


def printed_shares() -> pd.DataFrame:
    """What the ministry printed elsewhere of the share of China's economy, with `year`."""
    rows = read_table("references")
    of_china = rows.indicator == OF_GDP
    rows = rows[of_china & (rows.publisher == PRINTED_BY)]
    return rows.assign(year=rows.period.astype(int))


def stated_shares() -> pd.DataFrame:
    """The two shares as they were stated, one row for each figure of a briefing, with `year`."""
    rows = read_table("claims")
    rows = rows[rows.indicator.isin(WHOLES)].drop_duplicates(["indicator", "period", "briefing"])
    return rows.assign(year=rows.period.astype(int))


def _name_line(ax: "Axes", name: str, rows: pd.DataFrame) -> None:
    """The name at the end of a line, off the marks there; the values are asked for in a lesson."""
    last = rows.iloc[-1]
    write_beside(ax, name.replace(" (", "\n("), last.year, last.value, (11, 7), size=9.5)


def share_marks(published: dict[str, pd.DataFrame], stated: pd.DataFrame) -> Iterator[DrawnMark]:
    """What was stated first, then the points of the lines."""
    for row in stated.itertuples():
        yield DrawnMark(str(row.claim), (row.year, row.value), words_of(str(row.claim)))
    for rows in published.values():
        for row in rows.itertuples():
            yield DrawnMark(str(row.reference), (row.year, row.value), words_of(str(row.reference)))


def two_shares_finding(of_the_world: pd.DataFrame, of_china: pd.DataFrame) -> str:
    """Whether the two shares rose or fell from their first year to their last.

    >>> rising = pd.DataFrame({"value": [22.3, 30.5]})
    >>> two_shares_finding(rising, rising[::-1])
    "A larger part of the world's manufacturing, a smaller part of China's economy"
    """
    words = [_larger_or_smaller(rows.value.tolist()) for rows in (of_the_world, of_china)]
    return f"A {words[0]} part of the world's manufacturing, a {words[1]} part of China's economy"


def _larger_or_smaller(values: list[float]) -> str:
    return "larger" if values[-1] > values[0] else "smaller"
