"""The files of a corpus as they lie on disk, and what is found when they are examined.

The tables are read here as plain CSV, apart from the code that hands them out, so that a file which
the library would refuse can still be examined line by line.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from ..cleaning.lines import line_of
from ..cleaning.records import Repair, Stretch
from ..cleaning.repairs import apply_repairs
from ..errors import CorpusError
from ..files.csv_files import FIRST_ROW, CsvFile
from .annotation_files import columns_of_table, read_package
from .annotations import read_source

BUILT = "Built files are not edited: change the annotation, then run `briefingroom build`."


@dataclass
class Finding:
    """One thing that must hold: its name, what was counted, and where it does not hold.

    >>> print(Finding("Keys", "2 references between tables resolve"))
    ok     Keys: 2 references between tables resolve
    """

    name: str
    counted: str
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        state = "BROKEN" if self.problems else "ok"
        places = [f"       - {problem}" for problem in self.problems]
        return "\n".join([f"{state:<7}{self.name}: {self.counted}", *places])


class Corpus:
    """The files of one corpus, as they lie on disk.

    Attributes
    ----------
    home : its folder.
    package : the description of the tables.
    tables : the rows of each table, as text.
    sources : the text of each source that can be read, by briefing.
    unread : what is wrong with the sources that cannot be read.

    Raises
    ------
    CorpusError : when a table is missing or damaged; with the row and the column.
    """

    def __init__(self, home: Path):
        self.home = home
        self.package = read_package(home)
        self.tables: dict[str, list[dict]] = {}
        for resource in self.package["resources"]:
            self.tables[resource["name"]] = self._read_rows(resource)
        self.sources: dict[str, str] = {}
        self.unread: list[str] = []
        self._read_sources()

    def _read_rows(self, resource: dict) -> list[dict]:
        path = resource["path"]
        file = CsvFile(
            self.home / path,
            path,
            columns_of_table(resource),
            key=(),
            when_missing="run `briefingroom build` to make it again",
            remedy=f" {BUILT}",
            is_written_by_hand=False,
        )
        return [row.fields for row in file.rows()]

    def _read_sources(self) -> None:
        for row in self.tables["briefings"]:
            path = self.home / "sources" / row["source_file"]
            try:
                self.sources[row["briefing"]] = read_source(path)
            except CorpusError as error:
                self.unread.append(str(error))

    def count(self, table: str) -> int:
        """How many rows a table has."""
        return len(self.tables[table])

    def numbered(self, table: str) -> Iterator[tuple[int, dict]]:
        """The rows of a table, each after its number in the file."""
        return enumerate(self.tables[table], FIRST_ROW)

    def ids(self, table: str, column: str) -> set[str]:
        """The different values of a column."""
        return {row[column] for row in self.tables[table]}

    def by_briefing(self, table: str) -> dict[str, list[dict]]:
        """The rows of a table, by briefing; none for a briefing that has none."""
        rows = defaultdict(list)
        for row in self.tables[table]:
            rows[row["briefing"]].append(row)
        return rows

    def on_record(self) -> dict[str, "SourceOnRecord"]:
        """What the tables say of each source that can be read, by briefing."""
        stretches = self.by_briefing("source_map")
        repairs = self.by_briefing("repairs")
        sentences = self.by_briefing("sentences")
        records = {}
        for briefing, text in self.sources.items():
            records[briefing] = SourceOnRecord(
                briefing,
                text,
                stretches=[_as_stretch(row) for row in stretches[briefing]],
                repairs=[_as_repair(row) for row in repairs[briefing]],
                sentences=[_as_sentence(row) for row in sentences[briefing]],
            )
        return records


def in_table(table: str, line: int, column: str) -> str:
    """A place in a table, for messages.

    >>> in_table("claims", 7, "value")
    'tables/claims.csv, row 7, value'
    """
    return f"tables/{table}.csv, row {line}, {column}"


class SentenceOnRecord(NamedTuple):
    """What the tables say of a sentence: its id, its place in the source, and its text."""

    id: str
    start: int
    end: int
    text: str


class SourceOnRecord(NamedTuple):
    """A source, and what the tables say of it, in order.

    >>> slip = Repair(3, 10, "andwith", "and with", "two words printed as one")
    >>> source = SourceOnRecord("2030-01-01", "Us andwith you.", [], [slip], [])
    >>> source.has(SentenceOnRecord("2030-01-01.t01.p1.s1", 0, 15, "Us and with you."))
    True
    """

    briefing: str
    text: str
    stretches: list[Stretch]
    repairs: list[Repair]
    sentences: list[SentenceOnRecord]

    def line(self, offset: int) -> int:
        """The line number, from 1, at a character offset."""
        return line_of(self.text, offset)

    def has(self, sentence: SentenceOnRecord) -> bool:
        """Whether a sentence is its slice of the source, with the repairs."""
        read = apply_repairs(self.text, sentence.start, sentence.end, self.repairs)
        return read == sentence.text


def _as_stretch(row: dict) -> Stretch:
    return Stretch(int(row["source_start"]), int(row["source_end"]), row["part"])


def _as_repair(row: dict) -> Repair:
    start, end = int(row["source_start"]), int(row["source_end"])
    return Repair(start, end, row["found"], row["kept"], row["reason"])


def _as_sentence(row: dict) -> SentenceOnRecord:
    start, end = int(row["source_start"]), int(row["source_end"])
    return SentenceOnRecord(row["sentence"], start, end, row["text"])
