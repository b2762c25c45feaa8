"""Labels beside their points, where they cover least."""

import datetime
import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from .frame import POINTS_AN_INCH, Offset
from .style import SMALL

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

# How far a label may stand from its point, to the right and up, in points of type; best first.
NEAR_GAPS = [
    (0, 7),
    (0, -7),
    (7, 0),
    (-7, 0),
    (6, 6),
    (-6, 6),
    (6, -6),
    (-6, -6),
]
FAR_GAPS = [  # from where a thin line leads to the point
    (right * distance, up * distance)
    for distance in (16, 24, 34, 46, 60)
    for right, up in ((0, 1), (0, -1), (1, 0.8), (-1, 0.8), (1, -0.8), (-1, -0.8), (1, 0), (-1, 0))
]
GAPS = NEAR_GAPS + FAR_GAPS

# Covering what is drawn costs 1 for each square point.
COST_OF_COVERING_WORDS = 12
COST_OF_LEAVING = 60  # for each point beyond the edge of the chart
COST_OF_A_LATER_GAP = 0.5
COST_OF_A_LINE = 15  # of one that leads from a label to its point
COST_OF_CROSSING = 4  # for each square point that such a line covers of anything
STEPS_OF_A_LINE = 12
CLEAR_OF_POINT = 8  # points; nearer to its point a line covers nothing else
HALO = 2.5  # points of white around the letters, over lines of the chart
AIR = 1.5  # points around a label in which nothing else is written

LEADING_LINE = {"arrowstyle": "-", "lw": 0.6, "shrinkA": 0, "shrinkB": 5}

HORIZONTAL = {1: "left", -1: "right", 0: "center"}  # by the side on which the label stands
VERTICAL = {1: "bottom", -1: "top", 0: "center"}


class TextSize(NamedTuple):
    """How wide and how high something written is, in points."""

    width: float
    height: float


Along = datetime.date | float  # where something stands on the axis that runs to the right


class PointLabel(NamedTuple):
    """Words to write beside a point."""

    when: Along
    value: float
    text: str
    colour: str


class DrawnPlace(NamedTuple):
    """A point, or a stroke along or across time: its ends on the axes, its thickness in points."""

    first: Along
    last: Along
    low: float
    high: float
    width: float = 0
    height: float = 0

    @property
    def middle(self) -> float:
        """The value that it stands at."""
        return (self.low + self.high) / 2


def drawn_point(when: Along, value: float, size: float) -> DrawnPlace:
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

    def across(self, when: Along) -> float:
        """How far from the left edge a time or a number stands."""
        from matplotlib.dates import date2num

        place = date2num(when) if isinstance(when, datetime.date) else when
        span = self.right - self.left
        return (place - self.left) / span * self.width

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
    """Write each label near its point, where it covers least of what is drawn or written before.

    Everything else stands already: the chart is laid out once, and the labels change it no more.
    """
    if not labels:
        return
    _lay_out(ax.get_figure(root=True))
    sheet = _sheet_of(ax)
    marks = [sheet.box_of(place) for place in drawn]
    words: list[Box] = []
    for label in labels:
        text = _write_label(ax, label)
        boxes = _possible_boxes(label, _size_of(text), sheet)
        costs = _costs(boxes, sheet, marks, words)
        near, far = costs[: len(NEAR_GAPS)], costs[len(NEAR_GAPS) :]
        if min(near) > min(far):  # else no line can make a far place the better one
            lines = _line_costs(label, sheet, marks + words)
            far = [cost + line for cost, line in zip(far, lines, strict=True)]
        costs = near + far
        cheapest = costs.index(min(costs))
        words.append(boxes[cheapest])
        _move_label(text, GAPS[cheapest])


def _lay_out(figure: Any) -> None:
    """Give everything its place; to draw it too would take twice as long."""
    engine = figure.get_layout_engine()
    if engine is None:
        figure.draw_without_rendering()
    else:
        engine.execute(figure)


def _sheet_of(ax: "Axes") -> ChartSheet:
    left, right = ax.get_xlim()
    bottom, top = ax.get_ylim()
    points_a_pixel = POINTS_AN_INCH / ax.figure.dpi
    width = ax.bbox.width * points_a_pixel
    height = ax.bbox.height * points_a_pixel
    return ChartSheet(left, right, bottom, top, width, height)


def _size_of(text: "Annotation") -> TextSize:
    """The width and the height of what is written, in points."""
    from matplotlib.text import Text

    figure: Any = text.get_figure(root=True)
    points_a_pixel = POINTS_AN_INCH / figure.dpi
    box = Text.get_window_extent(text)  # without the line that leads to its point
    return TextSize(box.width * points_a_pixel, box.height * points_a_pixel)


