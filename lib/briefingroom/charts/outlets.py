"""Who may ask."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..text.questions import OUTLET_KINDS, question_statistics
from .frame import axes_for_rows, finish, headline, named_rows, write_beside
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import SMALL, MarkStyle, briefing_colour, briefing_colours
from .wording import NARROW_TITLE_WIDTH, wrapped_title, years_of_briefings

if TYPE_CHECKING:
    from matplotlib.axes import Axes


NO_KIND = (OUTLET_KINDS["unknown"], OUTLET_KINDS[""])  # what is not known is no kind of outlet
FULL_SQUARE: MarkStyle = {"width": 1.0, "edgecolor": "white", "linewidth": 2}
OPEN_SQUARE: MarkStyle = {"width": 0.86, "height": 0.7, "color": "white", "linewidth": 1.6}
MOST_INSIDE = 6  # briefings in a legend in the corner of the chart
LEGEND_BESIDE: MarkStyle = {
    "loc": "upper left",
    "bbox_to_anchor": (1.01, 1),
    "borderaxespad": 0,
}


def plot_outlets(ax: "Axes | None" = None) -> "Axes":
    """Who may ask: one square for each question, by kind of outlet, coloured by briefing.

    Where the outlet or its owner is not known, the squares are open: that is no kind of outlet.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each kind of outlet.
    """
    questions = _questions_with_kind()
    counts = questions_by_kind(questions)
    totals = counts.sum(axis=1)
    briefings = list(counts.columns) or list(briefing_colours())
    ax = axes_for_rows(ax, len(counts), each=0.4, around=1.9)
    for row, (kind, total) in enumerate(totals.items()):
        _draw_squares(ax, row, counts.loc[kind], is_open=kind in NO_KIND)
        write_beside(ax, str(total), total, row, (5, 0))
    add_marks(ax, partial(outlet_marks, questions, list(counts.index)))
    for briefing in counts:
        ax.barh(0, 0, color=briefing_colour(briefing), label=briefing)  # for the legend
    headline(
        ax,
        wrapped_title(outlets_finding(totals), NARROW_TITLE_WIDTH),
        f"Questions by kind of outlet, one square each, {years_of_briefings(briefings)};\n"
        "open squares: the outlet or its owner is not known",
    )
    ax.set(
        xlabel="Questions (count)",
        ylabel="",
        xlim=(0, totals.max() + 1),
    )
    named_rows(ax, counts.index)
    place = LEGEND_BESIDE if len(counts.columns) > MOST_INSIDE else {"loc": "lower right"}
    ax.legend(title="Briefing", title_fontsize=SMALL, fontsize=SMALL, **place)
    return finish(ax, briefings, "y")


def _questions_with_kind() -> pd.DataFrame:
    """The exchanges in their order, each with the kind of its outlet in words."""
    table = question_statistics()
    kinds = table.outlet_kind.where(table.outlet != "", "")
    table = table.assign(kind=kinds.map(OUTLET_KINDS))
    return table.sort_values("exchange", ignore_index=True)


def questions_by_kind(questions: pd.DataFrame) -> pd.DataFrame:
    """Questions: one row for each kind of outlet, one column for each briefing.

    >>> asked = {"kind": ["Overseas", "Overseas"], "briefing": ["2021-03-01", "2023-03-01"]}
    >>> questions_by_kind(pd.DataFrame(asked)).loc["Overseas"].tolist()
    [1, 1]
    """
    counts = pd.crosstab(questions.kind, questions.briefing)
    return counts.reindex(OUTLET_KINDS.values(), fill_value=0)


def outlet_marks(questions: pd.DataFrame, kinds: list[str]) -> Iterator[DrawnMark]:
    """A mark for each question, in the middle of its square.

    The squares of a row that have one colour stand for the questions of one briefing in the order
    in which they were asked.
    """
    for row, kind in enumerate(kinds):
        asked = questions.exchange[questions.kind == kind]
        for place, exchange in enumerate(asked):
            yield DrawnMark(exchange, (place + 0.5, row), words_of(exchange))


def _draw_squares(ax: "Axes", row: int, counts: pd.Series, *, is_open: bool) -> None:
    """One square for each question of a row, briefing after briefing."""
    colours = [briefing_colour(briefing) for briefing in counts.index.repeat(counts)]
    look = OPEN_SQUARE | {"edgecolor": colours} if is_open else FULL_SQUARE | {"color": colours}
    margin = (1 - look["width"]) / 2
    places = [place + margin for place in range(len(colours))]
    ax.barh([row] * len(colours), left=places, align="center", **look)


def outlets_finding(totals: pd.Series) -> str:
    """How many questions come from abroad, and of how many the asker is lost.

    >>> outlets_finding(pd.Series({"Central media": 37, "Overseas": 5, "Outlet not known": 6}))
    '5 of 48 questions come from overseas outlets; 6 askers are not known'
    """
    overseas = totals[OUTLET_KINDS["overseas"]]
    lost = totals[OUTLET_KINDS[""]]
    return (
        f"{overseas} of {totals.sum()} questions come from overseas outlets; "
        f"{lost} askers are not known"
    )
