"""The environment: one file of versions for all, and one command that sets it up."""

import ast
import importlib.metadata
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sysconfig
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
TEST_COMMAND = "python3 start.py test"
PLATFORMS = {
    "linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macos": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}


LOCK = (ROOT / "requirements.txt").read_text(encoding="utf-8")


def constraint_lines():
    """The packages of requirements.txt with version and marker, without their hashes."""
    lines = [line for line in LOCK.splitlines() if line.strip() and not line.startswith(("#", " "))]
    return [line.removesuffix("\\").strip() for line in lines]


def pins(environment=None):
    """Name to version, for the packages that requirements.txt pins in an environment."""
    requirements = [Requirement(line) for line in constraint_lines()]
    return {
        canonicalize_name(each.name): next(iter(each.specifier)).version
        for each in requirements
        if each.marker is None or each.marker.evaluate(environment)
    }


def named_packages():
    """The packages that the project itself names, for everyone and for some."""
    groups = [PROJECT["dependencies"], *PROJECT["optional-dependencies"].values()]
    return [Requirement(each) for group in groups for each in group]


def needed(environment, name="briefingroom", extras=("test",), seen=None):
    """Every package that the project needs in an environment, directly or through another."""
    seen = set() if seen is None else seen
    try:
        requirements = importlib.metadata.requires(name) or []
    except (
        importlib.metadata.PackageNotFoundError
    ):  # of another platform: known by name, not looked into
        return {pair[0] for pair in seen}
    for requirement in map(Requirement, requirements):
        wanted = requirement.marker is None or any(
            requirement.marker.evaluate({**environment, "extra": extra}) for extra in ("", *extras)
        )
        pair = (canonicalize_name(requirement.name), frozenset(requirement.extras))
        if wanted and pair not in seen:
            seen.add(pair)
            needed(environment, requirement.name, tuple(requirement.extras), seen)
    return {pair[0] for pair in seen}


def project_files():
    """The text of every file that git tracks or would track."""
    if not (ROOT / ".git").exists() or not shutil.which("git"):
        pytest.skip("not a git checkout")
    listing = subprocess.run(
        [
            "git",
            "-c",
            "safe.directory=*",
            "ls-files",
            "-z",
            "--cached",
            "--others",
            "--exclude-standard",
        ],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
    ).stdout
    paths = [ROOT / name for name in listing.split("\0") if name]
    return {
        path: path.read_text(encoding="utf-8", errors="replace") for path in paths if path.is_file()
    }


# The pins


def test_every_constraint_is_one_exact_version():
    assert len(constraint_lines()) > 50
    exact = re.compile(r"[A-Za-z0-9._-]+==[A-Za-z0-9.!+]+( ?; .+)?")
    assert [line for line in constraint_lines() if not exact.fullmatch(line)] == []


def test_every_package_has_the_hashes_of_its_files():
    entries = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", LOCK, flags=re.MULTILINE).strip())
    hashed = [len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry)) for entry in entries]
    assert len(entries) == len(constraint_lines())
    assert min(hashed) >= 1
    assert sum(hashed) == LOCK.count("--hash")


def test_the_sections_stand_in_the_order_of_start_py(start):
    headings = re.findall(r"^# --- (\w+)$", LOCK, re.MULTILINE)
    assert tuple(headings) == start.RISING


def test_no_package_is_pinned_twice_for_the_same_marker():
    requirements = [Requirement(line) for line in constraint_lines()]
    keys = [(canonicalize_name(each.name), str(each.marker)) for each in requirements]
    assert sorted(keys) == sorted(set(keys))


def test_every_package_that_the_project_names_is_pinned():
    assert {canonicalize_name(each.name) for each in named_packages()} <= set(pins())


def test_only_requirements_txt_names_versions_of_dependencies():
    assert [each for each in named_packages() if str(each.specifier)] == []


def installed_versions():
    """The version of each package of this environment.

    Looked up in its folders, because setuptools, once loaded, would add the copies it carries.
    """
    places = sorted({sysconfig.get_path("purelib"), sysconfig.get_path("platlib")})
    return {
        canonicalize_name(each.name): each.version
        for each in importlib.metadata.distributions(path=places)
    }


def test_installed_versions_are_the_pinned_ones():
    installed, pinned = installed_versions(), pins()
    both = installed.keys() & pinned.keys()
    assert {"pandas", "jupyterlab", "nbval"} <= both
    assert {name: installed[name] for name in both} == {name: pinned[name] for name in both}


