"""What kind of figure a quantity is, by the words near it: the conventions of `claims`."""

from .number_tokens import Tokens
from .quantity_reader import Reading
from .units import TIMES_OF_DAY

CURRENCIES = ("CNY", "USD", "HKD", "EUR", "JPY", "GBP")
UNITS_OF_RATES = ("percent", "multiple", "basis_point", "permille")
CHANGE_STEMS = (
    "grow grew increas ris rose rising up down fell fall drop declin decreas expand expan surg "
    "soar jump climb reduc cut cuts lower slump shrank shrink gain rebound pick add slid plung "
    "contract plummet doubl tripl rall narrow slow accelerat hike shorten lessen improv ax axing"
).split()
NO_CHANGE_STEMS = ("rise", "upgrad", "upstream", "added", "growers", "addition", "upper", "address")
TARGET_WORDS = frozenset(
    "target targets targeted goal goals aim aims aiming plan plans planned planning strive "
    "striving expected expects expect forecast forecasts predicted projected".split()
)
FUTURE_WORDS = frozenset("will shall strive strives".split())
ENDS_A_PLAN = (".", ";", ":", "has", "have", "was", "were", "stood", "existing")
LONG_SENTENCE = 60  # tokens
SHARE_WORDS = frozenset(
    "of account accounts accounted accounting share shares proportion proportions ratio rate "
    "penetration coverage covering covered utilization percentage rates intensity occupancy "
    "comprise comprises comprised comprising localization self-sufficiency contribution".split()
)
BUILT_UP = frozenset(  # since a beginning, as "a total of 300 have been built"
    "cumulative cumulatively accumulated accumulatively accumulative altogether launched issued "
    "released formulated trained helped implemented promoted sold transported provided invested "
    "delivered".split()
)
COMPARING = frozenset("faster higher lower above below ahead more larger bigger".split())


def kind_of(tokens: Tokens, reading: Reading, unit: str) -> str:
    """The kind that the words propose.

    Parameters
    ----------
    tokens : of the text.
    reading : of the quantity.
    unit : its unit.
    """
    near = _Near(tokens, reading)
    if unit == "rank":
        return _kind_of_rank(near, reading)
    if unit in TIMES_OF_DAY:
        return "other"
    if near.is_target():
        return "target"
    if unit == "percentage_point":
        return _kind_of_points(near)
    if unit in UNITS_OF_RATES:
        return _kind_of_rate(near, reading, unit)
    return _kind_of_amount(near, unit)


class _Near:
    """The words around a quantity."""

    def __init__(self, tokens: Tokens, reading: Reading) -> None:
        self.tokens = tokens
        self.reading = reading
        self.before = tokens.words(reading.start - 12, reading.start)
        self.clause = _clause_before(self.before)
        self.after = tokens.words(reading.stop, reading.stop + 8)

    def has_before(self, words: frozenset[str], reach: int = 12) -> bool:
        """Whether one of the words stands just before."""
        return bool(words & set(self.before[-reach:]))

    def changes_before(self, reach: int = 12) -> int:
        """How many words back a word of change stands; 0 where none does."""
        for distance, word in enumerate(reversed(self.clause[-reach:]), 1):
            if _is_change(word):
                return distance
        return 0

    def changes_after(self) -> bool:
        """Whether a word of change follows: "a 5% increase", "5% growth", "5% year on year"."""
        head = self.after[:3]
        compared = self.after[:2] == ("year", "on") or self.after[:3] == ("year", "-", "on")
        compared = compared or self.after[:2] == ("year", "over") or self.after[:1] == ("yoy",)
        return compared or any(_is_change(word) for word in head)

    def is_target(self) -> bool:
        """Whether the figure is aimed at, or lies in the future."""
        tokens, start = self.tokens, self.reading.start
        for place in range(start - 1, max(start - LONG_SENTENCE, -1), -1):
            word = tokens.word(place)
            if word in FUTURE_WORDS and tokens.word(place + 1) not in ("be", "have"):
                return True
            if word in TARGET_WORDS and _is_aim(tokens, place):
                return True
            if word in ENDS_A_PLAN:
                return False
        return False

    def leads_over(self) -> bool:
        """Whether it says how far one thing is above another: 1.9 points higher than that of."""
        if not COMPARING & set(self.after[:4]) or "than" not in self.after[:5]:
            return False
        at = self.after.index("than")
        then = self.after[at + 1 : at + 3]
        timed = {"last", "a", "in", "at", "previous", "year", "month", "quarter"} & set(then[:2])
        return not timed and not any(word.isdecimal() for word in then)


