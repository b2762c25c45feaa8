"""Guesses and choice questions on a page without a kernel: what the page says is what Python says.

The pages here are made of the cells of all lessons and sets as the website shows them.
"""

import hashlib
from html import escape
from itertools import product
from pathlib import Path

import nbformat
import pytest

from briefingroom.display import Facts, Paragraph, Remark
from briefingroom.lessons.numerals import Unreadable
from briefingroom.lessons.tasks import ChoiceTask, NumberTask, PointsTask
from briefingroom.practice.seals import seal_letter
from briefingroom.site.listings import ASSETS
from briefingroom.site.without_kernel import choice_in, guess_in, prepared

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))
SETS = sorted((ROOT / "exercises").glob("*.ipynb"))
WIDTHS = (390, 1024, 1440)
FRAME = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A lesson</title>
<meta name="viewport" content="width=device-width"><style>body {{ margin: 1rem }}</style>
<script>{script}</script></head><body><main><h1>A lesson</h1>{body}</main></body></html>"""
TYPED = [
    *"0 1 25 2,5 1,000 1.000.000 1000.5 0.5 -4 −4 .5 2.564 1/3 1e3 1234567 99.96 45% 250万".split(),
    *[
        "about 30",
        "2.5 million",
        "2½",
        "３０",
        "1 000,5",
        "1'000",
        "30 words",
        "5 bn yuan",
        "over 7",
    ],
    *["twenty", "25 apples", "20-30", "1,00,000", "1/0", "10²", "5G", "1e999", "--3", "x" * 200],
    *["<b>5</b>", "25 %", "per cent 7", "¥5", "7 个", "  12  ", "约 12", "1 2 3 4", "999999999999"],
]
UNITS = ("", "percent", "million", "billion yuan", "percentage points", "calendar year", "vehicles")
ANSWERS = (0.0, 1.0, 25.0, 2.64, 8.200000000000003, 0.6734006734006733, -4.0, 2019.0)


def cells_of(path):
    return prepared(nbformat.read(path, 4), str(path.relative_to(ROOT))).cells


def outputs_of(path):
    """The outputs in HTML of the cells of a notebook, cell by cell, as MyST-NB puts them."""
    parts = []
    for cell in cells_of(path):
        shown = [each.get("data", {}).get("text/html", "") for each in cell.get("outputs", [])]
        inner = "".join(f'<div class="output text_html">{each}</div>' for each in shown if each)
        if cell.cell_type == "code":
            parts.append(
                f'<div class="cell"><div class="cell_input"><pre tabindex="0">{escape(cell.source)}'
                f'</pre></div><div class="cell_output">{inner}</div></div>'
            )
        else:
            parts.append("<p>Words between the cells.</p>")
    return "".join(parts)


def only_forms(path):
    """What can be answered in a notebook, and nothing else of it."""
    shown = [
        output.get("data", {}).get("text/html", "")
        for cell in cells_of(path)
        for output in cell.get("outputs", [])
    ]
    kinds = ("br-predict", "br-choice", "br-needs")
    return "".join(html for html in shown if any(kind in html for kind in kinds))


def in_python(task, typed):
    """What the notebook says to a guess at a number."""
    try:
        guess = task.read(typed, "How many words?")
    except Unreadable as fault:
        return [str(fault)]
    said = []
    for block in task.compare(guess, typed):
        if isinstance(block, Facts):
            said += [fact.value for fact in block.rows]
        elif isinstance(block, (Paragraph, Remark)):
            said.append(block.text)
    return said


@pytest.fixture
def opened(watched_page):
    """A function that opens a page with this body, which asks for nothing at all."""
    script = (ASSETS / "without_kernel.js").read_text(encoding="utf-8")

    def open_page(body, width=390, **settings):
        page = watched_page(width, height=800, near=(), **settings)
        page.set_content(FRAME.format(script=script, body=body))
        return page

    return open_page


# --- what is said


def form_of(kind, known, answer):
    """A form as a lesson would have it, made by the library."""
    import json

    from briefingroom.lessons.veil import veiled
    from briefingroom.site.without_kernel import guess_as_html

    data = {
        "kind": kind,
        "question": "How many words?",
        "known": json.dumps(known),
        "answer": veiled(answer),
    }
    attributes = "".join(f' data-{name}="{escape(text)}"' for name, text in data.items())
    return guess_as_html(guess_in(f'<div class="br-predict"{attributes}>'))


SAY_ALL = """typed => [...document.querySelectorAll(".br-predict")].map(box =>
  typed.map(each => {
    box.querySelector("input").value = each;
    box.querySelector("form").requestSubmit();
    return [...box.querySelectorAll(".br-result dd, .br-result p")].map(one => one.textContent);
  }))"""


def test_a_number_is_read_and_compared_as_in_the_notebook(opened):
    asked = list(product(ANSWERS, UNITS))
    page = opened("".join(form_of("number", {"unit": unit}, answer) for answer, unit in asked))
    on_page = page.evaluate(SAY_ALL, TYPED)
    differences = [
        (answer, unit, typed, said, expected)
        for (answer, unit), all_said in zip(asked, on_page, strict=True)
        for typed, said in zip(TYPED, all_said, strict=True)
        if said != (expected := in_python(NumberTask(answer, unit), typed))
    ]
    assert differences == []


def test_points_are_compared_as_in_the_notebook(opened):
    task = PointsTask({"2020": 0.69, "2021": 1.425, "2023": 2.64}, ("2020",), "million")
    page = opened(form_of("points", task.known(), dict(task.answer)))
    assert "Given: 2020: 0.69 million." in page.locator(".br-predict").inner_text()
    fields = page.locator(".br-predict input")
    page.get_by_role("button", name="Compare").click()
    assert page.locator(".br-result").inner_text().startswith("There is no guess yet.")
    fields.nth(1).fill("2,5")
    page.get_by_role("button", name="Compare").click()
    listing = task.compare(task.read({"2023": "2,5"}, ""), {"2023": "2,5"})[1]
    rows = page.locator(".br-result tbody tr")
    shown = [rows.nth(place).locator("td").all_inner_texts() for place in range(rows.count())]
    assert shown == [list(row) for row in listing.rows]
    fields.nth(0).fill("many")
    page.get_by_role("button", name="Compare").click()
    with pytest.raises(Unreadable) as fault:
        task.read({"2021": "many"}, "")
    assert page.locator(".br-result").inner_text() == str(fault.value)


def test_a_choice_is_compared_as_in_the_notebook(opened):
    task = ChoiceTask("BBC", ("CCTV", "BBC"))
    page = opened(form_of("choice", task.known(), task.answer))
    for guess in task.choices:
        page.get_by_label(guess).check()
        page.get_by_role("button", name="Compare").click()
        facts, sentence = task.compare(guess, guess)
        result = page.locator(".br-result")
        assert result.locator("dd").all_inner_texts() == [fact.value for fact in facts.rows]
        assert result.locator("p").inner_text() == sentence.text


def test_the_digest_is_sha_256(opened):
    page = opened("")
    for text in ("", "abc", "稀土" * 60, "x" * 55, "x" * 56, "x" * 64, "a long one " * 500):
        found = page.evaluate("text => window.briefingRoomWithoutKernel.sha256(text)", text)
        assert found == hashlib.sha256(text.encode()).hexdigest()


# --- the lessons and the sets


@pytest.mark.sample(5)
@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem[:2])
def test_every_guess_of_a_lesson_waits_and_then_shows_its_answer(path, opened):
    asked = [
        found
        for cell in nbformat.read(path, 4).cells
        for output in cell.get("outputs", [])
        if (found := guess_in(output.get("data", {}).get("text/html", "")))
    ]
    page = opened(outputs_of(path))
    boxes = page.locator(".br-predict")
    assert boxes.count() == len(asked) >= 3
    assert page.locator(".br-answer:visible").count() == 0
    for place, guess in enumerate(asked):
        box = boxes.nth(place)
        answer_guess(box, guess)
        assert "answer" in box.locator(".br-result").inner_text()
        assert str(guess.question) in box.inner_text()
    assert page.locator(".br-waits").count() == 0


def answer_guess(box, guess):
    """Give the right answer, and see that it is found to be right."""
    if guess.kind == "choice":
        box.get_by_label(guess.answer, exact=True).check()
        box.get_by_role("button", name="Compare").click()
        assert "Your guess is the answer" in box.locator(".br-result").inner_text()
    elif guess.kind == "number":
        box.locator("input").fill(repr(guess.answer))
        box.get_by_role("button", name="Compare").click()
        assert "Your guess is the answer itself." in box.locator(".br-result").inner_text()
    else:
        for place, point in enumerate(guess.known["points"]):
            box.locator("input").nth(place).fill(repr(guess.answer[point]))
        box.get_by_role("button", name="Compare").click()
        said = box.locator(".br-result tbody").inner_text()
        assert said.count("the answer itself") == len(guess.known["points"])


@pytest.mark.sample(5)
@pytest.mark.parametrize("path", SETS, ids=lambda path: path.stem)
def test_every_choice_question_says_the_line_of_its_notebook(path, opened):
    asked = [found for cell in cells_of(path) if (found := choice_in(cell.source))]
    page = opened(only_forms(path))
    boxes = page.locator(".br-choice")
    assert boxes.count() == len(asked) >= 1
    for place, choice in enumerate(asked):
        box = boxes.nth(place)
        assert box.locator("ol").is_hidden()
        right = []
        for letter, (text, said) in choice.answers.items():
            box.get_by_label(f"{letter}: {text}", exact=True).check()
            is_right = seal_letter(choice.question, letter) == choice.right
            right += [letter] if is_right else []
            expected = f"{'Right' if is_right else 'Not yet'}. {said}"
            assert box.locator(".br-result").inner_text() == expected
        assert len(right) == 1


@pytest.mark.parametrize("width", WIDTHS)
def test_forms_fit_the_screen_and_axe_finds_nothing(width, opened, axe):
    for path in (LESSONS[0], LESSONS[5], SETS[3]):
        page = opened(only_forms(path), width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        buttons = page.get_by_role("button", name="Show the answer without")
        assert buttons.count() > 0 or path in SETS  # whose questions have no such button
        while buttons.count():  # each goes when it has shown its answer
            buttons.first.click()
        assert [each["id"] for each in axe.run(page).response["violations"]] == []


def test_it_is_answered_by_keyboard_and_said_to_a_reader_of_screens(opened):
    page = opened(form_of("number", {"unit": "million"}, 2.64))
    field = page.get_by_label("Your guess (million)")
    page.keyboard.press("Tab")
    assert field.evaluate("element => element === document.activeElement")
    page.keyboard.type("1.3")
    page.keyboard.press("Enter")
    result = page.get_by_role("status")
    assert "Your guess is about half of it." in result.inner_text()
    name = result.get_by_role("img").get_attribute("aria-label")
    assert name == "A line from 0 to 3: your guess at 1.3 million, the answer at 2.64 million."


def test_a_choice_is_made_by_arrow_keys(opened):
    choice = choice_in(
        "\n".join(cell.source for cell in cells_of(SETS[3]) if "q2 =" in cell.source)
    )
    page = opened(only_forms(SETS[3]))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    said = [text for _, text in choice.answers.values()]
    result = page.locator(".br-choice .br-result").first
    assert result.inner_text().endswith(said[0])
    page.keyboard.press("ArrowDown")
    assert result.inner_text().endswith(said[1])


def test_what_follows_waits_for_the_guess(opened):
    chart = '<div class="cell"><div class="cell_output"><p>A chart.</p></div></div>'
    form = form_of("number", {"unit": ""}, 5.0)
    page = opened(
        f'<div class="cell"><div class="cell_output">{form}</div></div>{chart}<p>Words.</p>{chart}'
    )
    charts = page.get_by_text("A chart.")
    assert [charts.nth(place).is_visible() for place in (0, 1)] == [False, True]
    page.get_by_role("button", name="Show the answer without a guess").click()
    assert charts.nth(0).is_visible()
    assert page.locator(".br-answer").inner_text() == "The answer: 5."


def test_all_is_open_without_a_script_and_on_paper(opened):
    body = only_forms(SETS[3]) + form_of("number", {"unit": ""}, 5.0)
    for page in (opened(body, java_script_enabled=False), opened(body)):
        page.emulate_media(media="print")
        assert page.locator(".br-answer").is_visible()
        assert page.locator(".br-choice li").first.is_visible()
        assert page.locator("input:visible").count() == 0


def test_what_needs_python_says_so(opened):
    page = opened(only_forms(SETS[3]))
    lines = page.locator(".br-needs").all_inner_texts()
    assert sum(line.startswith("This chart is drawn in a notebook") for line in lines) == 1
    assert all("Binder" in line and "Colab" in line for line in lines)
