"""How far the two readers agreed before their differences were settled."""

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..corpus.names import must_be
from ..corpus.tables import HOME, REMEDY, read_table
from ..display import MUTED, escape, paragraph
from ..errors import CorpusError
from ..ids import parse_id
from ..numbers.resampling import NO_INTERVAL, middle_95, resampled_sums
from .alpha import coincidences, nominal_alpha, numbered_categories
from .spans import CodedSpan, SpanPair, paired_spans

LEAST_ALPHA = 0.6  # of a column on which a conclusion may rest
RESAMPLES = 1000
OF_ONE_KIND = (
    "Two readers of one kind, as two language models with one code book or two friends, agree more "
    "than two strangers would: a class's own coding is the better test."
)
FOUND_BY_BOTH = "found by both"
ALPHA = "alpha"
COLUMNS_IN_WORDS = {
    "measures": "whether a sentence names a means",
    "instrument": "the kind of means",
}
WHAT_ALPHA_IS = "1 is full agreement, and 0 is chance"
YES, NO = "yes", "no"
ONE_CATEGORY = "alpha is not defined: a single category is used"
ONE_TURN = "no interval: all stand in one turn"
NO_UNITS = "nothing that both coded"


class AgreementTable(pd.DataFrame):
    """A table of agreement that never shows without the sentence on how to read it."""

    @property
    def _constructor(self) -> type["AgreementTable"]:
        return AgreementTable

    def __repr__(self) -> str:
        whole = self.to_string(float_format="{:.2f}".format)
        return f"{whole}\n\n{OF_ONE_KIND}"

    def _repr_html_(self) -> str:
        return f"{super()._repr_html_()}{paragraph(escape(OF_ONE_KIND), MUTED)}"


class CodedUnit(NamedTuple):
    """What each of two coders says of one thing, and the turn in which it stands."""

    turn: str
    first: str
    second: str


class CodedTable(NamedTuple):
    """A table that two readers coded.

    Attributes
    ----------
    file : the end of the names of their files.
    sentence, quote : the columns with the place of a span; empty where whole sentences were coded.
    columns : those with categories.
    """

    file: str
    sentence: str
    quote: str
    columns: tuple[str, ...]


CODED = {
    "policy_measures": CodedTable(
        "measures",
        "sentence",
        "quote",
        ("instrument", "step", "signal", "motive", "target_group", "theme"),
    ),
    "asked": CodedTable("asked", "asks", "asks_quote", ("kind", "reply", "clarity")),
    "aims": CodedTable("sentences", "sentence", "", ("measures", "aim", "aim_motive")),
}


def agreement(
    table: str = "policy_measures", *, resamples: int = RESAMPLES, seed: int = 0
) -> AgreementTable:
    """How far the two readers of a table agreed, before their differences were settled.

    Each had the code book and the transcripts, and did not see the other's rows. Of spans (means,
    things asked), first the share that both found: of all that the two marked, how many have a
    partner with which they share half of the shorter. Then for each column Krippendorff's alpha for
    categories, on the spans that both found (Krippendorff 2011, *Computing Krippendorff's
    Alpha-Reliability*): 1 is full agreement, 0 what chance would give. The intervals come from
    drawing the turns again, with replacement: 95 % of the values of these samples lie between low
    and high (percentile bootstrap; Efron 1979).

    Two readers of one kind agree more than two strangers would, and both readers were language
    models. No conclusion rests on a column whose alpha is under 0.6.

    Parameters
    ----------
    table : ``"policy_measures"``, ``"asked"`` or ``"aims"``. Of ``aims``, ``measures`` is whether a
        sentence names a means at all, ``aim`` counts none as a category, and ``aim_motive`` is held
        together where both see an aim.
    resamples : how often the turns are drawn.
    seed : of the draws.

    Returns
    -------
    DataFrame : column, figure (found by both, alpha), value, low, high, units (that are compared),
        same (that both code alike; spans that have a partner), conclusions (yes, or no where alpha
        is under 0.6; empty for spans), remark. It prints with the sentence on two readers.

    Raises
    ------
    UnknownName : for another table.

    >>> table = agreement("asked")
    >>> list(table.column)
    ['asks_quote', 'kind', 'reply', 'clarity']
    >>> bool(table.value.between(0, 1).all())
    True
    """
    must_be(table, CODED, f"Two readers coded no table {table!r}")
    coded = CODED[table]
    first, second = (reading(f"{reader}_{coded.file}") for reader in ("first", "second"))
    if not coded.quote:
        rows = [
            alpha_row(column, _units_of_sentences(column, first, second), resamples, seed)
            for column in coded.columns
        ]
        return AgreementTable(rows)
    spans = [_spans_of(coded, rows) for rows in (first, second)]
    pairs = paired_spans(*spans)
    rows = [_span_row(coded.quote, spans, pairs, resamples, seed)]
    for column in coded.columns:
        units = [_unit_of_pair(pair, column) for pair in pairs]
        rows.append(alpha_row(column, units, resamples, seed))
    return AgreementTable(rows)


@cache
def alpha_in_words(table: str, column: str) -> str:
    """How far the two readers agreed on a column, in a sentence.

    Parameters
    ----------
    table, column : as in `agreement`.

    >>> alpha_in_words("asked", "clarity")  # doctest: +ELLIPSIS
    'Two readers agreed on the clarity with an alpha of 0.97 (0.92 to 1.00); 1 is full ...'
    """
    rows = pd.DataFrame(agreement(table)).set_index("column")
    value, low, high = (float(rows.loc[column, name]) for name in ("value", "low", "high"))
    said = COLUMNS_IN_WORDS.get(column, f"the {column.replace('_', ' ')}")
    agreed = f"Two readers agreed on {said} with an alpha of {value:.2f} ({low:.2f} to {high:.2f})"
    return f"{agreed}; {WHAT_ALPHA_IS}."


