"""From any id to its page."""

from collections.abc import Callable

from ..corpus.places import Place, place_of
from ..corpus.title_pages import Briefing, briefing
from .context import ContextPage, ReadingPage, context_page, reading_page
from .discrepancies import DiscrepancyPage, discrepancy_page
from .figures import PublishedFigure, published_figure
from .indicators import IndicatorPage, indicator_page
from .known import identify
from .targets import TargetPage, target_page
from .terms import TermPage, term_page
from .themes import ThemePage, theme_page
from .voices import OutletPage, SpeakerPage, outlet_page, speaker_page

WhereAnswer = (
    Place
    | Briefing
    | PublishedFigure
    | DiscrepancyPage
    | TargetPage
    | IndicatorPage
    | ThemePage
    | TermPage
    | SpeakerPage
    | OutletPage
    | ContextPage
    | ReadingPage
)
PAGE_OF_KIND: dict[str, Callable[[str], WhereAnswer]] = {
    "briefing": briefing,
    "turn": place_of,
    "paragraph": place_of,
    "sentence": place_of,
    "exchange": place_of,
    "claim": place_of,
    "policy measure": place_of,
    "thing asked": place_of,
    "reference": published_figure,
    "discrepancy": discrepancy_page,
    "target": target_page,
    "indicator": indicator_page,
    "theme": theme_page,
    "term": term_page,
    "speaker": speaker_page,
    "outlet": outlet_page,
    "context": context_page,
    "reading": reading_page,
}


def where(id: str) -> WhereAnswer:
    """What an id stands for: its words and where they stand, or its page.

    Parameters
    ----------
    id : a claim, sentence, paragraph, turn, exchange or briefing, such as ``2023-03-01.c012``,
        ``2023-03-01.t07.p2.s3`` or ``2023-03-01.q04``: the words, their surroundings, who said
        them, and where in the source. A claim also shows how it was read, its series, its
        reference and its discrepancy; a policy measure (``2023-03-01.m012``) and a thing asked
        (``2023-03-01.q04.a1``) how they were coded.

        Or a published figure (``r354``), a discrepancy (``d02``) or a target (``g11``), or the name
        of an indicator, theme, term, speaker or outlet: a page of what is known of it, and the ids
        from which to go on. Where two things share a name, put the kind before it:
        ``outlet:Reuters``.

    Returns
    -------
    An object with `id`, `kind` and what is known as attributes (a briefing: its title page). It
    prints as text, and shows as HTML in a notebook. Long lists are cut there, and whole in the
    attributes.

    Raises
    ------
    UnknownName : when there is no such id; the message names the nearest. Of an id that was taken
        out of the data it says in which version, and why.
    QuestionError : when two things have this name; the message says how to name each.

    >>> place = where("2022-06-14.t18.p1.s1")
    >>> place.text
    'I would like to answer the question about chips.'
    >>> place.line
    211
    >>> where("r354").figure.publisher
    'Ministry of Industry and Information Technology of China'
    >>> where("Reuters").country
    'United Kingdom'
    """
    known = identify(id)
    return PAGE_OF_KIND[known.kind](known.id)
