"""Set up Briefing Room and start it: `python3 start.py --help` says what it can do."""

import ast
import contextlib
import errno
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from pathlib import Path

USAGE = """Set up Briefing Room and start it. Needs Python 3.11 or newer and nothing else.

    python3 start.py                 open the lessons in JupyterLab
    python3 start.py --no-browser    the same; any options go on to JupyterLab
    python3 start.py test            run all tests
    python3 start.py test short      run those that take no kernel and no browser
    python3 start.py test release    run the slow ones too, as before a release
    python3 start.py test WORDS      run pytest with these words

For an assistant that asks the data (README.md):

    python3 start.py mcp             bring what that needs, and print its settings

For other programs (README.md):

    python3 start.py export xlsx briefings.xlsx   write all tables as a workbook
    python3 start.py export --help   for DuckDB, Parquet, ConvoKit, Anki and more

For those who publish:

    python3 start.py site            build the website into the folder site
    python3 start.py site --help     into another folder, with its address, as a ZIP
    python3 start.py release         try a whole release in the folder dist; uploads nothing

For teachers (exercises/teaching/README.md):

    python3 start.py grade HAND-INS  grade the notebooks of a class, in a folder, into one table
    python3 start.py mark FOLDER     mark the written answers, in the folder that grading made
    python3 start.py slides [--pdf]  make slides for the lessons and for ninety minutes
    python3 start.py questions       write the choice questions for Moodle and Canvas

On Windows write `py` for `python3`. The packages go into the folder .venv beside this
file, in the versions of requirements.txt. Nothing else on the computer is changed, but that
pip keeps what it downloads in its cache. To start afresh, delete .venv."""

ROOT = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 11)
# Sections of requirements.txt; each needs those before it.
RISING = ("student", "teach", "mcp", "site", "export", "test", "release")

# --- what is taken over from outside

# Variables that begin so belong to the programs that are started here. They are left out, because
# one that was set for something else sends packages, imports, kernels or pictures elsewhere.
LEFT_OUT = (
    "CONDA",
    "HATCH_",
    "IPYTHON",
    "JPY_",
    "JUPYTER",
    "MATPLOTLIB",
    "MPL",
    "PANDAS_",
    "PIP_",
    "PYTEST_",
    "PYTHON",
    "VIRTUAL_ENV",
    "__PYVENV",
)
# These lead nowhere else.
KEPT = (
    "JUPYTER_ALLOW_INSECURE_WRITES",
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONHASHSEED",
    "PYTHONPYCACHEPREFIX",
    "PYTHONUNBUFFERED",
)
# What the user has told pip, in files or variables, is taken over where its name has one of these
# words: the way to the packages. Where pip puts them, and which of them, is decided here.
WAY_TO_PACKAGES = frozenset(
    "cache cert feature host index keyring links proxy retries timeout".split()
)
PROXIES = ("all_proxy", "http_proxy", "https_proxy", "pip_proxy")

# Where Jupyter, IPython and matplotlib read and keep their settings, instead of the user's home.
SETTINGS = {
    "IPYTHONDIR": "ipython",
    "JUPYTER_CONFIG_DIR": "jupyter",
    "JUPYTER_DATA_DIR": "jupyter-data",
    "MPLCONFIGDIR": "matplotlib",
}

# What JupyterLab does not show: the question about its news, and the buttons and menus of nbgrader,
# which is there for those who teach or test, and is run from the command line.
NOT_FOR_READERS = ("@jupyterlab/apputils-extension:announcements", "@jupyter/nbgrader")

# A line for the Python of .venv: where its folder has letters that the locale does not know, begin
# again in UTF-8 mode, because Python 3.12 and newer load no compiled module from such a folder.
IN_UTF8_MODE = (
    "import os, sys; "
    "sys.flags.utf8_mode "
    "or sys.prefix == sys.prefix.encode('utf-8', 'replace').decode() "
    "or os.execve(sys.executable, [sys.executable, '-X', 'utf8', *sys.orig_argv[1:]], "
    "dict(os.environ, PYTHONUTF8='1'))"
)

