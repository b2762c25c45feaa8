"""The store of a large collection, opened: its turns, its words, its sentences by their rows."""

import sqlite3
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..corpus.active import SourceFile
from ..corpus.added_folders import AddedFolders
from ..text.index import ABOUT, Texts, rows_of, starts_of
from .building import About, home_of_store
from .duck import columns_of, connect, files_of_parts, path_to_read
from .portions import INDEX, ROW, STORED

FEW = 60  # runs of turns; so many are read one by one
SENTENCE_COLUMNS = f"sentence, text, {ROW}"  # all else is known of the turns
KILOBYTES_OF_CACHE = 500  # of each index; there are many
WORDS_LOOKED_UP = 500  # in one query of an index
DOCS = "group_concat(doc)"
PLACES_OF_WORD = (
    "SELECT doc, offset FROM places WHERE term = ? "
    "AND doc IN (SELECT rowid FROM words WHERE words MATCH ?)"
)
WORD_FILES = ("counts", "vocabulary")


class KnownTurns(Texts):
    """Texts of which only some sentences are here, and how many words each turn has in all."""

    def __init__(self, table: pd.DataFrame, words_of_turn: np.ndarray) -> None:
        super().__init__(table)
        self.__dict__["words_of_turn"] = words_of_turn


class StoredTexts(Texts):
    """Texts whose turns are known already.

    Parameters
    ----------
    sentence, text : the id and the words of each sentence, in order.
    first_of_turn : the row of the first sentence of each turn.
    turns : what is known of them.
    """

    def __init__(
        self, sentence: np.ndarray, text: list[str], first_of_turn: np.ndarray, turns: pd.DataFrame
    ) -> None:
        self.sentence = pd.array(sentence, dtype="str")
        self.text = text
        self.first_of_turn = first_of_turn
        self.turn_of = np.repeat(np.arange(len(turns)), np.diff([*first_of_turn, len(text)]))
        self.turns = turns
        self.starts = starts_of(text)


