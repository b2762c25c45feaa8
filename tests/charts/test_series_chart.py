"""The chart of a series: what stands in its axes is what stands in the tables."""

import matplotlib.pyplot as plt
import pytest
from drawn import day, points, title, written
from matplotlib.path import Path

import briefingroom as br
from briefingroom.charts import series as series_chart
from briefingroom.charts import style

pytestmark = pytest.mark.usefixtures("styled")


def test_the_points_of_a_series_are_its_claims():
    drawn = points(br.plot_series("5g_base_stations"))
    assert drawn == [
        ("2020-10-23", 0.69, "o", style.PALETTE["2020-10-23"]),
        (
            "2020-10-23",
            0.69,
            "^",
            style.PALETTE["2020-10-23"],
        ),  # a sum since 2019 stands at the end of its span
        ("2020-12-31", 0.718, "^", style.PALETTE["2021-03-01"]),
        ("2022-06-14", 1.615, "o", style.PALETTE["2022-06-14"]),
        ("2022-12-31", 2.31, "o", style.PALETTE["2023-03-01"]),
        ("2022-12-31", 2.31, "^", style.PALETTE["2023-03-01"]),
        ("2023-03-31", 2.64, "^", style.PALETTE["2023-04-20"]),
    ]


def test_independent_figures_are_crosses_and_can_be_left_out():
    published = (
        br.references()
        .query("indicator == '5g_base_stations' and origin == 'published'")
        .drop_duplicates(["period", "value"])
    )
    crosses = points(br.plot_series("5g_base_stations"), "x")
    assert [y for _, y, *_ in crosses] == (published.value / 1e6).tolist()
    assert {colour for *_, colour in crosses} == {style.MEDIUM_GREY}
    assert points(br.plot_series("5g_base_stations", references=False), "x") == []


def test_a_figure_that_nobody_printed_has_a_mark_of_its_own():
    figures = br.references().query("indicator == 'integrated_circuit_sales'")
    computed = figures[figures.origin == "computed"].value / 1e12
    ax = br.plot_series("integrated_circuit_sales")
    assert [y for _, y, *_ in points(ax, "+")] == computed.tolist()
    assert len(points(ax, "x")) == len(figures) - len(computed)
    legend = [text.get_text() for text in ax.get_legend().get_texts()]
    assert legend[-2:] == ["published figure", "computed figure"]


def arrows(ax):
    """(day, value, way) of each arrow at a cross."""
    found = [line for line in ax.lines if isinstance(line.get_marker(), Path)]
    ways = {1: "up", -1: "down"}
    return [
        (day(line), line.get_ydata()[0], ways[line.get_marker().vertices[1][1]]) for line in found
    ]


@pytest.mark.parametrize(
    "indicator, drawn, note",
    [
        ("data_centre_servers", [], ""),  # "about" is neither a floor nor a ceiling
        ("fibre_share_of_broadband", [("2015-12-31", 50, "up")], "up, “over” so much (a floor)"),
        (
            "self_employed_households",
            [("2021-04-30", 96, "down")],
            "down, “under” or “nearly” so much (a ceiling)",
        ),
    ],
)
def test_a_published_floor_or_ceiling_has_an_arrow_to_the_side_on_which_it_is_open(
    indicator, drawn, note
):
    ax = br.plot_series(indicator)
    assert arrows(ax) == drawn
    below = " ".join(" ".join(text.split()) for text in written(ax) if "Source:" in text)
    assert ("Cross with an arrow" in below) == bool(drawn)
    assert note in below
    assert not arrows(br.plot_series(indicator, references=False))


