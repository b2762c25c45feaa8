"""The page of a target: the sentence of a promise, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from ..corpus.tables import table_by_id
from ..display import Block, Fact, Facts, Readable
from ..numbers.targets import NO_DUE_DATE, plain_measure, time_in_words
from .layout import figure_words, page_title
from .statements import Statement, stated_words, statement, statement_blocks

NOTHING_REPORTED = "no figure"
LABELS_WIDTH = 16  # characters; the longest is "Published later"


@dataclass(frozen=True, repr=False)
class TargetPage(Readable):
    """A promise, forecast or threshold as a page.

    Attributes
    ----------
    id, kind : the id, and ``target``.
    sort : promise, forecast or threshold.
    said_by : official or journalist.
    said : its words in their sentence.
    claim : the id of its figure; empty where it has none.
    made, due, measure, value, unit, status, evidence, since, since_date, since_source, since_basis,
        note : as in the table; `value` is None and a date empty where there is none.
    outcome : the claim that reports what became of it; None where none does.
    said_again : the target that says the same first; empty where this is the first.
    repeats : the targets that say the same later.
    """

    id: str
    kind: str
    sort: str
    said_by: str
    said: Statement
    claim: str
    made: str
    due: str
    measure: str
    value: float | None
    unit: str
    status: str
    evidence: str
    outcome: Statement | None
    said_again: str
    repeats: tuple[str, ...]
    since: str
    since_date: str
    since_source: str
    since_basis: str
    note: str

    def blocks(self) -> tuple[Block, ...]:
        outcome = (self.outcome,) if self.outcome else ()
        return (
            page_title(plain_measure(self.measure), self.sort.capitalize(), self.id),
            Facts(tuple(self._facts()), LABELS_WIDTH),
            *statement_blocks("What was said", (self.said,)),
            *statement_blocks("What was reported afterwards", outcome),
        )

    def _facts(self) -> Iterator[Fact]:
        yield Fact("Made", f"{self.made}, by {self._speaker_role()}")
        yield Fact("Due", time_in_words(self.due) or NO_DUE_DATE)
        if self.value is not None:
            yield Fact("Value", figure_words("", self.value, self.unit))
        if plain_measure(self.measure) != self.measure:
            yield Fact("As coded", self.measure)
        yield Fact("Claim", self.claim)
        yield Fact("Status", self.status)
        yield Fact("Outcome", self.outcome.id if self.outcome else NOTHING_REPORTED)
        yield Fact("Evidence", self.evidence)
        yield Fact("Said before", self.said_again)
        yield Fact("Said again", ", ".join(self.repeats))
        yield from self._facts_since()
        yield Fact("Note", self.note)

    def _facts_since(self) -> Iterator[Fact]:
        yield Fact("Published later", self.since)
        yield Fact("Published on", self.since_date)
        yield Fact("Read in", self.since_source)
        yield Fact("How read", self.since_basis)

    def _speaker_role(self) -> str:
        return "an official" if self.said_by == "official" else "a journalist"


def target_page(id: str) -> TargetPage:
    """The page of a target that there is.

    >>> page = target_page("g11")
    >>> page.due, page.status, page.outcome.id
    ('2024/2026', 'on course', '2023-03-01.c047')
    """
    targets = table_by_id("targets")
    row = targets.loc[id]
    return TargetPage(
        id=id,
        kind="target",
        sort=row["kind"],
        said_by=row.said_by,
        said=stated_words(row.sentence, row.statement),
        claim=row.claim,
        made=_day_or_nothing(row.made),
        due=row.due,
        measure=row.measure,
        value=None if row.value != row.value else float(row.value),
        unit=row.unit,
        status=row.status,
        evidence=row.evidence,
        outcome=statement(row.outcome_claim) if row.outcome_claim else None,
        said_again=row.said_again,
        repeats=tuple(targets.index[targets.said_again == id]),
        since=row.since,
        since_date=_day_or_nothing(row.since_date),
        since_source=row.since_source,
        since_basis=row.since_basis,
        note=row.note,
    )


def _day_or_nothing(day: Any) -> str:
    return "" if day != day else day.date().isoformat()
