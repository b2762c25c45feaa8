"""Every widget of every lesson in a real JupyterLab: marks, lists, looks, what goes wrong.

Widgets of every kind, as the lessons make them, stand in one notebook here, so that Chromium and
the kernel start once: the first state of each, and a few options drawn with a fixed seed. Before a
release, all that the lessons make stand in another.
"""

import random
import re
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest
from panels import (
    BASE_STATIONS,
    CALLS,
    CLAIM_WITH_CHART,
    NARROW,
    OF_EVERY_KIND,
    ONE_OF_EACH,
    START,
    WAYS,
    WIDE,
    ZOOMED,
    Panel,
    expected_words,
    open_every_mark,
    options,
    some_marks,
    take,
    twin_of,
    undescribed,
)

import briefingroom as br
from briefingroom.charts import style
from briefingroom.charts.pictures import SHARPNESS

pytestmark = pytest.mark.browser

SEED = 20230420
SAMPLED = 3  # options tried in all, besides the first states


@pytest.fixture(
    scope="module",
    params=[OF_EVERY_KIND, pytest.param(CALLS, marks=pytest.mark.release)],
    ids=["of every kind", "of all lessons"],
)
def gallery(lab, request):
    """Widgets in a live notebook, one of each kind above its static view."""
    made = request.param
    cells = [START]
    for call in made:
        cells += [call, twin_of(call)] if call in ONE_OF_EACH else [call]
    with lab.open_notebook(lab.write_notebook("gallery.ipynb", cells)) as notebook:
        notebook.page.set_viewport_size(WIDE)
        notebook.run_all()
        assert notebook.errors() == []
        panels = notebook.page.locator(".br-panel")
        assert panels.count() == len(made)
        yield Gallery(
            notebook, {call: Panel(notebook, panels.nth(n)) for n, call in enumerate(made)}
        )
        notebook.page.evaluate("void (delete navigator.clipboard.writeText)")


class Gallery(NamedTuple):
    """The notebook, and its panels by the calls that made them."""

    notebook: object
    panels: dict

    @property
    def page(self):
        return self.notebook.page


# --- marks
@pytest.mark.parametrize("way", WAYS)
def test_marks_open_their_pages(gallery, way):
    gallery.page.set_viewport_size(WIDE)
    for call, panel in gallery.panels.items():
        marks = panel.marks()
        places = some_marks(len(marks), call, way)
        opened = open_every_mark(panel, partial(WAYS[way], panel), places, choices=1)
        assert opened == sum(any(marks[place]) for place in places), call
        assert gallery.notebook.errors() == [], call


@pytest.mark.release
@pytest.mark.parametrize("way", WAYS)
def test_every_mark_opens_its_page(gallery, way):
    gallery.page.set_viewport_size(WIDE)
    for call, panel in gallery.panels.items():
        known = sum(bool(id) for ids in panel.marks() for id in ids)
        assert open_every_mark(panel, partial(WAYS[way], panel)) == known, call
        assert gallery.notebook.errors() == [], call


def test_the_marks_on_the_page_are_those_of_the_chart(gallery):
    panel = gallery.panels[BASE_STATIONS]
    import matplotlib.pyplot as plt

    on_page = [id for ids in panel.marks() for id in ids]
    assert len(on_page) > 20
    assert sorted(on_page) == sorted(br.marks(br.plot_series("5g_base_stations")).id)
    plt.close("all")


@pytest.mark.parametrize("size", [NARROW, ZOOMED], ids=["1024", "200 percent"])
def test_marks_are_reached_on_small_pages_too(gallery, size):
    gallery.page.set_viewport_size(size)
    draw = random.Random(SEED)
    for panel in gallery.panels.values():
        count = panel.buttons.count()
        places = draw.sample(range(count), min(count, 3))
        open_every_mark(panel, panel.open_with_mouse, places, choices=1)
    gallery.page.set_viewport_size(WIDE)


