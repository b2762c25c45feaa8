"""One check in the unit of its figures: the range stated, and under it what other figures imply."""

import math
from textwrap import fill
from typing import TYPE_CHECKING, Any, NamedTuple

from ..corpus.tables import read_table
from ..display import in_tenths, magnitude
from ..numbers.auditing import (
    DOES_NOT,
    RECONCILES,
    UNCHECKED,
    UNDECIDED,
    figures_by_id,
    stated_and_implied,
)
from ..numbers.intervals import Interval
from .frame import axes_for, draw_level, finish, headline, write_beside
from .mark_words import marks_of_group, words_of
from .marks import DrawnMark
from .style import (
    ACCENT,
    DARK_GREY,
    INK,
    LIGHT_GREY,
    MEDIUM_GREY,
    PALE_GREY,
    QUIET,
    MarkStyle,
    briefing_colours,
)
from .wording import number_in_words, unit_in_words, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

HEIGHT_OF_CHECK = 3.2  # inches
CHECK_SUBTITLE_WIDTH = 103  # characters
STATED_ROW, IMPLIED_ROW = 0, 1
ROOM_BESIDE = 0.35  # of the values shown, on either side
LEAST_ROOM_OF_CHECK = 0.02  # of the largest value
LEAST_ROOM_OF_ONE = 1.0  # around a value that stands alone
BELOW_NOTHING = 0.03  # of the largest value, where none lies below nothing
NARROW = 0.03  # of the axis
NEAR_THE_EDGE = 0.2  # of the chart: a label there begins or ends at its mark
OVER_MARK, UNDER_MARK = 13, -13  # points
TIP_TO_THE_LEFT, TIP_TO_THE_RIGHT = 4, 5  # markers of matplotlib whose tip is at the point

FINDINGS = {
    DOES_NOT: "{} does not reconcile with what other figures imply",
    RECONCILES: "{} reconciles with what other figures imply",
    UNDECIDED: "{}: other figures cannot decide",
    UNCHECKED: "{}: no independent check",
}
UNITS_OF_CHECKS = {"rank": "", "multiple": "times"}  # else as everywhere
VERDICT_MARKERS = {  # in the order of the rows of an audit
    DOES_NOT: "X",
    UNDECIDED: "d",
    UNCHECKED: "P",
    RECONCILES: "o",
}

RANGE_STATED: MarkStyle = {"height": 0.3, "color": LIGHT_GREY, "ec": MEDIUM_GREY, "lw": 1}
VALUE_STATED: MarkStyle = {"marker": "o", "ms": 7, "color": DARK_GREY, "zorder": 3}
RANGE_IMPLIED: MarkStyle = {"marker": "|", "lw": 2.6, "ms": 11, "mew": 1.6, "zorder": 2}
OPEN_END: MarkStyle = {"linestyle": "none", "ms": 7, "zorder": 3, "clip_on": False}


class CheckDrawn(NamedTuple):
    """A check as it is drawn.

    Attributes
    ----------
    value : the figure stated, in the unit of the axis.
    stated, implied : the ranges, in that unit.
    limits : of the axis.
    word : the word for what all values are divided by, such as "trillion ".
    unit : as in `claims`.
    """

    value: float
    stated: Interval
    implied: list[Interval]
    limits: Interval
    word: str
    unit: str

    @property
    def nearest(self) -> float:
        """The value that is implied and comes nearest to the one stated."""
        ends = [min(max(self.value, low), high) for low, high in self.implied]
        return min(ends, key=lambda end: abs(end - self.value))

    @property
    def goes_on(self) -> bool:
        """Whether a range has an end that is not finite."""
        return not all(each.bounded for each in (self.stated, *self.implied))


