"""What a learner sees first: the insight of a lesson, and no button of a tool for teachers."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import nbformat
import pytest

from briefingroom.lessons.covering import covered

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
SETTLED = f"""async seconds => {{
    const insight = {INSIGHT};
    const end = Date.now() + 1000 * seconds;
    for (let since = Date.now(), last = NaN; Date.now() < end;) {{
        const now = insight();
        if (now !== last || !isFinite(now)) {{ last = now; since = Date.now(); }}
        if (Date.now() - since > 1000) return last;
        await new Promise(later => setTimeout(later, 50));
    }}
    throw new Error('the lesson does not come to rest');
}}"""
SHOWN = "window.jupyterapp.shell.currentWidget"
OPEN = "path => void window.jupyterapp.commands.execute('docmanager:open', {path})"
OPENED = f"path => {SHOWN}?.context?.path === path && {SHOWN}.context.isReady"
CLOSE = f"() => {{ {SHOWN}.context.model.dirty = false; {SHOWN}.close(); }}"
GONE = "() => !document.querySelector('.jp-Notebook')"


@pytest.fixture(scope="module")
def laptop(lab):
    """JupyterLab as start.py opens it, with a lesson in it, on a page of the size of a laptop."""
    page = lab.context.new_page()
    page.set_viewport_size(LAPTOP)
    page.set_default_timeout(300_000)
    page.goto(
        f"{lab.address}/lab/tree/notebooks/{NOTEBOOKS[0].name}?reset", wait_until="domcontentloaded"
    )
    page.locator(".jp-Notebook .jp-Cell h1").first.wait_for()
    yield page
    page.close()
    for path in NOTEBOOKS:
        lab.shut_down(f"notebooks/{path.name}")


def insight_of(page, lab, name):
    """How far down the insight of a lesson reaches, which is opened where the one before was."""
    path = f"notebooks/{name}"
    before = page.evaluate(f"{SHOWN}.context.path")
    if before != path:
        page.evaluate(CLOSE)
        page.wait_for_function(GONE)
        lab.shut_down(before)
        page.evaluate(OPEN, path)
        page.wait_for_function(OPENED, arg=path)
        page.locator(".jp-Notebook .jp-Cell h1").first.wait_for()
    return page.evaluate(SETTLED, 300)  # the outputs come one by one


def test_no_tool_for_teachers_is_shown(laptop):
    text = laptop.locator("body").inner_text()
    assert "Kernel" in text
    assert [words for words in TOOLS if words in text] == []
    if find_spec("nbgrader"):  # else there would be none to leave out
        left_out = laptop.evaluate("document.getElementById('jupyter-config-data').textContent")
        assert "@jupyter/nbgrader" in left_out


def test_a_lesson_that_is_opened_after_another_stands_where_it_stood_when_it_was_the_first(
    laptop, lab
):
    first, second = NOTEBOOKS[:2]
    at_first = insight_of(laptop, lab, first.name)
    assert insight_of(laptop, lab, second.name) != at_first
    assert insight_of(laptop, lab, first.name) == at_first


@pytest.mark.sample(3)
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_the_insight_is_on_the_first_screen(laptop, lab, path):
    assert insight_of(laptop, lab, path.name) <= LAPTOP["height"]


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


@pytest.fixture
def folds_on_a_page(browser, tmp_path):
    """Where the folds of two cells begin: one below a chart, which has no number beside it."""
    shown = {"text/html": covered("<p>5</p>"), "text/plain": "5"}
    cells = [
        nbformat.v4.new_code_cell("5", outputs=[nbformat.v4.new_output(kind, shown, **more)])
        for kind, more in (("display_data", {}), ("execute_result", {"execution_count": 1}))
    ]
    path = tmp_path / "folds.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=cells), path)
    command = [sys.executable, "-m", "nbconvert", "--to", "html", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    context = browser.new_context(viewport=LAPTOP, offline=True)
    page = context.new_page()
    page.goto(path.with_suffix(".html").as_uri(), wait_until="load")
    yield page.locator("details").evaluate_all(
        "folds => folds.map(fold => fold.getBoundingClientRect().x)"
    )
    context.close()


def test_folds_of_an_exported_lesson_begin_on_one_line(folds_on_a_page):
    first, second = folds_on_a_page
    assert first == second
