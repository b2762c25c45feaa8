"""Settings from outside, in variables and in the user's home, do not lead start.py astray."""

import importlib.util
import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ASTRAY = """
    CONDA_PREFIX IPYTHONDIR JPY_PARENT_PID JUPYTERLAB_DIR JUPYTERLAB_SETTINGS_DIR
    JUPYTERLAB_WORKSPACES_DIR JUPYTER_CONFIG_DIR JUPYTER_CONFIG_PATH JUPYTER_DATA_DIR
    JUPYTER_NO_CONFIG JUPYTER_PATH JUPYTER_PLATFORM_DIRS JUPYTER_PORT JUPYTER_RUNTIME_DIR
    JUPYTER_TOKEN MATPLOTLIBRC MPLBACKEND MPLCONFIGDIR PANDAS_FUTURE_INFER_STRING
    PIP_BUILD_CONSTRAINT PIP_CONFIG_FILE PIP_CONSTRAINT PIP_DRY_RUN PIP_IGNORE_INSTALLED
    PIP_NO_BINARY PIP_NO_BUILD_ISOLATION PIP_NO_DEPS PIP_PLATFORM PIP_PREFIX PIP_PYTHON
    PIP_PYTHON_VERSION PIP_REQUIREMENT PIP_REQUIRE_HASHES PIP_REQUIRE_VIRTUALENV PIP_ROOT
    PIP_TARGET PIP_UPLOADED_PRIOR_TO PYTEST_ADDOPTS PYTEST_DISABLE_PLUGIN_AUTOLOAD
    PYTHONCASEOK PYTHONDEVMODE PYTHONHOME PYTHONINSPECT PYTHONIOENCODING
    PYTHONLEGACYWINDOWSFSENCODING PYTHONOPTIMIZE PYTHONPATH PYTHONPLATLIBDIR PYTHONSAFEPATH
    PYTHONSTARTUP PYTHONUSERBASE PYTHONWARNINGS PYTHON_GIL VIRTUAL_ENV_PROMPT
    __PYVENV_LAUNCHER__
""".split()
OWN = {"IPYTHONDIR", "JUPYTER_CONFIG_DIR", "JUPYTER_DATA_DIR", "MPLCONFIGDIR"}
# Another test sees to it that no file names the option for an address; this one has to.
INDEX = "-".join(["index", "url"])
WAY_TO_PACKAGES = """
    PIP_CACHE_DIR PIP_CERT PIP_CLIENT_CERT PIP_DEFAULT_TIMEOUT PIP_FIND_LINKS PIP_KEYRING_PROVIDER
    PIP_NO_INDEX PIP_PROXY PIP_RETRIES PIP_TIMEOUT PIP_TRUSTED_HOST PIP_USE_FEATURE
    REQUESTS_CA_BUNDLE SSL_CERT_FILE
""".split()


