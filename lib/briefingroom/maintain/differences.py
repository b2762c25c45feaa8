"""What differs between two sets of tables: the command ``briefingroom diff``."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ..errors import CorpusError

SHORT = 40  # characters of a value that is printed whole


class FieldChange(NamedTuple):
    """A field that holds other than before."""

    column: str
    old: str
    new: str

    def __str__(self) -> str:
        if max(len(self.old), len(self.new)) > SHORT:
            return f"{self.column} reworded"
        return f"{self.column} {self.old or 'empty'} → {self.new or 'empty'}"


class TableDifference(NamedTuple):
    """What differs between two tables of one name.

    Attributes
    ----------
    table : its name.
    old_count, new_count : how many rows.
    new_columns, gone_columns : by name.
    new_rows, gone_rows : by id.
    changed : of each row that both have, the fields that differ.
    """

    table: str
    old_count: int
    new_count: int
    new_columns: list[str]
    gone_columns: list[str]
    new_rows: list[str]
    gone_rows: list[str]
    changed: dict[str, list[FieldChange]]

    def is_empty(self) -> bool:
        """Whether the two tables are alike."""
        lists = (self.new_columns, self.gone_columns, self.new_rows, self.gone_rows)
        return not any(lists) and not self.changed


class _Table(NamedTuple):
    columns: list[str]
    rows: dict[str, dict[str, str]]


def compare_tables(old: Path, new: Path, keys: dict[str, list[str]]) -> list[TableDifference]:
    """The tables that differ between two folders.

    Parameters
    ----------
    old, new : folders of CSV files.
    keys : the columns that tell the rows of a table apart; the first column where none are named.

    Raises
    ------
    CorpusError : when one of the folders holds no table.
    """
    names = sorted({path.stem for folder in (old, new) for path in _tables_in(folder)})
    differences = []
    for name in names:
        columns = keys.get(name, [])
        before = _read_keyed(old / f"{name}.csv", columns)
        after = _read_keyed(new / f"{name}.csv", columns)
        differences.append(_compared(name, before, after))
    return [difference for difference in differences if not difference.is_empty()]


def _tables_in(folder: Path) -> list[Path]:
    paths = sorted(folder.glob("*.csv"))
    if not paths:
        raise CorpusError(f"{folder} holds no tables; give a folder such as briefings/tables.")
    return paths


def _read_keyed(path: Path, key: list[str]) -> _Table:
    """The rows of a table by their key; none where there is no such file."""
    if not path.exists():
        return _Table([], {})
    with open(path, encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        columns = list(reader.fieldnames or [])
        rows = list(reader)
    identifying = key or columns[:1]
    return _Table(columns, {" ".join(row[column] for column in identifying): row for row in rows})


def _compared(name: str, old: _Table, new: _Table) -> TableDifference:
    common = [column for column in new.columns if column in old.columns]
    changed = {}
    for id, row in new.rows.items():
        if id in old.rows:
            fields = _changed_fields(old.rows[id], row, common)
            if fields:
                changed[id] = fields
    return TableDifference(
        table=name,
        old_count=len(old.rows),
        new_count=len(new.rows),
        new_columns=_missing_from(new.columns, old.columns),
        gone_columns=_missing_from(old.columns, new.columns),
        new_rows=_missing_from(new.rows, old.rows),
        gone_rows=_missing_from(old.rows, new.rows),
        changed=changed,
    )


def _missing_from(names: Iterable[str], others: Iterable[str]) -> list[str]:
    there = set(others)
    return [name for name in names if name not in there]


def _changed_fields(
    old: dict[str, str], new: dict[str, str], columns: Iterable[str]
) -> list[FieldChange]:
    return [
        FieldChange(column, old[column], new[column])
        for column in columns
        if old[column] != new[column]
    ]


def differences_page(differences: Iterable[TableDifference]) -> str:
    """Differences as a page to read: a part for each table.

    >>> print(differences_page([]))
    No table differs.
    """
    parts = [_part(difference) for difference in differences]
    return "\n\n".join(parts) or "No table differs."


def _part(difference: TableDifference) -> str:
    counts = f"{difference.old_count:,} rows before, {difference.new_count:,} now"
    lines = [f"### {difference.table}", "", f"{counts}."]
    for name, ids in (
        ("New columns", difference.new_columns),
        ("Columns taken out", difference.gone_columns),
        ("New", difference.new_rows),
        ("Taken out", difference.gone_rows),
    ):
        if ids:
            lines += ["", f"{name}: {', '.join(ids)}."]
    if difference.changed:
        lines.append("")
    for id, fields in difference.changed.items():
        lines.append(f"- `{id}`: {'; '.join(map(str, fields))}")
    return "\n".join(lines)
