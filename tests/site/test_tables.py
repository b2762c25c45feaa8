"""The pages of the tables hold every row, lead to every id, and the files beside them agree."""

import csv
import hashlib
import json
import re
import sqlite3
from contextlib import closing

import frictionless
import pytest
from bs4 import BeautifulSoup

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.site import tables
from briefingroom.site.addresses import address_of, frozen_folder, known_ids
from briefingroom.site.tables import GROUPS_OF_TABLES, SEEN_AT_FIRST, build_tables, cell_of

PACKAGE = json.loads((HOME / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
NUMBERS = ("integer", "number")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("tables") / "site"
    build_tables(folder)
    return folder


@pytest.fixture(scope="module")
def page_of_table(built):
    """A function that gives the page of a table as a parser reads it, read once."""
    pages = {}

    def read(name):
        if name not in pages:
            text = (built / "tables" / f"{name}.html").read_text(encoding="utf-8")
            pages[name] = BeautifulSoup(text, "html.parser")
        return pages[name]

    return read


def rows_of_csv(name):
    with open(HOME / "tables" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def shown_in(page):
    return [[cell.text for cell in row.find_all("td")] for row in page.select("tbody tr")]


# --- the pages


def test_every_table_has_its_place():
    named = [name for names in GROUPS_OF_TABLES.values() for name in names.split()]
    assert sorted(named) == sorted(RESOURCES)


def test_the_columns_seen_at_first_are_there():
    for name, seen in SEEN_AT_FIRST.items():
        columns = [field["name"] for field in RESOURCES[name]["schema"]["fields"]]
        assert set(seen.split()) <= set(columns), name


@pytest.mark.parametrize("name", RESOURCES)
def test_a_page_has_every_row_and_field_of_the_file(name, page_of_table):
    header, *rows = rows_of_csv(name)
    page = page_of_table(name)
    heads = [head.text for head in page.select("thead th")]
    assert sorted(heads) == sorted(header)
    types = {field["name"]: field["type"] for field in RESOURCES[name]["schema"]["fields"]}
    shown = shown_in(page)
    assert len(shown) == len(rows)
    for cells, fields in zip(shown, rows, strict=True):
        printed = dict(zip(heads, cells, strict=True))
        for column, text in zip(header, fields, strict=True):
            cell = printed[column]
            if types[column] in NUMBERS and text:
                assert float(cell.replace(",", "")) == float(text)
            else:
                assert " ".join(cell.split()) == " ".join(text.split())


@pytest.mark.parametrize("name", ["claims", "references", "targets"])
def test_where_values_stand_the_page_says_how_they_are_quoted(name, page_of_table):
    page = page_of_table(name)
    heads = [head.text for head in page.select("thead th:not([data-visible])")]
    assert tables.RULE in page.text
    assert heads[heads.index("value") + 1] == "unit"
    if name != "targets":  # the bound of a target is that of its claim
        assert heads[heads.index("value") + 2 :][:2] == ["bound", "period"]


def test_every_id_leads_to_its_page(page_of_table):
    addresses = {
        known.id: address_of(f"{known.kind}:{known.id}")
        for known in known_ids()
        if known.kind in ("indicator", "theme", "outlet", "speaker", "term")
    }
    page = page_of_table("claims")
    heads = [head.text for head in page.select("thead th")]
    for row in page.select("tbody tr"):
        links = {link.text: link["href"] for link in row.find_all("a")}
        fields = dict(zip(heads, (cell.text for cell in row.find_all("td")), strict=True))
        claim, briefing, sentence = fields["claim"], fields["briefing"], fields["sentence"]
        assert links[claim] == f"../claim/{claim}.html"
        assert links[briefing] == f"../briefing/{briefing}.html"
        assert links[sentence] == f"../sentence/{sentence}.html"
        indicator = fields["indicator"]
        assert not indicator or links[indicator] == f"../{addresses[indicator]}"


def test_a_name_leads_to_the_page_of_its_kind():
    assert 'href="../outlet/reuters.html"' in cell_of("outlet", "Reuters").html
    assert 'href="../theme/chips.html"' in cell_of("theme", "chips").html
    two = cell_of("answered_by", "Xin Guobin; Tian Yulong").html
    assert two.count("<a ") == 2


def test_a_day_is_no_briefing():
    assert cell_of("period", "2020-10-23").html == "2020-10-23"


def test_text_is_escaped():
    assert cell_of("note", "<b>&").html == "&lt;b&gt;&amp;"
    assert "<script" not in cell_of("outlet", "<script>").html


def test_the_first_page_names_all_tables_with_their_rows(built):
    page = BeautifulSoup(
        (built / "tables" / "index.html").read_text(encoding="utf-8"), "html.parser"
    )
    for name in RESOURCES:
        entry = page.select_one(f'a[href="{name}.html"]').find_parent("li")
        assert f"{len(rows_of_csv(name)) - 1:,} rows" in entry.text
        assert entry.select_one(f'a[href="{name}.csv"]')


def test_every_file_that_a_page_of_a_table_names_is_there(built):
    for path in built.rglob("tables/*.html"):
        text = path.read_text(encoding="utf-8")
        for name in re.findall(
            r'(?:href|src|value)="([^"#:]+\.(?:html|csv|json|md|js|css|sqlite))"', text
        ):
            if name.startswith("../assets/") or not name.startswith("../"):
                is_of_another_part = name.endswith(("site.css", "site.js"))
                assert is_of_another_part or (path.parent / name).resolve().is_file(), name


def test_the_pages_ask_nothing_of_another_place(built):
    for path in (built / "tables").glob("*.html"):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        loaded = page.find_all(["script", "img", "iframe"], src=True)
        styles = page.find_all("link", href=True)
        sources = [each["src"] for each in loaded] + [each["href"] for each in styles]
        assert not any(re.match(r"(?:https?:)?//", source) for source in sources), path.name


# --- the twins


@pytest.mark.parametrize("name", ["index", *RESOURCES])
def test_the_frozen_twin_of_a_table_says_the_same_and_stays(name, built):
    page, twin = (
        (folder / "tables" / f"{name}.html").read_text(encoding="utf-8")
        for folder in (built, built / frozen_folder())
    )
    contents = [text[text.index("<h1>") : text.index("</main>")] for text in (page, twin)]
    assert contents[0] == contents[1]
    assert "Frozen page of data version" in twin
    assert f'href="../../tables/{name}.html"' in twin
    assert ("noindex" in page, "noindex" in twin) == (False, True)
    assert f'href="../{frozen_folder()}/tables/{name}.html"' in page


def test_the_files_beside_a_frozen_table_are_the_same(built):
    for path in sorted((built / "tables").iterdir()):
        if path.suffix != ".html":
            frozen = built / frozen_folder() / "tables" / path.name
            assert frozen.read_bytes() == path.read_bytes(), path.name


@pytest.mark.parametrize("name", RESOURCES)
def test_the_markdown_of_a_table_has_every_row_and_field(name, built):
    text = (built / "tables" / f"{name}.md").read_text(encoding="utf-8")
    header, *rows = rows_of_csv(name)
    lines = [line for line in text.splitlines() if line.startswith("| ")]
    names, _, *shown = [
        [re.sub(r"\\(.)", r"\1", cell) for cell in re.split(r"(?<!\\) \| ", line[2:-2])]
        for line in lines
    ]
    assert names == header
    assert len(shown) == len(rows)
    types = {field["name"]: field["type"] for field in RESOURCES[name]["schema"]["fields"]}
    for cells, fields in zip(shown, rows, strict=True):
        for column, cell, field in zip(header, cells, fields, strict=True):
            if types[column] in NUMBERS and field:
                assert float(cell) == float(field)
            else:
                assert cell == " ".join(field.split())
    assert all(f"- `{column}`: " in text for column in header)


# --- the files


def test_the_csv_files_are_those_of_the_data(built):
    for name, resource in RESOURCES.items():
        data = (built / "tables" / f"{name}.csv").read_bytes()
        assert f"sha256:{hashlib.sha256(data).hexdigest()}" == resource["hash"]


@pytest.mark.parametrize("name", RESOURCES)
def test_the_json_of_a_table_says_what_it_is(name, built):
    described = json.loads((built / "tables" / f"{name}.json").read_text(encoding="utf-8"))
    header, *rows = rows_of_csv(name)
    assert described["table"] == name
    assert described["data_version"] == br.data_version()
    assert list(described["columns"]) == header
    assert all(described["columns"].values())
    assert len(described["rows"]) == len(rows)
    types = {field["name"]: field["type"] for field in RESOURCES[name]["schema"]["fields"]}
    for record, fields in zip(described["rows"], rows, strict=True):
        for (column, value), text in zip(record.items(), fields, strict=True):
            if types[column] in NUMBERS:
                assert value == (float(text) if text else None)
            else:
                assert (value or "") == text


def test_the_description_of_the_tables_is_valid_where_it_lies(built):
    report = frictionless.validate(str(built / "tables" / "datapackage.json"))
    assert report.flatten(["type", "message"]) == []
    assert report.stats["tasks"] == len(RESOURCES)


def test_datasette_is_told_what_the_columns_of_the_file_hold(built):
    metadata = json.loads((built / "tables" / "metadata.json").read_text(encoding="utf-8"))
    described = metadata["databases"]["briefingroom"]["tables"]
    with closing(sqlite3.connect(built / "tables" / "briefingroom.sqlite")) as database:
        for name, table in described.items():
            columns = [row[1] for row in database.execute(f'PRAGMA table_info("{name}")')]
            assert list(table["columns"]) == columns
    assert set(described) == set(RESOURCES)


def test_two_builds_are_equal(built, tmp_path):
    build_tables(tmp_path)
    first, second = (
        {
            path.relative_to(folder): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in folder.rglob("*")
            if path.is_file()
        }
        for folder in (built, tmp_path)
    )
    assert first == second


def test_the_library_is_shipped_with_its_licence(built):
    folder = built / "assets" / "datatables"
    assert "MIT License" in (folder / "License.txt").read_text(encoding="utf-8")
    head = (folder / "dataTables.min.js").read_text(encoding="utf-8")[:40]
    notes = (tables.TABLE_ASSETS / "datatables" / "README.md").read_text(encoding="utf-8")
    version = re.search(r"DataTables (\d+\.\d+\.\d+)", head)[1]
    assert notes.startswith(f"# DataTables {version}\n")
