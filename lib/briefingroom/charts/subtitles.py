"""The line under a title. Importing this loads matplotlib; `frame.headline` does so when it draws.

A lesson may give a chart a title of its own. What stood under the old one then says nothing of the
new one, so it is not drawn, and the new title has its room.
"""

from typing import TYPE_CHECKING, Any

from matplotlib.text import Annotation

from .left_edge import left_edge
from .style import DARK_GREY, SUBTITLE_SIZE

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Subtitle(Annotation):
    """Words between a chart and its title, drawn as long as the title is the one they belong to."""

    def __init__(self, ax: "Axes", text: str, above: float) -> None:
        super().__init__(
            text,
            (0, 1),
            xycoords=(left_edge(ax), "axes fraction"),
            xytext=(0, above),
            textcoords="offset points",
            va="bottom",
            size=SUBTITLE_SIZE,
            color=DARK_GREY,
            annotation_clip=False,
            clip_on=False,
            linespacing=1,
        )
        self.title = _title_of(ax)

    def get_visible(self) -> Any:
        """Whether it is drawn."""
        return super().get_visible() and _title_of(self.axes) == self.title


def _title_of(ax: Any) -> str:
    """The title of axes; nothing as long as there are none."""
    return ax.get_title(loc="left") if ax else ""


def add_subtitle(ax: "Axes", text: str, above: float) -> None:
    """Write a text so many points above a chart, under the title that it has now."""
    ax.add_artist(Subtitle(ax, text, above))
