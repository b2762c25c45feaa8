"""What was handed in: every entry of a folder, read or named, and none that stops the run."""

import errno
import hashlib
import json
import os
import stat
import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat
from build import exercises
from cell_runs import Trouble
from mending import likely_exercise
from naming import folder_owner, plain_name, read_name, row_name, shown_path
from results import Result

LARGEST = 30 * 10**6  # bytes of a hand-in
OF_THE_SYSTEM = {"__macosx", "thumbs.db", "desktop.ini", "$recycle.bin"}
SAID_AGAIN = "handed in again, or saved again, as the name of the file says"


@dataclass
class HandIn:
    """One file of a folder of hand-ins; `trouble` says why it cannot be graded."""

    path: Path
    place: str  # from the folder of hand-ins on
    owner: str = ""
    exercise: str = ""
    student: str = ""  # the name of its row, of which there is only one for each exercise
    digest: str = ""
    again: bool = False
    notes: list[str] = field(default_factory=list)
    trouble: str = ""

    @property
    def key(self) -> str:
        return f"{self.student}/{self.exercise}"


@dataclass
class Collected:
    """A folder of hand-ins, sorted."""

    hand_ins: list[HandIn] = field(default_factory=list)
    left_aside: list[str] = field(default_factory=list)  # what is no notebook, with the reason


def of_the_system(name: str) -> bool:
    return name.startswith(".") or name.casefold() in OF_THE_SYSTEM


def called_notebook(name: str) -> bool:
    return ".ipynb" in plain_name(name).casefold()


def entries(folder: Path) -> Iterator[os.DirEntry]:
    """Everything in a folder and the folders in it, without following a link."""
    waiting = [str(folder)]
    while waiting:
        for entry in entries_here(waiting.pop()):
            yield entry
            if entry.is_dir(follow_symlinks=False):
                waiting.append(entry.path)


def entries_here(folder: str) -> list[os.DirEntry]:
    """What lies in one folder; nothing if it cannot be opened, which `kind_of` says of it."""
    try:
        with os.scandir(folder) as found:
            inside = [entry for entry in found if not of_the_system(entry.name)]
    except OSError:
        return []
    return sorted(inside, key=lambda entry: entry.name)


