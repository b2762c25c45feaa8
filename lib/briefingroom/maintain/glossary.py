"""The policy terms, each with the first sentence that uses one of its wordings."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

from ..cleaning.records import Annotation
from ..ids import BETWEEN
from .annotations import numbered

BETWEEN_SENTENCES = "\n"


def glossary_rows(annotations: Iterable[dict], sentences: Sequence[dict]) -> list[dict]:
    """The rows of `glossary`.

    Parameters
    ----------
    annotations : what people wrote about each term.
    sentences : the rows of `sentences`, in the order of the text.

    Raises
    ------
    CorpusError : when a wording is in no sentence.

    >>> sentences = [{"sentence": "s1", "text": "We plan."}, {"sentence": "s2", "text": "5G grew."}]
    >>> glossary_rows([{"term": "5G", "variants": "5g"}], sentences)[0]["first_sentence"]
    's2'
    """
    texts = [row["text"] for row in sentences]
    spoken = BETWEEN_SENTENCES.join(texts).lower()
    lengths = (len(text + BETWEEN_SENTENCES) for text in texts)
    begins = list(accumulate(lengths, initial=0))
    rows = []
    for annotation in numbered("glossary", annotations):
        first = min(_first_places(annotation, spoken))
        index = bisect_right(begins, first) - 1
        rows.append({**annotation.row, "first_sentence": sentences[index]["sentence"]})
    return rows


def _first_places(term: Annotation, spoken: str) -> list[int]:
    """Where each wording of a term stands first."""
    places = []
    for variant in term.row["variants"].split(BETWEEN):
        place = _first_as_words(variant.lower(), spoken)
        if place is None:
            raise term.error(
                "variants", f"{variant!r} is in no sentence; mend the wording or take it out."
            )
        places.append(place)
    return places


def _first_as_words(wording: str, text: str) -> int | None:
    """Where a wording first stands in a text as whole words."""
    start = text.find(wording)
    while start >= 0:
        end = start + len(wording)
        around = text[start - 1 : start] + text[end : end + 1]
        if not re.search(r"\w", around):
            return start
        start = text.find(wording, start + 1)
    return None
