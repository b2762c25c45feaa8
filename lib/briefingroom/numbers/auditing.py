"""Do the figures hold? Arithmetic on what was said, each figure as the range it leaves open.

Which figures speak of the same thing is known from the claims (same indicator, region and period)
and from ``briefings/annotations/relations.csv``, where each row names a relation and the claims
that stand in it. The arithmetic and the verdict are computed here. A verdict never says that a
figure is false: only whether the figures, as written, can all be so.

An independent figure that nobody printed, because it was computed or read off a chart, may be made
of the very number that it stands beside. So it decides nothing: a check that rests on one shows its
arithmetic, and has a verdict of its own.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Any, NamedTuple

import pandas as pd

from ..corpus.claim_facts import source_of_figure
from ..corpus.tables import read_table
from ..display import amount, magnitude, with_bound
from ..errors import CorpusError
from .intervals import Interval, as_written, average_growth, divide, multiply, subtract, total_of
from .periods import years

RECONCILES, DOES_NOT, UNDECIDED = "reconciles", "does not reconcile", "cannot be decided"
UNCHECKED = "no independent check"
VERDICTS = (RECONCILES, DOES_NOT, UNDECIDED, UNCHECKED)
SAID, PUBLISHED = "", "published"
ANY_VALUE = Interval(0, math.inf)
FULL_SHARE = 100  # percent


class Figure(NamedTuple):
    """A figure that others can be held against: stated in a briefing, or published elsewhere.

    Attributes
    ----------
    id : of the claim or the reference.
    value : in base units.
    quote : the words that state it.
    unit, bound, period, indicator, kind, baseline, region : as in `claims`.
    origin : empty where it was said in a briefing, else as in `references`.
    """

    id: str
    value: float
    quote: str
    unit: str
    bound: str
    period: str
    indicator: str
    kind: str = ""
    baseline: str = ""
    region: str = ""
    origin: str = SAID

    @property
    def was_printed(self) -> bool:
        """Whether somebody said or printed it, so that it can bear witness."""
        return self.origin in (SAID, PUBLISHED)


class Implied(NamedTuple):
    """What other figures imply for a stated one: every range it may have, and the arithmetic."""

    ranges: list[Interval]
    line: str


Check = Callable[[Figure, list[Figure]], Implied]


class AuditRow(NamedTuple):
    """One check, in the columns of `audit`."""

    check: str
    claims: list[str]
    stated: str
    implied: str
    verdict: str
    arithmetic: str
    note: str


def verdict(stated: Interval, implied: list[Interval]) -> str:
    """Whether a stated range and what other figures imply can both be so.

    One common value is enough. Where both sides are open ("over" against "over"), a common value
    always exists, so the figures cannot decide.

    >>> verdict(Interval(5.85, 5.95), [Interval(8.8, 9.0), Interval(6.5, 6.7)])
    'does not reconcile'
    >>> verdict(Interval(300, math.inf), [Interval(310, math.inf)])
    'cannot be decided'
    """
    meeting = [interval for interval in implied if stated.meets(interval)]
    if not meeting:
        return DOES_NOT
    some_bounded = any(interval.bounded for interval in meeting)
    if not stated.bounded and not some_bounded:
        return UNDECIDED
    if all(interval == ANY_VALUE for interval in meeting):
        return UNDECIDED
    return RECONCILES


def verdict_on(figures: Iterable[Figure], stated: Interval, implied: list[Interval]) -> str:
    """The verdict of a check: none on the figures where one of them was printed by nobody.

    Parameters
    ----------
    figures : all that stand in the check.
    stated, implied : as in `verdict`.

    >>> computed = Figure("r1", 2, "2", "count", "exact", "2020", "fish", origin="computed")
    >>> verdict_on([computed], Interval(2, 2), [Interval(2, 2)])
    'no independent check'
    """
    if not all(figure.was_printed for figure in figures):
        return UNCHECKED
    return verdict(stated, implied)


def audit() -> pd.DataFrame:
    """Every figure that other figures can be held against, with the arithmetic.

    Returns
    -------
    DataFrame : check (same thing twice, average growth, growth, share, change, multiple, sum,
        difference, rate, conversion), claims (list; the stated one first), stated, implied (the
        range the others imply), verdict (reconciles, does not reconcile, cannot be decided; or no
        independent check, where one of the figures was computed or read off a chart and nobody
        printed it), arithmetic (one line to read), note.

    >>> sorted(set(audit().verdict))
    ['cannot be decided', 'does not reconcile', 'no independent check', 'reconciles']
    """
    figures = figures_by_id()
    stated = [figures[claim] for claim in read_table("claims").claim]
    repetitions = _stated_twice(stated)
    relations = read_table("relations").itertuples()
    rows = [_check_repetition(first, again) for first, again in repetitions]
    rows += [_check_relation(relation, figures) for relation in relations]
    return pd.DataFrame(rows, columns=AuditRow._fields)


def figures_by_id() -> dict[str, Figure]:
    """Claims and independent figures, by id.

    >>> figures_by_id()["2023-03-01.c012"].unit
    'percent'
    """
    return {figure.id: figure for figure in [*_stated_facts(), *_published_facts()]}


def _stated_facts() -> list[Figure]:
    """The claims as figures."""
    claims = read_table("claims").rename(columns={"claim": "id"})
    fields = [field for field in Figure._fields if field != "origin"]
    rows = claims[fields].itertuples(index=False, name=None)
    return [Figure(*row) for row in rows]


def _published_facts() -> list[Figure]:
    rows = read_table("references").itertuples()
    return [published_fact(row) for row in rows]


def published_fact(row: Any) -> Figure:
    """A row of references as a figure, so that it can stand in a relation.

    >>> first = next(read_table("references").itertuples())
    >>> published_fact(first).bound
    'exact'
    """
    published = amount(row.value, row.unit)
    return Figure(
        id=row.reference,
        value=row.value,
        quote=f"{published} ({source_of_figure(row.publisher, row.origin)})",
        unit=row.unit,
        bound=row.bound,
        period=row.period,
        indicator=row.indicator,
        origin=row.origin,
    )


def range_of(figure: Figure) -> Interval:
    """The range that a figure (or a row of claims) leaves open.

    >>> range_of(Figure("c1", 28.1, "28.1%", "percent", "exact", "2020", "share"))
    Interval(low=28.05, high=28.15)
    """
    return as_written(
        value=figure.value,
        quote=figure.quote,
        unit=figure.unit,
        bound=figure.bound,
    )


def _stated_twice(figures: Iterable[Figure]) -> Iterator[tuple[Figure, Figure]]:
    """Pairs of figures for one indicator, one period and one region."""
    alike = defaultdict(list)
    for figure in figures:
        if figure.indicator and figure.period:
            alike[_what_is_measured(figure)].append(figure)
    for group in alike.values():
        yield from combinations(group, 2)


def _what_is_measured(figure: Figure) -> tuple:
    """What two figures have in common when they speak of the same thing."""
    is_target = figure.kind == "target"
    return (
        figure.indicator,
        figure.unit,
        is_target,
        figure.period,
        figure.baseline,
        figure.region,
    )


def _check_repetition(first: Figure, again: Figure) -> AuditRow:
    """Two figures for the same thing, one held against the other."""
    implied = range_of(again)
    said = _as_said(first)
    said_again = _as_said(again)
    measured = f"{_indicator_in_words(first.indicator)}, {first.period}"
    return AuditRow(
        check="same thing twice",
        claims=[first.id, again.id],
        stated=said,
        implied=_show(implied, again.unit),
        verdict=verdict_on([first, again], range_of(first), [implied]),
        arithmetic=f"{measured}: {said} and {said_again}",
        note="",
    )


def _indicator_in_words(indicator: str) -> str:
    names = read_table("indicators").set_index("indicator").name
    return names.get(indicator, indicator)


def _check_relation(relation: Any, figures: dict[str, Figure]) -> AuditRow:
    """A figure held against what the parts of a row of relations imply for it."""
    part_ids = relation.parts.split("; ")
    parts = [figures[id] for id in part_ids]
    stated = figures[relation.claim]
    said = _as_said(stated)
    implied = CHECKS[relation.relation](stated, parts)
    shown = [_show(interval, stated.unit) for interval in implied.ranges]
    ranges = " or ".join(shown)
    judged = _range_to_judge(stated, relation.relation)
    return AuditRow(
        check=relation.relation,
        claims=[relation.claim, *part_ids],
        stated=said,
        implied=ranges,
        verdict=verdict_on([stated, *parts], judged, implied.ranges),
        arithmetic=f"{implied.line}: {ranges}; stated {said}",
        note=relation.note,
    )


def _range_to_judge(stated: Figure, relation: str) -> Interval:
    """The range stated; "over 90%" of a whole is at most all of it."""
    low, high = range_of(stated)
    if relation == "share":
        high = min(high, FULL_SHARE)
    return Interval(low, high)


def _average_growth(stated: Figure, parts: list[Figure]) -> Implied:
    """Growth a year between two levels, whether or not the first year is counted as one."""
    span = years(stated.period)
    if not span:
        raise CorpusError(
            f"{stated.period!r} is no span of years over which growth has an average."
        )
    start, end = map(range_of, parts)
    first, last = span
    fewer = last - first
    more = fewer + 1
    growth = [
        average_growth(start, end, fewer),
        average_growth(start, end, more),
    ]
    line = f"{_from_to(parts)} in {fewer} or {more} years"
    return Implied(growth, line)


def _growth(stated: Figure, parts: list[Figure]) -> Implied:
    start, end = map(range_of, parts)
    growth = average_growth(start, end, 1)
    line = _from_to(parts)
    return Implied([growth], line)


def _share_of_whole(stated: Figure, parts: list[Figure]) -> Implied:
    *some, whole = parts
    part = total_of(*map(range_of, some))
    low, high = divide(part, range_of(whole))
    percent = Interval(100 * low, 100 * high)
    sum_said = _joined(some, " + ")
    line = f"{sum_said} / {_as_said(whole)}"
    return Implied([percent], line)


def _change(stated: Figure, parts: list[Figure]) -> Implied:
    start, end = parts
    change = subtract(range_of(end), range_of(start))
    line = _joined([end, start], " - ")
    return Implied([change], line)


def _multiple(stated: Figure, parts: list[Figure]) -> Implied:
    """How many times as much; "n times more" may mean one more than n."""
    start, end = parts
    times = divide(range_of(end), range_of(start))
    times_more = Interval(times.low - 1, times.high - 1)
    quotient = _joined([end, start], " / ")
    line = f"{quotient}, or one less if the base is not counted"
    return Implied([times, times_more], line)


def _sum(stated: Figure, parts: list[Figure]) -> Implied:
    total = total_of(*map(range_of, parts))
    line = _joined(parts, " + ")
    return Implied([total], line)


def _quotient(stated: Figure, parts: list[Figure]) -> Implied:
    part, whole = map(range_of, parts)
    quotient = divide(part, whole)
    line = _joined(parts, " / ")
    return Implied([quotient], line)


def _conversion(stated: Figure, parts: list[Figure]) -> Implied:
    """An amount in another currency, at the exchange rate of a pair of other amounts."""
    given, other, other_converted = map(range_of, parts)
    product = multiply(given, other_converted)
    converted = divide(product, other)
    said, said_other, said_converted = map(_as_said, parts)
    line = f"{said} at {said_converted} for {said_other}"
    return Implied([converted], line)


CHECKS: dict[str, Check] = {
    "average growth": _average_growth,
    "growth": _growth,
    "share": _share_of_whole,
    "change": _change,
    "difference": _change,
    "multiple": _multiple,
    "sum": _sum,
    "rate": _quotient,
    "conversion": _conversion,
}


def stated_and_implied(
    row: Any,
    figures: Mapping[str, Figure],
) -> tuple[Interval, list[Interval]]:
    """The range stated and the ranges implied, of a row of `audit`."""
    stated, *parts = [figures[id] for id in row.claims]
    if row.check in CHECKS:
        implied, _ = CHECKS[row.check](stated, parts)
    else:
        implied = [range_of(part) for part in parts]
    return range_of(stated), implied


def _as_said(figure: Figure) -> str:
    """A figure as it was said, with its bound."""
    return with_bound(figure.quote, figure.bound)


def _joined(figures: list[Figure], sign: str) -> str:
    return sign.join(map(_as_said, figures))


def _from_to(parts: list[Figure]) -> str:
    start, end = map(_as_said, parts)
    return f"from {start} to {end}"


def _show(interval: Interval, unit: str) -> str:
    """A range in the largest usual unit, with four digits.

    >>> _show(Interval(24.5e12, 24.6e12), "CNY"), _show(Interval(5.85, math.inf), "percent")
    ('24.5 to 24.6 trillion CNY', 'over 5.85 percent')
    """
    finite = [abs(end) for end in interval if math.isfinite(end)]
    size = max(finite, default=0)
    scale, scale_name = magnitude(size)
    digits = ",.4g" if size < 1e4 * scale else ",.0f"
    low = format(interval.low / scale, digits)
    high = format(interval.high / scale, digits)
    unit = scale_name + unit.replace("_", " ")
    if math.isfinite(interval.high):
        amounts = low if low == high else f"{low} to {high}"
        return f"{amounts} {unit}"
    if interval.low > 0:
        return f"over {low} {unit}"
    return "any value"
