"""The marks of a chart: where each stands, its shape, and the words that a reader finds for it."""

import hashlib
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from .checks import need

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

BESIDE_A_MARK = 0.12  # of the width of the axes: a text nearer than this to a mark is about it


class _Style(NamedTuple):
    """How a mark looks, so that a reader finds it in the legend."""

    shape: str
    colour: str


def marks_drawn(ax: "Axes") -> "pd.DataFrame":
    """The marks of a chart, one a row, in the order drawn.

    Columns: `x`, `y` (dates in days since 1970-01-01), `shape` (the same text for the same
    outline; empty for a line without marks), `joined` (a line goes on from it to others), `words`
    (what the legend says of it, and what stands beside it and others of its look).

    >>> import matplotlib.pyplot as plt
    >>> ax = plt.subplots()[1]
    >>> _ = ax.plot([1, 2], [3, 4], "o", label="stated"), ax.legend()
    >>> marks_drawn(ax)[["x", "y", "joined", "words"]].values.tolist()
    [[1.0, 3.0, False, 'stated'], [2.0, 4.0, False, 'stated']]
    """
    import pandas as pd

    found = [*_of_lines(ax), *_of_clouds(ax)]
    table = pd.DataFrame(found, columns=["x", "y", "style", "joined", "label"])
    table = table[table.x.notna() & table.y.notna()].reset_index(drop=True)
    need(len(table) > 0, "There are no marks in this chart: draw them on its axes.")
    table["shape"] = [style.shape for style in table["style"]]
    table["words"] = _words_for(ax, table)
    return table[["x", "y", "shape", "joined", "words"]]


def _of_lines(ax: "Axes") -> Iterator[tuple[Any, ...]]:
    for line in ax.lines:
        if line.get_transform() != ax.transData:
            continue
        xs, ys = _numbers(line.get_xdata(orig=False)), _numbers(line.get_ydata(orig=False))
        joined = line.get_linestyle() not in ("None", "", " ", "none") and len(xs) > 1
        style = _style_of_line(line)
        for x, y in zip(xs, ys, strict=True):
            yield x, y, style, joined, line.get_label()


def _numbers(values: Any) -> list[float]:
    return [float(value) for value in values]


def _of_clouds(ax: "Axes") -> Iterator[tuple[Any, ...]]:
    from matplotlib.collections import PathCollection

    for cloud in ax.collections:
        if isinstance(cloud, PathCollection):
            offsets: Any = cloud.get_offsets()
            for place, (x, y) in enumerate(offsets):
                yield float(x), float(y), _style_of_cloud(cloud, place), False, cloud.get_label()


def _style_of_line(line: Any) -> _Style:
    from matplotlib.colors import to_hex
    from matplotlib.markers import MarkerStyle

    if line.get_marker() in (None, "None", "", " ", "none"):
        return _Style("", to_hex(line.get_color()))
    marker = MarkerStyle(line.get_marker())
    outline = marker.get_path().transformed(marker.get_transform())
    return _Style(_shape_of(outline), to_hex(line.get_color()))


def _style_of_cloud(cloud: Any, place: int) -> _Style:
    from matplotlib.colors import to_hex

    colours = cloud.get_facecolor() if len(cloud.get_facecolor()) else cloud.get_edgecolor()
    colour = to_hex(colours[place % len(colours)]) if len(colours) else ""
    return _Style(_shape_of(cloud.get_paths()[0]), colour)


def _shape_of(outline: Any) -> str:
    """A short text for an outline."""
    return hashlib.sha256(outline.vertices.round(3).tobytes()).hexdigest()[:6]


def _words_for(ax: "Axes", table: "pd.DataFrame") -> list[str]:
    """The words for each mark: by its own label or its look in the legend, or written beside it."""
    legend = ax.get_legend()
    entries = _entries_of(legend) if legend else []
    said = {text for text, _ in entries}
    beside = _written_beside(ax, table)
    words = []
    for style, label in zip(table["style"], table["label"], strict=True):
        own = [label] if label in said else _by_look(entries, style)
        words.append(" ".join([*own, *beside.get(style, ())]))
    return words


def _entries_of(legend: Any) -> list[tuple[str, _Style]]:
    from matplotlib.collections import PathCollection
    from matplotlib.lines import Line2D

    entries = []
    for handle, text in zip(legend.legend_handles, legend.get_texts(), strict=True):
        if isinstance(handle, Line2D):
            entries.append((text.get_text(), _style_of_line(handle)))
        elif isinstance(handle, PathCollection):
            entries.append((text.get_text(), _style_of_cloud(handle, 0)))
    return [(text, style) for text, style in entries if text]


def _by_look(entries: list[tuple[str, _Style]], style: _Style) -> list[str]:
    """What the legend says of marks that look so; of those with this shape, if colours differ."""
    same = [text for text, look in entries if look == style]
    return same or [text for text, look in entries if look.shape == style.shape]


def _written_beside(ax: "Axes", table: "pd.DataFrame") -> dict[_Style, list[str]]:
    """What texts in the chart say of the marks beside them, by the look of the marks."""
    found: dict[_Style, list[str]] = {}
    places = ax.transData.transform(table[["x", "y"]].to_numpy(dtype=float))
    width = ax.bbox.width
    for text in ax.texts:
        at = ax.transData.transform(_place_of(ax, text))
        distance = ((places - at) ** 2).sum(axis=1) ** 0.5
        if distance.min() <= BESIDE_A_MARK * width:
            style = table["style"].iloc[int(distance.argmin())]
            found.setdefault(style, []).append(text.get_text())
    return found


def _place_of(ax: "Axes", text: Any) -> tuple[float, float]:
    """The place that a text is about."""
    x, y = getattr(text, "xy", text.get_position())
    return float(ax.convert_xunits(x)), float(ax.convert_yunits(y))
