"""What a term finds, and texts of one's own."""

import re
import sys
from collections import Counter

import numpy as np
import pandas as pd
import pytest

import briefingroom as br
from briefingroom.cleaning.words import words
from briefingroom.errors import QuestionError
from briefingroom.text.index import Texts, corpus
from briefingroom.text.occurrences import rows_by_word
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


# --- however a text was typed

TYPED = {
    "no-break space": "We expand self-reliance:\xa0science, élan, 5,000 fine plans.",
    "narrow no-break space": "We expand self-reliance:\u202fscience, élan, 5,000 fine plans.",
    "zero-width space": "We ex\u200bpand self-reliance:\u200b science, élan, 5,000 fine plans.",
    "zero-width joiner": "We ex\u200dpand self\u200d-reliance: science, élan, 5,000 fine plans.",
    "soft hyphen": "We ex\xadpand self-reliance: sci\xadence, élan, 5,000 fine plans.\xad",
    "word joiner": "We expand self\u2060-\u2060reliance: science, élan, 5,000 fine plans.",
    "decomposed": "We expand self-reliance: science, e\u0301lan, 5,000 fine plans.",
    "decomposed, hidden": "We expand self-reliance: science, e\u200d\u0301lan, 5,000 fine plans.",
    "hyphen": "We expand self\u2010reliance: science, élan, 5,000 fine plans.",
    "no-break hyphen": "We expand self\u2011reliance: science, élan, 5,000 fine plans.",
    "full width": "Ｗｅ　expand　ｓｅｌｆ－reliance： science， élan, ５，０００ ｆｉｎｅ plans．",
    "ligatures": "We expand self-reliance: science, élan, 5,000 \ufb01ne plans.",
    "mark of the encoding": "\ufeffWe expand self-reliance: science, élan, 5,000 fine plans.",
    "line ends": "We expand\r\nself-reliance\rscience,\x85élan,\u20285,000 fine plans.\r\n",
    "directions": "\u200eWe expand \u202aself-reliance\u202c science, élan, 5,000 fine plans.",
}
AS_USUAL = "We expand self-reliance: science, élan, 5,000 fine plans."
TERMS = [
    "expand",
    "self-reliance",
    "self-reliance: science",
    "élan",
    "5,000",
    "fine",
    "fine plan*",
    "we * self-*",
]


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_a_text_is_counted_as_usual_however_it_was_typed(typed):
    usual, texts = one(AS_USUAL), one(typed)
    assert texts.words.vocabulary == usual.words.vocabulary
    assert texts.words_of_turn.tolist() == usual.words_of_turn.tolist()


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_found_as_usual_and_its_place_is_in_the_text_as_given(typed, term):
    before = "Before it."
    (hit,) = found(term, AS_USUAL)
    for case in (False, hit.startswith(term[:2])):
        (said,) = found(term, before, typed, case=case)
        assert said in typed
        assert one(said).words.vocabulary == one(hit).words.vocabulary
        assert said[0].isalnum()
        assert said[-1].isalnum() or said.endswith("\u0301")


@pytest.mark.parametrize("typed", TYPED.values(), ids=TYPED)
def test_a_wording_is_understood_however_it_was_typed(typed):
    for term in typed.split()[:4]:
        assert len(found(term, AS_USUAL)) == 1, term


def test_the_table_of_hits_shows_the_text_as_given():
    texts = one("So re\xadform.", "A \ufb01ne e\u0301lan \ufb02ows, a \ufb01ne plan.")
    hits = br.concordance("fine", texts=texts)
    assert hits.match.tolist() == ["\ufb01ne", "\ufb01ne"]
    assert hits.start.tolist() == [2, texts.text[1].rindex("\ufb01")]
    assert hits.left.tolist()[0] == "So re\xadform. A "
    assert hits.right.tolist()[0].startswith(" e\u0301lan \ufb02ows")


def test_every_question_is_answered_alike_however_the_text_was_typed():
    usual = one(*[AS_USUAL] * 4)
    texts = one(*list(TYPED.values())[:4])
    near = br.collocates("self-reliance", texts=usual)
    pd.testing.assert_frame_equal(br.collocates("self-reliance", texts=texts), near)
    again = br.trend("fine", texts=texts)
    pd.testing.assert_frame_equal(again, br.trend("fine", texts=usual))


