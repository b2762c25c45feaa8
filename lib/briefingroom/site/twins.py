"""The twin of a page in Markdown: beside ``NAME.html`` lies ``NAME.md``.

That of a notebook has its words as they were written, its code, and what each cell has answered;
that of any other page is made from its HTML.
"""

import re
from collections.abc import Iterator
from html import unescape
from typing import Any

from .course_pages import CoursePage
from .html_as_markdown import address_of_twin, fenced, markdown_of_html
from .markdown import plain_markdown

LINK_IN_MARKDOWN = re.compile(r"\]\((?P<address>[^)\s]+)\)")
PICTURE_IN_TEXT = re.compile(r'<img src="(?P<address>[^"]*)" alt="(?P<alt>[^"]*)">')
PICTURES_OF_LESSONS = "](images/"
PICTURES_ON_SITE = "](../_images/"  # where Sphinx puts them
BESIDE_PAGE = "Beside this page: [HTML]({file}.html).{source}"
NOTEBOOK_IS = " It is the notebook `{source}` as it was run."
CONTENT = re.compile(r"<main\b[^>]*>(?P<content>.*)</main>", re.DOTALL)


def twin_of_notebook(notebook: Any, page: CoursePage) -> str:
    """The twin of a notebook.

    Parameters
    ----------
    notebook : as Sphinx gets it: its links lead to pages, its pictures lie in files.
    page : of the notebook.
    """
    blocks = [block for cell in notebook.cells for block in _blocks_of_cell(cell)]
    source = NOTEBOOK_IS.format(source=page.source)
    return _with_way_back("\n\n".join(blocks), page.name, source)


def twin_of_content(html: str, name: str) -> str:
    """The twin of a page of which this is the content.

    Parameters
    ----------
    html : the content, without what stands around it on every page.
    name : where the page lies in the site, without its ending.

    >>> print(twin_of_content("<h1>A</h1>", "about/a"))
    # A
    <BLANKLINE>
    ---
    <BLANKLINE>
    Beside this page: [HTML](a.html).
    <BLANKLINE>
    """
    return _with_way_back(markdown_of_html(html), name)


def content_of_page(html: str) -> str:
    """What stands in the main part of a page.

    >>> content_of_page('<body><main id="a"><h1>A</h1></main></body>')
    '<h1>A</h1>'
    """
    match = CONTENT.search(html)
    if not match:
        raise ValueError("The page has no <main>.")
    return match["content"]


def twin_of_page(html: str, address: str) -> str:
    """The twin of a page that was filled in.

    >>> twin_of_page("<main><h1>A</h1></main>", "about/a.html").splitlines()[0]
    '# A'
    """
    return twin_of_content(content_of_page(html), address.removesuffix(".html"))


def link_to_twin(name: str) -> str:
    """What the head of a page says of its twin.

    >>> link_to_twin("teaching/run_sheet")
    '<link rel="alternate" type="text/markdown" href="run_sheet.md" title="Markdown">'
    """
    file = name.rpartition("/")[2]
    return f'<link rel="alternate" type="text/markdown" href="{file}.md" title="Markdown">'


def _with_way_back(text: str, name: str, source: str = "") -> str:
    beside = BESIDE_PAGE.format(file=name.rpartition("/")[2], source=source)
    return f"{text}\n\n---\n\n{beside}\n"


def _blocks_of_cell(cell: Any) -> Iterator[str]:
    if cell.cell_type == "markdown":
        yield _with_twins(cell.source)
        return
    if cell.source.strip():
        yield fenced(cell.source, "python")
    for output in cell.get("outputs", []):
        yield from filter(None, [_answer(output)])


def _with_twins(text: str) -> str:
    """The words of a cell: links lead to twins, pictures are written as Markdown has them."""
    text = PICTURE_IN_TEXT.sub(_picture_in_markdown, text)
    text = text.replace(PICTURES_OF_LESSONS, PICTURES_ON_SITE)
    return LINK_IN_MARKDOWN.sub(lambda match: f"]({address_of_twin(match['address'])})", text)


def _picture_in_markdown(match: re.Match) -> str:
    return f"![{plain_markdown(unescape(match['alt']))}]({match['address']})"


def _answer(output: Any) -> str:
    """What a cell has answered: its HTML as Markdown, or else its text as it is."""
    if "text" in output:
        return fenced("".join(output["text"]), "text")
    data = output.get("data", {})
    if "text/html" in data:
        return markdown_of_html("".join(data["text/html"]))
    return fenced("".join(data["text/plain"]), "text") if "text/plain" in data else ""
