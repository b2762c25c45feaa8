"""The course on the website: lessons, exercises, the teacher's kit, the data card, the API.

Sphinx with MyST-NB makes the pages from copies of the files of the project, in a folder of its own;
what it has made is moved into the site. No notebook is run.
"""

import io
import os
import re
import shutil
import tempfile
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from ..corpus.tables import read_table
from ..errors import QuestionError
from ..pages.known import Known
from .addresses import address_of_known
from .api_pages import api_texts
from .build import menu_of_site
from .course_html import page_of_course
from .course_pages import (
    KIT,
    PROJECT,
    CoursePage,
    exercise_pages,
    kit_sheets,
    lesson_pages,
    opening_words,
    title_of_lesson,
    with_course_links,
    written_pages,
)
from .docstrings import for_sphinx
from .frame import frame_of_site
from .listings import ASSETS
from .notebook_pages import notebook_on_site, say_how_to_run
from .sphinx_settings import SEARCH, sphinx_settings
from .twins import link_to_twin, twin_of_content, twin_of_notebook, twin_of_page

GLOSSARY = "The terms of policy that the glossary of the data explains; each has its page."
WARNING = "Sphinx says, on a page of the course: "
STYLE_OF_SHEETS = "sheet.css"
NOT_MOVED = {".doctrees", ".buildinfo", "search.html", "objects.inv", "_sources"}
NOT_SHIPPED = ("*.map", "vendor", "webpack-macros.html")  # nothing of it is shown
QUESTION_SCRIPT = "without_kernel.js"
WITH_QUESTIONS = ("lessons/", "exercises/")
NO_JEKYLL = ".nojekyll"  # on GitHub's pages folders whose names begin with _ are left out otherwise
LINK_TO_MARKDOWN = re.compile(r'\bhref="([\w/]+)\.md')
WAY_BACK = """<style>@media print { .way-back { display: none } }
@media screen { main { overflow-x: auto } }
@media screen and (prefers-color-scheme: dark) {
:root { color-scheme: dark } body { background: #14171b; color: #e6e8eb } a { color: #9dbcff }
thead th { background: #2a2f37 } main * { border-color: #7d8590 !important }
svg { background: #fff }
}</style>
<nav class="way-back" aria-label="Where this is"><a href="../index.html">Briefing Room</a> › \
<a href="index.html">The teacher's kit</a></nav>"""
ABOUT_COURSE = (
    "{number} lessons as Jupyter notebooks, from the first sentence of a press conference to a "
    "press conference of your own. Here they can be read as they were run, with all charts and "
    "tables. Every id leads to its page."
)
BESIDE_LESSONS = {
    "../exercises/index.html": ("Exercises", "a set for each lesson, as students get them"),
    "../teaching/index.html": ("The teacher's kit", "plans, courses, debates, grading"),
    "../about/data_card.html": ("The data card", "what the tables hold, and how they came about"),
    "../about/glossary.html": ("Glossary", "the policy terms, with their Chinese"),
    "../api/index.html": ("The functions of the library", "every name, with an example"),
    "../about/contributing.html": ("Contributing", "where each thing lives, and how to change it"),
    "../course-search.html": ("Search the course", "works without a server, too"),
}


