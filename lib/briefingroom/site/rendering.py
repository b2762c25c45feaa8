"""Pages as text: the templates, filled in, for the current site and for the frozen twin.

A page is filled in once. What differs in the twin, the way to the rest of the site and the words on
the version, stands in the text as a sign that no text of ours has, and is put in twice.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from ..citing.printed import as_apa
from ..corpus.tables import data_version
from ..pages.known import Known
from .addresses import FOLDER_OF_KIND, address_of, address_of_known, frozen_folder
from .citations import citations_of, coins_of, highwire_tags
from .json_ld import json_ld_of
from .kinds import KIND_WORDS
from .lesson_uses import lessons_that_speak_of
from .linking import with_chinese, with_links
from .markdown import plain_markdown
from .pages import SitePage
from .records import CAUTION
from .related import neighbours_of
from .series_charts import SeriesChart

ROOT, STATUS, ROBOTS = "\ue000", "\ue001", "\ue002"
NO_SITE_ADDRESS = (
    "This copy of the site has no address in the web: write the one where it stands in the place "
    "of ADDRESS."
)
COURSE = "lessons/index.html"
WITH_ADDRESS = "The page shows itself there without its menus."
CITED_IN_FILES = ("claim", "indicator", "reference", "discrepancy", "target", "briefing")


class TwoForms(NamedTuple):
    """A page as it stands in the site, and as its frozen twin."""

    current: str
    frozen: str


class Navigation(NamedTuple):
    """An entry of the menu; `frozen` says whether the twins have it too."""

    title: str
    address: str
    frozen: bool


class Embedding(NamedTuple):
    """The code that shows a page in another one, and what is to be known of it."""

    code: str
    note: str


class OtherPage(NamedTuple):
    """A page to go on to."""

    id: str
    address: str


@cache
def _templates() -> Any:
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    environment = Environment(
        loader=PackageLoader("briefingroom.site"),
        autoescape=lambda name: not (name or "").endswith(".md"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        address_of=address_of,
        safe=Markup,
        with_links=_heading_with_links,
        plain=plain_markdown,
    )
    return environment


@cache
def _heading_with_links(text: str) -> Any:
    """An entry of the menu or a heading as HTML: pages have few of them, and share them."""
    from markupsafe import Markup

    return Markup(with_links(text))


def filled_in(template: str, values: Mapping[str, Any]) -> str:
    """A template with its values."""
    return _templates().get_template(template).render(values)


def in_two_forms(text: str, address: str) -> TwoForms:
    """A page that was filled in, as it stands at its address and as its frozen twin.

    >>> page = in_two_forms(f'<a href="{ROOT}index.html">', "claim/2023-03-01.c036.html")
    >>> page.current, page.frozen
    ('<a href="../index.html">', '<a href="../../index.html">')
    """
    up = "../" * address.count("/")
    current = {ROOT: up, STATUS: _status(address, up), ROBOTS: ""}
    frozen = {ROOT: f"../{up}", STATUS: _status_of_frozen(address, up), ROBOTS: NOT_SEARCHED}
    return TwoForms(_put_in(text, current), _put_in(text, frozen))


NOT_SEARCHED = '<meta name="robots" content="noindex">\n'


def _put_in(text: str, values: Mapping[str, str]) -> str:
    for sign, value in values.items():
        text = text.replace(sign, value)
    return text


def _status(address: str, up: str) -> str:
    link = f'<a href="{up}{frozen_folder()}/{address}">The page of this version</a>'
    return f"<p>Data version {data_version()}. {link} stays as it is when the data change.</p>"


def _status_of_frozen(address: str, up: str) -> str:
    link = f'<a href="../{up}{address}">The current page</a> may say something else.'
    return (
        f'<p class="frozen"><b>Frozen page of data version {data_version()}.</b> '
        f"It stays as it is. {link}</p>"
    )


def html_of_page(
    page: SitePage, chart: SeriesChart | None, navigation: Sequence[Navigation], site: str
) -> str:
    """The page of an id as HTML, filled in.

    Parameters
    ----------
    page, chart : what stands on it.
    navigation : the menu.
    site : the address of the site in the web; empty where it is not known.
    """
    file = page.address.rpartition("/")[2].removesuffix(".html")
    earlier, later = map(_other_page, neighbours_of(page.known))
    from markupsafe import Markup

    values = {
        "page": page,
        "title": page.title,
        "heading": Markup(with_chinese(page.title)),
        "description": page.description,
        "up": "../",
        "root": Markup(ROOT),
        "status": Markup(STATUS),
        "robots": Markup(ROBOTS),
        "navigation": navigation,
        "file": file,
        "page_folder": FOLDER_OF_KIND[page.known.kind],
        "kind_many": KIND_WORDS[page.known.kind].many,
        "highwire": highwire_tags(page.item, page.title, f"{site}/{page.address}" if site else ""),
        "coins": coins_of(page.item, page.title),
        "json_ld": Markup(json_ld_of(page, site)),
        "citations": citations_of(page.item),
        "has_files": page.known.kind in CITED_IN_FILES,
        "embed": _embedding(page, site),
        "chart": chart,
        "chart_after": any(section.with_chart for section in page.sections),
        "earlier": earlier,
        "later": later,
        "lessons": lessons_that_speak_of(page.address) if has_lessons(navigation) else [],
    }
    return filled_in("page.html", values)


def has_lessons(navigation: Sequence[Navigation]) -> bool:
    """Whether the site has the course, which then stands in its menu."""
    return any(entry.address == COURSE for entry in navigation)


def _other_page(known: Known | None) -> OtherPage | None:
    return OtherPage(known.id, address_of_known(known)) if known else None


def _embedding(page: SitePage, site: str) -> Embedding:
    from html import escape

    code = (
        f'<iframe src="{site or "ADDRESS"}/{page.address}?embed" '
        f'title="{escape(page.title)}" width="100%" height="640"></iframe>'
    )
    return Embedding(code, WITH_ADDRESS if site else NO_SITE_ADDRESS)


def markdown_of_page(page: SitePage) -> str:
    """The twin of a page in Markdown."""
    values = {
        "page": page,
        "version": data_version(),
        "apa": as_apa(page.item),
        "file": page.address.rpartition("/")[2].removesuffix(".html"),
        "caution": CAUTION,
    }
    return filled_in("page.md", values)
