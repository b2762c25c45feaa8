"""What is cited by an id, as an item of CSL-JSON, the form that reference managers exchange.

A part of a briefing, and a promise made there, cite the press conference; a published figure, a
statement from outside and a work to read cite their document; what only this collection says (an
indicator, a discrepancy, a term) cites the collection. Each names the id as the place, the version
of the data and the day of access.
"""

import json
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..corpus.active import added_briefings
from ..corpus.tables import HOME, data_version, published_table, read_table, table_by_id
from ..ids import NAMED_KINDS, named_id, parse_id
from ..pages.known import Known

if TYPE_CHECKING:
    import pandas as pd

Item = dict[str, Any]

COLLECTION = "Briefing Room"
CONTRIBUTORS = "Briefing Room contributors"
TRANSCRIPT = "Press conference transcript"
DATA_SET = "Data set"
LANGUAGE = "en"
NOT_PUBLISHED = f"added by a reader, no part of the published data of {COLLECTION}"
IN_A_BRIEFING = {
    "briefing",
    "turn",
    "paragraph",
    "sentence",
    "exchange",
    "claim",
    "policy measure",
    "thing asked",
}


ONLY_HEARD = {"speaker": "speakers", "outlet": "outlets"}  # known from what a briefing says


def item_of(known: Known, accessed: date) -> Item:
    """The item of CSL-JSON that an id cites.

    Parameters
    ----------
    known : the kind and the id.
    accessed : the day of access.

    >>> item = item_of(Known("claim", "2023-03-01.c012"), date(2026, 11, 27))
    >>> item["author"], item["archive_location"]
    ([{'literal': 'State Council Information Office'}], 'claim 2023-03-01.c012')
    """
    item = {
        "id": citation_id(known),
        **_work(known),
        "archive_location": f"{known.kind} {known.id}",
        "accessed": _csl_date(accessed),
    }
    return {name: value for name, value in item.items() if value}


def citation_id(known: Known) -> str:
    """An id that no two things share: names have their kind before them.

    >>> citation_id(Known("outlet", "Reuters"))
    'outlet:Reuters'
    """
    return named_id(*known) if known.kind in NAMED_KINDS else known.id


def author_of(item: Item) -> str:
    """The institution that is named as the author.

    >>> author_of({"author": [{"literal": "World Bank"}]})
    'World Bank'
    """
    return item["author"][0]["literal"]


def date_of(item: Item, name: str) -> date | None:
    """The day in a field of an item; None where it has none.

    >>> date_of({"issued": {"date-parts": [[2023, 3, 1]]}}, "issued")
    datetime.date(2023, 3, 1)
    """
    return date(*item[name]["date-parts"][0]) if name in item else None


def _work(known: Known) -> Item:
    """The fields of the document that is cited."""
    if known.kind in IN_A_BRIEFING:
        return _press_conference(parse_id(known.id).briefing)
    if known.kind == "target":
        sentence = table_by_id("targets").sentence[known.id]
        return _press_conference(parse_id(sentence).briefing)
    if known.kind in DOCUMENTS:
        return DOCUMENTS[known.kind](known.id)
    if known.kind in ONLY_HEARD and known.id not in set(_names_published(known.kind)):
        return _press_conference(_first_heard(known))
    return _collection()


def _names_published(kind: str) -> "pd.Series":
    return published_table(ONLY_HEARD[kind])[kind]


def _first_heard(known: Known) -> str:
    """The first briefing in which somebody speaks who speaks in no published one."""
    turns = read_table("turns")
    return turns.briefing[turns[known.kind] == known.id].iloc[0]


def _press_conference(briefing: str) -> Item:
    row = table_by_id("briefings").loc[briefing]
    is_added = briefing in added_briefings()
    return {
        "type": "webpage" if row.url else "document",
        "author": _institution(row.host),
        "issued": _csl_date(row.date.date()),
        "title": row.title,
        "original-title": row.title_zh,
        "genre": TRANSCRIPT,
        "event-place": row.place,
        "URL": row.url,
        "language": LANGUAGE,
        "archive": "" if is_added else _archive(),
        "note": NOT_PUBLISHED if is_added else "",
    }


def _document(reference: str) -> Item:
    """The document of a published figure; its date and its language are not in the table."""
    row = table_by_id("references").loc[reference]
    return {
        "type": "webpage" if row.url else "document",
        "author": _institution(row.publisher),
        "title": row.document,
        "URL": row.url,
        "archive": _archive(),
        "note": "; ".join(_caveats(row)),
    }


def _record(statement: str) -> Item:
    """The record of a statement from outside; the day in the table is not that of the record."""
    row = table_by_id("context").loc[statement]
    return _seen(row.publisher, row.document, row)


def _reading(reading: str) -> Item:
    """A work to read; of its date only the year is known, if that."""
    row = table_by_id("further_reading").loc[reading]
    year = "year unknown" if pd.isna(row.year) else f"published {row.year:.0f}"
    authors = row.author.replace(", ", " and ")  # a comma would part the name of one author
    return _seen(authors, row.title, row, row.publisher, year)


def _seen(author: str, title: str, row: Any, *details: str) -> Item:
    """A document with an address, and what of it was seen."""
    return {
        "type": "webpage",
        "author": _institution(author),
        "title": title,
        "URL": row.url,
        "archive": _archive(),
        "note": "; ".join([*details, f"seen: {row.basis}"]),
    }


def _caveats(row: Any) -> list[str]:
    caveats = [row.basis]
    if row.origin != "published":
        caveats.append(f"the figure is {row.origin}")
    if not row.url:
        caveats.append("no address known")
    return caveats


DOCUMENTS: dict[str, Callable[[str], Item]] = {
    "reference": _document,
    "context": _record,
    "reading": _reading,
}


def _collection() -> Item:
    return {
        "type": "dataset",
        "author": _institution(CONTRIBUTORS),
        "title": _title_of_collection(),
        "genre": DATA_SET,
        "version": _version_of_collection(),
        "language": LANGUAGE,
    }


@cache
def _title_of_collection() -> str:
    package = json.loads((HOME / "datapackage.json").read_text(encoding="utf-8"))
    return package["title"]


@cache
def _version_of_collection() -> str:
    return data_version()


def _archive() -> str:
    return f"{COLLECTION}, data version {_version_of_collection()}"


def _institution(name: str) -> list[dict[str, str]]:
    return [{"literal": name}]


def _csl_date(day: date) -> dict[str, list[list[int]]]:
    return {"date-parts": [[day.year, day.month, day.day]]}
