"""By which means officials say that the state acts: a column for each group, a bar for each means.

Each bar is the share of the means of its group, with its interval; the count stands beside it.
"""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ..corpus.uncoded import must_be_coded
from .frame import (
    axes_for_rows,
    draw_level,
    draw_upright,
    finish,
    headline,
    named_rows,
    title_letters,
)
from .language import names_shown
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import ACCENT, INK, LIGHT_GREY, MEDIUM_GREY, PALETTE, QUIET, SMALL, MarkStyle
from .wording import filled, wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_COLUMNS = 6
OTHERS = "all others"  # in place of the names of instruments
NUMBERS_WIDTH, WIDER_NUMBERS = 0.85, 1.25  # of a column, by the room for its longest bar
RIGHT_OF_NUMBERS = 0.86  # of a column
LEAST_ROOM = 5.0  # percent for which a column has room, however small its shares
HEAD_WIDTH = 18  # characters
ROOM_OF_HEADS, LINE_OF_HEADS = 34, 12  # points
ROW_HEIGHT, HIGHER_ROW = 0.27, 0.34  # inches
BAR_HEIGHT = 0.5
BAR_LIFT, INTERVAL_DROP = 0.1, 0.27  # of a row: the interval lies below its bar
NARROWEST_MEANS = 7.2  # inches
NAMES_OF_MEANS, WIDTH_FOR_A_GROUP = 1.35, 1.2  # inches

COLUMN_NAME: MarkStyle = {
    "va": "bottom",
    "ha": "left",
    "size": SMALL,
    "color": INK,
}
COUNT_BESIDE: MarkStyle = {
    "va": "center",
    "ha": "right",
    "size": SMALL,
}
OPEN_LINE: MarkStyle = {"color": QUIET, "lw": 1.1, "ls": (0, (1, 1.4))}
INTERVAL_LINE: MarkStyle = {"color": INK, "lw": 1.1}


def plot_instruments(
    table: pd.DataFrame,
    ax: "Axes | None" = None,
    *,
    most: int = MOST_COLUMNS,
    kinds: int | None = None,
) -> "Axes":
    """By which means officials say that the state acts, a column of bars for each group.

    Parameters
    ----------
    table : as `instruments` returns it (the group, instrument, count, share, low, high, at_most,
        ids and so on), or the rows of some groups of it.
    ax : matplotlib Axes; new ones if none are given.
    most : how many groups to show, those with most means; briefings and the like stay in order.
    kinds : how many instruments to show, the most named; the others share a row, and what is
        uncertain is left to the words of the marks. All of them, with intervals, if none is given.

    Returns the Axes, with one row for each instrument, the most named first.

    Raises
    ------
    QuestionError : for a collection in which nobody has coded the means.
    """
    must_be_coded(table)
    by = table.columns[0]
    rows = table if kinds is None else _with_others_together(table, kinds)
    shown, left_out = _largest_groups(rows, by, most)
    names = _most_named_first(rows)
    groups = list(dict.fromkeys(shown[by]))
    with_intervals = kinds is None
    width = _width_of_column(shown, with_intervals)
    each = ROW_HEIGHT if with_intervals else HIGHER_ROW
    ax = axes_for_rows(ax, len(names), each=each, around=1.75, width=_inches_wide(len(groups)))
    heads = {group: filled(name_of_group(by, group), HEAD_WIDTH) for group in groups}
    for place, group in enumerate(groups):
        mine = _rows_in_order(shown, by, group, names)
        colours = _colours_of(mine, PALETTE.get(group))
        _draw_column(ax, mine, place * width, colours, with_intervals)
        _head_column(ax, heads[group], mine, place * width)
        _write_numbers(ax, mine, (place + RIGHT_OF_NUMBERS) * width)
    of_red = "" if by == "briefing" else "; red: named most there"
    add_marks(ax, partial(instrument_marks, shown, by, names, width))
    headline(
        ax,
        wrapped_title(instruments_finding(table), title_letters(_inches_wide(len(groups)))),
        f"Means named by officials, percent of those of the column, count beside{of_red}",
        above=ROOM_OF_HEADS + LINE_OF_HEADS * max(head.count("\n") for head in heads.values()),
    )
    ax.set(
        xlabel=_label_below(shown, by, left_out, with_intervals),
        ylabel="",
        xlim=(0, width * len(groups)),
    )
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    named_rows(ax, names)
    _grey_what_is_never_named(ax, rows.groupby("instrument")["count"].sum())
    _separate_rows(ax, len(names))
    return finish(ax, groups if by == "briefing" else PALETTE, "y")


