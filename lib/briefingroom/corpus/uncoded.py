"""What nobody has coded by reading: the briefings that somebody added, and how that is said."""

from collections.abc import Iterable, Sequence

import pandas as pd

from ..errors import QuestionError
from .active import added_briefings, asked_holding

NOBODY_CODED = (
    "No rows: this table is made by reading, and nobody has read the added briefings for it."
)

ONLY_PUBLISHED = (
    "This is worked out of the published briefings, which this collection does not hold: "
    "ask br. for it, or open the collection with with_published=True."
)


class UncodedTable(pd.DataFrame):
    """A table that is empty because nobody has coded the briefings, and that says so."""

    @property
    def _constructor(self) -> type["UncodedTable"]:
        return UncodedTable

    def __repr__(self) -> str:
        return f"{NOBODY_CODED}\n{super().__repr__()}"

    def _repr_html_(self) -> str:
        return f"<p>{NOBODY_CODED}</p>{super()._repr_html_()}"


def table_of_rows(rows: Sequence[dict], columns: Iterable[str]) -> pd.DataFrame:
    """Rows that were counted, or a table with these columns that says why there is none.

    >>> table_of_rows([], ["theme", "count"]).columns.tolist()
    ['theme', 'count']
    """
    return pd.DataFrame(rows) if rows else UncodedTable(columns=list(columns))


def must_be_coded(table: pd.DataFrame) -> None:
    """Refuse a table that is empty because nobody has coded the briefings.

    Raises
    ------
    QuestionError : for such a table, with the reason.

    >>> must_be_coded(table_of_rows([{"theme": "chips"}], ["theme"]))
    """
    if isinstance(table, UncodedTable) and table.empty:
        raise QuestionError(NOBODY_CODED)


def must_hold_published() -> None:
    """Refuse a question about figures of the published briefings where they are not asked.

    Raises
    ------
    QuestionError : in a collection of added briefings alone.

    >>> must_hold_published()
    """
    holding = asked_holding()
    if holding is not None and not holding.with_published:
        raise QuestionError(ONLY_PUBLISHED)


def coded_briefings(briefings: Iterable[str]) -> list[str]:
    """Of some briefings those that were read and coded.

    >>> coded_briefings(["2021-03-01", "2023-03-01"])
    ['2021-03-01', '2023-03-01']
    """
    added = set(added_briefings())
    return [briefing for briefing in briefings if briefing not in added]
