"""What the coded tables show, counted again by plain loops."""

import re
from html import unescape

import pytest

import briefingroom as br
from briefingroom.coding.agreement import OF_ONE_KIND

NAMES = br.findings().finding.tolist()
FOUND = {name: br.finding(name) for name in NAMES}
MEANS = br.policy_measures()
AIMS = br.aims()
TEXTS = br.sentences().set_index("sentence").text
COLUMNS = {  # on which each rests: table and column of agreement
    "subsidies": [("policy_measures", "instrument")],
    "fell silent": [("policy_measures", "instrument")],
    "aims": [("aims", "aim"), ("aims", "measures")],
    "answers": [("asked", "clarity"), ("asked", "kind")],
    "modals": [("policy_measures", "step"), ("policy_measures", "signal")],
}


def test_subsidies_are_seldom_named_and_two_means_never():
    found = FOUND["subsidies"]
    subsidies = MEANS[MEANS.instrument == "subsidy"]
    assert set(found.sentences) == set(subsidies.sentence)
    turns = {sentence.rsplit(".", 2)[0] for sentence in MEANS.sentence}
    assert f"Subsidies are {len(subsidies)} of {len(MEANS)} means" in found.said
    assert f"turns of {len(turns)}" in found.said or f"of {len(turns)} turns" in found.said
    money = MEANS.instrument.isin(["subsidy", "tax", "finance"]).sum()
    assert f"together are {money}, {round(100 * money / len(MEANS))} %" in found.said
    assert set(MEANS.instrument) & {"procurement", "trade"} == set()
    open_share = 100 * (1 - 0.05 ** (1 / len(turns)))
    assert f"if up to {open_share:.1f} % of such turns" in found.said
    assert "Procurement and trade are never named" in found.said


def test_the_outside_estimate_says_what_of_it_was_seen():
    outside = FOUND["subsidies"].outside
    assert "about 4 % of GDP a year" in outside
    assert "the paper itself was not" in outside


def test_what_fell_silent_is_counted_in_the_first_two_and_the_last_two_briefings():
    table = FOUND["fell silent"].figures.set_index("instrument")
    early = MEANS[MEANS.sentence.str.match("2020-10-23|2021-03-01")]
    late = MEANS[MEANS.sentence.str.startswith("2023-")]
    for name, row in table.iterrows():
        assert row.early == (early.instrument == name).sum()
        assert row.late == (late.instrument == name).sum()
        before, after = row.early / len(early), row.late / len(late)
        assert row.change == pytest.approx(100 * (after - before), abs=0.06)
        assert row.low <= row.change <= row.high
    fallen = table[table.high < 0].index
    said = FOUND["fell silent"].said
    assert all(name in said for name in fallen)
    assert not any(f"{name} from" in said for name in table.index.difference(fallen))


def test_how_much_is_aim_without_means_is_counted_from_the_sentences():
    found = FOUND["aims"]
    alone = AIMS[AIMS.aim == "only"]
    all_told = ((AIMS.aim == "only") | (AIMS.measures > 0)).sum()
    assert found.said.startswith(f"Of {all_told} sentences")
    assert f"{len(alone)} state an aim alone: {100 * len(alone) / all_told:.0f} %" in found.said
    assert list(found.sentences) == alone.sentence.tolist()
    by_briefing = found.figures.set_index("briefing")["aims alone"]
    assert by_briefing.drop("all five").sum() == by_briefing["all five"] == len(alone)


def test_who_is_answered_how_clearly_is_that_of_the_replies():
    found, asked = FOUND["answers"], br.asked()
    clear = (asked.clarity == "clear").sum()
    assert found.said.startswith(f"{clear} of {len(asked)} things asked are answered clearly")
    table = br.replies("outlet_kind").set_index("outlet_kind")
    for kind in ("Central media", "Overseas"):
        row = table.loc[kind]
        assert f"{kind} {row.clear} of {row.asked}" in found.said
    assert set(found.sentences) == set(asked.asks[asked.clarity != "clear"])


def test_modal_verbs_are_counted_in_what_officials_say():
    spoken = [TEXTS[id].lower() for id in AIMS.sentence]
    table = FOUND["modals"].figures.set_index("modal")
    for modal, row in table.iterrows():
        uses = sum(len(re.findall(rf"\b{modal}\b", text)) for text in spoken)
        assert row.uses == uses, modal
    announced = MEANS[MEANS.step == "announced"].sentence
    with_will = sum(bool(re.search(r"\bwill\b", TEXTS[id].lower())) for id in announced)
    said = FOUND["modals"].said
    assert f"Of {len(announced)} means coded as announced {with_will} stand" in said
    assert any("Zhang and Cheung 2022" in caution for caution in FOUND["modals"].cautions)


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_shows_its_sentences_cautions_and_how_far_two_readers_agreed(name):
    found = FOUND[name]
    assert found.sentences
    assert set(found.sentences) <= set(TEXTS.index)
    assert len(set(found.sentences)) == len(found.sentences)
    assert found.cautions
    for shown in (repr(found), unescape(found._repr_html_())):
        assert found.sentences[0] in shown
        assert OF_ONE_KIND in shown
        assert all(caution in shown for caution in found.cautions)
    assert re.search(r"\d+ to \d+|\(95 %\)", found.said)


@pytest.mark.parametrize("name", NAMES)
def test_a_finding_rests_on_no_column_under_the_least_alpha(name):
    for table, column in COLUMNS[name]:
        row = br.agreement(table).set_index("column").loc[column]
        assert row.value >= 0.6
        assert any(f"{row.value:.2f} ({row.low:.2f} to" in said for said in FOUND[name].agreed)
    assert len(FOUND[name].agreed) == len(COLUMNS[name])


def test_no_finding_speaks_of_significance_in_our_texts():
    for found in FOUND.values():
        assert not re.search(r"p-value|p <|significan(t|ce)\b", found.said)


def test_there_is_no_other_finding():
    with pytest.raises(br.UnknownName, match="no finding 'subsidy'; the nearest is 'subsidies'"):
        br.finding("subsidy")