# What pytest is told for each level of tests; without words it leaves out `release`.
LEVELS = {"short": ["-m", "not (full or browser or release)"], "full": [], "release": ["-m", ""]}

# --- what helps where something fails: the first row with a sign that stands in the error

ALMOST_NOTHING = 50 * 2**20  # bytes
FULL_DISK = (
    "The disk is full: the packages need about 1 GB in this folder and, for some minutes, as much "
    "in the folder for temporary files. Free some space and run start.py again."
)
NOT_WRITABLE = (
    "This folder cannot be written to: copy it to a place of your own, for example your home "
    "folder, and run start.py there."
)
REMEDIES = (
    (("[Errno 28]", "[Errno 122]", "[WinError 112]"), FULL_DISK),
    (
        ("No usable temporary directory",),
        "No folder for temporary files can be written to: set the variable TMPDIR (on Windows "
        "TEMP) to one that can, and run start.py again.",
    ),
    (("[Errno 30]", "[WinError 19]"), NOT_WRITABLE),
    (
        ("[WinError 5]", "[WinError 32]"),
        "A file in the folder .venv is in use or locked: close JupyterLab and every program that "
        "uses this folder, and run start.py again with a Python from outside of .venv.",
    ),
    (("[Errno 1]", "[Errno 13]"), NOT_WRITABLE),
    (
        ("[Errno 36]", "[Errno 63]", "[WinError 206]", "Long Path support"),
        "The name of this folder is too long: move it nearer to the top of the disk and run "
        "start.py again.",
    ),
    (
        ("PATH separator",),
        "The name of this folder, or of one around it, has a sign that divides the names of "
        "folders (: or, on Windows, ;): give it another name and run start.py again.",
    ),
    (
        ("ProxyError", "ProxySchemeUnknown", "Tunnel connection failed"),
        "The proxy did not let pip through: check the variables HTTP_PROXY and HTTPS_PROXY and the "
        "proxy in pip's settings, and run start.py again.",
    ),
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError"),
        "A certificate on the way to the packages is not trusted here: ask who runs the network, "
        "tell pip about their certificate (`pip config set global.cert FILE`), and run start.py "
        "again.",
    ),
    (
        ("NewConnectionError", "NameResolutionError", "TimeoutError", "Connection refused"),
        "The packages could not be reached: check the internet connection and run start.py again.",
    ),
    (
        ("DO NOT MATCH THE HASHES",),
        "A package is not the file that was tested: the download was damaged, or pip's settings "
        "lead to a place with other files; see `pip config list`, and run start.py again.",
    ),
    (
        ("No matching distribution found", "subprocess-exited-with-error"),
        "A package is not offered for this Python: Python 3.11 to 3.13 are sure to work; install "
        "one of them and run start.py with it.",
    ),
)
NO_PACKAGES = (
    "The packages could not be installed: read the lines above, check the internet connection "
    "and the free disk space, and run start.py again."
)
NO_FOLDER = (
    "The folder .venv could not be made: on Debian or Ubuntu run `sudo apt install python3-venv`, "
    "elsewhere install Python from https://www.python.org/downloads/, and run start.py again."
)
NO_PIP_SETTINGS = (
    "The settings of pip cannot be read: mend the file that is named above and run start.py again."
)
BROKEN = "Something in the folder .venv is broken: delete the folder and run start.py again."
STOPPED = "Stopped before the set-up was whole. Run start.py again to finish it."
NO_RESULTS = (
    "Name the folder that `python3 start.py grade` made: it holds points.csv and gradebook.db."
)


# --- what the words after `start.py` ask for


