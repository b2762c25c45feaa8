"""How long questions and answers are."""

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..display import counted
from ..text.questions import question_statistics
from .frame import BARE_ROOM, LEVEL_LINES, axes_for, briefing_legend, finish, headline
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .placement import DrawnPlace, PointLabel, drawn_point, write_labels
from .style import (
    ACCENT,
    MEDIUM_GREY,
    PALETTE,
    QUIET,
    MarkStyle,
    briefing_colour,
    briefing_colours,
)
from .wording import years_of_briefings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

EXCHANGES_HEIGHT = 5.3  # inches
LENGTH_DOT: MarkStyle = {
    "s": 36,
    "linewidth": 0.8,
    "edgecolor": "white",
    "zorder": 3,
}
OVERSEAS_DIAMOND: MarkStyle = {
    "s": 70,
    "marker": "D",
    "color": ACCENT,
    "linewidth": 0.8,
    "edgecolor": "white",
    "zorder": 3,
}
USUAL_LINE: MarkStyle = {"color": QUIET, "lw": 1.2, "ls": (0, (4, 3)), "zorder": 2}
DOT_ROOM, DIAMOND_ROOM = 6.5, 11  # points, which no word may cover
OVER_LONGEST = 1.06  # where an axis ends, as a part of the longest
MOST_OUTLETS_NAMED = 8  # points with a name beside them; of more, none has one
LITTLE = 0.2  # a rank correlation below it is no tendency that a title may state
LINE_PLACES = 60  # by which the line is kept free of names


def plot_exchanges(ax: "Axes | None" = None) -> "Axes":
    """How many words are asked and how many answered, one point for each exchange.

    Overseas outlets are red diamonds, and named where they are few; all others are grey, except
    those of briefings that were added to the published ones. The broken line is at the middle
    length of an answer: half of them are longer. The title says whether longer questions get longer
    answers, by the rank correlation of both lengths.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes.
    """
    table = question_statistics()
    overseas = table[table.overseas.fillna(False)]
    briefings = sorted(table.briefing.unique()) or list(briefing_colours())
    added = _added_beside_published(briefings)
    ax = axes_for(ax, EXCHANGES_HEIGHT)
    _draw_lengths(ax, table, overseas, added)
    add_marks(ax, partial(exchange_marks, table))
    ax.set(xlabel="Length of the question (words)", ylabel="Length of the answer (words)")
    ax.set(xlim=_from_nothing(table.words_question), ylim=_from_nothing(table.words_answer))
    middle = _middle_line(table, ax.get_xlim()[1])
    ax.plot(*zip(*middle, strict=True), **USUAL_LINE)
    ax.grid(axis="y", **LEVEL_LINES)
    ax.yaxis.set_major_formatter("{x:,.0f}")
    above = briefing_legend(ax, added) if added else BARE_ROOM
    headline(ax, exchanges_finding(table), _lengths_subtitle(briefings, overseas), above=above)
    finish(ax, briefings)
    drawn = [*_places_of_points(table, overseas), *(drawn_point(x, y, 2) for x, y in middle)]
    write_labels(ax, [*_names_of_points(overseas), *_name_of_line(table, middle)], drawn)
    return ax


def _added_beside_published(briefings: list[str]) -> list[str]:
    """The briefings that somebody added, where they are seen beside published ones.

    >>> _added_beside_published(["2021-03-01", "2024-04-18"])
    ['2024-04-18']
    >>> _added_beside_published(["2024-04-18"])
    []
    """
    added = [briefing for briefing in briefings if briefing not in PALETTE]
    return added if len(added) < len(briefings) else []


def _draw_lengths(
    ax: "Axes", table: pd.DataFrame, overseas: pd.DataFrame, set_off: list[str]
) -> None:
    for briefing, rows in table.groupby("briefing"):
        colour = briefing_colour(briefing) if briefing in set_off else MEDIUM_GREY
        ax.scatter(rows.words_question, rows.words_answer, color=colour, **LENGTH_DOT)
    ax.scatter(overseas.words_question, overseas.words_answer, **OVERSEAS_DIAMOND)