def test_everything_that_is_needed_here_is_installed():
    assert needed(default_environment()) - installed_versions().keys() == set()


@pytest.mark.parametrize("python", ["3.11", "3.12", "3.13"])
@pytest.mark.parametrize("platform", PLATFORMS)
def test_everything_that_is_needed_is_pinned(platform, python):
    versions = {"python_version": python, "python_full_version": python + ".0"}
    environment = {**default_environment(), **PLATFORMS[platform], **versions}
    packages = needed(environment)
    assert {
        "numpy",
        "tornado",
        "pluggy",
    } <= packages  # the walk went beyond the project's own names
    assert packages - pins(environment).keys() == set()


def test_pyarrow_stays_out_because_pandas_would_load_it():
    assert "pyarrow" not in pins()
    assert importlib.util.find_spec("pyarrow") is None


def test_the_build_backend_is_pinned():
    build = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["build-system"]
    assert [re.fullmatch(r"hatchling==[\d.]+", each) is not None for each in build["requires"]] == [
        True
    ]


# One address book: the user's own


def test_no_file_tells_pip_where_to_look():
    words = [
        "index" + "-url",
        "index" + "_url",
        "trusted" + "-host",
        "find" + "-links",
        "/" + "simple" + r"\b",
    ]
    pattern = re.compile("|".join(words), re.IGNORECASE)
    files = project_files()
    assert ROOT / "pyproject.toml" in files
    assert [
        str(path.relative_to(ROOT)) for path, text in files.items() if pattern.search(text)
    ] == []


# Binder


def test_binder_uses_the_same_constraints_and_an_exact_python():
    dependencies = yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))[
        "dependencies"
    ]
    python, pip, *rest = dependencies
    assert re.fullmatch(r"python=3\.1[123]", python)
    assert pip == "pip"
    assert rest == []
    script = (ROOT / "postBuild").read_text(encoding="utf-8")
    assert "--require-hashes" in script
    assert "requirements.txt" in script
    assert re.search(r"^# --- teach$", LOCK, re.MULTILINE)
    assert "sed '/^# --- teach$/,$d' requirements.txt" in script


