"""What the index is asked for a term: rows of sentences, never one too few."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefingroom.errors import QuestionError
from briefingroom.large.finding import rows_with, wordings_of, words_like

pytestmark = pytest.mark.full
WORDS = "reform Reform re- -form * ** the new development ’s 's China made 5G ５Ｇ 24 . , -"
PIECES = st.sampled_from([*WORDS.split(), *"ſ ς _ 改革 İ % \\".split()])


def answer_or_refusal(ask):
    try:
        return ask(), ""
    except QuestionError as error:
        return None, str(error)


QUIET = {"deadline": None, "suppress_health_check": list(HealthCheck)}
TERMS = {"pieces": st.lists(PIECES, min_size=1, max_size=4), "apart": st.sampled_from(["", " "])}


@settings(max_examples=30, derandomize=True, **QUIET)
@given(**TERMS)
def test_every_hit_in_memory_is_in_a_row_of_the_index(in_memory, large, pieces, apart):
    answers_are_equal(in_memory, large, apart.join(pieces))


@pytest.mark.release
@settings(max_examples=300, **QUIET)
@given(**TERMS)
def test_every_hit_of_many_more_terms_is_in_a_row(in_memory, large, pieces, apart):
    answers_are_equal(in_memory, large, apart.join(pieces))


def answers_are_equal(in_memory, large, term):
    """Whether both find the same hits, or refuse the term in the same words."""
    expected, refusal = answer_or_refusal(lambda: in_memory.concordance(term, width=0))
    found, refusal_of_large = answer_or_refusal(lambda: large.concordance(term, width=0))
    assert refusal_of_large == refusal
    if refusal:
        return
    assert found.sentence.tolist() == expected.sentence.tolist()
    assert found.start.tolist() == expected.start.tolist()
    assert large.search(term, lines=1).count == len(expected)


def test_a_phrase_is_found_exactly_by_the_index(in_memory, large):
    ids = in_memory.concordance("new development paradigm").sentence.unique()
    rows = rows_with(large._store, "new development paradigm")
    assert large._store.ids_of(rows).tolist() == ids.tolist()


def test_the_words_that_stars_stand_for(large):
    words = [word for word, _ in words_like(large._store, "re*rm")]
    assert {"reform", "re-form", "re_form"} <= set(words)
    assert "reform-minded" not in words
    assert [word for word, _ in words_like(large._store, "re_*")] == ["re_form"]


def test_no_wording_is_refused():
    with pytest.raises(QuestionError):
        wordings_of([])
    assert wordings_of(["New", "Old"]) == ["new", "old"]
