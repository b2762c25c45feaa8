"""Set up Briefing Room and start it. Needs Python 3.11 or newer and nothing else.

    python3 start.py                 open the lessons in JupyterLab
    python3 start.py --no-browser    the same; any options go on to JupyterLab
    python3 start.py test            run all tests; any more words go on to pytest

For teachers (exercises/teaching/README.md):

    python3 start.py grade HAND-INS  grade the notebooks of a class, in a folder, into one table
    python3 start.py mark FOLDER     mark the written answers, in the folder that grading made

On Windows write `py` for `python3`. The packages go into the folder .venv beside this
file, in the versions of constraints.txt; nothing else on the computer is changed.
To start afresh, delete .venv.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)

# Settings of a user or of another environment that would send the packages or the imports elsewhere.
UNWANTED = """PYTHONHOME PYTHONPATH VIRTUAL_ENV PIP_BUILD_CONSTRAINT PIP_CONSTRAINT PIP_NO_BUILD_ISOLATION PIP_NO_DEPS
    PIP_PREFIX PIP_PYTHON PIP_REQUIRE_HASHES PIP_REQUIRE_VIRTUALENV PIP_REQUIREMENT PIP_ROOT PIP_TARGET""".split()


def main(arguments):
    """Do what the words after `start.py` ask for; the answer is the exit code."""
    check_python(sys.version_info[:2])
    if arguments in (["-h"], ["--help"]):
        print(__doc__)
        return 0
    command, rest = (arguments or [""])[0], arguments[1:]
    if command == "test":
        set_up("test")
        return run(ROOT, "-m", "pytest", *rest)
    if command == "grade":
        set_up("teach")
        return run(Path.cwd(), str(ROOT / "exercises" / "teaching" / "grade.py"), *rest)
    if command == "mark":
        if not rest or not Path(rest[0], "gradebook.db").exists():
            sys.exit(
                "Name the folder that `python3 start.py grade` made: it holds points.csv and gradebook.db."
            )
        set_up("teach")
        say("Opening the pages of nbgrader. To stop, press Ctrl-C in this window and answer y.")
        pages = "--LabApp.default_url=/formgrader/gradebook"
        return run(
            rest[0], "-m", "jupyterlab", pages, *rest[1:]
        )  # from the folder where nbgrader finds its settings
    set_up("student")
    say("Opening JupyterLab. To stop it, press Ctrl-C in this window and answer y.")
    lesson = "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb"
    return run(ROOT, "-m", "jupyterlab", "--ServerApp.root_dir=" + str(ROOT), lesson, *arguments)


def check_python(version):
    if version < OLDEST_PYTHON:
        sys.exit(
            "Briefing Room needs Python 3.11 or newer and this is Python %d.%d: "
            "install a newer one from https://www.python.org/downloads/ and run start.py with it."
            % version
        )


def set_up(packages):
    """Make .venv hold the packages to learn ("student"), to "teach" or to "test", unless its stamp says that it does."""
    stamp = ROOT / ".venv" / "briefing-room-stamp.txt"
    known = stamp.read_text(encoding="utf-8") if stamp.exists() and python_answers() else ""
    rising = ("student", "teach", "test")  # each includes those before it
    if known in map(stamp_text, rising[rising.index(packages) :]):
        return
    if known.split("\n")[0] == stamp_text(packages).split("\n")[0]:
        stamp.unlink()  # until the set-up is whole again
    else:
        make_venv()
    say("Installing the packages. The first time this takes some minutes.")
    project = "." if packages == "student" else ".[%s]" % packages
    quietly(
        "-m",
        "pip",
        "install",
        "-c",
        "constraints.txt",
        "-e",
        project,
        remedy="The packages could not be installed: read the lines above, check the internet connection "
        "and the free disk space, and run start.py again.",
    )
    quietly(
        "-m",
        "jupyter",
        "labextension",
        "disable",
        "@jupyterlab/apputils-extension:announcements",
        remedy="JupyterLab could not be set up: delete the folder .venv and run start.py again.",
    )
    stamp.write_text(stamp_text(packages), encoding="utf-8")


def stamp_text(packages):
    """Two lines: what makes a .venv useless when it changes, and what only calls for other packages in it."""
    contents = [(ROOT / name).read_bytes() for name in ("constraints.txt", "pyproject.toml")]
    digest = hashlib.sha256(b"\0".join(contents)).hexdigest()
    return "Python %d.%d in %s\n%s packages %s\n" % (*sys.version_info[:2], ROOT, packages, digest)


def make_venv():
    say("Making the folder .venv.")
    venv = str(ROOT / ".venv")
    try:
        quietly("-m", "venv", "--clear", venv, python=sys.executable)
    except subprocess.CalledProcessError:
        # Debian's Python may come without ensurepip; then the pip outside puts one inside.
        remedy = (
            "The folder .venv could not be made: on Debian or Ubuntu run `sudo apt install python3-venv`, elsewhere "
            "install Python from https://www.python.org/downloads/, and run start.py again."
        )
        quietly(
            "-m", "venv", "--clear", "--without-pip", venv, python=sys.executable, remedy=remedy
        )
        quietly(
            "-m",
            "pip",
            "--python",
            str(venv_python()),
            "install",
            "pip",
            python=sys.executable,
            remedy=remedy,
        )


def venv_python():
    return ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def python_answers():
    try:
        quietly("-c", "import pip")
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def environment():
    """The user's environment as if .venv were active, without what would lead away from it."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in UNWANTED and not name.startswith("CONDA")
    }
    # UTF-8 mode: on Windows a folder's name may hold characters that the local encoding garbles.
    return dict(
        kept,
        PATH=str(venv_python().parent) + os.pathsep + kept.get("PATH", os.defpath),
        VIRTUAL_ENV=str(ROOT / ".venv"),
        PYTHONUTF8="1",
        PIP_USER="0",
        PIP_DISABLE_PIP_VERSION_CHECK="1",
    )


def quietly(*arguments, python=None, remedy=None):
    """Run Python and show its words only where it fails and there is a remedy to name."""
    command = [python or str(venv_python()), *arguments]
    try:
        subprocess.run(
            command,
            cwd=str(ROOT),
            env=environment(),
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except subprocess.CalledProcessError as error:
        if not remedy:
            raise
        say(error.stdout.decode("utf-8", "replace"))
        sys.exit(remedy)


def run(folder, *arguments):
    """Run the Python of .venv in a folder and in this window until it ends by itself; the answer is its exit code."""
    process = subprocess.Popen([str(venv_python()), *arguments], cwd=str(folder), env=environment())
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            pass  # the module got the Ctrl-C too, and ends in its own way


def say(words):
    print(words, flush=True)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("Stopped before the set-up was whole. Run start.py again to finish it.")
