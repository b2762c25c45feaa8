"""Collect what the learners of a hub have changed: python collect.py STATE HAND-INS

Takes the notebooks in the folder `exercises` of each home whose cells differ from all that was ever
given out, and writes them to HAND-INS, a folder for each learner, as `python3 start.py grade
HAND-INS` takes them. The homes stay as they are; servers may run meanwhile. Run it again after the
next task: a newer version of a notebook takes the place of the older one.

A home holds whatever a learner put there. No link is followed, in no part of a path; only regular
files are read, of limited size and number; a name is escaped before it becomes one here.
"""

import argparse
import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from hand_out import ever_given_out, text_of_cells
from homes import escaped

sys.path.append(str(Path(__file__).resolve().parents[1]))
from naming import folder_owner, printable

FOLDER_OF_WORK = "exercises"
LARGEST_NOTEBOOK = 30 * 10**6  # bytes, as grading takes them
MOST_FILES = 500  # in the folder of one learner
MOST_NOTEBOOKS = 60  # of one learner
MOST_BYTES = 200 * 10**6  # of one learner
LONGEST_NAME_HERE = 200  # bytes, of a name that was escaped
ONLY_TO_READ = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
A_FOLDER = ONLY_TO_READ | os.O_DIRECTORY


class Left(Exception):
    """Why something was not taken, in a sentence."""


class Taken(NamedTuple):
    """What came of the home of one learner."""

    learner: str
    notebooks: list[str]
    left: list[str]  # what was not taken, each with the reason


@contextmanager
def opened(name: str, folder: int | None = None, flags: int = ONLY_TO_READ) -> Iterator[int]:
    """A descriptor of what has this name in a folder; a link is refused by the system."""
    try:
        descriptor = os.open(name, flags, dir_fd=folder)
    except OSError as error:
        raise Left(f"It cannot be opened, or it is a link ({error.strerror}).") from None
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def content_of(name: str, folder: int) -> bytes:
    """The content of a regular file of limited size."""
    with opened(name, folder) as file:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise Left("It is no file.")
        with open(file, "rb", closefd=False) as stream:
            content = stream.read(LARGEST_NOTEBOOK + 1)
    if len(content) > LARGEST_NOTEBOOK:
        raise Left(f"It is larger than {LARGEST_NOTEBOOK // 10**6} MB.")
    return content


def notebooks_in(folder: int) -> list[str]:
    """The names of the notebooks in a folder, which are not hidden."""
    with os.scandir(folder) as entries:
        names = [entry.name for entry in islice(entries, MOST_FILES + 1)]
    if len(names) > MOST_FILES:
        raise Left(f"It holds more than {MOST_FILES} files.")
    found = sorted(name for name in names if name.endswith(".ipynb") and name[0] != ".")
    if len(found) > MOST_NOTEBOOKS:
        raise Left(f"It holds more than {MOST_NOTEBOOKS} notebooks.")
    return found


def collected_name(name: str) -> str:
    safe = escaped(name)
    if len(safe.encode()) > LONGEST_NAME_HERE:
        raise Left("Its name is too long.")
    return safe


def row_folder(home: str) -> str:
    """The folder of a learner among the hand-ins: grading reads the name of the learner there, and
    would take "12" for the number of a set.
    """
    return home if folder_owner(home, []) else f"learner {home}"


def collect_home(home: str, homes: int, given_out: set[str], into: Path) -> Taken:
    """Copy the changed notebooks of one learner."""
    taken = Taken(row_folder(home), [], [])
    try:
        with opened(home, homes, A_FOLDER) as own, opened(FOLDER_OF_WORK, own, A_FOLDER) as work:
            take_changed(work, given_out, into / taken.learner, taken)
    except Left as reason:
        taken.left.append(f"{FOLDER_OF_WORK}: {reason}")
    return taken


def take_changed(work: int, given_out: set[str], into: Path, taken: Taken) -> None:
    """Copy the changed notebooks of a folder, and note what was taken and what not."""
    size = 0
    for name in notebooks_in(work):
        try:
            content = content_of(name, work)
            if text_of_cells(content) in given_out:
                continue
            size += len(content)
            if size > MOST_BYTES:
                raise Left(f"With it there would be more than {MOST_BYTES // 10**6} MB.")
            keep(content, into, collected_name(name))
            taken.notebooks.append(name)
        except Left as reason:
            taken.left.append(f"{FOLDER_OF_WORK}/{name}: {reason}")


def keep(content: bytes, folder: Path, name: str) -> None:
    """Write a hand-in whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    half = folder / ".half-collected"
    half.write_bytes(content)
    os.replace(half, folder / name)


def collect_class(state: Path, into: Path) -> list[Taken]:
    """Copy the changed notebooks of all learners."""
    given_out = ever_given_out(state)
    with opened(str(state / "homes"), flags=A_FOLDER) as homes:
        return [collect_home(home, homes, given_out, into) for home in sorted(os.listdir(homes))]


def report(all_taken: list[Taken], into: Path) -> Iterator[str]:
    for taken in all_taken:
        yield f"{printable(taken.learner)}: {len(taken.notebooks)} notebooks"
        yield from (f"    left: {printable(line)}" for line in taken.left)
    number = sum(len(taken.notebooks) for taken in all_taken)
    yield f"{number} notebooks of {len(all_taken)} learners lie in {into}."


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("state", type=Path, help="the folder of the hub, /var/lib/briefing-room")
    parser.add_argument("hand_ins", type=Path, help="the folder to collect into")
    options = parser.parse_args(arguments)
    if not (options.state / "homes").is_dir():
        parser.error(f"{options.state} has no folder `homes`; give the folder of the hub.")
    for line in report(collect_class(options.state, options.hand_ins), options.hand_ins):
        print(line)


if __name__ == "__main__":
    main()
