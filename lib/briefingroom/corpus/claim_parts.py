"""The parts of a figure: which of them its own sentence says, and which were inferred.

The sentence is searched for the words that say each part. Where they are missing, the part was
taken from the sentences around it, or from the rules of reading; `note` of the claim tells more.
"""

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import pandas as pd

from .names import must_be
from .tables import read_table

IN_SENTENCE, INFERRED, NOT_IN_SENTENCE = "said", "inferred", "not said"
OUTRIGHT = "exact"
UNKNOWN = "not known"
NO_WORD_ON_PRICES = "no word on prices"  # what they are may be inferred elsewhere
YEAR_IN_TEXT = re.compile(r"\d{4}")
PLACES = {  # the words by which a sentence names a region; another is named by its own
    "China": re.compile(r"China|Chinese|\bnation|domestic|our country|the country", re.I),
    "World": re.compile(r"world|global|\binternational", re.I),
}
COMPARISON = re.compile(r"year.on.year|from a year|previous year|same period|over \d{4}", re.I)
PRICES = re.compile(r"in real terms|constant price|nominal|current price", re.I)
OF_MONEY = ("CNY", "USD")


class FigurePart(NamedTuple):
    """A part of a figure; the fields are the columns of the table.

    Attributes
    ----------
    part : what the part answers.
    reading : how it was read.
    where : whether the sentence says it.
    """

    part: str
    reading: str
    where: str


def parts_of_claim(claim: str) -> pd.DataFrame:
    """The parts of a figure, each with whether its own sentence says it.

    Parameters
    ----------
    claim : id of a claim.

    Returns
    -------
    DataFrame : part (the question that it answers), reading (how it was read), where ("said" in the
        sentence, "inferred" from what stands around it or from the rules of reading, "not said").

    Raises
    ------
    UnknownName : when there is no such claim; the message names the nearest.

    >>> parts_of_claim("2020-10-23.c004").set_index("part")["where"]["In whose prices"]
    'not said'
    >>> parts_of_claim("2022-06-14.c058").set_index("part")["where"]["In whose prices"]
    'said'
    """
    claims = read_table("claims").set_index("claim")
    must_be(claim, claims.index, f"There is no claim {claim!r}")
    row = claims.loc[claim]
    text = read_table("sentences").set_index("sentence").text[row.sentence]
    return pd.DataFrame(_parts(row, text))


def _parts(claim: Any, text: str) -> Iterator[FigurePart]:
    yield FigurePart("How much", claim.quote, IN_SENTENCE)
    yield FigurePart("How exactly", *_how_exactly(claim))
    yield FigurePart("Of what", claim.measure, _words_said(claim.measure, text))
    yield FigurePart("Where", claim.region, _region_said(claim.region, text))
    yield FigurePart("For when", claim.period or UNKNOWN, _period_said(claim.period, text))
    if claim.kind in ("growth", "change"):
        yield FigurePart("Against when", *_baseline(claim, text))
    if claim.unit in OF_MONEY or (claim.kind == "growth" and "value_added" in claim.indicator):
        said = PRICES.search(text)
        yield FigurePart(
            "In whose prices",
            said[0] if said else NO_WORD_ON_PRICES,
            IN_SENTENCE if said else NOT_IN_SENTENCE,
        )


def _how_exactly(claim: Any) -> tuple[str, str]:
    if claim.bound == OUTRIGHT:
        return "as written; no word such as “over”", INFERRED
    return claim.bound.replace("_", " "), IN_SENTENCE


def _region_said(region: str, text: str) -> str:
    """Said where the sentence names this region: "the global average" does not name China."""
    if region in PLACES:
        return IN_SENTENCE if PLACES[region].search(text) else INFERRED
    return _words_said(region, text)


def _words_said(measure: str, text: str) -> str:
    """Said where every longer word of the measure stands in the sentence."""
    words = re.findall(r"[a-z]{4,}", measure.lower())
    return IN_SENTENCE if all(word[:5] in text.lower() for word in words) else INFERRED


def _period_said(period: str, text: str) -> str:
    """Said where the sentence has every year of the period."""
    years = YEAR_IN_TEXT.findall(period)
    if not years:
        return NOT_IN_SENTENCE
    return IN_SENTENCE if all(year in text for year in years) else INFERRED


def _baseline(claim: Any, text: str) -> tuple[str, str]:
    if not claim.baseline:
        return (
            ("the beginning of the period", INFERRED)
            if "/" in claim.period
            else (UNKNOWN, NOT_IN_SENTENCE)
        )
    base = "the year before" if claim.baseline == "yoy" else claim.baseline
    years = YEAR_IN_TEXT.findall(claim.baseline)
    is_said = COMPARISON.search(text) or (years and all(year in text for year in years))
    return base, IN_SENTENCE if is_said else INFERRED