class Store:
    """The store of a large collection.

    Attributes
    ----------
    folder : the collection.
    about : what the store is of.
    parts : the folders of its parts, in order.
    """

    def __init__(self, folder: Path, about: About) -> None:
        self.folder = folder
        self.about = about
        self._home = home_of_store(folder, about.briefings)
        self.parts = [self._home / "parts" / f"{n:04d}" for n in range(len(about.turns))]
        self._database = connect()
        self._indexes = [_opened_index(part / INDEX) for part in self.parts]

    def ask(
        self, query: str, values: Sequence[Any] = (), **tables: pd.DataFrame
    ) -> dict[str, np.ndarray]:
        """What DuckDB answers, as one array a column.

        Parameters
        ----------
        query : with ``{counts}`` and ``{vocabulary}`` for these files.
        values : for its question marks.
        tables : that the query names, besides.
        """
        files = {name: path_to_read(self._home / f"{name}.parquet") for name in WORD_FILES}
        cursor = self._database.cursor()
        for name, table in tables.items():
            cursor.register(name, table)
        return columns_of(cursor, query.format(**files), values)

    def counts_of_words(self, words: Sequence[str]) -> np.ndarray:
        """How often the collection has each of some words."""
        counts = self.ask(
            "SELECT count FROM wanted JOIN read_parquet({vocabulary}) USING (word) ORDER BY place",
            wanted=pd.DataFrame({"word": words, "place": np.arange(len(words))}),
        )
        return counts["count"]

    def numbers_of_words(self, words: Sequence[str]) -> np.ndarray:
        """The numbers of some words that the collection has."""
        numbers = self.ask(
            "SELECT number FROM wanted JOIN (SELECT word, file_row_number AS number "
            "FROM read_parquet({vocabulary}, file_row_number = true)) USING (word) ORDER BY place",
            wanted=pd.DataFrame({"word": words, "place": np.arange(len(words))}),
        )
        return numbers["number"]

    def rows_matching(self, query: str) -> np.ndarray:
        """The rows of the sentences that a query of the index finds, in order."""
        return self._rows_in_index("SELECT rowid AS doc FROM words WHERE words MATCH ?", [query])

    def rows_of_places(self, word: str) -> np.ndarray:
        """The row of each place where a word stands, in order."""
        return self._rows_in_index("SELECT doc FROM places WHERE term = ?", [word])

    def _rows_in_index(self, query: str, values: Sequence[Any]) -> np.ndarray:
        found = [found for _, found in self._listed(f"SELECT '', {DOCS} FROM ({query})", values)]
        return np.concatenate([np.zeros(0, np.int64), *found])

    def rows_of_words(self, words: Sequence[str]) -> list[np.ndarray]:
        """The same for each of several words, which are looked up together."""
        rows: dict[str, list[np.ndarray]] = {word: [] for word in words}
        for begin in range(0, len(words), WORDS_LOOKED_UP):
            some = words[begin : begin + WORDS_LOOKED_UP]
            wanted = ", ".join("?" * len(some))
            query = f"SELECT term, {DOCS} FROM places WHERE term IN ({wanted}) GROUP BY term"
            for word, found in self._listed(query, some):
                rows[word].append(found)
        return [np.concatenate([np.zeros(0, np.int64), *rows[word]]) for word in words]

    def _listed(self, query: str, values: Sequence[Any]) -> Iterator[tuple[str, np.ndarray]]:
        """A name and the rows in order, for each part and each name that a query answers.

        The index lists the rows as text, which is read much faster than row by row.
        """
        for index, first in zip(self._indexes, self._first_of_parts(), strict=False):
            for name, docs in index.execute(query, list(values)):
                yield name, first - 1 + np.sort(np.fromstring(docs or "", np.int64, sep=","))

    def _first_of_parts(self) -> Iterator[int]:
        return accumulate(self.about.sentences, initial=0)

    def places_in_index(self, word: str, query: str) -> tuple[np.ndarray, np.ndarray]:
        """Where a word stands in the sentences that a query finds: row, and place in the sentence.

        Parameters
        ----------
        word : as the package cuts words, in lower case.
        query : of the index.
        """
        found = [np.zeros((0, 2), np.int64)]
        for index, first in zip(self._indexes, self._first_of_parts(), strict=False):
            places = index.execute(PLACES_OF_WORD, [word, query]).fetchall()
            rows_and_places = np.array(places, np.int64).reshape(-1, 2)
            rows_and_places[:, 0] += first - 1
            found.append(rows_and_places)
        row, place = np.concatenate(found).T
        return row, place

    # --- turns

    @cached_property
    def _turn_columns(self) -> dict[str, np.ndarray]:
        files = files_of_parts(self.parts, "turns")
        return columns_of(
            self._database.cursor(), f"SELECT words, sentences FROM read_parquet({files})"
        )

    @property
    def words_of_turn(self) -> np.ndarray:
        """How many words each turn has."""
        return self._turn_columns["words"]

    @cached_property
    def first_rows(self) -> np.ndarray:
        """The row of the first sentence of each turn; at the end how many sentences there are."""
        return np.append(0, np.cumsum(self._turn_columns["sentences"]))

    def turn_of(self, rows: np.ndarray) -> np.ndarray:
        """The number of the turn in which each sentence stands."""
        return rows_of(rows, self.first_rows)

    @cached_property
    def turns(self) -> pd.DataFrame:
        """What is known of each turn."""
        files = files_of_parts(self.parts, "turns")
        columns = ", ".join(["turn", *ABOUT])
        found = columns_of(self._database.cursor(), f"SELECT {columns} FROM read_parquet({files})")
        return pd.DataFrame({name: _each_text_once(values) for name, values in found.items()})

    @cached_property
    def briefings(self) -> tuple[np.ndarray, np.ndarray]:
        """Of each turn the number of its briefing, and the ids that these numbers mean."""
        files = files_of_parts(self.parts, "turns")
        found = columns_of(
            self._database.cursor(),
            f"SELECT briefing, count(*) AS turns FROM read_parquet({files}) "
            "GROUP BY briefing ORDER BY briefing",
        )
        numbers = np.arange(len(found["briefing"]))
        return np.repeat(numbers, found["turns"]), found["briefing"]

    @cached_property
    def without_sentences(self) -> KnownTurns:
        """All turns, each with one sentence that says nothing: to choose among them."""
        return KnownTurns(self.turns.assign(sentence="", text=""), self.words_of_turn)

    @cached_property
    def turns_of_one_word(self) -> Texts:
        """All turns, each with one word if it has any: to ask what can be compared."""
        spoken = np.where(self.words_of_turn > 0, "word", "")
        return Texts(self.turns.assign(sentence="", text=spoken))

    # --- sentences

    def whole_turns(self, turns: np.ndarray) -> Iterator[pd.DataFrame]:
        """The sentences of some turns as `Texts` takes them, part by part, in order.

        Parameters
        ----------
        turns : their numbers, in order.
        """
        edges = np.append(0, np.cumsum(self.about.turns))
        for number, part in enumerate(self.parts):
            here = turns[(turns >= edges[number]) & (turns < edges[number + 1])]
            if not len(here):
                continue
            before = self.first_rows[edges[number]]
            begins, ends = self.first_rows[here] - before, self.first_rows[here + 1] - before
            rows = self._sentences_between(part, begins, ends)
            rows["row"] = rows[ROW] + before
            yield self.with_turns(pd.DataFrame(rows))

    def _sentences_between(
        self, part: Path, begins: np.ndarray, ends: np.ndarray
    ) -> dict[str, np.ndarray]:
        """The sentences of a part whose rows lie between these."""
        files = files_of_parts([part], "sentences")
        cursor = self._database.cursor()
        query = f"SELECT {SENTENCE_COLUMNS} FROM read_parquet({files}) WHERE {ROW}"
        begins_run = np.append(True, begins[1:] != ends[:-1])
        if np.count_nonzero(begins_run) <= FEW:
            begins, ends = begins[begins_run], ends[np.append(begins_run[1:], True)]
            found = [
                columns_of(cursor, f"{query} BETWEEN ? AND ?", [int(begin), int(end) - 1])
                for begin, end in zip(begins, ends, strict=True)
            ]
            return {name: np.concatenate([each[name] for each in found]) for name in found[0]}
        lengths = ends - begins
        shift = np.repeat(begins - np.append(0, np.cumsum(lengths))[:-1], lengths)
        return self._sentences_at(part, np.arange(lengths.sum()) + shift, SENTENCE_COLUMNS)

    def _sentences_at(self, part: Path, rows: np.ndarray, columns: str) -> dict[str, np.ndarray]:
        """The sentences of a part in these rows."""
        files = files_of_parts([part], "sentences")
        cursor = self._database.cursor()
        cursor.register("wanted", pd.DataFrame({"row": rows}))
        return columns_of(
            cursor,
            f"SELECT {columns} FROM read_parquet({files}) "
            f"WHERE {ROW} BETWEEN ? AND ? AND {ROW} IN (SELECT row FROM wanted) ORDER BY {ROW}",
            [int(rows[0]), int(rows[-1])],
        )

    def sentences_in(self, rows: np.ndarray, columns: str = SENTENCE_COLUMNS) -> pd.DataFrame:
        """The sentences in some rows, which come in order.

        Parameters
        ----------
        rows : of all sentences of the collection.
        columns : which.
        """
        edges = np.append(0, np.cumsum(self.about.sentences))
        found = []
        for number, part in enumerate(self.parts):
            here = rows[(rows >= edges[number]) & (rows < edges[number + 1])]
            if len(here):
                table = pd.DataFrame(self._sentences_at(part, here - edges[number], columns))
                found.append(table.assign(row=here))
        if not found:
            return pd.DataFrame(columns=[*columns.split(", "), "row"], dtype=object)
        return pd.concat(found, ignore_index=True)

    def ids_of(self, rows: np.ndarray) -> np.ndarray:
        """The ids of the sentences in some rows, which come in order.

        Parameters
        ----------
        rows : of all sentences of the collection.
        """
        return self.sentences_in(rows, "sentence")["sentence"].to_numpy(object)

    def texts_with(self, rows: np.ndarray) -> KnownTurns:
        """All turns, of which only the sentences in some rows are here.

        Parameters
        ----------
        rows : of the sentences, in order.
        """
        sentences = self.sentences_in(rows)[["sentence", "text", "row"]]
        sentences["number"] = self.turn_of(rows)
        empty = np.setdiff1d(np.arange(len(self.turns)), sentences.number.to_numpy(int))
        fill = pd.DataFrame({"sentence": "", "text": "", "row": -1, "number": empty})
        table = pd.concat([sentences, fill], ignore_index=True)
        table = table.sort_values(["number", "row"], kind="stable", ignore_index=True)
        turns = self.turns.iloc[table.number.to_numpy(int)].reset_index(drop=True)
        return KnownTurns(pd.concat([turns, table], axis=1), self.words_of_turn)

    def with_turns(self, sentences: pd.DataFrame) -> pd.DataFrame:
        """Sentences with what is known of their turns, as `Texts` takes them.

        Parameters
        ----------
        sentences : with their rows.
        """
        turn = self.turn_of(sentences["row"].to_numpy(np.int64))
        about = self.turns.iloc[turn].reset_index(drop=True)
        return pd.concat([sentences[["sentence", "text"]], about], axis=1)

    def all_texts(self) -> Texts:
        """Everything in memory."""
        ids: list[np.ndarray] = []
        text: list[str] = []
        for part in self.parts:
            query = (
                f"SELECT sentence, text FROM read_parquet({files_of_parts([part], 'sentences')})"
            )
            found = columns_of(self._database.cursor(), query)
            ids.append(found["sentence"])
            text += found["text"].tolist()
        return StoredTexts(np.concatenate(ids), text, self.first_rows[:-1], self.turns)


