"""The build: links that hold, frozen twins, the same bytes each time, nothing lost by mistake."""

import re
import zipfile
from pathlib import PurePosixPath
from posixpath import normpath

import pytest

import briefingroom as br
from briefingroom.errors import QuestionError
from briefingroom.pages.known import Known
from briefingroom.site.addresses import (
    FOLDER_OF_KIND,
    address_of_known,
    frozen_folder,
    known_ids,
    removed_ids,
)
from briefingroom.site.build import OTHER_PARTS, build_as_asked, build_site, empty_folder, pack
from briefingroom.site.kept_charts import keep_charts, kept_charts

HREF = re.compile(r'\b(?:href|src)="([^"#?]*)')
FIRST_VIEW = 100_000  # bytes of a claim's page with what it loads
SMALL = [Known("target", "g11"), Known("discrepancy", "d02"), Known("indicator", "apps_tested")]


def broken_links(folder, may_miss=()):
    """Each link within the site whose file is not there, with the page on which it stands."""
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    broken = []
    for page in sorted(path for path in there if path.endswith(".html")):
        text = (folder / page).read_text(encoding="utf-8")
        for address in set(HREF.findall(text)):
            if address and not re.match(r"[a-z]+:", address):
                target = normpath(str(PurePosixPath(page).parent / address))
                if target not in there and target not in may_miss:
                    broken.append((page, address))
    return broken


def all_addresses():
    current = {address_of_known(known) for known in known_ids()}
    return current | {f"{frozen_folder()}/{address}" for address in current}


