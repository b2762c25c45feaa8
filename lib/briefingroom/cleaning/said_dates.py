"""Numerals that are dates: days, hours, years, parts of a year, spans of time."""

from .number_grammar import Number, number_at
from .number_tokens import DASHES, Token, Tokens
from .other_numerals import Other, is_year
from .units import TIMES_OF_DAY, unit_after

NAMES_OF_MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
SPANS = frozenset(
    "first second third fourth last past next previous coming following recent final upcoming "
    "preceding initial early latter".split()
)
TIME_NOUNS = {f"{unit}s": unit for unit in TIMES_OF_DAY} | {"decades": "decade"}
TIME_NOUNS |= {unit: unit for unit in TIMES_OF_DAY if unit != "second"} | {"decade": "decade"}
BOUNDS_OF_A_COUNT = ("over", "than", "nearly", "almost", "least", "approximately")


def date_at(tokens: Tokens, at: int, number: Number) -> Other | None:
    """The date that a number is part of; None where it is none.

    Parameters
    ----------
    tokens : of the text.
    at : the first token of the number.
    number : as the grammar reads it.
    """
    readers = (_clock, _written_date, _day_of_month, _day_alone, _span_of_time, _year)
    return next(filter(None, (read(tokens, at, number) for read in readers)), None)


