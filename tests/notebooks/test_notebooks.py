"""What every notebook must be: run in order, whole, and readable without a kernel.

Its numbers are held by tests/prose.
"""

import json
import re
from itertools import pairwise

import pytest
from lessons import NOTEBOOKS, WIDGETS, before_the_first_section, cells, pictures, written

import briefingroom as br

STATIC = re.compile(r"\bbr\.(read|show_\w+)\(|\breport\.show_\w+\(")
pytestmark = pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)


def test_it_was_run_in_order_from_a_fresh_kernel(notebook):
    counts = [cell["execution_count"] for cell in cells(notebook, "code")]
    assert counts == list(range(1, len(counts) + 1))
    assert any(cell["outputs"] for cell in cells(notebook, "code"))


def test_no_output_holds_an_error_a_warning_a_path_or_widget_state(notebook):
    assert "widgets" not in json.loads(notebook.read_text(encoding="utf-8"))["metadata"]
    for cell in cells(notebook, "code"):
        for output in cell["outputs"]:
            assert output["output_type"] != "error", output
            assert output.get("name") != "stderr", output
            assert "application/vnd.jupyter.widget-view+json" not in output.get("data", {})
        for text in written(cell):
            assert not re.search(r"(/home/|/root/|/tmp/|/Users/|[A-Z]:\\)", text), text[:200]


def test_no_cell_touches_the_network(notebook):
    for cell in cells(notebook, "code"):
        assert not re.search(r"https?://|urllib|\brequests\b|urlopen|!pip|%pip", cell["source"])


def test_one_title_and_no_heading_level_skipped(notebook):
    levels = [
        len(mark)
        for cell in cells(notebook, "markdown")
        for mark in re.findall(r"^(#+) ", cell["source"], re.M)
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_top_block_says_what_for_whom_how_long_and_from_what(notebook):
    assert cells(notebook)[0]["source"].startswith("# ")
    top = before_the_first_section(notebook)
    for words in (
        "*You will be able to*",
        "| Level |",
        "| Time |",
        "| Necessary |",
        "| Helpful |",
        "| Data |",
    ):
        assert words in top
    goals = top.partition("*You will be able to*")[2]
    assert 3 <= len(re.findall(r"^- ", goals, re.M)) <= 5


def test_it_has_its_closing_parts_and_marks_the_time(notebook):
    text = "\n".join(cell["source"] for cell in cells(notebook, "markdown"))
    for heading in (
        "## Check yourself",
        "## What this source does not show",
        "## Summary",
        "## Where next",
    ):
        assert heading in text, heading
    assert text.count("<details><summary>Answer</summary>") >= 2
    assert len(re.findall(r"^\*About \d+ minutes so far\*$", text, re.M)) >= 2


def test_no_cell_is_longer_than_fifteen_lines(notebook):
    assert max(cell["source"].count("\n") + 1 for cell in cells(notebook, "code")) <= 15


def test_every_widget_is_followed_by_its_static_view_and_only_widgets_are_excused(notebook):
    code = cells(notebook, "code")
    for cell, after in zip(code, [*code[1:], {"source": ""}], strict=True):
        excused = "nbval-ignore-output" in cell["metadata"].get("tags", ())
        assert bool(WIDGETS.search(cell["source"])) == excused, cell["source"]
        assert not excused or STATIC.search(after["source"]), cell["source"]


def test_every_chart_is_described_for_those_who_cannot_see_it(notebook):
    for output in pictures(notebook):
        page = "".join(output["data"].get("text/html", ()))
        for image in re.findall(r"<img [^>]*>", page) or [""]:
            described = re.search(r'alt="([^"]{20,})"', image)
            assert described, (output["data"].keys(), image[:80])


def test_at_least_a_chart(notebook):
    assert pictures(notebook)


def test_a_quoted_sentence_says_where_it_stands(notebook):
    texts = br.sentences().set_index("sentence").text
    for cell in cells(notebook, "markdown"):
        for quote, id in re.findall(
            r"^> (.+?)\n>\s*\n?> .*?`(\d{4}-\d\d-\d\d\.t[\w.]+)`", cell["source"], re.M | re.S
        ):
            words = re.sub(r"\s+", " ", quote.replace("\n> ", " ")).strip('“”" *')
            for piece in filter(None, (part.strip() for part in re.split(r"\[?…\]?", words))):
                assert piece in re.sub(r"\s+", " ", texts[id]), (id, piece)
