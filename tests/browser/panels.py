"""The widgets of the lessons as tests meet them in a page: their panels, marks and pages."""

import ast
import json
import re
from functools import cache
from html import unescape
from pathlib import Path

from samples import evenly

import briefingroom as br

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

MARKS_OPENED, FEWER_OPENED = 3, 2  # of a widget, by each way; all before a release


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


# --- in the page


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
    choices : how many things to open of a mark that stands for several, from its first to its
        last; all if none is given.
    """
    opened = 0
    for place, ids in enumerate(panel.marks()):
        if places is not None and place not in places:
            continue
        for choice in evenly(len(ids), choices or len(ids)):
            id = ids[choice]
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
    most = MARKS_OPENED if call in ONE_OF_EACH else FEWER_OPENED
    if number <= most:
        return list(range(number))
    if way == "keys":
        first = most // 2
        return [*range(first), *range(number - (most - first), number)]
    return evenly(number, most)


WAYS = {"keys": Panel.open_with_keys, "mouse": Panel.open_with_mouse}


def undescribed(page, inside: str = "body") -> tuple[int, list[str]]:
    """How many pictures a page has, and those without a description."""
    found = page.locator(f"{inside} img:not(.br-picture:not([src]))").evaluate_all(
        "all => all.map(image => [image.alt.trim(), image.src.slice(0, 60)])"
    )
    return len(found), [src for alt, src in found if len(alt) < 20]


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
