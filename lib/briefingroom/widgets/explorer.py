"""The explorer: some controls, and below them what an ordinary function shows for their values."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..charts.describing import chart_title
from ..citing.cite import cite
from ..corpus.active import of_same_collection
from ..display import Answer, Block, Embedded, Paragraph, as_html
from ..errors import BriefingRoomError
from ..pages.where import where
from .controls import values_of
from .exhibit import Exhibit, drawn_picture
from .mark_buttons import mark_buttons

if TYPE_CHECKING:
    import ipywidgets

WITHOUT_A_KERNEL = (
    "An interactive panel. Run the notebook to use it; "
    "the same view, without the controls, stands below."
)
HEIGHT_OF_CHARTS = "44em"
HEIGHT_OF_TALL_CHARTS = "58em"
HEIGHT_OF_WORDS = "36em"
NO_PICTURE: dict[str, Any] = {
    "png": b"",
    "alt": "",
    "words": "",
    "name": "",
    "file": "",
    "marks": [],
    "rows": [],
}


def explorer(
    show: Callable[..., Exhibit],
    controls: "Mapping[str, ipywidgets.ValueWidget]",
    *,
    has_charts: bool = True,
    is_tall: bool = False,
    filters: "Sequence[ipywidgets.ValueWidget]" = (),
    marks_set: str = "",
    words_set: str = "",
) -> "ipywidgets.VBox":
    """A widget that shows what `show` returns for the values of its controls.

    Whatever goes wrong, the place of the words says so in one sentence.

    Parameters
    ----------
    show : function of the controls' values, by name, that gives an `Exhibit`.
    controls : ipywidgets by the name of the parameter that each sets.
    has_charts : whether `show` draws; what is shown has the height for it, whatever is chosen, so
        that the page never jumps.
    is_tall : whether the charts are large and have many small names: they get more of the room.
    filters : ipywidgets that stand before the controls and only narrow their choices.
    marks_set : the control that a click on a mark sets; empty where there is none. It only says
        what is set off in the picture, which is not drawn again for it.
    words_set : another control that changes only the words.
    """
    screen = _Screen(show, controls, marks_set, words_set)
    for control in controls.values():
        control.observe(of_same_collection(screen.draw), "value")
    frame = framed(screen.view, _height(has_charts, is_tall))
    if has_charts:
        frame.add_class("br-charted")
    if is_tall:
        frame.add_class("br-tall")
    return panel(row_of_controls([*filters, *controls.values()]), frame)


def _height(has_charts: bool, is_tall: bool) -> str:
    if is_tall:
        return HEIGHT_OF_TALL_CHARTS
    return HEIGHT_OF_CHARTS if has_charts else HEIGHT_OF_WORDS


def row_of_controls(controls: "Sequence[ipywidgets.Widget]") -> "ipywidgets.Box":
    """Controls side by side, in as many rows as they need."""
    import ipywidgets

    # A list that is open lies over what stands below.
    return ipywidgets.Box(
        controls, layout=ipywidgets.Layout(flex_flow="row wrap", overflow="visible")
    )


def framed(shown: "ipywidgets.Widget", height: str) -> "ipywidgets.Box":
    """What a panel shows, in a frame of a fixed height."""
    import ipywidgets

    return ipywidgets.Box([shown], layout=ipywidgets.Layout(height=height, overflow="auto"))


def panel(*rows: "ipywidgets.Widget", says: str = WITHOUT_A_KERNEL) -> "ipywidgets.VBox":
    """A widget of rows, one below the other, which says in words what it is without a kernel."""
    import ipywidgets

    from .in_page import KeyGuard

    class Panel(ipywidgets.VBox):
        def __repr__(self) -> str:
            return says

    whole = Panel([*rows, KeyGuard()], layout=ipywidgets.Layout(overflow="visible"))
    whole.add_class("br-panel")
    return whole


class _Screen:
    """The picture and the words that a panel shows, and what happens there."""

    def __init__(
        self,
        show: Callable[..., Exhibit],
        controls: "Mapping[str, ipywidgets.ValueWidget]",
        marks_set: str,
        words_set: str,
    ) -> None:
        from .in_page import ChartView

        self._show = show
        self._controls = controls
        self._marked = controls.get(marks_set)
        self._shown: dict[str, Any] = {}
        self._drawn: dict[str, Any] = {}
        self._exhibit = Exhibit()
        self._is_drawing = False
        self.view = ChartView()
        self.view.answer_with_svg(lambda: self._exhibit.svg())
        self.view.observe(of_same_collection(self._open_mark), "chosen")
        self._beside_picture = {marks_set, words_set}
        self.draw()

    def draw(self, change: Any = None) -> None:
        """Show what the controls say, and draw only what has not been drawn."""
        values = {name: control.value for name, control in self._controls.items()}
        if values == self._shown:  # a control that sets another has drawn already
            return
        self._shown = values
        beside = self._beside_picture
        pictured = {name: value for name, value in values.items() if name not in beside}
        self._is_drawing = True
        try:
            exhibit = self._show(**values)
            if pictured != self._drawn:
                chart = _chart_data(exhibit, _file_name(self._show, pictured))
            else:
                chart = self.view.chart
            self._put(exhibit, chart)
            self._drawn = pictured
        except Exception as error:  # a reader is told in words; a traceback helps nobody here
            self._drawn = {}
            sentence = Paragraph(f"This cannot be shown: {error}")
            self._put(Exhibit(about=Answer((sentence,))), NO_PICTURE)
        finally:
            self._is_drawing = False

    def _put(self, exhibit: Exhibit, chart: dict[str, Any]) -> None:
        self._exhibit = exhibit
        with self.view.hold_sync():
            self.view.chart = chart
            self.view.chosen = exhibit.chosen
            self.view.page = _page_data(exhibit.chosen, exhibit.page_blocks)

    def _open_mark(self, change: Any) -> None:
        """Show the page of the mark that was clicked."""
        if self._is_drawing or change.new == self.view.page.get("id"):
            return
        if self._marked is not None and change.new in values_of(self._marked):
            if self._marked.value != change.new:
                self._marked.value = change.new
            else:  # it was left for a mark that the control does not offer
                self._shown = {}
                self.draw()
            return
        self.view.page = _page_data(change.new, (Embedded(_page_about(change.new)),))


def _page_about(id: str) -> Any:
    try:
        return where(id)
    except BriefingRoomError as error:
        return Answer((Paragraph(str(error)),))


def _page_data(id: str, about: Sequence[Block]) -> dict[str, str]:
    """What the page is told of what is chosen."""
    html = as_html(about) if about else ""
    return {"id": id, "html": html, "citation": _citation_of(id)}


def _citation_of(id: str) -> str:
    """How something is cited; empty where nothing is chosen, and for what nobody knows."""
    try:
        return str(cite(id)) if id else ""
    except BriefingRoomError:
        return ""


def _chart_data(exhibit: Exhibit, file: str) -> dict[str, Any]:
    """What the page is told of a chart: nothing is set off in its picture, the page does that."""
    if exhibit.plot is None:
        return NO_PICTURE
    axes = exhibit.plot("")
    words = exhibit.describe(axes)
    picture = drawn_picture(axes)
    buttons = mark_buttons(axes)
    rows = [{"id": mark.id, "words": mark.words} for each in buttons for mark in each.marks]
    return {
        "png": picture.png,
        "alt": picture.description,
        "words": words,
        "name": chart_title(axes),
        "file": file,
        "marks": [button.as_data() for button in buttons],
        "rows": rows,
    }


def _file_name(show: Callable[..., Exhibit], values: Mapping[str, Any]) -> str:
    """What a picture or a table is called when it is saved."""
    subject = getattr(show, "__name__", "chart").removeprefix("show_")
    parts = [subject, *(str(value) for value in values.values() if value)]
    return re.sub(r"[^\w.-]+", "_", "_".join(parts))
