"""A chart in words, for those who cannot see the picture."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from ..display import counted
from .marks import AxesPoint, DrawnMark, drawn_marks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

MOST_TOLD = 12  # things drawn


def chart_description(ax: "Axes") -> str:
    """A chart in words: its title, then what is drawn, in the order in which it is to be read.

    >>> import matplotlib.pyplot as plt
    >>> from briefingroom import plot_outlets
    >>> words = chart_description(plot_outlets())
    >>> words.partition("; ")[0]
    '5 of 48 questions come from overseas outlets'
    >>> plt.close()
    """
    return description_of(chart_title(ax), drawn_marks(ax))


def chart_title(ax: "Axes") -> str:
    """The title of a chart in one line, wherever over the chart it stands."""
    titles = [ax.get_title(loc=side) for side in ("left", "center", "right")]
    return " ".join(" ".join(titles).split())


def description_of(title: str, drawn: Iterable[DrawnMark]) -> str:
    """A title and marks in words.

    Marks of one group that lie at one place are one thing drawn, named by the words of the group.

    >>> bar = [DrawnMark(id, (1, 0), "a sentence", "reform: 2 uses") for id in ("s1", "s2")]
    >>> description_of("Two terms are used", [*bar, DrawnMark("s3", (3, 1), "digital: 1 use")])
    'Two terms are used. 2 marks: reform: 2 uses; digital: 1 use.'
    >>> dots = [DrawnMark("", (n, 0), f"{n} tonnes") for n in range(14)]
    >>> description_of("Steel", dots).partition('10 ')[2]
    'tonnes; 11 tonnes; and 2 more.'
    """
    finding = " ".join(title.split())
    things = list(_things_drawn(drawn))
    told = things[:MOST_TOLD]
    if len(things) > MOST_TOLD:
        told.append(f"and {len(things) - MOST_TOLD:,} more")
    listed = f"{counted(len(things), 'mark')}: {'; '.join(told)}" if things else ""
    return " ".join(f"{part.removesuffix('.')}." for part in (finding, listed) if part)


def _things_drawn(drawn: Iterable[DrawnMark]) -> Iterator[str]:
    """What is drawn, in words; a group once."""
    for (group, _), marks in groupby(drawn, _group_and_place):
        if group:
            yield group
        else:
            yield from (mark.words for mark in marks)


def _group_and_place(mark: DrawnMark) -> tuple[str, AxesPoint]:
    return mark.group, mark.at
