"""Many briefings added, one after the other: what was interrupted is taken up where it was."""

from collections import Counter
from collections.abc import Iterable
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import BriefingRoomError
from .folders import CollectionFolder
from .given_files import read_given
from .progress import Progress
from .single import THERE, FilePath, put, sha256_of_given
from .understanding import SaidBefore, refuse_cut_off, understood

if TYPE_CHECKING:
    import pandas as pd

REFUSED = "refused"


class FileOutcome(NamedTuple):
    """What became of a file."""

    file: str
    briefing: str
    state: str
    findings: int
    why: str


def add_many(
    files: FilePath | Iterable[FilePath],
    into: FilePath | None = None,
    *,
    allow_cut_off: bool = False,
    progress: bool = True,
) -> "pd.DataFrame":
    """Add many transcripts to a collection of your own, each as `add` does it.

    A file that is refused does not stop the others. After an interruption call it again: what is
    there is left as it is.

    Parameters
    ----------
    files : the transcripts, or the pages, in any order; or a folder, of which all files are taken,
        in order of their names.
    into : folder of the collection; if none is given, that in your own data folder.
    allow_cut_off : whether files that seem to break off are taken as they are.
    progress : whether a bar says how far it is.

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
    with Progress(len(paths), progress) as bar:
        for path in paths:
            outcome = _outcome(path, folder, there, allow_cut_off)
            outcomes.append(outcome)
            counts[outcome.state] += 1
            bar.step(", ".join(f"{count} {state}" for state, count in sorted(counts.items())))
    return pd.DataFrame(outcomes, columns=FileOutcome._fields)


def _paths_of(files: FilePath | Iterable[FilePath]) -> list[Path]:
    if not isinstance(files, (str, PathLike)):
        return [Path(file) for file in files]
    given = Path(files)
    if not given.is_dir():
        return [given]
    return sorted(path for path in given.iterdir() if path.is_file() and path.name[0] != ".")


def _outcome(
    path: Path, folder: CollectionFolder, there: dict[str, str], allow_cut_off: bool
) -> FileOutcome:
    """Add one of many files, unless it is there or is refused."""
    try:
        given = read_given(path)
        known = there.get(sha256_of_given(given))
        if known:
            return FileOutcome(str(path), known, THERE, 0, "")
        briefing = understood(given, SaidBefore())
        if not allow_cut_off:
            refuse_cut_off(briefing)
        added = put(briefing, folder)
    except BriefingRoomError as error:
        return FileOutcome(str(path), "", REFUSED, 0, str(error))
    return FileOutcome(str(path), added.id, added.state, len(briefing.cleaned.findings), "")
