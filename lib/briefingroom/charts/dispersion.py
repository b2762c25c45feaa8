"""Where in each briefing a term stands."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus.tables import read_table
from ..ids import parse_id
from .frame import axes_for_rows, finish, headline, named_rows, write_beside
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import LIGHT_GREY, MarkStyle, briefing_colour

if TYPE_CHECKING:
    from matplotlib.axes import Axes

BRIEFING_LINE: MarkStyle = {
    "color": LIGHT_GREY,
    "linewidth": 0.8,
    "zorder": 0,
}
STROKE: MarkStyle = {
    "marker": "|",
    "linestyle": "none",
    "markersize": 20,
    "markeredgewidth": 1.4,
}


def plot_dispersion(table: pd.DataFrame, ax: "Axes | None" = None) -> "Axes":
    """Where in each briefing a term stands: one stroke for each use, from first word to last.

    Parameters
    ----------
    table : as `concordance` returns it (match, sentence, briefing; one row for each use).
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each briefing.
    """
    places = places_of_sentences()
    briefings = sorted(read_table("sentences").briefing.unique())
    ax = axes_for_rows(ax, len(briefings), each=0.5, around=1.5)
    for row, briefing in enumerate(briefings):
        uses = table.sentence[table.briefing == briefing]
        ax.hlines(row, 0, 100, **BRIEFING_LINE)
        _draw_strokes(ax, row, places[uses], briefing_colour(briefing))
        write_beside(ax, str(len(uses)), 100, row, (8, 0))
    add_marks(ax, partial(dispersion_marks, table.sentence, briefings))
    headline(
        ax,
        dispersion_finding(table, len(briefings)),
        "Each use at its place, percent of the sentences of the briefing",
    )
    ax.set(
        xlabel="Place in the briefing (% of its sentences); at the right: uses",
        ylabel="",
        xlim=(0, 100),
    )
    named_rows(ax, briefings)
    return finish(ax, briefings, "y")


def _draw_strokes(ax: "Axes", row: int, places: pd.Series, colour: str) -> None:
    rows = [row] * len(places)
    ax.plot(places, rows, color=colour, **STROKE)


def dispersion_marks(sentences: pd.Series, briefings: list[str]) -> Iterator[DrawnMark]:
    """A mark for each sentence with a stroke, from the first to the last of each briefing."""
    places = places_of_sentences()
    used = places[places.index.isin(sentences)]  # in order of the briefings, each once
    for sentence, place in used.items():
        row = briefings.index(parse_id(sentence).briefing)
        yield DrawnMark(sentence, (place, row), words_of(sentence))


def places_of_sentences() -> pd.Series:
    """Where each sentence stands in its briefing, in percent of its sentences, by id."""
    sentences = read_table("sentences")
    briefings = sentences.groupby("briefing")
    before = briefings.cumcount()
    total = briefings.sentence.transform("size")
    places = 100 * (before + 0.5) / total
    return places.set_axis(sentences.sentence)


def dispersion_finding(table: pd.DataFrame, briefings: int) -> str:
    """In how many of so many briefings a term is used, and how often.

    >>> uses = pd.DataFrame({"match": ["Reform", "reform"], "briefing": ["2020-10-23"] * 2})
    >>> dispersion_finding(uses, 5)
    '“reform” is used in 1 of 5 briefings, 2 times'
    """
    wordings = table["match"].str.lower().unique()
    term = "The term"
    if len(wordings) == 1:
        term = f"“{wordings[0]}”"
    found = f"{term} is used in {table.briefing.nunique()} of {briefings} briefings"
    return f"{found}, {len(table)} times"
