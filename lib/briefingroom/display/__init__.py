"""How an answer is shown: written once, in blocks, then rendered as text and as HTML.

Importing it loads no notebook, no widgets and no pandas.
"""

from .amounts import amount, counted, magnitude, with_bound
from .blocks import (
    Attribution,
    Block,
    Boxed,
    Details,
    Embedded,
    Excerpt,
    Fact,
    Facts,
    Heading,
    Listing,
    Note,
    OnPage,
    Origin,
    Paragraph,
    Remark,
    SideBySide,
    Sourced,
    Spaced,
    Span,
    Speech,
    Table,
    Together,
    TurnHeading,
    Verbatim,
)
from .cutting import ELLIPSIS, shortened
from .readable import Answer, Readable
from .render_html import MUTED, as_html, escape, in_own_box, marked, paragraph
from .render_text import as_text

__all__ = [
    "ELLIPSIS",
    "MUTED",
    "Answer",
    "Attribution",
    "Block",
    "Boxed",
    "Details",
    "Embedded",
    "Excerpt",
    "Fact",
    "Facts",
    "Heading",
    "Listing",
    "Note",
    "OnPage",
    "Origin",
    "Paragraph",
    "Readable",
    "Remark",
    "SideBySide",
    "Sourced",
    "Spaced",
    "Span",
    "Speech",
    "Table",
    "Together",
    "TurnHeading",
    "Verbatim",
    "amount",
    "as_html",
    "as_text",
    "counted",
    "escape",
    "in_own_box",
    "magnitude",
    "marked",
    "paragraph",
    "shortened",
    "with_bound",
]
