"""What an explorer shows: a chart and the words that belong to it."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import TYPE_CHECKING, Any, NamedTuple, ParamSpec

from ..charts.describing import chart_description, chart_title
from ..charts.picture_marks import marks_attribute
from ..charts.pictures import SHARPNESS, picture_tag, png_of, svg_of
from ..corpus.active import of_same_collection
from ..display import Answer, Block, Embedded, Note, as_text
from ..errors import BriefingRoomError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Asked = ParamSpec("Asked")  # the parameters of a function that shows something

TWIN = "The same view for readers without a kernel"


class Picture(NamedTuple):
    """A chart that has been drawn: its PNG, its width in the page, and what it shows in words."""

    png: bytes
    width: int
    description: str


@dataclass
class Exhibit:
    """A chart and the words that belong to it; either may be missing.

    It is drawn when somebody looks at it, of the collection that was asked when it was made.

    Attributes
    ----------
    plot : draws the chart, with the thing of a given id set off in it, and gives the Axes.
    chosen : id of the thing that is set off, and that the words are about.
    about : anything that shows as HTML, such as an `Answer` or the place of a claim.
    in_brief : what stands for it in the static view, where it is long.
    describe : gives the sentence that stands under the chart.
    pointer : what that sentence goes on to say of the thing that is set off.
    words_first : whether the words stand above the chart.
    ahead : what stands above what is shown about it.
    """

    plot: "Callable[[str], Axes] | None" = None
    chosen: str = ""
    about: Any = None
    in_brief: Any = None
    describe: "Callable[[Axes], str]" = chart_title
    pointer: str = ""
    words_first: bool = False
    ahead: tuple[Block, ...] = ()

    def __post_init__(self) -> None:
        self.plot = of_same_collection(self.plot) if self.plot else None
        self.describe = of_same_collection(self.describe)

    @cached_property
    def axes(self) -> "Axes | None":
        """The chart, drawn when it is first asked for."""
        return self.plot(self.chosen) if self.plot else None

    @cached_property
    def caption(self) -> str:
        """One or two sentences that say what the chart shows; empty without a chart."""
        if self.axes is None:
            return ""
        return " ".join(filter(None, [self.describe(self.axes), self.pointer]))

    @property
    def words(self) -> Answer:
        """The caption and what is said about the chart."""
        return self._words_about(self.about)

    def _words_about(self, about: Any) -> Answer:
        caption = (Note(self.caption),) if self.caption else ()
        return Answer((*caption, *self._blocks_about(about)))

    @property
    def page_blocks(self) -> tuple[Block, ...]:
        """What is said about the chart, without its caption."""
        return self._blocks_about(self.about)

    def _blocks_about(self, about: Any) -> tuple[Block, ...]:
        shown = (Embedded(about),) if about is not None else ()
        return (*self.ahead, *shown)

    @cached_property
    def picture(self) -> Picture | None:
        """The chart as a picture; its figure is closed."""
        return drawn_picture(self.axes) if self.axes is not None else None

    def html(self) -> str:
        """The words as HTML, as the static view has them."""
        return self._words_about(self.in_brief or self.about)._repr_html_()

    def svg(self) -> str:
        """The chart as SVG, with nothing set off; empty without a chart."""
        import matplotlib.pyplot as plt

        if self.plot is None:
            return ""
        figure: Any = self.plot("").figure
        plt.close(figure)
        return svg_of(figure)

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """The static view: it stands open, and a live panel above it folds it away."""
        caption = self.caption  # before the figure is closed
        parts = [self.html()] if caption or self.about is not None else []
        bundle: dict[str, Any] = {"text/plain": as_text(self.words.blocks())}
        if self.picture is not None:
            png, width, description = self.picture
            figure: Any = self.axes.figure if self.axes is not None else None
            marks = marks_attribute(figure) if figure else ""
            parts.insert(1 if self.words_first else 0, picture_tag(png, description, width, marks))
        bundle["text/html"] = static_view("".join(parts))
        return bundle


def drawn_picture(axes: "Axes") -> Picture:
    """A chart as a picture; its figure is closed."""
    import matplotlib.pyplot as plt

    figure: Any = axes.figure
    picture = Picture(
        png=png_of(figure, SHARPNESS),
        width=round(figure.bbox.width),
        description=chart_description(axes),
    )
    plt.close(figure)
    return picture


def static_view(html: str) -> str:
    """HTML that a live panel folds away."""
    return f'<details class="br-static" open><summary>{TWIN}</summary>{html}</details>'


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
