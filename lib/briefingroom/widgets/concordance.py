"""Words in context: every place where they stand."""

from ..corpus.places import where
from ..corpus.reading import ALL
from ..corpus.tables import read_table
from ..display import counted
from ..errors import BriefingRoomError
from .controls import NONE, ROLES, answering, choice, explorer, follows, typed_words, wide_choice
from .exhibit import Exhibit, WordsBelow


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
    sentence : id of a sentence to read below in its place; any other than one of those found shows none.

    Returns an Exhibit without a chart. A term that cannot be looked for is answered by a sentence that says why.

    >>> show_concordance("rare earth").about.parts[0]
    '“rare earth” stands in 13 places in 11 sentences, in 1 of 5 briefings.'
    >>> show_concordance("(", regex=True).about.parts[0]
    "'(' is no regular expression: missing ), unterminated subpattern at position 0."
    """
    hits = _hits(term, briefing, role, regex)
    found = hits.sentence.nunique()
    asked = len(read_table("briefings")) if briefing == ALL else 1
    said = (
        f"“{term.strip()}” stands in {counted(len(hits), 'place')} in {counted(found, 'sentence')}"
    )
    said += f", in {hits.briefing.nunique()} of {counted(asked, 'briefing')}." if len(hits) else "."
    parts = [said, hits] if len(hits) else [said]
    return Exhibit(
        about=WordsBelow(
            (*parts, where(sentence)) if sentence in set(hits.sentence) else tuple(parts)
        )
    )


def concordance_explorer(term: str = "self-reliance"):
    """A widget: type a word, narrow down where to look, and read one of the sentences in its place."""
    typed = typed_words("Words", term, "type, then press Enter; * is any letters")
    briefing = choice("Briefing", [ALL, *read_table("briefings").briefing])
    role = choice("Role", ROLES)
    regex = choice("Read as", [("words", False), ("a regular expression", True)])
    sentence = wide_choice("Sentence", _sentence_choices(term, ALL, ALL, False))
    follows(sentence, [typed, briefing, role, regex], _sentence_choices)
    controls = {
        "term": typed,
        "briefing": briefing,
        "role": role,
        "regex": regex,
        "sentence": sentence,
    }
    return explorer(show_concordance, controls, height="36em")


def _hits(term: str, briefing: str, role: str, regex: bool):
    from ..text.concordancing import concordance

    chosen = {
        name: value for name, value in (("briefing", briefing), ("role", role)) if value != ALL
    }
    return concordance(term, regex=regex, width=44, **chosen)


def _sentence_choices(*asked) -> list[tuple[str, str]]:
    """The sentences found, to choose from; nothing but "none" where the question is refused."""
    try:
        hits = _hits(*asked).drop_duplicates("sentence")
    except BriefingRoomError:
        return [("none", NONE)]
    found = [
        (f"{row.sentence}: … {row.left[-24:]}{row.match}{row.right[:36]} …", row.sentence)
        for row in hits.itertuples()
    ]
    return [("choose one to read it in its place" if found else "none", NONE), *found]
