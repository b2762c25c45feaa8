"""From sources and annotations to transcripts and tables, the same bytes every time.

``briefingroom build`` writes what this module makes; ``briefingroom check`` makes it again and
compares. Nothing is written unless everything could be made.
"""

import hashlib
import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from ..cleaning.cleaning import clean
from ..cleaning.records import Notes
from ..files.briefing_rows import described_briefing, rows_with_places
from ..files.transcripts import transcript
from ..files.writing import put_in_place, table_as_csv
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
    described = described_briefing(row, text.encode("utf-8"), cleaned)
    tables["briefings"].append(described)
    tables["speakers"] += notes.speakers.values()
    tables["turns"] += cleaned.turns
    tables["exchanges"] += cleaned.exchanges
    tables["paragraphs"] += cleaned.paragraphs
    tables["sentences"] += cleaned.sentences
    tables["source_map"] += rows_with_places(row["briefing"], cleaned.source_map)
    tables["repairs"] += rows_with_places(row["briefing"], cleaned.repairs)
    return transcript(described, cleaned, notes.speakers.values(), "sources/")


def _source_of(home: Path, briefing: str) -> str:
    return read_source(home / "sources" / f"{briefing}.txt")


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
        content = table_as_csv(columns, tables[resource["name"]])
        data = content.encode("utf-8")
        resource["bytes"] = len(data)
        resource["hash"] = "sha256:" + hashlib.sha256(data).hexdigest()
        files[resource["path"]] = content
    files["datapackage.json"] = json.dumps(package, ensure_ascii=False, indent=2) + "\n"
    return files


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
        put_in_place(target, content.encode("utf-8"))
        changed.append(path)
    return changed
