"""A few columns of a table to read, with headings in words."""

from collections.abc import Mapping

import pandas as pd

from ..corpus.names import must_be
from ..display import Answer, Table


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
    return Answer((Table(table[list(columns)].rename(columns=dict(columns))),))
