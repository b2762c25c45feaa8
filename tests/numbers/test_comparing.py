"""Whether two statements measure one thing: read in the briefings and in the cautions."""

import pytest

import briefingroom as br
from briefingroom.charts.series import drawable_rows
from briefingroom.charts.wording import series_finding
from briefingroom.numbers.comparing import measure_one_thing

UNITS = br.indicators().set_index("indicator").unit


def of_period(indicator, period):
    rows = br.series(indicator)
    chosen = rows[rows.period == period]
    assert len(chosen)
    return chosen


@pytest.mark.parametrize(
    "indicator, first, last, why",
    [
        ("apps_tested", "2022-06-14", "2023-Q1", "since the start, and in a quarter"),
        ("mobile_apps", "2021-03-01", "2023-03-31", "in the stores, and in use"),
        ("nev_production", "2022", "2023-Q1", "a year and a quarter"),
        ("automobile_sales_growth", "2022", "2023-03", "a year and a month"),
        ("data_centre_racks", "2020-10-23", "2023-03-01", "racks, and standard racks in use"),
        ("industrial_internet_platforms", "2020-10-23", "2022-06-14", "influential, and large"),
        ("ipv6_traffic_share", "2019", "2023-04-20", "of LTE, and of mobile networks"),
        ("sme_share_of_employment", "2018", "2023-03-01", "of employees, and of employment"),
        ("smart_demo_efficiency_gain", "2022-06-14", "2023-03-01", "two groups of factories"),
        ("national_sme_service_platforms", "2020-10-23", "2023-03-01", "two counts"),
        ("4g_share_of_mobile_users", "2015", "2020-10-23", "the first is of another year"),
        ("nev_cumulative_sales", "2012-12-31", "2022-12-31", "sold, and on the road"),
    ],
)
def test_what_is_not_one_thing_is_not_compared(indicator, first, last, why):
    assert not measure_one_thing(of_period(indicator, first), of_period(indicator, last)), why


@pytest.mark.parametrize(
    "indicator, first, last",
    [
        ("5g_base_stations", "2020-10-23", "2023-03-31"),
        ("little_giants", "2019-06-05", "2023-03-01"),
        ("schools_with_broadband_share", "2012", "2022-06-14"),
        ("gigabit_subscribers", "2022-06-14", "2023-03-31"),
        ("high_tech_share_of_above_scale", "2012", "2022"),
        ("nev_sales_growth", "2020", "2022"),
        ("major_industrial_categories", "2020-10-23", "2023-03-01"),  # one doubt about both
        ("4g_base_station_share_of_world", "2020-10-23", "2022-06-14"),
        ("ai_pilot_zones", "2019", "2021-03-01"),
        ("ipv6_address_users", "2018", "2020-09"),  # users at the end of each
        ("medium_industrial_categories", "2020-10-23", "2023-03-01"),  # one term, two translations
        ("small_industrial_categories", "2020-10-23", "2023-03-01"),
    ],
)
def test_what_is_one_thing_is_compared(indicator, first, last):
    assert measure_one_thing(of_period(indicator, first), of_period(indicator, last))


def test_no_title_sets_a_year_beside_a_quarter_or_a_month():
    """But for users, who are counted on a day: a year stands for its end."""
    claims = br.claims()
    of_users = set(claims.indicator[claims.counted.str.endswith("user")])
    assert "ipv6_address_users" in of_users
    for row in br.indicators().itertuples():
        if row.indicator in of_users:
            continue
        rows = drawable_rows(br.series(row.indicator), row.unit)
        title = series_finding("", rows, row.unit)
        said = title.split(", ")
        assert len({("Q" in part, "-0" in part) for part in said if " in " in part}) < 2, title


def test_a_title_without_a_comparison_counts_the_statements():
    rows = br.series("mobile_apps")
    assert rows.briefing.tolist() == ["2021-03-01"] * 3 + ["2023-04-20"] * 3
    assert series_finding("Apps", rows, "count") == "Apps: 6 statements in 2 briefings"
