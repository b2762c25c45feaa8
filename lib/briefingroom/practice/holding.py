"""The numbers of a title, held against a chart."""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise

from .clauses import Clause, years_known
from .numerals import Numeral, fits, numerals_in
from .shown import Shown

YEAR_SAID = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?:-\d\d(?:-\d\d)?)?(?![\d,]|\.\d|%)")
UPWARD = re.compile(
    r"(?<!made )(?<!adds )(?<!add )(?<!added )\bup\b(?! to\b)|"
    r"\b(?:rise|rises|rose|risen|rising|grow|grows|grew|grown|growing|increas(?:e|es|ed|ing)|"
    r"climb(?:s|ed|ing)?|gain(?:s|ed|ing)?|jump(?:s|ed|ing)?|surg(?:e|es|ed|ing)|"
    r"soar(?:s|ed|ing)?|rocket(?:s|ed)|expand(?:s|ed)|upwards?|"
    r"accelerat(?:e|es|ed|ing)|went higher|more and more)\b"
)
DOWNWARD = re.compile(
    r"(?<!break )(?<!broken )\bdown\b|"
    r"\b(?:fall|falls|fell|fallen|falling|drop(?:s|ped|ping)?|declin(?:e|es|ed|ing)|"
    r"decreas(?:e|es|ed|ing)|shrank|shrinks?|shrunk|shrinking|sank|sinks?|sinking|sunk|"
    r"plung(?:e|es|ed|ing)|slump(?:s|ed|ing)?|collaps(?:e|es|ed|ing)|dwindl(?:e|es|ed|ing)|"
    r"downwards?|slow(?:s|ed|ing) down|eas(?:es|ed|ing)|slid|slides?|slip(?:s|ped)|"
    r"dip(?:s|ped)|tumbl(?:es|ed)|fewer and fewer|less and less)\b"
)
SET_BESIDE = re.compile(r"\b(?:as|that of|those of)\b|(?<!more )(?<!less )(?<!fewer )\bthan\b")
COMPARED = re.compile(r"\b(?:as|than|that of|those of|times|what)\b")
EXTREME = re.compile(r"\b(?:maximum|minimum|peak(?:s|ed)? at)\b")
NONE_WORDS = re.compile(
    r"\b(?:no|zero|nothing|none|without|nil|empty)\b|n't (?:hold|have|give|say)"
)


def number_that_does_not_hold(shown: Shown, clause: Clause) -> str:
    """The first number or year of a clause that the chart does not show; nothing if all hold."""
    bare = clause.bare
    for match in YEAR_SAID.finditer(bare):
        if match.group()[:4] not in years_known(shown) and not _is_a_value(shown, match.group()):
            return match.group()
        bare = bare[: match.start()] + " " * len(match.group()) + bare[match.end() :]
    numerals = numerals_in(bare)
    wrong = _wrong_extreme(shown, clause, bare, numerals)
    if wrong:
        return wrong
    limits = _limits(bare, numerals)
    if limits and not clause.mentions and not _are_limits(shown, *limits):
        return bare[limits[0].start :].strip()
    for numeral in numerals:
        if clause.denies(numeral.start_of_words):
            holds = not _is_passed(shown, clause, numeral)
        else:
            holds = _is_shown(shown, clause, numeral, numerals)
        if not holds:
            return numeral.words.strip()
    return ""


def _wrong_extreme(shown: Shown, clause: Clause, bare: str, numerals: list[Numeral]) -> str:
    """What is said to be the maximum or the minimum, and is not."""
    match = EXTREME.search(bare)
    values = [numeral for numeral in numerals if numeral.role == "value"]
    if not match or len(values) != 1 or clause.denies(match.start()):
        return ""
    extreme = min(shown.numbers) if "min" in match.group() else max(shown.numbers)
    holds = any(fits(values[0], extreme, unit) for unit in (1, shown.unit))
    return "" if holds else values[0].words.strip()


def _limits(bare: str, numerals: list[Numeral]) -> tuple[Numeral, Numeral] | None:
    """The two numbers of "between 8 and 12"."""
    for low, high in pairwise(numerals):
        joint = bare[low.start : high.start]
        if re.search(r"\bbetween $", bare[: low.start]) and joint.endswith(" and "):
            return low, high
    return None


