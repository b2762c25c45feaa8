"""Charts of what was claimed: series with their bounds, promises, and figures that do not hold.

A point stands only where a figure was stated, and no line is drawn through years that were not. "Over" is an arrow that
points up, "nearly" one that points down; a target is a diamond; an independent figure is a grey cross. A thin line
along the time axis is the period that a figure is for, and one across it what its last digit leaves open.
"""

import math
from datetime import date
from textwrap import fill, shorten

import numpy as np
import pandas as pd

from .auditing import CHECKS, DOES_NOT, RECONCILES, UNDECIDED, _published, _range, audit
from .firmness import GROUPS
from .intervals import Interval
from .periods import period_bounds
from .places import must_be
from .plots import _axes, _finish, _name
from .reading import ALL
from .over_time import series
from .style import PALETTE, QUIET, source_line
from .tables import _kept

MARKERS = {"exact": "o", "about": "o", "over": "^", "at_least": "^", "under": "v", "up_to": "v"}
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
UNITS = {"CNY": "yuan", "USD": "US dollars", "percent": "%", "percentage_point": "percentage points", "t": "tonnes", "year": "years"}
WHOLE = ("count", "rank", "year")  # units without fractions
LASTING = {"lw": 5, "alpha": 0.2, "solid_capstyle": "butt", "zorder": 1}  # the line for how long a period is
SLIPS = ("unit slip", "factor", "arithmetic", "translation")  # kinds of discrepancy in which the figure itself is in doubt
DAGGER = "\u2020"
WIDE = 74  # characters in a line of a title
GAPS = [(0, 7), (0, -7), (7, 0), (-7, 0), (6, 6), (-6, 6), (6, -6), (-6, -6), (0, 17), (0, -17), (16, 12), (-16, 12)]
STATUS = {"met": "o", "on course": ">", "open": "D", "not reported": "s", "missed": "X"}
VERDICTS = {DOES_NOT: "X", UNDECIDED: "d", RECONCILES: "o"}
BOUNDS = {
    "outright": (["exact"], "#f2f2f2"),
    "about": (["about"], "#d0d0d0"),
    "nearly, up to": (["under", "up_to"], "#8c8c8c"),
    "over, at least": (["over", "at_least"], "#404040"),
}


