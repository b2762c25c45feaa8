"""Hand-ins that attack: each tries to get out of its wall, to see past it, or to take more than its
share.
"""

import json
import os
import stat
import subprocess
import sys
import time

import pytest

SET = "01_anatomy_of_a_briefing"
SECRET = "teachers-secret-4711"
TASKS_POINTS = 11  # of the checks

LINKS = """
import os, pathlib
for name in ("a.txt", "{set}.ipynb", "notebook.ipynb", "answer.json"):
    os.symlink({teacher!r}, name)
os.symlink("/dev/zero", "endless.bin")
for place in ({course!r}, {teacher!r}, "/proc/1/root", "/proc/1/cwd"):
    print(place, os.path.exists(place))
"""
SPY = """
import os, pathlib
seen = [str(dict(os.environ))]
for path in ("/proc/1/environ", "/proc/self/environ", "/proc/mounts", "/proc/self/mountinfo",
             "/proc/cmdline", "/etc/passwd", "/etc/hostname", "/sys/class/net"):
    try:
        seen.append(pathlib.Path(path).read_text())
    except OSError as error:
        print(path, type(error).__name__)
print("SEEN", seen, os.uname().nodename, os.listdir("/"), os.getuid(), os.getgroups())
"""
BREAKOUT = """
import ctypes, os
c = ctypes.CDLL(None, use_errno=True)
def tried(name, *arguments):
    ctypes.set_errno(0)
    result = getattr(c, name)(*arguments)
    print(name, "WORKED" if result != -1 else os.strerror(ctypes.get_errno()))
tried("mount", b"none", b"/tmp", b"tmpfs", 0, None)
tried("mount", None, b"/", None, 32 | 4096, None)
tried("umount2", b"/usr", 2)
tried("unshare", 0x10000000)
tried("unshare", 0x00020000)
tried("setns", 0, 0)
tried("chroot", b"/tmp")
tried("ptrace", 16, os.getppid(), 0, 0)
tried("memfd_create", b"x", 0)
tried("shmget", 0, 4096, 0o1600)
tried("syscall", 250, 0, 0)
tried("setuid", 0)
for place in ("/owned", "/dev/owned", "/usr/owned", "/dev/shm/owned"):
    try:
        open(place, "w").close()
        print(place, "WORKED")
    except OSError as error:
        print(place, error.strerror)
"""
BOMB = """
import os, time
started = 0
try:
    for _ in range(1000):
        if os.fork() == 0:
            time.sleep(30)
            os._exit(0)
        started += 1
except OSError as error:
    print("REFUSED after", started, error.strerror)
"""
HOARD = """
import subprocess, sys, time
child = "import time; kept = b'x' * 150_000_000; time.sleep(30)"
children = [subprocess.Popen([sys.executable, "-c", child]) for _ in range(6)]
time.sleep(12)
"""
BIG_FILES = """
written = 0
try:
    for number in range(100):
        with open(f"/tmp/big{number}", "wb") as file:
            written += file.write(b"x" * 20_000_000)
except OSError as error:
    print("REFUSED at", written, error.strerror)
import os
for number in range(100):
    if os.path.exists(f"/tmp/big{number}"):
        os.unlink(f"/tmp/big{number}")
"""
MANY_FILES = """
import time
for number in range(20_000):
    open(f"/tmp/file{number}", "w").close()
time.sleep(12)
"""
FLOOD = """
import os
for _ in range(3_000):
    print("flood" * 1000)
    os.write(1, b"flood" * 1000)
    os.write(2, b"flood" * 1000)
"""
# Everything that has ever shown a hidden check: the history, hooks, frames, errors of its own.
LEAK = """
import builtins, inspect, sys
ip = get_ipython()
ip.events.register("pre_run_cell", lambda info: print("LEAK", info.raw_cell))
ip.events.register("post_run_cell", lambda result: print("LEAK", result.info.raw_cell))
class Leak:
    def visit(self, tree):
        import ast
        print("LEAK", ast.unparse(tree))
        return tree
ip.ast_transformers.append(Leak())
def journalists_share(briefing):
    frames = "".join(str(frame.frame.f_code.co_consts) for frame in inspect.stack())
    print("LEAK", frames, In[-2:], "".join(ip.history_manager.input_hist_raw))
    raise practice.NotYet("LEAK " + frames + ip.history_manager.input_hist_raw[-1])
"""
LATE_LEAK = "\nprint('LEAK', In[-2], In[-3], _ih, _i, _ii)"
ESSAY_AS_CODE = (
    """<script>alert('essay')</script><img src=x onerror="alert('essay')"> five exchanges"""
)
DISPLAYS = """
from IPython.display import HTML, Javascript, Markdown, SVG, display
display(HTML("<script>alert(4)</script>"), Javascript("alert(5)"))
display(Markdown("<img src=x onerror=alert(6)>"))
display({"image/png": '"><script>alert(7)</script>'}, raw=True)
display({"image/svg+xml": "<svg onload=alert(8)>"}, raw=True)
print("</pre><script>alert(9)</script>")
"""


