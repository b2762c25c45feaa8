"""Numerals that are part of a name: C919, 5G, the 14th Five-Year Plan, Phase 2, a telephone."""

from .number_grammar import Number
from .number_tokens import DASHES, Tokens
from .other_numerals import Other, is_year
from .said_dates import NAMES_OF_MONTHS, WEEKDAYS
from .units import unit_after

LONGEST_NAME_OF_ALL = 30  # tokens
NUMBERED = frozenset(  # what bears a number: Phase 2, Article 5
    "no number phase article chapter table figure level part section item annex appendix line "
    "route gate room building hall page step stage version type model class category tier grade "
    "scope zone unit channel lot group euro china grade industry web question rule case".split()
)
NUMBERED_IN_SMALL = frozenset(
    "no page line article chapter table figure room phase stage step level tier scope".split()
)
CALLED = frozenset("hotline hotlines call dial dialing phone telephone tel fax".split())
KNOWN_BY_NUMBER = frozenset(  # what has its number in its name
    "congress centenary committee cpc npc cppcc plenary session assembly party plan five".split()
)
OPENERS = frozenset(  # words that begin a sentence, and are no name
    "in by since over about some nearly only among with from the these all at for of after before "
    "between around almost roughly up yes and but then another today now currently there first "
    "every last past next under approximately more than less through until during plus total "
    "those we they our their a an both also about just as on to no out or so if when while each "
    "this that within without against per least most altogether together overall".split()
)


def name_at(tokens: Tokens, at: int, number: Number) -> Other | None:
    """The name that a number is part of; None where it is none.

    Parameters
    ----------
    tokens : of the text.
    at : the first token of the number.
    number : as the grammar reads it.
    """
    readers = (_telephone, _plan_or_congress, _numbered_thing, _name, _named_by_digits)
    return next(filter(None, (read(tokens, at, number) for read in readers)), None)


def _telephone(tokens: Tokens, at: int, number: Number) -> Other | None:
    token = tokens.at(at)
    if token.kind != "digits":
        return None
    before = tokens.words(at - 4, at)
    plain = token.written.isdecimal() and 3 <= len(token.written) <= 12
    called = any(word in CALLED for word in before[-3:]) and "of" not in before[-2:]
    called = called and not is_year(token)
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
        joined = tokens.word(stop) in DASHES
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


def code_at(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'C919', 'IPv6', 'COVID-19', 'G20', 'Q1', 'CO2', '5G', '3D', '4K', 'ARJ21-700'."""
    token = tokens.at(at)
    if token.kind != "digits":
        return _word_in_a_name(tokens, at)
    dated = _name_with_a_year(tokens, at)
    if dated:
        return dated
    start = _start_of_code(tokens, at)
    stop = at + 1
    after = tokens.at(stop)
    if start == at and not _is_name_after_digits(tokens, at, number):
        return None
    while stop < at + LONGEST_NAME_OF_ALL and _glued_to_code(tokens, stop):
        stop += 1
    if after.kind == "end":
        stop = at + 1
    return Other(start, stop, _reason_of_code(tokens, start))


def _name_with_a_year(tokens: Tokens, at: int) -> Other | None:
    """'the 2019 Forbes Digital 100 List'."""
    led = tokens.word(at - 1) in ("the", "its")
    if not led or not is_year(tokens.at(at)) or not _starts_a_name(tokens, at + 1):
        return None
    return Other(at, _end_of_name(tokens, at + 1), "name")


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
    if before.text in DASHES and not before.after_space and lettered.kind == "word":
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
    if after.text in ("am", "pm"):
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
    joins = token.text in (*DASHES, ".", "/", "+") and not after.after_space
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
    place = number.stop + 1 if tokens.word(number.stop) in DASHES else number.stop
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
    of_years = tokens.word(number.stop) in DASHES and tokens.word(number.stop + 1) == "year"
    if of_years and tokens.word(number.stop + 2).startswith(("plan", "period")):
        return Other(at, number.stop + 3, "name")
    if number.form != "ordinal":
        return None
    stop = number.stop
    if not _starts_a_name(tokens, stop) or speaks_of_rank(tokens, at):
        return None
    opens = tokens.at(at).is_capital and tokens.word(at - 1) in ("", ".", ";")
    if opens and tokens.at(at).text in ("first", "second"):
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


def _is_known_by_number(tokens: Tokens, at: int, start: int, end: int) -> bool:
    """Whether the number is part of a name: 20th National Congress, not 36th Antarctic trip."""
    if KNOWN_BY_NUMBER & set(tokens.words(start, end)):
        return True
    return tokens.at(at).text != "first" and end - start > 1


def _starts_a_name(tokens: Tokens, at: int) -> bool:
    token = tokens.at(at)
    return token.is_capital and token.text not in NAMES_OF_MONTHS | WEEKDAYS and token.text != "i"


def _end_of_name(tokens: Tokens, at: int) -> int:
    """The token after a run of words with capitals, hyphens and numbers inside."""
    stop = at
    while stop < at + LONGEST_NAME_OF_ALL and _goes_on_in_name(tokens, stop):
        stop += 1
    return stop


def _goes_on_in_name(tokens: Tokens, at: int) -> bool:
    return tokens.at(at).is_capital or _joins_name(tokens, at)


def _joins_name(tokens: Tokens, at: int) -> bool:
    token, after = tokens.at(at), tokens.at(at + 1)
    if token.text in DASHES:
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
    if before.text in NAMES_OF_MONTHS | WEEKDAYS or before.text in ("rmb", "usd", "cny"):
        return None
    return Other(start, _end_of_name(tokens, number.stop), "name")


def _is_standard(tokens: Tokens, at: int) -> bool:
    """Whether capital letters make the number a name, whatever follows: ISO 9001 papers."""
    before = tokens.at(at - 1)
    return before.is_acronym and unit_after(tokens, at + 1) is None


def speaks_of_rank(tokens: Tokens, at: int) -> bool:
    return any(word.startswith("rank") for word in tokens.words(at - 6, at))
