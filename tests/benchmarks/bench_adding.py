"""Adding a briefing with its report, and how the cost and the memory grow with many.

Prints seconds of one fresh process, and ratios from one run.
"""

import math
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path

USUAL = """
import sys, time
start = time.perf_counter()
import briefingroom as br
added = br.add(sys.argv[1], sys.argv[2], name="bench")
str(added)
print(time.perf_counter() - start, time.process_time())
"""
FIRST_DAY = date(2050, 1, 1)
COUNTS = (10, 100, 1000)
MEGABYTE = 2**20


def usual_seconds(source: Path, folder: Path) -> tuple[float, ...]:
    """Of a fresh process that adds one briefing and prints the report: by the clock, and at work.

    Where the machine has other things to do, only the second says something.
    """
    command = [sys.executable, "-c", USUAL, str(source), str(folder)]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return tuple(map(float, printed.split()))


def many_files(text: str, count: int, folder: Path) -> Iterator[Path]:
    """Transcripts of different days, each a little different."""
    folder.mkdir()
    for number in range(count):
        day = FIRST_DAY + timedelta(number)
        written = f"{day:%B} {day.day}, {day.year}"
        path = folder / f"{number}.txt"
        path.write_text(text.replace("April 18, 2024", written), encoding="utf-8")
        yield path


def main() -> None:
    import psutil

    import briefingroom as br
    from briefingroom.corpus.tables import HOME

    process = psutil.Process()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        source = HOME / "sources" / "2021-03-01.txt"
        runs = [usual_seconds(source, folder / f"usual{run}") for run in range(3)]
        clock, at_work = map(min, zip(*runs, strict=True))
        print(
            f"add with report, a usual briefing, fresh process: {clock:.2f} s by the clock, "
            f"{at_work:.2f} s at work (aim: 3 s)"
        )
        text = br.invented_briefing().read_text(encoding="utf-8")
        br.add(br.invented_briefing(), folder / "warm")
        times, sizes = [], []
        for count in COUNTS:
            files = list(many_files(text, count, folder / f"files{count}"))
            start = time.process_time()
            table = br.add_many(
                files, folder / f"collection{count}", progress=False, executor=ThreadPoolExecutor(1)
            )
            times.append(time.process_time() - start)
            sizes.append(process.memory_info().rss / MEGABYTE)
            assert set(table.state) == {"added"}, table
            print(
                f"add {count}: {times[-1]:.1f} s at work, {1000 * times[-1] / count:.0f} ms each, "
                f"{sizes[-1]:.0f} MB of memory"
            )
        start = time.process_time()
        br.add_many(files, folder / f"collection{COUNTS[-1]}", progress=False)
        again = time.process_time() - start
        print(f"taken up again when all {COUNTS[-1]} are there: {again:.1f} s at work")
        clock = time.perf_counter()
        br.add_many(files, folder / "pooled", progress=False)
        clock = time.perf_counter() - clock
        print(f"all {COUNTS[-1]} by a pool of processes: {clock:.1f} s by the clock")
    exponent = math.log(times[-1] / times[0]) / math.log(COUNTS[-1] / COUNTS[0])
    print(f"cost of adding grows with the number to the power {exponent:.2f} (1.0 is flat each)")
    print(f"memory with {COUNTS[-1]} / with {COUNTS[0]}: {sizes[-1] / sizes[0]:.2f}")


if __name__ == "__main__":
    main()
