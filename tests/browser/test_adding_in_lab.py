"""An added briefing in a real browser: decided by mouse and keys, its report, hostile text."""

import csv
import re
from pathlib import Path

import pytest

from briefingroom.adding.invented import invented_briefing
from briefingroom.adding.kept import KeptBriefing
from briefingroom.adding.single import add
from briefingroom.widgets import in_page

pytestmark = pytest.mark.browser

HERE = Path(__file__).parent
SCREENSHOTS = HERE / "screenshots"
ID = "2024-04-18"
WIDTHS = {"narrow": 390, "wide": 1440}
HOSTILE = (
    "<script>window.hit = 1</script><img src=x onerror='window.hit = 2'> "
    "[link](javascript:window.hit=3) \x1b[31m {{7*7}} =cmd()!A1 \u202edrow ../../etc " + "w" * 5000
)


def spoilt(text):
    """The invented press conference with hostile words wherever a page has words."""
    text = text.replace("rose by 6.4%", f"rose by {HOSTILE} 6.4%")
    text = text.replace("Invented press", f"Invented {HOSTILE[:120]} press", 1)
    return text.replace("Group photo", f"Group photo {HOSTILE[:200]}")


@pytest.fixture(scope="module")
def briefings(tmp_path_factory):
    """A collection with a briefing that is spoilt by hostile words, and one as it is."""
    folder = tmp_path_factory.mktemp("collections")
    path = folder / "hostile.txt"
    path.write_text(spoilt(invented_briefing().read_text("utf-8")), "utf-8")
    add(path, folder / "mine", date=ID)
    add(invented_briefing(), folder / "mine", name="plain")
    return folder / "mine"


@pytest.fixture
def editor(lab, briefings):
    """The report and the widget in a notebook."""
    cells = [
        "import briefingroom as br",
        f"mine = br.collection({str(briefings)!r})",
        f"br.add({str(briefings / ID / 'source.txt')!r}, {str(briefings)!r}, date='{ID}')",
        f"br.candidate_editor('{ID}', {str(briefings)!r})",
        f"mine.read('{ID}', 'opening')",
    ]
    with lab.open_notebook(lab.write_notebook("adding.ipynb", cells)) as notebook:
        notebook.run_all()
        yield notebook


def taken(briefings):
    with open(briefings / ID / "decisions.csv", encoding="utf-8", newline="") as file:
        return {row["candidate"]: row["decision"] for row in csv.DictReader(file)}


def is_hit(page):
    return page.evaluate("window.hit")


def test_candidates_are_decided_by_mouse_and_by_keys_and_hostile_words_stay_words(
    editor, briefings
):
    page = editor.page
    widget = editor.widgets[0]
    assert "await a decision" in widget.inner_text()
    first, second = list(KeptBriefing(ID, briefings).numerals.candidates)[:2]
    editor.change(lambda: widget.get_by_role("button", name="Accept").click())
    assert taken(briefings)[first] == "accept"
    assert second in widget.inner_text()

    def by_keys():
        widget.get_by_label("Reason").focus()
        page.keyboard.type("other")
        page.keyboard.press("Tab")  # to Accept
        page.keyboard.press("Tab")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")  # on Reject

    editor.change(by_keys)
    assert taken(briefings)[second] == "reject"
    for _ in range(3):
        if "<script>" in widget.inner_text():
            break
        editor.change(lambda: widget.get_by_role("button", name="Next").click())
    assert "<script>window.hit = 1</script>" in widget.inner_text()
    assert "\\x1b[31m {{7*7}} =cmd()!" in widget.inner_text()
    editor.keep("candidates", widget)
    assert is_hit(page) is None
    assert editor.errors() == []
    page.set_viewport_size({"width": 1024, "height": 768})
    fits = "widget => widget.getBoundingClientRect().width <= innerWidth"  # once it is laid out
    page.wait_for_function(fits, arg=widget.element_handle())
    editor.keep_as_it_is("candidates at 1024", widget)


def test_the_report_and_the_reading_show_hostile_words_as_words(editor):
    text = editor.page.locator(".jp-Notebook").inner_text()
    assert text.count("<script>window.hit = 1</script>") >= 2
    assert not editor.page.locator(".jp-RenderedHTMLCommon img[src='x']").count()
    assert is_hit(editor.page) is None
    assert editor.errors() == []


@pytest.mark.parametrize("which", [ID, f"{ID}-plain"])
@pytest.mark.parametrize("width", WIDTHS.values(), ids=list(WIDTHS))
def test_the_page_of_the_report_opens_alone(which, width, browser, briefings, axe):
    requests = []
    context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=False)
    page = context.new_page()
    page.on("request", lambda request: requests.append(request.url))
    page.on("pageerror", lambda error: pytest.fail(str(error)))
    address = (briefings / which / "report.html").as_uri()
    page.goto(address)
    assert requests == [address]
    assert is_hit(page) is None
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert "What looks wrong" in page.locator("body").inner_text()
    SCREENSHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SCREENSHOTS / f"report {which} {width}.png")
    context.close()


def test_the_page_of_the_report_is_accessible(browser, briefings, axe):
    page = browser.new_page(bypass_csp=True)
    page.goto((briefings / f"{ID}-plain" / "report.html").as_uri())
    violations = axe.run(page).response["violations"]
    assert [each["id"] for each in violations] == []
    page.close()


def test_words_like_a_formula_stay_words_in_a_spreadsheet(browser):
    code = (Path(in_page.__file__).parent / "in_page.js").read_text("utf-8")
    function = re.search(r"function csvOf\(rows\) \{.*?\n\}", code, re.DOTALL)[0]
    page = browser.new_page()
    rows = [["=cmd()", "+1+1", "-2 points", "@SUM", "-4.2", 'say "no"', "a=b"]]
    line = page.evaluate(f"(rows) => {{ {function}; return csvOf(rows); }}", rows)
    (fields,) = csv.reader([line.removesuffix("\r\n")])
    assert fields == ["'=cmd()", "'+1+1", "'-2 points", "'@SUM", "-4.2", 'say "no"', "a=b"]
    page.close()
