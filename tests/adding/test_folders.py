"""A collection is whole at every moment: full disks, kills, locks, folders that are others'."""

import errno
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from briefingroom.adding import folders, locking
from briefingroom.adding.folders import CollectionFolder
from briefingroom.adding.kept import KeptBriefing, decide_candidates
from briefingroom.adding.single import add, added, remove
from briefingroom.errors import CorpusError
from briefingroom.maintain import cli

ID = "2024-01-19"
SEED = 16


def whole_briefings(folder):
    """The briefings of a collection, each compared with its checksums, as a reader finds them."""
    ids = [path.name for path in folder.iterdir() if path.name.startswith("20")]
    for id in ids:
        briefing = folder / id
        pending = {path.name: path for path in (briefing / "pending").glob("*")}

        def bytes_of(path, briefing=briefing, pending=pending):
            return pending.get(Path(path).name, briefing / path).read_bytes()

        sums = json.loads(bytes_of("briefing.json"))["files"]
        assert len(sums) >= 15
        for path, recorded in sums.items():
            assert hashlib.sha256(bytes_of(path)).hexdigest() == recorded, (id, path)
    others = {path.name for path in folder.iterdir()} - {*ids}
    assert others <= {"collection.json", ".lock", ".work"} or all(
        name.startswith("tmp") for name in others - {"collection.json", ".lock", ".work"}
    )
    return ids


