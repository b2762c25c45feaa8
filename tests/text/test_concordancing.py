"""Keyword in context."""

import random
import re
import time

import pandas as pd
import pytest

import briefingroom as br
from briefingroom.errors import QuestionError
from briefingroom.text import regular_expressions
from briefingroom.text.concordancing import concordance
from briefingroom.text.index import Texts


def small(*sentences, turns=None):
    ids = [f"s{number}" for number in range(1, len(sentences) + 1)]
    return Texts(
        pd.DataFrame({"sentence": ids, "turn": turns or "t1", "briefing": "b1", "text": sentences})
    )


def test_every_match_is_found_again_at_its_place():
    text = br.sentences().set_index("sentence").text
    for hit in concordance("industr*").itertuples():
        assert text[hit.sentence][hit.start : hit.end] == hit.match
    assert (concordance("industr*").match.str.lower().str.startswith("industr")).all()


def test_the_columns_say_who_where_and_when():
    hit = concordance("rare earth").iloc[0]
    assert hit[["sentence", "turn", "briefing", "role", "act"]].tolist() == [
        "2021-03-01.t15.p1.s1",
        "2021-03-01.t15",
        "2021-03-01",
        "journalist",
        "question",
    ]
    assert (hit.speaker, hit.outlet) == ("", "Asahi Shimbun")
    assert list(concordance("rare").columns) == (
        "left match right sentence turn briefing speaker outlet role act start end".split()
    )


def test_all_hits_are_counted_before_anything_is_cut():
    hits = concordance("the")
    assert len(hits) > 2000
    assert f"showing 25 of {len(hits):,} hits" in repr(hits)
    assert f"showing 25 of {len(hits):,} hits" in hits._repr_html_()
    assert hits._repr_html_().count("<tr>") == 26


def test_sentence_and_speaker_stand_apart_where_no_style_sheet_helps():
    row = concordance("rare earth")._repr_html_().split("</tr>")[1]
    assert ["padding-left" in cell for cell in row.split("</td>")[:-1]] == [
        False,
        False,
        False,
        True,
        True,
    ]


def _first_words(text, width):
    """So many characters of a text without the end of a word that goes on; a part of one, alone."""
    shown, rest = text[:width], text[width:]
    is_cut = shown and rest and not rest[0].isspace()
    return shown[: shown.rindex(" ")] if is_cut and " " in shown else shown


def _last_words(text, width):
    return _first_words(text[::-1], width)[::-1] if text else ""


@pytest.mark.parametrize("width", [0, 1, 5, 40, 1000])
def test_the_contexts_are_those_in_the_turn_as_one_text(width):
    """Random sentences, some of them empty, joined turn by turn and cut around each hit."""
    draws = random.Random(width)
    words = ["jobs", "Jobs", "a", "more,", "of “the”", "é"]
    sentences = [" ".join(draws.choices(words, k=draws.randrange(8))) for _ in range(300)]
    turns = sorted(draws.choices(range(60), k=300))
    expected = []
    for turn in sorted(set(turns)):
        said = " ".join(text for text, of in zip(sentences, turns, strict=True) if of == turn)
        for match in re.finditer("jobs", said, re.IGNORECASE):
            left, right = said[: match.start()], said[match.end() :]
            expected.append([_last_words(left, width), match[0], _first_words(right, width)])
    hits = concordance("jobs", width=width, texts=small(*sentences, turns=turns))
    assert len(expected) > 100
    assert hits[["left", "match", "right"]].to_numpy().tolist() == expected


def test_a_width_below_nothing_is_none():
    hit = concordance("three", width=-3, texts=small("One three four.")).iloc[0]
    assert (hit.left, hit.match, hit.right) == ("", "three", "")


def test_the_context_crosses_sentences_and_ends_with_the_turn():
    texts = small("One two.", "Three four.", "Five.", turns=["a", "a", "b"])
    hit = concordance("three", texts=texts).iloc[0]
    assert (hit.left, hit.match, hit.right, hit.start, hit.end) == (
        "One two. ",
        "Three",
        " four.",
        0,
        5,
    )
    assert concordance("five", texts=texts)[["left", "right"]].iloc[0].tolist() == ["", "."]
    assert concordance("three", width=4, texts=texts)[["left", "right"]].iloc[0].tolist() == [
        "",
        "",
    ]
    assert concordance("three", width=5, texts=texts)[["left", "right"]].iloc[0].tolist() == [
        "two. ",
        "",
    ]


def test_no_word_of_a_line_is_cut():
    shown = str(concordance("self-reliance")).splitlines()
    said = {text for turn in br.turns().text for text in turn.split()}
    for line in shown[:-1]:
        before, after = line.split(" [")[0], line.split("] ", 1)[1].rsplit(" ", 1)[0]
        for word in [before.split()[0], (after.split() or ["."])[-1]]:
            assert word in said or word in ".,;"


def test_the_page_shows_text_and_no_markup():
    page = concordance("b", texts=small("a <i>b</i> & c"))._repr_html_()
    assert "&lt;i&gt;" in page
    assert "<b>b</b>" in page
    assert "&amp; c" in page
    assert "<i>" not in page


def test_a_concordance_reads_aligned_as_plain_text_too():
    lines = repr(concordance("rare earth")).split("\n")
    assert len({line.index("[rare earth]") for line in lines[:-1]}) == 1
    assert lines[-1] == "showing 13 of 13 hits"
    assert repr(concordance("comrade*")).endswith("hits")
    assert repr(concordance("zzz")) == "showing 0 of 0 hits"


