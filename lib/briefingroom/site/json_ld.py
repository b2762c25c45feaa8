"""What a page is about in the words of schema.org, for search engines and reference managers."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from ..citing.items import author_of, date_of
from ..ids import parse_id
from .pages import SitePage

TYPE_OF_KIND = {
    "briefing": "CreativeWork",
    "claim": "Claim",
    "indicator": "Dataset",
    "target": "Claim",
    "reference": "Observation",
    "term": "DefinedTerm",
    "theme": "DefinedTerm",
    "speaker": "Person",
    "outlet": "NewsMediaOrganization",
    "sentence": "Quotation",
    "paragraph": "Quotation",
    "turn": "Quotation",
    "exchange": "Conversation",
}
OTHERWISE = "CreativeWork"
SCHEMA = "https://schema.org"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
NO_WORKS = ("Person", "NewsMediaOrganization", "Observation", "DefinedTerm")  # nobody makes these
CAN_END_A_TAG = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"})


def json_ld_of(page: SitePage, address: str) -> str:
    """The graph of a page as text for a script of the page.

    Parameters
    ----------
    page : of an id.
    address : of the site in the web; empty where it is not known.
    """
    thing = dict(_thing(page, address))
    graph = {"@context": SCHEMA, "@graph": [thing, *_observations(page)]}
    return json.dumps(graph, ensure_ascii=False).translate(CAN_END_A_TAG)


def _thing(page: SitePage, address: str) -> Iterator[tuple[str, Any]]:
    kind = TYPE_OF_KIND.get(page.known.kind, OTHERWISE)
    yield "@type", kind
    yield "identifier", page.known.id
    yield "name", page.title
    yield "description", page.description
    if address:
        yield "url", f"{address}/{page.address}"
    if kind not in NO_WORKS:
        yield from _work_fields(page)


def _work_fields(page: SitePage) -> Iterator[tuple[str, Any]]:
    issued = date_of(page.item, "issued")
    yield "inLanguage", "en"
    yield "creator", {"@type": "Organization", "name": author_of(page.item)}
    if issued:
        yield "datePublished", issued.isoformat()
    if "URL" in page.item:
        yield "isBasedOn", page.item["URL"]
    if page.known.kind in ("claim", "indicator"):
        yield "license", LICENCE
    if page.known.kind in ("sentence", "paragraph", "turn"):
        yield "text", page.record["text"]
    if page.briefing:
        yield "isPartOf", {"@type": "CreativeWork", "identifier": parse_id(page.known.id).briefing}


def _observations(page: SitePage) -> Iterator[Mapping[str, Any]]:
    """Of a claim the figure itself, with bound, unit and period."""
    figure = page.record.get("figure")
    if page.known.kind != "claim" or not figure:
        return
    yield {
        "@type": "Observation",
        "name": figure["measure"],
        "value": figure["value"],
        "unitText": figure["unit"],
        "minValue": figure["value_low"],
        "maxValue": figure["value_high"],
        "measurementQualifier": figure["bound"],
        "observationPeriod": figure["period"],
    }
