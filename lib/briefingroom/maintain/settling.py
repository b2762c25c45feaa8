"""How the differences of the two readers were settled: each has a row, which says what they read.

Two readers found the same means if their spans share half of the shorter. A row of
``readings/settled_measures.csv`` names it by the words of the first reader, or of the one who found
it.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from ..coding.spans import CodedSpan, SpanPair, paired_spans
from ..errors import CorpusError
from .annotation_files import MEANS_READ, QUESTIONS_READ
from .annotations import numbered
from .coding import BY_FIRST, BY_SECOND, SETTLED

SETTLED_FILE = "readings/settled_measures"
FOUND_IT = "found"
CODES_OF_MEANS = MEANS_READ.columns.split()[2:-1]
CODES_OF_SENTENCES = ("aim", "aim_motive")
CODES_OF_ASKED = QUESTIONS_READ.columns.split()[2:-1]


class Settled(NamedTuple):
    """What two readers say in one column of one thing, what was kept, and whether they differ."""

    first: str
    second: str
    kept: str
    needs_row: bool

    @classmethod
    def of_both(cls, first: str, second: str, kept: str) -> "Settled":
        """Of something that both coded."""
        return cls(first, second, kept, needs_row=len({first, second, kept}) > 1)

    @classmethod
    def of_one(cls, reader: int, said: str, kept: str) -> "Settled":
        """Of something that only the first or the second reader (0, 1) has."""
        first, second = (said, "") if reader == 0 else ("", said)
        return cls(first, second, kept, needs_row=said != kept)


class SettledPlace(NamedTuple):
    """What a row is about: a table, a sentence or an exchange, a quote or a number, a column."""

    table: str
    id: str
    part: str
    column: str


def check_settling(annotations: Mapping[str, list[dict]], texts: Mapping[str, str]) -> None:
    """Every difference of the two readers is settled, and says what they read and what was kept.

    Parameters
    ----------
    annotations : the rows of each file.
    texts : of the sentences.

    Raises
    ------
    CorpusError : with the row and the column.
    """
    for fault in faults_of_settling(annotations, texts):
        raise fault


def faults_of_settling(
    annotations: Mapping[str, list[dict]], texts: Mapping[str, str]
) -> Iterator[CorpusError]:
    """Differences that are not settled, and rows that say other than was read or kept.

    Parameters
    ----------
    annotations : the rows of each file.
    texts : of the sentences.
    """
    expected = dict(_settled_places(annotations, texts))
    rows = numbered(SETTLED_FILE, annotations[SETTLED_FILE])
    seen = set()
    for annotation in rows:
        row = annotation.row
        place = SettledPlace(
            row["table"], row["sentence_or_exchange"], row["quote_or_number"], row["column"]
        )
        seen.add(place)
        if place not in expected:
            yield annotation.error(
                "sentence_or_exchange",
                f"no reader says anything of {' '.join(filter(None, place))}; mend the row.",
            )
            continue
        for column in ("first", "second", "kept"):
            said = getattr(expected[place], column)
            if row[column] != said:
                yield annotation.error(column, f"the files have {said!r}, not {row[column]!r}.")
    for place, settled in expected.items():
        if settled.needs_row and place not in seen:
            fault = f"{' '.join(filter(None, place))} is not settled: add a row with the reason."
            yield rows[-1].error("sentence_or_exchange", fault)


def _settled_places(
    annotations: Mapping[str, list[dict]], texts: Mapping[str, str]
) -> Iterator[tuple[SettledPlace, Settled]]:
    yield from _means_settled(annotations, texts)
    yield from _rows_settled(annotations, "sentences", ("sentence",), CODES_OF_SENTENCES)
    yield from _rows_settled(annotations, "asked", ("exchange", "number"), CODES_OF_ASKED)


# --- sentences and things asked: their rows are the same in all three files


def _rows_settled(
    annotations: Mapping[str, list[dict]], part: str, key: tuple[str, ...], columns: Iterable[str]
) -> Iterator[tuple[SettledPlace, Settled]]:
    first, second, kept = (
        {tuple(row[name] for name in key): row for row in annotations[getattr(files, part)]}
        for files in (BY_FIRST, BY_SECOND, SETTLED)
    )
    nothing = dict.fromkeys(columns, "")
    for id in first.keys() | second.keys() | kept.keys():
        rows = [coding.get(id, nothing) for coding in (first, second, kept)]
        for column in columns:
            one, other, verdict = (row[column] for row in rows)
            name, number = (*id, "")[:2]
            yield SettledPlace(part, name, number, column), Settled.of_both(one, other, verdict)


# --- means: found by both, or by one


def _means_settled(
    annotations: Mapping[str, list[dict]], texts: Mapping[str, str]
) -> Iterator[tuple[SettledPlace, Settled]]:
    first, second, kept = (
        [_span(row, texts) for row in annotations[files.measures]]
        for files in (BY_FIRST, BY_SECOND, SETTLED)
    )
    kept_by_quote = {(span.sentence, span.codes["quote"]): span for span in kept}
    pairs = paired_spans(first, second)
    shared = {id(span) for pair in pairs for span in pair}
    for pair in pairs:
        yield from _found_by_both(pair, kept_by_quote)
    for reader, spans in enumerate((first, second)):
        for span in spans:
            if id(span) not in shared:
                yield from _found_by_one(span, reader, kept_by_quote)


def _span(row: dict, texts: Mapping[str, str]) -> CodedSpan:
    start = texts[row["sentence"]].index(row["quote"])
    return CodedSpan(row["sentence"], start, start + len(row["quote"]), row)


Kept = Mapping[tuple[str, str], CodedSpan]


def _found_by_both(pair: SpanPair, kept: Kept) -> Iterator[tuple[SettledPlace, Settled]]:
    first, second = pair.first.codes, pair.second.codes
    sentence, quote = first["sentence"], first["quote"]
    found = kept.get((sentence, quote)) or kept.get((sentence, second["quote"]))
    settled = found.codes if found else {}
    for column in ("quote", *CODES_OF_MEANS):
        verdict = settled.get(column, "")
        place = SettledPlace(SETTLED.measures, sentence, quote, column)
        yield place, Settled.of_both(first[column], second[column], verdict)


def _found_by_one(
    span: CodedSpan, reader: int, kept: Kept
) -> Iterator[tuple[SettledPlace, Settled]]:
    """What one reader found; what the other says of it is empty."""
    row = span.codes
    sentence, quote = row["sentence"], row["quote"]
    found = kept.get((sentence, quote))
    verdict = FOUND_IT if found else ""
    place = SettledPlace(SETTLED.measures, sentence, quote, "measure")
    yield place, Settled.of_one(reader, FOUND_IT, verdict)._replace(needs_row=True)
    if not found:
        return
    for column in CODES_OF_MEANS:
        code = found.codes[column]
        yield place._replace(column=column), Settled.of_one(reader, row[column], code)
