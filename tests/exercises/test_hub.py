"""A class on JupyterHub: copies that are opened, hand-ins that are collected, and the real hub with
the real proxy, behind whose wall two learners work.
"""

import ast
import asyncio
import contextlib
import importlib
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
HUB = ROOT / "exercises" / "teaching" / "hub"
SET = "03_reading_a_number"
OTHER_SET = "02_the_words_of_policy"


@pytest.fixture(scope="module")
def hub_kit(kit):
    """The modules of the hub that need no JupyterHub."""
    sys.path.insert(0, str(HUB))
    try:
        names = ("homes", "open_copies", "hand_out", "collect")
        return SimpleNamespace(**{name: importlib.import_module(name) for name in names})
    finally:
        sys.path.remove(str(HUB))


# --- names


def test_names_of_learners_stay_apart_and_inside(hub_kit):
    names = [
        "anna",
        "anna%",
        "anna/",
        "../anna",
        "..",
        ".",
        "a\n",
        "a\x1b[2J",
        "a\udcff",
        "王 小明",
    ]
    made = [hub_kit.homes.escaped(name) for name in names]
    assert len(set(made)) == len(names)
    for name in made:
        assert "/" not in name
        assert not name.startswith(".")
        assert name.isprintable()
    assert made[0] == "anna"
    assert made[-1] == "王 小明"


# --- copies


@pytest.fixture
def given(tmp_path, hub_kit):
    """A handout, a home, and a function that opens the copies and gives the troubles."""
    handout, home = tmp_path / "handout", tmp_path / "home"
    (handout / "exercises").mkdir(parents=True)
    home.mkdir()
    (handout / "exercises" / "one.ipynb").write_text("first", encoding="utf-8")
    (handout / "exercises" / ".two.ipynb").write_text("half a file", encoding="utf-8")
    opened = SimpleNamespace(handout=handout / "exercises", home=home / "exercises")
    opened.open = lambda: hub_kit.open_copies.open_copies(handout, home)
    assert opened.open() == []
    return opened


def test_copies_are_opened_and_hidden_files_are_not(given):
    assert [path.name for path in given.home.iterdir()] == ["one.ipynb"]
    assert (given.home / "one.ipynb").read_text(encoding="utf-8") == "first"


def test_a_changed_copy_stays_whatever_happens_to_the_handout(given):
    (given.home / "one.ipynb").write_text("my work", encoding="utf-8")
    for newer in ("second", "third"):
        (given.handout / "one.ipynb").write_text(newer, encoding="utf-8")
        assert given.open() == []
        assert (given.home / "one.ipynb").read_text(encoding="utf-8") == "my work"


def test_an_untouched_copy_becomes_the_new_one_and_a_new_handout_arrives(given):
    (given.handout / "one.ipynb").write_text("second", encoding="utf-8")
    (given.handout / "new.ipynb").write_text("new", encoding="utf-8")
    assert given.open() == []
    assert (given.home / "one.ipynb").read_text(encoding="utf-8") == "second"
    assert (given.home / "new.ipynb").read_text(encoding="utf-8") == "new"


def test_a_deleted_copy_comes_back(given):
    (given.home / "one.ipynb").unlink()
    assert given.open() == []
    assert (given.home / "one.ipynb").read_text(encoding="utf-8") == "first"


@pytest.mark.parametrize("record", ["", "[1]", "[" * 100_000, '{"exercises/one.ipynb": 7}'])
def test_with_a_spoilt_record_nothing_is_overwritten(given, hub_kit, record):
    (given.home.parent / hub_kit.open_copies.RECORD).write_text(record, encoding="utf-8")
    (given.handout / "one.ipynb").write_text("second", encoding="utf-8")
    given.open()
    assert (given.home / "one.ipynb").read_text(encoding="utf-8") == "first"


def test_what_cannot_be_copied_is_named_and_stops_nothing(given):
    (given.handout / "two").mkdir()
    (given.handout / "two" / "deep.ipynb").write_text("deep", encoding="utf-8")
    (given.handout / "zero.ipynb").write_text("zero", encoding="utf-8")
    (given.home / "two").write_text("a file of my own", encoding="utf-8")
    (trouble,) = given.open()
    assert trouble.startswith("exercises/two/deep.ipynb: ")
    assert (given.home / "zero.ipynb").exists()
    assert (given.home / "two").read_text(encoding="utf-8") == "a file of my own"


