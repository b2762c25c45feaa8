"""Many briefings: none stops the others, and what was interrupted is taken up where it was."""

import multiprocessing
import os
import signal
from concurrent.futures import BrokenExecutor, Executor, ThreadPoolExecutor

import pytest

from briefingroom.adding import rounds, several
from briefingroom.adding.several import add_many
from briefingroom.adding.single import added
from briefingroom.errors import CorpusError


@pytest.fixture
def many(tmp_path, page):
    """Files of different days."""
    paths = []
    for day in range(10, 16):
        path = tmp_path / f"{day}.txt"
        path.write_text(page.replace("January 19", f"January {day}"), "utf-8")
        paths.append(path)
    return paths


@pytest.fixture
def month(tmp_path, page):
    """So many files that processes read them: twenty days, a copy, other text of a day, nothing."""
    folder = tmp_path / "month"
    folder.mkdir()
    for day in range(1, 21):
        text = page.replace("January 19", f"January {day}")
        (folder / f"{day:02d}.txt").write_text(text, "utf-8")
    (folder / "02_again.txt").write_bytes((folder / "02.txt").read_bytes())
    other = page.replace("January 19", "January 3").replace("12.5%", "13.5%")
    (folder / "03_other.txt").write_text(other, "utf-8")
    (folder / "04_empty.txt").write_bytes(b"")
    return folder


@pytest.fixture
def forked():
    """Where what a test puts into the library reaches the processes of a pool."""
    if multiprocessing.get_start_method() != "fork":
        pytest.skip("NOT TRIED: here a process of a pool does not see what a test has changed")


