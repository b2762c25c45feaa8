"""What the command prints: texts and JSON that no terminal or pipe chokes on."""

import json
import os
from collections.abc import Sequence
from typing import TextIO

from ..display.characters import CONTROL
from ..files.plain import Record, plain_value


def as_json(answer: Record | Sequence[Record], *, ascii_only: bool = False) -> str:
    """An answer as JSON: one object, or a list of them.

    Parameters
    ----------
    answer : a record, or several.
    ascii_only : whether all other characters are escaped.

    >>> print(as_json([{"id": "2023-03-01.c012"}]))
    [
      {
        "id": "2023-03-01.c012"
      }
    ]
    """
    text = json.dumps(plain_value(answer), ensure_ascii=ascii_only, indent=2)
    return CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def make_robust(stream: TextIO) -> None:
    """Let a stream write every character, escaped where its encoding lacks it.

    A file or a pipe gets UTF-8 unless the user asked for another encoding.
    """
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is None:
        return
    if not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
        reconfigure(encoding="utf-8")
    reconfigure(errors="backslashreplace")


def is_unicode(stream: TextIO) -> bool:
    """Whether a stream can write every character."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return encoding.lower().replace("-", "").startswith("utf")
