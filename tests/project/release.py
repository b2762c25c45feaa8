"""Try a whole release and upload nothing: `python3 start.py release [FOLDER]`.

What it makes comes into the folder `dist`, or the one that is named: the packages, the list of
what they need (CycloneDX), the website. At the end each step has its line. What is left to people
is in CONTRIBUTING.md, *A release*.
"""

import argparse
import csv
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
import venv
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import yaml
from address import address_in
from licences import LIST, LOCK, pinned_packages

import briefingroom as br

ROOT = Path(__file__).resolve().parents[2]
AWAY = Path(__file__).with_name("away_from_checkout.py")
HANDED_IN = "01_anatomy_of_a_briefing"
POINTS_OF_CHECKS = 11
ONLY_STUDENT = "# --- teach"  # the heading of requirements.txt after which others begin
CLAIM = "2023-03-01.c012"


class Failed(Exception):
    """A step that did not do what it must, in one sentence."""


class Step(NamedTuple):
    """What is tried, and the function that does it: it gets the folder, and says what it saw."""

    name: str
    does: Callable[[Path], str]


def told(*command: str | Path, folder: Path = ROOT, **variables: str) -> str:
    """What a program prints; its last lines, where it fails."""
    words = [str(word) for word in command]
    done = subprocess.run(
        words,
        cwd=folder,
        env={**os.environ, **variables},
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    if done.returncode:
        last = " / ".join(done.stdout.strip().splitlines()[-3:])
        raise Failed(f"{' '.join(words[1:4])} ended with {done.returncode}: {last}")
    return done.stdout


def python(*arguments: str | Path, folder: Path = ROOT, **variables: str) -> str:
    return told(sys.executable, *arguments, folder=folder, **variables)


# --- the steps


def versions(_: Path) -> str:
    """One version of the code and one of the data, wherever they stand."""
    cited = str(yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))["version"])
    deposit = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))["version"]
    log = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    logged = re.search(r"^## \[([\d.]+)\] - (.+)$", log, re.MULTILINE)
    found = {br.__version__, cited, deposit, logged[1] if logged else "no version in CHANGELOG.md"}
    if len(found) > 1:
        raise Failed(f"the version of the code is not one: {', '.join(sorted(found))}")
    when = logged[2] if logged else ""
    return f"code {br.__version__} ({when.lower()}), data {br.data_version()}"


