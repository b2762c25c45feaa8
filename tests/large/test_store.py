"""The store of a large collection: made whole or not at all, and anew when its briefings change."""

import json
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import briefingroom as br
from briefingroom.adding import rounds
from briefingroom.corpus.collections import WITHOUT_PUBLISHED
from briefingroom.errors import CorpusError, QuestionError
from briefingroom.large import building, portions
from briefingroom.large.duck import MADE_AGAIN, NO_DUCKDB

pytestmark = pytest.mark.full
NEEDS_DUCKDB = "NOT TRIED: duckdb is not installed"


@pytest.fixture(autouse=True)
def small_portions(monkeypatch):
    """Portions of three briefings."""
    monkeypatch.setattr(building, "BRIEFINGS", 3)


@pytest.fixture
def duckdb():
    return pytest.importorskip("duckdb", reason=NEEDS_DUCKDB)


def opened(folder):
    return br.collection(folder, large=True)


def store_of(folder):
    """The one folder of a store that lies there."""
    (store,) = (folder / ".large").iterdir()
    return store


def about(folder):
    return json.loads((store_of(folder) / "about.json").read_text(encoding="utf-8"))


def made_at(folder):
    return (store_of(folder) / "about.json").stat().st_ino


def test_no_bar_of_the_database_stands_among_the_answers_of_a_notebook(duckdb):
    """DuckDB shows one where it takes a program for a notebook: where it has no file."""
    code = (
        "from briefingroom.large.duck import connect\n"
        "setting = \"SELECT current_setting('enable_progress_bar')\"\n"
        "database = connect()\n"
        "print([each.execute(setting).fetchall() for each in (database, database.cursor())])"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[[(False,)], [(False,)]]"


def test_without_duckdb_it_says_what_to_install(twelve, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    with pytest.raises(CorpusError) as error:
        opened(twelve)
    assert str(error.value) == NO_DUCKDB
    assert 'pip install "briefingroom[large]"' in NO_DUCKDB
    assert not (twelve / ".large").exists()
    assert len(br.collection(twelve).briefings()) == 12  # an ordinary one needs none


def test_the_extra_brings_duckdb_and_nothing_else():
    import tomllib
    from pathlib import Path

    root = Path(__file__).resolve().parents[2]
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["optional-dependencies"]["large"] == ["duckdb"]
    assert "duckdb" not in project["dependencies"]


def test_it_says_what_it_is(duckdb, twelve):
    mine = opened(twelve)
    words = int(mine.briefings().words.sum())
    assert words == about(twelve)["words"]
    assert repr(mine) == f"A large collection of 12 added briefings, {words:,} words, in {twelve}"


def test_the_published_ones_do_not_belong_to_it(twelve):
    with pytest.raises(QuestionError) as error:
        br.collection(twelve, with_published=True, large=True)
    assert str(error.value) == WITHOUT_PUBLISHED


def test_where_there_is_no_collection_or_no_briefing_it_says_so(duckdb, tmp_path):
    with pytest.raises(CorpusError, match="There is no collection in"):
        opened(tmp_path / "nowhere")
    (tmp_path / "collection.json").write_text('{"layout": 1}', encoding="utf-8")
    with pytest.raises(QuestionError, match="holds no briefing"):
        opened(tmp_path)


def test_the_store_is_kept_until_the_briefings_change(duckdb, twelve, collection_folders):
    before = len(opened(twelve).concordance("reform"))
    first = made_at(twelve)
    assert len(opened(twelve).concordance("reform")) == before
    assert made_at(twelve) == first
    collection_folders.add_folder(twelve, "2023-04-20", "2030-01-01")
    mine = opened(twelve)
    assert made_at(twelve) != first
    added = br.concordance("reform", briefing="2023-04-20")
    assert len(mine.concordance("reform")) == before + len(added)
    assert len(mine.concordance("reform", briefing="2030-01-01")) == len(added)
    shutil.rmtree(twelve / "2030-01-01")
    assert len(opened(twelve).concordance("reform")) == before


@pytest.mark.release
def test_who_asks_one_that_was_made_again_is_told_so(duckdb, twelve, collection_folders):
    before = opened(twelve)
    collection_folders.add_folder(twelve, "2023-04-20", "2030-01-01")
    opened(twelve)
    with pytest.raises(CorpusError) as error:
        before.concordance("reform")
    assert str(error.value) == MADE_AGAIN


@pytest.mark.sample(1)
@pytest.mark.parametrize("name", ["it's mine", "minutes [2024]", "会议 {x}"])
def test_its_folder_may_have_any_name(duckdb, twelve, tmp_path, name):
    twelve.rename(tmp_path / name)
    mine = opened(tmp_path / name)
    assert len(mine.concordance("reform")) == len(
        br.collection(tmp_path / name).concordance("reform")
    )
    assert mine.search("new development paradigm").count > 0
    assert len(mine.claims()) > 1000


@pytest.mark.release
def test_a_store_that_cannot_be_read_is_made_again(duckdb, twelve):
    opened(twelve)
    for content in ("{", '{"layout": 1}', json.dumps({**about(twelve), "layout": 0})):
        (store_of(twelve) / "about.json").write_text(content, encoding="utf-8")
        assert len(opened(twelve).briefings()) == 12
        assert about(twelve)["layout"] == building.LAYOUT_OF_STORE


def test_a_damaged_briefing_is_refused_and_leaves_no_store(duckdb, twelve):
    path = twelve / "2025-01-19" / "tables" / "sentences.csv"
    path.write_text(path.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(CorpusError, match="2025-01-19 is damaged"):
        opened(twelve)
    assert not (twelve / ".large").exists()


@pytest.mark.release
def test_it_leaves_the_folder_an_ordinary_collection(duckdb, twelve, tmp_path):
    opened(twelve)
    hidden = {path.name for path in twelve.iterdir() if path.name[0] == "."}
    assert hidden == {".making-large", ".large"}
    assert [path.name for path in (twelve / ".making-large").iterdir()] == [".lock"]
    assert len(br.collection(twelve).briefings()) == 12
    assert len(br.added(twelve)) == 12
    added = br.add(br.invented_briefing(), twelve, name="evening")
    assert added.state == "added"
    assert len(opened(twelve).briefings()) == 13


def test_what_is_decided_afterwards_is_in_it(duckdb, tmp_path):
    added = br.add(br.invented_briefing(), tmp_path / "mine")
    mine = opened(tmp_path / "mine")
    assert len(mine.claims()) == 0
    candidates = mine.candidates()
    wanted = candidates[(candidates.reason == "") & (candidates.unit != "count")].assign(
        decision="accept"
    )
    done = br.decide_candidates(added.id, wanted[["candidate", "decision"]], tmp_path / "mine")
    assert done.claims == len(wanted) > 10
    ordinary = br.collection(tmp_path / "mine")
    assert opened(tmp_path / "mine").claims().equals(ordinary.claims())
    assert opened(tmp_path / "mine").candidates().equals(ordinary.candidates())


# --- by many processes


def files_of(folder):
    store = store_of(folder)
    paths = sorted(path for path in store.rglob("*") if path.is_file())
    return {path.relative_to(store).as_posix(): path.read_bytes() for path in paths}


def make(folder, executor=None):
    ids = sorted(path.name for path in folder.iterdir() if path.name[0] == "2")
    building.make_store(folder, ids, executor)
    return files_of(folder)


@pytest.mark.release
def test_whoever_makes_it_makes_the_same(duckdb, twelve, monkeypatch):
    here = make(twelve)
    assert {"about.json", "counts.parquet", "parts/0003/turns.parquet"} <= set(here)
    by_threads = make(twelve, ThreadPoolExecutor(2))
    monkeypatch.setattr(rounds, "FEWEST_FOR_POOL", 1)
    by_processes = make(twelve)
    assert by_threads == here
    assert by_processes == here


@pytest.mark.release
def test_what_an_executor_has_lost_is_made_again(duckdb, twelve, monkeypatch, losing_executor):
    here = make(twelve)
    losing = losing_executor(every=2)
    # What a lost worker has left is whole: it is put in the place of itself.
    assert make(twelve, losing) == here
    assert losing.tasks == 4


@pytest.mark.release
@pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork",
    reason="NOT TRIED: a process of a pool does not see what a test has changed",
)
@pytest.mark.parametrize("always", [False, True], ids=["once", "always"])
def test_a_killed_process_costs_what_it_did(duckdb, twelve, tmp_path, monkeypatch, always):
    here = make(twelve)
    shutil.rmtree(twelve / ".large")
    usual = portions.AddedFolders
    mark = tmp_path / "was killed"

    def killed(folder, ids=None):
        if "2025-01-19" in ids and (always or not mark.exists()):
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return usual(folder, ids)

    monkeypatch.setattr(portions, "AddedFolders", killed)
    monkeypatch.setattr(rounds, "FEWEST_FOR_POOL", 1)
    if always:
        with pytest.raises(CorpusError, match="from 2024-10-21 to 2025-04-18 was ended"):
            make(twelve)
        assert not (twelve / ".large").exists()
    else:
        assert make(twelve) == here
        assert mark.exists()


@pytest.mark.release
def test_two_threads_ask_it_at_once(duckdb, twelve):
    mine = opened(twelve)
    expected = len(br.collection(twelve).concordance("development"))
    counts = []
    threads = [
        threading.Thread(target=lambda: counts.append(len(mine.concordance("development"))))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [expected] * 4
