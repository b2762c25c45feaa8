"""Of the sources and the text: that the sources are whole, and that nothing of them is lost."""

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from ..cleaning.lines import written_lines
from ..cleaning.records import Annotation, Stretch
from .annotations import numbered, read_annotations, read_source
from .findings import Corpus, Finding, SourceOnRecord, in_table


def sources(corpus: Corpus) -> Finding:
    """The sources are the files that were collected, byte for byte.

    Parameters
    ----------
    corpus : its files on disk.
    """
    expected = _recorded_sums(corpus)
    file_of = {row["briefing"]: row["source_file"] for row in corpus.tables["briefings"]}
    problems = list(corpus.unread)
    for briefing, text in corpus.sources.items():
        file = file_of[briefing]
        if _sum_of(text) != expected.get(file):
            record = corpus.on_record()[briefing]
            place = _first_difference(record)
            problems.append(
                f"sources/{file}, {place}; sources are never edited: "
                f"restore it with `git checkout -- briefings/sources/{file}`."
            )
    counted = f"{len(corpus.sources)} files with the checksums of SHA256SUMS"
    return Finding("Sources", counted, problems)


def _recorded_sums(corpus: Corpus) -> dict[str, str]:
    sums = {}
    text = read_source(corpus.home / "sources" / "SHA256SUMS")
    for line in written_lines(text):
        digest, _, name = line.text.partition(" ")
        sums[name.strip()] = digest
    return sums


def _sum_of(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _first_difference(source: SourceOnRecord) -> str:
    """Where a source stops being the one that the tables were made from."""
    length = len(source.text)
    for sentence in source.sentences:
        if sentence.start >= length:
            return f"line {source.line(length)}: the file ends here, before {sentence.id}"
        if not source.has(sentence):
            line = source.line(sentence.start)
            return f"line {line}: the text is not that of {sentence.id}"
    return "a heading, label or other line that is not speech has changed"


def nothing_lost(corpus: Corpus) -> Finding:
    """`source_map` tiles every source; sentences are their slices, and join to turns.

    A sentence is its slice of the source with logged repairs.

    Parameters
    ----------
    corpus : its files on disk.
    """
    seams: list[Seam] = []
    problems: list[str] = []
    for source in corpus.on_record().values():
        seams += _seams(source)
        problems += _map_problems(source)
        problems += _repair_problems(source)
        problems += _sentence_problems(source)
    problems += _joined_problems(corpus, "paragraphs", "sentences", " ")
    problems += _joined_problems(corpus, "turns", "paragraphs", "\n\n")
    gaps = sum(seam.width > 0 for seam in seams)
    overlaps = sum(seam.width < 0 for seam in seams)
    counted = (
        f"{corpus.count('source_map'):,} stretches tile {len(corpus.sources)} sources "
        f"with {gaps} gaps and {overlaps} overlaps; "
        f"{corpus.count('sentences'):,} sentences are their slices "
        f"with {corpus.count('repairs')} repairs"
    )
    return Finding("Nothing lost", counted, problems)


class Seam(NamedTuple):
    """Where one stretch ends and the next begins."""

    end: int
    next: Stretch

    @property
    def width(self) -> int:
        """The characters between the two: 0 where they meet, negative where they overlap."""
        return self.next.start - self.end


def _seams(source: SourceOnRecord) -> list[Seam]:
    """The seams from the first character of a source to the last."""
    length = len(source.text)
    ends = [0, *(stretch.end for stretch in source.stretches)]
    following = [*source.stretches, Stretch(length, length, "end")]
    return [Seam(end, stretch) for end, stretch in zip(ends, following, strict=True)]


def _map_problems(source: SourceOnRecord) -> Iterator[str]:
    for seam in _seams(source):
        if seam.width:
            place = f"source_map, {source.briefing}, line {source.line(seam.end)}"
            yield f"{place}: {seam.width} characters between stretches."
        stretch = seam.next
        if stretch.part == "space" and source.text[stretch.start : stretch.end].strip():
            place = f"source_map, {source.briefing}, line {source.line(stretch.start)}"
            yield f"{place}: words are called space."


def _repair_problems(source: SourceOnRecord) -> Iterator[str]:
    for repair in source.repairs:
        if source.text[repair.start : repair.end] != repair.found:
            place = f"repairs, {source.briefing}, line {source.line(repair.start)}"
            yield f"{place}: {repair.found!r} does not stand there."


def _sentence_problems(source: SourceOnRecord) -> Iterator[str]:
    for sentence in source.sentences:
        if not source.has(sentence):
            line = source.line(sentence.start)
            yield f"sentences, {sentence.id}: not its slice of the source, line {line}."


def _joined_problems(corpus: Corpus, wholes: str, parts: str, glue: str) -> Iterator[str]:
    """Where a row is not the rows of another table joined, as a turn is its paragraphs."""
    key = wholes.removesuffix("s")
    texts = defaultdict(list)
    for part in corpus.tables[parts]:
        texts[part[key]].append(part["text"])
    for line, whole in corpus.numbered(wholes):
        if glue.join(texts[whole[key]]) != whole["text"]:
            yield f"{in_table(wholes, line, 'text')}: {whole[key]}: not its {parts} joined."


def structure(corpus: Corpus) -> Finding:
    """Turns and questions are as many as were counted by reading; every question has an answer.

    Parameters
    ----------
    corpus : its files on disk.
    """
    turns, exchanges = corpus.by_briefing("turns"), corpus.by_briefing("exchanges")
    problems: list[str] = []
    for annotation in numbered("briefings", read_annotations(corpus.home, "briefings")):
        briefing = annotation.row["briefing"]
        problems += _miscounted(annotation, "turns", len(turns[briefing]))
        problems += _miscounted(annotation, "questions", len(exchanges[briefing]))
    for line, row in corpus.numbered("exchanges"):
        if not row["answers"]:
            place = in_table("exchanges", line, "answers")
            problems.append(f"{place}: {row['exchange']} has no answer.")
    counted = (
        f"{corpus.count('turns')} turns, {corpus.count('exchanges')} questions, each with an answer"
    )
    return Finding("Structure", counted, problems)


def _miscounted(briefing: Annotation, column: str, count: int) -> Iterator[str]:
    if count != int(briefing.row[column]):
        place = f"annotations/briefings.csv, row {briefing.line}, {column}"
        said = f"{count} {column}, not {briefing.row[column]}"
        yield f"{briefing.row['briefing']}: {said} ({place})."
