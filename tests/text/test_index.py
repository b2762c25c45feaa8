"""What a term finds, and texts of one's own."""

import re
import sys

import numpy as np
import pandas as pd
import pytest

import briefingroom as br
from briefingroom.cleaning.words import words
from briefingroom.errors import QuestionError
from briefingroom.text.index import Texts, corpus
from briefingroom.text.terms import plain


def one(*sentences, **columns):
    """Texts of one turn with these sentences."""
    ids = [f"s{number}" for number in range(1, len(sentences) + 1)]
    return Texts(
        pd.DataFrame(
            {"sentence": ids, "turn": "t1", "briefing": "b1", "text": sentences, **columns}
        )
    )


def found(term, *sentences, **options):
    texts = one(*sentences)
    hits = texts.find(term, **options)
    return [texts.text[row][start:end] for row, start, end in zip(*hits, strict=True)]


def test_capitals_make_no_difference_unless_asked():
    assert found("digital", "Digital, DIGITAL or digital?") == ["Digital", "DIGITAL", "digital"]
    assert found("Digital", "Digital, DIGITAL or digital?", case=True) == ["Digital"]


def test_a_word_is_found_whole():
    assert found("art", "The art of part, artful: art.") == ["art", "art"]


def test_plurals_are_other_words_and_a_star_finds_them():
    assert found("enterprise", "One enterprise, two enterprises.") == ["enterprise"]
    assert found("enterprise*", "One enterprise, two enterprises.") == ["enterprise", "enterprises"]


def test_a_hyphenated_word_is_one_word():
    text = "High-quality growth is of high quality; quality counts."
    assert found("high-quality", text) == ["High-quality"]
    assert found("high quality", text) == ["high quality"]
    assert found("quality", text) == ["quality", "quality"]
    assert found("*quality", text) == ["High-quality", "quality", "quality"]
    assert found("*-quality", text) == ["High-quality"]
    assert found("high*quality", text) == ["High-quality"]


def test_a_hanging_hyphen_and_other_punctuation_between_words_make_no_difference():
    text = "Small- and medium-sized, or small, and medium-sized, or small and medium-sized."
    assert len(found("small and medium-sized", text)) == 3
    assert len(found("small- and medium-sized", text)) == 3
    assert found("reform opening", "Reform; opening.", "Reform.", "Opening.") == ["Reform; opening"]


@pytest.mark.parametrize("mark", ["'", "’"])
def test_curly_and_straight_quotation_marks_are_the_same(mark):
    assert found(f"china{mark}s", "China’s and China's") == ["China’s", "China's"]
    assert found("china", "China’s and China's, China.") == ["China"]
    assert found("new normal", 'The “new normal” and the "new normal".') == [
        "new normal",
        "new normal",
    ]


def test_a_full_stop_at_the_end_is_no_part_of_a_word():
    assert found("industr*", "Our industry. Industry-finance, industrial.") == [
        "industry",
        "Industry-finance",
        "industrial",
    ]
    assert found("5.9", "It grew 5.9% and then 5.91%.") == ["5.9"]


def test_a_star_alone_is_exactly_one_word():
    text = "A new paradigm, a new development paradigm, a new and better paradigm."
    assert found("new * paradigm", text) == ["new development paradigm"]
    assert found("* paradigm", text) == ["new paradigm", "development paradigm", "better paradigm"]
    assert found("* * paradigm", "Paradigm, one paradigm, big new paradigm.") == [
        "Paradigm, one paradigm",
        "big new paradigm",
    ]


def test_a_hit_may_begin_inside_what_looked_like_one():
    assert found("an an", "ban an an") == ["an an"]
    assert found("*ana", "banana") == ["banana"]


def test_a_phrase_never_crosses_from_one_sentence_to_the_next():
    assert found("good afternoon", "Good.", "Afternoon.", "Good afternoon.") == ["Good afternoon"]


def test_hits_of_several_wordings_never_overlap():
    text = "The new development paradigm and the development paradigm."
    assert found(["development paradigm", "new development paradigm", "paradigm"], text) == [
        "new development paradigm",
        "development paradigm",
    ]


