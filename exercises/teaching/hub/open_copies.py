"""What runs first behind the wall of a learner: copies of the handout, limits, then the server.

    python open_copies.py HANDOUT HOME BYTES PROCESSES PROGRAM WORDS...

It runs with the rights of the learner, so that a link or a record in a home can mislead it only
there. It needs nothing but Python.
"""

import contextlib
import hashlib
import json
import os
import shutil
import sys
from pathlib import Path

FILE_LIMIT = 100 * 10**6  # bytes, of one file that a learner writes
RECORD = ".briefing-room-given.json"
HALF_COPIED = ".briefing-room-half-copied"


def set_own_limits(memory: int, processes: int) -> None:
    """Limits of each process. That of processes counts all that are behind this wall."""
    import resource

    for limit, most in (
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_NPROC, processes),
        (resource.RLIMIT_FSIZE, FILE_LIMIT),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(limit, (most, most))


def open_copies(handout: Path, home: Path) -> list[str]:
    """Copy what is not there, and what is there as it was given; what was changed stays.

    Gives the files that could not be copied, with the reason.
    """
    given = read_given(home)
    troubles = []
    for source in sorted(handout.rglob("[!.]*")):
        if not source.is_file():
            continue
        place = source.relative_to(handout).as_posix()
        try:
            content = source.read_bytes()
            if is_untouched(home / place, given.get(place)):
                put(home / place, content)
                given[place] = digest(content)
        except OSError as error:
            troubles.append(f"{place}: {error.strerror}")
    with contextlib.suppress(OSError):
        put(home / RECORD, json.dumps(given, indent=0).encode())
    return troubles


def read_given(home: Path) -> dict[str, str]:
    """The digest of each file as it was last given; nothing, where the record is spoilt."""
    try:
        given = json.loads((home / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return given if isinstance(given, dict) else {}


def is_untouched(copy: Path, given: str | None) -> bool:
    """Whether there is no copy, or one that is still as it was given."""
    if not os.path.lexists(copy):
        return True
    if copy.is_symlink() or not copy.is_file():
        return False
    return digest(copy.read_bytes()) == given


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def put(path: Path, content: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(HALF_COPIED)
    if half.is_dir() and not half.is_symlink():
        shutil.rmtree(half)
    else:
        half.unlink(missing_ok=True)
    half.write_bytes(content)
    os.replace(half, path)


if __name__ == "__main__":
    handout, home, memory, processes, *program = sys.argv[1:]
    os.makedirs(os.environ["JUPYTER_RUNTIME_DIR"], mode=0o700, exist_ok=True)
    for trouble in open_copies(Path(handout), Path(home)):
        print(f"Not given out: {trouble}", file=sys.stderr)
    set_own_limits(int(memory), int(processes))
    os.execvp(program[0], program)
