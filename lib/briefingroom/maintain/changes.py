"""The part of ``CHANGES.md`` for a version: what differs, each change with its reason.

The differences are computed; the reasons are written by hand. ``annotations/corrections.csv`` is
the numbered list of what was corrected and why; each row of ``annotations/reasons.csv`` says which
of them a kind of change belongs to::

    version,table,change,ids,correction
    0.2.0,claims,kind,all,3
    0.2.0,references,new,r410 to r416,5

A change that no row covers is named, and so is a row that covers no change.
"""

import re
from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from ..files.csv_files import CsvFile
from ..ids import ids_listed
from .annotation_files import FILES, columns_of_annotations, read_package
from .annotations import read_annotations
from .differences import Change, TableDifference, changes_in, differences_page
from .markdown import code, escaped

EVERY_ID = "all"
NUMBERED_ID = re.compile(r"(.*?)(\d+)")


class Reason(NamedTuple):
    """A row of reasons: to which correction a kind of change belongs.

    Attributes
    ----------
    line : its number in the file, as a spreadsheet counts.
    table, change : what changed: "new table", "new columns", "new", "taken out" and the like, or
        the name of a column.
    ids : of the rows: "all", or a list of ids and ranges such as "d74 to d93".
    correction : its number.
    """

    line: int
    table: str
    change: str
    ids: str
    correction: str

    def covers(self, change: Change) -> bool:
        """Whether it is about a change."""
        if (self.table, self.change) != (change.table, change.what):
            return False
        return self.ids in (EVERY_ID, change.id) or any(
            _is_within(change.id, each) for each in ids_listed(self.ids)
        )


class Section(NamedTuple):
    """The part of the page for a version.

    Attributes
    ----------
    text : in Markdown.
    problems : changes without a reason, and reasons without a change.
    """

    text: str
    problems: list[str]


def _is_within(id: str, ids: str) -> bool:
    """Whether an id is one of a range such as "d74 to d93", or the only one."""
    first, _, last = ids.partition(" to ")
    if not last:
        return id == first
    numbers = [NUMBERED_ID.fullmatch(each) for each in (first, id, last)]
    if not all(numbers):
        return False
    (stem, low), (own_stem, number), (_, high) = (match.groups() for match in numbers if match)
    return own_stem == stem and int(low) <= int(number) <= int(high)


def read_reasons(home: Path, path: Path) -> list[Reason]:
    """The reasons of the present version of the data.

    Parameters
    ----------
    home : the ``briefings`` folder.
    path : of the file of reasons.

    Raises
    ------
    CorpusError : when the file cannot be read, or names a correction that there is not.
    """
    package = read_package(home)
    file = CsvFile(
        path,
        path.name,
        columns_of_annotations("reasons", package["resources"]),
        FILES["reasons"].key.split(),
        when_missing="give the file of the reasons",
    )
    rows = [row for row in file.rows() if row.fields["version"] == package["version"]]
    file.check_keys(rows)
    known = {row["correction"] for row in _of_version(home, "corrections")}
    for row in rows:
        if row.fields["correction"] not in known:
            raise file.error(
                f"row {row.number}, correction",
                f"{row.fields['correction']!r} is no correction of version {package['version']}; "
                "add it to annotations/corrections.csv.",
            )
    return [Reason(row.number, *(row.fields[name] for name in Reason._fields[1:])) for row in rows]


def newest_part(home: Path, differences: list[TableDifference], reasons: list[Reason]) -> Section:
    """The part of the page for the present version of the data.

    Parameters
    ----------
    home : the ``briefings`` folder, for the version, the corrections and what was taken out.
    differences : between the tables of the version before and those of this one.
    reasons : of the changes.
    """
    text = "\n\n".join(
        [
            f"## {escaped(read_package(home)['version'])}",
            *_reasons_part(home),
            *_taken_out_part(home),
            "**What differs from the version before.** The number after a change is that of its "
            "reason above.",
            differences_page(differences, partial(_mark, reasons)),
        ]
    )
    return Section(text, _problems(differences, reasons))


def _reasons_part(home: Path) -> list[str]:
    lines = [
        f"{row['correction']}. {escaped(row['what'])} {escaped(row['why'])}"
        for row in _of_version(home, "corrections")
    ]
    return ["**Why.**", "\n".join(lines)]


def _taken_out_part(home: Path) -> list[str]:
    lines = [
        f"- {code(row['id'])}: {escaped(row['reason'])}" for row in _of_version(home, "removed")
    ]
    return ["**Taken out.**", "\n".join(lines)] if lines else []


def _of_version(home: Path, name: str) -> list[dict]:
    """The rows of a file of annotations that are of the present version."""
    version = read_package(home)["version"]
    return [row for row in read_annotations(home, name) if row["version"] == version]


def _mark(reasons: list[Reason], change: Change) -> str:
    numbers = _corrections_of(change, reasons)
    return f" ({', '.join(numbers) or 'no reason given'})"


def _corrections_of(change: Change, reasons: Iterable[Reason]) -> list[str]:
    """The numbers of the corrections to which a change belongs."""
    numbers = {reason.correction for reason in reasons if reason.covers(change)}
    return sorted(numbers, key=int)


def _problems(differences: list[TableDifference], reasons: list[Reason]) -> list[str]:
    changes = [change for difference in differences for change in changes_in(difference)]
    without = [change for change in changes if not _corrections_of(change, reasons)]
    idle = [reason for reason in reasons if not any(map(reason.covers, changes))]
    return [
        *(f"{change}: no reason is given; add a row to the reasons." for change in without),
        *(
            f"reasons, row {reason.line}: nothing of the kind has changed; take the row out."
            for reason in idle
        ),
    ]
