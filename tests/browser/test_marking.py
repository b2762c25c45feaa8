"""A teacher marks written answers in pages that run nothing that a student wrote."""

import csv
import json
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

TEACHING = Path(__file__).resolve().parents[2] / "exercises" / "teaching"
SCREENSHOTS = Path(__file__).parent / "screenshots"
SET = "01_anatomy_of_a_briefing"
ATTACK = (
    "<script>alert(1)</script><img src=x onerror=alert(2)> [a link](javascript:alert(3)) "
    "Five exchanges are few."
)
DISPLAYED = """
from IPython.display import HTML, Javascript, Markdown, display
display(HTML("<script>alert(4)</script>"), Javascript("alert(5)"))
display(Markdown("<img src=x onerror=alert(6)>"))
"""
ESSAY = "Five exchanges with overseas outlets are known, and 37 with domestic ones. " * 8
MOST_KEYS = 4
HIDDEN_PARTS = """() => [document.documentElement, document.querySelector('.answer'),
    document.querySelector('.guide')].map(part => part.scrollHeight - part.clientHeight)"""


def options_here():
    """What the command needs on this computer."""
    if not shutil.which("bwrap") and os.environ.get("CI") != "true":
        return ["--no-sandbox"]
    return ["--as-nobody"] if os.geteuid() == 0 else []


def grade(folder):
    command = [sys.executable, TEACHING / "grade.py", folder, *options_here()]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    table = folder.with_name("class-graded") / "points.csv"
    with open(table, encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


@contextmanager
def marking(course):
    """The address that the command for marking says."""
    process = subprocess.Popen(
        [sys.executable, str(TEACHING / "mark.py"), str(course), "--no-browser"],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process.stdout.readline().split()[-1]
    finally:
        process.terminate()
        process.communicate(timeout=20)
    assert process.returncode == 0


@pytest.fixture(scope="module")
def marked_class(browser, handed_in, tmp_path_factory):
    """Three hand-ins that were graded, one of which attacks; the requests and dialogs of a page."""
    folder = tmp_path_factory.mktemp("marking") / "class"
    folder.mkdir()
    anna = handed_in(SET, q1=DISPLAYED, **{"q5-essay": ATTACK})
    ben = handed_in(SET, **{"q5-essay": ESSAY})
    chloe = handed_in(SET, **{"q5-essay": ATTACK})
    essay = next(cell for cell in chloe["cells"] if cell["id"] == "q5-essay")
    essay |= {"cell_type": "code", "outputs": [], "execution_count": None}
    for student, notebook in (("anna", anna), ("ben", ben), ("chloe", chloe)):
        path = folder / f"{student}_{SET}.ipynb"
        path.write_text(json.dumps(notebook), encoding="utf-8")
    assert {row["state"] for row in grade(folder).values()} == {"to be marked"}
    return folder


@pytest.fixture
def watched(browser):
    """A page, and what it did that it should not: dialogs, and requests to other computers."""
    faults = []
    page = browser.new_page(viewport={"width": 1280, "height": 720})

    def asked(request):
        if not request.url.startswith(("http://127.0.0.1:", "data:", "file:")):
            faults.append(request.url)

    page.on("dialog", lambda dialog: (faults.append(dialog.message), dialog.dismiss()))
    page.on("request", asked)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page, faults
    page.close()


def test_points_and_a_comment_are_given_and_no_code_of_a_student_runs(watched, marked_class):
    page, faults = watched
    course = marked_class.with_name("class-graded")
    with marking(course) as address:
        page.goto(address)
        for number in range(3):
            assert page.locator("input[name=points]").evaluate("e => e === document.activeElement")
            assert page.evaluate(HIDDEN_PARTS) == [0, 0, 0], "nothing to scroll"
            if page.get_by_text("Five exchanges are few.").count():
                assert page.get_by_text("[a link](javascript:alert(3))").count()
                assert not page.get_by_role("link", name="a link").count()
            keys = ["3", "Enter"]
            assert len(keys) <= MOST_KEYS
            before = page.url
            if number == 0:
                SCREENSHOTS.mkdir(exist_ok=True)
                page.screenshot(path=SCREENSHOTS / "marking.png")
                page.locator("textarea").fill("Which source?")
                page.locator("input[name=points]").focus()
            for key in keys:
                page.keyboard.press(key)
            page.wait_for_function("before => location.href !== before", arg=before)
        page.get_by_text("Nothing waits for a mark").wait_for()
    rows = grade(marked_class)
    assert {row["task 5 written"] for row in rows.values()} == {"3.0"}
    assert {row["state"] for row in rows.values()} == {"graded"}
    commented = 0
    for student in rows:
        path = course / "feedback" / student / SET / f"{SET}.html"
        page.goto(path.as_uri())
        commented += "Which source?" in path.read_text(encoding="utf-8")
        page.screenshot(path=SCREENSHOTS / f"feedback_{student}.png", full_page=True)
        assert page.get_by_role("heading", name="Task 5").count() == 1
        assert not page.get_by_text("Test cell").count()
    assert commented == 1
    assert faults == []


def test_a_number_that_cannot_be_is_refused_on_the_page(watched, marked_class):
    page, faults = watched
    with marking(marked_class.with_name("class-graded")) as address:
        page.goto(address.replace("/next", "/answer/1"))
        page.locator("input[name=points]").fill("9")
        page.keyboard.press("Enter")
        page.get_by_text("The points go from 0 to 4").wait_for()
    assert faults == []


@pytest.mark.sample(5)
@pytest.mark.parametrize("number", range(15))
def test_no_rubric_or_model_answer_needs_scrolling(browser, number, watched):
    """Every exercise's guide fits beside the answer on a small screen."""
    page, faults = watched
    sys.path.insert(0, str(TEACHING))
    try:
        import build
        import feedback
        import mark
    finally:
        sys.path.remove(str(TEACHING))
    exercise = build.exercises()[number]
    task = max(feedback.given_tasks(exercise))
    page.set_content(guide_alone(mark, feedback, exercise, task))
    page.add_script_tag(content=feedback.page_style("marking.js"))
    assert page.evaluate(HIDDEN_PARTS)[2] == 0, exercise
    assert faults == []


def guide_alone(mark, feedback, exercise, task):
    """The page of an answer, with nothing but what is looked for."""
    one = mark.ToMark(1, "anna", exercise, [])
    shown = feedback.ShownTask(feedback.given_tasks(exercise)[task][0], "")
    text = feedback.page_template("answer.html").render(
        root="",
        hand_in=one,
        place=1,
        of=1,
        waiting=1,
        mark=mark.Mark(f"q{task}-essay", 0, 4, True, False, ""),
        task=shown,
        answer=ESSAY,
        rubric=mark.rubric(exercise, task),
        model=mark.model_answer(exercise, f"q{task}-essay"),
    )
    style = f"<style>{feedback.page_style('marking.css')}</style>"
    return text.replace("</head>", f"{style}</head>")
