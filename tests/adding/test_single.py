"""A briefing is added once, whole, under its id, and looked at without a trace."""

import csv
import hashlib
import io
import json
import os
import subprocess
import sys

import pandas as pd
import pytest

import briefingroom as br
from briefingroom.adding.invented import invented_briefing
from briefingroom.adding.single import add, added, remove
from briefingroom.corpus.tables import HOME, resources
from briefingroom.errors import CorpusError, QuestionError, UnknownName
from briefingroom.maintain import cli

TABLES = (
    "briefings candidates claims exchanges other_numerals outlets paragraphs repairs sentences "
    "source_map speakers turns"
).split()
INSPECTED = "briefings candidates repairs sentences source_map speakers turns".split()
CANDIDATE = "candidate sentence quote start end value unit bound kind period reason".split()


def rows_of(path):
    return list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_briefing_is_kept_with_all_its_files(given, own_folder):
    path = given()
    kept = add(path)
    assert (kept.id, kept.state, kept.folder) == ("2024-01-19", "added", own_folder / "2024-01-19")
    files = contents(kept.folder)
    assert set(files) == {
        *[f"tables/{name}.csv" for name in TABLES],
        "source.txt",
        "transcript.md",
        "report.html",
        "decisions.csv",
        "briefing.json",
    }
    assert files["source.txt"] == path.read_bytes()
    about = json.loads(files["briefing.json"])
    assert about["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
    sums = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    del sums["decisions.csv"], sums["briefing.json"]
    assert about["files"] == sums
    assert json.loads((own_folder / "collection.json").read_text()) == {"layout": 1}


def test_its_tables_have_the_columns_of_the_published_ones(given):
    folder = add(given()).folder / "tables"
    for name in TABLES:
        header = (folder / f"{name}.csv").read_text("utf-8").split("\n")[0].split(",")
        expected = CANDIDATE
        if name != "candidates":
            expected = [field["name"] for field in resources()[name]["schema"]["fields"]]
        assert header == expected, name


def test_its_rows_say_what_the_page_says(given, page):
    folder = add(given()).folder / "tables"
    (row,) = rows_of(folder / "briefings.csv")
    assert row["title"] == "Invented briefing on lamps"
    assert (row["date"], row["place"]) == ("2024-01-19", "Xincheng")
    assert (row["turns"], row["questions"]) == ("6", "1")
    assert [row["speaker"] for row in rows_of(folder / "speakers.csv")] == [
        "Lan Qiuhe",
        "Mei Anran",
    ]
    assert [row["outlet"] for row in rows_of(folder / "outlets.csv")] == ["Harbour Daily"]
    repairs = rows_of(folder / "repairs.csv")
    assert repairs
    assert all(page[int(row["source_start"]) :].startswith(row["found"]) for row in repairs)
    sold = [row["text"] for row in rows_of(folder / "sentences.csv") if "sold 3.2" in row["text"]]
    assert sold == ["We sold 3.2 million lamps."]
    stretches = rows_of(folder / "source_map.csv")
    ends = [0, *[int(row["source_end"]) for row in stretches]]
    assert [int(row["source_start"]) for row in stretches] == ends[:-1]
    assert ends[-1] == len(page)


def test_no_numeral_is_a_claim_before_it_is_decided(given):
    folder = add(given()).folder / "tables"
    assert rows_of(folder / "claims.csv") == []
    assert rows_of(folder / "other_numerals.csv") == []
    quotes = [row["quote"] for row in rows_of(folder / "candidates.csv")]
    assert "12.5%" in quotes
    assert "3.2 million" in [quote.removesuffix(" lamps") for quote in quotes]


def test_the_same_file_twice_changes_nothing_and_says_so(given, own_folder):
    path = given()
    add(path)
    before = contents(own_folder)
    again = add(path)
    assert again.state == "already there"
    assert "is already there, from the same file" in str(again)
    assert add(path, name="evening").id == "2024-01-19"
    assert contents(own_folder) == before


def test_another_text_of_that_day_is_refused_and_may_have_a_name(given, own_folder, page):
    add(given())
    other = given(page.replace("lamps", "kettles"), "other.txt")
    before = contents(own_folder)
    with pytest.raises(
        CorpusError, match=r"2024-01-19 is in .* already, with other text; .*--name"
    ):
        add(other)
    assert contents(own_folder) == before
    assert add(other, name="evening-2").id == "2024-01-19-evening-2"
    assert list(added().briefing) == ["2024-01-19", "2024-01-19-evening-2"]


def test_a_published_day_is_refused_and_may_have_a_name(given, own_folder):
    with pytest.raises(CorpusError, match=r"2023-03-01 is published, with other text; .*--name"):
        add(given(), date="2023-03-01")
    assert not own_folder.exists()
    assert add(given(), date="2023-03-01", name="lamps").id == "2023-03-01-lamps"


def test_a_published_file_is_not_added_and_says_so(own_folder):
    kept = add(HOME / "sources" / "2023-04-20.txt")
    assert (kept.id, kept.state) == ("2023-04-20", "published")
    assert not own_folder.exists()


def test_a_page_without_a_day_needs_one_but_can_be_looked_at(given, page):
    lines = [line for line in page.split("\n") if "January" not in line]
    path = given("\n".join(lines))
    with pytest.raises(CorpusError, match=r"'page\.txt' does not say its day; .*--date"):
        add(path)
    assert add(path, check_only=True).id == "0001-01-01"
    assert add(path, date="2024-02-29").id == "2024-02-29"


@pytest.mark.parametrize(
    "said, wrong",
    [
        ({"date": "2024-02-30"}, "is no day"),
        ({"date": "20240219"}, "is no day"),
        ({"date": "../../2024"}, "is no day"),
        ({"name": "../../x"}, "is no name"),
        ({"name": "Evening"}, "is no name"),
        ({"name": ""}, "is no name"),
        ({"name": "e" * 41}, "is no name"),
        ({"url": "javascript:alert(1)"}, "is no address"),
        ({"title": "two\nlines"}, "must be one line"),
        ({"host": "h" * 301}, "must be one line"),
        ({"title": "turned \u202e round"}, "must be one line"),
    ],
)
def test_what_cannot_be_said_of_a_briefing_is_refused(said, wrong, given, own_folder):
    with pytest.raises(QuestionError, match=wrong):
        add(given(), **said)
    assert not own_folder.exists()


def test_what_is_said_beforehand_stands_in_the_table(given):
    said = {"host": "The Office", "title": "On lamps", "url": "https://example.org/lamps"}
    (row,) = rows_of(add(given(), **said).folder / "tables" / "briefings.csv")
    assert {column: row[column] for column in said} == said


def test_looking_writes_the_tables_for_inspection_and_nothing_else(given, own_folder, tmp_path):
    out = tmp_path / "new" / "out"
    looked = add(given(), check_only=True, out=out)
    assert (looked.state, looked.folder) == ("looked at", None)
    assert sorted(path.name for path in out.iterdir()) == [f"{name}.csv" for name in INSPECTED]
    assert not own_folder.exists()
    kept = add(given()).folder / "tables"
    for name in INSPECTED:
        assert (out / f"{name}.csv").read_bytes() == (kept / f"{name}.csv").read_bytes()


def test_a_briefing_is_removed_and_only_one_that_is_there(given, own_folder):
    add(given())
    add(given(), name="b", date="2024-01-20")
    for nothing in ("2024-01-21", "2023-03-01", "../2024-01-19", ".", "collection.json"):
        with pytest.raises(UnknownName, match="there is no added briefing"):
            remove(nothing)
    remove("2024-01-19")
    assert list(added().briefing) == ["2024-01-20-b"]
    remove("2024-01-20-b")
    assert added().empty
    with pytest.raises(UnknownName, match="add one first"):
        remove("2024-01-19")


def test_the_list_says_how_far_each_briefing_is(given):
    add(given())
    (row,) = added().to_dict("records")
    candidates = row.pop("undecided")
    assert candidates > 3
    assert row == {
        "briefing": "2024-01-19",
        "title": "Invented briefing on lamps",
        "host": row["host"],
        "words": row["words"],
        "turns": 6,
        "questions": 1,
        "claims": 0,
        "state": "whole",
    }
    assert isinstance(added(), pd.DataFrame)


def test_a_damaged_briefing_is_listed_as_such(given):
    folder = add(given()).folder
    (folder / "tables" / "briefings.csv").write_text("", "utf-8")
    assert list(added().state) == ["damaged"]


def test_the_commands_add_list_decide_and_remove(given, capsys, tmp_path):
    path, into = given(), ["--into", str(tmp_path / "mine")]
    assert cli.main(["add", str(path), *into]) == 0
    assert "2024-01-19 was added to" in capsys.readouterr().out
    assert cli.main(["list", *into]) == 0
    assert "6 turns, 1 questions, 0 claims" in capsys.readouterr().out
    assert cli.main(["decide", "2024-01-19", *into]) == 0
    assert "2024-01-19: 0 claims, 0 other numerals" in capsys.readouterr().out
    assert cli.main(["remove", "2024-01-19", *into]) == 0
    assert capsys.readouterr().out == "2024-01-19 was removed.\n"
    assert cli.main(["remove", "2024-01-19", *into]) == 3
    assert cli.main(["add", str(path), "--out", str(tmp_path / "out")]) == 2
    assert cli.main(["add", str(path), str(path), "--name", "x"]) == 2


def test_findings_are_printed_and_are_no_errors(given, page, capsys):
    lost = page.replace("Harbour Daily:\n\n", "")
    assert cli.main(["add", str(given(lost)), "--check-only"]) == 0
    out, error = capsys.readouterr()
    assert error == ""
    assert "lost label" in out


def test_the_published_corpus_is_no_collection(given):
    before = contents(HOME)
    for folder in (HOME, HOME / "added", HOME / "tables" / ".." / "x"):
        with pytest.raises(CorpusError, match="published corpus, to which nothing is added"):
            add(given(), into=folder)
    assert contents(HOME) == before


def test_the_examples_of_the_front_page_run(tmp_path, monkeypatch):
    front = (HOME.parent / "README.md").read_text("utf-8")
    words = front.partition("A press conference of your own")[2]
    code = words.partition("```python\n")[2].partition("```")[0]
    assert code.count("br.") == 4
    monkeypatch.chdir(tmp_path)
    names = {"br": br}
    exec(code, names)
    assert len(names["mine"].turns()) == 19


WATCHED = """
import sys

def watch(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind"):
        print(event, arguments, file=sys.stderr)
        raise SystemExit(99)

sys.addaudithook(watch)
import briefingroom as br
file, into = sys.argv[1:]
added = br.add(file, into)
added._repr_html_()
br.decide_candidates(added.id, [], into)
br.added(into)
br.remove(added.id, into)
print(added.state)
"""


def test_no_socket_is_opened(tmp_path):
    for name in ("page.txt", "page.html"):
        text = invented_briefing().read_text("utf-8")
        if name == "page.html":
            text = "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n\n"))
            text += '<img src="http://example.org/a.png"><script src="http://example.org/a.js">'
        (tmp_path / name).write_text(text, "utf-8")
        done = subprocess.run(
            [sys.executable, "-c", WATCHED, tmp_path / name, tmp_path / "into"],
            capture_output=True,
            text=True,
            env=dict(os.environ),
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, "added\n", "")


def test_the_watch_for_sockets_notices_one(tmp_path):
    code = WATCHED.replace(
        "print(added.state)", "import socket; socket.create_connection(('127.0.0.1', 9))"
    )
    (tmp_path / "page.txt").write_text(invented_briefing().read_text("utf-8"), "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path / "page.txt", tmp_path / "into"],
        capture_output=True,
        env=dict(os.environ),
    )
    assert done.returncode == 99
