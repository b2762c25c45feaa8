"""How far each checked figure lies from what other figures imply."""

import math
from textwrap import shorten

import pandas as pd

from ..corpus.tables import read_table
from ..numbers.auditing import (
    CHECKS,
    DOES_NOT,
    RECONCILES,
    UNDECIDED,
    audit,
    published_fact,
    range_of,
)
from ..numbers.intervals import Interval
from .frame import axes_for, finish
from .style import PALETTE, QUIET

VERDICT_MARKERS = {DOES_NOT: "X", UNDECIDED: "d", RECONCILES: "o"}


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
    order = list(VERDICT_MARKERS)
    rows = everything.sort_values(
        "verdict", key=lambda column: column.map(order.index), kind="stable"
    ).head(most)
    ax = axes_for(ax, height=0.36 * max(len(rows), 2) + 1.8, width=8.6)
    ax.set_xscale("symlog", linthresh=5, linscale=1)
    facts = _facts_by_id()
    for y, row in enumerate(rows.itertuples()):
        stated, implied = (
            list(map(_relative(facts[row.claims[0]].value), each)) for each in _ranges(row, facts)
        )
        ink = "black" if row.verdict == DOES_NOT else QUIET
        for low, high in stated:
            ax.barh(y, high - low, left=low, height=0.7, color="#d0d0d0", lw=0, zorder=1)
            ax.plot([low, high], [y, y], "|", color="#8c8c8c", ms=11, mew=1.4, zorder=1)
        for low, high in implied:
            ax.plot([low, high], [y, y], "|-", color=ink, lw=1.6, ms=6, zorder=2)
        middle = min(
            (0 if low <= 0 <= high else min(low, high, key=abs) for low, high in implied), key=abs
        )
        ax.plot(
            middle,
            y,
            VERDICT_MARKERS[row.verdict],
            color=ink,
            mfc=ink if row.verdict == DOES_NOT else "white",
            ms=7,
            zorder=3,
        )
        ax.annotate(
            f"{row.verdict}; stated {row.stated}\n{shorten(f'implied {row.implied}', 72, placeholder=' ...')}",
            (1.01, y),
            xycoords=("axes fraction", "data"),
            va="center",
            size=7.5,
            color=ink,
            annotation_clip=False,
        )
    measures = read_table("claims").set_index("claim").measure
    firsts = [(row.claims[0], row.check) for row in rows.itertuples()]
    names = [
        f"{shorten(measures.get(id, id), 44, placeholder=' ...')}\n{check}, {id}"
        for id, check in firsts
    ]
    ax.set_yticks(range(len(rows)), names)
    ax.tick_params(axis="y", labelsize=7.5)
    ax.yaxis.set_label_coords(
        0, 0.5
    )  # there is none; its place need not be looked for among the names of the rows
    ticks = [-50, -5, 0, 5, 50, 500]
    ax.set_xticks(ticks, [f"{tick:+d}%" if tick else "as\nstated" for tick in ticks])
    ax.set_xticks([], minor=True)
    ax.axvline(0, color=QUIET, lw=0.8, zorder=0)
    ax.set_xlim(-100, 1100)
    ax.set(
        xlabel="Difference from the figure as stated (%); grey bar: stated, line: implied by other figures",
        ylabel="",
    )
    ax.set_ylim(max(len(rows), 2) - 0.4, -0.6)
    counts = everything.verdict.value_counts().reindex(order, fill_value=0)
    shown = "" if len(rows) == len(everything) else f" (first {len(rows)} shown)"
    only = next((verdict for verdict in order if counts[verdict] == len(everything)), "")
    one = (len(everything) if only else counts[DOES_NOT]) == 1
    verb = {"": "does not reconcile", RECONCILES: "reconciles"}.get(only, only)
    verb = verb if one else verb.replace("does", "do").replace("reconciles", "reconcile")
    number = (
        f"{len(everything)} check" if only else f"{counts[DOES_NOT]} of {len(everything)} check"
    )
    ax.set_title(
        f"{number}{'s' if not only or not one else ''} {verb}{shown}"
        if len(everything)
        else "No check of this choice"
    )
    return finish(ax, PALETTE, "y")


def _ranges(row, facts: dict) -> tuple[list[Interval], list[Interval]]:
    """The range stated and the ranges implied, as `audit` computes them."""
    stated, *parts = (facts[id] for id in row.claims)
    if row.check in CHECKS:
        implied, _ = CHECKS[row.check](stated, parts)
    else:
        implied = [range_of(part) for part in parts]
    return [range_of(stated)], implied


def _facts_by_id() -> dict:
    """Claims and independent figures, by id."""
    published = {
        row.reference: published_fact(row) for row in read_table("references").itertuples()
    }
    return {row.claim: row for row in read_table("claims").itertuples()} | published


def _relative(value: float):
    """What turns a range into percent of the figure that is stated, cut where the axis ends."""

    def relative(interval: Interval) -> tuple[float, float]:
        low, high = (
            100 * (end / value - 1) if math.isfinite(end) else math.copysign(1e9, end)
            for end in interval
        )
        return tuple(sorted((max(-100, min(low, 1100)), max(-100, min(high, 1100)))))

    return relative