def address(_: Path) -> str:
    """The address of the repository stands where it is looked for, or nowhere."""
    python("tests/project/address.py", "--check")
    named = address_in((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return named or "not written yet; the texts say so"


def data(_: Path) -> str:
    """The tables are what the sources and annotations make."""
    return python("-m", "briefingroom.maintain.cli", "check").strip().splitlines()[-1]


def licences(_: Path) -> str:
    """Each package that can be brought has its line in the list of licences."""
    with LIST.open(encoding="utf-8", newline="") as file:
        listed = {(row["package"], row["version"]) for row in csv.DictReader(file)}
    pinned = {each[:2] for each in pinned_packages(LOCK.read_text(encoding="utf-8"))}
    if listed != pinned:
        raise Failed("LICENSE-DEPENDENCIES.csv is older than requirements.txt; run licences.py")
    return f"{len(listed)} packages"


def packages(into: Path) -> str:
    """The source and the wheel, which the checks of the package index accept."""
    python("-m", "build", "--no-isolation", "--outdir", into, ROOT)
    made = [*into.glob("*.whl"), *into.glob("*.tar.gz")]
    python("-m", "twine", "check", "--strict", *made)
    return ", ".join(f"{each.name} {each.stat().st_size / 1e6:.1f} MB" for each in made)


def installed(into: Path) -> str:
    """The wheel in an environment of its own, which cannot be written to, far from the checkout."""
    with tempfile.TemporaryDirectory() as outside:
        environment = Path(outside) / "environment"
        venv.create(environment, with_pip=True)
        inside = environment / ("Scripts" if os.name == "nt" else "bin") / "python"
        wanted = Path(outside) / "requirements.txt"
        text = LOCK.read_text(encoding="utf-8").split(ONLY_STUDENT)[0]
        wanted.write_text(text, encoding="utf-8")
        pip = (inside, "-m", "pip", "install", "--quiet")
        told(*pip, "--require-hashes", "-r", wanted)
        write_sbom(inside, into)
        told(*pip, "--no-deps", next(into.glob("*.whl")))
        size = sum(each.lstat().st_size for each in environment.rglob("*") if each.is_file())
        place = told(
            *unwritable(environment), inside, "-B", AWAY, folder=Path(outside), PYTHONPATH=""
        )
    if str(environment) not in place:
        raise Failed(f"the package was taken from {place.strip()} and not from the environment")
    return f"{size / 1e6:,.0f} MB with all packages; tables, answers, a chart, an own briefing"


def unwritable(folder: Path) -> list[str]:
    """The beginning of a command for which a folder can only be read."""
    if not shutil.which("bwrap"):
        return []
    return ["bwrap", "--dev-bind", "/", "/", "--ro-bind", str(folder), str(folder)]


def write_sbom(inside: Path, into: Path) -> None:
    """What the students' environment is made of, as CycloneDX says it."""
    file = into / f"briefingroom-{br.__version__}.cdx.json"
    made_by = Path(sysconfig.get_path("scripts")) / "cyclonedx-py"
    words = ("environment", "--pyproject", ROOT / "pyproject.toml", "--output-reproducible")
    told(made_by, *words, "--validate", "--of", "JSON", "-o", file, inside)
    text = file.read_text(encoding="utf-8")
    if any(sign in text for sign in ("file" + "://", "/" + "simple")):
        raise Failed(f"{file.name} names a place of this computer")


def sbom(into: Path) -> str:
    """The list of all parts names every package of the students' environment."""
    file = into / f"briefingroom-{br.__version__}.cdx.json"
    parts = json.loads(file.read_text(encoding="utf-8"))["components"]
    names = {(each["name"].lower().replace("_", "-"), each["version"]) for each in parts}
    for name in ("pandas", "jupyterlab", "matplotlib"):
        if (name, importlib.metadata.version(name)) not in names:
            raise Failed(f"{file.name} lacks {name}")
    return f"{file.name}, {len(parts)} parts"


def site(into: Path) -> str:
    """The website, and its pages in a browser, from the disk."""
    said = python("-m", "briefingroom.site.build", "--into", into / "site", "--zip")
    return f"{said.strip().splitlines()[-1]}; {seen_in_browser(into / 'site')}"


def seen_in_browser(folder: Path) -> str:
    """Titles of two pages that Chromium shows without a server."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if not chromium:
        return "NOT OPENED: Chromium was not found"
    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        for file in (folder / "index.html", folder / "claim" / f"{CLAIM}.html"):
            page.goto(file.as_uri())
            if not page.title() or not page.locator("h1").count():
                raise Failed(f"{file.name} shows no title")
        browser.close()
    return "opened from the disk"


def grading(_: Path) -> str:
    """A hand-in that is the solution gets all points of its checks."""
    with tempfile.TemporaryDirectory() as outside:
        hand_ins = Path(outside) / "class"
        hand_ins.mkdir()
        solved = ROOT / "exercises" / "solutions" / f"{HANDED_IN}.ipynb"
        shutil.copy(solved, hand_ins / f"ada_{HANDED_IN}.ipynb")
        as_root = ["--as-nobody"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        python("exercises/teaching/grade.py", hand_ins, *as_root)
        table = Path(f"{hand_ins}-graded", "points.csv").read_text(encoding="utf-8-sig")
        (row,) = csv.DictReader(table.splitlines())
    if float(row["checks"]) != POINTS_OF_CHECKS:
        raise Failed(f"the solution got {row['checks']} points of {POINTS_OF_CHECKS}")
    return f"the solution of {HANDED_IN} has {row['checks']} points of its checks, all there are"


def binder(_: Path) -> str:
    """Binder's recipe, as repo2docker makes it from the files here."""
    tests = "tests/project/test_environment.py"
    said = python(
        "-m",
        "pytest",
        "-q",
        "-p",
        "no:nbval",
        "-o",
        "addopts=",
        tests,
        "-k",
        "binder or repo2docker",
    )
    return f"{said.strip().splitlines()[-1]}; no image was built"


STEPS = [
    Step("versions", versions),
    Step("address", address),
    Step("data", data),
    Step("licences", licences),
    Step("packages", packages),
    Step("installed", installed),
    Step("parts", sbom),
    Step("website", site),
    Step("grading", grading),
    Step("Binder", binder),
]


def tried(step: Step, folder: Path) -> tuple[bool, str]:
    """Whether a step did what it must, and what it says."""
    try:
        return True, step.does(folder)
    except Failed as failure:
        return False, str(failure)


def main() -> int:
    parser = argparse.ArgumentParser(prog="start.py release", description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist")
    folder = parser.parse_args().folder.resolve()
    if folder.exists() and any(folder.iterdir()):
        parser.error(f"{folder} is not empty: name another folder, or empty it.")
    folder.mkdir(parents=True, exist_ok=True)
    whole = True
    for step in STEPS:
        began = time.monotonic()
        good, words = tried(step, folder)
        whole &= good
        seconds = time.monotonic() - began
        print(f"{'ok' if good else 'FAILED':7}{step.name:11}{seconds:6.0f} s  {words}", flush=True)
    print("Nothing was uploaded." if whole else "This is not ready to be released.")
    return 0 if whole else 1


if __name__ == "__main__":
    sys.exit(main())
