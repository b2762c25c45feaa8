"""What stands outside the sources, on one calendar with the five briefings."""

from collections.abc import Collection, Sequence
from datetime import date
from functools import partial
from textwrap import shorten
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus.context import BRIEFING_ITSELF, GENERAL, context
from ..corpus.tables import read_table
from ..pages.context import name_of_subject
from .frame import (
    at_least_two,
    axes_for_rows,
    briefing_legend,
    finish,
    many_named_rows,
    names_between_ticks,
    title_above_legend,
    write_beside,
)
from .language import names_shown
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import INK, SLATE_GREY, SMALL, MarkStyle, briefing_colour, briefing_colours
from .wording import count_in_words, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

KIND_MARKERS = {  # the form says what kind a statement is, and the legend names it
    "plan": "s",
    "law": "D",
    "measure": "o",
    "event": "^",
    "person": "P",
}
YEARS_NAMED = range(2014, 2025)
CALENDAR_SHOWN = (date(2014, 5, 1), date(2025, 1, 1))
WIDTH_OF_CALENDAR = 8.2  # inches
LETTERS_ACROSS = 130  # of a line from one end of the calendar to the other
BESIDE_MARK = 9  # points
MOST_LETTERS = 170  # of a statement
OUTSIDE_SOURCE = (
    "Source: Briefing Room, records from outside the briefings, each named in br.context()"
)

STATED: MarkStyle = {"ls": "none", "ms": 7, "color": SLATE_GREY, "mec": "white", "mew": 0.5}
ON_LINES: MarkStyle = {
    "linespacing": 1,
    "in_layout": False,
    # The line of a briefing stays to be seen behind words.
    "bbox": {"facecolor": "white", "alpha": 0.72, "edgecolor": "none", "pad": 0.8},
    "zorder": 2,
}
LASTING: MarkStyle = {"lw": 2, "color": SLATE_GREY, "zorder": 1}
OWN_DAY: MarkStyle = {"marker": "o", "ls": "none", "ms": 7, "zorder": 3}
BRIEFING_DAY: MarkStyle = {"lw": 1.1, "alpha": 0.75, "zorder": 0}


def plot_context(
    subject: str | Sequence[str] | None = None,
    ax: "Axes | None" = None,
) -> "Axes":
    """Dated statements from outside the sources on one calendar, with the five briefings.

    Parameters
    ----------
    subject : a theme, ``"general"``, ``"timeline"``, ``"overview"``, the name of a lesson (all its
        themes), or several of these: one row for each statement. If none is given: one row for each
        subject.
    ax : matplotlib Axes; new ones, as high as the rows need, if none are given.

    Returns the Axes. A line across all rows, in the colour of its briefing, is the day of that
    briefing. A statement stands beside its mark, on the side that has more room.

    Raises
    ------
    UnknownName : when there is no such subject; the message names the nearest.
    """
    by_subject = subject is None
    rows = _in_rows(context(subject), by_subject=by_subject)
    names = rows.groupby("y").row_name.first().tolist()
    lines = max((name.count("\n") + 1 for name in names), default=1)
    each = 0.09 + 0.16 * lines
    ax = axes_for_rows(ax, at_least_two(len(names)), each=each, around=1.6, width=WIDTH_OF_CALENDAR)
    for briefing, colour in briefing_colours().items():
        ax.axvline(_number_of_day(briefing), color=colour, **BRIEFING_DAY)
    for kind, statements in rows.groupby("kind"):
        _draw_dated(ax, statements, str(kind))
    add_marks(ax, partial(context_marks, rows))
    many_named_rows(ax, names if by_subject else [""] * len(names))
    _name_calendar(ax)
    if not by_subject:
        _write_statements(ax, rows)
    briefing_legend(ax, briefing_colours(), heading="Briefing of")  # nothing here was said there
    title_above_legend(ax, context_finding(rows), _legend_in_words(set(rows.kind)))
    return finish(ax, briefing_colours(), "y", source=OUTSIDE_SOURCE)


def _in_rows(rows: pd.DataFrame, *, by_subject: bool) -> pd.DataFrame:
    """Statements with the row in which each is drawn, its name, and its days as numbers."""
    from matplotlib.dates import date2num

    names = rows.subject if by_subject else rows.what
    order = _order_of_subjects(set(names)) if by_subject else list(names)
    starts, ends_of = date2num(rows.date), date2num(rows.end_date.fillna(rows.date))
    return rows.assign(
        y=[order.index(name) for name in names],
        row_name=[
            subject_shown(name) if by_subject else _in_lines(name, _room_beside(begins, ends)[0])
            for name, begins, ends in zip(names, starts, ends_of, strict=True)
        ],
        begins=starts,
        ends=ends_of,
    )


