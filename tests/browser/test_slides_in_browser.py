"""Each deck of slides opened in Chromium and stepped through by keys: nothing runs over, nothing
fails, nothing is asked of a network; the notes open, and a PDF has a page for each slide.
"""

import importlib
import re
import sys
from pathlib import Path

import pytest

TEACHING = Path(__file__).resolve().parents[2] / "exercises" / "teaching"
NUMBERS = ["ninety", *(f"{number:02}" for number in range(16))]
READY = "window.Reveal && Reveal.isReady() && document.fonts.status === 'loaded'"
AT_THE_END = "Reveal.isLastSlide() && !Reveal.availableFragments().next"
# The measures of a slide, in pixels of the slide.
MEASURE = """() => {
    const sheet = Reveal.getCurrentSlide().querySelector('.sheet');
    const here = sheet.getBoundingClientRect();
    const source = sheet.querySelector('.source').getBoundingClientRect();
    const seen = [...sheet.querySelectorAll('*')].filter(
        each => !each.closest('.hidden') && each.getBoundingClientRect().width);
    const beyond = seen.filter(each => {
        const box = each.getBoundingClientRect();
        return box.left < here.left - 1 || box.right > here.right + 1
            || box.top < here.top - 1 || box.bottom > here.bottom + 1;
    });
    const parts = [...sheet.children].filter(
        each => !each.matches('.source, .stripes') && each.getBoundingClientRect().width);
    const images = [...sheet.querySelectorAll('img')].map(each => {
        const scale = Math.min(each.clientWidth / each.naturalWidth,
                               each.clientHeight / each.naturalHeight);
        const room = each.parentElement;
        return {drawn: each.naturalWidth, alt: each.alt,
                free: Math.min(room.clientWidth - scale * each.naturalWidth,
                               room.clientHeight - scale * each.naturalHeight)};
    });
    const size = each => parseFloat(getComputedStyle(each).fontSize);
    const words = seen.filter(each => [...each.childNodes].some(
        node => node.nodeType === 3 && node.data.trim()));
    return {
        width: sheet.scrollWidth, height: sheet.scrollHeight,
        slide: [here.width, here.height],
        beyond: beyond.map(each => each.className || each.tagName),
        room: source.top - Math.max(...parts.map(each => each.getBoundingClientRect().bottom)),
        smallest: Math.min(...words.map(size)), images,
        number: Reveal.getState().indexh,
    };
}"""
# A page that is read from a file may not load its style once more, as axe would.
AXE = {"resultTypes": ["violations"], "preload": False}
each_deck = pytest.mark.parametrize("number", NUMBERS)


@pytest.fixture(scope="module")
def kit():
    """The modules that make decks and print them."""
    sys.path.insert(0, str(TEACHING))
    try:
        yield importlib.import_module("slides"), importlib.import_module("slides_as_pdf")
    finally:
        sys.path.remove(str(TEACHING))


@pytest.fixture(scope="module")
def decks(kit, tmp_path_factory):
    """The path and the slides of each deck, by the number of its lesson."""
    slides, _ = kit
    made = slides.all_decks()
    paths = slides.write_decks(made, tmp_path_factory.mktemp("slides"))
    return dict(zip(NUMBERS, zip(paths, made, strict=True), strict=True))


@pytest.fixture
def opened(browser):
    """A function that opens a deck; at the end nothing may have failed or asked a network."""
    faults = []
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.on("page", lambda page: page.on("pageerror", lambda error: faults.append(str(error))))
    context.on("console", lambda said: said.type == "error" and faults.append(said.text))
    context.on("requestfailed", lambda asked: faults.append(asked.url))
    context.on(
        "request",
        lambda asked: asked.url.startswith(("file:", "data:", "blob:")) or faults.append(asked.url),
    )

    def open_deck(path):
        page = context.new_page()
        page.goto(path.as_uri())
        page.wait_for_function(READY)
        return page

    yield open_deck
    context.close()
    assert faults == []


