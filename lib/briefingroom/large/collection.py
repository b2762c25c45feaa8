"""A collection of thousands of briefings, which keeps them on disk while it answers."""

from collections.abc import Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from ..corpus.added_folders import AddedFolders
from ..corpus.collections import Collection, CollectionTables
from ..display import counted
from ..errors import QuestionError
from ..text.concordancing import Concordance, concordance
from ..text.distribution import closest_first, collocates, dispersion, log_dice
from ..text.index import Chosen, corpus
from ..text.keyness import keywords
from ..text.terms import Term, Terms, labelled
from ..text.trends import trend
from .building import about_store, checksum_of_briefings, make_store
from .finding import rows_with
from .found import Found, concordance_of_turns, found
from .marked_words import Compared, marked_words
from .store import Store, StoredFolders

Method = TypeVar("Method", bound=Callable[..., Any])

NEEDS_MEMORY = (
    "A large collection does not offer this, because it needs all words in memory: "
    "ask .in_memory(), which has every question."
)


class KeptOnDisk(dict[Any, Any]):
    """What was worked out of a large collection; its words are not prepared in memory."""

    def __missing__(self, key: tuple[Any, ...]) -> Any:
        if key[0] is corpus.__wrapped__:  # type: ignore[attr-defined]
            raise QuestionError(NEEDS_MEMORY)
        raise KeyError(key)


class KeptInMemory(dict[Any, Any]):
    """What was worked out of a collection; its words are prepared from the store."""

    def __init__(self, store: Store) -> None:
        super().__init__()
        self._store = store

    def __missing__(self, key: tuple[Any, ...]) -> Any:
        if key[0] is corpus.__wrapped__:  # type: ignore[attr-defined]
            return self.setdefault(key, self._store.all_texts())
        raise KeyError(key)


def _as_in_package(public: Callable[..., Any]) -> Callable[[Method], Method]:
    """Let a method say what the function of the package says."""

    def described(method: Method) -> Method:
        method.__doc__ = public.__doc__
        return method

    return described


class LargeCollection(Collection):
    """Thousands of briefings, of which a question reads what it needs.

    It answers as `collection` does. `search`, `concordance`, `trend`, `dispersion`, `collocates`
    and `keywords` look words up in an index on disk; tables and what is drawn of them are read when
    they are asked for. What needs all words in memory says so; `in_memory` has every question.

    Attributes
    ----------
    folder : where it lies.
    """

    def __init__(self, store: Store, folders: StoredFolders) -> None:
        self._store = store
        tables = CollectionTables(folders, with_published=False)
        tables.kept = KeptOnDisk()
        super().__init__(tables)

    def __repr__(self) -> str:
        added = counted(len(self._tables.added), "added briefing")
        return f"A large collection of {added}, {self._store.about.words:,} words, in {self.folder}"

    def in_memory(self) -> Collection:
        """The same briefings with every question, their words prepared in memory when needed.

        Ten thousand briefings take about two gigabytes there.
        """
        tables = CollectionTables(self._tables.folders, with_published=False)
        tables.kept = KeptInMemory(self._store)
        return Collection(tables)

    def search(self, term: Term, lines: int = 25, width: int = 60) -> Found:
        """How often each briefing has a term, and its first lines.

        Parameters
        ----------
        term : as in `concordance`.
        lines : how many.
        width : characters of context on each side.

        Returns
        -------
        Found : its ``counts`` have a row for each briefing (briefing, count, words, and rate per
            10,000 words), its ``lines`` are the first of the concordance.

        Raises
        ------
        QuestionError : when the term is empty, or no line is wanted.
        """
        return found(self._store, term, lines, width)

    @_as_in_package(concordance)
    def concordance(
        self,
        term: Term,
        *,
        briefing: Chosen = None,
        speaker: Chosen = None,
        outlet: Chosen = None,
        role: Chosen = None,
        act: Chosen = None,
        regex: bool = False,
        case: bool = False,
        width: int = 60,
    ) -> Concordance:
        chosen = self._store.without_sentences.select(
            briefing=briefing, speaker=speaker, outlet=outlet, role=role, act=act
        )
        turns = np.flatnonzero(chosen)
        if not regex:
            having = np.unique(self._store.turn_of(rows_with(self._store, term)))
            turns = having[chosen[having]]
        return concordance_of_turns(self._store, turns, term, regex=regex, case=case, width=width)

    @_as_in_package(trend)
    def trend(
        self,
        terms: Terms,
        by: str = "briefing",
        *,
        role: Chosen = None,
        speaker: Chosen = None,
        act: Chosen = None,
        resamples: int = 1000,
        seed: int = 0,
    ) -> pd.DataFrame:
        return self._counted(
            trend,
            terms,
            by,
            role=role,
            speaker=speaker,
            act=act,
            resamples=resamples,
            seed=seed,
        )

    @_as_in_package(dispersion)
    def dispersion(self, terms: Terms, parts: str = "turns") -> pd.DataFrame:
        return self._counted(dispersion, terms, parts)

    @_as_in_package(collocates)
    def collocates(self, term: Term, window: int = 5, min_count: int = 3) -> pd.DataFrame:
        texts = self._store.texts_with(rows_with(self._store, term))
        table = collocates(term, window, min_count, texts=texts)
        if table.empty:
            return table
        table["count_word"] = self._store.counts_of_words(table.word.tolist())
        table["log_dice"] = log_dice(table["count"], table.count_word, table.count_term)
        return closest_first(table)

    @_as_in_package(keywords)
    def keywords(
        self,
        target: Chosen,
        reference: Chosen = None,
        *,
        by: str = "briefing",
        role: Chosen = None,
        act: Chosen = None,
        min_count: int = 5,
        top: int | None = 100,
        relabellings: int = 1000,
        seed: int = 0,
    ) -> pd.DataFrame:
        compared = Compared(target, reference, by, role, act)
        return marked_words(self._store, compared, min_count, top, relabellings, seed)

    def _counted(
        self, question: Callable[..., pd.DataFrame], terms: Terms, by: str, **how: Any
    ) -> pd.DataFrame:
        """The answer to a question that counts the hits of terms in turns."""
        known = labelled(terms)
        rows = [rows_with(self._store, term) for _, term in known]
        texts = self._store.texts_with(np.unique(np.concatenate(rows)))
        return question(terms, by, texts=texts, **how)


def large_collection(
    folder: Path, executor: Executor | None = None, progress: bool = True
) -> LargeCollection:
    """A collection of which a question reads what it needs; its store is made when it is not there.

    Parameters
    ----------
    folder : the collection.
    executor : who makes the store; a pool of processes if none is given.
    progress : whether a bar says how far that is.

    Raises
    ------
    CorpusError : when there is no collection, a briefing is damaged, or DuckDB is not installed.
    QuestionError : when it holds no briefing.
    """
    ids = AddedFolders(folder, ()).ids_there()
    if not ids:
        raise QuestionError(
            f"The collection in {folder} holds no briefing: add one with `briefingroom add FILE`."
        )
    about = about_store(folder, checksum_of_briefings(folder, ids))
    if about is None:
        about = make_store(folder, ids, executor, progress)
    store = Store(folder, about)
    return LargeCollection(store, StoredFolders(folder, ids, store.parts))
