"""What somebody decides about the candidates of a briefing, checked, and the claims that it makes.

``decisions.csv`` has a row for each candidate, in which what is suggested stands already; a row
without a decision leaves its candidate open. The widget and a spreadsheet write the same file, and
the same checks read it.
"""

from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import NamedTuple

from ..cleaning.lines import TextSpan
from ..cleaning.quantities import find_numerals, parse_quote, quantities_in
from ..cleaning.records import Annotation
from ..cleaning.units import KNOWN_UNITS
from ..errors import CorpusError
from ..files.claim_fields import (
    UNITS,
    bounds_for_other_programs,
    check_claim,
    check_reason,
)
from ..files.columns import Column
from ..files.csv_files import FIRST_ROW, CsvFile
from ..ids import claim_id, parse_id

ACCEPT, CORRECT, REJECT, NOT_DECIDED = "accept", "correct", "reject", ""
DECISIONS = (ACCEPT, CORRECT, REJECT)
SUGGESTED = "quote value unit bound kind period".split()  # what an accepted candidate keeps
DECISION_COLUMNS = (
    "candidate decision quote value unit bound kind period indicator measure counted region "
    "baseline note reason"
).split()
HOME_REGION = "China"
ALL_UNITS = (*UNITS, *sorted(KNOWN_UNITS - {*UNITS}))  # those of the published claims first
MEASURE_FROM_SENTENCE = 160  # characters of the sentence that stand for a measure nobody gave


class DecisionRow(Annotation):
    """A row of ``decisions.csv``: `file` is its path."""

    def error(self, column: str, what: str) -> CorpusError:
        """The error that says what is wrong in one column of this row."""
        return CorpusError(f"{self.file}, row {self.line}, {column}: {what}")


class Numerals(NamedTuple):
    """The candidates of a briefing, and the sentences in which they stand.

    Attributes
    ----------
    candidates : the rows of that table, by id.
    texts : of the sentences, by id.
    indicators : the names of those that there are.
    """

    candidates: Mapping[str, dict]
    texts: Mapping[str, str]
    indicators: Collection[str]

    def text_of(self, candidate: str) -> str:
        """The sentence in which a candidate stands."""
        return self.texts[self.candidates[candidate]["sentence"]]


class Decided(NamedTuple):
    """What the decisions come to.

    Attributes
    ----------
    claims, other_numerals : the rows of these tables.
    open : the ids of the candidates that await a decision.
    """

    claims: list[dict]
    other_numerals: list[dict]
    open: list[str]


def suggested_decisions(candidates: Iterable[dict], texts: Mapping[str, str]) -> list[dict]:
    """The rows of ``decisions.csv`` before anybody decided.

    Parameters
    ----------
    candidates : the rows of that table.
    texts : of the sentences, by id.
    """
    return [_suggested(row, texts[row["sentence"]]) for row in candidates]


def _suggested(candidate: dict, text: str) -> dict:
    suggestion = {column: str(candidate[column]) for column in SUGGESTED}
    region = "" if candidate["reason"] else HOME_REGION
    return {
        **dict.fromkeys(DECISION_COLUMNS, ""),
        **suggestion,
        "candidate": candidate["candidate"],
        "counted": _thing_counted(candidate, text),
        "region": region,
        "reason": candidate["reason"],
    }


def _thing_counted(candidate: dict, text: str) -> str:
    """The thing that is counted, where the sentence says it."""
    if candidate["unit"] != "count" or candidate["reason"]:
        return ""
    start = int(candidate["start"])
    return next((each.counted for each in quantities_in(text) if each.start == start), "")


def decision_file(path: Path, name: str) -> CsvFile:
    """The file of decisions at a path, with what it must hold."""
    kinds = {"value": "number", "period": "period", "baseline": "period"}
    columns = [
        Column(
            column,
            kinds.get(column, "string"),
            required=column in ("candidate", "quote"),
            enum=DECISIONS if column == "decision" else (),
        )
        for column in DECISION_COLUMNS
    ]
    return CsvFile(
        path,
        name,
        columns,
        key=("candidate",),
        when_missing="add the briefing again, which makes it anew",
        is_written_by_hand=False,
    )


def read_decisions(path: Path, name: str) -> list[DecisionRow]:
    """The rows of a file of decisions.

    Parameters
    ----------
    path : where it lies.
    name : how messages call it.

    Raises
    ------
    CorpusError : when it is damaged, or a field cannot be right; with the row and the column.
    """
    file = decision_file(path, name)
    rows = file.rows()
    file.check_keys(rows)
    return [DecisionRow(name, row.number, row.fields) for row in rows]


def numbered_decisions(rows: Iterable[dict], name: str) -> list[DecisionRow]:
    """Decisions that are in memory, each with the row that it has in the file.

    Raises
    ------
    CorpusError : when a field cannot be right; with the row and the column.
    """
    file = decision_file(Path(name), name)
    decisions = [DecisionRow(name, line, row) for line, row in enumerate(rows, FIRST_ROW)]
    for decision in decisions:
        for column in file.columns:
            fault = column.fault(decision.row[column.name])
            if fault:
                raise decision.error(column.name, fault)
    return decisions


def decided(decisions: Iterable[DecisionRow], numerals: Numerals) -> Decided:
    """The claims and other numerals that decisions make.

    Parameters
    ----------
    decisions : one for each candidate, or fewer.
    numerals : the candidates, and where they stand.

    Raises
    ------
    CorpusError : when a decision cannot be right, with its row and column.
    """
    result = Decided([], [], [])
    done = {}
    for decision in decisions:
        id = decision.row["candidate"]
        if id not in numerals.candidates:
            raise decision.error("candidate", f"there is no candidate {id!r} in this briefing.")
        done[id] = decision
    for id in numerals.candidates:
        taken = done.get(id)
        if taken is None or taken.row["decision"] == NOT_DECIDED:
            result.open.append(id)
        elif _is_claim(taken, numerals):
            result.claims.append(_claim(taken, numerals))
        else:
            result.other_numerals.append(_other_numeral(taken, numerals))
    return result