def test_letters_of_other_languages_keep_their_places():
    assert found("“工业”", "İndustry — “工业” – Ünion") == ["工业"]
    assert found("ünion", "İndustry — “工业” – Ünion") == ["Ünion"]


def test_no_character_moves_when_text_is_made_plain():
    moved = [chr(code) for code in range(sys.maxunicode + 1) if len(plain(chr(code)).lower()) != 1]
    assert moved == []


def test_every_hit_agrees_with_counting_the_words_one_by_one():
    """The independent way: cut each sentence into words and compare them."""
    said = [
        [word.lower().replace("’", "'") for word in words(text)] for text in br.sentences().text
    ]
    flat = [word for sentence in said for word in sentence]
    for word in ("the", "china", "industrial", "high-quality", "5g", "2022", "r"):
        assert len(corpus().find(word).row) == flat.count(word)
    for start, end in (
        ("industr", ""),
        ("", "ization"),
        ("in", "ion"),
        ("", "-quality"),
        ("high-", ""),
    ):
        counted = sum(
            w.startswith(start) and w.endswith(end) and len(w) >= len(start + end) for w in flat
        )
        assert len(corpus().find(f"{start}*{end}").row) == counted
    for phrase in (
        "industrial internet",
        "small and medium-sized enterprises",
        "new development paradigm",
    ):
        parts = phrase.split()
        counted = sum(s[i : i + len(parts)] == parts for s in said for i in range(len(s)))
        assert len(corpus().find(phrase).row) == counted


def test_the_words_of_a_turn_are_those_of_the_table_of_turns():
    assert corpus().words_of_turn.tolist() == br.turns().words.tolist()
    first = corpus().words
    assert [first.vocabulary[number] for number in first.ids[:5]] == [
        "ladies",
        "and",
        "gentlemen",
        "good",
        "afternoon",
    ]
    assert np.diff(first.starts).tolist() == [len(words(text)) for text in br.sentences().text]


def test_long_texts_are_kept_on_pages_that_join_without_gap(monkeypatch):
    monkeypatch.setattr("briefingroom.text.index.PAGE", 50)
    texts = one(*[f"Sentence {number} of many — here." for number in range(40)])
    assert len(texts.pages) > 20
    assert "\n".join(page for _, page in texts.pages).count("\n") == 39
    hits = texts.find("sentence *")
    assert hits.row.tolist() == list(range(40))
    assert set(hits.start) == {0}
    assert len(texts.words.starts) == 41
    assert np.diff(texts.words.starts).tolist() == [5] * 40


@pytest.mark.parametrize("term", ["", "  ", "—", "*", "* *", "...", []])
def test_a_term_without_a_word_is_refused(term):
    with pytest.raises(QuestionError, match="There is no word to look for"):
        corpus().find(term)


def test_who_is_asked_about_must_be_known():
    with pytest.raises(
        br.UnknownName, match="no speaker 'Xiao Yaqin'; the nearest is 'Xiao Yaqing'"
    ):
        corpus().select(speaker="Xiao Yaqin")
    with pytest.raises(QuestionError, match="do not say the speaker"):
        one("Hello.").select(speaker="Xiao Yaqing")


def test_texts_that_cannot_be_read_are_refused():
    good = pd.DataFrame(
        {
            "sentence": ["a", "b", "c"],
            "turn": ["1", "2", "1"],
            "briefing": "x",
            "text": ["A.", "B.", "C."],
        }
    )
    with pytest.raises(QuestionError, match="those of '1' do not"):
        Texts(good)
    with pytest.raises(
        QuestionError, match="sentences of a briefing must stand together; those of 'x' do not"
    ):
        Texts(good.assign(turn=["1", "2", "3"], briefing=["x", "y", "x"]))
    with pytest.raises(QuestionError, match=re.escape("missing: ['turn']")):
        Texts(good.drop(columns="turn"))
    with pytest.raises(QuestionError, match="missing: rows"):
        Texts(good.head(0))


def test_a_line_break_inside_a_sentence_is_a_blank():
    texts = one("One\ntwo", "three")
    assert texts.find("one two").row.tolist() == [0]
    assert np.diff(texts.words.starts).tolist() == [
        2,
        1,
    ]
