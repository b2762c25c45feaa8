"""br.predict: whatever a learner types, a friendly line; the answer only beside a guess."""

import json
import math
import re
from decimal import Decimal
from fractions import Fraction
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

import briefingroom as br
from briefingroom.errors import QuestionError
from briefingroom.lessons.choices import read_choice
from briefingroom.lessons.distance import distance_in_words
from briefingroom.lessons.numerals import Unreadable, number_of
from briefingroom.lessons.scale import ScaleLine, line_ends
from briefingroom.lessons.typed_numbers import read_number
from briefingroom.lessons.veil import unveiled

EVIL = '<script>alert("x")</script>'
QUESTION = "How many of 100 words are officials'?"
OUTLETS = ["CCTV", "Reuters", "China Daily"]
STATIONS = {"2020": 0.69, "2021": 1.425, "2023": 2.64}
HUGE = 10**5000  # more digits than Python writes out
NO_GUESS = [
    None,
    ...,
    "",
    "   ",
    "?",
    "…",
    "___",
    "\ud800",
    [],
    {},
    (),
    [None],
    ["", None],
    float("nan"),
    np.nan,
    pd.NA,
    pd.NaT,
    Decimal("nan"),
    pd.Series(dtype=float),
    np.array([]),
]
# What nobody can read as one number.
ODD = [
    "twenty",
    "25 apples",
    "20-30",
    "20 to 30",
    "2023-03-01",
    "25 30",
    "1 2 3 4",
    "1,00,000",
    "1,234,56",
    "1.2.3",
    "10²",
    "10^6",
    "1/0",
    "--3",
    "no 3",
    "5G",
    "nan",
    "inf",
    "1e999",
    "1e99999999999",
    "9" * 99,
    "9" * 100_000,
    "x" * 100_000,
    EVIL,
    "<b>5</b>",
    "{0}",
    "%s",
    "\x00\x07a",
    "a\ud800",
    "25 \ud800\udbff",
    float("inf"),
    -math.inf,
    HUGE,
    -HUGE,
    True,
    False,
    np.bool_(True),
    5 + 2j,
    b"25",
    object(),
    print,
    (2, 5),
    [1, 2, 3],
    [[1, 2]],
    {"a": 1},
    {"2023": 1},
    {1, 2},
    pd.DataFrame({"a": [1]}),
    pd.Series([1, 2]),
    np.array([[1, 2], [3, 4]]),
    pd.Timestamp("2023-01-01"),
]


