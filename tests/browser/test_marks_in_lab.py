"""Every widget of every lesson in a real JupyterLab: marks, keys, descriptions, what goes wrong.

Widgets of every kind, as the lessons make them, stand in one notebook here, so that Chromium and
the kernel start once. Before a release, all that the lessons make stand in another, and every
option of every control is walked; otherwise the first state of each widget, and a few options drawn
with a fixed seed.
"""

import ast
import json
import random
import re
import subprocess
import sys
from functools import cache, partial
from html import unescape
from pathlib import Path
from typing import NamedTuple

import pytest

import briefingroom as br
from briefingroom.charts import style
from briefingroom.charts.pictures import SHARPNESS

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("*.ipynb"))
SOLUTIONS = sorted((ROOT / "exercises" / "solutions").glob("*.ipynb"))
SHOWN_BY = {
    "series_explorer": "show_series",
    "claim_inspector": "show_claim",
    "audit_browser": "show_audit",
    "promises_timeline": "show_targets",
    "concordance_explorer": "show_concordance",
    "trend_explorer": "show_trend",
    "keyword_explorer": "show_keywords",
    "questions_map": "show_questions",
    "means_explorer": "show_means",
    "answers_explorer": "show_answers",
    "reader": "",
}
START = "import briefingroom as br\nbr.use_style()"
CLAIM_WITH_CHART = 'br.claim_inspector("2023-03-01.c012")'
BASE_STATIONS = "br.series_explorer('5g_base_stations')"
NOT_IN_LESSONS = {CLAIM_WITH_CHART, "br.means_explorer()", "br.answers_explorer()"}
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 1024, "height": 768}
ZOOMED = {"width": 720, "height": 450}  # what a page of 1440 by 900 is at 200 %
SEED = 20230420
MARKS_OPENED = 6  # of a widget, by each way; all of them before a release
SAMPLED = 3  # options tried in all, besides the first states
DESTRUCTIVE = ["ArrowUp", "ArrowDown", "b", "x", "d", "d", "y", "m", "z", "Enter", "Escape"]


# --- what the lessons make


def last_call(cell: dict) -> str:
    """The name of the function of the package that a cell ends with."""
    if cell["cell_type"] != "code":
        return ""
    source = "".join(line for line in cell["source"] if not line.startswith("%"))
    try:
        last = ast.parse(source).body[-1:]
    except SyntaxError:
        return ""
    call = getattr(last[0], "value", None) if last else None
    called = getattr(call, "func", None)
    return getattr(called, "attr", "")


