"""Key words, against other ways to the same figure and against texts in which nothing differs."""

import itertools
import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest

import briefingroom as br
from briefingroom.cleaning.words import words
from briefingroom.errors import QuestionError
from briefingroom.ids import parse_id
from briefingroom.text.index import Texts
from briefingroom.text.keyness import keywords
from briefingroom.text.log_odds import Deck

TARGET = "2023-03-01"


@pytest.fixture(scope="module")
def table():
    return keywords(TARGET, top=None, relabellings=99).set_index("word")


@pytest.fixture(scope="module")
def counted():
    counts = {True: Counter(), False: Counter()}
    for turn in br.turns().itertuples():
        counts[turn.briefing == TARGET].update(word.lower() for word in words(turn.text))
    return counts[True], counts[False]


def texts_of(turns, first):
    """Texts of turns given as lists of words; the first so many are briefing a, the others b."""
    ids = [f"t{number}" for number in range(len(turns))]
    rows = {"sentence": ids, "turn": ids, "text": [" ".join(turn) for turn in turns]}
    return Texts(pd.DataFrame({**rows, "briefing": ["a"] * first + ["b"] * (len(turns) - first)}))


def test_counts_agree_with_a_counter(table, counted):
    y, y0 = counted
    expected = {word for word in y | y0 if y[word] + y0[word] >= 5}
    assert set(table.index) == expected
    for word in expected:
        assert (table.count_target[word], table.count_reference[word]) == (y[word], y0[word])
    assert (table.words_target == y.total()).all()
    assert (table.words_reference == y0.total()).all()
    assert table.rate_target["iot"] == pytest.approx(10_000 * y["iot"] / y.total())


def test_the_log_ratio_is_that_of_hardie_with_half_a_hit_added(table, counted):
    y, y0 = counted
    for word in table.index[::50]:
        expected = math.log2((y[word] + 0.5) / (y.total() + 0.5)) - math.log2(
            (y0[word] + 0.5) / (y0.total() + 0.5)
        )
        assert table.log_ratio[word] == pytest.approx(expected)


def test_the_conservative_bound_is_where_the_binomial_tail_has_the_promised_chance(table):
    """Evert's LRC, turned round: so many hits or more have the chance 0.05 / 2 / words compared."""
    n, n0 = table.words_target.iloc[0], table.words_reference.iloc[0]
    for row in table.itertuples():
        swap = row.rate_target < row.rate_reference
        k, size, rest = (row.count_reference, n0, n) if swap else (row.count_target, n, n0)
        both = row.count_target + row.count_reference
        bound = -row.log_ratio_low if swap else row.log_ratio_low
        odds = 2.0**bound * size / rest
        p = odds / (1 + odds)
        tail = math.fsum(
            math.exp(
                math.lgamma(both + 1) - math.lgamma(i + 1) - math.lgamma(both - i + 1)
                + i * math.log(p) + (both - i) * math.log1p(-p)
            )
            for i in range(k, both + 1)
        )  # fmt: skip
        if bound:
            assert bound > 0, row.Index
            assert tail == pytest.approx(0.025 / len(table), rel=1e-6), row.Index
        else:
            assert tail > 0.025 / len(table), row.Index
    assert (table.log_ratio_low > 0).sum() > 5
    assert (table.log_ratio_low < 0).sum() > 0


def test_the_conservative_bound_of_a_word_that_the_reference_lacks_is_known_by_hand():
    """Without a hit elsewhere the tail is p^k, so the bound of the share is a k-th root."""
    texts = texts_of([["new"] * 20 + ["old"] * 30, ["old"] * 50], 1)
    row = keywords("a", texts=texts, relabellings=1).set_index("word").loc["new"]
    p = (0.05 / 2 / 2) ** (1 / 20)
    assert row.log_ratio_low == pytest.approx(math.log2(p / (1 - p)))


