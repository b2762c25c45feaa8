"""What number the tokens at one place say: the grammar of English numerals.

Each reader starts at a token and gives the number with the token after it, or None where none of
its kind stands there. A number whose words do not fit together has no value.
"""

from decimal import Decimal
from typing import NamedTuple

from .number_tokens import DASHES, FRACTION_SIGNS, Token, Tokens, digits_value
from .number_words import (
    CARDINALS,
    COLLECTIVES,
    DENOMINATORS,
    DIGIT_CLASSES,
    HALVED,
    MONEY_SCALES,
    MULTIPLES,
    ONES,
    ORDINALS,
    SCALES,
    SHORT_SCALES,
    TENS,
    multiple_of,
)

ALL_SCALES = SCALES | SHORT_SCALES
LONGEST_CHAIN = 60  # tokens; so that reading stays linear in any text
LARGEST_READ = Decimal(10) ** 24  # nothing in a briefing is counted in larger numbers
ORDINAL_ENDINGS = ("st", "nd", "rd", "th")
HUNDRED = Decimal(100)


class Number(NamedTuple):
    """A number read from tokens.

    Attributes
    ----------
    value : in ones; None where the words do not say it.
    stop : the token after it.
    form : cardinal, ordinal, hundredth ("one hundredth", which may be a part too), fraction,
        multiple, many ("tens of thousands"), halved, digits ("double-digit") or
        one digit ("single-digit").
    scale : what its last scale words multiply by, as "million" in "5 million".
    """

    value: Decimal | None
    stop: int
    form: str = "cardinal"
    scale: Decimal = Decimal(1)

    @property
    def scaled(self) -> bool:
        """Whether it has a scale word."""
        return self.scale != 1


def number_at(tokens: Tokens, at: int, money: bool = False) -> Number | None:
    """The number that begins at a token; None where none does.

    Parameters
    ----------
    tokens : of the text.
    at : the token to begin with.
    money : whether a currency stands before it, so that "m" is million.
    """
    return (
        _read_adverb(tokens, at)
        or _read_digit_class(tokens, at)
        or _read_multiple(tokens, at)
        or _read_of_many(tokens, at)
        or _read_fraction(tokens, at)
        or _read_indefinite(tokens, at)
        or _read_cardinal(tokens, at, money)
    )


# --- numbers that are one word


def _read_adverb(tokens: Tokens, at: int) -> Number | None:
    """'secondly'."""
    stem = tokens.word(at).removesuffix("ly")
    if stem == tokens.word(at) or stem not in ORDINALS:
        return None
    return Number(Decimal(ORDINALS[stem]), at + 1, "ordinal")


def _read_digit_class(tokens: Tokens, at: int) -> Number | None:
    """'double-digit': ten and more."""
    if tokens.word(at) not in DIGIT_CLASSES or tokens.word(at + 1) not in DASHES:
        return None
    if tokens.word(at + 2) not in ("digit", "digits"):
        return None
    form = "one digit" if tokens.word(at) == "single" else "digits"
    return Number(DIGIT_CLASSES[tokens.word(at)], at + 3, form)


def _read_multiple(tokens: Tokens, at: int) -> Number | None:
    """'doubled', 'sevenfold', 'halved'; '10-fold' and 'ten fold' are read as a unit."""
    word = tokens.word(at)
    multiple = MULTIPLES.get(word) or multiple_of(word)
    if multiple:
        return Number(Decimal(multiple), at + 1, "multiple")
    if word in HALVED:
        return Number(Decimal(50), at + 1, "halved")
    return None


def _read_of_many(tokens: Tokens, at: int) -> Number | None:
    """'tens of thousands', 'hundreds of millions', 'dozens', 'several hundred'."""
    value = _plural_scale(tokens.word(at)) or _vague_scale(tokens, at)
    if value is None:
        return None
    inner = _plural_scale(tokens.word(at + 2))
    if tokens.word(at + 1) == "of" and inner is not None:
        return Number(value * inner, at + 3, "many", inner)
    return Number(value, at + 1, "many", value)


