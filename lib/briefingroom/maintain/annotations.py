"""What is read before anything is built: the sources, and what people decided about them."""

import csv
from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from ..cleaning.acts import refused_act
from ..cleaning.records import Notes
from ..errors import CorpusError, UnknownName
from ..ids import parse_id

FIRST_ROW = 2  # below the names of the columns, as a spreadsheet numbers the rows


def read_source(path: Path) -> str:
    """A source as text, its line ends untouched.

    Raises
    ------
    CorpusError : when the file is missing, empty or not UTF-8; the message gives the line.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CorpusError(
            f"sources/{path.name} is missing; restore it from the repository."
        ) from None
    text = _decoded(data, path.name)
    if not text.strip():
        raise CorpusError(f"sources/{path.name} is empty; restore it from the repository.")
    return text


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise CorpusError(
            f"sources/{name}, line {line}: this is not UTF-8 (byte 0x{byte:02x}); "
            "restore the file from the repository or save it as UTF-8."
        ) from None


def read_annotations(home: Path, name: str) -> list[dict]:
    """The rows of one file of annotations, each by the names of the columns.

    Parameters
    ----------
    home : the ``briefings`` folder.
    name : of the file, without ``.csv``.

    Raises
    ------
    CorpusError : when the file is missing, cannot be read, or has a row of another length.
    """
    path = home / "annotations" / f"{name}.csv"
    try:
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except FileNotFoundError:
        raise CorpusError(
            f"annotations/{path.name} is missing; restore it from the repository."
        ) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise CorpusError(
            f"annotations/{path.name} cannot be read as UTF-8 CSV: {error}."
        ) from None
    for line, row in enumerate(rows, FIRST_ROW):
        if None in row or None in row.values():
            raise CorpusError(
                f"annotations/{path.name}, row {line}: there are more or fewer fields than "
                "columns; put a field that holds a comma in quotation marks."
            )
    return rows


def read_notes(home: Path) -> dict[str, Notes]:
    """What people decided, by briefing.

    Raises
    ------
    CorpusError : when a file of annotations cannot be read.
    """
    notes = {}
    for row in read_annotations(home, "briefings"):
        notes[row["briefing"]] = Notes(row["briefing"])
    outlets = _outlets_by_label(read_annotations(home, "outlets"))
    for note in notes.values():
        note.outlets = outlets
    for row in read_annotations(home, "speakers"):
        notes[row["briefing"]].speakers[row["speaker"]] = row
    for row in read_annotations(home, "unlabelled_questions"):
        notes[row["briefing"]].unlabelled.append(row)
    for row in read_annotations(home, "repairs"):
        notes[row["briefing"]].repairs.append(row)
    for row in read_annotations(home, "sentence_breaks"):
        notes[row["briefing"]].sentence_breaks.append(row)
    for row in read_annotations(home, "acts"):
        notes[_briefing_of_act(row)].acts.append(row)
    return notes


def _outlets_by_label(rows: Iterable[dict]) -> dict[str, str]:
    outlets = {}
    for row in rows:
        for label in row["labels"].split("; "):
            if label:
                outlets[label] = row["outlet"]
    return outlets


def _briefing_of_act(row: dict) -> str:
    try:
        return parse_id(row["turn"]).briefing
    except UnknownName:
        raise refused_act(row) from None


class Annotation(NamedTuple):
    """A row of a file of annotations, and where it stands, for messages.

    Attributes
    ----------
    file : its name, without ``.csv``.
    line : the number of the row, as a spreadsheet counts.
    row : by the names of the columns.
    """

    file: str
    line: int
    row: dict

    def error(self, column: str, what: str) -> CorpusError:
        """The error that says what is wrong in one column of this row.

        >>> print(Annotation("claims", 7, {}).error("value", "'x' is no number."))
        annotations/claims.csv, row 7, value: 'x' is no number.
        """
        return CorpusError(f"annotations/{self.file}.csv, row {self.line}, {column}: {what}")

    def must_be_one_of(self, column: str, allowed: Collection[str]) -> None:
        """Refuse a value that is not among the allowed ones, naming these.

        Raises
        ------
        CorpusError : with the row, the column and the allowed values.
        """
        value = self.row[column]
        if value not in allowed:
            known = ", ".join(allowed)
            raise self.error(column, f"{value!r} is not one of {known}.")


def numbered(file: str, rows: Iterable[dict]) -> list[Annotation]:
    """The rows of a file of annotations, each with its place in the file."""
    return [Annotation(file, line, row) for line, row in enumerate(rows, FIRST_ROW)]
