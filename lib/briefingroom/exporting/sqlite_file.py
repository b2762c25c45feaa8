"""All tables in one file of SQLite, for Datasette and whatever else speaks SQL.

A field that is empty in the tables is NULL, as the description of the tables says it is missing.
The file has every primary and foreign key, an index on each foreign key, a full-text table of the
sentences, and a table ``about`` with the version and the licence. It holds no day and no name of a
computer: the same version of SQLite makes the same bytes. Another one writes its own number into
the head of the file, and may lay out the full-text table in another way.
"""

import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from ..corpus.tables import package_description, published_table, resources
from ..errors import CorpusError
from ..files.writing import put_in_place

SQL_TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL"}
PAGE_SIZE = 4096  # bytes; named, because the default of SQLite is a matter of how it was built
FULL_TEXT = "sentences_fts"  # the name by which Datasette knows it for the table `sentences`
WORDS_OF_SENTENCES = f"""CREATE VIRTUAL TABLE {FULL_TEXT} USING fts5(
    text, content='sentences', tokenize='unicode61 remove_diacritics 2')"""
NO_FULL_TEXT = (
    "The SQLite of this Python has no full-text search (FTS5): use the Python from "
    "https://www.python.org/downloads/ or of your system."
)


def write_sqlite(path: str | Path) -> Path:
    """Write all published tables into one file of SQLite, for Datasette or any other program.

    Parameters
    ----------
    path : the file to write; one that is there is replaced when the new one is complete.

    Returns
    -------
    The path of the file. It has a table for each function of `br` that gives one, under its name,
    with its keys; empty fields are NULL. ``sentences_fts`` finds words in sentences, and ``about``
    says the version of the data.

    Raises
    ------
    CorpusError : when it cannot be written.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = write_sqlite(Path(folder) / "briefingroom.sqlite")
    ...     with closing(sqlite3.connect(file)) as database:
    ...         database.execute("SELECT count(*) FROM briefings").fetchone()
    (5,)
    """
    target = Path(path)
    with tempfile.TemporaryDirectory(prefix="briefing-room-") as folder:
        made = Path(folder) / "made.sqlite"
        _make(made)
        put_in_place(target, made.read_bytes())
    return target


def _make(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        database.execute(f"PRAGMA page_size = {PAGE_SIZE}")
        database.execute("PRAGMA journal_mode = OFF")
        for name, resource in resources().items():
            _add_table(database, name, resource["schema"])
        _add_full_text(database)
        _add_about(database)
        database.commit()
        _refuse_loose_keys(database)
        database.execute("ANALYZE")
        database.commit()
        database.execute("VACUUM")


def _add_table(database: sqlite3.Connection, name: str, schema: dict[str, Any]) -> None:
    definition = ", ".join([*_columns(schema), *_key_definitions(name, schema)])
    database.execute(f"CREATE TABLE {quoted(name)} ({definition})")
    places = ", ".join("?" for _ in schema["fields"])
    database.executemany(f"INSERT INTO {quoted(name)} VALUES ({places})", sql_rows(name))
    for key in schema.get("foreignKeys", []):
        index = quoted("_".join([name, *key["fields"]]))
        database.execute(f"CREATE INDEX {index} ON {quoted(name)} ({_column_list(key['fields'])})")


def _columns(schema: dict[str, Any]) -> Iterator[str]:
    """The definition of each column."""
    for field in schema["fields"]:
        required = " NOT NULL" if field.get("constraints", {}).get("required") else ""
        yield f"{quoted(field['name'])} {SQL_TYPES[field['type']]}{required}"


def _key_definitions(name: str, schema: dict[str, Any]) -> Iterator[str]:
    """The primary key and the foreign keys of a table."""
    yield f"PRIMARY KEY ({_column_list(primary_key(schema))})"
    for key in schema.get("foreignKeys", []):
        reference = key["reference"]
        other = quoted(reference["resource"] or name)  # empty where a table refers to itself
        columns = _column_list(reference["fields"])
        yield f"FOREIGN KEY ({_column_list(key['fields'])}) REFERENCES {other} ({columns})"


def primary_key(schema: dict[str, Any]) -> list[str]:
    """The columns by which a row is known.

    >>> primary_key({"primaryKey": "claim"})
    ['claim']
    """
    key = schema["primaryKey"]
    return [key] if isinstance(key, str) else key


def _column_list(columns: Sequence[str]) -> str:
    return ", ".join(map(quoted, columns))


def quoted(name: str) -> str:
    """A name as SQL has it, also where it is a word of SQL, as ``references``.

    >>> quoted("references")
    '"references"'
    """
    return f'"{name}"'


def sql_rows(name: str) -> list[tuple]:
    """The rows of a published table in the types of SQL: an empty field is None, a day is text.

    >>> sql_rows("removed")[0][:2]
    ('r011', '0.2.0')
    """
    table = published_table(name).astype(object)
    return [tuple(map(_sql_value, row)) for row in table.itertuples(index=False, name=None)]


def _sql_value(value: Any) -> Any:
    is_missing = value != value
    if is_missing or value == "":
        return None
    if hasattr(value, "strftime"):
        return value.strftime("%Y-%m-%d")
    return value


def _add_full_text(database: sqlite3.Connection) -> None:
    try:
        database.execute(WORDS_OF_SENTENCES)
    except sqlite3.OperationalError:
        raise CorpusError(NO_FULL_TEXT) from None
    database.execute(f"INSERT INTO {FULL_TEXT} ({FULL_TEXT}) VALUES ('rebuild')")


def _add_about(database: sqlite3.Connection) -> None:
    """What the file is: title, version, licence."""
    package = package_description()
    database.execute("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL)")
    licence = package["licenses"][0]
    facts = {
        "title": package["title"],
        "description": package["description"],
        "data version": package["version"],
        "licence": licence["title"],
        "address of the licence": licence["path"],
    }
    database.executemany("INSERT INTO about VALUES (?, ?)", facts.items())


def _refuse_loose_keys(database: sqlite3.Connection) -> None:
    loose = database.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        table, row, other, _ = loose[0]
        raise CorpusError(
            f"Row {row} of {table} names what {other} does not have; "
            "run `briefingroom check` to see where."
        )
