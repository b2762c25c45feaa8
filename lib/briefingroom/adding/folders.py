"""The folder of a collection: briefings appear in it, change and go by one rename each."""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .. import __version__
from ..corpus.collection_folder import (
    BRIEFING_FILE,
    COLLECTION_FILE,
    DECISIONS_FILE,
    LAYOUT,
    PENDING,
    TABLES_OF_BRIEFING,
    default_folder,
    present_file,
)
from ..corpus.tables import HOME
from ..errors import CorpusError, UnknownName
from ..files.writing import put_in_place
from ..ids import parse_id
from .locking import only_writer

AT_WORK = ".work"  # what is being written, and what is being thrown away
STAGING = ".many"  # what is made ready by many processes
OPEN_TO_ALL = 0o755

Files = Mapping[str, bytes]  # by path below the folder of a briefing


class CollectionFolder:
    """A folder of added briefings, to write in.

    Attributes
    ----------
    path : where it lies.
    """

    def __init__(self, path: str | os.PathLike[str] | None = None) -> None:
        self.path = default_folder() if path is None else Path(path)

    def ids(self, begins: str = "") -> list[str]:
        """The ids of its briefings, in order of their dates.

        Parameters
        ----------
        begins : only those that begin so, as with a day.

        Raises
        ------
        CorpusError : when the folder cannot be read.
        """
        with explained(self.path):
            names = os.listdir(self.path) if self.path.exists() else []
        alike = [name for name in names if name.startswith(begins)]
        return sorted(name for name in alike if is_id_of_briefing(name))

    def holds(self, id: str) -> bool:
        """Whether a briefing is there."""
        return (self.path / id / BRIEFING_FILE).exists()

    def about(self, id: str) -> dict[str, Any]:
        """What ``briefing.json`` of a briefing says; empty where it cannot be read."""
        try:
            path = present_file(self.path / id, BRIEFING_FILE)
            about = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return about if isinstance(about, dict) else {}

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only one who writes in it; what others left half done is put right first.

        Raises
        ------
        CorpusError : when it is no place to write in.
        """
        with explained(self.path):
            self._begin()
            with only_writer(self.path):
                self._tidy()
                yield

    def put(self, id: str, files: Files) -> Path:
        """Let a briefing appear, whole; give its folder.

        Parameters
        ----------
        id : of the briefing, which is not there yet.
        files : everything but ``briefing.json``.
        """
        target = self.path / id
        _appear(_with_checksums(files), target, self._new_work())
        return target

    @contextmanager
    def staging(self) -> Iterator[Path]:
        """A folder in which briefings are made ready to be taken; it goes when this ends.

        Raises
        ------
        CorpusError : when it cannot be written, or another program makes briefings ready there.
        """
        staging = self.path / STAGING
        with explained(self.path):
            staging.mkdir(exist_ok=True)
            with only_writer(staging):
                _empty(staging)  # of what a program left that was killed
                yield Path(tempfile.mkdtemp(dir=staging))
                _empty(staging)

    def take(self, id: str, staged: Path) -> Path:
        """Let a briefing appear that was made ready in a folder; give its own."""
        target = self.path / id
        os.rename(staged, target)
        return target

    def change(self, id: str, files: Files) -> None:
        """Change some files of a briefing, all at once.

        They appear together in ``pending`` and are then moved to their place; readers look there
        first, and whoever writes next ends what was begun.
        """
        self.finish_pending(id)
        checksums = {**self.about(id).get("files", {}), **checksums_of(files)}
        changed = {Path(path).name: data for path, data in files.items()}
        changed[BRIEFING_FILE] = about_as_json(checksums)
        _appear(changed, self.path / id / PENDING, self._new_work())
        self.finish_pending(id)

    def remove(self, id: str) -> None:
        """Let a briefing disappear, at once."""
        going = self._new_work()
        os.rename(self.path / id, going / id)
        shutil.rmtree(going, ignore_errors=True)

    def _begin(self) -> None:
        """Make the folder a collection, unless it holds other things."""
        self._refuse_published()
        if not self.path.exists():
            self.path.mkdir(parents=True)
        if not self.path.is_dir():
            raise CorpusError(f"{self.path} is a file; name a folder for added briefings.")
        if not (self.path / COLLECTION_FILE).exists():
            if any(not name.startswith(".") for name in os.listdir(self.path)):
                raise CorpusError(
                    f"{self.path} holds other files and is no collection; "
                    "name a folder that is empty or new."
                )
            about = json.dumps({"layout": LAYOUT}) + "\n"
            put_in_place(self.path / COLLECTION_FILE, about.encode())

    def _refuse_published(self) -> None:
        if self.path.resolve().is_relative_to(HOME.resolve()):
            raise CorpusError(
                f"{self.path} lies in the published corpus, to which nothing is added; "
                "name another folder."
            )

    def _tidy(self) -> None:
        """Throw away what was never finished, and end what was only to be moved."""
        work = self.path / AT_WORK
        if work.is_symlink():
            raise CorpusError(f"{work} is a link to elsewhere; take it away.")
        work.mkdir(exist_ok=True)
        for left in work.iterdir():
            shutil.rmtree(left, ignore_errors=True)

    def finish_pending(self, id: str) -> None:
        """End a change of a briefing that somebody began.

        ``briefing.json``, which has the checksums, is moved last.
        """
        pending = self.path / id / PENDING
        if not pending.is_dir():
            return
        names = sorted(os.listdir(pending), key=lambda name: name == BRIEFING_FILE)
        for name in names:
            os.replace(pending / name, self.path / id / home_of_file(name))
        os.rmdir(pending)

    def _new_work(self) -> Path:
        return Path(tempfile.mkdtemp(dir=self.path / AT_WORK))


def appear(files: Files, target: Path) -> None:
    """Let the folder of a briefing appear by one rename, or not at all.

    Where somebody else, given the same file, has been faster, it stays as it is.

    Parameters
    ----------
    files : everything but ``briefing.json``.
    target : the folder that is to appear.
    """
    try:
        _appear(_with_checksums(files), target, Path(tempfile.mkdtemp(dir=target.parent)))
    except OSError:
        if not (target / BRIEFING_FILE).exists():
            raise


def _with_checksums(files: Files) -> Files:
    return {**files, BRIEFING_FILE: about_as_json(checksums_of(files))}


def _appear(files: Files, target: Path, work: Path) -> None:
    """Let a folder with these files appear; it is written in another one before."""
    try:
        for path, data in files.items():
            (work / path).parent.mkdir(parents=True, exist_ok=True)
            (work / path).write_bytes(data)
        os.chmod(work, OPEN_TO_ALL)
        os.rename(work, target)
    except BaseException:
        shutil.rmtree(work, ignore_errors=True)
        raise


def _empty(folder: Path) -> None:
    """Take away what lies in a folder, but for the file of its lock."""
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)


def is_id_of_briefing(name: str) -> bool:
    """Whether a name is the id of a briefing, and so that of its folder.

    >>> is_id_of_briefing("2024-01-19-evening"), is_id_of_briefing("../2024-01-19")
    (True, False)
    """
    try:
        return parse_id(name).kind == "briefing"
    except UnknownName:
        return False


def home_of_file(path: str) -> str:
    """The path, below the folder of a briefing, of a file that is known by its name alone.

    >>> home_of_file("claims.csv"), home_of_file("briefing.json")
    ('tables/claims.csv', 'briefing.json')
    """
    stem = path.removesuffix(".csv")
    return f"tables/{path}" if stem in TABLES_OF_BRIEFING else path


def checksums_of(files: Files) -> dict[str, str]:
    """The SHA-256 of each file that only the library writes."""
    return {
        path: hashlib.sha256(data).hexdigest()
        for path, data in files.items()
        if path != DECISIONS_FILE
    }


def about_as_json(checksums: Mapping[str, str]) -> bytes:
    """``briefing.json`` for files with these checksums."""
    source = checksums.get("source.html", checksums["source.txt"])
    about = {
        "layout": LAYOUT,
        "version": __version__,
        "sha256": source,
        "files": dict(sorted(checksums.items())),
    }
    return (json.dumps(about, indent=1) + "\n").encode()


@contextmanager
def explained(folder: Path) -> Iterator[None]:
    """Say in one sentence what the system says of a folder.

    Raises
    ------
    CorpusError : when something there cannot be read or written.
    """
    try:
        yield
    except OSError as error:
        what = error.strerror or str(error)
        raise CorpusError(
            f"{folder} cannot be written ({what}); nothing was added: make room or make it "
            "writable there, or name another folder with --into."
        ) from None
