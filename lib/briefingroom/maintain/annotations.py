"""What is read before anything is built: the sources, and what people decided about them."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from ..cleaning.acts import refused_act
from ..cleaning.records import Annotation, Notes
from ..corpus.names import nearest
from ..errors import CorpusError
from ..files.csv_files import FIRST_ROW, CsvFile, NumberedRow
from ..ids import BETWEEN, parse_id
from .annotation_files import FILES, columns_of_annotations, read_package

RECOVERED = "recovered"  # an outlet whose label the page lost, and that another page names


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
    return _rows_of(home, name, read_package(home)["resources"])


def _rows_of(home: Path, name: str, resources: list[dict]) -> list[dict]:
    file = annotation_file(home, name, resources)
    rows = file.rows()
    if not rows:
        raise file.error("row 1", "there is no row below it; restore the file.")
    file.check_keys(rows)
    if FILES[name].is_numbered:
        _check_numbering(file, rows, _ids_taken_out(home, resources))
    return [row.fields for row in rows]


def annotation_file(home: Path, name: str, resources: list[dict]) -> CsvFile:
    """One file of annotations, with what it must hold.

    Parameters
    ----------
    home : the ``briefings`` folder.
    name : of the file, without ``.csv``.
    resources : the tables of the data package.
    """
    return CsvFile(
        home / "annotations" / f"{name}.csv",
        f"annotations/{name}.csv",
        columns_of_annotations(name, resources),
        FILES[name].key.split(),
        when_missing="restore it from the repository",
    )


def _ids_taken_out(home: Path, resources: list[dict]) -> set[str]:
    """The ids of rows that were published and are not there any more; none is given again."""
    return {row.fields["id"] for row in annotation_file(home, "removed", resources).rows()}


def _check_numbering(file: CsvFile, rows: list[NumberedRow], taken_out: set[str]) -> None:
    """Numbered ids count from 1, but for those taken out, so that a lost or moved row is seen."""
    (column,) = file.key
    gone = {parse_id(id).number for id in taken_out if parse_id(id).kind == column}
    count = len(rows) + len(gone)
    numbers = [number for number in range(1, count + 1) if number not in gone]
    for expected, row in zip(numbers, rows, strict=True):
        value = row.fields[column]
        if parse_id(value).number != expected:
            raise file.error(
                f"row {row.number}, {column}",
                f"{value!r} stands where number {expected} belongs; "
                "restore the row that is missing, or the order.",
            )


def read_folder(home: Path) -> dict[str, list[dict]]:
    """The rows of every file of annotations, by its name without ``.csv``; there is no other file.

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
    resources = read_package(home)["resources"]
    return {name: _rows_of(home, name, resources) for name in FILES}


def notes_by_briefing(annotations: Mapping[str, list[dict]]) -> dict[str, Notes]:
    """What people decided, by briefing.

    Parameters
    ----------
    annotations : the rows of each file.

    Raises
    ------
    CorpusError : when a row is of no briefing, or what it says cannot be.
    """
    notes = _empty_notes(annotations["briefings"])
    outlets = _outlets_by_label(annotations["outlets"])
    for note in notes.values():
        note.outlets = outlets
    for annotation in _of_briefings(annotations, "speakers", notes):
        row = annotation.row
        notes[row["briefing"]].speakers[row["speaker"]] = row
    for annotation in _of_briefings(annotations, "unlabelled_questions", notes):
        row = annotation.row
        if bool(row["outlet"]) != (row["outlet_status"] == RECOVERED):
            raise annotation.error("outlet", f"name it where it is {RECOVERED}, and only there.")
        notes[row["briefing"]].unlabelled.append(annotation)
    for annotation in _of_briefings(annotations, "repairs", notes):
        notes[annotation.row["briefing"]].repairs.append(annotation)
    for annotation in _of_briefings(annotations, "sentence_breaks", notes):
        notes[annotation.row["briefing"]].sentence_breaks.append(annotation)
    for annotation in numbered("acts", annotations["acts"]):
        briefing = parse_id(annotation.row["turn"]).briefing
        if briefing not in notes:
            raise refused_act(annotation)
        notes[briefing].acts.append(annotation)
    return notes


def _empty_notes(briefings: Iterable[dict]) -> dict[str, Notes]:
    """Empty notes of each briefing, in the order of time."""
    notes: dict[str, Notes] = {}
    latest = ""
    for annotation in numbered("briefings", briefings):
        briefing = annotation.row["briefing"]
        if briefing < latest:
            raise annotation.error(
                "briefing", f"{briefing!r} stands below {latest!r}; put the older one first."
            )
        latest = briefing
        notes[briefing] = Notes(briefing)
    return notes


def _of_briefings(
    annotations: Mapping[str, list[dict]], file: str, known: Collection[str]
) -> list[Annotation]:
    """The rows of a file, each of a briefing that is there."""
    rows = numbered(file, annotations[file])
    for annotation in rows:
        briefing = annotation.row["briefing"]
        if briefing not in known:
            raise annotation.error(
                "briefing",
                f"there is no briefing {briefing!r}; the nearest is {nearest(briefing, known)}.",
            )
    return rows


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


def numbered(file: str, rows: Iterable[dict]) -> list[Annotation]:
    """The rows of a file of annotations, each with its place in the file."""
    return [Annotation(file, line, row) for line, row in enumerate(rows, FIRST_ROW)]
