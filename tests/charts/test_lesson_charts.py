"""The charts that lessons 02 to 04 show: what is drawn is what the tables have."""

import pytest

import briefingroom as br

pytestmark = pytest.mark.usefixtures("styled")

REFORM = ["reform*", "supply-side structural reform", "sanctions"]


def places(ax, marker):
    """Where dots of a form are, in the order in which they were drawn."""
    return [
        (float(line.get_xdata()[0]), float(line.get_ydata()[0]))
        for line in ax.lines
        if line.get_marker() == marker and len(line.get_xdata()) == 1
    ]


def test_a_use_has_a_dot_and_its_number_and_no_use_a_ring():
    table = br.trend(REFORM)
    ax = br.plot_uses(table)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    rings = [line for line in dots if line.get_markerfacecolor() == "white"]
    assert len(dots) == len(table) == 15
    assert len(rings) == (table["count"] == 0).sum() == 8
    numbers = [text.get_text() for text in ax.texts if text.get_text().isdigit()]
    assert numbers == [str(uses) for uses in table["count"] if uses]


def test_the_sentences_of_a_use_can_be_opened_and_a_zero_opens_its_briefing():
    marks = br.marks(br.plot_uses(br.trend(REFORM)))
    silent = marks[marks.words.str.contains("sanctions")]
    assert silent.id.tolist() == br.briefings().briefing.tolist()
    found = br.concordance("reform*")
    of_reform = marks.group.str.startswith("reform*,")
    assert set(marks.id[of_reform]) - set(silent.id) == set(found.sentence)


def test_a_floor_lies_at_the_percent_of_its_table_and_one_that_is_missed_has_a_cross():
    table = br.floors()
    ax = br.plot_floors(table)
    missed = table[table.above_percent < 0]
    (cross,) = places(ax, "X")
    assert cross == (-5, missed.index[0])  # at the edge; its number stands beside it
    assert "−90.0%, outside the scale" in [text.get_text() for text in ax.texts]
    drawn = places(ax, "o") + places(ax, ">")
    reached = table[table.above_percent >= 0].above_percent
    assert sorted(drawn) == sorted((above, y) for y, above in reached.items())


def test_a_pair_lies_at_its_parts_of_the_larger_figure():
    table = br.published_pairs(["d15", "d13"])
    ax = br.plot_pairs(table)
    assert [x for x, _ in places(ax, "o")] == pytest.approx([7.6 / 29.6, 11 / 18.6])
    assert [x for x, _ in places(ax, "D")] == [1, 1]
    words = [text.get_text() for text in ax.texts]
    assert {"7.6%", "29.6%", "11 trillion yuan", "18.6 trillion yuan"} <= set(words)


def test_a_pair_opens_the_claim_and_what_stands_beside_it():
    table = br.failed_pairs()
    ids = br.marks(br.plot_pairs(table)).id.tolist()
    assert sorted(ids) == sorted([*table.claim, *(id for ids in table.others for id in ids)])


def test_growth_is_drawn_as_given_and_from_the_amounts():
    table = br.growth_of_industry()
    ax = br.plot_growth(table)
    xs = [x for x, _ in places(ax, "o")]
    assert xs == [
        value for row in zip(table.given, table.from_amounts, strict=True) for value in row
    ]


def test_a_pair_is_named_by_its_indicator_and_a_percent_has_one_decimal():
    ax = br.plot_pairs(br.failed_pairs())
    names = [" ".join(label.get_text().split()) for label in ax.get_yticklabels()]
    assert "Growth of value added of all industry, China, 2016 to 2019" in names
    assert not [name for name in names if "…" in name]
    words = [text.get_text() for text in ax.texts]
    assert {"6.6%", "27.2%", "35.75 trillion yuan"} <= set(words)


def test_the_title_of_uses_names_what_is_gone_and_what_stays():
    ax = br.plot_uses(br.trend(["reform*", "innovation"]))
    assert ax.get_title(loc="left") == "“reform*” falls from 15 uses to none, “innovation” stays"


def test_a_published_figure_behind_a_stated_one_is_seen():
    ax = br.plot_series("numerical_control_rate", title="One lies below its neighbours")
    crosses = [line for line in ax.lines if line.get_marker() == "x"]
    sizes = {float(line.get_ydata()[0]): line.get_markersize() for line in crosses}
    assert sizes[51.3] > 9 > sizes[55.3]
    assert ax.get_title(loc="left") == "One lies below its neighbours"
    assert "pale bar" not in ax.get_xlabel()
    assert "pale bar" in br.plot_series("5g_base_stations").get_xlabel()
