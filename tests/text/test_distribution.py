"""Spread and company, against figures worked by hand and a count one by one."""

import math

import pandas as pd
import pytest

import briefingroom as br
from briefingroom.cleaning.words import words
from briefingroom.errors import QuestionError
from briefingroom.ids import parse_id
from briefingroom.text.distribution import collocates, dispersion
from briefingroom.text.index import Texts, corpus


def parts(*hits_and_sizes):
    text = [" ".join(["x"] * hits + ["o"] * (size - hits)) for hits, size in hits_and_sizes]
    ids = [f"t{number}" for number in range(len(text))]
    return Texts(pd.DataFrame({"sentence": ids, "turn": ids, "briefing": ids, "text": text}))


@pytest.mark.parametrize(
    "hits, dp, norm",
    [((1, 2, 7), 0, 0), ((2, 0, 0), 0.9, 1), ((0, 0, 5), 0.3, 1 / 3), ((1, 1, 0), 0.7, 0.7 / 0.9)],
)
def test_dp_is_as_worked_by_hand(hits, dp, norm):
    """Parts of 10, 20 and 70 words: half the sum of |share of hits - share of words|."""
    row = dispersion("x", texts=parts(*zip(hits, (10, 20, 70), strict=True))).iloc[0]
    assert (row.dp, row.dp_norm) == (pytest.approx(dp), pytest.approx(norm))


def test_range_is_k_of_n():
    row = dispersion("rare earth").iloc[0]
    hits = br.turns()[br.turns().text.str.contains("rare earth", case=False)]
    assert (row.range_turns, row.of_turns) == (len(hits), 129)
    assert (row.range_briefings, row.of_briefings, row.range_speakers) == (1, 5, 2)
    named = set(br.turns().speaker) | set(br.turns().outlet)
    assert row.of_speakers == len(named - {""})


def test_dp_over_briefings_uses_briefings():
    counts = [
        sum(w.lower() == "digital" for w in words(" ".join(g.text)))
        for _, g in br.turns().groupby("briefing")
    ]
    sizes = br.briefings().words
    expected = (
        sum(abs(c / sum(counts) - s / sizes.sum()) for c, s in zip(counts, sizes, strict=True)) / 2
    )
    assert dispersion("digital", parts="briefings").dp.item() == pytest.approx(expected)


def test_a_term_that_is_not_found_has_no_dispersion():
    row = dispersion(["zzz", ["5G", "4G"]]).iloc[0]
    assert row["count"] == 0
    assert math.isnan(row.dp)
    assert row.sentences == []


def test_parts_and_terms_must_make_sense():
    with pytest.raises(
        QuestionError, match="The parts are briefings, turns, speakers, not 'pages'"
    ):
        dispersion("5G", parts="pages")
    with pytest.raises(QuestionError, match="no word to look for"):
        dispersion("")
    with pytest.raises(QuestionError, match="at least one word, not 0"):
        collocates("5G", window=0)


def test_log_dice_is_as_worked_by_hand():
    """Two hits; "tea" near both and once alone: 14 + log2(2 * 2 / (3 + 2))."""
    texts = Texts(
        pd.DataFrame(
            {
                "sentence": list("abc"),
                "turn": "t",
                "briefing": "b",
                "text": ["Green tea, good.", "Tea that is green; green!", "Black tea."],
            }
        )
    )
    table = collocates("green", window=3, min_count=1, texts=texts).set_index("word")
    assert table["count"].to_dict() == {"tea": 2, "good": 1, "that": 1, "is": 1}
    assert table.loc["tea", ["count_word", "count_term"]].tolist() == [3, 3]
    assert table.log_dice["tea"] == pytest.approx(14 + math.log2(2 * 2 / (3 + 3)))
    assert table.sentences["tea"] == ["a", "b"]
    assert "tea" not in set(collocates("green", window=1, min_count=2, texts=texts).word)


def test_collocates_agree_with_looking_left_and_right_of_every_hit():
    window, near, everywhere, hits = 4, {}, {}, 0
    sentences = br.sentences()
    for id, text in zip(sentences.sentence, sentences.text, strict=True):
        said = [word.lower() for word in words(text)]
        nodes = [i for i, word in enumerate(said) if word == "development"]
        hits += len(nodes)
        for i, word in enumerate(said):
            everywhere[word] = everywhere.get(word, 0) + 1
            if i not in nodes and any(abs(i - node) <= window for node in nodes):
                near.setdefault(word, []).append(id)
    table = collocates("development", window=window).set_index("word")
    assert table["count"].to_dict() == {
        word: len(ids) for word, ids in near.items() if len(ids) >= 3
    }
    for word, row in table.iterrows():
        assert row.log_dice == pytest.approx(
            14 + math.log2(2 * len(near[word]) / (everywhere[word] + hits))
        )
        assert row.sentences == list(dict.fromkeys(near[word]))
        assert row.turns == len({parse_id(id).turn for id in near[word]})
    assert table.log_dice.is_monotonic_decreasing


def test_a_phrase_and_a_wildcard_have_company_too():
    assert "enterprises" in set(collocates("small and medium-sized").word)
    hits = len(corpus().find("industr*").row)
    assert (collocates("industr*").count_term == hits).all()
    assert len(collocates("zzz")) == 0
