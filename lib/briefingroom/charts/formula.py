"""How much of each briefing is formula."""

import pandas as pd

from .frame import axes_for, finish
from .style import PALETTE, QUIET


def plot_formula(table: pd.DataFrame, ax=None):
    """How much of each briefing is formula: the share of its words in phrases that another briefing has too.

    Parameters
    ----------
    table : as `formula_share` returns it (briefing, share from 0 to 1).
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one bar for each briefing.
    """
    share = 100 * table.set_index("briefing").share
    ax = axes_for(ax, height=0.5 * len(share) + 1.5)
    bars = ax.barh(
        share.index,
        share,
        color=[PALETTE.get(briefing, QUIET) for briefing in share.index],
        height=0.65,
    )
    ax.bar_label(bars, [f"{value:.1f}%" for value in share], padding=4)
    ax.set_title(f"Between {share.min():.1f}% and {share.max():.1f}% of a briefing is formula")
    ax.set(
        xlabel="Share of the words in phrases that another briefing has too (%)",
        ylabel="",
        ylim=(len(share) - 0.5, -0.5),
    )
    ax.margins(x=0.1)
    return finish(ax, share.index, "y")
