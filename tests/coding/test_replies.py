"""How clearly questions are answered, counted again from the table."""

from collections import Counter

import numpy as np
import pytest

import briefingroom as br

ASKED = br.asked()
EXCHANGES = br.exchanges().set_index("exchange")
TURNS = br.turns().set_index("turn")
OUTLETS = br.outlets().set_index("outlet").kind
GROUPINGS = ["kind", "briefing", "outlet_kind", "outlet", "theme", "speaker"]
WORDS_OF_KINDS = {"central": "Central media", "overseas": "Overseas", "": "Outlet not known"}


def groups_of(row, by):
    if by == "kind":
        return [row.kind]
    if by == "speaker":
        return list({TURNS.speaker[turn] for turn in row.answered_by})
    if by == "outlet_kind":
        kind = OUTLETS.get(EXCHANGES.outlet[row.exchange], "")
        return [WORDS_OF_KINDS.get(kind, kind)]
    return [EXCHANGES[by][row.exchange]]


@pytest.mark.parametrize("by", GROUPINGS)
def test_every_thing_asked_is_counted_in_its_group(by):
    expected = Counter(
        (group, row.clarity) for row in ASKED.itertuples() for group in groups_of(row, by)
    )
    table = br.replies(by, resamples=20)
    known = {group for group, _ in expected} & set(table[by])
    assert len(known) > 2
    for row in table[table[by].isin(known)].to_dict("records"):
        for clarity in ("clear", "ambivalent", "none"):
            assert row[clarity] == expected[row[by], clarity], row[by]
        assert row["asked"] == len(row["ids"])
    if by != "speaker":
        assert sorted(id for ids in table.ids for id in ids) == sorted(ASKED.asked)


def test_a_question_that_two_answer_counts_for_both():
    several = ASKED[ASKED.answered_by.map(lambda turns: TURNS.speaker[turns].nunique() > 1)]
    assert len(several) > 0
    table = br.replies("speaker", resamples=20)
    for row in several.itertuples():
        for speaker in set(TURNS.speaker[row.answered_by]):
            assert row.asked in table.set_index("speaker").ids[speaker]


def test_the_interval_is_that_of_questions_drawn_again():
    mine = ASKED[ASKED.kind == "measures"]
    questions = [(rows.clarity == "clear").tolist() for _, rows in mine.groupby("exchange")]
    draws = np.random.default_rng(7)
    shares = []
    for _ in range(2000):
        drawn = draws.integers(0, len(questions), len(questions))
        clear = [each for question in drawn for each in questions[question]]
        shares.append(100 * sum(clear) / len(clear))
    row = br.replies("kind", resamples=2000).set_index("kind").loc["measures"]
    assert row.questions == len(questions)
    assert row.low == pytest.approx(np.percentile(shares, 2.5), abs=2)
    assert row.high == pytest.approx(np.percentile(shares, 97.5), abs=2)


def test_where_all_are_clear_the_lower_end_is_what_so_many_questions_leave_open():
    table = br.replies("briefing", resamples=20).set_index("briefing")
    row = table.loc["2023-03-01"]
    assert (row.clear, row.asked) == (11, 11)
    # So low a share that eight clear questions would come with a chance of one in twenty.
    assert (row.low / 100) ** row.questions == pytest.approx(0.05)
    assert row.high == 100


def test_one_question_has_no_interval():
    table = br.replies("outlet", resamples=20)
    assert (table.questions == 1).any()
    assert (table.low.isna() == (table.questions == 1)).all()


def test_one_kind_of_thing_asked_can_be_chosen():
    table = br.replies("outlet_kind", "facts", resamples=20)
    assert table.asked.sum() == (ASKED.kind == "facts").sum()


def test_what_is_not_there_is_refused_with_the_nearest():
    with pytest.raises(br.UnknownName, match="not grouped by 'topic'"):
        br.replies("topic")
    with pytest.raises(br.UnknownName, match="Nothing of the kind 'fact' is asked; the nearest is"):
        br.replies("kind", "fact")
