"""Where the sentences of a paragraph begin and end."""

import re
from collections.abc import Iterable, Sequence

from .lines import TextSpan

HONORIFIC = re.compile(r"\b(Mr|Ms|Mrs|Dr)\.$")
LONGEST_HONORIFIC = len(" Mrs.")


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
    return _bare_spans(text, sorted(cuts))


def _found_ends(text: str) -> list[int]:
    import sentencex  # here, because only building needs it

    ends = []
    end = 0
    for piece in sentencex.segment("en", text):
        end += len(piece)
        last_words = text[:end].rstrip()[-LONGEST_HONORIFIC:]
        if not HONORIFIC.search(last_words):
            ends.append(end)
    return ends


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
        bare = text[start:cut].strip()
        if bare:
            begin = text.index(bare, start)
            spans.append(TextSpan(begin, begin + len(bare)))
        start = cut
    return spans
