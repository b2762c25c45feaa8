"""Numerals that are no quantity: dates, years, names, words that count off, idioms."""

from typing import NamedTuple

from .number_grammar import Number, read_number
from .number_tokens import Token, Tokens
from .units import TIMES_OF_DAY, unit_after

MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
WEEKDAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
HYPHENS = ("-", "–", "—")
DASHES = (*HYPHENS, "/", "—")
FIRST_YEAR, LAST_YEAR = 1800, 2150
SPANS = frozenset(
    "first second third fourth last past next previous coming following recent final upcoming "
    "preceding initial early latter".split()
)
PARTS_OF_A_YEAR = frozenset("quarter quarters half month months week weeks day days".split())
ANNOUNCED = frozenset(
    "aspects aspect points point areas features factors reasons questions characteristics groups "
    "parts fronts priorities tasks steps respects things ways dimensions highlights fields "
    "perspectives directions pillars principles goals keys themes topics issues".split()
)
NUMBERED = frozenset(  # what bears a number: Phase 2, Article 5
    "no number phase article chapter table figure level part section item annex appendix line "
    "route gate room building hall page step stage version type model class category tier grade "
    "scope zone unit channel lot group euro china grade industry web question rule case".split()
)
NUMBERED_IN_SMALL = frozenset(
    "no page line article chapter table figure room phase stage step level tier scope".split()
)
IDIOMS = tuple(
    tuple(phrase.split())
    for phrase in (
        "one of",
        "one or two of",
        "on the one hand",
        "on one hand",
        "one hand",
        "one the other hand",
        "one by one",
        "one after another",
        "one another",
        "one and only",
        "no one",
        "any one",
        "every one",
        "each one",
        "everyone",
        "one day",
        "one side",
        "first of all",
        "for the first time",
        "the first time",
        "at first",
        "in the first place",
        "first and foremost",
        "first - class",
        "first - hand",
        "first - rate",
        "first - mover",
        "first - tier",
        "second - tier",
        "second - hand",
        "second to none",
        "second nature",
        "third party",
        "third parties",
        "third - party",
        "one - stop",
        "one - time",
        "one - off",
        "one - sided",
        "one - way",
        "one - size",
        "two - way",
        "all - in - one",
        "one - to - one",
        "one - on - one",
        "zero - sum",
        "zero tolerance",
        "zero - tolerance",
        "fifty - fifty",
        "50 - 50",
        "50 / 50",
        "9 / 11",
        "24 / 7",
        "double down",
        "doubling down",
        "double our efforts",
        "double the efforts",
        "double efforts",
        "double - edged",
        "half - hearted",
        "half - way",
        "in one go",
        "one thing",
        "as one",
        "with one voice",
        "ten to one",
        "nine times out of ten",
        "once or twice",
        "thousands of miles",
        "one achievement after another",
        "one step",
        "one thing",
        "people first",
        "safety first",
        "quality first",
        "second thoughts",
        "at sixes and sevens",
    )
)
_LONGEST_IDIOM = max(map(len, IDIOMS))
_IDIOMS = frozenset(IDIOMS)
CALLED = frozenset("hotline hotlines call dial dialing phone telephone tel fax".split())


class Other(NamedTuple):
    """What is no quantity: tokens [start, stop) and the reason."""

    start: int
    stop: int
    reason: str


def other_at(tokens: Tokens, at: int, number: Number) -> Other | None:
    """The dates, names and idioms that a number is part of; None where it is a quantity.

    Parameters
    ----------
    tokens : of the text.
    at : its first token.
    number : as the grammar reads it.
    """
    readers = (
        _idiom,
        _clock,
        _written_date,
        _telephone,
        _day_of_month,
        _day_alone,
        _letters_and_digits,
        _plan_or_congress,
        _span_of_time,
        _year,
        _numbered_thing,
        _name,
        _named_by_digits,
        _quoted,
        _enumerator,
        _adverb,
        _first_of_its_kind,
        _announced,
        _reference,
    )
    for read in readers:
        found = read(tokens, at, number)
        if found:
            return found
    return None