def main(arguments):
    """Do what the words after `start.py` ask for; the answer is the exit code."""
    check_python(sys.version_info[:2])
    if arguments in (["-h"], ["--help"]):
        say(USAGE)
        return 0
    commands = {
        "test": run_tests,
        "mcp": prepare_mcp,
        "export": export,
        "site": build_site,
        "release": try_release,
        "grade": grade,
        "mark": mark,
        "slides": make_slides,
        "questions": questions,
    }
    if arguments and arguments[0] in commands:
        return commands[arguments[0]](arguments[1:])
    return open_lessons(arguments)


def check_python(version):
    """End with a sentence where Python is too old."""
    if version < OLDEST_PYTHON:
        sys.exit(
            "Briefing Room needs Python 3.11 or newer "
            f"and this is Python {version[0]}.{version[1]}: install a newer one from "
            "https://www.python.org/downloads/ and run start.py with it."
        )


def open_lessons(options):
    set_up("student")
    say("Opening JupyterLab. To stop it, press Ctrl-C in this window and answer y.")
    own = [
        f"--ServerApp.root_dir={ROOT}",
        f"--ServerApp.preferred_dir={ROOT}",  # whatever the computer's own settings say
        "--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb",
    ]
    return run(ROOT, "-m", "jupyterlab", *own, *options)


def run_tests(words):
    """Run a level of tests, files side by side; any other words go on to pytest."""
    level, rest = (words[0], words[1:]) if words and words[0] in LEVELS else ("full", words)
    set_up("release" if level == "release" else "test")
    if rest:
        side_by_side = []
    else:
        workers = str(1 + (os.cpu_count() or 1))  # one more, as browsers and kernels are waited for
        side_by_side = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    return run(ROOT, "-m", "pytest", *side_by_side, *LEVELS[level], *rest)


def prepare_mcp(words):
    """Bring what `briefingroom mcp` needs, and say what the assistant has to be told."""
    set_up("mcp")
    command = shutil.which("briefingroom", path=str(venv_python().parent))
    server = {"command": command, "args": ["mcp"]}
    say(json.dumps({"mcpServers": {"briefingroom": server}}, indent=2))
    return 0


def export(words):
    """Write the collection in the form of another program, with what that needs."""
    set_up("export")
    return run(Path.cwd(), "-m", "briefingroom.maintain.cli", "export", *words)


def build_site(words):
    """Build the website; the words go on to the module that does it."""
    set_up("site")
    return run(Path.cwd(), "-m", "briefingroom.site.build", *words)


def try_release(words):
    """Try all that a release needs; the words go on to the program that does it."""
    set_up("release")
    return run(ROOT, str(ROOT / "tests" / "project" / "release.py"), *words)


def grade(words):
    set_up("teach")
    return run(Path.cwd(), str(ROOT / "exercises" / "teaching" / "grade.py"), *words)


def mark(words):
    if not words or not Path(words[0], "gradebook.db").exists():
        sys.exit(NO_RESULTS)
    set_up("teach")
    return run(Path.cwd(), str(ROOT / "exercises" / "teaching" / "mark.py"), *words)


def make_slides(words):
    set_up("student")  # printing asks for more, and says so
    return run(Path.cwd(), str(ROOT / "exercises" / "teaching" / "slides.py"), *words)


def questions(words):
    set_up("teach")
    return run(Path.cwd(), str(ROOT / "exercises" / "teaching" / "questions.py"), *words)


# --- setting up


def set_up(packages):
    """Make .venv hold the packages to learn ("student"), or those of another of RISING."""
    if is_set_up(packages):
        return
    with one_set_up_at_a_time():
        if not is_set_up(packages):  # perhaps somebody else did it in the meantime
            bring(packages)


def is_set_up(packages):
    """Whether the stamp in .venv says that these packages, or more, are there."""
    enough = RISING[RISING.index(packages) :]
    return read_stamp() in [stamp_text(each) for each in enough]


