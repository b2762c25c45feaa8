"""A notebook as Sphinx is to see it: links, pictures and the line that says how to run it."""

import base64
import re
import struct
from html import escape
from pathlib import Path
from typing import Any

from .course_pages import CoursePage, with_course_links
from .marked_pictures import with_linked_marks
from .repository import (
    NO_REPOSITORY,
    binder_address,
    colab_address,
    colab_first_cell,
    repository,
)
from .without_kernel import prepared

Notebook = Any  # of nbformat, which only those have who build the site

ATTACHED = re.compile(r"!\[(?P<alt>[^\]]*)\]\(attachment:(?P<name>[^)\s]+)\)")
INSIDE = re.compile(r"data:image/(?P<ending>png|jpeg|svg\+xml);base64,(?P<bytes>[A-Za-z0-9+/=\s]+)")
PICTURES = "pictures"
PNG = b"\x89PNG"
PNG_SIZE = slice(16, 24)  # where it says its width and its height
HEADING_IN_TEXT = re.compile(r"^(#{1,6}) ", re.M)
CODE_IN_TEXT = re.compile(r"^```.*?^```", re.M | re.S)
HEADING_TAG = re.compile(r"(?P<tag></?h)(?P<level>[1-6])\b")
LOWEST_HEADING = 6
FIRST_HEADING = re.compile(r"\A(# .+\n?)")
TO_RUN_IT = (
    "This page is the notebook as it was run; nothing runs here. To run and change it: "
    "<code>python3 start.py</code> in a copy of the project opens JupyterLab, and it is there as "
    "<code>{source}</code>."
)


def notebook_on_site(page: CoursePage, folder: Path) -> Notebook:
    """A notebook of the project whose links and pictures are those of the site.

    Parameters
    ----------
    page : of the notebook.
    folder : where its page will lie in the site; its pictures are written there.
    """
    import nbformat

    notebook = prepared(nbformat.read(page.path, as_version=4), page.source)
    keeper = PictureKeeper(folder, page.path.stem)
    level = 1
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = with_course_links(keeper.attached(cell), page)
            level = level_of_last_heading(cell.source) or level
        for output in cell.get("outputs", []):
            _keep_pictures(output, keeper)
            _lower_headings(output, level)
    return notebook


class PictureKeeper:
    """Writes the pictures of a notebook into files, in order."""

    def __init__(self, folder: Path, notebook: str) -> None:
        self.folder = folder / PICTURES
        self.notebook = notebook
        self.written = 0
        self.height_for_width: dict[str, float] = {}  # of what was written, by its address

    def keep(self, content: bytes, ending: str) -> str:
        """Write a picture; its address, from the page."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self.written += 1
        name = f"{self.notebook}-{self.written}.{ending.removesuffix('+xml')}"
        (self.folder / name).write_bytes(content)
        address = f"{PICTURES}/{name}"
        if content.startswith(PNG):
            width, height = struct.unpack(">II", content[PNG_SIZE])
            self.height_for_width[address] = height / width
        return address

    def in_files(self, html: str) -> str:
        """HTML in which pictures that stood in it lie in files."""
        return INSIDE.sub(self._one_in_file, html)

    def attached(self, cell: Any) -> str:
        """The text of a cell, in which its attachments lie in files."""
        attachments = cell.get("attachments", {})

        def lies_in_file(match: re.Match) -> str:
            ((kind, content),) = attachments[match["name"]].items()
            address = self.keep(base64.b64decode(content), kind.rpartition("/")[2])
            return f'<img src="{address}" alt="{escape(match["alt"])}">'

        text = ATTACHED.sub(lies_in_file, cell.source)
        cell.pop("attachments", None)
        return text

    def _one_in_file(self, match: re.Match) -> str:
        return self.keep(base64.b64decode(match["bytes"]), match["ending"])


def _keep_pictures(output: Any, keeper: PictureKeeper) -> None:
    data = output.get("data", {})
    if "text/html" in data:
        html = keeper.in_files("".join(data["text/html"]))
        data["text/html"] = with_linked_marks(html, keeper.height_for_width)


def level_of_last_heading(text: str) -> int:
    """The level of the last heading of a text in Markdown; 0 where it has none.

    >>> level_of_last_heading("# A\\n\\n## B\\n\\nwords"), level_of_last_heading("words")
    (2, 0)
    """
    levels = HEADING_IN_TEXT.findall(CODE_IN_TEXT.sub("", text))
    return len(levels[-1]) if levels else 0


def _lower_headings(output: Any, level: int) -> None:
    """Put the headings of an answer below that of the part of the lesson in which it stands."""
    data = output.get("data", {})
    if "text/html" in data:
        data["text/html"] = headings_below(data["text/html"], level)


def headings_below(html: str, level: int) -> str:
    """HTML whose highest heading is one step below a level, and no step is left out.

    >>> headings_below("<h4>A</h4><h6>B</h6>", 2)
    '<h3>A</h3><h4>B</h4>'
    """
    found = sorted({int(each["level"]) for each in HEADING_TAG.finditer(html)})
    steps = {each: min(LOWEST_HEADING, level + place) for place, each in enumerate(found, 1)}
    return HEADING_TAG.sub(lambda match: f"{match['tag']}{steps[int(match['level'])]}", html)


def say_how_to_run(notebook: Notebook, page: CoursePage) -> None:
    """Put the line on running a notebook below its title."""
    first = notebook.cells[0]
    line = how_to_run(page.source, repository())
    first.source = FIRST_HEADING.sub(rf'\1\n<p class="run">{line}</p>\n', first.source, count=1)


def how_to_run(source: str, of: str) -> str:
    """What is said of running a notebook, as HTML.

    Parameters
    ----------
    source : the notebook, from the root of the project.
    of : owner and name of the repository; empty where they are not known.

    >>> "Binder" in how_to_run("notebooks/00_start_here.ipynb", "someone/briefing-room")
    True
    """
    text = TO_RUN_IT.format(source=source)
    if not of:
        return f"{text} {NO_REPOSITORY}"
    binder, colab = escape(binder_address(source, of)), escape(colab_address(source, of))
    return (
        f'{text} Or <a rel="external noopener" href="{binder}">open it in Binder</a>, or '
        f'<a rel="external noopener" href="{colab}">open it in Colab</a>: there add a cell above '
        f"all others, <code>{escape(colab_first_cell(of))}</code>, and run it first. "
        "(Nobody has tried Colab yet.)"
    )