def calls(path: Path) -> list[str]:
    """The widgets that a lesson makes, as its cells make them."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return [
        ast.unparse(ast.parse("".join(cell["source"])).body[-1])
        for cell in cells
        if last_call(cell) in SHOWN_BY
    ]


CALLS = sorted({call for path in LESSONS for call in calls(path)} | NOT_IN_LESSONS)
ONE_OF_EACH = sorted({re.match(r"br\.(\w+)", call)[1]: call for call in CALLS}.values())
OF_EVERY_KIND = sorted({*ONE_OF_EACH, CLAIM_WITH_CHART, BASE_STATIONS})


def twin_of(call: str) -> str:
    """The static view of a widget, in its first state where nothing else is said."""
    name = re.match(r"br\.(\w+)", call)[1]
    return f"br.{SHOWN_BY[name]}()" if SHOWN_BY[name] else "br.read()"


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


ARRIVED = """async (page, id) => {
    const end = Date.now() + 20000;
    while (page.dataset.id !== id) {
        if (Date.now() > end) throw new Error(`the page of ${id} was not opened`);
        await new Promise(later => setTimeout(later, 4));
    }
    return page.textContent;
}"""
REACHED_WITH_TAB = """all => {
    const at = all.findIndex(button => button.tabIndex === 0);
    all[at].focus();
    return at;
}"""
MIDDLE = """button => {
    button.scrollIntoView({block: 'center'});
    const {left, top, width, height} = button.getBoundingClientRect();
    return [left + width / 2, top + height / 2];
}"""


class Panel:
    """A widget in the page."""

    def __init__(self, notebook, box):
        self.notebook, self.page, self.box = notebook, notebook.page, box
        self.buttons = box.locator(".br-marks > button")
        self.shown = box.locator(".br-page")
        self.list = box.locator(".br-list")

    def marks(self) -> list[list[str]]:
        """The ids that each button opens."""
        read = "all => all.map(button => JSON.parse(button.dataset.ids))"
        return self.buttons.evaluate_all(read)

    def wait_for(self, id: str) -> str:
        """The words of the page, when it is that of an id."""
        return self.shown.evaluate(ARRIVED, id)

    def open_with_keys(self, place: int, choice: int, of: int) -> None:
        """Walk to a mark from the one that Tab leads to, press Enter, choose of its list, if any.

        The first mark of all is reached with Home, those that are nearer to the last with End.
        """
        press = self.page.keyboard.press
        at = self.buttons.evaluate_all(REACHED_WITH_TAB)
        last = self.buttons.count() - 1
        if place == 0:
            press("Home")
        elif last - place < abs(place - at):
            press("End")
            for _ in range(last - place):
                press("ArrowLeft")
        else:
            for _ in range(abs(place - at)):
                press("ArrowRight" if place > at else "ArrowLeft")
        press("Enter")
        if of > 1:
            for _ in range(choice):
                press("ArrowDown")
            press("Enter")

    def open_with_mouse(self, place: int, choice: int, of: int) -> None:
        button = self.buttons.nth(place)
        x, y = button.evaluate(MIDDLE)
        self.page.mouse.move(0, 0)  # a mark may have come to where the pointer is
        self.page.mouse.move(x, y)
        self.box.locator(".br-tip").wait_for(state="visible")
        self.page.mouse.click(x, y)
        if of > 1:
            self.list.locator("button").nth(choice).click()


# --- what a page has to say


def plain(html: str) -> str:
    """The words of HTML as the page has them."""
    return unescape(re.sub("<[^>]*>", "", html))


@cache
def expected_words(id: str) -> list[str]:
    """What the page of an id has to say, from the tables or, as it is, from `where`."""
    if re.fullmatch(r"g\d+", id):
        target = br.targets().set_index("target").loc[id]
        return [target.sentence, target.status]
    if re.fullmatch(r"[-\w]+\.c\d+", id):
        claim = br.claims().set_index("claim").loc[id]
        return [claim.sentence, claim.quote]
    return [plain(br.where(id)._repr_html_())]


def open_every_mark(panel, open_mark, places=None, choices=None) -> int:
    """Open marks one after the other and compare each page; how many there are.

    Parameters
    ----------
    places : of the marks to open; all if none are given.
    choices : how many things to open of a mark that stands for several; all if none is given.
    """
    opened = 0
    for place, ids in enumerate(panel.marks()):
        if places is not None and place not in places:
            continue
        for choice, id in list(enumerate(ids))[:choices]:
            if not id:  # nothing stands behind it
                continue
            open_mark(place, choice, len(ids))
            words = panel.wait_for(id)
            missing = [said for said in expected_words(id) if said not in words]
            assert missing == [], f"the page of {id} does not say this"
            opened += 1
    return opened


def some_marks(number: int, call: str, way: str) -> list[int]:
    """The places of some of so many marks: with the mouse from the first to the last.

    With keys those at both ends, because each step of an arrow takes its time. More of a widget
    that is one of its kind than of another like it.
    """
    most = MARKS_OPENED if call in ONE_OF_EACH else 3
    if number <= most:
        return list(range(number))
    if way == "keys":
        first = most // 2
        return [*range(first), *range(number - (most - first), number)]
    return sorted({round(step * (number - 1) / (most - 1)) for step in range(most)})


# --- marks


WAYS = {"keys": Panel.open_with_keys, "mouse": Panel.open_with_mouse}


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


def options(panel) -> list[tuple[int, int]]:
    """All (control, option) of a panel."""
    counts = panel.box.evaluate(
        """box => [...box.querySelectorAll('select')].map(select => select.options.length)"""
    )
    return [(control, at) for control, count in enumerate(counts) for at in range(count)]


def take(panel, control: int, at: int) -> None:
    """Choose an option of a dropdown."""
    select = panel.box.locator("select").nth(control)
    if select.evaluate("box => box.selectedIndex") != at:
        panel.notebook.change(lambda: select.select_option(index=at))


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


# --- before a release: every option, every mark, at every size


@pytest.mark.release
@pytest.mark.parametrize("call", ONE_OF_EACH)
def test_every_mark_of_every_option_opens_its_page_at_every_size(lab, call):
    """Every option of every control; what is wrong is gathered, so that one walk finds all."""
    name = re.sub(r"\W+", "_", call).strip("_")
    with lab.open_notebook(lab.write_notebook(f"walk_{name}.ipynb", [START, call])) as notebook:
        notebook.page.set_viewport_size(WIDE)
        notebook.run_all()
        panel = Panel(notebook, notebook.page.locator(".br-panel").first)
        walked = [walk_marks(panel, state) for state in states(panel)]
        assert walked
        print(f"{call}: {len(walked)} states, {sum(state.opened for state in walked)} marks opened")
        assert [fault for state in walked for fault in state.faults] == []
        assert notebook.errors() == []


class Walked(NamedTuple):
    """What a walk over the marks of one state of a widget found."""

    opened: int
    faults: list


def states(panel):
    """Take every option of every control in turn, and say what was taken."""
    for control, at in options(panel):
        take(panel, control, at)
        yield f"option {at} of control {control}"
        take(panel, control, 0)
    for number, field in enumerate(panel.box.locator(".br-field input").all()):
        field.click()
        count = panel.box.locator(".br-field li[role=option]:visible").count()
        panel.page.keyboard.press("Escape")
        for at in range(count):
            choose_from_list(panel, field, at)
            yield f"{field.input_value()} of list {number}"


def walk_marks(panel, state: str) -> Walked:
    """Open every mark with keys, and with the mouse at every size."""
    opened, faults = 0, []
    for way, size in [("keys", WIDE), ("mouse", WIDE), ("mouse", NARROW), ("mouse", ZOOMED)]:
        panel.page.set_viewport_size(size)
        try:
            opened += open_every_mark(panel, partial(WAYS[way], panel))
        except Exception as error:  # the walk goes on, and tells all at its end
            faults.append(f"{state}, {way} at {size['width']}: {str(error)[:300]}")
    panel.page.set_viewport_size(WIDE)
    return Walked(opened, faults)


def choose_from_list(panel, field, at: int) -> None:
    """Choose the option at a place of a list that is searched."""

    def choose():
        field.click()
        listed = field.locator("xpath=following-sibling::ul")
        listed.locator("li[role=option]").nth(at).click()

    panel.notebook.change(choose)


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


def undescribed(page, inside: str = "body") -> tuple[int, list[str]]:
    """How many pictures a page has, and those without a description."""
    found = page.locator(f"{inside} img:not(.br-picture:not([src]))").evaluate_all(
        "all => all.map(image => [image.alt.trim(), image.src.slice(0, 60)])"
    )
    return len(found), [src for alt, src in found if len(alt) < 20]


def test_every_picture_in_lab_is_described(gallery):
    count, bad = undescribed(gallery.page, ".jp-OutputArea")
    assert bad == []
    assert count > len(ONE_OF_EACH)


PLOTS = [
    START + "\nimport matplotlib.pyplot as plt",
    "br.plot_series('little_giants');",
    "br.plot_keywords(br.keywords('2021-03-01', top=8))\nplt.show()",
    "br.plot_targets()",
    "plt.plot([1, 2], [3, 4])\nplt.title('Bare axes of a reader, with a title')\nplt.show()",
    "br.show_series('5g_base_stations')",
    "br.show_claim('2023-03-01.c012')",
]


def test_every_picture_is_described_in_lab_without_a_kernel_and_in_an_export(lab):
    """The same notebook: run and saved, opened again without being run, and as an HTML file."""
    name = lab.write_notebook(
        "pictures.ipynb", [*PLOTS, "br.series_explorer()", twin_of(CALLS[-1])]
    )
    with lab.open_notebook(name) as notebook:
        notebook.run_all()
        assert notebook.errors() == []
        assert undescribed(notebook.page, ".jp-OutputArea") == (8, [])
        notebook.page.evaluate("window.jupyterapp.commands.execute('docmanager:save')")
        notebook.page.wait_for_function(
            "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"
        )
    with lab.open_notebook(name) as notebook:
        twins = notebook.page.locator("details.br-static")
        assert twins.count() == 3
        assert twins.evaluate_all("all => all.filter(twin => !twin.open).length") == 0
        assert undescribed(notebook.page, ".jp-OutputArea") == (7, [])
        assert notebook.faults == []
    export = exported(lab.folder / name)
    page = lab.context.new_page()
    page.goto(export.as_uri(), wait_until="domcontentloaded")
    assert undescribed(page) == (7, [])
    assert page.locator("details.br-static[open]").count() == 3
    page.close()


def exported(path: Path) -> Path:
    """A notebook as an HTML file."""
    command = [sys.executable, "-m", "nbconvert", "--to", "html", "--log-level", "ERROR", path]
    subprocess.run(command, check=True)
    return path.with_suffix(".html")


def test_every_picture_of_an_exercise_is_described(lab):
    describe_pictures_of(
        lab, next(path for path in SOLUTIONS if "plt.show" in path.read_text("utf-8"))
    )


@pytest.mark.release
@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: path.stem)
def test_every_picture_of_every_exercise_is_described(lab, path):
    describe_pictures_of(lab, path)


def describe_pictures_of(lab, path: Path) -> None:
    """Run the code of an exercise and look at its pictures, in the Lab and in an HTML file."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    name = lab.write_notebook(f"exercises/pictures_{path.name}", sources)
    with lab.open_notebook(name) as notebook:
        notebook.run_all()
        count, bad = undescribed(notebook.page, ".jp-OutputArea")
        assert bad == []
        assert count == sum("plt.show()" in source for source in sources)
        assert notebook.faults == []


