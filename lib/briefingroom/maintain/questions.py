"""What people decided about questions: the subject of each, and which ask for a figure."""

from collections.abc import Iterable, Mapping

from ..errors import CorpusError
from ..ids import paragraph_id


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
        texts[exchange] = texts[paragraph_id(row["question"], 1)]
    for row in annotations:
        if not texts.get(row["id"], "").startswith(row["begins"]):
            raise CorpusError(
                f"annotations/subjects.csv: {row['id']} does not begin {row['begins']!r}; "
                "read the transcript and mend the row."
            )
        if row["id"] in exchanges:
            exchanges[row["id"]]["theme"] = row["theme"]
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
        exchange = exchanges.get(row["exchange"], {"question": "", "answers": []})
        question = [exchange["question"]]
        if not _begins(sentences.get(row["asks"]), row["begins"], question):
            raise _refused_request(row["exchange"], row["asks"], "question", row["begins"])
        if not row["gives"]:
            continue
        if not _begins(sentences.get(row["gives"]), row["gives_begins"], exchange["answers"]):
            raise _refused_request(row["exchange"], row["gives"], "answers", row["gives_begins"])
    return annotations


def _begins(sentence: dict | None, words: str, turns: Iterable[str]) -> bool:
    """Whether a sentence of one of the turns begins with the words."""
    if sentence is None or not words:
        return False
    return sentence["turn"] in turns and sentence["text"].startswith(words)


def _refused_request(exchange: str, sentence: str, part: str, begins: str) -> CorpusError:
    return CorpusError(
        f"annotations/figure_requests.csv, {exchange}: {sentence!r} is no sentence of its {part} "
        f"beginning {begins!r}; read it and mend the row."
    )
