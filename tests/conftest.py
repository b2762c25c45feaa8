"""What several tests share."""

import importlib.util
import json
import os
import shutil
import sys
from collections import Counter, defaultdict
from concurrent.futures import Executor, Future
from contextlib import suppress
from itertools import groupby
from pathlib import Path

import pytest
from samples import evenly

ROOT = Path(__file__).resolve().parents[1]
BRIEFINGS = ROOT / "briefings"
collect_ignore = ["cleaning/fuzz_pages.py"]  # no test, and needs what is not installed

# Begun first where files run side by side, because each takes minutes; short ones fill the gaps.
LONGEST = ("tests/browser/test_marks_in_lab", "tests/exercises/test_grading", "tests/browser/")
# Of the notebooks in a folder, so many are run, evenly spread; all before a release. What is in the
# others is run by `tests/exercises/test_answers.py` too, in one process.
SAMPLED_NOTEBOOKS = {"exercises/solutions/": 3}
# A figure in a long series, one in doubt with a published figure beside it, one without a series,
# and one of which nothing else is known; what tests of the site open.
IDS_OF_SMALL_SITE = {
    "claim": ("2023-04-20.c018", "2023-04-20.c111", "2020-10-23.c001"),
    "indicator": ("5g_base_stations",),
    "reference": ("r354",),
    "sentence": ("2022-06-14.t18.p1.s1",),
    "exchange": ("2021-03-01.q06",),
    "turn": ("2023-04-20.t02",),
    "term": ("rare earth",),
    "target": ("g11",),
    "discrepancy": ("d02",),
    "speaker": ("Zhao Zhiguo",),
}
SLOWEST = 10  # files, named at the end of a run
# What the short run leaves out.
FULL = (
    *LONGEST,
    "tests/charts/test_marks",
    "tests/exercises/",
    "tests/exporting/",
    "tests/maintain/test_check",
    "tests/maintain/test_cli",
    "tests/maintain/test_coding",
    "tests/maintain/test_damaged_",
    "tests/project/test_start_",
    "tests/site/",
    "tests/widgets/test_claim_widgets",
    "tests/widgets/test_text_widgets",
    "notebooks/",
    "exercises/solutions/",
)


@pytest.hookimpl(tryfirst=True)  # before tests are left out by their marks
def pytest_collection_modifyitems(items):
    """Say which tests are too long for the short and the full run, and begin with the longest."""
    for item in items:
        if item.nodeid.startswith(FULL):
            item.add_marker(pytest.mark.full)
    for item in [*beyond_their_samples(items), *in_other_notebooks(items)]:
        item.add_marker(pytest.mark.release)
    items.sort(key=rank_by_length)


def rank_by_length(item):
    """The place of a test among those that take longest, or after all of them."""
    ranks = (rank for rank, begins in enumerate(LONGEST) if item.nodeid.startswith(begins))
    return next(ranks, len(LONGEST))


def beyond_their_samples(items):
    """Of tests with the mark `sample`, those of their parameters that are not in the sample.

    Those in it are spread evenly from the first to the last.
    """
    by_test = defaultdict(list)
    for item in items:
        if item.get_closest_marker("sample"):
            by_test[item.nodeid.partition("[")[0]].append(item)
    for alike in by_test.values():
        size = alike[0].get_closest_marker("sample").args[0]
        yield from [
            item for place, item in enumerate(alike) if place not in evenly(len(alike), size)
        ]


def in_other_notebooks(items):
    """Of folders of which some notebooks are run, the cells of those that are not."""
    for folder, size in SAMPLED_NOTEBOOKS.items():
        by_file = defaultdict(list)
        for item in items:
            if item.nodeid.startswith(folder):
                by_file[item.nodeid.partition("::")[0]].append(item)
        for place, cells in enumerate(by_file.values()):
            if place not in evenly(len(by_file), size):
                yield from cells


def pytest_terminal_summary(terminalreporter):
    """After a run of many files, those that took longest, so that growth is seen."""
    seconds = seconds_by_file(terminalreporter.stats)
    if len(seconds) <= 2 * SLOWEST:
        return
    terminalreporter.write_sep("=", f"the {SLOWEST} slowest files")
    for path, took in seconds.most_common(SLOWEST):
        terminalreporter.write_line(f"{took:6.0f} s  {path}")
    terminalreporter.write_line(f"{seconds.total():6.0f} s  all {len(seconds)} files")


def seconds_by_file(stats):
    """How long the tests of each file took, with what was set up for them."""
    seconds = Counter()
    for reports in stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.partition("::")[0]] += report.duration
    return seconds


# --- what one builds for all


@pytest.fixture(scope="session")
def made_once(tmp_path_factory):
    """A function that gives a folder of this run: the first who asks fills it, the others wait.

    Files may run side by side in several processes, which share it.
    """
    base = tmp_path_factory.getbasetemp()
    home = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def make(name, fill):
        done = home / f"{name}.done"
        with open(home / f"{name}.lock", "w", encoding="utf-8") as lock:
            wait_for_lock(lock)
            if not done.exists():
                fill(home / name)
                done.touch()
        return home / name

    return make


def wait_for_lock(file):
    """Hold a file alone until it is closed; who comes second is woken by the system."""
    if sys.platform == "win32":
        import msvcrt

        while True:
            with suppress(OSError):  # it gives up after ten seconds
                return msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
    import fcntl

    return fcntl.flock(file, fcntl.LOCK_EX)


def few_of_each_kind():
    """The ids of the small site: those chosen by hand, and the last of every kind."""
    from briefingroom.pages.known import Known
    from briefingroom.site.addresses import known_ids

    chosen = {Known(kind, id) for kind, ids in IDS_OF_SMALL_SITE.items() for id in ids}
    last = {list(rows)[-1] for _, rows in groupby(known_ids(), lambda each: each.kind)}
    return [each for each in known_ids() if each in chosen | last]


@pytest.fixture(scope="session")
def known_of_small_site():
    """Whose pages the small site has."""
    return few_of_each_kind()


@pytest.fixture(scope="session")
def small_site_folder(made_once, known_of_small_site):
    """A site with a few ids of each kind and all else. No test may change it."""
    from briefingroom.site.build import build_site

    return made_once("small_site", lambda folder: build_site(folder, known=known_of_small_site))


@pytest.fixture(scope="session")
def whole_site_folder(made_once):
    """The whole site. No test may change it."""
    from briefingroom.site.build import build_site

    return made_once("whole_site", build_site)


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


class LosingExecutor(Executor):
    """An executor that does each task, and loses what some have made, as a cluster may."""

    def __init__(self, every):
        self.tasks, self.every = 0, every

    def submit(self, function, *args):
        self.tasks += 1
        future = Future()
        made = function(*args)
        if self.tasks % self.every:
            future.set_result(made)
        else:
            future.set_exception(RuntimeError("the worker was killed"))
        return future


@pytest.fixture
def losing_executor():
    """Makes an executor that loses one result in so many."""
    return LosingExecutor
