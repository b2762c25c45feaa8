"""Who has the word."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus.tables import read_table
from ..display import counted
from .frame import axes_for_rows, finish, headline, named_rows, write_beside, write_shares
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import ACCENT, DARK_GREY, LIGHT_GREY, MEDIUM_GREY, SLATE_GREY, SMALL, MarkStyle

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ALL_BRIEFINGS = "All of them"
SPEECH_HEIGHT = 0.8
STATEMENT, ANSWERS = "Opening statement", "Officials' answers"
QUESTIONS, CHAIR = "Journalists' questions", "Chair"

SPEECH = {  # by what a turn does
    STATEMENT: ("statement",),
    ANSWERS: ("answer", "comment", "handover"),
    QUESTIONS: ("question",),
    CHAIR: ("opening", "floor", "closing"),
}
SPEECH_COLOURS = {
    STATEMENT: MEDIUM_GREY,
    ANSWERS: SLATE_GREY,
    QUESTIONS: ACCENT,
    CHAIR: LIGHT_GREY,
}
SPEECH_NAME: MarkStyle = {"va": "bottom", "size": SMALL}
SPEECH_INKS = {STATEMENT: "black", ANSWERS: "white", QUESTIONS: "white", CHAIR: "black"}
BESIDE_THE_BAR = (6, 0)  # points
NAMES_ROOM = 19  # points over the chart, for the names of the parts


def plot_speakers(ax: "Axes | None" = None) -> "Axes":
    """Who has the word, and for how much of each briefing: shares of the words by kind of turn.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one bar for each briefing, and one of the officials in all of them where
    there are several.
    """
    words = words_by_speech()
    words_of_briefing = words.sum(axis=1)
    shares = 100 * words.div(words_of_briefing, axis=0)
    are_several = len(shares) > 1
    ax = axes_for_rows(ax, len(shares) + are_several, each=0.62, around=1.6)
    _draw_speech(ax, shares)
    if are_several:
        _draw_officials(ax, len(shares), share_of_officials(words))
    add_marks(ax, partial(speech_marks, shares))
    _name_speech(ax, shares.iloc[0])
    headline(
        ax,
        speakers_finding(words),
        f"Words by kind of speech, percent of {'each' if are_several else 'the'} briefing",
        above=NAMES_ROOM,
    )
    ax.set(
        xlabel=f"Share of the words of {'a' if are_several else 'the'} briefing (%)",
        ylabel="",
        xlim=(0, 100),
    )
    named_rows(ax, [*shares.index, *([ALL_BRIEFINGS] if are_several else [])])
    return finish(ax, shares.index, "y")


def words_by_speech() -> pd.DataFrame:
    """Words: one row for each briefing, one column for each kind of speech."""
    turns = read_table("turns")
    words = {
        name: turns[turns.act.isin(acts)].groupby("briefing").words.sum()
        for name, acts in SPEECH.items()
    }
    return pd.DataFrame(words)


def _draw_speech(ax: "Axes", shares: pd.DataFrame) -> None:
    """The shares of each briefing end to end, as bars that add up to 100 percent."""
    left = pd.Series(0.0, shares.index)
    for name, share in shares.items():
        bars = ax.barh(
            shares.index,
            share,
            left=left,
            color=SPEECH_COLOURS[name],
            edgecolor="white",
            label=name,
        )
        write_shares(ax, bars, share, SPEECH_INKS[name], least=2.5)
        left += share


def _draw_officials(ax: "Axes", row: int, percent: float) -> None:
    """The share of all words that officials speak, as the last bar."""
    ax.broken_barh([(0, percent)], (row - SPEECH_HEIGHT / 2, SPEECH_HEIGHT), color=DARK_GREY)
    said = f"All officials: {percent:.0f}%"
    write_beside(ax, said, percent / 2, row, (0, 0), ha="center", color="white")


def speech_marks(shares: pd.DataFrame) -> Iterator[DrawnMark]:
    """The turns of each part of a bar, in its middle."""
    turns = read_table("turns")
    for briefing, row in shares.iterrows():
        spoken = turns[turns.briefing == briefing]
        middles = row.cumsum() - row / 2
        for name, share in row.items():
            ids = spoken.turn[spoken.act.isin(SPEECH[name])]
            said = f"{name}, {briefing}: {share:.0f}% of the words, {counted(len(ids), 'turn')}"
            yield from marks_of_group(ids, (middles[name], briefing), said)


def _name_speech(ax: "Axes", shares: pd.Series) -> None:
    """The names of the kinds of speech over the first bar; that of the last part beside it."""
    low = 0.0
    for name, share in shares.items():
        high = low + share
        if name == CHAIR:
            write_beside(ax, name, high, 0, BESIDE_THE_BAR, size=SMALL)
        elif low > 50:
            write_beside(ax, name, high, -0.5, (0, 3), ha="right", **SPEECH_NAME)
        else:
            write_beside(ax, name, (low + high) / 2, -0.5, (0, 3), ha="center", **SPEECH_NAME)
        low = high


def speakers_finding(words: pd.DataFrame) -> str:
    """How much of the words officials speak.

    >>> words = {STATEMENT: [300], ANSWERS: [600], QUESTIONS: [60], CHAIR: [40]}
    >>> speakers_finding(pd.DataFrame(words))
    'Officials speak 90% of the words'
    """
    return f"Officials speak {share_of_officials(words):.0f}% of the words"


def share_of_officials(words: pd.DataFrame) -> float:
    """How much of all words officials speak, in percent.

    >>> share_of_officials(pd.DataFrame({STATEMENT: [2], ANSWERS: [6], QUESTIONS: [1], CHAIR: [1]}))
    80.0
    """
    officials = words[[STATEMENT, ANSWERS]].to_numpy().sum()
    return float(100 * officials / words.to_numpy().sum())
