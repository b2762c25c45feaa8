"""Where the sentences of a paragraph begin and end."""

import re

HONORIFIC = re.compile(r"\b(Mr|Ms|Mrs|Dr)\.$")


def sentence_spans(text: str, breaks: list[dict] = ()) -> list[tuple[int, int]]:
    """Where the sentences of a paragraph begin and end.

    The sentencex library finds them; an honorific never ends one; `breaks` are the places that a person listed,
    each with the words `before` and `after` it.

    >>> text = "Thank you, Ms. Shou. The floor is open."
    >>> [text[a:b] for a, b in sentence_spans(text)]
    ['Thank you, Ms. Shou.', 'The floor is open.']
    """
    import sentencex  # here, because only building needs it

    cuts, at = [], 0
    for piece in sentencex.segment("en", text):
        at += len(piece)
        if not HONORIFIC.search(text[:at].rstrip()[-6:]):
            cuts.append(at)
    for row in breaks:
        cuts.append(text.index(row["before"] + " " + row["after"]) + len(row["before"]))
    spans, start = [], 0
    for cut in sorted({*cuts, len(text)}):
        bare = text[start:cut].strip()
        if bare:
            begin = text.index(bare, start)
            spans.append((begin, begin + len(bare)))
        start = cut
    return spans
