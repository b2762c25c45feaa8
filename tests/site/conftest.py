"""Two sites: a small one with a few ids of each kind and all of the course, and the whole."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from briefingroom.pages.known import Known
from briefingroom.site import build
from briefingroom.site.addresses import known_ids
from briefingroom.site.build import build_site

SITE_ADDRESS = "https://site.example/briefing-room"


class BuiltPages:
    """A site that was built, and its pages as a parser reads them."""

    def __init__(self, folder: Path, known: list[Known]) -> None:
        self.folder = folder
        self.known = known

    def text(self, address: str) -> str:
        return (self.folder / address).read_text(encoding="utf-8")

    def page(self, address: str) -> BeautifulSoup:
        return BeautifulSoup(self.text(address), "html.parser")


@pytest.fixture(scope="session")
def small_site(small_site_folder, known_of_small_site):
    return BuiltPages(small_site_folder, known_of_small_site)


@pytest.fixture(scope="session")
def addressed_site(tmp_path_factory):
    """One page of a site that knows where it will stand."""
    folder = tmp_path_factory.mktemp("addressed") / "site"
    known = [Known("target", "g11")]
    others = {part.module for part in build.OTHER_PARTS}  # they have no page of an id
    build_site(folder, SITE_ADDRESS, known, without=others)
    return BuiltPages(folder, known)


@pytest.fixture(scope="session")
def whole_site(whole_site_folder):
    return BuiltPages(whole_site_folder, known_ids())
