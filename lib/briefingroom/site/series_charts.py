"""The chart of each indicator, drawn once and shared by the pages of its claims.

Over the picture lie links, one for each mark, at places in percent, so that they stand right at
every size.
"""

import io
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..charts.pictures import COLOURS, SHARPNESS
from .addresses import file_name_of
from .related import rows_where

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

PIXELS_AN_INCH = 96  # of the page
LEAST_MARKS = 2  # one figure alone is no series
CHART_FOLDER = "charts"  # the folder


class MarkLink(NamedTuple):
    """A link over the picture; `ids` are what its mark stands for, x and y are in percent."""

    x: float
    y: float
    label: str
    ids: tuple[str, ...]


class SeriesChart(NamedTuple):
    """A chart of a series as the website shows it.

    Attributes
    ----------
    indicator, file : whose it is, and the picture below the folder of the site.
    alt : the chart in words.
    width, height : of the picture, in pixels of the page.
    links : one for each mark, in the order in which they are to be read.
    """

    indicator: str
    file: str
    alt: str
    width: int
    height: int
    links: tuple[MarkLink, ...]

    @property
    def all_ids(self) -> set[str]:
        """All that its marks stand for."""
        return {id for link in self.links for id in link.ids}


def draw_chart_of(indicator: str, folder: Path) -> SeriesChart | None:
    """Draw the chart of an indicator into the folder of the site; a single figure gets none."""
    import matplotlib
    from matplotlib import pyplot

    from ..charts.describing import chart_description
    from ..charts.series import plot_series, series_content, series_labels
    from ..charts.style import use_style

    matplotlib.use("agg")
    use_style()
    if _number_of_figures(indicator) < LEAST_MARKS:
        return None
    content = series_content(indicator, references=True)
    if len(content.points) + len(content.published) < LEAST_MARKS:
        return None
    axes = plot_series(indicator)
    figure = axes.get_figure(root=True)
    assert figure
    if series_labels(content.points):  # for which it has been laid out, at the places drawn
        figure.set_layout_engine("none")
    width, height = figure.get_size_inches() * PIXELS_AN_INCH
    file = f"{CHART_FOLDER}/{file_name_of(indicator)}.png"
    (folder / file).write_bytes(_small_png(figure))
    links = _links_over(axes)
    alt = chart_description(axes)
    pyplot.close(figure)
    return SeriesChart(indicator, file, alt, round(width), round(height), links)


def _number_of_figures(indicator: str) -> int:
    """How many statements and published figures there are, whether they can be drawn or not."""
    return sum(len(rows_where(table, "indicator", indicator)) for table in ("claims", "references"))


def _links_over(axes: "Axes") -> tuple[MarkLink, ...]:
    from ..widgets.mark_buttons import mark_buttons

    return tuple(
        MarkLink(
            round(float(button.at[0]), 2),
            round(float(button.at[1]), 2),
            button.label,
            tuple(mark.id for mark in button.marks if mark.id),
        )
        for button in mark_buttons(axes)
    )


def _small_png(figure: "Figure") -> bytes:
    """A figure as a PNG of few colours.

    Half the bytes of one for a notebook. Its bytes are packed in a fifth of the time that the
    closest packing takes, which would save 6 percent of them.
    """
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    figure.set_dpi(figure.dpi * SHARPNESS)
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    size = canvas.get_width_height(physical=True)
    picture = Image.frombuffer("RGBA", size, canvas.buffer_rgba()).convert("RGB")
    figure.stale = False  # it has been laid out; a second time would move its axes a little
    few = picture.quantize(COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    with io.BytesIO() as file:
        few.save(file, "PNG")
        return file.getvalue()
