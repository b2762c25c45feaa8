"""Numerals that are no quantity: dates, names, idioms, and words that count off."""

from .number_grammar import Number
from .number_tokens import Tokens
from .other_numerals import Other
from .said_dates import date_at
from .said_names import code_at, name_at, speaks_of_rank
from .units import unit_after

ANNOUNCED = frozenset(
    "aspects aspect points point areas features factors reasons questions characteristics groups "
    "parts fronts priorities tasks steps respects things ways dimensions highlights fields "
    "perspectives directions pillars principles goals keys themes topics issues".split()
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
        "one more thing",
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
_FIRST_WORDS_OF_IDIOMS = frozenset(words[0] for words in IDIOMS)
BEFORE_AN_ADVERB = frozenset("me i we us to would will must should can could let it they".split())
OWNERS = frozenset("its their our his her my".split())
LONGEST_SLOGAN, LONGEST_NICKNAME = 12, 3  # tokens
BEFORE_A_NUMBER = frozenset(
    "in for by of to is are was were and or than at from only least over about nearly with into "
    "have has had only just exactly : ( ,".split()
)


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
        code_at,
        date_at,
        name_at,
        _in_quotation_marks,
        _enumerator,
        _adverb,
        _first_of_its_kind,
        _announced,
        _reference,
    )
    return next(filter(None, (read(tokens, at, number) for read in readers)), None)


def _idiom(tokens: Tokens, at: int, number: Number) -> Other | None:
    """The idiom that has the token at `at` inside."""
    for back in (3, 2, 1, 0):
        if tokens.word(at - back) not in _FIRST_WORDS_OF_IDIOMS:
            continue
        for length in range(_LONGEST_IDIOM, back, -1):
            start = at - back
            if tokens.phrase(start, start + length) in _IDIOMS:
                return _whole_idiom(tokens, start, start + length, at)
    return None


def _whole_idiom(tokens: Tokens, start: int, stop: int, at: int) -> Other | None:
    is_class = tokens.word(start) == "one" and tokens.word(start + 1) == "day"
    if is_class and tokens.word(start - 1) not in ("", ".", ","):
        return None
    return Other(start, max(stop, at + 1), "idiom")


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


def _adverb(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'Let me first answer', 'introducing it first to'."""
    if tokens.at(at).text != "first" or tokens.word(at - 1) not in BEFORE_AN_ADVERB:
        return None
    return Other(at, number.stop, "idiom")


def _first_of_its_kind(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'the world's first', 'its first homegrown', without a rank being said."""
    if (
        tokens.at(at).text != "first"
        or speaks_of_rank(tokens, at)
        or tokens.at(number.stop).is_numeral
    ):
        return None
    owned = tokens.words(at - 2, at) == ("'", "s") or tokens.word(at - 1) in OWNERS
    kind = tokens.words(number.stop, number.stop + 3) == ("of", "its", "kind")
    series = tokens.word(number.stop) in ("batch", "round", "phase", "place", "group")
    return Other(at, number.stop, "other") if (owned or kind) and not series else None


def _in_quotation_marks(tokens: Tokens, at: int, number: Number) -> Other | None:
    """A number in a short quotation that begins with one: "three, two, one"."""
    start = tokens.quotation(at)
    if start < 0 or at - start > LONGEST_SLOGAN or number.scaled:
        return None
    if at > start and tokens.word(at + 1) == '"' and at - start < LONGEST_NICKNAME:
        return Other(at, number.stop, "slogan")  # the "new three"
    if '"' not in tokens.words(at, start + LONGEST_SLOGAN):
        return None
    first = tokens.at(start)
    if not first.is_numeral or first.kind != "word" or unit_after(tokens, start + 1):
        return None
    return Other(at, number.stop, "slogan")


def _announced(tokens: Tokens, at: int, number: Number) -> Other | None:
    """'the following three aspects', 'four key points'."""
    if tokens.at(at).kind != "word" or number.form != "cardinal" or number.scaled:
        return None
    following = tokens.word(at - 1) == "following"
    place = number.stop
    while tokens.word(place) in BEFORE_ANNOUNCED:
        place += 1
    if tokens.word(place) not in ANNOUNCED and not following:
        return None
    if _is_slogan(tokens, at):
        return Other(at, place + 1, "slogan")
    return Other(at - following, place + 1, "announced points")


BEFORE_ANNOUNCED = frozenset("main key major important following different more other".split())


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


def _stands_for_a_noun(tokens: Tokens, at: int) -> bool:
    """'a general one', 'this one'."""
    before, after = tokens.at(at - 1), tokens.at(at + 1)
    if before.text in ("this", "that", "which", "the"):
        return True
    return before.kind == "word" and after.kind != "word" and before.text not in BEFORE_A_NUMBER
