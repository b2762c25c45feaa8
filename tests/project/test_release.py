"""What a release says of itself, and that the wheel works where there is no checkout."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import address
import jsonschema
import licences
import pytest
import yaml

import briefingroom as br
from briefingroom.corpus.tables import HOME

ROOT = HOME.parent
AWAY = Path(__file__).with_name("away_from_checkout.py")
SCHEMA = Path(__file__).with_name("cff-1.2.0.schema.json")  # of the Citation File Format, CC BY 4.0
REPOSITORY = "https://github.com/somebody/briefing-room"


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


# --- versions


def test_the_version_of_the_code_is_one():
    newest = re.search(r"^## \[([\d.]+)\]", text_of("CHANGELOG.md"), re.MULTILINE)[1]
    cited = yaml.safe_load(text_of("CITATION.cff"))["version"]
    deposit = json.loads(text_of(".zenodo.json"))["version"]
    assert {newest, cited, deposit} == {br.__version__}


def test_pyproject_takes_the_version_from_the_package():
    described = tomllib.loads(text_of("pyproject.toml"))
    assert "version" not in described["project"]
    assert described["tool"]["hatch"]["version"]["path"] == "lib/briefingroom/__init__.py"


# --- how to cite


def citation_faults(citation):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return [fault.message for fault in jsonschema.Draft7Validator(schema).iter_errors(citation)]


def test_the_citation_keeps_to_the_form_of_its_format():
    citation = yaml.safe_load(text_of("CITATION.cff"))
    assert citation_faults(citation) == []
    assert citation_faults({**citation, "licence": "MIT"})
    assert citation_faults({**citation, "authors": []})


def test_the_deposit_says_what_the_citation_says():
    citation, deposit = yaml.safe_load(text_of("CITATION.cff")), json.loads(text_of(".zenodo.json"))
    for field in ("title", "license", "keywords"):
        assert deposit[field] == citation[field]
    assert [each["name"] for each in deposit["creators"]] == [
        each["name"] for each in citation["authors"]
    ]


# --- the address of the repository


def files_with(repository):
    texts = address.read_files()
    texts["pyproject.toml"] = re.sub(
        r'^repository = ".*"$', f'repository = "{repository}"', texts["pyproject.toml"], flags=re.M
    )
    return address.with_address(texts)


def test_the_files_say_the_address_that_pyproject_names():
    texts = address.read_files()
    assert address.with_address(texts) == texts


def test_an_address_comes_everywhere_and_goes_again():
    there, gone = files_with(REPOSITORY), files_with("")
    assert all(REPOSITORY in text for text in there.values())
    assert "mybinder.org/v2/gh/somebody/briefing-room/HEAD" in there["README.md"]
    assert citation_faults(yaml.safe_load(there["CITATION.cff"])) == []
    assert tomllib.loads(there["pyproject.toml"])["project"]["urls"] == {"Repository": REPOSITORY}
    again = dict(there)
    again["pyproject.toml"] = there["pyproject.toml"].replace(
        f'repository = "{REPOSITORY}"', 'repository = ""'
    )
    assert address.with_address(again) == gone


def test_without_an_address_no_link_leads_nowhere():
    for name, text in files_with("").items():
        assert "mybinder.org" not in text, name
        assert "OWNER" not in text, name
    assert "as soon as this repository has an address" in files_with("")["README.md"]


def test_binder_is_not_promised_for_a_host_that_it_does_not_know():
    texts = files_with("https://example.org/somebody/briefing-room")
    assert "mybinder.org" not in texts["README.md"]
    assert (
        "git clone https://example.org/somebody/briefing-room briefing-room" in texts["README.md"]
    )


@pytest.mark.parametrize(
    "wrong", ["github.com/a/b", "https://github.com/a/b/", "http://x/y", "a b"]
)
def test_what_is_no_address_is_refused_in_one_sentence(wrong):
    with pytest.raises(SystemExit, match=r"pyproject\.toml, .*is not an address such as"):
        files_with(wrong)


# --- licences


def test_every_pinned_package_has_its_licence_in_the_list():
    rows = list(csv.DictReader(licences.LIST.read_text(encoding="utf-8").splitlines()))
    listed = [(row["package"], row["version"], row["section"]) for row in rows]
    assert listed == [tuple(each) for each in licences.pinned_packages(text_of("requirements.txt"))]
    named = [row["licence"] for row in rows if row["section"] == "student"]
    assert licences.UNKNOWN not in named
    assert "" not in named


def test_no_package_of_the_students_is_under_a_licence_that_binds_their_own_work():
    rows = csv.DictReader(licences.LIST.read_text(encoding="utf-8").splitlines())
    bound = [
        row["package"] for row in rows if row["section"] == "student" and "GPL" in row["licence"]
    ]
    assert bound == []


# --- the wheel


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory):
    """The package as an installed wheel lies, and nothing else of the project."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip"]
    build = [*pip, "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", str(folder)]
    subprocess.run([*build, str(ROOT)], check=True)
    (wheel,) = folder.glob("*.whl")
    assert f"-{br.__version__}-" in wheel.name
    into = folder / "installed"
    subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "--target", str(into), str(wheel)], check=True
    )
    return into


@pytest.mark.full
def test_the_wheel_works_far_from_the_checkout_and_writes_nothing_into_itself(unpacked, tmp_path):
    before = sorted(unpacked.rglob("*"))
    read_only = ["bwrap", "--dev-bind", "/", "/", "--ro-bind", str(unpacked), str(unpacked)]
    command = [*(read_only if can_bind() else []), sys.executable, "-B", str(AWAY)]
    done = subprocess.run(
        command,
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == str(unpacked / "briefingroom")
    assert sorted(unpacked.rglob("*")) == before


def can_bind():
    """Whether a folder can be shown as one that is only read."""
    if not shutil.which("bwrap"):
        return False
    tried = ["bwrap", "--dev-bind", "/", "/", "true"]
    return subprocess.run(tried, capture_output=True).returncode == 0


@pytest.mark.full
def test_the_wheel_carries_the_data_as_they_are_here(unpacked):
    inside = unpacked / "briefingroom" / "briefings"
    here = [path.relative_to(HOME) for path in HOME.rglob("*") if path.is_file()]
    assert len(here) > 60
    for path in here:
        assert (inside / path).read_bytes() == (HOME / path).read_bytes(), path
