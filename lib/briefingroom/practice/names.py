"""Which thing a label or a title speaks of: names in other words, days in other forms."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

Names = Mapping[str, Iterable[str]]

OTHER_SIGNS = str.maketrans({"–": "-", "—": "-", "−": "-", "’": "'", "“": '"', "”": '"', "_": " "})


class Mention(NamedTuple):
    """A place in a text that names one thing, or several that it cannot tell apart."""

    start: int
    end: int
    keys: frozenset[str]


def in_plain_signs(text: object) -> str:
    """A text in small letters, with the usual signs and single spaces.

    >>> in_plain_signs("Per  cent – “January\\nto June”")
    'percent - "january to june"'
    """
    words = str(text).translate(OTHER_SIGNS).casefold().split()
    return " ".join(words).replace("per cent", "percent")


def day_names(days: Iterable[str]) -> dict[str, list[str]]:
    """The forms in which a title or a label may write each of some days.

    A month or a year may stand for its day; where two days share it, it names both.

    >>> day_names(["2021-03-01"])["2021-03-01"][:4]
    ['2021-03-01', '2021/03/01', '01.03.2021', '1.3.2021']
    """
    return {day: _forms_of_day(date.fromisoformat(day)) for day in days}


def _forms_of_day(day: date) -> list[str]:
    year, month, short = f"{day:%Y}", f"{day:%B}", f"{day:%b}"
    numbers = [
        f"{day:%Y-%m-%d}",
        f"{day:%Y/%m/%d}",
        f"{day:%d.%m.%Y}",
        f"{day.day}.{day.month}.{year}",
    ]
    forms = [*numbers, f"{day:%Y-%m}", year]
    for name in (month, short):
        forms += [
            f"{day.day} {name} {year}",
            f"{name} {day.day}, {year}",
            f"{name} {day.day} {year}",
        ]
        forms += [
            f"{name} {year}",
            f"{name}. {year}",
            f"{day.day} {name}",
            f"{name} {day.day}",
            name,
        ]
        if (day + timedelta(1)).month != day.month:
            forms += [f"end of {name}", f"end of {name} {year}", f"end of {name}, {year}"]
    if (day.month, day.day) == (12, 31):
        forms += [f"end of {year}", f"the end of {year}"]
    return [form.casefold() for form in dict.fromkeys(forms)]


def mentions_in(text: str, names: Names) -> list[Mention]:
    """The places of a plain text that name something, the longest name first where two overlap.

    >>> found = mentions_in("one per firm", {"all": ["one"], "each": ["per firm"]})
    >>> [mention.keys for mention in found]
    [frozenset({'each'}), frozenset({'all'})]
    """
    keys_of: dict[str, set[str]] = {}
    for key, forms in names.items():
        for form in (key, *forms):
            keys_of.setdefault(in_plain_signs(form), set()).add(key)
    found: list[Mention] = []
    for form in sorted(keys_of, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w-]){re.escape(form)}(?!\w|-\d)", text):
            if all(match.end() <= other.start or other.end <= match.start() for other in found):
                found.append(Mention(match.start(), match.end(), frozenset(keys_of[form])))
    return found


def key_named(label: object, names: Names) -> str | None:
    """The one thing that a label names; None where it names none or cannot tell two apart.

    >>> key_named("Mr. Jin Zhuanglong", {"jin": ["jin zhuanglong"], "tian": ["tian yulong"]})
    'jin'
    """
    meant = [mention.keys for mention in mentions_in(in_plain_signs(label), names)]
    if not meant:
        return None
    common = frozenset.intersection(*meant)
    return next(iter(common)) if len(common) == 1 else None


def in_order_of(keys: Sequence[str], order: Sequence[str]) -> bool:
    """Whether keys stand in an order, forwards or backwards.

    >>> in_order_of(["c", "b", "a"], ["a", "b", "c"]), in_order_of(["b", "a", "c"], ["a", "b", "c"])
    (True, False)
    """
    places = [order.index(key) for key in keys]
    return places in (sorted(places), sorted(places, reverse=True))
