"""An answer as HTML: escaped here and nowhere else, with the places that matter marked.

Only plain tags and inline styles, so that a page looks right in JupyterLab's light and dark themes
and still reads where styles are taken away (GitHub, a printout).
"""

import re
from collections.abc import Iterable
from functools import singledispatch
from html import escape

from .blocks import (
    Attribution,
    Block,
    Boxed,
    Details,
    Embedded,
    Excerpt,
    Fact,
    Facts,
    Folded,
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

MUTED = "opacity:0.7;font-size:90%"

FACT_CELL = "text-align:left"
CELL = "text-align:left;vertical-align:top;padding:0.2em 1em 0.2em 0"
COUNT_CELL = "text-align:left;padding:0.15em 1.2em 0.15em 0;line-height:1.3"
DETAIL_CELL = f"{CELL};max-width:40em"
UNBROKEN = "white-space:nowrap"
DAY_OR_ID = re.compile(r"\b\d{4}-\d{2}-\d{2}(\.\w+)*")
TURN_HEADING = "margin-top:1.2em"
BOX_COLOUR = "#8a3f8f"  # of no briefing; more than 3 to 1 on white and on the dark page of a lesson
BOX = (
    f"border:1px solid {BOX_COLOUR};border-left:6px solid {BOX_COLOUR};border-radius:3px;"
    "padding:0.2em 1em 0.6em 1em;margin:0.8em 0;max-width:48em"
)
FOLD_LINE = "display:list-item;list-style-position:inside;cursor:pointer;padding:0.3em 0"
OPEN_IN_PRINT = (  # what nobody can open on paper
    "<style>@media print{details.br-folded::details-content"
    "{content-visibility:visible;block-size:auto}}</style>"
)


def as_html(blocks: Iterable[Block]) -> str:
    """Blocks as HTML, one below the other.

    >>> as_html([Heading("a & b", 4), Together((Heading("c", 5), Heading("d", 5)))])
    '<h4>a &amp; b</h4><h5>c</h5><h5>d</h5>'
    """
    return "".join(_block_html(block) for block in blocks)


def marked(text: str, spans: Iterable[tuple[int, int]] = ()) -> str:
    """Text as HTML with the given (start, end) stretches highlighted.

    >>> marked("a <b> c", [(2, 5)])
    'a <mark>&lt;b&gt;</mark> c'
    """
    pieces, done = [], 0
    for start, end in spans:
        pieces.append(escape(text[done:start]))
        pieces.append(f"<mark>{escape(text[start:end])}</mark>")
        done = end
    pieces.append(escape(text[done:]))
    return "".join(pieces)


def paragraph(html: str, style: str = "") -> str:
    """A paragraph of HTML that is already escaped."""
    return f'<p style="margin:0.4em 0;max-width:46em;line-height:1.45;{style}">{html}</p>'


@singledispatch
def _block_html(block: Block) -> str:
    raise TypeError(f"There is no HTML form of {type(block).__name__}.")


# --- lines of words


@_block_html.register
def _heading_html(block: Heading) -> str:
    return f"<h{block.level}>{escape(block.text)}</h{block.level}>"


@_block_html.register
def _paragraph_html(block: Paragraph) -> str:
    return paragraph(marked(block.text, block.marks))


@_block_html.register
def _verbatim_html(block: Verbatim) -> str:
    return f'<pre style="white-space:pre-wrap">{escape(block.text)}</pre>'


@_block_html.register
def _note_html(block: Note) -> str:
    return paragraph(escape(block.text), MUTED)


@_block_html.register
def _remark_html(block: Remark) -> str:
    return paragraph(escape(f"Note: {block.text}"))


# --- words that somebody said


@_block_html.register
def _attribution_html(block: Attribution) -> str:
    return paragraph(_bold_html(block.who))


@_block_html.register
def _turn_heading_html(block: TurnHeading) -> str:
    return paragraph(f"{_bold_html(block.who)} {_code_html(block.id)}", TURN_HEADING)


@_block_html.register
def _excerpt_html(block: Excerpt) -> str:
    start = len(block.before)
    span = Span(start, start + len(block.words))
    return _quotation_html([marked(block.before + block.words + block.after, [span])])


@_block_html.register
def _speech_html(block: Speech) -> str:
    first, rest = parted(block.paragraphs, block.begins_with)
    if not first or not rest:
        return _quotation_html([escape(text) for text in block.paragraphs])
    line = f"Read on: {sum(len(text.split()) for text in rest):,} more words"
    beginning, end = ([escape(text) for text in texts] for texts in (first, rest))
    return _quotation_html(beginning) + under_one_line(line, _quotation_html(end))


def parted(paragraphs: Iterable[str], at: int) -> tuple[list[str], list[str]]:
    """Paragraphs up to so many characters of them all, and the rest.

    >>> parted(["One. Two.", "Three."], 4)
    (['One.'], ['Two.', 'Three.'])
    """
    first, rest = [], []
    for text in paragraphs:
        cut = max(at, 0)
        first.append(text[:cut].rstrip())
        rest.append(text[cut:].lstrip())
        at -= len(text)
    return list(filter(None, first)), list(filter(None, rest))


def under_one_line(line: str, html: str, kind: str = "") -> str:
    """HTML under one line that opens it; on paper it is open.

    >>> under_one_line("More", "<p>5</p>").partition("summary>")[2].partition("<style>")[0]
    '<p>5</p>'
    """
    names = f"br-folded {kind}".strip()
    summary = f'<summary style="{FOLD_LINE}">{escape(line)}</summary>'
    return f'<details class="{names}">{summary}{html}{OPEN_IN_PRINT}</details>'


@_block_html.register
def _sourced_html(block: Sourced) -> str:
    address = escape(block.url)
    link = f'<a href="{address}" rel="noopener">{escape(block.source)}</a>'
    source = f'<span style="{MUTED}">{link} · {_code_html(block.id)}</span>'
    return paragraph(f"{_bold_html(block.lead)} {escape(block.text)}<br>{source}")


@_block_html.register
def _origin_html(block: Origin) -> str:
    said = f" · {escape(block.said)}" if block.said else ""
    return paragraph(_code_html(block.id) + said, MUTED)


def _bold_html(text: str) -> str:
    return f"<b>{escape(text)}</b>"


def _code_html(text: str) -> str:
    return f"<code>{escape(text)}</code>"


def _quotation_html(paragraphs: list[str]) -> str:
    """Paragraphs that are escaped already, quoted."""
    html = "".join(f"<p>{each}</p>" for each in paragraphs)
    return f'<blockquote style="max-width:46em">{html}</blockquote>'


# --- rows and columns


@_block_html.register
def _facts_html(block: Facts) -> str:
    rows = _names_and_values(block.rows, FACT_CELL, FACT_CELL)
    return _html_table(rows) if rows else ""


@_block_html.register
def _details_html(block: Details) -> str:
    return _html_table(_names_and_values(block.rows, CELL, DETAIL_CELL))


def _names_and_values(facts: Iterable[Fact], name_style: str, value_style: str) -> list[str]:
    """A row for each fact that has a value."""
    rows = []
    for fact in facts:
        if fact.value:
            name = _table_cell("th", escape(fact.name), name_style)
            value = _table_cell("td", escape(fact.value), value_style)
            rows.append(_table_row([name, value]))
    return rows


@_block_html.register
def _listing_html(block: Listing) -> str:
    if not block.rows:
        return ""
    names = block.rows[0]._fields
    rows = [_table_row(_table_cell("th", escape(name.capitalize()), CELL) for name in names)]
    for row in block.rows:
        cells = [_table_cell("td", _with_whole_ids(escape(value)), CELL) for value in row]
        rows.append(_table_row(cells, strong=row == block.chosen))
    return _html_table(rows)


def _with_whole_ids(html: str) -> str:
    """Days and ids that no narrow column breaks at their hyphens.

    >>> _with_whole_ids("2020-10-23.c100 of 2020")
    '<span style="white-space:nowrap">2020-10-23.c100</span> of 2020'
    """
    return DAY_OR_ID.sub(rf'<span style="{UNBROKEN}">\g<0></span>', html)


@_block_html.register
def _table_html(block: Table) -> str:
    """With space between the columns where no style sheet gives any."""
    rows = [
        _table_row(_table_cell("th", escape(str(name)), COUNT_CELL) for name in block.frame.columns)
    ]
    for values in block.frame.itertuples(index=False):
        rows.append(
            _table_row(
                _table_cell("td", _with_whole_ids(escape(str(value))), COUNT_CELL)
                for value in values
            )
        )
    return _html_table(rows)


@_block_html.register
def _embedded_html(block: Embedded) -> str:
    return block.thing._repr_html_()


def _table_cell(tag: str, html: str, style: str) -> str:
    return f'<{tag} style="{style}">{html}</{tag}>'


def _table_row(cells: Iterable[str], *, strong: bool = False) -> str:
    style = " style=font-weight:bold" if strong else ""
    return f"<tr{style}>{''.join(cells)}</tr>"


def _html_table(rows: Iterable[str]) -> str:
    return in_own_box(f"<table>{''.join(rows)}</table>")


def in_own_box(table: str) -> str:
    """A table that is wider than the page scrolls alone, and what stands around it stays.

    >>> in_own_box("<table></table>")
    '<div style="overflow-x:auto"><table></table></div>'
    """
    return f'<div style="overflow-x:auto">{table}</div>'


# --- arrangements of blocks


@_block_html.register
def _together_html(block: Together) -> str:
    return as_html(block.blocks)


@_block_html.register
def _spaced_html(block: Spaced) -> str:
    return f'<div style="line-height:1.45">{as_html(block.blocks)}</div>'


@_block_html.register
def _folded_html(block: Folded) -> str:
    return under_one_line(block.line, as_html(block.blocks))


@_block_html.register
def _boxed_html(block: Boxed) -> str:
    name = escape(block.title)
    content = f"<h4>{name}</h4>{as_html(block.blocks)}"
    return f'<div role="note" aria-label="{name}" style="{BOX}">{content}</div>'


@_block_html.register
def _side_by_side_html(block: SideBySide) -> str:
    style = f"{CELL};max-width:{block.width}em"
    cells = [_table_cell("td", as_html(column), style) for column in block.columns]
    return _html_table([_table_row(cells)])


@_block_html.register
def _on_page_html(block: OnPage) -> str:
    return as_html([block.block])
