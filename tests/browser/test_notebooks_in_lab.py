"""The notebooks in a real JupyterLab: they run, their widgets answer, all without the network.

Screenshots are kept in the folder ``screenshots`` beside this file, for people to look at.
"""

import json
import re
from functools import partial
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

NOTEBOOKS = sorted((Path(__file__).resolve().parents[2] / "notebooks").glob("*.ipynb"))
FAULTY = """
import ipywidgets
box = ipywidgets.Dropdown(options=["right", "wrong"], description="Choice")
box.observe(lambda change: {}[change.new], "value")
display(ipywidgets.HTML('<img src="http://briefing-room.invalid/picture.png">'), box)
"""


# --- the tests can fail


def test_an_error_in_a_callback_and_a_request_elsewhere_are_noticed(lab):
    with lab.open_notebook(lab.write_notebook("faulty.ipynb", [FAULTY])) as notebook:
        notebook.run_all()
        assert [error for error in notebook.errors() if "request" not in error] == []
        assert any("briefing-room.invalid" in error for error in notebook.errors())
        notebook.change(lambda: notebook.widgets[-1].locator("select").select_option("wrong"))
        assert any("KeyError" in error for error in notebook.errors())


def test_an_error_in_a_cell_is_noticed(lab):
    with lab.open_notebook(lab.write_notebook("broken.ipynb", ["1 / 0", "print(1)"])) as notebook:
        notebook.run_all()
        assert any("ZeroDivisionError" in error for error in notebook.errors())


# --- the reader, as a visitor meets it


def test_the_reader_is_used_with_mouse_and_keyboard(lab):
    with lab.open_notebook("notebooks/00_start_here.ipynb") as notebook:
        notebook.run_all()
        reader = notebook.widgets[0]
        page = reader.locator(".br-reading .widget-html-content")
        assert "2021-03-01 · Question 6 · 13 × “rare earth”" in page.inner_text()
        marked = [words.lower() for words in page.locator("mark").all_inner_texts()]
        assert marked == ["rare earth"] * 13

        notebook.change(lambda: reader.get_by_label("Briefing").select_option("2022-06-14"))
        page.get_by_text("2022-06-14 · Opening").wait_for()
        notebook.change(lambda: reader.get_by_label("Search").fill(""))
        notebook.change(lambda: reader.get_by_label("Briefing").select_option("2021-03-01"))
        page.get_by_text("2021-03-01 · Opening").wait_for()
        opening = page.inner_text()
        assert "2021-03-01 · Opening" in opening
        assert "Xiao Yaqing" in opening

        notebook.change(lambda: reader.get_by_label("Search").press_sequentially("industr"))
        page.get_by_text("× “industr”").wait_for()  # on a busy machine the keys come one by one
        assert "× “industr”" in page.inner_text()
        assert page.locator("mark").count() > 3

        for _ in ("Previous", "Next"):
            notebook.page.keyboard.press("Tab")
        assert notebook.page.evaluate("document.activeElement.innerText").strip() == "Next"
        notebook.change(lambda: notebook.page.keyboard.press("Enter"))
        page.get_by_text("2021-03-01 · Question 1").wait_for()
        assert "2021-03-01 · Question 1" in page.inner_text()
        assert "CCTV — question" in page.inner_text()
        assert reader.get_by_label("Part").evaluate(
            "box => box.selectedOptions[0].text"
        ).split() == ["Question", "1:", "CCTV"]
        notebook.keep("00_start_here_reader", reader)
        assert notebook.errors() == []


# --- every notebook

# The first one is run whole above, all of them before a release: what they put out is held by
# nbval, and here each kind of widget is used that they make.
WIDGET = re.compile(
    r"^br\.(reader|\w+_(?:explorer|inspector|browser|timeline|map))\(.*\)$", re.MULTILINE
)