def _opened_index(path: Path) -> sqlite3.Connection:
    # Not of this thread alone: the kernel of a notebook may ask from another one.
    index = sqlite3.connect(
        f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
    )
    index.execute(f"PRAGMA cache_size = -{KILOBYTES_OF_CACHE}")
    return index


def _each_text_once(values: np.ndarray) -> pd.api.extensions.ExtensionArray:
    """Texts of which many are the same, each in memory once."""
    numbers, known = pd.factorize(values)
    return pd.array(np.asarray(known, object)[numbers], dtype="str")


class StoredFolders:
    """The folders of a collection of which most tables are read from its store.

    Attributes
    ----------
    folder : the collection.
    ids : of its briefings, in order of their dates.
    """

    def __init__(self, folder: Path, ids: tuple[str, ...], parts: Sequence[Path]) -> None:
        self.folder = folder
        self.ids = ids
        self._parts = parts

    @cached_property
    def _folders(self) -> AddedFolders:
        return AddedFolders(self.folder)

    def table(self, name: str) -> pd.DataFrame:
        """The rows of all briefings."""
        if name not in STORED:
            return self._folders.table(name)
        files = files_of_parts(self._parts, name)
        query = f"SELECT * EXCLUDE ({ROW}) FROM read_parquet({files})"
        return connect().execute(query).df()

    def source(self, briefing: str) -> SourceFile:
        """The transcript of a briefing."""
        return self._folders.source(briefing)