def build_lessons(into: Path, address: str = "") -> None:
    """Make the pages of the course and write them into the folder of the site.

    Parameters
    ----------
    into : the folder of the site.
    address : of the site in the web; these pages need none.

    Raises
    ------
    QuestionError : when Sphinx warns of something, such as a picture that is not there.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, made = Path(folder, "source"), Path(folder, "made")
        write_sources(source, into)
        run_sphinx(source, made)
        _move(made, into)
    for sheet in kit_sheets():
        text = sheet_of_kit(sheet)
        _write_source(into / sheet.address, text)
        _write_source(into / f"{sheet.name}.md", twin_of_page(text, sheet.address))
    shutil.copyfile(PROJECT / KIT / STYLE_OF_SHEETS, into / "teaching" / STYLE_OF_SHEETS)
    (into / "assets").mkdir(exist_ok=True)
    shutil.copyfile(ASSETS / QUESTION_SCRIPT, into / "assets" / QUESTION_SCRIPT)
    (into / NO_JEKYLL).write_bytes(b"")


# --- what Sphinx is given


def write_sources(source: Path, into: Path) -> None:
    """Write the files that Sphinx reads.

    Parameters
    ----------
    source : the folder for these files, which is made.
    into : the folder of the site; the pictures of notebooks are written there at once, and the
        twins of their pages.
    """
    import nbformat

    for name in ("lessons", "exercises", "teaching", "about", "api"):
        (source / name).mkdir(parents=True)
    for page in [*lesson_pages(), *exercise_pages()]:
        folder = into / Path(page.name).parent
        notebook = notebook_on_site(page, folder)
        _write_source(into / f"{page.name}.md", twin_of_notebook(notebook, page))
        say_how_to_run(notebook, page)
        nbformat.write(notebook, source / f"{page.name}.ipynb")
    for page in written_pages():
        text = page.path.read_text(encoding="utf-8")
        _write_source(source / f"{page.name}.md", with_course_links(text, page) + _list_below(page))
    for name, text in api_texts():
        _write_source(source / "api" / name, text)
    _write_source(source / "lessons" / "index.md", course_text())
    _write_source(source / "about" / "glossary.md", glossary_text())
    shutil.copytree(PROJECT / "notebooks" / "images", source / "lessons" / "images")


def _write_source(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def course_text() -> str:
    """The first page of the course, in Markdown."""
    lessons = lesson_pages()
    parts = [
        "# Lessons",
        ABOUT_COURSE.format(number=len(lessons)),
        _cards({f"{page.path.stem}.html": _title_and_question(page) for page in lessons}),
        "## Beside the lessons",
        _cards(BESIDE_LESSONS),
        _toctree("Lessons", [page.name for page in lessons]),
        _toctree("To practise and to teach", ["exercises/index", "teaching/index"]),
        _toctree(
            "About the project",
            ["about/data_card", "about/glossary", "about/code_book", "about/changes"],
        ),
        _toctree("The library", ["api/index", "about/contributing", "about/security"]),
    ]
    return "\n\n".join(parts) + "\n"


def _title_and_question(page: CoursePage) -> tuple[str, str]:
    import nbformat

    first = nbformat.read(page.path, as_version=4).cells[0].source
    return f"{page.path.stem[:2]} {title_of_lesson(page.path)}", opening_words(first)


def _cards(cards: dict[str, tuple[str, str]]) -> str:
    items = (
        f'<li><a href="{address}">{escape(title)}</a><p>{escape(words)}</p></li>'
        for address, (title, words) in cards.items()
    )
    return f'<ul class="cards">{"".join(items)}</ul>'


def _toctree(caption: str, names: list[str]) -> str:
    listed = "\n".join(f"/{name}" for name in names)
    titled = f":caption: {caption}\n" if caption else ""
    return f"```{{toctree}}\n:hidden:\n{titled}\n{listed}\n```"


def _list_below(page: CoursePage) -> str:
    """What a page is to list that stands at the head of others."""
    if page.name == "exercises/index":
        sets = exercise_pages()
        cards = {f"{each.path.stem}.html": (title_of_lesson(each.path), "") for each in sets}
        named = [each.name for each in sets]
        return f"\n\n## The sets\n\n{_cards(cards)}\n\n{_toctree('', named)}\n"
    if page.name == "teaching/index":
        others = [each.name for each in written_pages() if each.name.startswith("teaching/")]
        return f"\n\n{_toctree('', [name for name in others if name != page.name])}\n"
    return ""


def glossary_text() -> str:
    """The glossary in Markdown: every term with its Chinese, as a link to its page."""
    terms = read_table("glossary")
    lines = ["# Glossary", "", GLOSSARY, "", "| Term | Chinese | Meaning |", "|---|---|---|"]
    for row in terms.itertuples():
        address = address_of_known(Known("term", row.term))
        chinese = f"{row.hanzi} *{row.pinyin}*" if row.hanzi else ""
        lines.append(f"| [{row.term}](../{address}) | {chinese} | {row.meaning} |")
    return "\n".join(lines) + "\n"


# --- what Sphinx makes


def run_sphinx(source: Path, made: Path) -> None:
    """Make the pages."""
    from sphinx.application import Sphinx
    from sphinx.util.docutils import docutils_namespace

    warnings = io.StringIO()
    with docutils_namespace():
        app = Sphinx(
            source,
            None,
            made,
            made / ".doctrees",
            "html",
            confoverrides=sphinx_settings(),
            status=None,
            warning=warnings,
            freshenv=True,
            parallel=os.cpu_count() or 1,
        )
        app.connect("autodoc-process-docstring", _read_docstring)
        app.connect("html-page-context", put_into_site)
        app.build(force_all=True)
    if warnings.getvalue():
        raise QuestionError(WARNING + warnings.getvalue().strip())


def _read_docstring(
    app: Any, what: str, name: str, value: Any, options: Any, lines: list[str]
) -> None:
    lines[:] = for_sphinx(lines)


def put_into_site(
    app: Any, name: str, template: str, context: dict[str, Any], doctree: Any
) -> None:
    """Tell the template what stands around the page, and put links into its content."""
    up = "../" * name.count("/")
    frame = frame_of_site(up, tuple(menu_of_site()))
    context.update(
        site_up=up,
        site_loaded=frame.loaded,
        site_header=frame.header,
        site_footer=frame.footer,
        site_description=context.get("title", ""),
        site_questions=QUESTION_SCRIPT if name.startswith(WITH_QUESTIONS) else "",
        site_twin="" if name == SEARCH else f"{name.rpartition('/')[2]}.md",
    )
    if context.get("body"):
        context["body"] = page_of_course(context["body"], up)
        if name not in names_of_notebooks():
            _write_source(Path(app.outdir, f"{name}.md"), twin_of_content(context["body"], name))


@cache
def names_of_notebooks() -> set[str]:
    """The pages that are notebooks, by where they lie in the site.

    >>> "lessons/00_start_here" in names_of_notebooks()
    True
    """
    return {page.name for page in [*lesson_pages(), *exercise_pages()]}


def _move(made: Path, into: Path) -> None:
    for path in sorted(made.iterdir()):
        if path.name in NOT_MOVED:
            continue
        if path.is_dir():
            left_out = shutil.ignore_patterns(*NOT_SHIPPED)
            shutil.copytree(path, into / path.name, ignore=left_out, dirs_exist_ok=True)
        else:
            shutil.copyfile(path, into / path.name)


# --- sheets to print


def sheet_of_kit(sheet: CoursePage) -> str:
    """A sheet of the teacher's kit with the way back to the site, which is not printed."""
    text = sheet.path.read_text(encoding="utf-8")
    text = LINK_TO_MARKDOWN.sub(r'href="\1.html', text)
    if text.count("<main>") != 1:
        raise QuestionError(f"{sheet.source} has not one <main>, before which the way back stands.")
    text = text.replace("</head>", f"{link_to_twin(sheet.name)}\n</head>")
    return text.replace("<main>", f'{WAY_BACK}\n<main tabindex="0">')
