"""Folders of a collection for tests, made of the published briefings under other dates."""

import csv
import hashlib
import io
import json
import re

from briefingroom.corpus.collection_folder import TABLES_OF_BRIEFING
from briefingroom.corpus.tables import CANDIDATE_FIELDS, CANDIDATES, HOME

PUBLISHED = ("2020-10-23", "2021-03-01", "2022-06-14", "2023-03-01", "2023-04-20")
ADDED_DATES = [
    f"{year}-{month}"
    for year in (2024, 2025, 2026)
    for month in ("01-19", "04-18", "07-19", "10-21")
]


def added_collection(folder, number, decided=True):
    """A collection of so many briefings: the published ones, in turn, under dates from 2024 on."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "collection.json").write_text('{"layout": 1}', encoding="utf-8")
    for place, id in enumerate(ADDED_DATES[:number]):
        add_folder(folder, PUBLISHED[place % len(PUBLISHED)], id, decided=decided)
    return folder


def add_folder(folder, published, id, decided=True):
    """A published briefing as one that somebody added under another id."""
    home = folder / id
    (home / "tables").mkdir(parents=True)
    source = (HOME / "sources" / f"{published}.txt").read_bytes()
    (home / "source.txt").write_bytes(source)
    for name in TABLES_OF_BRIEFING:
        text = renamed_rows(name, published, id, decided)
        (home / "tables" / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    seal(home)
    return home


def seal(home):
    """Write the checksums of a briefing as it is now."""
    paths = sorted(path for path in home.rglob("*") if path.suffix in (".txt", ".csv"))
    files = {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in paths
    }
    about = {"layout": 1, "sha256": files["source.txt"], "version": "0.1.0", "files": files}
    (home / "briefing.json").write_text(json.dumps(about), encoding="utf-8")


def renamed_rows(name, published, id, decided=True):
    """The rows of a published table that are of one briefing, as CSV, with its id changed."""
    if name == CANDIDATES:
        return ",".join(CANDIDATE_FIELDS) + "\n"
    with open(HOME / "tables" / f"{name}.csv", encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [row for row in reader if _is_of(name, row, published)]
    if name in ("claims", "other_numerals") and not decided:
        rows = []  # all numerals wait for a decision
    out = io.StringIO()
    writer = csv.DictWriter(out, reader.fieldnames, lineterminator="\n")
    writer.writeheader()
    writer.writerows(
        {key: _moved(value, key, published, id) for key, value in row.items()} for row in rows
    )
    return out.getvalue()


def _is_of(name, row, published):
    if name != "outlets":
        return row["briefing"] == published
    return row["outlet"] in _outlets_of(published)


def _outlets_of(published):
    with open(HOME / "tables" / "turns.csv", encoding="utf-8", newline="") as file:
        return {row["outlet"] for row in csv.DictReader(file) if row["briefing"] == published}


def _moved(value, key, published, id):
    """Ids with the other date; words, periods and the name of the source stay."""
    if key == "source_file":
        return "source.txt"
    if key in ("text", "quote", "period", "baseline", "note", "measure"):
        return value
    return re.sub(rf"\b{published}\b", id, value)
