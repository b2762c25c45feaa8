"""The pages of the tables in Chromium, opened from a folder: sort, search, keys, small pages."""

import pytest

WIDTHS = (390, 1024, 1440)
NAMES = ("index", "claims", "glossary")
SERIOUS = ("serious", "critical")


@pytest.fixture
def opened(browser, small_site_folder):
    """A function that opens a page of the tables and keeps what goes wrong and what is asked."""
    contexts = []

    def open_page(name, width=1440, words="", **settings):
        context = browser.new_context(viewport={"width": width, "height": 900}, **settings)
        contexts.append(context)
        page = context.new_page()
        page.wrong, page.asked = [], []
        page.on("pageerror", lambda error: page.wrong.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto((small_site_folder / "tables" / name).as_uri() + words)
        return page

    yield open_page
    for context in contexts:
        context.close()


def settled(page, text):
    """Wait until the line below the table says this."""
    page.wait_for_function(
        "text => document.querySelector('.dt-info')?.textContent === text", arg=text
    )


@pytest.mark.sample(3)
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", NAMES)
def test_a_page_fits_asks_nothing_and_is_accessible(name, width, look, opened, axe):
    page = opened(f"{name}.html", width, color_scheme=look)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert all(url.startswith(("file:", "data:")) for url in page.asked)
    assert page.wrong == []
    violations = axe.run(page).response["violations"]
    assert [each["id"] for each in violations if each["impact"] in SERIOUS] == []


def test_a_search_narrows_the_table_and_stands_in_the_address(opened):
    page = opened("claims.html")
    settled(page, "Rows 1 to 25 of 613")
    page.fill(".dt-search input", "5G base stations nationwide")
    settled(page, "Rows 1 to 1 of 1 (all: 613)")
    assert page.locator("tbody tr").count() == 1
    assert page.url.endswith("#q=5G%20base%20stations%20nationwide")
    page.reload()
    settled(page, "Rows 1 to 1 of 1 (all: 613)")
    assert page.input_value(".dt-search input") == "5G base stations nationwide"


def test_a_link_with_a_search_opens_as_found(opened):
    page = opened("claims.html", words="#q=690%2C000")
    shown = page.locator("tbody tr").all_inner_texts()
    assert shown
    assert all("690,000" in text for text in shown)


def test_the_keyboard_alone_sorts_numbers_by_size(opened):
    page = opened("claims.html")
    settled(page, "Rows 1 to 25 of 613")
    page.focus(".dt-search input")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('th')?.textContent") == "value":
            break
    page.keyboard.press("Enter")
    page.wait_for_selector("th[aria-sort=ascending]")
    page.keyboard.press("Enter")
    page.wait_for_selector("th[aria-sort=descending]")
    place = page.evaluate(
        "[...document.querySelectorAll('thead th')].map(h => h.textContent).indexOf('value')"
    )
    shown = page.locator(f"tbody td:nth-child({place + 1})").all_inner_texts()
    values = [float(text.replace(",", "")) for text in shown]
    assert values == sorted(values, reverse=True)
    assert values[0] > 1e13


def test_columns_can_be_chosen(opened):
    page = opened("claims.html")
    assert page.locator("thead th", has_text="region").count() == 0
    page.click(".columns-shown summary")
    page.check("label:has-text('region') input")
    assert page.locator("thead th", has_text="region").count() == 1
    assert "Columns (11 of 21)" in page.inner_text(".columns-shown summary")


def test_another_table_is_one_choice_away(opened):
    page = opened("claims.html", 390)
    page.select_option("#other-table", "glossary.html")
    page.wait_for_url("**/glossary.html")
    settled(page, "Rows 1 to 25 of 119")


def test_without_a_script_the_whole_table_can_be_read(opened):
    page = opened("glossary.html", 390, java_script_enabled=False)
    assert page.locator("tbody tr").count() == 119
    assert page.locator("tbody tr").last.is_visible()


def test_on_paper_stands_all_that_was_found_and_nothing_that_steers(opened):
    page = opened("glossary.html")
    settled(page, "Rows 1 to 25 of 119")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.locator("tbody tr").count() == 119
    for steering in (".dt-search", ".dt-paging", ".tools"):
        assert not page.locator(steering).first.is_visible()
