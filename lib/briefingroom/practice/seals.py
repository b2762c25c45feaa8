"""A seal: ten characters that stand for the right answer in the text of a check."""

import hashlib
from collections.abc import Iterable, Mapping
from numbers import Number
from typing import Any

SEAL_LENGTH = 10


def seal(value: Any) -> str:
    """Ten characters that stand for a value and do not show it at a glance.

    Anybody can compute the seal of a value that they guess: a seal keeps an answer from being
    read by chance, and nobody from looking for it. Numbers are compared to nine digits whatever
    their type, text without capitals and outer spaces. The order of a list, of a Series (with its
    index) and of the rows of a table (without it) counts; that of a set or a dictionary does not.

    >>> seal(7) == seal(7.0), seal("Xin Guobin") == seal(" xin guobin")
    (True, True)
    >>> seal([1, 2]) == seal((1, 2)), seal([1, 2]) == seal([2, 1])
    (True, False)
    """
    digest = hashlib.sha256(_canonical(value).encode())
    return digest.hexdigest()[:SEAL_LENGTH]


def opens(value: Any, sealed: str) -> bool:
    """Whether a value is the one that was sealed.

    >>> opens(7.0, seal(7)), opens("seven", seal(7))
    (True, False)
    """
    return seal(value) == sealed


def near(answer: Any, *sealed: str, places: int = 1) -> bool:
    """Whether a number, rounded, is one of those that were sealed.

    >>> near(8.84, seal(8.8)), near(None, seal(8.8)), near(1_499_999, seal(1.5e6), places=-3)
    (True, False, True)
    """
    if not _counts_as_number(answer):
        return False
    return seal(round(float(answer), places)) in sealed


def seal_letter(question: str, letter: str) -> str:
    """The right letter of a question, sealed together with its words: so the same letter looks
    different in every question.

    >>> seal_letter("Which colour has grass?", "b")
    '950dfb478a'
    """
    return seal([question, letter])


def _canonical(value: Any) -> str:
    """The one text of all values that count as the same."""
    value = _of_python(value)
    if _counts_as_number(value):
        return f"{float(value) + 0:.9g}"  # adding nought makes -0.0 a 0
    if isinstance(value, Mapping):
        return _in_braces(value.items())
    if isinstance(value, (set, frozenset)):
        return _in_braces(value)
    if isinstance(value, (list, tuple)):
        return f"[{';'.join(map(_canonical, value))}]"
    return str(value).strip().casefold()


def _of_python(value: Any) -> Any:
    """What pandas and numpy hold, as lists and numbers of Python; anything else as it is."""
    if hasattr(value, "to_frame") and hasattr(value, "items"):  # a Series
        return list(value.items())
    if hasattr(value, "itertuples"):  # a DataFrame
        return [tuple(value.columns), *value.itertuples(index=False, name=None)]
    if hasattr(value, "tolist"):  # an array, an Index or a number of numpy
        return value.tolist()
    return value


def _counts_as_number(value: Any) -> bool:
    if isinstance(value, Number):
        return True
    return hasattr(value, "__float__") and not isinstance(value, str)


def _in_braces(values: Iterable[Any]) -> str:
    """Values of which the order does not count."""
    return "{" + ";".join(sorted(map(_canonical, values))) + "}"
