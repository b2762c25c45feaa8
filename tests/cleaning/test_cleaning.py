"""Cleaning: nothing lost, sentences where a reader ends them, slips mended and names left alone."""

import csv
import re

import pytest

import briefingroom as br
from briefingroom.cleaning.cleaning import clean
from briefingroom.cleaning.records import Annotation, Notes
from briefingroom.cleaning.sentences import sentence_spans
from briefingroom.corpus.tables import HOME
from briefingroom.errors import CorpusError

PEOPLE = {"Ann Lee": {"role": "chair"}, "Bo Wu": {"role": "official"}}
PAGE = """Title

Ann Lee, chair

Ann Lee:

Welcome.

The Daily:

What next?

Bo Wu:

More. Thank you.
"""


def notes(**files):
    """What people decided; each file has one row."""
    rows = {
        name: [Annotation(name, 2, {"briefing": "2030-01-01", **row}) for row in rows]
        for name, rows in files.items()
    }
    return Notes("2030-01-01", speakers=PEOPLE, outlets={"The Daily": "The Daily"}, **rows)


def test_the_map_tiles_every_source_from_first_to_last_character():
    for briefing, rows in br.source_map().groupby("briefing"):
        text = open_source(briefing)
        assert rows.source_start.iloc[0] == 0
        assert rows.source_end.iloc[-1] == len(text)
        assert list(rows.source_start[1:]) == list(rows.source_end[:-1])
        for row in rows[rows.part == "space"].itertuples():
            assert text[row.source_start : row.source_end].isspace()


def test_a_sentence_is_its_slice_with_the_logged_repairs_and_nothing_else():
    repairs = br.repairs()
    mended = 0
    for briefing, rows in br.sentences().groupby("briefing"):
        text = open_source(briefing)
        here = repairs[repairs.briefing == briefing]
        for row in rows.itertuples():
            piece = text[row.source_start : row.source_end]
            inside = here[
                (here.source_start >= row.source_start) & (here.source_end <= row.source_end)
            ]
            for repair in inside.itertuples():
                assert repair.found in piece
                piece = piece.replace(repair.found, repair.kept)
                mended += 1
            assert re.sub(r"\s+", " ", piece) == row.text, row.sentence
    across_two = repairs[repairs.reason == "no space between two sentences"]
    assert mended + len(across_two) >= len(repairs)


def test_everything_that_is_not_speech_is_heading_label_or_dropped_with_a_reason():
    parts = br.source_map()
    assert (parts.reason != "").equals(parts.part == "dropped")
    reasons = parts[parts.part == "dropped"].reason
    assert reasons.str.startswith("page marker").sum() == 12 + 10
    assert reasons.str.startswith("translators").sum() == 5
    assert reasons.str.startswith("caption").sum() == 4 + 5 + 4


def test_sentences_join_to_paragraphs_and_paragraphs_to_turns():
    paragraphs = br.sentences().groupby("paragraph", sort=False).text.agg(" ".join)
    assert list(paragraphs) == list(br.paragraphs().text)
    turns = br.paragraphs().groupby("turn", sort=False).text.agg("\n\n".join)
    assert list(turns) == list(br.turns().text)


def test_129_turns_and_48_questions():
    assert list(br.turns().groupby("briefing").size()) == [23, 30, 25, 26, 25]
    assert list(br.exchanges().groupby("briefing").size()) == [8, 12, 10, 8, 10]


def test_three_lost_outlets_are_recovered_and_six_stay_unidentified():
    asked = br.turns().query("role == 'journalist'").set_index("turn")
    recovered = asked[asked.outlet_status == "recovered"]
    assert sorted(recovered.outlet) == ["CNBC", "ThePaper.cn", "Zhonghongwang.com"]
    unidentified = asked[asked.outlet_status == "unidentified"]
    assert list(unidentified.groupby("briefing").size()) == [3, 1, 2]
    assert set(unidentified.outlet) == {""}


def test_two_officials_who_answer_one_question_both_answer_it():
    exchange = br.exchanges().set_index("exchange").loc["2022-06-14.q07"]
    assert exchange.answers == ["2022-06-14.t17", "2022-06-14.t18"]
    assert exchange.answered_by == ["Xin Guobin", "Xu Xiaolan"]


def test_a_hand_over_and_a_later_comment_are_no_answer():
    turns = br.turns().set_index("turn")
    assert turns.act["2023-03-01.t07"] == "handover"
    assert turns.act["2023-03-01.t08"] == "answer"
    assert turns.act["2023-03-01.t09"] == "comment"
    assert br.exchanges().set_index("exchange").answers["2023-03-01.q02"] == ["2023-03-01.t08"]
    assert turns.act.value_counts()["handover"] == 7
    for turn in turns[turns.act == "handover"].itertuples():
        assert re.search(r"\b(invite|pass it on)\b", turn.text)
        assert turn.words < 40


