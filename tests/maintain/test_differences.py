"""What changed in the data: compared row by row, listed with reasons, and never silently."""

import csv
import html
import re
import tarfile
from pathlib import Path
from xml.etree import ElementTree

import mistune
import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.errors import CorpusError
from briefingroom.maintain.annotations import read_annotations
from briefingroom.maintain.build import build
from briefingroom.maintain.changes import Reason
from briefingroom.maintain.cli import main
from briefingroom.maintain.differences import Change, compare_tables, differences_page

RECORD = Path(__file__).parent / "tables_before.tar.xz"
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


def test_a_table_that_only_one_folder_has_is_one_line(folders):
    keys = {"ships": ["day", "port"]}
    new_table = "### ships\n\nNew table, 2 rows."
    assert differences_page(compare_tables(*folders, keys)).endswith(new_table)
    backwards = differences_page(compare_tables(*folders[::-1], keys))
    assert backwards.endswith("### ships\n\nTable taken out, 2 rows.")


HOSTILE = [
    "<script>alert(1)</script>",
    "*one* _two_ __three__ value_low ~~four~~",
    "[link](http://example.org) ![picture](x)",
    "`code` and a\\backslash",
    "- an item",
    "1. an item",
    "# heading",
    "&lt;b&gt; &#60; R&D",
    "a | b",
    "$x$",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_tables_shows_as_it_is(folders, text):
    old, new = folders
    with open(new / "fish.csv", "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([["fish", "weight"], ["f1", text], [text, "new"]])
    page = differences_page(compare_tables(old, new, {}))
    shown = html.unescape(re.sub(r"<[^>]*>", "", mistune.html(page)))
    assert f"weight 2 → {text}" in shown
    assert f"New: {text}." in shown
    assert set(re.findall(r"<(\w+)", mistune.html(page))) == {"h3", "p", "ul", "li", "code"}


def test_a_break_in_a_text_begins_no_new_line_of_the_page(folders):
    old, new = folders
    (new / "fish.csv").write_text('fish,weight\nf1,"2\n# 3"\n', encoding="utf-8")
    assert "- `f1`: weight 2 → 2 \\# 3" in differences_page(compare_tables(old, new, {}))


def test_an_id_with_backticks_stays_code(folders):
    old, new = folders
    for folder, weight in ((old, 2), (new, 3)):
        (folder / "fish.csv").write_text(f"fish,weight\na`b,{weight}\n", encoding="utf-8")
    assert "- `` a`b ``: weight 2 → 3" in differences_page(compare_tables(old, new, {}))


# --- the part of a version, each change with its reason


@pytest.fixture(scope="module")
def before(tmp_path_factory):
    """The tables of the version before, as CONTRIBUTING.md says how they are kept."""
    folder = tmp_path_factory.mktemp("before")
    with tarfile.open(RECORD) as record:
        record.extractall(folder, filter="data")
    return folder / "briefings" / "tables"


@pytest.fixture
def diff(before, corpus, capsys):
    """Runs the tool with the reasons of a copy of the corpus; gives what it says and refuses."""

    def run():
        reasons = str(corpus / "annotations" / "reasons.csv")
        command = ["--briefings", str(corpus), "diff", str(before), str(HOME / "tables")]
        status = main([*command, "--reasons", reasons])
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


def test_the_part_of_the_present_version_is_what_the_tool_gives(diff):
    status, section, refused = diff()
    assert (status, refused) == (0, "")
    version = br.data_version()
    part = CHANGES[CHANGES.index(f"## {version}\n") :].split("\n\n## ")[0]
    assert part == section.rstrip("\n")


def test_the_record_of_the_version_before_is_what_was_published(before):
    published = {line for line in PUBLISHED if line.partition(" ")[0] in NUMBERED}
    recorded = set()
    for table, key in NUMBERED.items():
        with open(before / f"{table}.csv", encoding="utf-8", newline="") as file:
            recorded |= {f"{table} {row[key]}" for row in csv.DictReader(file)}
    assert recorded == published


def test_a_change_without_a_reason_is_named(diff, rewrite):
    rewrite("annotations/reasons.csv", "0.2.0,claims,kind,all,3\n", "", 1)
    status, section, refused = diff()
    assert status == 1
    assert "- `2020-10-23.c118`: kind level → cumulative (no reason given)" in section
    named = "claims, kind, 2020-10-23.c118: no reason is given; add a row to the reasons."
    assert named in refused
    kinds = section.split("### corrections")[0].count(": kind ")
    assert refused.count("no reason is given") == kinds


def test_a_reason_for_nothing_is_named(diff, rewrite):
    kept = "0.2.0,claims,kind,all,3\n"
    rewrite("annotations/reasons.csv", kept, f"{kept}0.2.0,claims,unit,all,3\n", 1)
    status, _, refused = diff()
    assert status == 1
    assert refused.count("nothing of the kind has changed; take the row out") == 1


def test_a_reason_that_is_no_correction_is_refused(diff, rewrite):
    rewrite("annotations/reasons.csv", "claims,kind,all,3", "claims,kind,all,99", 1)
    status, section, refused = diff()
    assert (status, section) == (1, "")
    assert "'99' is no correction of version 0.2.0" in refused


@pytest.mark.parametrize(
    "ids, covered",
    [
        ("all", "d09 d10 d99 x"),
        ("d09 to d11", "d09 d10"),
        ("d10; x", "d10 x"),
        ("c09 to c11", ""),
        ("d1 to x", ""),
    ],
)
def test_a_reason_covers_the_ids_that_it_names(ids, covered):
    reason = Reason(2, "fish", "kind", ids, "1")
    every = ["d09", "d10", "d99", "x"]
    assert [id for id in every if reason.covers(Change("fish", "kind", id))] == covered.split()
    assert not reason.covers(Change("ships", "kind", "d10"))
    assert not reason.covers(Change("fish", "new", "d10"))


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
    vanished = set()
    for line in PUBLISHED:
        table, _, id = line.partition(" ")
        key = getattr(br, table)().columns[0]
        if table in NUMBERED and id not in set(getattr(br, table)()[key]):
            vanished.add(id)
    for table, key in NUMBERED.items():  # also what came in and went out since
        vanished |= gaps(getattr(br, table)()[key])
    reasons = {row["id"]: row["reason"] for row in read_annotations(HOME, "removed")}
    assert vanished == set(reasons)
    for id, reason in reasons.items():
        assert f"- `{id}`: {reason}" in CHANGES


def gaps(ids):
    """The ids that are missing from a column of numbered ones."""
    letter = ids.iloc[0][0]
    last = ids.iloc[-1]
    digits = len(ids.iloc[0]) - 1
    all_of_them = {f"{letter}{number:0{digits}}" for number in range(1, int(last[1:]) + 1)}
    return all_of_them - set(ids)


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
