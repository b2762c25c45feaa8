"""The marks of a picture in a page, written into its tag: where each lies, and what it leads to.

A page without a kernel, such as the website, makes links of them. Only marks that stand for
something with an id are written, and their words only where the id alone does not say them.
"""

import json
from collections.abc import Iterator
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from .mark_words import is_known, words_of
from .marks import DrawnMark, drawn_marks, in_percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

MARKS_ATTRIBUTE = "data-marks"
MOST_IDS = 60  # of a thing that stands for many; its words say how many there are
DIGITS_OF_PLACE = 1  # of a percent of the picture: less than a pixel of the page


class PictureMark(NamedTuple):
    """A mark of a picture.

    Attributes
    ----------
    x, y : its middle, in percent of the picture from the left and the top.
    ids : what it stands for; several for one thing drawn, such as a bar.
    words : what it says.
    """

    x: float
    y: float
    ids: tuple[str, ...]
    words: str


def marks_attribute(figure: "Figure", box: "Bbox | None" = None) -> str:
    """The attribute for the tag of a figure's picture; empty where no mark leads anywhere.

    Parameters
    ----------
    figure : which has been drawn.
    box : what the picture shows of it, in inches; the whole figure if it is not given.
    """
    found = [mark for ax in figure.axes for mark in _marks_of_axes(ax, box)]
    if not found:
        return ""
    text = json.dumps(list(map(_short, found)), ensure_ascii=False, separators=(",", ":"))
    return f" {MARKS_ATTRIBUTE}='{escape(text, quote=False).replace(chr(39), '&#x27;')}'"


def marks_in_attribute(text: str) -> list[PictureMark]:
    """The marks that an attribute names, whose value is unescaped.

    >>> marks_in_attribute('[[12.5,40.0,"r354"],[50.0,60.0,"g01 g02","2 promises"]]')[1]
    PictureMark(x=50.0, y=60.0, ids=('g01', 'g02'), words='2 promises')
    """
    marks = []
    for x, y, ids, *words in json.loads(text):
        first = ids.split()[0]
        marks.append(PictureMark(x, y, tuple(ids.split()), words[0] if words else words_of(first)))
    return marks


def _short(mark: PictureMark) -> list[Any]:
    """A mark as it is written; without words where those of its id are the same."""
    said = [] if mark.words == words_of(mark.ids[0]) else [mark.words]
    return [mark.x, mark.y, " ".join(mark.ids), *said]


def _marks_of_axes(ax: "Axes", box: "Bbox | None") -> Iterator[PictureMark]:
    drawn = [mark for mark in drawn_marks(ax) if is_known(mark.id)]
    places = in_percent(ax, [mark.at for mark in drawn])
    if box is not None:
        places = [_within(box, place, ax.figure) for place in places]
    for (group, (x, y)), marks in groupby(zip(drawn, places, strict=True), _thing_and_place):
        together = [mark for mark, _ in marks]
        parts = [together] if group else [[mark] for mark in together]
        for part in parts:
            ids = list(dict.fromkeys(mark.id for mark in part))[:MOST_IDS]
            yield PictureMark(x, y, tuple(ids), group or part[0].words)


def _thing_and_place(entry: tuple[DrawnMark, tuple[float, float]]) -> Any:
    mark, (x, y) = entry
    return mark.group, (round(x, DIGITS_OF_PLACE), round(y, DIGITS_OF_PLACE))


def _within(box: "Bbox", place: tuple[float, float], figure: Any) -> tuple[float, float]:
    """A place in percent of a figure as one in percent of a part of it."""
    width, height = figure.get_size_inches()
    right, up = place[0] / 100 * width, (1 - place[1] / 100) * height
    return 100 * (right - box.x0) / box.width, 100 * (box.y1 - up) / box.height
