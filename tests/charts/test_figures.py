"""Figures side by side: what is drawn is what the tables have, and nothing is typed."""

import matplotlib.pyplot as plt
import pytest

import briefingroom as br
from briefingroom.charts.figures import FigureRow, figure_rows, magnitude_of, value_in_words
from briefingroom.charts.style import ACCENT

pytestmark = pytest.mark.usefixtures("styled")

VEHICLES = ["2023-03-01.c036", "r312"]
FIBRE = {"2020-10-23.c021": "within reach", "r144": "subscribers"}


def bars_of(ax):
    return [bar.get_width() for group in ax.containers for bar in group]


def words_in(ax):
    return [text.get_text() for text in ax.texts]


def test_a_bar_is_as_long_as_its_figure():
    ax = br.plot_figures(VEHICLES)
    said = br.claims().set_index("claim").value["2023-03-01.c036"]
    published = br.references().set_index("reference").value["r312"]
    assert bars_of(ax) == [said, published]


def test_a_bar_bears_its_amount_with_the_bound():
    ax = br.plot_figures(FIBRE)
    assert bars_of(ax) == [80e6, 0.87e6]
    assert {"over 80 million", "870,000"} <= set(words_in(ax))
    assert br.marks(ax).id.tolist() == list(FIBRE)
    assert ax.get_title(loc="left") == "within reach: over 80 million; subscribers: 870,000"


def test_each_figure_has_a_mark_that_opens_it():
    marks = br.marks(br.plot_figures(dict.fromkeys(VEHICLES, "a name")))
    assert marks.id.tolist() == VEHICLES
    assert all(words.startswith("a name: ") for words in marks.words)


def test_what_was_said_has_the_colour_of_its_briefing_and_what_was_computed_is_white():
    ax = br.plot_figures(["2023-04-20.c028", "r452", "r486"])
    colours = [bar.get_facecolor() for group in ax.containers for bar in group]
    assert colours[0] == (0, 0, 0, 1)
    assert colours[2] == (1, 1, 1, 1)
    assert len(set(colours)) == 3


def test_a_bar_has_the_colour_of_its_briefing_and_grey_where_others_published_it():
    ax = br.plot_figures(FIBRE)
    bars = [bar for group in ax.containers for bar in group]
    said, published = (plt.matplotlib.colors.to_hex(bar.get_facecolor()) for bar in bars)
    assert said == br.PALETTE["2020-10-23"]
    assert published not in br.PALETTE.values()
    assert any("grey: published elsewhere" in words for words in words_in(ax))
    ax = br.plot_figures({"2020-10-23.c021": "within reach"})
    assert not any("grey" in words for words in words_in(ax))


def test_grey_is_not_explained_where_everything_is_grey():
    assert not any("grey" in words for words in words_in(br.plot_figures(["r094", "r095"])))
    said = words_in(br.plot_figures(["r484", "r486"]))
    assert any(words.endswith("white: worked out from what was published") for words in said)


def test_figures_that_are_set_off_have_the_accent_and_a_bold_amount():
    ax = br.plot_figures(["r094", "r446", "r095"], set_off=["r094", "r095"])
    colours = [
        plt.matplotlib.colors.to_hex(bar.get_facecolor())
        for group in ax.containers
        for bar in group
    ]
    assert colours[0] == colours[2] == ACCENT != colours[1]
    bold = {text.get_text() for text in ax.texts if text.get_weight() == "bold"}
    assert bold == {"804 million tonnes", "1,053 million tonnes"}
    assert br.plot_figures("r094", set_off="r094").texts[0].get_weight() == "bold"


def test_a_unit_that_the_line_under_the_title_has_is_not_said_again():
    ax = br.plot_figures(["r094", "r095"], of="Crude steel, million tonnes")
    assert {"804", "1,053"} <= set(words_in(ax))
    ax = br.plot_figures(["r480", "r315"], of="Vehicles, million")
    assert {"814,000", "3.521 million"} <= set(words_in(ax))