def _is_aim(tokens: Tokens, at: int) -> bool:
    """Whether a word as "plan" speaks of what is aimed at; a Five-Year Plan does not."""
    named = tokens.word(at - 1) == "year" or tokens.at(at).is_capital
    return not named and tokens.word(at + 1) not in ("output", "for", "period")


def _clause_before(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words after the last comma; all where the clause would be short."""
    for index in range(len(words) - 1, -1, -1):
        if words[index] in (";", ".", ":", "(") or (words[index] == "," and index < len(words) - 3):
            return words[index + 1 :]
    return words


def _is_change(word: str) -> bool:
    if word.startswith(NO_CHANGE_STEMS) and word not in ("rise", "rises"):
        return False
    return any(word == stem or (len(stem) > 2 and word.startswith(stem)) for stem in CHANGE_STEMS)


def _kind_of_rank(near: _Near, reading: Reading) -> str:
    if near.after[:1] in (("places",), ("spots",), ("positions",), ("place",)):
        ordinal = reading.form in ("ordinal", "hundredth")
        return "rank" if ordinal else "change"
    ranked = any(word.startswith("rank") for word in near.before)
    world = {"world", "globally", "worldwide", "place"} & set(near.after[:5])
    return "rank" if ranked or (world and reading.form == "ordinal") else "other"


def _kind_of_points(near: _Near) -> str:
    contributes = any(word.startswith(("contribut", "driving")) for word in near.before)
    return "other" if contributes or near.leads_over() else "change"


def _kind_of_rate(near: _Near, reading: Reading, unit: str) -> str:
    if unit == "multiple":
        return _kind_of_multiple(near, reading)
    if reading.form in ("share", "fraction") and near.after[:1] == ("of",):
        return "share"
    if near.leads_over():
        return "other"
    if near.changes_after():
        return "growth"
    if near.after[:1] == ("of",) or near.before[-1:] == ("for",):
        return "share"
    if {"interest", "loan"} & set(near.clause):
        return "level"
    changed = near.changes_before()
    reached = {"to", "from"} & set(near.before[-3:])
    if changed and reached and not near.has_before(GROWTH, 6):
        return "share"
    if changed and not _shared_later(near, changed):
        return "growth"
    return "growth" if _speaks_of_growth(near) else "share"


def _speaks_of_growth(near: "_Near") -> bool:
    """Whether a word of growth stands before in the sentence, and none of shares after it."""
    tokens, start = near.tokens, near.reading.start
    for place in range(start - 1, max(start - 25, -1), -1):
        word = tokens.word(place)
        if word in GROWTH or word == "grew":
            return True
        if word in SHARE_WORDS - {"of", "rate", "rates"} or word in (".", ";"):
            return False
    return False


GROWTH = frozenset("growth increase decrease decline drop rise growing".split())


def _shared_later(near: _Near, changed: int) -> bool:
    """Whether a word of shares stands nearer than the word of change."""
    later = set(near.before[-changed:]) - {"of", "rate", "rates"}
    return bool(later & SHARE_WORDS)


def _kind_of_multiple(near: _Near, reading: Reading) -> str:
    if reading.form in ("multiple", "halved"):
        return "growth"
    compared = near.changes_before() or near.changes_after()
    past = any(word.isdecimal() and len(word) == 4 for word in near.after)
    return "growth" if compared or past else "other"


def _kind_of_amount(near: _Near, unit: str) -> str:
    top = near.before[-1:] in (("top",), ("per",), ("every",)) or near.before[-2:] == ("the", "top")
    at_least = near.reading.bound == "at_least" and near.after[:1] in (("or",), ("and",))
    if top or (at_least and unit != "count"):
        return "other"
    if unit == "count" and near.after[:2] in (("more", "than"), ("fewer", "than")):
        return "change"
    if near.before[-1:] == ("by",) and near.changes_before(4):
        return "change"
    if {"price", "prices", "priced"} & set(near.before[-8:]) and unit in CURRENCIES:
        return "price"
    if near.has_before(BUILT_UP) and near.has_before(frozenset({"has", "have", "had", "been"})):
        return "cumulative"
    return "level"
