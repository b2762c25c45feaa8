"""A project as small as can be, which start.py sets up in seconds and without a network."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

PROJECT = """\
[build-system]
requires = []
build-backend = "small_backend"
backend-path = ["."]
"""

# Links the library as hatchling does: by the full name of the folder, in UTF-8.
BACKEND = '''
import os
import zipfile

FILES = {
    "_briefingroom.pth": os.path.join(os.getcwd(), "lib"),
    "briefingroom-1.dist-info/METADATA": """\\
Metadata-Version: 2.1
Name: briefingroom
Version: 1
Requires-Dist: small-lab
Provides-Extra: teach
Provides-Extra: test
""",
    "briefingroom-1.dist-info/WHEEL": """\\
Wheel-Version: 1.0
Generator: small
Root-Is-Purelib: true
Tag: py3-none-any
""",
    "briefingroom-1.dist-info/entry_points.txt": """\\
[console_scripts]
briefingroom = briefingroom.errors:main
""",
}


def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "briefingroom-1-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        for path, text in FILES.items():
            wheel.writestr(path, text)
        record = "".join(path + ",,\\n" for path in FILES)
        wheel.writestr("briefingroom-1.dist-info/RECORD", record)
    return name
'''

# Stands for JupyterLab: says how it was started, and which library a lesson would find.
SMALL_LAB = """
import hashlib
import json
import os
import sys

import briefingroom.errors

library = os.path.dirname(os.path.abspath(briefingroom.errors.__file__))
found = os.path.samefile(library, os.path.join(os.getcwd(), "lib", "briefingroom"))
said = {
    "library": found,
    "words": sys.argv[1:],
    "environment": dict(os.environ),
    "prefix": sys.prefix,
    "python": list(sys.version_info[:2]),
}
print("REPORT " + json.dumps(said), flush=True)
"""

SMALL_WHEEL = {
    "jupyterlab/__init__.py": "",
    "jupyterlab/__main__.py": SMALL_LAB,
    "jupyterlab/labextensions.py": "",
    "matplotlib/__init__.py": "",
    "matplotlib/font_manager.py": "",
    "small_lab-1.dist-info/METADATA": "Metadata-Version: 2.1\nName: small-lab\nVersion: 1\n",
    "small_lab-1.dist-info/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
}

# Takes one of Python's own compiled modules for a package.
COMPILED = """
import glob, importlib.util, os, shutil, sysconfig
folder = sysconfig.get_path("purelib")
source = glob.glob(os.path.join(sysconfig.get_config_var("DESTSHARED"), "_csv.*"))[0]
spec = importlib.util.spec_from_file_location("_csv", shutil.copy(source, folder))
spec.loader.exec_module(importlib.util.module_from_spec(spec))
print("loaded")
"""

LIBRARY = """
def main():
    print("the command works")
"""


class SmallProject:
    """A folder with start.py, a library of two lines, and the way to the one package it needs."""

    def __init__(self, folder, wheels):
        self.folder = folder
        self.take_packages_from(wheels)
        shutil.copy(ROOT / "start.py", folder)
        (folder / "pyproject.toml").write_text(PROJECT)
        (folder / "small_backend.py").write_text(BACKEND)
        (folder / "lib" / "briefingroom").mkdir(parents=True)
        (folder / "lib" / "briefingroom" / "__init__.py").write_text("")
        (folder / "lib" / "briefingroom" / "errors.py").write_text(LIBRARY)

    def take_packages_from(self, wheels):
        self.wheels = wheels
        (self.folder / "requirements.txt").write_text(requirements(wheels))

    @property
    def python(self):
        return self.folder / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    def environment(self, **variables):
        """Of the computer's own environment only what a program needs to run."""
        needed = ("HOME", "PATH", "SYSTEMROOT", "TEMP", "TMPDIR", "USERPROFILE")
        own = {name: os.environ[name] for name in needed if name in os.environ}
        packages = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(self.wheels)}
        return {**own, **packages, **variables}

    def begin(self, *words, python=sys.executable, **variables):
        """Start start.py and do not wait for it."""
        return subprocess.Popen(
            [str(python), "start.py", *words],
            cwd=self.folder,
            env=self.environment(**variables),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )

    def start(self, *words, python=sys.executable, **variables):
        """What start.py says, in the end."""
        process = self.begin(*words, python=python, **variables)
        return process.communicate(timeout=300)[0].decode("utf-8", "replace")

    def load_compiled_module(self, **variables):
        """What the Python of .venv says when it loads a compiled module from its packages."""
        return self.run(self.python, "-c", COMPILED, **variables)

    def run(self, *command, **variables):
        """What a program says, where start.py did not set its environment."""
        done = subprocess.run(
            [str(word) for word in command],
            cwd=self.folder,
            env=self.environment(**variables),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        return done.stdout.decode("utf-8", "replace").strip()


def requirements(wheels):
    """The one package with the hash of its file; a teacher and a tester need no more."""
    wheel = next(wheels.glob("*.whl"))
    digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
    entry = f"small-lab==1 \\\n    --hash=sha256:{digest}\n"
    return f"# --- student\n{entry}\n# --- teach\n\n# --- test\n"


@pytest.fixture(scope="session")
def small_wheels(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheels")
    with zipfile.ZipFile(folder / "small_lab-1-py3-none-any.whl", "w") as wheel:
        for path, text in SMALL_WHEEL.items():
            wheel.writestr(path, text)
        record = "".join(f"{path},,\n" for path in SMALL_WHEEL)
        wheel.writestr("small_lab-1.dist-info/RECORD", record)
    return folder


@pytest.fixture(scope="session")
def make_small_project(small_wheels):
    """Puts a small project into a folder, which it makes."""

    def make(folder):
        folder.mkdir(parents=True, exist_ok=True)
        return SmallProject(folder, small_wheels)

    return make


@pytest.fixture(scope="session")
def report():
    """What the small JupyterLab said about itself, in the words of start.py."""

    def read(words):
        lines = [line for line in words.splitlines() if line.startswith("REPORT ")]
        assert lines, words
        return json.loads(lines[0].removeprefix("REPORT "))

    return read
