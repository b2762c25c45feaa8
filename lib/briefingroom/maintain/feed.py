"""The log of corrections as an Atom feed, so that readers can follow it."""

from collections.abc import Iterable
from html import escape

from .annotations import numbered

FEED = "corrections.xml"
NAME = "urn:briefing-room:correction"  # of no address: the feed is read wherever the project lies


def corrections_feed(corrections: list[dict]) -> str:
    """The feed, the newest correction first.

    Parameters
    ----------
    corrections : the rows of that table, the oldest first.
    """
    newest_first = corrections[::-1]
    updated = max(row["date"] for row in corrections)
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom">',
        "<title>Briefing Room: corrections of the data</title>",
        f"<id>{NAME}s</id>",
        f"<updated>{updated}T00:00:00Z</updated>",
        "<author><name>Briefing Room contributors</name></author>",
    ]
    for row in newest_first:
        lines += _entry(row)
    return "\n".join([*lines, "</feed>", ""])


def _entry(row: dict) -> Iterable[str]:
    return [
        "<entry>",
        f"<id>{NAME}:{row['correction']}</id>",
        f"<title>{escape(row['what'])}</title>",
        f"<updated>{row['date']}T00:00:00Z</updated>",
        f"<summary>{escape(row['why'])} (data version {escape(row['version'])}; "
        f"tables: {escape(row['tables'])})</summary>",
        "</entry>",
    ]


def check_corrections(corrections: list[dict], tables: Iterable[str]) -> None:
    """Corrections are numbered in order, and name tables that there are.

    Parameters
    ----------
    corrections : the rows of that table.
    tables : the names of all tables.

    Raises
    ------
    CorpusError : with the row and the column.
    """
    known = set(tables)
    for number, annotation in enumerate(numbered("corrections", corrections), 1):
        if annotation.row["correction"] != str(number):
            raise annotation.error("correction", f"number {number} belongs here.")
        for table in annotation.row["tables"].split("; "):
            if table not in known:
                raise annotation.error("tables", f"there is no table {table!r}.")
