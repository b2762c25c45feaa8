"""What stands around every page of the site, for those pages that no template of ours makes."""

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from .listings import shared_values
from .rendering import ROOT, STATUS, Navigation, filled_in

HEADER = re.compile(r'<header class="top">.*?</header>', re.DOTALL)
FOOTER = re.compile(r'<footer class="foot">.*?</footer>', re.DOTALL)
LOADED = re.compile(r'<link rel="stylesheet"[^>]*>|<script\b[^>]*src="[^"]*"[^>]*></script>')
SHEET_OF_SITE = "assets/site.css"  # which such a page takes in by itself, below that of its own


class SiteFrame(NamedTuple):
    """The pieces of the frame as HTML: what the head loads, the header, the footer."""

    loaded: str
    header: str
    footer: str


@cache
def frame_of_site(up: str, navigation: Sequence[Navigation]) -> SiteFrame:
    """The frame of a page.

    Parameters
    ----------
    up : the way from the page to the folder of the site.
    navigation : the menu, as a tuple.

    >>> "Briefing Room" in frame_of_site("../", ()).header
    True
    """
    values = {"title": "", "description": "", **shared_values(up, navigation), "status": ""}
    page = filled_in("base.html", values).replace(ROOT, up).replace(STATUS, "")
    loaded = [each for each in LOADED.findall(page) if SHEET_OF_SITE not in each]
    return SiteFrame("\n".join(loaded), _piece(HEADER, page), _piece(FOOTER, page))


def _piece(pattern: re.Pattern[str], page: str) -> str:
    match = pattern.search(page)
    if not match:
        raise ValueError(f"base.html has no {pattern.pattern}")
    return match[0]
