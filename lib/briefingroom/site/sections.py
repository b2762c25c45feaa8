"""A part of a page, in the forms in which it is written."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from ..display import Block, Fact
from .markdown import blocks_as_markdown, facts_as_markdown, rows_as_markdown
from .markup import OwnPage, blocks_as_html, facts_as_html, rows_as_html


class PageSection(NamedTuple):
    """A part of a page: its title, and what gives its HTML and its Markdown.

    The chart of a series stands at the top of the section that is `with_chart`.
    """

    title: str
    html: Callable[[], str]
    markdown: Callable[[], str]
    with_chart: bool = False


def section_of_blocks(title: str, blocks: Sequence[Block], page: OwnPage) -> PageSection:
    """Blocks below a title."""
    return PageSection(
        title, partial(blocks_as_html, blocks, page), partial(blocks_as_markdown, blocks)
    )


def section_of_facts(title: str, facts: Sequence[Fact], page: OwnPage) -> PageSection:
    """Names and values below a title."""
    return PageSection(
        title, partial(facts_as_html, facts, page), partial(facts_as_markdown, facts)
    )


def section_of_rows(
    title: str, names: Sequence[str], rows: Sequence[Sequence[str]], page: OwnPage
) -> PageSection:
    """A table below a title."""
    return PageSection(
        title, partial(rows_as_html, names, rows, page), partial(rows_as_markdown, names, rows)
    )