def plot_series(indicator: str, ax=None, *, references: bool = True, chosen: str = ""):
    """Every stated value of an indicator over time, with what each leaves open, and independent figures beside them.

    Parameters
    ----------
    indicator : id of an indicator, see `indicators`.
    ax : matplotlib Axes; new ones if none are given.
    references : draw independent figures too.
    chosen : id of a claim to ring.

    Returns the Axes. Claims whose unit is not that of the indicator (a slip of unit), that name no period, or that are
    for another region than China while others are for China, are left out, and the chart says how many; `series` has
    them.

    Raises
    ------
    UnknownName : when there is no such indicator.
    """
    about = _kept("indicators").set_index("indicator").loc[lambda table: table.index == indicator]
    everything = series(indicator)
    name, unit = about["name"].item(), about.unit.item()
    rows = _drawable(everything, unit)
    published = _kept("references").query("indicator == @indicator and unit == @unit").drop_duplicates(["period", "value"])
    published = published if references else published.head(0)
    scale, word = _scale(max([*rows.value, *published.value], default=1.0), unit)
    rows = rows.assign(
        at=[_at(row.period, unit == "year" or row.kind == "cumulative") for row in rows.itertuples()], slip=_slips(rows.claim)
    )
    at_end = bool((rows.kind == "cumulative").any())
    ax = _axes(ax)
    taken = [(_at(row.period, at_end), row.value / scale, 8, 8) for row in published.itertuples()]
    for row, (x, y, *_) in zip(published.itertuples(), taken):
        if "/" in row.period:
            ax.plot(period_bounds(row.period), [y, y], color=QUIET, **LASTING)
        ax.plot(x, y, "x", color=QUIET, ms=9, mew=1.1, zorder=2)
    drawn = rows.drop_duplicates(["period", "value", "bound", "kind", "briefing", "region"])
    for row in drawn.itertuples():
        colour, x, y = PALETTE[row.briefing], row.at, row.value / scale
        first, last = period_bounds(row.period)
        if first < last:
            ax.plot([first, last], [y, y], color=colour, **LASTING)
        low, high = (end / scale for end in _extent(row))
        ax.plot([x, x], [low, high], color=colour, lw=1, alpha=0.7, zorder=1)
        filled = row.bound == "exact" and row.kind != "target"
        marker = "D" if row.kind == "target" else MARKERS[row.bound]
        ax.plot(x, y, marker, color=colour, mfc=colour if filled else "white", ms=6.5, mew=1.4, zorder=3, clip_on=False)
        taken += [(x, y, 9, 9), (x, (low + high) / 2, 2, (low, high)), (first + (last - first) / 2, y, (first, last), 4)]
    for row in rows[rows.claim == chosen].itertuples():
        ax.plot(row.at, row.value / scale, "o", color="black", mfc="none", ms=15, mew=1.2, clip_on=False)
    _time_axis(ax, [*rows.period, *published.period])
    _value_axis(ax, [end / scale for row in drawn.itertuples() for end in _extent(row)] + [y for _, y, *_ in taken], unit)
    lasting = any(first < last for first, last in map(period_bounds, rows.period))
    ax.set_xlabel("Period that the figure is for" + " (pale bar: from its first to its last day)" * lasting)
    ax.set(ylabel=f"{word}{UNITS.get(unit, unit.replace('count', ''))}".strip() or "number")
    _write(ax, [(row.at, row.value / scale, _label(row, scale, drawn), PALETTE[row.briefing]) for row in _labelled(drawn)], taken)
    if not taken:
        ax.annotate("No statement gives both a period and this unit.", (0.5, 0.5), xycoords="axes fraction", ha="center", color=QUIET)
    briefings = sorted(rows.briefing.unique())
    _briefing_legend(ax, briefings, crosses=len(published) > 0)
    ax.set_title(_wrapped(_finding(name, rows, unit)), y=1, pad=24 if taken else None)
    notes = [_said_in(sorted(everything.briefing.unique()))] if len(everything) else []
    notes += ["Crosses: " + ", ".join(published.publisher.unique())] * (len(published) > 0)
    notes += [f"{DAGGER} a discrepancy is about this figure: see br.discrepancies()"] * bool(rows.slip.any())
    left = len(everything) - len(rows)
    notes += [f"Not drawn: {left} statement{'s' if left > 1 else ''} in another unit, for another region or without a period"] * (left > 0)
    source_line(ax, "\n".join(fill(note, 118) for note in notes))
    return ax


def _slips(claims) -> list[bool]:
    """Of each claim, whether a discrepancy says that the figure itself is in doubt; it is the first that the row names."""
    doubtful = {row.claims.split("; ")[0] for row in _kept("discrepancies").itertuples() if row.kind in SLIPS}
    return [claim in doubtful for claim in claims]


def _said_in(briefings: list[str]) -> str:
    return f"Source: Briefing Room, briefing{'s' * (len(briefings) > 1)} of " + ", ".join(briefings)


def _drawable(rows: pd.DataFrame, unit: str) -> pd.DataFrame:
    """The rows of a series that can stand on one pair of axes."""
    rows = rows[(rows.unit == unit) & rows.when.notna()]
    china = rows[rows.region == "China"]
    return china if len(china) else rows


def _extent(row) -> list[float]:
    """From where to where a figure is drawn: what its last digit leaves open, where that says something."""
    rounded = row.bound in ("exact", "about") and row.unit not in ("rank", "year") and row.kind != "target"
    return [row.low, row.high] if rounded else [row.value, row.value]


def _labelled(rows: pd.DataFrame):
    """One row for each label: a figure said again soon after is not written again."""
    return rows.sort_values("value", kind="stable").drop_duplicates(["value", "bound", "briefing", "kind", "region"]).itertuples()


