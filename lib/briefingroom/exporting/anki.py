"""Cards of the glossary for Anki: the English word asks for the Chinese, and the reverse."""

import html
import io
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

import genanki

from ..corpus.tables import glossary
from ..files.writing import put_in_place
from .facts import about

MADE_ON = 1_577_836_800.0  # 2020-01-01; one day for every deck, so that two decks are the same
FIELDS = ("Term", "Hanzi", "Pinyin", "Meaning", "Basis", "Id")
CHINESE_SIDE = '<span lang="zh">{{Hanzi}}</span><br>{{Pinyin}}'
MEANING_SIDE = "{{Meaning}}<br><small>{{Basis}}</small>"
CARDS = [
    {
        "name": "English to Chinese",
        "qfmt": "{{Term}}",
        "afmt": f"{{{{Term}}}}<hr>{CHINESE_SIDE}<p>{MEANING_SIDE}",
    },
    {
        "name": "Chinese to English",
        "qfmt": CHINESE_SIDE,
        "afmt": f"{CHINESE_SIDE}<hr>{{{{Term}}}}<p>{MEANING_SIDE}",
    },
]
CARD_STYLE = ".card { font-family: sans-serif; font-size: 20px; text-align: center; }"


def write_anki(path: Path) -> Path:
    """Write a deck (``.apkg``) with two cards for each term that has Chinese characters."""
    deck = genanki.Deck(_anki_number("deck"), "Briefing Room: glossary", description=_description())
    for row in glossary().to_dict("records"):
        if row["hanzi"]:
            deck.add_note(_note(row))
    with tempfile.TemporaryDirectory(prefix="briefing-room-") as folder:
        made = Path(folder) / "made.apkg"
        genanki.Package(deck).write_to_file(str(made), timestamp=MADE_ON)
        put_in_place(path, _with_fixed_days(made))
    return path


def _anki_number(name: str) -> int:
    """The number by which Anki knows a deck or a model: always the same for a name."""
    return 2**30 + zlib.crc32(f"briefing-room {name}".encode()) % 2**30


def _description() -> str:
    facts = about()
    return html.escape(f"{facts['title']} Data version {facts['data version']}. {facts['rights']}")


def _note(row: dict[str, Any]) -> genanki.Note:
    model = genanki.Model(
        _anki_number("model"),
        "Briefing Room term",
        fields=[{"name": name} for name in FIELDS],
        templates=CARDS,
        css=CARD_STYLE,
    )
    words = (row["term"], row["hanzi"], row["pinyin"], row["meaning"], row["basis"], row["term"])
    guid = genanki.guid_for("briefing-room", row["term"])
    return genanki.Note(model=model, fields=[html.escape(each) for each in words], guid=guid)


def _with_fixed_days(made: Path) -> bytes:
    """The archive with one day for all its files."""
    content = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(content, "w") as new:
        for name in sorted(old.namelist()):
            new.writestr(zipfile.ZipInfo(name), old.read(name), zipfile.ZIP_DEFLATED)
    return content.getvalue()
