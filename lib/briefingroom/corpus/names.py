"""Refusing a name that is not known, with the nearest that is."""

import difflib
from collections.abc import Collection
from itertools import takewhile

from ..errors import UnknownName


def must_be(name: str, names: Collection[str], message: str) -> None:
    """Refuse a name that is not among those known, naming the nearest.

    Raises
    ------
    UnknownName : the message given, and the nearest name.
    """
    if not len(names):
        raise UnknownName(f"{message}; there is none to choose from.")
    if name not in names:
        raise UnknownName(f"{message}; the nearest is {nearest(str(name), names)}.")


def nearest(name: str, names: Collection[str]) -> str:
    """The name that looks most like the given one: of those that begin alike, the closest.

    Capitals do not matter.

    >>> nearest("2023-03-02", ["2022-06-14", "2023-03-01"])
    "'2023-03-01'"
    >>> nearest("reuters", ["rare earth", "Reuters"])
    "'Reuters'"
    """
    as_written = {known.casefold(): known for known in names}
    given = name.casefold()
    alike = {known: letters_alike(given, known) for known in as_written}
    most = max(alike.values())
    candidates = [known for known, length in alike.items() if length == most]
    closest = difflib.get_close_matches(given, candidates, n=1, cutoff=0)
    return repr(as_written[(closest or candidates)[0]])


def letters_alike(first: str, second: str) -> int:
    """With how many letters two names begin alike.

    >>> letters_alike("2023-03-02", "2023-04-20")
    6
    """
    pairs = zip(first, second, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