def test_every_write_may_fail_and_nothing_is_half_there(given, tmp_path, monkeypatch):
    """A disk that is full after some bytes: the collection is as it was, the error one sentence."""
    path, into = given(), tmp_path / "mine"
    add(given(name="first.txt"), into, date="2024-01-01")
    usual = Path.write_bytes
    written = []

    def fail_at(number):
        def write(self, data):
            written.append(self)
            if len(written) == number:
                usual(self, data[: len(data) // 2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            return usual(self, data)

        return write

    said = []
    for number in range(1, 30):
        written.clear()
        monkeypatch.setattr(Path, "write_bytes", fail_at(number))
        try:
            add(path, into)
            break
        except CorpusError as error:
            said.append(str(error))
        assert whole_briefings(into) == ["2024-01-01"]
        assert list((into / ".work").iterdir()) == []
    assert len(said) > 15  # as many files as a briefing has
    assert all("No space left" in each and "nothing was added" in each for each in said)
    assert sorted(whole_briefings(into)) == ["2024-01-01", ID]


@contextmanager
def mounted(folder, *options):
    """A small file system of its own in a folder; skipped, loudly, where none can be mounted."""
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(folder)]
    done = shutil.which("mount") and subprocess.run(command, capture_output=True)
    if not done or done.returncode:
        pytest.skip("NO SMALL FILE SYSTEM CAN BE MOUNTED HERE: full and read-only disks untried")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_is_said_in_one_sentence(given, tmp_path, capsys):
    with mounted(tmp_path / "small", "size=40k") as small:
        assert cli.main(["add", str(given()), "--into", str(small / "mine")]) == 1
        error = capsys.readouterr().err
        assert "No space left" in error
        assert error.count("\n") == 1
        assert not list(small.rglob("20*"))
        assert cli.main(["add", str(given()), "--check-only", "--out", str(small / "out")]) in (
            0,
            1,
        )


def test_a_folder_that_is_read_only_is_said_in_one_sentence(given, tmp_path, capsys):
    with mounted(tmp_path / "locked", "ro") as locked:
        for arguments in (
            ["--into", str(locked)],
            ["--into", str(locked / "mine")],
            ["--check-only", "--out", str(locked / "out")],
        ):
            assert cli.main(["add", str(given()), *arguments]) == 1
            error = capsys.readouterr().err
            assert "Read-only file system" in error
            assert error.count("\n") == 1


def test_a_collection_on_a_read_only_disk_can_be_listed(given, tmp_path):
    with mounted(tmp_path / "disk", "size=4m") as disk:
        add(given(), disk / "mine")
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        assert list(added(disk / "mine").briefing) == [ID]
        with pytest.raises(CorpusError, match="Read-only file system"):
            remove(ID, disk / "mine")


def test_a_folder_with_other_files_is_left_alone(given, tmp_path):
    others = tmp_path / "others"
    others.mkdir()
    (others / "thesis.txt").write_text("mine")
    with pytest.raises(CorpusError, match="holds other files and is no collection"):
        add(given(), others)
    assert [path.name for path in others.iterdir()] == ["thesis.txt"]
    with pytest.raises(CorpusError, match=r"is a file|cannot be written"):
        add(given(), others / "thesis.txt")


def test_a_briefing_that_is_a_link_to_elsewhere_is_not_followed(given, tmp_path):
    into, elsewhere = tmp_path / "mine", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.txt").write_text("kept")
    add(given(), into, name="b")
    (into / ID).symlink_to(elsewhere)
    with pytest.raises(CorpusError):
        add(given("Bo Wu:\n\nGood morning, we sold two lamps. Goodbye.\n", "o"), into, date=ID)
    remove(ID, into)
    assert (elsewhere / "kept.txt").read_text() == "kept"


def test_work_elsewhere_is_refused(given, tmp_path):
    into, elsewhere = tmp_path / "mine", tmp_path / "elsewhere"
    into.mkdir()
    elsewhere.mkdir()
    (into / ".work").symlink_to(elsewhere)
    with pytest.raises(CorpusError, match="is a link"):
        add(given(), into)
    assert list(elsewhere.iterdir()) == []


# --- locks


def test_a_lock_that_somebody_left_does_not_block(given, tmp_path):
    into = tmp_path / "mine"
    into.mkdir()
    (into / locking.LOCK_FILE).write_text("4711")
    assert add(given(), into).state == "added"


def test_a_writer_waits_for_another_and_says_when_it_takes_too_long(given, tmp_path, monkeypatch):
    into = tmp_path / "mine"
    add(given(), into, date="2024-01-01")
    with locking.only_writer(into):
        monkeypatch.setattr(locking, "SECONDS_TO_WAIT", 0.2)
        with pytest.raises(CorpusError, match="another program has been writing"):
            add(given(), into)
        monkeypatch.setattr(locking, "SECONDS_TO_WAIT", 60)
        done = []
        thread = threading.Thread(target=lambda: done.append(add(given(), into).state))
        thread.start()
        time.sleep(0.5)
        assert done == []
    thread.join()
    assert done == ["added"]


def test_many_who_decide_at_once_lose_no_decision(given, tmp_path):
    into = tmp_path / "mine"
    add(given(), into)
    accepted = [
        id
        for id, row in KeptBriefing(ID, into).numerals.candidates.items()
        if row["unit"] != "count"
    ]
    threads = [
        threading.Thread(
            target=decide_candidates, args=(ID, [{"candidate": id, "decision": "accept"}], into)
        )
        for id in accepted
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = {
        row.row["candidate"] for row in KeptBriefing(ID, into).decisions() if row.row["decision"]
    }
    assert taken == set(accepted)
    assert len(accepted) >= 3


# --- kills


def test_a_change_that_was_interrupted_is_whole_for_readers_and_is_ended_later(
    given, tmp_path, monkeypatch
):
    into = tmp_path / "mine"
    add(given(), into)
    candidates = KeptBriefing(ID, into).numerals.candidates
    (percent,) = [id for id, row in candidates.items() if row["quote"] == "12.5%"]
    usual = os.replace
    for moves in range(5):
        moved = []

        def stop(source, target, moves=moves, moved=moved):
            if "pending" in str(source):
                moved.append(source)
                if len(moved) > moves:
                    raise KeyboardInterrupt
            usual(source, target)

        monkeypatch.setattr(folders.os, "replace", stop)
        decision = "accept" if moves % 2 == 0 else ""
        if moves < 4:
            with pytest.raises(KeyboardInterrupt):
                decide_candidates(ID, [{"candidate": percent, "decision": decision}], into)
        else:
            decide_candidates(ID, [{"candidate": percent, "decision": decision}], into)
        monkeypatch.setattr(folders.os, "replace", usual)
        assert whole_briefings(into) == [ID]
        claims = [row["quote"] for row in KeptBriefing(ID, into).rows("claims")]
        assert claims == (["12.5%"] if decision else [])
        decide_candidates(ID, [], into)
        assert not (into / ID / "pending").exists()
        assert [row["quote"] for row in KeptBriefing(ID, into).rows("claims")] == claims
        assert whole_briefings(into) == [ID]


def work_until_killed(path, into, ready):
    """Add, decide and remove, over and over."""
    os.write(ready, b"1")
    while True:
        add(path, into)
        candidates = list(KeptBriefing(ID, into).numerals.candidates)
        with suppress(CorpusError):
            decide_candidates(ID, [{"candidate": candidates[0], "decision": "accept"}], into)
        remove(ID, into)


def kill_at_random(path, into, times):
    generator = random.Random(SEED)
    states = set()
    for _ in range(times):
        reader, ready = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(reader)
            try:
                work_until_killed(path, into, ready)
            finally:
                os._exit(70)
        os.close(ready)
        os.read(reader, 1)
        os.close(reader)
        time.sleep(generator.uniform(0, 0.6))
        os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        assert os.WIFSIGNALED(status), f"the work ended by itself: {status}"
        if into.exists():
            ids = whole_briefings(into)
            states.add(tuple(sorted(ids)))
            assert set(ids) <= {ID, "2024-01-01"}
    return states


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    "times", [10, pytest.param(200, marks=pytest.mark.release)], ids=["10 kills", "200 kills"]
)
def test_a_kill_at_any_moment_leaves_the_collection_whole(times, given, tmp_path):
    into, path = tmp_path / "mine", given()
    add(given(), into, date="2024-01-01")
    states = kill_at_random(path, into, times)
    assert all("2024-01-01" in state for state in states)
    if times > 10:
        assert len(states) == 2  # killed both while the briefing was there and while it was not
    assert add(path, into).state in ("added", "already there")
    assert not list((into / ".work").iterdir())
    assert sorted(whole_briefings(into)) == ["2024-01-01", ID]


# --- many at once

KERNEL = """
import sys
import briefingroom as br
file, into = sys.argv[1:]
added = br.add(file, into)
print(added.state, len(br.turns()), len(br.claims()), len(br.concordance("chips")))
"""


@pytest.mark.release
def test_thirty_kernels_on_one_read_only_checkout(given, tmp_path):
    root = Path(__file__).resolve().parents[2]
    with mounted(tmp_path / "checkout", "size=64m") as checkout:
        shutil.copytree(
            root / "lib", checkout / "lib", ignore=shutil.ignore_patterns("__pycache__")
        )
        shutil.copytree(root / "briefings", checkout / "briefings")
        subprocess.run(["mount", "-o", "remount,ro", str(checkout)], check=True)
        environment = {**os.environ, "PYTHONPATH": str(checkout / "lib")}
        path = given()
        kernels = [
            subprocess.Popen(
                [sys.executable, "-c", KERNEL, path, tmp_path / f"mine{number % 3}"],
                env=environment,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for number in range(30)
        ]
        answers = [kernel.communicate(timeout=600) for kernel in kernels]
    assert {error for _, error in answers} == {""}
    said = sorted({answer.partition(" ")[0] for answer, _ in answers})
    assert said == ["added", "already"]
    rest = {answer.split()[-3:][0] for answer, _ in answers}
    assert rest == {"129"}
    assert sum(answer.startswith("added") for answer, _ in answers) == 3


def test_the_collection_is_where_the_variable_says(given, own_folder):
    assert CollectionFolder().path == own_folder
    assert add(given()).folder.parent == own_folder
