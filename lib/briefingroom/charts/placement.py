"""Labels beside their points, where they cover least."""

import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from .style import SMALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# How far a label may stand from its point, to the right and up, in points of type; best first.
GAPS = [
    (0, 7),
    (0, -7),
    (7, 0),
    (-7, 0),
    (6, 6),
    (-6, 6),
    (6, -6),
    (-6, -6),
    (0, 17),
    (0, -17),
    (16, 12),
    (-16, 12),
]

LETTER_WIDTH, LETTER_HEIGHT = 4.9, 9  # points of type
POINTS_AN_INCH = 72
# The layout, which is not known before the chart is drawn, makes the axes wider and lower by this.
WIDER, LOWER = 1.1, 0.78

# Covering costs 1 for each square point.
COST_OF_LEAVING = 20  # for each point beyond the edge of the chart
COST_OF_A_LATER_GAP = 0.5

HORIZONTAL = {1: "left", -1: "right", 0: "center"}  # by the side on which the label stands
VERTICAL = {1: "bottom", -1: "top", 0: "center"}


class PointLabel(NamedTuple):
    """Words to write beside a point."""

    when: datetime.date
    value: float
    text: str
    colour: str


class DrawnPlace(NamedTuple):
    """A point, or a stroke along or across time: its ends on the axes, its thickness in points."""

    first: datetime.date
    last: datetime.date
    low: float
    high: float
    width: float = 0
    height: float = 0

    @property
    def middle(self) -> float:
        """The value that it stands at."""
        return (self.low + self.high) / 2


def drawn_point(when: datetime.date, value: float, size: float) -> DrawnPlace:
    """The place of a marker."""
    return DrawnPlace(when, when, value, value, width=size, height=size)


class Box(NamedTuple):
    """A rectangle on the chart, in points from its lower left corner."""

    left: float
    bottom: float
    right: float
    top: float


class ChartSheet(NamedTuple):
    """The area of the axes: what its edges stand for, and its size in points."""

    left: float
    right: float
    bottom: float
    top: float
    width: float
    height: float

    def across(self, when: datetime.date) -> float:
        """How far from the left edge a time stands."""
        from matplotlib.dates import date2num

        return (date2num(when) - self.left) / (self.right - self.left) * self.width

    def up(self, value: float) -> float:
        """How far above the lower edge a value stands."""
        return (value - self.bottom) / (self.top - self.bottom) * self.height

    def box_of(self, place: DrawnPlace) -> Box:
        """What a point or a stroke covers."""
        return Box(
            self.across(place.first) - place.width / 2,
            self.up(place.low) - place.height / 2,
            self.across(place.last) + place.width / 2,
            self.up(place.high) + place.height / 2,
        )

    def beyond(self, box: Box) -> float:
        """How far a box reaches beyond the edges, all sides together."""
        return (
            max(0, -box.left)
            + max(0, box.right - self.width)
            + max(0, -box.bottom)
            + max(0, box.top - self.height)
        )


def write_labels(ax: "Axes", labels: Sequence[PointLabel], drawn: Sequence[DrawnPlace]) -> None:
    """Write each label near its point, where it covers least of what is drawn or written before."""
    sheet = _sheet_of(ax)
    taken = [sheet.box_of(place) for place in drawn]
    for label in labels:
        boxes = _possible_boxes(label, sheet)
        costs = [_cost(box, number, taken, sheet.beyond(box)) for number, box in enumerate(boxes)]
        cheapest = costs.index(min(costs))
        taken.append(boxes[cheapest])
        _write_label(ax, label, GAPS[cheapest])


def _sheet_of(ax: "Axes") -> ChartSheet:
    width, height = ax.bbox.size * POINTS_AN_INCH / ax.figure.dpi
    return ChartSheet(*ax.get_xlim(), *ax.get_ylim(), width * WIDER, height * LOWER)


def _possible_boxes(label: PointLabel, sheet: ChartSheet) -> list[Box]:
    """What the label would cover with each gap to its point."""
    x, y = sheet.across(label.when), sheet.up(label.value)
    return [label_box(label.text, x + right, y + up, sign(right), sign(up)) for right, up in GAPS]


def label_box(text: str, x: float, y: float, right: int, up: int) -> Box:
    """What a text covers that ends at a place: to its right (1), to its left (-1) or about it (0).

    >>> label_box("8,997", 100, 50, right=1, up=0)
    Box(left=100.0, bottom=45.5, right=124.5, top=54.5)
    """
    width, height = LETTER_WIDTH * len(text), LETTER_HEIGHT
    x += right * width / 2
    y += up * (height / 2 + 1)
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _cost(box: Box, number: int, taken: Sequence[Box], beyond: float) -> float:
    """How bad a place is: what it covers, what is cut off, and how late in the list it comes."""
    covered = sum(overlap(box, other) for other in taken)
    return covered + COST_OF_LEAVING * beyond + COST_OF_A_LATER_GAP * number


def _write_label(ax: "Axes", label: PointLabel, gap: tuple[int, int]) -> None:
    right, up = gap
    ax.annotate(
        label.text,
        (label.when, label.value),
        xytext=gap,
        textcoords="offset points",
        ha=HORIZONTAL[sign(right)],
        va=VERTICAL[sign(up)],
        size=SMALL,
        color=label.colour,
    )


def sign(number: float) -> int:
    """1 for what is over zero, -1 for what is under it, else 0.

    >>> sign(7), sign(-6), sign(0)
    (1, -1, 0)
    """
    if number == 0:
        return 0
    return 1 if number > 0 else -1


def overlap(one: Box, other: Box) -> float:
    """The area that two boxes have in common.

    >>> overlap(Box(0, 0, 2, 2), Box(1, 1, 5, 5))
    1
    """
    width = min(one.right, other.right) - max(one.left, other.left)
    height = min(one.top, other.top) - max(one.bottom, other.bottom)
    return max(0, width) * max(0, height)
