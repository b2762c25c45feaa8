"""Numbers in running text: where they stand, and what a short quote says on its own.

Both work from the words alone and know nothing of the annotation, which is held against them by
``briefingroom check``.
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from .lines import TextSpan


def _numbered(words: str, first: int, step: int = 1) -> dict[str, int]:
    return {word: first + step * index for index, word in enumerate(words.split())}


ONES = _numbered(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen",
    first=1,
)
TENS = _numbered("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10)
ORDINALS = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth", first=1
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
CARDINALS = ONES | TENS
NUMBER_WORDS = {*CARDINALS, *ORDINALS, *SCALES, *FACTORS, "dozen", "zero"}
NOT_NUMBERS = {"ones", "seconds", "firsts"}

WORDS_FOR_UNITS = {
    "percent": "percent percentage",
    "CNY": "yuan",
    "USD": "usd dollars",
    "multiple": "times",
    "t": "ton tons tonnes",
    "DWT": "dwt",
    "TEU": "teu teus",
    "kg": "kg",
    "year": "year years",
    "month": "month months",
    "m": "meter meters",
    "M": "m",
    "km": "km kilometers",
    "km/h": "kph",
    "kW": "kilowatt kilowatts",
    "MW": "megawatt megawatts",
    "MB": "mb megabyte",
    "GB": "gb",
    "Mbps": "mbps megabits",
    "rank": "th",
}
SYMBOLS = {word: unit for unit, words in WORDS_FOR_UNITS.items() for word in words.split()}
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
WORD_OR_DIGITS = re.compile(r"[a-z]+|\d[\d,]*(?:\.\d+)?")


class Quantity(NamedTuple):
    """A value in base units, and its unit: empty where nothing says it."""

    value: Decimal
    unit: str


def find_numerals(text: str) -> list[TextSpan]:
    """Where the numerals of a text begin and end: groups of digits and number words.

    >>> text = "Fifty-two firms doubled output to 1,234.5 tons in the third quarter."
    >>> [text[a:b] for a, b in find_numerals(text)]
    ['Fifty', 'two', 'doubled', '1,234.5', 'third']
    """
    digits = [TextSpan(*match.span()) for match in DIGITS.finditer(text)]
    words = [
        TextSpan(*match.span()) for match in LETTERS.finditer(text) if _is_number(match[0].lower())
    ]
    return sorted(digits + words)


def _is_number(word: str) -> bool:
    multiple = word.removesuffix("fold")
    if multiple != word and multiple in CARDINALS:
        return True
    if word in NOT_NUMBERS:
        return False
    stems = {word, word.removesuffix("s"), word.removesuffix("ly")}
    return not stems.isdisjoint(NUMBER_WORDS)


def parse_quote(quote: str) -> Quantity:
    """The value and the unit that the words of a quote give.

    The unit is empty where they do not say it.

    >>> parse_quote("24.54 trillion yuan")
    Quantity(value=Decimal('24540000000000.00'), unit='CNY')
    >>> tuple(parse_quote("Seventy-three")), tuple(parse_quote("sevenfold"))
    ((Decimal('73'), ''), (Decimal('7'), 'multiple'))
    """
    plain = quote.lower()
    for mark, words in SPELLED_OUT.items():
        plain = plain.replace(mark, words)
    heard = _Heard()
    for word in WORD_OR_DIGITS.findall(plain):
        heard.take(word)
    number = Decimal(1) if heard.number is None else heard.number
    return Quantity(number * heard.scale, heard.unit)


@dataclass
class _Heard:
    """What the words of a quote have said so far."""

    number: Decimal | None = None
    scale: int = 1
    unit: str = ""

    def take(self, word: str) -> None:
        scale = word.removesuffix("s").removesuffix("th")
        if word[0].isdigit():
            self.number = Decimal(word.replace(",", ""))
        elif scale in SCALES:
            self.scale *= SCALES[scale]
        elif word in CARDINALS:
            self.number = (self.number or 0) + Decimal(CARDINALS[word])
        elif not self._take_counting_word(word):
            self._take_unit(word)

    def _take_counting_word(self, word: str) -> bool:
        """Take a word that is number and unit at once; False when it is none."""
        multiple = word.removesuffix("fold")
        if word in ORDINALS:
            number, unit = ORDINALS[word], "rank"
        elif word == "half":
            number, unit = FACTORS[word], "percent"
        elif word in FACTORS:
            number, unit = FACTORS[word], "multiple"
        elif multiple != word and multiple in ONES:
            number, unit = ONES[multiple], "multiple"
        else:
            return False
        self.number, self.unit = Decimal(number), unit
        return True

    def _take_unit(self, word: str) -> None:
        if self.unit == "percent" and word.startswith("point"):
            self.unit = "percentage_point"
        else:
            self.unit = SYMBOLS.get(word, self.unit)
