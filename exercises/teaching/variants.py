"""Another form of an exercise, so that a course can be given twice though solutions are public.

Beside a source notebook, `variants.toml` says what can be otherwise in its tasks:

    names = '''
    means = br.policy_measures()
    '''

    [q1]
    first = { kind = "research" }
    others = [{ kind = "skills" }, { kind = "standard" }]
    if = ["(means.instrument == kind).sum() > 10"]
    says = ["f'{(means.instrument == kind).sum()} means of the kind {kind}'"]
    sealed = ["how_many"]
    instead = [["titles lead the list", "of {len(means)} means not all lead the list"]]
    without = ["That is the kind of the notebook"]
    why = '''**Why.** ...'''

`first` has the parameters as the source has them, `others` their alternatives (a list, or an
expression that gives one), and `if` the conditions that make one valid; the first form must keep
them too. Words of a parameter are replaced wherever they stand in the cells of the task, and in
those that `beside` names. `then` has names for what follows from the parameters, in order, once the
setup and the solution of the task have run. `says` has expressions for longer words that stand in
the source: what an expression gives for the first form is replaced by what it gives for the other.
`sealed` has expressions for sealed values: what the solution computes is sealed anew. A line of a
check that refuses a sealed mistake which no expression can compute is left out, as are those with
the words in `without`. `instead` is for words that must be others; between braces stand
expressions. `why` is the reasoning, or the model answer, in the other form.

Where a task is written anew, `cells` has its texts by their part (text, answer, check, hidden,
why), with expressions between `<<` and `>>`; then `first` is left out, and nothing is replaced.
`variant_checks.py` has checks to be filled. `facts`, beside `names`, holds the numbers that such
texts write out.
"""

import contextlib
import io
import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import nbformat
from variant_checks import CHECKS

from briefingroom import practice

FIRST_FORMS = Path(__file__).resolve().parent / "source"
FILE = "variants.toml"
MARK = re.compile(r"^[ \t]*### (BEGIN|END) SOLUTION\n?", re.M)
SEAL = re.compile(r'"([0-9a-f]{10})"')
FIELDS = set("first others beside cells if then says sealed instead without why".split())
COMMON_NAMES = """
import re

import briefingroom as br
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from briefingroom import practice
"""


class CannotVary(Exception):
    """What `variants.toml` says does not fit its source; the text says what and where."""


class Form(NamedTuple):
    """A task with some parameters: what it says, what it seals, and all names that are known."""

    parameters: dict[str, Any]
    says: list[str]
    sealed: list[str]
    names: dict[str, Any]


@cache
def described(name: str) -> dict[str, Any]:
    """What can be otherwise in an exercise; empty where nothing can."""
    path = FIRST_FORMS / name / FILE
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def varied_tasks(name: str) -> list[str]:
    """The tasks of an exercise that have other forms: q1, q4 ..."""
    return [task for task in described(name) if task not in ("names", "facts")]


def source_notebook(name: str):
    return nbformat.read(FIRST_FORMS / name / f"{name}.ipynb", as_version=4)


def alternatives(name: str, task: str) -> list[dict[str, Any]]:
    """The parameters of the other forms of a task, without those of the first."""
    said = described(name)[task]
    others = said["others"]
    if isinstance(others, str):
        others = eval(others, names_of(name))
    return [other for other in others if other != said.get("first")]


def names_of(name: str) -> dict[str, Any]:
    """The names that all expressions of an exercise may use."""
    names: dict[str, Any] = dict(CHECKS)
    said = described(name)
    exec(COMMON_NAMES + said.get("names", "") + said.get("facts", ""), names)
    return names


def variant(name: str, number: int):
    """The source notebook of an exercise in another form: the first variant takes the first
    alternative of each task, the next the second, and after the last the first again.
    """
    notebook = source_notebook(name)
    for task in varied_tasks(name):
        others = alternatives(name, task)
        vary_task(notebook, name, task, others[(number - 1) % len(others)])
    title = next(cell for cell in notebook.cells if cell.id == "intro")
    title.source = re.sub(r"\A(# .+)", rf"\1 (form {number + 1})", title.source)
    return notebook


