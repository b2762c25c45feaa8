"""Pictures are described wherever they are shown: in JupyterLab, kept in notebooks, exported."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from panels import CALLS, LESSONS, SOLUTIONS, START, twin_of, undescribed

pytestmark = pytest.mark.browser

PLOTS = [
    START + "\nimport matplotlib.pyplot as plt",
    "br.plot_series('little_giants');",
    "br.plot_keywords(br.keywords('2021-03-01', top=8))\nplt.show()",
    "br.plot_targets()",
    "plt.plot([1, 2], [3, 4])\nplt.title('Bare axes of a reader, with a title')\nplt.show()",
    "br.show_series('5g_base_stations')",
    "br.show_claim('2023-03-01.c012')",
]


def test_every_picture_is_described_in_lab_without_a_kernel_and_in_an_export(lab):
    """The same notebook: run and saved, opened again without being run, and as an HTML file."""
    name = lab.write_notebook(
        "pictures.ipynb", [*PLOTS, "br.series_explorer()", twin_of(CALLS[-1])]
    )
    with lab.open_notebook(name) as notebook:
        notebook.run_all()
        assert notebook.errors() == []
        assert undescribed(notebook.page, ".jp-OutputArea") == (8, [])
        notebook.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
        notebook.page.wait_for_function(
            "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
        )
    with lab.open_notebook(name) as notebook:
        twins = notebook.page.locator("details.br-static")
        assert twins.count() == 3
        assert twins.evaluate_all("all => all.filter(twin => !twin.open).length") == 0
        assert undescribed(notebook.page, ".jp-OutputArea") == (7, [])
        assert notebook.faults == []
    export = exported(lab.folder / name)
    page = lab.context.new_page()
    page.goto(export.as_uri(), wait_until="domcontentloaded")
    assert undescribed(page) == (7, [])
    assert page.locator("details.br-static[open]").count() == 3
    page.close()


def exported(path: Path) -> Path:
    """A notebook as an HTML file."""
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--log-level", "ERROR", path]
    subprocess.run(command, check=True)
    return path.with_suffix(".html")


def test_every_picture_of_an_exercise_is_described(lab):
    describe_pictures_of(
        lab, next(path for path in SOLUTIONS if "plt.show" in path.read_text("utf-8"))
    )


@pytest.mark.release
@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_every_picture_of_every_exercise_is_described(lab, path):
    describe_pictures_of(lab, path)


def describe_pictures_of(lab, path: Path) -> None:
    """Run the code of an exercise and look at its pictures, in the Lab and in an HTML file."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    name = lab.write_notebook(f"exercises/pictures_{path.name}", sources)
    with lab.open_notebook(name) as notebook:
        notebook.run_all()
        count, bad = undescribed(notebook.page, ".jp-OutputArea")
        assert bad == []
        assert count == sum("plt.show()" in source for source in sources)
        assert notebook.faults == []


@pytest.mark.parametrize(
    "path", [*LESSONS, *SOLUTIONS], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_pictures_kept_in_notebooks_are_described(path):
    """Of notebooks that were run since pictures describe themselves."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            html = "".join(output.get("data", {}).get("text/html", ""))
            for tag in re.findall(r"<img [^>]*>", html):
                alt = re.search('alt="([^"]*)"', tag)
                assert alt is not None, cell["id"]
                assert len(alt[1]) >= 20, cell["id"]