def bring(packages):
    stamp = stamp_path()
    if read_stamp().split(b"\n")[0] == stamp_text(packages).split(b"\n")[0]:
        stamp.unlink()  # until the set-up is whole again
    else:
        make_venv()
    say("Installing the packages. The first time this takes some minutes.")
    install(packages)
    finish()
    stamp.write_bytes(stamp_text(packages))


def stamp_path():
    return ROOT / ".venv" / "briefing-room-stamp.txt"


def read_stamp():
    """What the stamp says; nothing, where there is none or the Python of .venv does not answer."""
    stamp = stamp_path()
    return stamp.read_bytes() if stamp.exists() and python_answers() else b""


def stamp_text(packages):
    """Two lines: what makes .venv useless when it changes, and what calls for other packages."""
    contents = [(ROOT / name).read_bytes() for name in ("requirements.txt", "pyproject.toml")]
    digest = hashlib.sha256(b"\0".join(contents)).hexdigest()
    python = f"Python {sys.version_info[0]}.{sys.version_info[1]} in "
    wanted = f"\n{packages} packages {digest}\n"
    # As bytes, the name of the folder is the same in every locale.
    return python.encode() + os.fsencode(str(ROOT)) + wanted.encode()


def make_venv():
    say("Making the folder .venv.")
    venv = ROOT / ".venv"
    venv.mkdir(exist_ok=True)  # fails with the reason, where this folder cannot be written to
    outside = python_outside()
    try:
        quietly("-m", "venv", "--clear", str(venv), python=outside)
    except subprocess.CalledProcessError as error:
        end_where_known(error)
        # Debian's Python may come without ensurepip; then the pip outside puts one inside.
        command = ("-m", "venv", "--clear", "--without-pip", str(venv))
        quietly(*command, python=outside, remedy=NO_FOLDER)
        command = ("-m", "pip", "--python", str(venv_python()), "install", "pip")
        variables = pip_environment(outside, remedy=NO_FOLDER)
        quietly(*command, python=outside, remedy=NO_FOLDER, variables=variables)


def install(packages):
    """Bring the packages, each file of which must have its hash, and then the library itself."""
    wanted = ROOT / ".venv" / "requirements.txt"
    wanted.write_text(requirements_for(packages), encoding="utf-8")
    variables = pip_environment(str(venv_python()), remedy=NO_PIP_SETTINGS)
    command = ("-m", "pip", "install", "--require-hashes", "-r", str(wanted))
    quietly(*command, remedy=NO_PACKAGES, variables=variables)
    # A folder has no hash, so it is installed apart, with what the first step brought.
    command = ("-m", "pip", "install", "--no-deps", "--no-build-isolation", "-e", ".")
    quietly(*command, remedy=NO_PACKAGES, variables=variables)
    link_library()


def requirements_for(packages):
    """The sections of requirements.txt down to the one for these packages."""
    text = (ROOT / "requirements.txt").read_text(encoding="utf-8")
    for beyond in RISING[RISING.index(packages) + 1 :]:
        text = text.split(f"# --- {beyond}\n")[0]
    return text


def link_library():
    """Tell the Python of .venv the way from its packages to lib/, in ASCII.

    pip writes the full name of the folder in UTF-8, and Python reads it in the encoding of the
    computer, also in UTF-8 mode: a name in other letters would lead nowhere or stop Python.
    """
    packages = sysconfig.get_path("purelib", "venv", vars={"base": str(ROOT / ".venv")})
    way = os.path.relpath(str(ROOT / "lib"), packages)
    for link in Path(packages).glob("*briefingroom*.pth"):
        link.write_text(f"{way}\n{IN_UTF8_MODE}\n", encoding="ascii")


def finish():
    """Try what was installed, list the fonts, and leave out what no reader of a lesson needs."""
    imports = "import briefingroom.errors, matplotlib.font_manager"
    quietly("-c", imports, remedy=BROKEN)
    quietly("-m", "jupyterlab.labextensions", "disable", *NOT_FOR_READERS, remedy=BROKEN)


