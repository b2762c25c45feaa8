"""A notebook as Sphinx is to see it: links, pictures and the line that says how to run it."""

import base64
import re
import struct
from html import escape
from pathlib import Path
from typing import Any

from .course_pages import CoursePage, with_course_links
from .marked_pictures import with_linked_marks
from .repository import NO_REPOSITORY, binder_address, repository
from .without_kernel import prepared

Notebook = Any  # of nbformat, which only those have who build the site

ATTACHED = re.compile(r"!\[(?P<alt>[^\]]*)\]\(attachment:(?P<name>[^)\s]+)\)")
INSIDE = re.compile(r"data:image/(?P<ending>png|jpeg|svg\+xml);base64,(?P<bytes>[A-Za-z0-9+/=\s]+)")
PICTURES = "pictures"
PNG = b"\x89PNG"
PNG_SIZE = slice(16, 24)  # where it says its width and its height
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
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            cell.source = with_course_links(keeper.attached(cell), page)
        for output in cell.get("outputs", []):
            _keep_pictures(output, keeper)
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
    address = escape(binder_address(source, of))
    return f'{text} Or <a rel="external noopener" href="{address}">open it in Binder</a>.'
