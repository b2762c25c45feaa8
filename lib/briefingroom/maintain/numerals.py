"""Every numeral accounted for: `claims`, `other_numerals` and the tables that rest on them.

A person read each briefing and gave every numeral one row: a claim (a quantity that somebody
states, with value, unit, bound, kind and period) or another numeral with the reason. Here each row
is found again in its sentence, and what cannot be right is refused with the row, the field and the
allowed values.
"""

from collections import Counter
from collections.abc import Collection
from typing import NamedTuple

from ..cleaning.lines import nth_place
from ..ids import claim_id
from ..numbers.periods import period_bounds
from .annotations import Annotation, numbered

UNITS = (
    "CNY USD percent percentage_point count t kg Mbps MB GB M DWT CGT TEU m km km/h kW MW "
    "year month day hour multiple rank"
).split()
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
    annotations : what people read.
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
        rows.append({**claim.row, "claim": claim_id(briefing, claims_of[briefing])})
    return rows


def _check_claim(claim: Annotation, indicators: Collection[str]) -> None:
    row = claim.row
    claim.must_be_one_of("unit", UNITS)
    claim.must_be_one_of("bound", BOUNDS)
    claim.must_be_one_of("kind", KINDS)
    if row["indicator"]:
        claim.must_be_one_of("indicator", indicators)
    if row["period"] != "yoy":
        _check_period(claim, "period")
    if row["baseline"] != "yoy":
        _check_period(claim, "baseline")
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
    annotations : what people read.
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


def reference_rows(
    annotations: list[dict], claims: list[dict], indicators: list[dict]
) -> list[dict]:
    """The rows of `references`, each with the difference of the claim beside which it stands.

    Parameters
    ----------
    annotations : what people found.
    claims, indicators : the rows of these tables.

    Raises
    ------
    CorpusError : when an indicator, a period or a claim cannot be right.
    """
    values = {row["claim"]: float(row["value"]) for row in claims}
    known = [row["indicator"] for row in indicators]
    rows = []
    for reference in numbered("references", annotations):
        row = reference.row
        reference.must_be_one_of("indicator", known)
        _check_period(reference, "period", required=True)
        if row["claim"] and row["claim"] not in values:
            raise reference.error("claim", f"there is no claim {row['claim']!r}.")
        if row["claim"] and not float(row["value"]):
            raise reference.error("value", "a claim is not so many percent of nothing.")
        rows.append({**row, "difference_percent": _difference(row, values)})
    return rows


def _difference(reference: dict, values: dict[str, float]) -> str:
    """By how many percent the claim differs from the reference; empty where there is no claim."""
    if not reference["claim"]:
        return ""
    ratio = values[reference["claim"]] / float(reference["value"])
    return f"{100 * (ratio - 1):.2f}"


def check_targets(targets: list[dict], claims: list[dict], sentences: list[dict]) -> None:
    """Every promise stands in its sentence, and its number is that of its claim.

    Parameters
    ----------
    targets, claims, sentences : the rows of these tables.

    Raises
    ------
    CorpusError : when a statement, a date or a value cannot be right.
    """
    texts = {row["sentence"]: row["text"] for row in sentences}
    claim_of = {row["claim"]: row for row in claims}
    for target in numbered("targets", targets):
        row = target.row
        if row["statement"] not in texts.get(row["sentence"], ""):
            raise target.error(
                "statement", f"{row['statement']!r} does not stand in {row['sentence']!r}."
            )
        _check_period(target, "due")
        if row["claim"] and not _is_same_quantity(row, claim_of.get(row["claim"])):
            raise target.error(
                "value",
                f"{row['value']} {row['unit']} is not the value of claim {row['claim']!r}.",
            )


def _is_same_quantity(target: dict, claim: dict | None) -> bool:
    if claim is None or not target["value"]:
        return False
    return float(target["value"]) == float(claim["value"]) and target["unit"] == claim["unit"]


def _check_period(annotation: Annotation, column: str, *, required: bool = False) -> None:
    period = annotation.row[column]
    if not period and not required:
        return
    try:
        period_bounds(period)
    except ValueError as error:
        raise annotation.error(column, str(error)) from None


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
