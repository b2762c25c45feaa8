"""Statistics of questions and answers, against what a person counted in the transcripts."""

import itertools

import numpy as np
import pandas as pd
import pytest

import briefingroom as br
from briefingroom.corpus import tables
from briefingroom.errors import CorpusError
from briefingroom.maintain.build import build
from briefingroom.text import questions
from briefingroom.text.enumerations import enumerations_of

TABLE = questions.question_statistics().set_index("exchange")
POINTS = {  # counted by reading every answer
    "2020-10-23": [5, 2, 0, 2, 3, 2, 3, 4],
    "2021-03-01": [4, 4, 3, 0, 2, 4, 8, 4, 3, 3, 0, 4],
    "2022-06-14": [4, 6, 3, 4, 3, 5, 0, 3, 4, 4],
    "2023-03-01": [4, 5, 3, 4, 0, 4, 3, 3],
    "2023-04-20": [4, 0, 4, 3, 4, 3, 4, 3, 3, 3],
}


def test_there_is_one_row_for_each_exchange_in_order():
    assert TABLE.index.tolist() == br.exchanges().exchange.tolist()


def test_lengths_are_those_of_the_turns():
    turns = br.turns()
    for row in TABLE.itertuples():
        here = turns[turns.exchange == row.Index]
        assert row.words_question == here[here.act == "question"].words.sum()
        assert row.words_answer == here[here.act == "answer"].words.sum()


def test_labels_are_those_of_the_table_of_turns():
    labels = questions.asker_labels().set_index("turn")
    asked = br.turns().query("act == 'question'").set_index("turn")
    assert labels.index.tolist() == asked.index.tolist()
    for turn, row in labels.iterrows():
        assert row.label == asked.outlet_status[turn]
        assert row.outlet == asked.outlet[turn]
        number = len(row.outlet.split())
        assert row["name"] == ("none", "one word", "more words")[min(number, 2)]


def test_a_page_is_whole_where_no_label_is_lost():
    labels = questions.asker_labels()
    for briefing, rows in labels.groupby("briefing"):
        (page,) = set(rows.page)
        assert (page == "whole") == (rows.label == "printed").all(), briefing
    assert labels[labels.page == "faulty"].briefing.nunique() == 3


def test_turns_count_handing_over_and_comments_but_not_the_chair():
    assert TABLE.turns["2020-10-23.q01"] == 2
    assert TABLE.turns["2020-10-23.q04"] == 3  # question, handing over, answer
    assert TABLE.turns["2022-06-14.q07"] == 3  # question, two answers
    assert TABLE.turns["2023-03-01.q03"] == 4  # question, handing over, answer, comment
    assert TABLE.turns.sum() == (br.turns().role != "chair").sum() - 5  # five opening statements


def test_overseas_is_the_outlet_not_hong_kong_and_missing_where_nobody_knows():
    overseas = TABLE[TABLE.overseas.fillna(False)]
    assert overseas.outlet.tolist() == [
        "CNBC",
        "Reuters",
        "Asahi Shimbun",
        "New York Times",
        "CNBC",
    ]
    assert TABLE.overseas[TABLE.outlet == "Ta Kung Pao"].tolist() == [False]
    assert TABLE.overseas[TABLE.outlet == ""].isna().all()
    assert (TABLE.outlet == "").sum() == 6
    assert set(TABLE.outlet_kind[TABLE.outlet == ""]) == {"unknown"}


@pytest.mark.parametrize(
    "exchange, asked",
    [
        ("2021-03-01.q08", 5),
        ("2022-06-14.q07", 5),
        ("2021-03-01.q06", 4),
        ("2023-03-01.q01", 1),
        ("2021-03-01.q09", 1),
    ],
)
def test_questions_asked_are_the_sentences_that_end_in_a_question_mark(exchange, asked):
    assert TABLE.questions_asked[exchange] == asked


def test_every_question_asks_something():
    assert TABLE.questions_asked.min() == 1


# --- a figure asked for, a figure given


def test_four_questions_ask_for_a_figure_and_one_gets_it():
    assert TABLE.index[TABLE.figure_asked].tolist() == [
        "2021-03-01.q03",
        "2021-03-01.q08",
        "2021-03-01.q12",
        "2022-06-14.q07",
    ]
    assert TABLE.figure_given[TABLE.figure_asked].tolist() == [False, False, False, True]
    assert TABLE.figure_given[~TABLE.figure_asked].isna().all()
    assert (
        "one accident per every 147,000 kilometers"
        in br.where(TABLE.figure_sentence["2022-06-14.q07"]).text
    )


@pytest.mark.parametrize(
    "right, wrong",
    [
        ("What will be your benchmarks?", "What will be your measures?"),
        ("2021-03-01.t28.p1.s4,", "2021-03-01.t29.p1.s4,"),
        ("2022-06-14.t17.p5.s2", "2022-06-14.t18.p1.s4"),
        ("2021-03-01.q03,", "2021-03-01.q33,"),
        ("2022-06-14.t16.p1.s4,", "2022-06-14.t16.p1.s9,"),
    ],
)
def test_a_request_that_does_not_fit_the_transcript_stops_the_build(corpus, rewrite, right, wrong):
    rewrite("annotations/figure_requests.csv", right, wrong)
    place = r"annotations/figure_requests\.csv, row \d+, \w+: "
    with pytest.raises(CorpusError, match=place):
        build(corpus)