def _are_limits(shown: Shown, low: Numeral, high: Numeral) -> bool:
    """Whether two numbers are the smallest and the largest value."""
    units = (1, shown.unit)
    return any(fits(low, min(shown.numbers), unit) for unit in units) and any(
        fits(high, max(shown.numbers), unit) for unit in units
    )


def _is_a_value(shown: Shown, words: str) -> bool:
    return words.isdigit() and float(words) in [round(number) for number in shown.numbers]


def _is_shown(shown: Shown, clause: Clause, numeral: Numeral, numerals: list[Numeral]) -> bool:
    if _left_to_the_teacher(shown, clause, numeral, numerals) or _is_a_lapse(
        shown, clause, numeral
    ):
        return True
    counts = list(_counts(shown, clause, numeral, numerals))
    counted = any(_fits_a_count(shown, numeral, count) for count in counts)
    if counted or (counts and _is_some_of(shown, clause, numeral)):
        return counted
    if _says_how_many_there_are(shown, clause, numeral):
        return True
    units = {1, shown.unit} if numeral.role in ("value", "end", "change") else {1}
    numbers = list(NUMBERS_FOR[numeral.role](shown, clause))
    if any(fits(numeral, number, unit) for number in numbers for unit in units):
        return True
    exact = numeral._replace(hedge="", step=0)
    says_floor = numeral.hedge in ("over", "least")
    return says_floor and any(fits(exact, floor, unit) for floor in shown.floors for unit in units)


def _is_a_lapse(shown: Shown, clause: Clause, numeral: Numeral) -> bool:
    """Whether it says how many years lie between two of the things: in ten years."""
    years = [int(key[:4]) for key in shown.values if re.match(r"(?:19|20)\d\d", key)]
    if not shown.in_time or numeral.hedge or not years:
        return False
    after = re.match(r"(?:\w+) years?\b", clause.bare[numeral.start :])
    return bool(after) and numeral.value in {late - early for early in years for late in years}


def _says_how_many_there_are(shown: Shown, clause: Clause, numeral: Numeral) -> bool:
    plain = numeral.role == "value" and not numeral.hedge and not clause.mentions
    return plain and numeral.value == len(shown.values)


def _is_passed(shown: Shown, clause: Clause, numeral: Numeral) -> bool:
    """Whether some value is where a title says that none is: fewer than nine."""
    if numeral.hedge not in ("over", "least", "under", "most") or numeral.role != "value":
        return False
    values = shown.values_of_all(clause.mentions)
    unit = shown.unit if numeral.value >= shown.unit else 1
    return any(_beyond(numeral, shown, value * unit) for value in values)


def _fits_a_count(shown: Shown, numeral: Numeral, count: int) -> bool:
    """Whether so many of the things is what a number says: as a count, a part or a percentage."""
    share = count / len(shown.values)
    in_form = {"value": count, "part": share, "percent": 100 * share}
    return numeral.role in in_form and fits(numeral, in_form[numeral.role])


def _left_to_the_teacher(
    shown: Shown, clause: Clause, numeral: Numeral, numerals: list[Numeral]
) -> bool:
    """Whether a small number counts some of the things by a mark that a program does not know."""
    if numeral.role not in ("value", "end"):
        return False
    after = clause.bare[numeral.start :]
    of_things = rf"\w+ (?:of (?:the )?(?:\w+ )?)?(?:\w+ )?(?:{shown.things})\b"
    some = re.match(of_things, after) and 0 < numeral.value <= len(shown.values)
    return bool(some) and not list(_counts(shown, clause, numeral, numerals))


def _is_some_of(shown: Shown, clause: Clause, numeral: Numeral) -> bool:
    """Whether it says how many of the things: two of three products."""
    if re.search(r"\bof (?:the )?$", clause.bare[: numeral.start]):
        return False  # how many there are
    after = clause.bare[numeral.start :]
    return bool(re.match(rf"\w+ (?:of (?:the )?)?(?:\w+ )?(?:{shown.things})\b", after))


