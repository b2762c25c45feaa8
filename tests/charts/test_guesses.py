"""The chart of guesses: what is drawn is what was guessed and what was stated, and no more."""

from itertools import pairwise

import matplotlib.pyplot as plt
import pytest

from briefingroom.charts.guesses import plot_guesses

ANSWERS = {"2023": 2.64, "2020": 0.69, "2021": 1.425}


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def lines_of(ax, style):
    """The values of each line of a style, from left to right."""
    return [list(line.get_ydata()) for line in ax.lines if line.get_linestyle() == style]


def test_answers_are_joined_only_where_years_follow_one_another():
    ax = plot_guesses({"2023": 1.5}, ANSWERS, "million")
    assert lines_of(ax, "-") == [[0.69, 1.425], [2.64]]


def test_guesses_are_dashed_and_run_through_what_was_given():
    ax = plot_guesses({"2023": 1.5}, ANSWERS, "million", given=["2020"])
    assert lines_of(ax, "--") == [[0.69, 1.5]]


def test_years_are_spaced_as_years():
    places = plot_guesses({"2023": 1.5}, ANSWERS).get_xticks()
    assert (places[2] - places[1]) / (places[1] - places[0]) == pytest.approx(2, rel=0.01)


@pytest.mark.parametrize("names", [["steel", "cars"], ["2022", "2022-Q1"], ["2022-13", "2023-01"]])
def test_what_is_not_in_time_has_no_line(names):
    answers = dict(zip(names, [3, 5], strict=True))
    ax = plot_guesses(answers, answers)
    assert lines_of(ax, "--") == []
    assert lines_of(ax, "-") == [[3], [5]]
    assert [label.get_text() for label in ax.get_xticklabels()] == names


def test_names_of_days_that_are_near_do_not_meet():
    days = ["2020-10-23", "2021-03-01", "2022-06-14", "2023-03-01", "2023-04-20"]
    answers = dict.fromkeys(days, 30)
    ax = plot_guesses({"2023-04-20": 20}, answers, "percent")
    ax.figure.draw_without_rendering()
    labels = ax.get_xticklabels()
    assert [label.get_text().strip() for label in labels] == days
    boxes = [label.get_window_extent() for label in labels if label.get_text()[0] != "\n"]
    assert all(before.x1 < after.x0 for before, after in pairwise(boxes))
    assert labels[4].get_text() == "\n2023-04-20"


def test_the_legend_names_each_once():
    legend = plot_guesses({"2023": 1.5}, ANSWERS).get_legend()
    assert [text.get_text() for text in legend.get_texts()] == ["Your guess", "The answer"]


def test_a_dollar_in_a_name_begins_no_formula():
    answers = {"$x_1$ cars": 3, "a $ b": 5}
    ax = plot_guesses(answers, answers, "$ and $")
    ax.figure.draw_without_rendering()
    assert not any(label.get_parse_math() for label in [*ax.get_xticklabels(), ax.yaxis.label])
