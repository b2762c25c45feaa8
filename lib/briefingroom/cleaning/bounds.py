"""Words that say how a number is meant: over, nearly, at least, or so."""

from .number_tokens import Tokens

_BEFORE = {
    "over": "over|more than|exceed|exceeds|exceeded|exceeding|surpass|surpasses|surpassed|"
    "surpassing|above|upwards of|upward of|in excess of|greater than|larger than|higher than|"
    "topped|topping|tops|beyond|north of|bigger than|longer than|well over|passed|>|"
    "broke through|breaking through|crossed|faster than|and more than|older than",
    "under": "nearly|almost|less than|under|below|fewer than|close to|approaching|just under|"
    "not quite|short of|lower than|shy of|nearing|smaller than|<|shorter than|slower than|"
    "just short of|approached|approaches|a little under|slightly less than|younger than|near",
    "about": "about|around|approximately|roughly|some|circa|an estimated|~|≈|approx|approx.|"
    "in the region of|in the order of|on the order of|more or less|somewhere around|c.|"
    "somewhere near|an approximate|or about|in the neighborhood of|in the vicinity of",
    "up_to": "up to|at most|no more than|not more than|a maximum of|maximum of|not exceed|"
    "not exceeding|within|no higher than|no greater than|no larger than|capped at|≤|"
    "as much as|as many as|not over|not above|no longer than|never more than|not exceeded|"
    "never exceed|never exceeded|not surpass|not surpassed|not higher than|the most",
    "at_least": "at least|no less than|no fewer than|not less than|not fewer than|no lower than|"
    "a minimum of|minimum of|not below|not lower than|not under|≥|no smaller than|never below|"
    "no shorter than",
}
_AFTER = {
    "over": "plus|+|-plus|odd|-odd|-some|and counting",
    "about": "or so|or thereabouts|more or less|approximately|give or take",
    "up_to": "or less|or fewer|or below|or under|or lower|at most|and below|and under|or lesser|"
    "at the most|or younger|and younger|max|maximum|or slower",
    "at_least": "or more|or above|or higher|and above|and up|or over|and over|or greater|at least|"
    "at the least|and more|or older|and older|and higher|upwards|and upwards|or better|"
    "or larger|minimum|or faster",
}
NOT_BEFORE_A_BOUND = {"add", "adds", "added", "adding"}
MAY_STAND_BETWEEN = ("the", "a", "an", "by", "that", "another", "only", "just")


def _by_words(table: dict[str, str]) -> dict[tuple[str, ...], str]:
    pairs = [(phrase, bound) for bound, phrases in table.items() for phrase in phrases.split("|")]
    return {_pieces(phrase): bound for phrase, bound in pairs}


def _pieces(phrase: str) -> tuple[str, ...]:
    return tuple(phrase.replace("-", "- ").replace(".", " .").split())


_BOUNDS_BEFORE = _by_words(_BEFORE)
_BOUNDS_AFTER = _by_words(_AFTER)
_LAST_WORDS_BEFORE = frozenset(words[-1] for words in _BOUNDS_BEFORE)
_FIRST_WORDS_AFTER = frozenset(words[0] for words in _BOUNDS_AFTER)
_LONGEST_BOUND = 4
_PASSING = tuple(  # verbs after which an article may stand: exceeded the 100 million
    phrase
    for phrase in _BOUNDS_BEFORE
    if phrase[0].startswith(
        ("exceed", "surpass", "topp", "tops", "pass", "cross", "break", "broke")
    )
)


def bound_before(tokens: Tokens, at: int) -> tuple[str, int]:
    """The bound that ends just before a token, and where it begins; empty where none does.

    Parameters
    ----------
    tokens : of the text.
    at : the first token of the number.
    """
    bound, start = _bound_ending(tokens, at)
    if bound:
        return bound, start
    place = at
    while tokens.word(place - 1) in MAY_STAND_BETWEEN and at - place < 2:
        place -= 1
        bound, start = _bound_ending(tokens, place)
        if bound and (tokens.words(start, place) in _PASSING or tokens.word(place) in ("a", "an")):
            return bound, start
    return "", at


def _bound_ending(tokens: Tokens, at: int) -> tuple[str, int]:
    if tokens.word(at - 1) not in _LAST_WORDS_BEFORE:
        return "", at
    for length in range(_LONGEST_BOUND, 0, -1):
        start = at - length
        words = tokens.words(start, at) if start >= 0 else ()
        bound = _BOUNDS_BEFORE.get(words)
        if bound and _holds(tokens, start, words):
            return bound, start
    return "", at


def _holds(tokens: Tokens, start: int, words: tuple[str, ...]) -> bool:
    """Whether the words are a bound here: "added up to 5" and "some of" are none."""
    before = tokens.word(start - 1)
    if words == ("up", "to"):
        return before not in NOT_BEFORE_A_BOUND
    if words == ("over",):
        return before not in ("all", "spread", "left")
    if words == ("passed",):
        return before in ("has", "had", "have", "already", "just")
    return words != ("near",) or before not in ("the",)


def bound_after(tokens: Tokens, at: int) -> tuple[str, int]:
    """The bound that begins at a token, after a number, and the token after it.

    Parameters
    ----------
    tokens : of the text.
    at : the token after the number, or after its unit.
    """
    if tokens.word(at) not in _FIRST_WORDS_AFTER:
        return "", at
    for length in range(_LONGEST_BOUND, 0, -1):
        bound = _BOUNDS_AFTER.get(tokens.phrase(at, at + length))
        if bound and _is_after(tokens, at, at + length):
            return bound, at + length
    return "", at


def _is_after(tokens: Tokens, at: int, stop: int) -> bool:
    """Whether nothing speaks against it: "or more years" has a unit to come, "3+2" is a sum."""
    if tokens.word(at) in ("+", "plus"):
        return tokens.at(stop).kind != "digits" and not tokens.at(stop).is_capital
    return True
