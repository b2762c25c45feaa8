"""How far each checked figure lies from what other figures imply."""

import math
from collections.abc import Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from ..corpus.tables import read_table
from ..display import counted, shortened
from ..numbers.auditing import (
    DOES_NOT,
    RECONCILES,
    UNCHECKED,
    UNDECIDED,
    Figure,
    audit,
    figures_by_id,
    stated_and_implied,
)
from ..numbers.intervals import Interval
from .frame import at_least_two, axes_for_rows, draw_level, finish, headline, many_named_rows
from .mark_words import marks_of_group, words_of
from .marks import DrawnMark, add_marks
from .one_check import (
    VERDICT_MARKERS,
    check_marks,
    draw_open_ends,
    ink_of,
    plot_check,
    ranges_in_words,
)
from .style import INK, LIGHT_GREY, MEDIUM_GREY, QUIET, SMALLEST, MarkStyle, briefing_colours
from .wording import wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

VERDICT_VERBS = {  # of one check, of several
    DOES_NOT: ("does not reconcile", "do not reconcile"),
    UNDECIDED: ("cannot be decided", "cannot be decided"),
    UNCHECKED: ("rests on an unprinted figure", "rest on unprinted figures"),
    RECONCILES: ("reconciles", "reconcile"),
}

LEAST_PERCENT, MOST_PERCENT = -100, 1100  # where the axis ends
PERCENT_LIMITS = Interval(LEAST_PERCENT, MOST_PERCENT)
PERCENT_TICKS = {
    -50: "-50%",
    -5: "-5%",
    0: "as\nstated",
    5: "+5%",
    50: "+50%",
    500: "+500%",
}
WIDTH_OF_AUDIT = 9.6  # inches
AUDIT_TITLE_LETTERS = 92  # characters
SIDE_NOTE_WIDTH = 72  # characters
CHECK_NAME_WIDTH = 60

STATED_BAR: MarkStyle = {
    "height": 0.7,
    "color": LIGHT_GREY,
    "lw": 0,
    "zorder": 1,
}
STATED_ENDS: MarkStyle = {
    "marker": "|",
    "linestyle": "none",
    "color": MEDIUM_GREY,
    "ms": 11,
    "mew": 1.4,
    "zorder": 1,
}
IMPLIED_LINE: MarkStyle = {
    "marker": "|",
    "lw": 1.6,
    "ms": 6,
    "zorder": 2,
}


class PercentRange(NamedTuple):
    """A range in percent of the stated figure: 0 is the figure as it was stated."""

    low: float
    high: float

    @property
    def nearest(self) -> float:
        """The value of the range that comes nearest to what was stated."""
        if self.low <= 0 <= self.high:
            return 0
        return min(self.low, self.high, key=abs)

    @property
    def goes_on(self) -> bool:
        """Whether it reaches beyond the axis."""
        return self.low <= LEAST_PERCENT or self.high >= MOST_PERCENT


class RangesOfCheck(NamedTuple):
    """What is drawn in the row of a check."""

    stated: PercentRange
    implied: list[PercentRange]

    @property
    def nearest(self) -> float:
        """Where what is implied comes nearest to what was stated."""
        return min((each.nearest for each in self.implied), key=abs)


def plot_audit(
    table: pd.DataFrame | None = None, ax: "Axes | None" = None, *, most: int = 30
) -> "Axes":
    """How far each checked figure lies from what other figures imply.

    The range as stated is drawn beside the range implied, both in percent of the stated figure,
    so that figures of all kinds stand on one axis. Where the two do not overlap, the figures as
    written cannot all be so.

    Parameters
    ----------
    table : rows of `audit`; all of them if none are given.
    ax : matplotlib Axes; new ones, as high as the rows need, if none are given.
    most : how many rows to show, those that do not reconcile first, then those that cannot be
        decided, then those that rest on a figure that nobody printed.

    Returns the Axes, with one row for each check. A check that stands alone is drawn in the unit of
    its figures.
    """
    everything = audit() if table is None else table
    if len(everything) == 1:
        return _plot_one(everything.iloc[0], ax)
    rows = _by_verdict(everything).head(most)
    places = at_least_two(len(rows))
    ax = axes_for_rows(ax, places, each=0.39, around=1.8, width=WIDTH_OF_AUDIT)
    ax.set_xscale("symlog", linthresh=5, linscale=1)
    figures = figures_by_id()
    rows = rows.assign(unit=[figures[ids[0]].unit for ids in rows.claims])
    all_marks = [ranges_of_check(row, figures) for row in rows.itertuples()]
    for y, (row, marks) in enumerate(zip(rows.itertuples(), all_marks, strict=True)):
        _draw_check(ax, y, row.verdict, marks)
        _note_verdict(ax, y, row)
    add_marks(ax, partial(audit_marks, rows, all_marks))
    many_named_rows(ax, _names_of_checks(rows))
    _percent_axis(ax, any(each.goes_on for marks in all_marks for each in marks.implied))
    headline(
        ax,
        wrapped_title(audit_finding(everything.verdict, len(rows)), AUDIT_TITLE_LETTERS),
        "Figures beside what other figures imply, percent of the figure as stated",
    )
    return finish(ax, briefing_colours(), "y")


def _plot_one(check: Any, ax: "Axes | None") -> "Axes":
    """A check that stands alone has an axis in its own unit."""
    ax = plot_check(check, ax)
    add_marks(ax, partial(check_marks, check))
    return ax


def _by_verdict(table: pd.DataFrame) -> pd.DataFrame:
    order = list(VERDICT_MARKERS)
    return table.sort_values(
        "verdict",
        key=lambda verdicts: verdicts.map(order.index),
        kind="stable",
    )


