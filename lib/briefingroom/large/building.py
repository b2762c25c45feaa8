"""The store of a large collection, made anew whenever its briefings are others than before.

::

    FOLDER/.large/0123456789abcdef/    named by the checksum of its briefings
        about.json                 which they are, and how many of everything
        parts/0000/*.parquet       tables of so many briefings, with their turns
        parts/0000/words.sqlite    the words of each of their sentences, as a full-text index
        vocabulary.parquet         each word with its number, in order of the alphabet
        counts.parquet             how often each turn has each word, in order of words and turns

Who has opened one that was then made again is told so, because its files are gone.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from concurrent.futures import Executor
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from ..adding.folders import explained
from ..adding.locking import only_writer
from ..adding.progress import Progress
from ..adding.rounds import WorkerLost, done_by
from ..corpus.collection_folder import BRIEFING_FILE, present_file
from ..errors import CorpusError
from .duck import AS_PARQUET, connect, files_of_parts, quoted_path
from .portions import BRIEFINGS, Portion, make_portion

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

LAYOUT_OF_STORE = 2
STORES = ".large"
LETTERS_OF_CHECKSUM = 16
AT_WORK_ON_STORE = ".making-large"
ABOUT_FILE = "about.json"
MEMORY = "1GB"  # that sorting the counts may take
COUNTS_WITH_NUMBERS = "counts JOIN words_of_parts USING (part, own) JOIN numbered USING (word)"
PROCESS_LOST = (
    "the process that read the briefings from {first} to {last} was ended twice; is there memory"
)


@dataclass(frozen=True)
class About:
    """What a store is of.

    Attributes
    ----------
    layout : of the store.
    briefings : a checksum of the briefings.
    sentences, turns : how many each part has.
    words : how many there are in all.
    """

    layout: int
    briefings: str
    sentences: list[int]
    turns: list[int]
    words: int


def checksum_of_briefings(folder: Path, ids: Sequence[str]) -> str:
    """A checksum that changes with any file of any briefing.

    Parameters
    ----------
    folder : the collection.
    ids : of its briefings.
    """
    digest = hashlib.sha256()
    for id in ids:
        digest.update(id.encode())
        try:
            digest.update(present_file(folder / id, BRIEFING_FILE).read_bytes())
        except OSError:
            digest.update(b"missing")  # who reads it says so
    return digest.hexdigest()


def home_of_store(folder: Path, checksum: str) -> Path:
    """Where the store of a collection lies.

    Parameters
    ----------
    folder : the collection.
    checksum : of its briefings.
    """
    return folder / STORES / checksum[:LETTERS_OF_CHECKSUM]


def about_store(folder: Path, checksum: str) -> About | None:
    """What the store of a collection holds; None where there is none that can be read.

    Parameters
    ----------
    folder : the collection.
    checksum : of its briefings.
    """
    try:
        path = home_of_store(folder, checksum) / ABOUT_FILE
        about = About(**json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
    is_of_them = (about.layout, about.briefings) == (LAYOUT_OF_STORE, checksum)
    return about if is_of_them else None


def make_store(
    folder: Path,
    ids: Sequence[str],
    executor: Executor | None = None,
    progress: bool = False,
) -> About:
    """Make the store of a collection; it appears by one rename.

    Parameters
    ----------
    folder : the collection.
    ids : of its briefings.
    executor : who reads the folders; a pool of processes if none is given.
    progress : whether a bar says how far it is.

    Raises
    ------
    CorpusError : when a briefing is damaged, the folder cannot be written, or DuckDB is not
        installed.
    """
    connect().close()  # says at once if it is not there
    with explained(folder):
        work = folder / AT_WORK_ON_STORE
        work.mkdir(exist_ok=True)
        with only_writer(work):
            _remove_folders(work)
            made = Path(tempfile.mkdtemp(dir=work))
            about = _write_store(folder, ids, made, executor, progress)
            _put_in_place_of(folder / STORES, made, home_of_store(folder, about.briefings).name)
    return about


def _remove_folders(work: Path) -> None:
    for entry in work.iterdir():
        if entry.is_dir():
            shutil.rmtree(entry, ignore_errors=True)


def _put_in_place_of(stores: Path, made: Path, name: str) -> None:
    """Let a store appear, and those before it go."""
    stores.mkdir(exist_ok=True)
    before = [entry for entry in stores.iterdir() if entry.is_dir()]
    for number, store in enumerate(before):
        os.rename(store, made.parent / f"before{number}")
    os.rename(made, stores / name)
    _remove_folders(made.parent)


def _write_store(
    folder: Path, ids: Sequence[str], made: Path, executor: Executor | None, progress: bool
) -> About:
    checksum = checksum_of_briefings(folder, ids)
    portions = [tuple(ids[begin : begin + BRIEFINGS]) for begin in range(0, len(ids), BRIEFINGS)]
    parts = [made / "parts" / f"{number:04d}" for number in range(len(portions))]
    (made / "parts").mkdir()
    tasks = [(folder, of_part, part) for of_part, part in zip(portions, parts, strict=True)]
    counted: dict[int, Portion] = {}
    with Progress(len(parts), progress) as bar:
        for number, portion in done_by(executor, make_portion, tasks):
            counted[number] = _not_lost(portion, portions[number])
            bar.step("portions")
    turns = [counted[number].turns for number in range(len(parts))]
    _write_counts(made, parts, turns)
    about = About(
        layout=LAYOUT_OF_STORE,
        briefings=checksum,
        sentences=[counted[number].sentences for number in range(len(parts))],
        turns=turns,
        words=sum(portion.words for portion in counted.values()),
    )
    (made / ABOUT_FILE).write_text(json.dumps(asdict(about)), encoding="utf-8")
    return about


def _not_lost(portion: Portion | WorkerLost, ids: tuple[str, ...]) -> Portion:
    if isinstance(portion, WorkerLost):
        raise CorpusError(f"{PROCESS_LOST.format(first=ids[0], last=ids[-1])} enough?")
    return portion


def _write_counts(made: Path, parts: list[Path], turns: list[int]) -> None:
    """Number the words of all parts alike, and put the counts in order of words and turns."""
    database = connect(MEMORY)
    database.execute(f"SET temp_directory = {quoted_path(made / 'spilled')}")
    database.execute("CREATE TABLE words_of_parts (part INTEGER, own INTEGER, word VARCHAR)")
    database.execute("CREATE TABLE counts (part INTEGER, own INTEGER, turn INTEGER, count INTEGER)")
    firsts = accumulate(turns, initial=0)
    for number, (part, first) in enumerate(zip(parts, firsts, strict=False)):
        words = files_of_parts([part], "vocabulary")
        counts = files_of_parts([part], "counts")
        database.execute(
            f"INSERT INTO words_of_parts SELECT {number}, file_row_number, word "
            f"FROM read_parquet({words}, file_row_number = true)"
        )
        database.execute(
            f"INSERT INTO counts SELECT {number}, word, turn + {first}, count "
            f"FROM read_parquet({counts})"
        )
        for name in ("vocabulary", "counts"):
            (part / f"{name}.parquet").unlink()
    database.execute(
        "CREATE TABLE numbered AS SELECT word, row_number() OVER (ORDER BY word) - 1 AS number "
        "FROM (SELECT DISTINCT word FROM words_of_parts)"
    )
    _copy_to_parquet(
        database,
        f"SELECT CAST(number AS INTEGER) AS word, turn, count FROM {COUNTS_WITH_NUMBERS} "
        "ORDER BY number, turn",
        made / "counts.parquet",
    )
    _copy_to_parquet(
        database,
        f"SELECT word, CAST(sum(count) AS BIGINT) AS count FROM {COUNTS_WITH_NUMBERS} "
        "GROUP BY number, word ORDER BY number",
        made / "vocabulary.parquet",
    )
    database.close()
    shutil.rmtree(made / "spilled", ignore_errors=True)


def _copy_to_parquet(database: "DuckDBPyConnection", query: str, path: Path) -> None:
    database.execute(f"COPY ({query}) TO {quoted_path(path)} ({AS_PARQUET})")