def _label(row, scale: float, rows: pd.DataFrame) -> str:
    """A figure as it stands beside its point."""
    text = f"{_bound(row)}{_number(row.value / scale)}" + ("%" if row.unit == "percent" else "")
    text = f"target {text}" if row.kind == "target" else text
    text += DAGGER * row.slip
    if rows.baseline.nunique() > 1 and row.baseline not in ("", "yoy"):
        text += f" against {row.baseline}"
    return text + f", {row.region}" * (rows.region.nunique() > 1)


def _bound(row) -> str:
    """The bound of a figure in words, as it was said where that can be seen.

    >>> _bound(series("manufacturing_share_of_world").query("claim == '2021-03-01.c004'").iloc[0])
    'nearly '
    """
    if row.bound == "under":
        sentences = _kept("sentences")
        said = sentences.text[sentences.sentence == row.sentence].item().lower()
        return "nearly " if f"nearly {row.quote.lower()}" in said else "under "
    return {"exact": "", "at_least": "at least ", "up_to": "up to "}.get(row.bound, row.bound + " ")


def _time_axis(ax, periods) -> None:
    """Years, or quarters where there are few: each named in its middle, with ticks where it begins and ends."""
    bounds = [pd.Timestamp(day) for period in periods for day in period_bounds(period)] or [pd.Timestamp("2020-01-01")]
    first, last = min(bounds), max(bounds)
    pad = max((last - first) * 0.06, (pd.Timedelta(days=500) - (last - first)) / 2)
    first, last = first - pad, last + pad
    if (last - first).days >= 900:  # the first and the last year in full, so that they can be named
        first, last = min(first, pd.Timestamp(f"{min(bounds).year}-06-01")), max(last, pd.Timestamp(f"{max(bounds).year}-08-01"))
    frequency, form = ("QS", "{0.year}\nQ{0.quarter}") if (last - first).days < 900 else ("YS", "{0.year}")
    edges = pd.date_range(first.to_period(frequency[0]).start_time, last + pd.Timedelta(days=366), freq=frequency)
    middles = [(a, a + (b - a) / 2) for a, b in zip(edges, edges[1:])]
    step = len(middles) // 14 + 1
    ax.set_xticks([edge for edge in edges if first <= edge <= last], [""] * sum(first <= edge <= last for edge in edges))
    named = [(middle, form.format(edge)) for edge, middle in middles if first <= middle <= last and edge.year % step == 0]
    ax.set_xticks([middle for middle, _ in named], [text for _, text in named], minor=True)
    ax.tick_params(axis="x", which="minor", length=0, pad=4)
    ax.set_xlim(first, last)


def _value_axis(ax, values: list[float], unit: str) -> None:
    """Room for the labels; never below nothing where nothing is below it; first rank on top."""
    from matplotlib.ticker import FuncFormatter, MaxNLocator

    if not values:
        ax.set_yticks([])
        return
    low, high = min(values), max(values)
    if unit == "rank":
        ax.set_ylim(high + max(1.5, 0.2 * (high - low)), min(low - 1, 0.5))
    else:
        pad = max(0.17 * (high - low), 0.06 * max(abs(low), abs(high)))
        bottom = max(0, low - pad) if low >= 0 else low - pad
        ax.set_ylim(bottom, high + pad)
    whole = unit in WHOLE and high >= 2 and max(value % 1 for value in values) == 0
    ax.yaxis.set_major_locator(MaxNLocator(nbins=6, steps=[1, 2, 2.5, 5, 10], integer=whole))
    impossible = {"rank": lambda value: value <= 0, "percent": lambda value: high <= 100 < value}.get(unit, lambda value: False)
    ax.yaxis.set_major_formatter(FuncFormatter(lambda value, _: "" if impossible(value) else _number(value)))


