"""Loading against importing pandas, memory, and how building grows with the text.

Prints ratios from one run.
"""

import csv
import math
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from briefingroom.maintain.row_counts import COUNTED_FILES

PANDAS = "import pandas"
LOAD = (
    "import briefingroom as br; from briefingroom.corpus import tables; "
    "[tables.read_table(name) for name in tables.resources()]"
)
TIMED = "import time; t = time.perf_counter(); {}; print(time.perf_counter() - t)"
BRIEFING = re.compile(r"\b20\d\d(?=-\d\d-\d\d(?:$|\.[a-z]))")
RESIDENT = "import psutil, ipykernel.ipkernel; {}; print(psutil.Process().memory_info().rss)"


def measured(code: str) -> float:
    """What a fresh process prints."""
    return float(
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout
    )


def medians(template: str, *codes: str, runs: int = 9) -> list[float]:
    """The median of each, run in turn so that a busy moment falls on all."""
    rounds = [[measured(template.format(code)) for code in codes] for _ in range(runs)]
    return [statistics.median(column) for column in zip(*rounds, strict=True)]


def enlarged(home: Path, times: int, folder: Path) -> Path:
    """A corpus of the five briefings repeated under other dates, every copy a little different."""
    copy = folder / f"briefings{times}"
    for name in ("sources", "annotations/readings"):
        (copy / name).mkdir(parents=True)
    (copy / "datapackage.json").write_bytes((home / "datapackage.json").read_bytes())
    for path in sorted((home / "annotations").glob("**/*.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        key = rows[0].get("sentence_or_exchange", next(iter(rows[0].values())))
        dated = moved(key, 1) != key
        with open(copy / path.relative_to(home), "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]))
            writer.writeheader()
            for copied in reversed(range(times if dated else 1)):
                writer.writerows(
                    {
                        key: value if key in ("period", "baseline") else moved(value, copied)
                        for key, value in row.items()
                    }
                    for row in rows
                )
            if path.stem == "context":
                writer.writerows(rows_of_copied_briefings(rows, times))
    write_down_row_counts(copy / "annotations")
    for path in sorted((home / "sources").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        for copied in range(times):
            altered = reworded(text, copied)
            (copy / "sources" / moved(path.name, copied)).write_text(
                altered, encoding="utf-8", newline=""
            )
    return copy


def rows_of_copied_briefings(context: list[dict], times: int) -> Iterator[dict]:
    """A row of the context for each copy of a briefing."""
    briefings = [row for row in context if row["kind"] == "briefing"]
    ids = count(len(context) + 1)
    for copied in range(1, times):
        for row in briefings:
            yield row | {"context": f"x{next(ids):03d}", "date": moved(row["date"], copied)}


def write_down_row_counts(annotations: Path) -> None:
    """The numbers of rows that the copies have."""
    lines = ["file,rows"]
    for name in COUNTED_FILES:
        with open(annotations / f"{name}.csv", encoding="utf-8", newline="") as file:
            lines.append(f"{name},{sum(1 for _ in csv.DictReader(file))}")
    (annotations / "row_counts.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")


def moved(value: str, copied: int) -> str:
    """The ids of briefings in a field, as a copy has them.

    2020-10-23.t01 becomes 2016-10-23.t01, 2012-10-23.t01 and so on: earlier ones, because what is
    known of a promise since the last briefing must stay after it.
    """
    return reworded(BRIEFING.sub(lambda year: f"{int(year[0]) - 4 * copied:04d}", value), copied)


def reworded(text: str, copied: int) -> str:
    """Words a little different in every copy, in the sources and in what quotes them."""
    return text.replace("remarkable", f"remarkable{copied}")


def main() -> None:
    import briefingroom as br
    from briefingroom.corpus import tables
    from briefingroom.corpus.tables import HOME
    from briefingroom.maintain.build import build

    pandas, load = medians(TIMED, PANDAS, LOAD)
    print(f"import and load everything / import pandas: {load / pandas:.2f} (at most 1.25)")
    pandas, load = medians(RESIDENT, PANDAS, LOAD, runs=3)
    print(f"memory of a kernel, all loaded / with pandas: {load / pandas:.3f} (at most 1.1)")
    start = time.perf_counter()
    [tables.read_table(name) for name in tables.resources()]
    loading = time.perf_counter() - start
    for name, ask in {
        "claims": br.claims,
        "series": lambda: br.series("5g_base_stations"),
        "audit": br.audit,
    }.items():
        spent = []
        for _ in range(9):
            start = time.perf_counter()
            ask()
            spent.append(time.perf_counter() - start)
        middle = statistics.median(spent)
        print(
            f"{name}() / loading: {middle / loading:.2f} "
            f"({1000 * middle:.0f} ms; well under 100 asked)"
        )
    times = []
    with tempfile.TemporaryDirectory() as folder:
        for copies in (1, 10, 100):
            home = HOME if copies == 1 else enlarged(HOME, copies, Path(folder))
            build(HOME)
            start = time.perf_counter()
            build(home)
            times.append(time.perf_counter() - start)
            print(
                f"build {5 * copies} briefings: {times[-1]:.2f} s, "
                f"{times[-1] / copies / times[0]:.2f} of five, per byte"
            )
    exponent = math.log(times[-1] / times[0]) / math.log(100)
    print(
        f"cost of building grows with the text to the power {exponent:.2f} (1.0 is flat per byte)"
    )


if __name__ == "__main__":
    main()
