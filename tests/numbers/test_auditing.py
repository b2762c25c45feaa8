"""The arithmetic of the audit, on cases whose answer was worked out by hand."""

import csv
import math

import pytest

from briefingroom.corpus.tables import HOME
from briefingroom.errors import CorpusError
from briefingroom.numbers.auditing import (
    CHECKS,
    DOES_NOT,
    RECONCILES,
    UNCHECKED,
    UNDECIDED,
    Figure,
    audit,
    range_of,
    verdict,
    verdict_on,
)
from briefingroom.numbers.intervals import Interval, as_written, average_growth, divide


def figure(value, quote, unit="percent", bound="exact", period="2020"):
    return Figure(quote, value, quote, unit, bound, period, indicator="made_up")


def judged(relation, stated, *parts):
    implied = CHECKS[relation](stated, list(parts))
    return verdict(range_of(stated), implied.ranges)


@pytest.mark.parametrize(
    "value, quote, unit, bound, low, high",
    [
        (24.54e12, "24.54 trillion yuan", "CNY", "exact", 24.535e12, 24.545e12),
        (28.1, "28.1%", "percent", "exact", 28.05, 28.15),
        (20, "20%", "percent", "exact", 19.5, 20.5),
        (20, "20%", "percent", "about", 19, 21),
        (90000, "90,000", "count", "exact", 85000, 95000),
        (4762, "4,762", "count", "exact", 4762, 4762),
        (8, "eight", "count", "exact", 8, 8),
        (38, "Thirty-eight", "count", "exact", 38, 38),
        (100, "100", "count", "exact", 100, 100),
        (5000, "5,000", "count", "about", 4500, 5500),
        (7, "sevenfold", "multiple", "over", 7, math.inf),
        (50, "half", "percent", "over", 50, math.inf),
        (3000, "3,000", "count", "under", 0, 3000),
        (11.452e9, "11.452 billion DWT", "DWT", "exact", 11.4515e9, 11.4525e9),
        (1e6, "million-kilowatt", "kW", "exact", 5e5, 1.5e6),
    ],
)
def test_a_figure_is_the_range_that_its_last_digit_leaves_open(
    value, quote, unit, bound, low, high
):
    assert as_written(value, quote, unit, bound) == pytest.approx(Interval(low, high))


def test_industry_2016_to_2019_grew_by_8_9_percent_over_three_years_and_6_6_over_four():
    low, high = average_growth(Interval(24.535, 24.545), Interval(31.705, 31.715), 3)
    assert (low, high) == pytest.approx((8.91, 8.94), abs=0.02)
    low, high = average_growth(Interval(24.535, 24.545), Interval(31.705, 31.715), 4)
    assert (low, high) == pytest.approx((6.61, 6.63), abs=0.02)


def test_nominal_levels_do_not_reconcile_with_real_growth_whichever_way_years_are_counted():
    start, end = (
        figure(24.54e12, "24.54 trillion yuan", "CNY"),
        figure(31.71e12, "31.71 trillion yuan", "CNY"),
    )
    assert judged("average growth", figure(5.9, "5.9%", period="2016/2019"), start, end) == DOES_NOT


@pytest.mark.parametrize("stated", [10.0, 7.2])
def test_average_growth_reconciles_if_either_way_of_counting_years_fits(stated):
    start, end = (
        figure(100.0, "100.0", "GB"),
        figure(133.1, "133.1", "GB"),
    )  # 10 % over three years, 7.4 % over four
    expected = {10.0: RECONCILES, 7.2: DOES_NOT}[stated]
    assert (
        judged("average growth", figure(stated, f"{stated}%", period="2017/2020"), start, end)
        == expected
    )
    assert (
        judged("average growth", figure(7.4, "7.4%", period="2017/2020"), start, end) == RECONCILES
    )


def test_growth_without_whole_years_has_no_average():
    parts = [figure(100.0, "100.0", "GB"), figure(133.1, "133.1", "GB")]
    with pytest.raises(CorpusError, match="'2020-06' is no span of years"):
        CHECKS["average growth"](figure(10.0, "10%", period="2020-06"), parts)


def test_a_share_at_the_edge_of_rounding_reconciles_and_one_past_it_does_not():
    part, whole = figure(33.15, "33.15", "GB"), figure(100.00, "100.00", "GB")
    assert (
        judged("share", figure(33.2, "33.2%"), part, whole) == RECONCILES
    )  # 33.15 is the edge of 33.2
    assert judged("share", figure(33.3, "33.3%"), part, whole) == DOES_NOT


def test_percentage_points_add_to_the_base():
    # 24.6 % and up 30.7 points is 55.3 %, not 51.3 %
    base, rise = figure(24.6, "24.6%"), figure(30.7, "30.7 percentage points", "percentage_point")
    assert judged("sum", figure(55.3, "55.3%"), base, rise) == RECONCILES
    assert judged("sum", figure(51.3, "51.3%"), base, rise) == DOES_NOT


