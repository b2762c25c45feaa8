"""Key words of a large collection, from its table of counts."""

from collections import Counter
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..text.index import Chosen, Texts, names_by_group
from ..text.keyness import (
    Counts,
    Occurrences,
    count_columns,
    keywords,
    most_marked,
    scores_of,
    spread_columns,
)
from ..text.log_odds import Deck, permutation_share, prior_of
from ..text.log_ratio import log_ratio
from .store import Store

TARGET, REFERENCE = 0, 1
SIDES = ("target", "reference")
FEW_WORDS = 200_000  # to cut so many anew takes less time than to look all counts through


class Compared(NamedTuple):
    """The question: what is compared, and with what.

    Attributes
    ----------
    target, reference, by, role, act : as in `keywords`.
    """

    target: Chosen
    reference: Chosen
    by: str
    role: Chosen
    act: Chosen


def marked_words(
    store: Store, compared: Compared, min_count: int, top: int | None, relabellings: int, seed: int
) -> pd.DataFrame:
    """The answer of `keywords`.

    Parameters
    ----------
    store : of the collection.
    compared : the question.
    min_count, top, relabellings, seed : as in `keywords`.
    """
    attrs = _checked(store, compared)
    sides = _sides_of_turns(store, compared)
    counts, words = _counts_of_sides(store, sides, max(1, min_count))
    scores = scores_of(counts)
    best = most_marked(words, scores)[:top]
    counts, scores, words = counts.chosen(best), scores.chosen(best), words[best]
    where = _places_of_words(store, counts.words, words)
    share = permutation_share(
        _deck_of_turns(store, sides, where, len(words)),
        prior=prior_of(counts.found, counts.sizes),
        log_odds=scores.log_odds,
        relabellings=relabellings,
        seed=seed,
    )
    columns = {
        "word": pd.array(words, dtype="str"),
        **count_columns(counts),
        "log_ratio": log_ratio(counts.found, counts.sizes),
        **scores._asdict(),
        **spread_columns(store.without_sentences, sides[TARGET], where, len(words)),
        "permutation_share": share,
        **_columns_of_sentences(store, sides, where, len(words)),
    }
    table = pd.DataFrame(columns)
    table.attrs.update(attrs)
    return table


def _checked(store: Store, compared: Compared) -> dict[Any, Any]:
    """What `keywords` says about the sides, and its refusals: asked for no word at all."""
    texts = store.turns_of_one_word
    none = len(texts.turns) + 1
    asked = keywords(**compared._asdict(), min_count=none, relabellings=0, texts=texts)
    return asked.attrs


def _sides_of_turns(store: Store, compared: Compared) -> np.ndarray:
    """Of each turn whether it belongs to the target, and whether to the reference."""
    texts = store.without_sentences
    spoken = texts.select(role=compared.role, act=compared.act)
    target = texts.select(**{compared.by: compared.target})
    reference = ~target
    if compared.reference is not None:
        reference = texts.select(**{compared.by: compared.reference})
    return np.array([target & spoken, reference & spoken])


def _counts_of_sides(store: Store, sides: np.ndarray, fewest: int) -> tuple[Counts, np.ndarray]:
    """The words that both sides together have so often, and what they are."""
    vocabulary = store.ask("SELECT word, count FROM read_parquet({vocabulary})")
    in_all = vocabulary["count"]
    smaller = int(sides[REFERENCE].sum() < sides[TARGET].sum())
    rows: dict[int, np.ndarray] = {smaller: _counts_of_side(store, sides[smaller], len(in_all))}
    neither = ~sides.any(axis=0)
    if neither.any():
        rows[1 - smaller] = _counts_of_side(store, sides[1 - smaller], len(in_all))
    else:
        rows[1 - smaller] = in_all - rows[smaller]
    found = np.array([rows[TARGET], rows[REFERENCE]])
    enough = np.flatnonzero(found.sum(axis=0) >= fewest)
    sizes = found.sum(axis=1, keepdims=True)
    return Counts(enough, found[:, enough], sizes), vocabulary["word"][enough]


def _counts_of_side(store: Store, side: np.ndarray, words: int) -> np.ndarray:
    """How often some turns have each word."""
    turns = np.flatnonzero(side)
    if store.words_of_turn[turns].sum() <= FEW_WORDS:
        return _counts_by_reading(store, turns, words)
    cells = store.ask(
        "SELECT word, sum(count)::BIGINT AS count FROM read_parquet({counts}) "
        "WHERE turn BETWEEN ? AND ? AND turn IN (SELECT turn FROM chosen) GROUP BY word",
        [int(turns[0]), int(turns[-1])],
        chosen=pd.DataFrame({"turn": turns}),
    )
    return np.bincount(cells["word"], weights=cells["count"], minlength=words).astype(np.int64)


def _counts_by_reading(store: Store, turns: np.ndarray, words: int) -> np.ndarray:
    """The same from the sentences of the turns."""
    said: Counter[str] = Counter()
    for table in store.whole_turns(turns):
        texts = Texts(table)
        counts = texts.word_counts.tolist()
        said.update(dict(zip(texts.words.vocabulary, counts, strict=True)))
    found = np.zeros(words, np.int64)
    found[store.numbers_of_words(list(said))] = list(said.values())
    return found


def _places_of_words(store: Store, numbers: np.ndarray, words: np.ndarray) -> Occurrences:
    """Where each word stands, from the index."""
    rows = store.rows_of_words(words.tolist())
    row = np.concatenate([np.zeros(0, np.int64), *rows])
    word = np.repeat(np.arange(len(words)), [len(each) for each in rows])
    return Occurrences(word, row, store.turn_of(row))


def _deck_of_turns(store: Store, sides: np.ndarray, where: Occurrences, words: int) -> Deck:
    """The turns of both sides with the words that are compared, to be dealt again."""
    dealt = np.flatnonzero(sides.any(axis=0))
    place = np.full(sides.shape[1], -1)
    place[dealt] = np.arange(len(dealt))
    counts = np.zeros((len(dealt), words + 1), np.int32)
    in_deck = place[where.turn] >= 0
    cells = place[where.turn[in_deck]] * counts.shape[1] + where.word[in_deck]
    np.add.at(counts.reshape(-1), cells, 1)  # with one index it takes half the time
    counts[:, -1] = store.words_of_turn[dealt]
    return Deck(counts=counts, hand=int(sides.sum(axis=1).min()))


def _columns_of_sentences(
    store: Store, sides: np.ndarray, where: Occurrences, words: int
) -> dict[str, list[list[str]]]:
    """The ids of the sentences in which each word is counted."""
    rows, place = np.unique(where.row, return_inverse=True)
    ids = store.ids_of(rows)
    columns = {}
    for number, side in enumerate(SIDES):
        is_here = sides[number][where.turn]
        columns[f"sentences_{side}"] = names_by_group(
            ids, where.word[is_here], place[is_here], words
        )
    return columns
