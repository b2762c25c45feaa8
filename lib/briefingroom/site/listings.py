"""The pages around those of the ids: the first page, a list of each kind, what was taken out."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from ..corpus.tables import read_table
from ..files.plain import json_text
from ..ids import NAMED_KINDS, parse_id
from ..pages.known import Known
from .addresses import (
    FOLDER_OF_KIND,
    address_of_known,
    file_name_of,
    frozen_folder,
    known_ids,
    removed_ids,
)
from .kinds import KIND_WORDS
from .rendering import ROOT, STATUS, Navigation, filled_in

ASSETS = Path(__file__).with_name("assets")
ABOUT_SITE = (
    "Five press conferences of the Chinese government on industry and information technology, "
    "2020 to 2023. Every figure, promise and sentence has its page, with its place in the source, "
    "what is held against it, and how to cite it."
)


class ListedPage(NamedTuple):
    """A page as a row of a list; the file lies beside that of the list."""

    id: str
    file: str
    title: str


class KindOnHome(NamedTuple):
    """A kind as a card of the first page."""

    folder: str
    title: str
    meaning: str
    number: int


class PartOfSite(NamedTuple):
    """Another part of the site as a card of the first page."""

    title: str
    meaning: str
    address: str


def listing_page(kind: str, pages: Sequence[ListedPage], menu: Sequence[Navigation]) -> str:
    """The list of all pages of a kind, filled in."""
    words = KIND_WORDS[kind]
    removed = [
        ListedPage(row.id, f"{file_name_of(row.id)}.html", row.reason)
        for row in read_table("removed").itertuples()
        if removed_ids()[row.id] == kind
    ]
    values = {
        "title": words.many,
        "kind": words.one,
        "description": f"{words.meaning[:1].upper()}{words.meaning[1:]}.",
        "rows": pages,
        "removed": removed,
        **shared_values("../", menu),
    }
    return filled_in("listing.html", values)


def removed_pages(menu: Sequence[Navigation]) -> Iterator[tuple[str, str]]:
    """The address of every id that was taken out, and its page, filled in."""
    for row in read_table("removed").itertuples():
        kind = removed_ids()[row.id]
        values = {
            "id": row.id,
            "file": file_name_of(row.id),
            "title": f"{row.id} was taken out",
            "description": row.reason,
            "kind": KIND_WORDS[kind].one,
            "kind_many": KIND_WORDS[kind].many,
            "version": row.version,
            "reason": row.reason,
            **shared_values("../", menu),
        }
        yield address_of_known(Known(kind, row.id)), filled_in("removed.html", values)


def home_page(parts: Sequence[PartOfSite], menu: Sequence[Navigation]) -> str:
    """The first page, filled in."""
    numbers = {kind: len(list(rows)) for kind, rows in groupby(known_ids(), lambda each: each.kind)}
    kinds = [
        KindOnHome(FOLDER_OF_KIND[kind], words.many, words.meaning, numbers[kind])
        for kind, words in KIND_WORDS.items()
    ]
    briefings = [
        ListedPage(row.briefing, "", row.title) for row in read_table("briefings").itertuples()
    ]
    values = {
        "title": "Briefing Room",
        "description": ABOUT_SITE,
        "kinds": kinds,
        "briefings": briefings,
        "parts": parts,
        "frozen": frozen_folder(),
        **shared_values("", menu),
    }
    return filled_in("home.html", values)


def not_found_page(menu: Sequence[Navigation]) -> str:
    """The page for an address that leads to nothing: all that it needs stands in it."""
    css, js = ((ASSETS / name).read_text(encoding="utf-8") for name in ("site.css", "site.js"))
    values = {
        "title": "There is no such page",
        "description": "The address leads to nothing that this collection has.",
        "css": css,
        "js": js,
        "ids": ids_script(),
        **shared_values("", menu),
        "status": "",
    }
    return filled_in("not_found.html", values)


def ids_script() -> str:
    """All ids as a script, short enough to be loaded: by folder, then by briefing.

    >>> ids_script().startswith("window.briefingRoomIds = {")
    True
    """
    found: dict[str, dict[str, list[str]]] = {}
    for known in [*known_ids(), *_taken_out()]:
        briefing, name = _in_two_parts(known)
        groups = found.setdefault(FOLDER_OF_KIND[known.kind], {})
        groups.setdefault(briefing, []).append(name)
    short = {
        folder: {briefing: "|".join(names) for briefing, names in groups.items()}
        for folder, groups in found.items()
    }
    return f"window.briefingRoomIds = {json_text(short).strip()};\n"


def _taken_out() -> Iterable[Known]:
    return [Known(kind, id) for id, kind in removed_ids().items()]


def _in_two_parts(known: Known) -> tuple[str, str]:
    """The briefing of an id and the rest of it; no briefing where it has none, or is one."""
    if known.kind in (*NAMED_KINDS, "briefing"):
        return "", known.id
    parsed = parse_id(known.id)
    return (parsed.briefing, parsed.local) if parsed.briefing else ("", known.id)


def shared_values(up: str, menu: Sequence[Navigation]) -> dict[str, Any]:
    """What every template needs."""
    from markupsafe import Markup

    return {"up": up, "root": Markup(ROOT), "status": Markup(STATUS), "navigation": menu}
