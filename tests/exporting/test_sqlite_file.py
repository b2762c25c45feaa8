"""The file of SQLite has the tables as they are, with keys that hold and words that are found."""

import csv
import hashlib
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.errors import CorpusError
from briefingroom.exporting import sqlite_file
from briefingroom.maintain import cli

PACKAGE = json.loads((HOME / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in PACKAGE["resources"]}
READERS = {"string": str, "date": str, "integer": int, "number": float}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return br.write_sqlite(tmp_path_factory.mktemp("sqlite") / "briefingroom.sqlite")


@pytest.fixture
def database(written):
    with closing(sqlite3.connect(f"file:{written}?mode=ro", uri=True)) as database:
        yield database


def rows_of_csv(resource):
    """The rows of the CSV file itself, not as the library reads them."""
    with open(HOME / resource["path"], encoding="utf-8", newline="") as file:
        names, *rows = csv.reader(file)
    types = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
    readers = [READERS[types[name]] for name in names]
    return names, [
        tuple(read(text) if text else None for read, text in zip(readers, row, strict=True))
        for row in rows
    ]


@pytest.mark.parametrize("name", RESOURCES)
def test_each_table_is_the_csv_file(name, database):
    names, rows = rows_of_csv(RESOURCES[name])
    cursor = database.execute(f'SELECT * FROM "{name}" ORDER BY rowid')
    assert [column[0] for column in cursor.description] == names
    assert cursor.fetchall() == rows


@pytest.mark.parametrize("name", RESOURCES)
def test_each_table_has_its_keys(name, database):
    schema = RESOURCES[name]["schema"]
    primary = schema["primaryKey"]
    info = database.execute(f'PRAGMA table_info("{name}")').fetchall()
    keys = sorted((row[5], row[1]) for row in info if row[5])
    assert [key for _, key in keys] == ([primary] if isinstance(primary, str) else primary)
    foreign = {
        (row[3], row[2], row[4]) for row in database.execute(f'PRAGMA foreign_key_list("{name}")')
    }
    described = {
        (*key["fields"], key["reference"]["resource"] or name, *key["reference"]["fields"])
        for key in schema.get("foreignKeys", [])
    }
    assert foreign == described


def test_every_foreign_key_has_an_index(database):
    for name in RESOURCES:
        keys = {row[3] for row in database.execute(f'PRAGMA foreign_key_list("{name}")')}
        indexes = [row[1] for row in database.execute(f'PRAGMA index_list("{name}")')]
        first_columns = {
            database.execute(f'PRAGMA index_info("{index}")').fetchone()[2] for index in indexes
        }
        assert keys <= first_columns


def test_the_file_is_whole_and_its_keys_hold(database):
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []


@pytest.mark.parametrize("words", ["rare earth", "paradigm", "industrial internet", "5G"])
def test_the_full_text_table_finds_the_sentences_with_the_words(words, database):
    pattern = re.compile(rf"\b{words}\b".replace(" ", r"\W+"), re.IGNORECASE)
    _, sentences = rows_of_csv(RESOURCES["sentences"])
    expected = [row[0] for row in sentences if pattern.search(row[5])]
    assert expected
    found = database.execute(
        "SELECT sentence FROM sentences JOIN sentences_fts ON sentences.rowid = sentences_fts.rowid"
        " WHERE sentences_fts MATCH ? ORDER BY sentences.rowid",
        [f'"{words}"'],
    )
    assert [row[0] for row in found] == expected


def test_the_file_says_what_it_is(database):
    about = dict(database.execute("SELECT name, value FROM about"))
    assert about["data version"] == br.data_version()
    assert "CC-BY-4.0" in PACKAGE["licenses"][0]["name"]
    assert about["licence"] == PACKAGE["licenses"][0]["title"]


def test_another_process_in_another_place_and_time_writes_the_same_bytes(written, tmp_path):
    other = tmp_path / "other.sqlite"
    code = f"import briefingroom as br; br.write_sqlite({str(other)!r})"
    strange = {"PYTHONHASHSEED": "7", "TZ": "Asia/Shanghai", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code], check=True, env={**os.environ, **strange})
    hashes = [hashlib.sha256(path.read_bytes()).hexdigest() for path in (written, other)]
    assert hashes[0] == hashes[1]


def test_a_key_that_leads_nowhere_is_refused(tmp_path, monkeypatch):
    real = sqlite_file.sql_rows

    def without_indicators(name):
        return [] if name == "indicators" else real(name)

    monkeypatch.setattr(sqlite_file, "sql_rows", without_indicators)
    file = tmp_path / "kept.sqlite"
    file.write_bytes(b"as it was")
    with pytest.raises(CorpusError, match="names what indicators does not have"):
        br.write_sqlite(file)
    assert file.read_bytes() == b"as it was"


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    with pytest.raises(CorpusError, match=r"cannot be written"):
        br.write_sqlite(tmp_path / "file" / "briefingroom.sqlite")


def test_the_command_writes_it(tmp_path, capsys, written):
    file = tmp_path / "by_command.sqlite"
    assert cli.main(["sqlite", str(file)]) == 0
    assert capsys.readouterr().out == f"{file}: {file.stat().st_size:,} bytes\n"
    assert file.read_bytes() == written.read_bytes()
