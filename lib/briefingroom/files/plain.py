"""Answers as what other programs read: values in the types of JSON, and records as CSV."""

import csv
import io
import json
import math
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from ..display.characters import printable
from ..ids import BETWEEN

Record = Mapping[str, Any]


def plain_value(value: Any) -> Any:
    """A value in the types of JSON: what is not there or has no end is None, a day is its text.

    >>> plain_value({"value": 5.0, "high": float("inf"), "made": date(2023, 3, 1)})
    {'value': 5, 'high': None, 'made': '2023-03-01'}
    """
    if isinstance(value, Mapping):
        return {name: plain_value(part) for name, part in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain_value(part) for part in value]
    if isinstance(value, date):
        return _day(value)
    if hasattr(value, "item"):  # a number of numpy
        value = value.item()
    return _number(value) if isinstance(value, float) else value


def _day(value: date) -> str | None:
    is_missing = value != value
    return None if is_missing else value.strftime("%Y-%m-%d")


def _number(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() else value


def json_text(value: Any) -> str:
    r"""What is in the types of JSON, as the text of a file.

    >>> json_text({"name": "数字中国"})
    '{\n "name": "数字中国"\n}\n'
    """
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


def as_csv(columns: Sequence[str], records: Sequence[Record]) -> str:
    r"""Records as CSV, with the names of the columns above; lists are joined by semicolons.

    >>> as_csv(["id", "parts"], [{"id": "q1", "parts": ["t1", "t2"]}])
    'id,parts\nq1,t1; t2\n'
    >>> as_csv(["id", "value"], [{"id": "d01", "value": None}])
    'id,value\nd01,\n'
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for record in records:
        fields = [_field(plain_value(record[column])) for column in columns]
        writer.writerow(fields)
    return file.getvalue()


def _field(value: Any) -> Any:
    if isinstance(value, list):
        return BETWEEN.join(str(_field(part)) for part in value)
    if isinstance(value, dict):
        return ": ".join(map(str, value.values()))
    return printable(value) if isinstance(value, str) else value
