"""Notebooks made ready for a page without a kernel: what is open in them, and what is sealed."""

import re
from copy import deepcopy
from pathlib import Path

import nbformat
import pytest

from briefingroom.practice.seals import seal_letter
from briefingroom.site.repository import NO_REPOSITORY, repository_named_in
from briefingroom.site.without_kernel import choice_in, guess_in, prepared, what_it_needs

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
SETS = sorted((ROOT / "exercises").glob("*.ipynb"))
OF = "someone/briefing-room"


def read(path):
    return nbformat.read(path, as_version=4)


def html_of(cell):
    outputs = cell.get("outputs", [])
    return "".join(each.get("data", {}).get("text/html", "") for each in outputs)


def test_the_notebook_that_is_given_stays_as_it_is():
    for path in (LESSONS[0], SETS[0]):
        notebook = read(path)
        prepared(notebook, path.name)
        assert notebook == read(path)


def with_covers_taken_off(cell):
    """A cell as it shows itself after a guess: the script of the page hides it before."""
    bare = deepcopy(cell)
    for output in bare.get("outputs", []):
        html = output.get("data", {}).get("text/html", "")
        fold = re.match(
            r'<details class="br-folded br-covered"><summary[^>]*>[^<]*</summary>', html
        )
        if fold:
            output.data["text/html"] = re.sub(
                r"(<style>[^<]*</style>){1,2}</details>\Z", "", html[fold.end() :]
            )
    return bare


def test_lessons_have_covers_and_none_is_left_on_a_page():
    covers = [path for path in LESSONS if "br-covered" in path.read_text(encoding="utf-8")]
    assert len(covers) >= 14
    for path in covers:
        assert "br-covered" not in nbformat.writes(prepared(read(path), "x"))


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem[:2])
def test_every_guess_of_a_lesson_has_its_answer_below_the_question(path):
    asked = 0
    for before, after in zip(read(path).cells, prepared(read(path), "x").cells, strict=True):
        guess = guess_in(html_of(before))
        if guess is None:
            assert with_covers_taken_off(before) == after
            continue
        asked += 1
        html = html_of(after)
        assert guess_in(html) == guess
        assert "run the cell again" not in html
        assert re.search(r'class="br-answer">The answer: [^<]', html)
    assert asked == sum("br.predict(" in cell.source for cell in read(path).cells)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_a_set_asks_its_choices_and_opens_no_letter(path):
    for cell in prepared(read(path), f"exercises/{path.name}").cells:
        choice = choice_in(cell.source) if cell.cell_type == "code" else None
        if choice is None:
            continue
        html = html_of(cell)
        assert f'data-right="{choice.right}"' in html
        assert "Right." not in html
        letters = [one for one in choice.answers if seal_letter(choice.question, one) in html]
        assert len(letters) == 1  # of the sealed letters stands only the one that is right
        assert html.count("<li ") == len(choice.answers)


@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_each_answer_cell_of_a_set_says_what_it_needs(path):
    for cell in prepared(read(path), f"exercises/{path.name}").cells:
        exercise = cell.metadata.get("nbgrader") or {}
        if cell.cell_type == "code" and exercise.get("solution"):
            assert "br-needs" in html_of(cell)
        if exercise.get("grade_id", "").endswith(("-quiz", "-check")):
            assert "hide-input" in cell.metadata["tags"]


def test_a_chart_is_drawn_where_there_is_python():
    line = what_it_needs("figure, chart = plt.subplots()", "exercises/capstone.ipynb", OF)
    assert line.startswith('<p class="br-needs">This chart is drawn in a notebook with Python, ')
    assert f"https://mybinder.org/v2/gh/{OF}/HEAD?urlpath=lab/tree/exercises/capstone" in line
    assert f"https://colab.research.google.com/github/{OF}/blob/HEAD/exercises/capstone" in line


def test_without_an_address_of_the_repository_there_is_a_text_and_no_link():
    for address in ("", "https://example.org/somewhere"):
        pyproject = f'[tool.briefingroom]\nrepository = "{address}"\n'
        line = what_it_needs("x = 1", "exercises/capstone.ipynb", repository_named_in(pyproject))
        assert NO_REPOSITORY in line
        assert "href" not in line
