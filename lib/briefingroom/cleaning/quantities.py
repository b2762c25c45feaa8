"""Numbers in running text: where they stand, and what a short quote says on its own.

Both work from the words alone and know nothing of the annotation, which is held against them by ``briefingroom check``.
"""

import re
from decimal import Decimal

ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
        "nineteen".split(),
        range(1, 20),
    )
)


TENS = dict(
    zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10))
)


ORDINALS = dict(
    zip(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split(),
        range(1, 13),
    )
)


SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}


FACTORS = {
    "half": 50,
    "double": 2,
    "doubles": 2,
    "doubled": 2,
    "doubling": 2,
    "twice": 2,
    "triple": 3,
    "tripled": 3,
    "tripling": 3,
}


SYMBOLS = {
    "percent": "percent", "percentage": "percent", "yuan": "CNY", "usd": "USD", "dollars": "USD", "times": "multiple",
    "ton": "t", "tons": "t", "tonnes": "t", "dwt": "DWT", "teu": "TEU", "teus": "TEU", "kg": "kg", "year": "year", "years": "year",
    "month": "month", "months": "month", "meter": "m", "meters": "m", "m": "M", "km": "km", "kilometers": "km", "kph": "km/h",
    "kilowatt": "kW", "kilowatts": "kW", "megawatt": "MW", "megawatts": "MW", "mb": "MB", "megabyte": "MB", "gb": "GB",
    "mbps": "Mbps", "megabits": "Mbps", "th": "rank",
}  # fmt: skip


UNITLESS = ("count", "rank", "multiple")  # whose quote is the bare number


SPELLED_OUT = {
    "%": " percent ",
    "$": " usd ",
    "-": " ",
    "(": " ",
    "per second": "",
    "deadweight tons": "dwt",
}


DIGITS = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


LETTERS = re.compile(r"[a-z]+", re.IGNORECASE)


def find_numerals(text: str) -> list[tuple[int, int]]:
    """Where the numerals of a text begin and end: groups of digits and number words.

    >>> text = "Fifty-two firms doubled output to 1,234.5 tons in the third quarter."
    >>> [text[a:b] for a, b in find_numerals(text)]
    ['Fifty', 'two', 'doubled', '1,234.5', 'third']
    """
    words = (match.span() for match in LETTERS.finditer(text) if _is_number(match[0].lower()))
    return sorted([*(match.span() for match in DIGITS.finditer(text)), *words])


def _is_number(word: str) -> bool:
    stems = {word, word.removesuffix("s"), word.removesuffix("ly")}
    fold = word.removesuffix("fold")
    return bool(
        (
            stems & {*ONES, *TENS, *ORDINALS, *SCALES, *FACTORS, "dozen", "zero"}
            and word not in ("ones", "seconds", "firsts")
        )
        or (fold != word and fold in {*ONES, *TENS})
    )


def parse_quote(quote: str) -> tuple[Decimal, str]:
    """The value and the unit that the words of a quote give; the unit is empty where they do not say it.

    >>> parse_quote("24.54 trillion yuan")
    (Decimal('24540000000000.00'), 'CNY')
    >>> parse_quote("Seventy-three"), parse_quote("sevenfold")
    ((Decimal('73'), ''), (Decimal('7'), 'multiple'))
    """
    words = quote.lower()
    for mark, plain in SPELLED_OUT.items():
        words = words.replace(mark, plain)
    value, times, unit = None, Decimal(1), ""
    for word in re.findall(r"[a-z]+|\d[\d,]*(?:\.\d+)?", words):
        fold, scale = word.removesuffix("fold"), word.removesuffix("s").removesuffix("th")
        if word[0].isdigit():
            value = Decimal(word.replace(",", ""))
        elif scale in SCALES:
            times *= SCALES[scale]
        elif word in ONES or word in TENS:
            value = (value or 0) + Decimal({**ONES, **TENS}[word])
        elif word in ORDINALS:
            value, unit = Decimal(ORDINALS[word]), "rank"
        elif word in FACTORS:
            value, unit = Decimal(FACTORS[word]), "percent" if word == "half" else "multiple"
        elif fold != word and fold in ONES:
            value, unit = Decimal(ONES[fold]), "multiple"
        elif unit == "percent" and word.startswith("point"):
            unit = "percentage_point"
        else:
            unit = SYMBOLS.get(word, unit)
    return (Decimal(1) if value is None else value) * times, unit
