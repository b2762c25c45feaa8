"""What somebody said, to stand on the page of something else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from ..corpus.tables import table_by_id
from ..corpus.voices import who_says
from ..display import (
    Attribution,
    Block,
    Excerpt,
    Heading,
    OnPage,
    Origin,
    Speech,
    Together,
    shortened,
)
from ..ids import parse_id
from .layout import page_section

WORDS_SHOWN = 92  # characters, of a text that is one line of a list


@dataclass(frozen=True)
class Statement:
    """Words of a briefing with who said them.

    Attributes
    ----------
    id, kind : a claim or a sentence.
    sentence, briefing : where it stands.
    who : speaker or outlet.
    words : the quote of a claim, or the whole sentence.
    before, after : the rest of the sentence.
    """

    id: str
    kind: str
    sentence: str
    briefing: str
    who: str
    words: str
    before: str = ""
    after: str = ""


class StatementLine(NamedTuple):
    """A statement as one line; the fields are the columns of the page."""

    briefing: str
    who: str
    words: str
    id: str


def statement(id: str) -> Statement:
    """A claim or a sentence with who said it.

    >>> said = statement("2023-03-01.c012")
    >>> said.words, said.sentence
    ('15.5%', '2023-03-01.t02.p6.s2')
    """
    if parse_id(id).kind == "sentence":
        return stated_words(id, "")
    claim = table_by_id("claims").loc[id]
    text = _text_of_sentence(claim.sentence)
    return Statement(
        id=id,
        kind="claim",
        sentence=claim.sentence,
        briefing=claim.briefing,
        who=who_says(claim.sentence),
        words=claim.quote,
        before=text[: claim.start],
        after=text[claim.end :],
    )


def stated_words(sentence: str, words: str) -> Statement:
    """Some words of a sentence; all of it where none are given, or they are not in it."""
    text = _text_of_sentence(sentence)
    before, found, after = text.partition(words) if words else ("", "", "")
    return Statement(
        id=sentence,
        kind="sentence",
        sentence=sentence,
        briefing=parse_id(sentence).briefing,
        who=who_says(sentence),
        words=found or text,
        before=before if found else "",
        after=after if found else "",
    )


def statement_blocks(title: str, said: Iterable[Statement]) -> tuple[Block, ...]:
    """Statements below a heading; nothing where there is none."""
    quoted = tuple(_quoted(each) for each in said)
    return (Heading(title, level=4), *quoted) if quoted else ()


def statement_section(title: str, said: Sequence[Statement], all_rows: str) -> tuple[Block, ...]:
    """Statements as a list, one line each."""
    lines = [_line(each) for each in said]
    return page_section(title, lines, "{id}  {briefing}, {who}: {words}", all_rows)


def said_by_whom(said: Statement) -> Attribution:
    """Who says something and when, above the words."""
    return Attribution(f"{said.who}, {said.briefing}", said.id)


def _quoted(said: Statement) -> Block:
    is_whole = not said.before and not said.after
    words = Speech((said.words,)) if is_whole else Excerpt(said.before, said.words, said.after)
    return Together((said_by_whom(said), words, OnPage(Origin(said.id))))


def _line(said: Statement) -> StatementLine:
    return StatementLine(said.briefing, said.who, shortened(said.words, WORDS_SHOWN), said.id)


def _text_of_sentence(id: str) -> str:
    return table_by_id("sentences").text[id]
