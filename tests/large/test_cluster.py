"""A cluster of Dask whose executor is handed in, and of which one worker is killed at work."""

import os
import signal
import threading
import time

import pytest

import briefingroom as br

pytestmark = pytest.mark.release
FILES = 60
SECONDS = 120


@pytest.fixture
def cluster():
    """A local cluster of two processes."""
    distributed = pytest.importorskip(
        "distributed", reason="NOT TRIED: dask and distributed are not installed"
    )
    with (
        distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
        ) as local,
        distributed.Client(local) as client,
    ):
        yield client


@pytest.fixture
def files(tmp_path):
    """Transcripts of different days, in a folder."""
    text = br.invented_briefing().read_text(encoding="utf-8")
    folder = tmp_path / "files"
    folder.mkdir()
    for number in range(FILES):
        written = f"{'March' if number < 30 else 'April'} {number % 30 + 1}, 2051"
        page = text.replace("April 18, 2024", written)
        (folder / f"{number:02d}.txt").write_text(page, encoding="utf-8")
    return folder


def kill_one_when(client, is_time):
    """Kill a worker once something is so; the pids of the killed are put into the list given."""
    killed = []

    def kill():
        end = time.monotonic() + SECONDS
        while not is_time() and time.monotonic() < end:
            time.sleep(0.01)
        pid = next(iter(client.run(os.getpid).values()))
        os.kill(pid, signal.SIGKILL)
        killed.append(pid)

    thread = threading.Thread(target=kill)
    thread.start()
    return thread, killed


def kept(folder):
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_many_are_added_by_a_cluster_of_which_one_worker_is_killed(cluster, files, tmp_path):
    into = tmp_path / "into"
    thread, killed = kill_one_when(cluster, lambda: len(list(into.glob("2051-*"))) > 5)
    table = br.add_many(files, into, progress=False, executor=cluster.get_executor())
    thread.join()
    assert len(killed) == 1
    assert killed[0] not in cluster.run(os.getpid).values()
    assert table.state.tolist() == ["added"] * FILES
    assert table.briefing.is_unique
    br.add_many(files, tmp_path / "here", progress=False)
    assert kept(into) == kept(tmp_path / "here")


def test_a_store_is_made_by_a_cluster_of_which_one_worker_is_killed(
    cluster, made_up, tmp_path, monkeypatch
):
    pytest.importorskip("duckdb", reason="NOT TRIED: duckdb is not installed")
    from briefingroom.large import building

    monkeypatch.setattr(building, "BRIEFINGS", 5)
    folder = made_up.made_up_collection(tmp_path / "made", 60)
    parts = folder / ".making-large"
    thread, killed = kill_one_when(cluster, lambda: len(list(parts.glob("*/parts/00*"))) > 1)
    mine = br.collection(folder, large=True, executor=cluster.get_executor())
    thread.join()
    assert killed
    ordinary = br.collection(folder)
    assert mine.concordance("reform").equals(ordinary.concordance("reform"))
    assert mine.search("development").count == len(ordinary.concordance("development"))
