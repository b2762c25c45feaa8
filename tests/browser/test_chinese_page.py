"""The entrance in Chinese in Chromium, from a folder as from a USB stick."""

import shutil

import pytest

from briefingroom.site import chinese
from briefingroom.site.listings import ASSETS

pytestmark = pytest.mark.browser

WIDTHS = [390, 1024, 1440]


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    folder = tmp_path_factory.mktemp("usb stick")
    shutil.copytree(ASSETS, folder / "assets")
    chinese.build_chinese(folder)
    return (folder / chinese.ENTRANCE).as_uri()


@pytest.fixture
def opened(browser, address):
    """A function that opens the page at a width; no request may leave the folder."""
    contexts = []

    def opened_at(width, scheme="light"):
        size = {"width": width, "height": 900}
        context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: pytest.fail(str(error)))
        page.on("request", lambda request: requests.append(request.url))
        requests = []
        page.goto(address)
        assert len(requests) > 2
        assert all(url.startswith(("file:", "data:")) for url in requests)
        return page

    yield opened_at
    for context in contexts:
        context.close()


@pytest.mark.sample(2)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_it_fits_and_is_accessible(opened, axe, width, scheme):
    page = opened(width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert [each["id"] for each in axe.run(page).response["violations"]] == []


@pytest.mark.parametrize(
    "field, typed, english",
    [
        ("zh", "shuang qianzhao", "double gigabit"),
        ("zh", "粗钢", "Crude steel output"),
        ("zh", "little giants", "little giants"),
        ("en", "双千兆", "double gigabit"),
    ],
)
def test_a_name_is_found_by_characters_sound_or_english(opened, field, typed, english):
    page = opened(390)
    rows = page.locator(f"#names-{field} tbody tr:visible")
    assert rows.count() > 150
    page.get_by_label("输入").nth(0 if field == "zh" else 1).fill(typed)
    assert rows.count() < 5
    assert english in rows.first.locator("a").inner_text()


def test_the_keyboard_alone_reaches_the_content_and_the_search(opened):
    page = opened(1024)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "跳到正文"
    page.keyboard.press("Enter")
    seen = []
    for _ in range(40):
        page.keyboard.press("Tab")
        seen.append(page.evaluate("document.activeElement.id || document.activeElement.hash"))
    assert {"#who", "#zh-en", "filter-zh"} <= set(seen)