def test_the_arrows_home_and_end_lead_from_mark_to_mark_and_stop_at_the_last(gallery):
    panel = gallery.panels[BASE_STATIONS]
    last = panel.buttons.count() - 1
    focused = "document.activeElement.dataset.place"
    panel.buttons.first.focus()
    for key, place in (
        ("End", last),
        ("ArrowRight", last),
        ("ArrowLeft", last - 1),
        ("ArrowDown", last),
        ("Home", 0),
        ("ArrowUp", 0),
        ("ArrowRight", 1),
    ):
        panel.page.keyboard.press(key)
        assert panel.page.evaluate(focused) == str(place), key
    stops = panel.buttons.evaluate_all("all => all.filter(button => button.tabIndex === 0).length")
    assert stops == 1, "one stop of Tab for a chart"
    panel.page.keyboard.press("Tab")
    assert panel.page.evaluate("document.activeElement.innerText") == "Show as table"


def test_marks_are_large_enough_and_have_names(gallery):
    read = "all => all.map(mark => [mark.offsetWidth, mark.offsetHeight, mark.ariaLabel])"
    seen = 0
    for panel in gallery.panels.values():
        for width, height, name in panel.buttons.evaluate_all(read):
            assert [width, height] == [24, 24]
            assert name
            seen += 1
    assert seen > 100


def test_marks_of_other_options_open_their_pages(gallery):
    draw = random.Random(SEED)
    charted = [
        panel for panel in gallery.panels.values() if options(panel) and panel.buttons.count()
    ]
    for _ in range(SAMPLED):
        panel = draw.choice(charted)
        control, at = draw.choice(options(panel))
        before = panel.box.locator("select").nth(control).evaluate("box => box.selectedIndex")
        take(panel, control, at)
        count = panel.buttons.count()
        places = draw.sample(range(count), min(count, 4))
        open_every_mark(panel, panel.open_with_keys, places, choices=1)
        take(panel, control, before)
    assert gallery.notebook.errors() == []


# --- lists


def test_a_list_is_searched_by_name_by_chinese_and_by_id(gallery):
    panel = gallery.panels[BASE_STATIONS]
    field = panel.box.get_by_role("combobox", name="Indicator", exact=True)
    offered = panel.box.locator(".br-field li[role=option]:visible")
    names = br.indicators().set_index("indicator")
    before = field.input_value()
    for typed in ("5g base", names.name_zh["5g_base_stations"], "5g_base_stations"):
        field.click()
        field.fill(typed)
        assert any("5G base stations" in each for each in offered.all_inner_texts()), typed
        assert offered.count() < 10
        gallery.page.keyboard.press("Escape")
        assert field.input_value() == before, "what is chosen stays when the filter clears"
    field.fill("no such thing")
    assert offered.count() == 0
    assert panel.box.get_by_text("nothing has these words").is_visible()
    gallery.page.keyboard.press("Enter")
    gallery.page.keyboard.press("Escape")
    assert field.input_value() == before


def test_a_list_is_used_with_keys_alone(gallery):
    from playwright.sync_api import expect

    panel = gallery.panels[BASE_STATIONS]
    field = panel.box.get_by_role("combobox", name="Indicator", exact=True)
    picture = panel.box.locator(".br-picture")
    alt = picture.get_attribute("alt")

    def choose(*typed):
        for key in typed:
            gallery.page.keyboard.press(key)

    field.focus()
    gallery.page.keyboard.type("giant")
    choose("ArrowDown")
    second = panel.box.locator(".br-field li.br-at").inner_text()
    assert "giant" in second.lower()
    gallery.notebook.change(lambda: choose("Enter"))
    assert field.input_value() == second
    expect(picture).not_to_have_attribute("alt", alt)
    gallery.page.keyboard.type("5g_base")  # what was chosen goes as soon as something is typed
    gallery.notebook.change(lambda: choose("Enter"))
    expect(picture).to_have_attribute("alt", re.compile("^5G base stations"))


# --- how it looks

