"""Where the page of every id lies in the website.

An address is relative to the folder of the site and names a file, so that it works from a server
and from a USB stick. The twin below ``v0.2.0/`` is the page of that version of the data, and stays
as it is when the data change.
"""

import re
from functools import cache
from posixpath import relpath

from ..corpus.tables import data_version, read_table
from ..ids import parse_id
from ..pages.known import TABLE_OF_KIND, Known, identify, ids_of_kind

FOLDER_OF_KIND = {
    "briefing": "briefing",
    "turn": "turn",
    "paragraph": "paragraph",
    "sentence": "sentence",
    "exchange": "exchange",
    "claim": "claim",
    "indicator": "indicator",
    "discrepancy": "discrepancy",
    "target": "promise",
    "reference": "reference",
    "term": "term",
    "theme": "theme",
    "speaker": "speaker",
    "outlet": "outlet",
    "policy measure": "means",
    "thing asked": "asked",
    "context": "context",
    "reading": "reading",
}
NOT_IN_FILE_NAMES = re.compile(r"[^a-z0-9._]+")


@cache
def address_of(id: str) -> str:
    """The page of an id, from the folder of the site; also of one that was taken out of the data.

    Parameters
    ----------
    id : an id or a name, as `where` takes it.

    Raises
    ------
    UnknownName : when there is no such id; the message names the nearest.

    >>> address_of("2023-03-01.c036"), address_of("outlet:New York Times")
    ('claim/2023-03-01.c036.html', 'outlet/new-york-times.html')
    >>> address_of("r011")
    'reference/r011.html'
    """
    return address_if_known(id) or address_of_known(identify(id))


def address_if_known(text: str) -> str:
    """The page of an id; nothing where there is none, or where two kinds share the name.

    >>> address_if_known("g07"), address_if_known("g99")
    ('promise/g07.html', '')
    """
    return _addresses_by_id().get(text, "")


def address_of_known(known: Known) -> str:
    """The page of something of which the kind is known.

    >>> address_of_known(Known("target", "g07"))
    'promise/g07.html'
    """
    return f"{FOLDER_OF_KIND[known.kind]}/{file_name_of(known.id)}.html"


def frozen_address_of(id: str) -> str:
    """The page of an id as this version of the data has it.

    >>> frozen_address_of("g07").partition("/")[2]
    'promise/g07.html'
    """
    return f"{frozen_folder()}/{address_of(id)}"


def frozen_folder() -> str:
    """The folder of the pages that stay as they are."""
    return f"v{data_version()}"


def address_between(page: str, other: str) -> str:
    """The way from one page to another.

    >>> address_between("claim/2023-03-01.c036.html", "promise/g07.html")
    '../promise/g07.html'
    """
    return relpath(other, page.rpartition("/")[0] or ".")


def file_name_of(id: str) -> str:
    """An id or a name as the name of a file, on every system, without its ending.

    >>> file_name_of("2023-03-01.c036"), file_name_of("People's Posts")
    ('2023-03-01.c036', 'people-s-posts')
    """
    return NOT_IN_FILE_NAMES.sub("-", id.lower()).strip("-")


def removed_ids() -> dict[str, str]:
    """Every id that was taken out of the data, and its kind.

    >>> removed_ids()["r011"]
    'reference'
    """
    return {id: parse_id(id).kind for id in read_table("removed").id}


def known_ids() -> list[Known]:
    """Everything that has a page, by kind, in the order of the tables."""
    return [Known(kind, id) for kind in TABLE_OF_KIND for id in ids_of_kind(kind)]


@cache
def _addresses_by_id() -> dict[str, str]:
    """The addresses of what needs no kind before its name, and of what was taken out."""
    found: dict[str, str] = {}
    shared = set()
    for known in known_ids():
        shared |= {known.id} & found.keys()
        found[known.id] = address_of_known(known)
    removed = {id: address_of_known(Known(kind, id)) for id, kind in removed_ids().items()}
    return {id: address for id, address in found.items() if id not in shared} | removed