def _possible_boxes(label: PointLabel, size: TextSize, sheet: ChartSheet) -> list[Box]:
    """What the label would cover with each gap to its point."""
    x = sheet.across(label.when)
    y = sheet.up(label.value)
    return [label_box(size, x, y, gap) for gap in GAPS]


def label_box(size: TextSize, x: float, y: float, gap: Offset) -> Box:
    """What a text of that size covers that has this gap to its point.

    >>> label_box(TextSize(20, 10), 100, 50, gap=(7, 0))
    Box(left=107.0, bottom=45.0, right=127.0, top=55.0)
    """
    right, up = gap
    x = x + right + sign(right) * size.width / 2
    y = y + up + sign(up) * size.height / 2
    return Box(
        left=x - size.width / 2,
        bottom=y - size.height / 2,
        right=x + size.width / 2,
        top=y + size.height / 2,
    )


def _cost_of_gap(number: int) -> float:
    """How much worse a place is because it is a later one."""
    leads = number >= len(NEAR_GAPS)
    return COST_OF_A_LATER_GAP * number + COST_OF_A_LINE * leads


def _costs(
    boxes: Sequence[Box], sheet: ChartSheet, marks: Sequence[Box], words: Sequence[Box]
) -> list[float]:
    """How bad each place is: what it covers, what is cut off, and how far down the list it is."""
    airy = [Box(box.left - AIR, box.bottom - AIR, box.right + AIR, box.top + AIR) for box in boxes]
    covered = overlaps(airy, marks).tolist()
    written_over = overlaps(airy, words).tolist()
    costs = []
    for number, box in enumerate(boxes):
        cost = covered[number] + COST_OF_COVERING_WORDS * written_over[number]
        cost += COST_OF_LEAVING * sheet.beyond(box)
        costs.append(cost + _cost_of_gap(number))
    return costs


def _line_costs(label: PointLabel, sheet: ChartSheet, covered: Sequence[Box]) -> list[float]:
    """What the line to each far place costs that it would lead over."""
    x, y = sheet.across(label.when), sheet.up(label.value)
    costs = []
    for right, up in FAR_GAPS:
        parts = [step / STEPS_OF_A_LINE for step in range(1, STEPS_OF_A_LINE + 1)]
        places = [(right * part, up * part) for part in parts]
        boxes = [
            Box(x + across - 1, y + over - 1, x + across + 1, y + over + 1)
            for across, over in places
            if math.hypot(across, over) > CLEAR_OF_POINT
        ]
        costs.append(COST_OF_CROSSING * float(overlaps(boxes, covered).sum()))
    return costs


def _write_label(ax: "Axes", label: PointLabel) -> "Annotation":
    from matplotlib.patheffects import withStroke

    return ax.annotate(
        label.text,
        (label.when, label.value),
        xytext=GAPS[0],
        textcoords="offset points",
        size=SMALL,
        color=label.colour,
        parse_math=False,
        usetex=False,
        in_layout=False,
        zorder=4,
        arrowprops=LEADING_LINE | {"color": label.colour},
        path_effects=[withStroke(linewidth=HALO, foreground="white")],
    )


def _move_label(text: "Annotation", gap: Offset) -> None:
    """Put a label at its gap; a line leads to its point where that is not beside it."""
    right, up = gap
    text.set(ha=HORIZONTAL[sign(right)], va=VERTICAL[sign(up)])
    text.xyann = gap
    line: Any = text.arrow_patch
    line.set_visible(gap not in NEAR_GAPS)


def sign(number: float) -> int:
    """1 for what is over zero, -1 for what is under it, else 0.

    >>> sign(7), sign(-6), sign(0)
    (1, -1, 0)
    """
    if number == 0:
        return 0
    return 1 if number > 0 else -1


def overlaps(boxes: Sequence[Box], others: Sequence[Box]) -> np.ndarray:
    """The area that each box has in common with the others, all of them together.

    >>> overlaps([Box(0, 0, 2, 2)], [Box(1, 1, 5, 5), Box(0, 1, 1, 9), Box(7, 7, 8, 8)]).tolist()
    [2]
    """
    if not others:
        return np.zeros(len(boxes))
    left, bottom, right, top = np.array(boxes).T
    other_left, other_bottom, other_right, other_top = np.array(others).T[..., None]
    width = np.minimum(right, other_right) - np.maximum(left, other_left)
    height = np.minimum(top, other_top) - np.maximum(bottom, other_bottom)
    # Row by row, as one adds by hand: the sums are the same on every machine.
    return np.add.reduce(np.maximum(width, 0) * np.maximum(height, 0), axis=0)