MEASURED = """panel => {
    const area = element => {
        if (!element) return null;
        const {left, top, right, bottom} = element.getBoundingClientRect();
        return {left, top, right, bottom};
    };
    const find = selector => panel.querySelector(selector);
    const view = find('.br-view');
    return {
        panel: area(panel), frame: area(view.parentElement), left: area(find('.br-left')),
        right: area(find('.br-right')), picture: area(find('.br-picture')),
        tools: area(find('.br-tools')), scroller: area(find('.br-scroll')),
        hidden: find('.br-left').hidden, sideways: view.parentElement.scrollWidth,
        inside: view.parentElement.clientWidth,
        controls: [...panel.firstElementChild.children].map(area),
        cut: [...panel.querySelectorAll('.br-tool')].filter(
            button => button.scrollWidth > button.clientWidth + 1).length,
    };
}"""
LINES = """page => [...page.querySelectorAll('blockquote p, .br-page > p')].map(p => {
    const range = document.createRange();
    const heights = new Set();
    range.selectNodeContents(p);
    for (const box of range.getClientRects()) heights.add(Math.round(box.bottom / 8));
    return [p.textContent.length, heights.size];
})"""


def overlap(one: dict, other: dict) -> bool:
    return (
        one["left"] < other["right"] - 1
        and other["left"] < one["right"] - 1
        and one["top"] < other["bottom"] - 1
        and other["top"] < one["bottom"] - 1
    )


@pytest.mark.parametrize("size", [WIDE, NARROW, ZOOMED], ids=["1440", "1024", "200 percent"])
def test_nothing_is_cut_and_nothing_overlaps(gallery, size):
    gallery.page.set_viewport_size(size)
    for call, panel in gallery.panels.items():
        if "reader" in call:
            continue
        panel.box.scroll_into_view_if_needed()
        at = panel.box.evaluate(MEASURED)
        assert at["sideways"] <= at["inside"], call
        assert at["cut"] == 0, call
        boxes = at["controls"]
        for n, one in enumerate(boxes):
            assert one["right"] <= at["panel"]["right"] + 1, call
            assert not any(overlap(one, other) for other in boxes[n + 1 :]), call
            assert not overlap(one, at["frame"]), call
        if not at["hidden"]:
            assert not overlap(at["left"], at["right"]), call
            assert not overlap(at["scroller"], at["tools"]), call
            assert at["picture"]["right"] <= at["left"]["right"] + 1, call
            is_beside = at["right"]["left"] >= at["left"]["right"]
            assert is_beside == (size is WIDE), f"{call}: the words stand beside the chart or below"
    gallery.page.set_viewport_size(WIDE)


LEAST_SHOWN = 8 * 96 / 72  # pixels of the page: 8 points
BYTES = """async picture => {
    const data = await (await fetch(picture.src)).arrayBuffer();
    return Array.from(new Uint8Array(data)).join();
}"""
SHOWN = "picture => picture.clientWidth / picture.naturalWidth"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1440", "1024"])
def test_no_words_of_a_picture_are_shown_smaller_than_8_points(gallery, size):
    """As small as the smallest words of any chart are drawn, times what the page makes of it."""
    gallery.page.set_viewport_size(size)
    small = {}
    for call, panel in gallery.panels.items():
        if panel.buttons.count():
            pixels = style.SMALLEST * style.LOOK["figure.dpi"] / 72 * SHARPNESS
            shown = pixels * panel.box.locator(".br-picture").evaluate(SHOWN)
            small[call] = round(shown, 1)
    gallery.page.set_viewport_size(WIDE)
    assert small
    assert {call: shown for call, shown in small.items() if shown < LEAST_SHOWN} == {}


def test_the_lines_of_all_questions_are_strong_when_asked_for(gallery):
    call = next(call for call in gallery.panels if call.startswith("br.questions_map("))
    panel = gallery.panels[call]
    picture = panel.box.locator(".br-picture")
    before = picture.evaluate(BYTES)
    lines = panel.box.get_by_label("Lines")
    panel.notebook.change(lambda: lines.select_option("all are strong"))
    assert picture.evaluate(BYTES) != before
    panel.notebook.change(lambda: lines.select_option("the question read is strong"))
    assert picture.evaluate(BYTES) == before


@pytest.mark.parametrize("size", [WIDE, NARROW, ZOOMED], ids=["1440", "1024", "200 percent"])
def test_pictures_of_every_kind_of_widget_are_kept_to_be_looked_at(gallery, size):
    gallery.page.set_viewport_size(size | {"height": 1400})
    for call in [*ONE_OF_EACH, CLAIM_WITH_CHART]:
        name = re.sub(r"\W+", "_", call).strip("_")
        box = gallery.panels[call].box
        gallery.notebook.keep_as_it_is(f"marks_{size['width']}_{name}", box)
    gallery.page.set_viewport_size(WIDE)