def test_over_and_over_cannot_decide():
    assert (
        judged(
            "share",
            figure(30, "30%", bound="over"),
            figure(3, "3", "GB", "over"),
            figure(9, "9", "GB"),
        )
        == UNDECIDED
    )
    assert verdict(Interval(5, 6), [Interval(0, math.inf)]) == UNDECIDED


def test_over_against_an_exact_figure_is_decided():
    over = figure(300.0, "300.0", "GB", "over")
    assert (
        verdict(
            as_written(310, "310", "GB"), [as_written(over.value, over.quote, over.unit, "over")]
        )
        == RECONCILES
    )
    assert (
        verdict(
            as_written(250, "250", "GB"), [as_written(over.value, over.quote, over.unit, "over")]
        )
        == DOES_NOT
    )


def test_several_parts_make_a_share_and_no_share_is_over_a_hundred_percent():
    clusters = [figure(n, f"{n:,}", "count") for n in (55, 294, 1487, 4999)]
    whole = figure(280001, "280,001", "count")
    assert judged("share", figure(2.4, "2.4%"), *clusters, whole) == RECONCILES  # 6,835 / 280,001
    assert judged("share", figure(20, "20%", bound="over"), *clusters, whole) == DOES_NOT


def test_n_times_is_read_both_ways():
    start, end = figure(10.0, "10.0", "GB"), figure(23.0, "23.0", "GB")
    assert judged("multiple", figure(2.3, "2.3 times", "multiple"), start, end) == RECONCILES
    assert judged("multiple", figure(1.3, "1.3 times", "multiple"), start, end) == RECONCILES
    assert judged("multiple", figure(3.3, "3.3 times", "multiple"), start, end) == DOES_NOT


def test_a_second_conversion_is_held_to_the_rate_of_the_first():
    yuan, dollars = (
        figure(35e12, "35 trillion yuan", "CNY"),
        figure(5.23e12, "5.23 trillion dollars", "USD"),
    )
    other = figure(3e12, "3.0 trillion yuan", "CNY")
    assert (
        judged("conversion", figure(0.447e12, "447 billion dollars", "USD"), other, yuan, dollars)
        == RECONCILES
    )
    assert (
        judged("conversion", figure(0.9e12, "901 billion dollars", "USD"), other, yuan, dollars)
        == DOES_NOT
    )


def test_dividing_by_a_half_line_reaches_down_to_nothing():
    assert divide(Interval(1, 2), Interval(4, math.inf)) == (0, 0.5)


def test_every_row_of_the_audit_names_its_claims_and_shows_its_arithmetic():
    table = audit()
    assert len(table) > 60
    assert set(table.verdict) == {RECONCILES, DOES_NOT, UNDECIDED, UNCHECKED}
    assert table.arithmetic.str.contains("stated|and").all()
    assert table.claims.map(len).min() >= 2


@pytest.mark.parametrize("origin", ["computed", "read off a chart"])
@pytest.mark.parametrize("unprinted", [0, 1, 2])
@pytest.mark.parametrize("total", [5, 9])  # what the parts add up to, and what they do not
def test_a_figure_that_nobody_printed_decides_nothing_on_whichever_side_it_stands(
    origin, unprinted, total
):
    figures = [figure(value, f"{value}", "count") for value in (total, 2, 3)]
    stated, *parts = figures
    implied = CHECKS["sum"](stated, parts).ranges
    all_printed = verdict_on(figures, range_of(stated), implied)
    assert all_printed == (RECONCILES if total == 5 else DOES_NOT)
    figures[unprinted] = figures[unprinted]._replace(origin=origin)
    assert verdict_on(figures, range_of(stated), implied) == UNCHECKED


def test_a_published_figure_decides_as_one_that_was_said():
    printed = figure(5, "5", "count")._replace(origin="published")
    assert verdict_on([printed], Interval(5, 5), [Interval(5, 5)]) == RECONCILES


def test_checks_without_a_verdict_are_those_that_rest_on_a_computed_figure_and_no_others():
    with open(HOME / "annotations" / "references.csv", encoding="utf-8", newline="") as file:
        unprinted = {
            row["reference"] for row in csv.DictReader(file) if row["origin"] != "published"
        }
    rests = [bool(unprinted & set(row.claims)) for row in audit().itertuples()]
    assert rests == (audit().verdict == UNCHECKED).tolist()
    assert rests.count(True) == 3  # relations with r246 and r251, with r409, with r432
    for row in audit()[rests].itertuples():
        assert "computed from figures of" in row.arithmetic


def test_a_published_floor_is_a_range_in_the_audit():
    # over 9 million at the end of 2021 and 6.88 million in 2022: 15.96 million is above 15.88
    sums = audit().set_index(audit().claims.str.join("; "))
    row = sums.loc["2023-03-01.c036; r292; 2023-03-01.c031"]
    assert row.implied.startswith("over 15.8")
    assert row.verdict == RECONCILES
    # under 96 million and over 45 million: the sum has no ceiling, and its floor is 45 million
    assert sums.loc["2021-03-01.c044; r345; r342"].implied == "over 45 million count"
