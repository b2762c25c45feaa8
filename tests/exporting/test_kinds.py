"""Each form is opened again by somebody else's program, and is what the tables are."""

import csv
import hashlib
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from contextlib import closing
from datetime import date
from html import unescape
from urllib.parse import urlparse

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.errors import CorpusError, QuestionError
from briefingroom.exporting import kinds
from briefingroom.maintain import cli

PACKAGE = json.loads((HOME / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
READERS = {"string": str, "date": date.fromisoformat, "integer": int, "number": float}
FOLDERS = {"convokit", "parquet", "text"}


def rows_of_csv(name):
    """The rows of the CSV file itself, not as the library reads them."""
    fields = RESOURCES[name]["schema"]["fields"]
    with open(HOME / RESOURCES[name]["path"], encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    assert header == [field["name"] for field in fields]
    readers = [READERS[field["type"]] for field in fields]
    return header, [
        tuple(read(text) if text else None for read, text in zip(readers, row, strict=True))
        for row in rows
    ]


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Each form, by its kind; written when it is first asked for."""
    folder, paths = tmp_path_factory.mktemp("forms"), {}

    def write(kind):
        if kind not in paths:
            paths[kind] = br.export(kind, folder / f"made.{kind}")
        return paths[kind]

    return write


# --- any form


@pytest.mark.parametrize("kind", kinds.FORMS)
def test_a_form_is_a_file_or_a_folder_as_its_words_say(kind, written):
    path = written(kind)
    assert path.is_dir() == (kind in FOLDERS)
    assert ("folder" in kinds.FORMS[kind].purpose) == (kind in FOLDERS)


@pytest.mark.parametrize("kind", sorted(set(kinds.FORMS) - {"duckdb", "parquet", "xlsx"}))
def test_a_form_is_written_twice_alike(kind, written, tmp_path):
    first, second = written(kind), br.export(kind, tmp_path / "again")
    assert contents(first) == contents(second)


def contents(path):
    files = sorted(path.iterdir()) if path.is_dir() else [path]
    return [(file.name if path.is_dir() else "", file.read_bytes()) for file in files]


def test_a_form_that_is_not_known_is_named_with_those_that_are(tmp_path):
    with pytest.raises(QuestionError, match=r"no form 'docx'; there are anki, .*, xlsx"):
        br.export("docx", tmp_path / "made")


@pytest.mark.parametrize("kind", sorted(FOLDERS))
def test_a_folder_that_holds_something_is_left_alone(kind, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("do not lose me")
    with pytest.raises(CorpusError, match="mine is not an empty folder: name another one"):
        br.export(kind, tmp_path / "mine")
    assert [each.name for each in tmp_path.rglob("*")] == ["mine", "thesis.txt"]


@pytest.mark.parametrize("kind", kinds.FORMS)
def test_where_nothing_can_be_written_one_sentence_says_so(kind, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CorpusError, match="cannot be written"):
        br.export(kind, tmp_path / "file" / "made")
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_a_form_half_written_leaves_nothing(tmp_path, monkeypatch):
    from briefingroom.exporting import plain_text

    monkeypatch.setattr(plain_text, "_listed_turn", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        br.export("text", tmp_path / "turns")
    assert list(tmp_path.iterdir()) == []


def test_what_is_missing_is_named_with_the_remedy(tmp_path, monkeypatch):
    monkeypatch.setattr(kinds, "find_spec", lambda name: None)
    with pytest.raises(CorpusError, match=r"needs the package duckdb.*start\.py export duckdb"):
        br.export("duckdb", tmp_path / "made.duckdb")
    assert br.export("text", tmp_path / "turns").is_dir()


def test_the_command_writes_a_form_and_names_it(tmp_path, capsys):
    target = tmp_path / "turns"
    assert cli.main(["export", "text", str(target)]) == 0
    assert capsys.readouterr().out == f"{target}\n"
    assert cli.main(["export", "docx", str(target)]) == 2
    assert "there are anki" in capsys.readouterr().err


def test_the_help_of_the_command_lists_all_forms(capsys):
    with pytest.raises(SystemExit):
        cli.main(["export", "--help"])
    text = capsys.readouterr().out
    assert all(f"  {kind}" in text for kind in kinds.FORMS)


def test_no_package_for_a_form_is_loaded_with_ours():
    needed = sorted({kind.needs for kind in kinds.FORMS.values()} - {""})
    code = (
        "import briefingroom as br, sys; br.claims(); br.export; "
        f"print(set({needed}) & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


# --- tables


def test_the_workbook_is_the_tables(written):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(written("xlsx"))
    assert book.sheetnames == ["about", *RESOURCES]
    for name in RESOURCES:
        header, rows = rows_of_csv(name)
        first, *others = book[name].iter_rows(values_only=True)
        assert list(first) == header
        assert [tuple(map(as_day, row)) for row in others] == rows, name


def as_day(value):
    return value.date() if hasattr(value, "date") else value


def test_no_cell_of_the_workbook_is_a_formula(written):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(written("xlsx"))
    kinds_of_cell = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds_of_cell == {"s", "n", "d"}
    with zipfile.ZipFile(written("xlsx")) as parts:
        sheets = [name for name in parts.namelist() if "worksheets/" in name]
        assert len(sheets) == len(RESOURCES) + 1
        assert not [name for name in sheets if b"<f>" in parts.read(name)]


@pytest.mark.parametrize("words", ["=1+1", '=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_text_that_looks_like_a_formula_stays_a_text(words, tmp_path, monkeypatch):
    openpyxl = pytest.importorskip("openpyxl")
    from briefingroom.exporting import workbook

    monkeypatch.setattr(workbook, "sql_rows", lambda name: [(words,) * width(name)])
    types = {"type": "string"}
    shown = {
        name: {**each, "schema": {"fields": [{**f, **types} for f in each["schema"]["fields"]]}}
        for name, each in RESOURCES.items()
    }
    monkeypatch.setattr(workbook, "resources", lambda: shown)
    book = openpyxl.load_workbook(workbook.write_workbook(tmp_path / "made.xlsx"))
    cell = book["claims"]["A2"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (words, "s", True)


def width(name):
    return len(RESOURCES[name]["schema"]["fields"])


@pytest.mark.parametrize("name", RESOURCES)
def test_the_file_of_duckdb_is_the_tables(name, written):
    duckdb = pytest.importorskip("duckdb")
    header, rows = rows_of_csv(name)
    with closing(duckdb.connect(str(written("duckdb")), read_only=True)) as database:
        answer = database.execute(f'SELECT * FROM "{name}"')
        assert [column[0] for column in answer.description] == header
        assert answer.fetchall() == rows


def test_a_key_of_duckdb_is_a_key(written, tmp_path):
    duckdb = pytest.importorskip("duckdb")
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(written("duckdb").read_bytes())
    again = "INSERT INTO claims SELECT * FROM claims LIMIT 1"
    with (
        closing(duckdb.connect(str(copy))) as database,
        pytest.raises(duckdb.ConstraintException),
    ):
        database.execute(again)


@pytest.mark.parametrize("name", RESOURCES)
def test_each_parquet_file_is_its_table(name, written):
    duckdb = pytest.importorskip("duckdb")
    path = written("parquet") / f"{name}.parquet"
    assert duckdb.read_parquet(str(path)).fetchall() == rows_of_csv(name)[1]


@pytest.mark.parametrize("name", RESOURCES)
def test_polars_reads_csv_and_parquet_alike(name, written):
    polars = pytest.importorskip("polars", reason="POLARS NOT TRIED: it comes with the release")
    rows = rows_of_csv(name)[1]
    assert polars.read_parquet(written("parquet") / f"{name}.parquet").rows() == rows
    types = {"string": polars.String, "date": polars.Date, "integer": polars.Int64}
    fields = RESOURCES[name]["schema"]["fields"]
    read = polars.read_csv(
        HOME / RESOURCES[name]["path"],
        schema={field["name"]: types.get(field["type"], polars.Float64) for field in fields},
    )
    assert read.rows() == rows


@pytest.mark.parametrize("name", RESOURCES)
def test_duckdb_reads_the_csv_by_itself(name):
    """With nothing said of types: as many rows, and the same names."""
    duckdb = pytest.importorskip("duckdb")
    header, rows = rows_of_csv(name)
    read = duckdb.read_csv(str(HOME / RESOURCES[name]["path"]), header=True)
    assert (read.columns, len(read.fetchall())) == (header, len(rows))


READ_BY_R = """
arguments <- commandArgs(trailingOnly = TRUE)
table <- read.csv(arguments[1], colClasses = "character", na.strings = character(),
                  encoding = "UTF-8", check.names = FALSE)
write.csv(table, arguments[2], row.names = FALSE, fileEncoding = "UTF-8")
"""


@pytest.mark.release
@pytest.mark.parametrize("name", RESOURCES)
def test_r_reads_the_csv_and_writes_it_again_alike(name, tmp_path):
    if not shutil.which("Rscript"):
        pytest.skip("R NOT TRIED: install r-base-core")
    here, again = HOME / RESOURCES[name]["path"], tmp_path / "again.csv"
    utf8 = {**os.environ, "LC_ALL": "C.UTF-8"}
    subprocess.run(["Rscript", "-e", READ_BY_R, str(here), str(again)], check=True, env=utf8)
    assert rows_as_text(again) == rows_as_text(here)


def rows_as_text(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


# --- texts


def test_each_turn_is_a_file_and_a_row_of_the_list(written):
    folder = written("text")
    with open(folder / "metadata.csv", encoding="utf-8", newline="") as file:
        listed = {row["turn"]: row for row in csv.DictReader(file)}
    for row in br.turns().itertuples():
        assert (folder / f"{row.turn}.txt").read_text(encoding="utf-8") == f"{row.text}\n"
        said = listed[row.turn]
        assert (said["file"], said["speaker"], said["act"]) == (
            f"{row.turn}.txt",
            row.speaker,
            row.act,
        )
        assert int(said["words"]) == row.words
    assert len(listed) == len(list(folder.glob("*.txt"))) == len(br.turns())


def test_the_list_says_who_speaks_for_whom(written):
    with open(written("text") / "metadata.csv", encoding="utf-8", newline="") as file:
        rows = {row["turn"]: row for row in csv.DictReader(file)}
    minister = next(row for row in rows.values() if row["speaker"] == "Wang Zhijun")
    assert minister["position"] == "vice minister"
    assert minister["organisation"] == "Ministry of Industry and Information Technology"
    asked = next(row for row in rows.values() if row["outlet"] == "Hong Kong Economic Herald")
    assert asked["role"] == "journalist"
    assert asked["country"]


def convokit_file(written, name):
    return json.loads((written("convokit") / f"{name}.json").read_text(encoding="utf-8"))


@pytest.fixture
def utterances(written):
    text = (written("convokit") / "utterances.jsonl").read_text(encoding="utf-8")
    return {each["id"]: each for each in map(json.loads, text.splitlines())}


def test_a_corpus_of_convokit_holds_together(written, utterances):
    speakers, conversations = (
        convokit_file(written, name) for name in ("speakers", "conversations")
    )
    assert list(utterances) == list(br.turns().turn)
    assert {each["speaker"] for each in utterances.values()} == set(speakers)
    assert {each["conversation_id"] for each in utterances.values()} == set(conversations)
    assert len(conversations) == len(br.briefings())
    for id, each in utterances.items():
        before = each["reply-to"]
        assert (before is None) == (id in conversations)
        assert before is None or utterances[before]["conversation_id"] == each["conversation_id"]
        assert before is None or utterances[before]["timestamp"] < each["timestamp"]


def test_an_answer_replies_to_its_question(utterances):
    for row in br.exchanges().itertuples():
        assert {utterances[answer]["reply-to"] for answer in row.answers} == {row.question}


def test_the_index_of_convokit_names_what_there_is(written, utterances):
    index = convokit_file(written, "index")
    for each in utterances.values():
        assert set(each["meta"]) == set(index["utterances-index"])
        for name, value in each["meta"].items():
            assert str(type(value)) in index["utterances-index"][name]
    assert set(convokit_file(written, "corpus")) == set(index["overall-index"])


@pytest.fixture
def notes(written, tmp_path):
    """The fields of each note of the deck, as its own file of SQLite has them."""
    with zipfile.ZipFile(written("anki")) as parts:
        parts.extract("collection.anki2", tmp_path)
    with closing(sqlite3.connect(tmp_path / "collection.anki2")) as database:
        rows = database.execute("SELECT flds FROM notes")
        notes = [unescape(row[0]).split("\x1f") for row in rows]  # a field of Anki is HTML
        cards = database.execute("SELECT count(*) FROM cards").fetchone()[0]
    return notes, cards


def test_the_deck_has_two_cards_for_each_term_with_chinese(notes):
    terms = br.glossary().query("hanzi != ''")
    fields, cards = notes
    assert {(note[0], note[1], note[2]) for note in fields} == set(
        zip(terms.term, terms.hanzi, terms.pinyin, strict=True)
    )
    assert cards == 2 * len(terms)


# --- machines


@pytest.fixture
def annotations(written):
    collection = json.loads(written("annotations").read_text(encoding="utf-8"))
    assert collection["total"] == len(collection["first"]["items"]) == len(br.claims())
    return collection["first"]["items"]


def test_both_selectors_of_an_annotation_find_the_words_of_its_claim(annotations, written):
    quotes = dict(zip(br.claims().claim, br.claims().quote, strict=True))
    for each in annotations:
        text = (written("text") / each["target"]["source"]).read_text(encoding="utf-8")
        quote, place = each["target"]["selector"]
        said = quotes[each["body"]["value"]["claim"]]
        assert text[place["start"] : place["end"]] == quote["exact"] == said
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text.find(around) == place["start"] - len(quote["prefix"])


def test_an_annotation_says_the_figure_whole(annotations):
    by_claim = {each["body"]["value"]["claim"]: each["body"]["value"] for each in annotations}
    said = by_claim["2020-10-23.c004"]
    assert (said["value"], said["unit"], said["bound"], said["period"]) == (
        5.9,
        "percent",
        "exact",
        "2016/2019",
    )
    for row in br.claims().itertuples():
        assert by_claim[row.claim]["value_high"] == (
            None
            if row.value_high in (float("inf"),) or row.value_high != row.value_high
            else row.value_high
        )


def test_an_annotation_has_the_form_of_the_recommendation(annotations):
    for each in annotations:
        assert {"id", "type", "motivation", "body", "target"} == set(each)
        assert each["type"] == "Annotation"
        assert urlparse(each["id"]).scheme == "urn"
        assert [one["type"] for one in each["target"]["selector"]] == [
            "TextQuoteSelector",
            "TextPositionSelector",
        ]


def test_croissant_names_every_file_with_its_sum(written):
    described = json.loads(written("croissant").read_text(encoding="utf-8"))
    files = {each["@id"]: each for each in described["distribution"]}
    assert len(files) == len(described["recordSet"]) == len(RESOURCES)
    for each in files.values():
        content = (HOME / each["contentUrl"]).read_bytes()
        assert hashlib.sha256(content).hexdigest() == each["sha256"]


def test_croissant_is_valid_and_gives_the_rows(written, tmp_path):
    croissant = pytest.importorskip(
        "mlcroissant", reason="CROISSANT NOT VALIDATED: mlcroissant comes with the release"
    )
    os.symlink(HOME / "tables", tmp_path / "tables")
    file = tmp_path / "croissant.json"
    file.write_bytes(written("croissant").read_bytes())
    dataset = croissant.Dataset(jsonld=str(file))
    assert dataset.metadata.ctx.issues.errors == set()
    rows = list(dataset.records("briefings"))
    assert [row["briefings/briefing"].decode() for row in rows] == list(br.briefings().briefing)


def test_a_crate_names_files_that_are_there(written):
    graph = json.loads(written("ro-crate").read_text(encoding="utf-8"))["@graph"]
    files = {each["@id"]: each for each in graph if each["@type"] == "File"}
    assert set(files) == {each["@id"] for each in graph_root(graph)["hasPart"]}
    for id, each in files.items():
        assert (HOME / id).stat().st_size == int(each["contentSize"]), id
    known = {each["@id"] for each in graph}
    assert {each["license"]["@id"] for each in files.values() if "license" in each} <= known


def graph_root(graph):
    return next(each for each in graph if each["@id"] == "./")


def test_a_crate_is_read_by_the_library_of_the_form(written, tmp_path):
    rocrate = pytest.importorskip(
        "rocrate.rocrate", reason="RO-CRATE NOT READ: rocrate comes with the release"
    )
    for name in ("tables", "sources", "transcripts", "README.md"):
        os.symlink(HOME / name, tmp_path / name)
    (tmp_path / "ro-crate-metadata.json").write_bytes(written("ro-crate").read_bytes())
    crate = rocrate.ROCrate(tmp_path)
    assert crate.name == PACKAGE["title"]
    assert {each.id for each in crate.get_by_type("File")} == {
        each["@id"]
        for each in graph_root(json.loads(written("ro-crate").read_text())["@graph"])["hasPart"]
    }
