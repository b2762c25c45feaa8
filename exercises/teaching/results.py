"""What a run leaves behind for the next: one small file for each hand-in, written whole or not at
all.
"""

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path


@dataclass
class Result:
    """What became of one hand-in."""

    student: str
    exercise: str
    owner: str
    place: str  # from the folder of hand-ins on
    digest: str  # of the hand-in
    notes: list[str] = field(default_factory=list)
    trouble: str = ""
    graded: str = ""  # digest of the graded notebook

    @property
    def key(self) -> str:
        return f"{self.student}/{self.exercise}"


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file so that it is there whole or, if something comes between, as it was before."""
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content.encode("utf-8") if isinstance(content, str) else content
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".being-written-")
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(descriptor)
        os.chmod(name, 0o644)
        os.replace(name, path)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def result_path(course: Path, student: str, exercise: str) -> Path:
    return course / "results" / student / f"{exercise or 'no exercise'}.json"


def graded_path(course: Path, student: str, exercise: str) -> Path:
    """Where nbgrader looks for a graded notebook."""
    return course / "autograded" / student / exercise / f"{exercise}.ipynb"


def submitted_path(course: Path, student: str, exercise: str) -> Path:
    return course / "submitted" / student / exercise / f"{exercise}.ipynb"


def keep_result(course: Path, result: Result) -> None:
    text = json.dumps(asdict(result), indent=1, ensure_ascii=False)
    write_whole(result_path(course, result.student, result.exercise), text)


def kept_results(course: Path) -> Iterator[Result]:
    """The results of earlier runs; a damaged one is as if it was not there."""
    names = {one.name for one in fields(Result)}
    for path in sorted((course / "results").glob("*/*.json")):
        try:
            found = json.loads(path.read_text(encoding="utf-8"))
            if set(found) == names:
                yield Result(**found)
        except (OSError, ValueError, TypeError):
            continue


def file_digest(path: Path) -> str:
    """The digest of a file, or nothing if it is not there."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def is_whole(course: Path, result: Result) -> bool:
    """Whether what a result speaks of is there as it was written."""
    if result.trouble:
        return True
    path = graded_path(course, result.student, result.exercise)
    return bool(result.graded) and file_digest(path) == result.graded
