"""A number as a learner types it, with the words and signs that stand around it."""

import math
import re
import unicodedata
from decimal import Decimal
from fractions import Fraction
from numbers import Real
from typing import Any, NamedTuple

from ..text.folding import HIDDEN
from .numerals import NUMERAL, Unreadable, is_fraction, number_of
from .typed import as_sentence, repeated, the_only_one

LONGEST_NUMBER = 100  # characters; nothing that is a number is longer
LARGEST = 1e18  # nothing in this course is counted in larger numbers
SHORTEST_NAMED = 4  # letters of a word that may stand beside a number because the question has it

USUAL_SIGNS = str.maketrans(
    {
        "−": "-",
        "–": "-",
        "—": "-",
        "⁄": "/",  # what a fraction in one character is taken apart with
        "’": "'",
        "¥": " yuan ",
        "$": " dollars ",
        "€": " euros ",
    }
)
AROUND = " :;=\"'“”‘’«»「」()[]"
AT_THE_END = " .!?。"

PER_CENT = re.compile(r"\bper cent\b|百分之")
PERCENT_WORDS = frozenset("% percent percentage pct point points pp".split())
UNHEEDED = frozenset(
    "about around roughly approximately approx ca circa nearly almost over under more less than "
    "at least most up to maybe perhaps probably i think my guess answer say it is some or so of "
    "the a ~ ≈ < > + . , 约 大约 大概 超过 近 不到 左右 个 家 座 人".split()
)
SIZES = {
    "hundred": 10**2,
    "k": 10**3,
    "thousand": 10**3,
    "m": 10**6,
    "mn": 10**6,
    "mio": 10**6,
    "million": 10**6,
    "millions": 10**6,
    "b": 10**9,
    "bn": 10**9,
    "billion": 10**9,
    "billions": 10**9,
    "tn": 10**12,
    "trillion": 10**12,
    "trillions": 10**12,
    "百": 10**2,
    "千": 10**3,
    "万": 10**4,
    "百万": 10**6,
    "千万": 10**7,
    "亿": 10**8,
    "十亿": 10**9,
    "万亿": 10**12,
}

SAME_WORDS = {
    "cny": "yuan",
    "rmb": "yuan",
    "元": "yuan",
    "usd": "dollars",
    "dollar": "dollars",
    "美元": "dollars",
    "euro": "euros",
}

_CHINESE = "万亿|千万|百万|十亿|[百千万亿]|大约|大概|超过|不到|左右|美元|[约近个家座人元]"
_WORD = re.compile(rf"{_CHINESE}|[^\W\d_]+|[^\w\s]")
_AROUND_NUMERAL = re.compile(rf"(\D*?)([-+]?) ?({NUMERAL})(\D*)")


class Unit(NamedTuple):
    """What a unit's words say.

    Attributes
    ----------
    words : all of them.
    scale : what a size among them, such as "million", stands for.
    in_percent : whether it is a percentage.
    """

    words: frozenset[str]
    scale: int
    in_percent: bool


class Typed(NamedTuple):
    """What was typed: the digits with their marks, their sign, and the words around them."""

    numeral: str
    negative: bool
    words: list[str]


def read_number(guess: Any, unit: str = "", question: str = "") -> float:
    """The number that somebody typed, in a unit.

    Parameters
    ----------
    guess : a number, or a text with one: its marks are read as `numerals` says; a size such as
        "million", "bn" or "万" counts; words such as "about", those of the unit and those of the
        question may stand beside it.
    unit : such as "percent", "million" or "trillion yuan". Of a percentage, a fraction up to one is
        a share: "1/3" is 33.3 percent. Where there is no unit, "25%" is 0.25.
    question : in which the thing that is counted may be named.

    Raises
    ------
    Unreadable : when it is no number, more than one, or one beyond anything that is counted.

    >>> read_number("about 2.5 million"), read_number("250万", "million")
    (2500000.0, 2.5)
    >>> read_number("２５ ％", "percent"), read_number("30 words", question="How many words?")
    (25.0, 30.0)
    """
    alone = the_only_one(guess)
    if isinstance(alone, str):
        return _within_reach(_number_in(alone, unit_in_parts(unit), question), unit)
    if isinstance(alone, bool) or not isinstance(alone, (Real, Decimal)):
        raise Unreadable(f"{as_sentence(repeated(alone))} is no number. {_such_as(unit)}")
    return _within_reach(alone, unit)


