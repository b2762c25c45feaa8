"""The course on the website in Chromium, from a folder: three widths, keys, paper, search."""

import pytest

from briefingroom.site.course_pages import exercise_pages, kit_sheets, lesson_pages, written_pages

pytestmark = pytest.mark.browser

WIDTHS = (390, 1024, 1440)
PHONE, SCREEN = WIDTHS[0], WIDTHS[-1]
LESSON = "lessons/03_reading_a_number.html"
EXERCISE = "exercises/03_reading_a_number.html"
SHEET = "teaching/run_sheet.html"
OF_EACH_KIND = (
    "lessons/index.html",
    LESSON,
    "lessons/14_means_and_answers.html",
    "course-search.html",
    "exercises/index.html",
    EXERCISE,
    "teaching/index.html",
    SHEET,
    "teaching/word_list.html",
    "about/data_card.html",
    "about/glossary.html",
    "api/index.html",
    "api/text.html",
)
API = [f"api/{name}.html" for name in ("corpus", "charts", "coding", "widgets", "adding")]
REACHED_BY_KEY = "a[href], button, summary, input, textarea, select, [tabindex='0']"
# The page has found which code scrolls, and made it reachable.
SETTLED = """() => [...document.querySelectorAll("pre")].every(
    code => code.scrollWidth <= code.clientWidth || code.tabIndex >= 0)"""
SERIOUS = ("serious", "critical")
WITHOUT_GUESS = "Show the answer without"


@pytest.fixture
def opened(watched_page, small_site_folder):
    """A function that opens a page."""

    def open_page(address, width=SCREEN, **settings):
        page = watched_page(width, **settings)
        page.goto(f"{small_site_folder.as_uri()}/{address}")
        return page

    return open_page


def width_of(page):
    return page.evaluate("document.documentElement.scrollWidth")


