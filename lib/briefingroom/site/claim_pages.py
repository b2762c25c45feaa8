"""The page of a claim: a figure in its sentence, how it was read, and what is held against it."""

import math
from collections.abc import Iterator
from typing import Any

from ..charts.wording import amount_in_words, bound_words
from ..corpus.claim_facts import source_of_figure
from ..corpus.claim_parts import parts_of_claim
from ..corpus.places import Place
from ..display import Fact, with_bound
from .markup import OwnPage
from .records import fields_of_row
from .related import discrepancies_of, row_with, rows_where
from .sections import PageSection, section_of_facts, section_of_rows
from .transcript_pages import section_of_origin, section_of_surroundings


def title_of_claim(id: str) -> str:
    """A claim as a title: its figure as said, then what it measures.

    >>> title_of_claim("2023-03-01.c012")
    '15.5%: share of high-tech manufacturing in value added of industries above designated size'
    """
    claim = row_with("claims", "claim", id)
    figure = f"{bound_words(claim)}{claim.quote}"
    return f"{figure[:1].upper()}{figure[1:]}: {claim.measure}"


def sections_of_claim(place: Place) -> Iterator[PageSection]:
    """What stands on the page of a claim, from its words to its place in the source."""
    claim = row_with("claims", "claim", place.id)
    page = OwnPage(place.id)
    yield section_of_surroundings(place)
    yield _reading_section(claim, page)
    yield from _series(claim, page)
    yield from _not_reconciled(claim, page)
    yield from _published(claim, page)
    yield from _beside(claim, page)
    yield section_of_origin(place)


def figure_record(id: str) -> dict[str, Any]:
    """A claim for programs: its row, and what must be known before it is used.

    >>> record = figure_record("2023-04-20.c111")
    >>> record["bound"], record["unit"], record["discrepancies"], record["references"]
    ('exact', 'DWT', ['d02'], ['r354'])
    """
    claim = row_with("claims", "claim", id)
    about = rows_where("indicators", "indicator", claim.indicator)
    return {
        **fields_of_row(claim),
        "caution": about[0].caution if about else "",
        "discrepancies": [row.discrepancy for row in discrepancies_of([id, claim.sentence])],
        "references": [row.reference for row in rows_where("references", "claim", id)],
    }


def _reading_section(claim: Any, page: OwnPage) -> PageSection:
    parts = [tuple(row) for row in parts_of_claim(claim.claim).itertuples(index=False)]
    names = ("question", "reading", "said in the sentence")
    table = section_of_rows("", names, parts, page)
    facts = section_of_facts("", list(_value_of(claim)), page)
    return PageSection(
        "How the figure was read",
        lambda: table.html() + facts.html(),
        lambda: f"{table.markdown()}\n\n{facts.markdown()}",
    )


def _value_of(claim: Any) -> Iterator[Fact]:
    figure = amount_in_words(claim.value, claim.unit)
    yield Fact("In base units", f"{bound_words(claim)}{figure}")
    yield Fact("Bound and rounding allow", _allowed(claim))
    yield Fact("Kind", claim.kind)
    yield Fact("Counted", claim.counted)
    yield Fact("Note", claim.note)


def _allowed(claim: Any) -> str:
    """The range of the figure in words; nothing where it is one value."""
    low, high = claim.value_low, claim.value_high
    if low == high:
        return ""
    parts = [
        f"{name} {amount_in_words(end, claim.unit)}"
        for name, end in (("from", low), ("to", high))
        if math.isfinite(end)
    ]
    if math.isfinite(low) and not math.isfinite(high):
        parts.append("upwards")
    return " ".join(parts)


def _series(claim: Any, page: OwnPage) -> Iterator[PageSection]:
    if not claim.indicator:
        return
    about = row_with("indicators", "indicator", claim.indicator)
    number = len(rows_where("claims", "indicator", claim.indicator))
    facts = [
        Fact("Indicator", f"{claim.indicator}: {about.name}"),
        Fact("Chinese", about.name_zh),
        Fact("Definition", about.definition),
        Fact("Caution", about.caution),
        Fact("Statements", f"{number}, all on the page of the indicator" if number > 1 else ""),
    ]
    yield section_of_facts("Its series", facts, page)._replace(with_chart=True)


def _not_reconciled(claim: Any, page: OwnPage) -> Iterator[PageSection]:
    rows = [
        (
            row.kind,
            row.what,
            row.likely or "No explanation is given.",
            row.confidence,
            row.discrepancy,
        )
        for row in discrepancies_of([claim.claim, claim.sentence])
    ]
    if rows:
        names = ("kind", "what", "likely", "confidence", "id")
        yield section_of_rows("What does not reconcile", names, rows, page)


def _published(claim: Any, page: OwnPage) -> Iterator[PageSection]:
    rows = [_published_row(row) for row in rows_where("references", "claim", claim.claim)]
    if rows:
        names = ("figure", "period", "published by", "the claim is", "id")
        yield section_of_rows("Published figures", names, rows, page)


def _published_row(row: Any) -> tuple[str, ...]:
    difference = row.difference_percent
    return (
        with_bound(amount_in_words(row.value, row.unit), row.bound),
        row.period,
        source_of_figure(row.publisher, row.origin),
        "" if math.isnan(difference) else f"{difference:+.1f} %",
        row.reference,
    )


def _beside(claim: Any, page: OwnPage) -> Iterator[PageSection]:
    """What else was read in the sentence: other figures, promises, means."""
    rows = [
        ("claim", row.quote, row.claim)
        for row in rows_where("claims", "sentence", claim.sentence)
        if row.claim != claim.claim
    ]
    rows += [
        (row.kind, row.statement, row.target)
        for row in rows_where("targets", "sentence", claim.sentence)
    ]
    rows += [
        ("means", row.quote, row.policy_measure)
        for row in rows_where("policy_measures", "sentence", claim.sentence)
    ]
    if rows:
        yield section_of_rows("Read in the same sentence", ("kind", "words", "id"), rows, page)
