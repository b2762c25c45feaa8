"""What the tests of the exercises share."""

import csv
import hashlib
import importlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from briefingroom.corpus.tables import HOME

TEACHING = HOME.parent / "exercises" / "teaching"


collect_ignore_glob = ["given_out_v0.1/*"]  # to be graded, not to be run as tests
HUB = TEACHING / "hub"
NO_PROXY_PROGRAM = (
    "The proxy of JupyterHub could not be installed: this needs npm, Node 20 or newer, and the "
    "network the first time."
)
why_no_wall = ""
why_no_hub = ""


def pytest_terminal_summary(terminalreporter):
    not_tried = {"WALL AROUND HAND-INS": why_no_wall, "HUB FOR A CLASS": why_no_hub}
    for what, why in not_tried.items():
        if why:
            words = f"THE {what} WAS NOT TRIED: {why}"
            terminalreporter.write_sep("!", words, red=True, bold=True)


@pytest.fixture(scope="session")
def kit():
    """The modules of the teacher's kit: `kit.build`, `kit.grade` and so on."""
    names = [path.stem for path in TEACHING.glob("*.py") if path.stem != "nbgrader_config"]
    sys.path.insert(0, str(TEACHING))
    try:
        modules = {name: importlib.import_module(name) for name in names}
    finally:
        sys.path.remove(str(TEACHING))
    return SimpleNamespace(**modules)


@pytest.fixture(scope="session")
def wall_here(kit):
    """A computer where the wall can stand; where all must be tested, one where it cannot is a
    fault.
    """
    global why_no_wall
    if kit.walls.wall_stands():
        return
    why_no_wall = kit.walls.NO_BUBBLEWRAP
    if os.environ.get("CI") == "true":
        pytest.fail(why_no_wall, pytrace=False)
    pytest.skip(why_no_wall)


@pytest.fixture(scope="session")
def hub_proxy(wall_here, request, tmp_path_factory):
    """The program configurable-http-proxy, which npm installs once; where all must be tested, a
    computer where the hub cannot run is a fault.
    """
    global why_no_hub
    if not importlib.util.find_spec("jupyterhub"):
        why_no_hub = "JupyterHub is not installed (`pip install -e .[hub]`)."
    else:
        cache = getattr(request.config, "cache", None)
        folder = Path(cache.mkdir("hub")) if cache else tmp_path_factory.mktemp("hub")
        program = installed_proxy(folder)
        if program:
            return program
        why_no_hub = NO_PROXY_PROGRAM
    if os.environ.get("CI") == "true":
        pytest.fail(why_no_hub, pytrace=False)
    pytest.skip(why_no_hub)


def installed_proxy(folder):
    """The proxy in the version of the hub's own lock file, if npm can bring it."""
    lock = (HUB / "package-lock.json").read_bytes()
    place = folder / hashlib.sha256(lock).hexdigest()[:12]
    program = place / "node_modules" / ".bin" / "configurable-http-proxy"
    if not program.exists():
        place.mkdir(exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copyfile(HUB / name, place / name)
        try:
            subprocess.run(["npm", "ci"], cwd=place, check=True, capture_output=True, timeout=300)
        except (OSError, subprocess.SubprocessError):
            return None
    return program


@pytest.fixture(scope="session")
def wall(kit, wall_here, tmp_path_factory):
    """The wall, as every hand-in of a run gets it."""
    folder = tmp_path_factory.mktemp("wall")
    for parent in (folder, folder.parent):
        parent.chmod(0o755)
    return kit.walls.build_wall(folder)


@pytest.fixture(scope="session")
def grade_command():
    """A function that runs the command of the kit and gives what it said."""

    def run(*arguments, **options):
        as_nobody = ["--as-nobody"] if os.geteuid() == 0 else []
        return subprocess.run(
            [sys.executable, str(TEACHING / "grade.py"), *map(str, arguments), *as_nobody],
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            **options,
        )

    return run


@pytest.fixture(scope="session")
def points_of():
    """A function that reads the table of points of a folder, by student."""

    def read(folder):
        with open(folder / "points.csv", encoding="utf-8-sig", newline="") as file:
            return {row["student"]: row for row in csv.DictReader(file)}

    return read


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
