"""How clearly questions are answered: a square for each thing asked."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from ..corpus.tables import read_table
from ..corpus.uncoded import must_be_coded
from ..display import counted
from .frame import (
    at_least_two,
    axes_for_rows,
    end_with_room,
    finish,
    legend_above,
    loose_rows_from_the_top,
    points_beside_names,
    title_above_legend,
    title_letters,
    write_beside,
)
from .instruments import name_of_group
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import DARK_GREY, MEDIUM_GREY, PALETTE, QUIET, SMALL, MarkStyle
from .wording import wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

NOT_NAMED = "Outlet not known"
SQUARE: MarkStyle = {"height": 0.72, "linewidth": 1.2}
LEAST_ASKED = 1
WIDTH_OF_ANSWERS = 8.2  # inches
ROOM_FOR_CLEAR = 165  # points, for the share beside a row
ENOUGH_QUESTIONS = 3  # of a group that a title may name
NAMES_OF_GROUPINGS = {
    "kind": "what is asked for",
    "briefing": "briefing",
    "outlet_kind": "kind of outlet",
    "outlet": "outlet",
    "theme": "subject of the question",
    "speaker": "who answers",
}


class ClarityLook(NamedTuple):
    """The look of the squares of a clarity: a colour and a form."""

    fill: str
    edge: str
    hatch: str = ""


CLARITY = {  # the clearest first
    "clear": ClarityLook(DARK_GREY, "white"),
    "ambivalent": ClarityLook("white", MEDIUM_GREY, "////"),
    "none": ClarityLook("white", DARK_GREY),
}
CLARITY_NAMES = {"clear": "clear", "ambivalent": "ambivalent", "none": "no reply"}


def plot_answers(
    table: pd.DataFrame, ax: "Axes | None" = None, *, least: int = LEAST_ASKED
) -> "Axes":
    """How clearly questions are answered: one square for each thing asked, the clear ones first.

    Parameters
    ----------
    table : as `replies` returns it (the group, asked, share, low, high, ids).
    ax : matplotlib Axes; new ones if none are given.
    least : groups of which fewer things are asked are left out.

    Returns the Axes, with one row for each group.

    Raises
    ------
    QuestionError : for a collection in which nobody has coded what is asked.
    """
    must_be_coded(table)
    by = table.columns[0]
    rows = table[table.asked >= least].reset_index(drop=True)
    squares = asked_squares(rows)
    ax = axes_for_rows(ax, at_least_two(len(rows)), each=0.29, around=1.75, width=WIDTH_OF_ANSWERS)
    names = [name_of_group(by, group) or NOT_NAMED for group in rows[by]]
    points = points_beside_names(names, WIDTH_OF_ANSWERS)
    _draw_asked(ax, squares)
    for y, row in enumerate(rows.itertuples()):
        write_beside(ax, _clear_in_words(row), row.asked, y, (6, 0), size=SMALL, color=QUIET)
    add_marks(ax, partial(answer_marks, squares))
    ax.set_yticks(range(len(rows)), names)
    title_above_legend(
        ax,
        wrapped_title(answers_finding(rows.assign(name=names)), title_letters(WIDTH_OF_ANSWERS)),
        f"Things asked, one square each, by {NAMES_OF_GROUPINGS[by]}",
    )
    _explain_squares(ax)
    longest = max(1, rows.asked.max()) if len(rows) else 1
    ax.set(xlabel=_label_of_squares(len(table) - len(rows), least), ylabel="")
    ax.set_xlim(0, end_with_room(longest, ROOM_FOR_CLEAR, points))
    ax.locator_params(axis="x", integer=True)
    loose_rows_from_the_top(ax, len(rows))
    return finish(ax, sorted(rows[by]) if by == "briefing" else PALETTE, "y")


class AskedSquare(NamedTuple):
    """A thing asked, with its clarity and its place: row and place in it."""

    id: str
    clarity: str
    row: int
    place: int


def asked_squares(rows: pd.DataFrame) -> list[AskedSquare]:
    """The squares of a table of `replies`, in each row the clearest first.

    >>> [square.place for square in asked_squares(pd.DataFrame({"ids": [["2020-10-23.q01.a1"]]}))]
    [0]
    """
    clarity = read_table("asked").set_index("asked").clarity
    order = list(CLARITY)
    squares = []
    for row, ids in enumerate(rows.ids):
        clearest_first = sorted(ids, key=lambda id: order.index(clarity[id]))
        squares += [
            AskedSquare(id, clarity[id], row, place) for place, id in enumerate(clearest_first)
        ]
    return squares


def _draw_asked(ax: "Axes", squares: list[AskedSquare]) -> None:
    for clarity, look in CLARITY.items():
        alike = [square for square in squares if square.clarity == clarity]
        ax.barh(
            [square.row for square in alike],
            0.86,
            left=[square.place for square in alike],
            align="center",
            color=look.fill,
            edgecolor=look.edge,
            hatch=look.hatch,
            **SQUARE,
        )


def _explain_squares(ax: "Axes") -> None:
    from matplotlib.patches import Patch

    handles = [
        Patch(fc=look.fill, ec=look.edge, hatch=look.hatch, label=CLARITY_NAMES[clarity])
        for clarity, look in CLARITY.items()
    ]
    legend_above(ax, handles=handles, ncols=3)


def answer_marks(squares: list[AskedSquare]) -> Iterator[DrawnMark]:
    """A mark for each thing asked, in the middle of its square."""
    for square in squares:
        yield DrawnMark(square.id, (square.place + 0.43, square.row), words_of(square.id))


def _clear_in_words(row: "pd.Series") -> str:
    clear = f"{row.clear} of {row.asked} clear"
    if np.isnan(row.low):
        return clear
    return f"{clear}, {row.share:.0f}% ({row.low:.0f} to {row.high:.0f})"


def answers_finding(rows: pd.DataFrame) -> str:
    """How much is answered clearly, and where most and least of what is asked often.

    Parameters
    ----------
    rows : name, asked, clear, share, questions.

    >>> rows = {"name": ["facts", "view"], "asked": [4, 6], "clear": [4, 3], "questions": [4, 5]}
    >>> answers_finding(pd.DataFrame(rows).assign(share=[100.0, 50.0]))
    'facts: 4 of 4 answered clearly; view: 3 of 6'
    """
    if rows.empty:
        return "Nothing is asked"
    often = rows[(rows.questions >= ENOUGH_QUESTIONS) & (rows.name != NOT_NAMED)]
    if len(often) < 2:
        asked = f"{counted(int(rows.asked.sum()), 'thing')} asked"
        return f"{asked}, {int(rows.clear.sum())} answered clearly"
    most, least = often.loc[often.share.idxmax()], often.loc[often.share.idxmin()]
    of_most = f"{most['name']}: {most.clear} of {most.asked} answered clearly"
    return f"{of_most}; {least['name']}: {least.clear} of {least.asked}"


def _label_of_squares(left_out: int, least: int) -> str:
    label = "Things asked (count); in brackets the 95% interval over questions"
    if left_out:
        label += f"\n{left_out} of which fewer than {least} things are asked left out"
    return label
