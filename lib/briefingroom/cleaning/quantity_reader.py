"""Each number of a text with its sign, currency, unit and bound; ranges and shares of a few.

`read_all` goes once through the tokens. What it gives never overlaps, and has every numeral.
"""

from decimal import Decimal
from typing import NamedTuple

from .bounds import bound_after, bound_before
from .counted import end_of_counted
from .not_quantities import other_at
from .number_grammar import HUNDRED, Number, number_at
from .number_tokens import Tokens
from .units import TIMES_OF_DAY, UnitRead, currency_before, unit_after

MINUS_SIGNS = ("-", "−", "–")
MINUS_WORDS = ("minus", "negative")
RANGE_SIGNS = ("-", "–", "—", "~")
ARTICLES = ("a", "an")
LARGEST_MULTIPLE = 10_000


class Reading(NamedTuple):
    """What the tokens [start, stop) say.

    Attributes
    ----------
    value : None where the grammar cannot say it.
    unit : empty where no word says it.
    bound : as in `claims`.
    form : of the number, or "other".
    reason : why it is no quantity; empty where it is one.
    number_stop : the token after the number, before its unit.
    scale : of the number's scale words.
    """

    start: int
    stop: int
    value: Decimal | None
    unit: str = ""
    bound: str = "exact"
    form: str = "cardinal"
    reason: str = ""
    number_stop: int = 0
    scale: Decimal = Decimal(1)


def read_all(tokens: Tokens, alone: bool = False) -> list[Reading]:
    """Every number of a text, in order.

    Parameters
    ----------
    tokens : of the text.
    alone : whether it is the quote of a quantity, where no number is a date or a name.
    """
    readings: list[Reading] = []
    at = 0
    while at < len(tokens):
        found = _read_at(tokens, at, alone)
        free = readings[-1].stop if readings else 0
        if found and found[0].start < free:
            found = [found[0]._replace(start=max(found[0].start, free)), *found[1:]]
        readings += found
        at = max(found[-1].stop, at + 1) if found else at + 1
    return _share_units(tokens, readings)


def _read_at(tokens: Tokens, at: int, alone: bool) -> list[Reading]:
    """What begins at a token: one reading, the two ends of a range, or nothing."""
    token = tokens.at(at)
    if not token.is_numeral and token.text not in (*ARTICLES, "quarter", "single"):
        return []
    currency, _ = currency_before(tokens, at)
    number = number_at(tokens, at, bool(currency))
    if number is None:
        unread = Reading(at, at + 1, None, form="other", reason="other")
        return [unread] if token.is_numeral else []
    share = _few_in_many(tokens, at, number) or _ratio(tokens, at, number)
    if share:
        return [share]
    if not alone:
        other = other_at(tokens, at, number)
        if other:
            return [_other(other.start, max(other.stop, number.stop), other.reason)]
    few = _first_few(tokens, at, number)
    if few:
        return [few]
    first = _with_unit(tokens, at, number)
    return _range(tokens, first, alone) or [first]


def _other(start: int, stop: int, reason: str) -> Reading:
    return Reading(start, stop, None, "", "exact", "other", reason)


# --- one number


def _with_unit(tokens: Tokens, at: int, number: Number) -> Reading:
    """A number with what stands around it: sign, currency, unit, bound."""
    currency, start = currency_before(tokens, at)
    start, negative = _minus(tokens, start)
    if tokens.word(at) in ARTICLES and number.form == "cardinal" and start == at:
        start = at + 1  # the quote of "a hundred" is "hundred"
    unit, stop = _unit_of(tokens, number, currency)
    value = _scaled_value(number, unit)
    if unit.unit == "multiple" and value is not None and value > LARGEST_MULTIPLE:
        unit, stop = UnitRead("", number.stop), number.stop  # reached 50 million times
    if negative and value is not None:
        value = -value
    bound, stop = _bound(tokens, start if start < at else at, number, stop)
    return Reading(start, stop, value, unit.unit, bound, number.form, "", number.stop, number.scale)