def kind_of(entry: os.DirEntry) -> str:
    """Why an entry is not read: a reason in a sentence, or nothing for a file."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError as error:
        return f"It cannot be read ({os.strerror(error.errno or 0)})."
    if stat.S_ISLNK(status.st_mode):
        return "It is a link and no file; links are not followed."
    if stat.S_ISDIR(status.st_mode):
        return reason_of_folder(entry)
    if not stat.S_ISREG(status.st_mode):
        return "It is a pipe or a device and no file."
    if status.st_size > LARGEST:
        return f"It is larger than {LARGEST // 10**6} MB."
    return ""


def reason_of_folder(entry: os.DirEntry) -> str:
    try:
        with os.scandir(entry.path) as found:
            empty = all(of_the_system(inside.name) for inside in found)
    except OSError:
        return "It is a folder that cannot be opened."
    if called_notebook(entry.name):
        return "It is a folder and no notebook."
    return "It is an empty folder." if empty else "It is a folder."


def file_bytes(path: Path) -> bytes:
    """The content of a regular file; raises `Trouble` for anything else, even if it was one a
    moment ago.
    """
    flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
    try:
        descriptor = os.open(path, flags | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise Trouble("It is a pipe or a device and no file.")
            content = file.read(LARGEST + 1)
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Trouble("It is a link and no file; links are not followed.") from None
        raise Trouble(f"The file cannot be read ({error.strerror}).") from None
    if len(content) > LARGEST:
        raise Trouble(f"It is larger than {LARGEST // 10**6} MB.")
    return content


def parsed_notebook(content: bytes):
    """The notebook that a file holds, in the form of today; raises `Trouble` if there is none."""
    encoding = "utf-16" if content[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        with warnings.catch_warnings(action="ignore"):
            notebook = nbformat.reads(content.decode(encoding), as_version=4)
        for cell in notebook.cells:
            cell.source = str(cell.source)
            cell.metadata.get("nbgrader")
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception as error:  # a hand-in may hold anything
        raise Trouble("The file is no notebook that can be read; ask for it again.") from error
    return notebook


def holds_notebook(path: Path) -> bool:
    """Whether a file of another name is a notebook all the same."""
    try:
        content = file_bytes(path)
        found = json.loads(content.decode("utf-8-sig"))
    except (Trouble, ValueError, RecursionError):
        return False
    return isinstance(found, dict) and "cells" in found and "nbformat" in found


def collect(folder: Path, known: Iterable[Result] = ()) -> Collected:
    """Every hand-in of a folder with its student and its exercise, and what else lies there.

    What earlier runs made is `known`: a hand-in keeps its row.
    """
    collected = Collected()
    names = exercises()
    for entry in entries(folder):
        hand_in = HandIn(Path(entry.path), os.path.relpath(entry.path, folder))
        reason = kind_of(entry)
        is_hand_in = called_notebook(entry.name) or (not reason and holds_notebook(hand_in.path))
        if is_hand_in and not ordinary_folder(entry):
            hand_in.trouble = reason
            read_hand_in(hand_in, names)
            collected.hand_ins.append(hand_in)
        elif reason != "It is a folder.":
            reason = reason or "It is no notebook."
            collected.left_aside.append(f"{shown_path(Path(hand_in.place))}: {reason}")
    name_owners(collected.hand_ins, names)
    name_rows(collected.hand_ins, {result.place: result for result in known})
    return collected


def ordinary_folder(entry: os.DirEntry) -> bool:
    """Whether it is a folder with something in it, which is named by what it holds."""
    return entry.is_dir(follow_symlinks=False) and not called_notebook(entry.name)


def read_hand_in(hand_in: HandIn, names: list[str]) -> None:
    """Find the exercise of a file, and why it cannot be graded if so."""
    said = read_name(hand_in.path.name, names)
    hand_in.exercise, hand_in.again = said.exercise, said.again
    if hand_in.trouble:
        return
    try:
        content = file_bytes(hand_in.path)
        hand_in.digest = hashlib.sha256(content).hexdigest()
        notebook = parsed_notebook(content)
        hand_in.exercise = exercise_of(notebook, said.exercise, names)
    except Trouble as trouble:
        hand_in.trouble = str(trouble)
        return
    if hand_in.exercise != said.exercise:
        hand_in.notes.append(f"the file was renamed to {shown_path(Path(hand_in.path.name))}")
    if said.again:
        hand_in.notes.append(SAID_AGAIN)


def exercise_of(notebook, named: str, names: list[str]) -> str:
    """The exercise by the notebook's own word, else by its texts, which decide over the name of the
    file.
    """
    own_word = notebook.metadata.get("briefingroom", {})
    exercise = own_word.get("exercise", "") if isinstance(own_word, dict) else ""
    if exercise in names:
        return exercise
    exercise = likely_exercise(notebook, named)
    if not exercise:
        raise Trouble("This is no notebook of the exercises.")
    return exercise


def name_owners(hand_ins: list[HandIn], names: list[str]) -> None:
    """Whose each is: of the outermost folder that is called like a person and holds one person's
    work, else of the file's name.
    """
    shared = shared_folders(hand_ins, names)
    for hand_in in hand_ins:
        own = read_name(hand_in.path.name, names).owner
        folders = Path(hand_in.place).parent.parts
        hand_in.owner = own
        for depth, folder in enumerate(folders, start=1):
            owner = folder_owner(folder, names)
            if owner and folders[:depth] not in shared:
                hand_in.owner = owner
                break
        if not hand_in.owner:
            hand_in.notes.append("neither the file nor its folder says whose it is")


def shared_folders(hand_ins: Iterable[HandIn], names: list[str]) -> set[tuple[str, ...]]:
    """The folders that hold one exercise by several people."""
    people = defaultdict(set)
    for hand_in in hand_ins:
        parts = Path(hand_in.place).parent.parts
        own = read_name(hand_in.path.name, names).owner.casefold()
        for depth in range(1, len(parts) + 1):
            inner = tuple(part for part in parts[depth:] if folder_owner(part, names))
            people[parts[:depth], hand_in.exercise].add((inner, own))
    return {folder for (folder, exercise), found in people.items() if exercise and len(found) > 1}


def name_rows(hand_ins: list[HandIn], known: dict[str, Result]) -> None:
    """Give each hand-in a row of its own: the one that it had before, or a new one, with *again*
    for a student's later ones.
    """
    for hand_in in hand_ins:
        before = earlier_result(hand_in, hand_ins, known)
        if before:
            hand_in.student = before.student
    taken = {result.key for result in known.values()}
    for hand_in in sorted(hand_ins, key=lambda one: (one.again, one.place)):
        if hand_in.student:
            continue
        hand_in.student = row_name(hand_in.owner)
        while hand_in.key in taken:
            hand_in.student += "-again"
        taken.add(hand_in.key)
    for hand_in in hand_ins:
        if hand_in.student.endswith("-again"):
            hand_in.notes.append("handed in more than once; each is graded")


def earlier_result(
    hand_in: HandIn, hand_ins: list[HandIn], known: dict[str, Result]
) -> Result | None:
    """What an earlier run made of this file, or of the same content at a place that is empty
    now.
    """
    before = known.get(hand_in.place)
    if before and before.exercise == hand_in.exercise:
        return before
    places = {other.place for other in hand_ins}
    for result in known.values():
        moved = hand_in.digest and result.digest == hand_in.digest and result.place not in places
        if moved and result.exercise == hand_in.exercise and result.owner == hand_in.owner:
            return result
    return None