def test_a_concordance_is_a_table():
    hits = concordance("5G")
    assert repr(hits.query("role == 'journalist'")).endswith("showing 6 of 6 hits")
    assert hits.briefing.value_counts().sum() == len(hits)
    assert "showing" not in repr(hits[["match"]])
    assert "showing" not in hits[["match"]]._repr_html_()
    assert {str(kind) for kind in concordance("zzz").dtypes} == {"str", "int64"}


def test_only_the_turns_asked_for():
    assert set(concordance("we", role="journalist").role) == {"journalist"}
    assert set(concordance("we", speaker=["Xiao Yaqing", "Xin Guobin"]).speaker) == {
        "Xiao Yaqing",
        "Xin Guobin",
    }
    both = concordance("we", briefing="2023-03-01", act="answer")
    assert set(both.briefing) == {"2023-03-01"}
    assert set(both.act) == {"answer"}
    assert len(concordance("rare earth", outlet="Reuters")) == 0


@pytest.mark.parametrize(
    "asked, message",
    [
        ({"speaker": "Xiao Yaqin"}, "no speaker 'Xiao Yaqin'; the nearest is 'Xiao Yaqing'"),
        ({"outlet": "Rueters"}, "no outlet 'Rueters'; the nearest is 'Reuters'"),
        ({"briefing": "2023-03-02"}, "no briefing '2023-03-02'; the nearest is '2023-03-01'"),
        ({"role": "officials"}, "no role 'officials'; the nearest is 'official'"),
        ({"act": ["answer", "ask"]}, "no act 'ask'; the nearest is 'answer'"),
    ],
)
def test_an_unknown_name_is_answered_with_the_nearest(asked, message):
    with pytest.raises(br.UnknownName, match=message):
        concordance("we", **asked)


@pytest.mark.parametrize("term", ["", " ", "—", []])
def test_an_empty_term_is_refused(term):
    with pytest.raises(QuestionError, match="no word to look for"):
        concordance(term)


def test_a_regular_expression_sees_the_sentences_as_printed():
    text = br.sentences().text
    for pattern in (r"\bindustr\w+", r"(?:\w+ ){0,2}high-quality", r"^First,", r"\d+(?:\.\d+)?%"):
        assert len(concordance(pattern, regex=True)) == sum(
            len(re.findall(pattern, t, re.IGNORECASE)) for t in text
        )
    assert set(concordance("^China", regex=True, case=True).match) == {"China"}
    assert len(concordance("^CHINA", regex=True, case=True)) == 0


def test_empty_matches_are_no_hits():
    assert len(concordance("z*", regex=True, texts=small("azz b"))) == 1


@pytest.mark.parametrize("pattern", ["(a", "[", "*a", "(?P<1>a)"])
def test_a_pattern_that_is_none_is_refused(pattern):
    with pytest.raises(QuestionError, match="is no regular expression"):
        concordance(pattern, regex=True)
    with pytest.raises(QuestionError, match="regular expression is empty"):
        concordance("", regex=True)


def test_a_pattern_that_python_wonders_about_warns_nobody(recwarn):
    assert len(concordance("[[a]", regex=True, texts=small("a [b"))) == 2
    assert list(recwarn) == []


RUNAWAYS = [
    "(a+)+$",
    "(a|aa)+$",
    "(a|a?)+$",
    "a*a*a*a*a*a*a*a*$",
    r"(?:(a)|\1a)*$",
    "a?" * 40 + "a" * 40 + "$",
]


@pytest.mark.parametrize("pattern", RUNAWAYS)
def test_a_pattern_that_runs_away_is_stopped(pattern, monkeypatch):
    """Most would take years on sixty letters and a mark; none may keep a reader waiting."""
    monkeypatch.setattr(regular_expressions, "SECONDS", 0.5)
    begin = time.monotonic()
    refused = None
    try:
        concordance(pattern, regex=True, texts=small("a" * 60 + "!"))
    except QuestionError as error:
        refused = str(error)
    assert refused is None or "was stopped after" in refused
    assert time.monotonic() - begin < 60  # half a second, and to begin a process when all are busy


def test_a_pattern_that_cannot_run_away_needs_no_helper(monkeypatch):
    monkeypatch.setattr(regular_expressions, "search_in_helper", None)
    assert len(concordance(r"industri\w+", regex=True)) > 500


@pytest.mark.parametrize("crash", ["raise MemoryError", "import os; os.abort()"])
def test_a_helper_that_breaks_down_is_told_in_one_sentence(crash, monkeypatch):
    monkeypatch.setattr(regular_expressions, "HELPER", crash)
    with pytest.raises(
        QuestionError,
        match=r"^The regular expression '\(a\+\)\+\$' is too much for this computer; [^.]*\.$",
    ):
        concordance("(a+)+$", regex=True, texts=small("a"))


def test_the_helper_finds_the_same():
    texts = small("Ünïon — “x” aa", "b aa b")
    quick = concordance("a+", regex=True, texts=texts)
    helped = regular_expressions.search_in_helper("a+", re.IGNORECASE, texts.text)
    assert [tuple(place) for place in helped] == [(0, 12, 14), (1, 2, 4)]
    assert quick[["start", "end"]].values.tolist() == [[12, 14], [2, 4]]
