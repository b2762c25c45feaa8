"""What is read before anything is built: the sources, and what people decided about them."""

from collections.abc import Collection, Iterable
from pathlib import Path
from typing import NamedTuple

from ..cleaning.acts import refused_act
from ..cleaning.records import Notes
from ..corpus.names import nearest
from ..errors import CorpusError
from ..ids import parse_id
from .annotation_files import FILES, columns_of_annotations, read_package
from .columns import BETWEEN
from .csv_files import FIRST_ROW, CsvFile, NumberedRow


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
    except OSError as error:
        raise CorpusError(
            f"sources/{path.name} cannot be read ({error.strerror}); "
            "restore it from the repository and see who may read it."
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
    CorpusError : when the file is missing or cannot be read, or when a row or a field of it cannot
        be right; with the row, the column and the remedy.
    """
    file = annotation_file(home, name)
    rows = file.rows()
    if not rows:
        raise file.error("row 1", "there is no row below it; restore the file.")
    file.check_keys(rows)
    if FILES[name].is_numbered:
        _check_numbering(file, rows)
    return [row.fields for row in rows]


def annotation_file(home: Path, name: str) -> CsvFile:
    """One file of annotations, with what it must hold.

    Parameters
    ----------
    home : the ``briefings`` folder.
    name : of the file, without ``.csv``.
    """
    resources = read_package(home)["resources"]
    return CsvFile(
        home / "annotations" / f"{name}.csv",
        f"annotations/{name}.csv",
        columns_of_annotations(name, resources),
        FILES[name].key.split(),
        when_missing="restore it from the repository",
    )


def _check_numbering(file: CsvFile, rows: list[NumberedRow]) -> None:
    """Numbered ids count from 1 without a gap, so that a lost or moved row is seen."""
    (column,) = file.key
    for expected, row in enumerate(rows, 1):
        value = row.fields[column]
        if parse_id(value).number != expected:
            raise file.error(
                f"row {row.number}, {column}",
                f"{value!r} stands where number {expected} belongs; "
                "restore the row that is missing, or the order.",
            )


def check_folder(home: Path) -> None:
    """Every file of annotations can be read, and there is no other.

    Parameters
    ----------
    home : the ``briefings`` folder.

    Raises
    ------
    CorpusError : when a file is damaged, or when there is one that nothing reads.
    """
    folder = home / "annotations"
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).with_suffix("").as_posix()
        if path.is_dir() or path.name.startswith((".", "~$")) or path.name == "README.md":
            continue
        if path.suffix != ".csv" or name not in FILES:
            raise CorpusError(
                f"annotations/{path.relative_to(folder).as_posix()} is no file of annotations; "
                f"the nearest is {nearest(name, FILES)}: save it under that name with .csv as CSV "
                "UTF-8, or take it away."
            )
    for name in FILES:
        read_annotations(home, name)


def read_notes(home: Path) -> dict[str, Notes]:
    """What people decided, by briefing.

    Raises
    ------
    CorpusError : when a file of annotations cannot be read.
    """
    notes = _notes_by_briefing(home)
    outlets = _outlets_by_label(read_annotations(home, "outlets"))
    for note in notes.values():
        note.outlets = outlets
    for annotation in _of_briefings(home, "speakers", notes):
        row = annotation.row
        notes[row["briefing"]].speakers[row["speaker"]] = row
    for annotation in _of_briefings(home, "unlabelled_questions", notes):
        notes[annotation.row["briefing"]].unlabelled.append(annotation.row)
    for annotation in _of_briefings(home, "repairs", notes):
        notes[annotation.row["briefing"]].repairs.append(annotation.row)
    for annotation in _of_briefings(home, "sentence_breaks", notes):
        notes[annotation.row["briefing"]].sentence_breaks.append(annotation.row)
    for row in read_annotations(home, "acts"):
        briefing = parse_id(row["turn"]).briefing
        if briefing not in notes:
            raise refused_act(row)
        notes[briefing].acts.append(row)
    return notes


def _notes_by_briefing(home: Path) -> dict[str, Notes]:
    """Empty notes of each briefing, in the order of time."""
    notes: dict[str, Notes] = {}
    latest = ""
    for annotation in numbered("briefings", read_annotations(home, "briefings")):
        briefing = annotation.row["briefing"]
        if briefing < latest:
            raise annotation.error(
                "briefing", f"{briefing!r} stands below {latest!r}; put the older one first."
            )
        latest = briefing
        notes[briefing] = Notes(briefing)
    return notes


def _of_briefings(home: Path, file: str, known: Collection[str]) -> "list[Annotation]":
    """The rows of a file, each of a briefing that is there."""
    annotations = numbered(file, read_annotations(home, file))
    for annotation in annotations:
        briefing = annotation.row["briefing"]
        if briefing not in known:
            raise annotation.error(
                "briefing",
                f"there is no briefing {briefing!r}; the nearest is {nearest(briefing, known)}.",
            )
    return annotations


def _outlets_by_label(rows: Iterable[dict]) -> dict[str, str]:
    outlets: dict[str, str] = {}
    for annotation in numbered("outlets", rows):
        outlet, labels = annotation.row["outlet"], annotation.row["labels"]
        for label in filter(None, labels.split(BETWEEN)):
            if label in outlets:
                raise annotation.error(
                    "labels", f"{label!r} is a label of {outlets[label]!r} too; take one out."
                )
            outlets[label] = outlet
    return outlets


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