def unit_in_parts(unit: str) -> Unit:
    """What a unit's words say.

    >>> unit_in_parts("million").scale, unit_in_parts("percent").in_percent
    (1000000, True)
    """
    words = _words_of(unit)
    # One letter is a unit of its own: m is metre.
    scales = [SIZES[word] for word in words if word in SIZES and len(word) > 1]
    return Unit(
        words=frozenset(words),
        scale=math.prod(scales),
        in_percent=not PERCENT_WORDS.isdisjoint(words),
    )


def _such_as(unit: str) -> str:
    if unit_in_parts(unit).in_percent:
        return "Write a number such as 25, 2.5 or 25%."
    return "Write a number such as 25, 2.5, 1,000 or 2.5 million."


def _within_reach(number: Any, unit: str) -> float:
    try:
        value = float(number)
    except (OverflowError, ValueError):
        value = math.inf
    if not abs(value) <= LARGEST:
        raise Unreadable(f"This is beyond anything that is counted here. {_such_as(unit)}")
    return value


# --- the number in a text


def _number_in(text: str, unit: Unit, question: str) -> Fraction:
    typed = _taken_apart(text, unit)
    scales = [SIZES[word] for word in typed.words if word in SIZES]
    percent = not PERCENT_WORDS.isdisjoint(typed.words)
    _refuse_unknown_words(typed.words, unit, question)
    number = number_of(typed.numeral) * (-1 if typed.negative else 1)
    if scales:
        number = number * math.prod(scales) / unit.scale
    if percent and not unit.in_percent:
        return _share_of(number, unit)
    if unit.in_percent and not percent and is_fraction(typed.numeral) and abs(number) <= 1:
        return number * 100
    return number


def _taken_apart(text: str, unit: Unit) -> Typed:
    plain = plain_text(text)
    match = _AROUND_NUMERAL.fullmatch(plain)
    example = _such_as("percent" if unit.in_percent else "")
    if len(text) > LONGEST_NUMBER or not match:
        fault = "as one number" if any(map(str.isdigit, plain)) else "as a number"
        raise Unreadable(f"{repeated(text)} cannot be read {fault}. {example}")
    before, sign, numeral, after = match.groups()
    # What is a word of the unit, as m is for metres, is no size.
    words = [word for word in _words_of(f"{before} {after}") if not _is_letter_of(unit, word)]
    return Typed(numeral, sign == "-", words)


def _is_letter_of(unit: Unit, word: str) -> bool:
    return len(word) == 1 and word in unit.words and word != "%"


def _refuse_unknown_words(words: list[str], unit: Unit, question: str) -> None:
    known = {*UNHEEDED, *PERCENT_WORDS, *SIZES, *unit.words}
    known.update(word for word in _words_of(question) if len(word) >= SHORTEST_NAMED)
    for word in words:
        if word not in known:
            example = _such_as("percent" if unit.in_percent else "")
            raise Unreadable(f"{repeated(word)} beside the number cannot be read. {example}")


def _share_of(number: Fraction, unit: Unit) -> Fraction:
    """A percentage where the answer is none: a share, if the answer has no unit."""
    if unit.words:
        raise Unreadable("The answer is no percentage: write it in the unit that is asked for.")
    return number / 100


def _words_of(text: str) -> list[str]:
    return [SAME_WORDS.get(word, word) for word in _WORD.findall(plain_text(text))]


def plain_text(text: str) -> str:
    """Digits, signs and letters in the form that is usual in English, in small letters.

    Raises
    ------
    Unreadable : when a digit is raised, as that of a power is.

    >>> plain_text("‘２½　％’"), plain_text("−3 Million.")
    ('2 1/2 %', '-3 million')
    """
    visible = (character for character in text if character not in HIDDEN)
    folded_text = "".join(map(_in_usual_form, visible))
    signs = PER_CENT.sub("%", folded_text.translate(USUAL_SIGNS).casefold())
    return " ".join(signs.split()).strip(AROUND).rstrip(AT_THE_END).rstrip(AROUND)


def _in_usual_form(character: str) -> str:
    form = unicodedata.decomposition(character)
    if form.startswith(("<super>", "<sub>")):
        raise Unreadable("A raised digit cannot be read: write 1,000,000 or 1 million for a power.")
    usual = unicodedata.normalize("NFKC", character)
    return f" {usual}" if form.startswith("<fraction>") else usual
