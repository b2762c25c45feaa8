"""One writer at a time: a lock that the operating system gives back when its holder ends."""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ..errors import CorpusError

LOCK_FILE = ".lock"
SECONDS_TO_WAIT = 30
SECONDS_BETWEEN = 0.05


@contextmanager
def only_writer(folder: Path) -> Iterator[None]:
    """Hold the lock of a collection as long as this lasts.

    The file of the lock stays where it is and means nothing: a program that was killed has let go.

    Raises
    ------
    CorpusError : when another program holds it for long.
    """
    file = os.open(folder / LOCK_FILE, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _wait_for(file, folder)
        yield
    finally:
        with suppress(OSError):
            _let_go(file)
        os.close(file)


def _wait_for(file: int, folder: Path) -> None:
    end = time.monotonic() + SECONDS_TO_WAIT
    while not _is_held(file):
        if time.monotonic() > end:
            raise CorpusError(
                f"another program has been writing in {folder} for {SECONDS_TO_WAIT} seconds; "
                "wait until it is done, or end it."
            )
        time.sleep(SECONDS_BETWEEN)


if sys.platform == "win32":
    import msvcrt

    def _is_held(file: int) -> bool:
        os.lseek(file, 0, os.SEEK_SET)
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _let_go(file: int) -> None:
        os.lseek(file, 0, os.SEEK_SET)
        msvcrt.locking(file, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _is_held(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return True  # a file system without locks: what appears by one rename is whole anyway
        return True

    def _let_go(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_UN)
