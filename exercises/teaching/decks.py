"""What stands on each slide of a deck, and what the teacher reads beside it.

A question stands alone; its answer is the next slide, so that everybody has written before they
see it. `slides.toml` says which guesses and pictures a deck takes; all words come from the lessons,
their plans and the sheets.
"""

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache

from lesson_parts import (
    END_OF_SENTENCE,
    PROJECT,
    Guess,
    Lesson,
    Picture,
    Quote,
    lesson,
)
from plan_parts import GUIDE, Ask, Plan, Stumble, plan

LONGEST_READING = 60  # words of a paragraph on a slide
COLLECTION = "Briefing Room"
WRITE = "Write your guess down."
KINDS = "title first question answer discussion end dates picture parts asked task".split()


@dataclass
class Slide:
    """One slide; its words are Markdown, one paragraph each."""

    kind: str  # as the style knows it: one of KINDS
    title: str
    source: str  # where its words and pictures come from
    above: str = ""  # a small line over the title
    texts: list[str | Quote] = field(default_factory=list)
    choices: list[str] = field(default_factory=list)
    right: str = ""  # the choice that is marked
    points: list[tuple[str, str]] = field(default_factory=list)  # name and value; "?" if asked
    picture: Picture | None = None
    lines: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)  # lines that come one by one
    small: list[str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)  # what it is, and the words


@dataclass
class Deck:
    """The slides of a lesson, or of the ninety minutes."""

    name: str
    title: str
    slides: list[Slide]


@cache
def chosen() -> dict:
    """What slides.toml says."""
    return tomllib.loads((GUIDE / "slides.toml").read_text(encoding="utf-8"))


def lesson_deck(number: str) -> Deck:
    shown, guide = lesson(number), plan(number)
    slides = [title_slide(shown, guide), first_slide(shown, guide)]
    for place in range(len(guide.asks)):
        slides += question_and_answer(number, place)
    slides += [discussion_slide(shown, guide), end_slide(shown, guide)]
    return Deck(shown.name, shown.title, slides)


# --- the slides of a lesson


def title_slide(shown: Lesson, guide: Plan) -> Slide:
    has_more = bool(shown.first_screen)
    return Slide(
        kind="title",
        above=f"{COLLECTION} · lesson {shown.number}",
        title=shown.title,
        texts=[shown.description] if has_more else [],
        small=[f"{shown.top_row('Time')} · {shown.top_row('Level')}"],
        source=source_line(shown),
        notes=[(name, guide.part(name)) for name in ("Aim", "Minutes", "Shorter")],
    )


def first_slide(shown: Lesson, guide: Plan) -> Slide:
    """What the reader of the lesson sees first."""
    cell = chosen()["lessons"][shown.number].get("first")
    return Slide(
        kind="first",
        title="",
        texts=shown.first_screen or [shown.description],
        picture=shown.picture(cell) if cell else None,
        source=source_line(shown) + ", first screen",
        notes=[("Say", guide.part("Say"))],
    )


def question_and_answer(number: str, place: int) -> list[Slide]:
    """The slide that asks one of the questions of a plan, and the one that answers it."""
    shown, guide = lesson(number), plan(number)
    ask = guide.asks[place]
    taken = chosen()["lessons"][number]["asks"][place]
    guess = shown.guess(taken["guess"]) if "guess" in taken else None
    asked = guess.question if taken.get("worded") == "lesson" else as_sentence(ask.question)
    here = place_of_ask(shown, ask, taken)
    section = shown.section(here)
    question = Slide(
        kind="question",
        above=section,
        title=asked,
        choices=guess.choices if guess else [],
        points=asked_points(guess) if guess else [],
        small=[how_to_guess(guess)],
        source=source_line(shown, section),
        notes=[
            ("Section", f"{section or 'first screen'}, from minute {shown.minute(here)}"),
            ("Ask", f"before running `{ask.code}`. Everybody writes a guess first."),
            ("Expect", ask.expect),
        ],
    )
    return [question, answer_slide(question, shown, ask, taken, here)]


def answer_slide(question: Slide, shown: Lesson, ask: Ask, taken: dict, here: int) -> Slide:
    """The answer in the words of the plan, with its picture or the reading of the lesson."""
    guess = shown.guess(taken["guess"]) if "guess" in taken else None
    picture = shown.picture(taken["picture"]) if "picture" in taken else None
    reading = reading_of(shown, taken, here)
    return Slide(
        kind="answer",
        above=question.title,
        title=ask.expect,
        texts=[] if picture else [shortened(reading.removeprefix(ask.expect).strip())],
        choices=[] if picture else question.choices,
        right=guess.answer if guess and guess.choices else "",
        points=[] if picture or not guess else answered_points(guess),
        picture=picture,
        source=question.source,
        notes=[("The lesson says", reading), *stumbles_in(shown, question.above)],
    )