def reading(name: str) -> pd.DataFrame:
    """The rows of a reader as they were before anything was settled.

    Parameters
    ----------
    name : such as ``first_measures``: reader and part.

    Raises
    ------
    CorpusError : when the file is missing.

    >>> len(reading("first_sentences")), len(reading("second_sentences"))
    (1736, 1736)
    """
    path = HOME / "annotations" / "readings" / f"{name}.csv"
    if not path.exists():
        raise CorpusError(f"annotations/readings/{path.name} is missing; {REMEDY}.")
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")


def alpha_row(column: str, units: Sequence[CodedUnit], resamples: int, seed: int) -> dict[str, Any]:
    """Alpha of one column with its interval, as a row of a table of agreement.

    Parameters
    ----------
    column : its name.
    units : what both coders say of each thing; those that one of them leaves empty do not count.
    resamples, seed : of the turns.

    >>> units = [CodedUnit("t1", "tax", "tax"), CodedUnit("t2", "plan", "")]
    >>> row = alpha_row("instrument", units, 100, 0)
    >>> row["units"], row["remark"]
    (1, 'alpha is not defined: a single category is used')
    """
    units = [unit for unit in units if unit.first and unit.second]
    value, interval = float("nan"), NO_INTERVAL
    if units:
        per_turn = _coincidences_by_turn(units)
        value = float(nominal_alpha(per_turn.sum(axis=0)))
        interval = _interval_of_alpha(per_turn, resamples, seed)
    return {
        "column": column,
        "figure": ALPHA,
        "value": value,
        "low": interval[0],
        "high": interval[1],
        "units": len(units),
        "same": sum(unit.first == unit.second for unit in units),
        "conclusions": YES if value >= LEAST_ALPHA else NO,
        "remark": _remark(units, value, interval),
    }


def _remark(units: Sequence[CodedUnit], value: float, interval: tuple[float, float]) -> str:
    if not units:
        return NO_UNITS
    if np.isnan(value):
        return ONE_CATEGORY
    return ONE_TURN if np.isnan(interval[0]) else ""


def _coincidences_by_turn(units: Sequence[CodedUnit]) -> np.ndarray:
    """Turns by categories by categories: coincidences can be added."""
    codes = numbered_categories([(unit.first, unit.second) for unit in units])
    turns, _ = pd.factorize(np.array([unit.turn for unit in units], dtype=object))
    of_unit = coincidences(codes)
    of_turn = np.zeros((turns.max() + 1, *of_unit.shape[1:]))
    np.add.at(of_turn, turns, of_unit)
    return of_turn


def _interval_of_alpha(per_turn: np.ndarray, resamples: int, seed: int) -> tuple[float, float]:
    turns, categories, _ = per_turn.shape
    if turns == 1:
        return NO_INTERVAL
    sums = resampled_sums(per_turn.reshape(turns, -1), resamples, seed)
    return middle_95(nominal_alpha(sums.reshape(-1, categories, categories)))


# --- spans


def _spans_of(coded: CodedTable, rows: pd.DataFrame) -> list[CodedSpan]:
    texts = read_table("sentences").set_index("sentence").text
    spans = []
    for row in rows.to_dict("records"):
        sentence, quote = row[coded.sentence], row[coded.quote]
        start = texts[sentence].index(quote)
        codes = {column: row[column] for column in coded.columns}
        spans.append(CodedSpan(sentence, start, start + len(quote), codes))
    return spans


def _unit_of_pair(pair: SpanPair, column: str) -> CodedUnit:
    turn = parse_id(pair.first.sentence).turn
    return CodedUnit(turn, pair.first.codes[column], pair.second.codes[column])


def _span_row(
    column: str,
    spans: Sequence[list[CodedSpan]],
    pairs: Sequence[SpanPair],
    resamples: int,
    seed: int,
) -> dict[str, Any]:
    """The share of spans that both found."""
    marked = _count_by_turn(span for reader in spans for span in reader)
    shared = _count_by_turn(span for pair in pairs for span in pair)
    per_turn = np.array([[shared.get(turn, 0), count] for turn, count in marked.items()])
    sums = resampled_sums(per_turn, resamples, seed)
    found, all_marked = per_turn.sum(axis=0)
    low, high = middle_95(sums[:, 0] / sums[:, 1])
    return {
        "column": column,
        "figure": FOUND_BY_BOTH,
        "value": found / all_marked,
        "low": low,
        "high": high,
        "units": int(all_marked),
        "same": int(found),
        "conclusions": "",
        "remark": "",
    }


def _count_by_turn(spans: Iterable[CodedSpan]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for span in spans:
        turn = parse_id(span.sentence).turn
        counts[turn] = counts.get(turn, 0) + 1
    return counts


# --- sentences


def _units_of_sentences(column: str, first: pd.DataFrame, second: pd.DataFrame) -> list[CodedUnit]:
    return [
        CodedUnit(parse_id(sentence).turn, _as_category(column, one), _as_category(column, other))
        for sentence, one, other in zip(first.sentence, first[column], second[column], strict=True)
    ]


def _as_category(column: str, value: str) -> str:
    """Of `measures` whether there are any; of `aim` an empty field is a category of its own."""
    if column == "measures":
        return "none" if value == "0" else "some"
    return value or "none" if column == "aim" else value
