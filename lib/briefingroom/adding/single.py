"""One briefing added, looked at, removed; and the list of those that are there."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from ..corpus.collection_folder import DECISIONS_FILE
from ..corpus.names import must_be
from ..corpus.tables import published_table
from ..display import Block, Paragraph, Readable
from ..errors import CorpusError, UnknownName
from ..files.transcripts import transcript
from ..files.writing import put_in_place, table_as_csv
from ..ids import parse_id
from .decisions import DECISION_COLUMNS, suggested_decisions
from .folders import CollectionFolder, explained, is_id_of_briefing
from .given_files import GivenFile, read_given
from .report import Report, report_of
from .understanding import SaidBefore, Understood, refuse_cut_off, understood

if TYPE_CHECKING:
    import pandas as pd

ADDED, THERE, PUBLISHED_ALREADY, LOOKED_AT = "added", "already there", "published", "looked at"
SENTENCES = {
    ADDED: "{id} was added to {folder}.",
    THERE: "{id} is already there, from the same file, in {folder}: nothing was changed.",
    PUBLISHED_ALREADY: "{id} is published already, from the same file: nothing was added.",
    LOOKED_AT: "{id} was looked at only: nothing was added.",
}
INSPECTED = "turns sentences source_map repairs briefings speakers candidates".split()

FilePath = str | os.PathLike[str]


@dataclass(frozen=True, repr=False)
class Added(Readable):
    """A briefing that was added, or only looked at; it shows what happened and the report.

    Attributes
    ----------
    id : of the briefing.
    state : added, already there, published, or looked at.
    folder : where it lies; None where it lies nowhere.
    report : what was understood.
    """

    id: str
    state: str
    folder: Path | None
    report: Report

    def blocks(self) -> tuple[Block, ...]:
        sentence = SENTENCES[self.state].format(id=self.id, folder=self.folder)
        return (Paragraph(sentence), *self.report.blocks())


def add(
    file: FilePath,
    into: FilePath | None = None,
    *,
    date: str | None = None,
    name: str | None = None,
    host: str | None = None,
    title: str | None = None,
    url: str | None = None,
    allow_cut_off: bool = False,
    check_only: bool = False,
    out: FilePath | None = None,
) -> Added:
    """Add the transcript of a press conference to a collection of your own.

    It is read, cleaned as the published ones are, and kept as one folder with its source, a
    transcript to read, its tables and a report. Its numerals are candidates until you decide about
    them (`decide_candidates`, `candidate_editor`): none is a claim before that. `collection` asks
    what was added. The same file a second time changes nothing.

    Parameters
    ----------
    file : the transcript as plain text in UTF-8, or its page as a browser saves it.
    into : folder of the collection; if none is given, that in your own data folder.
    date : the day, as ``YYYY-MM-DD``, where the page does not say it or says it wrongly.
    name : what tells it from another briefing of the same day, such as ``evening``.
    host, title, url : who held it, what it is called, where it was published.
    allow_cut_off : whether a file that seems to break off is taken as it is.
    check_only : look at it and report, and add nothing.
    out : with `check_only`, a folder to write its main tables to, for inspection.

    Returns
    -------
    Added : its id, its folder, and the report.

    Raises
    ------
    CorpusError : when the file is no transcript, breaks off, or has the date of another briefing,
        or when the folder cannot be written; nothing is written then.
    QuestionError : when what is said beforehand cannot be.

    >>> add("missing.txt", check_only=True)
    Traceback (most recent call last):
        ...
    briefingroom.errors.CorpusError: there is no file 'missing.txt'; see where it was saved.
    """
    said = SaidBefore(date, name, host, title, url)
    given = read_given(Path(file))
    briefing = understood(given, said, needs_date=not check_only)
    if not allow_cut_off:
        refuse_cut_off(briefing)
    if check_only:
        return _looked_at(briefing, out)
    return put(briefing, CollectionFolder(into))


def _looked_at(briefing: Understood, out: FilePath | None) -> Added:
    if out is not None:
        tables = briefing.as_csv()
        with explained(Path(out)):
            Path(out).mkdir(parents=True, exist_ok=True)
        for name in INSPECTED:
            put_in_place(Path(out) / f"{name}.csv", tables[name].encode("utf-8"))
    return Added(briefing.id, LOOKED_AT, None, report_of(briefing))


def put(briefing: Understood, folder: CollectionFolder) -> Added:
    """Put a briefing into a collection, unless it is there already.

    Raises
    ------
    CorpusError : when another text has its id, or the folder cannot be written.
    """
    report = report_of(briefing)
    if is_published(briefing):
        return Added(briefing.id, PUBLISHED_ALREADY, None, report)
    of_briefing = ToPut(briefing.id, briefing.given.name, sha256_of_given(briefing.given))
    put = put_under_id(
        of_briefing, folder, lambda: folder.put(briefing.id, files_of(briefing, report))
    )
    return Added(put.id, put.state, folder.path / put.id, report)


class ToPut(NamedTuple):
    """A briefing that is to be put into a collection; name and checksum are those of its file."""

    id: str
    name: str
    sha256: str


class Put(NamedTuple):
    """Under which id a briefing is there, and whether it was there before."""

    id: str
    state: str


class Puttable(Protocol):
    """What is known of a briefing to be put, as in `ToPut`."""

    @property
    def id(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def sha256(self) -> str: ...


def put_under_id(briefing: Puttable, folder: CollectionFolder, appear: Callable[[], object]) -> Put:
    """Let a briefing appear in a collection under its id, unless it is there already.

    Parameters
    ----------
    briefing : what is known of it.
    folder : the collection.
    appear : lets it appear; called by the one who may write there.

    Raises
    ------
    CorpusError : when another text has its id, or the folder cannot be written.
    """
    with folder.writing():
        there = same_file_there(briefing.id, briefing.sha256, folder)
        if there:
            return Put(there, THERE)
        if (folder.path / briefing.id).exists():
            where = f"is in {folder.path} already, with other text"
            raise _taken(briefing.id, briefing.name, where)
        appear()
    return Put(briefing.id, ADDED)


def sha256_of_given(given: GivenFile) -> str:
    """The checksum of a file as it was given."""
    data = given.source if given.page is None else given.page
    return hashlib.sha256(data).hexdigest()


def same_file_there(id: str, sha256: str, folder: CollectionFolder) -> str:
    """The briefing of the same day that was made from the same file; empty where there is none."""
    day = parse_id(id).date
    alike = folder.ids(day)
    return next((other for other in alike if folder.about(other).get("sha256") == sha256), "")


def is_published(briefing: Understood) -> bool:
    """Whether this very text is published.

    Parameters
    ----------
    briefing : as it was understood.

    Raises
    ------
    CorpusError : when its id is that of another text.
    """
    published = published_table("briefings").set_index("briefing").sha256
    if briefing.id not in published.index:
        return False
    if published[briefing.id] == sha256_of_given(briefing.given):
        return True
    raise _taken(briefing.id, briefing.given.name, "is published, with other text")


def _taken(id: str, name: str, where: str) -> CorpusError:
    return CorpusError(
        f"{id} {where}; if {name} is another briefing of that day, give it "
        "a name with --name evening."
    )


def files_of(briefing: Understood, report: Report) -> dict[str, bytes]:
    """Everything that is kept of a briefing, by path."""
    texts = {row["sentence"]: row["text"] for row in briefing.tables["sentences"]}
    decisions = suggested_decisions(briefing.tables["candidates"], texts)
    (row,) = briefing.tables["briefings"]
    page = transcript(row, briefing.cleaned, briefing.tables["speakers"], folder="")
    files = {
        "transcript.md": page,
        "report.html": report.page(),
        DECISIONS_FILE: table_as_csv(DECISION_COLUMNS, decisions),
        **{f"tables/{name}.csv": content for name, content in briefing.as_csv().items()},
    }
    kept = {path: content.encode("utf-8") for path, content in files.items()}
    kept["source.txt"] = briefing.given.source
    if briefing.given.page is not None:
        kept["source.html"] = briefing.given.page
    return kept


def remove(briefing: str, into: FilePath | None = None) -> None:
    """Take a briefing out of a collection of your own, with all that was decided about it.

    Parameters
    ----------
    briefing : id of a briefing that was added.
    into : folder of the collection; if none is given, that in your own data folder.

    Raises
    ------
    UnknownName : when there is no such briefing; the message names the nearest.
    CorpusError : when the folder cannot be written.
    """
    folder = CollectionFolder(into)
    must_be_there(briefing, folder)
    with folder.writing():
        folder.remove(briefing)


def must_be_there(briefing: str, folder: CollectionFolder) -> None:
    """Refuse what is no briefing of a collection.

    Raises
    ------
    UnknownName : with the nearest name.
    """
    ids = folder.ids()
    if is_id_of_briefing(briefing) and briefing in ids:
        return
    if not ids:
        raise UnknownName(f"there is no briefing in {folder.path}; add one first.")
    must_be(briefing, ids, f"there is no added briefing {briefing!r} in {folder.path}")


def added(into: FilePath | None = None) -> "pd.DataFrame":
    """The briefings that you added.

    Parameters
    ----------
    into : folder of the collection; if none is given, that in your own data folder.

    Returns
    -------
    DataFrame : briefing, title, host, words, turns, questions, claims, undecided (candidates that
        await a decision), state (whole, or damaged).

    Raises
    ------
    CorpusError : when the folder cannot be read.
    """
    import pandas as pd

    from .kept import KEPT_COLUMNS, kept_row

    folder = CollectionFolder(into)
    return pd.DataFrame([kept_row(folder, id) for id in folder.ids()], columns=KEPT_COLUMNS)