def test_a_folder_or_a_link_in_the_place_of_a_copy_stays(given, tmp_path):
    (given.home / "one.ipynb").unlink()
    (given.home / "one.ipynb").symlink_to(tmp_path / "nowhere")
    (given.handout / "two.ipynb").write_text("two", encoding="utf-8")
    (given.home / "two.ipynb").mkdir()
    assert given.open() == []
    assert (given.home / "one.ipynb").is_symlink()
    assert (given.home / "two.ipynb").is_dir()
    assert not (tmp_path / "nowhere").exists()


# --- what is handed out


@pytest.fixture
def state(tmp_path, hub_kit):
    """The folder of a hub whose handout is filled."""
    folder = tmp_path / "state"
    folder.mkdir()
    (folder / "homes").mkdir()
    hub_kit.hand_out.fill(folder, ROOT / "exercises")
    return folder


def test_lessons_and_sets_are_handed_out_and_no_solutions(state):
    handout = state / "handout"
    found = {path.relative_to(handout).as_posix() for path in handout.rglob("*.*")}
    lessons = {f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}
    sets = {f"exercises/{path.name}" for path in (ROOT / "exercises").glob("*.ipynb")}
    images = {f"notebooks/images/{path.name}" for path in (ROOT / "notebooks/images").iterdir()}
    assert len(lessons) > 10
    assert len(sets) > 10
    assert found == lessons | sets | images
    for path in (handout / "exercises").iterdir():
        assert "BEGIN SOLUTION" not in path.read_text(encoding="utf-8")


def test_the_record_keeps_what_was_once_given_out(state, hub_kit):
    before = hub_kit.hand_out.ever_given_out(state)
    path = state / "handout" / "exercises" / f"{SET}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][0]["source"] = "# Another title"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    hub_kit.hand_out.remember(state)
    assert before < hub_kit.hand_out.ever_given_out(state)


# --- what is collected


@pytest.fixture
def homes(state):
    """A function that makes a home with the sets as given out, and gives their folder."""

    def make(name):
        work = state / "homes" / name / "exercises"
        shutil.copytree(state / "handout" / "exercises", work)
        return work

    return make


def collected(hub_kit, state, into):
    return {taken.learner: taken for taken in hub_kit.collect.collect_class(state, into)}


def test_only_what_was_changed_is_collected(hub_kit, state, homes, handed_in, tmp_path):
    work = homes("anna")
    answered = handed_in(SET, q1="total = 1")
    (work / f"{SET}.ipynb").write_text(json.dumps(answered), encoding="utf-8")
    run_only = json.loads((work / f"{OTHER_SET}.ipynb").read_text(encoding="utf-8"))
    for cell in run_only["cells"]:
        if cell["cell_type"] == "code":
            cell |= {"execution_count": 7, "outputs": []}
    run_only["metadata"]["language_info"] = {"name": "python", "version": "3.99"}
    (work / f"{OTHER_SET}.ipynb").write_text(json.dumps(run_only), encoding="utf-8")
    found = collected(hub_kit, state, tmp_path / "in")
    assert found["anna"].notebooks == [f"{SET}.ipynb"]
    assert found["anna"].left == []
    (file,) = [path for path in (tmp_path / "in").rglob("*") if path.is_file()]
    assert file == tmp_path / "in" / "anna" / f"{SET}.ipynb"
    assert json.loads(file.read_text(encoding="utf-8")) == answered


def test_an_older_handout_that_nobody_touched_is_no_hand_in(hub_kit, state, homes, tmp_path):
    homes("anna")
    path = state / "handout" / "exercises" / f"{SET}.ipynb"
    hub_kit.hand_out.remember(state)
    path.write_text(path.read_text(encoding="utf-8").replace("#", "##", 1), encoding="utf-8")
    hub_kit.hand_out.remember(state)
    assert collected(hub_kit, state, tmp_path / "in")["anna"].notebooks == []


def test_a_newer_version_takes_the_place_of_the_older_one(hub_kit, state, homes, tmp_path):
    work = homes("anna")
    for text in ("no notebook", "still none"):
        (work / f"{SET}.ipynb").write_text(text, encoding="utf-8")
        collected(hub_kit, state, tmp_path / "in")
        kept = tmp_path / "in" / "anna" / f"{SET}.ipynb"
        assert kept.read_text(encoding="utf-8") == text
    assert len(list((tmp_path / "in" / "anna").iterdir())) == 1


