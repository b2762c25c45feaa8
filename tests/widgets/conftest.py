"""What the tests of the widgets share: a panel taken apart, and charts that are not drawn."""

from types import SimpleNamespace
from typing import Any, NamedTuple

import pytest

from briefingroom.charts.pictures import SHARPNESS, png_of
from briefingroom.citing.cite import cite
from briefingroom.display import as_html


class Panel(NamedTuple):
    """A widget: its controls by name, the frame below them, and what stands in it."""

    controls: dict[str, Any]
    frame: Any
    view: Any

    @property
    def words(self) -> str:
        return self.view.page["html"]

    @property
    def picture(self) -> bytes:
        return self.view.chart["png"]

    def click(self, id: str) -> None:
        """What the page does when a mark is clicked."""
        self.view.set_state({"chosen": id})


class NotDrawn:
    """Stands where axes would."""

    figure = SimpleNamespace(bbox=SimpleNamespace(size=(1, 1)), stale=False)

    def __init__(self):
        self.title = self  # what marks hang on

    def get_title(self, loc):
        return "a title" if loc == "left" else ""


@pytest.fixture(scope="session")
def not_drawn():
    return NotDrawn


@pytest.fixture(scope="session")
def opened():
    def take_apart(widget) -> Panel:
        row, frame, _ = widget.children
        controls = {control.description: control for control in row.children}
        return Panel(controls, frame, *frame.children)

    return take_apart


@pytest.fixture(scope="session")
def values():
    """A function that gives what a control offers."""

    def offered(control) -> list:
        return [option[1] if isinstance(option, tuple) else option for option in control.options]

    return offered


@pytest.fixture(scope="session")
def shown_by():
    """A function that gives what a panel shows of an exhibit: page, words of the chart, picture."""

    def told(exhibit) -> tuple[dict[str, str], str, bytes]:
        page = {
            "id": exhibit.chosen,
            "html": as_html(exhibit.page_blocks) if exhibit.page_blocks else "",
            "citation": str(cite(exhibit.chosen)) if exhibit.chosen else "",
        }
        if exhibit.plot is None:
            return page, "", b""
        axes = exhibit.plot("")
        return page, exhibit.describe(axes), png_of(axes.figure, SHARPNESS)

    return told


@pytest.fixture(scope="session")
def shows():
    """A function that gives what a panel shows, as `shown_by` gives it of an exhibit."""

    def found(panel) -> tuple[dict[str, str], str, bytes]:
        return panel.view.page, panel.view.chart["words"], panel.picture

    return found
