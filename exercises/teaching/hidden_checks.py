"""Of a hidden check only its verdict is shown: its praise, or the line that it says of a wrong
answer.

A hand-in can read the check while it runs, and could print it, or put it into the text of an error.
So a line is believed only if it is one of those that stand in the check.
"""

import ast
import re

from cell_runs import CellRun

SHORT_VALUE = r"[\w.:,% +-]{0,24}"  # what may stand for {name} in a line
UNDEFINED = re.compile(
    r"There is no `\w{1,40}`: run the cells above this one, and look at its spelling\."
)
STOPPED = re.compile(
    r"The cell that sets `\w{1,40}` stopped with an error \(\w{1,30}\), so there is no new answer "
    r"to look at: mend that cell, and run it again before this one\."
)
NO_USE = re.compile(r"The check cannot use this answer \((\w{1,30}):")
NOT_SHOWN = "Your teacher's check does not accept this answer."


def possible_lines(source: str) -> list[re.Pattern]:
    """A pattern for each text of a check that could be said."""
    patterns = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            patterns.append("".join(map(pattern_of, node.values)))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            patterns.append(re.escape(node.value.strip()))
    return [re.compile(pattern) for pattern in patterns if pattern]


def pattern_of(part: ast.expr) -> str:
    if isinstance(part, ast.Constant):
        return re.escape(str(part.value))
    return SHORT_VALUE


def known_line(text: str, source: str) -> str:
    """The text, if the check can have said it; else a line that tells nothing."""
    text = text.strip()
    if UNDEFINED.fullmatch(text) or STOPPED.fullmatch(text):
        return text
    if found := NO_USE.match(text):
        return f"The check cannot use this answer ({found[1]})."
    if any(pattern.fullmatch(text) for pattern in possible_lines(source)):
        return text
    return NOT_SHOWN


def safe_to_show(run: CellRun, source: str) -> CellRun:
    """What a hidden check put out, without anything that a hand-in could have put there."""
    error = run.error()
    if error is None:
        said = known_line(run.printed(), source)
        praise = "Right." if said == NOT_SHOWN else said
        outputs = [{"output_type": "stream", "name": "stdout", "text": f"{praise}\n"}]
        return CellRun(outputs, run.seconds)
    name = str(error.get("ename"))
    line = known_line(str(error.get("evalue")), source)
    if name not in ("NotYet", "CellTimeoutError"):
        name, line = "NotYet", NOT_SHOWN
    shown = {"output_type": "error", "ename": name, "evalue": line, "traceback": [line]}
    return CellRun([shown], run.seconds)