def kept(folder):
    """All files of a collection, by path."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_each_is_added_and_the_bar_says_how_far_it_is(many, capsys):
    table = add_many(many)
    assert list(table.columns) == "file briefing state findings why".split()
    assert list(table.state) == ["added"] * 6
    assert list(added().briefing) == [f"2024-01-{day}" for day in range(10, 16)]
    last = capsys.readouterr().err.strip().replace("\r", "\n").split("\n")[-1]
    assert last == "[##############################] 6 of 6, 6 added"


def test_a_folder_or_one_file_will_do(many, tmp_path):
    assert list(add_many(str(many[2]), progress=False).state) == ["added"]
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for name in ("11.txt", "10.txt"):
        (tmp_path / name).rename(shelf / name)
    (shelf / ".hidden").write_bytes(b"no transcript")
    (shelf / "older").mkdir()
    table = add_many(shelf, progress=False)
    assert list(table.briefing) == ["2024-01-10", "2024-01-11"]


def test_one_that_is_refused_does_not_stop_the_others(many, tmp_path, capsys):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    table = add_many([many[0], empty, tmp_path / "nothing.txt", many[1]], progress=False)
    assert list(table.state) == ["added", "refused", "refused", "added"]
    assert "is empty" in table.why[1]
    assert "there is no file" in table.why[2]
    assert capsys.readouterr().err == ""


def test_after_an_interruption_it_goes_on(many, monkeypatch):
    usual = several.understood
    understood = []

    def interrupted(given, said):
        understood.append(given.name)
        if len(understood) == 3:
            raise KeyboardInterrupt
        return usual(given, said)

    monkeypatch.setattr(several, "understood", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add_many(many, progress=False)
    assert len(added()) == 2
    table = add_many(many, progress=False)
    assert list(table.state) == ["already there"] * 2 + ["added"] * 4
    assert understood[3:] == ["'12.txt'", "'13.txt'", "'14.txt'", "'15.txt'"]


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_read(
    many, tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(several, "read_given", lambda path: pytest.fail("it was read"))
    with pytest.raises(CorpusError):
        add_many(many, tmp_path / "file" / "into")


# --- by many processes


EXPECTED = {"02_again.txt": "already there", "03_other.txt": "refused", "04_empty.txt": "refused"}


def states_by_file(table):
    return {
        os.path.basename(file): state for file, state in zip(table.file, table.state, strict=True)
    }


def expected_states(month):
    return {path.name: EXPECTED.get(path.name, "added") for path in sorted(month.iterdir())}


def test_a_pool_makes_the_collection_that_one_process_makes(month, tmp_path):
    pooled = add_many(month, tmp_path / "pooled", progress=False)
    alone = add_many(month, tmp_path / "alone", progress=False, executor=ThreadPoolExecutor(1))
    assert states_by_file(pooled) == expected_states(month)
    assert pooled.drop(columns="why").equals(alone.drop(columns="why"))
    assert pooled.briefing[list(pooled.file).index(str(month / "02_again.txt"))] == "2024-01-02"
    assert kept(tmp_path / "pooled") == kept(tmp_path / "alone")
    again = add_many(month, tmp_path / "pooled", progress=False)
    assert list(again.state.value_counts().loc[["already there", "refused"]]) == [21, 2]


def test_what_a_killed_process_was_reading_is_read_again(month, tmp_path, monkeypatch, forked):
    usual = several.understood
    mark = tmp_path / "was killed"

    def killed_once(given, said):
        if given.name == "'12.txt'" and not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(given, said)

    monkeypatch.setattr(several, "understood", killed_once)
    table = add_many(month, tmp_path / "into", progress=False)
    assert mark.exists()
    assert states_by_file(table) == expected_states(month)
    assert added(tmp_path / "into").state.tolist() == ["whole"] * 20
    whole = add_many(month, tmp_path / "other", progress=False, executor=ThreadPoolExecutor(1))
    assert len(whole) == len(table)
    assert kept(tmp_path / "into") == kept(tmp_path / "other")


def test_a_file_that_always_ends_its_process_is_refused_and_the_others_are_added(
    month, tmp_path, monkeypatch, forked
):
    usual = several.understood

    def always_killed(given, said):
        if given.name == "'12.txt'":
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(given, said)

    monkeypatch.setattr(several, "understood", always_killed)
    table = add_many(month, tmp_path / "into", progress=False)
    assert states_by_file(table) == {**expected_states(month), "12.txt": "refused"}
    (why,) = table.why[table.file == str(month / "12.txt")]
    assert "the process that read it was ended" in why


def test_what_an_executor_that_was_handed_in_has_lost_is_neither_lost_nor_doubled(
    month, tmp_path, losing_executor
):
    losing = losing_executor(every=3)
    table = add_many(month, tmp_path / "into", progress=False, executor=losing)
    assert losing.tasks == 23
    assert states_by_file(table) == expected_states(month)
    assert len(added(tmp_path / "into")) == 20


def test_an_error_of_the_library_itself_is_raised(month, tmp_path, monkeypatch, forked):
    def broken(given, said):
        raise ZeroDivisionError("a fault of the library")

    monkeypatch.setattr(several, "understood", broken)
    with pytest.raises(ZeroDivisionError):
        add_many(month, tmp_path / "into", progress=False)
    with pytest.raises(ZeroDivisionError):
        add_many(month, tmp_path / "into", progress=False, executor=ThreadPoolExecutor(1))


class NeverStarting(Executor):
    """A pool whose processes end before they do anything."""

    def __init__(self, workers):
        pass

    def submit(self, function, *args):
        raise BrokenExecutor


def test_where_no_process_can_be_had_it_says_what_helps(month, tmp_path, monkeypatch):
    monkeypatch.setattr(rounds, "ProcessPoolExecutor", NeverStarting)
    with pytest.raises(CorpusError, match="hand in an executor"):
        add_many(month, tmp_path / "into", progress=False)


def test_what_a_killed_program_left_is_taken_away(many, own_folder):
    left = own_folder / ".many" / "left"
    add_many(many[:1], progress=False)
    (left / "0").mkdir(parents=True)
    add_many(many, progress=False)
    assert not left.exists()
    assert [path.name for path in (own_folder / ".many").iterdir()] == [".lock"]
