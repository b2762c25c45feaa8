"""Who has the word."""

import pandas as pd

from ..corpus.tables import read_table
from .frame import axes_for, finish

SPEECH = {  # by what a turn does
    "Opening statement": ("statement",),
    "Officials' answers": ("answer", "comment", "handover"),
    "Journalists' questions": ("question",),
    "Chair": ("opening", "floor", "closing"),
}


GREYS = ("#8c8c8c", "#595959", "#f2f2f2", "#d0d0d0")


def plot_speakers(ax=None):
    """Who has the word, and for how much of each briefing: shares of the words by what a turn does.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one bar for each briefing.
    """
    turns = read_table("turns")
    words = pd.DataFrame(
        {
            name: turns[turns.act.isin(acts)].groupby("briefing").words.sum()
            for name, acts in SPEECH.items()
        }
    )
    share = 100 * words.div(words.sum(axis=1), axis=0)
    ax = axes_for(ax, height=0.62 * len(share) + 1.6)
    left = pd.Series(0.0, share.index)
    for column, colour in zip(share, GREYS):
        bars = ax.barh(
            share.index, share[column], left=left, color=colour, edgecolor="white", label=column
        )
        ink = "white" if colour in GREYS[:2] else "black"
        ax.bar_label(
            bars,
            [f"{v:.0f}%" if v >= 2.5 else "" for v in share[column]],
            label_type="center",
            color=ink,
            size=8,
        )
        left += share[column]
    ends = share.iloc[0].cumsum()
    for column, low, high in zip(share, [0, *ends], ends):
        narrow = low > 50
        ax.annotate(
            column,
            (high if narrow else (low + high) / 2, -0.5),
            xytext=(0, 16 if column == "Chair" else 3),
            textcoords="offset points",
            ha="right" if narrow else "center",
            va="bottom",
            size=8.5,
        )
    officials = 100 * words.iloc[:, :2].to_numpy().sum() / words.to_numpy().sum()
    ax.set_title(f"Officials speak {officials:.0f}% of the words", pad=30)
    ax.set(
        xlabel="Share of the words of a briefing (%)",
        ylabel="",
        xlim=(0, 100),
        ylim=(len(share) - 0.5, -0.5),
    )
    return finish(ax, share.index, "y")
