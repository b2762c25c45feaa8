"""start.py with every Python that is installed here: the new ones work, the old ones are told."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OLD = [(3, minor) for minor in range(6, 11)]
NEW = [(3, minor) for minor in range(11, 15)]


@cache
def python_of(version):
    """The program of a Python version: on the PATH, or among those of pyenv."""
    name = f"python{version[0]}.{version[1]}"
    home = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    candidates = [
        shutil.which(name),
        *home.glob(f"versions/{version[0]}.{version[1]}.*/bin/{name}"),
    ]
    for candidate in filter(None, candidates):
        code = "import sys; print(*sys.version_info[:2], sys.executable)"
        done = subprocess.run([candidate, "-c", code], capture_output=True, text=True)
        said = done.stdout.split(maxsplit=2)
        if said[:2] == [str(part) for part in version]:
            return said[2].strip()
    pytest.skip(f"PYTHON {version[0]}.{version[1]} NOT TRIED: it is not installed here")


@pytest.mark.parametrize("version", OLD, ids=str)
def test_an_old_python_is_told_what_is_needed(version):
    command = [python_of(version), str(ROOT / "start.py")]
    done = subprocess.run(command, capture_output=True, text=True)
    asked = f"needs Python 3.11 or newer and this is Python {version[0]}.{version[1]}: install"
    assert asked in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.returncode == 1


@pytest.mark.release
@pytest.mark.parametrize("version", NEW, ids=str)
def test_start_sets_up_and_starts_with_this_python(make_small_project, tmp_path, report, version):
    project = make_small_project(tmp_path / "it's a 文件夹")
    words = project.start("--no-browser", python=python_of(version))
    assert report(words)["library"]
    assert report(words)["python"] == list(version)
    assert report(words)["words"][-1] == "--no-browser"
    assert "Installing" not in project.start(python=python_of(version))


@pytest.mark.release
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has locales other than UTF-8")
@pytest.mark.parametrize("version", NEW, ids=str)
def test_compiled_modules_load_from_a_folder_that_the_locale_cannot_name(
    make_small_project, tmp_path, version
):
    project = make_small_project(tmp_path / "it's a 文件夹")
    project.start(python=python_of(version))
    in_ascii = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    assert project.load_compiled_module(**in_ascii) == "loaded"
