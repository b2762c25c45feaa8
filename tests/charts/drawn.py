"""What the charts of claims have drawn, as the tests read it."""

from matplotlib.colors import to_hex
from matplotlib.dates import date2num, num2date


def written(ax):
    return [text.get_text() for text in ax.texts]


def points(ax, markers="o^vD"):
    """(day, value, marker, colour) of each point but the rings."""
    found = [
        line
        for line in ax.lines
        if line.get_marker() in tuple(markers) and line.get_markersize() < 10
    ]
    return [
        (day(line), line.get_ydata()[0], line.get_marker(), to_hex(line.get_color()))
        for line in found
    ]


def day(line):
    return num2date(date2num(line.get_xdata()[0])).date().isoformat()


def title(ax):
    return " ".join(ax.get_title(loc="left").split())
