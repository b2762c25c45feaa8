"""Who asks, on what, and who answers."""

from typing import TYPE_CHECKING

from ..charts.questions import plot_questions
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..errors import BriefingRoomError
from ..pages.where import where
from ..text.questions import OUTLET_KINDS, questions_on
from .controls import NONE, NOTHING, Option, dependent_list, dropdown
from .exhibit import Exhibit, answering
from .explorer import explorer

if TYPE_CHECKING:
    import ipywidgets
    from matplotlib.axes import Axes

LINES_IN_WORDS = (
    "Each line leads from the kind of outlet that asks, by way of the subject, "
    "to the official who answers."
)


@answering
def show_questions(briefing: str = ALL, theme: str = ALL, exchange: str = NONE) -> Exhibit:
    """Who asks, on what, and who answers; below, one question with its answer.

    Parameters
    ----------
    briefing : id of a briefing, or ``"all"``.
    theme : id of a theme, or ``"all"``.
    exchange : id of the exchange to read; the first of those shown if none is given.

    Returns an Exhibit. Where there is no such question, a sentence says so.

    >>> show_questions(theme="rare_earths").about.id
    '2021-03-01.q06'
    """
    ids = list(questions_on(briefing, theme).exchange)
    chosen = exchange if exchange in ids else ids[0]

    def plot(strong: str) -> "Axes":
        return plot_questions(briefing=briefing, theme=theme, exchange=strong, faint=True)

    return Exhibit(
        plot=plot,
        chosen=chosen,
        about=where(chosen),
        describe=lambda _: LINES_IN_WORDS,
        pointer=f"The strong one is {chosen}, read below.",
    )


def questions_map(
    briefing: str = ALL, theme: str = ALL, exchange: str | None = None
) -> "ipywidgets.VBox":
    """A widget to look through the questions.

    Choose a briefing or a subject, see who asks and who answers, and read one of the questions.

    Parameters
    ----------
    briefing, theme, exchange : what it opens with, as in `show_questions`.

    Raises
    ------
    UnknownName : when there is no such briefing, theme or exchange.
    """
    which = dropdown("Briefing", [ALL, *read_table("briefings").briefing], briefing)
    subject = dropdown("Subject", _theme_options(), theme)
    question = dependent_list("Question", _question_options, [which, subject], exchange)
    controls = {"briefing": which, "theme": subject, "exchange": question}
    return explorer(show_questions, controls, marks_set="exchange")


def _theme_options() -> list[Option]:
    """The subjects on which somebody asks."""
    names = read_table("themes").set_index("theme").name
    asked = set(read_table("exchanges").theme)
    subjects = [Option(name, theme) for theme, name in names.items() if theme in asked]
    return [Option(ALL, ALL), *subjects]


def _question_options(briefing: str, theme: str) -> list[Option]:
    try:
        table = questions_on(briefing, theme)
    except BriefingRoomError:
        return [NOTHING]
    options = []
    for row in table.itertuples():
        outlet = row.outlet or OUTLET_KINDS[""]
        label = f"{row.exchange}: {outlet} on “{row.subject}”, {row.answered_by}"
        options.append(Option(label, row.exchange))
    return options
