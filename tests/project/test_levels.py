"""What the full level leaves to the release, and what is said at the end of a run."""

from pathlib import Path
from types import SimpleNamespace

import pytest

SHARED = Path(__file__).resolve().parents[1] / "conftest.py"


class Item:
    """Stands for a test: its id, its marks."""

    def __init__(self, nodeid, *marks):
        self.nodeid, self.marks = nodeid, list(marks)

    def get_closest_marker(self, name):
        return next((mark for mark in self.marks if mark.name == name), None)

    def add_marker(self, mark):
        self.marks.append(mark)

    def is_left_to_the_release(self):
        return self.get_closest_marker("release") is not None


@pytest.fixture
def shared(request):
    """The module that all tests share."""
    plugins = request.config.pluginmanager.get_plugins()
    return next(each for each in plugins if getattr(each, "__file__", "") == str(SHARED))


def test_a_sample_goes_from_the_first_to_the_last(shared):
    sampled = [Item(f"tests/a.py::b[{n}]", pytest.mark.sample(3).mark) for n in range(7)]
    others = [Item(f"tests/a.py::c[{n}]") for n in range(7)]
    shared.pytest_collection_modifyitems([*others, *sampled])
    assert [n for n, item in enumerate(sampled) if not item.is_left_to_the_release()] == [0, 3, 6]
    assert not any(item.is_left_to_the_release() for item in others)


def test_of_the_solutions_some_are_run_whole_and_the_others_before_a_release(shared):
    items = [
        Item(f"exercises/solutions/{n:02}.ipynb::Cell {cell}") for n in range(18) for cell in (0, 1)
    ]
    others = [Item("exercises/03.ipynb::Cell 0"), Item("notebooks/03.ipynb::Cell 0")]
    shared.pytest_collection_modifyitems([*others, *items])
    run = [item.nodeid for item in items if not item.is_left_to_the_release()]
    assert run == [
        f"exercises/solutions/{n:02}.ipynb::Cell {cell}" for n in (0, 8, 17) for cell in (0, 1)
    ]
    assert not any(item.is_left_to_the_release() for item in others)


def test_one_solution_that_is_asked_for_is_run(shared):
    items = [Item("exercises/solutions/05.ipynb::Cell 0")]
    shared.pytest_collection_modifyitems(items)
    assert not items[0].is_left_to_the_release()


@pytest.mark.parametrize("number, size", [(1, 3), (3, 3), (2, 3), (15, 1), (15, 4)])
def test_a_sample_has_its_size_or_all(shared, number, size):
    places = set(shared.evenly(number, size))
    assert len(places) == min(number, size)
    assert places <= set(range(number))


def test_the_longest_files_come_first_and_all_else_stays_in_order(shared):
    items = [Item("tests/a.py::a"), Item("tests/browser/test_x.py::b"), Item("tests/0.py::c")]
    items.append(Item("tests/exercises/test_grading.py::d"))
    shared.pytest_collection_modifyitems(items)
    assert [item.nodeid[-1] for item in items] == list("dbac")


def test_the_time_of_a_file_is_that_of_all_its_tests(shared):
    def report(file, seconds):
        return pytest.TestReport(
            f"{file}::t", (file, 1, "t"), {}, "passed", None, "call", duration=seconds
        )

    stats = {"": [report("a.py", 1), report("b.py", 2)], "passed": [report("a.py", 4)]}
    stats["warnings"] = [SimpleNamespace(nodeid="a.py")]
    assert shared.seconds_by_file(stats) == {"a.py": 5, "b.py": 2}
