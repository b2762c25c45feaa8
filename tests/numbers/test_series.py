"""Series: what was said of one thing, as it was said and in order."""

import math

import pandas as pd
import pytest

import briefingroom as br


def test_the_series_of_base_stations_is_what_the_transcripts_say():
    rows = br.series("5g_base_stations")
    said = [
        "690,000",
        "690,000",
        "718,000",
        "718,000",
        "1.615 million",
        "2.31 million",
        "2.31 million",
        "2.64 million",
        "2.64 million",
    ]
    assert rows.quote.tolist() == said
    assert rows.value.tolist() == [
        690e3,
        690e3,
        718e3,
        718e3,
        1.615e6,
        2.31e6,
        2.31e6,
        2.64e6,
        2.64e6,
    ]
    assert rows.bound.tolist() == [
        "exact",
        "over",
        "over",
        "over",
        "exact",
        "exact",
        "over",
        "over",
        "over",
    ]
    assert (
        rows.briefing.tolist()
        == ["2020-10-23"] * 2
        + ["2021-03-01"] * 2
        + ["2022-06-14"]
        + ["2023-03-01"] * 2
        + ["2023-04-20"] * 2
    )
    assert rows.who.iloc[[0, 1, -1]].tolist() == ["Wang Zhijun", "Wen Ku", "Zhao Zhiguo"]


def test_a_figure_leaves_open_what_its_last_digit_and_its_bound_leave_open():
    rows = br.series("5g_base_stations").set_index("claim")
    assert tuple(rows.loc["2022-06-14.c123", ["low", "high"]]) == (1614500, 1615500)
    assert tuple(rows.loc["2023-04-20.c018", ["low", "high"]]) == (2640000, math.inf)
    nearly = br.series("manufacturing_share_of_world").set_index("claim").loc["2021-03-01.c004"]
    assert (nearly.bound, nearly.low, nearly.high) == ("under", 0, 30)


def test_rows_are_in_the_order_of_the_last_day_that_they_are_for():
    for indicator in br.claims().indicator[lambda ids: ids != ""].unique():
        when = br.series(indicator).when.dropna()
        assert when.is_monotonic_increasing, indicator


@pytest.mark.parametrize(
    "claim, day",
    [
        ("2020-10-23.c039", "2020-09-30"),
        ("2020-10-23.c038", "2020-09-30"),
        ("2023-04-20.c001", "2023-03-31"),
    ],
)
def test_a_quarter_or_a_span_ends_on_its_last_day(claim, day):
    assert br.series("above_scale_value_added_growth").set_index("claim").when[
        claim
    ] == pd.Timestamp(day)


def test_every_claim_with_an_indicator_stands_in_exactly_one_series():
    claims = br.claims().query("indicator != ''")
    found = [id for indicator in claims.indicator.unique() for id in br.series(indicator).claim]
    assert sorted(found) == sorted(claims.claim)


def test_a_slip_stands_as_it_was_said():
    speed = br.series("fixed_download_speed")
    assert (speed.quote.item(), speed.unit.item()) == ("43MB", "MB")


def test_an_indicator_that_nobody_states_is_empty_and_has_its_columns():
    stated = set(br.claims().indicator)
    unstated = next(id for id in br.indicators().indicator if id not in stated)
    assert br.series(unstated).empty
    assert list(br.series(unstated).columns) == list(br.series("little_giants").columns)


def test_an_unknown_indicator_names_the_nearest():
    with pytest.raises(br.UnknownName, match="nearest is 'little_giants'"):
        br.series("little_giant")