# --- enumerations


def test_the_points_of_every_answer_are_as_many_as_a_person_counted():
    assert TABLE.groupby("briefing").enumerated.agg(list).to_dict() == POINTS


def test_points_keep_the_sentences_that_begin_them():
    table = questions.enumerations()
    sentences = br.sentences().set_index("sentence").text
    longest = table.loc[table.points.idxmax()]
    assert [sentences[id].split(",")[0] for id in longest.sentences] == [
        *("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Finally"),
    ]
    assert table.sentences.explode().isin(sentences.index).all()


def runs(*paragraphs):
    rows = [
        {"sentence": f"p{p}.s{n}", "number": n, "text": text}
        for p, sentences in enumerate(paragraphs, 1)
        for n, text in enumerate(sentences, 1)
    ]
    found = enumerations_of(pd.DataFrame(rows).itertuples())
    return [(enumeration.points, enumeration.sentences) for enumeration in found]


@pytest.mark.parametrize(
    "paragraphs, found",
    [
        ([["First, steel.", "It melts.", "Second, coal."]], [(2, ["p1.s1", "p1.s3"])]),
        (
            [["Firstly, steel."], ["Secondly, coal."], ["Finally, gas."]],
            [(3, ["p1.s1", "p2.s1", "p3.s1"])],
        ),
        ([["First of all, steel."], ["Second, coal."]], [(2, ["p1.s1", "p2.s1"])]),
        ([["We do two things: first, steel; second, coal; third, gas."]], [(3, ["p1.s1"])]),
        ([["In terms of steel, first, we melt."], ["Second, we cool."]], [(2, ["p1.s1", "p2.s1"])]),
        (
            [["We will firstly melt."], ["Secondly, we cool."], ["Thirdly, we sell."]],
            [(3, ["p2.s1", "p3.s1"])],
        ),
        ([["The first batch came.", "A second one will."]], []),
        ([["First, steel."], ["Third, coal."]], []),
        ([["First, steel."]], []),
        ([["Finally, steel."]], []),
        # Within a point: an enumeration of its own, which does not carry on the outer one.
        (
            [["First, a."], ["Second, b: first, x; second, y; third, z."], ["Third, c."]],
            [(3, ["p1.s1", "p2.s1", "p3.s1"]), (3, ["p2.s1"])],
        ),
        # Two enumerations, one after the other.
        (
            [["First, a."], ["Second, b."], ["First, c."], ["Second, d."]],
            [(2, ["p1.s1", "p2.s1"]), (2, ["p3.s1", "p4.s1"])],
        ),
        # "Finally" inside the last point is only the end of that point.
        ([["First, a."], ["Second, b.", "Finally, c."]], [(2, ["p1.s1", "p2.s1"])]),
        ([["First, a.", "Second, b.", "Finally, c."]], [(3, ["p1.s1", "p1.s2", "p1.s3"])]),
    ],
)
def test_ordinals_are_read_as_points(paragraphs, found):
    assert runs(*paragraphs) == found


# --- overseas against domestic


def test_means_and_counts_can_be_counted_again_from_the_ids():
    for row in questions.compare_outlets(resamples=50).itertuples():
        there = TABLE.loc[row.ids]
        assert (row.exchanges, row.outlets) == (len(there), there.outlet.nunique())
        if row.group != "difference":
            assert row.mean == pytest.approx(there[row.measure].mean())
        else:
            overseas = there.overseas.astype(bool)
            assert row.mean == pytest.approx(
                there[row.measure][overseas].mean() - there[row.measure][~overseas].mean()
            )


def test_unidentified_outlets_are_left_out():
    table = questions.compare_outlets(resamples=50).groupby("group").exchanges.first()
    assert table.to_dict() == {"difference": 42, "domestic": 37, "overseas": 5}


def test_the_interval_of_five_exchanges_is_that_of_all_3125_samples():
    rows = questions.compare_outlets(resamples=20_000).set_index(["measure", "group"])
    for measure in ("words_answer", "questions_asked"):
        row = rows.loc[measure, "overseas"]
        means = [np.mean(sample) for sample in itertools.product(TABLE[measure][row.ids], repeat=5)]
        low, high = np.percentile(means, [2.5, 97.5])
        assert (row.low, row.high) == pytest.approx((low, high), abs=0.03 * (high - low))


def test_the_same_seed_gives_the_same_table():
    pd.testing.assert_frame_equal(
        questions.compare_outlets(resamples=200), questions.compare_outlets(resamples=200)
    )
    other = questions.compare_outlets(resamples=200, seed=1)
    assert not other.low.equals(questions.compare_outlets(resamples=200).low)


def test_an_interval_of_five_holds_the_true_mean_about_eight_times_in_ten():
    random = np.random.default_rng(0)
    for cases, share in ((5, 0.83), (37, 0.94)):
        drawn = random.integers(0, cases, (400, cases))
        held = 0
        for sample in random.normal(size=(600, cases)):
            low, high = np.percentile(sample[drawn].mean(axis=1), [2.5, 97.5])
            held += low < 0 < high
        assert held / 600 == pytest.approx(share, abs=0.04)


def test_asking_again_gives_a_table_of_its_own():
    table = questions.question_statistics()
    table["turns"] = 0
    assert questions.question_statistics().turns.min() > 0
    assert tables.read_table("exchanges").columns.tolist() == br.exchanges().columns.tolist()