def _vague_scale(tokens: Tokens, at: int) -> Decimal | None:
    """The scale after "several", "a few" or "a couple of"."""
    before = tokens.word(at - 1)
    vague = before in ("several", "few", "many") or tokens.words(at - 2, at) == ("couple", "of")
    scale = (SCALES | {"dozen": 12}).get(tokens.word(at))
    return Decimal(scale) if vague and scale else None


def _plural_scale(word: str) -> Decimal | None:
    if word in ("tens", "dozens"):
        return Decimal(COLLECTIVES[word])
    stem = word.removesuffix("s")
    if stem == word or stem not in SCALES:
        return None
    return Decimal(SCALES[stem])


# --- fractions


def _read_fraction(tokens: Tokens, at: int) -> Number | None:
    """'half', 'a third', 'three quarters', 'two-fifths', '2/3'; with a scale, 'half a million'."""
    fraction = _read_sign(tokens, at) or _read_slashed(tokens, at) or _read_spoken(tokens, at)
    if fraction is None or fraction.value is None:
        return fraction
    scale = _scale_after_fraction(tokens, fraction.stop)
    if scale is None:
        return fraction
    return Number(fraction.value * scale.value, scale.stop, "cardinal", Decimal(scale.value))


class _Scale(NamedTuple):
    value: int
    stop: int


def _scale_after_fraction(tokens: Tokens, at: int) -> _Scale | None:
    """The scale in 'half a million', 'half-million', 'three quarters of a billion'."""
    end = at + 3
    while at < end and tokens.word(at) in ("of", "a", "an", *DASHES):
        at += 1
        word = tokens.word(at)
        if word in SCALES:
            return _Scale(SCALES[word], at + 1)
        if word == "dozen":
            return _Scale(12, at + 1)
    if tokens.word(at) in SCALES:
        return _Scale(SCALES[tokens.word(at)], at + 1)
    return None


def _read_sign(tokens: Tokens, at: int) -> Number | None:
    """'¾' alone."""
    written = tokens.at(at).written
    if len(written) != 1 or written not in FRACTION_SIGNS:
        return None
    return Number(digits_value(written), at + 1, "fraction")


SLASHED = tuple(map(Decimal, (2, 3, 4, 5, 6, 8, 10, 12, 16, 20, 32, 50, 64, 100)))


def _read_slashed(tokens: Tokens, at: int) -> Number | None:
    """'2/3'; a date or '24/7' is none, and only a proper fraction is read."""
    above, slash, below = tokens.at(at), tokens.at(at + 1), tokens.at(at + 2)
    if slash.text not in ("/", "⁄") or slash.after_space or below.after_space:
        return None
    if tokens.word(at + 3) in ("/", "⁄") or above.kind != "digits" or below.kind != "digits":
        return None
    numerator, denominator = digits_value(above.written), digits_value(below.written)
    if numerator is None or denominator not in SLASHED or not 0 < numerator < denominator:
        return None
    return Number(numerator / denominator, at + 3, "fraction")


def _read_spoken(tokens: Tokens, at: int) -> Number | None:
    numerator, place = _numerator(tokens, at)
    if numerator is None:
        return None
    hyphened = tokens.word(place) in DASHES
    if hyphened:
        place += 1
    word = tokens.word(place)
    if word not in DENOMINATORS or not _is_denominator(tokens, at, place, numerator, hyphened):
        return None
    return Number(numerator / Decimal(DENOMINATORS[word]), place + 1, "fraction")


def _numerator(tokens: Tokens, at: int) -> tuple[Decimal | None, int]:
    """The number above the line, and the token after it."""
    token = tokens.at(at)
    if token.text in ("half", "halves"):
        return Decimal(1), at
    if token.text in ("a", "an"):
        return Decimal(1), at + 1
    if token.text in ONES:
        return Decimal(ONES[token.text]), at + 1
    if token.kind == "digits" and len(token.written) < 3:
        return digits_value(token.written), at + 1
    return None, at


def _is_denominator(
    tokens: Tokens, start: int, place: int, numerator: Decimal, hyphened: bool
) -> bool:
    """Whether a word as "third" divides here, and is neither an ordinal nor a part of a year."""
    word, after = tokens.word(place), tokens.at(place + 1)
    if word.startswith("hal"):
        return not hyphened or numerator == 1
    if word.startswith("quarter"):
        return _divides_in_four(tokens, start, place, numerator)
    if word.endswith(("thousandth", "hundredth")):
        return after.text == "of" and numerator == 1
    if word.endswith("s"):
        return numerator > 1
    return hyphened or not _counts_on(after) if numerator == 1 else False