def _write(ax, labels: list[tuple], taken: list[tuple]) -> None:
    """Write each label near its point, where it covers least of the points and of the labels before it."""
    from matplotlib.dates import date2num

    # in points; the layout, which is not known before the chart is drawn, makes the axes this much wider and lower
    size = [side * 72 / ax.figure.dpi * factor for side, factor in zip(ax.bbox.size, (1.1, 0.78))]
    (left, right), (bottom, top) = ax.get_xlim(), ax.get_ylim()

    def points(x, y):
        return (date2num(x) - left) / (right - left) * size[0], (y - bottom) / (top - bottom) * size[1]

    def side(offset):
        return (offset > 0) - (offset < 0)

    boxes = []
    for x, y, w, h in taken:  # a side is a length in points, or a range of the axis
        across, up = isinstance(w, tuple), isinstance(h, tuple)
        (first, low), (last, high) = (points(w[end] if across else x, h[end] if up else y) for end in (0, 1))
        w, h = 0 if across else w / 2, 0 if up else h / 2
        boxes.append((first - w, low - h, last + w, high + h))
    for when, value, text, colour in labels:
        x, y = points(when, value)
        width, height = 4.9 * len(text), 9

        def box(gap):
            at = x + gap[0] + side(gap[0]) * width / 2, y + gap[1] + side(gap[1]) * (height / 2 + 1)
            return at[0] - width / 2, at[1] - height / 2, at[0] + width / 2, at[1] + height / 2

        def cost(gap):
            mine = box(gap)
            outside = max(0, -mine[0]) + max(0, mine[2] - size[0]) + max(0, -mine[1]) + max(0, mine[3] - size[1])
            return sum(_shared(mine, other) for other in boxes) + 20 * outside + 0.5 * GAPS.index(gap)

        best = min(GAPS, key=cost)
        boxes.append(box(best))
        ha, va = {1: "left", -1: "right", 0: "center"}, {1: "bottom", -1: "top", 0: "center"}
        ax.annotate(
            text,
            (when, value),
            xytext=best,
            textcoords="offset points",
            ha=ha[side(best[0])],
            va=va[side(best[1])],
            size=8,
            color=colour,
        )


def _shared(a, b) -> float:
    """The area that two boxes (left, bottom, right, top) have in common.

    >>> _shared((0, 0, 2, 2), (1, 1, 5, 5))
    1
    """
    return max(0, min(a[2], b[2]) - max(a[0], b[0])) * max(0, min(a[3], b[3]) - max(a[1], b[1]))


def _briefing_legend(ax, briefings, *, crosses: bool = False) -> None:
    """One row above the chart, where it covers nothing: which colour is which briefing."""
    from matplotlib.lines import Line2D

    handles = [Line2D([], [], ls="", label="Said on")] if len(briefings) else []
    handles += [Line2D([], [], ls="", marker="o", color=PALETTE[briefing], ms=5, label=briefing) for briefing in briefings]
    if crosses:
        handles.append(Line2D([], [], ls="", marker="x", color=QUIET, ms=6, mew=1.1, label="published figure"))
    if handles:
        ax.legend(
            handles=handles,
            loc="lower left",
            bbox_to_anchor=(-0.02 if len(briefings) else 0, 1.0),
            ncols=len(handles),
            fontsize=7.5,
            handlelength=0.8,
            handletextpad=0.4,
            columnspacing=1,
            borderaxespad=0.2,
        )


def _finding(name: str, rows: pd.DataFrame, unit: str) -> str:
    """What a series says: its first and its last value, or its name where they cannot be put beside each other.

    >>> rows = series("little_giants")
    >>> _finding("Little giants", rows, "count")
    'Little giants: 248 in 2020, 8,997 in 2023'
    """
    rows = rows[rows.kind != "target"]
    if rows.empty or rows.baseline.nunique() > 1 or rows.region.nunique() > 1:
        return name
    kinds = rows.period.map(_kind)
    periods = rows.groupby(kinds).period.nunique()
    if periods.max() > 1:  # years beside years and quarters beside quarters, where there are such
        rows = rows[kinds == periods.idxmax()]
    elif len(periods) > 2:
        rows = rows[kinds != "span"]
    ends = list(dict.fromkeys(rows.period.iloc[[0, -1]]))
    if any(_slips(rows[rows.period.isin(ends)].claim)):
        return name  # a figure in doubt is no finding
    day = len({period[:4] for period in ends}) < len(ends)
    said = {period: _agreed(rows[rows.period == period], unit) for period in ends}
    if len(set(said.values())) < len(said):
        return f"{name}: {said[ends[0]]} " + " and ".join(_in(period, day) for period in ends)
    return f"{name}: " + ", ".join(f"{amount} {_in(period, day)}" for period, amount in said.items())


