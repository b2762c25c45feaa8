"""What a learner sees first: the insight of a lesson, and no button of a tool for teachers."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
LAPTOP = {"width": 1440, "height": 900}
# The words of nbgrader, which is in the environment of who teaches or tests.
TOOLS = ("Validate", "Nbgrader", "Create Assignment", "Formgrader")
# How far down the first picture or the first quotation reaches, whichever ends higher.
INSIGHT = """() => {
    const page = document.querySelector('.jp-Notebook');
    const shown = [...page.querySelectorAll(
        '.jp-OutputArea-output img, .jp-RenderedMarkdown blockquote')];
    const bottoms = shown.map(each => each.getBoundingClientRect().bottom);
    return Math.min(...bottoms.filter(bottom => bottom > 0));
}"""


PHONE = {"width": 390, "height": 844}
# What reaches beyond a phone's screen: a table, and whether a box of its own scrolls it.
WIDE_TABLES = """() => [...document.querySelectorAll('table')]
    .filter(table => table.getBoundingClientRect().right > innerWidth)
    .map(table => {
        const box = table.parentElement;
        const alone = box.childElementCount === 1 && box.textContent === table.textContent;
        const scrolls = box.scrollWidth > box.clientWidth;
        return alone && scrolls && getComputedStyle(box).overflowX === 'auto';
    })"""
# A lesson with tables of the library that are wider than a phone.
WITH_WIDE_TABLES = "13_promises_and_outcomes"


@pytest.fixture
def laptop(lab):
    """A page of the size of a laptop's screen."""
    page = lab.context.new_page()
    page.set_viewport_size(LAPTOP)
    page.set_default_timeout(90_000)
    yield page
    page.close()


def opened(page, lab, name):
    """JupyterLab as start.py opens it, with a lesson in it."""
    page.goto(f"{lab.address}/lab/tree/notebooks/{name}?reset", wait_until="domcontentloaded")
    page.locator(".jp-Notebook .jp-Cell h1").first.wait_for()
    page.wait_for_timeout(1500)  # the outputs come one by one
    return page


def test_no_tool_for_teachers_is_shown(laptop, lab):
    page = opened(laptop, lab, "00_start_here.ipynb")
    text = page.locator("body").inner_text()
    assert "Kernel" in text
    assert [words for words in TOOLS if words in text] == []
    if find_spec("nbgrader"):  # else there would be none to leave out
        left_out = page.evaluate("document.getElementById('jupyter-config-data').textContent")
        assert "@jupyter/nbgrader" in left_out


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_insight_is_on_the_first_screen(laptop, lab, path):
    page = opened(laptop, lab, path.name)
    assert page.evaluate(INSIGHT) <= LAPTOP["height"]


@pytest.fixture(scope="module")
def exported(browser, tmp_path_factory):
    """A lesson as HTML, on a phone, without a network."""
    folder = tmp_path_factory.mktemp("html")
    lesson = NOTEBOOKS[0].with_name(f"{WITH_WIDE_TABLES}.ipynb")
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--output-dir", str(folder)]
    subprocess.run([*command, str(lesson)], check=True, capture_output=True)
    context = browser.new_context(viewport=PHONE, offline=True)
    page = context.new_page()
    page.goto(f"{(folder / lesson.name).with_suffix('.html').as_uri()}", wait_until="load")
    yield page
    context.close()


def test_an_exported_lesson_does_not_scroll_sideways_on_a_phone(exported):
    assert exported.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_a_table_wider_than_a_phone_scrolls_in_a_box_of_its_own(exported):
    wide = exported.evaluate(WIDE_TABLES)
    assert len(wide) >= 3
    assert all(wide)
