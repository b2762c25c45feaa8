"""The buttons over a picture: one for each mark, or for marks that cannot be told apart."""

from collections.abc import Iterable
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, NamedTuple

from ..charts.mark_words import said_by
from ..charts.marks import DrawnMark, drawn_marks, in_percent
from ..display import counted

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Percent = tuple[float, float]
SAME_PLACE = 0.35  # percent of the picture: nearer marks are one button
MOST_ITEMS = 60  # of a button that stands for many


class MarkButton(NamedTuple):
    """A button over a picture.

    Attributes
    ----------
    at : the place of its middle, in percent of the picture from the left and the top.
    marks : what it opens.
    path : the line that is drawn strongly when it is chosen, in percent.
    """

    at: Percent
    marks: list[DrawnMark]
    path: list[Percent]

    @property
    def label(self) -> str:
        """Its name for those who cannot see it."""
        names = list(dict.fromkeys(mark.group or mark.words for mark in self.marks))
        if len(names) == 1:
            return names[0]
        return f"{counted(len(self.marks), 'mark')}: {'; '.join(names)}"

    def as_data(self) -> dict[str, Any]:
        """What the page is told of it."""
        x, y = self.at
        shown = self.marks[:MOST_ITEMS]
        return {
            "x": x,
            "y": y,
            "label": self.label,
            "items": [
                {"id": mark.id, "words": mark.words, "said": said_by(mark.id)} for mark in shown
            ],
            "more": len(self.marks) - len(shown),
            "path": self.path,
        }


def mark_buttons(ax: "Axes") -> list[MarkButton]:
    """The buttons of a chart that has been drawn, in the order in which they are to be read."""
    drawn = drawn_marks(ax)
    corners = [corner for mark in drawn for corner in mark.path]
    # All in one go: a figure that is not drawn yet is laid out anew each time.
    places = in_percent(ax, [*(mark.at for mark in drawn), *corners])
    places, of_paths = places[: len(drawn)], iter(places[len(drawn) :])
    paths = {id(mark): list(islice(of_paths, len(mark.path))) for mark in drawn}
    buttons = []
    for _, alike in groupby(_with_thing(drawn, places), key=lambda entry: entry[0]):
        members = [(mark, place) for _, mark, place in alike]
        first, place = members[0]
        buttons.append(MarkButton(place, [mark for mark, _ in members], paths[id(first)]))
    return buttons


def _with_thing(
    drawn: Iterable[DrawnMark], places: Iterable[Percent]
) -> list[tuple[int, DrawnMark, Percent]]:
    """Each mark with the number of the thing drawn that it belongs to, sorted by that.

    Things that lie on one another are one, whatever they are part of: a pointer reaches one only.
    """
    things = _ThingsDrawn()
    found = [
        (things.number_of(place), mark, place) for mark, place in zip(drawn, places, strict=True)
    ]
    return sorted(found, key=lambda entry: entry[0])


class _ThingsDrawn:
    """The things met so far: their numbers and places, by square of the picture.

    A square is as wide as the distance at which two marks are one thing, so that what is near lies
    in the same square or in one beside it.
    """

    def __init__(self) -> None:
        self._number = 0
        self._in_square: dict[tuple[int, int], list[tuple[int, Percent]]] = {}

    def number_of(self, place: Percent) -> int:
        """The number of the first thing at a place, or that of a new one."""
        x, y = place
        column, row = int(x // SAME_PLACE), int(y // SAME_PLACE)
        around = [
            known
            for across in (column - 1, column, column + 1)
            for down in (row - 1, row, row + 1)
            for known in self._in_square.get((across, down), [])
        ]
        near = [number for number, known in around if _is_near(known, place)]
        if near:
            return min(near)
        self._in_square.setdefault((column, row), []).append((self._number, place))
        self._number += 1
        return self._number - 1


def _is_near(one: Percent, other: Percent) -> bool:
    return abs(one[0] - other[0]) < SAME_PLACE and abs(one[1] - other[1]) < SAME_PLACE
