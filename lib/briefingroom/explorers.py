"""Widgets: a question, closed choices, and what an ordinary function answers to them.

Every explorer is thin. Its controls take their choices from the data, and what it shows is what the function of the same
subject (``show_...``) returns for the choices made, so that the notebook can show the same without a kernel, and tests
can walk every choice.
"""

import io
from dataclasses import dataclass
from typing import Any

from .display import panel
from .tables import _kept

FIELD = {"width": "30em"}
LABEL = {"description_width": "7em"}


@dataclass
class Exhibit:
    """A chart and the words that belong to it; either may be missing.

    Attributes
    ----------
    axes : matplotlib Axes. about : anything that shows as HTML, such as a table or the place of a claim.
    """

    axes: Any = None
    about: Any = None

    def png(self) -> bytes:
        """The chart as PNG; its figure is closed."""
        import matplotlib.pyplot as plt

        if self.axes is None:
            return b""
        with io.BytesIO() as file:
            self.axes.figure.savefig(file, format="png")
            plt.close(self.axes.figure)
            return file.getvalue()

    def html(self) -> str:
        """The words as HTML."""
        return "" if self.about is None else self.about._repr_html_()

    def _ipython_display_(self) -> None:
        from IPython.display import HTML, Image, display

        if self.axes is not None:
            display(Image(self.png()))
        if self.about is not None:
            display(self.about)


def explorer(show, controls: dict, *, height: str = "30em"):
    """A widget that shows what `show` returns for the values of its controls.

    Parameters
    ----------
    show : function of the controls' values, by name, that gives an `Exhibit`.
    controls : ipywidgets by the name of the parameter that each sets.
    height : of what is shown, so that the page never jumps.
    """
    import ipywidgets as w

    picture, words = w.Image(format="png"), w.HTML()
    frame = w.VBox([picture, words], layout=w.Layout(height=height, overflow="auto"))

    def draw(change=None):
        exhibit = show(**{name: control.value for name, control in controls.items()})
        picture.value, words.value = exhibit.png(), exhibit.html()
        picture.layout.display = "" if exhibit.axes is not None else "none"

    for control in controls.values():
        control.observe(draw, "value")
    draw()
    return panel(w.Box(list(controls.values()), layout=w.Layout(flex_flow="row wrap")), frame)


def choice(name: str, options, value=None):
    """A dropdown with its label; options are values, or pairs of a text to show and a value."""
    import ipywidgets as w

    box = w.Dropdown(options=options, description=name, layout=w.Layout(**FIELD), style=LABEL)
    if value is not None:
        box.value = value
    return box


def show_series(indicator: str = "5g_base_stations", claim: str = ""):
    """An indicator over time, and the sentence behind one of its points.

    Parameters
    ----------
    indicator : id of an indicator. claim : id of one of its claims; the first if none is given.

    >>> show_series("little_giants").about.kind
    'claim'
    """
    from .claim_plots import plot_series
    from .places import where
    from .series import series

    ids = list(series(indicator).claim)
    return Exhibit(plot_series(indicator), where(claim if claim in ids else ids[0]))


def series_explorer(indicator: str = "5g_base_stations"):
    """A widget: choose an indicator, then one of its points, and read the sentence that said it."""
    from .series import series

    names = _kept("indicators")
    counts = _kept("claims").indicator.value_counts()
    listed = [(name, id) for name, id in zip(names.name, names.indicator) if counts.get(id, 0) > 0]
    which = choice("Indicator", sorted(listed), indicator)
    point = choice("Point", _points(series(indicator)))

    def another(change):
        point.options = _points(series(change.new))

    which.observe(another, "value")
    return explorer(show_series, {"indicator": which, "claim": point}, height="44em")


def _points(rows) -> list[tuple[str, str]]:
    return [(f"{row.period or 'no date'}: {row.bound} {row.quote} ({row.who}, {row.briefing})", row.claim) for row in rows.itertuples()]
