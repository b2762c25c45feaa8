"""Who asks, on what, and who answers."""

from typing import TYPE_CHECKING

from ..charts.questions import plot_questions
from ..corpus.names import must_be
from ..corpus.places import place_of
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..errors import BriefingRoomError
from ..text.questions import KINDS_BY_NAME, OUTLET_KINDS, questions_on
from .controls import NONE, NOTHING, Option, dependent_list, dropdown
from .exhibit import Exhibit, answering
from .explorer import explorer

if TYPE_CHECKING:
    import ipywidgets
    from matplotlib.axes import Axes

ONE_LINE, ALL_LINES = "one", "all"
LINES = (
    Option("the question read is strong", ONE_LINE),
    Option("all are strong", ALL_LINES),
)
LINES_IN_WORDS = (
    "Each line leads from the kind of outlet that asks, by way of the subject, "
    "to the official who answers."
)


@answering
def show_questions(
    briefing: str = ALL,
    theme: str = ALL,
    exchange: str = NONE,
    lines: str = ONE_LINE,
    outlets: str = ALL,
) -> Exhibit:
    """Who asks, on what, and who answers; below, one question with its answer.

    Parameters
    ----------
    briefing : id of a briefing, or ``"all"``.
    theme : id of a theme, or ``"all"``.
    exchange : id of the exchange to read; the first of those shown if none is given.
    lines : ``"one"`` draws the line of that exchange strongly and the others faintly, ``"all"``
        all of them strongly.
    outlets : a kind of outlet, such as ``"overseas"`` or ``"not known"``, or ``"all"``.

    Returns an Exhibit. Where there is no such question, a sentence says so.

    >>> show_questions(theme="rare_earths").about.id
    '2021-03-01.q06'
    """
    ids = list(questions_on(briefing, theme, outlets).exchange)
    chosen = exchange if exchange in ids else ids[0]
    must_be(lines, [ONE_LINE, ALL_LINES], f"Lines cannot be {lines!r}")
    is_faint = lines == ONE_LINE

    def plot(strong: str) -> "Axes":
        exchange = strong if is_faint else ""
        return plot_questions(
            briefing=briefing, theme=theme, outlets=outlets, exchange=exchange, faint=is_faint
        )

    page = place_of(chosen)
    return Exhibit(
        plot=plot,
        chosen=chosen,
        about=page,
        in_brief=page.in_brief(),
        describe=lambda _: LINES_IN_WORDS,
        pointer=f"The strong one is {chosen}, read below." if is_faint else "",
    )


def questions_map(
    briefing: str = ALL,
    theme: str = ALL,
    exchange: str | None = None,
    lines: str = ONE_LINE,
    outlets: str = ALL,
) -> "ipywidgets.VBox":
    """A widget to look through the questions.

    Choose a briefing, a subject or a kind of outlet, see who asks and who answers, and read one of
    the questions.

    Parameters
    ----------
    briefing, theme, exchange, lines, outlets : what it opens with, as in `show_questions`.

    Raises
    ------
    UnknownName : when there is no such briefing, theme, exchange or kind of outlet, or other lines
        are asked for.
    """
    which = dropdown("Briefing", [ALL, *read_table("briefings").briefing], briefing)
    subject = dropdown("Subject", _theme_options(), theme)
    kind = dropdown("Outlets", _outlet_options(), outlets)
    others = [which, subject, kind]
    question = dependent_list("Question", _question_options, others, exchange)
    shown = dropdown("Lines", LINES, lines)
    controls = {
        "briefing": which,
        "theme": subject,
        "outlets": kind,
        "lines": shown,
        "exchange": question,
    }
    return explorer(show_questions, controls, marks_set="exchange", is_tall=True)


def _theme_options() -> list[Option]:
    """The subjects on which somebody asks."""
    names = read_table("themes").set_index("theme").name
    asked = set(read_table("exchanges").theme)
    subjects = [Option(name, theme) for theme, name in names.items() if theme in asked]
    return [Option(ALL, ALL), *subjects]


def _outlet_options() -> list[Option]:
    """The kinds of outlet that ask."""
    asking = set(questions_on().kind)
    kinds = [Option(name, kind) for kind, name in KINDS_BY_NAME.items() if name in asking]
    return [Option(ALL, ALL), *kinds]


def _question_options(briefing: str, theme: str, outlets: str) -> list[Option]:
    try:
        table = questions_on(briefing, theme, outlets)
    except BriefingRoomError:
        return [NOTHING]
    options = []
    for row in table.itertuples():
        outlet = row.outlet or OUTLET_KINDS[""]
        label = f"{row.exchange}: {outlet} on “{row.subject}”, {row.answered_by}"
        options.append(Option(label, row.exchange))
    return options
