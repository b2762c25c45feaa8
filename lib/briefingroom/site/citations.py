"""How a page is cited: the styles, and what reference managers find in it (COinS, Highwire).

Nothing here names a day of access: a page is made once and read on many days, and the version of
the data, which is named, says as much.
"""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlencode

from ..citing.cite import STYLES
from ..citing.items import Item, author_of, date_of, item_of
from ..pages.known import Known

ANY_DAY = date(2000, 1, 1)  # asked for by the item, and taken out of it again
STYLE_TITLES = {
    "apa": "APA",
    "chicago": "Chicago",
    "bibtex": "BibTeX",
    "ris": "RIS",
    "csl-json": "CSL-JSON",
}
ENDING_OF_STYLE = {"bibtex": "bib", "ris": "ris", "csl-json": "csl.json"}


class StyledCitation(NamedTuple):
    """A citation in one style; the ending is that of its file, empty where it has none."""

    style: str
    title: str
    text: str
    ending: str


class MetaTag(NamedTuple):
    """A tag in the head of a page."""

    name: str
    content: str


def item_without_day(known: Known) -> Item:
    """What is cited, as CSL-JSON, without a day of access.

    >>> "accessed" in item_without_day(Known("claim", "2023-03-01.c012"))
    False
    """
    item = item_of(known, ANY_DAY)
    return {name: value for name, value in item.items() if name != "accessed"}


def citations_of(item: Item) -> list[StyledCitation]:
    """An item in every style.

    >>> [each.title for each in citations_of(item_without_day(Known("target", "g07")))]
    ['APA', 'Chicago', 'BibTeX', 'RIS', 'CSL-JSON']
    """
    return [
        StyledCitation(style, STYLE_TITLES[style], write(item), ENDING_OF_STYLE.get(style, ""))
        for style, write in STYLES.items()
    ]


def highwire_tags(item: Item, title: str, address: str) -> list[MetaTag]:
    """What Zotero and Google Scholar read in the head of a page.

    Parameters
    ----------
    item : what is cited.
    title : of the page.
    address : of the page in the web; empty where it is not known.
    """
    tags = [
        MetaTag("citation_title", f"{item['title']}: {title}"),
        MetaTag("citation_author", author_of(item)),
        MetaTag("citation_publication_date", _day_with_slashes(item)),
        MetaTag("citation_language", item.get("language", "en")),
        MetaTag("citation_public_url", address),
    ]
    return [tag for tag in tags if tag.content]


def coins_of(item: Item, title: str) -> str:
    """The OpenURL of an item, for the title of an empty span of the class Z3988.

    >>> "rft.type=webpage" in coins_of(item_without_day(Known("target", "g07")), "a promise")
    True
    """
    return urlencode(list(_coins_fields(item, title)))


def _coins_fields(item: Item, title: str) -> Iterator[tuple[str, str]]:
    yield "ctx_ver", "Z39.88-2004"
    yield "rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"
    yield "rft.type", "webpage"
    yield "rft.title", f"{item['title']}: {title}"
    yield "rft.creator", author_of(item)
    issued = date_of(item, "issued")
    if issued:
        yield "rft.date", issued.isoformat()
    if "URL" in item:
        yield "rft.identifier", item["URL"]
    yield "rft.source", str(item.get("archive", item["title"]))
    yield "rft.description", item["archive_location"]
    yield "rft.language", str(item.get("language", "en"))


def _day_with_slashes(item: Item) -> str:
    issued = date_of(item, "issued")
    return issued.strftime("%Y/%m/%d") if issued else ""
