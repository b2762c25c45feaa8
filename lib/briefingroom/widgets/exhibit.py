"""What an explorer shows: a chart and the words that belong to it."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, ParamSpec

from ..display import Answer, Block, Embedded, Note
from ..errors import BriefingRoomError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Asked = ParamSpec("Asked")  # the parameters of a function that shows something


@dataclass
class Exhibit:
    """A chart and the words that belong to it; either may be missing.

    Attributes
    ----------
    axes : matplotlib Axes.
    about : anything that shows as HTML, such as an `Answer` or the place of a claim.
    caption : one sentence that says what the chart shows, for those who cannot see it.
    words_first : whether the words stand above the chart.
    """

    axes: "Axes | None" = None
    about: Any = None
    caption: str = ""
    words_first: bool = False

    @property
    def description(self) -> str:
        """What the chart shows: its caption, or its title."""
        if self.caption or self.axes is None:
            return self.caption
        return chart_title(self.axes)

    @property
    def words(self) -> Answer:
        """The caption and what is said about the chart."""
        parts: list[Block] = []
        if self.caption:
            parts.append(Note(self.caption))
        if self.about is not None:
            parts.append(Embedded(self.about))
        return Answer(tuple(parts))

    def png(self) -> bytes:
        """The chart as PNG; its figure is closed."""
        import matplotlib.pyplot as plt
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        if self.axes is None:
            return b""
        figure: Any = self.axes.figure
        with io.BytesIO() as file:
            # This lays out and draws once, where savefig does it twice.
            FigureCanvasAgg(figure).print_png(file)
            plt.close(figure)
            return file.getvalue()

    def html(self) -> str:
        """The words as HTML."""
        return self.words._repr_html_()

    def _ipython_display_(self) -> None:
        from IPython.display import Image, display

        shown: list[Any] = []
        if self.axes is not None:
            shown.append(Image(self.png(), alt=self.description))
        if self.words.parts:
            place = 0 if self.words_first else len(shown)
            shown.insert(place, self.words)
        for each in shown:
            display(each)


def chart_title(axes: "Axes") -> str:
    """The title of a chart in one line, whether it stands on the left or in the middle."""
    titles = [axes.get_title(loc=side) for side in ("left", "center")]
    return " ".join(" ".join(titles).split())


def sentence_alone(text: str) -> Exhibit:
    """An exhibit without a chart that says one thing."""
    return Exhibit(about=Answer((Note(text),), spaced=True))


def answering(show: Callable[Asked, Exhibit]) -> Callable[Asked, Exhibit]:
    """What the function shows, and where it cannot answer, the one sentence that says why."""

    @wraps(show)
    def answer(*args: Asked.args, **kwargs: Asked.kwargs) -> Exhibit:
        try:
            return show(*args, **kwargs)
        except BriefingRoomError as error:
            return sentence_alone(str(error))

    return answer
