"""Who asks, on what, and who answers."""

from ..charts.questions import plot_questions
from ..corpus.places import where
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..errors import BriefingRoomError
from ..text.questions import OUTLET_KINDS, questions_on
from .controls import NONE, answering, choice, explorer, follows, wide_choice
from .exhibit import Exhibit


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
    caption = (
        "Each line leads from the kind of outlet that asks, by way of the subject, to the official who answers; "
        f"the strong one is {chosen}, read below."
    )
    return Exhibit(
        plot_questions(briefing=briefing, theme=theme, exchange=chosen), where(chosen), caption
    )


def questions_map(briefing: str = ALL):
    """A widget: choose a briefing or a subject, see who asks and who answers, and read one of the questions."""
    names = read_table("themes").set_index("theme").name
    subjects = [
        (names[theme], theme)
        for theme in names.index
        if theme in set(read_table("exchanges").theme)
    ]
    which = choice("Briefing", [ALL, *read_table("briefings").briefing], briefing)
    theme = choice("Subject", [(ALL, ALL), *subjects])
    question = wide_choice("Question", _question_choices(briefing, ALL))
    follows(question, [which, theme], _question_choices)
    return explorer(
        show_questions, {"briefing": which, "theme": theme, "exchange": question}, height="58em"
    )


def _question_choices(briefing: str, theme: str) -> list[tuple[str, str]]:
    try:
        table = questions_on(briefing, theme)
    except BriefingRoomError:
        return [("none", NONE)]
    rows = table.itertuples()
    return [
        (
            f"{row.exchange}: {row.outlet or OUTLET_KINDS['']} on “{row.subject}”, {row.answered_by}",
            row.exchange,
        )
        for row in rows
    ]
