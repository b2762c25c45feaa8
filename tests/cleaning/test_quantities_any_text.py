"""Whatever the text: nothing is raised, every numeral lies in one candidate, time is linear."""

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefingroom.cleaning.candidates import candidate_rows
from briefingroom.cleaning.lines import TextSpan
from briefingroom.cleaning.quantities import find_numerals, parse_quote, quantities_in
from briefingroom.ids import parse_id

PIECES = (
    "0 5 12 2020 1,234 12 000 1.5 3.2.1 1,5 ½ 1½ 10⁶ １２ ² half a an third quarter quarters dozen "
    "one two three twenty fifty-two hundred thousand million billion trillion tens dozens hundreds "
    "of and in out to from between per by over nearly about up least more than or so first second "
    "14th Five-Year Plan Congress March May Q1 5G C919 COVID-19 % percent percentage points yuan "
    "RMB ¥ $ US$ HK$ € - − – — / : . , ; ( ) \" “ ” ' + × ~ kWh m³ m2 km/h tons years mu No. the "
    "last past quarter year ago double doubled halved sevenfold firstly aged places times 24/7 - -"
).split(" ")
TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=40).map("".join),
    st.text(alphabet="0123456789.,/-:%$ ½²m", max_size=80),
)


def check_every_numeral_once(text):
    stated = quantities_in(text, "2023-04-20")
    spans = [TextSpan(each.start, each.end) for each in stated]
    for one, two in pairwise(spans):
        assert one.end <= two.start
    for each in stated:
        assert text[each.start : each.end] == each.quote != ""
        assert each.reason or each.kind
    for numeral in find_numerals(text):
        assert sum(span.covers(numeral) for span in spans) == 1


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_every_numeral_of_any_text_lies_in_exactly_one_candidate(text):
    check_every_numeral_once(text)


@pytest.mark.release
@given(TEXTS)
@settings(max_examples=10_000, deadline=None)
def test_every_numeral_of_very_many_texts_lies_in_exactly_one_candidate(text):
    check_every_numeral_once(text)


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_no_quote_makes_the_parser_raise(quote):
    said = parse_quote(quote)
    assert said.value is None or said.value.is_finite()


@given(st.integers(-(10**14), 10**14), st.sampled_from(["", "%", " yuan", " kWh", " million tons"]))
@settings(max_examples=300, deadline=None)
def test_a_number_that_is_written_is_read_again(number, unit):
    said = parse_quote(f"{number:,}{unit}")
    assert said.value == number * (10**6 if "million" in unit else 1)


MILLION = 10**6
LONG = {
    "digits": lambda size: "7" * size,
    "groups": lambda size: "111 " * (size // 4),
    "groups with a comma": lambda size: "111 " * (size // 4) + ",1",
    "commas": lambda size: "1," * (size // 2),
    "thousands": lambda size: "1" + ",000" * (size // 4),
    "points": lambda size: "1." * (size // 2),
    "hyphens": lambda size: "5-" * (size // 2),
    "one word": lambda size: "x" * size,
    "scales": lambda size: "million " * (size // 8),
    "ones": lambda size: "one " * (size // 4),
    "hundreds": lambda size: "one hundred and " * (size // 16),
    "ranges": lambda size: "5 to " * (size // 5),
    "in many": lambda size: "one in " * (size // 7),
    "halves": lambda size: "half of a " * (size // 10),
    "capitals": lambda size: "The " * (size // 4) + "5",
    "names": lambda size: "Big 5 " * (size // 6),
    "quotation marks": lambda size: '"5 ' * (size // 3),
    "years": lambda size: "since 2012 to " * (size // 14),
    "ordinals": lambda size: "first " * (size // 6),
    "blanks": lambda size: "5" + " " * size,
    "fractions": lambda size: "1/2" * (size // 3),
    "currencies": lambda size: "$" * size,
    "full width": lambda size: "１" * size,
}


def seconds(text):
    """The least of three times, since others may use the machine for a moment."""
    return min(seconds_once(text) for _ in range(3))


def seconds_once(text):
    start = time.process_time()
    quantities_in(text, "2023-04-20")
    return time.process_time() - start


@pytest.mark.sample(4)
@pytest.mark.full
@pytest.mark.parametrize("shape", LONG)
def test_time_grows_with_the_length_and_no_faster(shape):
    small, large = LONG[shape](MILLION // 512), LONG[shape](MILLION // 64)
    ratio = seconds(large) / max(seconds(small), 0.01)
    assert ratio < 3 * 8, ratio  # eight times as long; quadratic would be 64


@pytest.mark.parametrize("shape", ["digits", "one word", "blanks", "full width", "thousands"])
def test_a_megabyte_without_a_number_to_weigh_is_read_in_seconds(shape):
    assert seconds(LONG[shape](MILLION)) < 20


# --- rows of candidates


def test_candidates_have_the_columns_and_ids_of_the_table():
    sentences = [
        {"sentence": "2024-01-19.t02.p1.s1", "text": "In 2023, 3 to 5 million firms paid 2.50%."},
        {"sentence": "2024-01-19.t02.p1.s2", "text": "No number here."},
        {"sentence": "2024-01-19.t02.p1.s3", "text": "A third of the 300 labs closed."},
    ]
    rows = candidate_rows("2024-01-19", "2024-01-19", sentences)
    columns = "candidate sentence quote start end value unit bound kind period reason"
    assert all(list(row) == columns.split() for row in rows)
    assert [row["candidate"] for row in rows] == [f"2024-01-19.n{n:03d}" for n in range(1, 7)]
    assert {parse_id(row["candidate"]).kind for row in rows} == {"candidate"}
    short = [(row["quote"], row["value"][:7], row["unit"], row["bound"]) for row in rows]
    assert short == [
        ("2023", "", "", ""),
        ("3", "3000000", "count", "at_least"),
        ("5 million", "5000000", "count", "up_to"),
        ("2.50%", "2.5", "percent", "exact"),
        ("A third", "33.3333", "percent", "exact"),
        ("300", "300", "count", "exact"),
    ]
    assert [row["reason"] for row in rows] == ["year", "", "", "", "", ""]
    assert [row["period"] for row in rows[1:4]] == ["2023"] * 3


def test_candidates_are_numbered_in_order_of_place():
    texts = ["5 and 7 and 9.", "First, 3%.", "None.", "12 labs."]
    rows = candidate_rows(
        "2024-01-19-b",
        "2024-01-19",
        [{"sentence": f"s{index}", "text": text} for index, text in enumerate(texts)],
    )
    places = [(row["sentence"], row["start"]) for row in rows]
    assert places == sorted(places)
    assert rows[0]["candidate"] == "2024-01-19-b.n001"
    assert rows[-1]["candidate"].endswith(f".n{len(rows):03d}")
