"""The explorer: some controls, and below them what an ordinary function shows for their values."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from ..display import Paragraph, as_html
from .exhibit import Exhibit

if TYPE_CHECKING:
    import ipywidgets


def explorer(
    show: Callable[..., Exhibit],
    controls: "Mapping[str, ipywidgets.ValueWidget]",
    *,
    height: str = "30em",
    filters: "Sequence[ipywidgets.ValueWidget]" = (),
) -> "ipywidgets.VBox":
    """A widget that shows what `show` returns for the values of its controls.

    Whatever goes wrong, the place of the words says so in one sentence.

    Parameters
    ----------
    show : function of the controls' values, by name, that gives an `Exhibit`.
    controls : ipywidgets by the name of the parameter that each sets.
    height : of what is shown, so that the page never jumps.
    filters : ipywidgets that stand before the controls and only narrow their choices.
    """
    screen = _Screen(height)
    shown: dict[str, Any] = {}

    def draw(change: Any = None) -> None:
        values = {name: control.value for name, control in controls.items()}
        if values == shown:  # a control that sets another has drawn already
            return
        shown.clear()
        shown.update(values)
        screen.put(_view_of(show, values))

    for control in controls.values():
        control.observe(draw, "value")
    draw()
    return panel(row_of_controls([*filters, *controls.values()]), screen.frame)


def row_of_controls(controls: "Sequence[ipywidgets.Widget]") -> "ipywidgets.Box":
    """Controls side by side, in as many rows as they need."""
    import ipywidgets

    return ipywidgets.Box(controls, layout=ipywidgets.Layout(flex_flow="row wrap"))


def panel(*rows: "ipywidgets.Widget") -> "ipywidgets.VBox":
    """A widget of rows, one below the other, which says in words what it is without a kernel."""
    import ipywidgets

    class Panel(ipywidgets.VBox):
        def __repr__(self) -> str:
            return (
                "An interactive panel. Run the notebook to use it; "
                "the same view, without the controls, stands below."
            )

    return Panel(list(rows))


class _View(NamedTuple):
    """What a screen shows: HTML, a picture or nothing, and whether the HTML stands above it."""

    html: str
    png: bytes
    words_first: bool


def _view_of(show: Callable[..., Exhibit], values: dict[str, Any]) -> _View:
    try:
        exhibit = show(**values)
        return _View(exhibit.html(), exhibit.png(), exhibit.words_first)
    except Exception as error:  # a reader is told in words; a traceback helps nobody here
        sentence = Paragraph(f"This cannot be shown: {error}")
        return _View(as_html([sentence]), b"", words_first=False)


class _Screen:
    """A frame of fixed height with a picture and words in it."""

    def __init__(self, height: str) -> None:
        import ipywidgets

        layout = ipywidgets.Layout
        self.picture = ipywidgets.Image(
            format="png",
            layout=layout(max_width="100%", flex="0 0 auto", align_self="flex-start"),
        )
        self.words = ipywidgets.HTML(layout=layout(flex="0 0 auto"))
        self.frame = ipywidgets.VBox(
            [self.picture, self.words], layout=layout(height=height, overflow="auto")
        )

    def put(self, view: _View) -> None:
        self.picture.layout.display = None if view.png else "none"
        self.picture.value = view.png
        self.words.value = view.html
        order = [self.picture, self.words]
        if view.words_first:
            order.reverse()
        if list(self.frame.children) != order:
            self.frame.children = order
