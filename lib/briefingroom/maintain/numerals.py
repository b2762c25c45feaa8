"""Every numeral accounted for: `claims` and `other_numerals`.

A person read each briefing and gave every numeral one row: a claim (a quantity that somebody
states, with value, unit, bound, kind and period) or another numeral with the reason. Here each row
is found again in its sentence, and what cannot be right is refused with the row, the field and the
allowed values.
"""

from collections import Counter
from typing import NamedTuple

from ..cleaning.lines import nth_place
from ..cleaning.records import Annotation
from ..files.claim_fields import bounds_for_other_programs, check_claim, check_reason
from ..ids import claim_id
from .annotations import numbered


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
        check_claim(claim, known)
        briefing = claim.row["briefing"]
        claims_of[briefing] += 1
        id = claim_id(briefing, claims_of[briefing])
        rows.append({**claim.row, "claim": id, **bounds_for_other_programs(claim.row)})
    return rows


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
        check_reason(numeral)
        rows.append(numeral.row)
    return rows


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
