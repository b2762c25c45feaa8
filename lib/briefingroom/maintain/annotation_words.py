"""That the words which an annotation repeats stand where it says: in a source or in a sentence."""

from collections.abc import Iterable, Mapping

from ..cleaning.lines import fold, nth_place
from ..cleaning.records import Annotation
from ..ids import BETWEEN
from .annotations import numbered

Annotations = Mapping[str, list[dict]]
READ = "read it and mend the row."


def check_printed(annotations: Annotations, sources: Mapping[str, str]) -> None:
    """The phrases, names and labels on which the annotations rest still stand in the sources.

    Parameters
    ----------
    annotations : the rows of each file.
    sources : the text of each source, by briefing.

    Raises
    ------
    CorpusError : with the row and the column.
    """
    folded = {briefing: fold(text) for briefing, text in sources.items()}
    for file in ("briefings", "speakers"):
        for annotation in numbered(file, annotations[file]):
            row = annotation.row
            if row["printed"] not in folded[row["briefing"]]:
                raise annotation.error(
                    "printed",
                    f"{row['printed']!r} is not in the source; read the source and mend the row.",
                )
    for speaker in numbered("speakers", annotations["speakers"]):
        row = speaker.row
        _must_stand_in(speaker, "speaker", row["printed"], "the words in printed")
    _check_labels(annotations, sources)
    _check_quoted_lines(annotations, sources)


def _check_labels(annotations: Annotations, sources: Mapping[str, str]) -> None:
    """Every label of an outlet is a line of a source, and one of them begins with its name."""
    lines = {line.strip() for text in sources.values() for line in text.splitlines()}
    for outlet in numbered("outlets", annotations["outlets"]):
        row = outlet.row
        labels = row["labels"].split(BETWEEN) if row["labels"] else []
        for label in labels:
            if f"{label}:" not in lines:
                raise outlet.error("labels", f"no line of a source is {label + ':'!r}; {READ}")
        if labels and not any(label.startswith(row["outlet"]) for label in labels):
            raise outlet.error("outlet", f"no label begins with {row['outlet']!r}; {READ}")


def _check_quoted_lines(annotations: Annotations, sources: Mapping[str, str]) -> None:
    """What the independent reading quotes stands in its line of the source."""
    lines_of = {briefing: text.split("\n") for briefing, text in sources.items()}
    for reading in numbered("readings/agreement", annotations["readings/agreement"]):
        row = reading.row
        lines = lines_of.get(row["briefing"], [])
        number = int(row["line"])
        if not 1 <= number <= len(lines):
            raise reading.error("line", f"the source has no line {number}; {READ}")
        _must_stand_in(reading, "quote", lines[number - 1], f"line {number} of the source")


def check_words(annotations: Annotations, tables: Mapping[str, list[dict]]) -> None:
    """What annotations repeat of sentences and claims stands there, and terms of themes somewhere.

    Parameters
    ----------
    annotations : the rows of each file.
    tables : the rows of all tables, built from them.

    Raises
    ------
    CorpusError : with the row and the column.
    """
    texts = {row["sentence"]: row["text"] for row in tables["sentences"]}
    _check_sample(numbered("sentence_sample", annotations["sentence_sample"]), texts)
    for file in ("readings/first", "readings/second"):
        _check_readings(numbered(file, annotations[file]), texts)
    for settled in numbered("readings/settled", annotations["readings/settled"]):
        sentence = settled.row["sentence"]
        _must_stand_in(settled, "quote", texts[sentence], sentence)
    quotes = {row["claim"]: row["quote"] for row in tables["claims"]}
    for unparsed in numbered("unparsed_quotes", annotations["unparsed_quotes"]):
        claim = unparsed.row["claim"]
        if unparsed.row["quote"] != quotes[claim]:
            raise unparsed.error("quote", f"{claim} quotes {quotes[claim]!r}; mend the row.")
    _check_terms(numbered("themes", annotations["themes"]), texts.values())


def _must_stand_in(annotation: Annotation, column: str, text: str, where: str) -> None:
    words = annotation.row[column]
    if words not in text:
        raise annotation.error(column, f"{words!r} does not stand in {where}; {READ}")


def _check_sample(sample: Iterable[Annotation], texts: Mapping[str, str]) -> None:
    """Every sentence of the sample that was read begins and ends as the reader saw it."""
    for annotation in sample:
        row = annotation.row
        text = texts[row["sentence"]]
        if not text.startswith(row["begins"]):
            raise annotation.error("begins", f"{row['sentence']} does not begin so; {READ}")
        if not text.endswith(row["ends"]):
            raise annotation.error("ends", f"{row['sentence']} does not end so; {READ}")


def _check_readings(readings: Iterable[Annotation], texts: Mapping[str, str]) -> None:
    """Every numeral of a reading stands in its sentence as often as it says."""
    for reading in readings:
        row = reading.row
        sentence = row["sentence"]
        _must_stand_in(reading, "quote", texts[sentence], sentence)
        if nth_place(texts[sentence], row["quote"], int(row["nth"])) < 0:
            fault = f"{row['quote']!r} does not stand {row['nth']} time(s) in {sentence}; {READ}"
            raise reading.error("nth", fault)


def _check_terms(themes: Iterable[Annotation], texts: Iterable[str]) -> None:
    """Every term of a theme is in some sentence."""
    spoken = "\n".join(texts).lower()
    for theme in themes:
        for term in theme.row["terms"].split(BETWEEN):
            if term.lower() not in spoken:
                raise theme.error("terms", f"{term!r} is in no sentence; mend it or take it out.")