def test_no_link_is_followed(hub_kit, state, homes, tmp_path):
    secret = tmp_path / "teacher.ipynb"
    secret.write_text("a secret", encoding="utf-8")
    other = homes("ben")
    (other / f"{SET}.ipynb").write_text("ben's work", encoding="utf-8")
    work = homes("anna")
    (work / "linked.ipynb").symlink_to(secret)
    (work / "other.ipynb").symlink_to(other / f"{SET}.ipynb")
    os.mkfifo(work / "pipe.ipynb")
    (work / "folder.ipynb").mkdir()
    (state / "homes" / "carl").mkdir()
    (state / "homes" / "carl" / "exercises").symlink_to(other)
    (state / "homes" / "dora").symlink_to(state / "homes" / "ben")
    found = collected(hub_kit, state, tmp_path / "in")
    assert [name for name, taken in found.items() if taken.notebooks] == ["ben"]
    assert len(found["anna"].left) == 4
    assert len(found["carl"].left) == len(found["dora"].left) == 1
    texts = [path.read_text(encoding="utf-8") for path in (tmp_path / "in").rglob("*.ipynb")]
    assert texts == ["ben's work"]


def test_sizes_and_numbers_are_limited(hub_kit, state, homes, tmp_path, monkeypatch):
    monkeypatch.setattr(hub_kit.collect, "LARGEST_NOTEBOOK", 10**6)
    monkeypatch.setattr(hub_kit.collect, "MOST_BYTES", 1_500_000)
    work = homes("anna")
    (work / "a.ipynb").write_bytes(b"x" * 900_000)
    (work / "b.ipynb").write_bytes(b"x" * 900_000)
    (work / "large.ipynb").write_bytes(b"x" * (10**6 + 1))
    (work / f"{'é' * 110}.ipynb").write_bytes(b"x")
    taken = collected(hub_kit, state, tmp_path / "in")["anna"]
    assert taken.notebooks == ["a.ipynb"]
    assert ["MB" in line or "name" in line for line in taken.left] == [True] * 3
    monkeypatch.setattr(hub_kit.collect, "MOST_NOTEBOOKS", 5)
    assert "more than 5" in collected(hub_kit, state, tmp_path / "in")["anna"].left[0]
    monkeypatch.setattr(hub_kit.collect, "MOST_FILES", 3)
    assert "more than 3" in collected(hub_kit, state, tmp_path / "in")["anna"].left[0]


def test_names_are_escaped_and_the_report_obeys_nothing(hub_kit, state, homes, tmp_path, capsys):
    work = homes("anna")
    (work / "a\nb\x1b[2J.ipynb").write_text("x", encoding="utf-8")
    (work / "练习.ipynb").write_text("y", encoding="utf-8")
    (work / "-rf c\x07.ipynb").symlink_to("nowhere")
    (work / ".hidden.ipynb").write_text("z", encoding="utf-8")
    hub_kit.collect.main([str(state), str(tmp_path / "in")])
    names = {path.name for path in (tmp_path / "in" / "anna").iterdir()}
    assert names == {"a%0Ab%1B%5B2J.ipynb", "练习.ipynb"}
    said = capsys.readouterr().out
    assert said.count("\n") == 3
    assert "\x1b" not in said
    assert "\x07" not in said
    assert "anna: 2 notebooks" in said


def test_grading_knows_whose_each_is(hub_kit, kit, state, homes, handed_in, tmp_path):
    """Also where a name looks like the number of a set, or was escaped."""
    text = json.dumps(handed_in(SET, q1="total = 1"))
    for learner in ("anna", "12", "week 3", "ben/x"):
        (homes(hub_kit.homes.escaped(learner)) / f"{SET}.ipynb").write_text(text, encoding="utf-8")
    collected(hub_kit, state, tmp_path / "in")
    found = kit.hand_ins.collect(tmp_path / "in")
    assert [hand_in.exercise for hand_in in found.hand_ins] == [SET] * 4
    assert {hand_in.owner for hand_in in found.hand_ins} == {
        "anna",
        "learner 12",
        "learner week 3",
        "ben/x",
    }
    assert {hand_in.student for hand_in in found.hand_ins} == {
        "anna",
        "learner-12",
        "learner-week-3",
        "ben-x",
    }
    assert found.left_aside == []