# --- ranges, as `audit` computes them


def ranges_of_check(row: Any, figures: Mapping[str, Figure]) -> RangesOfCheck:
    """The ranges of a row of `audit`, in percent of the stated figure."""
    stated, implied = stated_and_implied(row, figures)
    value = figures[row.claims[0]].value
    return RangesOfCheck(
        stated=in_percent_of(value, stated),
        implied=[in_percent_of(value, each) for each in implied],
    )


def in_percent_of(value: float, interval: Interval) -> PercentRange:
    """By how many percent the ends of a range differ from a value, cut where the axis ends.

    >>> in_percent_of(200, Interval(100, math.inf))
    PercentRange(low=-50.0, high=1100)
    """
    low, high = sorted(_percent_shown(value, end) for end in interval)
    return PercentRange(low, high)


def _percent_shown(value: float, end: float) -> float:
    percent = end
    if math.isfinite(end):
        percent = 100 * (end / value - 1)
    return max(LEAST_PERCENT, min(percent, MOST_PERCENT))


# --- marks, notes and the axis


def audit_marks(rows: pd.DataFrame, ranges: list[RangesOfCheck]) -> Iterator[DrawnMark]:
    """Of each check the stated figure, and those that it is held against.

    The stated figure is at 0, where it differs from itself by nothing; the others are where they
    come nearest to it.
    """
    for y, row in enumerate(rows.itertuples()):
        stated, *parts = row.claims
        judged = f"{row.check}: stated {row.stated}, implied {row.implied}; {row.verdict}"
        of_check = [
            DrawnMark(stated, (0, y), words_of(stated)),
            *marks_of_group(parts, (ranges[y].nearest, y), judged),
        ]
        yield from sorted(of_check, key=lambda mark: mark.at[0])


def _draw_check(ax: "Axes", y: int, verdict: str, marks: RangesOfCheck) -> None:
    """A grey bar for what was stated, lines for what is implied, a marker for the verdict."""
    ink = ink_of(verdict)
    low, high = marks.stated
    ax.barh(y, high - low, left=low, **STATED_BAR)
    draw_level(ax, low, high, y, **STATED_ENDS)
    for low, high in marks.implied:
        draw_level(ax, low, high, y, color=ink, **IMPLIED_LINE)
        draw_open_ends(ax, Interval(low, high), y, PERCENT_LIMITS, ink)
    ax.plot(
        marks.nearest,
        y,
        VERDICT_MARKERS[verdict],
        color=ink,
        mfc=ink if verdict == DOES_NOT else "white",
        ms=7,
        zorder=3,
    )


def _note_verdict(ax: "Axes", y: int, row: Any) -> None:
    """The verdict and both ranges in words, to the right of the chart."""
    ranges = " or ".join(ranges_in_words(row.implied, row.unit))
    implied = shortened(f"implied {ranges}", SIDE_NOTE_WIDTH)
    ax.annotate(
        f"{row.verdict}; stated {row.stated}\n{implied}",
        (1.01, y),
        xycoords=("axes fraction", "data"),
        va="center",
        size=SMALLEST,
        color=INK,
        annotation_clip=False,
        linespacing=1,
    )


def _names_of_checks(rows: pd.DataFrame) -> list[str]:
    """What the stated figure of each check measures, the kind of check, and its id."""
    measures = read_table("claims").set_index("claim").measure
    names = []
    for row in rows.itertuples():
        id = row.claims[0]
        measure = shortened(measures.get(id, id), CHECK_NAME_WIDTH)
        names.append(f"{measure}\n{row.check}, {id}")
    return names


def _percent_axis(ax: "Axes", with_arrowheads: bool) -> None:
    """Differences in percent, with a guide line where nothing differs."""
    ax.set_xticks(list(PERCENT_TICKS), list(PERCENT_TICKS.values()))
    ax.set_xticks([], minor=True)
    ax.axvline(0, color=QUIET, lw=0.8, zorder=0)
    ax.set_xlim(LEAST_PERCENT, MOST_PERCENT)
    label = (
        "Difference from the figure as stated (%); grey bar: stated, line: implied by other figures"
    )
    if with_arrowheads:
        label += ",\narrowhead: goes on, as beyond a floor or a ceiling"
    ax.set(xlabel=label, ylabel="")


# --- words


def audit_finding(verdicts: pd.Series, rows_shown: int) -> str:
    """How many checks do not reconcile, or what all of them come to.

    >>> audit_finding(pd.Series([DOES_NOT, RECONCILES, RECONCILES]), 2)
    '1 of 3 checks does not reconcile (first 2 shown)'
    >>> audit_finding(pd.Series([RECONCILES, RECONCILES]), 2)
    '2 checks reconcile'
    >>> audit_finding(pd.Series([RECONCILES, UNCHECKED]), 2)
    '0 of 2 checks do not reconcile, 1 rests on an unprinted figure'
    """
    checks = len(verdicts)
    if not checks:
        return "No check of this choice"
    found = counted(checks, "check")
    if verdicts.nunique() == 1:
        found += f" {_verb_of(verdicts.iloc[0], checks)}"
    else:
        bad = int((verdicts == DOES_NOT).sum())
        found = f"{bad} of {found} {_verb_of(DOES_NOT, bad)}"
        unchecked = int((verdicts == UNCHECKED).sum())
        if unchecked:
            found += f", {unchecked} {_verb_of(UNCHECKED, unchecked)}"
    if rows_shown < checks:
        found += f" (first {rows_shown} shown)"
    return found


def _verb_of(verdict: str, checks: int) -> str:
    of_one, of_several = VERDICT_VERBS[verdict]
    return of_one if checks == 1 else of_several
