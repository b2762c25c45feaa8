"""That what an annotation points to is there: a briefing, a sentence, a claim, a theme."""

from collections.abc import Collection, Iterable, Mapping

from ..cleaning.records import Annotation
from ..corpus.names import nearest
from ..ids import BETWEEN
from .annotation_files import FILES, TYPES
from .annotations import numbered

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
LISTS = {  # columns that hold several ids, and the tables in one of which each is found
    "claims": ("claims",),
    "sentences": ("sentences",),
    "against": ("claims", "references", "sentences"),
    "parts": ("claims", "references"),
    "answered_by": ("turns",),
}


def check_links(annotations: Mapping[str, list[dict]], tables: Mapping[str, list[dict]]) -> None:
    """Every id and every name by which an annotation points to something is there.

    Parameters
    ----------
    annotations : the rows of each file.
    tables : the rows of all tables, built from them.

    Raises
    ------
    CorpusError : with the row, the column and the nearest that is there.
    """
    known = {table: {row[key] for row in tables[table]} for table, key in KEY_OF.items()}
    for file in FILES:
        rows = numbered(file, annotations[file])
        for column in FILES[file].columns.split():
            targets = _targets_of(column)
            names = set().union(*(known[table] for table in targets))
            if targets:
                _check_column(rows, column, names)


def _targets_of(column: str) -> tuple[str, ...]:
    """The tables in one of which the values of a column must be found; none where in none."""
    if column in LISTS:
        return LISTS[column]
    table = TABLE_OF_KEY.get(TYPES.get(column, column))
    return (table,) if table else ()


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
