"""All tables of the data as pages that sort and search, and as files for other programs.

Each table is a page of plain HTML, which can be read, printed and searched without a script; with
one, DataTables makes it sort, search and turn pages. It was chosen by trial, see
``assets/datatables/README.md``. Nothing is asked of a server, so that all of it works from a USB
stick too.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape
from pathlib import Path
from typing import Any, NamedTuple

from ..corpus.tables import (
    HOME,
    data_version,
    package_description,
    resources,
)
from ..display import Fact
from ..errors import UnknownName
from ..exporting.sqlite_file import sql_rows, write_sqlite
from ..files.plain import json_text
from ..ids import NAMED_KINDS, ids_listed, named_id, parse_id
from ..pages.known import ids_of_kind
from .addresses import address_of, frozen_folder
from .build import menu_of_site
from .linking import with_links
from .listings import shared_values
from .markdown import facts_as_markdown, rows_as_markdown
from .records import CAUTION
from .rendering import ROBOTS, Navigation, filled_in, in_two_forms

FOLDER = "tables"
SQLITE = "briefingroom.sqlite"
TABLE_ASSETS = Path(__file__).with_name("assets")
COPIED = ("datatables/dataTables.min.js", "datatables/License.txt", "tables.css", "tables.js")
UP = "../"
KINDS_BY_COLUMN = {  # columns of names, which no text shows to be ids
    **{kind: kind for kind in NAMED_KINDS},
    "subject": "theme",
    "subjects": "theme",
    "answered_by": "speaker",
}
LONGEST_SHORT = 60  # characters that a column of short fields may have
DAYS = set("date end_date made due since_date period baseline period_start period_end".split())
YEARS = {"year"}  # numbers that are not written with a comma
RULE = (
    "A value is quoted with its bound, its unit, its period and its id, and after the caution of "
    "its series was read: follow the link of the indicator."
)
GROUPS_OF_TABLES = {
    "What was said": "briefings speakers outlets turns exchanges paragraphs sentences",
    "Figures": (
        "claims indicators references discrepancies targets relations figure_requests "
        "other_numerals"
    ),
    "Policy": "policy_measures aims asked themes subjects glossary",
    "Outside the transcripts": "context further_reading",
    "How the data were made": "source_map repairs corrections removed",
}
# Of wide tables, the columns that are seen at first, in their order: a bound stands by its value.
# The others come after them; the page has a box to choose.
SEEN_AT_FIRST = {
    "briefings": "briefing title host words turns questions url",
    "turns": "turn role speaker outlet act words text",
    "sentences": "sentence text turn",
    "paragraphs": "paragraph text turn",
    "exchanges": "exchange outlet question answers answered_by theme",
    "claims": "claim quote measure value unit bound period kind indicator sentence",
    "references": "reference indicator value unit bound period publisher document claim",
    "targets": "target statement kind value unit made due status claim since",
    "policy_measures": "policy_measure quote instrument step signal motive target_group theme",
    "asked": "asked asks_quote kind reply clarity answered_by note",
    "context": "context date subject what kind publisher url",
    "further_reading": "reading author year title argues url",
    "glossary": "term variants hanzi pinyin meaning first_sentence",
    "indicators": "indicator name name_zh unit theme caution",
}


class ColumnOnPage(NamedTuple):
    """A column of a page.

    Attributes
    ----------
    name, meaning : how it is called, and what it holds.
    shape : number; day, or what a figure is for; words, where a field may be a sentence; short.
    is_seen : whether it is seen at first.
    """

    name: str
    meaning: str
    shape: str
    is_seen: bool


class CellOnPage(NamedTuple):
    """A field as HTML; `order` is what it is sorted by, where that is not its words."""

    html: str
    order: str = ""
    is_id: bool = False


class TableOnPage(NamedTuple):
    """A table with what its page says of it."""

    name: str
    title: str
    columns: list[ColumnOnPage]
    number_of_rows: int


class GroupOfTables(NamedTuple):
    """Tables that belong together, as the first page of them shows them."""

    title: str
    tables: list[TableOnPage]


def build_tables(into: Path, address: str = "") -> None:
    """Write the pages of the tables and the files beside them.

    Parameters
    ----------
    into : the folder of the site.
    address : where the site will stand in the web; not needed here, as all ways are relative.
    """
    menu = menu_of_site()
    sites = [into, into / frozen_folder()]
    for site in sites:
        (site / FOLDER).mkdir(parents=True, exist_ok=True)
        _copy_assets(site / "assets")
    for name, text in _texts_of_tables(menu):
        address = f"{FOLDER}/{name}"
        forms = in_two_forms(text, address) if name.endswith(".html") else (text, text)
        for site, form in zip(sites, forms, strict=True):
            (site / address).write_text(form, encoding="utf-8", newline="\n")
    write_sqlite(into / FOLDER / SQLITE)
    _copy_file(into / FOLDER / SQLITE, into / frozen_folder() / FOLDER / SQLITE)


def _texts_of_tables(menu: Sequence[Navigation]) -> Iterator[tuple[str, str]]:
    """The name of every file and what it holds; a page has yet to be put in one of its forms."""
    yield "index.html", index_page(menu)
    yield "index.md", index_as_markdown()
    for name in resources():
        yield f"{name}.html", table_page(name, menu)
        yield f"{name}.md", table_as_markdown(name)
        yield f"{name}.json", table_as_json(name)
        yield f"{name}.csv", (HOME / FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    yield "datapackage.json", package_for_site()
    yield "metadata.json", datasette_metadata()


def _copy_assets(folder: Path) -> None:
    for name in COPIED:
        _copy_file(TABLE_ASSETS / name, folder / name)


def _copy_file(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(source.read_bytes())


# --- pages


def index_page(menu: Sequence[Navigation] = ()) -> str:
    """The page that names all tables, by what they are about."""
    return filled_in(
        "tables.html",
        {
            **_values_of_every_page(menu),
            "title": "Tables",
            "description": "Every table of the data, to sort, to search and to take away.",
            "groups": list(groups_of_tables()),
            "sqlite": SQLITE,
        },
    )


def table_page(name: str, menu: Sequence[Navigation] = ()) -> str:
    """The page of a table, with all its rows."""
    table = _table_on_page(name)
    return filled_in(
        "table.html",
        {
            **_values_of_every_page(menu),
            "title": table.title,
            "description": f"{table.title}: {table.number_of_rows:,} rows, to sort and to search.",
            "table": table,
            "rows": _rows_as_html(name),
            "has_values": any(column.name == "value" for column in table.columns),
            "rule": RULE,
            "groups": list(groups_of_tables()),
        },
    )


def _values_of_every_page(menu: Sequence[Navigation]) -> dict[str, Any]:
    """What every template needs."""
    from markupsafe import Markup

    return {**shared_values(UP, menu), "robots": Markup(ROBOTS)}


def groups_of_tables() -> Iterator[GroupOfTables]:
    """All tables, in the order in which one asks for them.

    >>> [group.title for group in groups_of_tables()][:2]
    ['What was said', 'Figures']
    """
    for title, names in GROUPS_OF_TABLES.items():
        yield GroupOfTables(title, [_table_on_page(name) for name in names.split()])


@cache
def _table_on_page(name: str) -> TableOnPage:
    resource = resources()[name]
    seen = SEEN_AT_FIRST.get(name, "").split()
    fields = resource["schema"]["fields"]
    rows = sql_rows(name)
    columns = [
        ColumnOnPage(
            name=fields[place]["name"],
            meaning=fields[place].get("description", ""),
            shape=_form_of_field(fields[place], (row[place] for row in rows)),
            is_seen=not seen or fields[place]["name"] in seen,
        )
        for place in _order_of_columns(name)
    ]
    return TableOnPage(name, resource["title"], columns, len(rows))


def _order_of_columns(name: str) -> list[int]:
    """The places in the file of the columns of a page: those seen at first, then the others."""
    columns = [field["name"] for field in resources()[name]["schema"]["fields"]]
    first = SEEN_AT_FIRST.get(name, "").split()
    others = [column for column in columns if column not in first]
    return [columns.index(column) for column in [*first, *others]]


def _form_of_field(field: dict[str, Any], values: Iterable[str | None]) -> str:
    if field["type"] in ("integer", "number"):
        return "number"
    if field["name"] in DAYS:
        return "day"
    longest = max((len(value or "") for value in values), default=0)
    return "words" if longest > LONGEST_SHORT else "short"


def _rows_as_html(name: str) -> Iterator[str]:
    """The rows as HTML, made here because a template takes three times as long."""
    columns = [column.name for column in _table_on_page(name).columns]
    order = _order_of_columns(name)
    for row in sql_rows(name):
        cells = map(cell_of, columns, (row[place] for place in order))
        yield f"<tr>{''.join(map(_cell_as_html, cells))}</tr>"


def _cell_as_html(cell: CellOnPage) -> str:
    kind = ' class="id"' if cell.is_id else ""
    order = f' data-order="{cell.order}"' if cell.order else ""
    return f"<td{kind}{order}>{cell.html}</td>"


def cell_of(column: str, value: str | float | None) -> CellOnPage:
    """A field as it stands on the page: an id leads to its page, a number has its commas.

    >>> cell_of("value", 2310000.0)
    CellOnPage(html='2,310,000', order='2310000.0', is_id=False)
    >>> cell_of("outlet", "Reuters").html
    '<a href="../outlet/reuters.html">Reuters</a>'
    >>> cell_of("period", "2020-10-23").html
    '2020-10-23'
    >>> cell_of("note", None)
    CellOnPage(html='', order='', is_id=False)
    """
    if value is None:
        return CellOnPage("")
    if not isinstance(value, str):
        shown = f"{value:g}" if column in YEARS else f"{value:,.15g}"
        return CellOnPage(shown, order=str(value))
    if column in DAYS:  # one that is the day of a briefing too does not mean it
        return CellOnPage(escape(value))
    kind = KINDS_BY_COLUMN.get(column, "")
    if kind and set(ids_listed(value)) <= _names_of(kind):
        return CellOnPage("; ".join(_name_as_link(kind, name) for name in ids_listed(value)))
    return CellOnPage(with_links(value, UP), is_id=_is_id(value))


@cache
def _name_as_link(kind: str, name: str) -> str:
    """A name with the way to its page; a long one may be broken where it has a low line."""
    words = escape(name).replace("_", "_<wbr>")
    return f'<a href="{UP}{address_of(named_id(kind, name))}">{words}</a>'


def _is_id(text: str) -> bool:
    try:
        parse_id(text)
    except UnknownName:
        return False
    return True


@cache
def _names_of(kind: str) -> set[str]:
    return set(ids_of_kind(kind))


# --- their twins in Markdown


def index_as_markdown() -> str:
    """The list of all tables, with the ways to their twins.

    >>> index_as_markdown().splitlines()[0]
    '# Tables'
    """
    parts = [f"# Tables\n\nData version {data_version()}. {RULE}"]
    for group in groups_of_tables():
        lines = [
            f"- [{table.title}]({table.name}.md), `{table.name}`, {table.number_of_rows:,} rows"
            for table in group.tables
        ]
        parts.append(f"## {group.title}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def table_as_markdown(name: str) -> str:
    """A table with all its rows, and what its columns hold.

    >>> table_as_markdown("removed").splitlines()[0]
    '# Ids that were taken out of the data, and why'
    """
    table = _table_on_page(name)
    columns = resources()[name]["schema"]["fields"]
    rows = ([_field_as_text(value) for value in row] for row in sql_rows(name))
    meanings = [Fact(f"`{field['name']}`", field.get("description", "")) for field in columns]
    parts = [
        f"# {table.title}",
        f"Table `{name}`, {table.number_of_rows:,} rows, data version {data_version()}. {CAUTION}",
        RULE if any(field["name"] == "value" for field in columns) else "",
        rows_as_markdown([field["name"] for field in columns], rows),
        "## What the columns hold",
        facts_as_markdown(meanings),
        f"Beside this page: [CSV]({name}.csv), [JSON]({name}.json), [HTML]({name}.html).",
    ]
    return "\n\n".join(filter(None, parts)) + "\n"


def _field_as_text(value: str | float | None) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else f"{value:.15g}"


# --- files for programs


def table_as_json(name: str) -> str:
    """A table as JSON: what it is, what its columns mean, and its rows; an empty field is null.

    >>> import json
    >>> json.loads(table_as_json("removed"))["rows"][0]["id"]
    'r011'
    """
    resource = resources()[name]
    fields = resource["schema"]["fields"]
    names = [field["name"] for field in fields]
    described = {
        "table": name,
        "title": resource["title"],
        "data_version": data_version(),
        "licence": package_description()["licenses"][0]["title"],
        "how_to_quote": RULE,
        "columns": {field["name"]: field.get("description", "") for field in fields},
        "primary_key": resource["schema"]["primaryKey"],
        "foreign_keys": resource["schema"].get("foreignKeys", []),
        "rows": [dict(zip(names, row, strict=True)) for row in sql_rows(name)],
    }
    return json_text(described)


def package_for_site() -> str:
    """The description of all tables for Frictionless, with the files where the site has them."""
    package = package_description()
    for resource in package["resources"]:
        resource["path"] = f"{resource['name']}.csv"
    return json_text(package)


def datasette_metadata() -> str:
    """What Datasette shows of the tables: ``datasette briefingroom.sqlite -m metadata.json``.

    >>> import json
    >>> list(json.loads(datasette_metadata())["databases"])
    ['briefingroom']
    """
    package = package_description()
    licence = package["licenses"][0]
    tables = {
        name: {
            "title": resource["title"],
            "columns": {
                field["name"]: field.get("description", "")
                for field in resource["schema"]["fields"]
            },
        }
        for name, resource in resources().items()
    }
    described = {
        "title": package["title"],
        "description": f"{package['description']} {RULE}",
        "license": licence["title"],
        "license_url": licence["path"],
        "databases": {SQLITE.removesuffix(".sqlite"): {"tables": tables}},
    }
    return json_text(described)
