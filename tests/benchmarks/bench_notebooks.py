"""What the notebooks cost: memory of each kernel, the time of all, and that of all under nbval.

Memory is set against that of a kernel with one plot.
"""

import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import nbformat
import psutil
from nbclient import NotebookClient

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
BARE = """import pandas, seaborn, ipywidgets
import matplotlib.pyplot as plt
seaborn.lineplot(x=[1, 2, 3], y=[1, 3, 2])
plt.show()"""


def resident(notebook) -> float:
    """Megabytes that the kernel holds after running all cells."""
    client = NotebookClient(notebook, timeout=120, resources={"metadata": {"path": str(FOLDER)}})
    with client.setup_kernel():
        for number, cell in enumerate(notebook.cells):
            client.execute_cell(cell, number)
        return psutil.Process(client.km.provisioner.pid).memory_info().rss / 2**20


def run_whole(path: Path) -> None:
    """Run a notebook from a fresh kernel, without comparing."""
    notebook = nbformat.read(path, as_version=4)
    resources = {"metadata": {"path": str(FOLDER)}}
    NotebookClient(notebook, timeout=120, resources=resources).execute()


def seconds_two_at_a_time() -> float:
    """All notebooks, on two cores; those that take long come first."""
    paths = sorted(FOLDER.glob("*.ipynb"), key=lambda path: -path.stat().st_size)
    start = time.perf_counter()
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(run_whole, paths))
    return time.perf_counter() - start


def main() -> None:
    bare = resident(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(BARE)]))
    print(f"kernel with pandas, seaborn, ipywidgets and one plot: {bare:.0f} MB")
    for path in sorted(FOLDER.glob("*.ipynb")):
        held = resident(nbformat.read(path, as_version=4))
        print(f"{path.stem}: {held / bare:.2f} of it (at most 1.35)")
    print(f"all without comparing, two at a time: {seconds_two_at_a_time():.0f} s (aim 30)")
    start = time.perf_counter()
    options = [
        "-q",
        "-o",
        "addopts=",
        "--nbval",
        "--nbval-current-env",
        "--nbval-cell-timeout=60",
        "-p",
        "no:cacheprovider",
    ]
    subprocess.run(
        [sys.executable, "-m", "pytest", *options, str(FOLDER)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    print(
        f"all under nbval, one after the other: {time.perf_counter() - start:.0f} s (at most 120)"
    )


if __name__ == "__main__":
    main()
