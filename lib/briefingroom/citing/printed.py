"""Citations to be read: APA (7th edition) and Chicago (17th edition, author and date).

Plain text, without italics. Titles keep the capitals that they were published with.
"""

import re
from collections.abc import Iterator
from datetime import date

from .items import Item, author_of, date_of

MONTHS = (
    "January February March April May June July August September October November December"
).split()
ENDS_A_SENTENCE = (".", "?", "!")
NO_DATE = "n.d."
INNER_QUOTATION = re.compile('"([^"]*)"')


def as_apa(item: Item) -> str:
    """An item as APA has it.

    >>> as_apa({"author": [{"literal": "World Bank"}], "title": "A report",
    ...         "archive_location": "reference r9", "accessed": {"date-parts": [[2026, 11, 5]]}})
    'World Bank. (n.d.). A report. (Reference r9; retrieved November 5, 2026)'
    """
    issued = date_of(item, "issued")
    day = f"{issued.year}, {MONTHS[issued.month - 1]} {issued.day}" if issued else NO_DATE
    place = "; ".join(_place_in_collection(item, "retrieved"))
    parts = [
        _sentence(author_of(item)),
        f"({day}).",
        _sentence(_apa_title(item)),
        _sentence(item.get("event-place", "")),
        item.get("URL", ""),
        f"({place})",
    ]
    return " ".join(filter(None, parts))


def as_chicago(item: Item) -> str:
    """An item as Chicago has it, in the form with author and date.

    >>> as_chicago({"author": [{"literal": "World Bank"}], "title": "A report",
    ...         "archive_location": "reference r9", "accessed": {"date-parts": [[2026, 11, 5]]}})
    'World Bank. n.d. “A report.” Reference r9. Accessed November 5, 2026.'
    """
    issued = date_of(item, "issued")
    place = [_sentence(_capitalized(part)) for part in _place_in_collection(item, "accessed")]
    parts = [
        _sentence(author_of(item)),
        f"{issued.year}." if issued else NO_DATE,
        _quoted_title(item["title"]),
        _sentence(", ".join(_chicago_details(item))),
        _sentence(item.get("URL", "")),
        *place,
    ]
    return " ".join(filter(None, parts))


def long_date(day: date) -> str:
    """A day in English words, in any locale.

    >>> long_date(date(2026, 11, 5))
    'November 5, 2026'
    """
    return f"{MONTHS[day.month - 1]} {day.day}, {day.year}"


def _apa_title(item: Item) -> str:
    title = item["title"]
    if "version" in item:
        title += f" (Version {item['version']})"
    if "genre" in item:
        title += f" [{item['genre']}]"
    return title


def _chicago_details(item: Item) -> Iterator[str]:
    """What the document is, and where and when it was spoken."""
    for name in ("genre", "event-place"):
        if name in item:
            yield item[name]
    if "version" in item:
        yield f"version {item['version']}"
    issued = date_of(item, "issued")
    if issued:
        yield long_date(issued)


def _place_in_collection(item: Item, accessed: str) -> Iterator[str]:
    """Where in the collection, what is to be known of the source, and when it was looked up."""
    place = _capitalized(item["archive_location"])
    yield f"{place} in {item['archive']}" if "archive" in item else place
    if "note" in item:
        yield item["note"]
    day = date_of(item, "accessed")
    if day:
        yield f"{accessed} {long_date(day)}"


def _quoted_title(title: str) -> str:
    inner = INNER_QUOTATION.sub(r"‘\1’", title)
    return f"“{_sentence(inner)}”"


def _sentence(text: str) -> str:
    """A text with the full stop that it lacks."""
    if not text or text.endswith(ENDS_A_SENTENCE):
        return text
    return f"{text}."


def _capitalized(text: str) -> str:
    return text[:1].upper() + text[1:]
