"""The minutes of a set of exercises, computed by one formula from what stands in its source.

What a student must do is counted: words to read, cells to run, lines to type, things to find out,
points to write for. Each takes so many seconds. The seconds of reading, running and typing are
assumptions. Those of finding out and of writing are fitted: they are the means of three sets that
were worked through task by task, as `WORKED_THROUGH` has them.
"""

import json
import re
from functools import cache
from statistics import mean
from typing import NamedTuple

from briefingroom.corpus.tables import HOME

SOURCES = HOME.parent / "exercises" / "teaching" / "source"
KINDS = {
    "find": "a sentence or a figure to find",
    "choose": "a question to click",
    "compute": "a number or a function to compute",
    "plot": "a chart to draw",
    "judge": "evidence to choose for a judgement",
}
# 200 words a minute; a cell run and looked at; and the twenty sentences of lesson 14 in 20 minutes.
SECONDS = {"word": 0.3, "cell": 15, "line": 40, "sentence": 60}
WORDS_OF_A_CHECK = 18
TO_THE_NEXT = 5  # minutes, to which the time of a set is rounded


class Trial(NamedTuple):
    """What a task took when it was worked through: minutes of thought, cells run to look
    something up, words read in what they showed, minutes of writing; and all its minutes, without
    a mistake and with those that came naturally.
    """

    thought: float
    cells: int
    words: int
    written: float


class WholeSet(NamedTuple):
    """The minutes of a set that was worked through, without a mistake and with mistakes."""

    without: int
    with_mistakes: int


WORKED_THROUGH = {
    "03_reading_a_number": {
        "q1": Trial(1, 1, 130, 0),
        "q2": Trial(1.5, 1, 0, 0),
        "q3": Trial(4, 0, 0, 0),
        "q4": Trial(1.5, 2, 20, 0),
        "q5": Trial(2, 1, 60, 0),
        "q6": Trial(2, 4, 300, 9),
    },
    "08_new_energy_vehicles": {
        "q1": Trial(1, 2, 550, 0),
        "q2": Trial(4, 2, 60, 0),
        "q3": Trial(1.5, 1, 40, 0),
        "q4": Trial(2, 1, 20, 0),
        "q5": Trial(3, 2, 80, 9),
    },
    "14_means_and_answers": {
        "q1": Trial(1.5, 2, 60, 0),
        "q2": Trial(2, 0, 20, 0),
        "q3": Trial(2, 1, 420, 0),
        "q4": Trial(3, 0, 20, 0),
        "q5": Trial(3, 2, 120, 11),
    },
}
TRIED = {
    "03_reading_a_number": WholeSet(49, 60),
    "08_new_energy_vehicles": WholeSet(45, 56),
    "14_means_and_answers": WholeSet(48, 59),
}


