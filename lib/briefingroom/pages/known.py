"""Which ids and names there are, and of what kind each is."""

from collections.abc import Sequence
from typing import NamedTuple

from ..corpus.active import cached_by_collection
from ..corpus.names import letters_alike, must_be
from ..corpus.tables import read_table
from ..errors import QuestionError, UnknownName
from ..ids import NAMED_KINDS, Name, named_id, parse_name

TABLE_OF_KIND = {  # each has a column that is called as the kind, or as COLUMN_OF_KIND says
    "briefing": "briefings",
    "claim": "claims",
    "sentence": "sentences",
    "paragraph": "paragraphs",
    "turn": "turns",
    "exchange": "exchanges",
    "discrepancy": "discrepancies",
    "target": "targets",
    "reference": "references",
    "indicator": "indicators",
    "theme": "themes",
    "term": "glossary",
    "speaker": "speakers",
    "outlet": "outlets",
    "policy measure": "policy_measures",
    "thing asked": "asked",
    "context": "context",
    "reading": "further_reading",
}
COLUMN_OF_KIND = {"policy measure": "policy_measure", "thing asked": "asked"}


class Known(NamedTuple):
    """Something that there is: its kind and its id or name."""

    kind: str
    id: str


def identify(id: str) -> Known:
    """What an id or a name stands for.

    Parameters
    ----------
    id : an id, a name, or a name with its kind before it, as ``outlet:Reuters``.

    Raises
    ------
    UnknownName : when there is no such thing; the message names the nearest, or says why it was
        taken out.
    QuestionError : when two things have this name; the message says how to name each.

    >>> identify("2023-03-01.c012")
    Known(kind='claim', id='2023-03-01.c012')
    >>> identify("Reuters")
    Known(kind='outlet', id='Reuters')
    >>> identify("term:rare earth").kind
    'term'
    """
    name = parse_name(str(id))
    kinds = kinds_by_id()
    if name.kind:
        return _of_kind(name)
    if id not in kinds:
        _refuse_removed(str(id))
        must_be(id, _ids_alike(str(id)), f"There is nothing with the id {id!r}")
    if len(kinds[id]) > 1:
        raise QuestionError(_which_one(id, kinds[id]))
    return Known(kinds[id][0], id)


def ids_of_kind(kind: str) -> Sequence[str]:
    """All ids or names of a kind, in the order of its table, each once.

    >>> ids_of_kind("speaker")[:2]
    ['Shou Xiaoli', 'Wang Zhijun']
    """
    column = COLUMN_OF_KIND.get(kind, kind)
    return list(dict.fromkeys(read_table(TABLE_OF_KIND[kind])[column]))


@cached_by_collection
def kinds_by_id() -> dict[str, list[str]]:
    """Of every id and name its kind, or the kinds that share it.

    >>> kinds_by_id()["chips"]
    ['theme']
    """
    kinds: dict[str, list[str]] = {}
    for kind in TABLE_OF_KIND:
        for id in ids_of_kind(kind):
            kinds.setdefault(id, []).append(kind)
    return kinds


def _refuse_removed(id: str) -> None:
    """Say of an id that was published and taken out in which version that was, and why."""
    removed = read_table("removed").set_index("id")
    if id in removed.index:
        row = removed.loc[id]
        raise UnknownName(
            f"{id!r} was taken out of the data in version {row.version}: {row.reason}"
        )


def _of_kind(name: Name) -> Known:
    must_be(name.text, ids_of_kind(name.kind), f"There is no {name.kind} {name.text!r}")
    return Known(name.kind, name.text)


def _which_one(id: str, kinds: list[str]) -> str:
    meanings = " and ".join(kinds)
    choices = " or ".join(repr(named_id(kind, id)) for kind in kinds)
    return f"{id!r} is the name of several things ({meanings}); write {choices}."


def _ids_alike(id: str) -> Sequence[str]:
    """Where to look for the nearest: the ids that have a form, or the names."""
    if not id:
        return ids_of_kind("briefing")
    forms: list[str] = []
    names: list[str] = []
    for known, kinds in kinds_by_id().items():
        among = names if kinds[0] in NAMED_KINDS else forms
        among.append(known)
    has_digit = any(letter.isdigit() for letter in id)
    if not has_digit or _alike(id, names) > _alike(id, forms):
        return names
    return forms


def _alike(id: str, known: list[str]) -> int:
    return max(letters_alike(id.casefold(), each.casefold()) for each in known)
