"""Growth that follows from amounts of money, beside the growth that was stated for it."""

from typing import NamedTuple

import pandas as pd

from ..corpus.tables import read_table
from ..corpus.uncoded import must_hold_published

OFFICIALS, WORLD_BANK = "officials", "World Bank"
BANK_AMOUNTS = "industry_with_construction_value_added"
BANK_RATES = "industry_with_construction_growth"


class StatedSpan(NamedTuple):
    """Two amounts of value added and the growth stated for the years between: ids of claims."""

    start: str
    end: str
    growth: str


STATED_SPANS = (
    StatedSpan("2020-10-23.c002", "2020-10-23.c003", "2020-10-23.c004"),
    StatedSpan("2022-06-14.c003", "2022-06-14.c004", "2022-06-14.c005"),
)


def growth_of_industry() -> pd.DataFrame:
    """What the amounts of industry come to a year, beside the growth that is given.

    Of two spans of years, each as officials state it and as the World Bank prints it: the bank's
    industry has construction in it, its growth is at constant prices, and the rates of single years
    are put together, each on the year before.

    Returns
    -------
    DataFrame : years ("2016 to 2019"), source, from_amounts and given (percent a year), ids (of the
        two amounts), given_ids (of the growth).

    Raises
    ------
    QuestionError : in a collection without the published briefings.

    >>> growth_of_industry()[["from_amounts", "given"]].round(1).to_numpy().tolist()
    [[8.9, 5.9], [8.7, 5.5], [6.6, 6.3], [6.9, 6.1]]
    """
    must_hold_published()
    rows = [
        row for span in STATED_SPANS for row in (_growth_of_officials(span), _of_world_bank(span))
    ]
    return pd.DataFrame(rows)


def percent_a_year(start: float, end: float, steps: int) -> float:
    """The growth a year that leads from one amount to another in so many steps.

    >>> round(percent_a_year(100, 121, 2), 1)
    10.0
    """
    return 100 * ((end / start) ** (1 / steps) - 1)


def _years_of(span: StatedSpan) -> tuple[int, int]:
    periods = read_table("claims").set_index("claim").period
    return int(periods[span.start]), int(periods[span.end])


def _growth_row(years: tuple[int, int], source: str, amounts: list[float], given: float) -> dict:
    first, last = years
    start, end = amounts
    return {
        "years": f"{first} to {last}",
        "source": source,
        "from_amounts": percent_a_year(start, end, last - first),
        "given": given,
    }


def _growth_of_officials(span: StatedSpan) -> dict:
    value = read_table("claims").set_index("claim").value
    amounts = [value[span.start], value[span.end]]
    row = _growth_row(_years_of(span), OFFICIALS, amounts, value[span.growth])
    return row | {"ids": [span.start, span.end], "given_ids": [span.growth]}


def _of_world_bank(span: StatedSpan) -> dict:
    first, last = _years_of(span)
    amounts = _bank_by_year(BANK_AMOUNTS).loc[[first, last]]
    rates = _bank_by_year(BANK_RATES).loc[first + 1 : last]
    together = percent_a_year(1, (1 + rates.value / 100).prod(), last - first)
    row = _growth_row((first, last), WORLD_BANK, amounts.value.tolist(), together)
    return row | {"ids": amounts.reference.tolist(), "given_ids": rates.reference.tolist()}


def _bank_by_year(indicator: str) -> pd.DataFrame:
    references = read_table("references")
    rows = references[(references.indicator == indicator) & references.period.str.isdigit()]
    by_year = rows.assign(year=rows.period.astype(int)).drop_duplicates(["year", "value"])
    return by_year.set_index("year").sort_index()
