"""Sentences and figures as they are quoted, to stand beside each other."""

from ..corpus.claim_facts import source_of_figure
from ..corpus.headings import voice_of
from ..corpus.tables import read_table
from ..display import (
    Attribution,
    Block,
    Note,
    OnPage,
    Origin,
    Paragraph,
    Span,
    Together,
    amount,
    with_bound,
)
from ..ids import parse_id


def quoted_figure(id: str) -> Block:
    """A claim or an independent figure with who gives it and where."""
    if parse_id(id).kind == "reference":
        return _quoted_reference(id)
    return _quoted_claim(id)


def quoted_sentence(id: str, words: str) -> Block:
    """A sentence with some of its words marked, who says it and when."""
    text = read_table("sentences").set_index("sentence").text[id]
    start = text.find(words)
    marks = (Span(start, start + len(words)),) if start >= 0 else ()
    return Together(
        (
            Attribution(_who_and_when(id), id),
            Paragraph(text, marks),
            OnPage(Origin(id)),
        )
    )


def _quoted_claim(id: str) -> Block:
    claim = read_table("claims").set_index("claim").loc[id]
    text = read_table("sentences").set_index("sentence").text[claim.sentence]
    quote = Span(int(claim.start), int(claim.end))
    return Together(
        (
            Attribution(_who_and_when(claim.sentence), id),
            Paragraph(text, (quote,)),
            OnPage(Origin(id, claim.measure)),
        )
    )


def _quoted_reference(id: str) -> Block:
    row = read_table("references").set_index("reference").loc[id]
    figure = f"{with_bound(amount(row.value, row.unit), row.bound)} for {row.period}"
    return Together(
        (
            Attribution(f"{id}: {source_of_figure(row.publisher, row.origin)}"),
            Paragraph(f"{figure}. {row.document}"),
            OnPage(Note(row.url)),
        )
    )


def _who_and_when(sentence: str) -> str:
    place = parse_id(sentence)
    turn = read_table("turns").set_index("turn").loc[place.turn]
    return f"{voice_of(turn)}, {place.briefing}"
