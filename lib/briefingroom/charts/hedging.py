"""How firmly figures are stated."""

import pandas as pd

from ..corpus.tables import read_table
from ..numbers.firmness import GROUPS
from .frame import axes_for, finish, name_point
from .style import PALETTE
from .wording import TITLE_WIDTH, wrapped_title

BOUND_COLOURS = {
    "outright": (["exact"], "#f2f2f2"),
    "about": (["about"], "#d0d0d0"),
    "nearly, up to": (["under", "up_to"], "#8c8c8c"),
    "over, at least": (["over", "at_least"], "#404040"),
}


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
    rows = table[table.claims >= least].sort_values(
        "bounded_share", ascending=False, kind="stable", ignore_index=True
    )
    names = (
        rows[by].map(read_table("themes").set_index("theme").name) if by == "theme" else rows[by]
    )
    ax = axes_for(ax, height=0.3 * max(len(rows), 2) + 1.7)
    left = pd.Series(0.0, rows.index)
    for label, (bounds, colour) in reversed(BOUND_COLOURS.items()):
        share = 100 * rows[bounds].sum(axis=1) / rows.claims
        bars = ax.barh(
            range(len(rows)),
            share,
            left=left,
            color=colour,
            edgecolor="#8c8c8c",
            lw=0.5,
            height=0.7,
            label=label,
        )
        ink = "white" if colour == "#404040" else "black"
        ax.bar_label(
            bars,
            [f"{value:.0f}%" if value >= 6 else "" for value in share],
            label_type="center",
            color=ink,
            size=8,
        )
        left += share
    for y, row in enumerate(rows.itertuples()):
        name_point(ax, f"{row.claims - row.exact} of {row.claims}", 100, y, (6, 0))
    ax.set_yticks(range(len(rows)), names)
    shares = [f"{name}: {share:.0f}%" for name, share in zip(names, rows.bounded_share)]
    title = (
        f"Figures stated with a bound: {', '.join(dict.fromkeys([shares[0], shares[-1]]))}"
        if shares
        else "Too few figures"
    )
    ax.set_title(
        wrapped_title(title, max(36, TITLE_WIDTH - int(0.75 * names.map(len).max())))
        if shares
        else title,
        y=1,
        pad=24,
    )
    ax.legend(
        loc="lower left",
        bbox_to_anchor=(-0.01, 1.0),
        ncols=4,
        fontsize=7.5,
        handlelength=0.8,
        columnspacing=0.8,
        borderaxespad=0.2,
    )
    fewer = len(table) - len(rows)
    left_out = f"; {fewer} with fewer than {least} figures left out" if fewer else ""
    ax.set(
        xlabel=f"Share of the stated amounts (%); at the right:\nhow many have a bound{left_out}",
        ylabel="",
    )
    ax.set(xlim=(0, 100), ylim=(max(len(rows), 2) - 0.4, -0.6))
    return finish(ax, PALETTE, "y")