def brightest_of_paper(page):
    """The brightest of red, green and blue of what a page is written on."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return max(map(int, colour.removeprefix("rgb(").removesuffix(")").split(",")))


def not_reached(page):
    """What can be acted on, is seen, and is not reached by pressing Tab from the top."""
    seen = f'[...document.querySelectorAll("{REACHED_BY_KEY}")].filter(e => e.checkVisibility())'
    number = page.evaluate(f"{seen}.length")
    page.evaluate("window.reached = new Set()")
    for _ in range(number + 20):
        page.keyboard.press("Tab")
        page.evaluate("window.reached.add(document.activeElement)")
    return page.evaluate(
        f"{seen}.filter(e => !window.reached.has(e) && !radioOfReachedGroup(e))"
        ".map(e => e.outerHTML.slice(0, 120));"
        "function radioOfReachedGroup(e) { return e.type === 'radio'"
        " && [...window.reached].some(o => o.type === 'radio' && o.name === e.name); }"
    )


@pytest.mark.sample(5)  # in both looks
@pytest.mark.parametrize("width, look", [(PHONE, "light"), (SCREEN, "dark")])
@pytest.mark.parametrize("address", OF_EACH_KIND)
def test_a_page_fits_every_screen_and_axe_finds_nothing_serious(address, width, look, opened, axe):
    page = opened(address, width, color_scheme=look)
    page.wait_for_function(SETTLED)
    found = axe.run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in SERIOUS] == []
    for other in WIDTHS:
        page.set_viewport_size({"width": other, "height": 900})
        assert width_of(page) <= other


@pytest.mark.sample(3)
@pytest.mark.parametrize("address", OF_EACH_KIND)
def test_everything_that_a_page_asks_for_is_there(address, opened):
    page = opened("about/changes.html")
    missing = []
    page.on("requestfailed", lambda request: missing.append(request.url))
    page.goto(page.url.replace("about/changes.html", address), wait_until="networkidle")
    assert missing == []


@pytest.mark.parametrize("step", [4, pytest.param(1, marks=pytest.mark.release)])
def test_no_page_of_the_course_scrolls_sideways_on_a_phone(opened, step):
    pages = [*lesson_pages(), *exercise_pages(), *written_pages(), *kit_sheets()]
    page = opened("lessons/index.html", PHONE)
    top = page.url.rpartition("lessons/")[0]
    wide = []
    for address in [*(each.address for each in pages), *API][::step]:
        page.goto(top + address)
        if width_of(page) > PHONE:
            wide.append(address)
    assert wide == []


@pytest.mark.sample(2)
@pytest.mark.parametrize("width", [PHONE, SCREEN])
@pytest.mark.parametrize("address", [LESSON, EXERCISE, "api/numbers.html", SHEET])
def test_the_keyboard_reaches_everything(address, width, opened):
    assert not_reached(opened(address, width)) == []


@pytest.mark.parametrize("words", ["All pages of the course", "On this page"])
def test_on_a_phone_a_drawer_opens_and_closes_by_key(words, opened):
    page = opened(LESSON, PHONE)
    button = page.get_by_role("button", name=words)
    button.press("Enter")
    drawer = page.locator("dialog[open]")
    assert drawer.is_visible()
    assert drawer.locator("a").count() > 5
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0


def test_the_look_follows_the_system(opened):
    for look, is_dark in (("light", False), ("dark", True)):
        page = opened(LESSON, color_scheme=look)
        assert (brightest_of_paper(page) < 60) is is_dark


@pytest.mark.parametrize("asked", ["增加值", "rounding"])
def test_the_search_finds_a_lesson_without_a_server(asked, opened):
    page = opened("teaching/index.html")
    page.get_by_label("Search the course").fill(asked)
    page.get_by_role("button", name="Find").click()
    page.wait_for_url("**/course-search.html?q=*")
    found = page.locator('#search-results a[href*="03_reading_a_number"]')
    found.first.wait_for()
    found.first.click()
    page.wait_for_url("**/lessons/03_reading_a_number.html*")


def test_on_paper_there_are_the_lesson_and_its_charts_alone(opened):
    page = opened(LESSON)
    page.emulate_media(media="print")
    for unseen in ("header.top nav", ".bd-sidebar-primary", ".bd-sidebar-secondary", ".bar"):
        assert not page.locator(unseen).first.is_visible(), unseen
    assert page.locator("div.cell_output img").first.is_visible()
    assert page.get_by_role("heading", name="Reading a number").is_visible()


def test_a_sheet_is_printed_without_the_way_back(opened):
    page = opened(SHEET)
    assert page.locator(".way-back").is_visible()
    page.emulate_media(media="print")
    assert not page.locator(".way-back").is_visible()


@pytest.mark.sample(1)
@pytest.mark.parametrize("sheet", kit_sheets(), ids=lambda sheet: sheet.path.stem)
def test_a_sheet_is_dark_where_all_is_and_white_on_paper(sheet, opened, axe):
    page = opened(sheet.address, color_scheme="dark")
    assert brightest_of_paper(page) < 60
    found = axe.run(page).response["violations"]
    assert [each["id"] for each in found if each["impact"] in SERIOUS] == []
    page.emulate_media(media="print", color_scheme="dark")
    assert brightest_of_paper(page) == 255


def test_without_scripts_a_lesson_is_whole(opened):
    page = opened(LESSON, java_script_enabled=False)
    assert page.locator("div.cell_output img").first.is_visible()
    assert page.locator("header.top a", has_text="Claims").is_visible()
    assert page.locator(".bd-sidebar-primary a", has_text="Little giants").is_visible()


# --- marks of pictures


WITH_SERIES = "lessons/06_networks_and_the_digital_economy.html"
WITH_TERMS = "lessons/02_the_words_of_policy.html"
OVERLAPS = """all => {
    const boxes = all.map(each => each.getBoundingClientRect());
    return boxes.flatMap((one, n) => boxes.slice(n + 1).filter(other =>
        Math.abs(one.x - other.x) < 24 && Math.abs(one.y - other.y) < 24)).length;
}"""
SMALL_OR_BESIDE = """all => all.filter(each => {
    const box = each.getBoundingClientRect();
    const picture = each.parentElement.querySelector("img").getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    return box.width < 24 || box.height < 24 || x < picture.x || x > picture.right
        || y < picture.y || y > picture.bottom;
}).map(each => each.title)"""


def show_all_answers(page):
    """What waits for a guess is seen."""
    buttons = page.get_by_role("button", name=WITHOUT_GUESS)
    while buttons.count():  # each goes when it has shown its answer
        buttons.first.click()


@pytest.mark.parametrize("address", [LESSON, WITH_SERIES])
def test_the_links_over_a_picture_can_be_touched_one_by_one(address, opened):
    page = opened(address)
    show_all_answers(page)
    pictures = page.locator(".marked")
    assert page.locator(".marked a.over").count() > 20
    assert page.locator(".marked a.over").evaluate_all(SMALL_OR_BESIDE) == []
    for place in range(pictures.count()):
        assert pictures.nth(place).locator("a.over").evaluate_all(OVERLAPS) == 0


def test_a_mark_of_a_lesson_opens_its_page(opened):
    page = opened(WITH_TERMS)
    show_all_answers(page)
    mark = page.locator('.marked a.over[href="../briefing/2023-04-20.html"]').first
    assert "2023-04-20: not used" in mark.get_attribute("title")
    mark.press("Enter")
    page.wait_for_url("**/briefing/2023-04-20.html")


def test_a_mark_of_many_opens_its_line_of_the_list(opened):
    page = opened(WITH_TERMS)
    mark = page.locator('.marked a.over[href^="#"]').first
    line = page.locator(mark.get_attribute("href").replace("#", "[id='") + "']")
    assert not line.is_visible()
    mark.press("Enter")
    line.wait_for()
    assert line.locator("a").count() > 1


def test_on_a_phone_the_marks_stand_in_the_list_alone(opened):
    page = opened(WITH_SERIES, PHONE)
    assert page.locator(".marked a.over:visible").count() == 0
    summary = page.locator("details.marks:visible summary").first
    summary.press("Enter")
    assert page.locator("details.marks[open] a").first.is_visible()
