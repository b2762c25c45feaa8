"""All tables as one workbook for Excel, LibreOffice and others.

Every text is written as a text, also one that begins with ``=``: no cell is a formula. Days are
days, numbers are numbers, what is missing is empty, and a list is one text with semicolons between.
"""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ..corpus.tables import resources
from ..files.writing import put_in_place
from .facts import about
from .sqlite_file import sql_rows

FIRST_SHEET = "about"
WIDEST_COLUMN, NARROWEST_COLUMN = 60, 8  # characters
ROWS_LOOKED_AT = 50  # rows, for the width of a column
BOLD_FONT, AT_THE_TOP = Font(bold=True), Alignment(vertical="top")


def write_workbook(path: Path) -> Path:
    """Write the workbook: a sheet ``about``, then one for each table, under its name."""
    book = Workbook(write_only=True)
    _add_first_sheet(book.create_sheet(FIRST_SHEET))
    for name, resource in resources().items():
        types = [field["type"] for field in resource["schema"]["fields"]]
        header = [field["name"] for field in resource["schema"]["fields"]]
        rows = [list(map(_as_cell_value, types, row)) for row in sql_rows(name)]
        _add_sheet_rows(book.create_sheet(name), header, rows)
    content = io.BytesIO()
    book.save(content)
    put_in_place(path, content.getvalue())
    return path


def _as_cell_value(type_: str, value: Any) -> Any:
    return date.fromisoformat(value) if type_ == "date" and value else value


def _add_first_sheet(sheet: Worksheet) -> None:
    """What the workbook is, and what each sheet holds."""
    sheet.column_dimensions["A"].width = 24
    sheet.column_dimensions["B"].width = 100
    sheet.append([_text_cell(sheet, "Briefing Room", BOLD_FONT)])
    for name, words in about().items():
        sheet.append([_text_cell(sheet, name), _text_cell(sheet, words)])
    sheet.append([])
    sheet.append(
        [_text_cell(sheet, "sheet", BOLD_FONT), _text_cell(sheet, "what it holds", BOLD_FONT)]
    )
    for name, resource in resources().items():
        sheet.append([_text_cell(sheet, name), _text_cell(sheet, resource["title"])])


def _add_sheet_rows(sheet: Worksheet, header: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    sheet.freeze_panes = "B2"
    last = get_column_letter(len(header))
    sheet.auto_filter.ref = f"A1:{last}{len(rows) + 1}"
    for number, name in enumerate(header):
        letters = [len(str(row[number] or "")) for row in rows[:ROWS_LOOKED_AT]]
        width = max(NARROWEST_COLUMN, len(name) + 3, *letters) if letters else len(name) + 3
        sheet.column_dimensions[get_column_letter(number + 1)].width = min(WIDEST_COLUMN, width)
    sheet.append([_text_cell(sheet, name, BOLD_FONT) for name in header])
    for row in rows:
        sheet.append([_typed_cell(sheet, value) for value in row])


def _typed_cell(sheet: Worksheet, value: Any) -> Any:
    return _text_cell(sheet, value) if isinstance(value, str) else value


def _text_cell(sheet: Worksheet, words: str, font: Font | None = None) -> WriteOnlyCell:
    """A cell that is a text whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=words)
    cell.data_type = "s"  # openpyxl would take what begins with = for a formula
    cell.quotePrefix = True  # nor does it become one when somebody edits it
    cell.alignment = AT_THE_TOP
    if font:
        cell.font = font
    return cell