def vary_task(notebook, name: str, task: str, other: dict[str, Any]) -> None:
    """Put other parameters into the cells of a task."""
    said = described(name)[task]
    if unknown := set(said) - FIELDS:
        raise CannotVary(f"{name}, {task}: {', '.join(sorted(unknown))} is no field.")
    cells = cells_of(notebook, task, said.get("beside", []))
    if "cells" in said:
        write_anew(name, task, other, cells)
    else:
        turn(name, task, other, cells)


def turn(name: str, task: str, other: dict[str, Any], cells: list) -> None:
    """Replace what follows from the first parameters by what follows from others."""
    said = described(name)[task]
    before = form(name, task, said["first"], cells)
    parameters = changed_words(before.parameters, other)
    own_seals = changed_seals(before.parameters, other)
    after = form(name, task, other, turned_cells(cells, parameters | own_seals))
    said_before_and_after = zip(before.says, after.says, strict=True)
    words = dict(said_before_and_after)
    sealed_before_and_after = zip(before.sealed, after.sealed, strict=True)
    seals = dict(sealed_before_and_after)
    instead = {old: filled(new, after.names) for old, new in said.get("instead", [])}
    must_stand(words | instead | seals, cells, f"{name}, {task}")
    for cell in cells:
        if cell.id.endswith("-check"):
            cell.source = without_lines(cell.source, said.get("without", []))
        if holds_seals(cell):
            cell.source = resealed(cell.source, seals | own_seals)
        cell.source = replaced(cell.source, parameters | words | instead | own_seals)
        if cell.id in (f"{task}-why", f"{task}-essay") and "why" in said:
            cell.source = filled(said["why"].strip(), after.names)


def turned_cells(cells: list, words: dict[str, str]) -> list:
    """Copies of cells with other words."""
    turned = [cell.copy() for cell in cells]
    for cell in turned:
        cell.source = replaced(cell.source, words)
    return turned


def changed_seals(before: dict[str, Any], after: dict[str, Any]) -> dict[str, str]:
    """The seals of the parameters themselves, each with what comes in its place."""
    return {practice.seal(value): practice.seal(after[one]) for one, value in before.items()}


def write_anew(name: str, task: str, other: dict[str, Any], cells: list) -> None:
    """Put the texts of `variants.toml` into the cells of a task."""
    texts = described(name)[task]["cells"]
    of_part = {cell.id.removeprefix(task).strip("-") or "answer": cell for cell in cells}
    if unknown := set(texts) - set(of_part):
        raise CannotVary(f"{name}, {task} has no cell for: {', '.join(sorted(unknown))}.")
    known = names_of(name) | other
    follow(known, described(name)[task])
    must_keep(known, f"{name}, {task}: {other}", described(name)[task])
    of_part["answer"].source = expressed(texts["answer"].strip("\n"), known)
    solved = dict(known)
    run_solution(name, task, cells, solved)
    for part, text in texts.items():
        if part != "answer":
            of_part[part].source = expressed(text.strip("\n"), solved | known)


def expressed(text: str, names: dict[str, Any]) -> str:
    """A text with what its expressions between << and >> give."""
    return re.sub(r"<<(.+?)>>", lambda found: str(eval(found[1], names)), text, flags=re.DOTALL)


def cells_of(notebook, task: str, others: list[str]) -> list:
    return [
        cell
        for cell in notebook.cells
        if cell.id == task or cell.id.startswith(f"{task}-") or cell.id in others
    ]