def _minus(tokens: Tokens, start: int) -> tuple[int, bool]:
    """Where a quantity begins with its minus sign, and whether it has one."""
    sign, before = tokens.at(start - 1), tokens.at(start - 2)
    if sign.text in MINUS_WORDS and before.kind != "digits":
        return start - 1, True
    if sign.text not in MINUS_SIGNS or tokens.at(start).after_space:
        return start, False
    opens = sign.after_space or before.text in ("(", '"', ":")
    return (start - 1, True) if opens else (start, False)


def _unit_of(tokens: Tokens, number: Number, currency: str) -> tuple[UnitRead, int]:
    """The unit, and the token after what belongs to the quantity."""
    stop = number.stop
    if currency:
        named = unit_after(tokens, stop)
        same = named and named.unit == currency
        return UnitRead(currency, stop), named.stop if named and same else stop
    if number.form in UNITS_OF_FORMS:
        return UnitRead(UNITS_OF_FORMS[number.form], stop), stop
    bound, after_bound = bound_after(tokens, stop)
    unit = unit_after(tokens, stop) or (unit_after(tokens, after_bound) if bound else None)
    fraction_of = _unit_of_fraction(tokens, number) or _points(tokens, number)
    if unit is None and fraction_of:
        unit = fraction_of
    if number.form == "many" and tokens.word(stop) == "of":
        unit = unit_after(tokens, stop + 1)
    if unit is None:
        return UnitRead("percent" if number.form == "fraction" else "", stop), stop
    return unit, unit.stop


UNITS_OF_FORMS = {"multiple": "multiple", "halved": "percent", "ordinal": "rank"} | {
    "digits": "percent",
    "one digit": "percent",
}


def _unit_of_fraction(tokens: Tokens, number: Number) -> UnitRead | None:
    """'half a year', 'half a percentage point', 'a third of a percent'."""
    is_part = number.value is not None and 0 < number.value < 1
    if number.form != "fraction" and not is_part:
        return None
    place = number.stop
    if tokens.word(place) == "of":
        place += 1
    if tokens.word(place) not in (*ARTICLES, "one"):
        return None
    return unit_after(tokens, place + 1)


def _points(tokens: Tokens, number: Number) -> UnitRead | None:
    """'5 percent, 0.5 points lower': points after percent are percentage points."""
    place = number.stop
    if tokens.word(place) not in ("point", "points") or number.scaled:
        return None
    before = tokens.words(place - 30, place)
    if not {"%", "percent", "percentage"} & set(before):
        return None
    decimal = "." in tokens.at(place - 1).written
    return UnitRead("percentage_point", place + 1) if decimal else None


def _scaled_value(number: Number, unit: UnitRead) -> Decimal | None:
    if number.value is None:
        return None
    if number.form == "fraction" and unit.unit == "percent" and unit.stop == number.stop:
        return number.value * HUNDRED
    return number.value * unit.factor


def _bound(tokens: Tokens, start: int, number: Number, stop: int) -> tuple[str, int]:
    """The bound that words around a quantity give, and the token after the quantity."""
    before, place = bound_before(tokens, start)
    if before and _is_duration(tokens, place, number, stop):
        before = ""
    after, _ = bound_after(tokens, stop)
    if not after and stop == number.stop:
        after, _ = bound_after(tokens, end_of_counted(tokens, stop))
    inside, _ = bound_after(tokens, number.stop)
    if number.form in BOUNDS_OF_FORMS:
        return BOUNDS_OF_FORMS[number.form], stop
    if inside == "over":
        return inside, stop  # approximately 60-plus
    return before or inside or after or _bound_of_brackets(tokens, start) or "exact", stop


def _is_duration(tokens: Tokens, start: int, number: Number, stop: int) -> bool:
    """Whether "over" and "within" say during: over ten years, within two days."""
    if tokens.word(start) not in ("over", "within", "in"):
        return False
    unit = unit_after(tokens, number.stop)
    led = tokens.word(start - 1) in ("for", "of", "lasted", "took", "takes", "after", "is", "and")
    return unit is not None and unit.unit in TIMES_OF_DAY and not led


BOUNDS_OF_FORMS = {"many": "at_least", "digits": "at_least", "one digit": "under"}


def _bound_of_brackets(tokens: Tokens, start: int) -> str:
    """What bounds an amount bounds the same amount in brackets: over 1.2 trillion yuan ($170bn)."""
    if tokens.word(start - 1) != "(":
        return ""
    for place in range(start - 2, max(start - 10, -1), -1):
        if tokens.at(place).is_numeral:
            bound, _ = bound_before(tokens, currency_before(tokens, place)[1])
            if bound:
                return bound
    return ""