@contextlib.contextmanager
def one_set_up_at_a_time():
    """Wait until no other start.py works on .venv. The system unlocks what a dead one locked."""
    with open(str(ROOT / "requirements.txt"), "r+b", buffering=0) as file:
        waits = False
        while not lock(file):
            if not waits:
                say("Another start.py is setting up this folder: waiting until it has ended.")
            waits = True
            time.sleep(0.5)
        yield


def lock(file):
    """Whether the lock on a file is ours now; where a disk knows no locks, we go without."""
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(2**30)  # a locked byte cannot be read, and beyond the end nobody reads
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        return error.errno not in (errno.EACCES, errno.EAGAIN, errno.EDEADLK)
    return True


# --- the environment of what is started


def venv_python():
    return ROOT / ".venv" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def python_outside():
    """The Python that .venv is made from; never that of .venv, which cannot remove itself."""
    if sys.prefix == sys.base_prefix:
        return sys.executable
    return getattr(sys, "_base_executable", sys.executable)


def python_answers():
    try:
        quietly("-c", "import pip")
    except (OSError, subprocess.CalledProcessError):
        return False
    return True


def environment(settings=None):
    """The user's environment as if .venv were active, without what would lead away from it."""
    kept = {name: value for name, value in os.environ.items() if is_kept(name)}
    settings = settings or settings_in_venv()
    places = {name: str(settings / folder) for name, folder in SETTINGS.items()}
    return dict(
        with_usable_proxies(kept),
        PATH=str(venv_python().parent) + os.pathsep + kept.get("PATH", os.defpath),
        VIRTUAL_ENV=str(ROOT / ".venv"),
        PYTHONUTF8="1" if folder_is_utf8() else "0",
        PIP_USER="0",
        PIP_DISABLE_PIP_VERSION_CHECK="1",
        JUPYTER_PREFER_ENV_PATH="1",
        **places,
    )


def is_kept(name):
    if name.startswith("PIP_"):
        return leads_to_packages(name[len("PIP_") :])
    return name in KEPT or not name.startswith(LEFT_OUT)


def leads_to_packages(option):
    """Whether an option of pip says how to reach packages: `proxy` does, `target` does not."""
    return not WAY_TO_PACKAGES.isdisjoint(re.split("[-_]", option.lower()))


def folder_is_utf8():
    """Whether the folder's name is in UTF-8; if not, only the locale can tell its letters.

    On Windows it always is, as Python sees it, and the local encoding would garble it.
    """
    try:
        os.fsencode(str(ROOT)).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def with_usable_proxies(variables):
    """The variables with proxies that pip and JupyterLab understand, and none for this computer."""
    proxies = [name for name in variables if name.lower() in PROXIES]
    if not proxies:
        return variables
    usable = dict(variables, **{name: usable_proxy(variables[name]) for name in proxies})
    exceptions = [usable.pop(name, "") for name in ("NO_PROXY", "no_proxy")]
    usable["no_proxy"] = ",".join(filter(None, [*exceptions, "localhost", "127.0.0.1"]))
    return usable


def usable_proxy(address):
    """A proxy as an http address; nothing, where it is a SOCKS proxy, which pip cannot use."""
    if address and "://" not in address:
        return "http://" + address
    return "" if address.lower().startswith("socks") else address


def pip_environment(python, remedy):
    """The environment for pip: of its settings files it gets the way to the packages only."""
    command = [python, "-m", "pip", "config", "list"]
    listing = checked(command, environment_for_pip_files(), remedy)
    settings = {"PIP_CONFIG_FILE": os.devnull}
    for section in ("global", "install"):  # the second overrules the first
        settings.update(way_to_packages(listing, section))
    return dict(with_usable_proxies(settings), **environment())


