"""How long the checks of the exercises take to answer, beside the drawing of a small chart in the
same run.

    python tests/benchmarks/bench_exercises.py               every check, solved and as a stub
    python tests/benchmarks/bench_exercises.py --class       and time and memory for a class of 30
    python tests/benchmarks/bench_exercises.py --class 300   and for a class of 300

Each check is run in a process that has run the set-up cell; "first" is the first run in this
process, "later" the median of those after it. A check should answer in 0.2 s; "ratio" is the
slowest by the chart.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import redirect_stdout, suppress
from io import StringIO
from pathlib import Path
from statistics import median

import matplotlib
import psutil

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
    """Name of each check, its first time and the median of the later ones, on the solution and on
    the stub.
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


def hand_in_of(name: str) -> str:
    """A solved hand-in of one set, with a written answer."""
    solved = cells(EXERCISES / "teaching" / "source" / name / f"{name}.ipynb")
    notebook = json.loads((EXERCISES / f"{name}.ipynb").read_text(encoding="utf-8"))
    for cell in notebook["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("solution"):
            cell["source"] = solved[cell["id"]]
    return json.dumps(notebook)


def most_memory(process: subprocess.Popen) -> float:
    """The most megabytes that a program itself held until it ended."""
    most = 0
    while process.poll() is None:
        with suppress(psutil.Error):
            most = max(most, psutil.Process(process.pid).memory_info().rss)
        time.sleep(0.2)
    return most / 1e6


def a_class(size: int) -> str:
    """How long a class of solved hand-ins of one set takes, how much memory, and how long a second
    run.
    """
    name = "01_anatomy_of_a_briefing"
    text = hand_in_of(name)
    with tempfile.TemporaryDirectory() as home:
        Path(home).chmod(0o755)
        folder = Path(home, "hand-ins")
        folder.mkdir()
        for number in range(size):
            (folder / f"student{number}_{name}.ipynb").write_text(text, encoding="utf-8")
        command = [sys.executable, str(EXERCISES / "teaching" / "grade.py"), str(folder)]
        command += [] if shutil.which("bwrap") else ["--no-sandbox"]
        command += ["--as-nobody"] if os.geteuid() == 0 else []
        took, memory = [], []
        for _ in range(2):
            start = time.perf_counter()
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
            memory.append(most_memory(process))
            took.append(time.perf_counter() - start)
            if process.returncode:
                raise RuntimeError("The class could not be graded.")
    return (
        f"a class of {size}: {took[0]:.0f} s, {took[0] / size:.2f} s for each hand-in, "
        f"{memory[0]:.0f} MB of memory; again without changes {took[1]:.1f} s, {memory[1]:.0f} MB"
    )


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
        numbers = [int(word) for word in sys.argv[1:] if word.isdigit()]
        print(a_class(numbers[0] if numbers else 30))
