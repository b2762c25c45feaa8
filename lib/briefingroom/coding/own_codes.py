"""One's own codes, in a file of one's own: each press is in the file before the next one.

The file is what `code_agreement` takes: a row for each sentence, with the column of codes and a
note. What else stands in it stays. It is replaced whole, so that it is never half written, and read
again when somebody else has written it.
"""

import csv
import io
import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from ..corpus.tables import read_table
from ..errors import QuestionError
from .coded_files import SENTENCE, check_categories, coding_of

NOTE = "note"
TEXT = "text"
UTF8_OF_SPREADSHEETS = "utf-8-sig"  # by which a spreadsheet knows that it is UTF-8


class FileStamp(NamedTuple):
    """By which a file that was written by somebody else is known."""

    size: int
    changed: int


class OwnCodes:
    """The codes of one column for some sentences, and the file that has them.

    Parameters
    ----------
    path : of the file; it comes into being with the first code.
    column : of the code book.
    sentences : ids, in order.

    Raises
    ------
    QuestionError : when the file cannot be read or is no coding; with file and row. It is left as
        it is.
    """

    def __init__(self, path: Path, column: str, sentences: Sequence[str]) -> None:
        self.path, self.column, self.sentences = path, column, list(sentences)
        self._texts: dict[str, str] = dict(
            read_table("sentences")[[SENTENCE, TEXT]].itertuples(index=False, name=None)
        )
        self._columns = [SENTENCE, column, NOTE, TEXT]
        self._rows: dict[str, dict[str, str]] = {}
        self._stamp: FileStamp | None = None
        if path.is_dir() or not path.parent.is_dir():
            raise QuestionError(f"{path.name}: give a file in a folder that is there.")
        self._read_again()

    def code(self, sentence: str) -> str:
        """The code of a sentence; empty where it has none yet."""
        return self._field(sentence, self.column)

    def note(self, sentence: str) -> str:
        """The note to a sentence."""
        return self._field(sentence, NOTE)

    def coded(self) -> list[str]:
        """Those of the sentences that have a code."""
        return [sentence for sentence in self.sentences if self.code(sentence)]

    def write(self, sentence: str, code: str, note: str) -> None:
        """Write the code of a sentence and its note into the file, at once.

        Raises
        ------
        QuestionError : when the file cannot be read or written; nothing is changed then.
        """
        self._read_again()
        before = {id: dict(fields) for id, fields in self._rows.items()}
        for id in self.sentences:
            self._rows.setdefault(id, {SENTENCE: id, TEXT: self._texts[id]})
        self._rows[sentence] |= {self.column: code, NOTE: " ".join(note.split())}
        try:
            self._stamp = replace_file(self.path, self._as_csv())
        except OSError as error:
            self._rows = before
            raise QuestionError(
                f"{self.path.name} cannot be written ({error.strerror}), and the last code is not "
                "saved; close it in other programs."
            ) from None

    def _field(self, sentence: str, column: str) -> str:
        return self._rows.get(sentence, {}).get(column, "")

    def _read_again(self) -> None:
        """Take over what stands in the file, if it was written since."""
        stamp = stamp_of(self.path)
        if stamp is None or stamp == self._stamp:
            return  # where the file was taken away, the next code writes all of it anew
        coding = coding_of(self.path, self.path.name)
        if self.column in coding.columns:
            check_categories(coding, self.column)
        self._columns = list(dict.fromkeys([*coding.columns, *self._columns]))
        self._rows = {id: dict(row.fields) for id, row in coding.sentences.items()}
        self._stamp = stamp

    def _as_csv(self) -> bytes:
        written = io.StringIO(newline="")
        rows = csv.DictWriter(written, self._columns, restval="", lineterminator="\r\n")
        rows.writeheader()
        rows.writerows(self._rows.values())
        return written.getvalue().encode(UTF8_OF_SPREADSHEETS)


def stamp_of(path: Path) -> FileStamp | None:
    """The stamp of a file; None where there is none."""
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise QuestionError(f"{path.name} cannot be read ({error.strerror}).") from None
    return FileStamp(status.st_size, status.st_mtime_ns)


def replace_file(path: Path, content: bytes) -> FileStamp | None:
    """Put a content in the place of a file, whole or not at all.

    Parameters
    ----------
    path : of the file; a link keeps leading to it.
    content : what it will hold.
    """
    target = path.resolve()
    handle, temporary = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            os.chmod(temporary, target.stat().st_mode)
        else:
            os.chmod(temporary, 0o644)
        os.replace(temporary, target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return stamp_of(path)
