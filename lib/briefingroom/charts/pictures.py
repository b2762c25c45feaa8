"""A chart as a picture in a page: sharp, small, and described for those who cannot see it.

JupyterLab hands no description to its pictures, whatever an output says; so a picture shows itself
as HTML with an ``alt``, and only so. JupyterLab, Notebook, VS Code, nbconvert to HTML and the pages
made with it read the HTML first, and a PNG beside it would be drawn and stored for nobody. A PDF is
made from the HTML too (``nbconvert --to webpdf``, or printing).
"""

import base64
import io
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from .describing import chart_description
from .picture_marks import marks_attribute

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox
    from PIL import Image

SHARPNESS = 2  # pixels of the picture for one of the page
COLOURS = 256  # that a picture keeps; of fewer, a small dot in a large chart takes another one


def png_of(figure: "Figure", sharpness: int = 1) -> bytes:
    """A figure as PNG, with so many pixels for one of its own in either direction."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    usual = figure.dpi
    figure.set_dpi(usual * sharpness)
    try:
        canvas = FigureCanvasAgg(figure)
        canvas.draw()  # this lays out and draws once, where savefig does it twice
        size = canvas.get_width_height(physical=True)
        picture = Image.frombuffer("RGBA", size, canvas.buffer_rgba())
    finally:
        figure.set_dpi(usual)
        figure.stale = False  # it has been laid out; a second time would move its axes a little
    return _in_few_colours(picture)


class WholePicture(NamedTuple):
    """A figure as PNG with room for everything, and what of its plane that is, in inches."""

    png: bytes
    box: "Bbox"


def whole_picture(figure: "Figure", sharpness: int = 1) -> WholePicture:
    """The same with room for everything, also for what is drawn beyond the edge of the figure."""
    from matplotlib import rcParams
    from PIL import Image

    with io.BytesIO() as file, _noticing_room(figure) as rooms:
        figure.savefig(file, format="png", dpi=figure.dpi * sharpness, bbox_inches="tight")
        png = _in_few_colours(Image.open(file).convert("RGBA"))
    figure.stale = False  # it has been laid out; a second time would move its axes a little
    return WholePicture(png, rooms[-1].padded(rcParams["savefig.pad_inches"]))


@contextmanager
def _noticing_room(figure: Any) -> Iterator[list["Bbox"]]:
    """The rooms that a figure was found to need meanwhile; to ask again would take as long."""
    rooms: list[Bbox] = []
    find_room = figure.get_tightbbox

    def find_and_keep(*words: Any, **named: Any) -> "Bbox":
        rooms.append(find_room(*words, **named))
        return rooms[-1]

    figure.get_tightbbox = find_and_keep
    try:
        yield rooms
    finally:
        del figure.get_tightbbox


def _in_few_colours(picture: "Image.Image") -> bytes:
    """A picture as a small PNG, on white where it is transparent."""
    from PIL import Image

    paper = Image.new("RGBA", picture.size, "white")
    on_paper = Image.alpha_composite(paper, picture).convert("RGB")
    few = on_paper.quantize(COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    with io.BytesIO() as file:
        few.save(file, "PNG", optimize=True)
        return file.getvalue()


def svg_of(figure: "Figure") -> str:
    """A figure as SVG, the same at any time."""
    import matplotlib

    with io.StringIO() as file, matplotlib.rc_context({"svg.hashsalt": "briefingroom"}):
        figure.savefig(file, format="svg", metadata={"Date": None})
        return file.getvalue()


def picture_tag(png: bytes, alt: str, width: int, marks: str = "") -> str:
    """A picture in HTML, with its description.

    Parameters
    ----------
    width : in pixels of the page.
    marks : the attribute that says what its marks lead to.
    """
    data = base64.b64encode(png).decode()
    style = "max-width:100%;height:auto;background:white"
    return (
        f'<img alt="{escape(alt)}" width="{width}" style="{style}"{marks} '
        f'src="data:image/png;base64,{data}">'
    )


def picture_html(figure: "Figure") -> str:
    """A figure in HTML, described by what its charts say."""
    description = " ".join(map(chart_description, figure.axes))
    png, box = whole_picture(figure, SHARPNESS)
    marks = marks_attribute(figure, box)
    return picture_tag(png, description, _width_of(png) // SHARPNESS, marks)


def _width_of(png: bytes) -> int:
    """The width of a PNG, in its own pixels."""
    from PIL import Image

    with io.BytesIO(png) as file:
        return Image.open(file).width


def show_with_descriptions() -> None:
    """Let every figure of a notebook show itself with its description, drawn once.

    Outside a notebook, nothing happens.
    """
    from matplotlib import get_backend
    from matplotlib.figure import Figure

    shell = running_shell()
    if shell is None or "inline" not in get_backend():
        return
    import matplotlib_inline.backend_inline  # noqa: F401 sets its own way of showing, once

    formatters = shell.display_formatter.formatters
    formatters["text/html"].for_type(Figure, picture_html)
    formatters["image/png"].pop(Figure, None)


def running_shell() -> Any:
    """The notebook or console in which this runs, if it does; IPython is not loaded for it."""
    import sys

    ipython = sys.modules.get("IPython")
    return ipython.get_ipython() if ipython else None
