"""The deck of the ninety minutes: it follows the run sheet, row by row."""

import json
import re
from dataclasses import replace

from decks import (
    COLLECTION,
    Deck,
    Slide,
    as_sentence,
    chosen,
    first_slide,
    how_to_cite,
    question_and_answer,
    source_line,
)
from lesson_parts import END_OF_SENTENCE, PROJECT, lesson, parts_of, text_of
from plan_parts import (
    RunSheetRow,
    before_the_class,
    expected_on_sheet,
    five_dates,
    plan,
    run_sheet,
    run_sheet_title,
    sheet_parts,
)

RUN_SHEET = f"{COLLECTION}, run sheet for ninety minutes"
SHEET = f"{COLLECTION}, sheet for ninety minutes"
FIRST_TASK = re.compile(r"^## Task 1: (.+) \(\d+ points?\)$", re.M)


def ninety_deck() -> Deck:
    slides = [title_of_ninety()]
    for row in chosen()["ninety"]:
        slides += slides_of_row(run_sheet()[row["minutes"]], row["slides"])
    slides.append(end_of_ninety())
    return Deck("ninety_minutes", run_sheet_title(), slides)


def title_of_ninety() -> Slide:
    return Slide(
        kind="title",
        above=COLLECTION,
        title=run_sheet_title(),
        source=RUN_SHEET,
        notes=[("Before", words) for words in before_the_class()],
    )


def slides_of_row(row: RunSheetRow, taken: list[dict]) -> list[Slide]:
    """The slides of some minutes; their notes begin with the row of the run sheet."""
    slides = [slide for each in taken for slide in MAKERS[each["kind"]](each)]
    beside = [
        ("Minutes", row.minutes),
        ("I do", row.teacher),
        ("They do", row.students),
        ("On screen", row.screen),
        ("If it breaks", row.trouble),
    ]
    return [replace(slide, notes=[*beside, *slide.notes]) for slide in slides]


def end_of_ninety() -> Slide:
    """The lessons that the parts of the session were taken from."""
    screens = [row.screen for row in run_sheet().values()]
    numbers = sorted({screen[:2] for screen in screens if screen[:2].isdigit()})
    shown = map(lesson, numbers)
    return Slide(
        kind="end",
        title="Where next",
        texts=["The ninety minutes were taken from these lessons:"],
        lines=[f"Lesson {each.number}, *{each.title}*" for each in shown],
        small=how_to_cite(),
        source=RUN_SHEET,
        notes=[("Afterwards", "Each part of the ninety minutes is a lesson of the course.")],
    )


# --- each kind of slide that a row may take


def dates_slides(taken: dict) -> list[Slide]:
    return [
        Slide(
            kind="dates",
            above="Around the briefings",
            title="Five dates",
            lines=five_dates(),
            source=f"{COLLECTION}, lecture, part 1: from other records, not said in the briefings",
        )
    ]


def ask_slides(taken: dict) -> list[Slide]:
    """A question of a lesson's deck, with its answer."""
    return question_and_answer(taken["lesson"], taken["number"] - 1)


def picture_slides(taken: dict) -> list[Slide]:
    shown = lesson(taken["lesson"])
    section = shown.section(shown.place(taken["cell"]))
    return [
        Slide(
            kind="picture",
            title=section,
            picture=shown.picture(taken["cell"]),
            source=source_line(shown, section),
        )
    ]


def sheet_slides(taken: dict) -> list[Slide]:
    """Sentences of the students' sheet with a question, and the answer if it is asked for."""
    part = sheet_parts()[taken["part"] - 1]
    expected = expected_on_sheet().get(taken["part"], "")
    question = Slide(
        kind="asked",
        above=f"Sheet, part {part.title}",
        title=part.questions[taken["question"] - 1],
        texts=[part.quotes[number - 1] for number in taken.get("quotes", [])],
        source=f"{SHEET}, part {taken['part']}",
        notes=[("Expect", expected)],
    )
    if not taken.get("answered"):
        return [question]
    title, *rest = END_OF_SENTENCE.split(expected)
    answer = replace(
        question,
        kind="answer",
        above=question.title,
        title=as_sentence(title),
        texts=rest[:1],
    )
    return [question, answer]


def parts_slides(taken: dict) -> list[Slide]:
    """A sentence of the sheet, and the parts of a figure that are looked for in it."""
    part = sheet_parts()[taken["part"] - 1]
    return [
        Slide(
            kind="parts",
            title=part.title,
            texts=[part.quotes[number - 1] for number in taken["quotes"]],
            lines=part.rows,
            source=f"{SHEET}, part {taken['part']}",
        )
    ]


def task_slides(taken: dict) -> list[Slide]:
    """The first task of a lesson's set, as it is given out."""
    name = lesson(taken["lesson"]).name
    heading, *paragraphs = parts_of(first_task(name))
    return [
        Slide(
            kind="task",
            above="In pairs",
            title=as_sentence(FIRST_TASK.match(heading)[1]),
            texts=paragraphs[:2],
            source=f"{COLLECTION}, exercises/{name}.ipynb, task 1",
        )
    ]


def first_task(name: str) -> str:
    """The text of the first task of a set."""
    notebook = json.loads((PROJECT / "exercises" / f"{name}.ipynb").read_text(encoding="utf-8"))
    texts = {cell["id"]: text_of(cell) for cell in notebook["cells"]}
    return texts["q1-text"]


def first_slides(taken: dict) -> list[Slide]:
    """The first screen of a lesson."""
    number = taken["lesson"]
    return [first_slide(lesson(number), plan(number))]


MAKERS = {
    "first": first_slides,
    "dates": dates_slides,
    "ask": ask_slides,
    "picture": picture_slides,
    "sheet": sheet_slides,
    "parts": parts_slides,
    "task": task_slides,
}