@pytest.mark.sample(2)
@each_deck
def test_a_deck_is_stepped_through_by_keys_and_nothing_runs_over(opened, decks, number):
    path, deck = decks[number]
    page, seen = opened(path), {}
    for _ in range(100):
        measured = page.evaluate(MEASURE)
        seen[measured["number"]] = measured
        if page.evaluate(AT_THE_END):
            break
        page.keyboard.press("ArrowRight")
    assert list(seen) == list(range(len(deck.slides)))
    for slide, measured in zip(deck.slides, seen.values(), strict=True):
        assert measured["slide"] == [1280, 720], slide.title
        assert measured["width"] <= 1280, slide.title
        assert measured["height"] <= 720, slide.title
        assert measured["beyond"] == [], slide.title
        assert measured["room"] >= 0, slide.title
        assert measured["smallest"] >= 17, slide.title
        assert len(measured["images"]) == (slide.picture is not None)
        for image in measured["images"]:
            assert image["drawn"] == slide.picture.size[0]
            assert image["alt"] == slide.picture.alt
            assert abs(image["free"]) <= 1, slide.title  # as large as the room lets it be
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("Reveal.getState().indexh") == len(deck.slides) - 2


def test_the_positions_of_a_discussion_come_one_by_one(opened, decks):
    path, deck = decks["03"]
    page = opened(path)
    place = next(n for n, slide in enumerate(deck.slides) if slide.kind == "discussion")
    page.evaluate("place => Reveal.slide(place)", place)
    shown = "Reveal.getCurrentSlide().querySelectorAll('.fragment.visible').length"
    counts = [page.evaluate(shown)]
    for _ in deck.slides[place].steps:
        page.keyboard.press("ArrowRight")
        counts.append(page.evaluate(shown))
    assert counts == [0, 1, 2, 3]
    assert page.evaluate("Reveal.getState().indexh") == place


def test_the_notes_of_the_teacher_open_in_a_window_of_their_own(opened, decks):
    path, deck = decks["03"]
    page = opened(path)
    page.keyboard.press("ArrowRight")
    with page.expect_popup() as opening:
        page.keyboard.press("s")
    said = deck.slides[1].notes[0][1]
    assert said.startswith('"')
    opening.value.get_by_text(said).wait_for()
    assert page.get_by_text(said).count() == 0 or not page.get_by_text(said).first.is_visible()


def test_the_list_of_decks_leads_to_each(opened, decks):
    path, _ = decks["00"]
    page = opened(path)
    page.goto((path.parent / "index.html").as_uri())
    page.get_by_role("link", name="Reading a number").click()
    page.wait_for_function(READY)
    assert page.title().startswith("Reading a number")


@pytest.mark.sample(2)
@pytest.mark.parametrize("number", ["ninety", "03", "08"])
def test_a_deck_has_no_fault_that_axe_finds(opened, decks, axe, number):
    path, deck = decks[number]
    page = opened(path)
    for place in range(len(deck.slides)):
        page.evaluate("place => Reveal.slide(place, 0, 9)", place)
        found = axe.run(page, options=AXE).response["violations"]
        serious = [each["id"] for each in found if each["impact"] in ("serious", "critical")]
        assert serious == [], (place, found)


def printed_pages(kit, browser, path):
    pdf = kit[1].print_deck(browser, path)
    return len(re.findall(rb"/Type\s*/Page\b", pdf.read_bytes()))


def test_a_printed_deck_has_a_page_for_each_slide(kit, browser, decks):
    path, deck = decks["03"]
    assert printed_pages(kit, browser, path) == len(deck.slides)


@pytest.mark.release
@each_deck
def test_every_printed_deck_has_a_page_for_each_slide(kit, browser, decks, number):
    path, deck = decks[number]
    assert printed_pages(kit, browser, path) == len(deck.slides)
