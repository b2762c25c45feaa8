"""Every figure that was stated, at its place in the briefing."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..cleaning.words import words
from ..corpus.names import must_be
from ..corpus.tables import read_table
from .frame import axes_for_rows, finish, headline, named_rows, write_beside
from .language import names_shown
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import LIGHT_GREY, MarkStyle, briefing_colour
from .wording import years_of_briefings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SPOKEN_LINE: MarkStyle = {
    "color": LIGHT_GREY,
    "linewidth": 0.8,
    "zorder": 0,
}
FIGURE_STROKE: MarkStyle = {
    "marker": "|",
    "linestyle": "none",
    "markersize": 20,
    "markeredgewidth": 0.9,
}
FAINT_STROKE: MarkStyle = FIGURE_STROKE | {"alpha": 0.25}
STRONG_STROKE: MarkStyle = FIGURE_STROKE | {"markersize": 26, "markeredgewidth": 2.2}


def plot_spoken_figures(indicator: str = "", ax: "Axes | None" = None) -> "Axes":
    """Every figure that was stated: one stroke each, at its place in the words of the briefing.

    Parameters
    ----------
    indicator : id of an indicator whose figures stand out; if none is given, all are alike.
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each briefing.

    Raises
    ------
    UnknownName : when there is no such indicator; the message names the nearest.
    """
    if indicator:
        known = list(read_table("indicators").indicator)
        must_be(indicator, known, f"There is no indicator {indicator!r}")
    figures = figures_in_place().assign(stands_out=lambda table: table.indicator == indicator)
    spoken = read_table("turns").groupby("briefing").words.sum()
    briefings = list(spoken.index)
    ax = axes_for_rows(ax, len(spoken), each=0.46, around=1.4)
    for row, (briefing, length) in enumerate(spoken.items()):
        here = figures[figures.briefing == briefing]
        ax.hlines(row, 0, length, **SPOKEN_LINE)
        _draw_row_of_figures(ax, row, here, briefing_colour(briefing), some=bool(indicator))
        count = here.stands_out.sum() if indicator else len(here)
        write_beside(ax, str(count), length, row, (8, 0))
    add_marks(ax, partial(spoken_figure_marks, figures, briefings))
    named = names_shown("indicators")[indicator] if indicator else ""
    headline(
        ax,
        spoken_figures_finding(figures, int(spoken.sum()), named),
        f"Each figure at its place in the words of a briefing, {years_of_briefings(briefings)}",
    )
    ax.xaxis.set_major_formatter("{x:,.0f}")
    ax.set(
        xlabel="Words spoken before the figure (count); at the right: figures",
        ylabel="",
        xlim=(0, spoken.max() * 1.01),
    )
    named_rows(ax, briefings)
    return finish(ax, briefings, "y")


def figures_in_place() -> pd.DataFrame:
    """The claims, each with the words that are spoken before it in its briefing, in their order.

    >>> int(figures_in_place().words_before[0])
    292
    """
    sentences = read_table("sentences")
    lengths = sentences.text.map(words).map(len)
    before = lengths.groupby(sentences.briefing).cumsum() - lengths
    texts = dict(zip(sentences.sentence, sentences.text, strict=True))
    begins = dict(zip(sentences.sentence, before, strict=True))
    claims = read_table("claims")
    places = [
        begins[row.sentence] + len(words(texts[row.sentence][: row.start]))
        for row in claims.itertuples()
    ]
    return claims.assign(words_before=places)


def _draw_row_of_figures(
    ax: "Axes", row: int, figures: pd.DataFrame, colour: str, *, some: bool
) -> None:
    """The strokes of one briefing; where some stand out, the others are faint."""
    for stands_out, group in figures.groupby("stands_out"):
        chosen = STRONG_STROKE if stands_out else FAINT_STROKE
        look = chosen if some else FIGURE_STROKE
        ax.plot(group.words_before, [row] * len(group), color=colour, **look)


def spoken_figure_marks(figures: pd.DataFrame, briefings: list[str]) -> Iterator[DrawnMark]:
    """A mark for each figure; where some stand out, for these alone."""
    shown = figures[figures.stands_out] if figures.stands_out.any() else figures
    for row in shown.itertuples():
        at = (row.words_before, briefings.index(row.briefing))
        yield DrawnMark(row.claim, at, words_of(row.claim))


def spoken_figures_finding(figures: pd.DataFrame, spoken: int, named: str = "") -> str:
    """How many figures there are for so many words, or how many of them are of one thing.

    >>> spoken_figures_finding(pd.DataFrame({"stands_out": [False, False, True]}), 150)
    '3 figures in 150 words: one in every 50'
    """
    if named:
        return f"{named}: {figures.stands_out.sum()} of {len(figures)} figures"
    every = f": one in every {spoken / len(figures):.0f}" if len(figures) else ""
    return f"{len(figures)} figures in {spoken:,} words{every}"
