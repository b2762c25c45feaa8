"""What numerals say: hard sentences read by hand, quotes alone, and the parts of the grammar."""

import re
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

from briefingroom.cleaning.counted import counted_after
from briefingroom.cleaning.lines import TextSpan
from briefingroom.cleaning.number_tokens import digits_value, tokens_of
from briefingroom.cleaning.quantities import (
    find_numerals,
    parse_quote,
    quantities_in,
    reading_in_a_range,
)
from briefingroom.cleaning.units import KNOWN_UNITS

TABLE = Path(__file__).with_name("hard_sentences.txt")
BOUNDS = {"exact", "over", "under", "about", "up_to", "at_least"}
NEAR = Decimal("0.0001")  # a third is written as 33.333


class Hard(NamedTuple):
    text: str
    expected: list[tuple[Decimal, str, str]]
    unread: str  # why the grammar reads it in another way; empty where it does not


def hard_sentences():
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        text, quantities, *why = line.removeprefix("? ").split(" |")
        expected = []
        for quantity in filter(str.strip, quantities.split(";")):
            value, unit, bound = quantity.split()
            expected.append((Decimal(value), unit.removeprefix("-"), bound))
        assert line.startswith("? ") == bool(why), line
        yield Hard(text, expected, "".join(why).strip())


HARD = list(hard_sentences())


def found(text):
    return [each for each in quantities_in(text) if not each.reason]


def is_near(value, expected):
    return value is not None and abs(value - expected) <= abs(expected) * NEAR


def test_the_table_of_hard_sentences_is_large_and_well_formed():
    assert len(HARD) >= 400
    assert len({each.text for each in HARD}) == len(HARD)
    for each in HARD:
        for _, unit, bound in each.expected:
            assert unit in KNOWN_UNITS | {"count", "rank", ""}, each
            assert bound in BOUNDS, each


@pytest.mark.parametrize(
    "hard",
    [
        pytest.param(
            hard,
            id=hard.text[:60],
            marks=pytest.mark.xfail(reason=hard.unread, strict=True) if hard.unread else (),
        )
        for hard in HARD
    ],
)
def test_a_hard_sentence_is_read_as_a_person_reads_it(hard):
    stated = found(hard.text)
    read = [(each.quote, each.value, each.unit, each.bound) for each in stated]
    assert len(stated) == len(hard.expected), read
    for each, (value, unit, bound) in zip(stated, hard.expected, strict=True):
        assert is_near(each.value, value), read
        assert (each.unit, each.bound) == (unit, bound), read


def test_the_share_of_hard_sentences_is_as_high_as_was_asked(capsys):
    quantities = right = 0
    for hard in HARD:
        quantities += len(hard.expected)
        stated = {(each.unit, each.value) for each in found(hard.text)}
        right += sum(
            any(unit == said and is_near(number, value) for said, number in stated)
            for value, unit, _ in hard.expected
        )
    with capsys.disabled():
        print(f"\n{right} of {quantities} hard quantities with the right value and unit")
    assert right / quantities >= 0.98


@pytest.mark.parametrize("hard", HARD, ids=lambda hard: hard.text[:60])
def test_every_numeral_of_a_hard_sentence_lies_in_one_candidate(hard):
    spans = [TextSpan(each.start, each.end) for each in quantities_in(hard.text)]
    for numeral in find_numerals(hard.text):
        assert sum(span.covers(numeral) for span in spans) == 1, hard.text[slice(*numeral)]


# --- quotes


@pytest.mark.parametrize(
    "quote, value, unit",
    [
        ("12.5bn yuan", "12500000000", "CNY"),
        ("HK$2.3 billion", "2300000000", "HKD"),
        ("three in four", "75", "percent"),
        ("7 out of 10", "70", "percent"),
        ("a quarter", "25", "percent"),
        ("halved", "50", "percent"),
        ("first ten", "10", ""),
        ("double-digit", "10", "percent"),
        ("one hundredth", "100", ""),
        ("half a million", "500000", ""),
        ("１２．５％", "12.5", "percent"),
        ("12 000", "12000", ""),
        ("-3.2%", "-3.2", "percent"),
        ("10 consecutive years", "10", "year"),
        ("nearly 40 times", "40", "multiple"),
        ("40 labs", "40", ""),
        ("2016", "2016", ""),
        ("hundreds of billions of yuan", "100000000000", "CNY"),
        ("3.4 billion kWh", "3400000000", "kWh"),
    ],
)
def test_a_quote_of_another_briefing_is_read_from_its_words(quote, value, unit):
    said = parse_quote(quote)
    assert said.value is not None
    assert (said.value, said.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "many",
        "from 3 to 5",
        "3 and 5",
        "12,5",
        "1.2.3",
        "5 purple somehow",
        "three apples in 20 baskets",
        "million thousand billion trillion trillion trillion",
        "9" * 60,
    ],
)
def test_a_quote_with_a_word_too_many_says_that_it_cannot_be_read(quote):
    assert parse_quote(quote).value is None


def test_a_decimal_comma_is_not_guessed():
    (stated,) = quantities_in("Growth was 12,5 percent.")
    assert (stated.quote, stated.value, stated.unit) == ("12,5 percent", None, "percent")


def test_the_first_number_of_a_range_is_read_in_its_sentence():
    text = "Between 3 and 5 million people came, 4 of them twice."
    assert reading_in_a_range(text, TextSpan(8, 9)) == (3_000_000, "count")
    assert reading_in_a_range(text, TextSpan(14, 23)) is None
    assert reading_in_a_range(text, TextSpan(37, 38)) is None


# --- what is no quantity


