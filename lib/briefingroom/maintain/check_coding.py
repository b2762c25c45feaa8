"""Of what people coded by reading: each row fits the text, and nothing was left unread."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple

from ..errors import CorpusError
from .annotations import read_annotations
from .check_numbers import misplaced_quotes
from .coding import CODINGS, faults_of_coding
from .coding_rules import SpokenWords, faults_of_asked, faults_of_means, faults_of_sentences
from .findings import Corpus, Finding, in_table
from .settling import SETTLED_FILE, faults_of_settling


class TableRow(NamedTuple):
    """A row of a built table that can say where it stands."""

    table: str
    line: int
    row: dict

    def error(self, column: str, what: str) -> CorpusError:
        """The error that says what is wrong in one column of this row.

        >>> print(TableRow("aims", 7, {}).error("measures", "one row is missing."))
        tables/aims.csv, row 7, measures: one row is missing.
        """
        return CorpusError(f"{in_table(self.table, self.line, column)}: {what}")


def means(corpus: Corpus) -> Finding:
    """Every means stands at its place, and every sentence of an official says how many it has.

    Parameters
    ----------
    corpus : its files on disk.
    """
    words = SpokenWords.of_tables(corpus.tables)
    named = _rows_of_table(corpus, "policy_measures")
    read = _rows_of_table(corpus, "aims")
    problems = list(misplaced_quotes(corpus, "policy_measures", words.texts))
    problems += _as_problems(faults_of_means(named, words))
    problems += _as_problems(faults_of_sentences(read, named, words))
    with_means = sum(each.row["measures"] != "0" for each in read)
    aims = sum(each.row["aim"] == "only" for each in read)
    counted = (
        f"{len(named)} in {with_means} of {len(read):,} sentences of officials, each at its place; "
        f"{aims} more sentences state an aim and no means"
    )
    return Finding("Means and aims", counted, problems)


def things_asked(corpus: Corpus) -> Finding:
    """Every question has a row for each thing asked, and the sentence that decides the reply.

    Parameters
    ----------
    corpus : its files on disk.
    """
    words = SpokenWords.of_tables(corpus.tables)
    asked = _rows_of_table(corpus, "asked")
    questions = len(corpus.ids("asked", "exchange"))
    clear = sum(thing.row["clarity"] == "clear" for thing in asked)
    return Finding(
        "Things asked",
        f"{len(asked)} in {questions} questions, {clear} of them answered clearly",
        _as_problems(faults_of_asked(asked, words)),
    )


def readings(corpus: Corpus) -> Finding:
    """Both readers read every sentence and every question, and what was settled covers them too.

    Parameters
    ----------
    corpus : its files on disk.
    """
    words = SpokenWords.of_tables(corpus.tables)
    names = [SETTLED_FILE, *chain(*CODINGS)]
    try:
        annotations = {name: read_annotations(corpus.home, name) for name in names}
    except CorpusError as error:
        return Finding("Read twice", "a file of the readers cannot be read", [str(error)])
    faults = [fault for files in CODINGS for fault in faults_of_coding(files, annotations, words)]
    if not faults:  # what is not there cannot be held together
        faults = list(faults_of_settling(annotations, words.texts))
    counted = (
        f"{len(words.to_read):,} sentences and {len(words.question)} questions by two readers, "
        f"{len(annotations[SETTLED_FILE])} differences settled, each with its reason"
    )
    return Finding("Read twice", counted, _as_problems(faults))


def _rows_of_table(corpus: Corpus, table: str) -> list[TableRow]:
    return [TableRow(table, line, row) for line, row in corpus.numbered(table)]


def _as_problems(faults: Iterable[CorpusError]) -> list[str]:
    return [str(fault) for fault in faults]
