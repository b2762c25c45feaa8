"""Every means that officials name as a square, in the order of speech; one kind set off."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..corpus.names import must_be
from ..corpus.tables import categories_of, read_table
from ..corpus.uncoded import coded_briefings
from ..ids import parse_id
from .frame import axes_for_rows, finish, headline, loose_rows_from_the_top
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import INK, LIGHT_GREY, MarkStyle, briefing_colours
from .wording import NARROW_TITLE_WIDTH, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

IN_A_ROW = 40  # squares
SIDE = 0.82  # of a square, as a part of its room
HEIGHT_OF_ROW, AROUND_ROWS = 0.19, 1.15  # inches
ONE_MEANS: MarkStyle = {"height": SIDE, "linewidth": 0}


class MeansSquare(NamedTuple):
    """A means with its kind, its briefing and its place: row and place in it."""

    id: str
    instrument: str
    briefing: str
    row: int
    place: int


def plot_each_means(
    instrument: str = "subsidy", means: pd.DataFrame | None = None, ax: "Axes | None" = None
) -> "Axes":
    """Every means that officials name as a square, with those of one instrument set off.

    Parameters
    ----------
    instrument : of the code book, such as subsidy, tax or plan.
    means : rows of `policy_measures`; all of them if none are given.
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes. Each briefing begins a row; its means stand in the order of speech.

    Raises
    ------
    UnknownName : when the code book has no such instrument; the message names the nearest.
    """
    known = categories_of("policy_measures", "instrument")
    must_be(instrument, known, f"The code book has no instrument {instrument!r}")
    means = read_table("policy_measures") if means is None else means
    squares = means_squares(means)
    rows = 1 + max((square.row for square in squares), default=0)
    ax = axes_for_rows(ax, rows, each=HEIGHT_OF_ROW, around=AROUND_ROWS)
    for is_set_off, colour in ((False, LIGHT_GREY), (True, INK)):
        alike = [square for square in squares if (square.instrument == instrument) == is_set_off]
        _draw_means(ax, alike, colour)
    add_marks(ax, partial(each_means_marks, squares))
    headline(
        ax,
        wrapped_title(each_means_finding(squares, instrument), NARROW_TITLE_WIDTH),
        "Each square is a means that an official names, in the order of speech",
    )
    ax.set(xlabel="", ylabel="", xlim=(-0.2, IN_A_ROW))
    ax.set_xticks([])
    ax.spines[["bottom", "left"]].set_visible(False)
    _name_briefings(ax, squares)
    loose_rows_from_the_top(ax, rows)
    return finish(ax, coded_briefings(briefing_colours()) or briefing_colours(), "")


def means_squares(means: pd.DataFrame) -> list[MeansSquare]:
    """The squares of some means: a briefing begins a row, and a full row is followed by another.

    Parameters
    ----------
    means : rows of `policy_measures`.

    >>> squares = means_squares(read_table("policy_measures"))
    >>> squares[0].id, squares[0].row, squares[40].row, squares[40].place
    ('2020-10-23.m001', 0, 1, 0)
    """
    squares: list[MeansSquare] = []
    for means_of_one in means.itertuples():
        briefing = parse_id(str(means_of_one.policy_measure)).briefing
        row, place = _next_place(squares, briefing)
        square = MeansSquare(
            str(means_of_one.policy_measure), str(means_of_one.instrument), briefing, row, place
        )
        squares.append(square)
    return squares


def _next_place(squares: list[MeansSquare], briefing: str) -> tuple[int, int]:
    if not squares:
        return 0, 0
    last = squares[-1]
    if last.briefing != briefing or last.place == IN_A_ROW - 1:
        return last.row + 1, 0
    return last.row, last.place + 1


def _draw_means(ax: "Axes", squares: list[MeansSquare], colour: str) -> None:
    rows = [square.row for square in squares]
    left = [square.place for square in squares]
    ax.barh(rows, SIDE, left=left, color=colour, **ONE_MEANS)


def _name_briefings(ax: "Axes", squares: list[MeansSquare]) -> None:
    first: dict[str, int] = {}
    for square in squares:
        first.setdefault(square.briefing, square.row)
    ax.set_yticks(list(first.values()), list(first))
    ax.tick_params(axis="y", length=0)


def each_means_marks(squares: list[MeansSquare]) -> Iterator[DrawnMark]:
    """A mark for each means, in the middle of its square."""
    for square in squares:  # in the order of speech, which is that of the rows
        yield DrawnMark(square.id, (square.place + SIDE / 2, square.row), words_of(square.id))


def each_means_finding(squares: list[MeansSquare], instrument: str) -> str:
    """How many of the means are of an instrument.

    >>> squares = means_squares(read_table("policy_measures"))
    >>> each_means_finding(squares, "trade")
    'Of 594 means that officials name, 0 are of the kind trade'
    """
    number = sum(square.instrument == instrument for square in squares)
    verb = "is" if number == 1 else "are"
    return (
        f"Of {len(squares):,} means that officials name, {number} {verb} of the kind {instrument}"
    )
