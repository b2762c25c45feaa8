"""Of what stands outside the sources: that every statement and every work has its record."""

from collections.abc import Iterator

from .findings import Corpus, Finding, in_table

TABLES = ("context", "further_reading")
WEB = ("http://", "https://")


def records_outside(corpus: Corpus) -> Finding:
    """Nothing from outside stands without the address of the record that was seen.

    Parameters
    ----------
    corpus : its files on disk.
    """
    problems = [problem for table in TABLES for problem in _without_record(corpus, table)]
    counted = (
        f"{corpus.count('context')} statements from outside the sources and "
        f"{corpus.count('further_reading')} works to read, each with a record that was seen"
    )
    return Finding("Outside the source", counted, problems)


def _without_record(corpus: Corpus, table: str) -> Iterator[str]:
    for line, row in corpus.numbered(table):
        if not row["url"].startswith(WEB):
            yield f"{in_table(table, line, 'url')}: {row['url']!r} is no address of a record."
