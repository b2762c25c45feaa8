"""Questions of journalists, to stand on the page of a theme or an outlet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..corpus.tables import read_table
from ..corpus.voices import voices_by_turn
from ..display import Block, shortened
from ..ids import ids_listed
from ..text.questions import NO_SUBJECT
from .layout import page_section
from .statements import WORDS_SHOWN


@dataclass(frozen=True)
class Question:
    """A question that was asked.

    Attributes
    ----------
    id : of the exchange.
    briefing, theme : when it was asked, and on what.
    who : the outlet.
    text : of the question.
    answered_by : the speakers who answer.
    """

    id: str
    briefing: str
    theme: str
    who: str
    text: str
    answered_by: tuple[str, ...]


class QuestionLine(NamedTuple):
    """A question as one line; the fields are the columns of the page."""

    briefing: str
    outlet: str
    theme: str
    question: str
    id: str


def questions_where(column: str, value: str) -> tuple[Question, ...]:
    """The questions whose exchange has a value in a column.

    >>> [question.id for question in questions_where("outlet", "Asahi Shimbun")]
    ['2021-03-01.q06']
    """
    exchanges = read_table("exchanges")
    texts = read_table("turns").set_index("turn").text
    chosen = exchanges[exchanges[column] == value]
    return tuple(
        Question(
            id=row.exchange,
            briefing=row.briefing,
            theme=row.theme,
            who=voices_by_turn()[row.question],
            text=texts[row.question],
            answered_by=tuple(ids_listed(row.answered_by)),
        )
        for row in chosen.itertuples()
    )


def question_section(questions: Sequence[Question]) -> tuple[Block, ...]:
    """Questions as a list, one line each."""
    lines = [
        QuestionLine(
            briefing=each.briefing,
            outlet=each.who,
            theme=each.theme or NO_SUBJECT,
            question=shortened(each.text, WORDS_SHOWN),
            id=each.id,
        )
        for each in questions
    ]
    sentence = "{id}  {outlet} ({theme}): {question}"
    return page_section("Questions", lines, sentence, "br.exchanges()")
