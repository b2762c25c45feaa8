"""Of the numbers: that every numeral is accounted for, and that quotes say what is recorded."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from decimal import Decimal

from ..cleaning.lines import TextSpan
from ..cleaning.quantities import (
    UNITLESS,
    Quantity,
    find_numerals,
    parse_quote,
    reading_in_a_range,
)
from ..cleaning.records import Annotation
from .annotations import numbered, read_annotations
from .findings import Corpus, Finding, in_table

NUMERAL_TABLES = ("claims", "other_numerals")


def numbers(corpus: Corpus) -> Finding:
    """Every numeral of every sentence lies in exactly one claim or one other numeral.

    Parameters
    ----------
    corpus : its files on disk.
    """
    recorded = _recorded_spans(corpus)
    count = 0
    problems: list[str] = []
    for line, row in corpus.numbered("sentences"):
        numerals = find_numerals(row["text"])
        count += len(numerals)
        place = in_table("sentences", line, "text")
        faults = _uncovered(row, numerals, recorded[row["sentence"]])
        problems += [f"{place}: {fault}" for fault in faults]
    counted = (
        f"{count:,} numerals in {corpus.count('claims')} claims and "
        f"{corpus.count('other_numerals')} other numerals, each in one; {len(problems)} not"
    )
    return Finding("No number unaccounted", counted, problems)


def _uncovered(
    sentence: dict, numerals: Iterable[TextSpan], recorded: Collection[TextSpan]
) -> Iterator[str]:
    for numeral in numerals:
        holders = sum(span.covers(numeral) for span in recorded)
        if holders != 1:
            words = sentence["text"][numeral.start : numeral.end]
            yield (
                f"{sentence['sentence']}: {words!r} at {numeral.start} "
                f"is covered {holders} times, not once."
            )


def _recorded_spans(corpus: Corpus) -> dict[str, list[TextSpan]]:
    """Where claims and other numerals stand, by sentence."""
    spans = defaultdict(list)
    for table in NUMERAL_TABLES:
        for row in corpus.tables[table]:
            spans[row["sentence"]].append(_place_in_sentence(row))
    return spans


def _place_in_sentence(row: dict) -> TextSpan:
    return TextSpan(int(row["start"]), int(row["end"]))


def quotes(corpus: Corpus) -> Finding:
    """Every quote stands at its place, and its words alone give the value and the unit.

    Parameters
    ----------
    corpus : its files on disk.
    """
    texts = {row["sentence"]: row["text"] for row in corpus.tables["sentences"]}
    unparsed = numbered("unparsed_quotes", read_annotations(corpus.home, "unparsed_quotes"))
    excused = {annotation.row["claim"]: annotation for annotation in unparsed}
    problems: list[str] = []
    for table in NUMERAL_TABLES:
        problems += misplaced_quotes(corpus, table, texts)
    for line, claim in corpus.numbered("claims"):
        problems += _misread_quote(claim, line, texts.get(claim["sentence"], ""), excused)
    counted = (
        f"{corpus.count('claims')} claims read again from their words, "
        f"{len(excused)} excused with a reason"
    )
    return Finding("Every quote is there", counted, problems)


def misplaced_quotes(corpus: Corpus, table: str, texts: Mapping[str, str]) -> Iterator[str]:
    """The rows of a table whose quote does not stand in its sentence where they say.

    Parameters
    ----------
    corpus : its files on disk.
    table : by name.
    texts : of the sentences.
    """
    for line, row in corpus.numbered(table):
        start, end = _place_in_sentence(row)
        text = texts.get(row["sentence"], "")
        if text[start:end] != row["quote"]:
            yield (
                f"{in_table(table, line, 'quote')}: {row['quote']!r} "
                f"does not stand there in {row['sentence']}."
            )


def _misread_quote(
    claim: dict, line: int, sentence: str, excused: Mapping[str, Annotation]
) -> Iterator[str]:
    """What is wrong when a quote does not say what is recorded, unless it is excused for that."""
    id = claim["claim"]
    said = parse_quote(claim["quote"])
    right = _is_recorded(said, claim) or _is_recorded_in_a_range(claim, sentence)
    if right != (id in excused):
        return
    recorded = f"{claim['value']} {claim['unit']}"
    quoted = f"{id}: {claim['quote']!r}"
    if right:
        fault = f"{quoted} is excused for nothing; recorded is {recorded}."
        yield str(excused[id].error("claim", fault))
    else:
        read = _as_read(said)
        place = in_table("claims", line, "value")
        yield f"{place}: {quoted} reads as {read}; recorded is {recorded}."


def _as_read(said: Quantity) -> str:
    """The value and the unit of a quote, for a message."""
    if said.value is None:
        return "no number for sure"
    return f"{said.value:f} {said.unit}".strip()


def _is_recorded_in_a_range(claim: dict, sentence: str) -> bool:
    """Whether the quote is "3" of "3 to 5 million", whose value its sentence says."""
    said = reading_in_a_range(sentence, _place_in_sentence(claim))
    return said is not None and _is_recorded(said, claim)


def _is_recorded(said: Quantity, claim: dict) -> bool:
    """Whether a claim has the value and, unless words may leave it out, the unit of its quote."""
    if said.value != Decimal(claim["value"]):
        return False
    if said.unit:
        return said.unit == claim["unit"]
    return not claim["unit"] or claim["unit"] in UNITLESS or "unit" in claim["note"]
