"""The lists of little giants: how many each named, and how many of them still count."""

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus.tables import read_table
from ..corpus.uncoded import must_hold_published
from .frame import axes_for_rows, finish, headline, named_rows, write_beside
from .mark_words import words_of
from .marks import DrawnMark, add_marks
from .style import DARK_GREY, LIGHT_GREY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LISTS_WIDTH = 7.2  # inches
NAMED_GIANTS, COUNTED_GIANTS = "little_giants", "little_giants_listed"
LIST_NAMES = ["first list", "second list", "third list", "fourth list"]


def plot_lists_of_giants(ax: "Axes | None" = None) -> "Axes":
    """How many firms each list of little giants named, and how many of them still count.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.

    Returns the Axes, with one row for each list, the oldest on top.

    Raises
    ------
    QuestionError : in a collection without the published briefings.
    """
    must_hold_published()
    lists = lists_of_giants()
    ax = axes_for_rows(ax, len(lists), each=0.5, around=1.2, width=LISTS_WIDTH)
    places = range(len(lists))
    ax.barh(places, lists.named, 0.62, color=LIGHT_GREY, linewidth=0)
    ax.barh(places, lists.kept, 0.62, color=DARK_GREY, linewidth=0)
    for y, row in enumerate(lists.itertuples()):
        write_beside(ax, row.in_words, row.named, y, (6, 0))
    add_marks(ax, partial(list_marks, lists))
    headline(
        ax,
        lists_finding(lists),
        "Names on the ministry's lists; dark: still counted in autumn 2022",
    )
    ax.set(xlim=(0, lists.named.max() * 1.5), xlabel="", ylabel="")
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    named_rows(ax, [f"{name}, {year}" for name, year in zip(LIST_NAMES, lists.year, strict=True)])
    return finish(ax, [], "y", source="Source: Ministry of Industry and Information Technology")


def lists_of_giants() -> pd.DataFrame:
    """The four lists: id, year, named, kept and in_words, the oldest first.

    What the ministry counted in 2022 is what is kept. The first list was published with more names,
    which had to pass a check since; the other three had not been checked again by then.

    >>> lists_of_giants()[["named", "kept"]].values.tolist()
    [[248, 155], [1584, 1584], [2930, 2930], [4328, 4328]]
    """
    references = read_table("references")
    kept = references[references.indicator == COUNTED_GIANTS].sort_values("period")
    first = references[references.indicator == NAMED_GIANTS].sort_values("period").iloc[0]
    named = [first.value, *kept.value.iloc[1:]]
    rows = pd.DataFrame(
        {
            "id": kept.reference.tolist(),
            "year": kept.period.astype(int).tolist(),
            "named": [int(number) for number in named],
            "kept": kept.value.astype(int).tolist(),
        }
    )
    return rows.assign(in_words=[_list_in_words(row.named, row.kept) for row in rows.itertuples()])


def _list_in_words(named: int, kept: int) -> str:
    return f"{named:,} named, {kept:,} left" if kept < named else f"{named:,}"


def list_marks(lists: pd.DataFrame) -> Iterator[DrawnMark]:
    """A mark for each list, in the middle of what is kept."""
    for y, row in enumerate(lists.itertuples()):
        yield DrawnMark(str(row.id), (row.kept / 2, y), f"{row.in_words}; {words_of(str(row.id))}")


def lists_finding(lists: pd.DataFrame) -> str:
    """How many of the lists were checked again, and what part of their names fell away.

    >>> lists_finding(pd.DataFrame({"named": [200, 1584], "kept": [150, 1584]}))
    'Only 1 of 2 lists had been checked again: 25% of its names fell away'
    >>> lists_finding(pd.DataFrame({"named": [248, 1584], "kept": [248, 1584]}))
    '2 lists named 1,832 firms; all of them still counted'
    """
    checked = lists[lists.kept < lists.named]
    if checked.empty:
        return f"{len(lists)} lists named {lists.named.sum():,} firms; all of them still counted"
    lost = 1 - checked.kept.sum() / checked.named.sum()
    whose = "its" if len(checked) == 1 else "their"
    return (
        f"Only {len(checked)} of {len(lists)} lists had been checked again: {lost:.0%} of {whose} "
        "names fell away"
    )
