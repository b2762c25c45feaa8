"""What is known of a claim besides its words."""

import math
from collections.abc import Iterator
from itertools import chain
from typing import Any

from ..display import Fact, amount, with_bound
from .tables import rows_by, table_by_id

HOW_NOT_PRINTED = {  # by origin, of an independent figure that nobody printed
    "computed": "computed from figures of",
    "read off a chart": "read off a chart of",
}


def facts_of_claim(id: str) -> Iterator[Fact]:
    """How a claim was read, then its series, its references and its discrepancies, if any.

    >>> dict(facts_of_claim("2023-03-01.c012"))["Reading"]
    'exact 15.5 percent for 2022; share; China'
    """
    claim = table_by_id("claims").loc[id]
    yield Fact("Sentence", claim.sentence)
    yield Fact("Measure", claim.measure)
    yield Fact("Reading", _reading_of_claim(claim))
    if claim.indicator:
        yield from _series_facts(claim.indicator)
    yield from _reference_facts(id)
    yield from _discrepancy_facts(id)


def _reading_of_claim(claim: Any) -> str:
    """The figure as it was read, what it counts, for when, against what, and where."""
    words = f"{claim.bound} {amount(claim.value, claim.unit)}"
    if claim.counted:
        words += f" (counted: {claim.counted})"
    if claim.period:
        words += f" for {claim.period}"
    if claim.baseline:
        base = "the year before" if claim.baseline == "yoy" else claim.baseline
        words += f", against {base}"
    return f"{words}; {claim.kind}; {claim.region}"


def _series_facts(id: str) -> Iterator[Fact]:
    indicator = table_by_id("indicators").loc[id]
    count = len(rows_by("claims", "indicator")[id])
    statements = "statements" if count > 1 else "statement"
    yield Fact("Series", f"{id}: {indicator['name']}, {count} {statements}")
    yield Fact("Caution", indicator.caution)


def _reference_facts(id: str) -> Iterator[Fact]:
    for row in rows_by("references", "claim").get(id, []):
        figure = with_bound(amount(row.value, row.unit), row.bound)
        words = f"{figure}, {source_of_figure(row.publisher, row.origin)}"
        if not math.isnan(row.difference_percent):
            words += f"; the claim is {row.difference_percent:+.1f} %"
        yield Fact("Reference", words)


def source_of_figure(publisher: str, origin: str) -> str:
    """Who printed an independent figure, or from whose figures or chart it was taken.

    Parameters
    ----------
    publisher, origin : as in `references`.

    >>> source_of_figure("World Bank", "published"), source_of_figure("World Bank", "computed")
    ('World Bank', 'computed from figures of World Bank')
    """
    how = HOW_NOT_PRINTED.get(origin, "")
    return f"{how} {publisher}".strip()


def _discrepancy_facts(id: str) -> Iterator[Fact]:
    for row in chain(*rows_by("discrepancies", "discrepancy").values()):
        if id in row.claims.split("; "):
            likely = "No explanation is given."
            if row.likely:
                likely = f"Likely: {row.likely} ({row.confidence} confidence)"
            yield Fact("Discrepancy", f"{row.what} {likely}")
