"""Every number accounted for, by a finder written apart from the annotation and the library."""

import csv
import math
import re
from decimal import Decimal
from itertools import pairwise

import pandas as pd
import pytest

import briefingroom as br
from briefingroom.cleaning.quantities import find_numerals, parse_quote
from briefingroom.corpus.tables import HOME
from briefingroom.errors import CorpusError
from briefingroom.maintain.build import build
from briefingroom.maintain.check_numbers import numbers, quotes
from briefingroom.maintain.findings import Corpus

UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
SMALL = {word: number for number, word in enumerate(UNITS.split(), 1)}
TENS = {
    word: 10 * number
    for number, word in enumerate(
        "twenty thirty forty fifty sixty seventy eighty ninety".split(), 2
    )
}
ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        range(1, 13),
        strict=True,
    )
)
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
FACTORS = {
    "half": 50,
    "doubled": 2,
    "doubles": 2,
    "double": 2,
    "doubling": 2,
    "twice": 2,
    "tripled": 3,
    "tripling": 3,
    "triple": 3,
}
NUMERAL = {
    *SMALL,
    *TENS,
    *ORDINALS,
    *SCALES,
    *FACTORS,
    *(s + "s" for s in SCALES),
    "dozen",
    "dozens",
    "zero",
    "tens",
    *"thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
    *"twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth".split(),
    *"hundredth thousandth millionth halve halved halving quadruple quadrupled".split(),
}


def numerals(text):
    """Every stretch of a text that holds a numeral: groups of digits, and number words."""
    for match in re.finditer(r"\d+(?:,\d{3})*(?:\.\d+)?", text):
        yield match.span()
    for match in re.finditer(r"[A-Za-z]+", text):
        word = match[0].lower()
        if (
            word in NUMERAL
            or word.removesuffix("ly") in ORDINALS
            or word.removesuffix("fold") in {*SMALL, *TENS}
        ):
            yield match.span()


def test_the_finder_finds_digits_and_words():
    text = "Fifty-two of 1,234.5 firms doubled sevenfold in the third quarter, secondly half."
    found = [text[a:b] for a, b in sorted(numerals(text))]
    assert found == ["Fifty", "two", "1,234.5", "doubled", "sevenfold", "third", "secondly", "half"]


def test_every_numeral_is_one_claim_or_one_other_numeral():
    spans = {}
    for table in (br.claims(), br.other_numerals()):
        for row in table.itertuples():
            spans.setdefault(row.sentence, []).append((row.start, row.end))
    uncovered, twice, count = [], [], 0
    for row in br.sentences().itertuples():
        for start, end in numerals(row.text):
            count += 1
            holders = [
                span for span in spans.get(row.sentence, ()) if span[0] <= start and end <= span[1]
            ]
            if len(holders) != 1:
                (twice if holders else uncovered).append((row.sentence, row.text[start:end]))
    assert (uncovered, twice) == ([], [])
    assert count > 1300


def test_no_two_rows_overlap():
    rows = sorted(
        (row.sentence, row.start, row.end)
        for table in (br.claims(), br.other_numerals())
        for row in table.itertuples()
    )
    overlapping = [
        (one, two) for one, two in pairwise(rows) if one[0] == two[0] and two[1] < one[2]
    ]
    assert overlapping == []


def test_every_quote_stands_at_its_place():
    text = br.sentences().set_index("sentence").text
    for table in (br.claims(), br.other_numerals()):
        for row in table.itertuples():
            assert text[row.sentence][row.start : row.end] == row.quote


@pytest.mark.parametrize(
    "quote, value, unit",
    [
        ("24.54 trillion yuan", Decimal("24.54e12"), "CNY"),
        ("28.1%", Decimal("28.1"), "percent"),
        ("0.3 percentage point", Decimal("0.3"), "percentage_point"),
        ("Seventy-three", 73, ""),
        ("million-kilowatt", 10**6, "kW"),
        ("sevenfold", 7, "multiple"),
        ("half", 50, "percent"),
        ("$170 billion", Decimal("170e9"), "USD"),
        ("9.17 million deadweight tons", Decimal("9.17e6"), "DWT"),
        ("10 megabits per second", 10, "Mbps"),
        ("14th", 14, "rank"),
        ("one thousandth", 1000, ""),
    ],
)
def test_a_quote_is_read_from_its_words_alone(quote, value, unit):
    assert parse_quote(quote) == (value, unit)


