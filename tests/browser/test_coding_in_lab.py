"""The desk for coding in a real JupyterLab: mouse, keys, the file, a kernel that stops."""

import csv

import pytest

import briefingroom as br

pytestmark = pytest.mark.browser

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 720, "height": 450}  # what a page of 1440 by 900 is at 200 %
START = "import briefingroom as br\nbr.use_style()"
AIM = 'br.code_sentences("aim", 4, "mine.csv")'
INSTRUMENT = 'br.code_sentences("instrument", 20, "mine.csv")'
IDS = br.sentences_to_code(4).sentence.tolist()
DESTRUCTIVE = ["ArrowUp", "ArrowDown", "x", "d", "d", "m", "z", "c", "v", "a"]
CELLS = "window.jupyterapp.shell.currentWidget.content.model.cells.length"
KERNEL = "window.jupyterapp?.shell.currentWidget?.sessionContext?.session?.kernel"
SHOWN = """([desk, id]) => desk.querySelector('.br-place').textContent.endsWith(id)"""
SEEN_WHOLE = """box => {
    const frame = box.querySelector('.br-passage').getBoundingClientRect();
    const { top, bottom } = box.querySelector('.br-sentence').getBoundingClientRect();
    return top >= frame.top && bottom <= frame.bottom + 1;
}"""
EVIL = "<img src=x onerror=alert(1)>"


class Desk:
    """The widget in the page, and its file."""

    def __init__(self, notebook, file):
        self.notebook, self.page, self.file = notebook, notebook.page, file
        self.box = notebook.page.locator(".br-coding").first
        self.codes = self.box.locator(".br-code")
        self.says = self.box.locator(".br-spoken")

    def wait_for(self, id):
        self.page.wait_for_function(SHOWN, arg=[self.box.element_handle(), id])

    def wait_until_said(self, words):
        self.says.filter(has_text=words).wait_for()

    def rows(self):
        with open(self.file, encoding="utf-8-sig", newline="") as file:
            return {row["sentence"]: row for row in csv.DictReader(file)}

    def coded(self, column="aim"):
        return [self.rows()[id][column] for id in IDS]


@pytest.fixture
def desk(lab, request):
    name = request.node.name
    path = lab.write_notebook(f"{name}/{name}.ipynb", [START, AIM])
    with lab.open_notebook(path) as notebook:
        notebook.page.set_viewport_size(WIDE)
        notebook.run_all()
        assert notebook.errors() == []
        yield Desk(notebook, lab.folder / name / "mine.csv")


def test_sentences_are_coded_with_the_mouse_and_each_press_is_in_the_file(desk):
    assert not desk.file.exists()
    for number, id in enumerate(IDS[:3]):
        desk.wait_for(id)
        desk.codes.nth(number).click()
        desk.wait_until_said("Saved: ")
        desk.wait_for(IDS[number + 1])
        assert desk.coded() == ["only", "beside", "none"][: number + 1] + [""] * (3 - number)
    desk.notebook.keep("coding_desk", desk.box)
    desk.codes.nth(0).click()
    desk.wait_until_said("All 4 sentences coded")
    assert "alpha" in desk.box.locator(".br-result").inner_text()
    assert "agree more than two strangers would" in desk.box.locator(".br-result").inner_text()
    desk.notebook.keep("coding_desk_at_the_end", desk.box)
    assert desk.notebook.errors() == []


def test_sentences_are_coded_with_keys_and_no_key_reaches_the_notebook(desk):
    cells = desk.page.evaluate(CELLS)
    desk.wait_for(IDS[0])
    desk.box.locator(".br-passage").focus()
    for key, next_one in zip("132", IDS[1:], strict=True):
        desk.page.keyboard.press(key)
        desk.wait_for(next_one)
    assert desk.coded() == ["only", "none", "beside", ""]
    desk.page.keyboard.press("u")
    desk.wait_until_said("Taken back.")
    desk.wait_for(IDS[2])
    assert desk.coded() == ["only", "none", "", ""]
    desk.page.keyboard.press("s")
    desk.wait_for(IDS[3])
    desk.page.keyboard.press("b")
    desk.wait_for(IDS[2])
    desk.page.keyboard.press("n")
    desk.page.keyboard.type("1 u s b: words, no keys")
    desk.page.keyboard.press("Enter")
    desk.wait_until_said("Note saved.")
    assert desk.rows()[IDS[2]]["note"] == "1 u s b: words, no keys"
    for key in DESTRUCTIVE:
        desk.page.keyboard.press(key)
    assert desk.page.evaluate(CELLS) == cells
    assert desk.coded() == ["only", "none", "", ""]
    assert desk.notebook.errors() == []


