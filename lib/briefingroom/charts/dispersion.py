"""Where in each briefing a term stands."""

import pandas as pd

from ..corpus.tables import read_table
from .frame import axes_for, finish
from .style import PALETTE


def plot_dispersion(table: pd.DataFrame, ax=None):
    """Where in each briefing a term stands: one stroke for each use, from the first word to the last.

    Parameters
    ----------
    table : as `concordance` returns it (match, sentence, briefing; one row for each use).
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each briefing.
    """
    sentences = read_table("sentences")
    order = sentences.groupby("briefing").cumcount().set_axis(sentences.sentence)
    length = sentences.groupby("briefing").size()
    ax = axes_for(ax, height=0.5 * len(length) + 1.5)
    uses = table.briefing.value_counts()
    for row, (briefing, total) in enumerate(length.items()):
        at = 100 * (order[table.sentence[table.briefing == briefing]] + 0.5) / total
        ax.hlines(row, 0, 100, color="#d0d0d0", linewidth=0.8, zorder=0)
        ax.plot(
            at, [row] * len(at), "|", color=PALETTE[briefing], markersize=20, markeredgewidth=1.4
        )
        ax.annotate(
            str(uses.get(briefing, 0)),
            (100, row),
            xytext=(8, 0),
            textcoords="offset points",
            va="center",
        )
    ax.set_yticks(range(len(length)), length.index)
    wordings = table["match"].str.lower().unique()
    term = f"“{wordings[0]}” is used" if len(wordings) == 1 else "The term is used"
    ax.set_title(f"{term} in {len(uses)} of {len(length)} briefings, {len(table)} times")
    ax.set(xlabel="Place in the briefing (% of its sentences); at the right: uses", ylabel="")
    ax.set(xlim=(0, 100), ylim=(len(length) - 0.5, -0.5))
    return finish(ax, length.index, "y")
