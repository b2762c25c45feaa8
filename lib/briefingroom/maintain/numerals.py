"""Every numeral accounted for: `claims` and `other_numerals`.

Each briefing was read, and every numeral has one row: a claim (a quantity that somebody
states, with value, unit, bound, kind and period) or another numeral with the reason. Here each row
is found again in its sentence, and what cannot be right is refused with the row, the field and the
allowed values.
"""

import math
from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from ..cleaning.lines import nth_place
from ..cleaning.records import Annotation
from ..ids import claim_id
from ..numbers.intervals import as_written
from ..numbers.periods import period_bounds
from .annotation_files import UNITS
from .annotations import numbered
from .columns import YEAR_ON_YEAR

BOUNDS = "exact over under about up_to at_least".split()
KINDS = "level share growth change cumulative rank price target other".split()
REASONS = (
    "date",
    "year",
    "name",
    "enumerator",
    "announced points",
    "slogan",
    "idiom",
    "reference",
    "telephone number",
    "other",
)


def claim_rows(
    annotations: list[dict], sentences: list[dict], indicators: list[dict]
) -> list[dict]:
    """The rows of `claims`, in the order of the text, each with its id and its place.

    Parameters
    ----------
    annotations : what was read.
    sentences, indicators : the rows of these tables.

    Raises
    ------
    CorpusError : when a quote does not stand in its sentence, or a field cannot be right.
    """
    known = [row["indicator"] for row in indicators]
    claims_of: Counter[str] = Counter()
    rows = []
    for claim in _found_in_text("claims", annotations, sentences):
        _check_claim(claim, known)
        briefing = claim.row["briefing"]
        claims_of[briefing] += 1
        id = claim_id(briefing, claims_of[briefing])
        rows.append({**claim.row, "claim": id, **_bounds_for_other_programs(claim.row)})
    return rows


def _bounds_for_other_programs(claim: dict) -> dict[str, str]:
    """The range of a claim and the days of its period, for those who cannot compute them."""
    value = float(claim["value"])
    low, high = as_written(value, claim["quote"], claim["unit"], claim["bound"])
    start, end = "", ""
    if claim["period"]:
        first, last = period_bounds(claim["period"])
        start, end = first.isoformat(), last.isoformat()
    return {
        "value_low": _as_number(low),
        "value_high": _as_number(high),
        "period_start": start,
        "period_end": end,
    }


def _as_number(value: float) -> str:
    """A number as a field of a CSV file has it; empty where there is no end."""
    if math.isinf(value):
        return ""
    return f"{value:.0f}" if value.is_integer() else repr(value)


def _check_claim(claim: Annotation, indicators: Collection[str]) -> None:
    row = claim.row
    claim.must_be_one_of("unit", UNITS)
    claim.must_be_one_of("bound", BOUNDS)
    claim.must_be_one_of("kind", KINDS)
    if row["indicator"]:
        claim.must_be_one_of("indicator", indicators)
    if row["period"] == YEAR_ON_YEAR:
        raise claim.error("period", f"{YEAR_ON_YEAR} is a baseline; write the period itself.")
    _check_number(claim)
    if bool(row["counted"]) != (row["unit"] == "count"):
        raise claim.error("counted", "name the thing when the unit is count, and only then.")


def _check_number(claim: Annotation) -> None:
    value = claim.row["value"]
    try:
        float(value)
    except ValueError:
        raise claim.error("value", f"{value!r} is no number; write it out in base units.") from None


def other_rows(annotations: list[dict], sentences: list[dict]) -> list[dict]:
    """The rows of `other_numerals`, in the order of the text.

    Parameters
    ----------
    annotations : what was read.
    sentences : the rows of that table.

    Raises
    ------
    CorpusError : when a quote does not stand in its sentence, or the reason is none of those known.
    """
    rows = []
    for numeral in _found_in_text("other_numerals", annotations, sentences):
        _check_reason(numeral)
        rows.append(numeral.row)
    return rows


def _check_reason(numeral: Annotation) -> None:
    """What stands after a colon explains the reason."""
    reason, _, _ = numeral.row["reason"].partition(":")
    plain = numeral._replace(row={"reason": reason})
    plain.must_be_one_of("reason", REASONS)


class _Found(NamedTuple):
    """An annotation found in the text; found ones sort in the order of the text."""

    sentence: int  # its number in the corpus
    start: int
    line: int
    annotation: Annotation


def _found_in_text(file: str, rows: list[dict], sentences: list[dict]) -> list[Annotation]:
    """Each annotation with its briefing and its place in the sentence, in the order of the text."""
    order = {row["sentence"]: index for index, row in enumerate(sentences)}
    found = []
    for annotation in numbered(file, rows):
        id = annotation.row["sentence"]
        if id not in order:
            raise annotation.error("sentence", f"there is no sentence {id!r}.")
        sentence = sentences[order[id]]
        placed = _placed(annotation, sentence)
        found.append(_Found(order[id], placed.row["start"], annotation.line, placed))
    return [each.annotation for each in sorted(found)]


def _placed(annotation: Annotation, sentence: dict) -> Annotation:
    row = annotation.row
    quote, nth = row["quote"], row["nth"]
    start = nth_place(sentence["text"], quote, int(nth)) if nth.isdecimal() else -1
    if not quote or start < 0:
        raise annotation.error(
            "quote",
            f"{quote!r} does not stand {nth} time(s) in {row['sentence']}, "
            f"which reads: {sentence['text']}",
        )
    place = {"briefing": sentence["briefing"], "start": start, "end": start + len(quote)}
    return annotation._replace(row={**row, **place})
