"""Six invented transcripts, each in a layout of its own, against what a person expects of them."""

import json
from pathlib import Path

import pytest

from briefingroom.cleaning.cleaning import decide
from briefingroom.cleaning.understanding import understand

HERE = Path(__file__).resolve().parent / "invented"
PAGES = sorted(HERE.glob("*.txt"))


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return text, decide(understand(text, "2030-01-01")), expected


def test_there_are_six():
    assert len(PAGES) == 6


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_every_turn_is_whose_it_is_and_does_what_it_does(path):
    _, cleaned, expected = read(path)
    found = [[row["role"], row["speaker"] or row["outlet"], row["act"]] for row in cleaned.turns]
    assert found == [turn[:3] for turn in expected["turns"]]
    for row, turn in zip(cleaned.turns, expected["turns"], strict=True):
        assert row["text"].startswith(turn[3])


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_is_dropped_is_what_belongs_to_the_web_page(path):
    text, cleaned, expected = read(path)
    dropped = [stretch for stretch in cleaned.source_map if stretch.part == "dropped"]
    assert len(dropped) == len(expected["dropped"])
    for stretch, begins in zip(dropped, expected["dropped"], strict=True):
        assert text[stretch.start : stretch.end].startswith(begins)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_slips_are_mended_and_nothing_else(path):
    text, cleaned, expected = read(path)
    read_as = " ".join(row["text"] for row in cleaned.turns)
    assert len(cleaned.repairs) == len(expected["repairs"])
    for found, kept in expected["repairs"]:
        assert found in text
        assert found not in read_as
        assert kept in read_as


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_heading_says_what_it_says(path):
    _, cleaned, expected = read(path)
    heading = dict(expected["heading"])
    speakers = heading.pop("speakers", None)
    assert {name: getattr(cleaned.heading, name) for name in heading} == heading
    if speakers is not None:
        columns = ("speaker", "honorific", "role")
        assert [[row[column] for column in columns] for row in cleaned.speakers] == speakers


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_what_looks_wrong_is_said(path):
    _, cleaned, expected = read(path)
    assert sorted({finding.kind for finding in cleaned.findings}) == expected["findings"]
