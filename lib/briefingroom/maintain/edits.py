"""Where a built table is no longer as it was built."""

import csv
import hashlib
import io
from collections.abc import Iterator, Mapping
from itertools import zip_longest
from pathlib import Path

from .annotation_files import read_package


def first_changed_field(there: bytes, built: str) -> str:
    r"""The row and the column in which a table differs first; empty where no field differs.

    Parameters
    ----------
    there : the file.
    built : what it should be.

    >>> first_changed_field(b"turn,words\nt01,99\n", "turn,words\nt01,146\n")
    'row 2, words'
    >>> first_changed_field(b"turn,words\n", "turn,words\nt01,146\n")
    'row 2'
    """
    header = next(_records(built))
    rows = zip_longest(_records(there.decode("utf-8-sig", "replace")), _records(built))
    for number, (old, new) in enumerate(rows, 1):
        if old == new:
            continue
        if number == 1 or old is None or new is None or len(old) != len(new):
            return f"row {number}"
        pairs = zip(header, old, new, strict=True)
        return f"row {number}, {next(name for name, before, now in pairs if before != now)}"
    return ""


def _records(text: str) -> Iterator[list[str]]:
    """The rows, as far as they can be read."""
    reader = csv.reader(io.StringIO(text, newline=""))
    while True:
        try:
            yield next(reader)
        except (StopIteration, csv.Error):
            return


def edited_tables(home: Path, files: Mapping[str, str]) -> list[str]:
    """The tables that somebody changed after they were built, each with the first place.

    Parameters
    ----------
    home : the ``briefings`` folder.
    files : what `build` makes of it.
    """
    edited = []
    for resource, there in _tables_on_disk(home):
        path = resource["path"]
        as_recorded = "sha256:" + hashlib.sha256(there).hexdigest() == resource["hash"]
        if not as_recorded and there != files[path].encode("utf-8"):
            field = first_changed_field(there, files[path])
            edited.append(", ".join(filter(None, [path, field])))
    return edited


def shrunken_tables(home: Path, files: Mapping[str, str]) -> list[str]:
    """The tables that have fewer rows than the files on disk, in words.

    Parameters
    ----------
    home : the ``briefings`` folder.
    files : what `build` makes of it.
    """
    shrunken = []
    for resource, there in _tables_on_disk(home):
        path = resource["path"]
        before = _count_rows(there.decode("utf-8-sig", "replace"))
        now = _count_rows(files[path])
        if now < before:
            shrunken.append(f"{path}: {now:,} rows, {before:,} before")
    return shrunken


def _tables_on_disk(home: Path) -> Iterator[tuple[dict, bytes]]:
    """The description and the content of each table that is there."""
    for resource in read_package(home)["resources"]:
        target = home / resource["path"]
        if target.exists():
            yield resource, target.read_bytes()


def _count_rows(text: str) -> int:
    return sum(1 for _ in _records(text)) - 1