@pytest.fixture(scope="module")
def teacher(tmp_path_factory):
    """A file of the teacher that no hand-in may read or change."""
    path = tmp_path_factory.mktemp("teacher") / "private.txt"
    path.write_text(SECRET, encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture(scope="module")
def attacked(kit, wall_here, handed_in, solved, teacher, tmp_path_factory):
    """The folder of results after a class of attackers was graded, and the rows of its table by
    student.
    """
    folder = tmp_path_factory.mktemp("attack") / "class"
    course = folder.with_name("class-graded")
    folder.mkdir()
    attacks = {
        "links": LINKS.format(set=SET, teacher=str(teacher), course=str(course)),
        "spy": SPY,
        "breakout": BREAKOUT,
        "bomb": BOMB,
        "hoard": HOARD,
        "bigfiles": BIG_FILES,
        "manyfiles": MANY_FILES,
        "flood": FLOOD,
        "displays": DISPLAYS,
        "leak": "",
        "essay": "",
        "honest": "",
    }
    for name, attack in attacks.items():
        notebook = handed_in(SET, **solved(SET))
        cells = {cell["id"]: cell for cell in notebook["cells"]}
        cells["q1"]["source"] += attack
        if name == "leak":
            cells["q2"]["source"] += LEAK
            cells["q5"]["source"] += LATE_LEAK
        if name == "essay":
            cells["q5-essay"] |= {"cell_type": "code", "outputs": [], "execution_count": None}
            cells["q5-essay"]["source"] = ESSAY_AS_CODE
        text = json.dumps(notebook)
        (folder / f"{name}_{SET}.ipynb").write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEACHERS_TOKEN", SECRET)
        patch.setattr(kit.running, "MEMORY_IN_ALL", 600 * 10**6)
        limits = kit.running.Limits(cell_seconds=13, seconds=45)
        rows = kit.class_run.grade_folder(folder, course, limits=limits)
    return course, {row.student: row for row in rows}


def output_of(course, student, id="q1"):
    """What a cell of a graded hand-in put out, as text."""
    path = course / "autograded" / student / SET / f"{SET}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(
        cell
        for cell in notebook["cells"]
        if cell["metadata"].get("nbgrader", {}).get("grade_id") == id
    )
    return "".join("".join(output.get("text", "")) for output in cell["outputs"])


def page_of(course, student):
    return (course / "feedback" / student / SET / f"{SET}.html").read_text(encoding="utf-8")


def test_nobody_loses_a_point_by_what_others_do(attacked):
    _, rows = attacked
    stopped = {student for student, row in rows.items() if row.state == "not graded"}
    assert stopped == {"hoard", "manyfiles"}
    full = {student for student, row in rows.items() if row.checks == TASKS_POINTS}
    assert full >= {"honest", "links", "spy", "breakout", "bomb", "bigfiles", "flood", "displays"}


def test_links_lead_nowhere_and_nothing_but_output_is_taken(attacked, teacher):
    course, _ = attacked
    assert not [path for path in course.rglob("*") if path.is_symlink()]
    assert {path.name for path in (course / "autograded" / "links").rglob("*")} == {
        SET,
        f"{SET}.ipynb",
    }
    assert teacher.read_text(encoding="utf-8") == SECRET
    assert stat.S_IMODE(teacher.stat().st_mode) == 0o600
    for path in course.rglob("*"):
        assert path.is_dir() or SECRET.encode() not in path.read_bytes(), path
    said = output_of(course, "links")
    assert "True" not in said
    assert said.count("False") == 4


