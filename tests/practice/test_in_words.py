"""What an answer means, however it is written; what is not understood comes back as it is."""

import datetime
from decimal import Decimal
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from briefingroom import practice
from briefingroom.errors import BriefingRoomError


@pytest.mark.parametrize(
    "written, unit",
    [
        (282.6, ""),
        (np.float64(282.6), ""),
        (np.float32(282.6), ""),
        (np.array(282.6), ""),
        (Decimal("282.6"), ""),
        (Fraction(2826, 10), ""),
        ("282.6", ""),
        (" 282,6 ", ""),
        ("282,6 %", "percent"),
        ("282.6 percent", "percent"),
        ("282.6 billion yuan", "billion yuan"),
        ("282,600 million yuan", "billion yuan"),
    ],
)
def test_a_number_is_understood_in_every_form(written, unit):
    assert practice.number(written, unit) == 282.6


@pytest.mark.parametrize(
    "written", [36000, "36,000", "36.000,0", "36 000", np.int64(36000), "36 thousand", "3.6e4"]
)
def test_so_is_a_whole_number(written):
    assert practice.number(written) == 36000


def test_a_number_of_percentage_points_is_none_of_percent():
    assert practice.number("55 percentage points", "percent") == "55 percentage points"


@pytest.mark.parametrize("endless", [float("inf"), np.inf, "inf", "∞", Decimal("Infinity")])
def test_an_end_may_be_missing(endless):
    assert practice.number(endless) == float("inf")


@pytest.mark.parametrize(
    "other",
    [None, "", "nothing", "8 apples", [8], {"a": 8}, object(), True, pd.Series([8.0]), "1,2,3"],
)
def test_what_is_no_number_comes_back_as_it_is(other):
    assert practice.number(other) is other


@pytest.mark.parametrize("form", [tuple, list, np.array, pd.Series, pd.Index])
def test_two_numbers_stand_in_any_list(form):
    assert practice.each_number(form([270.6, 289.8])) == [270.6, 289.8]
    assert practice.each_number("270.6") == "270.6"


@pytest.mark.parametrize(
    "written",
    [
        "2022-05-31",
        " 2022-5-31",
        "2022/05/31",
        "31.05.2022",
        "31/05/2022",
        "05/31/2022",
        "20220531",
        "2022年5月31日",
        "31 May 2022",
        "31st of May, 2022",
        "May 31, 2022",
        "31-May-2022",
        "the 31st of May 2022.",
        datetime.date(2022, 5, 31),
        datetime.datetime(2022, 5, 31, 12, 30),
        pd.Timestamp("2022-05-31"),
        pd.Period("2022-05-31", "D"),
        np.datetime64("2022-05-31"),
        "2022-05-31 00:00:00",
    ],
)
def test_a_day_is_understood_in_every_form(written):
    assert practice.day(written) == "2022-05-31"


@pytest.mark.parametrize(
    "written, period",
    [
        ("2022-05", "2022-05"),
        ("May 2022", "2022-05"),
        ("end of Sept. 2022", "2022-09"),
        (pd.Period("2022-05", "M"), "2022-05"),
        ("Q1 2023", "2023-Q1"),
        (pd.Period("2023Q1"), "2023-Q1"),
        ("first quarter of 2023", "2023-Q1"),
        (2021, "2021"),
        ("2024/2026", "2024/2026"),
        ("end of May", "end of May"),
        ("from May to June 2022", "from May to June 2022"),
        (None, ""),
    ],
)
def test_so_are_longer_periods_and_what_is_none_stays(written, period):
    assert practice.day(written) == period


@pytest.mark.parametrize(
    "written",
    [
        "Xin Guobin",
        "XIN Guobin",
        "Guobin Xin",
        "Xin Guo-bin",
        "Mr. Xin Guobin",
        "Vice Minister Xin Guobin",
        "Xin Guobin, vice minister of industry and information technology",
        "Xin, Guobin",
        "Xin Guobin (MIIT)",
        "Xin Guobin — answer",
    ],
)
def test_a_name_is_understood_with_titles_and_without(written):
    assert practice.name(written) == {"xin", "guobin"}


@pytest.mark.parametrize("written", ["Xin", "Minister Xin", "Xu Xiaolan", None, 5, ""])
def test_another_name_or_a_part_of_it_is_not_taken_for_it(written):
    assert practice.name(written) != {"xin", "guobin"}


@pytest.mark.parametrize("form", [list, tuple, np.array, pd.Series, pd.Index])
def test_ids_stand_in_any_list_and_are_cleaned(form):
    ids = ["2021-03-01.t21.p4.s3", "r025"]
    assert practice.listed(form([f" {ids[0].upper()}", f"`{ids[1]}`"])) == ids


@pytest.mark.parametrize("other", ["r025", {"r025"}, {"r025": 1}, pd.DataFrame({"a": ["r025"]})])
def test_what_has_no_order_is_no_list(other):
    assert practice.listed(other) is other


@pytest.mark.parametrize("nothing", [None, 5, 1.5, object(), ..., len])
def test_what_holds_nothing_is_an_empty_list(nothing):
    assert practice.listed(nothing) == []


def test_nothing_is_an_empty_answer():
    assert practice.identifier(None) == practice.wording(None) == ""


@pytest.mark.parametrize(
    "written", ["b", " B. ", "(b)", "b)", "answer b", "Letter B", "b: two", "b. two", "two", "Two."]
)
def test_a_letter_is_understood_alone_and_beside_its_words(written):
    question = practice.Choice("Which?", right="b", a=("one", ""), b=("two", "Yes."))
    question.check(written)


def test_a_letter_may_be_sealed_with_its_question():
    sealed = practice.seal_letter("Which?", "b")
    question = practice.Choice("Which?", right=sealed, a=("one", "Look again."), b=("two", "Yes."))
    question.check("b")
    with pytest.raises(practice.NotYet, match="Look again"):
        question.check("a")
    assert sealed != practice.seal_letter("Which one?", "b")


def test_a_seal_that_opens_for_no_letter_is_named():
    with pytest.raises(BriefingRoomError, match="opens for no letter of the question"):
        practice.Choice("Which?", right="0123456789", a=("one", ""), b=("two", ""))


def test_what_is_no_function_gets_a_line():
    with pytest.raises(practice.NotYet, match="no function any more"):
        practice.result(None, 1)


def test_a_function_with_other_arguments_gets_a_line():
    with pytest.raises(practice.NotYet, match="takes other arguments"):
        practice.result(lambda first: first, 1, 2)


@pytest.mark.parametrize("given", [None, "many", [1, 2], {"a": 1}, object()])
def test_what_is_no_number_comes_back_for_the_check_to_name(given):
    assert practice.result(lambda: given) is given


@pytest.mark.parametrize("look", [practice.bars, practice.points, practice.title])
@pytest.mark.parametrize("other", [None, "chart", [], object(), pd.DataFrame()])
def test_what_is_no_chart_gets_a_line(look, other):
    with pytest.raises(practice.NotYet, match="no longer in chart"):
        look(other)