def test_the_log_odds_are_those_of_monroe_colaresi_and_quinn(table, counted):
    """The paper's formula, written out for one word at a time."""
    y, y0 = counted
    n, n0 = y.total(), y0.total()
    for word in table.index[::50]:
        a = 500 * (y[word] + y0[word]) / (n + n0)
        delta = math.log((y[word] + a) / (n + 500 - y[word] - a)) - math.log(
            (y0[word] + a) / (n0 + 500 - y0[word] - a)
        )
        assert table.log_odds[word] == pytest.approx(delta)
        assert table.log_odds_z[word] == pytest.approx(
            delta / math.sqrt(1 / (y[word] + a) + 1 / (y0[word] + a))
        )


def test_to_exchange_target_and_reference_changes_only_the_sign():
    one = (
        keywords("2020-10-23", "2023-04-20", top=None, relabellings=99)
        .set_index("word")
        .sort_index()
    )
    other = (
        keywords("2023-04-20", "2020-10-23", top=None, relabellings=99)
        .set_index("word")
        .sort_index()
    )
    assert one.index.equals(other.index)
    for name in ("log_ratio", "log_ratio_low", "log_odds", "log_odds_z"):
        assert np.allclose(one[name], -other[name])


def test_range_and_sentences_let_every_count_be_recounted(table):
    text = br.sentences().set_index("sentence").text
    turns = br.turns().set_index("turn")
    for word in ("iot", "green", "jin", "we"):
        row = table.loc[word]
        for side in ("target", "reference"):
            ids = row[f"sentences_{side}"]
            assert row[f"count_{side}"] == sum(
                [w.lower() for w in words(text[id])].count(word) for id in ids
            )
        spoken = {parse_id(id).turn for id in row.sentences_target}
        assert row.range_turns == len(spoken)
        assert row.range_briefings == 1
        who = {turns.speaker[turn] or turns.outlet[turn] for turn in spoken} - {""}
        assert row.range_speakers == len(who)
    assert table.attrs["target"] == {"briefings": 1, "turns": 26, "speakers": 10}


def test_the_most_marked_words_come_first():
    table = keywords(TARGET)
    assert len(table) == 100
    order = list(zip(-table.log_ratio_low, -table.log_odds_z, table.word, strict=True))
    assert order == sorted(order)
    assert not np.signbit(table.log_ratio_low).any(), "no negative nought"
    assert table.word.tolist() == keywords(TARGET, top=None, relabellings=1).word.tolist()[:100]


def test_periods_speakers_and_roles_can_be_compared():
    assert keywords(["2020-10-23", "2021-03-01"], min_count=10).attrs["target"]["briefings"] == 2
    rare = keywords("Xiao Yaqing", by="speaker", role="official").iloc[0]
    assert (rare.word, rare.range_turns) == ("rare", 1)
    assert keywords("journalist", "official", by="role").word.tolist()[:2] == ["what", "how"]


@pytest.mark.parametrize("reference", ["2023-03-01", ["2023-03-01", "2020-10-23"]])
def test_a_thing_is_not_compared_with_itself(reference):
    with pytest.raises(
        QuestionError, match="the same in part or whole; compare two different things"
    ):
        keywords("2023-03-01", reference)


def test_a_question_that_makes_no_sense_is_refused():
    with pytest.raises(QuestionError, match="no words to compare in 'everything else'"):
        keywords(br.briefings().briefing)
    with pytest.raises(QuestionError, match="no words to compare in 'Xiao Yaqing'"):
        keywords("Xiao Yaqing", by="speaker", role="chair")
    with pytest.raises(QuestionError, match="not by 'day'"):
        keywords("2023-03-01", by="day")
    with pytest.raises(br.UnknownName, match="the nearest is '2023-03-01'"):
        keywords("2023-03-02")
    assert len(keywords("2023-03-01", min_count=10**6)) == 0


