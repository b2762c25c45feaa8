"""What several tests share."""

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BRIEFINGS = ROOT / "briefings"

# Begun first where files run side by side, because each takes minutes; short ones fill the gaps.
LONGEST = ("tests/exercises/test_grading", "tests/browser/")
# What the short run leaves out.
FULL = (
    *LONGEST,
    "tests/exercises/test_given_out",
    "tests/exercises/test_mark",
    "tests/exercises/test_run",
    "tests/exercises/test_wall",
    "tests/project/test_start_",
    "notebooks/",
    "exercises/solutions/",
)


def pytest_collection_modifyitems(items):
    """Say which tests are too long for the short run, and begin with the longest."""
    for item in items:
        if item.nodeid.startswith(FULL):
            item.add_marker(pytest.mark.full)
    items.sort(key=lambda item: not item.nodeid.startswith(LONGEST))


@pytest.fixture
def corpus(tmp_path):
    """A copy of the corpus that a test may spoil."""
    home = tmp_path / "briefings"
    shutil.copytree(BRIEFINGS, home)
    return home


@pytest.fixture
def rewrite(corpus):
    """Puts other words into a file of the copy, first or everywhere, and gives its path."""

    def put(path, found, other, times=-1):
        text = (corpus / path).read_text(encoding="utf-8")
        assert found in text
        (corpus / path).write_text(text.replace(found, other, times), encoding="utf-8", newline="")
        return corpus / path

    return put


@pytest.fixture(scope="session")
def collection_folders():
    """The module that makes folders of a collection."""
    path = ROOT / "tests" / "corpus" / "collection_folders.py"
    spec = importlib.util.spec_from_file_location("collection_folders", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def collected(collection_folders, tmp_path_factory):
    """A function that gives a collection of so many added briefings, which no test may spoil."""
    import briefingroom as br

    made = {}

    def make(number, with_published=False, decided=True):
        if (number, decided) not in made:
            folder = tmp_path_factory.mktemp("collection")
            made[number, decided] = collection_folders.added_collection(folder, number, decided)
        return br.collection(made[number, decided], with_published)

    return make


@pytest.fixture(scope="session")
def handed_in():
    """A function that gives a student's notebook with answers in the cells of these ids."""

    def make(name, **answers):
        notebook = json.loads((ROOT / "exercises" / f"{name}.ipynb").read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            cell["source"] = answers.get(cell["id"], cell["source"])
        return notebook

    return make


@pytest.fixture
def styled():
    """Charts in the style of the package, on no screen, closed afterwards."""
    import matplotlib
    import matplotlib.pyplot as plt

    from briefingroom.charts.style import use_style

    with matplotlib.rc_context():
        matplotlib.use("agg")
        use_style()
        yield plt
        plt.close("all")


@pytest.fixture
def plain(styled):
    """Charts that are small and leave no room for labels: a third of the time."""
    styled.rcParams.update({"figure.dpi": 30, "figure.constrained_layout.use": False})


@pytest.fixture
def unprinted(monkeypatch, styled):
    """Explorers make their charts, but the pictures, which take most of the time, are not drawn."""
    from briefingroom.widgets.exhibit import Picture

    def printed(axes):
        styled.close("all")
        return Picture(b"picture", 100, "")

    for module in ("exhibit", "explorer"):
        monkeypatch.setattr(f"briefingroom.widgets.{module}.drawn_picture", printed)