def _clock(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'10:30 a.m.', '9 a.m.', '10 o'clock'."""
    stop = at + 1
    if tokens.at(at).kind != "digits" and tokens.word(at + 1) != "o":
        return None
    minutes = tokens.word(stop) in (":", ".") and len(tokens.word(stop + 1)) == 2
    glued = not tokens.at(stop).after_space and not tokens.at(stop + 1).after_space
    has_minutes = minutes and glued and tokens.word(stop) == ":"
    if has_minutes and tokens.at(stop + 1).kind == "digits":
        stop += 2
    half = _half_of_day(tokens, stop)
    if half:
        return Other(at, half, "date")
    return Other(at, stop, "date") if stop > at + 1 else None


def _half_of_day(tokens: Tokens, at: int) -> int:
    """The token after 'a.m.', 'pm' or 'o'clock'; 0 where there is none."""
    if tokens.words(at, at + 3) in (("a", ".", "m"), ("p", ".", "m")):
        return at + 4 if tokens.word(at + 3) == "." else at + 3
    if tokens.word(at) in ("am", "pm", "noon") and tokens.at(at - 1).kind == "digits":
        return at + 1
    if tokens.words(at, at + 3) == ("o", "'", "clock"):
        return at + 3
    return 0


def _written_date(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'2023-03-01', '2020/10/23', '1.3.2023', '10/23/2020'."""
    stop = at
    pieces: list[str] = []
    while tokens.at(stop).kind == "digits" and len(pieces) < 3:
        pieces.append(tokens.at(stop).written)
        glued = not tokens.at(stop + 1).after_space and not tokens.at(stop + 2).after_space
        if tokens.word(stop + 1) not in DASHES or not glued:
            break
        stop += 2
    if len(pieces) != 3 or not all(piece.isdecimal() for piece in pieces):
        return None
    lengths = [len(piece) for piece in pieces]
    is_date = max(lengths) == 4 and sum(lengths) <= 8
    return Other(at, stop + 1, "date") if is_date else None


def _day_of_month(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'March 1', 'March 1, 2023', '1 March', 'the 5th of May', 'June 2020'."""
    value = number.value
    if value is None or number.scaled or value != int(value) or tokens.word(number.stop) == "%":
        return None
    before, token = tokens.at(at - 1), tokens.at(at)
    if before.text == "." and tokens.at(at - 2).text in NAMES_OF_MONTHS:
        before = tokens.at(at - 2)
    if _is_month(before) and (value <= 31 or is_year(token)):
        return _with_the_day_before(tokens, at - 1, number.stop, number)
    after = number.stop + 1 if tokens.word(number.stop) == "of" else number.stop
    if value <= 31 and _is_month(tokens.at(after)) and number.form != "multiple":
        is_day = token.kind == "digits" or number.form == "ordinal"
        return Other(at, after + 1, "date") if is_day else None
    return None


def _day_alone(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'on the 15th', without a noun."""
    if number.form != "ordinal" or tokens.at(at).kind != "digits":
        return None
    led = tokens.words(at - 2, at) in (("on", "the"), ("by", "the"), ("until", "the"))
    alone = tokens.at(number.stop).kind != "word"
    return Other(at, number.stop, "date") if led and alone else None


def _with_the_day_before(tokens: Tokens, start: int, stop: int, number: Number) -> Other | None:
    """A date, with its year after a comma: March 1, 2023; March 1-5."""
    if unit_after(tokens, stop) and tokens.word(stop) != "t":
        return None
    if tokens.word(stop) in DASHES and _is_day(tokens.at(stop + 1)):
        stop += 2
    if tokens.word(stop) == "," and is_year(tokens.at(stop + 1)):
        stop += 2
    return Other(start, stop, "date")


def _is_day(token: Token) -> bool:
    return token.kind == "digits" and token.written.isdecimal() and int(token.written[:3]) <= 31


def _is_month(token: Token) -> bool:
    return token.is_capital and token.text in NAMES_OF_MONTHS


def _span_of_time(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'the third quarter', 'the first nine months', 'the past five years', 'five years ago'."""
    return _ordinal_span(tokens, at, number) or _counted_span(tokens, at, number)


def _ordinal_span(tokens: Tokens, at: int, number: Number) -> Other | None:
    if number.form != "ordinal" or number.value is None or number.value > 31:
        return None
    place = number.stop
    unit = tokens.word(place)
    if unit in ("century", "centuries"):
        return Other(at, place + 1, "date")
    if unit in ("quarter", "half", "quarters") or tokens.words(place, place + 2) == ("half", "of"):
        return Other(at, place + 1, "date")
    if unit in ("month", "year", "week", "day") and number.form == "ordinal":
        return Other(at, place + 1, "date")
    return None


def _counted_span(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'first three quarters', 'past 10 years', 'two years ago', 'the next five years'."""
    before = tokens.word(at - 1)
    place = number.stop
    if number.form == "ordinal" and tokens.at(place).is_numeral:
        return _first_months(tokens, at, place)
    if tokens.words(place, place + 2) == ("or", "more"):
        place += 2
    if tokens.word(place) in ("consecutive", "or", "more"):
        place += 1
    if tokens.word(place) not in TIME_NOUNS and not _is_three_quarters(tokens, at, number):
        return None
    if _is_three_quarters(tokens, at, number):
        return Other(at - 1, number.stop, "date")
    if before in SPANS:
        return Other(at - 1, place + 1, "date")
    if tokens.word(place + 1) in ("ago", "earlier", "before"):
        return Other(at, place + 2, "date")
    return None


def _first_months(tokens: Tokens, start: int, at: int) -> Other | None:
    """'first nine months', 'first three quarters'."""
    many = number_at(tokens, at)
    if many is None:
        return None
    if many.form == "fraction" or tokens.word(many.stop) in TIME_NOUNS:
        return Other(start, many.stop + (many.form != "fraction"), "date")
    return None


def _is_three_quarters(tokens: Tokens, at: int, number: Number) -> bool:
    return tokens.word(at - 1) in ("first", "last", "past") and number.form == "fraction"


def _year(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'2019', '2016-2020', '2021-25', 'the 2020s'; "2,019" and "2000 firms" are numbers."""
    if not is_year(tokens.at(at)) or number.scaled or number.form == "ordinal":
        return None
    stop = at + 1
    bounded = tokens.word(at - 1) in BOUNDS_OF_A_COUNT
    if bounded and tokens.at(stop).kind == "word":
        return None
    sign, second = tokens.at(stop), tokens.at(stop + 1)
    if sign.text in DASHES and _ends_a_span(second, sign):
        stop += 2
    if tokens.word(stop) == "s" and not tokens.at(stop).after_space:
        stop += 1
    if stop == at + 1 and _is_counted(tokens, at, stop):
        return None
    return Other(at, stop, "year")


def _ends_a_span(token: Token, sign: Token) -> bool:
    glued = not sign.after_space and not token.after_space
    short = len(token.written) == 2 and token.written.isdecimal()
    return is_year(token) or (short and glued and token.kind == "digits")


def _is_counted(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether four digits count what follows, as in "2000 companies" and "2000 yuan"."""
    after = tokens.at(stop)
    if unit_after(tokens, stop):
        return not (after.text in ("m", "t") and after.after_space)
    if tokens.word(at - 1) in ("$", "¥", "€", "£", "usd", "rmb", "cny"):
        return True
    plural = after.kind == "word" and after.text.endswith("s") and len(after.text) > 3
    counted = plural and not after.text.endswith(("ss", "us", "is")) and not after.is_capital
    verbs = ("has", "was", "is", "sales", "figures", "levels", "results", "targets", "goals")
    return counted and after.text not in verbs and tokens.word(at - 1) not in ("the", "in", "by")
