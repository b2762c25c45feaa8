"""How far a class's own coding agrees with another: a neighbour's, or the published one."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from ..corpus.tables import read_table
from ..display import Block, Heading, Listing, Note, Readable, Table, Together, counted
from ..ids import parse_id
from .agreement import OF_ONE_KIND, RESAMPLES, AgreementTable, CodedUnit, alpha_row
from .coded_files import Coding, Given, category_columns, check_categories, coding_of

SHOWN_DIFFERENCES = 20


class CodeDifference(NamedTuple):
    """A sentence of which two codings say different things; the fields are columns of the page."""

    sentence: str
    column: str
    mine: str
    theirs: str
    note: str
    text: str


@dataclass(frozen=True, repr=False)
class CodingAgreement(Readable):
    """How far two codings agree.

    Attributes
    ----------
    table : a row for each column, as `agreement` has it.
    differences : sentence, column, mine, theirs, note (of both), text: where they differ.
    """

    table: AgreementTable
    differences: pd.DataFrame

    def blocks(self) -> tuple[Block, ...]:
        shown = [CodeDifference(*row) for row in self.differences.itertuples(index=False)]
        return (
            Table(pd.DataFrame(self.table).drop(columns="conclusions").round(2)),
            Note(OF_ONE_KIND),
            *_difference_blocks(shown),
        )


def code_agreement(
    mine: Given, theirs: Given, *, resamples: int = RESAMPLES, seed: int = 0
) -> CodingAgreement:
    """How far two codings of the same sentences agree, and on which sentences they differ.

    For each column of categories that both have, Krippendorff's alpha with its interval, as in
    `agreement`. With twenty sentences of a few turns the interval is wide, and still too narrow.

    Parameters
    ----------
    mine, theirs : DataFrames, or paths of CSV files, with a column ``sentence`` and one or more
        columns of categories; one row a sentence. Columns of the code book (instrument, aim, kind
        and so on) may only have its categories, and ``none``; others may have any. An empty field
        is not coded yet and is left out. ``theirs`` may have more sentences, which are left out:
        ``br.aims().replace({"aim": {"": "none"}})`` is the published coding of aims. A column
        ``note`` is shown where the codes differ.
    resamples, seed : as in `agreement`.

    Returns
    -------
    CodingAgreement : `table` (column, value, low, high, units, same and so on, as in `agreement`)
        and `differences`. It prints both, and the sentence on two readers of one kind.

    Raises
    ------
    QuestionError : for a file that cannot be read, a sentence that is there twice or that the other
        coding does not have, or an unknown category; with file, row and column.

    >>> ids = ["2023-03-01.t02.p1.s1", "2023-03-01.t02.p2.s1"]
    >>> mine = pd.DataFrame({"sentence": ids, "aim": ["only", "none"]})
    >>> theirs = pd.DataFrame({"sentence": ids, "aim": ["only", "only"]})
    >>> compared = code_agreement(mine, theirs)
    >>> compared.table.same.item(), compared.differences.sentence.tolist()
    (1, ['2023-03-01.t02.p2.s1'])
    """
    one, other = coding_of(mine, "mine"), coding_of(theirs, "theirs")
    columns = category_columns(one, other)
    for coding in (one, other):
        for column in columns:
            check_categories(coding, column)
    _check_sentences(one, other)
    rows = [alpha_row(column, _units(one, other, column), resamples, seed) for column in columns]
    differing = [each for column in columns for each in _differences(one, other, column)]
    return CodingAgreement(
        AgreementTable(rows),
        pd.DataFrame(differing, columns=list(CodeDifference._fields)),
    )


def _check_sentences(mine: Coding, theirs: Coding) -> None:
    for sentence in mine.sentences:
        if sentence not in theirs.sentences:
            raise mine.error(
                sentence,
                "sentence",
                f"{sentence} is not in {theirs.name}; compare codings of the same sentences.",
            )


def _units(mine: Coding, theirs: Coding, column: str) -> list[CodedUnit]:
    units = []
    for sentence, row in mine.sentences.items():
        other = theirs.sentences[sentence]
        turn = parse_id(sentence).turn
        units.append(CodedUnit(turn, row.fields[column], other.fields[column]))
    return units


def _differences(mine: Coding, theirs: Coding, column: str) -> Iterator[CodeDifference]:
    texts: Any = read_table("sentences").set_index("sentence").text
    for sentence, row in mine.sentences.items():
        fields, others = row.fields, theirs.sentences[sentence].fields
        one, other = fields[column], others[column]
        if one and other and one != other:
            notes = filter(None, (fields.get("note"), others.get("note")))
            text = texts.get(sentence, "")
            yield CodeDifference(sentence, column, one, other, " / ".join(notes), text)


def _difference_blocks(found: list[CodeDifference]) -> Iterator[Block]:
    """The sentences on which two codings differ, the first of many."""
    if not found:
        return
    shown = tuple(found[:SHOWN_DIFFERENCES])
    sentence = "{sentence}  {column}: mine {mine}, theirs {theirs}. {note} “{text}”"
    blocks: list[Block] = [
        Heading(f"Where they differ ({len(found)})", level=4),
        Listing(shown, sentence, close=True),
    ]
    rest = len(found) - len(shown)
    if rest:
        blocks.append(Note(f"and {counted(rest, 'difference')} more: .differences"))
    yield Together(tuple(blocks))