@cache
def cells(name):
    found = json.loads((SOURCES / name / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]
    for cell in found:
        cell["source"] = "".join(cell["source"])
    return {cell["id"]: cell for cell in found}


def tasks(name):
    return [id.removesuffix("-text") for id in cells(name) if id.startswith("q") and "-text" in id]


def kind_of(name, task):
    return cells(name)[f"{task}-text"]["metadata"]["tags"][0]


def points_to_write(name, task):
    """The points of the written answer of a task."""
    essay = cells(name).get(f"{task}-essay", {"metadata": {}})
    return essay["metadata"].get("nbgrader", {}).get("points", 0)


def words_in(text):
    """The words of a text as it is read: without marks, pictures, links and tables' rules."""
    plain = re.sub(r"!\[[^\]]*\]\([^)]*\)|<[^>]+>|\]\([^)]*\)", " ", text)
    return len(re.findall(r"[A-Za-z0-9]\S*", plain))


def lines_typed(name):
    """The lines of the solutions, as many as a student types."""
    answers = (cell["source"] for id, cell in cells(name).items() if re.fullmatch(r"q\d+", id))
    solved = [re.search(r"### BEGIN SOLUTION\n(.*?)### END", text, re.S) for text in answers]
    return sum(
        len([line for line in found[1].split("\n") if line.strip()]) for found in solved if found
    )


def sentences_coded(name):
    """The sentences that a student codes with buttons."""
    asked = (re.search(r'code_sentences\("\w+", (\d+)', cell["source"]) for cell in code_of(name))
    return sum(int(found[1]) for found in asked if found)


def code_of(name):
    return [cell for cell in cells(name).values() if cell["cell_type"] == "code"]


class Count(NamedTuple):
    """What a student does in a set."""

    words: int
    cells: int
    lines: int
    sentences: int
    kinds: dict[str, int]
    points: int


def count(name):
    """What is counted in a set: no hidden check, no reasoning and no model answer."""
    found = cells(name)
    read = [cell["source"] for id, cell in found.items() if re.fullmatch(r"intro|q\d+-text", id)]
    chosen = [cell["source"] for id, cell in found.items() if id.endswith("-quiz")]
    run = [id for id in found if re.fullmatch(r"setup|q\d+|q\d+-(quiz|buttons|check\w*)", id)]
    checks = [id for id in run if "-check" in id]
    words = sum(map(words_in, [*read, *chosen])) + WORDS_OF_A_CHECK * len(checks)
    kinds = [kind_of(name, task) for task in tasks(name)]
    return Count(
        words,
        len(run),
        lines_typed(name),
        sentences_coded(name),
        {kind: kinds.count(kind) for kind in KINDS},
        sum(points_to_write(name, task) for task in tasks(name)),
    )


@cache
def seconds_by_act():
    """The seconds of each act: what is assumed, and what is fitted on the sets worked through."""
    fitted = {kind: [] for kind in KINDS}
    written, points = 0.0, 0
    for name, tried in WORKED_THROUGH.items():
        for task, trial in tried.items():
            looked = trial.cells * SECONDS["cell"] + trial.words * SECONDS["word"]
            fitted[kind_of(name, task)].append(60 * trial.thought + looked)
            written += 60 * trial.written
            points += points_to_write(name, task)
    means = {kind: round(mean(seconds)) for kind, seconds in fitted.items()}
    return SECONDS | means | {"point": round(written / points)}


def minutes(name):
    """The minutes of a set without a mistake."""
    counted, seconds = count(name), seconds_by_act()
    spent = (
        counted.words * seconds["word"]
        + counted.cells * seconds["cell"]
        + counted.lines * seconds["line"]
        + counted.sentences * seconds["sentence"]
        + sum(counted.kinds[kind] * seconds[kind] for kind in KINDS)
        + counted.points * seconds["point"]
    )
    return spent / 60


def rounded_minutes(name):
    """The minutes that a set states: those computed, to the nearest five."""
    return TO_THE_NEXT * round(minutes(name) / TO_THE_NEXT)


def mistakes_cost():
    """How much longer a set takes with the mistakes that come naturally, as a factor."""
    return mean(tried.with_mistakes / tried.without for tried in TRIED.values())


# What the appendix shows

SETS = sorted(path.stem for path in SOURCES.glob("*/*.ipynb"))
ACTS = {
    "word": ("reading a word, also of a choice and of the line of a check", "assumed"),
    "cell": ("running a cell and looking at what it shows", "assumed"),
    "line": ("typing a line of the solution", "assumed"),
    "sentence": ("coding a sentence with the buttons", "lesson 14: twenty in 20 minutes"),
    **{kind: (words, "fitted") for kind, words in KINDS.items()},
    "point": ("writing, for each point of a judgement", "fitted"),
}


def table(head, rows):
    """A Markdown table."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines)


def seconds_table():
    """The seconds of each act, and where they are from."""
    seconds = seconds_by_act()
    rows = [(words, f"{seconds[act]:g}", source) for act, (words, source) in ACTS.items()]
    return table(["Act", "Seconds", "From"], rows)


def sets_table():
    """What is counted in each set, and its minutes."""
    head = "Set, Words, Cells, Lines, Find, Choose, Compute, Plot, Judge, Points to write, Computed"
    rows = []
    for name in SETS:
        counted = count(name)
        rows.append(
            (
                f"`{name}`",
                f"{counted.words:,}",
                counted.cells,
                counted.lines,
                *counted.kinds.values(),
                counted.points,
                round(minutes(name)),
                rounded_minutes(name),
            )
        )
    return table([*head.split(", "), "Said in the set"], rows)


def tried_table():
    """The sets that were worked through: computed beside tried."""
    head = "Set worked through, Computed, Tried, Difference, Computed with mistakes"
    rows = []
    for name, tried in TRIED.items():
        without, with_mistakes = minutes(name), minutes(name) * mistakes_cost()
        rows.append(
            (
                f"`{name}`",
                round(without),
                tried.without,
                f"{round(without) - tried.without:+d}",
                round(with_mistakes),
                tried.with_mistakes,
                f"{round(with_mistakes) - tried.with_mistakes:+d}",
            )
        )
    return table([*head.split(", "), "Tried with mistakes", "Difference with mistakes"], rows)
