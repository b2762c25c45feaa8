"""The file that somebody gives: read if it is a text, refused in one sentence if it is not."""

import os
import re
import stat
from pathlib import Path
from typing import NamedTuple

from ..errors import CorpusError
from ..files.csv_files import UTF16_MARKS
from .saved_pages import declared_encoding, looks_like_page, text_of_page

MEGABYTE = 1_000_000
LARGEST_FILE = (
    10 * MEGABYTE
)  # a long transcript has a tenth of one megabyte, its page saved whole two
LARGEST_TEXT = 3 * MEGABYTE
AS_TEXT = "save it as plain text in UTF-8"
KINDS_OF_FILE = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a Word document or another packed file"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"bplist", "a web archive of Safari"),
    (b"From: <Saved by", "a page saved as one file (MHTML)"),
    (b"\x1f\x8b", "a packed file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
)
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
ANY_LETTER = re.compile(r"[^\W\d_]")
HAN_LETTER = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
MOST_HAN = 0.2  # of the letters of a transcript in English
MOST_ZEROS = 0.3  # of the bytes of UTF-16 in English every second is zero


class GivenFile(NamedTuple):
    """What was given.

    Attributes
    ----------
    name : of the file, as messages show it: quoted.
    source : the transcript, byte for byte; of a page, the text that was taken out of it.
    page : the page, byte for byte; None where the transcript itself was given.
    """

    name: str
    source: bytes
    page: bytes | None = None

    @property
    def bare_name(self) -> str:
        """The name without the quotation marks, for a list of facts.

        >>> GivenFile(shown_name(Path("what 'we' said'")), b"").bare_name
        "what 'we' said'"
        """
        return self.name[1:-1]

    @property
    def text(self) -> str:
        """The transcript as text, its line ends untouched."""
        return self.source.decode("utf-8")


def read_given(path: Path) -> GivenFile:
    """The file at a path.

    Raises
    ------
    CorpusError : when it cannot be read, or is no transcript in English as plain text or as a page.
    """
    name = shown_name(path)
    data = _bytes_at(path, name)
    if not data.removeprefix(BYTE_ORDER_MARK).strip():
        raise CorpusError(f"{name} is empty; save the transcript again and give that file.")
    for beginning, kind in KINDS_OF_FILE:
        if data.startswith(beginning):
            raise CorpusError(
                f"{name} is {kind}; open it, select the transcript, and {AS_TEXT} (.txt)."
            )
    text = _as_utf8(data, name)
    given = GivenFile(name, data)
    if looks_like_page(text):
        text = text_of_page(text, name)
        given = GivenFile(name, text.encode("utf-8"), data)
    _refuse_what_is_no_english_text(text, name)
    return given


def shown_name(path: Path) -> str:
    r"""The name of a file as messages have it, whatever its characters are.

    >>> shown_name(Path("folder/a\x1b[31m.txt"))
    "'a\\x1b[31m.txt'"
    """
    return ascii(os.fspath(path.name)) if not path.name.isprintable() else repr(path.name)


def _bytes_at(path: Path, name: str) -> bytes:
    """The bytes of a file, once its kind and its size are known to be right."""
    try:
        about = path.stat()
        if not stat.S_ISREG(about.st_mode):
            raise CorpusError(f"{name} is no file; give the file of a transcript.")
        if about.st_size > LARGEST_FILE:
            size = about.st_size // MEGABYTE
            raise CorpusError(
                f"{name} has {size:,} MB, more than the {LARGEST_FILE // MEGABYTE} MB that a "
                "transcript may have; save the transcript alone as plain text."
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise CorpusError(f"there is no file {name}; see where it was saved.") from None
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or error
        raise CorpusError(f"{name} cannot be read ({what}); see who may read it.") from None


def _as_utf8(data: bytes, name: str) -> str:
    if data.startswith(UTF16_MARKS) or data.count(b"\0") > MOST_ZEROS * len(data):
        raise CorpusError(f"{name} is in UTF-16; open it in an editor and {AS_TEXT}.")
    if b"\0" in data:
        line = data.count(b"\n", 0, data.index(b"\0")) + 1
        raise CorpusError(
            f"{name}, line {line}: a NUL byte stands there, so this is no text; "
            f"open what it came from and {AS_TEXT}."
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _decoded_as_declared(data, name, error)


def _decoded_as_declared(data: bytes, name: str, error: UnicodeDecodeError) -> str:
    """A page may say in which encoding it is; nothing else is guessed."""
    encoding = declared_encoding(data)
    if encoding:
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            pass
    line = data.count(b"\n", 0, error.start) + 1
    raise CorpusError(
        f"{name}, line {line}: this is not UTF-8 (byte 0x{data[error.start]:02x})"
        f"{_likely_encoding(data)}; open it in an editor and {AS_TEXT}."
    )


def _likely_encoding(data: bytes) -> str:
    """What the bytes may be instead, in words."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return ", but Chinese in GB18030" if _share_of_han(text) > MOST_HAN else ""


def _refuse_what_is_no_english_text(text: str, name: str) -> None:
    if not ANY_LETTER.search(text):
        raise CorpusError(f"{name} has no word in it; give the file of a transcript.")
    if len(text) > LARGEST_TEXT:
        raise CorpusError(
            f"{name} has {len(text) / MEGABYTE:,.1f} million characters, more than a transcript "
            "may have; save the transcript alone as plain text."
        )
    if _share_of_han(text) > MOST_HAN:
        raise CorpusError(
            f"{name} is in Chinese; give the English transcript, because sentences and numerals "
            "are understood in English only."
        )


def _share_of_han(text: str) -> float:
    """The share of Chinese characters in the letters of a text.

    It counts on the first million, so that no file takes long.
    """
    letters = len(ANY_LETTER.findall(text[:MEGABYTE]))
    return len(HAN_LETTER.findall(text[:MEGABYTE])) / max(letters, 1)
