"""What cleaning gives of one source, as rows of the tables."""

import hashlib
from collections.abc import Iterable

from ..cleaning.records import Cleaned, Repair, Stretch


def described_briefing(row: dict, source: bytes, cleaned: Cleaned) -> dict:
    """The row of `briefings`: what is known of it, and what was counted.

    Parameters
    ----------
    row : what people or the page say of it, with the id in `briefing`.
    source : the file, byte for byte.
    cleaned : what it says.
    """
    briefing = row["briefing"]
    return {
        **row,
        "date": row.get("date", briefing),
        "source_file": row.get("source_file", f"{briefing}.txt"),
        "sha256": hashlib.sha256(source).hexdigest(),
        "words": sum(turn["words"] for turn in cleaned.turns),
        "turns": len(cleaned.turns),
        "questions": len(cleaned.exchanges),
    }


def rows_with_places(briefing: str, pieces: Iterable[Stretch | Repair]) -> list[dict]:
    """Rows of `source_map` or `repairs`, whose columns say of what text the places are."""
    return [
        {
            "briefing": briefing,
            "source_start": piece.start,
            "source_end": piece.end,
            **piece._asdict(),
        }
        for piece in pieces
    ]