# --- idioms


def _idiom(tokens: Tokens, at: int, number: Number) -> Other | None:
    """The idiom that has the token at `at` inside."""
    for back in range(4):
        for length in range(_LONGEST_IDIOM, back, -1):
            start = at - back
            if start >= 0 and tokens.words(start, start + length) in _IDIOMS:
                return _whole_idiom(tokens, start, start + length, at)
    return None


def _whole_idiom(tokens: Tokens, start: int, stop: int, at: int) -> Other | None:
    is_class = tokens.word(start) == "one" and tokens.word(start + 1) == "day"
    if is_class and tokens.word(start - 1) not in ("", ".", ","):
        return None
    return Other(start, max(stop, at + 1), "idiom")


# --- dates


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
    pieces = []
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
    if before.text == "." and tokens.at(at - 2).text in MONTHS:
        before = tokens.at(at - 2)
    if _is_month(before) and (value <= 31 or _is_year(token)):
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
    if tokens.word(stop) in HYPHENS and _is_day(tokens.at(stop + 1)):
        stop += 2
    if tokens.word(stop) == "," and _is_year(tokens.at(stop + 1)):
        stop += 2
    return Other(start, stop, "date")


def _is_day(token: Token) -> bool:
    return token.kind == "digits" and token.written.isdecimal() and int(token.written[:3]) <= 31


def _is_month(token: Token) -> bool:
    return token.is_capital and token.text in MONTHS


def _is_year(token: Token) -> bool:
    written = token.written
    return len(written) == 4 and written.isdecimal() and FIRST_YEAR <= int(written) <= LAST_YEAR


