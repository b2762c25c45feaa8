"""The invented press conference that comes with the package, to try things on."""

from pathlib import Path

from ..corpus.tables import HOME


def invented_briefing() -> Path:
    """The file of a press conference that was invented for teaching, to be added or spoilt.

    Its layout and its slips are those of real pages; no ministry, person, outlet or figure in it is
    real.

    >>> invented_briefing().name
    'invented_press_conference.txt'
    """
    return HOME / "invented" / "invented_press_conference.txt"
