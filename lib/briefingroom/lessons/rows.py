"""A few columns of a table to read, with headings in words."""

from collections.abc import Mapping

import pandas as pd

from ..corpus.names import must_be
from ..display import Answer, Table

LEAST_WITH_COMMA = 1000
COLUMNS_OF_YEARS = ("year", "first_year", "last_year")


def show_rows(table: pd.DataFrame, columns: Mapping[str, str]) -> Answer:
    """Some columns of a table, each under a heading in words, whole and from the left.

    Parameters
    ----------
    table : any table of this package, or some of its rows.
    columns : the columns to show, in their order, each with its heading.

    Raises
    ------
    UnknownName : when the table has no such column; the message names the nearest.

    >>> from briefingroom import promises
    >>> met = promises(status="met").head(1)
    >>> show_rows(met, {"target": "promise", "measure": "what was promised"})
      promise             what was promised
    0     g50  second list of little giants
    """
    for column in columns:
        must_be(column, list(table.columns), f"There is no column {column!r}")
    shown = table[list(columns)].apply(_with_commas)
    return Answer((Table(shown.rename(columns=dict(columns))),))


def _with_commas(column: "pd.Series") -> "pd.Series":
    """Whole numbers of four figures and more with commas; years stay as they are."""
    is_count = pd.api.types.is_integer_dtype(column) and str(column.name) not in COLUMNS_OF_YEARS
    if not is_count or column.abs().max() < LEAST_WITH_COMMA:
        return column
    return column.map("{:,}".format)
