"""One Chinese term in all its English wordings: in which briefing each stands, and how often."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus.names import must_be
from ..corpus.tables import read_table
from ..display import counted
from ..ids import parse_id
from .frame import (
    axes_for_rows,
    draw_level,
    finish,
    headline,
    many_named_rows,
    title_letters,
)
from .mark_words import marks_of_group
from .marks import DrawnMark, add_marks
from .style import LIGHT_GREY, SMALL, MarkStyle, briefing_colour, briefing_colours
from .wording import wrapped_title

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WORDINGS_WIDTH = 7.8  # inches
WORDING_WIDTH = 38  # characters in a line of a name
DOT_OF_USE = 15  # points across
ROW_LINE: MarkStyle = {"color": LIGHT_GREY, "lw": 0.8, "zorder": 0}


def plot_wordings(term: str, ax: "Axes | None" = None) -> "Axes":
    """The English wordings of a Chinese term: a dot where one stands, with how often.

    Parameters
    ----------
    term : of the glossary, as `glossary` has it.
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each wording, in the order in which they come up.

    Raises
    ------
    UnknownName : when the glossary has no such term; the message names the nearest.
    """
    uses = uses_of_wordings(term)
    names = list(dict.fromkeys(uses.wording))
    days = list(briefing_colours())
    rows = [wrapped_title(name, WORDING_WIDTH) for name in names]
    ax = axes_for_rows(ax, len(rows), each=0.37, around=1.3, width=WORDINGS_WIDTH)
    hanzi = read_table("glossary").set_index("term").hanzi[term]
    for y in range(len(names)):
        draw_level(ax, -0.5, len(days) - 0.5, y, **ROW_LINE)
    dots = uses.groupby(["wording", "briefing"], sort=False).size()
    for (wording, day), count in dots.items():
        x, y = days.index(day), names.index(wording)
        ax.plot(x, y, "o", ms=DOT_OF_USE, color=briefing_colour(day))
        ax.text(x, y, str(count), color="white", ha="center", va="center", size=SMALL)
    add_marks(ax, partial(wording_marks, uses, names, days))
    headline(
        ax,
        wrapped_title(wordings_finding(uses, hanzi), title_letters(WORDINGS_WIDTH)),
        "Sentences with each wording, by briefing",
    )
    ax.set(xlim=(-0.5, len(days) - 0.5), xlabel="", ylabel="")
    ax.set_xticks(range(len(days)), days)
    many_named_rows(ax, rows)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    ax.tick_params(axis="x", length=0)
    return finish(ax, days, "y")


def uses_of_wordings(term: str) -> pd.DataFrame:
    """Each sentence that has a wording of a term: wording, briefing, sentence.

    A wording that is a part of a longer one counts only where the longer one does not stand.

    >>> uses = uses_of_wordings("specialized and sophisticated SMEs")
    >>> uses.wording.nunique(), uses.briefing.nunique()
    (9, 5)
    """
    glossary = read_table("glossary").set_index("term").variants
    must_be(term, list(glossary.index), f"The glossary has no term {term!r}")
    longest_first = sorted(glossary[term].split("; "), key=len, reverse=True)
    found = []
    for row in read_table("sentences").itertuples():
        left = str(row.text)
        for wording in longest_first:
            if wording in left:
                left = left.replace(wording, " ")
                found.append((wording, parse_id(str(row.sentence)).briefing, str(row.sentence)))
    return pd.DataFrame(found, columns=["wording", "briefing", "sentence"])


def wording_marks(uses: pd.DataFrame, names: list[str], days: list[str]) -> Iterator[DrawnMark]:
    """The sentences behind each dot, row by row."""
    for y, wording in enumerate(names):
        mine = uses[uses.wording == wording]
        for day, sentences in mine.groupby("briefing").sentence:
            group = f"{wording}, {day}: {len(sentences)}"
            yield from marks_of_group(sentences, (days.index(str(day)), y), group)


def wordings_finding(uses: pd.DataFrame, hanzi: str) -> str:
    """How many wordings there are, and how many on one day at most.

    >>> uses = pd.DataFrame({"wording": ["a", "b", "a"], "briefing": ["x", "x", "y"]})
    >>> wordings_finding(uses, "强国")
    '强国: 2 English wordings, up to 2 in one briefing'
    """
    most = uses.groupby("briefing").wording.nunique().max()
    in_all = counted(uses.wording.nunique(), "English wording")
    return f"{hanzi}: {in_all}, up to {most} in one briefing"
