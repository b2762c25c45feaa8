"""Keys in a real JupyterLab: those pressed in a widget are for it, and destroy no cell.

The tests share a notebook, in this order: first those that leave its widgets as they are, then the
one that changes its cells, and last the one after which its kernel is dead.
"""

import pytest
from panels import ONE_OF_EACH, START, Panel

pytestmark = pytest.mark.browser

DESTRUCTIVE = ["ArrowUp", "ArrowDown", "b", "x", "d", "d", "y", "m", "z", "Enter", "Escape"]
STATE = """() => {
    const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
    return JSON.stringify(cells.map(cell => [cell.type, cell.sharedModel.getSource()]));
}"""
COUNTS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
    .map(cell => cell.executionCount)"""
FOCUSABLE = ".br-panel :is(select, input, button:not([tabindex='-1'], .br-open), [tabindex='0'])"
WORDS = ".br-panel :is(.br-caption, .widget-label, .br-page, h4)"
# A panel is there before what it shows.
ALL_SHOWN = """number => {
    const shown = document.querySelectorAll('.br-panel :is(.br-page, .widget-html-content)');
    return shown.length >= number;
}"""


@pytest.fixture(scope="module")
def keyed(lab):
    """A notebook of its own with one widget of each kind, between cells that could be lost."""
    cells = [START]
    for call in ONE_OF_EACH:
        cells += [call, "1 + 1"]
    with lab.open_notebook(lab.write_notebook("keys.ipynb", cells)) as notebook:
        notebook.run_all()
        notebook.page.wait_for_function(ALL_SHOWN, arg=len(ONE_OF_EACH))
        assert notebook.errors() == []
        yield notebook


def test_shift_enter_runs_the_cell_and_ctrl_s_saves(keyed):
    page = keyed.page
    for kind in ("select", ".br-field input", ".br-tool", ".br-marks > button"):
        control = page.locator(f".br-panel {kind}").first
        cell = control.evaluate(
            "control => [...document.querySelectorAll('.jp-Notebook .jp-Cell')]"
            ".indexOf(control.closest('.jp-Cell'))"
        )
        before = page.evaluate(COUNTS)[cell]
        control.focus()
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(
            f"([cell, before]) => {{ const count = ({COUNTS})()[cell];"
            " return count !== null && count !== before; }",
            arg=[cell, before],
        )
        keyed.settle()
        control = page.locator(f".br-panel {kind}").first
        control.focus()
        dirty = "window.jupyterapp.shell.currentWidget.context.model.dirty"
        page.wait_for_function(f"() => {dirty}")
        page.keyboard.press("Control+s")
        page.wait_for_function(f"() => !{dirty}")


def test_escape_leaves_a_list_and_the_next_leads_to_the_notebook(keyed):
    page = keyed.page
    field = page.locator(".br-field input").first
    field.click()
    assert page.locator(".br-field ul:visible").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".br-field ul:visible").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


OF_EACH_KIND = """([selector, every]) => {
    const seen = new Set();
    const panels = [...document.querySelectorAll('.br-panel')];
    const all = [...document.querySelectorAll(selector)].filter(each => each.checkVisibility());
    const chosen = all.filter(each => {
        const panel = panels.indexOf(each.closest('.br-panel'));
        const kind = [each.tagName, each.className, each.parentElement.className].join();
        const isNew = !seen.has(kind) || !seen.has(panel);
        seen.add(kind).add(panel);
        return every || isNew;
    });
    window.chosen = chosen;
    return chosen.length;
}"""
# One of each kind, and one of each panel; before a release all.
HOW_MANY = pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.release)], ids=["of each kind", "all"]
)


def chosen(page, selector, every):
    """Elements that are seen: all, or one of each kind and of each panel."""
    for number in range(page.evaluate(OF_EACH_KIND, [selector, every])):
        yield page.evaluate_handle("number => window.chosen[number]", number).as_element()


@HOW_MANY
def test_no_key_pressed_in_a_control_changes_the_notebook(keyed, every):
    page = keyed.page
    before = page.evaluate(STATE)
    page.on("download", lambda download: download.cancel())
    pressed = 0
    for control in chosen(page, FOCUSABLE, every):
        control.evaluate("control => control.focus()")
        for key in DESTRUCTIVE:
            page.keyboard.press(key)
        assert page.evaluate(STATE) == before, control.evaluate("it => it.outerHTML")[:300]
        pressed += 1
    assert pressed > (5 if every else 1) * len(ONE_OF_EACH)
    keyed.settle()
    assert page.evaluate(STATE) == before
    assert page.locator(".jp-Notebook .jp-Cell").count() == 1 + 2 * len(ONE_OF_EACH)


@HOW_MANY
def test_no_key_pressed_after_a_click_on_words_changes_the_notebook(keyed, every):
    keyed.run_all()  # the test above has changed the widgets
    keyed.page.wait_for_function(ALL_SHOWN, arg=len(ONE_OF_EACH))
    page = keyed.page
    before = page.evaluate(STATE)
    clicked = 0
    for words in chosen(page, WORDS, every):
        words.click(position={"x": 3, "y": 3})
        clicked += 1
        for key in DESTRUCTIVE[:-1]:
            page.keyboard.press(key)
        assert page.evaluate(STATE) == before
    assert clicked >= len(ONE_OF_EACH)


def test_the_keys_are_those_that_change_a_notebook_elsewhere(keyed):
    """So that the two tests above can fail."""
    page = keyed.page
    before = page.evaluate(STATE)
    page.locator(".jp-Notebook .jp-InputPrompt").nth(2).click()
    page.keyboard.press("b")
    page.wait_for_function(f"before => ({STATE})() !== before", arg=before)


def test_a_dead_kernel_is_said_in_words(keyed):
    page = keyed.page
    number = next(n for n, call in enumerate(ONE_OF_EACH) if "series_explorer" in call)
    panel = Panel(keyed, page.locator(".br-panel").nth(number))
    before = panel.shown.get_attribute("data-id")
    page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
    page.wait_for_timeout(500)
    place = next(n for n, ids in enumerate(panel.marks()) if len(ids) == 1 and ids[0] != before)
    panel.open_with_mouse(place, 0, 1)
    said = "The kernel does not answer. Run the cell again."
    panel.box.get_by_text(said).wait_for(timeout=15_000)
