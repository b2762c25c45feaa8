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


def drawn_level(
    first: datetime.date,
    last: datetime.date,
    value: float,
    height: float,
) -> DrawnPlace:
    """The place of a line along time."""
    return DrawnPlace(first, last, value, value, height=height)


def drawn_upright(when: datetime.date, low: float, high: float, width: float) -> DrawnPlace:
    """The place of a line across time."""
    return DrawnPlace(when, when, low, high, width=width)


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

        span = self.right - self.left
        return (date2num(when) - self.left) / span * self.width

    def up(self, value: float) -> float:
        """How far above the lower edge a value stands."""
        span = self.top - self.bottom
        return (value - self.bottom) / span * self.height

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
        costs = [
            _cost(box, sheet, taken) + COST_OF_A_LATER_GAP * number
            for number, box in enumerate(boxes)
        ]
        cheapest = costs.index(min(costs))
        taken.append(boxes[cheapest])
        _write_label(ax, label, GAPS[cheapest])


def _sheet_of(ax: "Axes") -> ChartSheet:
    left, right = ax.get_xlim()
    bottom, top = ax.get_ylim()
    width = ax.bbox.width * POINTS_AN_INCH / ax.figure.dpi
    height = ax.bbox.height * POINTS_AN_INCH / ax.figure.dpi
    return ChartSheet(left, right, bottom, top, width * WIDER, height * LOWER)


def _possible_boxes(label: PointLabel, sheet: ChartSheet) -> list[Box]:
    """What the label would cover with each gap to its point."""
    x = sheet.across(label.when)
    y = sheet.up(label.value)
    return [label_box(label.text, x, y, gap) for gap in GAPS]


def label_box(text: str, x: float, y: float, gap: tuple[int, int]) -> Box:
    """What a text covers that has this gap to its point.

    >>> label_box("8,997", 100, 50, gap=(7, 0))
    Box(left=107.0, bottom=45.5, right=131.5, top=54.5)
    """
    right, up = gap
    half_width = LETTER_WIDTH * len(text) / 2
    half_height = LETTER_HEIGHT / 2
    x = x + right + sign(right) * half_width
    y = y + up + sign(up) * (half_height + 1)
    return Box(
        left=x - half_width,
        bottom=y - half_height,
        right=x + half_width,
        top=y + half_height,
    )


def _cost(box: Box, sheet: ChartSheet, taken: Sequence[Box]) -> float:
    """How bad a place is: what it covers, and what is cut off."""
    covered = sum(overlap(box, other) for other in taken)
    return covered + COST_OF_LEAVING * sheet.beyond(box)


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
    left = max(one.left, other.left)
    right = min(one.right, other.right)
    bottom = max(one.bottom, other.bottom)
    top = min(one.top, other.top)
    return max(0, right - left) * max(0, top - bottom)
