"""Whether the statements of two periods measure one thing, so that one may be set beside the other.

What decides is in the tables: the kind of figure, the length of the period, what is counted, what
a share is of, what a discrepancy says of one of the two alone, and the caution of the indicator.
"""

import re

import pandas as pd

from ..corpus.tables import read_table
from .periods import kind_of_period

# A day beside a year or a month is a stock at a time; a year beside a quarter is a longer flow.
ALIKE = ({"day", "year"}, {"day", "month"})
ABOUT_WHAT_IS_COUNTED = ("definition", "contradiction")  # kinds of discrepancy
# Words of a caution that forbid the comparison.
UNLIKE = re.compile(
    r"\bdiffer(s|ed|ent|ently)?\b(?! briefings)"
    r"|\bnot (one|a) (series|trend)\b|\bno (decline|series)\b"
    r"|\bdo(es)? not show\b|\bnot the same\b|\bbefore joining\b|\bdo not (join|compare)\b"
)
COUNTED_ALIKE = {  # two translations of one Chinese term
    "intermediate industrial category": "medium industrial category",
    "industrial sub-category": "small industrial category",
}
# Who is one is one on a day: the figure of a year stands for its end, and compares with a month.
STANDING = "user"
WORDS_COMPARED = {"global": "world", "worlds": "world"}
LITTLE_WORDS = frozenset(
    "a above all among and are at by for in number of on or over per that the to total with".split()
)


def measure_one_thing(first: pd.DataFrame, last: pd.DataFrame) -> bool:
    """Whether the statements of one period measure what those of another measure.

    Parameters
    ----------
    first, last : rows of `series` for one indicator, each for one period.

    >>> from .series import series
    >>> rows = series("mobile_apps")  # of apps in the stores, then of those in use
    >>> measure_one_thing(rows.head(3), rows.tail(1))
    False
    >>> rows = series("little_giants")
    >>> measure_one_thing(rows[rows.period == "2019-06-05"], rows[rows.period == "2023-03-01"])
    True
    """
    return (
        bool(set(first.kind) & set(last.kind))
        and _last_alike(first, last)
        and _count_alike(first, last)
        and _are_of_one_whole(first, last)
        and not _doubted_alone(first, last)
        and not _is_cautioned(first.indicator.iloc[0])
    )


def _last_alike(first: pd.DataFrame, last: pd.DataFrame) -> bool:
    """Whether the periods are as long, or what is counted stands on a day in any of them."""
    kinds = {kind_of_period(first.period.iloc[0]), kind_of_period(last.period.iloc[0])}
    if kinds == {"year", "month"}:
        return all(noun.endswith(STANDING) for noun in _nouns_counted(first) | _nouns_counted(last))
    return len(kinds) == 1 or kinds in ALIKE


def _of_claims(rows: pd.DataFrame, column: str) -> set[str]:
    claims = read_table("claims")
    return set(claims[column][claims.claim.isin(rows.claim)])


def _count_alike(first: pd.DataFrame, last: pd.DataFrame) -> bool:
    """Whether some of both count the same, or one says "user" and the other what kind of user."""
    pairs = [(one, other) for one in _nouns_counted(first) for other in _nouns_counted(last)]
    return any(one == other or _is_bare(one, other) or _is_bare(other, one) for one, other in pairs)


def _nouns_counted(rows: pd.DataFrame) -> set[str]:
    return {COUNTED_ALIKE.get(noun, noun) for noun in _of_claims(rows, "counted")}


def _is_bare(noun: str, full: str) -> bool:
    return " " not in noun and full.split()[-1:] == [noun]


def _are_of_one_whole(first: pd.DataFrame, last: pd.DataFrame) -> bool:
    """Of shares: whether the measures of some two differ at most by words that one leaves out."""
    if set(first.kind) != {"share"}:
        return True
    ones = [_words_measured(measure) for measure in _of_claims(first, "measure")]
    others = [_words_measured(measure) for measure in _of_claims(last, "measure")]
    return any(one <= other or other <= one for one in ones for other in others)


def _words_measured(measure: str) -> set[str]:
    words = re.findall(r"\w+", measure.lower().replace("'s", ""))
    return {WORDS_COMPARED.get(word, word) for word in words} - LITTLE_WORDS


def _doubted_alone(first: pd.DataFrame, last: pd.DataFrame) -> bool:
    """Whether a discrepancy says of one of the two, and not of the other, what it really counts."""
    discrepancies = read_table("discrepancies")
    about = discrepancies[discrepancies.kind.isin(ABOUT_WHAT_IS_COUNTED)]
    ones = set(first.claim)
    others = set(last.claim)
    doubted = [set(claims.split("; ")) for claims in about.claims]
    return any(ones.isdisjoint(claims) != others.isdisjoint(claims) for claims in doubted)


def _is_cautioned(indicator: str) -> bool:
    indicators = read_table("indicators").set_index("indicator")
    return bool(UNLIKE.search(indicators.caution[indicator]))
