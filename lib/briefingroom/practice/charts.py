"""A look into a chart: its bars, its points and its title, as they are drawn."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from .checks import NotYet, need
from .names import in_order_of, in_plain_signs, key_named

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.container import BarContainer

    from .names import Names


class _Bar(NamedTuple):
    """A bar of a chart: its label, how long it is, and where it stands."""

    label: str
    length: float
    middle: float


def bars(ax: "Axes") -> "pd.Series":
    """The bars of a chart, standing or lying, as a Series: length by label, in the order drawn.

    pandas draws a missing value as a bar of length 0. On an axis of dates the label is the day.

    >>> import matplotlib.pyplot as plt
    >>> bars(plt.subplots()[1].barh(["2021", "2022"], [3, 4])[0].axes).to_dict()
    {'2021': 3.0, '2022': 4.0}
    """
    import pandas as pd

    drawn = _bars_of(ax)
    lengths = [bar.length for bar in drawn]
    return pd.Series(lengths, index=[bar.label for bar in drawn], dtype=float)


def _need_axes(ax: Any) -> None:
    need(
        hasattr(ax, "get_title") and hasattr(ax, "containers"),
        "The axes are no longer in chart. Begin the lines with chart.bar, chart.scatter or the "
        "like, and not with chart = .",
    )


def _bars_of(ax: "Axes") -> list[_Bar]:
    drawn = []
    for container in _containers_of(ax):
        lying = container.orientation == "horizontal"
        axis = ax.yaxis if lying else ax.xaxis
        names = _names_along(axis)
        for patch in container:
            length, middle, half = _lying_bar(patch) if lying else _standing_bar(patch)
            label = names.get(round(middle, 6)) or _name_beside(axis, middle, half)
            drawn.append(_Bar(label, length, middle))
    need(
        bool(drawn),
        "There are no bars in this chart: draw them on its axes, with chart.bar(...) or with "
        "ax=chart.",
    )
    return drawn


def _containers_of(ax: "Axes") -> list["BarContainer"]:
    from matplotlib.container import BarContainer

    _need_axes(ax)
    return [one for one in ax.containers if isinstance(one, BarContainer)]


def _names_along(axis: "Axis") -> dict[float, str]:
    """What stands along an axis, by place; nothing on an axis of dates."""
    from matplotlib.dates import DateLocator

    if isinstance(axis.get_major_locator(), DateLocator):
        return {}
    # A chart may be labelled on both sides: then there are more labels than places.
    ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False)
    return {round(float(place), 6): label.get_text() for place, label in ticks}


def _name_beside(axis: "Axis", middle: float, half: float) -> str:
    """The name of a bar that stands beside its mark on the axis; its day or place, if none."""
    from matplotlib.category import StrCategoryLocator
    from matplotlib.dates import DateLocator, num2date
    from matplotlib.ticker import FixedLocator

    if isinstance(axis.get_major_locator(), DateLocator):
        return f"{num2date(middle):%Y-%m-%d}"
    if isinstance(axis.get_major_locator(), (StrCategoryLocator, FixedLocator)):
        for place, name in _names_along(axis).items():
            if name and abs(place - middle) <= half * 1.001:
                return name
    return f"{middle:g}"


def _lying_bar(patch: Any) -> tuple[float, float, float]:
    half = patch.get_height() / 2
    return patch.get_width(), patch.get_y() + half, abs(half)


def _standing_bar(patch: Any) -> tuple[float, float, float]:
    half = patch.get_width() / 2
    return patch.get_height(), patch.get_x() + half, abs(half)


def label_of_lengths(ax: "Axes") -> str:
    """What is written at the axis along which the bars are measured.

    >>> import matplotlib.pyplot as plt
    >>> ax = plt.subplots()[1]
    >>> _ = ax.barh(["2021", "2022"], [3, 4]), ax.set_xlabel("Cars made")
    >>> label_of_lengths(ax)
    'Cars made'
    """
    lying = bars_lie(ax)
    return (ax.get_xlabel() if lying else ax.get_ylabel()).strip(" .")


def bars_lie(ax: "Axes") -> bool:
    """Whether the bars of a chart lie, so that their lengths are read along the lower axis.

    >>> import matplotlib.pyplot as plt
    >>> bars_lie(plt.subplots()[1].barh(["2021"], [3])[0].axes)
    True
    """
    return any(one.orientation == "horizontal" for one in _containers_of(ax))


def says(text: str, *words: str) -> bool:
    """Whether a text has one of some words or signs, or a longer word that begins with it.

    >>> says("Growth, per cent", "%", "percent"), says("Growth", "%", "percent")
    (True, False)
    """
    plain = in_plain_signs(text)
    return any(re.search(rf"(?<!\w){re.escape(word)}", plain) for word in words)


def named_bars(ax: "Axes", names: "Names", thing: str = "thing") -> dict[str, float]:
    """The length of each bar by the thing that its label names, as they stand along the axis.

    Arguments
    ---------
    ax
        the chart
    names
        for each thing, the words by which a label may name it
    thing
        what a bar stands for, as the line to the student calls it

    Raises
    ------
    NotYet
        a label names nothing or too much, or two bars have the same name

    >>> import matplotlib.pyplot as plt
    >>> ax = plt.subplots()[1]
    >>> _ = ax.bar(["Mr. Jin", "Mr. Tian"], [5, 4])
    >>> named_bars(ax, {"Jin Zhuanglong": ["jin"], "Tian Yulong": ["tian"]})
    {'Jin Zhuanglong': 5.0, 'Tian Yulong': 4.0}
    """
    named: dict[str, float] = {}
    for bar in sorted(_bars_of(ax), key=lambda bar: bar.middle):
        key = key_named(bar.label, names)
        if key is None:
            raise NotYet(f"The name “{bar.label}” at a bar does not say which {thing} it is.")
        need(key not in named, f"Two bars have the name of the same {thing}: {bar.label}.")
        named[key] = float(bar.length)
    return named


def ordered(named: Mapping[str, float], order: Sequence[str]) -> bool:
    """Whether bars stand in an order, or sorted by length; forwards or backwards.

    >>> ordered({"2021": 3, "2022": 1, "2023": 2}, ["2021", "2022", "2023"])
    True
    >>> ordered({"2022": 1, "2021": 3, "2023": 2}, ["2021", "2022", "2023"])
    False
    """
    lengths = list(named.values())
    by_length = lengths in (sorted(lengths), sorted(lengths, reverse=True))
    return by_length or in_order_of(list(named), order)


def points(ax: "Axes") -> "pd.DataFrame":
    """The points of a chart and the corners of its lines, as a table with columns `x` and `y`.

    They are in the order drawn. Dates are given as matplotlib counts them, in days since
    1970-01-01.

    >>> import matplotlib.pyplot as plt
    >>> points(plt.subplots()[1].plot([2021, 2022], [3, 4])[0].axes).values.tolist()
    [[2021.0, 3.0], [2022.0, 4.0]]
    """
    import numpy as np
    import pandas as pd

    _need_axes(ax)
    drawn = [block for block in (*_clouds_of(ax), *_lines_of(ax)) if len(block)]
    need(
        bool(drawn),
        "There are no points or lines in this chart: draw them on its axes, with "
        "chart.scatter(...), chart.plot(...) or ax=chart.",
    )
    return pd.DataFrame(np.vstack(drawn).astype(float), columns=["x", "y"])


def _clouds_of(ax: "Axes") -> Iterator["np.ndarray"]:
    """The places of the points that are drawn as such; an error bar is not."""
    import numpy as np
    from matplotlib.collections import PathCollection

    for cloud in ax.collections:
        if isinstance(cloud, PathCollection):
            places: Any = np.ma.asarray(cloud.get_offsets(), dtype=float)
            yield np.ma.filled(places, np.nan)


def _lines_of(ax: "Axes") -> Iterator["np.ndarray"]:
    """The corners of the lines, of those that do not go across the whole chart."""
    import numpy as np

    for line in ax.lines:
        if line.get_transform() == ax.transData:
            yield np.column_stack([line.get_xdata(orig=False), line.get_ydata(orig=False)])


def title(ax: "Axes") -> str:
    """The title of a chart, wherever it stands: left, in the middle or right.

    >>> import matplotlib.pyplot as plt
    >>> ax = plt.subplots()[1]
    >>> _ = ax.set_title("Sales rose", loc="left")
    >>> title(ax)
    'Sales rose'
    """
    _need_axes(ax)
    return "".join(ax.get_title(loc=place) for place in ("left", "center", "right"))