def _counts_on(after: Token) -> bool:
    """Whether a noun follows, so that "a third" is one more: a third batch."""
    ends = "of more less higher lower as from to in by and or compared over from since".split()
    return after.kind == "word" and after.text not in ends


BEFORE_A_PART_OF_A_YEAR = "first last past next previous consecutive coming the each every these"


BEFORE_A_FOURTH = "by between than about nearly over almost around some under roughly only".split()


def _divides_in_four(tokens: Tokens, start: int, place: int, numerator: Decimal) -> bool:
    """Whether "quarter" is a fourth, and not three months."""
    before, after = tokens.word(start - 1), tokens.word(place + 1)
    if numerator not in (1, 3) or before in BEFORE_A_PART_OF_A_YEAR.split():
        return False
    fourth_of = after == "of" and tokens.words(place + 2, place + 4) != ("the", "year")
    led = before in BEFORE_A_FOURTH
    led = led or (before, after) == ("", "")
    led = led or (tokens.word(start) == "one" and before in ("is", "was", "to", "reached"))
    return fourth_of or led or tokens.word(place - 1) in DASHES


def _read_indefinite(tokens: Tokens, at: int) -> Number | None:
    """'a dozen', 'a million', 'a hundred and twenty', 'half a dozen' being a fraction."""
    if tokens.word(at) not in ("a", "an", "one", "two", "three", "four", "five", "several"):
        return None
    word = tokens.word(at + 1)
    if word == "dozen" and tokens.word(at) != "several":
        return Number(Decimal(12 * ONES.get(tokens.word(at), 1)), at + 2)
    if tokens.word(at) in ("a", "an") and word in SCALES:
        return _read_words(tokens, at + 1)
    return None


# --- cardinals and ordinals


def _read_cardinal(tokens: Tokens, at: int, money: bool) -> Number | None:
    token = tokens.at(at)
    if token.kind == "digits":
        return _read_digits(tokens, at, money)
    if token.text == "zero":
        return Number(Decimal(0), at + 1)
    if token.text == "dozen":
        return Number(Decimal(12), at + 1)
    return _read_words(tokens, at)


def _read_digits(tokens: Tokens, at: int, money: bool) -> Number:
    token, after = tokens.at(at), tokens.at(at + 1)
    value = digits_value(token.written)
    malformed = _malformed_stop(tokens, at)
    if malformed:
        return Number(None, malformed)
    if after.text in ORDINAL_ENDINGS and not after.after_space:
        return Number(value, at + 2, "ordinal")
    if after.text in ("×", "x", "*") and tokens.word(at + 2).startswith("10"):
        power = _power_of_ten(tokens.at(at + 2))
        if power is not None and value is not None:
            return Number(value * power, at + 3, "cardinal", power)
    mixed = _read_mixed(tokens, at, value)
    if mixed:
        return mixed
    return _with_scales(tokens, at + 1, value, money)


def _power_of_ten(token: Token) -> Decimal | None:
    return digits_value(token.written) if len(token.written) > 2 else None


def _malformed_stop(tokens: Tokens, at: int) -> int:
    """The end of '12,5' or '1.2.3', which say no number for sure; 0 where there is none."""
    stop = at + 1
    while stop < at + LONGEST_CHAIN and _goes_on(tokens, stop):
        stop += 2
    return stop if stop > at + 1 else 0


def _goes_on(tokens: Tokens, mark: int) -> bool:
    sign, after = tokens.at(mark), tokens.at(mark + 1)
    glued = not sign.after_space and not after.after_space
    return sign.text in (",", ".") and after.kind == "digits" and glued


def _read_mixed(tokens: Tokens, at: int, value: Decimal | None) -> Number | None:
    """'1 1/2', '2 and a half', '3 ½', each with a scale or without."""
    part = _fraction_part(tokens, at + 1)
    if part is None or part.value is None or value is None:
        return None
    return _with_scales(tokens, part.stop, value + part.value, False)


