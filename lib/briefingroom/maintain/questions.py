"""What was decided by reading about questions: the subject of each, and which ask for a figure."""

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ..cleaning.records import Annotation
from ..ids import paragraph_id
from .annotations import numbered


def subject_rows(annotations: list[dict], tables: Mapping[str, list[dict]]) -> list[dict]:
    """The rows of `subjects`: of each question and opening paragraph; each question gets its theme.

    Parameters
    ----------
    annotations : what was decided by reading.
    tables : `exchanges`, to which the column `theme` is added, and `paragraphs`.

    Raises
    ------
    CorpusError : when a question or paragraph does not begin as it did when the subject was given.
    """
    exchanges = {row["exchange"]: row for row in tables["exchanges"]}
    texts = {row["paragraph"]: row["text"] for row in tables["paragraphs"]}
    for exchange, row in exchanges.items():
        first = paragraph_id(row["question"], 1)
        texts[exchange] = texts[first]
    for annotation in numbered("subjects", annotations):
        row = annotation.row
        id, begins = row["id"], row["begins"]
        if id not in texts:
            raise annotation.error("id", f"{id!r} is no question and no paragraph; mend the row.")
        if not texts[id].startswith(begins):
            raise annotation.error(
                "begins",
                f"{id} does not begin {begins!r}; read the transcript and mend the row.",
            )
        if id in exchanges:
            exchanges[id]["theme"] = row["theme"]
    return annotations


def figure_request_rows(annotations: list[dict], tables: Mapping[str, list[dict]]) -> list[dict]:
    """The rows of `figure_requests`: the questions that ask for a figure.

    Each has the sentence that asks and, where there is one, the sentence that gives the figure.

    Parameters
    ----------
    annotations : what was decided by reading.
    tables : `exchanges` and `sentences`.

    Raises
    ------
    CorpusError : when one of the sentences is not in its question or answers, or begins otherwise.
    """
    exchanges = {row["exchange"]: row for row in tables["exchanges"]}
    sentences = {row["sentence"]: row for row in tables["sentences"]}
    for annotation in numbered("figure_requests", annotations):
        row = annotation.row
        exchange = exchanges.get(row["exchange"])
        if exchange is None:
            raise annotation.error("exchange", f"there is no question {row['exchange']!r}.")
        if bool(row["gives"]) != bool(row["gives_begins"]):
            raise annotation.error(
                "gives_begins", "say it where gives names a sentence, and only there."
            )
        for named in _named_sentences(row, exchange):
            named.check(annotation, sentences)
    return annotations


def _named_sentences(row: dict, exchange: dict) -> Iterator["_NamedSentence"]:
    """The sentence that asks and, where there is one, the one that gives the figure."""
    question = [exchange["question"]]
    yield _NamedSentence("asks", "begins", row["asks"], row["begins"], "question", question)
    if row["gives"]:
        gives, begins = row["gives"], row["gives_begins"]
        answers = exchange["answers"]
        yield _NamedSentence("gives", "gives_begins", gives, begins, "answers", answers)


class _NamedSentence(NamedTuple):
    """A sentence that a person names, with the words by which it begins, in part of an exchange."""

    column: str
    begins_column: str
    sentence: str
    begins: str
    part: str
    turns: Collection[str]

    def check(self, annotation: Annotation, sentences: Mapping[str, dict]) -> None:
        """Refuse a sentence that is not there or begins otherwise."""
        row = sentences.get(self.sentence, {})
        if row.get("turn") not in self.turns:
            raise annotation.error(
                self.column, f"{self.sentence!r} is no sentence of its {self.part}; mend the row."
            )
        if not row["text"].startswith(self.begins):
            raise annotation.error(
                self.begins_column,
                f"{self.sentence!r} does not begin {self.begins!r}; read it and mend the row.",
            )
