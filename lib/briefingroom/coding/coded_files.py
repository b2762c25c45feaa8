"""A coding that somebody made: a CSV file or a DataFrame, with a sentence in each row."""

import csv
import io
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from os import PathLike
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pandas as pd

from ..corpus.names import nearest
from ..corpus.tables import read_table, resources
from ..errors import QuestionError, UnknownName
from ..ids import parse_id

SENTENCE = "sentence"
NO_CATEGORY = "none"  # what a coder writes where no category fits
NO_CATEGORIES = {"note", "quote", "text", "start", "end", "policy_measure", "paragraph", "turn"}
TABLES_WITH_CATEGORIES = ("policy_measures", "aims", "asked")
COLUMN_SEPARATORS = ",;\t"
FIRST_LINE = 2  # below the names of the columns, as a spreadsheet counts
SAVE_AS = "save it as CSV UTF-8 (comma delimited)"
Given: TypeAlias = pd.DataFrame | str | PathLike[str]


class CodedSentence(NamedTuple):
    """A row: where it stands, and its fields by column."""

    place: Hashable
    fields: dict[str, str]


class Coding(NamedTuple):
    """What one person coded.

    Attributes
    ----------
    name : how messages call it: the name of the file, or mine and theirs.
    columns : the names of the columns.
    sentences : the rows, by the id of the sentence.
    """

    name: str
    columns: list[str]
    sentences: dict[str, CodedSentence]

    def error(self, sentence: str, column: str, what: str) -> QuestionError:
        """The error that says what is wrong with the code of a sentence."""
        return _error_at(self.name, self.sentences[sentence].place, column, what)


def coding_of(given: Given, name: str) -> Coding:
    """A coding, with one row for each sentence.

    Parameters
    ----------
    given : a DataFrame, or the path of a CSV file. A file may have the mark that Excel puts before
        the first name, and semicolons or tabs between its columns.
    name : what messages call a DataFrame.

    Raises
    ------
    QuestionError : when it cannot be read, has no column of sentences, or has a sentence twice;
        with file, row and column.

    >>> mine = pd.DataFrame({"sentence": ["2023-03-01.t07.p1.s1"], "aim": ["only"]})
    >>> coding_of(mine, "mine").columns
    ['sentence', 'aim']
    """
    if isinstance(given, pd.DataFrame):
        columns = [str(column) for column in given.columns]
        _check_columns(name, columns)
        rows = _rows_of_frame(given, columns)
    else:
        name = Path(given).name
        columns, rows = _read_file(Path(given))
    return Coding(name, columns, _by_sentence(name, rows))


def check_categories(coding: Coding, column: str) -> None:
    """A column of the code book has only its categories, and none; others may have any.

    Raises
    ------
    QuestionError : with file, row and column.
    """
    known = known_categories(column)
    for sentence, row in coding.sentences.items():
        value = row.fields[column]
        if value.startswith(("#", "=")):
            fault = f"{value!r} is an error or a formula of a spreadsheet; write the category."
            raise coding.error(sentence, column, fault)
        if known and value and value not in known:
            raise coding.error(
                sentence,
                column,
                f"{value!r} is no category of {column}; the nearest is {nearest(value, known)}.",
            )


def known_categories(column: str) -> Sequence[str]:
    """The categories that the code book has for a column, and none; empty where it has no such.

    >>> known_categories("step"), known_categories("mood")
    (['announced', 'done', 'under way', 'none'], [])
    """
    if column == "theme":
        return [*read_table("themes").theme, NO_CATEGORY]
    for table in TABLES_WITH_CATEGORIES:
        for field in resources()[table]["schema"]["fields"]:
            allowed = field.get("constraints", {}).get("enum")
            if field["name"] == column and allowed:
                return [*allowed, *({NO_CATEGORY} - set(allowed))]
    return []


