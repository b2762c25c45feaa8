"""Many briefings added by several processes: what was interrupted is taken up where it was.

Whoever works reads one file and writes what it makes of it into a folder of its own, by one rename.
This process puts these into the collection, in the order in which the files were given, so that the
same files give the same collection whoever was faster.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import Executor
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import BriefingRoomError
from .folders import CollectionFolder, appear, explained
from .given_files import LARGEST_FILE, read_given
from .progress import Progress
from .report import report_of
from .rounds import WorkerLost, done_by
from .single import (
    PUBLISHED_ALREADY,
    THERE,
    FilePath,
    files_of,
    is_published,
    put_under_id,
    sha256_of_given,
)
from .understanding import SaidBefore, refuse_cut_off, understood

if TYPE_CHECKING:
    import pandas as pd

REFUSED, WAS_READ = "refused", "read"
PROCESS_ENDED = (
    "the process that read it was ended, twice and also when it read nothing else; see whether "
    "there is memory enough, and whether it is a transcript."
)


class FileOutcome(NamedTuple):
    """What became of a file."""

    file: str
    briefing: str
    state: str
    findings: int
    why: str


class FileRead(NamedTuple):
    """What was made of a file before it is put into the collection.

    Attributes
    ----------
    state : read, or what became of it, where nothing is to be put.
    id, findings, why : as in the outcome.
    name, sha256 : of the file.
    """

    state: str
    id: str = ""
    findings: int = 0
    why: str = ""
    name: str = ""
    sha256: str = ""


def add_many(
    files: FilePath | Iterable[FilePath],
    into: FilePath | None = None,
    *,
    allow_cut_off: bool = False,
    progress: bool = True,
    executor: Executor | None = None,
) -> "pd.DataFrame":
    """Add many transcripts to a collection of your own, each as `add` does it.

    A file that is refused does not stop the others. After an interruption call it again: what is
    there is left as it is. Twenty files or more are read by a pool of processes, one for each
    processor; in a script call it below ``if __name__ == "__main__":``, as every such pool needs.
    The files that a process was reading when it was killed are read again.

    Parameters
    ----------
    files : the transcripts, or the pages, in any order; or a folder, of which all files are taken,
        in order of their names. Of two with the same text the first counts.
    into : folder of the collection; if none is given, that in your own data folder.
    allow_cut_off : whether files that seem to break off are taken as they are.
    progress : whether a bar says how far it is.
    executor : who reads the files, in place of that pool: any executor of ``concurrent.futures``,
        such as ``ThreadPoolExecutor(1)``, or that of a cluster (``Client.get_executor()`` of Dask),
        whose workers see the files and the folder under the same names.

    Returns
    -------
    DataFrame : file, briefing (empty where it was refused), state (added, already there, published,
        refused), findings (how many things look wrong), why (it was refused).

    Raises
    ------
    CorpusError : when the folder cannot be written.
    """
    import pandas as pd

    paths = _paths_of(files)
    folder = CollectionFolder(into)
    with folder.writing():  # refuses a folder in which nothing can be kept before anything is read
        there = {folder.about(id).get("sha256", ""): id for id in folder.ids()}
    counts: Counter[str] = Counter()
    outcomes = []
    with folder.staging() as staging, Progress(len(paths), progress) as bar:
        known = [there.get(_sha256_at(path), "") for path in paths]
        new = [place for place, id in enumerate(known) if not id]
        tasks = [(paths[place], folder.path, staging / str(place), allow_cut_off) for place in new]
        read = _in_order_of_files(done_by(executor, read_into, tasks))
        for place, (path, id) in enumerate(zip(paths, known, strict=True)):
            what = FileRead(THERE, id) if id else next(read)
            if what.state == WAS_READ:
                what = _put(what, staging / str(place), folder, there)
            outcomes.append(FileOutcome(str(path), what.id, what.state, what.findings, what.why))
            counts[what.state] += 1
            bar.step(", ".join(f"{count} {state}" for state, count in sorted(counts.items())))
    return pd.DataFrame(outcomes, columns=FileOutcome._fields)


def _paths_of(files: FilePath | Iterable[FilePath]) -> list[Path]:
    if not isinstance(files, (str, PathLike)):
        return [Path(file) for file in files]
    given = Path(files)
    if not given.is_dir():
        return [given]
    return sorted(path for path in given.iterdir() if path.is_file() and path.name[0] != ".")


def _sha256_at(path: Path) -> str:
    """The checksum of a file; a blank for what `read_given` will refuse."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST_FILE:
            return " "
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (OSError, ValueError):
        return " "


def read_into(path: Path, folder: Path, target: Path, allow_cut_off: bool) -> FileRead:
    """Read one file and let what is kept of it appear in a folder, or say why it is refused.

    Parameters
    ----------
    path : the file.
    folder : the collection, as messages name it.
    target : the folder that is to appear.
    allow_cut_off : whether a file that seems to break off is taken as it is.
    """
    try:
        given = read_given(path)
        briefing = understood(given, SaidBefore())
        if not allow_cut_off:
            refuse_cut_off(briefing)
        findings = len(briefing.cleaned.findings)
        if is_published(briefing):
            return FileRead(PUBLISHED_ALREADY, briefing.id, findings)
        with explained(folder):
            appear(files_of(briefing, report_of(briefing)), target)
    except BriefingRoomError as error:
        return FileRead(REFUSED, why=str(error))
    sha256 = sha256_of_given(given)
    return FileRead(WAS_READ, briefing.id, findings, name=given.name, sha256=sha256)


def _in_order_of_files(made: Iterable[tuple[int, FileRead | WorkerLost]]) -> Iterator[FileRead]:
    """What was made of each file, as soon as that of all files before it is there."""
    waiting: dict[int, FileRead] = {}
    following = 0
    for number, read in made:
        waiting[number] = (
            FileRead(REFUSED, why=PROCESS_ENDED) if isinstance(read, WorkerLost) else read
        )
        while following in waiting:
            yield waiting.pop(following)
            following += 1


def _put(read: FileRead, staged: Path, folder: CollectionFolder, there: dict[str, str]) -> FileRead:
    """Put what was made of one file into the collection, and what is there into `there`."""
    if read.sha256 in there:
        return FileRead(THERE, there[read.sha256])
    try:
        put = put_under_id(read, folder, lambda: folder.take(read.id, staged))
    except BriefingRoomError as error:
        return FileRead(REFUSED, why=str(error))
    there[read.sha256] = put.id
    return read._replace(state=put.state, id=put.id)
