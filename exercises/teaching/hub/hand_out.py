"""Fill the folder of which every learner gets copies: python hand_out.py STATE

Into STATE/handout go the lessons and the exercises, without solutions; what you lay there besides
is given out too. STATE/given_out.txt keeps what each notebook was as it was given out, so that
collect.py knows which ones were changed. Run it again after a change: whoever has not touched a
file gets the new one, and whoever has keeps the old one.
"""

import argparse
import hashlib
import json
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1]))

CHECKOUT = Path(__file__).resolve().parents[3]
GIVEN_OUT = "given_out.txt"
UNREADABLE = ""


def files_to_give(exercises: Path) -> Iterator[tuple[str, Path]]:
    """Each file with its place in the home of a learner."""
    for path in sorted((CHECKOUT / "notebooks").glob("*.ipynb")):
        yield f"notebooks/{path.name}", path
    for path in sorted((CHECKOUT / "notebooks" / "images").iterdir()):
        yield f"notebooks/images/{path.name}", path
    for path in sorted(exercises.glob("*.ipynb")):
        yield f"exercises/{path.name}", path


def text_of_cells(content: bytes) -> str:
    """One word for the texts of a notebook's cells, whatever came out of them when they were run;
    `UNREADABLE` for what is no notebook.

    >>> cell = {"cell_type": "code", "source": ["1 + ", "1"], "outputs": []}
    >>> one = text_of_cells(json.dumps({"cells": [cell]}).encode())
    >>> other = text_of_cells(json.dumps({"cells": [cell | {"source": "1 + 1"}]}).encode())
    >>> one == other, text_of_cells(b"no notebook") == UNREADABLE
    (True, True)
    """
    try:
        cells = json.loads(content)["cells"]
        texts = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, KeyError, TypeError, RecursionError):
        return UNREADABLE
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def fill(state: Path, exercises: Path) -> int:
    """Copy all files into the handout and remember them; gives how many there are."""
    number = 0
    for place, source in files_to_give(exercises):
        target = state / "handout" / place
        target.parent.mkdir(parents=True, exist_ok=True)
        half = target.with_name(f".{target.name}")  # nobody gets half a file
        shutil.copyfile(source, half)
        os.replace(half, target)
        number += 1
    remember(state)
    return number


def give_fonts(state: Path) -> None:
    """Give out the list of fonts that matplotlib makes: not every learner has to make it."""
    from walls import list_fonts

    list_fonts(state / "handout" / ".cache" / "matplotlib")


def remember(state: Path) -> None:
    """Keep the record of all that was ever given out."""
    lines = "".join(f"{each}\n" for each in sorted(ever_given_out(state)))
    (state / GIVEN_OUT).write_text(lines, encoding="ascii")


def ever_given_out(state: Path) -> set[str]:
    """The texts of all notebooks that are given out, and of those that once were."""
    record = state / GIVEN_OUT
    earlier = set(record.read_text(encoding="ascii").split()) if record.exists() else set()
    now = {text_of_cells(path.read_bytes()) for path in (state / "handout").rglob("*.ipynb")}
    return (earlier | now) - {UNREADABLE}


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("state", type=Path, help="the folder of the hub, /var/lib/briefing-room")
    parser.add_argument(
        "--exercises", type=Path, help="a folder that `build.py --variant` made (default: our own)"
    )
    options = parser.parse_args(arguments)
    exercises = options.exercises or CHECKOUT / "exercises"
    number = fill(options.state, exercises)
    give_fonts(options.state)
    print(f"{number} files are given out.")


if __name__ == "__main__":
    main()
