"""A file is complete before it takes its name; a table is written field by field."""

import csv
import errno
import io
import os

import pytest

from briefingroom.cleaning.records import Cleaned, Repair
from briefingroom.errors import CorpusError
from briefingroom.files.briefing_rows import described_briefing, rows_with_places
from briefingroom.files.writing import put_in_place, table_as_csv


def test_a_table_is_read_as_it_was_written():
    rows = [{"id": "a", "text": 'said "no",\nthen left'}, {"id": "b", "more": "left out"}]
    text = table_as_csv(["id", "text"], rows)
    assert list(csv.reader(io.StringIO(text, newline=""))) == [
        ["id", "text"],
        ["a", 'said "no",\nthen left'],
        ["b", ""],
    ]


def test_a_file_is_put_in_place_with_its_folder(tmp_path):
    target = tmp_path / "new" / "file.csv"
    put_in_place(target, b"one")
    put_in_place(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["file.csv"]


@pytest.mark.parametrize("step", ["chmod", "replace"])
def test_what_fails_leaves_the_old_file_and_nothing_beside_it(step, tmp_path, monkeypatch):
    target = tmp_path / "file.csv"
    put_in_place(target, b"old")

    def fail(*arguments):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(f"briefingroom.files.writing.os.{step}", fail)
    with pytest.raises(CorpusError, match=r"file\.csv cannot be written \(No space left"):
        put_in_place(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["file.csv"]


def test_a_briefing_is_described_by_what_is_known_and_counted():
    cleaned = Cleaned(turns=[{"words": 3}, {"words": 4}], exchanges=[{}])
    row = described_briefing({"briefing": "2030-01-01", "host": "x"}, b"abc", cleaned)
    assert (row["words"], row["turns"], row["questions"]) == (7, 2, 1)
    assert (row["date"], row["source_file"]) == ("2030-01-01", "2030-01-01.txt")
    # The SHA-256 of "abc" that the standard (FIPS 180-2) prints.
    assert row["sha256"] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_rows_with_places_say_of_what_text():
    (row,) = rows_with_places("2030-01-01", [Repair(3, 7, "ab .", "ab.", "stray")])
    assert (row["briefing"], row["source_start"], row["source_end"]) == ("2030-01-01", 3, 7)
    assert (row["found"], row["kept"], row["reason"]) == ("ab .", "ab.", "stray")
