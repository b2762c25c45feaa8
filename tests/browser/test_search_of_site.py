"""The search in a real browser: answers while one types, from a file and from a server."""

import functools
import http.server
import shutil
import statistics
import threading
from types import SimpleNamespace

import pytest

from briefingroom.site.addresses import frozen_folder, known_ids
from briefingroom.site.claim_pages import title_of_claim
from briefingroom.site.search import SEARCH_INDEX, SEARCH_PAGE, search_index

pytestmark = pytest.mark.browser

WIDTHS = (390, 1024, 1440)
CLAIM = "2023-04-20.c018"
MOST_MILLISECONDS = 50


def things_of_all():
    """As many things as the whole site has, with all sentences; other titles are short."""
    for known in known_ids():
        title = title_of_claim(known.id) if known.kind == "claim" else known.id
        yield SimpleNamespace(known=known, title=title)


@pytest.fixture(scope="module")
def site(tmp_path_factory, small_site_folder):
    """A few pages, and an index of all."""
    folder = tmp_path_factory.mktemp("site") / "site"
    shutil.copytree(small_site_folder, folder)
    index = search_index(things_of_all(), with_lessons=True)
    (folder / SEARCH_INDEX).write_text(index, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def served(site):
    """The address of a server that gives out the site."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *words):
            pass

    handler = functools.partial(Quiet, directory=site)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def opened(watched_page, site):
    """A function that opens a page, from the disk or from a server."""

    def open_page(address=SEARCH_PAGE, base="", width=1024):
        near = base or site.as_uri()
        page = watched_page(width, near=(near, "data:", "blob:"))
        page.goto(f"{near}/{address}")
        return page

    return open_page


def asked(page, words):
    """Type words; the results as locators."""
    page.get_by_label("Words, an id, a name").fill(words)
    return page.locator("#found > li")


def test_an_id_comes_first_and_opens_its_page(opened):
    page = opened()
    first = asked(page, CLAIM).first
    assert first.locator("code").inner_text() == CLAIM
    first.locator("a").click()
    page.wait_for_url(f"**/claim/{CLAIM}.html")


def test_every_letter_is_answered(opened):
    page = opened()
    page.get_by_label("Words, an id, a name").press_sequentially("rare earth")
    assert page.locator("#found a").first.inner_text() == "rare earth"
    assert page.locator("#find-said").inner_text().endswith(" found")


def test_a_figure_is_shown_in_its_sentence(opened):
    page = opened()
    results = asked(page, "2.64 million base stations")
    claim = results.filter(has_text=CLAIM).first
    assert claim.locator("a").inner_text().startswith("Over 2.64 million")
    line = claim.locator(".line").inner_text()
    assert "5G base stations" in line
    assert line.endswith(".")
    assert "2.64" in claim.locator("mark").all_inner_texts()


def test_chinese_is_found_and_says_that_it_is_chinese(opened):
    first = asked(opened(), "稀土").first
    assert first.locator("a").inner_text() == "rare earth"
    assert first.locator("mark span[lang=zh]").first.inner_text() == "稀土"


def test_pinyin_is_found_without_its_tones(opened):
    assert asked(opened(), "xitu").first.locator("a").inner_text() == "rare earth"


def test_a_name_is_found_with_what_it_said(opened):
    page = opened()
    results = asked(page, "zhao zhiguo")
    assert results.first.locator("code").inner_text() == "Zhao Zhiguo"
    page.get_by_label("Look in").select_option(label="Sentences")
    assert results.count() == 20
    page.get_by_role("button", name="Show more").click()
    assert results.count() == 40
    kinds = page.locator("#found .kind").all_inner_texts()
    assert all(kind.startswith("Sentences") for kind in kinds)


def test_a_lesson_is_found(opened):
    page = opened()
    page.get_by_label("Look in").select_option(label="Lessons")
    first = asked(page, "one sentence in two languages").first
    assert first.locator("a").get_attribute("href").startswith("lessons/04_when_numbers_disagree")


def test_what_is_nowhere_is_said_to_be_nowhere(opened):
    page = opened()
    assert asked(page, "<img src=x onerror=alert(1)>").count() == 0
    assert page.get_by_role("status").inner_text() == "Nothing has all these words."
    asked(page, "")
    assert page.get_by_role("status").inner_text() == ""


def test_answers_take_less_than_the_blink_of_an_eye(opened):
    page = opened()
    for words in ("e", "the", "5G base stations", CLAIM, "稀土", "zhao zhiguo", "qqqq"):
        times = []
        for _ in range(5):
            asked(page, "")
            asked(page, words)
            times.append(float(page.locator("#find-said").get_attribute("data-milliseconds")))
        assert statistics.median(times) < MOST_MILLISECONDS, (words, times)


@pytest.mark.parametrize(
    "address", [f"claim/{CLAIM}.html", "claim/index.html", "tables/claims.html", "index.html"]
)
def test_every_page_has_a_box_that_leads_to_the_answers(address, opened):
    page = opened(address)
    box = page.get_by_role("search", name="Search the site").get_by_role("searchbox")
    box.fill("rare earth")
    box.press("Enter")
    page.wait_for_url("**/search.html?q=rare+earth")
    assert page.locator("#found a").first.inner_text() == "rare earth"


def test_the_frozen_twin_searches_itself(opened):
    page = opened(f"{frozen_folder()}/claim/{CLAIM}.html")
    box = page.get_by_role("search", name="Search the site").get_by_role("searchbox")
    box.fill(CLAIM)
    box.press("Enter")
    page.wait_for_url(f"**/{frozen_folder()}/search.html?q={CLAIM}")
    assert page.locator("#found code").first.inner_text() == CLAIM


@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_every_screen_and_axe_finds_nothing(width, opened, axe):
    page = opened(width=width)
    for words in ("", "稀土", "industrial", "qqqq"):
        asked(page, words)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert [each["id"] for each in axe.run(page).response["violations"]] == []


def test_the_keyboard_reaches_the_results(opened):
    page = opened()
    focused = "document.activeElement.id || document.activeElement.textContent"
    assert page.evaluate(focused) == "find"
    page.keyboard.type("rare earth")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == "rare earth"
    page.keyboard.press("Enter")
    page.wait_for_url("**/term/rare-earth.html")


def test_the_course_is_searched_for_the_same_words(opened):
    page = opened()
    asked(page, "press conferences")
    page.locator("#in-course a").click()
    page.wait_for_url("**/course-search.html?q=press*conferences")
    page.locator("#search-results li a").first.wait_for()
