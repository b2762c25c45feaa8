"""What must always hold of the corpus, each with its count and, when it does not hold, the place.

The tables are read here as plain CSV, apart from the code that hands them out, so that a file which the library would
refuse can still be examined line by line.
"""

import csv
import hashlib
import json
from collections import defaultdict
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path

from ..cleaning.lines import line_of
from ..cleaning.quantities import UNITLESS, find_numerals, parse_quote
from ..cleaning.records import Repair
from ..cleaning.repairs import apply_repairs
from ..errors import CorpusError
from .build import build, read_annotations, read_source


@dataclass
class Finding:
    """One thing that must hold: its name, what was counted, and where it does not hold."""

    name: str
    counted: str
    problems: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        state = "ok" if not self.problems else "BROKEN"
        return "\n".join(
            [f"{state:<7}{self.name}: {self.counted}", *[f"       - {p}" for p in self.problems]]
        )


class Corpus:
    """The files of one corpus, as they lie on disk."""

    def __init__(self, home: Path):
        self.home = home
        self.package = json.loads((home / "datapackage.json").read_text(encoding="utf-8"))
        self.tables = {r["name"]: self._rows(r["path"]) for r in self.package["resources"]}
        self.sources, self.unread = {}, []
        for row in self.tables["briefings"]:
            try:
                self.sources[row["briefing"]] = read_source(home / "sources" / row["source_file"])
            except CorpusError as error:
                self.unread.append(str(error))

    def _rows(self, path: str) -> list[dict]:
        try:
            with open(self.home / path, encoding="utf-8", newline="") as file:
                return list(csv.DictReader(file))
        except FileNotFoundError:
            raise CorpusError(
                f"{path} is missing; run `briefingroom build` to make it again."
            ) from None

    def of(self, table: str) -> dict[str, list[dict]]:
        """The rows of a table, by briefing."""
        rows = defaultdict(list)
        for row in self.tables[table]:
            rows[row["briefing"]].append(row)
        return rows


def examine(home: Path) -> list[Finding]:
    """Every invariant of the corpus below `home`, in order."""
    corpus = Corpus(home)
    return [
        invariant(corpus)
        for invariant in (sources, nothing_lost, structure, numbers, quotes, keys, reproducible)
    ]


def sources(corpus: Corpus) -> Finding:
    """The sources are the files that were collected, byte for byte."""
    sums = (corpus.home / "sources" / "SHA256SUMS").read_text(encoding="utf-8").split("\n")
    expected = {name: digest for digest, name in (line.split() for line in sums if line)}
    problems = list(corpus.unread)
    for row in corpus.tables["briefings"]:
        text = corpus.sources.get(row["briefing"])
        if text is not None and hashlib.sha256(text.encode("utf-8")).hexdigest() != expected.get(
            row["source_file"]
        ):
            problems.append(
                f"sources/{row['source_file']}, {_first_difference(corpus, row['briefing'], text)}; sources are never "
                f"edited: restore it with `git checkout -- briefings/sources/{row['source_file']}`."
            )
    return Finding(
        "Sources", f"{len(corpus.sources)} files with the checksums of SHA256SUMS", problems
    )


def _first_difference(corpus: Corpus, briefing: str, text: str) -> str:
    """Where a source stops being the one that the tables were made from."""
    repairs = _repairs(corpus)[briefing]
    for row in corpus.of("sentences")[briefing]:
        start, end = int(row["source_start"]), int(row["source_end"])
        if start >= len(text):
            return f"line {line_of(text, len(text))}: the file ends here, before {row['sentence']}"
        if apply_repairs(text, start, end, repairs) != row["text"]:
            return f"line {line_of(text, start)}: the text is not that of {row['sentence']}"
    return "a heading, label or other line that is not speech has changed"


