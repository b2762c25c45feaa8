"""Tables as CSV, and files that are complete before they take their name."""

import csv
import io
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from ..errors import CorpusError
from ..ids import BETWEEN

READABLE_BY_ALL = 0o644


def table_as_csv(columns: Sequence[str], rows: Iterable[dict]) -> str:
    r"""A table as CSV: the names of its columns, then its rows; what a row lacks is empty.

    >>> table_as_csv(["id", "parts"], [{"id": "q1", "parts": ["t1", "t2"]}])
    'id,parts\nq1,t1; t2\n'
    """
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(_as_field(row.get(column, "")) for column in columns)
    return file.getvalue()


def _as_field(value: object) -> object:
    """A value as a field of a CSV file has it: what is a list becomes one text."""
    return BETWEEN.join(value) if isinstance(value, list) else value


def put_in_place(target: Path, content: bytes) -> None:
    """Write a file that is complete before it takes its name.

    Raises
    ------
    CorpusError : when it cannot be written.
    """
    temporary = ""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
            temporary = file.name
            file.write(content)
        os.chmod(temporary, READABLE_BY_ALL)
        os.replace(temporary, target)
    except OSError as error:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        raise CorpusError(
            f"{target.parent.name}/{target.name} cannot be written ({error.strerror}); "
            "see what stands in the way and try again."
        ) from None
