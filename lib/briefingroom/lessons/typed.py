"""A guess as a learner types it: whether there is one, and what it says.

Nothing here raises anything but `Unreadable`, whatever stands in the guess.
"""

import math
from decimal import Decimal
from typing import Any

import numpy as np
import pandas as pd

from ..display import counted
from .numerals import Unreadable

LONGEST_SHOWN = 40  # characters of what was typed that a sentence repeats


def of_python(guess: Any) -> Any:
    """What pandas and numpy hold as what Python has for it: a dictionary, a list, a number.

    >>> of_python(pd.Series({"2023": 2}))
    {'2023': 2}
    """
    if isinstance(guess, pd.Series):
        return dict(zip(guess.index, guess.tolist(), strict=True))
    if isinstance(guess, (pd.Index, np.ndarray, np.generic)):
        return guess.tolist()
    return guess


def is_empty(guess: Any) -> bool:
    """Whether there is no guess yet: nothing, a missing value, a line to write on, or only such.

    >>> [is_empty(guess) for guess in (None, "", " ? ", ..., [], {"2023": ""}, 0)]
    [True, True, True, True, True, True, False]
    """
    if guess is None or guess is ...:
        return True
    if isinstance(guess, str):
        return not any(character.isalnum() for character in guess)
    if isinstance(guess, dict):
        return all(is_empty(value) for value in guess.values())
    if isinstance(guess, (list, tuple, set)):
        return all(is_empty(value) for value in guess)
    return _is_missing(guess)


def _is_missing(value: Any) -> bool:
    """Whether it is one of the missing values of Python and pandas."""
    if isinstance(value, (float, Decimal)):
        return math.isnan(value)
    return type(value).__name__ in ("NAType", "NaTType")


def repeated(typed: Any) -> str:
    """What was typed, short enough for a sentence.

    >>> repeated("twenty"), repeated(object())
    ('“twenty”', 'a value of type object')
    """
    if not isinstance(typed, (str, int, float)):
        return f"a value of type {type(typed).__name__}"
    try:
        text = " ".join(str(typed).split())
    except ValueError:  # Python writes out no number of more than 4,300 digits
        return "this number"
    if len(text) > LONGEST_SHOWN:
        text = f"{text[:LONGEST_SHOWN]}…"
    # What has no form on paper could not be saved in a notebook, or would spoil the line.
    printable = "".join(c if c.isprintable() else "\ufffd" for c in text)
    return f"“{printable}”"


def as_sentence(words: str) -> str:
    """Words as a sentence: only the first letter is changed.

    >>> as_sentence("a value of type GDP")
    'A value of type GDP'
    """
    return words[:1].upper() + words[1:]


def the_only_one(guess: Any) -> Any:
    """What stands alone in a list, and what is no list as it is.

    Raises
    ------
    Unreadable : when there are several.

    >>> the_only_one([25])
    25
    """
    if not isinstance(guess, (list, tuple, set)):
        return guess
    if len(guess) > 1:
        raise Unreadable(
            f"These are {counted(len(guess), 'value')}, and one is asked for; "
            "a number such as 2,5 stands between quotation marks, or is written 2.5."
        )
    (alone,) = guess
    return of_python(alone)