@pytest.mark.skipif(os.name == "nt", reason="repo2docker is for Linux and macOS")
def test_repo2docker_builds_what_the_files_say(tmp_path, monkeypatch):
    for name in ("environment.yml", "postBuild", "requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    from repo2docker.app import Repo2Docker

    app = Repo2Docker()
    packs = (pack(app.base_image) for pack in app.buildpacks)
    pack = next(pack for pack in packs if pack.detect())
    pack.platform = "linux/amd64"
    dockerfile = pack.render({})
    assert pack.python_version == "3.12"
    assert "fonts-" not in dockerfile  # they come with the package, and the pip packages need none
    assert '--file "environment.yml"' in dockerfile
    steps = ("COPY --chown=1000:1000 src/ ${REPO_DIR}/", "RUN ./postBuild")
    places = [dockerfile.find(step) for step in steps]
    assert -1 not in places
    assert places == sorted(places)  # postBuild needs the whole project to be there first


def test_post_build_can_run():
    text = (ROOT / "postBuild").read_bytes()
    assert text.startswith(b"#!/usr/bin/env bash\n")
    assert b"\r" not in text
    assert os.name == "nt" or os.access(ROOT / "postBuild", os.X_OK)


# The two commands


def test_the_readme_names_both_commands():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```.*?$(.*?)^```$", readme, re.MULTILINE | re.DOTALL)
    commands = {line.strip() for block in blocks for line in block.splitlines()}
    assert {"python3 start.py", TEST_COMMAND} <= commands


def test_ci_ends_with_the_test_command_of_the_readme():
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert script.splitlines()[-1] == TEST_COMMAND
    assert "set -euo pipefail" in script
    assert os.name == "nt" or os.access(ROOT / ".ci" / "run", os.X_OK)


# start.py

PACKAGES = "-m pip install --require-hashes -r"
LIBRARY = "-m pip install --no-deps --no-build-isolation -e ."


class FakePython:
    """Stands where start.py would run Python; notes commands and fails those with a given word."""

    def __init__(self, start, *failing):
        self.start, self.failing, self.commands, self.wanted = start, failing, [], []

    def __call__(self, command, **options):
        words = " ".join(command)
        self.commands.append(words)
        if PACKAGES in words:
            self.wanted.append(Path(command[-1]).read_text(encoding="utf-8"))
        if any(word in words for word in self.failing):
            raise subprocess.CalledProcessError(1, command, output=b"what went wrong")
        if "-m venv" in words:
            self.start.venv_python().parent.mkdir(parents=True, exist_ok=True)
            self.start.venv_python().write_text("")
        return subprocess.CompletedProcess(command, 0, stdout=b"")

    def ran(self, words):
        return sum(words in command for command in self.commands)


@pytest.fixture
def start(tmp_path, monkeypatch):
    """start.py, loaded as if it stood in an empty project."""
    spec = importlib.util.spec_from_file_location("start_under_test", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    for name in ("requirements.txt", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


@pytest.fixture
def fake(start, monkeypatch):
    """Gives start.py a fake Python, failing where a command holds one of the given words."""

    def put(*failing):
        python = FakePython(start, *failing)
        monkeypatch.setattr(start.subprocess, "run", python)
        return python

    return put


def test_start_makes_the_folder_once_and_then_remembers(start, fake):
    python = fake()
    start.set_up("student")
    start.set_up("student")
    assert (python.ran("-m venv"), python.ran(PACKAGES), python.ran(LIBRARY)) == (1, 1, 1)


@pytest.mark.parametrize("name", ["requirements.txt", "pyproject.toml"])
def test_start_installs_again_in_place_when_a_file_changes(start, fake, name):
    python = fake()
    start.set_up("student")
    before = start.stamp_text("student")
    with open(start.ROOT / name, "a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert start.stamp_text("student") != before
    start.set_up("student")
    assert (python.ran("-m venv"), python.ran(PACKAGES), python.ran(LIBRARY)) == (1, 2, 2)


def test_start_makes_the_folder_again_for_another_python(start, fake, monkeypatch):
    python = fake()
    start.set_up("student")
    monkeypatch.setattr(start.sys, "version_info", (3, 99, 0, "final", 0))
    start.set_up("student")
    assert python.ran("-m venv") == 2


def test_the_packages_of_the_tests_are_enough_for_students_but_not_the_reverse(start, fake):
    python = fake()
    for packages in ("student", "test", "student"):
        start.set_up(packages)
    assert python.wanted == [start.requirements_for(each) for each in ("student", "test")]
    assert python.ran(LIBRARY) == 2


@pytest.mark.parametrize("command", ["grade", "mark", "questions"])
def test_the_teachers_commands_bring_nbgrader_and_run_where_the_teacher_is(
    start, fake, monkeypatch, tmp_path, command
):
    python, places = fake(), []
    monkeypatch.setattr(
        start, "run", lambda folder, *words: places.append((str(folder), words)) or 0
    )
    made = tmp_path / "class-graded"
    made.mkdir()
    (made / "gradebook.db").touch()
    assert start.main([command, str(made)]) == 0
    assert python.wanted == [start.requirements_for("teach")]
    assert "nbgrader==" in python.wanted[0]
    folder, words = places[0]
    assert folder == os.getcwd()
    assert Path(words[0]).name == f"{command}.py"
    assert words[1:] == (str(made),)


def test_slides_need_no_more_than_the_lessons(start, fake, monkeypatch):
    python, places = fake(), []
    monkeypatch.setattr(start, "run", lambda folder, *words: places.append(words) or 0)
    assert start.main(["slides", "--pdf"]) == 0
    assert python.wanted == [start.requirements_for("student")]
    (words,) = places
    assert Path(words[0]).name == "slides.py"
    assert words[1:] == ("--pdf",)
    # What the decks are made with comes with these packages.
    assert all(
        f"\n{name}==" in python.wanted[0] for name in ("jinja2", "mistune", "beautifulsoup4")
    )


def test_marking_asks_for_the_folder_that_grading_made(start, fake, tmp_path):
    python = fake()
    with pytest.raises(SystemExit, match=r"gradebook\.db"):
        start.main(["mark", str(tmp_path)])
    assert python.commands == []


def test_start_makes_the_folder_again_after_an_installation_that_failed(start, fake, capsys):
    fake("pip install")
    with pytest.raises(SystemExit, match="check the internet connection"):
        start.set_up("student")
    assert "what went wrong" in capsys.readouterr().out
    python = fake()
    start.set_up("student")
    assert python.ran("-m venv") == 1


def test_start_makes_the_folder_again_after_an_update_that_failed(start, fake):
    fake()
    start.set_up("student")
    fake("pip install")
    with pytest.raises(SystemExit):
        start.set_up("test")
    python = fake()
    start.set_up("student")
    assert python.ran("-m venv") == 1


def test_start_makes_a_broken_folder_again(start, fake):
    fake()
    start.set_up("student")
    python = fake("import pip")
    start.set_up("student")
    assert python.ran("-m venv") == 1


def test_start_puts_pip_in_from_outside_where_python_has_no_ensurepip(start, fake):
    python = fake("-m venv --clear " + str(start.ROOT))
    start.set_up("student")
    assert python.ran("-m venv --clear --without-pip") == 1
    assert (
        python.ran(f"{start.python_outside()} -m pip --python {start.venv_python()} install pip")
        == 1
    )
    assert (python.ran(PACKAGES), python.ran(LIBRARY)) == (1, 1)


@pytest.mark.parametrize("failing", ["-m venv", "-m pip --python"])
def test_start_names_the_remedy_where_no_folder_can_be_made(start, fake, failing):
    fake("-m venv --clear " + str(start.ROOT), failing)
    with pytest.raises(SystemExit, match=r"sudo apt install python3-venv.*run start\.py again"):
        start.set_up("student")


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10)])
def test_start_tells_an_old_python_what_is_needed(start, version):
    this = f"this is Python {version[0]}.{version[1]}:"
    with pytest.raises(SystemExit, match=rf"needs Python 3\.11 or newer and {re.escape(this)}"):
        start.check_python(version)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (4, 0)])
