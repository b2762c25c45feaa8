"""What people decided about questions: the subject of each, and which ask for a figure."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from ..errors import CorpusError
from ..ids import paragraph_id

NO_EXCHANGE = {"question": "", "answers": []}


def subject_rows(annotations: list[dict], tables: Mapping[str, list[dict]]) -> list[dict]:
    """The rows of `subjects`: of each question and opening paragraph; each question gets its theme.

    Parameters
    ----------
    annotations : what people decided.
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
    for row in annotations:
        id, begins = row["id"], row["begins"]
        text = texts.get(id, "")
        if not text.startswith(begins):
            raise CorpusError(
                f"annotations/subjects.csv: {id} does not begin {begins!r}; "
                "read the transcript and mend the row."
            )
        if id in exchanges:
            exchanges[id]["theme"] = row["theme"]
    return annotations


def figure_request_rows(annotations: list[dict], tables: Mapping[str, list[dict]]) -> list[dict]:
    """The rows of `figure_requests`: the questions that ask for a figure.

    Each has the sentence that asks and, where there is one, the sentence that gives the figure.

    Parameters
    ----------
    annotations : what people decided.
    tables : `exchanges` and `sentences`.

    Raises
    ------
    CorpusError : when one of the sentences is not in its question or answers, or begins otherwise.
    """
    exchanges = {row["exchange"]: row for row in tables["exchanges"]}
    sentences = {row["sentence"]: row for row in tables["sentences"]}
    for row in annotations:
        exchange = exchanges.get(row["exchange"], NO_EXCHANGE)
        question = [exchange["question"]]
        asking = _NamedSentence(row["asks"], row["begins"], "question", question)
        if not asking.stands_in(sentences):
            raise asking.refused(row["exchange"])
        if not row["gives"]:
            continue
        answers = exchange["answers"]
        giving = _NamedSentence(row["gives"], row["gives_begins"], "answers", answers)
        if not giving.stands_in(sentences):
            raise giving.refused(row["exchange"])
    return annotations


class _NamedSentence(NamedTuple):
    """A sentence that a person names, with the words by which it begins, in part of an exchange."""

    sentence: str
    begins: str
    part: str
    turns: Collection[str]

    def stands_in(self, sentences: Mapping[str, dict]) -> bool:
        row = sentences.get(self.sentence)
        if row is None or not self.begins:
            return False
        return row["turn"] in self.turns and row["text"].startswith(self.begins)

    def refused(self, exchange: str) -> CorpusError:
        return CorpusError(
            f"annotations/figure_requests.csv, {exchange}: {self.sentence!r} is no sentence "
            f"of its {self.part} beginning {self.begins!r}; read it and mend the row."
        )
