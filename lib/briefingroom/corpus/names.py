"""Refusing a name that is not known, with the nearest that is."""

import difflib
import os

from ..errors import UnknownName


def must_be(name: str, names, message: str) -> None:
    """Refuse a name that is not among those known, naming the nearest.

    Raises
    ------
    UnknownName : the message given, and the nearest name.
    """
    if name not in names:
        raise UnknownName(f"{message}; the nearest is {nearest(str(name), names)}.")


def nearest(name: str, names) -> str:
    """The name that looks most like the given one: of those that begin alike, the closest.

    >>> nearest("2023-03-02", ["2022-06-14", "2023-03-01"])
    "'2023-03-01'"
    """
    alike = {known: len(os.path.commonprefix([name, known])) for known in names}
    begin = [known for known, length in alike.items() if length == max(alike.values())]
    return repr((difflib.get_close_matches(name, begin, n=1, cutoff=0) or begin)[0])
