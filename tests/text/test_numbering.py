"""Words cut by numpy are those of the regular expression, in any text."""

import sys

import numpy as np
import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import briefingroom as br
from briefingroom.cleaning.words import WORD, words
from briefingroom.text import numbering
from briefingroom.text.index import Texts
from briefingroom.text.numbering import numbered_words

# What may stand in a word or between two, letters of one to four bytes, and signs of as many.
PLAIN_SIGNS = "aaaBz09__'''..,,--  \n\n\t\x00\x01\x02\x7f"
HARD_SIGNS = PLAIN_SIGNS + "\x85\xa0éßÜ²½٣年工业，。—…\u0300\u200b\u2028𝟗𝒜😀\ud800"
HARD_TEXT = st.text(alphabet=st.sampled_from(HARD_SIGNS), max_size=80)
ANY_TEXT = st.text(alphabet=st.characters(codec=None), max_size=40)


def cut_one_by_one(pages):
    """The words of each line, by the regular expression."""
    return [words(line.replace("’", " ")) for page in pages for line in page.split("\n")]


def as_said(numbered):
    """The words of each line, from their numbers."""
    said = [numbered.vocabulary[number] for number in numbered.ids]
    edges = zip(numbered.starts[:-1], numbered.starts[1:], strict=True)
    return [said[begin:end] for begin, end in edges]


def assert_cut_as_by_the_expression(pages):
    numbered = numbered_words(pages)
    expected = cut_one_by_one(pages)
    assert as_said(numbered) == expected
    in_order = dict.fromkeys(word for line in expected for word in line)
    assert numbered.vocabulary == list(in_order)


@given(st.lists(HARD_TEXT | ANY_TEXT, min_size=1, max_size=4))
@example(["", ""])
@example(["a.b..c-'d 5,9."])
@example(["\ud800\udc00word"])
def test_any_text_is_cut_as_by_the_expression(pages):
    # On a page the apostrophe is plain, so that the other one never stands there.
    assert_cut_as_by_the_expression([page.replace("’", "'") for page in pages])


def test_every_character_is_a_letter_or_none_as_the_expression_says():
    every = [chr(code) for code in range(sys.maxunicode + 1) if chr(code) not in "\n’"]
    between = ["a" + "".join(f"{sign}x" for sign in every[begin::97]) for begin in range(97)]
    assert_cut_as_by_the_expression(between)


@given(st.lists(st.text(alphabet="abé", min_size=1, max_size=40), min_size=1, max_size=60))
@settings(max_examples=50)
def test_words_of_any_length_are_told_apart(said):
    assert_cut_as_by_the_expression([" ".join(said), " ".join(reversed(said))])


def test_words_that_begin_alike_are_told_apart():
    eight = "industri"
    longer = [eight + "alization"[:more] for more in range(10)] + [eight * 2, eight * 2 + "s"]
    assert numbered_words([" ".join(longer * 2)]).vocabulary == longer


def test_a_table_that_is_too_small_changes_nothing(monkeypatch):
    monkeypatch.setattr(numbering, "MOST_PLACES", 4)
    pages = br.turns().text.str.lower().str.replace("’", "'").tolist()
    assert_cut_as_by_the_expression(pages)


def test_the_five_briefings_are_cut_as_by_the_expression():
    sentences = br.sentences().text.str.lower().str.replace("’", "'")
    assert_cut_as_by_the_expression(["\n".join(sentences)])
    assert_cut_as_by_the_expression(sentences.tolist())


@pytest.mark.parametrize("ask", [br.indicators, br.themes])
def test_chinese_is_cut_as_by_the_expression(ask):
    names = ask().name_zh
    assert names.str.contains("[一-鿿]").any()
    assert_cut_as_by_the_expression(["\n".join(names)])


def test_a_text_of_ones_own_has_the_words_of_its_sentences():
    sentences = ["增长5.9%，发展。", "“工业”–élan’s 20–30", "", "x" * 70 + " " + "年" * 30]
    rows = {"sentence": list("abcd"), "turn": "t", "briefing": "b", "text": sentences}
    expected = [[word.replace("’", "'") for word in WORD.findall(text)] for text in sentences]
    found = Texts(pd.DataFrame(rows)).words
    assert as_said(found) == expected
    assert found.ids.dtype == np.int32