def nothing_lost(corpus: Corpus) -> Finding:
    """`source_map` tiles every source; a sentence is its slice with logged repairs; sentences join to turns."""
    gaps, overlaps, problems = 0, 0, []
    repairs = _repairs(corpus)
    maps, sentences = corpus.of("source_map"), corpus.of("sentences")
    for briefing, text in corpus.sources.items():
        at = 0
        for row in [
            *maps[briefing],
            {"source_start": len(text), "source_end": len(text), "part": "end"},
        ]:
            start, end = int(row["source_start"]), int(row["source_end"])
            gaps, overlaps = gaps + (start > at), overlaps + (start < at)
            if start != at:
                problems.append(
                    f"source_map, {briefing}, line {line_of(text, at)}: {start - at} characters between stretches."
                )
            if row["part"] == "space" and text[start:end].strip():
                problems.append(
                    f"source_map, {briefing}, line {line_of(text, start)}: words are called space."
                )
            at = end
        for row in repairs[briefing]:
            if text[row.start : row.end] != row.found:
                problems.append(
                    f"repairs, {briefing}, line {line_of(text, row.start)}: {row.found!r} does not stand there."
                )
        for row in sentences[briefing]:
            start, end = int(row["source_start"]), int(row["source_end"])
            if apply_repairs(text, start, end, repairs[briefing]) != row["text"]:
                problems.append(
                    f"sentences, {row['sentence']}: not its slice of the source, line {line_of(text, start)}."
                )
    problems += _joins(corpus)
    counted = (
        f"{len(corpus.tables['source_map']):,} stretches tile {len(corpus.sources)} sources with {gaps} gaps and "
        f"{overlaps} overlaps; {len(corpus.tables['sentences']):,} sentences are their slices with "
        f"{len(corpus.tables['repairs'])} repairs"
    )
    return Finding("Nothing lost", counted, problems)


def _joins(corpus: Corpus) -> list[str]:
    joined = {"paragraph": defaultdict(list), "turn": defaultdict(list)}
    for row in corpus.tables["sentences"]:
        joined["paragraph"][row["paragraph"]].append(row["text"])
    for row in corpus.tables["paragraphs"]:
        joined["turn"][row["turn"]].append(row["text"])
    return [
        f"{table}, {row[kind]}: not its {parts} joined."
        for table, kind, glue, parts in (
            ("paragraphs", "paragraph", " ", "sentences"),
            ("turns", "turn", "\n\n", "paragraphs"),
        )
        for row in corpus.tables[table]
        if glue.join(joined[kind][row[kind]]) != row["text"]
    ]


def _repairs(corpus: Corpus) -> dict[str, list[Repair]]:
    rows = corpus.of("repairs")
    return {
        briefing: [
            Repair(int(r["source_start"]), int(r["source_end"]), r["found"], r["kept"], r["reason"])
            for r in rows[briefing]
        ]
        for briefing in corpus.sources
    }


def structure(corpus: Corpus) -> Finding:
    """Turns and questions are as many as a person counted; every question has an answer."""
    problems = []
    turns, exchanges = corpus.of("turns"), corpus.of("exchanges")
    for row in read_annotations(corpus.home, "briefings"):
        for what, rows in (("turns", turns), ("questions", exchanges)):
            if len(rows[row["briefing"]]) != int(row[what]):
                problems.append(
                    f"{row['briefing']}: {len(rows[row['briefing']])} {what}, not {row[what]}."
                )
    problems += [
        f"{row['exchange']}: no answer." for row in corpus.tables["exchanges"] if not row["answers"]
    ]
    counted = f"{len(corpus.tables['turns'])} turns, {len(corpus.tables['exchanges'])} questions, each with an answer"
    return Finding("Structure", counted, problems)


def numbers(corpus: Corpus) -> Finding:
    """Every numeral of every sentence lies in exactly one claim or one other numeral."""
    spans = defaultdict(list)
    for table in ("claims", "other_numerals"):
        for row in corpus.tables[table]:
            spans[row["sentence"]].append((int(row["start"]), int(row["end"])))
    count, problems = 0, []
    for row in corpus.tables["sentences"]:
        for start, end in find_numerals(row["text"]):
            count += 1
            holders = sum(a <= start and end <= b for a, b in spans[row["sentence"]])
            if holders != 1:
                problems.append(
                    f"{row['sentence']}: {row['text'][start:end]!r} at {start} is covered {holders} times, not once."
                )
    counted = (
        f"{count:,} numerals in {len(corpus.tables['claims'])} claims and "
        f"{len(corpus.tables['other_numerals'])} other numerals, each in one; {len(problems)} not"
    )
    return Finding("No number unaccounted", counted, problems)