@pytest.mark.parametrize(
    "text, quote, reason",
    [
        ("The COVID-19 epidemic", "COVID-19", "name"),
        ("We sold 5G phones", "5G", "name"),
        ("during the 14th Five-Year Plan", "14th Five-Year Plan", "name"),
        ("the 20th CPC National Congress", "20th CPC National Congress", "name"),
        ("Exports rose in 2020.", "2020", "year"),
        ("in 2021-25 and later", "2021-25", "year"),
        ("on March 1, 2023, it began", "March 1, 2023", "date"),
        ("at 10:30 a.m. we met", "10:30 a.m.", "date"),
        ("in the first three quarters", "first three quarters", "date"),
        ("over the past five years", "past five years", "date"),
        ("First, I thank you.", "First", "enumerator"),
        ("in the following three aspects", "following three aspects", "announced points"),
        ("one of the best", "one of", "idiom"),
        ("On the one hand, no", "On the one hand", "idiom"),
        ("the hotline is 12381", "12381", "telephone number"),
        ("these two are new", "two", "reference"),
        ('the "two sessions" ended', "two sessions", "name"),
        ('called "three, two, one"', "three", "slogan"),
    ],
)
def test_what_is_no_quantity_has_its_reason(text, quote, reason):
    first = quantities_in(text)[0]
    assert (first.quote, first.reason, first.value) == (quote, reason, None)


# --- kinds and periods


@pytest.mark.parametrize(
    "text, quote, kind",
    [
        ("Output grew 5%.", "5%", "growth"),
        ("A 5% increase was seen.", "5%", "growth"),
        ("Coal accounts for 55% of the total.", "55%", "share"),
        ("The penetration rate reached 55%.", "55%", "share"),
        ("The share rose from 40% to 47%.", "47%", "share"),
        ("The share rose 2 percentage points.", "2 percentage points", "change"),
        ("It was 2 percentage points higher than that of coal.", "2 percentage points", "other"),
        ("We have 300 labs.", "300", "level"),
        ("We will build 300 labs.", "300", "target"),
        ("China ranks second in the world.", "second", "rank"),
        ("The second batch is out.", "second", "other"),
        ("It stayed first for 10 consecutive years.", "10 consecutive years", "other"),
        ("Output doubled.", "doubled", "growth"),
        ("We had 23 more than in 2016.", "23", "change"),
        ("The top 500 firms met.", "500", "other"),
    ],
)
def test_the_kind_follows_the_conventions_of_claims(text, quote, kind):
    assert {each.quote: each.kind for each in quantities_in(text)}[quote] == kind


@pytest.mark.parametrize(
    "text, quote, period",
    [
        ("In 2019 output was 5 tons.", "5 tons", "2019"),
        ("Last year output was 5 tons.", "5 tons", "2022"),
        ("In the first quarter, output was 5 tons.", "5 tons", "2023-Q1"),
        ("In the fourth quarter of 2022, output was 5 tons.", "5 tons", "2022-Q4"),
        ("By the end of March, output was 5 tons.", "5 tons", "2023-03-31"),
        ("By the end of last year, output was 5 tons.", "5 tons", "2022-12-31"),
        ("From 2016 to 2020, output grew 5% a year.", "5%", "2016/2020"),
        ("From 2016 to 2020, it rose from 5 to 7 tons.", "5", "2016"),
        ("From 2016 to 2020, it rose from 5 to 7 tons.", "7 tons", "2020"),
        ("Since the 18th CPC National Congress, output has doubled.", "doubled", "2012/2023"),
        ("In September output was 5 tons.", "5 tons", "2022-09"),
        ("From January to March, output was 5 tons.", "5 tons", "2023-Q1"),
        ("In the first nine months, output was 5 tons.", "5 tons", "2022-01/2022-09"),
        ("During the 13th Five-Year Plan, output grew 5%.", "5%", "2016/2020"),
        ("We now have 5 mills.", "5", "2023-04-20"),
        ("On March 1, 2023, output was 5 tons.", "5 tons", "2023-03-01"),
        ("Output was 5 tons.", "5 tons", ""),
        ("By 2025, we will build 5 mills.", "5", "2025"),
    ],
)
def test_the_period_is_what_the_words_say_from_the_day_of_the_briefing(text, quote, period):
    stated = {each.quote: each.period for each in quantities_in(text, "2023-04-20")}
    assert stated[quote] == period


def test_without_a_date_no_period_is_proposed():
    assert {each.period for each in quantities_in("In 2019 output was 5 tons.")} == {""}


# --- the parts


@pytest.mark.parametrize(
    "written, value",
    [
        ("12,345.6", "12345.6"),
        ("12 000", "12000"),
        ("1½", "1.5"),
        ("¾", "0.75"),
        ("10⁶", "1000000"),
        (".5", "0.5"),
    ],
)
def test_a_group_of_digits_has_its_value(written, value):
    assert digits_value(written) == Decimal(value)


def test_a_token_keeps_its_place_in_the_text():
    text = "Up １２．５％ — or 12 000 km²"
    for token in tokens_of(text):
        assert token.end - token.start == len(token.written)
        assert text[token.start : token.end].strip() == text[token.start : token.end]
    assert [token.written for token in tokens_of(text)][1] == "12.5"


@pytest.mark.parametrize(
    "after, counted",
    [
        ("5G base stations nationwide", "5G base station"),
        ("companies on the list", "company"),
        ("people", "person"),
        ("of them", ""),
        ("industrial sub-categories", "industrial sub-category"),
        ("new energy vehicles sold", "new energy vehicle"),
    ],
)
def test_the_thing_counted_is_the_noun_after_the_number(after, counted):
    assert counted_after(tokens_of(after), 0) == counted


def test_every_unit_is_written_without_a_blank():
    assert all(re.fullmatch(r"\S+", unit) for unit in KNOWN_UNITS)