def test_full_width_marks_of_chinese_still_end_a_clause():
    assert one("增长，发展。５．５％").words.vocabulary == ["增长", "发展", "5.5"]


def test_typographic_quotation_marks_are_plain_ones():
    for mark in "’‘‛´ʼ＇":
        assert found("china's", f"China{mark}s plan") == [f"China{mark}s"]
        assert found(f"china{mark}s", "China's plan") == ["China's"]


@pytest.mark.parametrize("missing", [None, float("nan"), pd.NA, pd.NaT, ""])
def test_a_missing_text_has_no_words(missing):
    texts = one("Reform.", missing, "More reform.")
    assert texts.text[1] == ""
    assert texts.find("reform").row.tolist() == [0, 2]
    assert texts.words_of_turn.tolist() == [3]
    assert len(br.concordance("reform", texts=texts)) == 2


def test_what_is_missing_of_a_speaker_is_not_known():
    texts = one("Reform.", "More.", speaker=[None, None], outlet=["Xinhua"] * 2, role=float("nan"))
    assert texts.range["speakers"].tolist() == [0]
    with pytest.raises(QuestionError, match="These texts do not say the speaker of a turn"):
        texts.select(speaker="Wen Ku")


def test_the_five_briefings_are_searched_as_they_are():
    assert corpus()._prepared.folded == {}


# --- which words a term is


@pytest.mark.parametrize("term", ["the", "industr*", "*-quality", "new * paradigm", ["5g", "6g"]])
def test_the_words_of_a_hit_are_those_that_the_expression_cuts(term):
    hits = corpus().find(term)
    of_words = corpus().find_words(term)
    assert of_words.row.tolist() == hits.row.tolist()
    vocabulary = corpus().words.vocabulary
    places = zip(*hits, of_words.first.tolist(), of_words.last.tolist(), strict=True)
    for row, start, end, first, last in places:
        said = [vocabulary[number] for number in corpus().words.ids[first:last]]
        text = corpus().text[row]
        assert said == [word.lower() for word in words(plain(text[start:end]))]
        assert first - corpus().words.starts[row] == len(words(text[:start]))


def test_the_words_of_a_hit_are_found_beside_letters_of_several_bytes():
    texts = one("“工业” — élan fine", "no", "ﬁne 工业 plan", "plan a fine")
    hits = texts.find_words("fine")
    assert hits.row.tolist() == [0, 2, 3]
    assert hits.first.tolist() == [2, 4, 9]
    assert hits.last.tolist() == [3, 5, 10]
    assert len(texts.find_words("zzz").row) == 0


def test_words_are_counted_in_any_turns():
    for mask in (corpus().select(act="opening"), ~corpus().select(act="opening")):
        said = br.turns().text[mask].str.cat(sep="\n")
        counted = Counter(word.lower() for word in words(plain(said)))
        counts = corpus().word_counts_in(mask)
        assert dict(zip(corpus().words.vocabulary, counts.tolist(), strict=True)) == {
            word: counted[word] for word in corpus().words.vocabulary
        }


def test_where_words_stand_is_put_in_order_in_portions(monkeypatch):
    monkeypatch.setattr("briefingroom.text.occurrences.WORDS_OF_PORTION", 7)
    words_of_texts = one("to be or not", "to be, to be", "", "or not").words
    kept = rows_by_word(words_of_texts)
    expected = {"to": [0, 1, 1], "be": [0, 1, 1], "or": [0, 3], "not": [0, 3]}
    for number, word in enumerate(words_of_texts.vocabulary):
        assert kept.rows_with(np.array([number])).tolist() == expected[word]
    assert kept.counts(np.arange(4)).tolist() == [3, 3, 2, 2]
    assert kept.rows_with(np.array([2, 0])).tolist() == [0, 3, 0, 1, 1]


def test_names_come_as_they_are_said_in_the_turns_of_a_mask():
    mask = np.arange(len(corpus().turns)) >= 40
    for about in ("briefing", "speaker", "act"):
        expected = list(dict.fromkeys(corpus().turns[about][mask]))
        assert corpus().names(about, mask) == expected