def test_every_published_floor_and_ceiling_that_is_drawn_has_its_arrow():
    table = br.references()
    one_sided = table[table.bound.isin(["over", "at_least", "under", "up_to"])]
    stated = set(br.claims().indicator)
    assert one_sided.indicator.isin(stated).all()
    for indicator, rows in one_sided.groupby("indicator"):
        expected = {
            "up" if bound in ("over", "at_least") else "down"
            for bound in rows.bound[rows.unit == br.series(indicator).unit.iloc[0]]
        }
        found = arrows(br.plot_series(indicator))
        assert {way for _, _, way in found} == expected, indicator
        assert len(found) == len(rows.drop_duplicates(["period", "value"])), indicator
        plt.close("all")


def test_of_two_figures_alike_the_printed_one_is_drawn():
    rows = br.references().query("indicator == 'numerical_control_rate_change'")
    alike = rows[rows.duplicated(["period", "value"], keep=False)]
    assert set(alike.origin) == {"published", "computed"}
    shown = series_chart.series_content("numerical_control_rate_change", references=True).published
    assert shown[shown.value == alike.value.iloc[0]].origin.tolist() == ["published"]


def test_no_line_joins_two_points():
    for indicator in ("5g_base_stations", "industrial_value_added", "manufacturing_share_of_world"):
        for line in br.plot_series(indicator).lines:
            if line.get_zorder() < 1 and len(line.get_xdata()) >= 3:
                continue  # the quiet line of published figures, see test_rules.py
            x, y = line.get_xdata(), line.get_ydata()
            assert (
                len(x) == 1 or y[0] == y[-1] or x[0] == x[-1]
            )  # a period, or what a last digit leaves open


def test_a_period_is_drawn_as_long_as_it_is_and_a_day_not_at_all():
    bars = [
        line
        for line in br.plot_series("nev_sales_growth", references=False).lines
        if line.get_linewidth() == 5
    ]
    lengths = [(line.get_xdata()[1] - line.get_xdata()[0]).days + 1 for line in bars]
    assert lengths == [366, 365, 31, 90]  # 2020, 2022, March and the first quarter of 2023
    assert not [
        line
        for line in br.plot_series("gigabit_subscribers", references=False).lines
        if line.get_linewidth() == 5
    ]


def test_rounding_is_drawn_where_a_figure_has_it_and_never_for_over():
    uprights = [
        line
        for line in br.plot_series("manufacturing_share_of_world", references=False).lines
        if len(line.get_xdata()) == 2
    ]
    spans = {tuple(line.get_ydata()) for line in uprights if line.get_linewidth() == 1}
    assert {(28.05, 28.15), (19, 21), (30, 30)} == spans


def test_a_target_is_an_open_diamond_and_says_so():
    ax = br.plot_series("specialized_sophisticated_smes")
    assert [(value, marker) for _, value, marker, _ in points(ax, "D")] == [
        (80000, "D"),
        (100000, "D"),
    ]
    assert {"target over 80,000", "target 100,000", "over 20,000"} <= set(written(ax))


def test_the_chosen_claim_is_ringed():
    ax = br.plot_series("little_giants", chosen="2022-06-14.c035")
    ring = [line for line in ax.lines if line.get_markersize() > 10]
    assert [line.get_ydata()[0] for line in ring] == [4762]


@pytest.mark.parametrize(
    "indicator, said",
    [
        ("5g_base_stations", "5G base stations: 690,000 in 2020, over 2.64 million in 2023"),
        (
            "manufacturing_share_of_world",
            "China's share of world manufacturing: 5 statements in 3 briefings",
        ),
        (
            "above_scale_value_added_growth",
            "Growth of value added, industry above designated size: 5.8% in Q3 2020, 3% in Q1 2023",
        ),
        ("nev_sales_growth", "Growth of new energy vehicle sales: 10.9% in 2020, 93.4% in 2022"),
        (
            "digital_economy_value",
            "Size of the digital economy: 3 statements in 1 briefing",
        ),  # the first fits no figure of the institute whose measure it is
        (
            "computing_power_world_rank",
            "China's rank in total computing power: 2 on 2023-03-01 and on 2023-04-20",
        ),
        (
            "software_revenue",
            "Revenue of the software and IT services industry: 2.5 trillion yuan in 2012, "
            "10.8 trillion yuan in 2022",
        ),
        (
            "mobile_internet_price_cut",
            "Fall in the price of mobile internet: 4 statements in 3 briefings",
        ),  # against different years: not beside each other
    ],
)
def test_the_title_says_what_the_series_says(indicator, said):
    assert title(br.plot_series(indicator)) == said


