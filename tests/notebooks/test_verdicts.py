"""Where a lesson says that a figure does not hold, it names the row that says so with evidence."""

import json
import re
from pathlib import Path

import pytest

import briefingroom as br

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("[0-9][0-9]_*.ipynb"))
VERDICTS = re.compile(
    r"do(es)? not (reconcile|fit\b|hold\b)|factor of (ten|a hundred)|\bslips?\b|do not show it",
    re.IGNORECASE,
)
ROW = re.compile(r"\bd\d{2}\b")
# How paragraphs begin that speak of figures in general, of a class of rows, or on after a row.
GENERAL = (
    'We say "does not reconcile" for such a pair',
    "We say that two figures **do not reconcile** when",
    "Which figures do not hold together, and why?",
    "Chinese groups large numbers by four digits",
    "Look for the causes in this order",
    "The order of our search was",
    "The tables keep 520 million",
    "#",
    ">",
)
CLOSING = re.compile(r"^## (What this source does not show|Summary|Where next)", re.MULTILINE)


def paragraphs(notebook):
    """The paragraphs of the lesson that are its own words, each with the id of its cell."""
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        text = "".join(cell["source"])
        if cell["cell_type"] == "markdown" and not CLOSING.search(text) and "| Level |" not in text:
            for paragraph in text.split("\n\n"):
                yield cell["id"], paragraph


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_each_verdict_names_its_row(notebook):
    unnamed = [
        (cell, paragraph)
        for cell, paragraph in paragraphs(notebook)
        if VERDICTS.search(paragraph)
        and not paragraph.startswith(GENERAL)
        and not ROW.search(paragraph)
    ]
    assert unnamed == []


def test_the_rows_that_lessons_name_are_there():
    rows = set(br.discrepancies().discrepancy)
    named = {
        id
        for notebook in NOTEBOOKS
        for _, paragraph in paragraphs(notebook)
        for id in re.findall(r"`(d\d{2})`", paragraph)
    }
    assert named - rows == set()
    assert len(named) > 20