def test_a_sentence_after_long_ones_is_seen_whole(lab):
    path = lab.write_notebook(
        "seen/seen.ipynb", [START, 'br.code_sentences("aim", 20, "mine.csv")']
    )
    with lab.open_notebook(path) as notebook:
        notebook.page.set_viewport_size(WIDE)
        notebook.run_all()
        desk = Desk(notebook, lab.folder / "seen" / "mine.csv")
        for id in br.sentences_to_code(20).sentence[:3]:
            desk.wait_for(id)
            desk.page.wait_for_timeout(200)  # a frame later
            assert desk.box.evaluate(SEEN_WHOLE)
            desk.box.locator(".br-passage").focus()
            desk.page.keyboard.press("s")
        assert notebook.errors() == []


def test_a_key_that_is_held_down_codes_one_sentence(desk):
    desk.wait_for(IDS[0])
    desk.box.locator(".br-passage").focus()
    for _ in range(8):
        desk.page.keyboard.down("1")
    desk.page.keyboard.up("1")
    desk.wait_for(IDS[1])
    desk.notebook.settle()
    assert desk.coded() == ["only", "", "", ""]


def test_a_kernel_that_stops_loses_nothing_and_the_desk_says_what_is_not_saved(desk):
    desk.wait_for(IDS[0])
    desk.codes.nth(0).click()
    desk.wait_for(IDS[1])
    desk.page.evaluate(f"{KERNEL}.shutdown()")
    desk.codes.nth(1).click()
    desk.wait_until_said("The kernel does not answer")
    assert desk.coded() == ["only", "", "", ""]
    desk.notebook.keep("coding_desk_without_a_kernel", desk.box)
    desk.page.reload(wait_until="domcontentloaded")
    desk.page.wait_for_function(f"() => {KERNEL}?.status === 'idle'")
    desk.page.evaluate("window.jupyterapp.commands.execute('notebook:run-all-cells')")
    desk.wait_until_said("goes on with what you coded before")
    desk.wait_for(IDS[1])


def test_a_neighbours_file_is_compared_and_its_html_is_shown_as_text(desk):
    lines = ["sentence;aim;note", *(f'{id};none;"{EVIL}"' for id in IDS)]
    (desk.file.parent / "anna.csv").write_text("\n".join(lines), encoding="utf-8-sig")
    (desk.file.parent / "bert.csv").write_text(f"sentence,aim\n{IDS[0]},perhaps\n")
    desk.wait_for(IDS[0])
    desk.codes.nth(0).click()
    desk.wait_for(IDS[1])
    field = desk.box.get_by_label("A neighbour's file")
    field.fill("anna.csv")
    field.press("Enter")
    desk.wait_until_said("stands below")
    result = desk.box.locator(".br-result")
    assert EVIL in result.inner_text()
    assert result.locator("img").count() == 0
    field.fill("bert.csv")
    field.press("Enter")
    desk.wait_until_said("bert.csv, row 2, aim: 'perhaps' is no category of aim")
    assert desk.notebook.errors() == []


def test_the_eighteen_buttons_of_the_means_stand_on_a_small_page_too(lab, axe):
    path = lab.write_notebook("means/means.ipynb", [START, INSTRUMENT])
    with lab.open_notebook(path) as notebook:
        notebook.page.set_viewport_size(WIDE)
        notebook.run_all()
        desk = Desk(notebook, lab.folder / "means" / "mine.csv")
        assert desk.codes.count() == 18
        desk.box.locator(".br-passage").focus()
        first = br.sentences_to_code(20).sentence.tolist()
        desk.page.keyboard.press("o")  # the last key
        desk.wait_for(first[1])
        assert desk.rows()[first[0]]["instrument"] == "none"
        notebook.keep("coding_means", desk.box)
        found = axe.run(notebook.page, ".br-coding").response["violations"]
        assert [each["id"] for each in found if each["impact"] in ("serious", "critical")] == []
        notebook.page.set_viewport_size(NARROW)
        wider = "box => box.scrollWidth > box.clientWidth + 1"
        assert not desk.box.evaluate(wider)
        notebook.keep_as_it_is("coding_means_small", desk.box)
        assert notebook.errors() == []