def test_the_environment_and_the_computer_of_the_teacher_are_not_seen(attacked):
    course, _ = attacked
    said = output_of(course, "spy")
    assert "SEEN" in said
    assert SECRET not in said
    assert "TEACHERS_TOKEN" not in said
    assert "proc" not in said.partition("SEEN")[2]
    assert "briefing-room" in said
    assert said.count("NotADirectoryError") + said.count("FileNotFoundError") == 8


def test_bubblewrap_itself_has_no_environment(kit, wall, monkeypatch):
    """What `/proc/1/environ` would show, if there was a `/proc`."""
    monkeypatch.setenv("TEACHERS_TOKEN", SECRET)
    process = kit.walls.shut_in(wall, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        time.sleep(0.2)
        family = [process.pid, *(one.pid for one in descendants(process.pid))]
        for pid in family:
            with open(f"/proc/{pid}/environ", "rb") as file:
                assert SECRET.encode() not in file.read()
    finally:
        kit.running.end_process(process)
        process.communicate()


def descendants(pid):
    import psutil

    return psutil.Process(pid).children(recursive=True)


def test_no_hand_in_can_mount_become_another_user_or_write_elsewhere(attacked):
    course, _ = attacked
    said = output_of(course, "breakout")
    assert "WORKED" not in said
    assert said.count("\n") == 16


def test_root_becomes_nobody(kit, wall):
    ran = run(kit, wall, "import os; print(os.getuid(), os.getgroups())")
    expected = kit.walls.NOBODY if os.geteuid() == 0 else os.geteuid()
    assert ran.printed().split()[0] == str(expected)


def test_root_is_refused_unless_it_says_so(kit, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(kit.walls, "runs_as_root", lambda: True)
    monkeypatch.setattr(kit.walls, "wall_stands", lambda: True)
    with pytest.raises(SystemExit):
        kit.grade.main([str(tmp_path)])
    assert "--as-nobody" in capsys.readouterr().err


def test_the_wall_of_an_ordinary_user_stands_too(kit, wall, tmp_path):
    """Without the outer wall that root needs."""
    ordinary = kit.walls.Wall(tuple(kit.walls.readable_places(None)), from_root=False)
    ran = run(kit, ordinary, f"import os\n{BREAKOUT}\nprint(os.path.exists('/proc'))")
    assert "WORKED" not in ran.printed().replace("setuid WORKED", "")
    assert ran.printed().endswith("False\n")


def run(kit, wall, source):
    cells = [kit.cell_runs.Cell("one", source)]
    return kit.running.run_cells(wall, cells, kit.running.Limits(20, 40))[0]


def test_processes_memory_and_files_have_limits(attacked):
    course, rows = attacked
    assert "REFUSED after" in output_of(course, "bomb")
    assert int(output_of(course, "bomb").split()[2]) < 200
    assert "No space left on device" in output_of(course, "bigfiles")
    assert int(output_of(course, "bigfiles").split()[2]) <= 200 * 10**6
    assert "more memory" in rows["hoard"].note
    assert "more files" in rows["manyfiles"].note


def test_a_flood_of_output_is_cut_and_the_rest_is_graded(attacked):
    course, rows = attacked
    path = course / "autograded" / "flood" / SET / f"{SET}.ipynb"
    assert path.stat().st_size < 3_000_000
    assert (
        "too much output" in output_of(course, "flood") or len(output_of(course, "flood")) < 10**6
    )
    assert rows["flood"].checks == TASKS_POINTS


def test_what_a_runner_says_is_limited_and_only_the_expected_form_is_believed(kit, monkeypatch):
    monkeypatch.setattr(kit.running, "ANSWER_SIZE", 10**5)
    liars = {
        "endless": "import sys\nwhile True: sys.stdout.write('x' * 1000)",
        "no answer": "import sys; sys.stdin.readline()",
        "no list": "print('{\"ran\": 7}', flush=True); import time; time.sleep(9)",
        "wrong length": "print('{\"ran\": []}', flush=True); import time; time.sleep(9)",
        "no JSON": "print('[' * 50000, flush=True); import time; time.sleep(9)",
    }
    for name, program in liars.items():
        monkeypatch.setattr(kit.running, "RUNNER", program)
        with pytest.MonkeyPatch.context() as patch:
            start = subprocess.Popen
            patch.setattr(
                kit.running.subprocess,
                "Popen",
                lambda words, start=start, **options: start([words[0], "-c", words[1]], **options),
            )
            with pytest.raises(kit.cell_runs.Trouble):
                run(kit, None, "1")
            assert not kit.running.at_work, name
    assert kit.running.cell_run("nonsense").outputs == []
    assert kit.running.cell_run({"outputs": [1, "x"], "seconds": "long"}).seconds == 0


def test_hidden_checks_appear_nowhere_that_students_see(attacked, kit):
    course, _ = attacked
    page = page_of(course, "leak")
    assert "LEAK" in page  # it tried
    assert "LEAK" in output_of(course, "leak", "q5")
    for words in ("8009", "8212", "named, whole", "HIDDEN TESTS"):
        assert words not in page, words
    for student in ("honest", "leak"):
        assert "Your teacher&#39;s check" in page_of(course, student)
    assert "Right for every briefing." in page_of(course, "honest")


def test_only_lines_of_a_hidden_check_itself_are_shown(kit):
    source = (
        'with practice.check("Right."):\n    practice.need(x, f"Not for {day}: add the words.")'
    )
    known = kit.hidden_checks.known_line
    assert known("Not for 2021-03-01: add the words.", source).startswith("Not for 2021")
    assert known(f"Not for {source}: add the words.", source) == kit.hidden_checks.NOT_SHOWN
    assert known(source, source) == kit.hidden_checks.NOT_SHOWN
    no_use = "The check cannot use this answer (ValueError: with practice.check). Compare it."
    assert known(no_use, source) == "The check cannot use this answer (ValueError)."


def test_a_written_answer_that_was_made_code_is_text_and_no_output_runs(attacked):
    course, rows = attacked
    assert "turned into another kind" in rows["essay"].note
    for student in ("essay", "displays"):
        page = page_of(course, student)
        assert "<script" not in page
        assert "<img src=x" not in page
        assert "<svg" not in page
        assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page
    path = course / "autograded" / "essay" / SET / f"{SET}.ipynb"
    notebook = json.loads(path.read_text(encoding="utf-8"))
    essay = next(cell for cell in notebook["cells"] if cell["id"] == "q5-essay")
    assert essay["cell_type"] == "markdown"
    assert "<script" not in "".join(essay["source"])


def test_pages_ask_no_network(attacked):
    course, _ = attacked
    for page in course.glob("feedback/*/*/*.html"):
        text = page.read_text(encoding="utf-8")
        assert 'src="http' not in text
        assert "<link" not in text
        assert "MathJax" not in text


# --- the filter of system calls


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_the_filter_is_a_whole_program(kit, machine):
    """Every jump lands inside, and the last word is an answer."""
    program = kit.system_calls.call_filter(machine)
    assert len(program) % 8 == 0
    steps = [program[place : place + 8] for place in range(0, len(program), 8)]
    assert len(steps) < 4096
    for place, step in enumerate(steps):
        assert place + 1 + max(step[2], step[3]) < len(steps) or step[0] == kit.system_calls.ANSWER
    assert steps[-1] == kit.system_calls.instruction(
        kit.system_calls.ANSWER, kit.system_calls.ALLOW
    )


def test_an_unknown_processor_has_no_filter(kit):
    assert kit.system_calls.call_filter("sparc") == b""


# --- every program that is at work ends


def test_a_runner_ends_with_the_teachers_program(kit, wall_here, tmp_path):
    """Even if that is killed, and can clean up nothing."""
    import psutil

    program = (
        f"import sys, pathlib, subprocess; sys.path.insert(0, {str(kit.build.HERE)!r})\n"
        "import walls\n"
        f"wall = walls.build_wall(pathlib.Path({str(tmp_path)!r}))\n"
        "process = walls.shut_in(wall, stdin=subprocess.PIPE, stdout=subprocess.PIPE)\n"
        "print(process.pid, flush=True)\n"
        "process.wait()\n"
    )
    for folder in (tmp_path, tmp_path.parent, tmp_path.parent.parent):
        folder.chmod(0o755)
    killed = subprocess.Popen([sys.executable, "-c", program], stdout=subprocess.PIPE, text=True)
    pid = int(killed.stdout.readline())
    time.sleep(0.5)
    family = [psutil.Process(pid), *descendants(pid)]
    killed.kill()
    killed.communicate()
    gone, alive = psutil.wait_procs(family, timeout=5)
    assert not [one for one in alive if one.status() != psutil.STATUS_ZOMBIE]
    assert len(gone) + len(alive) >= 2
