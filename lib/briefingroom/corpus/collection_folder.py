"""The folder of a collection of added briefings: where it lies, and what its files are called.

::

    FOLDER/collection.json    {"layout": 1}
    FOLDER/2024-01-19/        a briefing, by its id; it appears by one rename
        source.txt            byte for byte what was given; source.html too, if that was a page
        transcript.md
        report.html
        tables/*.csv          with the columns of the published tables; and candidates
        decisions.csv         what somebody decided about the candidates
        briefing.json         layout, version of the library, checksums of the other files
        pending/              for a moment only: files that are about to take their place
"""

import os
from pathlib import Path

LAYOUT = 1
COLLECTION_FILE = "collection.json"
BRIEFING_FILE = "briefing.json"
DECISIONS_FILE = "decisions.csv"
PENDING = "pending"
FOLDER_VARIABLE = "BRIEFINGROOM_COLLECTION"
TABLES_OF_BRIEFING = (
    "briefings speakers outlets turns exchanges paragraphs sentences source_map repairs candidates "
    "claims other_numerals"
).split()


def default_folder() -> Path:
    """The folder of the reader's own collection: what the variable names, else in the user data.

    >>> from unittest import mock
    >>> with mock.patch.dict(os.environ, {FOLDER_VARIABLE: "mine"}):
    ...     default_folder().name
    'mine'
    """
    named = os.environ.get(FOLDER_VARIABLE)
    if named:
        return Path(named)
    from platformdirs import user_data_path  # here, because only collections need it

    return user_data_path("briefingroom") / "collection"


def present_file(briefing: Path, path: str) -> Path:
    """Where a file of a briefing is to be read: while a change is being put in place, its new form.

    Parameters
    ----------
    briefing : the folder of the briefing.
    path : of the file in it, such as ``tables/claims.csv``.
    """
    pending = briefing / PENDING / Path(path).name
    return pending if pending.exists() else briefing / path
