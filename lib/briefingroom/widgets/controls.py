"""Controls, and the explorer that shows what an ordinary function answers to them.

Every explorer is thin. Its controls take their choices from the data, and what it shows is what the function of the same
subject (``show_...``) returns for the choices made, so that the notebook can show the same without a kernel, and tests
can walk every choice.
"""

from functools import wraps
from textwrap import shorten

from ..corpus.reading import ALL
from ..display import escape, panel, paragraph
from ..errors import BriefingRoomError
from .exhibit import Exhibit, WordsBelow

FIELD = {"width": "30em"}


LABEL_STYLE = {"description_width": "7em"}


WIDE_CONTROL = "min(61em, 100%)"  # of a control whose choices are sentences


def explorer(show, controls: dict, *, height: str = "30em", filters=()):
    """A widget that shows what `show` returns for the values of its controls.

    Whatever goes wrong, the place of the words says so in one sentence.

    Parameters
    ----------
    show : function of the controls' values, by name, that gives an `Exhibit`.
    controls : ipywidgets by the name of the parameter that each sets.
    height : of what is shown, so that the page never jumps.
    filters : ipywidgets that stand before the controls and only narrow their choices.
    """
    import ipywidgets as w

    picture = w.Image(
        format="png", layout=w.Layout(max_width="100%", flex="0 0 auto", align_self="flex-start")
    )
    words = w.HTML(layout=w.Layout(flex="0 0 auto"))
    frame = w.VBox([picture, words], layout=w.Layout(height=height, overflow="auto"))
    shown = {}

    def draw(change=None):
        values = {name: control.value for name, control in controls.items()}
        if values == shown:  # a control that sets another has drawn already
            return
        shown.clear()
        shown.update(values)
        try:
            exhibit = show(**values)
            html, png = exhibit.html(), exhibit.png()
            order = [words, picture] if exhibit.words_first else [picture, words]
        except Exception as error:  # a reader is told in words; a traceback helps nobody here
            html, png, order = (
                paragraph(f"This cannot be shown: {escape(str(error))}"),
                b"",
                [picture, words],
            )
        picture.layout.display = None if png else "none"
        picture.value, words.value = png, html
        if list(frame.children) != order:
            frame.children = order

    for control in controls.values():
        control.observe(draw, "value")
    draw()
    return panel(
        w.Box([*filters, *controls.values()], layout=w.Layout(flex_flow="row wrap")), frame
    )


def choice(name: str, options, value=None):
    """A dropdown with its label; options are values, or pairs of a text to show and a value."""
    import ipywidgets as w

    box = w.Dropdown(options=options, description=name, layout=w.Layout(**FIELD), style=LABEL_STYLE)
    if value is not None:
        box.value = value
    return box


def wide_choice(name: str, options, value=None):
    box = choice(name, options, value)
    box.layout.width = WIDE_CONTROL
    return box


def follows(control, others, options) -> None:
    """Give a control its options anew, as the values of the others ask, whenever one of these is set."""

    def renew(change):
        control.options = options(*(other.value for other in others))

    for other in others:
        other.observe(renew, "value")


def shortened(text: str, width: int) -> str:
    return shorten(text, width, placeholder=" …")


NONE = ""  # no word, sentence or question is chosen


ROLES = (ALL, "chair", "official", "journalist")


def answering(show):
    """What the function shows, and where it cannot answer, the one sentence that says why."""

    @wraps(show)
    def answer(*args, **kwargs) -> Exhibit:
        try:
            return show(*args, **kwargs)
        except BriefingRoomError as error:
            return Exhibit(about=WordsBelow((str(error),)))

    return answer


def typed_words(name: str, value: str, hint: str):
    """The one control that is not a closed choice; it answers to Enter, and when it is left."""
    import ipywidgets as w

    return w.Text(
        value=value,
        description=name,
        placeholder=hint,
        continuous_update=False,
        layout=w.Layout(**FIELD),
        style=LABEL_STYLE,
    )