def category_columns(mine: Coding, theirs: Coding) -> list[str]:
    """The columns of categories that both codings have.

    Raises
    ------
    QuestionError : when there is none.
    """
    shared = [
        column
        for column in mine.columns
        if column in theirs.columns and column not in {SENTENCE, *NO_CATEGORIES}
    ]
    if not shared:
        raise QuestionError(
            f"{mine.name} and {theirs.name} have no column of categories in common; "
            "give both the same name, such as instrument."
        )
    return shared


# --- rows


def _error_at(name: str, place: Hashable, column: str, what: str) -> QuestionError:
    return QuestionError(f"{name}, row {place}, {column}: {what}")


def _rows_of_frame(frame: pd.DataFrame, columns: list[str]) -> Iterator[CodedSentence]:
    for place, row in zip(frame.index, frame.itertuples(index=False), strict=True):
        values = ["" if pd.isna(value) else str(value).strip() for value in row]
        yield CodedSentence(place, dict(zip(columns, values, strict=True)))


def _by_sentence(name: str, rows: Iterator[CodedSentence]) -> dict[str, CodedSentence]:
    sentences: dict[str, CodedSentence] = {}
    for row in rows:
        sentence = row.fields[SENTENCE]
        if sentence in sentences:
            earlier = sentences[sentence].place
            fault = f"{sentence} is in row {earlier} too; one sentence has one row."
            raise _error_at(name, row.place, SENTENCE, fault)
        _check_id(name, row)
        sentences[sentence] = row
    if not sentences:
        raise QuestionError(f"{name} has no row; code a sentence first.")
    return sentences


def _check_id(name: str, row: CodedSentence) -> None:
    sentence = row.fields[SENTENCE]
    try:
        is_sentence = parse_id(sentence).kind == "sentence"
    except UnknownName:
        is_sentence = False
    if not is_sentence:
        fault = f"{sentence!r} is no sentence; one looks like 2023-03-01.t07.p2.s3."
        raise _error_at(name, row.place, SENTENCE, fault)


def _check_columns(name: str, columns: list[str]) -> None:
    if SENTENCE not in columns:
        there = f"the nearest is {nearest(SENTENCE, columns)}" if columns else "the row is empty"
        raise QuestionError(f"{name}, row 1: there is no column {SENTENCE!r}; {there}.")
    for column, count in Counter(columns).items():
        if count > 1:
            raise QuestionError(f"{name}, row 1: the column {column!r} is there twice.")


# --- files


def _read_file(path: Path) -> tuple[list[str], Iterator[CodedSentence]]:
    text = _decoded_file(path)
    header = text.partition("\n")[0]
    separator = max(COLUMN_SEPARATORS, key=header.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        records = [[field.strip() for field in record] for record in reader]
    except csv.Error as error:
        raise QuestionError(f"{path.name}, line {reader.line_num}: {error}; {SAVE_AS}.") from None
    if not records:
        raise QuestionError(f"{path.name} is empty; code a sentence first.")
    columns = records[0]
    while columns and not columns[-1]:
        columns.pop()
    _check_columns(path.name, columns)
    return columns, _rows_of_records(path.name, columns, records)


def _rows_of_records(
    name: str, columns: list[str], records: list[list[str]]
) -> Iterator[CodedSentence]:
    """The rows that hold something, without empty fields to the right of the columns."""
    for place, record in enumerate(records[1:], FIRST_LINE):
        if not any(record):
            continue
        while len(record) > len(columns) and not record[-1]:
            record.pop()
        if len(record) != len(columns):
            raise QuestionError(
                f"{name}, row {place}: there are more or fewer fields than columns; "
                "put a field that holds a comma in quotation marks."
            )
        yield CodedSentence(place, dict(zip(columns, record, strict=True)))


def _decoded_file(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QuestionError(f"{path.name} cannot be read ({error.strerror}).") from None
    if b"\0" in data:
        raise QuestionError(f"{path.name}: this is UTF-16 or no text; {SAVE_AS}.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
    raise QuestionError(f"{path.name}, line {line}: this is not UTF-8; {SAVE_AS}.")