RANGES = {  # worked out by hand
    "24.54 trillion yuan": ("24535000000000", "24545000000000", "2016-01-01", "2016-12-31"),
    "2.64 million": ("2640000", "", "2023-03-31", "2023-03-31"),
    "5.9%": ("5.85", "5.95", "2016-01-01", "2019-12-31"),
}


def test_other_programs_find_the_range_and_the_days_of_a_claim_in_its_row():
    found = {}
    for row in Corpus(HOME).tables["claims"]:
        columns = ("value_low", "value_high", "period_start", "period_end")
        found.setdefault(row["quote"], set()).add(tuple(row[column] for column in columns))
    for quote, expected in RANGES.items():
        assert expected in found[quote]


def test_ranges_and_days_are_those_that_the_functions_compute():
    for row in br.claims().itertuples():
        low, high = br.as_written(row.value, row.quote, row.unit, row.bound)
        assert row.value_low == low
        assert row.value_high == high or (math.isnan(row.value_high) and math.isinf(high))
        if row.period:
            days = (row.period_start.date(), row.period_end.date())
            assert days == br.period_bounds(row.period)
        else:
            assert pd.isna(row.period_start)
            assert pd.isna(row.period_end)


def test_the_library_finds_the_same_numerals_as_the_test():
    for text in br.sentences().text:
        assert set(numerals(text)) == set(find_numerals(text)), text


def test_the_independent_reading_of_every_quote_gives_its_value_and_unit():
    finding = quotes(Corpus(HOME))
    assert (finding.problems, finding.counted) == (
        [],
        "613 claims read again from their words, 1 excused with a reason",
    )


def test_a_wrong_value_is_found_by_reading_the_quote_again(corpus, rewrite):
    rewrite("tables/claims.csv", ",24540000000000,", ",2454000000000,", 1)
    finding = quotes(Corpus(corpus))
    assert (
        "'24.54 trillion yuan' reads as 24540000000000.00 CNY; recorded is 2454000000000 CNY"
        in finding.problems[0]
    )


def test_a_numeral_left_out_or_covered_twice_is_named(corpus):
    path = corpus / "tables" / "other_numerals.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text(
        "\n".join([lines[0], lines[1], lines[1], *lines[3:]]), encoding="utf-8", newline=""
    )
    finding = numbers(Corpus(corpus))
    assert any("is covered 0 times" in problem for problem in finding.problems)
    assert any("is covered 2 times" in problem for problem in finding.problems)


def test_agreement_of_the_two_readings_in_the_data_card_is_what_the_readings_give():
    first, second = (
        {(r["sentence"], r["quote"], r["nth"]): r for r in reading(name)}
        for name in ("first", "second")
    )
    shared = [(first[key], second[key]) for key in first if key in second]
    assert len(shared) / len(first) > 0.9
    card = (HOME / "README.md").read_text(encoding="utf-8")
    for field in ("unit", "bound", "kind", "period", "baseline", "region"):
        pairs = [(a, b) for a, b in shared if a["type"] == b["type"] == "claim"]
        same = sum(a[field] == b[field] for a, b in pairs)
        assert re.search(rf"\| {field} \| {same} of {len(pairs)} \|", card), (
            field,
            same,
            len(pairs),
        )


def reading(name):
    with open(
        HOME / "annotations" / "readings" / f"{name}.csv", encoding="utf-8", newline=""
    ) as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "found, spoiled, message",
    [
        (",28.1%,1,", ",28.2%,1,", r"row \d+, quote: '28.2%' does not stand"),
        (",28.1%,1,", ",28.1%,3,", r"row \d+, quote: '28.1%' does not stand 3 time"),
        (",28.1%,1,", ",28.1%,once,", r"row \d+, nth: 'once' is no whole number; write it as 12"),
        (
            ",28.1,percent,",
            ",28.1,per cent,",
            r"row \d+, unit: 'per cent' is not one of CNY, USD, percent",
        ),
        (
            "years_as_largest_manufacturer",
            "years_as_largest",
            r"row \d+, indicator: 'years_as_largest' is not one of",
        ),
        (",2016/2019,", ",2016-2019,", r"row \d+, period: '2016-2019' is no period: write 2019"),
        (",24540000000000,", ",24.54 trillion,", r"row \d+, value: '24.54 trillion' is no number"),
    ],
)
def test_an_annotation_that_cannot_be_right_is_named_with_row_field_and_remedy(
    corpus, rewrite, found, spoiled, message
):
    rewrite("annotations/claims.csv", found, spoiled, 1)
    with pytest.raises(CorpusError, match=message):
        build(corpus)
