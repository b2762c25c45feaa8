"""Every number accounted for, by a finder and a parser that know nothing of how the annotation was made."""

import csv
import re
from decimal import Decimal

import pytest

import briefingroom as br
from briefingroom.build import build
from briefingroom.errors import CorpusError
from briefingroom.tables import HOME

UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
SMALL = {word: number for number, word in enumerate(UNITS.split(), 1)}
TENS = {word: 10 * number for number, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
ORDINALS = dict(zip("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(), range(1, 13)))
SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
FACTORS = {"half": 50, "doubled": 2, "doubles": 2, "double": 2, "doubling": 2, "twice": 2, "tripled": 3, "tripling": 3, "triple": 3}
NUMERAL = {*SMALL, *TENS, *ORDINALS, *SCALES, *FACTORS, *(s + "s" for s in SCALES), "dozen", "dozens", "zero", "tens"}


def numerals(text):
    """Every stretch of a text that holds a numeral: groups of digits, and number words."""
    for match in re.finditer(r"\d+(?:,\d{3})*(?:\.\d+)?", text):
        yield match.span()
    for match in re.finditer(r"[A-Za-z]+", text):
        word = match[0].lower()
        if word in NUMERAL or word.removesuffix("ly") in ORDINALS or word.removesuffix("fold") in {*SMALL, *TENS}:
            if not (word.endswith("fold") and word == "fold"):
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
            holders = [span for span in spans.get(row.sentence, ()) if span[0] <= start and end <= span[1]]
            if len(holders) != 1:
                (twice if holders else uncovered).append((row.sentence, row.text[start:end]))
    assert (uncovered, twice) == ([], [])
    assert count > 1300


def test_no_two_rows_overlap():
    rows = sorted(
        (row.sentence, row.start, row.end) for table in (br.claims(), br.other_numerals()) for row in table.itertuples()
    )
    assert [pair for pair in zip(rows, rows[1:]) if pair[0][0] == pair[1][0] and pair[1][1] < pair[0][2]] == []


def test_every_quote_stands_at_its_place():
    text = br.sentences().set_index("sentence").text
    for table in (br.claims(), br.other_numerals()):
        for row in table.itertuples():
            assert text[row.sentence][row.start : row.end] == row.quote


def parse(quote):
    """Value and unit of a quote, read from its words alone; the unit is None where the quote does not say it."""
    words = quote.lower().replace("-", " ").replace("(", " ").replace("%", " percent ").replace("per second", "").replace("deadweight tons", "dwt").replace("$", " usd ").replace("°", " ")
    value, times, unit = None, Decimal(1), None
    for word in re.findall(r"[a-z/]+|\d[\d,]*(?:\.\d+)?", words):
        bare = word[:-1] if word[:-1] in SCALES else word
        if word[0].isdigit():
            value = Decimal(word.replace(",", ""))
        elif bare in SCALES:
            times *= SCALES[bare]
        elif word in SMALL or word in TENS:
            value = (value or 0) + {**SMALL, **TENS}[word]
        elif word.removesuffix("th") in SCALES:
            times *= SCALES[word.removesuffix("th")]
        elif word in ORDINALS:
            value, unit = Decimal(ORDINALS[word]), "rank"
        elif word in FACTORS:
            value, unit = Decimal(FACTORS[word]), "percent" if word == "half" else "multiple"
        elif word.removesuffix("fold") in SMALL:
            value, unit = Decimal(SMALL[word.removesuffix("fold")]), "multiple"
        else:
            unit = UNIT_WORDS.get(word, unit) if not (unit == "percent" and word.startswith("point")) else "percentage_point"
            unit = "USD" if "dollar" in word else unit
    return (Decimal(1) if value is None else value) * times, unit


UNIT_WORDS = {
    "percent": "percent", "percentage": "percent", "yuan": "CNY", "usd": "USD", "times": "multiple", "tons": "t", "ton": "t",
    "years": "year", "year": "year", "months": "month", "month": "month", "meters": "m", "meter": "m", "m": "M", "km": "km",
    "kilometers": "km", "km/h": "km/h", "kilowatts": "kW", "kilowatt": "kW", "kg": "kg", "mb": "MB", "megabyte": "MB", "gb": "GB",
    "mbps": "Mbps", "megabits": "Mbps", "dwt": "DWT", "teu": "TEU", "teus": "TEU", "th": "rank",
    "megawatts": "MW", "megawatt": "MW", "kph": "km/h", "tonnes": "t",
}  # fmt: skip

# Where the words of the quote alone do not give what was recorded, and why.
EXCEPTIONS = {
    "2021-03-01.c027": "'first ten' is one span: an ordinal word and the count",
    "2023-04-20.c031": "'double-digit' is read as at least ten percent",
    "2023-04-20.c104": "'aged 60 and above': years of age are not named",
}


def test_the_parser_reads_what_a_person_reads():
    assert parse("24.54 trillion yuan") == (Decimal("24.54e12"), "CNY")
    assert parse("28.1%") == (Decimal("28.1"), "percent")
    assert parse("0.3 percentage point") == (Decimal("0.3"), "percentage_point")
    assert parse("Seventy-three") == (73, None)
    assert parse("million-kilowatt") == (10**6, "kW")
    assert parse("sevenfold") == (7, "multiple")
    assert parse("$170 billion") == (Decimal("170e9"), "USD")


def test_an_independent_reading_of_each_quote_gives_its_value_and_unit():
    wrong = []
    for row in br.claims().itertuples():
        value, unit = parse(row.quote)
        elided = unit is None and (row.unit == "count" or "unit" in row.note.lower() or row.unit in ("rank", "multiple"))
        if row.claim not in EXCEPTIONS and (value != Decimal(str(row.value)) or not (unit == row.unit or elided)):
            wrong.append((row.claim, row.quote, row.value, row.unit, str(value), unit, row.note))
    assert wrong == []


def test_every_exception_is_needed():
    claims = br.claims().set_index("claim")
    for id in EXCEPTIONS:
        assert parse(claims.quote[id]) != (Decimal(str(claims.value[id])), claims.unit[id]), id


def test_agreement_of_the_two_readings_in_the_data_card_is_what_the_readings_give():
    first, second = ({(r["sentence"], r["quote"], r["nth"]): r for r in reading(name)} for name in ("first", "second"))
    shared = [(first[key], second[key]) for key in first if key in second]
    assert len(shared) / len(first) > 0.9
    card = (HOME / "README.md").read_text(encoding="utf-8")
    for field in ("unit", "bound", "kind", "period", "baseline", "region"):
        pairs = [(a, b) for a, b in shared if a["type"] == b["type"] == "claim"]
        same = sum(a[field] == b[field] for a, b in pairs)
        assert re.search(rf"\| {field} \| {same} of {len(pairs)} \|", card), (field, same, len(pairs))


def reading(name):
    with open(HOME / "annotations" / "readings" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    "found, spoiled, message",
    [
        (",28.1%,1,", ",28.2%,1,", r"row \d+, quote: '28.2%' does not stand"),
        (",28.1,percent,", ",28.1,per cent,", r"row \d+, unit: 'per cent' is not one of CNY, USD, percent"),
        ("years_as_largest_manufacturer", "years_as_largest", r"row \d+, indicator: 'years_as_largest' is not one of"),
        (",2016/2019,", ",2016-2019,", r"row \d+, period: '2016-2019' is no period: write 2019"),
        (",24540000000000,", ",24.54 trillion,", r"row \d+, value: '24.54 trillion' is no number"),
    ],
)
def test_an_annotation_that_cannot_be_right_is_named_with_row_field_and_remedy(corpus, found, spoiled, message):
    path = corpus / "annotations" / "claims.csv"
    text = path.read_text(encoding="utf-8")
    assert found in text
    path.write_text(text.replace(found, spoiled, 1), encoding="utf-8", newline="")
    with pytest.raises(CorpusError, match=message):
        build(corpus)