def test_the_permutation_share_is_that_of_all_deals_tried_one_by_one():
    """Seven turns, three of them the target: 35 deals, each worked out here."""
    rng = np.random.default_rng(3)
    turns = [
        ["jobs"] * int(rng.integers(0, 6)) + ["and"] * int(rng.integers(5, 30)) for _ in range(7)
    ]
    hits, sizes = np.array([[turn.count("jobs"), len(turn)] for turn in turns]).T
    prior = 500 * hits.sum() / sizes.sum()

    def log_odds(deal):
        def odds(mine):
            y, n = hits[mine].sum() + prior, sizes[mine].sum() + 500
            return math.log(y / (n - y))

        return odds(list(deal)) - odds([turn for turn in range(7) if turn not in deal])

    true = abs(log_odds((0, 1, 2)))
    exact = np.mean(
        [abs(log_odds(deal)) >= true - 1e-9 for deal in itertools.combinations(range(7), 3)]
    )
    row = (
        keywords("a", texts=texts_of(turns, 3), min_count=1, relabellings=5000)
        .set_index("word")
        .loc["jobs"]
    )
    assert row.log_odds == pytest.approx(log_odds((0, 1, 2)))
    assert row.permutation_share == pytest.approx(exact, abs=0.03)


def test_the_seed_alone_decides_the_share():
    shares = [keywords(TARGET, seed=seed, relabellings=99).permutation_share for seed in (0, 0, 1)]
    assert shares[0].equals(shares[1])
    assert not shares[0].equals(shares[2])


def alike(rng, burst):
    """Forty turns of the same kind dealt to two briefings; in a burst a turn repeats a word."""
    turns = []
    for size in rng.integers(30, 300, 40):
        habits = rng.dirichlet(np.full(60, burst)) if burst else np.full(60, 1 / 60)
        turns.append([f"w{word}" for word in rng.choice(60, size, p=habits)])
    return texts_of(turns, 16)


def false_alarms(burst, trials=80):
    rng, share, z, bound = np.random.default_rng(4), [], [], []
    for _ in range(trials):
        table = keywords("a", texts=alike(rng, burst), top=None, relabellings=199)
        share.append((table.permutation_share <= 0.05).mean())
        z.append((table.log_odds_z.abs() >= 1.96).mean())
        bound.append((table.log_ratio_low != 0).any())
    return np.mean(share), np.mean(z), np.mean(bound)


def test_where_nothing_differs_and_words_are_independent_all_measures_keep_their_promise():
    share, z, bound = false_alarms(burst=None)
    assert 0.03 <= share <= 0.06
    assert z <= 0.05
    assert bound <= 0.05 + 2 * math.sqrt(0.05 * 0.95 / 80)


def test_where_nothing_differs_and_words_come_in_bursts_only_the_permutation_keeps_its_promise():
    share, z, bound = false_alarms(burst=0.5)
    assert 0.03 <= share <= 0.06, "one word in twenty, as promised"
    assert z > 0.15, "what the docstring warns of"
    assert bound > 0.5, "what the docstring warns of"


@pytest.mark.parametrize("hand", [1, 3, 20])
def test_hands_that_are_kept_are_those_of_all_turns_shuffled_at_once(hand):
    turns = np.random.default_rng(1).integers(0, 9, (50, 4))
    shuffled = np.random.default_rng(7).permuted(np.tile(np.arange(50), (30, 1)), axis=1)
    expected = [[turns[turn].tolist() for turn in deal[:hand]] for deal in shuffled]
    sums = [[sum(column) for column in zip(*rows, strict=True)] for rows in expected]
    for _ in range(2):
        dealt = np.concatenate(list(Deck(turns, hand).deals(30, seed=7)))
        assert dealt.tolist() == sums


def test_too_many_hands_are_dealt_anew_and_are_the_same(monkeypatch):
    turns = np.random.default_rng(1).integers(0, 9, (50, 4))
    kept = np.concatenate(list(Deck(turns, 5).deals(40, seed=3)))
    monkeypatch.setattr("briefingroom.text.log_odds.KEPT", 0)
    monkeypatch.setattr("briefingroom.text.log_odds.AT_ONCE", 170)
    portions = list(Deck(turns, 5).deals(40, seed=3))
    assert len(portions) > 1
    assert np.concatenate(portions).tolist() == kept.tolist()