def test_start_lets_a_new_python_pass(start, version):
    start.check_python(version)


def test_an_old_python_can_read_start_as_far_as_its_message():
    ast.parse((ROOT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_start_keeps_the_users_settings_out(start, monkeypatch):
    unwanted = {
        "PIP_CONSTRAINT",
        "PIP_REQUIRE_VIRTUALENV",
        "PIP_TARGET",
        "PYTHONPATH",
        "CONDA_PREFIX",
    }
    for name in unwanted:
        monkeypatch.setenv(name, "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("VIRTUAL_ENV", "elsewhere")
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    environment = start.environment()
    assert unwanted & environment.keys() == set()
    assert environment["PIP_USER"] == "0"
    assert environment["VIRTUAL_ENV"] == str(start.ROOT / ".venv")
    assert environment["PATH"].startswith(str(start.venv_python().parent))
    assert environment["HTTPS_PROXY"] == "http://proxy.example"


@pytest.mark.parametrize(
    "arguments, packages, command",
    [
        (["test", "-k", "pins"], "test", ["pytest", "-k", "pins"]),
        (["site", "--zip"], "site", ["briefingroom.site.build", "--zip"]),
        (["--no-browser", "--port=9999"], "student", ["jupyterlab", "--no-browser", "--port=9999"]),
    ],
)
def test_start_hands_further_words_on_and_returns_the_exit_code(
    start, monkeypatch, arguments, packages, command
):
    calls = []
    monkeypatch.setattr(start, "set_up", calls.append)
    monkeypatch.setattr(start, "run", lambda *words: calls.append(list(words)) or 5)
    assert start.main(arguments) == 5
    assert calls[0] == packages
    assert [word for word in calls[1] if word in command] == command


def test_start_opens_the_first_lesson_in_the_whole_project(start, monkeypatch):
    words = []
    monkeypatch.setattr(start, "set_up", lambda packages: None)
    monkeypatch.setattr(start, "run", lambda *given: words.extend(given))
    start.main([])
    assert f"--ServerApp.root_dir={start.ROOT}" in words
    assert "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb" in words


# The assistant


def test_the_settings_lead_to_the_command_of_this_folder(start, monkeypatch, tmp_path, capsys):
    scripts = tmp_path / "bin"
    scripts.mkdir()
    command = scripts / ("briefingroom.exe" if os.name == "nt" else "briefingroom")
    command.write_bytes(b"")
    command.chmod(0o755)
    brought = []
    monkeypatch.setattr(start, "set_up", brought.append)
    monkeypatch.setattr(start, "venv_python", lambda: scripts / "python")
    assert start.main(["mcp"]) == 0
    assert brought == ["mcp"]
    server = json.loads(capsys.readouterr().out)["mcpServers"]["briefingroom"]
    assert server == {"command": str(command), "args": ["mcp"]}
