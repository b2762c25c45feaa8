"""Stated figures beside printed and implied ones, found by rule."""

import math

import pytest

import briefingroom as br
from briefingroom.numbers.growth import percent_a_year
from briefingroom.numbers.intervals import Interval


def test_each_floor_keeps_the_rule():
    claims, references = br.claims().set_index("claim"), br.references().set_index("reference")
    table = br.floors()
    assert len(table) > 10
    for row in table.itertuples():
        claim, figure = claims.loc[row.claim], references.loc[row.reference]
        assert claim.bound in ("over", "at_least")
        assert claim.kind != "target"
        assert (figure.claim, figure.indicator, figure.unit) == (
            row.claim,
            claim.indicator,
            claim.unit,
        )
        assert figure.origin == "published"
        days = [br.period_bounds(period)[1] for period in (claim.period, figure.period)]
        assert abs((days[0] - days[1]).days) <= 183


def test_a_floor_that_is_not_reached_is_among_them():
    missed = br.floors().query("above_percent < 0")
    assert missed.claim.tolist() == ["2023-03-01.c045"]
    assert missed.above_percent.item() == pytest.approx(100 * (52 / 520 - 1))


def test_a_figure_that_fails_twice_stands_once_and_each_failing_figure_is_there():
    pairs, audit = br.failed_pairs(), br.audit()
    failing = audit[audit.verdict == "does not reconcile"].claims.str[0]
    assert pairs.claim.is_unique
    assert set(pairs.claim) <= set(failing)
    claims = br.claims().set_index("claim")
    left_out = set(failing) - set(pairs.claim)
    kept = {(row.stated, row.unit) for row in pairs.itertuples()}
    assert {(claims.value[id], claims.unit[id]) for id in left_out} <= kept
    implied = pairs.set_index("claim").other["2022-06-14.c082"]
    assert 24.6 + 30.7 - 0.1 - 1e-9 <= implied <= 24.6 + 30.7


def test_a_pair_of_an_unknown_discrepancy_says_so_and_one_without_a_figure_is_left_out():
    with pytest.raises(br.UnknownName):
        br.published_pairs("d999")
    assert br.published_pairs(["d52", "d15"]).claim.tolist() == ["2020-10-23.c087"]


def test_growth_from_amounts_leads_from_one_amount_to_the_other():
    claims = br.claims().set_index("claim").value
    for row in br.growth_of_industry().query("source == 'officials'").itertuples():
        first, last = map(int, row.years.split(" to "))
        start, end = claims[row.ids]
        assert start * (1 + row.from_amounts / 100) ** (last - first) == pytest.approx(end)
        assert row.given == claims[row.given_ids].item()


def test_the_growth_of_the_bank_is_of_the_years_after_the_first():
    references = br.references().set_index("reference")
    for row in br.growth_of_industry().query("source == 'World Bank'").itertuples():
        first, last = map(int, row.years.split(" to "))
        years = references.period[row.given_ids].astype(int).tolist()
        assert years == list(range(first + 1, last + 1))
        together = math.prod(1 + rate / 100 for rate in references.value[row.given_ids])
        assert row.given == pytest.approx(percent_a_year(1, together, last - first))


def test_the_nearest_value_of_a_range_may_be_the_value_itself():
    from briefingroom.numbers.beside import nearest_value

    assert nearest_value([Interval(1, 5)], 3) == 3
    assert nearest_value([Interval(5, math.inf)], 3) == 5