class Page(HTMLParser):
    """The tags of a page, its words, and what its first tag holds as data."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words, self.data, self.alts = [], "", {}, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if not self.tags:
            self.data = attributes
        self.tags.append(tag)
        self.alts += [attributes["alt"]] if "alt" in attributes else []

    def handle_data(self, data):
        self.words += data


def page_of(prediction):
    return Page(prediction._repr_html_())


def asked(guess, answer=92, **more):
    return br.predict(QUESTION, answer=answer, guess=guess, **more)


# --- numbers as they are typed


@pytest.mark.parametrize(
    "typed, number",
    [
        ("25", 25),
        ("2.5", 2.5),
        ("2,5", 2.5),
        ("2,50", 2.5),
        ("2，5", 2.5),
        ("2．5", 2.5),
        ("２５", 25),
        ("٢٥", 25),
        ("1,000", 1000),
        ("12,345,678", 12345678),
        ("1 000", 1000),
        ("1\u00a0000", 1000),
        ("1\u202f000 000", 1000000),
        ("1'000", 1000),
        ("1’000", 1000),
        ("1_000", 1000),
        ("1.000.000", 1000000),
        ("1.000", 1),
        ("2.564", 2.564),
        ("0,125", 0.125),
        ("1234,567", 1234.567),
        ("1,2345", 1.2345),
        ("1,000.5", 1000.5),
        ("1.000,5", 1000.5),
        ("1 000,5", 1000.5),
        (".5", 0.5),
        (",5", 0.5),
        ("5.", 5),
        ("3,", 3),
        ("−3", -3),
        ("–3", -3),
        ("- 3", -3),
        ("+3", 3),
        ("1/3", 1 / 3),
        ("2½", 2.5),
        ("-½", -0.5),
        ("1e3", 1000),
        ("about 30", 30),
        ("About 30.", 30),
        ("I think it is 30!", 30),
        ("~30", 30),
        ("≈ 30", 30),
        ("‘30’", 30),
        ("(30)", 30),
        ("30?", 30),
        ("\u200b30", 30),
        ("2.5 million", 2500000),
        ("2.5m", 2500000),
        ("2.5 M", 2500000),
        ("2,5 Millions", 2500000),
        ("3bn", 3000000000),
        ("3 hundred thousand", 300000),
        ("250万", 2500000),
        ("约250万个", 2500000),
        ("1.2万亿", 1200000000000),
        ("3亿", 300000000),
        ("25%", 0.25),
        ("百分之25", 0.25),
        ("25 words", 25),
    ],
)
def test_a_number_is_read_as_it_is_typed(typed, number):
    assert read_number(typed, question="How many words?") == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize(
    "typed, number",
    [
        ("25", 25),
        ("25%", 25),
        ("25 %", 25),
        ("２５％", 25),
        ("25 percent", 25),
        ("25 per cent", 25),
        ("百分之25", 25),
        ("25 percentage points", 25),
        ("0.25", 0.25),
        ("1/4", 25),
        ("½", 50),
        ("2½", 2.5),
        ("1/4 %", 0.25),
    ],
)
def test_a_percentage_may_have_its_sign_and_a_fraction_is_a_share(typed, number):
    assert read_number(typed, "percent") == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize(
    "typed, unit, number",
    [
        ("2.5", "million", 2.5),
        ("2.5 million", "million", 2.5),
        ("2500 thousand", "million", 2.5),
        ("250万", "million", 2.5),
        ("2.5m", "million", 2.5),
        ("30 万亿元", "trillion yuan", 30),
        ("¥30 trillion", "trillion yuan", 30),
        ("RMB 30 trillion", "trillion CNY", 30),
        ("5 m", "m", 5),
        ("5 km", "km", 5),
    ],
)
def test_a_size_is_taken_into_account_in_the_unit_of_the_answer(typed, unit, number):
    assert read_number(typed, unit) == pytest.approx(number, rel=1e-12)


@pytest.mark.parametrize(
    "number", [25, 25.0, np.int64(25), np.float32(25), Decimal(25), Fraction(50, 2), [25], (25,)]
)
def test_a_number_that_is_none_in_writing_is_taken_as_it_is(number):
    assert asked(number).guess == 25


def test_a_comma_before_three_digits_groups_and_any_other_is_the_decimal_mark():
    for whole in range(1, 1000, 37):
        for rest in ("000", "500", "999"):
            assert number_of(f"{whole},{rest}") == whole * 1000 + int(rest)
        for rest in ("5", "25", "1234"):
            assert float(number_of(f"{whole},{rest}")) == float(f"{whole}.{rest}")


@pytest.mark.parametrize("typed", ["25%", "25 percent"])
def test_a_percentage_where_none_is_asked_for_is_no_guess(typed):
    prediction = asked(typed, unit="million")
    assert prediction.guess is None
    assert prediction.trouble == (
        "The answer is no percentage: write it in the unit that is asked for."
    )


def test_two_numbers_are_told_how_a_comma_is_written():
    assert "2,5 stands between quotation marks" in asked((2, 5)).trouble


# --- no guess, and guesses that cannot be read


TASKS = {
    "number": {"answer": 91.6379},
    "percent": {"answer": 91.6379, "unit": "percent"},
    "choice": {"answer": "CCTV", "choices": OUTLETS},
    "points": {"answer": STATIONS, "given": ["2020"], "unit": "million"},
}
ANSWER_WORDS = {"number": "91.6", "percent": "91.6", "points": "2.64"}


@pytest.fixture(params=TASKS)
def task(request):
    return request.param


def shows_answer(prediction):
    """Whether the lines that stand beside a guess stand there."""
    shown = [repr(prediction), page_of(prediction).words]
    return any("The answer  " in each or "Distance" in each for each in shown)


@pytest.mark.parametrize("empty", NO_GUESS, ids=repr)
def test_without_a_guess_it_asks_and_keeps_the_answer(task, empty):
    prediction = br.predict(QUESTION, guess=empty, **TASKS[task])
    assert prediction.guess is None
    assert prediction.trouble == ""
    assert "run the cell again" in repr(prediction)
    assert not shows_answer(prediction)
    page = page_of(prediction)
    assert QUESTION in page.words
    if task in ANSWER_WORDS:
        assert ANSWER_WORDS[task] not in repr(prediction)
        assert ANSWER_WORDS[task] not in prediction._repr_html_()


@pytest.mark.parametrize("number", range(len(ODD)))
@pytest.mark.parametrize("name", ["number", "percent"])
def test_what_cannot_be_read_as_a_number_gets_a_line_and_no_answer(name, number):
    prediction = br.predict(QUESTION, guess=ODD[number], **TASKS[name])
    assert prediction.guess is None
    assert re.fullmatch(r".+[.?]", prediction.trouble, re.DOTALL)
    assert len(prediction.trouble) < 250
    assert not shows_answer(prediction)
    assert ANSWER_WORDS[name] not in repr(prediction)
    assert "run the cell again" in repr(prediction)
    assert "script" not in page_of(prediction).tags


@pytest.mark.parametrize("number", range(len(ODD)))
def test_no_guess_raises_whatever_is_asked_for(task, number):
    for guess in (ODD[number], [ODD[number]], {"2023": ODD[number]}):
        prediction = br.predict(QUESTION, guess=guess, **TASKS[task])
        assert set(page_of(prediction).tags) <= set("div p table tr th td span img".split())
        assert prediction._repr_html_().encode("utf-8")  # so that the notebook can be saved
        assert QUESTION in repr(prediction)


def test_a_key_that_nobody_can_name_is_no_point():
    for key in (HUGE, object(), (1, 2), None, pd.NaT, EVIL, 5j):
        prediction = br.predict(QUESTION, guess={key: 1}, **TASKS["points"])
        assert prediction.trouble.startswith("There is no point")
        assert "script" not in page_of(prediction).tags


def test_what_to_write_is_said_where_it_is_written():
    assert "between the quotation marks" in repr(asked(""))
    assert "after guess=" in repr(asked(None))


def test_an_empty_guess_gives_the_same_output_each_time():
    for more in TASKS.values():
        first, second = (br.predict(QUESTION, guess="", **more) for _ in range(2))
        assert first._repr_html_() == second._repr_html_()
        assert repr(first) == repr(second)


def test_what_is_typed_and_asked_stands_as_text():
    prediction = br.predict(EVIL, answer=EVIL, choices=[EVIL, "B"], guess=EVIL, unit=EVIL)
    assert prediction.guess == EVIL
    for each in (prediction, asked("25", unit=EVIL), asked("30", answer={EVIL: 2}, unit=EVIL)):
        page = page_of(each)
        assert "script" not in page.tags
        assert EVIL in page.words + "".join(page.alts) + page.data["data-known"]


# --- the answer beside the guess


def test_how_a_guess_was_read_is_said_where_it_looks_different():
    assert "2.5 (read from “2,5”)" in repr(asked("2,5"))
    assert "read from" not in repr(asked("2.5"))
    assert "read from" not in repr(asked("25%", unit="percent"))
    assert "read from" not in repr(asked(25))


@pytest.mark.parametrize(
    "guess, answer, unit, words",
    [
        (2.64, 2.64, "", "the answer itself"),
        (0.1 + 0.2, 0.3, "", "the answer itself"),
        (0, 0, "", "the answer itself"),
        (91.64, 91.6379, "percent", "the answer, to the digits shown"),
        (91.63, 91.6379, "percent", "0.0079 percentage points below it"),
        (99.5, 100, "", "within 1 percent of it, below"),
        (95, 100, "", "within 5 percent of it, below"),
        (110, 100, "", "within 10 percent of it, above"),
        (75, 100, "", "about three quarters of it"),
        (60, 100, "", "about 60 percent of it"),
        (50, 100, "", "about half of it"),
        (9, 100, "", "less than a tenth of it"),
        (10, 100, "", "about a tenth of it"),
        (0.5, 100, "", "less than a hundredth of it"),
        (0.05, 100, "", "less than a thousandth of it"),
        (130, 100, "", "about 30 percent above it"),
        (200, 100, "", "about twice it"),
        (250, 100, "", "about 2.5 times it"),
        (2000, 100, "", "more than ten times it"),
        (1e9, 100, "", "more than a thousand times it"),
        (0, 100, "", "100 below it"),
        (-3, 2, "", "5 below it"),
        (3, 0, "million", "3 million above it"),
        (60, 91.6, "percent", "31.6 percentage points below it"),
        (2, 1, "percent", "1 percentage point above it"),
        (2018, 2019, "calendar year", "1 year before it"),
    ],
)
def test_the_distance_is_in_plain_words(guess, answer, unit, words):
    assert distance_in_words(guess, answer, unit) == words


def test_every_distance_is_in_the_range_that_its_words_give():
    for step in range(1, 4000):
        ratio = step / 100
        words = distance_in_words(ratio, 1)
        share = re.search(r"about (\d+) percent of", words)
        if share:
            assert abs(int(share[1]) / 100 - ratio) <= 0.005 + 1e-9
        near = re.search(r"within (\d+) percent", words)
        if near:
            assert abs(ratio - 1) * 100 <= int(near[1]) + 1e-9
        assert ("below" in words) <= (ratio < 1)
        assert ("above" in words) <= (ratio > 1)
        assert ("times" in words or "twice" in words) <= (ratio > 1.4)


def test_a_share_where_percent_are_asked_for_is_named():
    assert "if a share was meant, write 25." in repr(asked("0.25", unit="percent"))
    assert "if a share" not in repr(asked("0.25%", unit="percent"))
    assert "write 2.5." in repr(asked("2,500,000", unit="million"))


@pytest.mark.parametrize("guess", [-500, -1, 0, 0.001, 5, 60, 100, 101, 12345, 1e18])
@pytest.mark.parametrize("answer", [-7, 0, 0.3, 92, 1e12])
@pytest.mark.parametrize("unit", ["", "percent", "calendar year"])
def test_guess_and_answer_stand_on_the_line(guess, answer, unit):
    low, high = line_ends(guess, answer, unit)
    assert low < high
    assert low <= min(guess, answer) <= max(guess, answer) <= high
    places = re.findall(r"left:(-?[\d.]+)%\"", ScaleLine(guess, answer, unit)._repr_html_())
    assert all(0 <= float(place) <= 100 for place in places)


def test_the_line_is_described_for_those_who_cannot_see_it():
    html = asked("60", answer=91.6, unit="percent")._repr_html_()
    assert 'role="img"' in html
    assert "A line from 0% to 100%: your guess at 60%, the answer at 91.6%." in html


# --- choices


@pytest.mark.parametrize(
    "typed, choice",
    [
        ("CCTV", "CCTV"),
        (" cctv ", "CCTV"),
        ("ＣＣＴＶ", "CCTV"),
        ("“CCTV”", "CCTV"),
        ("c.c.t.v.", "CCTV"),
        ("chinadaily", "China Daily"),
        (2, "Reuters"),
        (2.0, "Reuters"),
        (np.int64(3), "China Daily"),
        ("2", "Reuters"),
        ("2.", "Reuters"),
        ("(2)", "Reuters"),
        ("２", "Reuters"),
        (["Reuters"], "Reuters"),
    ],
)
def test_a_choice_is_read_however_it_is_written(typed, choice):
    assert br.predict("Who?", answer="CCTV", choices=OUTLETS, guess=typed).guess == choice


@pytest.mark.parametrize(
    "typed",
    ["BBC", "0", 0, 4, -1, "-1", 2.5, True, ["CCTV", "Reuters"], HUGE],
    ids=lambda typed: type(typed).__name__,
)
def test_what_is_no_choice_gets_a_line_with_all_of_them(typed):
    prediction = br.predict("Who?", answer="CCTV", choices=OUTLETS, guess=typed)
    assert prediction.guess is None
    assert prediction.trouble
    assert "1 for CCTV, 2 for Reuters or 3 for China Daily" in repr(prediction)


def test_a_slip_in_a_choice_is_asked_about_and_not_taken():
    with pytest.raises(Unreadable, match=r"Did you mean “Reuters”\?"):
        read_choice("Reuter", OUTLETS)


def test_the_words_of_a_choice_go_before_its_number():
    years = ["2", "1", "2019"]
    assert read_choice("1", years) == "1"
    assert read_choice(3, years) == "2019"


def test_choices_that_only_signs_tell_apart_are_read_by_their_signs():
    for sign in ("+", "-"):
        prediction = br.predict("Which way?", answer="+", choices=["+", "-"], guess=sign)
        assert prediction.guess == sign


def test_the_answer_is_said_of_either_choice():
    right = br.predict("Who?", answer="CCTV", choices=OUTLETS, guess="cctv")
    other = br.predict("Who?", answer="CCTV", choices=OUTLETS, guess="reuters")
    assert "Your guess is the answer: CCTV." in repr(right)
    assert "You chose Reuters; the answer is CCTV." in repr(other)
    for each in (right, other):
        assert "wrong" not in repr(each).lower()


# --- points of a line


def points(guess, **more):
    more = {"answer": STATIONS, "unit": "million"} | more
    return br.predict("5G base stations?", guess=guess, **more)


@pytest.mark.parametrize(
    "guess, read",
    [
        ({"2023": 1.5}, {"2023": 1.5}),
        ({2023: "1,5"}, {"2023": 1.5}),
        ({"２０２３": "1.5 million"}, {"2023": 1.5}),
        ({2023.0: "150万", "2020": None, "2021": ""}, {"2023": 1.5}),
        ([0.5, 1, 2], {"2020": 0.5, "2021": 1, "2023": 2}),
        ([0.5, None, 2], {"2020": 0.5, "2023": 2}),
        (np.array([0.5, np.nan, 2]), {"2020": 0.5, "2023": 2}),
        (pd.Series({"2023": 2, "2021": 1}), {"2021": 1, "2023": 2}),
        (pd.Series({2023: 2.0, 2021: np.nan}), {"2023": 2}),
    ],
)
def test_points_are_read_by_name_or_in_order(guess, read):
    assert points(guess).guess == read


@pytest.mark.parametrize(
    "guess, line",
    [
        ({"2025": 1}, "There is no point “2025”."),
        ({"2023": "much"}, "At 2023: “much” cannot be read as a number."),
        ({"2023": [1, 2]}, "At 2023: These are 2 values"),
        ([1, 2], "names no point."),
        (5, "“5” names no point."),
        ("2023: 5", "“2023: 5” names no point."),
    ],
)
def test_points_that_cannot_be_read_get_a_line_and_no_answer(guess, line):
    prediction = points(guess)
    assert prediction.guess is None
    assert line in prediction.trouble
    assert 'guess={"2020": "", "2021": "", "2023": ""}' in repr(prediction)
    assert "2.64" not in repr(prediction)


def test_points_that_are_given_are_shown_from_the_start_and_not_asked_for():
    prediction = points("", given=["2020"])
    assert "Given: 2020: 0.69 million." in repr(prediction)
    assert 'guess={"2021": "", "2023": ""}' in repr(prediction)
    assert points({"2020": 5}, given=["2020"]).trouble
    assert points({"2020": 5, "2023": 2}, given=["2020"]).guess == {"2023": 2}


def test_one_point_that_is_asked_for_needs_no_name():
    assert points("1,5", given=["2020", "2021"]).guess == {"2023": 1.5}


def test_points_show_a_described_picture_and_a_line_for_each():
    page = page_of(points({"2023": 1.32, "2021": "2"}, given=["2020"]))
    assert page.tags.count("img") == 1
    (alt,) = page.alts
    assert "2021: your guess 2 million, the answer 1.425 million" in alt
    assert "2023: your guess 1.32 million, the answer 2.64 million; about half of it." in alt
    assert "about half of it" in page.words


def test_no_figure_is_left_open():
    import matplotlib.pyplot as plt

    before = plt.get_fignums()
    points({"2023": 1})._repr_html_()
    assert plt.get_fignums() == before


@pytest.mark.parametrize(
    "covers, line",
    [
        (1, "Now look at the next cell: run it, or open the line below it."),
        (2, "Now look at the next 2 cells: run them, or open the lines below them."),
    ],
)
def test_beside_the_answer_it_says_that_what_waited_can_be_opened(task, covers, line):
    guesses = {"choice": "CCTV", "points": {"2023": 2}}
    guess = guesses.get(task, "30")
    with_a_guess = br.predict(QUESTION, guess=guess, covers=covers, **TASKS[task])
    assert repr(with_a_guess).endswith(line)
    assert line in page_of(with_a_guess).words
    for other in (
        br.predict(QUESTION, guess=guess, **TASKS[task]),
        br.predict(QUESTION, guess="", covers=covers, **TASKS[task]),
        br.predict(QUESTION, guess="a few", covers=covers, **TASKS[task]),
    ):
        assert "Now look" not in repr(other)


# --- the answer, and what a page is given


def test_an_answer_may_be_given_in_any_form_of_a_number():
    for answer in (92, 92.0, np.int64(92), Decimal(92), lambda: 92, lambda: np.float64(92)):
        assert asked("92", answer=answer).task.answer == 92


def test_points_may_be_a_table_column_or_be_named_by_dates():
    by_year = pd.Series({2020: 0.69, 2023: 2.64})
    assert points({2023: 2}, answer=lambda: by_year).task.answer == {"2020": 0.69, "2023": 2.64}
    quarters = pd.Series([1, 2], index=pd.period_range("2022Q1", periods=2, freq="Q"))
    assert points([1, 2], answer=quarters).guess == {"2022-Q1": 1, "2022-Q2": 2}
    days = pd.Series([1], index=pd.to_datetime(["2023-03-31"]))
    assert points({"2023-03-31": 1}, answer=days).guess == {"2023-03-31": 1}


@pytest.mark.parametrize(
    "fault",
    [
        {"answer": None},
        {"answer": float("nan")},
        {"answer": math.inf},
        {"answer": True},
        {"answer": object()},
        {"answer": "CCTV"},
        {"answer": "BBC", "choices": OUTLETS},
        {"answer": "CCTV", "choices": ["CCTV"]},
        {"answer": "CCTV", "choices": ["CCTV", "CCTV", "BBC"]},
        {"answer": {}},
        {"answer": {"2023": None}},
        {"answer": {"2023": 1, 2023: 2}},
        {"answer": {"2023": 1}, "given": ["2023"]},
        {"answer": {"2023": 1}, "given": ["2022"]},
    ],
    ids=lambda fault: "an object" if type(fault["answer"]) is object else repr(fault),
)
def test_a_question_that_is_not_well_made_is_refused_at_once(fault):
    with pytest.raises(QuestionError):
        br.predict(QUESTION, **fault)
    with pytest.raises(QuestionError):
        br.predict(" ", answer=1)


@pytest.mark.parametrize("guess", ["", "30", "twenty"])
def test_a_page_can_ask_by_itself_and_the_answer_is_veiled(guess):
    data = page_of(asked(guess, answer=91.6, unit="percent")).data
    assert data["class"] == "br-predict"
    assert data["data-kind"] == "number"
    assert data["data-question"] == QUESTION
    assert json.loads(data["data-known"]) == {"unit": "percent"}
    assert "91.6" not in data["data-answer"]
    assert unveiled(data["data-answer"]) == 91.6
    choice = page_of(br.predict("Who?", answer="CCTV", choices=OUTLETS)).data
    assert json.loads(choice["data-known"]) == {"choices": OUTLETS}
    assert "CCTV" not in choice["data-answer"]
    assert unveiled(choice["data-answer"]) == "CCTV"
    line = page_of(points("", given=["2020"])).data
    assert json.loads(line["data-known"]) == {
        "unit": "million",
        "points": ["2021", "2023"],
        "given": {"2020": 0.69},
    }
    assert unveiled(line["data-answer"]) == STATIONS
