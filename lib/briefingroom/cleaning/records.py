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
    rule : how it was recognised.
    sure : sure, likely or guess.
    """

    start: int
    end: int
    part: str
    id: str = ""
    reason: str = ""
    rule: str = ""
    sure: str = "sure"


class Suspicion(NamedTuple):
    """Something that looks wrong, where it stands, and what to do.

    Attributes
    ----------
    kind : a short name, such as ``lost label`` or ``cut off``.
    line : of the source, from 1; 0 where it concerns the whole.
    start, end : characters [start, end) of the source.
    what : one sentence that says what looks wrong.
    remedy : one sentence that says what to do.
    serious : whether publishing is refused while it is open.
    """

    kind: str
    line: int
    start: int
    end: int
    what: str
    remedy: str
    serious: bool = False


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
    """What people decided about one briefing (see ``briefings/annotations``).

    Attributes
    ----------
    briefing : its id.
    speakers : the rows of ``speakers.csv``, by name.
    outlets : outlet by printed label.
    unlabelled : the questions whose label the page lost.
    acts, repairs, sentence_breaks : the rows of the files of these names.
    published : whether the briefing is one of the published; then a note that is not used is an
        error, and a label that no note knows is refused. For an added one both are findings.
    """

    briefing: str
    speakers: dict[str, dict] = field(default_factory=dict)
    outlets: dict[str, str] = field(default_factory=dict)
    unlabelled: list[Annotation] = field(default_factory=list)
    acts: list[Annotation] = field(default_factory=list)
    repairs: list[Annotation] = field(default_factory=list)
    sentence_breaks: list[Annotation] = field(default_factory=list)
    published: bool = True


@dataclass
class PageHeading:
    """What the heading of a page says.

    Attributes
    ----------
    title : the title, on one line; empty where the page has none.
    date : the day, as ``YYYY-MM-DD``; empty where the page does not say it.
    time : as printed, such as ``10 a.m.``; empty where it is not said.
    host : who holds the press conference; empty where it is not known.
    place : the town of the dateline or the venue; empty where it is not known.
    speakers : one dict a person, with speaker, honorific, role (chair or official), position and
        organisation.
    """

    title: str = ""
    date: str = ""
    time: str = ""
    host: str = ""
    place: str = ""
    speakers: list[dict] = field(default_factory=list)


@dataclass
class Cleaned:
    """The rows that one source gives, with the columns of the tables of these names.

    Attributes
    ----------
    speakers, turns, paragraphs, sentences, exchanges : rows with the columns of these tables.
    source_map : the stretches that tile the source.
    repairs : the slips that were mended.
    heading : what the heading says.
    findings : what looks wrong, in the order of place.
    """

    turns: list[dict] = field(default_factory=list)
    paragraphs: list[dict] = field(default_factory=list)
    sentences: list[dict] = field(default_factory=list)
    exchanges: list[dict] = field(default_factory=list)
    source_map: list[Stretch] = field(default_factory=list)
    repairs: list[Repair] = field(default_factory=list)
    speakers: list[dict] = field(default_factory=list)
    heading: PageHeading = field(default_factory=PageHeading)
    findings: list[Suspicion] = field(default_factory=list)
