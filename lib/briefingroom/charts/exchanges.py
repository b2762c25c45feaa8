"""How long questions and answers are."""

from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..display import counted
from ..text.questions import question_statistics
from .frame import axes_for, finish, headline, name_point
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import QUIET, MarkStyle, briefing_colour, briefing_colours
from .wording import years_of_briefings

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LENGTH_DOT: MarkStyle = {
    "s": 34,
    "linewidth": 0,
    "zorder": 3,
}
OVERSEAS_RING: MarkStyle = {
    "s": 95,
    "facecolor": "none",
    "edgecolor": "black",
    "label": "overseas outlet",
}
POINTS_OF_ANSWERS = 225  # of type, from nothing to the longest answer
NAME_LINE = 10  # points
EXCHANGES_HEIGHT = 5.3  # inches: each name under the points has a line of its own
POINTER: MarkStyle = {
    "arrowstyle": "-",
    "color": QUIET,
    "linewidth": 0.7,
    "shrinkA": 0,
    "shrinkB": 5,
}


def plot_exchanges(ax: "Axes | None" = None) -> "Axes":
    """How many words are asked and how many answered, one point for each exchange.

    Overseas outlets are ringed, and named where there is room for all their names.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes.
    """
    table = question_statistics()
    overseas = table[table.overseas.fillna(False)]
    briefings = sorted(table.briefing.unique()) or list(briefing_colours())
    ax = axes_for(ax, EXCHANGES_HEIGHT)
    for briefing, rows in table.groupby("briefing"):
        ax.scatter(
            rows.words_question,
            rows.words_answer,
            color=briefing_colour(briefing),
            label=briefing,
            **LENGTH_DOT,
        )
    ax.scatter(overseas.words_question, overseas.words_answer, **OVERSEAS_RING)
    if _names_have_room(table, len(overseas)):
        _name_below(ax, overseas, table.words_answer.min())
    add_marks(ax, partial(exchange_marks, table))
    headline(
        ax,
        exchanges_finding(table),
        f"Words of each question and of its answer, {years_of_briefings(briefings)}",
    )
    ax.set(
        xlabel="Length of the question (words)",
        ylabel="Length of the answer (words)",
        xlim=(0, None),
        ylim=(0, None),
    )
    ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1), borderaxespad=0)
    return finish(ax, briefings)


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


def _names_have_room(table: pd.DataFrame, names: int) -> bool:
    """Whether so many names, one below the other, stand under all points."""
    under_all = table.words_answer.min() / table.words_answer.max()
    return under_all * POINTS_OF_ANSWERS >= names * NAME_LINE


def _name_below(ax: "Axes", rows: pd.DataFrame, shortest_answer: int) -> None:
    """Name points by their outlets, under all of them, each name lower than the one to its left."""
    step = shortest_answer / max(len(rows), 1)
    from_the_right = rows.sort_values("words_question", ascending=False)
    for steps, row in enumerate(from_the_right.itertuples(), 1):
        x, height = row.words_question, steps * step
        point, name_at = (x, row.words_answer), (x, height)
        ax.annotate("", point, name_at, arrowprops=POINTER)
        name_point(ax, row.outlet, x, height, (-3, 5), ha="right")


def exchanges_finding(table: pd.DataFrame) -> str:
    """How many times as long as its question an answer is.

    >>> exchanges_finding(pd.DataFrame({"words_question": [50, 40], "words_answer": [500, 480]}))
    'An answer is 11 times as long as its question (median of 2)'
    """
    if table.empty:
        return "No question is asked"
    ratios = table.words_answer / table.words_question
    found = f"An answer is {ratios.median():.0f} times as long as its question"
    return f"{found} (median of {len(table)})"
