"""Which sentences are to be coded: a sample of those of officials, or those of a part."""

from collections.abc import Sequence
from itertools import chain, islice, zip_longest
from typing import TypeAlias

import numpy as np
import pandas as pd

from ..corpus.names import must_be
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..errors import QuestionError
from .code_book import coded_question, published_codes

OF_A_CLASS_HOUR = 20
CODED_ACTS = ("statement", "answer", "comment")
Wanted: TypeAlias = int | str | Sequence[str]


def sentences_to_code(
    sentences: Wanted = OF_A_CLASS_HOUR, *, seed: int = 0, balanced: str = ""
) -> pd.DataFrame:
    """The sentences to be coded, in the order of the text.

    Parameters
    ----------
    sentences : how many to draw by chance from those of officials' statements, answers and
        comments; ``"all"`` of them; the id of a briefing, turn or paragraph; or a list of ids.
    seed : of the draw. The same seed gives a whole class the same sentences.
    balanced : a column as in `published_codes`. Then of each of its published codes as many are
        drawn as of the others, as far as there are so many; where the number cannot be shared out,
        the first codes of the code book have one more. Without it each sentence has one chance.

    Returns
    -------
    DataFrame : sentence, text.

    Raises
    ------
    QuestionError : for a number that cannot be drawn, a list with a sentence twice, or a balance
        of what is not drawn.
    UnknownName : for an id that has none of these sentences, or a column that there is not; the
        message names the nearest.

    >>> table = sentences_to_code(3, seed=1)
    >>> len(table), list(table.columns)
    (3, ['sentence', 'text'])
    >>> len(sentences_to_code("2023-03-01.t02.p1"))
    3
    >>> table = sentences_to_code(20, balanced="aim")
    >>> table.merge(published_codes("aim")).aim.value_counts().to_dict()
    {'only': 7, 'beside': 7, 'none': 6}
    """
    texts = read_table("sentences").set_index("sentence").text
    ids = _sentences_of_officials()
    if balanced:
        chosen = _drawn_in_balance(ids, sentences, seed, balanced)
    else:
        chosen = _chosen(ids, sentences, seed)
    return pd.DataFrame({"sentence": chosen, "text": texts.reindex(chosen).to_numpy()})


def _sentences_of_officials() -> list[str]:
    """The sentences of officials' statements, answers and comments, in order."""
    turns = read_table("turns")
    official = turns[(turns.role == "official") & turns.act.isin(CODED_ACTS)]
    sentences = read_table("sentences")
    return list(sentences.sentence[sentences.turn.isin(official.turn)])


def _drawn_in_balance(ids: list[str], number: Wanted, seed: int, column: str) -> list[str]:
    """Sentences drawn by chance, one of each published code in turn, in the order of the text."""
    question = coded_question(column)
    if not isinstance(number, int):
        raise QuestionError(f"Give how many sentences are to be drawn in balance, not {number!r}.")
    codes = published_codes(column).set_index("sentence")[column]
    _must_be_drawable(number, len(codes))
    shuffled = codes.sample(frac=1, random_state=np.random.default_rng(seed))
    of_each = (shuffled.index[shuffled == code] for code in question.meanings)
    in_turn = chain.from_iterable(zip_longest(*of_each))
    drawn = set(islice((id for id in in_turn if id is not None), number))
    return [id for id in ids if id in drawn]


def _must_be_drawable(number: Wanted, most: int) -> None:
    if isinstance(number, bool) or (isinstance(number, int) and not 0 < number <= most):
        raise QuestionError(f"Between 1 and {most:,} sentences can be drawn, not {number!r}.")


def _chosen(ids: list[str], sentences: Wanted, seed: int) -> list[str]:
    _must_be_drawable(sentences, len(ids))
    if isinstance(sentences, int):
        places = np.random.default_rng(seed).choice(len(ids), sentences, replace=False)
        return [ids[place] for place in sorted(places)]
    if isinstance(sentences, str):
        return _of_part(ids, sentences)
    return _listed_sentences(ids, list(sentences))


def _of_part(ids: list[str], part: str) -> list[str]:
    found = ids if part == ALL else [id for id in ids if f"{id}.".startswith(f"{part}.")]
    if not found:
        parts = dict.fromkeys(id.rsplit(".", drop)[0] for id in ids for drop in (3, 2, 1, 0))
        must_be(part, list(parts), f"No sentence to be coded stands in {part!r}")
    return found


def _listed_sentences(ids: list[str], wanted: list[str]) -> list[str]:
    known = set(ids)
    for sentence in wanted:
        if sentence not in known:
            must_be(sentence, ids, f"There is no sentence to be coded {sentence!r}")
    if len(set(wanted)) < len(wanted) or not wanted:
        raise QuestionError("Give each sentence once, and one at least.")
    return [id for id in ids if id in set(wanted)]
