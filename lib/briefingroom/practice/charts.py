"""A look into a chart: its bars, its points and its title, as they are drawn."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from .checks import need

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis


class _Bar(NamedTuple):
    """A bar of a chart, in the units of its axes: how long it is, and where it stands."""

    length: float
    middle: float


def bars(ax: "Axes") -> "pd.Series":
    """The bars of a chart, standing or lying, as a Series: length by label, in the order drawn.

    pandas draws a missing value as a bar of length 0.

    >>> import matplotlib.pyplot as plt
    >>> bars(plt.subplots()[1].barh(["2021", "2022"], [3, 4])[0].axes).to_dict()
    {'2021': 3.0, '2022': 4.0}
    """
    import pandas as pd
    from matplotlib.container import BarContainer

    lengths, labels = [], []
    for container in ax.containers:
        if not isinstance(container, BarContainer):
            continue
        lying = container.orientation == "horizontal"
        names = _names_along(ax.yaxis if lying else ax.xaxis)
        for patch in container:
            bar = _lying_bar(patch) if lying else _standing_bar(patch)
            lengths.append(bar.length)
            labels.append(names.get(round(bar.middle, 6), f"{bar.middle:g}"))
    need(
        bool(lengths),
        "There are no bars in this chart: draw them on its axes, for example with ax=chart.",
    )
    return pd.Series(lengths, index=labels, dtype=float)


def _names_along(axis: "Axis") -> dict[float, str]:
    """What stands along an axis, by place."""
    # A chart may be labelled on both sides: then there are more labels than places.
    ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=False)
    return {round(float(place), 6): label.get_text() for place, label in ticks}


def _lying_bar(patch: Any) -> _Bar:
    return _Bar(patch.get_width(), patch.get_y() + patch.get_height() / 2)


def _standing_bar(patch: Any) -> _Bar:
    return _Bar(patch.get_height(), patch.get_x() + patch.get_width() / 2)


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

    drawn = [block for block in (*_clouds_of(ax), *_lines_of(ax)) if len(block)]
    need(
        bool(drawn),
        "There are no points or lines in this chart: draw them on its axes, "
        "for example with ax=chart.",
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
    return "".join(ax.get_title(loc=place) for place in ("left", "center", "right"))