def _is_claim(decision: DecisionRow, numerals: Numerals) -> bool:
    """Whether a decision makes a claim; what is suggested as no quantity is accepted as that."""
    row = decision.row
    candidate = numerals.candidates[row["candidate"]]
    if row["decision"] == REJECT:
        return False
    return row["decision"] == CORRECT or not candidate["reason"]


def _other_numeral(decision: DecisionRow, numerals: Numerals) -> dict:
    row = decision.row
    candidate = numerals.candidates[row["candidate"]]
    if row["decision"] == ACCEPT and row["reason"] != candidate["reason"]:
        raise _not_as_suggested(decision, "reason", candidate["reason"])
    if not row["reason"]:
        raise decision.error("reason", "say why it is no quantity, such as year, name or idiom.")
    check_reason(decision)
    return {
        "briefing": parse_id(candidate["candidate"]).briefing,
        "reason": row["reason"],
        **{column: candidate[column] for column in ("sentence", "quote", "start", "end")},
    }


def _claim(decision: DecisionRow, numerals: Numerals) -> dict:
    row = decision.row
    candidate = numerals.candidates[row["candidate"]]
    if row["decision"] == ACCEPT:
        _must_be_as_suggested(decision, candidate)
    for column in ("value", "unit", "bound", "kind", "region"):
        if not row[column]:
            raise decision.error(column, f"{row['quote']!r} needs it; fill it in, or reject it.")
    check_claim(decision, numerals.indicators, ALL_UNITS)
    span = TextSpan(int(candidate["start"]), int(candidate["end"]))
    if row["decision"] == CORRECT:
        span = _quoted_span(decision, numerals)
        _check_value(decision, span, numerals)
    text = numerals.text_of(row["candidate"])
    id = parse_id(row["candidate"])
    assert id.number is not None  # as the id of every candidate
    return {
        **{column: row[column] for column in DECISION_COLUMNS},
        "claim": claim_id(id.briefing, id.number),
        "briefing": id.briefing,
        "sentence": candidate["sentence"],
        "start": span.start,
        "end": span.end,
        "measure": row["measure"] or _measure_from(text),
        **bounds_for_other_programs(row),
    }


def _must_be_as_suggested(decision: DecisionRow, candidate: dict) -> None:
    for column in SUGGESTED:
        if decision.row[column] != str(candidate[column]):
            raise _not_as_suggested(decision, column, candidate[column])


def _measure_from(sentence: str) -> str:
    """The words that stand for a measure that nobody named: those of the sentence."""
    if len(sentence) <= MEASURE_FROM_SENTENCE:
        return sentence
    return sentence[:MEASURE_FROM_SENTENCE].rsplit(" ", 1)[0] + " …"


def _not_as_suggested(decision: DecisionRow, column: str, suggested: object) -> CorpusError:
    return decision.error(
        column,
        f"{decision.row[column]!r} is not what was suggested ({str(suggested)!r}); "
        "write correct as the decision if it is meant, or restore what was suggested.",
    )


def _quoted_span(decision: DecisionRow, numerals: Numerals) -> TextSpan:
    """Where the quote of a decision stands: over the numerals of its candidate and no other's."""
    candidate = numerals.candidates[decision.row["candidate"]]
    text = numerals.text_of(decision.row["candidate"])
    own = TextSpan(int(candidate["start"]), int(candidate["end"]))
    inside = [numeral for numeral in find_numerals(text) if own.covers(numeral)]
    quote = decision.row["quote"]
    at = text.find(quote)
    while at >= 0:
        span = TextSpan(at, at + len(quote))
        if all(span.covers(numeral) for numeral in inside):
            _refuse_overlap(decision, span, candidate, numerals)
            return span
        at = text.find(quote, at + 1)
    words = text[own.start : own.end]
    raise decision.error(
        "quote", f"{quote!r} does not stand there around {words!r} in the sentence: {text}"
    )


def _refuse_overlap(
    decision: DecisionRow, span: TextSpan, candidate: dict, numerals: Numerals
) -> None:
    """A quote must not reach into another candidate, unless what was suggested did so too."""
    own = TextSpan(int(candidate["start"]), int(candidate["end"]))
    for other in numerals.candidates.values():
        if other["sentence"] != candidate["sentence"] or other is candidate:
            continue
        theirs = TextSpan(int(other["start"]), int(other["end"]))
        if _overlap(span, theirs) and not _overlap(own, theirs):
            raise decision.error(
                "quote",
                f"{decision.row['quote']!r} reaches into {other['quote']!r}, which is "
                f"{other['candidate']}; take only the words of this numeral.",
            )


def _overlap(one: TextSpan, other: TextSpan) -> bool:
    return one.start < other.end and other.start < one.end


def _check_value(decision: DecisionRow, span: TextSpan, numerals: Numerals) -> None:
    """The words of a quote must give its value, unless a note says why they do not."""
    row = decision.row
    text = numerals.text_of(row["candidate"])
    read = {(each.start, each.end): each.value for each in quantities_in(text)}
    said = read.get((span.start, span.end), parse_quote(row["quote"]).value)
    try:
        value = Decimal(row["value"])
    except InvalidOperation:
        raise decision.error("value", f"{row['value']!r} is no number.") from None
    if said is not None and said != value and not row["note"]:
        raise decision.error(
            "value",
            f"{row['quote']!r} reads as {said:f}, not as {row['value']}; "
            "mend it, or say in the note why it differs.",
        )
