"""Bars by their names, and marks by their shapes and the words for them, as a reader sees them."""

import pandas as pd
import pytest

from briefingroom import practice

NAMES = {"Li Ping": ["li"], "Wang Fang": ["wang"]}


@pytest.mark.parametrize("draw", ["bar", "barh"])
def test_bars_are_named_as_they_stand_along_the_axis(styled, draw):
    ax = styled.subplots()[1]
    getattr(ax, draw)(["Director Wang", "LI"], [2, 3])
    assert list(practice.named_bars(ax, NAMES).items()) == [("Wang Fang", 2), ("Li Ping", 3)]
    assert practice.bars_lie(ax) == (draw == "barh")


def test_an_axis_of_dates_names_bars_by_their_day(styled):
    days = ["2021-03-01", "2022-06-14"]
    ax = styled.subplots()[1]
    ax.bar(pd.to_datetime(days), [4, 5], width=20)
    assert practice.named_bars(ax, practice.day_names(days)) == dict(zip(days, [4, 5], strict=True))


def test_a_bar_that_stands_beside_its_mark_has_its_name(styled):
    ax = styled.subplots()[1]
    ax.bar(["Li", "Wang"], [2, 3], align="edge", width=0.5)
    assert practice.named_bars(ax, NAMES) == {"Li Ping": 2, "Wang Fang": 3}


@pytest.mark.parametrize(
    "labels, line",
    [
        (["Li", "somebody"], "“somebody” at a bar does not say which official"),
        (["Li", ""], "does not say which official"),
        (["Li", "Mr. Li"], "Two bars have the name of the same official: Mr. Li"),
        (["Li", "Li and Wang"], "“Li and Wang” at a bar does not say which official"),
    ],
)
def test_a_bar_without_a_clear_name_gets_a_line(styled, labels, line):
    ax = styled.subplots()[1]
    ax.bar(labels, [2, 3])
    with pytest.raises(practice.NotYet, match=line):
        practice.named_bars(ax, NAMES, "official")


@pytest.mark.parametrize(
    "form",
    ["2021-03-01", "1 March 2021", "March 1, 2021", "Mar 2021", "2021", "01.03.2021", "2021-03"],
)
def test_a_day_is_known_in_other_forms(styled, form):
    ax = styled.subplots()[1]
    ax.bar([form], [2])
    names = practice.day_names(["2021-03-01", "2022-06-14"])
    assert practice.named_bars(ax, names) == {"2021-03-01": 2}


def test_a_year_that_two_days_share_names_neither(styled):
    ax = styled.subplots()[1]
    ax.bar(["2023"], [2])
    with pytest.raises(practice.NotYet, match="does not say which"):
        practice.named_bars(ax, practice.day_names(["2023-03-01", "2023-04-20"]))


@pytest.mark.parametrize(
    "keys, lengths, fine",
    [
        ("abc", (1, 3, 2), True),
        ("cba", (1, 3, 2), True),
        ("bac", (1, 3, 2), False),
        ("bac", (1, 2, 3), True),
    ],
)
def test_bars_stand_in_their_order_or_by_length(keys, lengths, fine):
    assert practice.ordered(dict(zip(keys, lengths, strict=True)), "abc") == fine


@pytest.mark.parametrize("text", ["Growth in %", "per cent of 2020", "percentage", "(%)"])
def test_a_unit_is_found_in_its_forms(text):
    assert practice.says(text, "%", "percent")


def test_a_unit_inside_another_word_is_none():
    assert not practice.says("unsaid swords", "words")


def test_marks_have_the_words_that_a_legend_says_of_them(styled):
    ax = styled.subplots()[1]
    ax.plot([1, 2], [1, 2], "o", color="red", label="stated")
    ax.scatter([3], [1], marker="^", color="blue", label="published")
    ax.legend()
    found = practice.marks_drawn(ax)
    assert found.words.tolist() == ["stated", "stated", "published"]
    assert found["shape"].nunique() == 2
    assert not found.joined.any()


def test_a_legend_of_marks_drawn_for_it_alone_is_found_by_their_look(styled):
    ax = styled.subplots()[1]
    ax.plot([1], [1], "o", color="red")
    ax.plot([2], [1], "^", color="blue")
    ax.plot([], [], "^", color="grey", label="floor")
    ax.plot([], [], "o", color="grey", label="exact")
    ax.legend()
    assert practice.marks_drawn(ax).words.tolist() == ["exact", "floor"]


def test_words_beside_a_mark_speak_for_all_of_its_look(styled):
    ax = styled.subplots()[1]
    ax.plot([1, 2, 3], [1, 1, 1], "o-", color="grey")
    ax.plot([2], [5], "D", color="red")
    ax.annotate("World Bank", (2, 1), xytext=(4, -14), textcoords="offset points")
    ax.text(2.02, 5, "said in 2022")
    found = practice.marks_drawn(ax)
    assert found.words.tolist() == ["World Bank"] * 3 + ["said in 2022"]
    assert found.joined.tolist() == [True] * 3 + [False]


def test_circles_of_a_line_and_of_a_cloud_have_one_shape(styled):
    ax = styled.subplots()[1]
    ax.plot([1], [1], "o")
    ax.scatter([2], [1])
    assert practice.marks_drawn(ax)["shape"].nunique() == 1
