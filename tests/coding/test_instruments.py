"""Counts and shares of means, counted again from the tables."""

from collections import Counter

import numpy as np
import pandas as pd
import pytest

import briefingroom as br
from briefingroom.ids import parse_id

MEANS = br.policy_measures()
AIMS = br.aims()
TURNS = br.turns().set_index("turn")
GROUPINGS = ["briefing", "theme", "speaker", "step", "signal", "motive", "target_group"]
INSTRUMENTS_OF_THE_CODE_BOOK = 17


def turn_of(sentence):
    return parse_id(sentence).turn


def group_of(row, by):
    if by == "briefing":
        return parse_id(row.sentence).briefing
    return TURNS.speaker[turn_of(row.sentence)] if by == "speaker" else getattr(row, by)


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_means_is_counted_once_in_its_group(by):
    expected = Counter((group_of(row, by), row.instrument) for row in MEANS.itertuples())
    table = br.instruments(by, resamples=50)
    found = {(row[by], row["instrument"]): row["count"] for row in table.to_dict("records")}
    assert {key: count for key, count in found.items() if count} == expected
    assert (table["count"] == table.ids.map(len)).all()
    assert len(table) == table[by].nunique() * INSTRUMENTS_OF_THE_CODE_BOOK


def test_shares_are_percent_of_the_means_of_the_group():
    table = br.instruments("briefing", resamples=50)
    assert np.allclose(table.groupby("briefing").share.sum(), 100)
    row = table[(table.briefing == "2023-03-01") & (table.instrument == "plan")].iloc[0]
    mine = MEANS[MEANS.sentence.str.startswith("2023-03-01")]
    assert row.share == pytest.approx(100 * (mine.instrument == "plan").mean())
    assert row.turns == mine[mine.instrument == "plan"].sentence.map(turn_of).nunique()


def test_aims_without_means_stand_beside_and_are_counted_once():
    only = AIMS[AIMS.aim == "only"]
    for by in ("briefing", "speaker", "theme", "motive"):
        groups = br.instruments(by, resamples=50).drop_duplicates(by)
        assert groups.aims_only.sum() == len(only)
        assert sorted(id for ids in groups.aims for id in ids) == sorted(only.sentence)
    expected = only.aim_motive.value_counts()
    for row in groups.itertuples():
        assert row.aims_only == expected.get(row.motive, 0)


def test_the_share_of_aims_is_of_the_sentences_that_name_a_means_or_state_an_aim_alone():
    row = br.instruments("briefing", resamples=50).iloc[0]
    mine = AIMS[AIMS.sentence.str.startswith(row.briefing)]
    only, named = (mine.aim == "only").sum(), (mine.measures > 0).sum()
    assert row.aims_share == pytest.approx(100 * only / (only + named))
    assert row.aims_low <= row.aims_share <= row.aims_high


@pytest.mark.parametrize("by", ["step", "signal", "target_group"])
def test_an_aim_has_no_step_signal_or_target_group(by):
    table = br.instruments(by, resamples=50)
    assert table[["aims_only", "aims_share", "aims_low", "aims_high"]].isna().all(axis=None)
    assert table.aims.map(len).sum() == 0


def test_the_theme_of_an_aim_is_that_of_its_question_or_paragraph():
    subjects = br.subjects().set_index("id").theme
    for row in br.instruments("theme", resamples=50).drop_duplicates("theme").itertuples():
        for sentence in row.aims:
            paragraph = sentence.rpartition(".")[0]
            exchange = TURNS.exchange[turn_of(sentence)]
            assert subjects.get(paragraph, subjects.get(exchange)) == row.theme


def test_the_interval_is_that_of_turns_drawn_again():
    """Computed again turn by turn, without a matrix, with other draws."""
    mine = MEANS[MEANS.sentence.str.startswith("2020-10-23")]
    by_turn = [each.instrument.tolist() for _, each in mine.groupby(mine.sentence.map(turn_of))]
    draws = np.random.default_rng(99)
    shares = []
    for _ in range(2000):
        drawn = draws.integers(0, len(by_turn), len(by_turn))
        named = [name for turn in drawn for name in by_turn[turn]]
        shares.append(100 * named.count("infrastructure") / len(named))
    table = br.instruments("briefing", resamples=2000).query("briefing == '2020-10-23'")
    row = table.set_index("instrument").loc["infrastructure"]
    assert row.low == pytest.approx(np.percentile(shares, 2.5), abs=1.5)
    assert row.high == pytest.approx(np.percentile(shares, 97.5), abs=1.5)


def test_the_same_seed_gives_the_same_interval():
    one, again, other = (br.instruments("step", resamples=99, seed=s) for s in (5, 5, 6))
    assert one.equals(again)
    assert not one.low.equals(other.low)


def test_a_group_in_one_turn_has_no_interval():
    speakers = MEANS.sentence.map(turn_of).to_frame("turn")
    turns = speakers.groupby(speakers.turn.map(TURNS.speaker)).turn.nunique()
    assert (turns == 1).any()
    for speaker, rows in br.instruments("speaker", resamples=50).groupby("speaker"):
        assert rows.low.isna().all() == (turns[speaker] == 1)


def test_means_are_grouped_by_nothing_else():
    with pytest.raises(br.UnknownName, match="not grouped by 'outlet'; the nearest is"):
        br.instruments("outlet")


def test_asking_changes_no_table():
    before = br.policy_measures()
    br.instruments("motive", resamples=50)
    pd.testing.assert_frame_equal(br.policy_measures(), before)