def test_a_folder_that_is_no_hub_is_refused(hub_kit, tmp_path, capsys):
    with pytest.raises(SystemExit):
        hub_kit.collect.main([str(tmp_path), str(tmp_path / "in")])
    assert "homes" in capsys.readouterr().err


# --- the page for the teacher, the unit and the values for a cluster

PAGE = (HUB / "README.md").read_text(encoding="utf-8")


def constants(name):
    """The constants of a module, which is not imported: it may need JupyterHub."""
    tree = ast.parse((HUB / name).read_text(encoding="utf-8"))
    values = {}
    for node in tree.body:
        match node:
            case ast.Assign([ast.Name(constant)], ast.Constant() | ast.BinOp() as value):
                code = compile(ast.Expression(value), name, "eval")
                with contextlib.suppress(NameError):  # of a folder that another line found
                    values[constant] = eval(code, {})
    return values


def test_the_page_says_the_limits_that_hold():
    wall, first = constants("bubblewrap_spawner.py"), constants("open_copies.py")
    settings = (HUB / "jupyterhub_config.py").read_text(encoding="utf-8")
    spawner = (HUB / "bubblewrap_spawner.py").read_text(encoding="utf-8")
    collecting = constants("collect.py")
    assert 'c.Spawner.mem_limit = "1G"' in settings
    assert "| memory of all processes | 1 GB:" in PAGE
    (processes,) = re.findall(r"process_limit = Integer\((\d+)", spawner)
    assert f"| processes and threads | {processes} |" in PAGE
    assert f"| one file | {first['FILE_LIMIT'] // 10**6} MB |" in PAGE
    memory = [wall[name] // 10**6 for name in ("SPACE_IN_MEMORY", "SHARED_MEMORY")]
    assert f"| {memory[0]} MB and {memory[1]} MB |" in PAGE
    assert constants("jupyterhub_config.py")["IDLE"] == 60 * 60
    assert "stops after an hour" in PAGE
    assert (
        f"a notebook has at most {collecting['LARGEST_NOTEBOOK'] // 10**6} MB, "
        f"a learner at most {collecting['MOST_NOTEBOOKS']} notebooks and "
        f"{collecting['MOST_BYTES'] // 10**6} MB"
    ) in PAGE


def test_a_hand_in_may_be_as_large_as_grading_takes_it(hub_kit, kit):
    assert hub_kit.collect.LARGEST_NOTEBOOK == kit.hand_ins.LARGEST


def measured(words):
    """The numbers of a sentence of the page, which is written with `#` in their places."""
    pattern = re.escape(words).replace(r"\#", r"([\d,.]+)")
    (found,) = re.findall(pattern, PAGE)
    numbers = [found] if isinstance(found, str) else found
    return [float(each.replace(",", "")) for each in numbers]


def test_the_figures_for_classes_follow_from_what_was_measured():
    (hub,) = measured("Hub, proxy and culler take # MB")
    (each,) = measured("a learner with one notebook open # MB")
    (further,) = measured("each further notebook # MB")
    rows = re.findall(r"^\| (\d+) \| ([\d.]+) GB \| ([\d.]+) GB \| (\d+) GB \|", PAGE, re.M)
    assert [int(row[0]) for row in rows] == [10, 30, 80]
    for learners, one, two, computer in rows:
        in_work = (hub + int(learners) * each) / 1000
        assert float(one) == round(in_work, 1)
        assert float(two) == round(in_work + int(learners) * further / 1000, 1)
        assert float(two) + 2 <= int(computer)
    (work,) = measured("took # seconds of one core for each learner")
    assert measured("keep two cores busy for # seconds") == [30 * work / 2]
    assert measured("need # seconds of one core at the worst") == [300 * work]
    (all_of_thirty,) = measured("30 learners: # MB in all")
    assert abs(all_of_thirty - (hub + 30 * each)) < 100
    given = [*(ROOT / "notebooks").glob("*.ipynb"), *(ROOT / "exercises").glob("*.ipynb")]
    given += (ROOT / "notebooks" / "images").iterdir()
    size = sum(path.stat().st_size for path in given) / 10**6
    (on_disk,) = measured("A home begins with # MB on disk")
    assert abs(on_disk - size) < 1.5


def test_the_values_for_a_cluster_are_those_of_the_page():
    values = yaml.safe_load((HUB / "kubernetes.yaml").read_text(encoding="utf-8"))
    learner = values["singleuser"]
    assert "UNTRIED" in (HUB / "kubernetes.yaml").read_text(encoding="utf-8")
    guaranteed = int(learner["memory"]["guarantee"].removesuffix("M"))
    assert learner["memory"]["limit"] == "1G"
    (each,) = measured("a learner with one notebook open # MB")
    assert each <= guaranteed
    said = measured("# learners × # MB = # GB, and # × # = # cores")
    people, memory, in_all, same, cores, cores_in_all = said
    assert people == same == 300
    assert memory == guaranteed
    assert in_all == round(people * memory / 1000, 1)
    assert cores == learner["cpu"]["guarantee"]
    assert cores_in_all == people * cores
    machines, size, its_cores = measured("# machines of # GB and # cores")
    assert machines * (size - 2) >= in_all
    assert machines * its_cores >= cores_in_all
    mount = learner["storage"]["homeMountPath"]
    assert mount.startswith("/home/jovyan/")
    links = re.findall(r"https://hub\.example\.org/hub/user-redirect/git-pull\?\S+", PAGE)
    assert links
    for link in links:
        query = parse_qs(urlsplit(link).query)
        assert {"repo", "urlpath", "targetPath", "branch"} == set(query)
        folder = mount.removeprefix("/home/jovyan/")
        assert query["targetPath"][0].startswith(f"{folder}/")
        path = query["urlpath"][0].removeprefix(f"lab/tree/{query['targetPath'][0]}/")
        assert (ROOT / path).exists(), path


def test_the_unit_uses_the_folders_of_the_page():
    unit = (HUB / "briefing-room-hub.service").read_text(encoding="utf-8")
    settings = dict(re.findall(r"^(\w+)=(.+)$", unit, re.M))
    config = settings["ExecStart"].split()[-1]
    assert f"`{config}`" in PAGE
    assert settings["ExecStart"].split()[0].startswith("/opt/briefing-room/.venv/bin/")
    assert f"/var/lib/{settings['StateDirectory']}" in PAGE
    assert settings["WorkingDirectory"] == f"/var/lib/{settings['StateDirectory']}"
    assert f"useradd --system --home-dir /var/lib/briefing-room {settings['User']}" in PAGE
    # These hide parts of /proc or forbid namespaces; then no wall can be made.
    spoil = "ProtectKernel|ProtectProc|ProcSubset|RestrictNamespaces|ProtectHostname|PrivateUsers"
    assert not re.search(rf"^({spoil})", unit, re.M)


def test_the_page_names_files_and_sections_that_are_there():
    for name in re.findall(r"\]\((?!http|#)([^)#\s]+)", PAGE):
        assert (HUB / name).exists(), name
    for name in re.findall(r"exercises/teaching/hub/([\w.-]+\.(?:py|service|yaml))", PAGE):
        assert (HUB / name).exists(), name
    headings = {
        re.sub(r"[^\w -]", "", h).strip().lower().replace(" ", "-")
        for h in re.findall(r"^##+ (.+)$", PAGE, re.M)
    }
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= headings
    assert "*When it does not start*" in (HUB / "bubblewrap_spawner.py").read_text("utf-8")
    assert "## When it does not start" in PAGE


def test_students_get_neither_hub_nor_nbgrader():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    assert extras["hub"] == ["jupyterhub", "jupyterhub-idle-culler"]
    assert not {*extras["hub"], "nbgrader"} & set(project["dependencies"])
    assert "nbgrader" not in "".join(re.findall(r"^sudo .*install.*$", PAGE, re.M))
    for name in extras["hub"]:
        assert name in PAGE


# --- the real hub

PASSED = "kept by anna"
# What a learner can see and do beyond the own home. Each name becomes a key of what is printed.
SPY = """
import json, os, pathlib, sys, urllib.error, urllib.request

def status(url, token=None):
    request = urllib.request.Request(url)
    if token:
        request.add_header("Authorization", f"token {{token}}")
    try:
        return urllib.request.urlopen(request, timeout=20).status
    except urllib.error.HTTPError as error:
        return error.code

def can_write(path):
    try:
        with open(path, "a"):
            return True
    except OSError:
        return False

def found(names):
    known = ("/proc", "/dev", "/usr", sys.prefix, sys.base_prefix)
    places = []
    for folder, folders, files in os.walk("/"):
        folders[:] = [each for each in folders if os.path.join(folder, each) not in known]
        places += [os.path.join(folder, each) for each in files if each in names]
    return places

processes = []
for path in pathlib.Path("/proc").glob("[0-9]*/cmdline"):
    processes.append(path.read_bytes().replace(bytes(1), b" ").decode())
from ipykernel.connect import get_connection_info
own = os.environ["JUPYTERHUB_API_TOKEN"]
print(json.dumps({{
    "homes": os.listdir("/home"),
    "files": sorted(os.listdir(os.path.expanduser("~"))),
    "state": os.path.exists({state!r}),
    "secrets": found({{"cookie_secret", "jupyterhub.sqlite", "mark.txt", "own_config.py"}}),
    "processes": processes,
    "environment": sorted(os.environ),
    "written": [place for place in {places!r} if can_write(place)],
    "connection": get_connection_info(unpack=True)["transport"],
    "teaching": os.path.exists({teaching!r}),
    "solutions": os.path.exists({solutions!r}),
    "other server": status({address!r} + "/user/" + {other!r} + "/api/contents", own),
    "all users": status({address!r} + "/hub/api/users", own),
    "other user": status({address!r} + "/hub/api/users/" + {other!r}, own),
    "own user": status({address!r} + "/hub/api/user", own),
    "proxy": status("http://127.0.0.1:{proxy_port}/api/routes"),
    "account": os.getuid(),
}}))
"""
ONE_TOO_LARGE = "kept = bytearray(2 * 2**30)"
ALL_TOO_LARGE = """
import subprocess, sys, time
child = "import time; kept = bytearray(b'x') * 300_000_000; time.sleep(60)"
children = [subprocess.Popen([sys.executable, "-c", child]) for _ in range(3)]
end = time.monotonic() + 50
while time.monotonic() < end and all(each.poll() is None for each in children):
    time.sleep(0.2)
print([each.poll() for each in children])
for each in children:
    each.kill()
    each.wait()
"""
BOMB = """
import os, time
started = []
try:
    for _ in range(1000):
        child = os.fork()
        if child == 0:
            time.sleep(60)
            os._exit(0)
        started.append(child)
except OSError as error:
    print(len(started), error.strerror)
for child in started:
    os.kill(child, 9)
    os.waitpid(child, 0)
"""
LARGE_FILE = """
try:
    with open("large.bin", "wb") as file:
        for _ in range(30):
            file.write(bytes(10_000_000))
except OSError as error:
    print(error.strerror)
import os
os.unlink("large.bin")
"""


@contextlib.contextmanager
def started_hub(hub_running, proxy, names, more=""):
    """A hub in a folder of its own; all that it started is gone afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="hub"))
    folder.chmod(0o755)
    hub = hub_running.Hub(folder, proxy, names, more)
    try:
        hub.hand_out()
        hub.start()
        yield hub
    finally:
        if hub.process:
            hub.end()
        shutil.rmtree(folder)


@pytest.fixture(scope="module")
def hub_running():
    return importlib.import_module("running_hub")


@pytest.fixture(scope="module")
def day(hub_running, hub_proxy, hub_kit, handed_in):
    """A day of two learners at a hub: what each found and did, before and after a restart."""
    names = ("anna", "ben")
    found = SimpleNamespace(names=names)
    with started_hub(hub_running, hub_proxy, names, 'c.Spawner.mem_limit = "700M"') as hub:
        found.signed_on = {
            (name, right): signs_on(hub, name, hub_running.PASSWORD if right else "a guess")
            for name, right in (("anna", True), ("anna", False), ("mallory", True))
        }
        learners = {name: hub_running.Learner(hub, name) for name in names}
        asyncio.run(first_half(found, hub, learners, handed_in))
        found.stopped_in = hub.stop()
        hand_out_anew(hub)
        hub.start()
        asyncio.run(second_half(found, learners))
        found.hand_ins = hub.state.parent / "in"
        found.taken = collected(hub_kit, hub.state, found.hand_ins)
        found.culled = asyncio.run(is_culled(hub, learners["ben"]))
        found.log = hub.log.read_text(encoding="utf-8")
        yield found


def signs_on(hub, name, password):
    """The address where somebody ends who signs on by the form of the page."""
    cookies = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    browser.open(f"{hub.address}/hub/login", timeout=30)
    words = {"username": name, "password": password}
    words["_xsrf"] = next(each.value for each in cookies if each.name == "_xsrf")
    try:
        form = urlencode(words).encode()
        with browser.open(f"{hub.address}/hub/login?next=/hub/token", form, 30) as page:
            return page.url.removeprefix(hub.address)
    except urllib.error.HTTPError as error:
        return error.code


async def first_half(found, hub, learners, handed_in):
    await asyncio.gather(*(learner.come() for learner in learners.values()))
    anna, ben = learners.values()
    kernel_of_ben = "import pathlib; pathlib.Path('mark.txt').write_text('of ben'); print('here')"
    assert await ben.run("a.ipynb", [kernel_of_ben]) == ["here\n"]
    found.spied = json.loads((await anna.run("b.ipynb", [spy(hub, "ben")]))[0])
    found.limits = await anna.run("c.ipynb", [ONE_TOO_LARGE, ALL_TOO_LARGE, LARGE_FILE])
    found.bomb = await anna.run("d.ipynb", [BOMB])
    await anna.write(f"exercises/{SET}.ipynb", handed_in(SET, q1=f"total = 1  # {PASSED}"))
    await ben.run("a.ipynb", [ben_plays()])


def spy(hub, other):
    teaching = ROOT / "exercises" / "teaching"
    return SPY.format(
        state=str(hub.state),
        places=[
            "/handout/new.txt",
            "/etc/passwd",
            "/usr/new",
            f"{sys.prefix}/new",
            "/new",
            "/tmp/a",
        ],
        teaching=str(teaching / "source"),
        solutions=str(ROOT / "exercises" / "solutions"),
        address=hub.address,
        other=other,
        proxy_port=hub.ports[2],
    )


def ben_plays():
    """Ben deletes a lesson, changes another, and lays links."""
    return (
        "import os\n"
        "os.unlink('notebooks/01_anatomy_of_a_briefing.ipynb')\n"
        "open('notebooks/02_the_words_of_policy.ipynb', 'w').write('changed by ben')\n"
        f"os.symlink('/home/learner/../anna/exercises/{SET}.ipynb', 'exercises/x.ipynb')\n"
        "os.symlink('/etc/passwd', 'exercises/y.ipynb')\n"
    )


def hand_out_anew(hub):
    """A new handout, and newer versions of two that are given out already."""
    (hub.state / "handout" / "week_2.txt").write_text("new", encoding="utf-8")
    for name in ("02_the_words_of_policy", "03_reading_a_number"):
        path = hub.state / "handout" / "notebooks" / f"{name}.ipynb"
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["metadata"]["newer"] = True
        path.write_text(json.dumps(notebook), encoding="utf-8")
    hub.own_all()


async def second_half(found, learners):
    await asyncio.gather(*(learner.come() for learner in learners.values()))
    anna, ben = learners.values()
    found.kept = json.dumps(await anna.read(f"exercises/{SET}.ipynb"))
    found.of_anna = {entry["name"] for entry in await anna.read("")}
    look = (
        "import os, json\n"
        "newer = ['\"newer\": true' in open(f'notebooks/{name}.ipynb').read() for name in"
        " ('02_the_words_of_policy', '03_reading_a_number')]\n"
        "print(json.dumps([os.path.exists('notebooks/01_anatomy_of_a_briefing.ipynb'),"
        " open('notebooks/02_the_words_of_policy.ipynb').read()[:20], newer,"
        " open('mark.txt').read()]))"
    )
    found.of_ben = json.loads((await ben.run("a.ipynb", [look]))[0])


async def is_culled(hub, learner):
    """Whether the culler, with the rights that the hub gave it, stops a server that is idle."""
    culler = next(each for each in hub.family() if "jupyterhub_idle_culler" in each.cmdline())
    command = [sys.executable, "-m", "jupyterhub_idle_culler", "--timeout=1", "--cull-every=1"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(command, env=culler.environ(), **quiet)
    try:
        for _ in range(80):
            if not await learner.is_here():
                return True
            await asyncio.sleep(0.5)
    finally:
        process.kill()
        process.wait()
    return False


real_hub = pytest.mark.release  # it is installed by npm, and five of its servers run


@real_hub
def test_only_who_is_on_the_list_and_knows_the_password_signs_on(day):
    assert day.signed_on == {
        ("anna", True): "/hub/token",
        ("anna", False): 403,
        ("mallory", True): 403,
    }


@real_hub
def test_each_sees_the_own_home_only(day):
    assert day.spied["homes"] == ["learner"]
    assert {"exercises", "notebooks"} <= set(day.spied["files"])
    assert "mark.txt" not in day.spied["files"]
    assert day.spied["state"] is False
    assert day.spied["secrets"] == []
    assert day.spied["teaching"] is day.spied["solutions"] is False
    assert day.of_ben[3] == "of ben"


@real_hub
def test_no_process_of_others_and_no_secret_of_the_hub_is_seen(day):
    assert any("ipykernel_launcher" in each for each in day.spied["processes"])
    assert any("singleuser" in each for each in day.spied["processes"])
    assert not [
        each for each in day.spied["processes"] if re.search("proxy|culler|own_config", each)
    ]
    assert sum("singleuser" in each for each in day.spied["processes"]) <= 2
    assert "JUPYTERHUB_API_TOKEN" in day.spied["environment"]
    assert "CONFIGPROXY_AUTH_TOKEN" not in day.spied["environment"]
    assert "STATE_DIRECTORY" not in day.spied["environment"]


@real_hub
def test_what_is_there_to_read_cannot_be_written(day):
    assert day.spied["written"] == ["/tmp/a"]
    assert day.spied["account"] == 1000


@real_hub
def test_servers_of_others_hub_and_proxy_answer_a_learner_nothing(day):
    assert day.spied["own user"] == 200
    assert day.spied["other server"] == 403
    assert day.spied["all users"] == 403
    assert day.spied["other user"] in (403, 404)
    assert day.spied["proxy"] == 403


@real_hub
def test_kernels_speak_over_sockets_of_files(day):
    assert day.spied["connection"] == "ipc"


@real_hub
def test_memory_processes_and_files_are_limited(day):
    one, all_of_them, file = day.limits
    assert one == "MemoryError"
    assert "-9" in all_of_them
    assert file.strip() == "File too large"
    started, reason = day.bomb[0].split(maxsplit=1)
    assert 10 < int(started) < 150
    assert "temporarily unavailable" in reason


@real_hub
def test_work_is_kept_over_a_restart_and_handouts_arrive(day):
    assert PASSED in day.kept
    assert "week_2.txt" in day.of_anna
    is_back, changed, newer, _ = day.of_ben
    assert is_back is True
    assert changed == "changed by ben"
    assert newer == [False, True]


@real_hub
def test_the_hand_ins_of_the_class_are_collected_for_grading(day, kit):
    assert day.taken["anna"].notebooks == [f"{SET}.ipynb"]
    assert day.taken["ben"].notebooks == []
    assert len(day.taken["ben"].left) == 2
    (hand_in,) = kit.hand_ins.collect(day.hand_ins).hand_ins
    assert (hand_in.student, hand_in.exercise, hand_in.trouble) == ("anna", SET, "")
    assert PASSED in hand_in.path.read_text(encoding="utf-8")


@real_hub
def test_the_culler_may_stop_what_is_idle(day):
    assert day.culled
    assert not re.search(r"40[134] \w+ /hub/api.*idle-culler@", day.log)


@real_hub
def test_the_hub_stops_within_what_systemd_waits(day):
    unit = (HUB / "briefing-room-hub.service").read_text(encoding="utf-8")
    (seconds,) = re.findall(r"^TimeoutStopSec=(\d+)$", unit, re.M)
    assert day.stopped_in < int(seconds)


@pytest.mark.release
def test_thirty_who_come_at_once_all_work(hub_running, hub_proxy):
    names = [f"learner{number}" for number in range(30)]
    with started_hub(hub_running, hub_proxy, names, hub_running.PATIENT) as hub:
        came_of, seconds, _, servers = hub_running.measure_class(hub)
    print(f"{seconds:.0f} s, {servers / len(names) / 10**6:.0f} MB a learner")
    assert came_of == [0] * len(names)
    assert servers < 30 * 400 * 10**6