def _order_of_subjects(subjects: Collection[str]) -> list[str]:
    """What concerns all first, then the subjects in the order of their table."""
    return [name for name in (GENERAL, *read_table("themes").theme) if name in subjects]


def subject_shown(subject: str) -> str:
    """What a row of statements on one subject is called.

    >>> subject_shown("general"), subject_shown("rare_earths")
    ('all subjects', 'Rare earths')
    """
    return names_shown("themes").get(subject, name_of_subject(subject))


def _in_lines(text: str, room: float) -> str:
    """A statement in lines of about the same length that fit a part of the calendar.

    >>> _in_lines("The 20th Party Congress meets.", 0.5)
    'The 20th Party Congress meets.'
    """
    short = shorten(text, MOST_LETTERS, placeholder=" ...")
    return wrapped_title(short, int(room * LETTERS_ACROSS))


def _room_beside(begins: float, ends: float) -> tuple[float, str]:
    """The part of the calendar on the side of a mark that has more of it, and that side."""
    first, last = (_number_of_day(day.isoformat()) for day in CALENDAR_SHOWN)
    before, after = (begins - first) / (last - first), (last - ends) / (last - first)
    return (before, "left") if before > after else (after, "right")


def _write_statements(ax: "Axes", rows: pd.DataFrame) -> None:
    """The words of each statement beside its mark; those of a briefing in its colour."""
    for row in rows.itertuples():
        _, side = _room_beside(row.begins, row.ends)
        x, away, ha = (
            (row.begins, -BESIDE_MARK, "right")
            if side == "left"
            else (row.ends, BESIDE_MARK, "left")
        )
        is_briefing = row.kind == BRIEFING_ITSELF
        colour = briefing_colour(f"{row.date:%Y-%m-%d}") if is_briefing else INK
        write_beside(
            ax, row.row_name, x, row.y, (away, 0), ha=ha, color=colour, size=SMALL, **ON_LINES
        )


def _number_of_day(day: str) -> float:
    from matplotlib.dates import date2num

    return date2num(date.fromisoformat(day))


def _draw_dated(ax: "Axes", rows: pd.DataFrame, kind: str) -> None:
    """The statements of one kind: a marker where each begins, a line where it lasts."""
    if kind == BRIEFING_ITSELF:
        for row in rows.itertuples():
            ax.plot(row.begins, row.y, color=briefing_colour(f"{row.date:%Y-%m-%d}"), **OWN_DAY)
        return
    ax.hlines(rows.y, rows.begins, rows.ends, **LASTING)
    ax.plot(rows.begins, rows.y, marker=KIND_MARKERS[kind], **STATED)


def context_marks(rows: pd.DataFrame) -> list[DrawnMark]:
    """A mark for each statement, where it begins."""
    return [
        DrawnMark(row.context, (row.begins, row.y), words_of(row.context))
        for row in rows.itertuples()
    ]


def _name_calendar(ax: "Axes") -> None:
    names_between_ticks(
        ax,
        ticks=[_number_of_day(f"{year}-01-01") for year in YEARS_NAMED],
        middles=[_number_of_day(f"{year}-07-01") for year in YEARS_NAMED],
        names=list(YEARS_NAMED),
    )
    first, last = (_number_of_day(day.isoformat()) for day in CALENDAR_SHOWN)
    ax.set(xlabel="Day on which it was issued, took effect or happened", ylabel="")
    ax.spines["left"].set_visible(False)
    ax.set_xlim(first, last)


def _legend_in_words(kinds: Collection[str]) -> str:
    """What each form is.

    >>> _legend_in_words({"law", "event"})
    'Dated statements from outside the source: law ◆, event ▲; lines: the five briefings'
    """
    signs = dict(zip(KIND_MARKERS, "■◆●▲✚", strict=True))
    named = [f"{kind} {sign}" for kind, sign in signs.items() if kind in kinds]
    listed = f": {', '.join(named)}" if named else ""
    return f"Dated statements from outside the source{listed}; lines: the five briefings"


def context_finding(rows: pd.DataFrame) -> str:
    """How much stands beside the briefings, which are counted apart.

    >>> days = pd.to_datetime(["2015-05-08", "2022-10-07", "2024-05-24"])
    >>> context_finding(pd.DataFrame({"date": days, "kind": "plan"}))
    'Three events around five briefings'
    """
    number = int((rows.kind != BRIEFING_ITSELF).sum())
    events = "event" if number == 1 else "events"
    briefings = len(briefing_colours())
    found = f"{count_in_words(number)} {events} around {count_in_words(briefings)} briefing"
    return found[:1].upper() + found[1:] + ("" if briefings == 1 else "s")