@pytest.fixture
def start(tmp_path, monkeypatch):
    """start.py, loaded as if it stood in an empty project with a folder .venv."""
    spec = importlib.util.spec_from_file_location("start_with_settings", ROOT / "start.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    folder = tmp_path / "project"
    (folder / ".venv").mkdir(parents=True)
    monkeypatch.setattr(module, "ROOT", folder)
    return module


def variable(option):
    return "PIP_" + option.upper().replace("-", "_")


# --- what is left out and what is kept


@pytest.mark.parametrize("name", sorted(ASTRAY))
def test_a_variable_that_leads_astray_is_left_out(start, monkeypatch, name):
    monkeypatch.setenv(name, "astray")
    assert start.environment().get(name, "") != "astray"
    assert name in OWN or name not in start.environment()


@pytest.mark.parametrize("name", sorted(OWN))
def test_settings_of_programs_are_kept_in_venv(start, name):
    assert Path(start.environment()[name]).is_relative_to(start.ROOT / ".venv")


@pytest.mark.parametrize(
    "name", sorted([*WAY_TO_PACKAGES, variable(INDEX), variable(f"extra-{INDEX}")])
)
def test_the_way_to_the_packages_is_the_users_own(start, monkeypatch, name):
    monkeypatch.setenv(name, "http://the.way")
    assert start.environment()[name] == "http://the.way"


@pytest.mark.parametrize(
    "given, used",
    [
        ("socks5://proxy.example:1080", ""),
        ("SOCKS5H://proxy.example:1080", ""),
        ("proxy.example:8080", "http://proxy.example:8080"),
        ("me:secret@proxy.example:8080", "http://me:secret@proxy.example:8080"),
        ("http://proxy.example:8080", "http://proxy.example:8080"),
        ("", ""),
    ],
)
@pytest.mark.parametrize("name", ["ALL_PROXY", "http_proxy", "HTTPS_PROXY", "PIP_PROXY"])
def test_a_proxy_is_one_that_pip_understands(start, monkeypatch, name, given, used):
    monkeypatch.setenv(name, given)
    assert start.environment()[name] == used


def test_no_proxy_stands_between_this_computer_and_itself(start, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://proxy.example")
    monkeypatch.setenv("NO_PROXY", "intranet.example")
    monkeypatch.delenv("no_proxy", raising=False)
    exceptions = start.environment()["no_proxy"].split(",")
    assert exceptions == ["intranet.example", "localhost", "127.0.0.1"]


def test_without_a_proxy_in_variables_the_systems_own_proxy_stays_in_use(start, monkeypatch):
    for name in ("ALL_PROXY", "HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "PIP_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    names = {name.lower() for name in start.environment()}
    assert "no_proxy" not in names


# --- pip's own files

LISTING = f"""\
global.{INDEX}='https://packages.example/a b'
global.extra-{INDEX}='\\nhttps://one.example\\nhttps://two.example'
global.proxy='proxy.example:8080'
global.target='/elsewhere'
global.no-deps='true'
install.timeout="it's 60"
install.prefix='/elsewhere'
:env:.{INDEX}='https://other.example'
download.retries='3'
"""


@pytest.fixture
def pip_says(start, monkeypatch):
    """Puts words into the mouth of pip, and gives the environment in which it spoke."""
    heard = {}

    def put(listing):
        def run(command, env, **options):
            heard.update(env)
            return subprocess.CompletedProcess(command, 0, stdout=listing.encode())

        monkeypatch.setattr(start.subprocess, "run", run)
        return heard

    return put


def test_of_pips_files_the_way_to_the_packages_is_taken_and_nothing_else(
    start, pip_says, monkeypatch
):
    for name in [name for name in os.environ if name.startswith("PIP_")]:
        monkeypatch.delenv(name)
    pip_says(LISTING)
    found = start.pip_environment("python", "")
    pip = {name: value for name, value in found.items() if name.startswith("PIP_")}
    assert pip == {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "PIP_USER": "0",
        variable(INDEX): "https://packages.example/a b",
        variable(f"extra-{INDEX}"): "\nhttps://one.example\nhttps://two.example",
        "PIP_PROXY": "http://proxy.example:8080",
        "PIP_TIMEOUT": "it's 60",
    }


def test_a_variable_overrules_pips_files(start, pip_says, monkeypatch):
    monkeypatch.setenv(variable(INDEX), "https://mine.example")
    pip_says(LISTING)
    assert start.pip_environment("python", "")[variable(INDEX)] == "https://mine.example"


def test_pip_reads_the_file_that_the_user_names_in_the_users_encoding(start, pip_says, monkeypatch):
    monkeypatch.setenv("PIP_CONFIG_FILE", "mine.conf")
    monkeypatch.delenv("PYTHONUTF8", raising=False)
    heard = pip_says("")
    start.pip_environment("python", "")
    assert heard["PIP_CONFIG_FILE"] == "mine.conf"
    assert "PYTHONUTF8" not in heard


PIP_FILE = """\
[global]
target = {elsewhere}/target
no-deps = true
user = true
require-virtualenv = true
quiet = 3
no-build-isolation = true
platform = none
log = {elsewhere}/log/log.txt
[install]
prefix = {elsewhere}/prefix
root = {elsewhere}/root
require-hashes = true
ignore-installed = true
no-binary = :all:
dry-run = true
constraint = {elsewhere}/none.txt
"""


def test_packages_go_into_venv_whatever_pip_was_told(make_small_project, tmp_path, report):
    home, elsewhere = tmp_path / "home", tmp_path / "elsewhere"
    elsewhere.mkdir()
    settings = home / ".config" / "pip" / "pip.conf"
    settings.parent.mkdir(parents=True)
    settings.write_text(PIP_FILE.format(elsewhere=elsewhere), encoding="utf-8")
    project = make_small_project(tmp_path / "project")
    astray = {name: str(elsewhere / "astray") for name in ("PIP_TARGET", "PIP_PREFIX", "PIP_ROOT")}
    more = {"PIP_CONFIG_FILE": str(settings), "PYTHONWARNINGS": "error", "PIP_NO_DEPS": "1"}
    words = project.start(HOME=str(home), USERPROFILE=str(home), **astray, **more)
    assert report(words)["library"]
    assert report(words)["prefix"] == str(project.folder / ".venv")
    left = [path.relative_to(tmp_path) for path in elsewhere.rglob("*") if path.is_file()]
    assert [path for path in left if path.name != "log.txt"] == []
    assert ".local" not in {path.name for path in home.iterdir()}


# --- JupyterLab, the lessons and their pictures

LOST = "raise SystemExit('led astray')"
FOREIGN_KERNEL = {"argv": ["false", "{connection_file}"], "display_name": "F", "language": "python"}
SERVER_SETTINGS = {"ServerApp": {"preferred_dir": "/", "open_browser": True, "port": 1}}


@pytest.fixture
def hostile_home(tmp_path, monkeypatch):
    """A home full of settings for something else, and variables that lead there."""
    home = tmp_path / "home"
    files = {
        ".jupyter/jupyter_server_config.json": json.dumps(SERVER_SETTINGS),
        ".jupyter/jupyter_lab_config.py": LOST,
        ".jupyter/jupyter_server_config.py": LOST,
        ".local/share/jupyter/kernels/python3/kernel.json": json.dumps(FOREIGN_KERNEL),
        ".ipython/profile_default/startup/first.py": LOST,
        ".ipython/profile_default/ipython_config.py": LOST,
        ".ipython/profile_default/ipython_kernel_config.py": LOST,
        ".config/matplotlib/matplotlibrc": "backend: no_such_backend\n",
        "modules/json.py": LOST,
        "modules/sitecustomize.py": LOST,
    }
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)
    variables = {
        "HOME": home,
        "USERPROFILE": home,
        "JUPYTER_PATH": home / ".local/share/jupyter",
        "JUPYTER_DATA_DIR": home / ".local/share/jupyter",
        "JUPYTER_CONFIG_DIR": home / ".jupyter",
        "JUPYTER_CONFIG_PATH": home / ".jupyter",
        "JUPYTERLAB_DIR": home,
        "JUPYTER_TOKEN": "another",
        "IPYTHONDIR": home / ".ipython",
        "MPLBACKEND": "TkAgg",
        "MPLCONFIGDIR": home / ".config/matplotlib",
        "MATPLOTLIBRC": home / ".config/matplotlib/matplotlibrc",
        "PYTHONPATH": home / "modules",
        "PYTHONSAFEPATH": "1",
        "PYTHONOPTIMIZE": "2",
        "PYTHONWARNINGS": "error",
        "ALL_PROXY": "socks5://127.0.0.1:9",
        "HTTP_PROXY": "127.0.0.1:9",
        "https_proxy": "127.0.0.1:9",
    }
    for name, value in variables.items():
        monkeypatch.setenv(name, str(value))
    return home


LESSON = """\
import sys
import nbformat
from nbclient import NotebookClient

cells = [
    "import briefingroom as br; br.plot_series('5g_base_stations');",
    "assert False, 'checks are at work'",
]
notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
NotebookClient(notebook, kernel_name="python3", allow_errors=True).execute()
for cell in notebook.cells:
    for output in cell.outputs:
        data = output.get("data", {})
        drawn = "image/png" in data or "data:image/png" in data.get("text/html", "")
        print(output.get("ename"), "image/png" if drawn else "")
"""


def test_a_lesson_draws_its_pictures_and_checks_its_answers_under_foreign_settings(
    start, hostile_home
):
    with start.settings_folder() as settings:
        environment = start.environment(settings)
    done = subprocess.run(
        [sys.executable, "-c", LESSON], env=environment, capture_output=True, text=True, timeout=120
    )
    said = done.stdout.splitlines()
    assert any("image/png" in line for line in said), done.stdout + done.stderr
    assert any("AssertionError" in line for line in said), done.stdout + done.stderr


@pytest.fixture
def unwritable_home(tmp_path, monkeypatch):
    """A home in which nobody can write, not even root, because it is a file."""
    home = tmp_path / "home"
    home.write_text("")
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture(params=["hostile_home", pytest.param("unwritable_home", marks=pytest.mark.release)])
def lab(request, start, monkeypatch):
    """A function that asks a JupyterLab, which start.py began for a user with a difficult home."""
    request.getfixturevalue(request.param)
    asked = []
    monkeypatch.setattr(start, "run", lambda folder, *words: asked.extend(words))
    monkeypatch.setattr(start, "set_up", lambda section: None)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    shutil.copytree(ROOT / "notebooks", start.ROOT / "notebooks")
    options = ["--no-browser", f"--port={port}", "--allow-root", "--IdentityProvider.token=t"]
    start.open_lessons(options)
    with start.settings_folder() as settings:
        process = subprocess.Popen(
            [sys.executable, *asked],
            cwd=start.ROOT,
            env=start.environment(settings),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))

    def ask(path):
        for _ in range(150):
            if process.poll() is not None:
                break
            try:
                with opener.open(f"http://127.0.0.1:{port}{path}?token=t") as answer:
                    return answer.geturl(), answer.read()
            except urllib.error.HTTPError as error:
                return error.code, error.read()
            except OSError:
                time.sleep(0.2)
        process.kill()
        pytest.fail(process.communicate()[0].decode("utf-8", "replace"))

    yield ask
    process.terminate()
    process.communicate(timeout=20)


def test_jupyterlab_opens_the_lessons_with_our_kernel_whatever_is_in_the_home(lab):
    address, page = lab("/")
    assert "/lab/tree/notebooks/00_start_here.ipynb" in str(address)
    assert b"jupyter-config-data" in page
    settings = json.loads(
        page.split(b'id="jupyter-config-data"')[1].split(b">", 1)[1].split(b"<")[0]
    )
    assert settings["preferredPath"] in ("", "/")
    specs = json.loads(lab("/api/kernelspecs")[1])
    assert specs["kernelspecs"]["python3"]["spec"]["argv"][0] != "false"
    assert json.loads(lab("/api/contents/notebooks/00_start_here.ipynb")[1])["type"] == "notebook"
