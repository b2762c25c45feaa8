"""The citation of an id in a style."""

from collections.abc import Callable
from datetime import date

from ..corpus.names import must_be
from ..display import Block, Paragraph, Verbatim, as_html
from ..errors import QuestionError
from ..pages.known import identify
from .files import as_bibtex, as_csl_json, as_ris
from .items import Item, item_of
from .printed import as_apa, as_chicago

STYLES: dict[str, Callable[[Item], str]] = {
    "apa": as_apa,
    "chicago": as_chicago,
    "bibtex": as_bibtex,
    "ris": as_ris,
    "csl-json": as_csl_json,
}
READ_AS_PROSE = ("apa", "chicago")


class Citation(str):
    """A citation: a string that shows its lines as they are."""

    def __new__(cls, text: str, style: str = "") -> "Citation":  # a copy is made without it
        citation = super().__new__(cls, text)
        citation.style = style
        return citation

    style: str

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        is_prose = self.style in READ_AS_PROSE
        block: Block = Paragraph(self) if is_prose else Verbatim(self)
        return as_html([block])


def cite(id: str, style: str = "apa", *, accessed: str | None = None) -> Citation:
    """How to cite an id, ready to be copied.

    A part of a briefing, and a promise made there, cite the press conference, with the host as the
    author; a published figure cites its publisher's document, without a date where none is known;
    an indicator, a discrepancy, a theme, a term, a speaker or an outlet cites this collection. All
    name the id, the version of the data and the day of access. A briefing that somebody added cites
    its host and title too, and says that it is no part of the published data.

    Parameters
    ----------
    id : any id or name, as in `where`.
    style : apa (7th edition), chicago (17th edition, author and date), bibtex, ris or csl-json.
        The first two are plain text without italics.
    accessed : the day on which it was looked up, as ``2026-11-27``; today if none is given.

    Returns
    -------
    A string; in a notebook it shows its lines as they are.

    Raises
    ------
    UnknownName : when there is no such id or style; the message names the nearest.
    QuestionError : when two things have this name, or `accessed` is no day.

    >>> entry = cite("2023-03-01.c012", "ris", accessed="2026-11-27")
    >>> entry.splitlines()[:3]
    ['TY  - ELEC', 'ID  - 2023-03-01.c012', 'AU  - State Council Information Office']
    >>> "claim 2023-03-01.c012" in entry
    True
    """
    must_be(style, STYLES, f"There is no style {style!r}")
    item = item_of(identify(id), _day_of_access(accessed))
    return Citation(STYLES[style](item), style)


def _day_of_access(accessed: str | None) -> date:
    if accessed is None:
        return date.today()
    try:
        return date.fromisoformat(accessed)
    except (TypeError, ValueError):
        raise QuestionError(f"accessed={accessed!r} is no day; write it as 2026-11-27.") from None
