"""Candidates: every numeral of a briefing that nobody has decided on yet."""

from collections.abc import Iterable

from ..ids import candidate_id
from .quantities import Stated, quantities_in


def candidate_rows(briefing: str, date: str, sentences: Iterable[dict]) -> list[dict]:
    """The rows of `candidates`, in order of place: each numeral lies in exactly one.

    Parameters
    ----------
    briefing : its id.
    date : of the briefing, as ``YYYY-MM-DD``, from which "last year" is counted.
    sentences : its rows of that table: sentence and text are read.

    >>> rows = candidate_rows("2024-01-19", "2024-01-19", [{"sentence": "s1", "text": "Up 5%."}])
    >>> rows[0]["candidate"], rows[0]["quote"], rows[0]["value"], rows[0]["unit"]
    ('2024-01-19.n001', '5%', '5', 'percent')
    """
    rows: list[dict] = []
    for sentence in sentences:
        text = sentence["text"]
        for stated in quantities_in(text, date):
            id = candidate_id(briefing, len(rows) + 1)
            rows.append(_row(id, sentence["sentence"], stated))
    return rows


def _row(id: str, sentence: str, stated: Stated) -> dict:
    return {
        "candidate": id,
        "sentence": sentence,
        "quote": stated.quote,
        "start": stated.start,
        "end": stated.end,
        "value": _value_written(stated),
        "unit": stated.unit,
        "bound": "" if stated.reason else stated.bound,
        "kind": stated.kind,
        "period": stated.period,
        "reason": stated.reason,
    }


def _value_written(stated: Stated) -> str:
    """The value as `claims` has it: no exponent, no zeros after the point."""
    if stated.value is None:
        return ""
    written = f"{stated.value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written
