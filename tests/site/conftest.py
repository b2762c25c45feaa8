"""Two sites: a small one with a few ids of each kind and all of the course, and the whole."""

from itertools import groupby
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from briefingroom.pages.known import Known
from briefingroom.site import build
from briefingroom.site.addresses import known_ids
from briefingroom.site.build import build_site

SITE_ADDRESS = "https://site.example/briefing-room"
# A figure in a long series, one in doubt with a published figure beside it, one without a series,
# and one of which nothing else is known.
CHOSEN = (
    Known("claim", "2023-04-20.c018"),
    Known("claim", "2023-04-20.c111"),
    Known("claim", "2020-10-23.c001"),
    Known("indicator", "5g_base_stations"),
    Known("reference", "r354"),
    Known("sentence", "2022-06-14.t18.p1.s1"),
    Known("exchange", "2021-03-01.q06"),
    Known("turn", "2023-04-20.t02"),
    Known("term", "rare earth"),
    Known("target", "g11"),
    Known("discrepancy", "d02"),
)


class BuiltPages:
    """A site that was built, and its pages as a parser reads them."""

    def __init__(self, folder: Path, known: list[Known]) -> None:
        self.folder = folder
        self.known = known

    def text(self, address: str) -> str:
        return (self.folder / address).read_text(encoding="utf-8")

    def page(self, address: str) -> BeautifulSoup:
        return BeautifulSoup(self.text(address), "html.parser")


def few_of_each_kind() -> list[Known]:
    """Those chosen by hand, and the last of every kind."""
    last = [list(rows)[-1] for _, rows in groupby(known_ids(), lambda each: each.kind)]
    return [each for each in known_ids() if each in {*CHOSEN, *last}]


@pytest.fixture(scope="session")
def small_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "site"
    known = few_of_each_kind()
    build_site(folder, known=known)
    return BuiltPages(folder, known)


@pytest.fixture(scope="session")
def addressed_site(tmp_path_factory):
    """One page of a site that knows where it will stand."""
    folder = tmp_path_factory.mktemp("addressed") / "site"
    known = [Known("target", "g11")]
    others = {part.module for part in build.OTHER_PARTS}  # they have no page of an id
    build_site(folder, SITE_ADDRESS, known, without=others)
    return BuiltPages(folder, known)


@pytest.fixture(scope="session")
def whole_site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("whole") / "site"
    build_site(folder)
    return BuiltPages(folder, known_ids())