def plot_check(check: Any, ax: "Axes | None" = None) -> "Axes":
    """One row of `audit`, in the unit of its figures.

    Parameters
    ----------
    check : the row.
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with the range stated on top, and below it each range implied.
    """
    drawn = check_drawn(check)
    ax = axes_for(ax, HEIGHT_OF_CHECK)
    ax.set_xlim(*drawn.limits)
    ax.set_ylim(IMPLIED_ROW + 0.75, STATED_ROW - 0.75)
    _draw_stated(ax, drawn, check.stated)
    _draw_implied(ax, drawn, check)
    _name_check_axes(ax, drawn)
    headline(ax, wrapped_title(check_finding(check)), _subtitle_of_check(check, drawn))
    return finish(ax, briefing_colours(), "y")


def check_drawn(check: Any) -> CheckDrawn:
    """The ranges of a row of `audit`, in the unit in which they are shown."""
    figures = figures_by_id()
    figure = figures[check.claims[0]]
    stated, implied = stated_and_implied(check, figures)
    ends = [end for each in (stated, *implied) for end in each if math.isfinite(end)]
    scale, word = magnitude(max(abs(end) for end in [*ends, figure.value]))
    shown = [Interval(each.low / scale, each.high / scale) for each in (stated, *implied)]
    value = figure.value / scale
    limits = limits_of_check([value, *(end / scale for end in ends)])
    return CheckDrawn(value, shown[0], shown[1:], limits, word, figure.unit)


def limits_of_check(values: list[float]) -> Interval:
    """From where to where an axis reaches that shows some values.

    >>> limits_of_check([10.0, 20.0])
    Interval(low=6.5, high=23.5)
    """
    low, high = min(values), max(values)
    room = max(ROOM_BESIDE * (high - low), LEAST_ROOM_OF_CHECK * abs(high))
    if low == high:
        room = max(room, LEAST_ROOM_OF_ONE)
    left = low - room if low < 0 else max(low - room, -BELOW_NOTHING * high)
    return Interval(left, high + room)


def check_marks(check: Any) -> list[DrawnMark]:
    """The figure stated, and those that it is held against, where they come nearest to it."""
    drawn = check_drawn(check)
    stated, *parts = check.claims
    judged = f"{check.check}: stated {check.stated}, implied {check.implied}; {check.verdict}"
    return [
        DrawnMark(stated, (drawn.value, STATED_ROW), words_of(stated)),
        *marks_of_group(parts, (drawn.nearest, IMPLIED_ROW), judged),
    ]


# --- what is drawn


def _draw_stated(ax: "Axes", drawn: CheckDrawn, words: str) -> None:
    """The range stated as a bar, and through both rows as a pale band."""
    low, high = _on_the_axis(drawn.stated, drawn.limits)
    ax.axvspan(low, high, color=PALE_GREY, lw=0, zorder=0)
    ax.barh(STATED_ROW, high - low, left=low, zorder=1, **RANGE_STATED)
    draw_open_ends(ax, drawn.stated, STATED_ROW, drawn.limits, MEDIUM_GREY)
    ax.plot(drawn.value, STATED_ROW, **VALUE_STATED)
    _label_mark(ax, words, drawn.value, STATED_ROW, OVER_MARK, drawn.limits)


def _draw_implied(ax: "Axes", drawn: CheckDrawn, check: Any) -> None:
    ink = ink_of(check.verdict)
    fill_of_marker = ink if check.verdict == DOES_NOT else "white"
    look: MarkStyle = {
        "marker": VERDICT_MARKERS[check.verdict],
        "color": ink,
        "mfc": fill_of_marker,
    }
    words = ranges_in_words(check.implied, drawn.unit)
    for place, (interval, said) in enumerate(zip(drawn.implied, words, strict=True)):
        low, high = _on_the_axis(interval, drawn.limits)
        is_narrow = high - low < NARROW * (drawn.limits.high - drawn.limits.low)
        ends = {"marker": ""} if is_narrow else {}  # they would be one blot
        draw_level(ax, low, high, IMPLIED_ROW, color=ink, **RANGE_IMPLIED | ends)
        if is_narrow and not low <= drawn.nearest <= high:  # nearest, it has its marker below
            ax.plot((low + high) / 2, IMPLIED_ROW, ms=8, zorder=4, **look)
        draw_open_ends(ax, interval, IMPLIED_ROW, drawn.limits, ink)
        up = UNDER_MARK if place % 2 else OVER_MARK
        _label_mark(ax, said, (low + high) / 2, IMPLIED_ROW, up, drawn.limits, color=ink)
    ax.plot(drawn.nearest, IMPLIED_ROW, ms=8, zorder=4, **look)