def test_lines_of_words_are_neither_long_nor_short(gallery):
    counted = []
    gallery.page.set_viewport_size(WIDE)
    for panel in gallery.panels.values():
        if panel.shown.count():
            lines = panel.shown.evaluate(LINES)
            counted += [each for each in lines if each[1] > 3]
    assert counted
    # The last line is not full: as many characters as on a line lie between these two.
    assert min(length / (lines - 1) for length, lines in counted) >= 60
    assert max(length / lines for length, lines in counted) <= 75


@pytest.mark.parametrize("step", [37, pytest.param(7, marks=pytest.mark.release)])
def test_what_is_said_of_a_mark_stays_in_the_picture_and_leaves_the_mark_free(gallery, step):
    for size in (WIDE, NARROW, ZOOMED):
        gallery.page.set_viewport_size(size)
        for panel in [gallery.panels[call] for call in ONE_OF_EACH]:
            for place in range(0, panel.buttons.count(), step):
                button = panel.buttons.nth(place)
                button.evaluate("button => button.scrollIntoView({block: 'center'})")
                button.evaluate("button => button.blur()")  # from the size before
                button.focus()
                tip = panel.box.locator(".br-tip")
                tip.wait_for(state="visible")
                told, seen = tip.bounding_box(), panel.box.locator(".br-left").bounding_box()
                assert told["x"] >= seen["x"] - 1
                assert told["x"] + told["width"] <= seen["x"] + seen["width"] + 1
                assert told["y"] >= seen["y"] - 1
                at = button.bounding_box()
                middle = at["y"] + at["height"] / 2
                assert not told["y"] < middle < told["y"] + told["height"]
    gallery.page.set_viewport_size(WIDE)


# --- the static view


def test_the_static_view_is_folded_where_the_widget_lives_and_can_be_opened(gallery):
    twins = gallery.page.locator("details.br-static")
    assert twins.count() == len(ONE_OF_EACH)  # the page below a reader too
    assert twins.evaluate_all("all => all.filter(twin => twin.open).length") == 0
    first = twins.first
    assert first.locator("summary").inner_text() == "The same view for readers without a kernel"
    first.locator("summary").click()
    gallery.page.wait_for_timeout(300)
    assert first.evaluate("twin => twin.open")
    first.locator("summary").click()


# --- pictures are described


def test_every_picture_in_lab_is_described(gallery):
    count, bad = undescribed(gallery.page, ".jp-OutputArea")
    assert bad == []
    assert count > len(ONE_OF_EACH)


# --- accessibility


def test_axe_finds_a_fault_in_whichever_widget_it_is(axe, gallery):
    """So that the tests below can fail."""
    spoil = "box => box.append(Object.assign(new Image(), {id: 'fault', src: 'data:,'}))"
    for call in (ONE_OF_EACH[0], ONE_OF_EACH[-1]):
        gallery.panels[call].box.evaluate(spoil)
    try:
        found = found_by_axe(gallery, axe)
    finally:
        gallery.page.evaluate("document.querySelectorAll('#fault').forEach(each => each.remove())")
    assert sum(fault.startswith("image-alt") for fault in found) == 2


LIGHT = "() => document.body.dataset.jpThemeLight === '{}'"
LOOKS = {
    "light": {},
    "forced colours": {"forced_colors": "active"},
    "less motion": {"reduced_motion": "reduce"},
}


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_serious_in_any_kind_of_widget(axe, gallery, look):
    gallery.page.emulate_media(**LOOKS[look])
    try:
        assert found_by_axe(gallery, axe) == []
    finally:
        gallery.page.emulate_media(forced_colors="none", reduced_motion="no-preference")


def test_axe_finds_nothing_serious_in_the_dark_theme(axe, gallery):
    gallery.page.set_viewport_size(WIDE | {"height": 1400})
    theme = "window.jupyterapp.commands.execute('apputils:change-theme', {{theme: '{}'}})"
    gallery.page.evaluate(theme.format("JupyterLab Dark"))
    gallery.page.wait_for_function(LIGHT.format("false"))
    try:
        assert found_by_axe(gallery, axe) == []
        for call in ONE_OF_EACH:
            name = re.sub(r"\W+", "_", call).strip("_")
            box = gallery.panels[call].box
            gallery.notebook.keep_as_it_is(f"marks_dark_{name}", box)
    finally:
        gallery.page.set_viewport_size(WIDE)
        gallery.page.evaluate(theme.format("JupyterLab Light"))
        gallery.page.wait_for_function(LIGHT.format("true"))