def test_the_first_rank_is_on_top():
    low, high = br.plot_series("computing_power_world_rank").get_ylim()
    assert low > 2 > high


def test_nothing_is_drawn_below_nothing():
    assert br.plot_series("nev_cumulative_sales").get_ylim()[0] == 0
    assert br.plot_series("above_scale_value_added_growth").get_ylim()[0] < -8.4


def test_what_is_left_out_is_said():
    ax = br.plot_series("fixed_download_speed")
    assert points(ax) == []
    assert "Not drawn: 1 statement in another unit" in " ".join(written(ax))


def test_a_series_of_the_world_is_drawn_too():
    assert [value for _, value, *_ in points(br.plot_series("world_industrial_growth"))] == [
        2.9,
        2.0,
    ]


def test_every_claim_of_every_indicator_is_drawn_or_counted_as_left_out():
    for indicator in br.indicators().indicator[::8]:
        rows = br.series(indicator)
        ax = br.plot_series(indicator)
        drawable = series_chart.drawable_rows(
            rows, br.indicators().set_index("indicator").unit[indicator]
        )
        assert len(points(ax)) == len(
            drawable.drop_duplicates(["period", "value", "bound", "kind", "briefing", "region"])
        ), indicator
        left = len(rows) - len(drawable)
        assert (f"Not drawn: {left} statement" in " ".join(written(ax)).replace("\n", " ")) == (
            left > 0
        ), indicator
        plt.close(ax.figure)


def test_labels_do_not_lie_over_each_other():
    for indicator in (
        "5g_base_stations",
        "specialized_sophisticated_smes",
        "industrial_value_added",
        "nev_sales_growth",
        "little_giants",
    ):
        ax = br.plot_series(indicator)
        ax.figure.canvas.draw()
        boxes = [text.get_window_extent() for text in ax.texts if text.get_size() == style.SMALL]
        assert len(boxes) > 3
        for n, box in enumerate(boxes):
            assert not any(
                box.shrunk(0.9, 0.8).overlaps(other.shrunk(0.9, 0.8)) for other in boxes[n + 1 :]
            ), indicator
            assert box.x0 > 0
            assert box.x1 < ax.figure.bbox.width


def test_an_unknown_indicator_is_refused():
    with pytest.raises(br.UnknownName, match="nearest is 'little_giants'"):
        br.plot_series("little_giant")


def test_a_figure_in_doubt_is_marked_and_is_not_the_title():
    slip = next(row for row in br.discrepancies().itertuples() if "51.3 percent" in row.what)
    assert br.claims().set_index("claim").quote[slip.claims[0]] == "51.3%"
    ax = br.plot_series("numerical_control_rate")
    texts = [text.get_text() for text in ax.texts]
    assert [text for text in texts if "51.3" in text] == ["51.3%\u2020"]
    assert any("a discrepancy is about this figure" in text for text in texts)
    assert "51.3" not in ax.get_title(loc="left")


def test_a_series_without_doubt_has_no_mark():
    assert not any("\u2020" in text.get_text() for text in br.plot_series("little_giants").texts)


def test_a_published_ceiling_is_a_mark_too():
    words = br.marks(br.plot_series("self_employed_households")).set_index("id").words
    row = br.references().set_index("reference").loc["r345"]
    assert (row.bound, row.value, row.period) == ("under", 96e6, "2021-04-30")
    assert words["r345"].startswith(f"under 96 million, end of April 2021, {row.publisher}")
