"""The marks of a chart as data: what each stands for, where it lies, and what it says.

A chart function says with `add_marks` what it has drawn. Buttons over a picture, its description
for those who cannot see it and its table are all made from that, so that they cannot disagree.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

import pandas as pd

from ..display import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

AxesPoint = tuple[Any, Any]  # in the units of the axes

_DRAWN: "WeakKeyDictionary[Axes, list[DrawnMark]]" = WeakKeyDictionary()


class DrawnMark(NamedTuple):
    """Something drawn that stands for a row of a table or for a part of a briefing.

    Attributes
    ----------
    id : of what it stands for, as `where` takes it.
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


def add_marks(ax: "Axes", drawn: Iterable[DrawnMark]) -> None:
    """Say what was drawn on axes, in the order in which it is to be read."""
    _DRAWN.setdefault(ax, []).extend(drawn)


def drawn_marks(ax: "Axes") -> list[DrawnMark]:
    """The marks of axes, in the order in which they are to be read."""
    return list(_DRAWN.get(ax, ()))


def marks(ax: "Axes") -> pd.DataFrame:
    """What each mark of a chart stands for, where it lies, and what it says.

    Parameters
    ----------
    ax : matplotlib Axes that a function of this package has drawn on.

    Returns
    -------
    DataFrame : id (as `where` takes it), x and y (its middle, in percent of the picture from the
        left and from the top), words, group (what it is a part of, where several rows are one thing
        drawn). One row for each thing that a mark stands for, in the order in which they are to
        be read. Empty for axes of others.

    >>> import matplotlib.pyplot as plt
    >>> from briefingroom import plot_series
    >>> table = marks(plot_series("little_giants"))
    >>> table.id[0], table.words[0]
    ('2020-10-23.c142', '248, 2019-06-05, Wang Zhijun, 2020-10-23')
    >>> plt.close()
    """
    drawn = drawn_marks(ax)
    figure: Any = ax.figure
    figure.draw_without_rendering()  # until it is laid out, nothing has a place
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

    The chart has been drawn: until then, nothing has its place, and each time it is drawn again,
    its layout changes a little.
    """
    figure: Any = ax.figure
    width, height = figure.bbox.size
    found = []
    for x, y in points:
        numbers = float(ax.convert_xunits(x)), float(ax.convert_yunits(y))
        right, up = ax.transData.transform(numbers)
        found.append((100 * float(right) / width, 100 - 100 * float(up) / height))
    return found


DESCRIBED = 12  # marks that a description names


def chart_description(ax: "Axes") -> str:
    """What a chart shows, for those who cannot see it: its title, then its marks in words.

    >>> import matplotlib.pyplot as plt
    >>> from briefingroom import plot_series
    >>> chart_description(plot_series("little_giants"))[:66]
    '"Little giant" enterprises, national level: 248 in 2019, 8,997 in '
    >>> plt.close()
    """
    title = chart_title(ax)
    said = list(dict.fromkeys(mark.group or mark.words for mark in drawn_marks(ax)))
    if not said:
        return title
    named = said[:DESCRIBED]
    if len(said) > DESCRIBED:
        named.append(f"and {len(said) - DESCRIBED} more")
    return f"{title}. {counted(len(said), 'mark')}: {'; '.join(named)}."


def chart_title(ax: "Axes") -> str:
    """The title of a chart in one line, whether it stands on the left or in the middle."""
    titles = [ax.get_title(loc=side) for side in ("left", "center")]
    return " ".join(" ".join(titles).split())
