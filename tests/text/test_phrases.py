"""Set phrases, against trying every string of words."""

import numpy as np
import pandas as pd
import pytest

import briefingroom as br
from briefingroom.cleaning.words import words
from briefingroom.errors import QuestionError
from briefingroom.text.concordancing import concordance
from briefingroom.text.index import Texts
from briefingroom.text.phrases import formula_share, shared_phrases


def briefings_of(*briefings):
    """Texts of briefings given as lists of sentences."""
    rows = [
        (f"b{b}", f"b{b}.t1", f"b{b}.s{s}", text)
        for b, said in enumerate(briefings)
        for s, text in enumerate(said)
    ]
    return Texts(pd.DataFrame(rows, columns=["briefing", "turn", "sentence", "text"]))


def every_string(sentences, shortest):
    """Where each string of words stands, within sentences: (sentence, first word)."""
    places = {}
    for row, said in enumerate(sentences):
        for begin in range(len(said)):
            for end in range(begin + shortest, len(said) + 1):
                places.setdefault(tuple(said[begin:end]), []).append((row, begin))
    return {string: stands for string, stands in places.items() if len(stands) > 1}


def maximal(sentences, shortest):
    """The strings that have more places than every string with one word more on either side."""
    repeated = every_string(sentences, shortest)
    longer = {}
    for string, stands in repeated.items():
        for part in (string[1:], string[:-1]):
            longer[part] = max(longer.get(part, 0), len(stands))
    return {
        string: stands for string, stands in repeated.items() if len(stands) > longer.get(string, 0)
    }


@pytest.mark.parametrize("seed", range(20))
def test_phrases_are_those_found_by_trying_every_string(seed):
    rng = np.random.default_rng(seed)
    said = [[list(rng.choice(list("abc"), rng.integers(1, 9))) for _ in range(6)] for _ in range(3)]
    texts = briefings_of(*[[" ".join(sentence) for sentence in part] for part in said])
    flat, home = [s for part in said for s in part], np.repeat(range(3), 6)
    for between in (False, True):
        expected = {
            " ".join(string): (len(stands), sorted({f"b{home[row]}" for row, _ in stands}))
            for string, stands in maximal(flat, 2).items()
            if not between or len({home[row] for row, _ in stands}) > 1
        }
        table = shared_phrases(2, between, texts=texts)
        said = zip(table["count"], table.briefings, strict=True)
        assert dict(zip(table.phrase, said, strict=True)) == expected
        assert (table.words == table.phrase.str.count(" ") + 1).all()
        assert table.words.is_monotonic_decreasing


def test_the_briefings_have_the_phrases_found_by_trying_every_string():
    said = [[word.lower() for word in words(text)] for text in br.sentences().text]
    expected = {" ".join(string): len(stands) for string, stands in maximal(said, 6).items()}
    table = shared_phrases(between=False)
    assert dict(zip(table.phrase, table["count"], strict=True)) == expected


def test_a_part_of_a_longer_phrase_has_no_row_unless_it_is_said_elsewhere():
    texts = briefings_of(["a b c d e."], ["A, b, c, d, e!", "x c d y"])
    table = shared_phrases(2, texts=texts)
    assert dict(zip(table.phrase, table["count"], strict=True)) == {"a b c d e": 2, "c d": 3}


def test_a_phrase_never_crosses_sentences():
    assert len(shared_phrases(3, texts=briefings_of(["a b.", "c d."], ["a b c d."]))) == 0


def test_within_one_briefing_counts_only_when_asked():
    texts = briefings_of(["a b c.", "a b c."], ["x y z."])
    assert len(shared_phrases(3, texts=texts)) == 0
    row = shared_phrases(3, between=False, texts=texts).iloc[0]
    assert (row["phrase"], row["count"], row["range"]) == ("a b c", 2, 1)
    assert row.sentences == ["b0.s0", "b0.s1"]
    assert row.turns == ["b0.t1"]


def test_concordance_finds_every_phrase_as_often_as_counted():
    for row in shared_phrases().iloc[::10].itertuples():
        hits = concordance(row.phrase)
        assert len(hits) == row.count
        assert hits.sentence.unique().tolist() == row.sentences
        assert hits.briefing.unique().tolist() == row.briefings
        assert row.range == len(row.briefings)
        assert hits.turn.unique().tolist() == row.turns


def test_the_share_of_formula_is_that_of_marking_word_by_word():
    sentences = br.sentences()
    said = [[word.lower() for word in words(text)] for text in sentences.text]
    homes = {}
    for briefing, sentence in zip(sentences.briefing, said, strict=True):
        for begin in range(len(sentence) - 5):
            homes.setdefault(tuple(sentence[begin : begin + 6]), set()).add(briefing)
    formula, held = dict.fromkeys(sentences.briefing, 0), {}
    spoken = zip(sentences.briefing, sentences.sentence, said, strict=True)
    for briefing, id, sentence in spoken:
        marked = {
            b + i
            for b in range(len(sentence) - 5)
            if len(homes[tuple(sentence[b : b + 6])]) > 1
            for i in range(6)
        }
        formula[briefing] += len(marked)
        if marked:
            held.setdefault(briefing, []).append(id)
    table = formula_share().set_index("briefing")
    assert table.formula.to_dict() == formula
    assert table.sentences.to_dict() == held
    assert table.words.tolist() == br.briefings().words.tolist()
    assert (table.share == table.formula / table.words).all()
    assert table.share.between(0.05, 0.15).all()


def test_briefings_that_share_nothing_have_no_formula():
    texts = briefings_of(["a b c d e f g."], ["h i j k l m n."], ["too short"])
    assert formula_share(texts=texts).share.tolist() == [0, 0, 0]
    assert len(shared_phrases(texts=texts)) == 0
    assert formula_share(texts=briefings_of(["a"], ["a"])).share.tolist() == [0, 0]


@pytest.mark.parametrize("ask", [shared_phrases, formula_share])
def test_a_phrase_has_at_least_two_words(ask):
    with pytest.raises(QuestionError, match="at least two words, not 1"):
        ask(1)