def _fraction_part(tokens: Tokens, at: int) -> Number | None:
    """The part of 'and a half', 'and three quarters', '-and-a-half', '1/2', '½'."""
    token = tokens.at(at)
    if token.written and token.written in FRACTION_SIGNS:
        return Number(digits_value(token.written), at + 1, "fraction")
    slashed = _read_slashed(tokens, at)
    if slashed:
        return slashed
    end = at + 3
    while at < end and tokens.word(at) in ("and", *DASHES):
        at += 1
    article = tokens.word(at) in ("a", "one", "three")
    if tokens.word(at - 1) not in ("and", *DASHES) or not article:
        return None
    noun = at + 2 if tokens.word(at + 1) in DASHES else at + 1
    parts = {"half": 2, "quarter": 4, "quarters": 4, "third": 3}
    if tokens.word(noun) not in parts or tokens.word(noun + 1) == "of":
        return None
    above = Decimal(ONES.get(tokens.word(at), 1))
    return Number(above / parts[tokens.word(noun)], noun + 1, "fraction")


def _with_scales(tokens: Tokens, at: int, value: Decimal | None, money: bool) -> Number:
    """A number with the scale words that follow: '5 million', '5bn', '5 hundred thousand'."""
    product = Decimal(1)
    end = at + LONGEST_CHAIN
    scale, stop = _scale_at(tokens, at, money)
    while scale and at < end:
        at = stop
        product = min(product * scale, 10 * LARGEST_READ)
        scale, stop = _scale_at(tokens, at, money=False)
    value = None if value is None else _within_reason(value * product)
    if product > 1 and value is not None and tokens.at(at).kind == "digits":
        return _continued(tokens, at, value, product)
    return Number(value, at, "cardinal", product)


def _within_reason(value: Decimal) -> Decimal | None:
    return value if value <= LARGEST_READ else None


def _continued(tokens: Tokens, at: int, value: Decimal, product: Decimal) -> Number:
    """'2 million 300 thousand': a smaller group that goes on in the same number."""
    more = digits_value(tokens.at(at).written)
    scale, stop = _scale_at(tokens, at + 1, money=False)
    if more is None or not scale or more * scale >= product or value % product:
        return Number(value, at, "cardinal", product)
    return Number(value + more * scale, stop, "cardinal", Decimal(scale))


def _scale_at(tokens: Tokens, at: int, money: bool) -> tuple[int, int]:
    """The scale that a token says and the token after it; 0 where it says none."""
    token = tokens.at(at)
    if token.text in DASHES and tokens.word(at + 1) in SCALES:
        at, token = at + 1, tokens.at(at + 1)
    if money and token.text in MONEY_SCALES and not token.after_space:
        return MONEY_SCALES[token.text], at + 1
    if token.text == "m" and not token.after_space and _counts_millions(tokens, at + 1):
        return 10**6, at + 1
    if token.text == "k" and (token.after_space or _is_screen(tokens, at)):
        return 0, at
    if token.text == "dozen":
        return 12, at + 1
    return ALL_SCALES.get(token.text, 0), at + 1


def _counts_millions(tokens: Tokens, at: int) -> bool:
    """Whether what follows "1.2m" can be counted, so that no metre is meant: passengers, yuan."""
    after = tokens.at(at)
    if after.text in ("yuan", "euros", "people", "tons", "tonnes", "dollars", "kwh", "usd", "rmb"):
        return True
    plural = after.kind == "word" and after.text.endswith("s") and not after.is_capital
    return plural and len(after.text) > 4 and after.after_space


def _is_screen(tokens: Tokens, at: int) -> bool:
    """Whether "K" is in the name of a screen, 4K or 8K."""
    return tokens.at(at).is_capital and tokens.word(at - 1) in ("2", "4", "8", "16")


def _read_words(tokens: Tokens, at: int) -> Number | None:
    """'fifty-two', 'one hundred and twenty', 'twenty-first', 'three million two hundred'."""
    words = _Words(tokens, at)
    while words.at < at + LONGEST_CHAIN and words.take():
        pass
    return words.number()


