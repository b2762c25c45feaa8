"""What the tests of the exercises share."""

import json
import sys

import pytest

from briefingroom.corpus.tables import HOME

TEACHING = HOME.parent / "exercises" / "teaching"


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
def solved():
    """A function that gives the answers of a source notebook by the id of their cell."""

    def read(name):
        notebook = json.loads(
            (TEACHING / "source" / name / f"{name}.ipynb").read_text(encoding="utf-8")
        )
        answers = (
            cell
            for cell in notebook["cells"]
            if cell["metadata"].get("nbgrader", {}).get("solution")
        )
        return {
            cell["id"]: "".join(cell["source"]) for cell in answers if cell["cell_type"] == "code"
        }

    return read
