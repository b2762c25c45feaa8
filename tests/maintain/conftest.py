"""What the tests of build and check share."""

import pickle

import pytest

from briefingroom.files.csv_files import CsvFile
from briefingroom.maintain import build


@pytest.fixture(scope="module")
def remembered():
    """What is read from a file, and what is cleaned from a source, is worked out once.

    A test that damages one file again and again then pays for this file alone. Whoever asks gets a
    copy of his own, and what stops with an error is worked out each time.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CsvFile, "rows", remembering(CsvFile.rows, content_of))
        patch.setattr(build, "clean", remembering(build.clean, lambda *said: repr(said)))
        yield


def content_of(file):
    """All that the rows of a file depend on."""
    content = file.path.read_bytes() if file.path.is_file() else None
    return file.name, tuple(file.columns), tuple(file.key), file.is_written_by_hand, content


def remembering(function, key_of):
    kept = {}

    def ask(*arguments):
        key = key_of(*arguments)
        if key not in kept:
            kept[key] = pickle.dumps(function(*arguments))
        return pickle.loads(kept[key])

    return ask
