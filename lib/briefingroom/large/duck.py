"""DuckDB, which writes and reads the Parquet files: the only package that this part needs."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from ..adding.rounds import processors
from ..errors import CorpusError

if TYPE_CHECKING:
    import duckdb

NO_DUCKDB = 'A large collection needs DuckDB: pip install "briefingroom[large]".'
MADE_AGAIN = (
    "The store of this large collection has been made again or taken away: open the collection "
    "again with br.collection(..., large=True)."
)
# Version 2 keeps numbers as what they add to the one before, unless it lists the different ones:
# a list of many takes twice as much. A higher level of compression is written slower, read as fast.
AS_PARQUET = (
    "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 9, PARQUET_VERSION v2, "
    "DICTIONARY_SIZE_LIMIT 500"
)
# Of the texts: so many sentences are read to get at one.
ROWS_AT_ONCE = 8192
SETTINGS = {
    "enable_external_file_cache": False,  # files stay in the cache of the system, not in ours
    "autoinstall_known_extensions": False,  # all that is needed is in the package
}


def connect(memory: str = "") -> "duckdb.DuckDBPyConnection":
    """A database in memory, to read and write files.

    Parameters
    ----------
    memory : the most it may take, such as ``1GB``; what needs more is put into files.

    Raises
    ------
    CorpusError : when DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError:
        raise CorpusError(NO_DUCKDB) from None
    limit = {"memory_limit": memory} if memory else {}
    database = duckdb.connect(config={**SETTINGS, **limit, "threads": processors()})
    database.execute("SET enable_progress_bar = false")  # the package has its own
    return database


def files_of_parts(parts: Iterable[Path], name: str) -> str:
    """The files of a table, one for each part, in order, as an argument of ``read_parquet``.

    >>> files_of_parts([Path("0000"), Path("it's")], "turns")
    "['0000/turns.parquet', 'it''s/turns.parquet']"
    """
    paths = [path_to_read(part / f"{name}.parquet") for part in parts]
    return f"[{', '.join(paths)}]"


def path_to_read(path: Path) -> str:
    """A path as a text of SQL, none of whose signs stands for other files.

    >>> path_to_read(Path("minutes [2024]"))
    "'minutes [[]2024]'"
    """
    return quoted_path(Path(re.sub(r"[\[*?]", r"[\g<0>]", path.as_posix())))


def quoted_path(path: Path) -> str:
    """A path as a text of SQL.

    >>> quoted_path(Path("it's"))
    "'it''s'"
    """
    text = path.as_posix().replace("'", "''")
    return f"'{text}'"


def columns_of(
    database: "duckdb.DuckDBPyConnection", query: str, values: Sequence[Any] = ()
) -> dict[str, np.ndarray]:
    """What a query answers, as one array a column.

    Raises
    ------
    CorpusError : when a file is not there any more.
    """
    import duckdb

    try:
        found: Any = database.execute(query, list(values)).fetchnumpy()
    except duckdb.IOException:
        raise CorpusError(MADE_AGAIN) from None
    return found
