"""Before a release: every option of every widget is taken, and every mark of it is opened."""

import re
from functools import partial
from typing import NamedTuple

import pytest
from panels import (
    NARROW,
    ONE_OF_EACH,
    START,
    WAYS,
    WIDE,
    ZOOMED,
    Panel,
    open_every_mark,
    options,
    take,
)
from samples import evenly

pytestmark = [pytest.mark.browser, pytest.mark.release]


@pytest.mark.parametrize("call", ONE_OF_EACH)
def test_every_mark_of_every_option_opens_its_page_at_every_size(lab, call):
    """Every option of every control; what is wrong is gathered, so that one walk finds all."""
    name = re.sub(r"\W+", "_", call).strip("_")
    with lab.open_notebook(lab.write_notebook(f"walk_{name}.ipynb", [START, call])) as notebook:
        notebook.page.set_viewport_size(WIDE)
        notebook.run_all()
        panel = Panel(notebook, notebook.page.locator(".br-panel").first)
        known = set()
        walked = [walk_marks(panel, state, known) for state in states(panel)]
        assert walked
        print(f"{call}: {len(walked)} states, {sum(state.opened for state in walked)} marks opened")
        assert [fault for state in walked for fault in state.faults] == []
        assert notebook.errors() == []


WALKS = [("keys", WIDE), ("mouse", WIDE), ("mouse", NARROW), ("mouse", ZOOMED)]
# Marks that lie near one another share the place between them, and the nearest is meant: so what
# lies at the middle of a mark has to be a mark that opens the same, or one as near.
NOT_MET = """all => all.filter(button => {
    button.scrollIntoView({block: 'center', inline: 'center'});
    const {left, top, width, height} = button.getBoundingClientRect();
    const met = document.elementFromPoint(left + width / 2, top + height / 2);
    return !(met && met.closest('.br-marks') === button.parentElement);
}).map(button => button.ariaLabel)"""
OF_SEVERAL = 3  # sentences of a mark that stands for many are opened
DRAWN = "all => all.map(mark => mark.dataset.ids + mark.style.cssText).join()"

LIES_STILL = """async box => {
    const frame = () => new Promise(requestAnimationFrame);
    const place = () => {
        const marks = (box.querySelector('.br-marks') ?? box).getBoundingClientRect();
        return [innerWidth, marks.left, marks.top, marks.width, marks.height].join();
    };
    for (let still = 0, before = ''; still < 5; before = place()) {
        await frame();
        still = place() === before ? still + 1 : 0;
    }
}"""


class Walked(NamedTuple):
    """What a walk over the marks of one state of a widget found."""

    opened: int
    faults: list


def states(panel):
    """Take every option of every control in turn, and say what was taken."""
    for control in range(panel.box.locator("select").count()):
        # Counted here, as what one offers may hang on what was taken in another.
        for at in [place for of, place in options(panel) if of == control]:
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


def walk_marks(panel, state: str, known: set) -> Walked:
    """Open every mark with keys and with the mouse; at other sizes, look whether all are reached.

    What a mark opens does not hang on the size of the page; whether a click meets it does. So at
    other sizes a few are opened, and of all it is asked what lies where a click would be. Many
    options draw the same marks at the same places, and ring another: there too a few are opened.

    Parameters
    ----------
    known : the marks and their places in the states before; those of this one are added.
    """
    opened, faults = 0, []
    drawn = panel.buttons.evaluate_all(DRAWN)
    is_new = drawn not in known
    known.add(drawn)
    for way, size in WALKS:
        resize(panel, size)
        try:
            if size is WIDE or is_new:
                places = None if size is WIDE and is_new else some_of(panel)
                opened += open_every_mark(panel, partial(WAYS[way], panel), places, OF_SEVERAL)
            unmet = panel.buttons.evaluate_all(NOT_MET)
            assert unmet == [], "a click meets something else"
        except Exception as error:  # the walk goes on, and tells all at its end
            faults.append(f"{state}, {way} at {size['width']}: {str(error)[:300]}")
    resize(panel, WIDE)
    return Walked(opened, faults)


def resize(panel, size: dict) -> None:
    """Make the page so large, and wait until its marks lie still where they belong."""
    if panel.page.viewport_size != size:
        panel.page.set_viewport_size(size)
        panel.box.evaluate(LIES_STILL)


def some_of(panel) -> list[int]:
    """The places of the first mark, of the last and of one between."""
    return evenly(panel.buttons.count(), 3)


def choose_from_list(panel, field, at: int) -> None:
    """Choose the option at a place of a list that is searched; what is chosen asks nothing anew."""
    field.click()
    listed = field.locator("xpath=following-sibling::ul")
    option = listed.locator("li[role=option]").nth(at)
    if option.get_attribute("aria-selected") == "true":
        option.click()
    else:
        panel.notebook.change(option.click)
