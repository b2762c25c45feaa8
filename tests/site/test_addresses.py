"""Every id has one address, which no other has on any system."""

from collections import Counter

import pytest

import briefingroom as br
from briefingroom.errors import UnknownName
from briefingroom.pages.known import TABLE_OF_KIND
from briefingroom.site.addresses import (
    FOLDER_OF_KIND,
    address_between,
    address_of,
    address_of_known,
    frozen_address_of,
    known_ids,
    removed_ids,
)


def test_every_kind_has_a_folder_of_its_own():
    assert FOLDER_OF_KIND.keys() == TABLE_OF_KIND.keys()
    assert len(set(FOLDER_OF_KIND.values())) == len(FOLDER_OF_KIND)


def test_the_ids_are_those_of_the_tables():
    number = Counter(known.kind for known in known_ids())
    assert number["claim"] == len(br.claims())
    assert number["sentence"] == len(br.sentences())
    assert number["speaker"] == br.speakers().speaker.nunique()
    assert number["thing asked"] == len(br.asked())


def test_no_two_share_an_address_whatever_the_capitals():
    addresses = [address_of_known(known).lower() for known in known_ids()]
    assert [address for address, times in Counter(addresses).items() if times > 1] == []


def test_every_address_is_plain_ascii_and_safe_on_every_system():
    parts = {part for known in known_ids() for part in address_of_known(known).split("/")}
    assert all(part.isascii() and not set(part) & set(' <>:"|?*\\%#&+') for part in parts)
    assert max(map(len, parts)) < 120
    names = {part.removesuffix(".html").upper() for part in parts}
    assert not names & {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1", "INDEX"}


def test_an_id_that_was_taken_out_keeps_its_address():
    assert set(removed_ids()) == set(br.removed().id)
    for id in removed_ids():
        assert address_of(id).endswith(f"/{id}.html")
    assert not set(removed_ids()) & {known.id for known in known_ids()}


def test_an_unknown_id_is_refused_with_the_nearest():
    with pytest.raises(UnknownName, match="d02"):
        address_of("d002")


def test_the_frozen_address_has_the_version_of_the_data():
    assert frozen_address_of("g07") == f"v{br.data_version()}/promise/g07.html"


def test_the_way_between_pages():
    assert address_between("index.html", "claim/a.html") == "claim/a.html"
    assert address_between("claim/a.html", "claim/b.html") == "b.html"
    assert address_between("lessons/ch/a.html", "claim/b.html") == "../../claim/b.html"
