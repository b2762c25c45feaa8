"""The glossary: every wording is in the transcripts, once, and no more is claimed than is known."""

import re
import unicodedata
from itertools import pairwise

import pytest

import briefingroom as br
from briefingroom.errors import CorpusError
from briefingroom.maintain.build import build
from briefingroom.text.index import corpus as texts

GLOSSARY = br.glossary()
SENTENCES = br.sentences().set_index("sentence").text
LOWER = SENTENCES.str.lower().to_dict()
SEEN = "Chinese wording seen on a Chinese page"


def places(variant):
    """Where a wording stands, found by another way than the build's: (sentence, start, end)."""
    return [
        (id, match.start(), match.start() + len(variant))
        for id, text in LOWER.items()
        if variant.lower() in text
        for match in re.finditer(
            rf"\b{re.escape(variant.lower())}" + r"\b" * variant[-1].isalnum(), text
        )
    ]


@pytest.fixture(scope="module")
def found():
    return {
        row.term: {variant: places(variant) for variant in row.variants}
        for row in GLOSSARY.itertuples()
    }


def test_there_are_at_least_seventy_terms_and_each_is_named_once():
    assert len(GLOSSARY) >= 70
    assert GLOSSARY.term.str.lower().is_unique


def test_every_wording_is_in_a_sentence_and_the_first_of_them_is_named(found):
    order = {id: n for n, id in enumerate(SENTENCES.index)}
    for row in GLOSSARY.itertuples():
        assert all(found[row.term].values()), row.term
        first = min((id for hits in found[row.term].values() for id, *_ in hits), key=order.get)
        assert row.first_sentence == first, row.term


def test_no_two_wordings_of_a_term_count_the_same_words(found):
    for term, variants in found.items():
        hits = sorted(hit for hits in variants.values() for hit in hits)
        for one, two in pairwise(hits):
            assert one[0] != two[0] or one[2] <= two[1], (term, one, two)


def test_the_commonest_wording_comes_first(found):
    for term, variants in found.items():
        counts = [len(hits) for hits in variants.values()]
        assert counts == sorted(counts, reverse=True), term


def test_every_term_can_be_handed_with_all_its_wordings_to_the_functions_that_count(found):
    for row in GLOSSARY.itertuples():
        hits = texts().find(row.variants)
        assert 0 < len(hits.row) <= sum(len(places) for places in found[row.term].values()) + 3, (
            row.term
        )


def test_pinyin_stands_with_hanzi_and_has_tone_marks():
    for row in GLOSSARY.itertuples():
        assert bool(row.hanzi) == bool(row.pinyin), row.term
        if row.hanzi:
            assert re.search("[\u4e00-\u9fff]", row.hanzi), row.term
            assert not re.search("[\u4e00-\u9fff0-9]", row.pinyin.replace("5G", "")), row.term
            marks = {
                unicodedata.name(c)
                for c in unicodedata.normalize("NFD", row.pinyin)
                if unicodedata.combining(c)
            }
            assert marks & {
                "COMBINING MACRON",
                "COMBINING ACUTE ACCENT",
                "COMBINING CARON",
                "COMBINING GRAVE ACCENT",
            }, row.term


def test_there_is_a_vowel_for_each_character_of_hanzi():
    for row in GLOSSARY.itertuples():
        characters = len(re.findall("[\u4e00-\u9fff]", row.hanzi))
        bare = "".join(
            c
            for c in unicodedata.normalize("NFD", row.pinyin)
            if c == "\u0308" or not unicodedata.combining(c)
        )
        bare = unicodedata.normalize("NFC", bare).replace("5G", "").lower()
        syllables = len(re.findall("iao|uai|iang|iong|uang|[aeiouü]+", bare.replace("'", " ")))
        assert abs(syllables - characters - row.hanzi.count("512") * 3) <= 1, (
            row.term,
            syllables,
            characters,
        )


def test_a_wording_without_characters_is_never_called_seen():
    assert not ((GLOSSARY.hanzi == "") & (GLOSSARY.basis == SEEN)).any()


@pytest.mark.parametrize("wording", ["triple gigabit", "gigab"], ids=["nowhere", "part of a word"])
def test_a_wording_that_occurs_nowhere_stops_the_build_and_names_the_row(corpus, rewrite, wording):
    rewrite("annotations/glossary.csv", "; dual gigabit;", f"; {wording};")
    with pytest.raises(
        CorpusError,
        match=f"annotations/glossary.csv, row 99, variants: '{wording}' is in no sentence",
    ):
        build(corpus)