def test_the_legend_names_the_briefings_and_the_source_line_the_publishers_too():
    ax = br.plot_figures(VEHICLES)
    assert [text.get_text() for text in ax.get_legend().get_texts()] == ["Said on", "2023-03-01"]
    (source,) = [words for words in words_in(ax) if words.startswith("Source: ")]
    assert " ".join(source.split()) == (
        "Source: Briefing Room, briefing of 2023-03-01; Ministry of Public Security of China"
    )
    ax = br.plot_figures(["r312"])
    assert ax.get_legend() is None
    assert "Source: Ministry of Public Security of China" in words_in(ax)


def test_a_lesson_gives_a_title_and_keeps_the_line_under_it():
    ax = br.plot_figures(FIBRE, title="Much reach, little use", of="Households and subscriptions")
    assert ax.get_title(loc="left") == "Much reach, little use"
    assert any(words.startswith("Households and subscriptions") for words in words_in(ax))


def test_a_fall_has_its_value_on_the_left_and_a_line_stands_at_nothing():
    ax = br.plot_figures(["r484", "r486"])
    sides = {text.get_text(): text.get_ha() for text in ax.texts}
    assert sides["11.8%"] == "left"
    assert sides["\N{MINUS SIGN}16.3%"] == "right"
    assert [0, 0] in [list(line.get_xdata()) for line in ax.lines]


def test_a_floor_says_that_it_is_one():
    assert "over 9 million" in words_in(br.plot_figures(["r292", "r312"]))


def test_rows_of_one_indicator_are_named_by_their_periods():
    names = [row.name for row in figure_rows(["r480", "r481"])]
    assert names == ["December 2022", "January 2023"]
    assert figure_rows(["r480", "r312"])[0].name == "Sales of new energy vehicles, December 2022"


def test_values_of_a_million_or_more_are_said_in_one_magnitude_and_smaller_ones_in_full():
    rows = figure_rows(["r481", "r480"])
    scale, word = magnitude_of(rows)
    assert (scale, word) == (1e6, "million ")
    assert value_in_words(rows[0], scale) == "408,000"
    steel = br.references().set_index("reference").value[["r094", "r095"]]
    assert steel["r094"] < 1e9 < steel["r095"]
    for said in (f"{value / 1e6:,.0f} million tonnes" for value in steel):
        assert said in words_in(br.plot_figures(list(steel.index)))


def test_a_number_that_would_be_too_long_is_said_in_its_own_magnitude():
    cloud = FigureRow("r1", "cloud", 24.54e12, "CNY", "", "", "a publisher", computed=False)
    assert value_in_words(cloud, 1e6) == "24.54 trillion yuan"
    assert value_in_words(cloud, 1e9) == "24.54 trillion yuan"
    assert value_in_words(cloud._replace(value=2.4e12), 1e9) == "2,400 billion yuan"


@pytest.mark.parametrize(
    "figures, kind, words",
    [
        ({"2020-10-23.c999": "a"}, br.UnknownName, "There is no figure '2020-10-23.c999'"),
        ({}, br.QuestionError, "Give figures of one unit; these have: none"),
        ([], br.QuestionError, "one unit; these have: none"),
        ({"r144": "a", "r113": "b"}, br.QuestionError, "these have: count, percent"),
        (["r452", "r487"], br.QuestionError, "one unit; these have: CNY, percent"),
    ],
)
def test_figures_that_cannot_stand_side_by_side_are_refused(figures, kind, words):
    with pytest.raises(kind, match=words):
        br.plot_figures(figures)


@pytest.mark.parametrize("id", ["r999", "2023-03-01.c999", "2023-03-01.t02"])
def test_what_is_no_figure_is_refused(id):
    with pytest.raises(br.UnknownName):
        br.plot_figures([id])


def test_the_second_half_of_2021_is_what_the_published_figures_leave():
    """By another way: growth of the halves, weighted by the year before, makes that of the year."""
    published = br.references().set_index("reference").value
    first = published["r483"] / (1 + published["r484"] / 100)
    year = published["r485"] / (1 + published["r452"] / 100)
    share = first / year
    made = share * published["r484"] + (1 - share) * published["r486"]
    assert made == pytest.approx(published["r452"], abs=0.05)


def test_the_months_of_a_quarter_make_what_was_said_of_it():
    published = br.references().set_index("reference").value
    said = br.claims().set_index("claim").value["2023-04-20.c035"]
    assert published[["r481", "r482", "r321"]].sum() == said