@pytest.mark.parametrize(
    "text, sentences",
    [
        ("Mr. Xin spoke. Ms. Xu answered.", ["Mr. Xin spoke.", "Ms. Xu answered."]),
        ("It is made by Heavy Industry Co., Ltd. and Xiamen port.", 1),
        (
            "Income passed 10,000 U.S. dollars. It grew.",
            ["Income passed 10,000 U.S. dollars.", "It grew."],
        ),
        ("It begins at 3 p.m. on Monday.", 1),
        (
            "It ranks No. 1 in the world. It grew by 5.9%.",
            ["It ranks No. 1 in the world.", "It grew by 5.9%."],
        ),
        (
            'We say "touch the sky." "Stand on the ground" is next.',
            ['We say "touch the sky."', '"Stand on the ground" is next.'],
        ),
        ("We built 4G. Then came 5G.", ["We built 4G.", "Then came 5G."]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text, sentences):
    found = [text[a:b] for a, b in sentence_spans(text)]
    assert found == ([text] if sentences == 1 else sentences)


def test_two_sentences_without_a_space_are_told_apart():
    texts = set(br.sentences().text)
    assert any(text.endswith("manufacturing and cyberspace.") for text in texts)
    assert not any("cyberspace.We" in text or "internet.Guided" in text for text in texts)


def test_the_300_sentences_read_by_eye_still_stand_as_they_were_read():
    sentences = br.sentences().set_index("sentence").text
    with open(HOME / "annotations" / "sentence_sample.csv", encoding="utf-8", newline="") as file:
        sample = list(csv.DictReader(file))
    assert len(sample) == 300
    for row in sample:
        text = sentences[row["sentence"]]
        assert text.startswith(row["begins"]), row["sentence"]
        assert text.endswith(row["ends"]), row["sentence"]
    assert [row["sentence"] for row in sample if row["boundary"] != "right"] == []


@pytest.mark.parametrize(
    "glued", ["industrialInternet", "andwith", "forSMEs", "thescale", "rolehas", "concernedto"]
)
def test_glued_words_are_mended_and_logged(glued):
    assert not br.turns().text.str.contains(glued).any()
    rows = br.repairs().query("found == @glued")
    assert len(rows)
    assert set(rows.kept.str.replace(" ", "")) == {glued}


@pytest.mark.parametrize(
    "name", ["BeiDou", "IPv6", "IoT", "ThePaper.cn", "JD.com", "People.cn", "C919", "ARJ21"]
)
def test_names_with_odd_capitals_are_left_alone(name):
    assert not br.repairs().found.str.contains(name, regex=False).any()


def test_no_stray_space_and_no_glued_sentence_is_left():
    text = br.turns().text
    assert not text.str.contains(r"\s[,.;:!?]").any()
    assert not text.str.contains(r"[a-z]{2}[.?!][A-Z][a-z]").any()


def test_a_label_that_nobody_knows_is_named_with_its_line():
    with pytest.raises(
        CorpusError, match=r"line 9: 'The Weekly' is neither a speaker.*nor an outlet"
    ):
        clean(PAGE.replace("The Daily", "The Weekly"), notes())


def test_a_question_without_an_answer_is_named():
    with pytest.raises(CorpusError, match=r"2030-01-01\.q01: .* has no answer"):
        clean(PAGE.replace("Bo Wu:\n\n", ""), notes())


def test_windows_line_ends_and_blanks_change_places_but_no_words():
    plain, windows = clean(PAGE, notes()), clean(PAGE.replace("\n", " \u00a0\r\n"), notes())
    assert [s["text"] for s in plain.sentences] == [s["text"] for s in windows.sentences]
    assert windows.source_map[-1].end == len(PAGE.replace("\n", " \u00a0\r\n"))


@pytest.mark.parametrize(
    "more, message",
    [
        (
            {"repairs": [{"found": "Thnak", "kept": "Thank", "times": "1", "reason": "slip"}]},
            "^annotations/repairs.csv, row 2, found: 'Thnak' stands 0 times",
        ),
        (
            {
                "unlabelled": [
                    {"begins": "What then", "outlet": "", "outlet_status": "unidentified"}
                ]
            },
            "row 2, begins: 0 paragraphs of 2030-01-01 begin",
        ),
        (
            {"sentence_breaks": [{"before": "More.", "after": "Thanks."}]},
            "^annotations/sentence_breaks.csv, row 2, before: .* is nowhere in the source",
        ),
        (
            {
                "acts": [
                    {
                        "turn": "2030-01-01.t03",
                        "speaker": "Bo Wu",
                        "begins": "Less",
                        "act": "comment",
                    }
                ]
            },
            "^annotations/acts.csv, row 2, begins: 2030-01-01.t03 is not Bo Wu beginning",
        ),
    ],
)
def test_an_annotation_that_no_longer_matches_its_source_is_an_error(more, message):
    with pytest.raises(CorpusError, match=message):
        clean(PAGE, notes(**more))


def open_source(briefing):
    with open(HOME / "sources" / f"{briefing}.txt", encoding="utf-8", newline="") as source:
        return source.read()
