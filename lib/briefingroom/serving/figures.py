"""A figure with all that must stand beside its value: bound, unit, period, id and caution."""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ..corpus.active import cached_by_collection
from ..corpus.claim_facts import source_of_figure
from ..corpus.tables import read_table
from ..ids import ids_listed, parse_id
from .quoting import Quotation, sentence_quoted

SAID_THERE = "said at a press conference"
NO_PERIOD = "not stated"
HOW_BOUND = {
    "exact": "The figure itself is given, rounded as it was written.",
    "over": "It is more than this value: a floor, not the figure.",
    "at_least": "It is at least this value: a floor, not the figure.",
    "under": "It is less than this value: a ceiling, not the figure.",
    "up_to": "It is up to this value: a ceiling, not the figure.",
    "about": "It is about this value: not exact.",
}
NO_SERIES = "It belongs to no series; ask `audit` with its id whether anything was held against it."
NO_STATEMENT = "No one said it at a press conference: it stands outside the transcripts."


@dataclass(frozen=True)
class ServedFigure:
    """A figure as a program gets it; none of the first six is ever left out.

    Attributes
    ----------
    id : of a claim, such as 2023-03-01.c012, or of a published figure, such as r354.
    value : in base units, as it was said: 24.54 trillion yuan is 24540000000000 CNY.
    bound : exact, over, at_least, under, up_to or about.
    unit : CNY, percent, count and so on.
    period : what the value is for, such as 2022, 2023-Q1, 2016/2019 or a day; or not stated.
    caution : what must be known before it is quoted or compared.
    low, high : the range that bound and rounding leave open; null where it has no end.
    counted : what is counted, where the unit is count.
    measure : what was measured, in words.
    kind : level, share, growth, change, cumulative, rank, price, target or other.
    baseline : what a growth is against; yoy is the year before.
    region : China, unless another is said.
    indicator : the series that it belongs to; empty where it belongs to none.
    source : that it was said at a press conference, or who published it and in what.
    quotation : the sentence that says it; null for a published figure.
    discrepancies : ids of what does not reconcile about it; ask `where` about each.
    """

    id: str
    value: float
    bound: str
    unit: str
    period: str
    caution: str
    low: float | None
    high: float | None
    counted: str
    measure: str
    kind: str
    baseline: str
    region: str
    indicator: str
    source: str
    quotation: Quotation | None
    discrepancies: list[str]


def served_figure(id: str) -> ServedFigure:
    """A claim or a published figure, with all that must stand beside its value.

    >>> figure = served_figure("2023-03-01.c012")
    >>> figure.value, figure.bound, figure.unit, figure.period
    (15.5, 'exact', 'percent', '2022')
    >>> served_figure("r354").source
    'Ministry of Industry and Information Technology of China: MIIT ship statistics Jan-Mar 2023 \
(Pakistan Point News, 20 Apr 2023)'
    """
    if parse_id(id).kind == "claim":
        return _said_figure(id, _rows_of_table_by_id("claims", "claim")[id])
    return _published_figure(id, _rows_of_table_by_id("references", "reference")[id])


def served_figures(ids: Iterable[str]) -> list[ServedFigure]:
    """Several of them, in order, each once."""
    return [served_figure(id) for id in dict.fromkeys(ids)]


def claims_in(sentences: Iterable[str]) -> list[str]:
    """The claims that stand in some sentences, in order.

    >>> claims_in(["2023-03-01.t02.p6.s2"])
    ['2023-03-01.c012', '2023-03-01.c013']
    """
    claims = read_table("claims")
    return list(claims.claim[claims.sentence.isin(set(sentences))])


@cached_by_collection
def _rows_of_table_by_id(table: str, column: str) -> dict[str, dict[str, Any]]:
    return {row[column]: row for row in read_table(table).to_dict("records")}


def _said_figure(id: str, claim: dict[str, Any]) -> ServedFigure:
    about = _discrepancies_naming(id)
    return ServedFigure(
        id=id,
        value=claim["value"],
        bound=claim["bound"],
        unit=claim["unit"],
        period=claim["period"] or NO_PERIOD,
        caution=" ".join(_cautions(claim["bound"], claim["indicator"], about)),
        low=_or_none(claim["value_low"]),
        high=_or_none(claim["value_high"]),
        counted=claim["counted"],
        measure=claim["measure"],
        kind=claim["kind"],
        baseline=claim["baseline"],
        region=claim["region"],
        indicator=claim["indicator"],
        source=SAID_THERE,
        quotation=sentence_quoted(claim["sentence"]),
        discrepancies=about,
    )


def _published_figure(id: str, reference: dict[str, Any]) -> ServedFigure:
    about = _discrepancies_naming(id)
    indicator = _rows_of_table_by_id("indicators", "indicator")[reference["indicator"]]
    publisher = source_of_figure(reference["publisher"], reference["origin"])
    cautions = _cautions(reference["bound"], reference["indicator"], about)
    return ServedFigure(
        id=id,
        value=reference["value"],
        bound=reference["bound"],
        unit=reference["unit"],
        period=reference["period"],
        caution=" ".join([*cautions, *_cautions_of_source(reference)]),
        low=None,
        high=None,
        counted="",
        measure=indicator["name"],
        kind="published figure",
        baseline="",
        region="",
        indicator=reference["indicator"],
        source=f"{publisher}: {reference['document']}",
        quotation=None,
        discrepancies=about,
    )


def _cautions(bound: str, indicator: str, about: list[str]) -> Iterator[str]:
    yield HOW_BOUND[bound]
    if indicator:
        yield _rows_of_table_by_id("indicators", "indicator")[indicator]["caution"]
    else:
        yield NO_SERIES
    for id in about:
        row = _rows_of_table_by_id("discrepancies", "discrepancy")[id]
        yield f"Discrepancy {id} ({row['confidence']} confidence): {row['what']}"


def _cautions_of_source(reference: dict[str, Any]) -> Iterator[str]:
    yield NO_STATEMENT
    yield f"How it was seen: {reference['basis']}; edition: {reference['edition']}."
    if reference["note"]:
        yield reference["note"]


def _discrepancies_naming(id: str) -> list[str]:
    """The discrepancies that name a claim or a published figure, on either side."""
    return [
        row.discrepancy
        for row in read_table("discrepancies").itertuples()
        if id in {*ids_listed(row.claims), *ids_listed(row.against)}
    ]


def _or_none(value: float) -> float | None:
    """A number, or None where the range has no end."""
    return value if math.isfinite(value) else None
