"""Where the work of each learner lies, under a name that no file system can take for another."""

import os
from pathlib import Path
from urllib.parse import quote

AS_THEY_ARE = frozenset(" ._-()+,@")


def escaped(name: str) -> str:
    """A name as that of one file: letters and digits of any language stay, and a few signs; all
    else, and a dot at the beginning, is written with percent signs. Two names never become one.

    >>> escaped("anna@school.org"), escaped("../ben"), escaped("王 小明")
    ('anna@school.org', '%2E.%2Fben', '王 小明')
    """
    kept = "".join(
        char if char.isalnum() or char in AS_THEY_ARE else quote(os.fsencode(char), safe="")
        for char in name
    )
    return f"%2E{kept[1:]}" if kept.startswith(".") else kept


def home_of(homes: Path, name: str) -> Path:
    """The home of a learner, made if it is not there."""
    home = homes / escaped(name)
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    return home
