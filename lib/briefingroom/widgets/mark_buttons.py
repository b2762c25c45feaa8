"""The buttons over a picture: one for each mark, or for marks that cannot be told apart."""

from collections.abc import Iterable
from itertools import groupby
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
        first = self.marks[0]
        if first.group:
            return first.group
        if len(self.marks) == 1:
            return first.words
        words = "; ".join(mark.words for mark in self.marks)
        return f"{counted(len(self.marks), 'mark')}: {words}"

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
    places = in_percent(ax, [mark.at for mark in drawn])
    buttons = []
    for _, alike in groupby(_with_thing(drawn, places), key=lambda entry: entry[0]):
        members = [(mark, place) for _, mark, place in alike]
        first, place = members[0]
        path = in_percent(ax, first.path) if first.path else []
        buttons.append(MarkButton(place, [mark for mark, _ in members], path))
    return buttons


def _with_thing(
    drawn: Iterable[DrawnMark], places: Iterable[Percent]
) -> list[tuple[int, DrawnMark, Percent]]:
    """Each mark with the number of the thing drawn that it belongs to, sorted by that."""
    things: list[tuple[str, Percent]] = []
    found = []
    for mark, place in zip(drawn, places, strict=True):
        number = _thing_at(things, mark.group, place)
        if number == len(things):
            things.append((mark.group, place))
        found.append((number, mark, place))
    return sorted(found, key=lambda entry: entry[0])


def _thing_at(things: list[tuple[str, Percent]], group: str, place: Percent) -> int:
    """The number of the thing of a group at a place, or the next number."""
    for number, (known, (x, y)) in enumerate(things):
        near = abs(x - place[0]) < SAME_PLACE and abs(y - place[1]) < SAME_PLACE
        if known == group and near:
            return number
    return len(things)
