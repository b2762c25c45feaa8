"""A briefing of a collection as it lies in its folder: what is decided about it, and changed."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..corpus.collection_folder import DECISIONS_FILE, present_file
from ..corpus.tables import published_table
from ..display import Block, Paragraph, Readable, counted
from ..errors import BriefingRoomError, CorpusError, QuestionError
from ..files.writing import table_as_csv
from .decisions import (
    DECISION_COLUMNS,
    Decided,
    DecisionRow,
    Numerals,
    decided,
    numbered_decisions,
    read_decisions,
)
from .folders import CollectionFolder, explained
from .single import FilePath, must_be_there
from .understanding import columns_of_tables

if TYPE_CHECKING:
    import pandas as pd

KEPT_COLUMNS = "briefing title host words turns questions claims undecided state".split()


@dataclass(frozen=True, repr=False)
class DecisionsTaken(Readable):
    """What the decisions about a briefing come to.

    Attributes
    ----------
    briefing : its id.
    claims, other_numerals, undecided : how many there are.
    """

    briefing: str
    claims: int
    other_numerals: int
    undecided: int

    def blocks(self) -> tuple[Block, ...]:
        return (
            Paragraph(
                f"{self.briefing}: {counted(self.claims, 'claim')}, "
                f"{counted(self.other_numerals, 'other numeral')}, {self.undecided} undecided."
            ),
        )


class KeptBriefing:
    """A briefing of a collection, whose candidates are decided.

    Attributes
    ----------
    id : of the briefing.
    folder : of the collection.
    numerals : its candidates and sentences.
    """

    def __init__(self, id: str, into: FilePath | None = None) -> None:
        self.folder = CollectionFolder(into)
        must_be_there(id, self.folder)
        self.id = id
        texts = {row["sentence"]: row["text"] for row in self.rows("sentences")}
        candidates = {row["candidate"]: row for row in self.rows("candidates")}
        self.numerals = Numerals(candidates, texts, set(published_table("indicators").indicator))

    def rows(self, table: str) -> list[dict]:
        """The rows of one of its tables, as text.

        Raises
        ------
        CorpusError : when it cannot be read.
        """
        path = f"tables/{table}.csv"
        try:
            text = present_file(self.folder.path / self.id, path).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            raise CorpusError(
                f"{self.id}/{path} cannot be read; remove the briefing and add it again."
            ) from None
        return list(csv.DictReader(io.StringIO(text, newline="")))

    def decisions(self) -> list[DecisionRow]:
        """Its decisions as they stand in the file.

        Raises
        ------
        CorpusError : when the file is damaged, with the row and the column.
        """
        path = present_file(self.folder.path / self.id, DECISIONS_FILE)
        return read_decisions(path, self._name_of_decisions)

    def take(self, changes: Iterable[Mapping[str, Any]] = ()) -> Decided:
        """Take decisions in addition to those of the file, and make the claims of all of them.

        Raises
        ------
        CorpusError : when one cannot be right, with its row and column; nothing is changed then.
        """
        with self.folder.writing():
            self.folder.finish_pending(self.id)
            rows = [decision.row for decision in self.decisions()]
            rows = _with_changes(rows, changes)
            result = decided(numbered_decisions(rows, self._name_of_decisions), self.numerals)
            self.folder.change(self.id, _files_of(rows, result))
        return result

    @property
    def _name_of_decisions(self) -> str:
        return f"{self.id}/{DECISIONS_FILE}"


def _with_changes(rows: list[dict], changes: Iterable[Mapping[str, Any]]) -> list[dict]:
    """The rows with some of their fields changed; rows for new candidates come at the end."""
    by_id = {row["candidate"]: row for row in rows}
    for change in changes:
        fields = {str(column): _as_text(value) for column, value in change.items()}
        unknown = [column for column in fields if column not in DECISION_COLUMNS]
        if unknown or "candidate" not in fields:
            raise QuestionError(
                f"a decision has the fields {', '.join(DECISION_COLUMNS)}, and always candidate; "
                f"not {', '.join(unknown) or 'without it'}."
            )
        empty = dict.fromkeys(DECISION_COLUMNS, "")
        id = fields["candidate"]
        by_id[id] = {**empty, **by_id.get(id, {}), **fields}
    return list(by_id.values())


def _as_text(value: Any) -> str:
    """A field as text: what is missing in a table of pandas is empty."""
    return "" if value is None or value != value else str(value)


def _files_of(rows: list[dict], result: Decided) -> dict[str, bytes]:
    columns = columns_of_tables()
    files = {
        DECISIONS_FILE: table_as_csv(DECISION_COLUMNS, rows),
        "tables/claims.csv": table_as_csv(columns["claims"], result.claims),
        "tables/other_numerals.csv": table_as_csv(columns["other_numerals"], result.other_numerals),
    }
    return {path: content.encode("utf-8") for path, content in files.items()}


def decide_candidates(
    briefing: str,
    decisions: "pd.DataFrame | Iterable[Mapping[str, Any]]" = (),
    into: FilePath | None = None,
) -> DecisionsTaken:
    """Decide about the candidates of a briefing that you added, and make its claims.

    Each row of ``decisions.csv`` in its folder is a candidate with what is suggested for it. Write
    ``accept``, ``correct`` (with the fields mended) or ``reject`` (with the reason) as its
    decision, in a spreadsheet, or give the same rows here; a row without a decision stays open.
    What is suggested as no quantity is accepted as another numeral.

    Parameters
    ----------
    briefing : id of a briefing that was added.
    decisions : rows with a candidate and the fields that change; those of the file stay.
    into : folder of the collection; if none is given, that in your own data folder.

    Returns
    -------
    DecisionsTaken : how many claims, other numerals and undecided candidates there are now.

    Raises
    ------
    UnknownName : when there is no such briefing; the message names the nearest.
    CorpusError : when a decision cannot be right, with its row and column; nothing is changed then.
    QuestionError : when a row has other fields.
    """
    rows = _as_records(decisions)
    result = KeptBriefing(briefing, into).take(rows)
    return DecisionsTaken(
        briefing, len(result.claims), len(result.other_numerals), len(result.open)
    )


def _as_records(decisions: Any) -> list[Mapping[str, Any]]:
    to_dict = getattr(decisions, "to_dict", None)
    return to_dict("records") if to_dict else list(decisions)


def kept_row(folder: CollectionFolder, id: str) -> dict[str, Any]:
    """A briefing as the list of a collection has it."""
    empty = dict.fromkeys(KEPT_COLUMNS, "")
    try:
        with explained(folder.path):
            kept = KeptBriefing(id, folder.path)
            (about,) = kept.rows("briefings")
            claims = len(kept.rows("claims"))
            done = claims + len(kept.rows("other_numerals"))
    except (BriefingRoomError, ValueError, KeyError):
        return {**empty, "briefing": id, "state": "damaged"}
    return {
        **{column: about[column] for column in ("briefing", "title", "host")},
        **{column: int(about[column]) for column in ("words", "turns", "questions")},
        "claims": claims,
        "undecided": len(kept.numerals.candidates) - done,
        "state": "whole",
    }
