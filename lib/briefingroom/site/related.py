"""What belongs to a sentence or a claim, looked up once for all pages."""

from collections import defaultdict
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import Any

from ..corpus.tables import read_table, rows_by
from ..ids import ids_listed
from ..pages.known import Known
from .addresses import known_ids

RowsOfTable = list[Any]  # of a table, as `itertuples` gives them


def rows_where(table: str, column: str, value: str) -> RowsOfTable:
    """The rows of a table that have a value in a column, in order; maybe none."""
    return rows_by(table, column).get(value, [])


def row_with(table: str, column: str, value: str) -> Any:
    """The row of a table with an id that there is."""
    return rows_by(table, column)[value][0]


@cache
def _discrepancies_by_id() -> dict[str, RowsOfTable]:
    found: dict[str, RowsOfTable] = defaultdict(list)
    for row in read_table("discrepancies").itertuples():
        for id in [*ids_listed(row.claims), *ids_listed(row.sentences), *ids_listed(row.against)]:
            found[id].append(row)
    return dict(found)


def discrepancies_of(ids: Iterable[str]) -> RowsOfTable:
    """The discrepancies that name one of some ids, on either side, each once.

    >>> [row.discrepancy for row in discrepancies_of(["2023-04-20.c111", "r354"])]
    ['d02']
    """
    rows = [row for id in ids for row in _discrepancies_by_id().get(id, [])]
    return list({row.discrepancy: row for row in rows}.values())


@cache
def _neighbours() -> dict[Known, tuple[Known | None, Known | None]]:
    """Of everything what stands before and after it in its table."""
    found = {}
    for before, here, after in _threes(known_ids()):
        earlier = before if before and before.kind == here.kind else None
        later = after if after and after.kind == here.kind else None
        found[here] = (earlier, later)
    return found


def _threes(known: list[Known]) -> Iterable[tuple[Known | None, Known, Known | None]]:
    padded: list[Known | None] = [None, *known, None]
    for (before, _), (here, after) in pairwise(pairwise(padded)):
        if here:
            yield before, here, after


def neighbours_of(known: Known) -> tuple[Known | None, Known | None]:
    """What stands before and after something of the same kind.

    >>> neighbours_of(Known("target", "g01"))
    (None, Known(kind='target', id='g02'))
    """
    return _neighbours()[known]
