"""Words that are said or not said in each briefing, under what happened outside on the calendar."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..corpus.context import context
from ..corpus.names import must_be
from ..display import counted
from ..text.trends import trend
from .frame import (
    axes_for,
    briefing_legend,
    finish,
    headline,
    names_between_ticks,
    title_letters,
    write_beside,
)
from .mark_words import marks_of_group, words_of
from .marks import DrawnMark, add_marks
from .style import QUIET, SLATE_GREY, SMALL, MarkStyle, briefing_colour, briefing_colours
from .wording import wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

DAYS_AROUND = pd.Timedelta(days=400)  # from one event to the next
EVENT_LEVELS = 3  # of the names of events, one above the other
CALENDAR_AROUND = 120  # days before the first and after the last that is drawn
CALENDAR_WIDE = 8.2  # inches
OUTSIDE_EVENT: MarkStyle = {
    "marker": "^",
    "ms": 8,
    "color": SLATE_GREY,
    "ls": "none",
    "clip_on": False,
}
OUTSIDE_STEM: MarkStyle = {"color": SLATE_GREY, "lw": 0.9}
DAY_LINE: MarkStyle = {"lw": 1.1, "alpha": 0.6, "zorder": 0}
SAID_CIRCLE: MarkStyle = {"marker": "o", "ms": 14, "mec": "white", "ls": "none"}
UNSAID_CIRCLE: MarkStyle = {"marker": "o", "ms": 14, "mfc": "white", "mec": QUIET, "ls": "none"}


def plot_silence(
    words: str | Iterable[str],
    outside: Mapping[str, str],
    ax: "Axes | None" = None,
    *,
    title: str = "",
) -> "Axes":
    """How often words are said in each briefing, under what happened outside in these years.

    Parameters
    ----------
    words : as `concordance` takes them: "sanction*", "export control*".
    outside : ids of statements of `context`, each with a short name.
    ax : matplotlib Axes; new ones if none are given.
    title : the finding; which of the words are never said, if none is given.

    Returns the Axes, with one row for each word. A circle has the number of uses in a briefing, and
    is open where there is none.

    Raises
    ------
    UnknownName : when there is no such statement outside.
    """
    counts = trend([words] if isinstance(words, str) else list(words))
    events = _events(outside)
    names = list(dict.fromkeys(counts.term))
    levels = max(events.level, default=0)
    ax = axes_for(ax, 2.1 + 0.15 * levels + 0.31 * len(names), CALENDAR_WIDE)
    for briefing, colour in briefing_colours().items():
        day = _day_number(briefing)
        ax.plot([day, day], [0.45, len(names) + 0.6], color=colour, **DAY_LINE)
    for row in events.itertuples():
        _draw_event(ax, row)
    for use in uses_in_rows(counts).itertuples():
        _draw_use(ax, use)
    add_marks(ax, partial(silence_marks, counts, events))
    ax.set_yticks([0, *range(1, len(names) + 1)], ["outside the source", *names])
    ax.set_ylim(len(names) + 0.6, -levels - 0.4)
    _name_days(ax, [*events.number, *map(_day_number, briefing_colours())])
    above = briefing_legend(ax, briefing_colours())
    subtitle = "Uses of each word in each briefing (a line each); triangles: what happened outside"
    headline(
        ax,
        wrapped_title(title or silence_finding(counts), title_letters(CALENDAR_WIDE)),
        subtitle,
        above=above,
    )
    ax.set(xlabel="Day of the briefing or of the event", ylabel="")
    ax.spines["left"].set_visible(False)
    return finish(ax, briefing_colours(), "y")


def _events(outside: Mapping[str, str]) -> pd.DataFrame:
    """The statements outside with their short names, in order of time, each on its level."""
    rows = context()
    for id in outside:
        must_be(id, list(rows.context), f"There is no statement {id!r} outside the source")
    rows = rows[rows.context.isin(outside)].sort_values("date", ignore_index=True)
    return rows.assign(
        number=[_day_number(f"{day:%Y-%m-%d}") for day in rows.date],
        short=[outside[id] for id in rows.context],
        level=levels_of(list(rows.date)),
    )


def levels_of(days: list[pd.Timestamp]) -> list[int]:
    """How high the name of each event stands: a step lower than the one before, if that is near.

    >>> levels_of([pd.Timestamp(day) for day in ("2020-05-15", "2020-08-17", "2022-08-09")])
    [2, 1, 2]
    >>> levels_of([pd.Timestamp("2021-11-01")])
    [1]
    """
    levels: list[int] = []
    for before, day in zip([None, *days], days, strict=False):
        is_near = before is not None and day - before < DAYS_AROUND
        lower = levels[-1] - 1 if levels and is_near else EVENT_LEVELS
        levels.append(lower or EVENT_LEVELS)
    unused = min(levels, default=1) - 1
    return [level - unused for level in levels]


def _day_number(day: str) -> float:
    from matplotlib.dates import date2num

    return float(date2num(date.fromisoformat(day)))


def _draw_event(ax: "Axes", row: Any) -> None:
    ax.plot(row.number, 0, **OUTSIDE_EVENT)
    top = 0.2 - row.level
    ax.plot([row.number, row.number], [0, top], **OUTSIDE_STEM)
    text = f"{row.short} ({row.date:%Y-%m-%d})"
    write_beside(ax, text, row.number, top, (3, 0), size=SMALL, va="bottom")


def uses_in_rows(counts: pd.DataFrame) -> pd.DataFrame:
    """The uses of each word in each briefing with their places.

    >>> uses_in_rows(trend(["sanction*"])).row.tolist()
    [1, 1, 1, 1, 1]
    """
    names = list(dict.fromkeys(counts.term))
    return counts.assign(
        row=[1 + names.index(term) for term in counts.term],
        number=[_day_number(day) for day in counts.briefing],
        uses=counts["count"],
    )


def _draw_use(ax: "Axes", use: Any) -> None:
    look = {"color": briefing_colour(use.briefing), **SAID_CIRCLE} if use.uses else UNSAID_CIRCLE
    ax.plot(use.number, use.row, **look)
    ink = "white" if use.uses else QUIET
    write_beside(ax, str(use.uses), use.number, use.row, (0, 0), ha="center", color=ink, size=SMALL)


def _name_days(ax: "Axes", numbers: list[float]) -> None:
    from matplotlib.dates import num2date

    first, last = min(numbers) - CALENDAR_AROUND, max(numbers) + CALENDAR_AROUND
    years = range(num2date(first).year, num2date(last).year + 1)
    begins = [_day_number(f"{year}-01-01") for year in years]
    ends = [*begins[1:], last]
    middles = [(max(begin, first) + end) / 2 for begin, end in zip(begins, ends, strict=True)]
    names_between_ticks(ax, [begin for begin in begins if begin > first], middles, [*years])
    ax.set_xlim(first, last)


def silence_marks(counts: pd.DataFrame, events: pd.DataFrame) -> list[DrawnMark]:
    """What happened outside, then the uses of each word in each briefing."""
    marks = [
        DrawnMark(row.context, (row.number, 0), words_of(row.context))
        for row in events.itertuples()
    ]
    for use in uses_in_rows(counts).itertuples():
        said = f"{use.term}, {use.briefing}: {counted(use.uses, 'use')}"
        marks += marks_of_group(use.sentences, (use.number, use.row), said, use.briefing)
    return marks


def silence_finding(counts: pd.DataFrame) -> str:
    """Which words are said in no briefing.

    >>> silence_finding(trend(["sanction*", "resilien*"]))
    'In none of five briefings: “sanction*”'
    >>> silence_finding(trend(["resilien*"]))
    '“resilien*”: in 4 of five briefings'
    >>> silence_finding(trend(["resilien*", "weak links"]))
    'Each of these words stands in a briefing'
    """
    is_said = counts["count"] > 0
    briefings = is_said.groupby(counts.term, sort=False).sum()
    never = [f"“{term}”" for term, number in briefings.items() if not number]
    if never:
        return f"In none of five briefings: {', '.join(never)}"
    if len(briefings) > 1:
        return "Each of these words stands in a briefing"
    return f"“{briefings.index[0]}”: in {briefings.iloc[0]} of five briefings"
