"""What cleaning is told about a briefing, and what it gives back."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import NamedTuple

from ..errors import CorpusError


class Stretch(NamedTuple):
    """A piece of the source, [start, end) in characters, and what it is.

    Attributes
    ----------
    part : heading, label, sentence, dropped or space.
    id : the sentence, or the turn of a label; empty for the others.
    reason : why it was dropped; empty for the others.
    """

    start: int
    end: int
    part: str
    id: str = ""
    reason: str = ""


class Repair(NamedTuple):
    """A slip mended: `found` stands at [start, end) of the source, `kept` is what is read."""

    start: int
    end: int
    found: str
    kept: str
    reason: str


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


@dataclass
class Notes:
    """What was decided by reading about one briefing (see ``briefings/annotations``).

    Attributes
    ----------
    briefing : its id.
    speakers : the rows of ``speakers.csv``, by name.
    outlets : outlet by printed label.
    unlabelled : the questions whose label the page lost.
    acts, repairs, sentence_breaks : the rows of the files of these names.
    """

    briefing: str
    speakers: dict[str, dict] = field(default_factory=dict)
    outlets: dict[str, str] = field(default_factory=dict)
    unlabelled: list[Annotation] = field(default_factory=list)
    acts: list[Annotation] = field(default_factory=list)
    repairs: list[Annotation] = field(default_factory=list)
    sentence_breaks: list[Annotation] = field(default_factory=list)


@dataclass
class Cleaned:
    """The rows that one source gives, with the columns of the tables of these names."""

    turns: list[dict] = field(default_factory=list)
    paragraphs: list[dict] = field(default_factory=list)
    sentences: list[dict] = field(default_factory=list)
    exchanges: list[dict] = field(default_factory=list)
    source_map: list[Stretch] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
