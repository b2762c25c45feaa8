"""What an explorer shows: a chart and the words that belong to it."""

import io
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..display import MUTED, escape, paragraph


@dataclass
class Exhibit:
    """A chart and the words that belong to it; either may be missing.

    Attributes
    ----------
    axes : matplotlib Axes. about : anything that shows as HTML, such as a table or the place of a claim.
    caption : one sentence that says what the chart shows, for those who cannot see it.
    words_first : whether the words stand above the chart.
    """

    axes: Any = None
    about: Any = None
    caption: str = ""
    words_first: bool = False

    @property
    def description(self) -> str:
        """What the chart shows: its caption, or its title."""
        titles = (
            []
            if self.axes is None
            else [self.axes.get_title(loc=side) for side in ("left", "center")]
        )
        return self.caption or " ".join(" ".join(titles).split())

    def png(self) -> bytes:
        """The chart as PNG; its figure is closed."""
        import matplotlib.pyplot as plt
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        if self.axes is None:
            return b""
        with io.BytesIO() as file:
            FigureCanvasAgg(self.axes.figure).print_png(
                file
            )  # lays out and draws once, where savefig does it twice
            plt.close(self.axes.figure)
            return file.getvalue()

    def html(self) -> str:
        """The words as HTML."""
        caption = paragraph(escape(self.caption), MUTED) if self.caption else ""
        return caption + ("" if self.about is None else self.about._repr_html_())

    def _ipython_display_(self) -> None:
        from IPython.display import Image, display

        shown = [] if self.axes is None else [Image(self.png(), alt=self.description)]
        words = [self] if self.caption or self.about is not None else []
        for part in words + shown if self.words_first else shown + words:
            display(_Words(self) if part is self else part)


class _Words:
    """The words of an exhibit without its chart."""

    def __init__(self, exhibit: Exhibit):
        self.exhibit = exhibit

    def __repr__(self) -> str:
        about = self.exhibit.about
        return "\n\n".join(
            [self.exhibit.caption] * bool(self.exhibit.caption) + [str(about)] * (about is not None)
        )

    def _repr_html_(self) -> str:
        return self.exhibit.html()


@dataclass(frozen=True)
class Reading:
    """Words to read, as text and as HTML that is already escaped."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


@dataclass(frozen=True)
class WordsBelow:
    """What stands below a chart: text (escaped here), tables, and anything that shows as HTML, one below the other."""

    parts: tuple[Any, ...]

    def __repr__(self) -> str:
        return "\n\n".join(str(part) for part in self.parts)

    def _repr_html_(self) -> str:
        return f'<div style="line-height:1.45">{"".join(_part_html(part) for part in self.parts)}</div>'


def _part_html(part) -> str:
    if isinstance(part, str):
        return paragraph(escape(part), MUTED)
    return (
        _table_html(part) if type(part) is pd.DataFrame else part._repr_html_()
    )  # a concordance shows itself


def _table_html(counts: pd.DataFrame) -> str:
    """A table as HTML, with space between its columns where no style sheet gives any."""
    space = "text-align:left;padding:0.15em 1.2em 0.15em 0;line-height:1.3"
    rows = [("th", counts.columns), *(("td", row) for row in counts.itertuples(index=False))]
    html = [
        "".join(f'<{tag} style="{space}">{escape(str(cell))}</{tag}>' for cell in row)
        for tag, row in rows
    ]
    return f"<table><tr>{'</tr><tr>'.join(html)}</tr></table>"
