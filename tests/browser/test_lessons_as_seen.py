"""What a learner sees first: the insight of a lesson, and no button of a tool for teachers."""

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
