"""What a column of a file may hold, and in words what is wrong with a field that holds other."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from ..errors import UnknownName
from ..ids import BETWEEN, parse_id
from ..numbers.periods import period_bounds

INTEGER = re.compile(r"0|[1-9]\d*", re.ASCII)
WRITTEN_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?", re.ASCII)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
VERSION = re.compile(r"\d+\.\d+\.\d+", re.ASCII)
TIME = re.compile(r"\d{2}:\d{2}|afternoon", re.ASCII)
HAN = re.compile(r"[\u4e00-\u9fff]")
YEAR_ON_YEAR = "yoy"
ID_KINDS = (
    "briefing turn paragraph sentence exchange claim discrepancy target reference context reading"
).split()


class Column(NamedTuple):
    """A column and what its fields may hold.

    Attributes
    ----------
    type : string, integer, number or date, as in a data package; in annotations also period, list,
        chinese, pinyin, address, time, version, id, or the kind of an id.
    required : whether a field must not be empty.
    pattern : a regular expression for the whole field; empty for any.
    enum : the allowed values; empty for any.
    minimum : the smallest number; None for any.
    """

    name: str
    type: str = "string"
    required: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()
    minimum: float | None = None

    @classmethod
    def described(cls, field: dict) -> "Column":
        """A column as a data package describes it.

        >>> Column.described({"name": "words", "type": "integer"}).fault("1e3")
        "'1e3' is no whole number; write it as 12."
        """
        constraints = field.get("constraints", {})
        return cls(
            field["name"],
            field["type"],
            required=constraints.get("required", False),
            pattern=constraints.get("pattern", ""),
            enum=tuple(constraints.get("enum", ())),
            minimum=constraints.get("minimum"),
        )

    def fault(self, value: str) -> str:
        """What is wrong with a field, in words with the remedy; empty when nothing is.

        >>> Column("role", enum=("chair", "official")).fault("Chair")
        "'Chair' is not one of chair, official."
        >>> Column("made", "date").fault("2020/10/23")
        "'2020/10/23' is no day; write it as 2020-10-23."
        """
        if not value:
            return "this must not be empty; fill it in." if self.required else ""
        if self.enum and value not in self.enum:
            return f"{value!r} is not one of {', '.join(self.enum)}."
        if self.pattern and not re.fullmatch(self.pattern, value):
            return f"{value!r} does not have the form {self.pattern}."
        fault = self._fault_of_type(value)
        if not fault and self.minimum is not None and float(value) < self.minimum:
            return f"{value} is less than {self.minimum}."
        return fault

    def _fault_of_type(self, value: str) -> str:
        if self.type in ID_KINDS:
            return _id_fault(value, self.type)
        fault = FAULTS.get(self.type)
        return fault(value) if fault else ""


def _id_fault(value: str, kind: str = "") -> str:
    """Of an id of a kind, or of any kind."""
    try:
        found = parse_id(value).kind
    except UnknownName as error:
        return str(error)
    if kind in ("", found):
        return ""
    return f"{value!r} is the id of a {found}, not of a {kind}."


def _integer_fault(value: str) -> str:
    if INTEGER.fullmatch(value):
        return ""
    return f"{value!r} is no whole number; write it as 12."


def _number_fault(value: str) -> str:
    if WRITTEN_NUMBER.fullmatch(value):
        return ""
    return (
        f"{value!r} is no number; write it out in base units, "
        "with digits and a decimal point only, as 24540000000000 or 1.26."
    )


def _day_fault(value: str) -> str:
    try:
        if DAY.fullmatch(value):
            date.fromisoformat(value)
            return ""
    except ValueError:
        pass
    return f"{value!r} is no day; write it as 2020-10-23."


def _period_fault(value: str) -> str:
    if value == YEAR_ON_YEAR:
        return ""
    try:
        period_bounds(value)
    except ValueError as error:
        return str(error)
    return ""


def _list_fault(value: str) -> str:
    parts = value.split(BETWEEN)
    if all(part.strip(" ;") == part != "" and ";" not in part for part in parts):
        return ""
    return f"{value!r} is no list; separate its parts by a semicolon and one blank."


def _chinese_fault(value: str) -> str:
    if HAN.search(value) and "?" not in value:
        return ""
    return f"{value!r} is not Chinese: its characters were lost; restore it and save as CSV UTF-8."


def _pinyin_fault(value: str) -> str:
    if "?" not in value:
        return ""
    return f"{value!r} has lost its letters with tones; restore it and save as CSV UTF-8."


def _address_fault(value: str) -> str:
    if re.fullmatch(r"https?://\S+", value):
        return ""
    return f"{value!r} is no address; write it with https:// and without blanks."


def _time_fault(value: str) -> str:
    if TIME.fullmatch(value):
        return ""
    return f"{value!r} is no time; write it as 09:30, or afternoon."


def _version_fault(value: str) -> str:
    if VERSION.fullmatch(value):
        return ""
    return f"{value!r} is no version; write it as 0.2.0."


FAULTS: dict[str, Callable[[str], str]] = {
    "id": _id_fault,
    "integer": _integer_fault,
    "number": _number_fault,
    "date": _day_fault,
    "period": _period_fault,
    "list": _list_fault,
    "chinese": _chinese_fault,
    "pinyin": _pinyin_fault,
    "address": _address_fault,
    "time": _time_fault,
    "version": _version_fault,
}
