"""The marks of a lesson's pictures as links: over the picture, and in a list below it.

Over the picture lie those that a finger can tell apart; where most cannot be, there is the list
alone. On a narrow screen, where the picture is small, there is the list alone too.
"""

import re
from collections.abc import Sequence
from html import escape, unescape
from typing import NamedTuple

from ..charts.picture_marks import MARKS_ATTRIBUTE, MOST_IDS, PictureMark, marks_in_attribute
from ..display import counted
from .addresses import address_of

MARKED_PICTURE = re.compile(
    rf"<img\b(?P<before>[^>]*?) {MARKS_ATTRIBUTE}='(?P<marks>[^']*)'(?P<after>[^>]*)>"
)
WIDTH_IN_TAG = re.compile(r'\bwidth="(?P<pixels>\d+)"')
LEAST_SIDE = 24  # pixels of the page, the least side of what is touched
COLUMN = 600  # pixels of the page, the least width of a picture with links over it
OVER_PICTURE = "over"  # the class of the links there, which the list below says again


class SizeOnPage(NamedTuple):
    """The width and height of a picture in pixels of the page."""

    width: float
    height: float


def with_linked_marks(html: str, height_for_width: dict[str, float]) -> str:
    """HTML in which the marks of each picture are links.

    Parameters
    ----------
    html : of an output; its pictures lie in files.
    height_for_width : of each picture, by its address.
    """
    return MARKED_PICTURE.sub(lambda match: _linked_picture(match, height_for_width), html)


def _linked_picture(match: re.Match, height_for_width: dict[str, float]) -> str:
    picture = f"<img{match['before']}{match['after']}>"
    marks = marks_in_attribute(unescape(match["marks"]))
    width = WIDTH_IN_TAG.search(picture)
    source = re.search(r'src="([^"]*)"', picture)
    name = source[1] if source else ""
    over: list[int] = []
    if width and name in height_for_width:
        shown = min(int(width["pixels"]), COLUMN)
        over = told_apart(marks, SizeOnPage(shown, shown * height_for_width[name]))
    anchor = re.sub(r"\W+", "-", name.rpartition("/")[2])
    links = "".join(_link_over(marks[place], f"{anchor}-{place}") for place in over)
    return f'<div class="marked">{picture}{links}</div>{_list_of_marks(marks, anchor)}'


def told_apart(marks: Sequence[PictureMark], size: SizeOnPage) -> list[int]:
    """The places in their list of marks that can be touched one by one; none if most cannot.

    >>> near = [PictureMark(x, 50, ("r354",), "") for x in (10, 11, 30, 60)]
    >>> told_apart(near, SizeOnPage(800, 400)), told_apart(near, SizeOnPage(50, 20))
    ([0, 2, 3], [])
    """
    chosen: list[int] = []
    for place, mark in enumerate(marks):
        if all(_is_apart(mark, marks[other], size) for other in chosen):
            chosen.append(place)
    return chosen if 2 * len(chosen) > len(marks) else []


def _is_apart(one: PictureMark, other: PictureMark, size: SizeOnPage) -> bool:
    across = abs(one.x - other.x) / 100 * size.width
    down = abs(one.y - other.y) / 100 * size.height
    return max(across, down) >= LEAST_SIDE


def _link_over(mark: PictureMark, anchor: str) -> str:
    """To the page of what the mark stands for; where that is several, to its line of the list."""
    target = f"../{address_of(mark.ids[0])}" if len(mark.ids) == 1 else f"#{anchor}"
    words = escape(mark.words)
    return (
        f'<a class="{OVER_PICTURE}" style="left:{mark.x}%;top:{mark.y}%" href="{target}" '
        f'title="{words}"><span>{words}</span></a>'
    )


def _list_of_marks(marks: Sequence[PictureMark], anchor: str) -> str:
    items = "".join(_item_of_list(mark, f"{anchor}-{n}") for n, mark in enumerate(marks))
    summary = f"In this picture: {counted(len(marks), 'mark')}, each with its page"
    return f'<details class="marks"><summary>{summary}</summary><ul>{items}</ul></details>'


def _item_of_list(mark: PictureMark, anchor: str) -> str:
    if len(mark.ids) == 1:
        return f"<li>{_link_to_page(mark.ids[0], mark.words)}</li>"
    links = ", ".join(_link_to_page(id, id) for id in mark.ids)
    more = ", …" if len(mark.ids) == MOST_IDS else ""
    return f'<li id="{anchor}">{escape(mark.words)}: {links}{more}</li>'


def _link_to_page(id: str, words: str) -> str:
    return f'<a href="../{address_of(id)}">{escape(words)}</a>'