# --- shares of a few, and the first few


def _few_in_many(tokens: Tokens, at: int, number: Number) -> Reading | None:
    """'three in four', '7 out of 10', 'one out of every three', as percent."""
    place = number.stop
    if tokens.words(place, place + 2) == ("out", "of"):
        place += 2
    elif tokens.word(place) == "in":
        place += 1
    elif tokens.word(place) in RANGE_SIGNS and tokens.word(place + 1) == "in":
        place += 3  # one-in-three
    else:
        return None
    spread = place == number.stop + 1
    if tokens.word(place) in ("every", "each"):
        place += 1
        spread = False
    many = number_at(tokens, place)
    if many is None or not _are_a_share(number, many, spread) or number.value is None:
        return None
    round_whole = many.value in USUAL_WHOLES or (not spread and (many.value or 1) % 10 == 0)
    if not round_whole or (spread and unit_after(tokens, many.stop)):
        return None
    value = number.value * HUNDRED / (many.value or 1)
    bound, _ = bound_before(tokens, at)
    return Reading(at, many.stop, value, "percent", bound or "exact", "share", "", many.stop)


USUAL_WHOLES = tuple(map(Decimal, (2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 20, 50, 100, 1000, 10000)))


def _are_a_share(few: Number, many: Number, spread: bool) -> bool:
    if few.form != "cardinal" or many.form != "cardinal" or few.value is None or not many.value:
        return False
    limit = 10 if spread else 10**9
    return 0 < few.value < many.value and few.value <= limit


def _ratio(tokens: Tokens, at: int, number: Number) -> Reading | None:
    """'4.2:1', as a multiple; "10:30" is a clock's."""
    colon, second = tokens.at(number.stop), tokens.at(number.stop + 1)
    if colon.text != ":" or colon.after_space or second.after_space or number.value is None:
        return None
    below = number_at(tokens, number.stop + 1) if second.kind == "digits" else None
    if below is None or not below.value or len(second.written) > 1:
        return None
    return Reading(
        at, below.stop, number.value / below.value, "multiple", "exact", "ratio", "", below.stop
    )


def _first_few(tokens: Tokens, at: int, number: Number) -> Reading | None:
    """'first ten': an ordinal and the count are one quote."""
    if number.form != "ordinal" or number.stop != at + 1 or tokens.at(at).kind != "word":
        return None
    many = number_at(tokens, number.stop)
    if many is None or many.form != "cardinal" or tokens.at(number.stop).text in ARTICLES:
        return None
    if tokens.word(many.stop) in ("-", "–"):
        return None  # the first five-axis machine
    unit = unit_after(tokens, many.stop)
    return Reading(
        at,
        unit.stop if unit else many.stop,
        many.value,
        unit.unit if unit else "",
        "exact",
        "cardinal",
        "",
        many.stop,
        many.scale,
    )


# --- ranges


class _Link(NamedTuple):
    """What joins two numbers: the token after it, and whether they are the ends of a range."""

    stop: int
    is_range: bool
    kind: str
    led_by: str


def _range(tokens: Tokens, first: Reading, alone: bool) -> list[Reading]:
    """Both ends of a range, or of a rise "from 3 to 5 million"; nothing where there is none."""
    if first.form not in ("cardinal", "fraction") or first.value is None:
        return []
    link = _link(tokens, first)
    if link is None or alone:
        return []
    second = _second_end(tokens, link, first)
    if second is None:
        return []
    low = _with_shared_words(first, second)
    if not _are_ends(low, second, link):
        return []
    if not link.is_range:
        return [low, second]
    return [low._replace(bound="at_least"), second._replace(bound="up_to")]


def _link(tokens: Tokens, first: Reading) -> _Link | None:
    sign = tokens.at(first.stop)
    lead = _word_before(tokens, first.start)
    if sign.text == "and" and lead == "between":
        return _Link(first.stop + 1, True, "between", lead)
    if sign.text == "to":
        is_range = not _comes_from(tokens, first.start) or _varies(tokens, first.start)
        return _Link(first.stop + 1, is_range, "to", lead)
    if sign.text == "or" and tokens.at(first.stop + 1).is_numeral:
        return _Link(first.stop + 1, True, "or", lead)
    if sign.text in RANGE_SIGNS and not _is_unit_hyphen(tokens, first):
        return _Link(first.stop + 1, True, "sign", lead)
    return None