class _Words:
    """Number words as they are read, one after the other."""

    def __init__(self, tokens: Tokens, at: int) -> None:
        self.tokens = tokens
        self.start = at
        self.at = at
        self.total = Decimal(0)  # of the groups that ended with a scale
        self.group = Decimal(0)  # below the next scale
        self.last = ""  # kind of the last word: ones, teens, tens, hundred, scale, ordinal
        self.scale = Decimal(1)  # of the last scale words
        self.scales = 0
        self.parts = False  # whether it ends as "one hundredth", which may be a part

    def take(self) -> bool:
        """Take the next word of the number; False where it ends."""
        place = self._next_place()
        word = self.tokens.word(place)
        if self.last == "ordinal":
            return False
        if word in CARDINALS:
            return self._take_small(CARDINALS[word], place, word in TENS)
        if word in SCALES and (self.last or word != "hundred" or self.at == self.start):
            return self._take_scale(SCALES[word], place)
        if word in ORDINALS and self._may_end_with(word, place):
            return self._take_ordinal(ORDINALS[word], place)
        return False

    def _next_place(self) -> int:
        """The next token of the number: a hyphen or "and" may stand before it."""
        if not self.last:
            return self.at
        if self.tokens.word(self.at) in DASHES:
            return self.at + 1
        if self.tokens.word(self.at) == "and" and self.last in ("hundred", "scale"):
            return self.at + 1 if self._small_after_and(self.at + 1) else self.at
        return self.at

    def _small_after_and(self, place: int) -> bool:
        """Whether "and" joins: 'one hundred and twenty', not 'a million and two hundred'."""
        word = self.tokens.word(place)
        after = place + 2 if word in TENS and self.tokens.word(place + 1) in DASHES else place + 1
        if word not in CARDINALS and word not in ORDINALS:
            return False
        return self.last == "hundred" or self.tokens.word(after) not in SCALES

    def _take_small(self, value: int, place: int, is_tens: bool) -> bool:
        fits = self.last in ("", "hundred", "scale") or (self.last == "tens" and value < 10)
        if not fits:
            return False
        self.group += value
        self.last = "tens" if is_tens else "ones"
        self.at = place + 1
        return True

    def _take_scale(self, scale: int, place: int) -> bool:
        self.scales += 1
        if not self.spoiled:
            self._multiply(scale)
        joined = self.last in ("hundred", "scale") and not self.spoiled
        self.scale = self.scale * scale if joined else Decimal(scale)
        self.last = "hundred" if scale == 100 else "scale"
        self.at = place + 1
        return True

    def _multiply(self, scale: int) -> None:
        if scale == 100:
            self.group = (self.group or Decimal(1)) * scale
        elif self.last == "scale" and not self.group:
            self.total *= scale
        else:
            self.total += (self.group or 1) * scale
            self.group = Decimal(0)

    def _may_end_with(self, word: str, place: int) -> bool:
        """Whether an ordinal ends the number: 'twenty-first', 'one hundredth'."""
        if not self.last:
            return True
        if word in ("hundredth", "thousandth", "millionth"):
            return True
        return self.last != "ones" and ORDINALS[word] < 100 and self._is_joined(place)

    def _is_joined(self, place: int) -> bool:
        return self.tokens.word(place - 1) in (*DASHES, "and") or self.last == "hundred"

    def _take_ordinal(self, value: int, place: int) -> bool:
        if value >= 100 and self.last:
            self._multiply(value)
        else:
            self.group += value
        self.parts = value >= 100 and bool(self.last)
        self.last = "ordinal"
        self.at = place + 1
        return True

    @property
    def spoiled(self) -> bool:
        """Whether there are more scale words than any number has."""
        return self.scales > 8

    def number(self) -> Number | None:
        """The number that was read; None where there was no word of one."""
        if not self.last:
            return None
        value = None if self.spoiled else _within_reason(self.total + self.group)
        if self.last == "ordinal":
            return Number(value, self.at, "hundredth" if self.parts else "ordinal")
        return self._with_fraction(value)

    def _with_fraction(self, value: Decimal | None) -> Number:
        """'two and a half million': a fraction between the words and their scale."""
        part = _fraction_part(self.tokens, self.at)
        if part and part.value is not None and value is not None:
            return _with_scales(self.tokens, part.stop, value + part.value, False)
        return Number(value, self.at, "cardinal", self.scale if not self.group else Decimal(1))
