"""The files of annotations: the one list of their columns, and what each column may hold.

Where a table of the data package has a column of the same name, its allowed values hold here too.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..errors import CorpusError
from ..files.claim_fields import UNITS
from ..files.columns import Column


class AnnotationFile(NamedTuple):
    """The columns of a file of annotations, as words in one text.

    Attributes
    ----------
    columns : all of them, in order.
    key : those by which no two rows are alike; empty where rows may be.
    may_be_empty : those in which a field may be empty.
    table : the table of the data package whose allowed values hold.
    is_numbered : whether the ids of the rows count from 1, with no gap but for rows taken out.
    allowed : by column, what may stand in this file alone, as words in one text.
    """

    columns: str
    key: str
    may_be_empty: str = ""
    table: str = ""
    is_numbered: bool = False
    allowed: Mapping[str, str] = {}


READING = AnnotationFile(
    "sentence type quote nth measure value unit counted bound kind period baseline region note",
    key="sentence type quote nth",
    may_be_empty="measure value unit counted bound kind period baseline region note",
    table="claims",
)
MEANS_READ = AnnotationFile(
    "sentence quote instrument step signal motive target_group theme note",
    key="sentence quote",
    may_be_empty="note",
    table="policy_measures",
)
SENTENCES_READ = AnnotationFile(
    "sentence measures aim aim_motive",
    key="sentence",
    may_be_empty="aim aim_motive",
    table="aims",
)
QUESTIONS_READ = AnnotationFile(
    "exchange number asks asks_quote kind reply clarity answered_by decided_by note",
    key="exchange number",
    may_be_empty="answered_by decided_by",
    table="asked",
)
FILES = {
    "acts": AnnotationFile("turn speaker begins act reason", key="turn"),
    "aims": SENTENCES_READ,
    "asked": QUESTIONS_READ,
    "briefings": AnnotationFile(
        "briefing title title_zh series host place start_time url turns questions printed basis",
        key="briefing",
        may_be_empty="series",
    ),
    "claims": AnnotationFile(
        "sentence quote nth indicator measure value unit counted bound kind period baseline region "
        "note",
        key="sentence quote nth",
        may_be_empty="indicator counted period baseline note",
        table="claims",
    ),
    "context": AnnotationFile(
        "context date end_date subject what kind publisher document url basis note",
        key="context",
        may_be_empty="end_date note",
        table="context",
        is_numbered=True,
    ),
    "corrections": AnnotationFile(
        "correction version date tables what why", key="correction", table="corrections"
    ),
    "discrepancies": AnnotationFile(
        "discrepancy claims sentences against kind what likely evidence confidence",
        key="discrepancy",
        may_be_empty="claims sentences against likely",
        table="discrepancies",
        is_numbered=True,
    ),
    "figure_requests": AnnotationFile(
        "exchange asks begins gives gives_begins reason",
        key="exchange",
        may_be_empty="gives gives_begins",
    ),
    "further_reading": AnnotationFile(
        "reading subjects author year title publisher argues url basis note",
        key="reading",
        may_be_empty="year note",
        table="further_reading",
        is_numbered=True,
    ),
    "glossary": AnnotationFile(
        "term variants hanzi pinyin meaning basis",
        key="term",
        may_be_empty="hanzi pinyin",
        table="glossary",
    ),
    "indicators": AnnotationFile(
        "indicator name name_zh unit theme definition caution",
        key="indicator",
        may_be_empty="name_zh",
        table="indicators",
    ),
    "other_numerals": AnnotationFile("sentence quote nth reason", key="sentence quote nth"),
    "outlets": AnnotationFile(
        "outlet labels kind country basis", key="outlet", may_be_empty="labels", table="outlets"
    ),
    "reasons": AnnotationFile(
        "version table change ids correction", key="version table change ids correction"
    ),
    "policy_measures": MEANS_READ,
    "references": AnnotationFile(
        "reference indicator period value unit publisher document url claim bound edition origin "
        "note basis",
        key="reference",
        may_be_empty="url claim note",
        table="references",
        is_numbered=True,
    ),
    "relations": AnnotationFile(
        "relation claim parts note",
        key="relation claim parts",
        may_be_empty="note",
        table="relations",
    ),
    "removed": AnnotationFile("id version reason", key="id", table="removed"),
    "repairs": AnnotationFile("briefing found kept times reason", key="briefing found"),
    "row_counts": AnnotationFile("file rows", key="file"),
    "sentence_breaks": AnnotationFile("briefing before after reason", key="briefing before after"),
    "sentence_sample": AnnotationFile("sentence begins ends boundary", key="sentence"),
    "speakers": AnnotationFile(
        "briefing speaker honorific role position organisation printed basis",
        key="briefing speaker",
        table="speakers",
    ),
    "subjects": AnnotationFile("id begins theme reason", key="id"),
    "targets": AnnotationFile(
        "target kind said_by sentence claim statement made due measure value unit outcome_claim "
        "status evidence said_again since since_date since_source since_basis note",
        key="target",
        may_be_empty="claim due value unit outcome_claim said_again since since_date since_source "
        "since_basis note",
        table="targets",
        is_numbered=True,
    ),
    "themes": AnnotationFile(
        "theme name name_zh notebook terms", key="theme", may_be_empty="name_zh", table="themes"
    ),
    "unlabelled_questions": AnnotationFile(
        "briefing begins outlet outlet_status reason",
        key="briefing begins",
        may_be_empty="outlet",
    ),
    "unparsed_quotes": AnnotationFile("claim quote reason", key="claim"),
    "readings/first": READING,
    "readings/second": READING,
    "readings/first_measures": MEANS_READ,
    "readings/second_measures": MEANS_READ,
    "readings/first_sentences": SENTENCES_READ,
    "readings/second_sentences": SENTENCES_READ,
    "readings/first_asked": QUESTIONS_READ,
    "readings/second_asked": QUESTIONS_READ,
    "readings/agreement": AnnotationFile(
        "briefing line quote field table second_reading verdict reason",
        key="briefing line quote field table second_reading verdict reason",
        may_be_empty="table second_reading",
    ),
    "readings/settled": AnnotationFile(
        "sentence field quote nth first second kept reason",
        key="sentence field quote nth",
        may_be_empty="first second kept",
    ),
    "readings/settled_measures": AnnotationFile(
        "table sentence_or_exchange quote_or_number column first second kept reason",
        key="table sentence_or_exchange quote_or_number column",
        may_be_empty="quote_or_number first second kept",
        allowed={
            "table": "policy_measures sentences asked",
            "column": "measure quote instrument step signal motive target_group theme aim "
            "aim_motive asks asks_quote kind reply clarity answered_by decided_by",
        },
    ),
}
COLUMNS_OF_TYPE = {
    "briefing": "briefing",
    "turn": "turn",
    "sentence": "sentence asks gives decided_by",
    "exchange": "exchange",
    "claim": "claim outcome_claim",
    "target": "target said_again",
    "reference": "reference",
    "discrepancy": "discrepancy",
    "context": "context",
    "reading": "reading",
    "id": "id sentence_or_exchange",
    "integer": "turns questions times nth line correction measures number year rows",
    "number": "value",
    "date": "made since_date date end_date",
    "period": "period baseline due",
    "list": "tables claims sentences against variants labels parts terms answered_by subjects",
    "chinese": "title_zh name_zh hanzi",
    "pinyin": "pinyin",
    "address": "url",
    "time": "start_time",
    "version": "version",
}
TYPES = {name: kind for kind, names in COLUMNS_OF_TYPE.items() for name in names.split()}
ALLOWED: dict[str, Sequence[str]] = {  # where no table of the data package says so
    "act": ("handover", "comment"),
    "outlet_status": ("recovered", "unidentified"),
    "boundary": ("right", "wrong"),
    "type": ("claim", "other"),
    "unit": UNITS,
    "field": (*READING.columns.split(), "reason", "found", "miss"),
    "verdict": ("both", "table", "second reading"),
}


def read_package(home: Path) -> dict:
    """The description of the tables.

    Parameters
    ----------
    home : the ``briefings`` folder.

    Raises
    ------
    CorpusError : when it cannot be read.
    """
    try:
        return json.loads((home / "datapackage.json").read_text(encoding="utf-8"))
    except FileNotFoundError:
        what = "is missing"
    except ValueError as error:
        what = f"cannot be read as JSON in UTF-8: {error}"
    raise CorpusError(f"datapackage.json {what}; restore it from the repository.")


def columns_of_table(resource: dict) -> list[Column]:
    """The columns of a table of the data package."""
    return [Column.described(field) for field in resource["schema"]["fields"]]


def columns_of_annotations(name: str, resources: Iterable[dict]) -> list[Column]:
    """The columns of a file of annotations.

    Parameters
    ----------
    name : of the file, without ``.csv``.
    resources : the tables of the data package.
    """
    file = FILES[name]
    allowed = {}
    for resource in resources:
        if resource["name"] == file.table:
            allowed = {column.name: column for column in columns_of_table(resource)}
    may_be_empty = file.may_be_empty.split()
    columns = []
    for column in file.columns.split():
        described = allowed.get(column, Column(column))
        kind = TYPES.get(column, "string")
        columns.append(
            Column(
                column,
                kind,
                required=column not in may_be_empty,
                pattern=described.pattern if kind == "string" else "",
                enum=described.enum or _allowed_in(file, column),
            )
        )
    return columns


def _allowed_in(file: AnnotationFile, column: str) -> tuple[str, ...]:
    if column in file.allowed:
        return tuple(file.allowed[column].split())
    return tuple(ALLOWED.get(column, ()))
