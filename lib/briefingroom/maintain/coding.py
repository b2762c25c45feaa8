"""What was coded by reading: `policy_measures`, `aims` and `asked`.

Two readers coded every sentence of officials and every question, apart from each other; then each
difference was settled by reading again. The three codings are held against the text by the same
rules, here where they are written and by the check where they are built.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import NamedTuple

from ..errors import CorpusError
from ..ids import asked_id, parse_id, policy_measure_id
from .annotations import numbered
from .coding_rules import SpokenWords, faults_of_asked, faults_of_means, faults_of_sentences


class CodedFiles(NamedTuple):
    """The files of one coding: the means, the sentences that were read, and the things asked."""

    measures: str
    sentences: str
    asked: str


SETTLED = CodedFiles("policy_measures", "aims", "asked")
BY_FIRST = CodedFiles("readings/first_measures", "readings/first_sentences", "readings/first_asked")
BY_SECOND = CodedFiles(
    "readings/second_measures", "readings/second_sentences", "readings/second_asked"
)
CODINGS = (SETTLED, BY_FIRST, BY_SECOND)


def check_codings(annotations: Mapping[str, list[dict]], tables: Mapping[str, list[dict]]) -> None:
    """Both readings and what was settled hold together with the text.

    Parameters
    ----------
    annotations : the rows of each file.
    tables : the rows of `turns`, `sentences` and `exchanges`.

    Raises
    ------
    CorpusError : with the row and the column.
    """
    words = SpokenWords.of_tables(tables)
    for files in CODINGS:
        for fault in faults_of_coding(files, annotations, words):
            raise fault


def faults_of_coding(
    files: CodedFiles, annotations: Mapping[str, list[dict]], words: SpokenWords
) -> Iterator[CorpusError]:
    """What does not hold in the files of one coding.

    Parameters
    ----------
    files : of the coding.
    annotations : the rows of each file.
    words : what was said.
    """
    means, sentences, asked = (numbered(file, annotations[file]) for file in files)
    return chain(
        faults_of_means(means, words),
        faults_of_sentences(sentences, means, words),
        faults_of_asked(asked, words),
    )


def policy_measure_rows(annotations: Iterable[dict], sentences: Iterable[dict]) -> list[dict]:
    """The rows of `policy_measures`, in the order of the text, each with its id and its place.

    Parameters
    ----------
    annotations : what was settled; each quote stands once in its sentence.
    sentences : the rows of that table.
    """
    texts = {row["sentence"]: row["text"] for row in sentences}
    order = {sentence: number for number, sentence in enumerate(texts)}
    placed = []
    for row in annotations:
        start = texts[row["sentence"]].index(row["quote"])
        placed.append({**row, "start": start, "end": start + len(row["quote"])})
    placed.sort(key=lambda row: (order[row["sentence"]], row["start"], row["end"]))
    measures_of: Counter[str] = Counter()
    for row in placed:
        briefing = parse_id(row["sentence"]).briefing
        measures_of[briefing] += 1
        row["policy_measure"] = policy_measure_id(briefing, measures_of[briefing])
    return placed


def asked_rows(annotations: Iterable[dict]) -> list[dict]:
    """The rows of `asked`, each with its id.

    Parameters
    ----------
    annotations : what was settled.
    """
    return [{**row, "asked": asked_id(row["exchange"], int(row["number"]))} for row in annotations]
