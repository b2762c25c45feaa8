"""The lessons as the tests read them: cells, what they show, and the text."""

import json
import re
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("[0-9][0-9]_*.ipynb"))
WIDGETS = re.compile(
    r"\bbr\.(reader|\w+_explorer|\w+_inspector|\w+_browser|\w+_timeline|\w+_map|\w+_editor"
    r"|code_sentences)\("
)
CHANGE = re.compile(r"^.*\b(?:Change|Replace)\b.*\b[Ee]xpect\b.*$", re.M)  # asks to change a cell


def cells(notebook, kind=None):
    found = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    for cell in found:
        cell["source"] = "".join(cell["source"])
    return [cell for cell in found if kind in (None, cell["cell_type"])]


def written(cell):
    """What a cell shows in words: printed, plain text and HTML."""
    for output in cell.get("outputs", ()):
        yield "".join(output.get("text", ()))
        for kind, data in output.get("data", {}).items():
            if kind.startswith("text/"):
                yield "".join(data)


def prose(notebook):
    """The text of the lesson, without code, tables, folded answers' tags, addresses and ids."""
    text = "\n\n".join(cell["source"] for cell in cells(notebook, "markdown"))
    text = re.sub(r"```.*?```|`[^`]*`|<[^>]+>|\]\([^)]*\)", " ", text, flags=re.S)
    return "\n".join(line for line in text.split("\n") if not line.startswith("|"))


def before_the_first_section(notebook):
    """The text that stands above the first heading of the second level."""
    text = "\n\n".join(cell["source"] for cell in cells(notebook, "markdown"))
    return re.split(r"^## ", text, maxsplit=1, flags=re.M)[0]


def pictures(notebook):
    """The outputs that are charts."""
    return [
        output
        for cell in cells(notebook, "code")
        for output in cell["outputs"]
        if "<img " in "".join(output.get("data", {}).get("text/html", ()))
        or "image/png" in output.get("data", {})
    ]
