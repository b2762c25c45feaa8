"""How long the checks of the exercises take to answer, beside a small chart drawn in the same run.

    python tests/benchmarks/bench_exercises.py
        every check, on its solution and on its stub
    python tests/benchmarks/bench_exercises.py --class
        and how long a class of thirty takes to grade, by hand-in

Each check is run in a process that has run the set-up cell; "first" is the first run in this
process, "later" the median of those after it. A check should answer in 0.2 s; "ratio" is the
slowest by the chart.
"""

import json
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from statistics import median

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt

from briefingroom.practice import NotYet

EXERCISES = Path(__file__).resolve().parents[2] / "exercises"
RUNS = 5


def cells(path: Path) -> dict:
    return {
        cell["id"]: "".join(cell["source"])
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
    }


def seconds(work, *arguments) -> float:
    start = time.perf_counter()
    try:
        with redirect_stdout(StringIO()):
            work(*arguments)
    except NotYet:
        pass
    return time.perf_counter() - start


def small_chart() -> None:
    axes = plt.subplots()[1]
    axes.plot(1, 1, "o")
    axes.figure.savefig(StringIO(), format="svg")
    plt.close("all")


def checks():
    """Name of each check, its first time and the median of the later ones.

    Each is timed on the solution and on the stub.
    """
    for path in sorted((EXERCISES / "teaching" / "source").glob("*/*.ipynb")):
        solved, stub, names = cells(path), cells(EXERCISES / path.name), {}
        for id in solved:
            if id == "setup" or id.endswith("-quiz"):
                seconds(exec, solved[id], names)
        for task in (id for id in solved if f"{id}-check" in solved):
            for version, answers in (("solution", solved), ("stub", stub)):
                own = dict(names)
                seconds(exec, answers[task], own)
                times = [seconds(exec, solved[f"{task}-check"], own) for _ in range(RUNS)]
                plt.close("all")
                yield f"{path.stem} {task} {version}", times[0], median(times[1:])


def a_class() -> float:
    """Seconds for each of thirty solved hand-ins of one set."""
    name = "01_anatomy_of_a_briefing"
    solved = cells(EXERCISES / "teaching" / "source" / name / f"{name}.ipynb")
    notebook = json.loads((EXERCISES / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution") and cell["cell_type"] == "code":
            cell["source"] = solved[cell["id"]]
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "hand-ins")
        folder.mkdir()
        for number in range(30):
            (folder / f"student{number}_{name}.ipynb").write_text(
                json.dumps(notebook), encoding="utf-8"
            )
        sandbox = [] if shutil.which("bwrap") else ["--no-sandbox"]
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, EXERCISES / "teaching" / "grade.py", folder, *sandbox],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        return (time.perf_counter() - start) / 30


if __name__ == "__main__":
    chart = median(seconds(small_chart) for _ in range(RUNS))
    found = list(checks())
    print(f"{len(found)} runs; a small chart takes {chart * 1000:.0f} ms")
    for which, place in (("first", 1), ("later", 2)):
        for row in sorted(found, key=lambda row: -row[place])[:5]:
            print(
                f"  {which}  {row[place] * 1000:5.0f} ms  ratio {row[place] / chart:4.1f}  {row[0]}"
            )
    if "--class" in sys.argv[1:]:
        print(f"a class of thirty: {a_class():.1f} s for each hand-in")
