"""How often terms are used, each rate with its interval."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..display import counted
from .frame import TITLE_LINE, axes_for_rows, draw_level, finish, headline, name_point, write_beside
from .language import term_shown
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import MarkStyle, briefing_colour, briefing_colours
from .wording import NARROW_TITLE_WIDTH, filled, short_term

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ROWS_BETWEEN_TERMS = 1.5
ROOM_FOR_DOT = 9  # points beside the names of the rows, for a dot at nothing
# Not in the layout: however wide the name, the chart keeps its size.
TERM_NAME: MarkStyle = {"size": 10.5, "in_layout": False}
RATE_DOT: MarkStyle = {
    "marker": "o",
    "linestyle": "none",
    "markersize": 6.5,
    "markeredgecolor": "white",
    "clip_on": False,
    "zorder": 3,
}


class RateRow(NamedTuple):
    """One row of the chart: a rate, and what it is of.

    Attributes
    ----------
    y : its place.
    name : of the briefing, role or speaker.
    uses, rate, low, high : as in `trend`.
    words, sentences : in which the term was counted; None and empty where the table has none.
    """

    y: float
    name: str
    uses: int
    rate: float
    low: float
    high: float
    words: int | None = None
    sentences: tuple[str, ...] = ()


class TermBlock(NamedTuple):
    """The rows of a term, under its name."""

    y: float
    term: str
    rates: list[RateRow]


def plot_trend(table: pd.DataFrame, ax: "Axes | None" = None, *, title: str = "") -> "Axes":
    """How often terms are used in each briefing: rates with their intervals, and the uses.

    Parameters
    ----------
    table : as `trend` returns it (term, then briefing or what else it is by, count, rate per 10,000
        words, low, high; with the ids of its sentences the marks can be opened).
    ax : matplotlib Axes; new ones if none are given.
    title : the finding; the most frequent term and briefing, where none is given.

    Returns the Axes, with one row for each term and briefing, in the order of the table.
    """
    by = table.columns[1]
    blocks = term_blocks(table)
    rates = [rate for block in blocks for rate in block.rates]
    gaps = ROWS_BETWEEN_TERMS * len(blocks)
    rows = len(rates) + gaps
    title = filled(title or trend_finding(table), NARROW_TITLE_WIDTH)
    ax = axes_for_rows(ax, rows, each=0.25, around=1.5 + TITLE_LINE * title.count("\n"))
    for block in blocks:
        _name_term(ax, block)
        for rate in block.rates:
            _draw_rate(ax, rate)
    add_marks(ax, partial(trend_marks, blocks))
    ax.set_yticks([rate.y for rate in rates], [rate.name for rate in rates])
    ax.tick_params(axis="y", pad=ROOM_FOR_DOT)
    headline(
        ax,
        title,
        _trend_subtitle(table),
    )
    ax.set(
        xlabel="Rate (per 10,000 words) with its interval; the number beside it: uses",
        ylabel="",
        xlim=(0, None),
        ylim=(rows - 0.9, -0.7),
    )
    briefings = table.briefing.unique() if by == "briefing" else briefing_colours()
    return finish(ax, briefings, "y")


def _trend_subtitle(table: pd.DataFrame) -> str:
    """What is measured, by what, and what the dotted lines are if there are any."""
    measured = f"Uses per 10,000 words, by {table.columns[1]}; lines: 95% intervals over turns"
    is_bounded = (table["count"] == 0) & (table.high > 0)
    if is_bounded.any():
        measured += ";\ndotted: no use, and the upper bound (95%) that so many turns leave open"
    return measured


def term_blocks(table: pd.DataFrame) -> list[TermBlock]:
    """The terms of a table of `trend` with their rows, one below the other.

    >>> row = {"term": "reform", "role": "chair", "count": 1, "rate": 13.0, "low": 0.0, "high": 9.0}
    >>> term_blocks(pd.DataFrame([row]))[0].rates
    [RateRow(y=1, name='chair', uses=1, rate=13.0, low=0.0, high=9.0, words=None, sentences=())]
    """
    blocks: list[TermBlock] = []
    y: float = 0
    for term, rows in table.groupby("term", sort=False):
        rates = _rate_rows(rows, y + 1)
        blocks.append(TermBlock(y, term, rates))
        y += len(rates) + ROWS_BETWEEN_TERMS
    return blocks


def _rate_rows(rows: pd.DataFrame, first: float) -> list[RateRow]:
    """The rows of a term, the first of them at a place."""
    by = rows.columns[1]
    return [
        RateRow(
            y=first + place,
            name=row[by],
            uses=row["count"],
            rate=row["rate"],
            low=row["low"],
            high=row["high"],
            words=row.get("words"),
            sentences=tuple(row.get("sentences", ())),
        )
        for place, row in enumerate(rows.to_dict("records"))
    ]


def trend_marks(blocks: list[TermBlock]) -> Iterator[DrawnMark]:
    """The sentences of each rate, at its point; the briefing itself where it has none."""
    for block in blocks:
        for row in block.rates:
            said = f"{short_term(term_shown(block.term))}, {row.name}: {rate_in_words(row)}"
            yield from marks_of_group(row.sentences, (row.rate, row.y), said, row.name)


def rate_in_words(row: RateRow) -> str:
    """How often a term is used.

    >>> rate_in_words(RateRow(y=1, name="chair", uses=12, rate=13.09, low=0.0, high=20.0))
    '12 uses, 13.1 per 10,000 words'
    >>> rate_in_words(RateRow(y=1, name="chair", uses=0, rate=0.0, low=0.0, high=0.0, words=8900))
    'not used in 8,900 words'
    """
    if row.uses:
        return f"{counted(row.uses, 'use')}, {row.rate:.1f} per 10,000 words"
    return "not used" if row.words is None else f"not used in {row.words:,} words"


def _name_term(ax: "Axes", block: TermBlock) -> None:
    name = short_term(term_shown(block.term))
    write_beside(ax, name, 0, block.y, (6, 0), **TERM_NAME)


def _draw_rate(ax: "Axes", row: RateRow) -> None:
    """A point for the rate, a line for its interval, and the number of uses at its end.

    The line is dotted where there is no use: then it only leads to an upper bound.
    """
    colour = briefing_colour(row.name)
    line = "-" if row.uses else ":"
    draw_level(ax, row.low, row.high, row.y, color=colour, linewidth=2, linestyle=line)
    ax.plot(row.rate, row.y, color=colour, **RATE_DOT)
    end = row.rate if pd.isna(row.high) else row.high
    name_point(ax, _uses_in_words(row), end, row.y, (7, 0))


def _uses_in_words(row: RateRow) -> str:
    """The uses as they stand beside the line, or how frequent a term without any may be.

    >>> _uses_in_words(RateRow(y=1, name="chair", uses=0, rate=0.0, low=0.0, high=3.21))
    'none; up to 3.2 possible'
    """
    has_bound = not row.uses and row.high > 0
    return f"none; up to {row.high:.1f} possible" if has_bound else f"{row.uses:,}"


def trend_finding(table: pd.DataFrame) -> str:
    """Which term is most frequent, and where.

    >>> row = {"term": "reform", "role": "chair", "count": 1, "rate": 13.0}
    >>> trend_finding(pd.DataFrame([row]))
    '“reform” is most frequent where role is chair (1 use)'
    >>> trend_finding(pd.DataFrame([row | {"rate": 0.0}]))
    '“reform” is never used'
    """
    most = table.iloc[table.rate.argmax()]
    name = f"“{short_term(term_shown(most.term))}”"
    terms = table.term.nunique()
    is_used = most.rate > 0
    if terms > 1:  # the most uses may stand in another row, so the rate is said
        found = f"Most frequent of {terms} terms: {name} {_where(most)}"
        found += f" ({most.rate:.1f} per 10,000 words)"
        nothing_found = f"None of {terms} terms is used"
    else:
        found = f"{name} is most frequent {_where(most)} ({counted(int(most['count']), 'use')})"
        nothing_found = f"{name} is never used"
    return found if is_used else nothing_found


def _where(most: pd.Series) -> str:
    """Where a term is most frequent."""
    by = most.index[1]
    return f"on {most[by]}" if by == "briefing" else f"where {by} is {most[by]}"
