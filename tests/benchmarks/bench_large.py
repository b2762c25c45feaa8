"""Ten thousand made-up briefings as a large collection: building, asking, everything in memory.

    python tests/benchmarks/bench_large.py [NUMBER] [--keep FOLDER]

Prints seconds by the clock and at work (of this process and those it started), megabytes on disk
and in memory, beside the aims. Each question is asked in a process of its own, first and warm
(the median of five). NUMBER is 10,000 if not given; with --keep the folder is made there once and
used again. The briefings are those of tests/large/made_up.py: what is measured is their store, not
the cleaning of pages, of which bench_adding.py says how long it takes.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "large"))

from made_up import days, write_some  # noqa: E402

MEGABYTE = 2**20
WARM = 5
ALONE = """
import json, re, resource, sys, time
import briefingroom as br
start, at_work = time.perf_counter(), time.process_time()
mine = br.collection(sys.argv[1], large=True)
opened = time.perf_counter() - start
times = []
for _ in range({times}):
    start, at_work = time.perf_counter(), time.process_time()
    answer = {question}
    times.append((time.perf_counter() - start, time.process_time() - at_work))
memory = {peak}
print(json.dumps([opened, times, memory, {shown}]))
"""
# On Linux the other figure of a new process begins with that of the one that started it.
PEAK = (
    "int(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1]) / 1024"
    if sys.platform == "linux"
    else "resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024"
)
TERMS = (
    "reform",
    "industrial",
    "new development paradigm",
    "industr*",
    "*ization",
    "new * paradigm",
)
SEARCHED = "[len(answer.lines), answer.count]"


def made_folder(folder: Path, number: int) -> None:
    """Write so many made-up briefings, by two processes."""
    folder.mkdir(parents=True)
    (folder / "collection.json").write_text('{"layout": 1}', encoding="utf-8")
    ids = days(number)
    with ProcessPoolExecutor(2) as pool:
        shares = [range(share, number, 2) for share in range(2)]
        list(pool.map(write_some, [folder] * 2, [ids] * 2, shares, [False] * 2))


def at_work() -> float:
    """Seconds that this process and those it started have worked."""
    used = [resource.getrusage(of) for of in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def counted(folder: Path, ids: tuple[str, ...]) -> int:
    """Read some briefings, make their letters plain, cut their words and count them."""
    from briefingroom.corpus.active import asking
    from briefingroom.corpus.added_folders import AddedFolders
    from briefingroom.corpus.collections import CollectionTables
    from briefingroom.text.index import corpus

    with asking(CollectionTables(AddedFolders(folder, ids), with_published=False)):
        return int(corpus().word_counts.sum())


def clean_and_count(folder: Path) -> None:
    """Count all words by two processes, without a store, and print what it took."""
    from briefingroom.corpus.added_folders import AddedFolders
    from briefingroom.large.portions import BRIEFINGS

    ids = AddedFolders(folder, ()).ids_there()
    shares = [ids[begin : begin + BRIEFINGS] for begin in range(0, len(ids), BRIEFINGS)]
    start, worked = time.perf_counter(), at_work()
    with ProcessPoolExecutor(2) as pool:
        words = sum(pool.map(counted, [folder] * len(shares), shares))
    print(
        f"clean and count {words:,} words by two processes: {time.perf_counter() - start:.0f} s by "
        f"the clock, {at_work() - worked:.0f} s at work (aim, by the clock: 45 s)"
    )


def build(folder: Path) -> None:
    """Make the store and print what it took."""
    from briefingroom.corpus.added_folders import AddedFolders
    from briefingroom.large.building import make_store

    start, worked = time.perf_counter(), at_work()
    about = make_store(folder, AddedFolders(folder, ()).ids_there())
    clock, worked = time.perf_counter() - start, at_work() - worked
    sizes: dict[str, float] = {}
    for path in (path for path in (folder / ".large").rglob("*") if path.is_file()):
        sizes[path.name] = sizes.get(path.name, 0) + path.stat().st_size / MEGABYTE
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    processors = len(os.sched_getaffinity(0))
    print(
        f"cut, count and index {about.words:,} words: {clock:.0f} s by the clock, {worked:.0f} s "
        f"at work, on {processors} processors; {peak:.0f} MB of memory\n"
        "(aim, by the clock: 75 s)"
    )
    print(f"on disk {sum(sizes.values()):.0f} MB (aim: 400): ", end="")
    print(", ".join(f"{name} {size:.0f}" for name, size in sorted(sizes.items())))


def ask(folder: Path, what: str, question: str, shown: str, aim: str, times: int = WARM) -> None:
    """Ask in a process of its own, and print how long it takes first and later."""
    code = ALONE.format(question=question, times=times + 1, shown=shown, peak=PEAK)
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=True
    )
    _, taken, memory, answer = json.loads(done.stdout)
    first, *later = taken
    warm = [1000 * median(each) for each in zip(*later, strict=True)] if later else ["-", "-"]
    print(
        f"{what:<42}{1000 * first[0]:>9.0f}{'':>2}"
        + "".join(f"{each:>9.0f}" if later else f"{each:>9}" for each in warm)
        + f"{memory:>9.0f}   {aim:<24}{answer}",
        flush=True,
    )


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("number", type=int, nargs="?", default=10_000)
    options.add_argument("--keep", type=Path)
    options.add_argument("--built", action="store_true", help="ask the store that is there")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = given.keep or Path(place) / "made_up"
        if not folder.exists():
            made_folder(folder, given.number)
        if not given.built:
            clean_and_count(folder)
            build(folder)
        print(f"{'(ms)':<42}{'first':>9}{'warm':>11}{'at work':>9}{'MB':>9}   aim")
        for term in TERMS:
            aim = "120 ms warm, 300 MB"
            ask(folder, f"search {term!r}, 25 lines", f"mine.search({term!r})", SEARCHED, aim)
        middle = days(given.number)[given.number // 2]
        words = f"mine.keywords({middle!r}, relabellings={{}})"
        ask(folder, "key words of one", words.format(0), "len(answer)", "300 ms")
        ask(folder, "with 1,000 relabellings", words.format(1000), "len(answer)", "", times=0)
        trend = "mine.trend('reform', by='role')"
        ask(folder, "trend by role", trend, "len(answer)", "", times=1)
        lines = "mine.concordance('reform')"
        ask(folder, "the whole concordance of 'reform'", lines, "len(answer)", "", times=1)
        whole = "len(mine._store.all_texts().text)"
        ask(folder, "everything in memory from Parquet", whole, "answer", "5 s, 1,800 MB", times=0)
        find = "mine.in_memory().concordance('reform')"
        ask(folder, "the same, with words found in it", find, "len(answer)", "", times=0)


if __name__ == "__main__":
    main()
