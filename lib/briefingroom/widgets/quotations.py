"""Sentences and figures as they are quoted, to stand beside each other."""

from ..corpus.claim_facts import source_of_figure
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
from ..pages.statements import Statement, said_by_whom, stated_words, statement


def quoted_figure(id: str) -> Block:
    """A claim or an independent figure with who gives it and where."""
    if parse_id(id).kind == "reference":
        return _quoted_reference(id)
    return _quoted_claim(id)


def quoted_sentence(id: str, words: str) -> Block:
    """A sentence with some of its words marked, who says it and when."""
    return _quotation(stated_words(id, words))


def _quoted_claim(id: str) -> Block:
    measures = read_table("claims").set_index("claim").measure
    return _quotation(statement(id), measures[id])


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


def _quotation(said: Statement, measure: str = "") -> Block:
    start = len(said.before)
    quote = Span(start, start + len(said.words))
    return Together(
        (
            said_by_whom(said),
            Paragraph(said.before + said.words + said.after, (quote,)),
            OnPage(Origin(said.id, measure)),
        )
    )
