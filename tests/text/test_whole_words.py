"""A word found by its letters as numbers is where the pattern of the word finds it."""

import random
import string

import pytest

from briefingroom.text.terms import search_for
from briefingroom.text.whole_words import whole_word

MARKS = " \n'.,-_%\x01\x02"


def by_pattern(word, page):
    """The places that the regular expression of a wording finds, one match after the other."""
    return [match.start() for match in search_for(word).from_letters.finditer(page)]


def begins(word, page, sample=""):
    return whole_word(word, sample or page).begins(page).tolist()


@pytest.mark.parametrize("seed", range(20))
def test_random_pages_of_few_letters(seed):
    draws = random.Random(seed)
    pieces = ["ab", "ba", "a5", "5b", "aab", *MARKS]
    found = 0
    for _ in range(200):
        page = "".join(draws.choices(pieces, k=draws.randrange(60)))
        word = draws.choice(pieces[:5]) + draws.choice(["", "", "-ab", ".ba", "'ab", ",5b"])
        assert begins(word, page) == by_pattern(word, page), (word, page)
        found += len(by_pattern(word, page))
    assert found > 20


@pytest.mark.parametrize("size", range(2, 27))
def test_a_word_of_any_length_among_others_that_differ_in_one_letter(size):
    word = string.ascii_lowercase[:size]
    others = [word[:place] + "_" + word[place + 1 :] for place in range(size)]
    page = " ".join([word, *others, word])
    assert begins(word, page) == [0, len(page) - size] == by_pattern(word, page)


def test_a_page_that_is_shorter_than_the_word_or_is_the_word():
    assert begins("industrialization", "") == begins("industrialization", "industry") == []
    assert begins("industry", "industry") == [0]


def test_the_sample_changes_what_is_looked_at_first_and_nothing_else():
    page = "art and artful art, part; art"
    for sample in ("ar ar rt", "rt rt ar", "nothing"):
        assert begins("art", page, sample) == [0, 15, 26] == by_pattern("art", page)
