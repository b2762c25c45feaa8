"""A teacher marks a written answer in nbgrader's page, which runs nothing that a student wrote."""

import csv
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.browser

EXERCISES = Path(__file__).resolve().parents[2] / "exercises"
SET = "01_anatomy_of_a_briefing"
ATTACK = "<script>alert(1)</script><img src=x onerror=alert(2)> [a link](javascript:alert(3)) Five exchanges are few."
DISPLAYED = """
from IPython.display import HTML, Javascript, Markdown, display
display(HTML("<script>alert(4)</script>"), Javascript("alert(5)"), Markdown("<img src=x onerror=alert(6)>"))
"""


def grade(folder):
    sandbox = [] if shutil.which("bwrap") or os.environ.get("CI") == "true" else ["--no-sandbox"]
    command = [sys.executable, EXERCISES / "teaching" / "grade.py", folder, *sandbox]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    with open(
        folder.with_name("class-graded") / "points.csv", encoding="utf-8-sig", newline=""
    ) as file:
        return next(csv.DictReader(file))


def write(field, words, kind):
    """Write into a field and leave it, again until the page, which is not ready at once, has saved
    it.
    """
    from playwright.sync_api import TimeoutError

    for seconds in range(1, 15):
        try:
            with field.page.expect_response(
                lambda answer: f"/api/{kind}/" in answer.url and answer.request.method == "PUT",
                timeout=1000 * seconds,
            ):
                field.fill("")
                field.fill(words)
                field.press("Tab")
            return
        except TimeoutError:
            continue
    pytest.fail(f"The page did not save the {kind}.")


def test_points_and_a_comment_are_given_and_no_code_of_a_student_runs(
    browser, serve, handed_in, tmp_path
):
    notebook = handed_in(SET, q1=DISPLAYED, **{"q5-essay": ATTACK})
    folder = tmp_path / "class"
    folder.mkdir()
    (folder / f"anna_{SET}.ipynb").write_text(json.dumps(notebook), encoding="utf-8")
    assert grade(folder)["state"] == "to be marked"

    said = []
    page = browser.new_page()
    page.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    with serve(tmp_path / "class-graded") as address:
        page.goto(f"{address}/formgrader/gradebook")
        page.get_by_role("link", name=SET).click()
        page.get_by_role("link", name=SET).last.click()
        page.get_by_role("link", name="Submission #1").click()
        page.get_by_text("Five exchanges are few.").wait_for()
        assert page.get_by_text("[a link](javascript:alert(3))").count()
        assert not page.get_by_role("link", name="a link").count()
        write(page.locator("input.score").last, "3", "grade")
        write(page.locator("textarea.comment").last, "Which source?", "comment")
        page.screenshot(path=Path(__file__).parent / "screenshots" / "marking.png")
        page.goto((tmp_path / "class-graded" / "feedback" / "anna" / SET / f"{SET}.html").as_uri())
    page.close()
    assert said == []
    row = grade(folder)
    assert (row["task 5 written"], row["state"]) == ("3.0", "graded")
    assert "Which source?" in (
        tmp_path / "class-graded" / "feedback" / "anna" / SET / f"{SET}.html"
    ).read_text(encoding="utf-8")
