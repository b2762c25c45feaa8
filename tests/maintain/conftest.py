"""What the tests of build and check share."""

import pickle

import pytest

from briefingroom.files.csv_files import CsvFile, NumberedRow
from briefingroom.maintain import build, check_numbers


@pytest.fixture(scope="module")
def remembered():
    """What is read from a file, a source or a sentence is worked out once.

    A test that damages one file again and again then pays for this file alone. Whoever asks gets a
    copy of his own of what can be changed, and what stops with an error is worked out each time.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(CsvFile, "rows", remembering(CsvFile.rows, content_of, copy_of_rows))
        patch.setattr(
            CsvFile, "check_keys", remembering(CsvFile.check_keys, content_and_nothing_else)
        )
        patch.setattr(
            build, "clean", remembering(build.clean, lambda *said: repr(said), copy_of_cleaned)
        )
        for reading in ("find_numerals", "parse_quote", "reading_in_a_range"):
            function = getattr(check_numbers, reading)
            patch.setattr(check_numbers, reading, remembering(function, lambda *said: said))
        yield


def content_of(file):
    """All that the rows of a file depend on."""
    content = file.path.read_bytes() if file.path.is_file() else None
    return file.name, tuple(file.columns), tuple(file.key), file.is_written_by_hand, content


def content_and_nothing_else(file, rows):
    """What `check_keys` depends on: its rows are always those of the file."""
    return content_of(file)


def copy_of_rows(rows):
    return [NumberedRow(row.number, row.fields.copy()) for row in rows]


def copy_of_cleaned(cleaned):
    return pickle.loads(pickle.dumps(cleaned))


def remembering(function, key_of, copy=lambda answer: answer):
    """The function, which works out once what it answers to arguments with the same key."""
    kept = {}

    def ask(*arguments):
        key = key_of(*arguments)
        if key not in kept:
            kept[key] = function(*arguments)
        return copy(kept[key])

    return ask
