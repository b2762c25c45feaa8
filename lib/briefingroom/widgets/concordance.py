"""Words in context: every place where they stand."""

from typing import TYPE_CHECKING

from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..display import Answer, Block, Embedded, Note, counted
from ..errors import BriefingRoomError
from ..pages.where import where
from .controls import (
    NONE,
    NOTHING,
    ROLES,
    Option,
    dependent_list,
    dropdown,
    text_field,
)
from .exhibit import Exhibit, answering
from .explorer import explorer

if TYPE_CHECKING:
    import ipywidgets

    from ..text.concordancing import Concordance

CONTEXT_FOUND = 44  # characters of context on each side of a hit
SHOWN_BEFORE, SHOWN_AFTER = 24, 36  # of those, the ones that an option shows


@answering
def show_concordance(
    term: str = "self-reliance",
    briefing: str = ALL,
    role: str = ALL,
    *,
    regex: bool = False,
    sentence: str = NONE,
) -> Exhibit:
    """Every place where a term stands, and one of its sentences in full.

    Parameters
    ----------
    term : as in `concordance`: a word or a phrase, with ``*`` for any letters.
    briefing : id of a briefing, or ``"all"``.
    role : chair, official, journalist, or ``"all"``.
    regex : whether the term is a regular expression.
    sentence : id of a sentence to read below in its place; any other than one of those found shows
        none.

    Returns an Exhibit without a chart. A term that cannot be looked for is answered by a sentence
    that says why.

    >>> print(show_concordance("rare earth").about.parts[0].text)
    “rare earth” stands in 13 places in 11 sentences, in 1 of 5 briefings.
    >>> print(show_concordance("(", regex=True).about)
    '(' is no regular expression: missing ), unterminated subpattern at position 0.
    """
    hits = _chosen_hits(term, briefing, role, regex)
    parts: list[Block] = [Note(_summary_of_hits(term, briefing, hits))]
    if len(hits):
        parts.append(Embedded(hits))
    if sentence in set(hits.sentence):
        parts.append(Embedded(where(sentence)))
    return Exhibit(about=Answer(tuple(parts), spaced=True))


def concordance_explorer(
    term: str = "self-reliance",
    briefing: str = ALL,
    role: str = ALL,
    *,
    regex: bool = False,
    sentence: str | None = None,
) -> "ipywidgets.VBox":
    """A widget to look for words.

    Type a word, narrow down where to look, and read one of the sentences in its place.

    Parameters
    ----------
    term, briefing, role, regex, sentence : what it opens with, as in `show_concordance`.

    Raises
    ------
    UnknownName : when there is no such briefing or role, or the term does not stand in the
        sentence.
    """
    typed = text_field("Words", term, "type, then press Enter; * is any letters")
    which = dropdown("Briefing", [ALL, *read_table("briefings").briefing], briefing)
    voice = dropdown("Role", ROLES, role)
    reading = [Option("words", False), Option("a regular expression", True)]
    read_as = dropdown("Read as", reading, regex)
    asked = {"term": typed, "briefing": which, "role": voice, "regex": read_as}
    place = dependent_list("Sentence", _sentence_options, list(asked.values()), sentence)
    return explorer(show_concordance, {**asked, "sentence": place}, has_charts=False)


def _chosen_hits(term: str, briefing: str, role: str, regex: bool) -> "Concordance":
    from ..text.concordancing import concordance

    return concordance(
        term,
        briefing=None if briefing == ALL else briefing,
        role=None if role == ALL else role,
        regex=regex,
        width=CONTEXT_FOUND,
    )


def _summary_of_hits(term: str, briefing: str, hits: "Concordance") -> str:
    """How often a term stands, and in how many of the briefings that were searched."""
    places = counted(len(hits), "place")
    sentences = counted(hits.sentence.nunique(), "sentence")
    summary = f"“{term.strip()}” stands in {places} in {sentences}"
    if hits.empty:
        return f"{summary}."
    searched = len(read_table("briefings")) if briefing == ALL else 1
    briefings = f"{hits.briefing.nunique()} of {counted(searched, 'briefing')}"
    return f"{summary}, in {briefings}."


def _sentence_options(term: str, briefing: str, role: str, regex: bool) -> list[Option]:
    """The sentences found, to choose from; nothing but "none" where the question is refused."""
    try:
        hits = _chosen_hits(term, briefing, role, regex)
    except BriefingRoomError:
        return [NOTHING]
    options = []
    for row in hits.drop_duplicates("sentence").itertuples():
        context = f"{row.left[-SHOWN_BEFORE:]}{row.match}{row.right[:SHOWN_AFTER]}"
        options.append(Option(f"{row.sentence}: … {context} …", row.sentence))
    if not options:
        return [NOTHING]
    return [Option("choose one to read it in its place", NONE), *options]
