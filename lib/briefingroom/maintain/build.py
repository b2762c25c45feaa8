"""From sources and annotations to transcripts and tables, the same bytes every time.

``briefingroom build`` writes what this module makes; ``briefingroom check`` makes it again and compares. Nothing is
written unless everything could be made.
"""

import csv
import hashlib
import io
import json
import os
import re
import tempfile
from bisect import bisect_right
from collections import defaultdict
from itertools import accumulate
from pathlib import Path

from ..cleaning.cleaning import clean
from ..cleaning.lines import fold
from ..cleaning.records import Cleaned, Notes
from ..errors import CorpusError
from .numerals import check_targets, claim_rows, other_rows, reference_rows
from .transcripts import transcript


def read_source(path: Path) -> str:
    """A source as text, its line ends untouched.

    Raises
    ------
    CorpusError : when the file is missing, empty or not UTF-8; the message gives the line.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        raise CorpusError(
            f"sources/{path.name} is missing; restore it from the repository."
        ) from None
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise CorpusError(
            f"sources/{path.name}, line {line}: this is not UTF-8 (byte 0x{data[error.start]:02x}); "
            "restore the file from the repository or save it as UTF-8."
        ) from None
    if not text.strip():
        raise CorpusError(f"sources/{path.name} is empty; restore it from the repository.")
    return text


def read_annotations(home: Path, name: str) -> list[dict]:
    """The rows of one file of annotations."""
    path = home / "annotations" / f"{name}.csv"
    try:
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file, strict=True))
    except FileNotFoundError:
        raise CorpusError(
            f"annotations/{path.name} is missing; restore it from the repository."
        ) from None
    except (UnicodeDecodeError, csv.Error) as error:
        raise CorpusError(
            f"annotations/{path.name} cannot be read as UTF-8 CSV: {error}."
        ) from None
    for line, row in enumerate(rows, 2):
        if None in row or None in row.values():
            raise CorpusError(
                f"annotations/{path.name}, row {line}: there are more or fewer fields than columns; "
                "put a field that holds a comma in quotation marks."
            )
    return rows


def read_notes(home: Path) -> dict[str, Notes]:
    """What people decided, by briefing."""
    notes = {row["briefing"]: Notes(row["briefing"]) for row in read_annotations(home, "briefings")}
    labels = {
        label: row["outlet"]
        for row in read_annotations(home, "outlets")
        for label in row["labels"].split("; ")
        if label
    }
    for note in notes.values():
        note.outlets = labels
    for row in read_annotations(home, "speakers"):
        notes[row["briefing"]].speakers[row["speaker"]] = row
    for name, file in (
        ("unlabelled", "unlabelled_questions"),
        ("repairs", "repairs"),
        ("sentence_breaks", "sentence_breaks"),
        ("acts", "acts"),
    ):
        for row in read_annotations(home, file):
            getattr(notes[row.get("briefing") or row["turn"][:10]], name).append(row)
    return notes


def build(home: Path) -> dict[str, str]:
    """Everything that is derived, by its path below `home`: transcripts, tables and the data package.

    Parameters
    ----------
    home : the ``briefings`` folder, with ``sources`` and ``annotations``.
    """
    files = {}
    tables = defaultdict(list)
    notes = read_notes(home)
    for row in read_annotations(home, "briefings"):
        briefing = row["briefing"]
        text = read_source(home / "sources" / f"{briefing}.txt")
        _expectations(row, text, notes[briefing])
        cleaned = clean(text, notes[briefing])
        tables["briefings"].append(_briefing(row, text, cleaned))
        tables["speakers"] += notes[briefing].speakers.values()
        for name in ("turns", "exchanges", "paragraphs", "sentences"):
            tables[name] += getattr(cleaned, name)
        for name in ("source_map", "repairs"):
            tables[name] += [
                {"briefing": briefing, "source_start": r.start, "source_end": r.end, **r._asdict()}
                for r in getattr(cleaned, name)
            ]
        files[f"transcripts/{briefing}.md"] = transcript(
            tables["briefings"][-1], cleaned, notes[briefing]
        )
    for name in ("outlets", "themes", "indicators", "targets", "discrepancies", "relations"):
        tables[name] = read_annotations(home, name)
    tables["subjects"] = _subjects(home, tables)
    tables["glossary"] = _glossary(home, tables["sentences"])
    tables["figure_requests"] = _figure_requests(home, tables)
    tables["claims"] = claim_rows(
        read_annotations(home, "claims"), tables["sentences"], tables["indicators"]
    )
    tables["references"] = reference_rows(
        read_annotations(home, "references"), tables["claims"], tables["indicators"]
    )
    check_targets(tables["targets"], tables["claims"], tables["sentences"])
    tables["other_numerals"] = other_rows(
        read_annotations(home, "other_numerals"), tables["sentences"]
    )
    package = json.loads((home / "datapackage.json").read_text(encoding="utf-8"))
    for resource in package["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        content = _csv(columns, tables[resource["name"]])
        files[resource["path"]] = content
        resource["bytes"] = len(content.encode("utf-8"))
        resource["hash"] = "sha256:" + hashlib.sha256(content.encode("utf-8")).hexdigest()
    files["datapackage.json"] = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return files


def write(home: Path, files: dict[str, str]) -> list[str]:
    """Put the files in place and say which of them changed. Each is complete before it takes its name."""
    changed = []
    for path, content in files.items():
        target = home / path
        if target.exists() and target.read_bytes() == content.encode("utf-8"):
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", dir=target.parent, encoding="utf-8", newline="", delete=False
        ) as file:
            file.write(content)
        os.chmod(file.name, 0o644)
        os.replace(file.name, target)
        changed.append(path)
    return changed


def _briefing(row: dict, text: str, cleaned: Cleaned) -> dict:
    return {
        **row,
        "date": row["briefing"],
        "source_file": f"{row['briefing']}.txt",
        "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        "words": sum(turn["words"] for turn in cleaned.turns),
        "turns": len(cleaned.turns),
        "questions": len(cleaned.exchanges),
    }


def _expectations(row: dict, text: str, notes: Notes) -> None:
    """The phrases on which the annotations rest still stand in the source."""
    flat = fold(text)
    for file, rows in (("briefings", [row]), ("speakers", notes.speakers.values())):
        for each in rows:
            if each["printed"] not in flat:
                raise CorpusError(
                    f"annotations/{file}.csv, {row['briefing']}: {each['printed']!r} is not in the source; "
                    "read the source and mend the row."
                )


def _subjects(home: Path, tables: dict[str, list[dict]]) -> list[dict]:
    """The subject of each question and opening paragraph; each question is told its own."""
    subjects = read_annotations(home, "subjects")
    exchanges = {row["exchange"]: row for row in tables["exchanges"]}
    begins = {row["paragraph"]: row["text"] for row in tables["paragraphs"]}
    begins |= {id: begins[row["question"] + ".p1"] for id, row in exchanges.items()}
    for row in subjects:
        if not begins.get(row["id"], "").startswith(row["begins"]):
            raise CorpusError(
                f"annotations/subjects.csv: {row['id']} does not begin {row['begins']!r}; read the transcript and mend the row."
            )
        if row["id"] in exchanges:
            exchanges[row["id"]]["theme"] = row["theme"]
    return subjects


def _glossary(home: Path, sentences: list[dict]) -> list[dict]:
    """The policy terms, each with the first sentence that uses one of its wordings."""
    glossary = read_annotations(home, "glossary")
    begins = list(accumulate((len(row["text"]) + 1 for row in sentences), initial=0))
    spoken = "\n".join(row["text"] for row in sentences).lower()
    for row in glossary:
        places = []
        for variant in row["variants"].split("; "):
            place = _first_as_words(variant.lower(), spoken)
            if place < 0:
                raise CorpusError(
                    f"annotations/glossary.csv, {row['term']}: {variant!r} is in no sentence; mend the wording or take it out."
                )
            places.append(place)
        row["first_sentence"] = sentences[bisect_right(begins, min(places)) - 1]["sentence"]
    return glossary


def _first_as_words(wording: str, text: str) -> int:
    """Where a wording first stands in a text as whole words; -1 where it does not."""
    at = text.find(wording)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(wording) : at + len(wording) + 1]
        if not re.search(r"\w", around):
            return at
        at = text.find(wording, at + 1)
    return -1


def _figure_requests(home: Path, tables: dict[str, list[dict]]) -> list[dict]:
    """The questions that ask for a figure, with the sentence that asks and, where there is one, the sentence that gives it."""
    requests = read_annotations(home, "figure_requests")
    exchanges = {row["exchange"]: row for row in tables["exchanges"]}
    sentences = {row["sentence"]: row for row in tables["sentences"]}
    for row in requests:
        exchange = exchanges.get(row["exchange"], {"question": "", "answers": []})
        for column, begins, turns in (
            ("asks", "begins", [exchange["question"]]),
            ("gives", "gives_begins", exchange["answers"]),
        ):
            sentence = sentences.get(row[column], {"turn": "", "text": ""})
            if column == "gives" and not row["gives"]:
                continue
            if (
                sentence["turn"] not in turns
                or not row[begins]
                or not sentence["text"].startswith(row[begins])
            ):
                raise CorpusError(
                    f"annotations/figure_requests.csv, {row['exchange']}: {row[column]!r} is no sentence of its "
                    f"{'question' if column == 'asks' else 'answers'} beginning {row[begins]!r}; read it and mend the row."
                )
    return requests


def _csv(columns: list[str], rows: list[dict]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, extrasaction="ignore", restval="", lineterminator="\n")
    writer.writeheader()
    for row in rows:
        writer.writerow(
            {c: "; ".join(v) if isinstance(v := row.get(c, ""), list) else v for c in columns}
        )
    return out.getvalue()