def ink_of(verdict: str) -> str:
    """The colour of what is implied: that of what is to be seen, where it does not reconcile."""
    return ACCENT if verdict == DOES_NOT else DARK_GREY


def _on_the_axis(interval: Interval, limits: Interval) -> Interval:
    return Interval(max(interval.low, limits.low), min(interval.high, limits.high))


def draw_open_ends(ax: "Axes", interval: Interval, y: float, limits: Interval, ink: str) -> None:
    """An arrowhead where a range goes on beyond the axis, as that of a floor or a ceiling does."""
    if interval.low <= limits.low:
        ax.plot(limits.low, y, marker=TIP_TO_THE_LEFT, color=ink, **OPEN_END)
    if interval.high >= limits.high:
        ax.plot(limits.high, y, marker=TIP_TO_THE_RIGHT, color=ink, **OPEN_END)


def _label_mark(
    ax: "Axes", text: str, x: float, y: int, up: float, limits: Interval, color: str = INK
) -> None:
    """Words over or under a mark; near an edge they stand on the side where there is room."""
    part = (x - limits.low) / (limits.high - limits.low)
    side = "left" if part < NEAR_THE_EDGE else "right" if part > 1 - NEAR_THE_EDGE else "center"
    vertical = "bottom" if up > 0 else "top"
    write_beside(ax, text, x, y, (0, up), ha=side, va=vertical, color=color)


def _name_check_axes(ax: "Axes", drawn: CheckDrawn) -> None:
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    ax.set_yticks([STATED_ROW, IMPLIED_ROW], ["stated", "implied by\nother figures"])
    ax.xaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10]))
    ax.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number_in_words(round(value, 6))))
    ax.spines["left"].set_visible(False)
    label = "Pale: what the stated figure leaves open"
    if drawn.goes_on:
        label += "; arrowhead: goes on, as beyond a floor or a ceiling"
    ax.set_xlabel(label, color=QUIET)


# --- words


def check_finding(check: Any) -> str:
    """What a check says of the figure stated.

    >>> import pandas as pd
    >>> check_finding(pd.Series({"stated": "35 trillion yuan", "verdict": DOES_NOT}))
    '35 trillion yuan does not reconcile with what other figures imply'
    """
    finding = FINDINGS[check.verdict].format(check.stated)
    return finding[:1].upper() + finding[1:]


def ranges_in_words(implied: str, unit: str) -> list[str]:
    """What is implied, each range with the unit as one reads it.

    >>> ranges_in_words("8.907 to 8.933 percent or 6.608 to 6.628 percent", "percent")
    ['8.9%', '6.6%']
    >>> ranges_in_words("35.75 to 35.85 trillion CNY", "CNY")
    ['35.75 to 35.85 trillion yuan']
    """
    ending = unit.replace("_", " ")
    word = UNITS_OF_CHECKS.get(unit, unit_in_words(unit))
    ranges = []
    for said in map(in_tenths, implied.split(" or ")):
        amount = said.removesuffix(ending)
        ranges.append(f"{amount.strip() if word == '%' else amount}{word}".strip())
    return ranges


def _subtitle_of_check(check: Any, drawn: CheckDrawn) -> str:
    """What the figure measures, in what unit, by which check, and its id."""
    first = check.claims[0]
    claims = read_table("claims").set_index("claim").measure
    measure = claims.get(first, first)
    usual = UNITS_OF_CHECKS.get(drawn.unit, unit_in_words(drawn.unit))
    unit = "percent" if drawn.unit == "percent" else usual
    measured = ", ".join(filter(None, [measure, f"{drawn.word}{unit}".strip()]))
    words = f"{measured[:1].upper()}{measured[1:]}; check: {check.check}, {first}"
    return fill(words, CHECK_SUBTITLE_WIDTH)