@pytest.mark.release
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_it_runs_and_every_dropdown_of_every_widget_can_be_moved(lab, path):
    with lab.open_notebook(f"notebooks/{path.name}") as notebook:
        notebook.run_all()
        assert notebook.errors() == []
        notebook.keep(f"{path.stem}_top")
        move_every_control(notebook, path.stem)


@pytest.mark.release
def test_every_dropdown_of_every_kind_of_widget_can_be_moved(lab):
    """As the lessons make them, without the rest of the lessons."""
    calls = one_of_each_kind()
    assert len(calls) >= 9
    start = "import briefingroom as br\nbr.use_style()"
    with lab.open_notebook(lab.write_notebook("kinds.ipynb", [start, *calls])) as notebook:
        notebook.run_all()
        assert notebook.errors() == []
        assert len(notebook.widgets) == len(calls)
        move_every_control(notebook, "kinds")


def one_of_each_kind() -> list[str]:
    """The first call of each kind of widget in the lessons."""
    calls: dict[str, str] = {}
    for path in NOTEBOOKS:
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] == "code":
                for call in WIDGET.finditer("".join(cell["source"])):
                    calls.setdefault(call[1], call[0])
    return list(calls.values())


def move_every_control(notebook, name: str) -> None:
    """Choose something else in each control of each widget."""
    for number, widget in enumerate(notebook.widgets, 1):
        unfold(notebook, widget)
        notebook.keep(f"{name}_widget_{number}", widget)
        boxes = widget.locator("select")
        lists = widget.locator(".br-field input")
        height = widget.bounding_box()["height"]
        seen = {shown(widget)}
        for box in map(boxes.nth, range(boxes.count())):
            at, options = box.evaluate("box => [box.selectedIndex, box.options.length]")
            if options > 1:
                notebook.change(partial(box.select_option, index=(at + 1) % options))
                seen.add(shown(widget))
                assert notebook.errors() == [], (
                    f"{box.evaluate('box => box.selectedOptions[0].text')} was chosen"
                )
        for field in map(lists.nth, range(lists.count())):
            if chosen := searched(notebook, field):
                seen.add(shown(widget))
                assert notebook.errors() == [], f"{chosen} was chosen"
        assert widget.bounding_box()["height"] == height, (
            f"the page jumps when widget {number} is used"
        )
        is_form = widget.get_by_role("button", name="Reject").count()
        assert len(seen) > 1 or is_form or not boxes.count() + lists.count(), (
            f"widget {number} shows the same whatever is chosen"
        )
        notebook.keep(f"{name}_widget_{number}_moved", widget)


def unfold(notebook, widget) -> None:
    """Open a panel that waits for a guess under one line."""
    folded = ".jupyter-widget-Collapse:not(.jupyter-widget-Collapse-open)"
    line = widget.locator(f"{folded} > .jupyter-widget-Collapse-header")
    if line.count():
        notebook.change(line.click)


def searched(notebook, field) -> str:
    """Type the last option of a list into it, and press Enter; what was chosen, if anything."""
    before = field.input_value()
    field.click()
    offered = field.locator("xpath=following-sibling::ul").locator("li[role=option]")
    last = offered.last.inner_text()
    if last.split() == before.split():
        notebook.page.keyboard.press("Escape")
        return ""
    field.fill(last)
    assert last in offered.all_inner_texts()
    while offered.and_(notebook.page.locator(".br-at")).inner_text() != last:
        notebook.page.keyboard.press("ArrowDown")
    notebook.change(lambda: notebook.page.keyboard.press("Enter"))
    assert field.input_value().split() == last.split()
    return last


def shown(widget) -> str:
    """What a widget shows: its words and its pictures, not its controls."""
    return widget.evaluate(
        "box => [...box.querySelectorAll('.br-picture')].map(i => i.src).join()"
        " + [...box.querySelectorAll('.br-page, .widget-html-content')]"
        ".map(h => h.innerHTML).join()"
    )
