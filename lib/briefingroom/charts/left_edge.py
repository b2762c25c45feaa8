"""The left edge of a chart: where the names of its rows begin, and with them all words around it.

Importing this loads matplotlib; `frame` and `style` do so when they draw.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from matplotlib.artist import Artist
from matplotlib.transforms import Bbox, IdentityTransform

from .style import POINTS_AN_INCH

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.legend import Legend
    from matplotlib.text import Text


def with_names(ax: "Axes") -> Bbox:
    """A chart and, to its left, the names of its rows, in pixels, wherever the layout put them."""
    chart = ax.bbox
    names = ax.yaxis.get_tightbbox()
    left = min(chart.x0, names.x0) if names else chart.x0
    return Bbox([[left, chart.y0], [chart.x1, chart.y1]])


def left_edge(ax: "Axes") -> Any:
    """Coordinates for `annotate`: 0 is where the names of the rows begin."""
    edge = _edge_of(ax)
    return lambda renderer: edge.chart or with_names(ax)


class LeftEdge(Artist):
    """Moves things to the left edge of a chart, whatever the chart is given later.

    It draws nothing. It is asked before what it moves, when the chart is laid out and when it is
    drawn; to measure the names takes long, so it is done once for all that stand there.
    """

    def __init__(self) -> None:
        super().__init__()
        self.chart: Bbox | None = None
        self.moves: list[Callable[[Bbox], None]] = []
        self.set_zorder(-1)
        self.set_clip_on(False)  # the layout does not ask what is clipped

    def get_tightbbox(self, renderer: Any = None) -> None:
        """Move them; the room that they take is their own affair."""
        self._move_all()

    def draw(self, renderer: Any) -> None:
        """Move them."""
        self._move_all()

    def _move_all(self) -> None:
        axes: Any = self.axes
        self.chart = with_names(axes)
        for move in self.moves:
            move(self.chart)


def _edge_of(ax: "Axes") -> LeftEdge:
    """What keeps things at the left edge of a chart: one for all of them."""
    for artist in ax.artists:
        if isinstance(artist, LeftEdge):
            return artist
    edge = LeftEdge()
    ax.add_artist(edge)
    return edge


def bring_title_to_the_left(ax: "Axes", title: "Text") -> None:
    """Let a title that is written from the left begin where the names of the rows do."""
    if title.get_horizontalalignment() != "left":
        return

    def move(chart: Bbox) -> None:
        title.set_x((chart.x0 - ax.bbox.x0) / ax.bbox.width)

    _edge_of(ax).moves.append(move)


def bring_legend_to_the_left(ax: "Axes", legend: "Legend", inset: float, up: float) -> None:
    """Let a legend above a chart begin where the names of the rows do.

    Parameters
    ----------
    inset : points from the edge of the legend to what is seen of it.
    up : points from the chart to the legend.
    """

    def move(chart: Bbox) -> None:
        figure: Any = ax.get_figure(root=True)
        pixels = figure.dpi / POINTS_AN_INCH
        place = (chart.x0 - inset * pixels, chart.y1 + up * pixels)
        legend.set_bbox_to_anchor(place, IdentityTransform())

    legend.set_in_layout(False)  # the title above it keeps the room
    _edge_of(ax).moves.append(move)
