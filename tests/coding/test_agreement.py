"""How far the two readers agreed, computed again from their files by other means."""

import csv
import re
from html import unescape

import pandas as pd
import pytest

import briefingroom as br
from briefingroom.coding import agreement as agreement_module
from briefingroom.coding.agreement import OF_ONE_KIND, AgreementTable, CodedUnit, alpha_row
from briefingroom.corpus.tables import HOME

CARD = (HOME / "README.md").read_text(encoding="utf-8")
SECTION = CARD.split("## Means, aims and answers")[1].split("\n## ")[0]
TEXTS = br.sentences().set_index("sentence").text
CODED = ["policy_measures", "aims", "asked"]


def rows(name):
    path = HOME / "annotations" / "readings" / f"{name}.csv"
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def places(row, sentence, quote):
    start = TEXTS[row[sentence]].index(row[quote])
    return set(range(start, start + len(row[quote])))


def found_by_both(part, sentence, quote):
    """Pairs of rows whose spans share half of the shorter, the closest first; and all spans."""
    first, second = rows(f"first_{part}"), rows(f"second_{part}")
    candidates = []
    for i, one in enumerate(first):
        for j, other in enumerate(second):
            if one[sentence] == other[sentence]:
                a, b = (places(row, sentence, quote) for row in (one, other))
                if len(a & b) >= min(len(a), len(b)) / 2:
                    candidates.append((-len(a & b) / len(a | b), i, j))
    pairs, taken = [], set()
    for _, i, j in sorted(candidates):
        if not {("first", i), ("second", j)} & taken:
            taken |= {("first", i), ("second", j)}
            pairs.append((first[i], second[j]))
    return pairs, len(first) + len(second)


def alpha_of_two(pairs):
    """Of two coders without gaps: from the share of equal pairs and that of equal codes drawn."""
    codes = [code for pair in pairs for code in pair]
    n = len(codes)
    same = sum(one == other for one, other in pairs) / len(pairs)
    alike = sum(codes.count(code) * (codes.count(code) - 1) for code in set(codes))
    by_chance = alike / (n * (n - 1))
    return (same - by_chance) / (1 - by_chance)


@pytest.mark.parametrize(
    "table, part, sentence, quote",
    [
        ("policy_measures", "measures", "sentence", "quote"),
        ("asked", "asked", "asks", "asks_quote"),
    ],
)
def test_agreement_on_spans_is_that_of_the_two_files(table, part, sentence, quote):
    pairs, marked = found_by_both(part, sentence, quote)
    result = br.agreement(table).set_index("column")
    assert result.loc[quote, ["units", "same"]].tolist() == [marked, 2 * len(pairs)]
    assert result.value[quote] == pytest.approx(2 * len(pairs) / marked)
    for column in result.index[1:]:
        codes = [(one[column], other[column]) for one, other in pairs]
        assert result.units[column] == len(pairs)
        assert result.same[column] == sum(one == other for one, other in codes)
        assert result.value[column] == pytest.approx(alpha_of_two(codes))


def test_agreement_on_sentences_is_that_of_the_two_files():
    pairs = list(zip(rows("first_sentences"), rows("second_sentences"), strict=True))
    assert all(one["sentence"] == other["sentence"] for one, other in pairs)
    result = br.agreement("aims").set_index("column").value
    named = [(one["measures"] != "0", other["measures"] != "0") for one, other in pairs]
    aims = [(one["aim"], other["aim"]) for one, other in pairs]
    motives = [(a["aim_motive"], b["aim_motive"]) for a, b in pairs if a["aim"] and b["aim"]]
    assert result["measures"] == pytest.approx(alpha_of_two(named))
    assert result["aim"] == pytest.approx(alpha_of_two(aims))
    assert result["aim_motive"] == pytest.approx(alpha_of_two(motives))


@pytest.mark.parametrize("table", CODED)
def test_the_data_card_prints_what_the_two_files_give(table):
    result = br.agreement(table)
    for row in result[result.figure == "alpha"].itertuples():
        line = (
            f"| {table} | {row.column} | {row.units:,} | {row.same:,} | {row.value:.2f} "
            f"| {row.low:.2f} to {row.high:.2f} |"
        )
        assert line in SECTION


def test_the_data_card_counts_means_sentences_and_things_asked():
    spans = br.agreement("policy_measures").iloc[0]
    low, high = (round(100 * value) for value in (spans.low, spans.high))
    assert f"Of the {spans.units:,} means that the two marked" in SECTION
    assert f"both found {100 * spans.value:.0f} % ({low} to {high} %)" in SECTION
    assert br.agreement("asked").value[0] == 1
    assert "Of the things asked, both found all" in SECTION
    assert f"the {len(br.policy_measures())} means" in SECTION
    aims = br.aims()
    assert f"one of the {len(aims):,} sentences" in SECTION
    assert f"{(aims.aim == 'only').sum()} state an aim and name no means" in SECTION
    assert f"the {len(br.asked())} things asked in the 48 questions" in SECTION
    assert f"({len(rows('settled_measures'))} rows)" in SECTION


def test_no_column_is_under_what_a_conclusion_needs_and_the_card_names_the_weakest():
    alphas = pd.concat([br.agreement(table) for table in CODED])
    alphas = alphas[alphas.figure == "alpha"].set_index("column")
    assert alphas.value.min() >= 0.6
    assert set(alphas.conclusions) == {"yes"}
    assert f"the weakest is `{alphas.value.idxmin()}`" in SECTION


def test_a_column_under_the_least_alpha_carries_no_conclusion():
    codes = [("plan", "plan"), ("tax", "tax"), ("plan", "tax"), ("tax", "plan")]
    units = [CodedUnit(f"t{number}", *each) for number, each in enumerate(codes)]
    row = alpha_row("instrument", units, 50, 0)
    assert row["value"] == pytest.approx(alpha_of_two(codes))
    assert (row["value"] < 0.6, row["conclusions"]) == (True, "no")


def test_every_printed_figure_says_what_two_readers_of_one_kind_are():
    table = br.agreement("asked")
    for shown in (table, table.head(1), table[table.figure == "alpha"]):
        assert isinstance(shown, AgreementTable)
        assert OF_ONE_KIND in repr(shown)
        assert OF_ONE_KIND in unescape(shown._repr_html_())
    assert "agree more than two strangers would" in re.sub(r"\s+", " ", SECTION)


def test_intervals_hold_the_value_and_follow_the_seed():
    first, again, other = (br.agreement("asked", seed=seed) for seed in (1, 1, 2))
    assert first.equals(again)
    assert not first.low.equals(other.low)
    assert ((first.low <= first.value) & (first.value <= first.high)).all()


def test_a_reading_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setattr(agreement_module, "HOME", tmp_path)
    with pytest.raises(br.CorpusError, match=r"annotations/readings/first_asked\.csv is missing"):
        br.agreement("asked")


def test_no_other_table_was_coded_by_two():
    with pytest.raises(br.UnknownName, match="no table 'measures'; the nearest is"):
        br.agreement("measures")
