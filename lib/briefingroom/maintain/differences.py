"""What differs between two sets of tables: the command ``briefingroom diff``."""

import csv
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from ..display import counted
from ..errors import CorpusError
from .markdown import code, escaped

SHORT = 40  # characters of a value that is printed whole
NEW_TABLE, GONE_TABLE = "new table", "table taken out"
NEW_COLUMNS, GONE_COLUMNS = "new columns", "columns taken out"
NEW_ROWS, GONE_ROWS = "new", "taken out"


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
    is_new, is_gone : whether only one of the two folders has it.
    """

    table: str
    old_count: int
    new_count: int
    new_columns: list[str]
    gone_columns: list[str]
    new_rows: list[str]
    gone_rows: list[str]
    changed: dict[str, list[FieldChange]]
    is_new: bool = False
    is_gone: bool = False

    def is_empty(self) -> bool:
        """Whether the two tables are alike."""
        lists = (self.new_columns, self.gone_columns, self.new_rows, self.gone_rows)
        return not any(lists) and not self.changed


class Change(NamedTuple):
    """One thing that differs: a table, a column, a row, or a field of a row.

    Attributes
    ----------
    table : its name.
    what : "new table", "new columns", "new", "taken out" and the like, or the name of a column.
    id : of the row, or the name of the new column; empty for a table.
    """

    table: str
    what: str
    id: str = ""

    def __str__(self) -> str:
        return ", ".join(filter(None, self))


Marker = Callable[[Change], str]


class _Table(NamedTuple):
    columns: list[str]
    rows: dict[str, dict[str, str]]


def keys_of_tables(package: dict) -> dict[str, list[str]]:
    """The columns that tell the rows of each table apart.

    Parameters
    ----------
    package : the description of the tables.

    >>> fish = {"name": "fish", "schema": {"primaryKey": "id"}}
    >>> keys_of_tables({"resources": [fish]})
    {'fish': ['id']}
    """
    keys = {}
    for resource in package["resources"]:
        key = resource["schema"]["primaryKey"]
        keys[resource["name"]] = [key] if isinstance(key, str) else key
    return keys


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
        is_new=not old.columns,
        is_gone=not new.columns,
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


def changes_in(difference: TableDifference) -> Iterator[Change]:
    """Each change of a table; a table that is new, or gone, is one change."""
    table = difference.table
    if difference.is_new or difference.is_gone:
        yield Change(table, NEW_TABLE if difference.is_new else GONE_TABLE)
        return
    for what, ids in (
        (NEW_COLUMNS, difference.new_columns),
        (GONE_COLUMNS, difference.gone_columns),
        (NEW_ROWS, difference.new_rows),
        (GONE_ROWS, difference.gone_rows),
    ):
        yield from (Change(table, what, id) for id in ids)
    for id, fields in difference.changed.items():
        yield from (Change(table, field.column, id) for field in fields)


def unmarked(change: Change) -> str:
    """Nothing, which stands after a change whose reason is not asked for."""
    return ""


def differences_page(differences: Iterable[TableDifference], mark: Marker = unmarked) -> str:
    """Differences as a page to read, in Markdown: a part for each table.

    Parameters
    ----------
    differences : as `compare_tables` gives them.
    mark : what stands after a change, such as the number of its reason.

    >>> print(differences_page([]))
    No table differs.
    """
    parts = [_part(difference, mark) for difference in differences]
    return "\n\n".join(parts) or "No table differs."


def _part(difference: TableDifference, mark: Marker) -> str:
    lines = [f"### {escaped(difference.table)}", ""]
    if difference.is_new or difference.is_gone:
        return "\n".join([*lines, _table_line(difference, mark)])
    lines.append(f"{difference.old_count:,} rows before, {difference.new_count:,} now.")
    changes = list(changes_in(difference))
    for what in (NEW_COLUMNS, GONE_COLUMNS, NEW_ROWS, GONE_ROWS):
        alike = [change for change in changes if change.what == what]
        lines += _alike_lines(alike, mark)
    if difference.changed:
        lines.append("")
    lines += _changed_rows(difference, mark)
    return "\n".join(lines)


def _table_line(difference: TableDifference, mark: Marker) -> str:
    (change,) = changes_in(difference)
    rows = counted(difference.new_count or difference.old_count, "row")
    return f"{change.what.capitalize()}, {rows}.{mark(change)}"


def _alike_lines(changes: list[Change], mark: Marker) -> list[str]:
    """New or gone rows or columns in one line, and in another what is said of them."""
    if not changes:
        return []
    ids = [escaped(change.id) for change in changes]
    lines = ["", f"{changes[0].what.capitalize()}: {', '.join(ids)}."]
    marks = [mark(change) for change in changes]
    if not any(marks):
        return lines
    if len(set(marks)) == 1:
        return [*lines, "", f"All of these{marks[0]}."]
    said = [
        f"{_first_to_last([id for id, _ in alike])}{marked}"
        for marked, alike in _in_runs(ids, marks)
    ]
    return [*lines, "", f"Of these {'; '.join(said)}."]


def _in_runs(ids: list[str], marks: list[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The ids one after the other that have one mark."""
    pairs = zip(ids, marks, strict=True)
    for marked, alike in groupby(pairs, key=lambda pair: pair[1]):
        yield marked, list(alike)


def _first_to_last(ids: list[str]) -> str:
    return ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}"


def _changed_rows(difference: TableDifference, mark: Marker) -> Iterator[str]:
    for id, fields in difference.changed.items():
        said = [
            escaped(str(field)) + mark(Change(difference.table, field.column, id))
            for field in fields
        ]
        yield f"- {code(id)}: {'; '.join(said)}"
