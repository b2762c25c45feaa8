"""One of several choices, as a learner types it."""

import difflib
import re
import unicodedata
from collections.abc import Sequence
from typing import Any

from .numerals import Unreadable
from .typed import as_sentence, repeated, the_only_one

LONGEST_CHOICE = 200  # characters that are compared

_NUMBER = re.compile(r"\(?(\d+)[.)]*")


def read_choice(guess: Any, choices: Sequence[str]) -> str:
    """The choice that somebody typed: its words, however written, or its number in the list.

    Parameters
    ----------
    guess : capitals, accents, blanks and punctuation do not count; words go before numbers.
    choices : each once.

    Raises
    ------
    Unreadable : when it is none of them; the sentence names one that looks like it.

    >>> read_choice(" cctv", ["CCTV", "Reuters"]), read_choice(2, ["CCTV", "Reuters"])
    ('CCTV', 'Reuters')
    """
    alone = the_only_one(guess)
    if not isinstance(alone, (str, int, float)):
        raise Unreadable(_none_of(alone))
    text = _text_of(alone)
    if text in choices:
        return text
    by_letters = _by_letters(choices)
    letters = only_letters(text)
    if letters in by_letters:
        return by_letters[letters]
    number = _NUMBER.fullmatch(text)
    if number and int(number[1]) in range(1, len(choices) + 1):
        return choices[int(number[1]) - 1]
    nearest = difflib.get_close_matches(letters, by_letters, n=1)
    asked = f" Did you mean “{by_letters[nearest[0]]}”?" if nearest else ""
    raise Unreadable(f"{_none_of(alone)}{asked}")


def _none_of(typed: Any) -> str:
    return f"{as_sentence(repeated(typed))} is none of the choices."


def _text_of(value: str | float) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    try:
        return str(value).strip()[:LONGEST_CHOICE]
    except ValueError:  # Python writes out no number of more than 4,300 digits
        return ""


def _by_letters(choices: Sequence[str]) -> dict[str, str]:
    """Each choice by its letters, but for those that only their signs tell apart."""
    letters = [only_letters(choice) for choice in choices]
    return {
        key: choice
        for key, choice in zip(letters, choices, strict=True)
        if key and letters.count(key) == 1
    }


def only_letters(text: str) -> str:
    """The letters and digits of a text alone, in small letters without accents.

    >>> only_letters("“Le Monde”, (Économie)")
    'lemondeeconomie'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if character.isalnum())


def with_numbers(choices: Sequence[str]) -> str:
    """Choices in one line, each with its number.

    >>> with_numbers(["CCTV", "Reuters", "BBC"])
    '1 for CCTV, 2 for Reuters or 3 for BBC'
    """
    named = [f"{number} for {choice}" for number, choice in enumerate(choices, start=1)]
    return " or ".join(filter(None, [", ".join(named[:-1]), named[-1]]))
