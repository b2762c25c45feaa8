"""What the tests of the exercises share."""

import json
import sys

import pytest

from briefingroom.tables import HOME

EXERCISES = HOME.parent / "exercises"
TEACHING = EXERCISES / "teaching"


@pytest.fixture(scope="session")
def kit():
    """The scripts of the teacher's kit, as modules `kit.build` and `kit.grade`."""
    from types import SimpleNamespace

    sys.path.insert(0, str(TEACHING))
    try:
        import build
        import grade
    finally:
        sys.path.remove(str(TEACHING))
    return SimpleNamespace(build=build, grade=grade)


@pytest.fixture(scope="session")
def handed_in():
    """A function that gives a student's notebook with answers in the cells of these ids."""

    def make(name, **answers):
        notebook = json.loads((EXERCISES / f"{name}.ipynb").read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["source"] = answers.get(cell["id"], cell["source"])
        return notebook

    return make


@pytest.fixture(scope="session")
def solved():
    """A function that gives the answers of a source notebook by the id of their cell."""

    def read(name):
        notebook = json.loads((TEACHING / "source" / name / f"{name}.ipynb").read_text(encoding="utf-8"))
        answers = (cell for cell in notebook["cells"] if cell["metadata"].get("nbgrader", {}).get("solution"))
        return {cell["id"]: "".join(cell["source"]) for cell in answers if cell["cell_type"] == "code"}

    return read
