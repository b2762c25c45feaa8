"""A claim with everything that is known of it."""

from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus.claim_parts import parts_of_claim
from ..corpus.names import must_be
from ..corpus.reading import parts
from ..corpus.tables import read_table
from ..display import Block, Heading, Table, shortened
from ..ids import parse_id
from ..numbers.series import series
from ..pages.where import where
from .controls import Option, dependent_dropdown, dependent_list, dropdown
from .exhibit import Exhibit
from .explorer import explorer
from .series import series_exhibit

if TYPE_CHECKING:
    import ipywidgets

SAID_OR_INFERRED = "Said in the sentence, or inferred"


def show_claim(claim: str = "2023-03-01.c012") -> Exhibit:
    """A claim: the sentence, how it was read, what stands beside it, and its series, if any.

    On top stands which parts of the figure the sentence itself says, and which were inferred.

    Parameters
    ----------
    claim : id of a claim.

    Raises
    ------
    UnknownName : when there is no such claim; the message names the nearest.

    >>> show_claim("2023-03-01.c012").about.text
    '15.5%'
    """
    indicators = read_table("claims").set_index("claim").indicator
    must_be(claim, indicators.index, f"There is no claim {claim!r}")
    indicator = indicators[claim]
    if indicator:
        exhibit = series_exhibit(series(indicator), indicator, claim, words_first=True)
    else:
        exhibit = Exhibit(chosen=claim, about=where(claim))
    return replace(exhibit, ahead=_parts_of_figure(claim))


def _parts_of_figure(claim: str) -> tuple[Block, ...]:
    """Which parts of a figure its own sentence says, and which were taken from elsewhere."""
    return Heading(SAID_OR_INFERRED, level=4), Table(parts_of_claim(claim))


def claim_inspector(claim: str = "2023-03-01") -> "ipywidgets.VBox":
    """A widget to look through the claims.

    Choose a briefing, a part of it and one of its figures, and see all that is known of it.

    Parameters
    ----------
    claim : id of the claim that it opens with, or of a briefing, for its first claim.

    Raises
    ------
    UnknownName : when there is no such claim or briefing.
    """
    opened = parse_id(claim)
    which = dropdown("Briefing", list(read_table("briefings").briefing), opened.briefing)
    part = dependent_dropdown("Part", _part_options, [which])
    first = None if opened.kind == "briefing" else claim
    figure = dependent_list("Figure", _figure_options, [which, part], first)
    filters = [which, part]
    return explorer(show_claim, {"claim": figure}, filters=filters)


def _claims_with_part(briefing: str) -> pd.DataFrame:
    """The claims of a briefing, each with the part in which it is made."""
    claims = read_table("claims")
    claims = claims[claims.briefing == briefing]
    exchange = read_table("turns").set_index("turn").exchange
    turns = [parse_id(sentence).turn for sentence in claims.sentence]
    return claims.assign(part=[exchange[turn] or "opening" for turn in turns])


def _part_options(briefing: str) -> list[Option]:
    counts = _claims_with_part(briefing).part.value_counts()
    options = [Option(f"Whole briefing ({counts.sum()})", "whole")]
    for part, name in parts(briefing).items():
        if part in counts.index:
            options.append(Option(f"{name} ({counts[part]})", part))
    return options


def _figure_options(briefing: str, part: str) -> list[Option]:
    from ..charts.wording import bound_words

    claims = _claims_with_part(briefing)
    if part != "whole":
        claims = claims[claims.part == part]
    options = []
    for row in claims.itertuples():
        figure = f"{bound_words(row)}{row.quote}, {shortened(row.measure, 90)}"
        options.append(Option(f"{parse_id(row.claim).local}: {figure}", row.claim))
    return options