def _from_nothing(words: pd.Series) -> tuple[float, float]:
    """The ends of an axis that begins at nothing and has room for the longest."""
    return 0, OVER_LONGEST * (words.max() if len(words) else 1)


def _middle_line(table: pd.DataFrame, end: float) -> list[tuple[float, float]]:
    """The line at the middle length of an answer, from nothing to the end of the axis."""
    middle = float(table.words_answer.median()) if len(table) else 0.0
    return [(x, middle) for x in np.linspace(0, end, LINE_PLACES).tolist()]


def _places_of_points(table: pd.DataFrame, overseas: pd.DataFrame) -> list[DrawnPlace]:
    dots = [drawn_point(x, y, DOT_ROOM) for x, y in _question_and_answer(table)]
    diamonds = [drawn_point(x, y, DIAMOND_ROOM) for x, y in _question_and_answer(overseas)]
    return dots + diamonds


def _question_and_answer(rows: pd.DataFrame) -> list[list[float]]:
    return rows[["words_question", "words_answer"]].to_numpy(float).tolist()


def _names_of_points(rows: pd.DataFrame) -> list[PointLabel]:
    """The outlets of some exchanges, where they are few."""
    if len(rows) > MOST_OUTLETS_NAMED:
        return []
    return [
        PointLabel(x, y, outlet, ACCENT)
        for outlet, (x, y) in zip(rows.outlet, _question_and_answer(rows), strict=True)
    ]


def _name_of_line(table: pd.DataFrame, middle: list[tuple[float, float]]) -> list[PointLabel]:
    """What the line stands for, at its end."""
    if table.empty:
        return []
    x, y = middle[-1]
    return [PointLabel(x, y, f"{y:,.0f} words", QUIET)]


def _lengths_subtitle(briefings: list[str], overseas: pd.DataFrame) -> str:
    measured = f"Words of each question and of its answer, {years_of_briefings(briefings)}"
    return f"{measured}; red: overseas outlets" if len(overseas) else measured


def exchange_marks(table: pd.DataFrame) -> list[DrawnMark]:
    """A mark for each exchange, the shortest question first."""
    from_the_left = table.sort_values(["words_question", "words_answer", "exchange"])
    return [
        DrawnMark(row.exchange, (row.words_question, row.words_answer), _lengths_in_words(row))
        for row in from_the_left.itertuples()
    ]


def _lengths_in_words(row: Any) -> str:
    """An exchange with its lengths."""
    asked = counted(row.words_question, "word")
    answered = counted(row.words_answer, "word")
    return f"{words_of(row.exchange)}: asked in {asked}, answered in {answered}"


def exchanges_finding(table: pd.DataFrame) -> str:
    """Whether longer questions get longer answers, and how long half of the answers are.

    >>> exchanges_finding(pd.DataFrame({"words_question": [50, 40], "words_answer": [500, 480]}))
    'Longer questions get longer answers: half of the 2 have over 490 words'
    """
    if table.empty:
        return "No question is asked"
    half = f"half of the {len(table)} have over {table.words_answer.median():,.0f} words"
    return f"{_which_answers(length_correlation(table))}: {half}"


def _which_answers(correlation: float) -> str:
    if abs(correlation) < LITTLE:
        return "Longer questions get no longer answers"
    return f"Longer questions get {'longer' if correlation > 0 else 'shorter'} answers"


def length_correlation(table: pd.DataFrame) -> float:
    """The rank correlation of the lengths of questions and answers; 0 where they do not differ.

    Source: C. Spearman (1904), The Proof and Measurement of Association between Two Things.

    >>> length_correlation(pd.DataFrame({"words_question": [9, 5, 7], "words_answer": [1, 3, 2]}))
    -1.0
    """
    ranks = table[["words_question", "words_answer"]].rank()
    correlation = float(ranks.corr().iloc[0, 1])
    return 0.0 if np.isnan(correlation) else correlation
