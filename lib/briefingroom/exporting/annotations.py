"""Every claim as a W3C Web Annotation of the words of its turn.

The target is the turn as plain text, ``<turn>.txt``, as the form `text` writes it. Two selectors
find the words: the quotation with what stands around it, and the place in letters, counted in code
points of Unicode as the recommendation asks. The body is the figure, whole: value, bound, unit,
period, and what it is counted as.

Source of the form: Web Annotation Data Model, W3C Recommendation, 23 February 2017.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..citing.items import CONTRIBUTORS
from ..corpus.tables import claims, data_version, sentences, turns
from ..files.plain import json_text, plain_value
from ..files.writing import put_in_place
from .facts import about

CONTEXT_OF_ANNOTATIONS = "http://www.w3.org/ns/anno.jsonld"
LETTERS_AROUND = 32  # letters before and after a quotation
SAID_OF_A_CLAIM = (
    "claim indicator measure value unit bound kind period baseline region counted value_low "
    "value_high note"
).split()


def write_annotations(path: Path) -> Path:
    """Write an annotation collection with one page that holds all claims."""
    items = list(_annotations())
    collection = {
        "@context": CONTEXT_OF_ANNOTATIONS,
        "id": f"urn:briefing-room:{data_version()}:claims",
        "type": "AnnotationCollection",
        "label": about()["title"],
        "rights": about()["licence"],
        "creator": {"type": "Organization", "name": CONTRIBUTORS},
        "total": len(items),
        "first": {
            "id": f"urn:briefing-room:{data_version()}:claims:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    put_in_place(path, json_text(collection).encode())
    return path


def _annotations() -> Iterator[dict[str, Any]]:
    texts = dict(zip(turns().turn, turns().text, strict=True))
    places = dict(_sentence_places(texts))
    turn_of = dict(zip(sentences().sentence, sentences().turn, strict=True))
    for row in claims().to_dict("records"):
        turn = turn_of[row["sentence"]]
        begin = places[row["sentence"]] + row["start"]
        yield _annotation(row, turn, texts[turn], begin)


def _sentence_places(texts: dict[str, str]) -> Iterator[tuple[str, int]]:
    """Each sentence with the place in the text of its turn where it begins."""
    for turn, rows in sentences().groupby("turn"):
        text, at = texts[str(turn)], 0
        for sentence, words in zip(rows.sentence, rows.text, strict=True):
            at = text.index(words, at)
            yield sentence, at
            at += len(words)


def _annotation(claim: dict[str, Any], turn: str, text: str, begin: int) -> dict[str, Any]:
    end = begin + len(claim["quote"])
    return {
        "id": f"urn:briefing-room:{data_version()}:{claim['claim']}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "Dataset",
            "format": "application/json",
            "value": {name: plain_value(claim[name]) for name in SAID_OF_A_CLAIM},
        },
        "target": {
            "source": f"{turn}.txt",
            "selector": [_quote_selector(text, begin, end), _position_selector(begin, end)],
        },
    }


def _quote_selector(text: str, begin: int, end: int) -> dict[str, str]:
    return {
        "type": "TextQuoteSelector",
        "exact": text[begin:end],
        "prefix": text[max(0, begin - LETTERS_AROUND) : begin],
        "suffix": text[end : end + LETTERS_AROUND],
    }


def _position_selector(begin: int, end: int) -> dict[str, Any]:
    return {"type": "TextPositionSelector", "start": begin, "end": end}
