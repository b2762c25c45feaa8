"""What the command prints: texts, JSON and CSV that no terminal, pipe or spreadsheet chokes on."""

import csv
import io
import json
import math
import os
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TextIO

from ..display.characters import CONTROL, printable

BETWEEN_PARTS = "; "

Record = Mapping[str, Any]


def as_json_value(value: Any) -> Any:
    """A value in the types of JSON: what is not there or has no end is None, a day is its text.

    >>> as_json_value({"value": 5.0, "high": float("inf"), "made": date(2023, 3, 1)})
    {'value': 5, 'high': None, 'made': '2023-03-01'}
    """
    if isinstance(value, Mapping):
        return {name: as_json_value(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json_value(part) for part in value]
    if isinstance(value, date):
        return _day(value)
    if hasattr(value, "item"):  # a number of numpy
        value = value.item()
    if isinstance(value, float):
        return _number(value)
    return value


def _day(value: date) -> str | None:
    is_missing = value != value
    return None if is_missing else value.strftime("%Y-%m-%d")


def _number(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def as_json(answer: Record | Sequence[Record], *, ascii_only: bool = False) -> str:
    """An answer as JSON: one object, or a list of them.

    Parameters
    ----------
    answer : a record, or several.
    ascii_only : whether all other characters are escaped.

    >>> print(as_json([{"id": "2023-03-01.c012"}]))
    [
      {
        "id": "2023-03-01.c012"
      }
    ]
    """
    text = json.dumps(as_json_value(answer), ensure_ascii=ascii_only, indent=2)
    return CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def as_csv(columns: Sequence[str], records: Sequence[Record]) -> str:
    r"""Records as CSV, with the names of the columns above; lists are joined by semicolons.

    >>> as_csv(["id", "parts"], [{"id": "q1", "parts": ["t1", "t2"]}])
    'id,parts\nq1,t1; t2\n'
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for record in records:
        fields = [_field(as_json_value(record[column])) for column in columns]
        writer.writerow(fields)
    return file.getvalue()


def _field(value: Any) -> Any:
    if isinstance(value, list):
        return BETWEEN_PARTS.join(str(_field(part)) for part in value)
    if isinstance(value, dict):
        return ": ".join(map(str, value.values()))
    return printable(value) if isinstance(value, str) else value


def make_robust(stream: TextIO) -> None:
    """Let a stream write every character, escaped where its encoding lacks it.

    A file or a pipe gets UTF-8 unless the user asked for another encoding.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
        reconfigure(encoding="utf-8")
    reconfigure(errors="backslashreplace")


def is_unicode(stream: TextIO) -> bool:
    """Whether a stream can write every character."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").startswith("utf")
