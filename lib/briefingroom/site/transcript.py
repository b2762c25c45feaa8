"""Words of a briefing to read on: each figure leads to its claim, each sentence to its page."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Any

from .addresses import address_of
from .related import row_with, rows_where


def sentence_as_html(id: str, up: str = "../", own: str = "") -> str:
    """A sentence in which the figures that were read lead to the pages of their claims.

    Parameters
    ----------
    id : of the sentence.
    own : the id of the page: its own sentence is marked, and its own figure.
    """
    row = row_with("sentences", "sentence", id)
    words = "".join(_with_figures(row.text, rows_where("claims", "sentence", id), up, own))
    sign = f'<a class="to" href="{up}{address_of(id)}" aria-label="Sentence {id}">¶</a>'
    return f'<span id="{id.partition(".")[2]}">{words}</span>{sign} '


def paragraphs_as_html(turn: str, up: str = "../") -> str:
    """What is said in a turn, paragraph by paragraph."""
    paragraphs = rows_where("paragraphs", "turn", turn)
    return "".join(f"<p>{_linked_sentences(row.paragraph, up)}</p>" for row in paragraphs)


def paragraph_as_html(paragraph: str, up: str = "../") -> str:
    """What is said in a paragraph."""
    return f"<p>{_linked_sentences(paragraph, up)}</p>"


def _linked_sentences(paragraph: str, up: str) -> str:
    sentences = rows_where("sentences", "paragraph", paragraph)
    return "".join(sentence_as_html(row.sentence, up) for row in sentences).rstrip()


def _with_figures(text: str, claims: Iterable[Any], up: str, own: str) -> Iterator[str]:
    done = 0
    for claim in sorted(claims, key=lambda row: (row.start, -row.end)):
        if claim.start < done:
            continue  # a figure within another one
        yield escape(text[done : claim.start])
        quote = escape(text[claim.start : claim.end])
        if claim.claim == own:
            yield f"<mark>{quote}</mark>"
        else:
            yield f'<a class="figure" href="{up}{address_of(claim.claim)}">{quote}</a>'
        done = claim.end
    yield escape(text[done:])
