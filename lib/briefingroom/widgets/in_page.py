"""The parts of a widget that live in the page: what Python tells them and hears from them.

`in_page.js` beside this module is what they do there. Importing it loads anywidget, so nothing does
until a widget is made.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from .controls import Option, values_of

HERE = Path(__file__).parent
NOTHING_CHOSEN = -1


class InPage(anywidget.AnyWidget):
    """What all parts share: their code and their look."""

    _esm = HERE / "in_page.js"
    _css = HERE / "in_page.css"

    kind = traitlets.Unicode().tag(sync=True)


class KeyGuard(InPage):
    """Keeps the keys pressed in a panel from the notebook, and folds the static view below it."""

    kind = traitlets.Unicode("guard").tag(sync=True)


class ChartView(InPage):
    """A picture whose marks are buttons, and the page of the one that is chosen.

    Attributes
    ----------
    chart : png, alt, words, name, file, marks (the buttons) and rows (what the table shows).
    chosen : id of what is chosen; set on both sides.
    page : id, html and citation of what is chosen.
    """

    kind = traitlets.Unicode("chart").tag(sync=True)
    chart = traitlets.Dict().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    page = traitlets.Dict().tag(sync=True)

    def answer_with_svg(self, svg: Callable[[], str]) -> None:
        """Send the picture as SVG whenever the page asks for it."""

        def answer(_: Any, message: Any, buffers: Any) -> None:
            if message.get("wanted") == "svg":
                self.send({"svg": svg()})

        self.on_msg(answer)


class CodingDesk(InPage):
    """A sentence with its neighbours, and a button for each category.

    Attributes
    ----------
    question : what is asked of the sentence.
    categories : code, key and meaning of each button.
    state : what is shown now; `answered` is the number of the last press that was heard.
    """

    kind = traitlets.Unicode("coding").tag(sync=True)
    question = traitlets.Unicode().tag(sync=True)
    categories = traitlets.List(traitlets.Dict()).tag(sync=True)
    state = traitlets.Dict().tag(sync=True)

    def hear(self, answer: Callable[[dict[str, Any]], None]) -> None:
        """Call a function with whatever the page sends."""
        self.on_msg(lambda _, message, buffers: answer(message))


class SearchList(InPage):
    """A choice from a long list: what is typed narrows it down.

    Attributes
    ----------
    options : as of a dropdown: values that show as themselves, or `Option`.
    value : what is chosen.
    also : what else finds an option, by its value.
    """

    kind = traitlets.Unicode("list").tag(sync=True)
    description = traitlets.Unicode().tag(sync=True)
    labels = traitlets.List(traitlets.Unicode()).tag(sync=True)
    searched = traitlets.List(traitlets.Unicode()).tag(sync=True)
    index = traitlets.Int(NOTHING_CHOSEN).tag(sync=True)
    options = traitlets.Any(())
    value = traitlets.Any()

    def __init__(
        self,
        options: Sequence[Option | str],
        also: Callable[[Any], str] = str,
        **settings: Any,
    ) -> None:
        super().__init__(**settings)
        self._also = also
        self.options = options

    @traitlets.observe("options")
    def _renew(self, change: Any) -> None:
        """Show other options; what was chosen stays if it is among them."""
        choices = [as_option(option) for option in self.options]
        values = [choice.value for choice in choices]
        searched = [f"{choice.label} {self._also(choice.value)}".lower() for choice in choices]
        with self.hold_sync():
            self.labels = [choice.label for choice in choices]
            self.searched = searched
            kept = self.value if self.value in values else next(iter(values), None)
            self.value = kept
            self.index = values.index(kept) if values else NOTHING_CHOSEN

    @traitlets.validate("value")
    def _must_be_an_option(self, proposal: Any) -> Any:
        values = values_of(self)
        if values and proposal["value"] not in values:
            raise traitlets.TraitError("Invalid selection: value not found")
        return proposal["value"]

    @traitlets.observe("value")
    def _show_value(self, change: Any) -> None:
        values = values_of(self)
        if change.new in values:
            self.index = values.index(change.new)

    @traitlets.observe("index")
    def _take_choice(self, change: Any) -> None:
        if 0 <= change.new < len(self.options):
            self.value = as_option(self.options[change.new]).value


def as_option(option: Option | str) -> Option:
    """An option as a pair of its words and its value."""
    if isinstance(option, str):
        return Option(option, option)
    return Option(*option)
