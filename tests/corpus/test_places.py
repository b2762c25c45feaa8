"""From an id to its words."""

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME as BRIEFINGS


def test_every_sentence_is_found_at_its_place_in_the_source():
    for row in br.sentences().iloc[::97].itertuples():
        place = br.where(row.sentence)
        assert place.text == row.text
        line = (
            (BRIEFINGS / "sources" / place.source_file)
            .read_text(encoding="utf-8")
            .split("\n")[place.line - 1]
        )
        assert row.text.split()[0] in line
        assert row.text.split()[-1].rstrip(".") in line


def test_a_sentence_shows_its_speaker_briefing_and_neighbours():
    place = br.where("2022-06-14.t18.p1.s2")
    assert place.before.strip() == "I would like to answer the question about chips."
    assert "Xu Xiaolan" in repr(place)
    assert "line 211" in repr(place)
    assert (
        "<mark>China is an important integrated circuit market in the world.</mark>"
        in place._repr_html_()
    )


def test_a_claim_names_its_sentence():
    assert dict(br.where("2023-04-20.c018").facts)["Sentence"] == "2023-04-20.t02.p5.s5"


def test_a_turn_of_a_journalist_shows_the_outlet():
    assert br.where("2021-03-01.t13").who == "Reuters — question"
    assert "not known" in br.where("2020-10-23.t04").who


def test_an_exchange_shows_question_and_answers():
    place = br.where("2022-06-14.q07")
    assert place.who.count("answer") == 2
    assert place.text.startswith("First, I would like to know")
    assert "question about chips" in place.text


def test_a_briefing_reads_like_a_title_page():
    page = br.briefing("2023-03-01")
    assert repr(page).startswith("SCIO briefing on promoting new industrialization")
    for words in (
        "加快推进新型工业化",
        "Mr. Jin Zhuanglong, minister",
        "Ms. Shou Xiaoli (chair)",
        "8 questions",
        "15:00",
    ):
        assert words in repr(page)
        assert words in page._repr_html_()


@pytest.mark.parametrize(
    "wrong, nearest",
    [
        ("2023-03-02", "2023-03-01"),
        ("2023-03-01.t27", "2023-03-01.t2"),
        ("2022-06-14.q11", "2022-06-14.q1"),
        ("", "2"),
    ],
)
def test_an_unknown_id_names_the_nearest(wrong, nearest):
    with pytest.raises(br.UnknownName, match=f"the nearest is '{nearest}"):
        br.where(wrong)


def test_an_unknown_briefing_names_the_nearest():
    with pytest.raises(KeyError, match="no briefing '2023-04-21'; the nearest is '2023-04-20'"):
        br.briefing("2023-04-21")


def test_a_claim_is_highlighted_in_its_sentence_with_speaker_and_place():
    claims = br.claims()
    row = claims[claims.quote == "28.1%"].iloc[0]
    place = br.where(row.claim)
    assert place.text == "28.1%"
    assert place.who.startswith("Wang Zhijun")
    sentence = br.sentences().set_index("sentence").text[row.sentence]
    assert sentence in place.before + place.text + place.after
    assert "<mark>28.1%</mark>" in place._repr_html_()


def test_every_claim_is_found_in_the_source_at_the_place_it_names():
    sources = {
        path.name: path.read_text(encoding="utf-8")
        for path in (BRIEFINGS / "sources").glob("*.txt")
    }
    for claim in br.claims().claim:
        place = br.where(claim)
        assert sources[place.source_file][place.source_start : place.source_end] == place.text, (
            claim
        )


def test_a_claim_shows_its_series_its_reference_and_its_discrepancy():
    facts = dict(br.where("2023-04-20.c111").facts)
    assert facts["Series"].startswith("ship_orders_held")
    assert "114.52 million DWT" in facts["Reference"]
    assert "confidence" in facts["Discrepancy"]


# --- what was coded by reading


def test_every_means_and_every_thing_asked_is_found_in_the_source_as_it_is_printed():
    """But for what a repair mended inside the quote."""
    ids = [*br.policy_measures().policy_measure, *br.asked().asked]
    otherwise = {}
    for id in ids:
        place = br.where(id)
        source = (BRIEFINGS / "sources" / place.source_file).read_text(encoding="utf-8")
        printed = source[place.source_start : place.source_end]
        if printed != place.text:
            otherwise[printed] = place.text
    mended = dict(zip(br.repairs().found, br.repairs().kept, strict=True))
    for printed, text in otherwise.items():
        (slip,) = [found for found in mended if found in printed]
        assert printed.replace(slip, mended[slip]) == text
    assert len(otherwise) < 5


def test_a_means_shows_how_it_was_coded_in_its_sentence():
    measures = br.policy_measures()
    for row in (measures.iloc[0], measures.iloc[-1]):
        place = br.where(row.policy_measure)
        assert (place.kind, place.text) == ("policy measure", row.quote)
        facts = dict(place.facts)
        assert facts["Instrument"] == row.instrument
        assert facts["For whom"] == row.target_group
        sentence = br.where(row.sentence)
        assert sentence.text in place.before + place.text + place.after
        assert row.policy_measure in repr(place)


def test_a_thing_asked_shows_the_words_that_decide_how_it_was_answered():
    asked = br.asked()
    texts = br.sentences().set_index("sentence").text
    for row in asked.itertuples():
        facts = dict(br.where(row.asked).facts)
        assert facts["Reply"] == f"{row.reply} (clarity: {row.clarity})"
        if row.decided_by:
            assert facts["Decided by"] == f"{row.decided_by}: {texts[row.decided_by]}"
        else:
            assert "Decided by" not in facts
    assert (asked.decided_by == "").any()