def quotes(corpus: Corpus) -> Finding:
    """Every quote stands at its place, and its words alone give the value and the unit."""
    texts = {row["sentence"]: row["text"] for row in corpus.tables["sentences"]}
    excused = {row["claim"] for row in read_annotations(corpus.home, "unparsed_quotes")}
    problems = []
    for table in ("claims", "other_numerals"):
        for line, row in enumerate(corpus.tables[table], 2):
            if texts[row["sentence"]][int(row["start"]) : int(row["end"])] != row["quote"]:
                problems.append(
                    f"tables/{table}.csv, row {line}: {row['quote']!r} does not stand there in {row['sentence']}."
                )
    for row in corpus.tables["claims"]:
        value, unit = parse_quote(row["quote"])
        elided = not unit and (row["unit"] in UNITLESS or "unit" in row["note"])
        right = value == Decimal(row["value"]) and (unit == row["unit"] or elided)
        if right == (row["claim"] in excused):
            said = (
                "is excused in annotations/unparsed_quotes.csv for nothing"
                if right
                else f"reads as {value:f} {unit}"
            )
            problems.append(
                f"{row['claim']}: {row['quote']!r} {said}; recorded is {row['value']} {row['unit']}."
            )
    counted = f"{len(corpus.tables['claims'])} claims read again from their words, {len(excused)} excused with a reason"
    return Finding("Every quote is there", counted, problems)


LISTS = (  # keys in columns that hold several; a data package cannot say so
    ("exchanges", "answers", "turns"),
    ("discrepancies", "claims", "claims"),
    ("relations", "parts", "claims"),
)


def keys(corpus: Corpus) -> Finding:
    """Every key of one table is found in the other, and no id is given twice."""
    count, problems = 0, []
    for resource in corpus.package["resources"]:
        schema, rows = resource["schema"], corpus.tables[resource["name"]]
        primary = schema["primaryKey"]
        columns = primary if isinstance(primary, list) else [primary]
        seen = set()
        for line, row in enumerate(rows, 2):
            key = tuple(row[c] for c in columns)
            if key in seen:
                problems.append(f"{resource['path']}, row {line}: {', '.join(key)} is there twice.")
            seen.add(key)
        for foreign in schema.get("foreignKeys", ()):
            column, reference = foreign["fields"][0], foreign["reference"]
            known = {row[reference["fields"][0]] for row in corpus.tables[reference["resource"]]}
            for line, row in enumerate(rows, 2):
                count += bool(row[column])
                if row[column] and row[column] not in known:
                    problems.append(
                        f"{resource['path']}, row {line}: {column} {row[column]!r} is not in {reference['resource']}."
                    )
    references = {row["reference"] for row in corpus.tables["references"]}
    for table, column, target in LISTS:
        known = {row[target.removesuffix("s")] for row in corpus.tables[target]} | references
        for line, row in enumerate(corpus.tables[table], 2):
            for key in row[column].split("; "):
                count += 1
                if key not in known:
                    problems.append(
                        f"tables/{table}.csv, row {line}: {column} {key!r} is not in {target}."
                    )
    return Finding("Keys", f"{count:,} references between tables resolve", problems)


def reproducible(corpus: Corpus) -> Finding:
    """Building again gives the same bytes."""
    try:
        files = build(corpus.home)
    except CorpusError as error:
        return Finding("Reproducible", "the corpus cannot be built", [str(error)])
    problems = []
    for path, content in files.items():
        target = corpus.home / path
        there = target.read_bytes() if target.exists() else b""
        if there != content.encode("utf-8"):
            pairs = zip(there.split(b"\n"), content.encode("utf-8").split(b"\n"))
            line = next((n for n, (a, b) in enumerate(pairs, 1) if a != b), 1 + there.count(b"\n"))
            problems.append(
                f"{path}, line {line}: not what the sources and annotations give. Built files are not edited: change "
                "the annotation, then run `briefingroom build`."
            )
    return Finding("Reproducible", f"{len(files)} files built again, byte for byte", problems)