def _counts(
    shown: Shown, clause: Clause, numeral: Numeral, numerals: list[Numeral]
) -> Iterator[int]:
    """How many of the things are as the clause says: have nothing, rose, are above a number."""
    if NONE_WORDS.search(clause.bare):
        yield sum(number == 0 for number in shown.numbers)
    if shown.rates and UPWARD.search(clause.bare):
        yield sum(number > 0 for number in shown.numbers)
    if shown.rates and DOWNWARD.search(clause.bare):
        yield sum(number < 0 for number in shown.numbers)
    for other in numerals:
        if other.start > numeral.start and other.hedge in ("over", "least", "under", "most"):
            yield sum(_beyond(other, shown, number) for number in shown.numbers)


def _beyond(limit: Numeral, shown: Shown, number: float) -> bool:
    """Whether a value is on the side of a limit that a title says."""
    parts = {"part": 100 if shown.percent else shown.of_all}
    edge = limit.value * parts.get(limit.role, 1)
    sides = {
        "over": number > edge,
        "least": number >= edge,
        "under": number < edge,
        "most": number <= edge,
    }
    return sides[limit.hedge]


def _plain(shown: Shown, clause: Clause) -> Iterator[float]:
    if re.search(r"\b(?:average|mean)\b", clause.bare) and not clause.mentions:
        yield shown.total / len(shown.values)
        return
    yield from shown.values_of_all(clause.mentions)
    yield from shown.also
    if shown.of_all:
        yield from (shown.total, shown.of_all)


def _ends(shown: Shown, clause: Clause) -> Iterator[float]:
    """What something rose or fell to."""
    moves = UPWARD.search(clause.bare) or DOWNWARD.search(clause.bare)
    if not (shown.in_time and moves):
        yield from _plain(shown, clause)
    elif clause.mentions:
        for mention in clause.mentions:
            yield from shown.values_of(mention)
    else:
        yield shown.numbers[-1]


def _gaps(shown: Shown, clause: Clause) -> Iterator[float]:
    yield from (abs(late - early) for early, late in shown.changes(clause.meant))
    if shown.rates:
        yield from map(abs, shown.values_of_all(clause.mentions))


def _percentages(shown: Shown, clause: Clause) -> Iterator[float]:
    if shown.percent:
        yield from map(abs, shown.values_of_all(clause.mentions))
        yield from () if clause.mentions else shown.also
        return
    yield from (100 * part for part in _shares(shown, clause))
    yield from (100 * part for part in _changed_parts(shown, clause))


def _shares(shown: Shown, clause: Clause) -> Iterator[float]:
    whole = 100 if shown.percent else shown.of_all
    if not whole:
        return
    yield from (value / whole for value in shown.values_of_all(clause.mentions))
    named = sum(value for mention in clause.mentions for value in shown.values_of(mention))
    if clause.mentions:
        yield named / whole
    elif shown.whole:
        yield shown.total / whole


def _changed_parts(shown: Shown, clause: Clause) -> Iterator[float]:
    """By what part something changed, in the direction that the clause says."""
    if shown.rates:
        yield from (abs(value) / 100 for value in shown.values_of_all(clause.mentions))
        return
    for early, late in shown.changes(clause.meant):
        part = (late - early) / early if early else float("nan")
        up, down = UPWARD.search(clause.bare), DOWNWARD.search(clause.bare)
        if up or not down:
            yield part
        if down or not up:
            yield -part


def _ratios(shown: Shown, clause: Clause) -> Iterator[float]:
    """How many times as much one value is as another, or as it was."""
    if shown.rates and not COMPARED.search(clause.bare):
        yield from (1 + value / 100 for value in shown.values_of_all(clause.mentions))
        return
    pairs = list(shown.changes(clause.meant))
    if len(clause.mentions) > 1 and SET_BESIDE.search(clause.bare):
        subject, other = clause.mentions[0], clause.mentions[1]
        pairs = [
            (below, above) for above in shown.values_of(subject) for below in shown.values_of(other)
        ]
    down = DOWNWARD.search(clause.bare)
    for early, late in pairs:
        if early and late:
            yield early / late if down else late / early


NUMBERS_FOR: dict[str, Callable[[Shown, Clause], Iterator[float]]] = {
    "value": _plain,
    "end": _ends,
    "change": _gaps,
    "points": _gaps,
    "percent": _percentages,
    "part": _shares,
    "by part": _changed_parts,
    "ratio": _ratios,
}
