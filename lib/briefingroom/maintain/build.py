"""From sources and annotations to transcripts and tables, the same bytes every time.

``briefingroom build`` writes what this module makes; ``briefingroom check`` makes it again and
compares. Nothing is written unless everything could be made.
"""

import csv
import hashlib
import io
import json
import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from ..cleaning.cleaning import clean
from ..cleaning.records import Cleaned, Notes, Repair, Stretch
from ..errors import CorpusError
from .annotation_files import read_package
from .annotation_links import check_links
from .annotation_words import check_printed, check_words
from .annotations import notes_by_briefing, read_folder, read_source
from .coding import asked_rows, check_codings, policy_measure_rows
from .context import check_context, check_further_reading
from .evidence import check_discrepancies, check_targets, reference_rows
from .feed import FEED, check_corrections, corrections_feed
from .glossary import glossary_rows
from .numerals import claim_rows, other_rows
from .questions import figure_request_rows, subject_rows
from .row_counts import check_row_counts
from .settling import check_settling
from .transcripts import transcript

AS_WRITTEN = (
    "outlets",
    "themes",
    "indicators",
    "targets",
    "discrepancies",
    "relations",
    "corrections",
    "removed",
    "context",
    "further_reading",
)


def build(home: Path) -> dict[str, str]:
    """Everything that is derived, by its path below `home`: transcripts, tables, data package.

    Parameters
    ----------
    home : the ``briefings`` folder, with ``sources`` and ``annotations``.

    Raises
    ------
    CorpusError : when a source or an annotation does not hold together, with the place.
    """
    tables: dict[str, list[dict]] = defaultdict(list)
    annotations = read_folder(home)
    check_row_counts(annotations)
    notes = notes_by_briefing(annotations)
    sources = {briefing: _source_of(home, briefing) for briefing in notes}
    check_printed(annotations, sources)
    transcripts = {}
    for row in annotations["briefings"]:
        briefing = row["briefing"]
        page = _add_briefing(sources[briefing], tables, row, notes[briefing])
        transcripts[f"transcripts/{briefing}.md"] = page
    package = read_package(home)
    _add_annotations(annotations, tables)
    described = [resource["name"] for resource in package["resources"]]
    check_corrections(tables["corrections"], described)
    check_links(annotations, tables)
    check_words(annotations, tables)
    check_settling(annotations, {row["sentence"]: row["text"] for row in tables["sentences"]})
    feed = {FEED: corrections_feed(tables["corrections"])}
    return transcripts | _packaged(package, tables) | feed


def _add_briefing(text: str, tables: dict[str, list[dict]], row: dict, notes: Notes) -> str:
    """Add what one source says to the tables, and give its transcript."""
    cleaned = clean(text, notes)
    described = _described(row, text, cleaned)
    tables["briefings"].append(described)
    tables["speakers"] += notes.speakers.values()
    tables["turns"] += cleaned.turns
    tables["exchanges"] += cleaned.exchanges
    tables["paragraphs"] += cleaned.paragraphs
    tables["sentences"] += cleaned.sentences
    tables["source_map"] += _with_places(row["briefing"], cleaned.source_map)
    tables["repairs"] += _with_places(row["briefing"], cleaned.repairs)
    return transcript(described, cleaned, notes)


def _source_of(home: Path, briefing: str) -> str:
    return read_source(home / "sources" / f"{briefing}.txt")


def _described(row: dict, text: str, cleaned: Cleaned) -> dict:
    """The row of `briefings`."""
    return {
        **row,
        "date": row["briefing"],
        "source_file": f"{row['briefing']}.txt",
        "sha256": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        "words": sum(turn["words"] for turn in cleaned.turns),
        "turns": len(cleaned.turns),
        "questions": len(cleaned.exchanges),
    }


def _with_places(briefing: str, pieces: Iterable[Stretch | Repair]) -> list[dict]:
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


def _add_annotations(annotations: Mapping[str, list[dict]], tables: dict[str, list[dict]]) -> None:
    """Add the tables that people wrote, each held against the text."""
    for name in AS_WRITTEN:
        tables[name] = annotations[name]
    sentences = tables["sentences"]
    tables["subjects"] = subject_rows(annotations["subjects"], tables)
    tables["glossary"] = glossary_rows(annotations["glossary"], sentences)
    tables["figure_requests"] = figure_request_rows(annotations["figure_requests"], tables)
    tables["claims"] = claim_rows(annotations["claims"], sentences, tables["indicators"])
    tables["references"] = reference_rows(annotations["references"], tables)
    check_targets(tables["targets"], tables)
    check_discrepancies(tables["discrepancies"])
    check_context(tables["context"], tables)
    check_further_reading(tables["further_reading"], tables)
    tables["other_numerals"] = other_rows(annotations["other_numerals"], sentences)
    check_codings(annotations, tables)
    tables["policy_measures"] = policy_measure_rows(annotations["policy_measures"], sentences)
    tables["aims"] = annotations["aims"]
    tables["asked"] = asked_rows(annotations["asked"])


def _packaged(package: dict, tables: dict[str, list[dict]]) -> dict[str, str]:
    """The tables as CSV and the data package that describes them, by path."""
    files = {}
    for resource in package["resources"]:
        columns = [field["name"] for field in resource["schema"]["fields"]]
        content = _as_csv(columns, tables[resource["name"]])
        data = content.encode("utf-8")
        resource["bytes"] = len(data)
        resource["hash"] = "sha256:" + hashlib.sha256(data).hexdigest()
        files[resource["path"]] = content
    files["datapackage.json"] = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return files


def _as_csv(columns: Sequence[str], rows: Iterable[dict]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(_as_field(row.get(column, "")) for column in columns)
    return file.getvalue()


def _as_field(value: object) -> object:
    """A value as a field of a CSV file has it: what is a list becomes one text."""
    return "; ".join(value) if isinstance(value, list) else value


def write(home: Path, files: dict[str, str]) -> list[str]:
    """Put the files in place and say which of them changed.

    Each is complete before it takes its name.

    Parameters
    ----------
    home : the ``briefings`` folder.
    files : what `build` makes.
    """
    changed = []
    for path, content in files.items():
        target = home / path
        if target.exists() and target.read_bytes() == content.encode("utf-8"):
            continue
        _put_in_place(target, content)
        changed.append(path)
    return changed


def _put_in_place(target: Path, content: str) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(
        "w", dir=target.parent, encoding="utf-8", newline="", delete=False
    ) as file:
        file.write(content)
    try:
        os.chmod(file.name, 0o644)
        os.replace(file.name, target)
    except OSError as error:
        os.unlink(file.name)
        raise CorpusError(
            f"{target.parent.name}/{target.name} cannot be written ({error.strerror}); "
            "close it in other programs and build again."
        ) from None
