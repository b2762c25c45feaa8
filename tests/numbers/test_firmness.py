"""How firmly figures are stated, against counts made by hand and by plain Python."""

import csv
import sys
from collections import Counter
from statistics import median

import pandas as pd
import pytest

import briefingroom as br
from briefingroom import hedging as hedging_function
from briefingroom.corpus import tables
from briefingroom.ids import parse_id
from briefingroom.numbers.firmness import significant_digits

MODULE = sys.modules["briefingroom.numbers.firmness"]
AMOUNTS = {"level", "share", "growth", "change", "cumulative", "price"}


def read(name):
    with open(tables.HOME / "tables" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "quote, digits",
    [
        ("24.54 trillion yuan", 4),
        ("35 trillion yuan", 2),
        ("90,000", 1),
        ("1.615 million", 4),
        ("2.0%", 2),
        ("0.3 percentage point", 1),
        ("10 consecutive years", 1),
        ("0", 1),
        ("sevenfold", 1),
        ("513.62 billion yuan", 5),
        ("8,997", 4),
    ],
)
def test_the_digits_that_carry_information(quote, digits):
    assert significant_digits(quote) == digits


def test_a_table_made_by_hand(monkeypatch):
    claims = pd.DataFrame(
        [
            ("c1", "2023-03-01.t01.p1.s1", "24.54 trillion yuan", "exact", "level", "i"),
            ("c2", "2023-03-01.t01.p1.s1", "90,000", "over", "level", ""),
            ("c3", "2023-03-01.t01.p1.s2", "30%", "under", "share", "i"),
            # A target is not counted.
            ("c4", "2023-03-01.t01.p1.s2", "80,000", "over", "target", "i"),
            ("c5", "2023-03-01.t02.p1.s1", "about 5%", "about", "growth", ""),
        ],
        columns="claim sentence quote bound kind indicator".split(),
    )
    turns = pd.DataFrame(
        {
            "turn": ["2023-03-01.t01", "2023-03-01.t02"],
            "speaker": ["A", ""],
            "outlet": ["", ""],
            "role": ["official", "journalist"],
            "briefing": "2023-03-01",
        }
    )
    made = {
        "claims": claims,
        "turns": turns,
        "indicators": pd.DataFrame({"indicator": ["i"], "theme": ["steel"]}),
    }
    monkeypatch.setattr(MODULE, "read_table", made.get)
    rows = MODULE.hedging("speaker").set_index("speaker")
    assert rows.loc["A", ["claims", "exact", "over", "under", "about"]].tolist() == [3, 1, 1, 1, 0]
    assert rows.bounded_share["A"] == 66.7  # two of three
    assert rows.digits["A"] == 1  # of four, one and one
    assert rows.ids["A"] == ["c1", "c2", "c3"]
    assert rows.claims["outlet not known"] == 1
    theme = MODULE.hedging("theme")
    assert theme[["theme", "claims", "exact", "under"]].to_numpy().tolist() == [["steel", 2, 1, 1]]


@pytest.mark.parametrize("by", ["role", "briefing"])
def test_the_counts_are_those_of_plain_python(by):
    turns = {row["turn"]: row for row in read("turns")}
    counted, digits = Counter(), {}
    for claim in read("claims"):
        if claim["kind"] in AMOUNTS:
            group = turns[parse_id(claim["sentence"]).turn][by]
            counted[group, claim["bound"]] += 1
            digits.setdefault(group, []).append(significant_digits(claim["quote"]))
    table = hedging_function(by)
    assert {
        (row[by], bound): row[bound]
        for row in table.to_dict("records")
        for bound in ("exact", "over", "under", "about")
    } == {
        (group, bound): counted[group, bound]
        for group in digits
        for bound in ("exact", "over", "under", "about")
    }
    assert dict(zip(table[by], table.digits, strict=True)) == {
        group: median(values) for group, values in digits.items()
    }


@pytest.mark.parametrize("by", ["speaker", "role", "briefing", "theme"])
def test_bounds_add_up_and_every_claim_can_be_followed_home(by):
    table = hedging_function(by)
    assert (
        table[["exact", "over", "under", "about", "at_least", "up_to"]].sum(axis=1) == table.claims
    ).all()
    assert (table.ids.map(len) == table.claims).all()
    assert set(table.ids.explode()) <= set(br.claims().claim)
    assert table.claims.is_monotonic_decreasing


def test_an_unknown_group_names_the_nearest():
    with pytest.raises(br.UnknownName, match="nearest is 'speaker'"):
        hedging_function("speakers")


def test_figures_are_grouped_by_their_kind():
    counted = MODULE.hedging("kind").set_index("kind")
    claims = br.claims()
    for kind in ("level", "share", "growth"):
        mine = claims[claims.kind == kind]
        assert counted.claims[kind] == len(mine)
        assert counted.over[kind] == (mine.bound == "over").sum()
    assert "target" not in counted.index