def form(name: str, task: str, parameters: dict[str, Any], cells: list) -> Form:
    """A task with these parameters, its conditions tried and its solution run."""
    said = described(name)[task]
    names = names_of(name) | parameters
    must_keep(names, f"{name}, {task}: {parameters}", said)
    run_solution(name, task, cells, names)
    names |= parameters
    follow(names, said)
    says = values_of(said.get("says", []), names)
    sealed = values_of(said.get("sealed", []), names)
    words = list(map(str, says))
    seals = list(map(practice.seal, sealed))
    return Form(parameters, words, seals, names)


def values_of(expressions: list[str], names: dict[str, Any]) -> list[Any]:
    return [eval(expression, names) for expression in expressions]


def follow(names: dict[str, Any], said: dict[str, Any]) -> None:
    """Add what follows from the parameters to the names."""
    for one, expression in said.get("then", {}).items():
        names[one] = eval(expression, names)


def must_keep(names: dict[str, Any], where: str, said: dict[str, Any]) -> None:
    for condition in said.get("if", []):
        if not eval(condition, names):
            raise CannotVary(f"{where} do not keep {condition}")


def run_solution(name: str, task: str, cells: list, names: dict[str, Any]) -> None:
    """Run the setup of an exercise and the solution of a task, as they stand in these cells."""
    import matplotlib.pyplot as plt

    own = {cell.id: cell for cell in cells}
    for cell in source_notebook(name).cells:
        if cell.id in ("setup", task):
            source = own.get(cell.id, cell).source
            with contextlib.redirect_stdout(io.StringIO()):
                exec(MARK.sub("", source), names)
    plt.close("all")


def changed_words(before: dict[str, Any], after: dict[str, Any]) -> dict[str, str]:
    """The words of parameters that are text, each with what comes in its place."""
    if set(before) != set(after):
        raise CannotVary(f"The forms have other parameters: {sorted(before)} and {sorted(after)}.")
    return {value: after[one] for one, value in before.items() if isinstance(value, str)}


def replaced(text: str, words: dict[str, str]) -> str:
    """A text with words in the place of words, all at once, the longest first. A word that is part
    of another one, or the beginning of a longer id, stays.
    """
    if not words:
        return text
    longest_first = sorted(words, key=len, reverse=True)
    return re.sub("|".join(map(as_whole, longest_first)), lambda found: words[found[0]], text)


def as_whole(word: str) -> str:
    """A pattern for a word that is no part of another one."""
    before = r"(?<!\w)" if re.match(r"\w", word) else ""
    end_of_id = r"(?!\.\w)" if re.match(r"\d", word) else ""
    after = r"(?!\w)" if re.search(r"\w\Z", word) else ""
    return f"{before}{re.escape(word)}{after}{end_of_id}"


def filled(text: str, names: dict[str, Any]) -> str:
    """A text with what its expressions between braces give."""
    return re.sub(r"\{([^{}]+)\}", lambda found: eval(f'f"""{found[0]}"""', names), text)


def must_stand(words: dict[str, str], cells: list, where: str) -> None:
    text = "\n".join(cell.source for cell in cells)
    for word in words:
        if word not in text:
            raise CannotVary(f"{where}: these words do not stand in the source: {word}")


def holds_seals(cell) -> bool:
    return re.search(r"-(check\w*|hidden)$", cell.id) is not None


def without_lines(source: str, words: list[str]) -> str:
    """A check without the lines that have some of these words."""
    for word in words:
        if word not in source:
            raise CannotVary(f"No line of the check has the words: {word}")
    lines = source.split("\n")
    return "\n".join(line for line in lines if not any(word in line for word in words))


def resealed(source: str, seals: dict[str, str]) -> str:
    """A check with its seals made anew, without the lines that refuse a mistake which nothing
    computes.
    """
    kept = []
    for line in source.split("\n"):
        unknown = set(SEAL.findall(line)) - set(seals)
        if not unknown:
            kept.append(SEAL.sub(lambda found: f'"{seals[found[1]]}"', line))
        elif not re.match(r"\s*practice\.need\(not practice\.\w+\(", line):
            raise CannotVary(f"No expression gives what is sealed in the line: {line.strip()}")
    return "\n".join(kept)
