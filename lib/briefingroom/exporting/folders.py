"""A folder that is complete before it takes its name."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import CorpusError

ENTERED_BY_ALL = 0o755


@contextmanager
def new_folder(target: Path) -> Iterator[Path]:
    """Gives a folder to fill; at the end it takes its name, and after an error it is gone.

    Raises
    ------
    CorpusError : when there is something in the folder, or a file of that name.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise CorpusError(f"{target.name} is not an empty folder: name another one.")
    target.parent.mkdir(parents=True, exist_ok=True)
    filling = Path(tempfile.mkdtemp(dir=target.parent, prefix=f".{target.name}-"))
    try:
        yield filling
        os.chmod(filling, ENTERED_BY_ALL)
        if target.exists():
            target.rmdir()
        filling.rename(target)
    except BaseException:
        shutil.rmtree(filling, ignore_errors=True)
        raise