def _inches_wide(groups: int) -> float:
    return max(NARROWEST_MEANS, NAMES_OF_MEANS + WIDTH_FOR_A_GROUP * groups)


def name_of_group(by: str, group: str) -> str:
    """What a group is called: a theme by its name, anything else as it is.

    >>> name_of_group("theme", "chips"), name_of_group("step", "done")
    ('Chips and integrated circuits', 'done')
    """
    if by != "theme":
        return group
    return names_shown("themes").get(group, group)


def _rows_in_order(table: pd.DataFrame, by: str, group: str, names: list[str]) -> pd.DataFrame:
    """The rows of a group in the order of the instruments; `named` is their count."""
    rows = table[table[by] == group].set_index("instrument").loc[names]
    return rows.assign(named=rows["count"])


def _largest_groups(table: pd.DataFrame, by: str, most: int) -> tuple[pd.DataFrame, int]:
    """The groups with most means, in the order of the table, and how many are left out."""
    sizes = table.drop_duplicates(by).set_index(by).measures
    largest = sizes.sort_values(ascending=False, kind="stable").index[:most]
    return table[table[by].isin(largest)], len(sizes) - len(largest)


def _most_named_first(table: pd.DataFrame) -> list[str]:
    """The instruments, by how often they are named in all groups; of two alike that of the book."""
    totals = table.groupby("instrument", sort=False)["count"].sum()
    in_order = totals.sort_values(ascending=False, kind="stable").index
    return sorted(in_order, key=OTHERS.__eq__)  # the others stand last


def _with_others_together(table: pd.DataFrame, kinds: int) -> pd.DataFrame:
    """The rows of the most named instruments, and one row of all others for each group."""
    by = table.columns[0]
    is_kept = table.instrument.isin(_most_named_first(table)[:kinds])
    if is_kept.all():
        return table
    others = table[~is_kept].groupby(by, sort=False, as_index=False)
    together = others.agg(dict.fromkeys(("count", "share", "ids"), "sum") | {"measures": "first"})
    unknown = dict.fromkeys(("low", "high", "at_most"), np.nan)
    return pd.concat([table[is_kept], together.assign(instrument=OTHERS, **unknown)])


def _width_of_column(rows: pd.DataFrame, with_intervals: bool) -> float:
    """The percent for which each column has room, with the numbers beside its bars."""
    ends = rows[["share", "high", "at_most"] if with_intervals else ["share"]].to_numpy(float)
    longest = max(LEAST_ROOM, float(np.nanmax(ends))) if len(ends) else LEAST_ROOM
    return longest * (1 + (NUMBERS_WIDTH if with_intervals else WIDER_NUMBERS))


# --- what is drawn


def _separate_rows(ax: "Axes", number: int) -> None:
    """A quiet line between two rows, so that the eye keeps to one of them."""
    ax.set_yticks([row + 0.5 for row in range(number - 1)], minor=True)
    ax.tick_params(axis="y", which="minor", length=0)
    ax.grid(axis="y", which="minor", color=LIGHT_GREY, lw=0.5)


def _grey_what_is_never_named(ax: "Axes", totals: "pd.Series[int]") -> None:
    for label in ax.get_yticklabels():
        if not totals[label.get_text()]:
            label.set_color(MEDIUM_GREY)


def _colours_of(rows: pd.DataFrame, of_briefing: str | None) -> list[str]:
    """The colours of a column: that of a briefing; else the means named most is set off."""
    most = max(rows.named.drop(OTHERS, errors="ignore").max(), 1)
    is_most = (rows.named == most) & (rows.index != OTHERS)
    return [of_briefing or (ACCENT if each else MEDIUM_GREY) for each in is_most]