def _agreed(rows: pd.DataFrame, unit: str) -> str:
    """The most exact of several statements of one thing if they can all be so, else each of them."""
    best = min(rows.itertuples(), key=lambda row: (row.high - row.low, -row.low))
    agree = all(Interval(best.low, best.high).meets(Interval(row.low, row.high)) for row in rows.itertuples())
    return " or ".join(dict.fromkeys(_bound(row) + _amount(row.value, unit) for row in ([best] if agree else rows.itertuples())))


def _kind(period: str) -> str:
    """What a period is: span, quarter, year, month or day."""
    return "span" if "/" in period else "quarter" if "Q" in period else {4: "year", 7: "month"}.get(len(period), "day")


def _wrapped(title: str, wide: int = WIDE) -> str:
    """A title in one line, or in lines of about the same length."""
    lines = -(-len(title) // wide)
    return title if lines < 2 else fill(title, min(wide, len(title) // lines + 10))


def _in(period: str, day: bool = False) -> str:
    """A period as it stands in a sentence; a day is named by its year unless that is not enough.

    >>> [_in(period) for period in ("2019", "2020-12-31", "2023-Q1", "2016/2019")]
    ['in 2019', 'in 2020', 'in Q1 2023', 'for 2016 to 2019']
    """
    if "/" in period:
        return "for " + period.replace("/", " to ")
    if "Q" in period:
        return f"in {period[5:]} {period[:4]}"
    return ("on " + period if day else "in " + period[:4]) if _kind(period) == "day" else "in " + period


def _amount(value: float, unit: str) -> str:
    """A value with its unit, in the largest usual word.

    >>> _amount(690000, "count"), _amount(24.54e12, "CNY"), _amount(5.9, "percent"), _amount(2, "rank")
    ('690,000', '24.54 trillion yuan', '5.9%', '2')
    """
    if unit in ("percent", "rank"):
        return _number(value) + "%" * (unit == "percent")
    scale, word = next(((scale, word + " ") for scale, word in SCALES if abs(value) >= scale), (1, ""))
    return f"{_number(value / scale)} {word}{UNITS.get(unit, unit.replace('count', ''))}".strip()


def _number(value: float) -> str:
    """A number with the digits that figures in speech have.

    >>> _number(100000), _number(24.54), _number(8997)
    ('100,000', '24.54', '8,997')
    """
    return f"{value:,.0f}" if abs(value) >= 10000 else f"{value:,.5g}"


def _scale(largest: float, unit: str) -> tuple[float, str]:
    """What the axis is divided by, and its word.

    >>> _scale(31.7e12, "CNY"), _scale(55.3, "percent")
    ((1000000000000.0, 'trillion '), (1, ''))
    """
    return next(((scale, word + " ") for scale, word in SCALES if largest >= scale), (1, ""))


def _at(period: str, end: bool = False) -> pd.Timestamp:
    """Where the figure of a period is drawn: in its middle; at the end of a span that a sum or a count grew over."""
    first, last = map(pd.Timestamp, period_bounds(period))
    return last if end and "/" in period else first + (last - first) / 2


def plot_targets(ax=None, *, briefing: str = ALL, status: str = ALL, chosen: str = ""):
    """Promises, each from the day it was made to the day it is due, and what these sources say became of it.

    Parameters
    ----------
    ax : matplotlib Axes; new ones, as high as the rows need, if none are given.
    briefing : id of a briefing, or ``"all"``. status : met, missed, on course, open, not reported, or ``"all"``.
    chosen : id of a target whose row is set off.

    Returns the Axes, with one row for each promise in the order in which they were made, then fall due.

    Raises
    ------
    UnknownName : when there is no such briefing or status; the message names the nearest.
    """
    from matplotlib.dates import date2num

    rows = promises(briefing, status)
    ax = _axes(ax, height=0.22 * max(len(rows), 2) + 1.5, width=9)
    later, edge = date2num(date(2027, 1, 1)), date2num(date(2027, 7, 1))
    start, end = date2num(pd.to_datetime(rows.briefing)), date2num(rows.end)  # in days, not a number where nothing is due
    undated = rows.end.isna().to_numpy()
    stop = np.maximum(start, np.where(undated, start + 260, np.minimum(end, edge)))
    for y in rows.index[rows.target == chosen]:
        ax.axhspan(y - 0.5, y + 0.5, color="#e4e4e4", lw=0, zorder=0)
    for briefing, mine in rows.groupby("briefing"):
        colour, at = PALETTE[briefing], mine.index
        ax.plot(start[at], at, "|", color=colour, ms=8, mew=1.6)
        for style, some in (("-", at[~undated[at]]), (":", at[undated[at]])):
            ax.hlines(some, start[some], np.minimum(stop[some], later), color=colour, lw=1.3, ls=style, zorder=1)
        far = at[stop[at] > later]
        ax.hlines(far, later, stop[far], color=colour, lw=1.3, ls="--", zorder=1)
        for status, some in mine.groupby("status").groups.items():
            face = colour if status in ("met", "missed") else "white"
            ax.plot(stop[some], some, STATUS[status], color=colour, mfc=face, ms=6.5, mew=1.3, zorder=3)
    for y, row in enumerate(rows.itertuples()):
        due = f", due {row.end.year}" if stop[y] == edge else ", no due date" if undated[y] else ""
        ax.text(stop[y] + 55, y, row.status + due, va="center", size=8, color=QUIET, in_layout=False)
    ax.set_yticks(range(len(rows)), [shorten(measure, 58, placeholder=" ...") for measure in rows.measure])
    ax.tick_params(axis="y", labelsize=7.5)
    ax.yaxis.set_label_coords(0, 0.5)  # there is none; its place need not be looked for among the names of the rows
    ax.set_xticks([date2num(date(year, 1, 1)) for year in range(2021, 2028)], [""] * 7)
    ax.set_xticks([date2num(date(year, 7, 1)) for year in range(2021, 2028)], [*range(2021, 2027), "later"], minor=True)
    ax.tick_params(axis="x", which="minor", length=0, pad=4)
    ax.set(xlabel="From the day of the promise to the end of the period in which it is due", ylabel="")
    ax.set_xlim(date2num(date(2020, 7, 1)), date2num(date(2028, 12, 1)))
    ax.set_ylim(max(len(rows), 2) - 0.4, -0.6)
    counts = rows.status.value_counts().reindex(STATUS, fill_value=0)
    told = ", ".join(f"{count} {status}" for status, count in counts.items() if count)
    _briefing_legend(ax, sorted(rows.briefing.unique()))
    ax.set_title(f"{len(rows)} promise{'' if len(rows) == 1 else 's'}: {told}" if len(rows) else "No promise of this choice", y=1, pad=24)
    if rows.empty:
        ax.annotate("Nothing to draw", (0.5, 0.5), xycoords="axes fraction", ha="center", color=QUIET)
    return _finish(ax, sorted(rows.briefing.unique()) or PALETTE, "y")


def promises(briefing: str = ALL, status: str = ALL) -> pd.DataFrame:
    """The targets of a briefing and a status, with the briefing and the last day on which each is due."""
    rows = _kept("targets")
    rows = rows.assign(briefing=pd.to_datetime(rows.made).dt.strftime("%Y-%m-%d"))
    if briefing != ALL:
        must_be(briefing, list(_kept("briefings").briefing), f"There is no briefing {briefing!r}")
        rows = rows[rows.briefing == briefing]
    if status != ALL:
        must_be(status, list(STATUS), f"There is no status {status!r}")
        rows = rows[rows.status == status]
    rows = rows.assign(end=pd.to_datetime([period_bounds(due)[1] if due else None for due in rows.due]))
    return rows.sort_values(["made", "end", "target"], na_position="first", ignore_index=True)


def plot_audit(table: pd.DataFrame | None = None, ax=None, *, most: int = 30):
    """How far each checked figure lies from what other figures imply: the range as stated beside the range implied.

    Both are drawn in percent of the stated figure, so that figures of all kinds stand on one axis. Where the two do not
    overlap, the figures as written cannot all be so.

    Parameters
    ----------
    table : rows of `audit`; all of them if none are given.
    ax : matplotlib Axes; new ones, as high as the rows need, if none are given.
    most : how many rows to show, those that do not reconcile first, then those that cannot be decided.

    Returns the Axes, with one row for each check.
    """
    everything = audit() if table is None else table
    order = list(VERDICTS)
    rows = everything.sort_values("verdict", key=lambda column: column.map(order.index), kind="stable").head(most)
    ax = _axes(ax, height=0.36 * max(len(rows), 2) + 1.8, width=8.6)
    ax.set_xscale("symlog", linthresh=5, linscale=1)
    facts = _facts()
    for y, row in enumerate(rows.itertuples()):
        stated, implied = (list(map(_relative(facts[row.claims[0]].value), each)) for each in _ranges(row, facts))
        ink = "black" if row.verdict == DOES_NOT else QUIET
        for low, high in stated:
            ax.barh(y, high - low, left=low, height=0.7, color="#d0d0d0", lw=0, zorder=1)
            ax.plot([low, high], [y, y], "|", color="#8c8c8c", ms=11, mew=1.4, zorder=1)
        for low, high in implied:
            ax.plot([low, high], [y, y], "|-", color=ink, lw=1.6, ms=6, zorder=2)
        middle = min((0 if low <= 0 <= high else min(low, high, key=abs) for low, high in implied), key=abs)
        ax.plot(middle, y, VERDICTS[row.verdict], color=ink, mfc=ink if row.verdict == DOES_NOT else "white", ms=7, zorder=3)
        ax.annotate(
            f"{row.verdict}; stated {row.stated}\n{shorten(f'implied {row.implied}', 72, placeholder=' ...')}",
            (1.01, y),
            xycoords=("axes fraction", "data"),
            va="center",
            size=7.5,
            color=ink,
            annotation_clip=False,
        )
    measures = _kept("claims").set_index("claim").measure
    firsts = [(row.claims[0], row.check) for row in rows.itertuples()]
    names = [f"{shorten(measures.get(id, id), 44, placeholder=' ...')}\n{check}, {id}" for id, check in firsts]
    ax.set_yticks(range(len(rows)), names)
    ax.tick_params(axis="y", labelsize=7.5)
    ax.yaxis.set_label_coords(0, 0.5)  # there is none; its place need not be looked for among the names of the rows
    ticks = [-50, -5, 0, 5, 50, 500]
    ax.set_xticks(ticks, [f"{tick:+d}%" if tick else "as\nstated" for tick in ticks])
    ax.set_xticks([], minor=True)
    ax.axvline(0, color=QUIET, lw=0.8, zorder=0)
    ax.set_xlim(-100, 1100)
    ax.set(xlabel="Difference from the figure as stated (%); grey bar: stated, line: implied by other figures", ylabel="")
    ax.set_ylim(max(len(rows), 2) - 0.4, -0.6)
    counts = everything.verdict.value_counts().reindex(order, fill_value=0)
    shown = "" if len(rows) == len(everything) else f" (first {len(rows)} shown)"
    only = next((verdict for verdict in order if counts[verdict] == len(everything)), "")
    one = (len(everything) if only else counts[DOES_NOT]) == 1
    verb = {"": "does not reconcile", RECONCILES: "reconciles"}.get(only, only)
    verb = verb if one else verb.replace("does", "do").replace("reconciles", "reconcile")
    number = f"{len(everything)} check" if only else f"{counts[DOES_NOT]} of {len(everything)} check"
    ax.set_title(f"{number}{'s' if not only or not one else ''} {verb}{shown}" if len(everything) else "No check of this choice")
    return _finish(ax, PALETTE, "y")


def _ranges(row, facts: dict) -> tuple[list[Interval], list[Interval]]:
    """The range stated and the ranges implied, as `audit` computes them."""
    stated, *parts = (facts[id] for id in row.claims)
    if row.check in CHECKS:
        implied, _ = CHECKS[row.check](stated, parts)
    else:
        implied = [_range(part) for part in parts]
    return [_range(stated)], implied


def _facts() -> dict:
    """Claims and independent figures, by id."""
    published = {row.reference: _published(row) for row in _kept("references").itertuples()}
    return {row.claim: row for row in _kept("claims").itertuples()} | published


def _relative(value: float):
    """What turns a range into percent of the figure that is stated, cut where the axis ends."""

    def relative(interval: Interval) -> tuple[float, float]:
        low, high = (100 * (end / value - 1) if math.isfinite(end) else math.copysign(1e9, end) for end in interval)
        return tuple(sorted((max(-100, min(low, 1100)), max(-100, min(high, 1100)))))

    return relative


def plot_hedging(table: pd.DataFrame, ax=None, *, least: int = 5):
    """How firmly figures are stated: of each group, the share stated outright and the shares with a bound.

    Parameters
    ----------
    table : as `hedging` returns it (the group, claims, counts of each bound, bounded_share).
    ax : matplotlib Axes; new ones if none are given.
    least : groups with fewer figures are left out, because a share of so few says nothing.

    Returns the Axes, with one bar for each group, the most bounded first.
    """
    by = next(name for name in GROUPS if name in table.columns)
    rows = table[table.claims >= least].sort_values("bounded_share", ascending=False, kind="stable", ignore_index=True)
    names = rows[by].map(_kept("themes").set_index("theme").name) if by == "theme" else rows[by]
    ax = _axes(ax, height=0.3 * max(len(rows), 2) + 1.7)
    left = pd.Series(0.0, rows.index)
    for label, (bounds, colour) in reversed(BOUNDS.items()):
        share = 100 * rows[bounds].sum(axis=1) / rows.claims
        bars = ax.barh(range(len(rows)), share, left=left, color=colour, edgecolor="#8c8c8c", lw=0.5, height=0.7, label=label)
        ink = "white" if colour == "#404040" else "black"
        ax.bar_label(bars, [f"{value:.0f}%" if value >= 6 else "" for value in share], label_type="center", color=ink, size=8)
        left += share
    for y, row in enumerate(rows.itertuples()):
        _name(ax, f"{row.claims - row.exact} of {row.claims}", 100, y, (6, 0))
    ax.set_yticks(range(len(rows)), names)
    shares = [f"{name}: {share:.0f}%" for name, share in zip(names, rows.bounded_share)]
    title = f"Figures stated with a bound: {', '.join(dict.fromkeys([shares[0], shares[-1]]))}" if shares else "Too few figures"
    ax.set_title(_wrapped(title, max(36, WIDE - int(0.75 * names.map(len).max()))) if shares else title, y=1, pad=24)
    ax.legend(loc="lower left", bbox_to_anchor=(-0.01, 1.0), ncols=4, fontsize=7.5, handlelength=0.8, columnspacing=0.8, borderaxespad=0.2)
    fewer = len(table) - len(rows)
    left_out = f"; {fewer} with fewer than {least} figures left out" if fewer else ""
    ax.set(xlabel=f"Share of the stated amounts (%); at the right:\nhow many have a bound{left_out}", ylabel="")
    ax.set(xlim=(0, 100), ylim=(max(len(rows), 2) - 0.4, -0.6))
    return _finish(ax, PALETTE, "y")
