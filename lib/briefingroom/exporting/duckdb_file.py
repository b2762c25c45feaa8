"""All tables in one file of DuckDB, or each as a file of Parquet.

DuckDB reads the published CSV files itself, in the types that their description names. Primary
keys are in the file; foreign keys are not, because DuckDB makes a table with them slow to change:
the description of the tables has them, and so has the file of SQLite.
"""

import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

import duckdb

from ..corpus.tables import HOME, resources
from ..files.writing import put_in_place
from .facts import about
from .folders import new_folder
from .sqlite_file import primary_key, quoted

DUCKDB_TYPES = {"string": "VARCHAR", "date": "DATE", "integer": "BIGINT", "number": "DOUBLE"}


def write_duckdb(path: Path) -> Path:
    """Write the file: a table for each published one, under its name, and a table ``about``."""
    with tempfile.TemporaryDirectory(prefix="briefing-room-") as folder:
        made = Path(folder) / "made.duckdb"
        with closing(duckdb.connect(str(made))) as database:
            _fill(database)
        put_in_place(path, made.read_bytes())
    return path


def write_parquet(folder: Path) -> Path:
    """Write a folder with a file of Parquet for each table, and one for ``about``."""
    with new_folder(folder) as filling, closing(duckdb.connect()) as database:
        _fill(database)
        for name in [*resources(), "about"]:
            database.table(quoted(name)).write_parquet(str(filling / f"{name}.parquet"))
    return folder


def _fill(database: duckdb.DuckDBPyConnection) -> None:
    for name, resource in resources().items():
        database.execute(f"CREATE TABLE {quoted(name)} ({_typed_columns(resource['schema'])})")
        _read_csv(database, resource).insert_into(quoted(name))
    database.execute("CREATE TABLE about (name VARCHAR PRIMARY KEY, value VARCHAR NOT NULL)")
    database.executemany("INSERT INTO about VALUES (?, ?)", list(about().items()))


def _typed_columns(schema: dict[str, Any]) -> str:
    """The definitions of the columns, and the primary key."""
    definitions = [
        f"{quoted(each['name'])} {DUCKDB_TYPES[each['type']]}" for each in schema["fields"]
    ]
    return ", ".join([*definitions, f"PRIMARY KEY ({', '.join(map(quoted, primary_key(schema)))})"])


def _read_csv(
    database: duckdb.DuckDBPyConnection, resource: dict[str, Any]
) -> duckdb.DuckDBPyRelation:
    types = {field["name"]: DUCKDB_TYPES[field["type"]] for field in resource["schema"]["fields"]}
    return database.read_csv(
        str(HOME / resource["path"]),
        header=True,
        auto_detect=False,
        columns=types,
        delimiter=",",
        quotechar='"',
        escapechar='"',
    )
