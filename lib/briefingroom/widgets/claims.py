"""A claim with everything that is known of it."""

from ..corpus.names import must_be
from ..corpus.places import where
from ..corpus.reading import parts
from ..corpus.tables import read_table
from ..numbers.series import series
from .controls import choice, explorer, follows, shortened, wide_choice
from .exhibit import Exhibit
from .series import series_exhibit


def show_claim(claim: str = "2023-03-01.c012") -> Exhibit:
    """A claim: the sentence, how it was read, what stands beside it, and the series that it belongs to, if any.

    Parameters
    ----------
    claim : id of a claim.

    Raises
    ------
    UnknownName : when there is no such claim; the message names the nearest.

    >>> show_claim("2023-03-01.c012").about.text
    '15.5%'
    """
    claims = read_table("claims").set_index("claim")
    must_be(claim, claims.index, f"There is no claim {claim!r}")
    indicator = claims.indicator[claim]
    return (
        series_exhibit(series(indicator), indicator, claim, where(claim), words_first=True)
        if indicator
        else Exhibit(about=where(claim))
    )


def claim_inspector(briefing: str = "2023-03-01"):
    """A widget: choose a briefing, a part of it and one of its figures, and see all that is known of it."""
    which = choice("Briefing", list(read_table("briefings").briefing), briefing)
    part = choice("Part", _part_choices(briefing))
    claim = wide_choice("Figure", _figure_choices(briefing, "whole"))
    follows(part, [which], _part_choices)
    follows(claim, [which, part], _figure_choices)
    return explorer(show_claim, {"claim": claim}, height="46em", filters=[which, part])


def _stated(briefing: str):
    """The claims of a briefing, each with the part in which it is made."""
    claims = read_table("claims")
    claims = claims[claims.briefing == briefing]
    exchange = read_table("turns").set_index("turn").exchange
    return claims.assign(
        part=[exchange[sentence.rsplit(".", 2)[0]] or "opening" for sentence in claims.sentence]
    )


def _part_choices(briefing: str) -> list[tuple[str, str]]:
    counts = _stated(briefing).part.value_counts()
    made = [
        (f"{name} ({counts[id]})", id) for id, name in parts(briefing).items() if id in counts.index
    ]
    return [(f"Whole briefing ({counts.sum()})", "whole"), *made]


def _figure_choices(briefing: str, part: str) -> list[tuple[str, str]]:
    from ..charts.wording import bound_words

    claims = _stated(briefing)
    claims = claims if part == "whole" else claims[claims.part == part]
    rows = claims.itertuples()
    return [
        (
            f"{row.claim[11:]}: {bound_words(row)}{row.quote}, {shortened(row.measure, 90)}",
            row.claim,
        )
        for row in rows
    ]
