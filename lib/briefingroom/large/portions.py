"""A portion of the briefings of a collection, put into Parquet: a pure function of their folders.

It gives the same files whoever makes them, and they appear by one rename.
"""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pandas as pd

from ..corpus.active import SourceFile, asking
from ..corpus.added_folders import AddedFolders
from ..corpus.collections import CollectionTables
from ..corpus.tables import fields_of
from ..errors import CorpusError
from ..exporting.sqlite_file import NO_FULL_TEXT
from ..text.index import ABOUT, Texts, corpus
from .duck import AS_PARQUET, ROWS_AT_ONCE, connect, quoted_path

if TYPE_CHECKING:
    import duckdb

BRIEFINGS = 200  # of a portion
# The other tables of a briefing repeat the text or are seldom asked: they stay in its folder.
STORED = ("briefings speakers outlets exchanges sentences candidates claims other_numerals").split()
TYPES_IN_PARQUET = {
    "string": "VARCHAR",
    "date": "TIMESTAMP",
    "integer": "BIGINT",
    "number": "DOUBLE",
}
INDEX = "words.sqlite"
# So a blank alone ends a word: words are as the package has cut them, and in lower case.
TOKENIZER = "ascii tokenchars '_.,-'''"
BYTES_IN_MEMORY = 2**26  # of the index in memory: it is written once, nothing must be merged
ROW = "row_of_sentence"  # within a portion


class FoldersReadOnce:
    """The folders of some briefings, of which each table is parsed once; nobody changes it."""

    def __init__(self, folders: AddedFolders) -> None:
        self.folder = folders.folder
        self.ids = folders.ids
        self._folders = folders
        self._tables: dict[str, pd.DataFrame] = {}

    def table(self, name: str) -> pd.DataFrame:
        """The rows of all briefings."""
        if name not in self._tables:
            self._tables[name] = self._folders.table(name)
        return self._tables[name]

    def source(self, briefing: str) -> SourceFile:
        """The transcript of a briefing."""
        return self._folders.source(briefing)


class Portion(NamedTuple):
    """What a portion holds.

    Attributes
    ----------
    sentences, turns, words : how many.
    """

    sentences: int
    turns: int
    words: int


def make_portion(folder: Path, ids: tuple[str, ...], target: Path) -> Portion:
    """Put some briefings of a collection into Parquet files.

    Parameters
    ----------
    folder : the collection.
    ids : of the briefings.
    target : the folder that is to appear.

    Raises
    ------
    CorpusError : when a briefing is damaged.
    """
    work = Path(tempfile.mkdtemp(dir=target.parent))
    try:
        portion = _write_portion(FoldersReadOnce(AddedFolders(folder, ids)), work)
        _rename(work, target)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return portion


def _rename(work: Path, target: Path) -> None:
    try:
        os.rename(work, target)
    except OSError:
        if not target.exists():  # else a worker that was taken for lost has made the same
            raise


def _write_portion(folders: FoldersReadOnce, work: Path) -> Portion:
    tables = CollectionTables(folders, with_published=False)
    with asking(tables):
        texts = corpus()
    database = connect()
    for name in STORED:
        _write_table(database, name, folders.table(name), work)
    _write_index(_words_of_sentences(texts), work / INDEX)
    for name, table in _word_tables(texts).items():
        _write(database, "SELECT * FROM written", table, work / f"{name}.parquet")
    database.close()
    return Portion(len(texts.text), len(texts.turns), len(texts.words.ids))


def _write_table(
    database: "duckdb.DuckDBPyConnection", name: str, table: pd.DataFrame, work: Path
) -> None:
    """Write a table in the types of its columns, which one portion alone may not show."""
    columns = [
        f'CAST("{field["name"]}" AS {TYPES_IN_PARQUET[field["type"]]}) AS "{field["name"]}"'
        for field in fields_of(name)
    ]
    table = table.assign(**{ROW: np.arange(len(table))})
    query = f"SELECT {', '.join(columns)}, CAST({ROW} AS INTEGER) AS {ROW} FROM written"
    _write(database, query, table, work / f"{name}.parquet")


def _write(
    database: "duckdb.DuckDBPyConnection", query: str, table: pd.DataFrame, path: Path
) -> None:
    database.register("written", table)
    options = f"{AS_PARQUET}, ROW_GROUP_SIZE {ROWS_AT_ONCE}"
    database.execute(f"COPY ({query}) TO {quoted_path(path)} ({options})")
    database.unregister("written")


def _words_of_sentences(texts: Texts) -> list[str]:
    """The words of each sentence, joined by blanks."""
    ids, starts, vocabulary = texts.words
    end_of_line = len(vocabulary)
    with_ends = np.insert(ids, starts[1:], end_of_line)
    known = [*vocabulary, "\n"]
    words = " ".join(map(known.__getitem__, with_ends.tolist()))
    return words.split("\n")[: len(texts.text)]


def _write_index(lines: list[str], path: Path) -> None:
    """Put the words of each sentence into a full-text index, under the number of its row."""
    with closing(sqlite3.connect(path, isolation_level=None)) as index:
        index.execute("PRAGMA journal_mode = OFF")
        index.execute("PRAGMA synchronous = OFF")
        options = f"content='', columnsize=0, tokenize=\"{TOKENIZER}\""
        try:
            index.execute(f"CREATE VIRTUAL TABLE words USING fts5(line, {options})")
        except sqlite3.OperationalError:
            raise CorpusError(NO_FULL_TEXT) from None
        index.execute(f"INSERT INTO words (words, rank) VALUES ('hashsize', {BYTES_IN_MEMORY})")
        index.execute("CREATE VIRTUAL TABLE places USING fts5vocab(words, instance)")
        index.execute("BEGIN")
        index.executemany("INSERT INTO words (rowid, line) VALUES (?, ?)", enumerate(lines, 1))
        index.execute("COMMIT")


def _word_tables(texts: Texts) -> dict[str, pd.DataFrame]:
    """What is known of each turn, the words of the portion, and how often each turn has each."""
    ids, starts, vocabulary = texts.words
    turn = np.repeat(texts.turn_of, np.diff(starts))
    cells, count = np.unique(turn * len(vocabulary) + ids, return_counts=True)
    cell = {"turn": cells // len(vocabulary), "word": cells % len(vocabulary), "count": count}
    turns = texts.turns[["turn", *ABOUT]].assign(
        words=texts.words_of_turn,
        sentences=np.diff([*texts.first_of_turn, len(texts.text)]),
    )
    return {
        "turns": turns,
        "vocabulary": pd.DataFrame({"word": pd.array(vocabulary, dtype="str")}),
        "counts": pd.DataFrame(cell).astype("int32"),
    }
