"""What shows an answer is folded until there is a guess, in a real kernel."""

import re

import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

import briefingroom as br
from briefingroom.lessons.covering import IN_LINE, Covering, covered, covered_forms, uncovered

OPEN_QUESTION = 'br.predict("How many?", answer=5, covers={}, guess={!r})'
CELLS = {
    "begin": "import pandas as pd, ipywidgets, briefingroom as br; br.use_style()",
    "asked": OPEN_QUESTION.format(4, ""),
    "printed": 'print("five < six")',
    "table": 'pd.DataFrame({"n": [5]})',
    "panel": "ipywidgets.IntSlider(5)",
    "chart": "ax = br.plot_overseas()",
    "beyond": 'print("beyond")',
    "guessed": OPEN_QUESTION.format(2, "4"),
    "open": 'pd.DataFrame({"n": [6]})',
    "unreadable": OPEN_QUESTION.format(2, "a few"),
    "stopped": 'print("before"); 1 / 0',
    "after it stopped": "ipywidgets.IntSlider(6)",
    "last": 'print("last")',
}


@pytest.fixture(scope="module")
def ran():
    """The outputs of each cell by its name, and what the client knows of widgets."""
    cells = [new_code_cell(source) for source in CELLS.values()]
    client = NotebookClient(new_notebook(cells=cells), timeout=120, allow_errors=True)
    client.execute()
    shown = {name: cell.outputs for name, cell in zip(CELLS, cells, strict=True)}
    return shown, client.widget_state


def html(output):
    return output["data"].get("text/html", "")


@pytest.mark.parametrize(
    "name, line",
    [
        ("printed", "Show the answer"),
        ("table", "Show the table: it has the answer"),
        ("chart", "Show the chart: it has the answer"),
    ],
)
def test_what_a_cell_shows_is_folded_until_there_is_a_guess(ran, name, line):
    (output,) = ran[0][name]
    assert output.output_type in ("display_data", "execute_result")
    assert html(output).startswith("<details ")
    assert " open" not in html(output).partition(">")[0]
    assert re.search(r"<summary[^>]*>(.*?)</summary>", html(output))[1] == line


def test_a_folded_box_is_named_as_a_box():
    box = br.show_context("small_businesses")._repr_html_()
    line = re.search(r"<summary[^>]*>(.*?)</summary>", covered(box))[1]
    assert line == "Show the box: it has the answer"


def test_what_is_printed_keeps_its_text_and_its_signs(ran):
    (output,) = ran[0]["printed"]
    assert output["data"]["text/plain"] == "five < six\n"
    assert uncovered(html(output)) == "<pre>five &lt; six\n</pre>"


def test_a_chart_keeps_its_description(ran):
    (output,) = ran[0]["chart"]
    assert 'alt="Lost names can turn the order: 2021-03-01 leads, or 2020-10-23.' in html(output)


def test_a_panel_is_folded_and_keeps_its_words(ran):
    shown, widgets = ran
    for name, value in (("panel", "5"), ("after it stopped", "6")):
        (output,) = shown[name]
        view = output["data"]["application/vnd.jupyter.widget-view+json"]
        folded = widgets[view["model_id"]]
        assert folded["_model_name"] == "AccordionModel"
        assert folded["selected_index"] is None
        assert output["data"]["text/plain"].startswith(f"IntSlider(value={value}")
        assert "text/html" not in output["data"]


def test_only_so_many_cells_wait(ran):
    for name in ("beyond", "last"):
        (output,) = ran[0][name]
        assert output.output_type == "stream", name


def test_after_a_guess_the_next_cells_are_open(ran):
    (output,) = ran[0]["open"]
    assert "<details" not in html(output)
    assert "6" in html(output)


def test_a_cell_that_stops_says_so_and_leaves_printing_as_it_was(ran):
    kinds = [output.output_type for output in ran[0]["stopped"]]
    assert sorted(kinds) == ["display_data", "error"]


def test_a_cell_that_waits_waits_when_it_is_run_again():
    ask, show, other = (
        new_code_cell(source)
        for source in (f"import briefingroom as br\n{OPEN_QUESTION.format(1, '')}", "5", "7")
    )
    notebook = new_notebook(cells=[ask, show, other])
    client = NotebookClient(notebook, timeout=120)
    with client.setup_kernel():
        for place, cell in ((0, ask), (1, show), (2, other), (1, show)):
            client.execute_cell(cell, place)
        assert "br-covered" in html(show.outputs[0])
        assert "br-covered" not in html(other.outputs[0])
        ask.source = ask.source.replace("''", "'5'")
        client.execute_cell(ask, 0)
        client.execute_cell(show, 1)
    assert "br-covered" not in html(show.outputs[0])


def test_a_cell_that_waits_is_open_once_its_code_was_changed():
    ask, show = (
        new_code_cell(source)
        for source in (f"import briefingroom as br\n{OPEN_QUESTION.format(1, '')}", "5")
    )
    client = NotebookClient(new_notebook(cells=[ask, show]), timeout=120)
    with client.setup_kernel():
        client.execute_cell(ask, 0)
        client.execute_cell(show, 1)
        assert "br-covered" in html(show.outputs[0])
        show.source = "6"
        client.execute_cell(show, 1)
        assert html(show.outputs[0]) == ""
        assert show.outputs[0]["data"]["text/plain"] == "6"
        show.source = "5"
        client.execute_cell(show, 1)
        assert "br-covered" in html(show.outputs[0])
        client.execute_cell(ask, 0)  # asks anew: what comes next waits as it then is
        show.source = "7"
        client.execute_cell(show, 1)
        assert "br-covered" in html(show.outputs[0])


def test_outside_a_notebook_nothing_waits():
    waiting = Covering()
    waiting.next_cells(2, None)  # as `running_shell` says where no notebook runs
    assert covered_forms({}) == {}


@pytest.mark.parametrize("page", ["<p>5</p>", "<pre>a\nb</pre>", covered("<table></table>")])
def test_what_was_covered_comes_back_whole(page):
    assert uncovered(covered(page)) == page


def test_what_was_covered_by_an_earlier_version_comes_back_whole():
    page = "<p>5</p><style>p{}</style>"
    assert uncovered(covered(page).replace(IN_LINE, "")) == page
    assert uncovered(covered(page)) == page


def test_other_folds_are_left_as_they_are():
    twin = '<details class="br-static" open><summary>The same view</summary><p>5</p></details>'
    assert uncovered(twin) == twin
