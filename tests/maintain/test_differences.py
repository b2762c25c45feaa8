"""What changed in the data: compared row by row, listed with reasons, and never silently."""

import re
from xml.etree import ElementTree

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.errors import CorpusError
from briefingroom.maintain.annotations import read_annotations
from briefingroom.maintain.build import build
from briefingroom.maintain.cli import main
from briefingroom.maintain.differences import compare_tables, differences_page

CHANGES = (HOME / "CHANGES.md").read_text(encoding="utf-8")
PUBLISHED = (HOME / "published_ids.txt").read_text(encoding="utf-8").splitlines()
NUMBERED = {
    "discrepancies": "discrepancy",
    "references": "reference",
    "targets": "target",
}


@pytest.fixture
def folders(tmp_path):
    """Two folders with a table that differs, one that does not, and one that is new."""
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    (old / "fish.csv").write_text("fish,weight\nf1,2\nf2,3\nf3,4\n", encoding="utf-8")
    (new / "fish.csv").write_text("fish,weight,sea\nf1,2,\nf3,5,North\nf4,1,\n", encoding="utf-8")
    for folder in (old, new):
        (folder / "same.csv").write_text("id\na\n", encoding="utf-8")
    (new / "ships.csv").write_text("day,port,count\n1,A,2\n1,B,3\n", encoding="utf-8")
    return old, new


def test_rows_columns_and_fields_that_differ_are_listed(folders):
    fish, ships = compare_tables(*folders, {"ships": ["day", "port"]})
    assert (fish.table, fish.old_count, fish.new_count) == ("fish", 3, 3)
    assert (fish.new_columns, fish.new_rows, fish.gone_rows) == (["sea"], ["f4"], ["f2"])
    assert {id: list(map(str, fields)) for id, fields in fish.changed.items()} == {
        "f3": ["weight 4 → 5"]
    }
    assert (ships.table, ships.old_count, ships.new_rows) == ("ships", 0, ["1 A", "1 B"])
    page = differences_page([fish, ships])
    assert "### fish\n\n3 rows before, 3 now.\n\nNew columns: sea.\n\nNew: f4.\n\n" in page
    assert "Taken out: f2.\n\n- `f3`: weight 4 → 5\n\n### ships" in page


def test_a_long_text_is_only_said_to_be_reworded(folders):
    old, new = folders
    (new / "fish.csv").write_text(f"fish,weight\nf1,{'x' * 50}\n", encoding="utf-8")
    (fish, _) = compare_tables(old, new, {})
    assert str(fish.changed["f1"][0]) == "weight reworded"


def test_the_command_prints_what_differs(folders, capsys):
    assert main(["diff", *map(str, folders)]) == 0
    assert "- `f3`: weight 4 → 5" in capsys.readouterr().out


def test_a_folder_without_tables_is_refused(folders, tmp_path, capsys):
    empty = tmp_path / "empty"
    empty.mkdir()
    assert main(["diff", str(folders[0]), str(empty)]) == 1
    assert "holds no tables; give a folder such as briefings/tables" in capsys.readouterr().err


def test_the_present_version_of_the_data_is_the_newest_in_the_changes():
    assert re.search(r"^## (\S+)$", CHANGES, re.MULTILINE)[1] == br.data_version()
    assert set(br.corrections().version) <= set(re.findall(r"^## (\S+)$", CHANGES, re.MULTILINE))


def test_every_id_that_vanished_stands_in_the_changes_with_its_reason():
    vanished = []
    for line in PUBLISHED:
        table, _, id = line.partition(" ")
        key = getattr(br, table)().columns[0]
        if table in NUMBERED and id not in set(getattr(br, table)()[key]):
            vanished.append(id)
    reasons = {row["id"]: row["reason"] for row in read_annotations(HOME, "removed")}
    assert set(vanished) == set(reasons)
    for id, reason in reasons.items():
        assert f"- `{id}`: {reason}" in CHANGES


@pytest.mark.parametrize("table", NUMBERED)
def test_every_new_id_is_listed_in_the_changes(table):
    ids = getattr(br, table)()[NUMBERED[table]]
    new = [id for id in ids if f"{table} {id}" not in PUBLISHED]
    part = CHANGES.split(f"### {table}\n")[1].split("\n### ")[0]
    listed = re.search(r"^New: (.*)\.$", part, re.MULTILINE)[1].split(", ")
    assert listed == new


def test_every_correction_stands_in_the_changes_and_in_the_feed():
    feed = ElementTree.fromstring((HOME / "corrections.xml").read_bytes())
    titles = [each.text for each in feed.findall(".//{*}entry/{*}title")]
    rows = br.corrections()
    assert titles[::-1] == rows.what.tolist()
    for row in rows.itertuples():
        assert f"{row.correction}. {row.what} {row.why}" in CHANGES


@pytest.mark.parametrize(
    "found, spoiled, message",
    [
        ("\n2,0.2.0", "\n3,0.2.0", "correction: number 2 belongs here"),
        (",claims,", ",clams,", "tables: there is no table 'clams'"),
    ],
)
def test_a_correction_that_cannot_be_right_is_refused(corpus, rewrite, found, spoiled, message):
    rewrite("annotations/corrections.csv", found, spoiled, 1)
    if "3," in spoiled:
        rewrite(
            "annotations/corrections.csv",
            "\n3,0.2.0,2026-11-27,claims",
            "\n99,0.2.0,2026-11-27,claims",
        )
    with pytest.raises(CorpusError, match=message):
        build(corpus)
