"""Plain text for concordancers such as AntConc: one file a turn, and a list that describes them."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..corpus.tables import outlets, speakers, turns
from ..files.writing import table_as_csv
from .facts import about
from .folders import new_folder

LIST = "metadata.csv"
LISTED_COLUMNS = (
    "file turn briefing number role speaker position organisation outlet outlet_kind country act "
    "exchange words"
).split()


class Surroundings(NamedTuple):
    """What is known of those who speak: officials by briefing and name, outlets by name."""

    people: dict[tuple[str, str], dict[str, str]]
    outlets: dict[str, dict[str, str]]


def write_text(folder: Path) -> Path:
    """Write a folder with ``<turn>.txt`` for each turn, ``metadata.csv`` and ``about.csv``."""
    with new_folder(folder) as filling:
        known = _surroundings()
        rows = []
        for turn in turns().to_dict("records"):
            file = f"{turn['turn']}.txt"
            (filling / file).write_text(turn["text"] + "\n", encoding="utf-8", newline="\n")
            rows.append(_listed_turn(file, turn, known))
        _write_utf8(filling / LIST, table_as_csv(LISTED_COLUMNS, rows))
        _write_utf8(filling / "about.csv", table_as_csv(["name", "value"], _fact_rows()))
    return folder


def _write_utf8(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="")


def _fact_rows() -> Iterator[dict[str, str]]:
    return ({"name": name, "value": words} for name, words in about().items())


def _surroundings() -> Surroundings:
    people = {(row["briefing"], row["speaker"]): row for row in speakers().to_dict("records")}
    return Surroundings(people, {row["outlet"]: row for row in outlets().to_dict("records")})


def _listed_turn(file: str, turn: dict, known: Surroundings) -> dict:
    person = known.people.get((turn["briefing"], turn["speaker"]), {})
    outlet = known.outlets.get(turn["outlet"], {})
    return {
        **turn,
        "file": file,
        "position": person.get("position", ""),
        "organisation": person.get("organisation", ""),
        "outlet_kind": outlet.get("kind", ""),
        "country": outlet.get("country", ""),
    }
