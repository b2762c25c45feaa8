"""Reading a CSV file so that nothing which a spreadsheet or a hand did to it goes unseen."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from ..corpus.names import nearest
from ..errors import CorpusError
from .columns import Column
from .damage import damage_in

FIRST_ROW = 2  # below the names of the columns, as a spreadsheet numbers the rows
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


class NumberedRow(NamedTuple):
    """A row by the names of its columns, with its number as a spreadsheet counts."""

    number: int
    fields: dict[str, str]


class CsvFile(NamedTuple):
    """A CSV file that must have certain columns.

    Attributes
    ----------
    path : where it lies.
    name : how messages call it, such as ``annotations/claims.csv``.
    columns : in any order.
    key : the columns by which no two rows are alike; empty where rows may be.
    when_missing, remedy : what to do when there is no such file, and when it is damaged.
    is_written_by_hand : whether its fields are also searched for signs of lost text.
    """

    path: Path
    name: str
    columns: Sequence[Column]
    key: Sequence[str]
    when_missing: str
    remedy: str = ""
    is_written_by_hand: bool = True

    def error(self, place: str, what: str) -> CorpusError:
        """The error that says what is wrong at a place of this file."""
        where = f"{self.name}, {place}" if place else self.name
        return CorpusError(f"{where}: {what}{self.remedy}")

    def rows(self) -> list[NumberedRow]:
        """The rows, each of them whole.

        Raises
        ------
        CorpusError : when the file is missing or no UTF-8, when a column is missing, extra or
            there twice, when a row is too short, too long or empty, or when a field cannot be
            right; with the row and the column.
        """
        records = self._records(self._text())
        header = self._header(records)
        rows = []
        for number, record in enumerate(records[1:], FIRST_ROW):
            rows.append(NumberedRow(number, self._by_name(header, number, record)))
        self._check_fields(rows)
        return rows

    def check_keys(self, rows: Iterable[NumberedRow]) -> None:
        """Refuse a row that has the key of an earlier one.

        Raises
        ------
        CorpusError : with both rows.
        """
        seen: dict[tuple[str, ...], int] = {}
        for row in rows:
            key = tuple(row.fields[column] for column in self.key)
            if key and key in seen:
                place = f"row {row.number}, {' and '.join(self.key)}"
                said = ", ".join(key)
                raise self.error(
                    place, f"{said} is in row {seen[key]} too; take one of the two rows out."
                )
            seen[key] = row.number

    def _text(self) -> str:
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            raise CorpusError(f"{self.name} is missing; {self.when_missing}.") from None
        except OSError as error:
            raise CorpusError(
                f"{self.name} cannot be read ({error.strerror}); "
                "close it in other programs and see who may read it."
            ) from None
        return self._decoded(data)

    def _decoded(self, data: bytes) -> str:
        if data.startswith(UTF16_MARKS):
            raise self.error("", "this is UTF-16; save it as CSV UTF-8 (comma delimited).")
        line = data.count(b"\n", 0, max(data.find(b"\0"), 0)) + 1
        if b"\0" in data:
            raise self.error(
                f"line {line}", "a NUL byte stands there; save it as CSV UTF-8 (comma delimited)."
            )
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            start = error.start
        line = data.count(b"\n", 0, start) + 1
        raise self.error(
            f"line {line}",
            f"this cannot be read as UTF-8 CSV (byte 0x{data[start]:02x}); "
            "restore it and save it as CSV UTF-8 (comma delimited).",
        )

    def _records(self, text: str) -> list[list[str]]:
        """The rows as lists of fields, without empty ones at the end."""
        reader = csv.reader(io.StringIO(text, newline=""), strict=True)
        records = []
        try:
            for record in reader:
                records.append(record)
        except csv.Error as error:
            raise self.error(
                f"line {reader.line_num}, row {len(records) + 1}",
                f"this cannot be read as UTF-8 CSV: {error}; look for a quotation mark that is not "
                "closed or not doubled.",
            ) from None
        while records and not any(records[-1]):
            records.pop()
        if not records:
            raise self.error("", f"the file is empty; {self.when_missing}.")
        return records

    def _header(self, records: list[list[str]]) -> list[str]:
        """The names of the columns; what is empty to their right goes."""
        header = records[0]
        while header and not header[-1]:
            header.pop()
        for record in records:
            while len(record) > len(header) and not record[-1]:
                record.pop()
        self._check_separator(header)
        self._check_names(header)
        return header

    def _check_separator(self, header: list[str]) -> None:
        if len(header) > 1 or len(self.columns) == 1:
            return
        for separator, word in SEPARATORS.items():
            if separator in "".join(header):
                raise self.error(
                    "row 1",
                    f"the columns are separated by {word}; "
                    "save it as CSV UTF-8 with commas between the columns.",
                )

    def _check_names(self, header: list[str]) -> None:
        """The header has each column once and no other."""
        expected = [column.name for column in self.columns]
        missing = [name for name in expected if name not in header]
        for name, count in Counter(header).items():
            if name not in expected:
                known = nearest(name, missing or expected)
                shown = repr(name) if name else "a column without a name"
                raise self.error(
                    "row 1",
                    f"there is no column {shown} in this file, "
                    f"the nearest name is {known}; mend the name or take the column out.",
                )
            if count > 1:
                raise self.error("row 1", f"the column {name!r} is there twice; take one out.")
        if missing:
            raise self.error("row 1", f"the column {missing[0]!r} is missing; restore it.")

    def _by_name(self, header: list[str], number: int, record: list[str]) -> dict[str, str]:
        if not any(record):
            raise self.error(f"row {number}", "this row is empty; delete it.")
        if len(record) != len(header):
            raise self.error(
                f"row {number}",
                "there are more or fewer fields than columns; "
                "put a field that holds a comma in quotation marks.",
            )
        return dict(zip(header, record, strict=True))

    def _check_fields(self, rows: Iterable[NumberedRow]) -> None:
        suspects = [column for column in self.columns if self._has_a_fault(column, rows)]
        for row in rows:
            for column in suspects:
                fault = self._fault(column, row.fields[column.name])
                if fault:
                    raise self.error(f"row {row.number}, {column.name}", fault)

    def _has_a_fault(self, column: Column, rows: Iterable[NumberedRow]) -> bool:
        """Whether anything is wrong in a column; what stands there often is looked at once."""
        values = {row.fields[column.name] for row in rows}
        return any(self._fault(column, value) for value in values)

    def _fault(self, column: Column, value: str) -> str:
        damage = damage_in(value) if self.is_written_by_hand else ""
        return damage or column.fault(value)
