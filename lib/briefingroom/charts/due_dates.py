"""When promises fall due: a mark for each, in its year, and what these sources say of it."""

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..corpus.tables import read_table
from ..corpus.uncoded import coded_briefings
from ..display import counted
from ..numbers.targets import STATUSES, promises
from .frame import axes_for, finish, legend_above, title_above_legend
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import ACCENT, DARK_GREY, INK, QUIET, SMALL, MarkStyle, briefing_colours
from .targets import DECIDED, STATUS_MARKERS
from .wording import count_in_words, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT_OF_DUE, WIDTH_OF_DUE = 4.3, 8.4  # inches
FIRST_DUE_YEAR, LAST_DUE_YEAR = 2020, 2029  # as far apart as they were
FAR_COLUMN, BETWEEN_FAR = 2030.9, 1.4  # the first column of a year far off, and to the next
DUE_TITLE_LETTERS = 76  # characters
ROOM_OVER_COLUMN = 1.0  # marks
STATUS_COLOURS = {"not reported": ACCENT, "open": "#a8a8a8"}
PROMISE_MARK: MarkStyle = {"linestyle": "none", "ms": 8, "mew": 1.4}
LAST_DAY: MarkStyle = {"color": INK, "lw": 1.1, "ls": (0, (4, 3))}


def plot_due_dates(rows: pd.DataFrame | None = None, ax: "Axes | None" = None) -> "Axes":
    """When promises fall due: one mark each, in a column for each year.

    Parameters
    ----------
    rows : rows of `promises`; all of them if none are given.
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes. A line stands at the day of the last briefing; what is due to the right of it
    could not be reported.
    """
    placed = in_columns(promises() if rows is None else rows)
    ax = axes_for(ax, HEIGHT_OF_DUE, WIDTH_OF_DUE)
    for status in STATUSES:
        here = placed[placed.status == status]
        if len(here):
            _draw_marks_of_status(ax, here, status)
    top = max(placed.row, default=0) + ROOM_OVER_COLUMN
    _mark_last_day(ax, top)
    add_marks(ax, partial(due_marks, placed))
    last = _name_years_due(ax, placed)
    title_above_legend(
        ax,
        wrapped_title(due_finding(placed), DUE_TITLE_LETTERS),
        "Promises of officials, each once, by the year in which they are due",
    )
    if len(placed):
        legend_above(ax, ncols=len(STATUSES))
    ax.set(xlabel="Year in which the promise is due", ylabel="", ylim=(-0.7, top), yticks=[])
    ax.set_xlim(FIRST_DUE_YEAR - 0.6, last + 0.8)
    ax.spines["left"].set_visible(False)
    return finish(ax, coded_briefings(briefing_colours()) or briefing_colours(), "y")


def in_columns(rows: pd.DataFrame) -> pd.DataFrame:
    """Promises with their column and their row in it, those of one status one above the other.

    >>> table = in_columns(promises("2022-06-14"))
    >>> table.target[0], float(table.column[0]), int(table.row[0])
    ('g62', 2022.0, 0)
    """
    order = {status: number for number, status in enumerate(("met", "missed", "not reported"))}
    columns = far_columns(rows)
    placed = rows.assign(
        column=rows.end.map(partial(_column, columns)), order=rows.status.map(order).fillna(9)
    )
    placed = placed.sort_values(["column", "order", "status"], kind="stable", ignore_index=True)
    return placed.assign(row=placed.groupby("column").cumcount())


def far_columns(rows: pd.DataFrame) -> dict[str, float]:
    """The columns to the right of the years, by name: one for each year far off, last no date.

    >>> far_columns(pd.DataFrame({"end": pd.to_datetime(["2025-12-31", "2035-12-31", None])}))
    {'2035': 2030.9, 'no date': 2032.3}
    """
    years = rows.end.dropna().dt.year
    far = sorted({year for year in years if year > LAST_DUE_YEAR})
    names = [*(map(str, far) if far else ["later"]), "no date"]
    return {name: round(FAR_COLUMN + BETWEEN_FAR * number, 1) for number, name in enumerate(names)}


def _column(columns: dict[str, float], end: Any) -> float:
    if pd.isna(end):
        return columns["no date"]
    return columns.get(str(end.year), float(end.year))


def last_day() -> pd.Timestamp:
    """The day of the last briefing."""
    return pd.Timestamp(read_table("briefings").briefing.max())


def _draw_marks_of_status(ax: "Axes", rows: pd.DataFrame, status: str) -> None:
    colour = STATUS_COLOURS.get(status, DARK_GREY)
    fill = colour if status in DECIDED else "white"
    marker = STATUS_MARKERS[status]
    label = f"{status} ({len(rows)})"
    look: MarkStyle = {"marker": marker, "color": colour, "mfc": fill, "label": label}
    ax.plot(rows.column, rows.row, **look, **PROMISE_MARK)


def _mark_last_day(ax: "Axes", top: float) -> None:
    """A line where the sources end; a promise for a year is due at its end, half a column later."""
    day = last_day()
    x = day.year - 0.5 + day.day_of_year / 366 - 0.1
    ax.plot([x, x], [-0.7, top], **LAST_DAY)
    words = f"last briefing,\n{day.date()} "
    ax.text(x - 0.1, top - 0.1, words, ha="right", va="top", size=SMALL, color=INK)


def _name_years_due(ax: "Axes", placed: pd.DataFrame) -> float:
    """The names below the columns, and a thin line before each that is no step of one year."""
    years = range(FIRST_DUE_YEAR, LAST_DUE_YEAR + 1)
    columns = far_columns(placed)
    ax.set_xticks([*years, *columns.values()], [*map(str, years), *columns])
    for before, column in pairwise([LAST_DUE_YEAR, *columns.values()]):
        ax.axvline((before + column) / 2, color=QUIET, lw=0.6)
    return max(columns.values())


def due_marks(placed: pd.DataFrame) -> list[DrawnMark]:
    """A mark for each promise."""
    return [
        DrawnMark(row.target, (row.column, row.row), words_of(row.target))
        for row in placed.itertuples()
    ]


def due_finding(placed: pd.DataFrame) -> str:
    """How many fell due by the last briefing, and what became of these.

    >>> rows = {"end": pd.to_datetime(["2021-12-31", "2030-01-01"]), "status": ["met", "open"]}
    >>> due_finding(pd.DataFrame(rows))
    '2 promises: one fell due by the last briefing (1 met)'
    """
    due = placed[placed.end <= last_day()]
    counts = due.status.value_counts()
    became = ", ".join(f"{counts[status]} {status}" for status in STATUSES if status in counts)
    found = f"{counted(len(placed), 'promise')}: {count_in_words(len(due))} fell due"
    return f"{found} by the last briefing ({became})" if became else f"{found} by the last briefing"
