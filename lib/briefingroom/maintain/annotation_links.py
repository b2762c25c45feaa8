"""That what an annotation points to is there: a briefing, a sentence, a claim, a theme."""

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from ..corpus.names import nearest
from .annotation_files import FILES, TYPES
from .annotations import Annotation, numbered, read_annotations
from .columns import BETWEEN

KEY_OF = {  # the tables that are pointed to, each by its ids
    "briefings": "briefing",
    "turns": "turn",
    "sentences": "sentence",
    "exchanges": "exchange",
    "claims": "claim",
    "references": "reference",
    "themes": "theme",
    "outlets": "outlet",
    "indicators": "indicator",
}
TABLE_OF_KEY = {key: table for table, key in KEY_OF.items()}
LISTS = ("claims", "parts")  # of claims, among which a reference may stand
CLAIM_OR_REFERENCE = "claims or references"


def check_links(home: Path, tables: Mapping[str, list[dict]]) -> None:
    """Every id and every name by which an annotation points to something is there.

    Parameters
    ----------
    home : the ``briefings`` folder.
    tables : the rows of all tables, built from it.

    Raises
    ------
    CorpusError : with the row, the column and the nearest that is there.
    """
    known = {table: {row[key] for row in tables[table]} for table, key in KEY_OF.items()}
    known[CLAIM_OR_REFERENCE] = known["claims"] | known["references"]
    for file in FILES:
        annotations = numbered(file, read_annotations(home, file))
        for column in FILES[file].columns.split():
            names = known.get(_target_of(column))
            if names:
                _check_column(annotations, column, names)


def _target_of(column: str) -> str:
    """The table in which the values of a column must be found; empty where in none."""
    if column in LISTS:
        return CLAIM_OR_REFERENCE
    return TABLE_OF_KEY.get(TYPES.get(column, column), "")


def _check_column(annotations: Iterable[Annotation], column: str, names: Collection[str]) -> None:
    for annotation in annotations:
        for value in _values(annotation.row[column], column):
            if value not in names:
                near = nearest(value, names)
                raise annotation.error(
                    column, f"there is no {value!r} in this corpus; the nearest is {near}."
                )


def _values(text: str, column: str) -> list[str]:
    """The ids or names in a field."""
    if not text:
        return []
    return text.split(BETWEEN) if column in LISTS else [text]
