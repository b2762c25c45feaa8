"""The pages of ids in a real browser: at three widths, by keyboard, on paper, without a server."""

import shutil
from itertools import groupby

import pytest

from briefingroom.pages.known import Known
from briefingroom.site.addresses import address_of_known, frozen_folder, known_ids

pytestmark = pytest.mark.browser

WIDTHS = (390, 1024, 1440)
CLAIM = "claim/2023-04-20.c018.html"
CHOSEN = (
    Known("claim", "2023-04-20.c018"),
    Known("claim", "2023-04-20.c111"),
    Known("indicator", "5g_base_stations"),
    Known("turn", "2023-04-20.t02"),
    Known("term", "rare earth"),
    Known("discrepancy", "d02"),
)
LAST_OF_KIND = [list(rows)[-1] for _, rows in groupby(known_ids(), lambda each: each.kind)]
BUILT = [known for known in known_ids() if known in {*CHOSEN, *LAST_OF_KIND}]
PAGES = [
    *map(address_of_known, BUILT),
    "index.html",
    "claim/index.html",
    "reference/r011.html",
    "404.html",
    f"{frozen_folder()}/{CLAIM}",
]


@pytest.fixture
def opened(watched_page, small_site_folder):
    """A function that opens a page of the site."""

    def open_page(address, width=1440, **settings):
        page = watched_page(width, **settings)
        page.goto(f"{small_site_folder.as_uri()}/{address}")
        return page

    return open_page


@pytest.mark.sample(5)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_fits_every_screen_and_axe_finds_nothing(address, opened, axe):
    page = opened(address, WIDTHS[0])
    assert axe.run(page).response["violations"] == []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_dark_page_is_dark_and_readable(opened, axe):
    page = opened(CLAIM, color_scheme="dark")
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert max(map(int, colour.removeprefix("rgb(").removesuffix(")").split(","))) < 60
    assert axe.run(page).response["violations"] == []


@pytest.mark.parametrize("width", WIDTHS)
def test_the_links_of_a_chart_lie_on_its_picture(width, opened):
    page = opened(CLAIM, width)
    picture = page.locator(".picture img").bounding_box()
    marks = page.locator(".picture a")
    assert marks.count() > 10
    for place in range(marks.count()):
        box = marks.nth(place).bounding_box()
        assert min(box["width"], box["height"]) >= 24
        middle = box["x"] + box["width"] / 2 - picture["x"]
        assert 0 < middle < picture["width"]


def test_a_mark_opens_its_page(opened):
    page = opened("indicator/5g_base_stations.html")
    mark = page.locator('.picture a[href$="2023-04-20.c018.html"]')
    mark.focus()
    assert "over 2.64 million" in mark.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/claim/2023-04-20.c018.html")
    assert page.locator("h1").inner_text().startswith("Over 2.64 million")


def test_the_keyboard_reaches_everything(opened):
    page = opened(CLAIM)
    wanted = page.locator("a[href], button, summary, [tabindex='0']").evaluate_all(
        "all => all.filter(each => each.checkVisibility()).length"
    )
    page.evaluate("window.seen = new Set()")
    for _ in range(wanted + 5):
        page.keyboard.press("Tab")
        page.evaluate("window.seen.add(document.activeElement)")
    reached = page.evaluate(
        "[...document.querySelectorAll(\"a[href], button, summary, [tabindex='0']\")]"
        ".filter(each => each.checkVisibility() && !window.seen.has(each))"
        ".map(each => each.outerHTML.slice(0, 80))"
    )
    assert reached == []


def test_the_first_page_leads_to_an_id_and_names_the_nearest(opened):
    page = opened("index.html")
    page.locator("#go").fill("2023-04-20.c999")
    page.get_by_role("button", name="Open").click()
    assert "There is no such id" in page.locator(".go output").inner_text()
    assert "2023-04-20.c" in page.locator(".go output a").first.inner_text()
    page.locator("#go").fill("Rare Earth")
    page.get_by_role("button", name="Open").click()
    page.wait_for_url("**/term/rare-earth.html")


def test_a_list_narrows_down(opened):
    page = opened("claim/index.html")
    page.get_by_label("Show those").fill("2.64 base")
    shown = page.locator("tbody tr:visible")
    assert shown.count() == 1
    assert "2023-04-20.c018" in shown.inner_text()


def test_an_address_that_is_not_there_names_the_nearest(watched_page, small_site_folder, tmp_path):
    """A server shows 404.html at the address that was asked for, in whatever folder."""
    for folder in ("assets", "charts", "claim"):
        shutil.copytree(small_site_folder / folder, tmp_path / folder)
    missing = tmp_path / "claim" / "2023-04-20.c0188.html"
    shutil.copy(small_site_folder / "404.html", missing)
    page = watched_page(1440)
    page.goto(missing.as_uri())
    nearest = page.locator("[data-nearest] a")
    assert nearest.first.inner_text() == "2023-04-20.c018"
    nearest.first.click()
    page.wait_for_url("**/claim/2023-04-20.c018.html")


def test_the_code_to_copy_has_a_button(opened):
    from playwright.sync_api import expect

    page = opened(CLAIM)
    button = page.get_by_role("button", name="Copy Python")
    button.click()
    expect(button).not_to_have_text("Copy")  # it says so when the clipboard has answered


def test_an_embedded_page_has_no_menu(opened):
    assert not opened(f"{CLAIM}?embed").locator("header.top").is_visible()
    assert opened(CLAIM).locator("header.top").is_visible()


def test_on_paper_there_is_no_menu_and_all_of_the_page(opened):
    page = opened(CLAIM)
    page.emulate_media(media="print")
    assert not page.locator("header.top nav").is_visible()
    assert page.locator(".picture img").is_visible()
    assert page.locator("text=Place in the source").is_visible()


def test_without_scripts_every_page_is_whole(opened):
    page = opened(CLAIM, java_script_enabled=False)
    assert page.locator("text=Place in the source").is_visible()
    assert page.locator(".picture a").count() > 10
