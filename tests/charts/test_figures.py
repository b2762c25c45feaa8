"""Figures side by side: what is drawn is what the tables have, and nothing is typed."""

import pytest

import briefingroom as br
from briefingroom.charts.figures import figure_rows, magnitude_of, value_in_words

pytestmark = pytest.mark.usefixtures("styled")

VEHICLES = ["2023-03-01.c036", "r312"]


def bars_of(ax):
    return [bar.get_width() for group in ax.containers for bar in group]


def words_in(ax):
    return [text.get_text() for text in ax.texts]


def test_a_bar_is_as_long_as_its_figure():
    ax = br.plot_figures(VEHICLES)
    said = br.claims().set_index("claim").value["2023-03-01.c036"]
    published = br.references().set_index("reference").value["r312"]
    assert bars_of(ax) == pytest.approx([said / 1e6, published / 1e6])


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


def test_a_fall_has_its_value_on_the_left_and_a_line_stands_at_nothing():
    ax = br.plot_figures(["r484", "r486"])
    sides = {text.get_text(): text.get_ha() for text in ax.texts}
    assert sides["11.8%"] == "left"
    assert sides["\N{MINUS SIGN}16.3%"] == "right"
    assert [0, 0] in [list(line.get_xdata()) for line in ax.lines]


def test_a_floor_says_that_it_is_one():
    assert "over 9" in words_in(br.plot_figures(["r292", "r312"]))


def test_rows_of_one_indicator_are_named_by_their_periods():
    names = [row.name for row in figure_rows(["r480", "r481"])]
    assert names == ["December 2022", "January 2023"]
    assert figure_rows(["r480", "r312"])[0].name == "Sales of new energy vehicles, December 2022"


def test_hundreds_of_thousands_are_parts_of_a_million():
    rows = figure_rows(["r481", "r480"])
    scale, word = magnitude_of(rows)
    assert (scale, word) == (1e6, "million ")
    assert value_in_words(rows[0], scale) == "0.408"


def test_figures_in_different_units_are_refused():
    with pytest.raises(br.QuestionError, match="one unit; here is CNY, percent"):
        br.plot_figures(["r452", "r487"])
    with pytest.raises(br.QuestionError, match="no figure"):
        br.plot_figures([])


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
