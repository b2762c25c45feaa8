"""The page of what `briefingroom export` makes, and those of its forms that are small as files.

Only forms that need no other package and have the same bytes at any time lie ready; a workbook
for Excel says when it was made, so that it is made by whoever wants it.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..exporting.kinds import FORMS, export
from .build import menu_of_site, pack
from .listings import shared_values
from .rendering import filled_in
from .twins import twin_of_page

PAGE_OF_FORMS = "data/index.html"
READY_FOLDERS = ("text", "convokit")  # which are packed
READY_FILES = {"annotations": "annotations.json"}
OF_TABLES = "../tables/briefingroom.sqlite"
ENDINGS_OF_FORMS = {
    "anki": ".apkg",
    "annotations": ".json",
    "croissant": ".json",
    "duckdb": ".duckdb",
    "ro-crate": ".json",
    "sqlite": ".sqlite",
    "xlsx": ".xlsx",
}


class FormOnPage(NamedTuple):
    """A form: its name, what it is, the package it needs, the command, and its ready file."""

    kind: str
    purpose: str
    needs: str
    command: str
    file: str
    kilobytes: int


def build_exports(into: Path) -> None:
    """Write the page, its twin and the ready files into the folder of the site."""
    folder = into / Path(PAGE_OF_FORMS).parent
    folder.mkdir(exist_ok=True)
    for kind in READY_FOLDERS:
        with tempfile.TemporaryDirectory() as place:
            packed = pack(export(kind, Path(place, f"briefingroom_{kind}")))
            (folder / packed.name).write_bytes(packed.read_bytes())
    for kind, name in READY_FILES.items():
        export(kind, folder / name)
    text = filled_in("exports.html", _values_of_forms(folder))
    (into / PAGE_OF_FORMS).write_bytes(text.encode("utf-8"))
    twin = twin_of_page(text, PAGE_OF_FORMS)
    (folder / "index.md").write_bytes(twin.encode("utf-8"))


def _values_of_forms(folder: Path) -> dict[str, object]:
    return {
        **shared_values("../", menu_of_site()),
        "root": "../",
        "status": "",
        "title": "Data for other programs",
        "description": "The collection for Excel, DuckDB, concordancers, ConvoKit and Anki.",
        "forms": list(_forms_on_page(folder)),
    }


def _forms_on_page(folder: Path) -> Iterator[FormOnPage]:
    for kind, form in FORMS.items():
        file = _ready_file(kind)
        path = folder / file
        size = round(path.stat().st_size / 1000) if file and path.exists() else 0
        into = f"briefingroom{ENDINGS_OF_FORMS.get(kind, '_' + kind)}"
        command = f"python3 start.py export {kind} {into}"
        yield FormOnPage(kind, form.purpose, form.needs, command, file if size else "", size)


def _ready_file(kind: str) -> str:
    """The file that lies ready, from the page; empty where there is none.

    >>> [_ready_file(kind) for kind in ("text", "annotations", "xlsx")]
    ['briefingroom_text.zip', 'annotations.json', '']
    """
    if kind in READY_FOLDERS:
        return f"briefingroom_{kind}.zip"
    return OF_TABLES if kind == "sqlite" else READY_FILES.get(kind, "")
