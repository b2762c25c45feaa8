"""Of the tables among each other: that every key of one is found in the other."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ..ids import ids_listed
from .findings import Corpus, Finding, in_table


class KeyList(NamedTuple):
    """A column that holds several keys, and the tables in one of which each is found."""

    table: str
    column: str
    targets: tuple[str, ...]


KEY_LISTS = (  # a data package cannot say so
    KeyList("exchanges", "answers", ("turns",)),
    KeyList("asked", "answered_by", ("turns",)),
    KeyList("discrepancies", "claims", ("claims",)),
    KeyList("discrepancies", "sentences", ("sentences",)),
    KeyList("discrepancies", "against", ("claims", "references", "sentences")),
    KeyList("relations", "parts", ("claims", "references")),
)


class Link(NamedTuple):
    """A key of one row, the table in which it must be found, and whether it is."""

    place: str
    column: str
    key: str
    target: str
    resolves: bool

    def __str__(self) -> str:
        return f"{self.place}: {self.column} {self.key!r} is not in {self.target}."


def keys(corpus: Corpus) -> Finding:
    """Every key of one table is found in the other, and no id is given twice.

    Parameters
    ----------
    corpus : its files on disk.
    """
    count = 0
    problems: list[str] = []
    for resource in corpus.package["resources"]:
        problems += _repeated_ids(corpus, resource)
        links = list(_links_of(corpus, resource))
        problems += _unresolved(links)
        count += len(links)
    for key_list in KEY_LISTS:
        links = list(_listed_links(corpus, key_list))
        problems += _unresolved(links)
        count += len(links)
    return Finding("Keys", f"{count:,} references between tables resolve", problems)


def _unresolved(links: Iterable[Link]) -> list[str]:
    return [str(link) for link in links if not link.resolves]


def _repeated_ids(corpus: Corpus, resource: dict) -> Iterator[str]:
    primary = resource["schema"]["primaryKey"]
    columns = primary if isinstance(primary, list) else [primary]
    seen = set()
    for line, row in corpus.numbered(resource["name"]):
        key = tuple(row[column] for column in columns)
        if key in seen:
            place = in_table(resource["name"], line, " and ".join(columns))
            yield f"{place}: {', '.join(key)} is there twice."
        seen.add(key)


def _links_of(corpus: Corpus, resource: dict) -> Iterator[Link]:
    """The keys that a data package describes."""
    for foreign in resource["schema"].get("foreignKeys", ()):
        column = foreign["fields"][0]
        reference = foreign["reference"]
        target = reference["resource"] or resource["name"]  # a data package leaves its own name out
        known = corpus.ids(target, reference["fields"][0])
        for line, row in corpus.numbered(resource["name"]):
            key = row[column]
            if key:
                place = in_table(resource["name"], line, column)
                yield Link(place, column, key, target, key in known)


def _listed_links(corpus: Corpus, key_list: KeyList) -> Iterator[Link]:
    """The keys in a column that holds several."""
    table, column, targets = key_list
    known: set[str] = set()
    for target in targets:
        known |= corpus.ids(target, target.removesuffix("s"))
    for line, row in corpus.numbered(table):
        place = in_table(table, line, column)
        for key in ids_listed(row[column]):
            yield Link(place, column, key, " or ".join(targets), key in known)
