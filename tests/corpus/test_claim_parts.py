"""Which parts of a figure its own sentence says."""

import pytest

import briefingroom as br


def where(claim):
    return dict(br.parts_of_claim(claim)[["part", "where"]].to_numpy())


def test_a_year_that_stands_in_the_sentence_is_said_and_another_is_inferred():
    assert where("2023-03-01.c006")["For when"] == "said"  # "In 2022, the total value-added ..."
    assert where("2020-10-23.c004")["For when"] == "inferred"  # "during the same period"


def test_over_is_said_and_an_outright_figure_has_no_such_word():
    assert where("2023-03-01.c006")["How exactly"] == "said"
    assert where("2020-10-23.c002")["How exactly"] == "inferred"


def test_the_prices_are_said_in_one_claim_of_all():
    claims = br.claims()
    said = [id for id in claims.claim if where(id).get("In whose prices") == "said"]
    texts = br.sentences().set_index("sentence").text
    sentences = claims.set_index("claim").sentence[said]
    assert said
    assert all("in real terms" in texts[id] for id in sentences)


def test_the_words_of_an_amount_are_those_of_the_sentence():
    claims, texts = br.claims().set_index("claim"), br.sentences().set_index("sentence").text
    for id in claims.index[::40]:
        assert br.parts_of_claim(id).reading[0] in texts[claims.sentence[id]]


def test_an_unknown_claim_is_refused():
    with pytest.raises(br.UnknownName):
        br.parts_of_claim("2020-10-23.c999")


def test_a_place_is_said_where_the_sentence_names_this_one():
    assert where("2020-10-23.c004")["Where"] == "inferred"  # "higher than the global average"
    assert where("2020-10-23.c005")["Where"] == "said"  # the average itself, which is the world's
    assert where("2020-10-23.c002")["Where"] == "said"  # "China's industrial added value"