def _span_of_time(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'the third quarter', 'the first nine months', 'the past five years', 'five years ago'."""
    return _ordinal_span(tokens, at, number) or _counted_span(tokens, at, number)


def _ordinal_span(tokens: Tokens, at: int, number: Number) -> Other | None:
    if number.form != "ordinal" or number.value is None or number.value > 12:
        return None
    place = number.stop
    unit = tokens.word(place)
    if unit in ("quarter", "half", "quarters") or tokens.words(place, place + 2) == ("half", "of"):
        return Other(at, place + 1, "date")
    if unit in ("month", "year", "week", "day") and number.form == "ordinal":
        return Other(at, place + 1, "date")
    return None


TIME_NOUNS = {f"{unit}s": unit for unit in TIMES_OF_DAY} | {"decades": "decade"}
TIME_NOUNS |= {unit: unit for unit in TIMES_OF_DAY if unit != "second"} | {"decade": "decade"}


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
    many = read_number(tokens, at)
    if many is None:
        return None
    if many.form == "fraction" or tokens.word(many.stop) in TIME_NOUNS:
        return Other(start, many.stop + (many.form != "fraction"), "date")
    return None


def _is_three_quarters(tokens: Tokens, at: int, number: Number) -> bool:
    return tokens.word(at - 1) in ("first", "last", "past") and number.form == "fraction"


def _year(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'2019', '2016-2020', '2021-25', 'the 2020s'; "2,019" and "2000 firms" are numbers."""
    if not _is_year(tokens.at(at)) or number.scaled or number.form == "ordinal":
        return None
    stop = at + 1
    if tokens.word(at - 1) in ("over", "than", "nearly", "almost", "least", "approximately"):
        if tokens.at(stop).kind == "word":
            return None
    sign, second = tokens.at(stop), tokens.at(stop + 1)
    if sign.text in DASHES and _ends_a_span(second, sign):
        stop += 2
    if tokens.word(stop) == "s" and not tokens.at(stop).after_space:
        stop += 1
    if stop == at + 1 and _is_counted(tokens, at, stop):
        return None
    if _starts_a_name(tokens, stop) and stop == at + 1 and tokens.word(at - 1) in ("the", "its"):
        return Other(at, _end_of_name(tokens, stop), "name")
    return Other(at, stop, "year")


def _ends_a_span(token: Token, sign: Token) -> bool:
    glued = not sign.after_space and not token.after_space
    short = len(token.written) == 2 and token.written.isdecimal()
    return _is_year(token) or (short and glued and token.kind == "digits")


PREPOSITIONS_OF_A_YEAR = frozenset(
    "in by since from to of until till through during before after early late mid year than "
    "around and between or for".split()
)


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


# --- names


def _telephone(tokens: Tokens, at: int, number: Number) -> Other | None:
    token = tokens.at(at)
    if token.kind != "digits":
        return None
    before = tokens.words(at - 4, at)
    plain = token.written.isdecimal() and 3 <= len(token.written) <= 12
    called = any(word in CALLED for word in before[-3:]) and "of" not in before[-2:]
    called = called and not _is_year(token)
    if called and plain and not _is_counting(tokens, at, number) and number.stop == at + 1:
        return Other(at, _end_of_telephone(tokens, at), "telephone number")
    if tokens.word(at - 1) == "+" and tokens.at(at - 1).after_space and plain:
        return Other(at, _end_of_telephone(tokens, at), "telephone number")
    if plain and len(token.written) == 5 and token.written.startswith("123"):
        alone = not _is_counting(tokens, at, number) and number.stop == at + 1
        return Other(at, at + 1, "telephone number") if alone else None
    return None


def _end_of_telephone(tokens: Tokens, at: int) -> int:
    stop = at + 1
    for _ in range(4):
        joined = tokens.word(stop) in HYPHENS
        place = stop + 1 if joined else stop
        if tokens.at(place).kind != "digits":
            break
        stop = place + 1
    return stop


def _is_counting(tokens: Tokens, at: int, number: Number) -> bool:
    """Whether a unit or a thing that is counted follows."""
    after = tokens.at(number.stop)
    noun = after.kind == "word" and after.text.endswith("s") and not after.is_capital
    return number.scaled or unit_after(tokens, number.stop) is not None or noun


UNITS_THAT_TOUCH = frozenset("g k".split())


def _letters_and_digits(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'C919', 'IPv6', 'COVID-19', 'G20', 'Q1', 'CO2', '5G', '3D', '4K', 'ARJ21-700'."""
    token = tokens.at(at)
    if token.kind != "digits":
        return _word_in_a_name(tokens, at)
    start = _start_of_code(tokens, at)
    stop = at + 1
    after = tokens.at(stop)
    if start == at and not _is_name_after_digits(tokens, at, number):
        return None
    while _glued_to_code(tokens, stop):
        stop += 1
    if after.kind == "end":
        stop = at + 1
    return Other(start, stop, _reason_of_code(tokens, start))


def _reason_of_code(tokens: Tokens, start: int) -> str:
    """The quarter of a year is a date: Q1, H2, FY2023."""
    return "date" if tokens.word(start) in ("q", "h", "fy") else "name"


def _start_of_code(tokens: Tokens, at: int) -> int:
    """The first token of the letters and hyphen before digits; the digits where there are none."""
    token, before = tokens.at(at), tokens.at(at - 1)
    if token.after_space:
        return at
    if before.kind == "word" and before.text not in ("rmb", "cny", "usd", "hkd", "eur", "us"):
        return at - 1
    lettered = tokens.at(at - 2)
    if before.text == "+" and not before.after_space and lettered.is_capital:
        return at - 2
    if before.text in HYPHENS and not before.after_space and lettered.kind == "word":
        start = _start_of_word(tokens, at - 2)
        known = tokens.at(start).is_capital or lettered.text in ("carbon", "uranium")
        return start if known and not lettered.is_numeral else at
    if before.text == "." and tokens.words(at - 2, at) == ("no", "."):
        return at - 2
    return at


def _start_of_word(tokens: Tokens, at: int) -> int:
    """The first token of a word with an apostrophe: Chang'e."""
    if tokens.word(at - 1) == "'" and not tokens.at(at).after_space:
        return at - 2
    return at


def _is_name_after_digits(tokens: Tokens, at: int, number: Number) -> bool:
    """Whether letters that touch the digits make a name, as in 5G, and no unit, as in 43MB."""
    after = tokens.at(at + 1)
    if after.text == "+" and not after.after_space:
        added = tokens.at(at + 2)
        return not added.after_space and (added.is_capital or added.kind == "digits")
    if after.kind != "word" or after.after_space or number.form == "ordinal":
        return False
    if number.stop > at + 1 or number.form != "cardinal" or not after.is_capital:
        return False
    return unit_after(tokens, at + 1) is None


def _glued_to_code(tokens: Tokens, stop: int) -> bool:
    token, after = tokens.at(stop), tokens.at(stop + 1)
    if token.after_space or token.kind == "end":
        return False
    if token.kind in ("word", "digits"):
        return True
    joins = token.text in (*HYPHENS, ".", "/", "+") and not after.after_space
    return joins and (after.kind == "digits" or token.text == "+")


def _word_in_a_name(tokens: Tokens, at: int) -> Other | None:
    """'Hualong One', 'Blue Whale One': a number word with a capital after a capital word."""
    token, before, after = tokens.at(at), tokens.at(at - 1), tokens.at(at + 1)
    if before.kind == "word" and token.is_capital and after.is_numeral and after.is_capital:
        return Other(at, at + 2, "name")  # the Double Eleven
    if not token.is_capital or not before.is_capital or at < 2:
        return None
    start = at - 1
    while tokens.at(start - 1).is_capital and at - start < 4:
        start -= 1
    return Other(start, _end_of_name(tokens, at), "name")


def _named_by_digits(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'512 Project', 'second-level', '500 Most Influential Brands', 'two sessions'."""
    if tokens.words(at, at + 2) == ("two", "sessions"):
        return Other(at, at + 2, "name")
    place = number.stop + 1 if tokens.word(number.stop) in HYPHENS else number.stop
    noun = tokens.word(place)
    if number.form == "ordinal" and place > number.stop:
        named = noun in ("level", "generation", "phase", "grade", "class", "line", "person")
        return Other(at, place + 1, "name") if named else None
    if number.scaled or number.form != "cardinal" or tokens.at(at).kind != "digits":
        return None
    if noun in ("project", "program", "programme", "initiative", "plan", "campaign", "action"):
        return Other(at, place + 1, "name")
    two_capitals = tokens.at(place).is_capital and tokens.at(place + 1).is_capital
    if two_capitals and place == number.stop and unit_after(tokens, place) is None:
        return Other(at, _end_of_name(tokens, place), "name")
    return None


def _plan_or_congress(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'the 14th Five-Year Plan', 'the 20th National Congress', 'five-year plans'."""
    if tokens.words(number.stop, number.stop + 3)[:2] in (("-", "year"), ("–", "year")):
        if tokens.word(number.stop + 2).startswith(("plan", "period")):
            return Other(at, number.stop + 3, "name")
    if number.form != "ordinal":
        return None
    stop = number.stop
    if not _starts_a_name(tokens, stop) or _ranks(tokens, at):
        return None
    if tokens.at(at).text in ("first", "second") and tokens.at(at).is_capital:
        if tokens.word(at - 1) in ("", ".", ";"):
            return None
    end = _end_of_name(tokens, stop)
    if not _is_known_by_number(tokens, at, stop, end):
        return None
    start = at
    if tokens.words(end, end + 2) == ("of", "the") and tokens.at(end + 2).is_numeral:
        nested = _end_of_name(tokens, end + 4)
        end = nested if nested > end + 4 else end
    if tokens.word(end) in ("period", "plan"):
        end += tokens.word(end) == "plan"
    return Other(start, end, "name")


KNOWN_BY_NUMBER = frozenset(  # what has its number in its name
    "congress centenary committee cpc npc cppcc plenary session assembly party plan five".split()
)


def _is_known_by_number(tokens: Tokens, at: int, start: int, end: int) -> bool:
    """Whether the number is part of a name: 20th National Congress, not 36th Antarctic trip."""
    if KNOWN_BY_NUMBER & set(tokens.words(start, end)):
        return True
    return tokens.at(at).text != "first" and end - start > 1


def _starts_a_name(tokens: Tokens, at: int) -> bool:
    token = tokens.at(at)
    return token.is_capital and token.text not in MONTHS | WEEKDAYS and token.text != "i"


def _end_of_name(tokens: Tokens, at: int) -> int:
    """The token after a run of words with capitals, hyphens and numbers inside."""
    stop = at
    while tokens.at(stop).is_capital or _joins_name(tokens, stop):
        stop += 1
    return stop


def _joins_name(tokens: Tokens, at: int) -> bool:
    token, after = tokens.at(at), tokens.at(at + 1)
    if token.text in HYPHENS:
        return after.is_capital and not token.after_space and not after.after_space
    if token.kind == "digits":
        return not unit_after(tokens, at + 1) and (after.is_capital or after.text in ",.;)")
    return token.text in ("and", "of", "for", "&") and after.is_capital and token.text == "of"


def _numbered_thing(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'No. 3', 'Phase 2', 'Industry 4.0', 'Made in China 2025', 'Article 5'."""
    start = at - 2 if tokens.word(at - 1) == "." and tokens.word(at - 2) == "no" else at - 1
    token = tokens.at(start)
    known = token.is_capital or token.text in NUMBERED_IN_SMALL
    if token.text not in NUMBERED or number.scaled or not known:
        return None
    if token.text == "no" and start == at - 1:
        return None
    if number.form != "cardinal" or unit_after(tokens, number.stop):
        return None
    return Other(start, number.stop, "name")


def _name(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'Fortune Global 500', 'Boeing 707', 'Xuelong 2': a number after words with capitals."""
    token, before = tokens.at(at), tokens.at(at - 1)
    if number.form != "cardinal" or number.scaled or before.written.islower():
        return None
    if before.kind != "word":
        return None
    longest = 6 if before.is_acronym else 4
    if token.kind != "digits" or not token.written.isdecimal() or len(token.written) > longest:
        return None
    start = at - 1
    while tokens.at(start - 1).is_capital and at - start < 5:
        start -= 1
    if tokens.at(start).text in OPENERS:
        start += 1
    if start == at or (_is_counting(tokens, at, number) and not _is_standard(tokens, at)):
        return None
    if before.text in MONTHS | WEEKDAYS or before.text in ("rmb", "usd", "cny"):
        return None
    return Other(start, _end_of_name(tokens, number.stop), "name")


OPENERS = frozenset(  # words that begin a sentence, and are no name
    "in by since over about some nearly only among with from the these all at for of after before "
    "between around almost roughly up yes and but then another today now currently there first "
    "every last past next under approximately more than less through until during plus total "
    "those we they our their a an both also about just as on to no out or so if when while each "
    "this that within without against per least most altogether together overall".split()
)


def _is_standard(tokens: Tokens, at: int) -> bool:
    """Whether capital letters make the number a name, whatever follows: ISO 9001 papers."""
    before = tokens.at(at - 1)
    return before.is_acronym and unit_after(tokens, at + 1) is None


# --- counting off


def _enumerator(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'First, ...', 'Secondly', '(1)', '2.' at the beginning, 'One is that'."""
    token, before, after = tokens.at(at), tokens.at(at - 1), tokens.at(number.stop)
    opens = before.text in ("", ".", ";", ":", "!", "?", '"', "—")
    if token.text.endswith("ly") and number.form == "ordinal":
        return Other(at, number.stop, "enumerator")
    if number.form == "ordinal" and number.value is not None and number.value <= 12:
        return _ordinal_enumerator(tokens, at, number, opens)
    bracketed = before.text == "(" and after.text == ")"
    listed = before.kind == "end" and after.text in (".", ")", "、") and after.after_space is False
    if number.form == "cardinal" and token.kind == "digits" and (bracketed or listed):
        more = tokens.at(number.stop + 1).kind != "end" and not number.scaled
        return Other(at, number.stop, "enumerator") if more and len(token.written) < 3 else None
    if token.text == "one" and opens and after.text in ("is", "was"):
        return Other(at, number.stop, "enumerator")
    return None


def _ordinal_enumerator(tokens: Tokens, at: int, number: Number, opens: bool) -> Other | None:
    before, after = tokens.at(at - 1), tokens.at(number.stop)
    comma = after.text in (",", ":")
    if opens and (comma or after.kind != "word" or tokens.at(at).is_capital):
        return Other(at, number.stop, "enumerator")
    if comma and before.text in (",", "and", "but", "the", ";"):
        return Other(at, number.stop, "enumerator")
    if after.text in ("is", "was", "are") and before.text == "the":
        return Other(at, number.stop, "enumerator")
    if after.text in ("aspect", "point", "question", "part") and before.text in ("the", ""):
        return Other(at, number.stop + 1, "enumerator")
    return None


BEFORE_AN_ADVERB = frozenset("me i we us to would will must should can could let it they".split())
OWNERS = frozenset("its their our his her my".split())


def _adverb(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'Let me first answer', 'introducing it first to'."""
    if tokens.at(at).text != "first" or tokens.word(at - 1) not in BEFORE_AN_ADVERB:
        return None
    return Other(at, number.stop, "idiom")


def _first_of_its_kind(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'the world's first', 'its first homegrown', without a rank being said."""
    if tokens.at(at).text != "first" or _ranks(tokens, at) or tokens.at(number.stop).is_numeral:
        return None
    owned = tokens.words(at - 2, at) == ("'", "s") or tokens.word(at - 1) in OWNERS
    kind = tokens.words(number.stop, number.stop + 3) == ("of", "its", "kind")
    series = tokens.word(number.stop) in ("batch", "round", "phase", "place", "group")
    return Other(at, number.stop, "other") if (owned or kind) and not series else None


def _ranks(tokens: Tokens, at: int) -> bool:
    return any(word.startswith("rank") for word in tokens.words(at - 6, at))


def _quoted(tokens: Tokens, at: int, number: Number) -> Other | None:
    """A number in a short quotation that begins with one: "three, two, one"."""
    start = tokens.quotation(at)
    if start < 0 or at - start > LONGEST_SLOGAN or number.scaled:
        return None
    if '"' not in tokens.words(at, start + LONGEST_SLOGAN):
        return None
    first = tokens.at(start)
    if not first.is_numeral or first.kind != "word" or unit_after(tokens, start + 1):
        return None
    return Other(at, number.stop, "slogan")


LONGEST_SLOGAN = 12  # tokens


def _announced(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'the following three aspects', 'four key points'."""
    if tokens.at(at).kind != "word" or number.form != "cardinal" or number.scaled:
        return None
    following = tokens.word(at - 1) == "following"
    place = number.stop
    while tokens.word(place) in ("main", "key", "major", "important", "following", "different"):
        place += 1
    if tokens.word(place) not in ANNOUNCED and not following:
        return None
    if _is_slogan(tokens, at):
        return Other(at, place + 1, "slogan")
    return Other(at - following, place + 1, "announced points")


def _is_slogan(tokens: Tokens, at: int) -> bool:
    """Whether quotation marks open just before it."""
    before = tokens.at(at - 1)
    return before.text == '"' and not tokens.at(at).after_space


def _reference(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'the two projects', 'these three', 'the one', and what opens a quotation."""
    token, before = tokens.at(at), tokens.word(at - 1)
    if token.kind != "word" or number.scaled or number.form not in ("cardinal", "many"):
        return None
    if before in ("these", "those") or (before == "the" and token.text in ("two", "one")):
        return None if unit_after(tokens, number.stop) else Other(at, number.stop, "reference")
    if token.text == "one" and _stands_for_a_noun(tokens, at):
        return Other(at, number.stop, "reference")
    return None


BEFORE_A_NUMBER = frozenset(
    "in for by of to is are was were and or than at from only least over about nearly with into "
    "have has had only just exactly : ( ,".split()
)


def _stands_for_a_noun(tokens: Tokens, at: int) -> bool:
    """'a general one', 'this one'."""
    before, after = tokens.at(at - 1), tokens.at(at + 1)
    if before.text in ("this", "that", "which", "the"):
        return True
    return before.kind == "word" and after.kind != "word" and before.text not in BEFORE_A_NUMBER
