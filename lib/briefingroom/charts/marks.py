"""The marks of a chart as data: what each stands for, where it lies, and what it says.

A chart function says with `add_marks` what it has drawn. Buttons over a picture, its description
for those who cannot see it and its table are all made from that, so that they cannot disagree.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import pandas as pd

from ..corpus.active import asked_holding, asking

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Text

AxesPoint = tuple[Any, Any]  # in the units of the axes

# By the title of the axes, since axes that are cleared get a new one, and those marks are gone.
_SAID: "WeakKeyDictionary[Text, list[SaidMarks]]" = WeakKeyDictionary()


class DrawnMark(NamedTuple):
    """Something drawn that stands for a row of a table or for a part of a briefing.

    Attributes
    ----------
    id : of what it stands for, as `where` takes it; empty where there is nothing to open.
    at : its middle, in the units of the axes.
    words : what it says, true of it alone: "over 2.64 million, end of March 2023, Zhao Zhiguo".
    group : what it is a part of, where several marks make one thing drawn, such as a bar.
    path : the line that it is, in the units of the axes; empty for a dot or a bar.
    """

    id: str
    at: AxesPoint
    words: str
    group: str = ""
    path: tuple[AxesPoint, ...] = ()


MarksToSay = Iterable[DrawnMark] | Callable[[], Iterable[DrawnMark]]


class SaidMarks:
    """The marks of something drawn, made when they are first asked for.

    They are those of the collection that was drawn, whichever is asked by then.
    """

    def __init__(self, drawn: MarksToSay):
        self._drawn = drawn
        self._holding = asked_holding()

    @cached_property
    def marks(self) -> list[DrawnMark]:
        """The marks themselves."""
        drawn = self._drawn
        with asking(self._holding):
            return list(drawn() if callable(drawn) else drawn)


def add_marks(ax: "Axes", drawn: MarksToSay) -> None:
    """Say what was drawn on axes, in the order in which it is to be read.

    Parameters
    ----------
    ax : matplotlib Axes.
    drawn : the marks, or a function that gives them: it is called when somebody asks for them, so
        that a chart of which nobody does is drawn as fast. It must not hold the axes, which would
        then never be given up.
    """
    _SAID.setdefault(ax.title, []).append(SaidMarks(drawn))


def drawn_marks(ax: "Axes") -> list[DrawnMark]:
    """The marks of axes, in the order in which they are to be read."""
    said = _SAID.get(ax.title, [])
    return list(chain.from_iterable(each.marks for each in said))


def marks(ax: "Axes") -> pd.DataFrame:
    """What each mark of a chart stands for, where it lies, and what it says.

    Parameters
    ----------
    ax : matplotlib Axes that a function of this package has drawn on.

    Returns
    -------
    DataFrame : id (as `where` takes it; empty where there is nothing to open), x and y (its middle,
        in percent of the picture from the left and from the top), words, group (what it is a part
        of, where several rows are one thing drawn). One row for each thing that a mark stands for,
        in the order in which they are to be read. Empty for axes of others.

    >>> import matplotlib.pyplot as plt
    >>> from briefingroom import plot_series
    >>> table = marks(plot_series("little_giants"))
    >>> table.id[0], table.words[0]
    ('2020-10-23.c142', '248, 2019-06-05, Wang Zhijun, 2020-10-23')
    >>> plt.close()
    """
    drawn = drawn_marks(ax)
    places = in_percent(ax, [mark.at for mark in drawn])
    return pd.DataFrame(
        {
            "id": [mark.id for mark in drawn],
            "x": [x for x, _ in places],
            "y": [y for _, y in places],
            "words": [mark.words for mark in drawn],
            "group": [mark.group for mark in drawn],
        }
    )


def in_percent(ax: "Axes", points: Iterable[AxesPoint]) -> list[tuple[float, float]]:
    """Where points lie in the picture of their chart, in percent from the left and the top.

    The picture stays as it is: where it is not drawn yet, it is laid out and put back.
    """
    with _laid_out(ax.figure) as figure:
        width, height = figure.bbox.size
        found = []
        for x, y in points:
            numbers = float(ax.convert_xunits(x)), float(ax.convert_yunits(y))
            right, up = ax.transData.transform(numbers)
            found.append((100 * float(right) / width, 100 - 100 * float(up) / height))
        return found


@contextmanager
def _laid_out(figure: Any) -> Iterator[Any]:
    """A figure in which everything has its place, as in its picture.

    To lay out a figure twice can move its axes by a little, so one that is drawn is left alone, and
    the axes of another go back to where they were.
    """
    if not figure.stale:
        yield figure
        return
    before = [
        (axes, axes.get_in_layout(), axes.get_position(original=True), axes.get_position())
        for axes in figure.axes
    ]
    figure.draw_without_rendering()
    try:
        yield figure
    finally:
        for axes, in_layout, original, active in before:
            axes.set_position(original, which="original")
            axes.set_position(active, which="active")
            axes.set_in_layout(in_layout)  # which set_position ends
