"""Blocks of an answer as HTML for the website: plain tags with classes, and every id a link."""

from collections.abc import Iterable
from functools import singledispatch
from html import escape
from typing import NamedTuple

from ..display import (
    Attribution,
    Block,
    Excerpt,
    Fact,
    Facts,
    Heading,
    Listing,
    Note,
    OnPage,
    Origin,
    Paragraph,
    Speech,
    Together,
)
from .addresses import address_if_known
from .linking import link_to, voice_with_links, voices_with_links, with_links

NAMES_OF_VOICES = ("who", "outlet", "asked by", "answered by", "speaker", "speakers")
NAMES_OF_THEMES = ("theme", "subject")
NAMES_OF_PERIODS = ("period", "due", "since: date")
UNBROKEN_COLUMNS = ("id", "period")


class OwnPage(NamedTuple):
    """The page on which blocks stand.

    Attributes
    ----------
    id : of what the page is about, which is no link there.
    up : the way to the folder of the site.
    """

    id: str = ""
    up: str = "../"


def blocks_as_html(blocks: Iterable[Block], page: OwnPage = OwnPage()) -> str:  # noqa: B008
    """Blocks one below the other.

    >>> blocks_as_html([Heading("a & b", 4), Paragraph("see d02")])
    '<h2>a &amp; b</h2><p>see <a class="id" href="../discrepancy/d02.html">d02</a></p>'
    """
    return "".join(_html_of(block, page) for block in blocks)


def facts_as_html(facts: Iterable[Fact], page: OwnPage) -> str:
    """Names and values as a list of definitions; those without a value are left out."""
    rows = [_fact_as_html(fact, page) for fact in facts if fact.value]
    return f'<dl class="facts">{"".join(rows)}</dl>' if rows else ""


def rows_as_html(names: Iterable[str], rows: Iterable[Iterable[str]], page: OwnPage) -> str:
    """A table that can be scrolled by itself where a page is narrow."""
    columns = list(names)
    head = "".join(f'<th scope="col">{escape(_column_title(name))}</th>' for name in columns)
    body = "".join(_row_as_html(columns, row, page) for row in rows)
    label = escape(", ".join(map(_column_title, columns)))
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="Table: {label}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _column_title(name: str) -> str:
    return name.replace("_", " ").capitalize() if name != "id" else "Id"


def _row_as_html(columns: list[str], row: Iterable[str], page: OwnPage) -> str:
    cells = []
    for name, value in zip(columns, row, strict=True):
        kind = f' class="{name}"' if name in UNBROKEN_COLUMNS else ""
        cells.append(f"<td{kind}>{_value_as_html(name, value, page)}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _fact_as_html(fact: Fact, page: OwnPage) -> str:
    value = _value_as_html(fact.name.lower(), fact.value, page)
    return f"<div><dt>{with_links(fact.name, page.up, page.id)}</dt><dd>{value}</dd></div>"


def _value_as_html(name: str, value: str, page: OwnPage) -> str:
    """A value in a column, or of a fact, with links as its name allows them."""
    if name in NAMES_OF_VOICES:
        return voices_with_links(value, page.up)
    if name in NAMES_OF_THEMES and address_if_known(value):
        return link_to(value, value, page.up)
    if name in NAMES_OF_PERIODS:  # a day that a figure is for is no briefing
        return escape(value)
    return with_links(value, page.up, page.id)


@singledispatch
def _html_of(block: Block, page: OwnPage) -> str:
    raise TypeError(f"There is no form of {type(block).__name__} for the website.")


@_html_of.register
def _heading_on_site(block: Heading, page: OwnPage) -> str:
    return f"<h2>{with_links(block.text, page.up, page.id)}</h2>"


@_html_of.register
def _paragraph_on_site(block: Paragraph, page: OwnPage) -> str:
    return f"<p>{with_links(block.text, page.up, page.id)}</p>"


@_html_of.register
def _note_on_site(block: Note, page: OwnPage) -> str:
    return f'<p class="note">{with_links(block.text, page.up, page.id)}</p>'


@_html_of.register
def _attribution_on_site(block: Attribution, page: OwnPage) -> str:
    return f'<p class="who">{voice_with_links(block.who, page.up)}</p>'


@_html_of.register
def _excerpt_on_site(block: Excerpt, page: OwnPage) -> str:
    words = f"{escape(block.before)}<mark>{escape(block.words)}</mark>{escape(block.after)}"
    return f"<blockquote><p>{words}</p></blockquote>"


@_html_of.register
def _speech_on_site(block: Speech, page: OwnPage) -> str:
    spoken = "".join(f"<p>{escape(each)}</p>" for each in block.paragraphs)
    return f"<blockquote>{spoken}</blockquote>"


@_html_of.register
def _origin_on_site(block: Origin, page: OwnPage) -> str:
    said = f" · {with_links(block.said, page.up, page.id)}" if block.said else ""
    return f'<p class="origin"><code>{with_links(block.id, page.up, page.id)}</code>{said}</p>'


@_html_of.register
def _facts_on_site(block: Facts, page: OwnPage) -> str:
    return facts_as_html(block.rows, page)


@_html_of.register
def _listing_on_site(block: Listing, page: OwnPage) -> str:
    return rows_as_html(block.rows[0]._fields, block.rows, page) if block.rows else ""


@_html_of.register
def _together_on_site(block: Together, page: OwnPage) -> str:
    return blocks_as_html(block.blocks, page)


@_html_of.register
def _on_page_on_site(block: OnPage, page: OwnPage) -> str:
    return blocks_as_html([block.block], page)