def _word_before(tokens: Tokens, start: int) -> str:
    """The word before a quantity, its bound left out: between about 3 and 5 million."""
    _, place = bound_before(tokens, start)
    return tokens.word(place - 1)


def _comes_from(tokens: Tokens, start: int) -> bool:
    """Whether "from" stands before in the clause, so that "to" leads to what is reached."""
    for place in range(start - 1, max(start - 15, -1), -1):
        word = tokens.word(place)
        if word in (",", ".", ";", "to", "between"):
            return False
        if word == "from":
            return True
    return False


def _varies(tokens: Tokens, start: int) -> bool:
    near = tokens.words(start - 4, start)
    return any(word.startswith(("rang", "vary", "vari", "anywhere")) for word in near)


def _is_unit_hyphen(tokens: Tokens, first: Reading) -> bool:
    return not tokens.at(first.stop + 1).is_numeral and tokens.word(first.stop + 1) not in "$¥€"


BEFORE_A_SECOND_END = frozenset("$ ¥ € £ us hk rmb usd cny about over nearly almost".split())


def _second_end(tokens: Tokens, link: _Link, first: Reading) -> Reading | None:
    at = link.stop
    while tokens.word(at) in BEFORE_A_SECOND_END and at < link.stop + 3:
        at += 1
    if not tokens.at(at).is_numeral and tokens.word(at) not in ARTICLES:
        return None
    currency, _ = currency_before(tokens, at)
    number = number_at(tokens, at, bool(currency))
    if number is None or number.form not in ("cardinal", "fraction"):
        return None
    if link.kind != "sign" and other_at(tokens, at, number):
        return None
    if currency or link.kind != "sign":
        return _with_unit(tokens, at, number)
    return _with_unit(tokens, at, number)._replace(start=at)


def _with_shared_words(first: Reading, second: Reading) -> Reading:
    """The first end with the scale and the unit that it shares with the second."""
    value = first.value
    base = (second.value or 0) / second.scale
    if first.scale == 1 and second.scale != 1 and value is not None and value < base:
        value = value * second.scale
    unit = first.unit or second.unit
    if not first.unit and second.unit in ("year",) and second.value != base * second.scale:
        unit = second.unit
    return first._replace(value=value, unit=unit)


def _are_ends(low: Reading, second: Reading, link: _Link) -> bool:
    """Whether two numbers are in one unit and rise, as the ends of a range do."""
    if second.value is None or low.value is None:
        return False
    if second.unit != low.unit:
        return False
    if not link.is_range:
        return True
    if (
        link.kind == "to"
        and link.led_by == "by"
        and low.scale != 1
        and second.value >= 2 * low.value
    ):
        return False  # rose by 2 million to 9 million
    if link.kind in ("to", "or") and low.value and second.value / low.value > 100:
        return False
    return low.value < second.value


# --- units that several numbers share


def _share_units(tokens: Tokens, readings: list[Reading]) -> list[Reading]:
    """'14.8 and 3.8 percentage points': a bare number takes the unit of the next in its list."""
    shared = list(readings)
    for index in range(len(shared) - 2, -1, -1):
        this, following = shared[index], shared[index + 1]
        if _lacks_unit(this) and _is_listed(tokens, this, following):
            shared[index] = this._replace(unit=following.unit)
    return shared


def _lacks_unit(reading: Reading) -> bool:
    return not reading.unit and not reading.reason and reading.form == "cardinal"


def _is_listed(tokens: Tokens, this: Reading, following: Reading) -> bool:
    if following.reason or following.form != "cardinal" or not following.unit:
        return False
    between = tokens.words(this.stop, following.start)
    if following.unit == "multiple" and between != ("or",):
        return False
    if between == (",",):
        return following.stop == following.number_stop
    return between in LINKS_OF_A_LIST


LINKS_OF_A_LIST = (("and",), ("or",), (",", "and"), (",", "or"), ("to",), ("/",))
