"""Where the sentences of a paragraph begin and end."""

import re
from collections.abc import Iterable, Sequence

from .lines import TextSpan

HONORIFIC = re.compile(r"\b(Mr|Ms|Mrs|Dr)\.$")
LONGEST_HONORIFIC = len(" Mrs.")
WHITE_SPACE = re.compile(r"\s")


def sentence_spans(text: str, breaks: Sequence[dict] = ()) -> list[TextSpan]:
    """Where the sentences of a paragraph begin and end.

    The sentencex library finds them; an honorific never ends one.

    Parameters
    ----------
    text : a paragraph.
    breaks : the ends of sentences that a person listed, each with the words `before` and `after`.

    >>> text = "Thank you, Ms. Shou. The floor is open."
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['Thank you, Ms. Shou.', 'The floor is open.']
    """
    cuts = {*_found_ends(text), *_listed_ends(text, breaks), len(text)}
    return _bare_spans(text, sorted(cut for cut in cuts if _stands_between_words(text, cut)))


def _stands_between_words(text: str, cut: int) -> bool:
    """Whether a cut has a blank beside it; without one the pieces would not join to the text."""
    return cut >= len(text) or text[cut].isspace() or text[cut - 1].isspace()


def _found_ends(text: str) -> list[int]:
    ends = []
    end = 0
    for length in _lengths(WHITE_SPACE.sub(" ", text)):
        start, end = end, end + length
        last_words = text[start:end].rstrip()[-LONGEST_HONORIFIC:]
        if not HONORIFIC.search(last_words):
            ends.append(end)
    return ends


def _lengths(text: str) -> list[int]:
    """How long each sentence is that the splitter finds, with the blank behind it.

    It stops with a panic, which is no ordinary exception, at some texts with odd white space; such
    white space is taken out before. Should it stop at another one, the paragraph is one sentence.
    """
    import sentencex  # here, because only building needs it

    try:
        return [len(piece) for piece in sentencex.segment("en", text)]
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return [len(text)]


def _listed_ends(text: str, breaks: Iterable[dict]) -> list[int]:
    ends = []
    for row in breaks:
        start = text.index(words_at_break(row))
        ends.append(start + len(row["before"]))
    return ends


def words_at_break(row: dict) -> str:
    """The words around the end of a sentence that a person listed, as the text has them.

    >>> words_at_break({"before": "vehicles, etc.", "after": "Thirty-eight companies"})
    'vehicles, etc. Thirty-eight companies'
    """
    return f"{row['before']} {row['after']}"


def _bare_spans(text: str, cuts: Iterable[int]) -> list[TextSpan]:
    """What stands between the cuts, without the white space around it."""
    spans = []
    start = 0
    for cut in cuts:
        piece = text[start:cut]
        bare = piece.strip()
        if bare:
            begin = start + len(piece) - len(piece.lstrip())
            spans.append(TextSpan(begin, begin + len(bare)))
        start = cut
    return spans
