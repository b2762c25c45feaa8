"""How often, and how far that can be relied on."""

import math

import numpy as np
import pandas as pd
import pytest

import briefingroom as br
from briefingroom.cleaning.words import words
from briefingroom.errors import QuestionError
from briefingroom.text.index import Texts
from briefingroom.text.trends import trend


def turns_of(*counts_and_sizes, briefing="b1"):
    """Texts with one sentence a turn, which has "jobs" so many times among so many words."""
    text = [
        " ".join(["jobs"] * hits + ["other"] * (size - hits)) for hits, size in counts_and_sizes
    ]
    ids = [f"t{number}" for number in range(len(text))]
    return Texts(pd.DataFrame({"sentence": ids, "turn": ids, "briefing": briefing, "text": text}))


def test_counts_and_rates_agree_with_counting_turn_by_turn():
    turns = br.turns()
    table = trend("digital", by="role").set_index("role")
    for role, group in turns.groupby("role"):
        count = sum(word.lower() == "digital" for text in group.text for word in words(text))
        have = sum(any(word.lower() == "digital" for word in words(text)) for text in group.text)
        row = table.loc[role]
        assert (row["count"], row["words"], row["turns"]) == (count, group.words.sum(), have)
        assert row["rate"] == pytest.approx(10_000 * count / group.words.sum())
        assert row["range"] == f"{have} of {len(group)} turns"


def test_every_count_can_be_recounted_from_its_sentences():
    text = br.sentences().set_index("sentence").text
    for row in trend("industrial internet").itertuples():
        assert row.count == sum(
            text[id].lower().count("industrial internet") for id in row.sentences
        )
        assert all(id.startswith(row.briefing) for id in row.sentences)


def test_wordings_of_one_term_are_counted_together_and_only_once():
    table = trend([["new development paradigm", "development paradigm"], "paradigm"])
    assert table.term.unique().tolist() == [
        "new development paradigm / development paradigm",
        "paradigm",
    ]
    alone = trend("development paradigm")["count"].tolist()
    assert table[table.term.str.contains("/")]["count"].tolist() == alone


def test_only_the_chosen_turns_are_counted_and_so_are_their_words():
    turns = br.turns().query("role == 'official' and act == 'answer'")
    table = trend("5G", role="official", act="answer")
    assert table.words.tolist() == turns.groupby("briefing").words.sum().tolist()
    assert set(trend("5G", by="speaker", role="official").speaker) == set(turns.speaker)


def test_of_two_turns_the_interval_is_known_by_hand():
    """Drawn again: both the first (1/4), both the second (1/4), one of each (1/2)."""
    row = trend("jobs", texts=turns_of((1, 10), (3, 10))).iloc[0]
    assert (row.rate, row.low, row.high) == (2000, 1000, 3000)


def test_of_turns_of_unequal_length_the_rate_weighs_words():
    row = trend("jobs", texts=turns_of((5, 10), (0, 90))).iloc[0]
    assert (row.rate, row.low, row.high) == (500, 0, 5000)


def test_of_many_turns_the_interval_is_that_of_the_textbook():
    """The standard error of a ratio of sums (Cochran 1977).

    It is sqrt(sum((count - rate * words)^2)) / sum(words).
    """
    rng = np.random.default_rng(1)
    sizes = rng.integers(50, 150, 400)
    counts = rng.poisson(rng.gamma(2, 1, 400))
    row = trend("jobs", texts=turns_of(*zip(counts, sizes, strict=True))).iloc[0]
    rate = counts.sum() / sizes.sum()
    error = 10_000 * math.sqrt(((counts - rate * sizes) ** 2).sum()) / sizes.sum()
    assert row.high - row.low == pytest.approx(2 * 1.96 * error, rel=0.1)


def test_where_words_come_in_bursts_the_interval_covers_about_nine_times_in_ten():
    """Twenty-five turns, half without the word; independent words would cover far less often."""
    rng, covered, naive, trials = np.random.default_rng(2), 0, 0, 300
    for _ in range(trials):
        sizes = rng.integers(50, 500, 25)
        counts = np.minimum(rng.poisson(rng.gamma(0.5, 2 * 0.02, 25) * sizes), sizes)
        texts = turns_of(*zip(counts, sizes, strict=True))
        row = trend("jobs", texts=texts, resamples=400).iloc[0]
        covered += row.low <= 200 <= row.high
        naive += abs(row["rate"] - 200) <= 1.96 * math.sqrt(row["count"]) / row.words * 10_000
    assert 0.83 <= covered / trials <= 0.95
    assert naive / trials < 0.6


def test_the_interval_depends_on_the_seed_alone():
    first, again, other = (trend("digital", seed=seed)[["low", "high"]] for seed in (0, 0, 1))
    assert first.equals(again)
    assert not first.equals(other)
    alone = trend("digital", by="role", role="official")
    assert alone.low.item() == trend("digital", by="role").set_index("role").low["official"]


def test_where_no_turn_has_the_term_high_is_what_chance_would_leave_open():
    """At that share of turns, with one use each, one time in twenty none of them has the term."""
    turns, words = 24, 50
    row = trend("jobs", texts=turns_of(*[(0, words)] * turns)).iloc[0]
    assert (row["count"], row.rate, row.low) == (0, 0, 0)
    share_of_turns = row.high / 10_000 * words
    none_of_all = math.prod([1 - share_of_turns] * turns)
    assert none_of_all == pytest.approx(0.05)
    rng = np.random.default_rng(3)
    empty = [not (rng.random(turns) < share_of_turns).any() for _ in range(20_000)]
    assert np.mean(empty) == pytest.approx(0.05, abs=0.005)


def test_the_bound_of_many_turns_is_the_rule_of_three():
    row = trend("jobs", texts=turns_of(*[(0, 10)] * 300)).iloc[0]
    assert row.high == pytest.approx(3 / (300 * 10) * 10_000, rel=0.01)


def test_one_turn_without_the_term_has_no_bound():
    assert math.isnan(trend("jobs", texts=turns_of((0, 10))).iloc[0].high)


def test_one_turn_has_no_interval():
    row = trend("jobs", texts=turns_of((2, 10))).iloc[0]
    assert row.rate == 2000
    assert math.isnan(row.low)
    assert math.isnan(row.high)


def test_a_question_that_makes_no_sense_is_refused():
    with pytest.raises(QuestionError, match="not by 'month'"):
        trend("5G", by="month")
    with pytest.raises(QuestionError, match="no word to look for"):
        trend("")
    with pytest.raises(QuestionError, match="the list is empty"):
        trend([])
    with pytest.raises(br.UnknownName, match="the nearest is 'official'"):
        trend("5G", role="offical")
    with pytest.raises(QuestionError, match="no chosen turn has a known speaker"):
        trend("5G", by="speaker", role="journalist")