@pytest.mark.parametrize(
    "path", [*LESSONS, *SOLUTIONS], ids=lambda path: f"{path.parent.name}-{path.stem}"
)
def test_pictures_kept_in_notebooks_are_described(path):
    """Of notebooks that were run since pictures describe themselves."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        for output in cell.get("outputs", []):
            html = "".join(output.get("data", {}).get("text/html", ""))
            for tag in re.findall(r"<img [^>]*>", html):
                alt = re.search('alt="([^"]*)"', tag)
                assert alt is not None, cell["id"]
                assert len(alt[1]) >= 20, cell["id"]


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


# --- keys

STATE = """() => {
    const cells = [...window.jupyterapp.shell.currentWidget.content.model.cells];
    return JSON.stringify(cells.map(cell => [cell.type, cell.sharedModel.getSource()]));
}"""
COUNTS = """() => [...window.jupyterapp.shell.currentWidget.content.model.cells]
    .map(cell => cell.executionCount)"""
FOCUSABLE = ".br-panel :is(select, input, button:not([tabindex='-1'], .br-open), [tabindex='0'])"


# A panel is there before what it shows.
ALL_SHOWN = """number => {
    const shown = document.querySelectorAll('.br-panel :is(.br-page, .widget-html-content)');
    return shown.length >= number;
}"""


# The tests that follow share a notebook, in this order: first those that leave its widgets as they
# are, and the one that changes its cells is the last.


@pytest.fixture(scope="module")
def keyed(lab):
    """A notebook of its own with one widget of each kind, between cells that could be lost."""
    cells = [START]
    for call in ONE_OF_EACH:
        cells += [call, "1 + 1"]
    with lab.open_notebook(lab.write_notebook("keys.ipynb", cells)) as notebook:
        notebook.run_all()
        notebook.page.wait_for_function(ALL_SHOWN, arg=len(ONE_OF_EACH))
        assert notebook.errors() == []
        yield notebook


def test_shift_enter_runs_the_cell_and_ctrl_s_saves(keyed):
    page = keyed.page
    for kind in ("select", ".br-field input", ".br-tool", ".br-marks > button"):
        control = page.locator(f".br-panel {kind}").first
        cell = control.evaluate(
            "control => [...document.querySelectorAll('.jp-Notebook .jp-Cell')]"
            ".indexOf(control.closest('.jp-Cell'))"
        )
        before = page.evaluate(COUNTS)[cell]
        control.focus()
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(
            f"([cell, before]) => {{ const count = ({COUNTS})()[cell];"
            " return count !== null && count !== before; }",
            arg=[cell, before],
        )
        keyed.settle()
        control = page.locator(f".br-panel {kind}").first
        control.focus()
        dirty = "window.jupyterapp.shell.currentWidget.context.model.dirty"
        page.wait_for_function(f"() => {dirty}")
        page.keyboard.press("Control+s")
        page.wait_for_function(f"() => !{dirty}")


def test_escape_leaves_a_list_and_the_next_leads_to_the_notebook(keyed):
    page = keyed.page
    field = page.locator(".br-field input").first
    field.click()
    assert page.locator(".br-field ul:visible").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".br-field ul:visible").count() == 0
    assert page.evaluate("document.activeElement.tagName") == "INPUT"


def test_no_key_pressed_in_a_control_changes_the_notebook(keyed):
    page = keyed.page
    before = page.evaluate(STATE)
    page.on("download", lambda download: download.cancel())
    controls = page.locator(FOCUSABLE)
    pressed = 0
    for number in range(controls.count()):
        control = controls.nth(number)
        if not control.is_visible() or control.get_attribute("tabindex") == "-1":
            continue
        control.focus()
        for key in DESTRUCTIVE:
            page.keyboard.press(key)
        assert page.evaluate(STATE) == before, control.evaluate("control => control.outerHTML")[
            :300
        ]
        pressed += 1
    assert pressed > 5 * len(ONE_OF_EACH)
    keyed.settle()
    assert page.evaluate(STATE) == before
    assert page.locator(".jp-Notebook .jp-Cell").count() == 1 + 2 * len(ONE_OF_EACH)


def test_no_key_pressed_after_a_click_on_words_changes_the_notebook(keyed):
    keyed.run_all()  # the test above has changed the widgets
    keyed.page.wait_for_function(ALL_SHOWN, arg=len(ONE_OF_EACH))
    page = keyed.page
    before = page.evaluate(STATE)
    clicked = 0
    for words in page.locator(".br-panel :is(.br-caption, .widget-label, .br-page, h4)").all():
        if words.is_visible():
            words.click(position={"x": 3, "y": 3})
            clicked += 1
            for key in DESTRUCTIVE[:-1]:
                page.keyboard.press(key)
            assert page.evaluate(STATE) == before
    assert clicked > len(ONE_OF_EACH)


def test_the_keys_are_those_that_change_a_notebook_elsewhere(keyed):
    """So that the two tests above can fail."""
    page = keyed.page
    before = page.evaluate(STATE)
    page.locator(".jp-Notebook .jp-InputPrompt").nth(2).click()
    page.keyboard.press("b")
    page.wait_for_function(f"before => ({STATE})() !== before", arg=before)


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


def test_a_dead_kernel_is_said_in_words(lab):
    cells = [START, "br.series_explorer()"]
    with lab.open_notebook(lab.write_notebook("dead.ipynb", cells)) as notebook:
        notebook.run_all()
        panel = Panel(notebook, notebook.page.locator(".br-panel").first)
        ids = panel.marks()
        before = panel.shown.get_attribute("data-id")
        notebook.page.evaluate("window.jupyterapp.shell.currentWidget.sessionContext.shutdown()")
        notebook.page.wait_for_timeout(500)
        place = next(n for n, each in enumerate(ids) if len(each) == 1 and each[0] != before)
        panel.open_with_mouse(place, 0, 1)
        panel.box.get_by_text("The kernel does not answer. Run the cell again.").wait_for(
            timeout=15_000
        )


def test_nothing_went_wrong_and_no_request_left_the_machine(gallery):
    assert gallery.notebook.errors() == []