def found_by_axe(gallery, axe) -> list[str]:
    """What axe-core finds in a widget of each kind that is serious or critical.

    In one run for all of them, because each run reads the whole page first.
    """
    numbers = {call: number for number, call in enumerate(ONE_OF_EACH)}
    for call, number in numbers.items():
        gallery.panels[call].box.evaluate("(box, id) => { box.id = id; }", f"panel-{number}")
    included = [[f"#panel-{number}"] for number in numbers.values()]
    found = axe.run(gallery.page, {"include": included}).response
    return [
        f"{each['id']} in {node['target']}: {node['html'][:120]} {node['failureSummary'][:200]}"
        for each in found["violations"]
        if each["impact"] in ("serious", "critical")
        for node in each["nodes"]
    ]


# --- what goes wrong


def test_a_refused_clipboard_selects_the_words_instead(gallery):
    panel = gallery.panels[BASE_STATIONS]
    place, id = next((n, ids[0]) for n, ids in enumerate(panel.marks()) if len(ids) == 1)
    panel.open_with_keys(place, 0, 1)
    panel.wait_for(id)
    gallery.page.evaluate(
        "void (navigator.clipboard.writeText = () => Promise.reject(new Error('refused')))"
    )
    panel.box.get_by_text("Copy id").click()
    selected = "document.activeElement.value?.slice(document.activeElement.selectionStart,"
    selected += " document.activeElement.selectionEnd)"
    gallery.page.wait_for_function(f"id => ({selected}) === id", arg=id)
    panel.box.get_by_text("Copy citation").click()
    gallery.page.wait_for_function(f"id => ({selected})?.length > 30", arg=id)
    assert "Press Ctrl+C to copy" in panel.box.inner_text()


def test_copying_says_what_was_copied(gallery):
    panel = gallery.panels[BASE_STATIONS]
    copy = "async words => { window.copied = words; }"
    gallery.page.evaluate(f"void (navigator.clipboard.writeText = {copy})")
    id = panel.shown.get_attribute("data-id")
    panel.box.get_by_text("Copy id").click()
    panel.box.get_by_text(f"Id copied: {id}").wait_for()
    assert gallery.page.evaluate("window.copied") == id


def test_the_table_says_what_the_marks_say_and_opens_the_same_pages(gallery):
    panel = gallery.panels[BASE_STATIONS]
    ids = [id for ids in panel.marks() for id in ids]
    panel.box.get_by_text("Show as table").click()
    rows = panel.box.locator(".br-table tbody tr")
    assert [row.split("\t")[0].strip() for row in rows.all_inner_texts()] == ids
    assert not panel.box.locator(".br-picture").is_visible()
    rows.nth(len(ids) - 1).locator("button").click()
    assert expected_words(ids[-1])[0] in panel.wait_for(ids[-1])
    panel.box.get_by_text("Show as chart").click()
    assert panel.box.locator(".br-picture").is_visible()


@pytest.mark.parametrize("kind", ["CSV", "PNG", "SVG"])
def test_the_chart_can_be_saved(gallery, kind):
    panel = gallery.panels[BASE_STATIONS]
    with gallery.page.expect_download() as saved:
        panel.box.get_by_text(f"({kind})").click()
    content = Path(saved.value.path()).read_bytes()
    assert saved.value.suggested_filename == f"series_5g_base_stations.{kind.lower()}"
    if kind == "CSV":
        lines = content.decode("utf-8-sig").split("\r\n")
        assert lines[0] == '"id","words"'
        assert len(lines) == 2 + sum(map(len, panel.marks()))
    else:
        assert content.startswith(b"\x89PNG" if kind == "PNG" else b"<?xml")


def test_nothing_went_wrong_and_no_request_left_the_machine(gallery):
    assert gallery.notebook.errors() == []