def environment_for_pip_files():
    """The environment in which pip lists its settings, in the encoding of their authors."""
    reading = dict(environment(), PYTHONIOENCODING="utf-8", PIP_QUIET="0", PIP_VERBOSE="0")
    del reading["PYTHONUTF8"]
    for name in ("PIP_CONFIG_FILE", "PYTHONUTF8"):
        if name in os.environ:
            reading[name] = os.environ[name]
    return reading


def way_to_packages(listing, section):
    """The options of one section of pip's settings that lead to packages, as variables."""
    lines = re.findall(rf"^{section}\.(\S+?)=(['\"].*['\"])\r?$", listing, re.MULTILINE)
    return {
        "PIP_" + option.upper().replace("-", "_"): ast.literal_eval(value)
        for option, value in lines
        if leads_to_packages(option)
    }


# --- where Jupyter, IPython and matplotlib keep their settings


def settings_in_venv():
    return ROOT / ".venv" / "settings"


@contextlib.contextmanager
def settings_folder():
    """A folder for settings: in .venv, or for this run only where that cannot keep a secret."""
    settings = settings_in_venv()
    if keeps_secrets(settings):
        yield settings
        return
    with tempfile.TemporaryDirectory(prefix="briefing-room-") as folder:
        yield Path(folder)


def keeps_secrets(folder):
    """Whether files can be made there that others cannot read: Jupyter refuses to work without."""
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=str(folder)) as file:
            others = os.stat(file.name).st_mode & 0o077
    except OSError:
        return False
    return os.name == "nt" or not others


# --- running and speaking


def quietly(*arguments, python=None, remedy=None, variables=None):
    """Run Python and show its words only where it fails and there is a remedy to name."""
    command = [python or str(venv_python()), *arguments]
    return checked(command, variables or environment(), remedy)


def checked(command, variables, remedy):
    """What a command says; where it fails, its words and the remedy that fits them are said."""
    try:
        done = subprocess.run(
            command,
            cwd=str(ROOT),
            env=variables,
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    except subprocess.CalledProcessError as error:
        if not remedy:
            raise
        end_where_known(error)
        say(words_of(error))
        sys.exit(remedy)
    return words_of(done)


def words_of(process):
    return process.stdout.decode("utf-8", "replace")


def end_where_known(error):
    """End with the remedy, where what went wrong is known."""
    words = words_of(error)
    remedy = remedy_for(words, None)
    if remedy:
        say(words)
        sys.exit(remedy)


def remedy_for(words, otherwise):
    """The sentence that helps where these words were said."""
    if disk_is_full():  # not every program says so
        return FULL_DISK
    fitting = [remedy for signs, remedy in REMEDIES if any(sign in words for sign in signs)]
    return fitting[0] if fitting else otherwise


def disk_is_full():
    folders = [str(ROOT)]
    with contextlib.suppress(OSError):  # there may be none that can be written to
        folders.append(tempfile.gettempdir())
    return any(shutil.disk_usage(folder).free < ALMOST_NOTHING for folder in folders)


def run(folder, *arguments):
    """Run the Python of .venv in a folder and in this window; the answer is its exit code."""
    command = [str(venv_python()), *arguments]
    with settings_folder() as settings:
        process = subprocess.Popen(command, cwd=str(folder), env=environment(settings))
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                pass  # the module got the Ctrl-C too, and ends in its own way


def say(words):
    """Print, also where the window cannot show every letter."""
    encoding = sys.stdout.encoding or "ascii"
    print(words.encode(encoding, "replace").decode(encoding), flush=True)


def start(arguments):
    """Do what is asked; where that fails or is interrupted, end with one sentence."""
    try:
        return main(arguments)
    except KeyboardInterrupt:
        sys.exit(STOPPED)
    except BrokenPipeError:  # nobody reads on, as in `python3 start.py --help | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:
        sys.exit(remedy_for(str(error), f"start.py cannot go on: {error}. {BROKEN}"))


if __name__ == "__main__":
    sys.exit(start(sys.argv[1:]))