def _draw_column(
    ax: "Axes", rows: pd.DataFrame, left: float, colours: list[str], with_intervals: bool
) -> None:
    shares = rows.share.fillna(0)
    lift = BAR_LIFT if with_intervals else 0
    places = [y - lift for y in range(len(rows))]
    ax.barh(places, shares, BAR_HEIGHT, left=left, color=colours, linewidth=0)
    draw_upright(ax, left, -0.5, len(rows) - 0.5, color=QUIET, lw=0.8)
    if with_intervals:
        _draw_intervals(ax, rows, left)


def _draw_intervals(ax: "Axes", rows: pd.DataFrame, left: float) -> None:
    for y, row in enumerate(rows.itertuples()):
        if not row.named:
            draw_level(ax, left, left + np.nan_to_num(row.at_most), y, **OPEN_LINE)
        elif row.high > row.low:
            draw_level(ax, left + row.low, left + row.high, y + INTERVAL_DROP, **INTERVAL_LINE)


def _write_numbers(ax: "Axes", rows: pd.DataFrame, right: float) -> None:
    for y, row in enumerate(rows.itertuples()):
        number = f"{row.named} ({row.share:.0f}%)" if row.named else "0"
        ax.text(right, y, number, color=INK if row.named else MEDIUM_GREY, **COUNT_BESIDE)


def _head_column(ax: "Axes", name: str, rows: pd.DataFrame, left: float) -> None:
    ax.text(left, -0.65, f"{name}\n{rows.measures.iloc[0]:,} means", **COLUMN_NAME)


def instrument_marks(
    rows: pd.DataFrame, by: str, names: list[str], width: float
) -> Iterator[DrawnMark]:
    """The means behind each bar, in its middle; row by row."""
    columns = {
        group: _rows_in_order(rows, by, group, names).to_dict("records")
        for group in dict.fromkeys(rows[by])
    }
    for y, name in enumerate(names):
        for place, (group, mine) in enumerate(columns.items()):
            words = _words_of_bar(name_of_group(by, group), name, mine[y])
            middle = place * width + np.nan_to_num(mine[y]["share"]) / 2
            yield from marks_of_group(mine[y]["ids"], (middle, y), words)


def _words_of_bar(group: str, instrument: str, row: dict[str, Any]) -> str:
    if not row["count"]:
        open_share = row["at_most"]
        left_open = "" if np.isnan(open_share) else f"; up to {open_share:.1f}% stays open"
        return f"{instrument}, {group}: never named{left_open}"
    share = f"{row['count']} of {row['measures']} means, {row['share']:.0f}%"
    if np.isnan(row["low"]):
        return f"{instrument}, {group}: {share}"
    return f"{instrument}, {group}: {share} ({row['low']:.0f} to {row['high']:.0f})"


# --- words


def instruments_finding(table: pd.DataFrame) -> str:
    """Which means is named most, and which never.

    >>> rows = {"step": ["done"] * 3, "instrument": ["tax", "plan", "trade"], "count": [2, 6, 0]}
    >>> instruments_finding(pd.DataFrame(rows))
    'Most named: plan, 6 of 8 means; never: trade'
    """
    totals = table.groupby("instrument", sort=False)["count"].sum()
    if not totals.sum():
        return "No means is named"
    most = list(totals[totals == totals.max()].index)
    of_all = " each " if len(most) > 1 else " "
    found = f"Most named: {_listed(most)},{of_all}{totals.max()} of {totals.sum():,} means"
    never = list(totals[totals == 0].index)
    return f"{found}; never: {_listed(never)}" if 0 < len(never) < 4 else found


def _listed(names: list[str]) -> str:
    """Names in a sentence.

    >>> _listed(["subsidy", "tax", "trade"])
    'subsidy, tax and trade'
    """
    *others, last = names
    return f"{', '.join(others)} and {last}" if others else last


def _label_below(rows: pd.DataFrame, by: str, left_out: int, has_intervals: bool) -> str:
    lines = []
    if has_intervals:
        lines = ["Lines: 95% intervals over turns"]
        if rows.at_most.notna().any():
            lines[0] += "; dotted: never named,\nand the share (95%) that so many turns leave open"
    if left_out:
        name = by.replace("_", " ")
        lines.append(f"By {name}, the groups with most means; {left_out} not shown")
    return "\n".join(lines)