def discussion_slide(shown: Lesson, guide: Plan) -> Slide:
    return Slide(
        kind="discussion",
        above="Discussion",
        title=guide.discussed,
        steps=guide.positions,
        source=source_line(shown) + ", lesson plan",
        notes=[
            ("How", "First ask “which sentence?”, then “what follows?”. No single answer."),
            ("Then", "The positions come one by one: only after the class has found its own."),
            *stumbles_elsewhere(shown, guide),
        ],
    )


def end_slide(shown: Lesson, guide: Plan) -> Slide:
    practice = guide.part("Practice")
    return Slide(
        kind="end",
        title="Where next",
        texts=[f"**Practice** in `exercises/{shown.name}.ipynb`: {practice.rpartition(': ')[2]}"],
        lines=shown.list_under("Where next"),
        small=how_to_cite(),
        source=source_line(shown, "Where next"),
        notes=[("Practice", practice)],
    )


# --- what stands on them


def place_of_ask(shown: Lesson, ask: Ask, taken: dict) -> int:
    """Where a question belongs in the lesson: the guess, or the cell that the plan names."""
    return shown.place(taken["guess"]) if "guess" in taken else shown.place_of_code(ask.code)


def as_sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def asked_points(guess: Guess) -> list[tuple[str, str]]:
    """The points of a line, with those that are given."""
    if guess.kind != "points":
        return []
    return [
        (name, point_value(guess.given[name]) if name in guess.given else "?")
        for name in guess.answer
    ]


def answered_points(guess: Guess) -> list[tuple[str, str]]:
    if guess.kind != "points":
        return []
    return [(name, point_value(value)) for name, value in guess.answer.items()]


def point_value(value: float) -> str:
    """A number with a comma before each three digits."""
    return f"{value:,.15g}"


def how_to_guess(guess: Guess | None) -> str:
    """What everybody writes before the answer comes."""
    if guess and guess.choices:
        return "Choose one, and write it down."
    how = "Write a number for each question mark." if guess and guess.points else WRITE
    return f"{how} Unit: {guess.unit}." if guess and guess.unit else how


def reading_of(shown: Lesson, taken: dict, here: int) -> str:
    """What the lesson says of the answer."""
    if "reading" in taken:
        return shown.paragraph_from(taken["reading"])
    return shown.paragraph_after(here)


def shortened(paragraph: str) -> str:
    """The first sentences of a paragraph, as many as a slide has room for.

    A last one that asks, points to what follows, or begins a bracket is left out.
    """
    kept = []
    for sentence in END_OF_SENTENCE.split(paragraph):
        if kept and len(" ".join([*kept, sentence]).split()) > LONGEST_READING:
            break
        kept.append(sentence)
    while len(kept) > 1 and leads_on(kept[-1]):
        kept.pop()
    return " ".join(kept)


def leads_on(sentence: str) -> bool:
    """Whether it cannot stand at the end."""
    return sentence.endswith(("?", ":")) or sentence.count("(") > sentence.count(")")


def stumbles_in(shown: Lesson, section: str) -> list[tuple[str, str]]:
    """Where students stumble in a section, for the notes."""
    found = [each for each in plan(shown.number).stumbles if section_of(shown, each) == section]
    return [("Stumble", each.what) for each in found]


def stumbles_elsewhere(shown: Lesson, guide: Plan) -> list[tuple[str, str]]:
    """Where they stumble in sections from which the deck asks nothing."""
    asked = chosen()["lessons"][shown.number]["asks"]
    places = map(place_of_ask, [shown] * len(asked), guide.asks, asked)
    sections = [shown.section(place) for place in places]
    found = [each for each in guide.stumbles if section_of(shown, each) not in sections]
    return [("Stumble", f"*{section_of(shown, each)}*: {each.what}") for each in found]


def section_of(shown: Lesson, stumble: Stumble) -> str:
    if stumble.section:
        return stumble.section
    return shown.section(shown.place_of_code(stumble.code))


def source_line(shown: Lesson, section: str = "") -> str:
    """Where the words and pictures of a slide are from."""
    place = f", section “{section}”" if section else ""
    return f"{COLLECTION}, lesson {shown.number} “{shown.title}”{place}"


@cache
def how_to_cite() -> list[str]:
    """The licence of a deck, and how it is cited."""
    lines = (PROJECT / "CITATION.cff").read_text(encoding="utf-8").splitlines()
    said = dict(line.split(": ", 1) for line in lines if re.match(r"\w+: ", line))
    title = said["title"].strip('"')
    return [
        "**Licence.** Slides: CC BY 4.0 (creativecommons.org/licenses/by/4.0). "
        "Quoted sentences belong to their publishers.",
        f"**To cite.** Briefing Room contributors. *{title}*, version {said['version']}.",
        '**A single figure** is cited by its id: `br.cite("2023-03-01.c048")`.',
    ]
