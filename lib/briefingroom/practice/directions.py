"""The words of direction and of rank in a title, held against a chart."""

import re
from collections.abc import Iterator
from itertools import pairwise

from .clauses import Clause
from .holding import DOWNWARD, NONE_WORDS, UPWARD
from .names import Mention
from .shown import Shown, TwoValues

HIGHEST = re.compile(
    r"(?<!at )\b(?:most(?! of| recent)|highest|largest|biggest|longest|greatest|maximum"
    r"|peak(?:s|ed)?|leads?|led|record|fastest|strongest|tops|topped|ahead of all"
    r"|more than (?:any|all(?: of)?(?: the)?) others?)\b"
)
LOWEST = re.compile(
    r"(?<!at )\b(?:least|fewest|lowest|smallest|shortest|minimum|slowest|weakest|bottom"
    r"|(?:less|fewer) than (?:any|all(?: of)?(?: the)?) others?|lags?)\b(?! period| time)"
)
RANKS = {"second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "first": 1, "last": -1}
RANK = re.compile(
    r"\b(?:comes?|came|ranks?|ranked|is|stands?|was|placed?)(?: only| in| the)* "
    r"(second|2nd|third|3rd|fourth|first|last)\b(?! quarter| half| to)"
)
MORE_WORDS = re.compile(
    r"\b(?:more|higher|larger|bigger|longer|greater|faster|stronger|better|further)\b.*\bthan\b|"
    r"\b(?:above|ahead of|exceed(?:s|ed)?|beats?|outnumber(?:s|ed)?|overt(?:ook|akes?)"
    r"|surpass(?:es|ed)?|outweigh(?:s|ed)?)\b"
)
LESS_WORDS = re.compile(
    r"\b(?:less|fewer|lower|smaller|shorter|slower|weaker)\b.*\bthan\b"
    r"|\b(?:below|behind|trail(?:s|ed)?)\b"
)
STEADY_WORDS = re.compile(
    r"\b(?:stead(?:y|ily)|every (?:year|time|date|briefing|count)|each (?:year|time|date)|always"
    r"|constantly|continuous(?:ly)?|without (?:a )?(?:break|pause)|year (?:by|after) year"
    r"|(?:at|in) (?:every|each) (?:date|briefing|count|step))\b"
)
THAN_BEFORE = re.compile(
    r"\b(?:each|every|all)\b.*\b(higher|more|larger|lower|less|fewer|smaller)\b.*"
    r"\bthan the (?:\w+ )?(?:before|last|previous)"
)
FLAT_WORDS = re.compile(
    r"\b(?:unchanged|stagnat\w+|constant|stable|flat|no change|did not change)\b"
)
EQUAL_WORDS = re.compile(
    r"\b(?:the same (?:number|count|amount|share|length|growth|rate)|equal(?:ly)?|identical"
    r"|just as (?:many|much|long|high)|ties?|tied)\b"
)
MAJORITY = re.compile(r"\s*most (?:of )?(?=\w)")
ALL_WORDS = re.compile(r"\b(?:all|every|each|both)\b")
EVERY = re.compile(
    r"^\s*(?:all|every|each)\b.*\b(?:holds?|has|have|had|contains?|gives?|names?|says?)\b"
)
HAS_NOTHING = re.compile(
    r"\b(?:has|have|had|holds?|gives?|with) (?:no|zero|not a single)\b"
    r"|^\s*(?:none|nothing|not one|not a single)\b"
)
SPOKEN = re.compile(
    "|".join(f"(?:{words.pattern})" for words in (UPWARD, DOWNWARD, HIGHEST, LOWEST, RANK))
)
FROM_WHEN = re.compile(r"\b(?:since|after|from)\s+(?:the )?$")
UP_TO_WHEN = re.compile(r"\b(?:until|till|to|by|before)\s+(?:the )?$")
MUCH_ALIKE = 0.05  # of the largest value: nearer values count as the same


def word_that_does_not_hold(shown: Shown, clause: Clause) -> str:
    """The first word of direction or rank that the chart does not bear out; nothing if all hold."""
    for words, holds in _words_held(shown, clause):
        if not holds:
            return words.strip()
    return ""


def says_something(clause: Clause) -> bool:
    """Whether a clause has a word of direction or rank."""
    patterns = (SPOKEN, MORE_WORDS, LESS_WORDS, HAS_NOTHING)
    return any(pattern.search(clause.text) for pattern in patterns)


def _words_held(shown: Shown, clause: Clause) -> Iterator[tuple[str, bool]]:
    yield from _directions(shown, clause)
    yield from _flat(shown, clause)
    yield from _superlatives(shown, clause)
    yield from _ranks(shown, clause)
    yield from _comparisons(shown, clause)
    yield from _same(shown, clause)
    yield from _without(shown, clause)
    if EVERY.search(clause.bare) and not NONE_WORDS.search(clause.bare):
        numbers = re.search(r"\d", clause.bare)
        yield clause.text, bool(numbers) or 0 not in shown.numbers


def _without(shown: Shown, clause: Clause) -> Iterator[tuple[str, bool]]:
    """What is said to have nothing, where something has."""
    match = HAS_NOTHING.search(clause.bare)
    if match and clause.mentions and 0 in shown.numbers:
        yield match.group(), 0 in _values_meant(shown, clause)


# --- rising and falling


def _directions(shown: Shown, clause: Clause) -> Iterator[tuple[str, bool]]:
    if not (shown.rates or shown.in_time):
        return
    ways = [(word, 1) for word in UPWARD.finditer(clause.bare)]
    ways += [(word, -1) for word in DOWNWARD.finditer(clause.bare)]
    for match, sign in ways:
        if _beside_a_superlative(clause, match):
            continue
        holds = _moves_so(shown, clause, sign)
        if STEADY_WORDS.search(clause.text):
            holds = _each_step(shown, clause, sign)
        yield match.group(), holds != clause.denies(match.start())
    than_before = THAN_BEFORE.search(clause.text)
    if shown.in_time and than_before:
        sign = 1 if than_before[1] in ("higher", "more", "larger") else -1
        yield than_before.group(), _each_step(shown, clause, sign)


def _each_step(shown: Shown, clause: Clause, sign: int) -> bool:
    return all(sign * (late - early) > 0 for early, late in _steps(shown, clause))


def _beside_a_superlative(clause: Clause, match: re.Match[str]) -> bool:
    """Whether it says what moved most, of which the rank is held and not the direction."""
    after = clause.bare[match.end() :]
    return bool(re.match(r" (?:\w+ )?(?:most|least|fastest|slowest|strongest)\b", after))


def _moves_so(shown: Shown, clause: Clause, sign: int) -> bool:
    if shown.rates:
        so = [sign * value > 0 for value in _values_meant(shown, clause)]
        return all(so) if ALL_WORDS.search(clause.bare) else any(so)
    return any(sign * (late - early) > 0 for early, late in _spans(shown, clause))


def _values_meant(shown: Shown, clause: Clause) -> list[float]:
    if not clause.meant:
        return shown.numbers
    return [value for mention in clause.meant for value in shown.values_of(mention)]


def _spans(shown: Shown, clause: Clause) -> list[TwoValues]:
    """From when to when something moves."""
    if len(clause.mentions) > 1 and _names_each_alone(clause):
        return [span for one in clause.mentions for span in _spans_of_one(shown, clause, one)]
    if len(clause.meant) > 1:
        return list(shown.changes(clause.meant))
    if clause.mentions:
        return _spans_of_one(shown, clause, clause.mentions[0])
    turns = UPWARD.search(clause.whole) and DOWNWARD.search(clause.whole)
    return list(pairwise(shown.numbers)) if turns else [(shown.numbers[0], shown.numbers[-1])]


def _names_each_alone(clause: Clause) -> bool:
    """Whether a clause names several times, and not from when to when."""
    first, second = clause.mentions[:2]
    joint = clause.text[first.end : second.start]
    return " and " in joint and "between" not in clause.text[: first.start]


def _spans_of_one(shown: Shown, clause: Clause, mention: Mention) -> list[TwoValues]:
    before = clause.text[: mention.start]
    numbers, places = shown.numbers, _places(shown, mention)
    if FROM_WHEN.search(before):
        return [(numbers[place], numbers[-1]) for place in places]
    if UP_TO_WHEN.search(before):
        return [(numbers[0], numbers[place]) for place in places]
    earlier = [(numbers[place - 1], numbers[place]) for place in places if place]
    return earlier or [(numbers[0], numbers[-1])]


def _places(shown: Shown, mention: Mention) -> list[int]:
    return [place for place, key in enumerate(shown.values) if key in mention.keys]


def _steps(shown: Shown, clause: Clause) -> Iterator[TwoValues]:
    """One step after the other, over the time that the clause names."""
    places = [place for mention in clause.mentions for place in _places(shown, mention)]
    first, last = (min(places), max(places)) if len(places) > 1 else (0, len(shown.values) - 1)
    yield from pairwise(shown.numbers[first : last + 1])


def _flat(shown: Shown, clause: Clause) -> Iterator[tuple[str, bool]]:
    match = FLAT_WORDS.search(clause.bare)
    if match and shown.in_time:
        alike = all(_much_alike(shown, [early, late]) for early, late in _spans(shown, clause))
        yield match.group(), alike != clause.denies(match.start())


def _much_alike(shown: Shown, values: list[float]) -> bool:
    return max(values) - min(values) <= MUCH_ALIKE * max(map(abs, shown.numbers))


# --- more and less, most and least


def _superlatives(shown: Shown, clause: Clause) -> Iterator[tuple[str, bool]]:
    majority = MAJORITY.match(clause.bare)
    if majority and shown.whole and not clause.meant:
        yield majority.group(), shown.total > shown.whole / 2
    moving = UPWARD.search(clause.bare) or DOWNWARD.search(clause.bare)
    if not clause.meant or (shown.in_time and moving and not shown.rates):
        return  # of nothing that is named, or of when it moved most
    for pattern, sign in ((HIGHEST, 1), (LOWEST, -1)):
        for match in pattern.finditer(clause.bare):
            holds = _has_rank(shown, clause.meant, sign, _place_said(clause, match.start()))
            yield match.group(), holds != clause.denies(match.start())


def _place_said(clause: Clause, start: int) -> int:
    """The place of a superlative: 2 in "second highest"."""
    before = clause.bare[:start].split()
    return RANKS.get(before[-1], 1) if before else 1


def _has_rank(shown: Shown, mentions: list[Mention], sign: int, place: int) -> bool:
    """Whether one of the things named has this place among the values."""
    ranked = sorted((sign * value for value in shown.numbers), reverse=True)
    wanted = ranked[place - 1] if place > 0 else ranked[-1]
    named = [value for mention in mentions for value in shown.values_of(mention)]
    return any(sign * value == wanted for value in named)


def _ranks(shown: Shown, clause: Clause) -> Iterator[tuple[str, bool]]:
    match = RANK.search(clause.bare)
    if match and clause.mentions and not HIGHEST.search(clause.bare):
        holds = _has_rank(shown, clause.mentions, 1, RANKS[match[1]])
        yield match.group(), holds != clause.denies(match.start())


def _comparisons(shown: Shown, clause: Clause) -> Iterator[tuple[str, bool]]:
    for pattern, sign in ((MORE_WORDS, 1), (LESS_WORDS, -1)):
        match = pattern.search(clause.bare)
        if not match:
            continue
        before = [m for m in clause.mentions if m.end <= match.end()]
        after = [m for m in clause.mentions if m.start >= match.end()]
        if before and after:
            holds = any(
                sign * (one - other) > 0
                for one in shown.values_of(before[-1])
                for other in shown.values_of(after[0])
            )
            yield match.group(), holds != clause.denies(match.start())


def _same(shown: Shown, clause: Clause) -> Iterator[tuple[str, bool]]:
    match = EQUAL_WORDS.search(clause.bare)
    if not match:
        return
    values = _values_meant(shown, clause)
    if len(clause.mentions) > 1 or ALL_WORDS.search(clause.bare):
        yield match.group(), _much_alike(shown, values) != clause.denies(match.start())