def bytes_of(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def first_view(site, address):
    """The bytes of a page with its styles, script and picture."""
    page = site.page(address)
    loaded = [each["src"] for each in page.find_all(["img", "script"], src=True)]
    loaded += [each["href"] for each in page.find_all("link", rel="stylesheet")]
    files = [site.folder / address, *((site.folder / address).parent / name for name in loaded)]
    return sum(path.stat().st_size for path in files)


def test_every_link_leads_to_a_page_that_is_there_or_will_be(small_site):
    assert broken_links(small_site.folder, may_miss=all_addresses()) == []


def test_a_missing_file_is_noticed(small_site, tmp_path):
    page = tmp_path / "claim"
    page.mkdir()
    (page / "a.html").write_text('<a href="../term/gone.html">gone</a>', encoding="utf-8")
    assert broken_links(tmp_path) == [("claim/a.html", "../term/gone.html")]


def test_the_frozen_twin_says_the_same_and_that_it_stays(small_site):
    address = "claim/2023-04-20.c018.html"
    twin = small_site.page(f"{frozen_folder()}/{address}")
    page = small_site.page(address)
    assert twin.article.decode() == page.article.decode()
    assert "Frozen page of data version" in twin.footer.get_text()
    assert twin.find("meta", attrs={"name": "robots"})["content"] == "noindex"
    assert page.find("meta", attrs={"name": "robots"}) is None
    leads_out = [link["href"] for link in twin.find_all("a") if link["href"].startswith("../../")]
    parts = {f"../../{other.part.address}" for other in OTHER_PARTS}  # as far as they are there
    # Of the course there is no frozen twin: the lessons that speak of an id are the current ones.
    course = {link for link in leads_out if link.startswith("../../lessons/")}
    others = [link for link in leads_out if link not in parts | course]
    assert others == ["../../index.html", f"../../{address}"]
    assert f"../{frozen_folder()}/{address}" in [link["href"] for link in page.footer.find_all("a")]


def test_the_first_view_of_a_claim_is_light(small_site):
    for id in ("2023-04-20.c018", "2023-04-20.c111", "2020-10-23.c001"):
        assert first_view(small_site, f"claim/{id}.html") < FIRST_VIEW


def test_a_folder_with_something_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.docx").write_text("mine", encoding="utf-8")
    with pytest.raises(QuestionError, match="something else"):
        empty_folder(tmp_path)
    assert (tmp_path / "thesis.docx").exists()
    assert build_as_asked(["--into", str(tmp_path)]) == 2


def test_frozen_pages_of_other_versions_stay_and_old_pages_go(tmp_path):
    folder = tmp_path / "site"
    empty_folder(folder)
    (folder / "assets" / "site.css").write_text("", encoding="utf-8")
    old = folder / "v0.1.0" / "claim" / "old.html"
    old.parent.mkdir(parents=True)
    old.write_text("old", encoding="utf-8")
    stale = folder / "claim" / "stale.html"
    stale.write_text("stale", encoding="utf-8")
    empty_folder(folder)
    assert old.read_text(encoding="utf-8") == "old"
    assert not stale.exists()


def test_two_builds_are_equal_byte_for_byte_and_so_are_their_archives(tmp_path):
    folders = [tmp_path / name / "site" for name in ("one", "two")]
    for folder in folders:
        build_site(folder, known=SMALL, without={"lessons"})
    assert bytes_of(folders[0]) == bytes_of(folders[1])
    one, two = map(pack, folders)
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as archive:
        assert "site/index.html" in archive.namelist()
        assert archive.testzip() is None


def test_charts_are_used_again_while_nothing_changes(tmp_path, monkeypatch):
    monkeypatch.setattr("briefingroom.site.build.OTHER_PARTS", ())  # they have no charts
    folder = tmp_path / "site"
    build_site(folder, known=SMALL, without={"lessons"})
    first = bytes_of(folder)
    assert {"charts/apps_tested.png", "charts/made.json"} < first.keys()

    def no_drawing(*words):
        raise AssertionError("a chart is drawn again")

    monkeypatch.setattr("briefingroom.site.build.draw_chart_of", no_drawing)
    build_site(folder, known=SMALL, without={"lessons"})
    assert bytes_of(folder) == first
    build_site(folder, known=SMALL[:2], without={"lessons"})
    assert "charts/apps_tested.png" not in bytes_of(folder)


def test_charts_of_another_key_are_drawn_again(tmp_path, monkeypatch):
    (tmp_path / "charts").mkdir()
    keep_charts(tmp_path, {"apps_tested": None})
    assert kept_charts(tmp_path) == {"apps_tested": None}
    monkeypatch.setattr("briefingroom.site.kept_charts.key_of_charts", lambda: "another")
    assert kept_charts(tmp_path) == {}


# --- the whole


@pytest.mark.release
def test_there_is_a_page_for_every_id_and_for_nothing_else(whole_site):
    pages = {
        path.relative_to(whole_site.folder).as_posix()
        for folder in FOLDER_OF_KIND.values()
        for path in (whole_site.folder / folder).glob("*.html")
        if path.name != "index.html"
    }
    removed = {address_of_known(Known(kind, id)) for id, kind in removed_ids().items()}
    assert pages == {address_of_known(known) for known in known_ids()} | removed
    assert len(pages) > len(br.sentences()) + len(br.claims()) + len(br.references())


@pytest.mark.release
def test_every_link_of_the_whole_site_holds(whole_site):
    assert broken_links(whole_site.folder) == []


@pytest.mark.release
def test_the_first_view_of_every_claim_is_light(whole_site):
    sizes = {id: first_view(whole_site, f"claim/{id}.html") for id in br.claims().claim}
    assert {id: size for id, size in sizes.items() if size >= FIRST_VIEW} == {}


@pytest.mark.release
def test_every_list_names_all_of_its_kind(whole_site):
    for kind, folder in FOLDER_OF_KIND.items():
        rows = whole_site.page(f"{folder}/index.html").find("tbody").find_all("tr")
        assert len(rows) == sum(known.kind == kind for known in known_ids())


@pytest.mark.release
def test_two_builds_of_the_whole_site_are_equal(whole_site, tmp_path):
    build_site(tmp_path / "site")
    assert bytes_of(tmp_path / "site") == bytes_of(whole_site.folder)
