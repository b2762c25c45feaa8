"""The course on the website: all of it is there, nothing that is not to be read, nothing lost."""

import inspect
import json
import re
from html import unescape
from itertools import pairwise
from pathlib import Path
from posixpath import normpath

import pytest
from bs4 import BeautifulSoup

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.errors import QuestionError
from briefingroom.site import notebook_pages
from briefingroom.site.addresses import address_if_known
from briefingroom.site.course_html import page_of_course
from briefingroom.site.lesson_uses import lessons_by_address
from briefingroom.site.lessons import build_lessons, run_sphinx
from briefingroom.site.linking import IN_TEXT
from briefingroom.site.notebook_pages import how_to_run

PROJECT = HOME.parent
LESSONS = sorted(path.stem for path in (PROJECT / "notebooks").glob("*.ipynb"))
SETS = sorted(path.stem for path in (PROJECT / "exercises").glob("*.ipynb"))
KIT = PROJECT / "exercises" / "teaching"
FOLDERS = ("lessons", "exercises", "teaching", "about", "api")
LOADED = ("script[src]", "img[src]", "link[rel=stylesheet]", "iframe", "source", "video", "audio")
OUTSIDE = re.compile(r"(?:https?:)?//")
LONG_LINE = 20  # characters, so that it is nobody else's line by chance


def cells_of(path: Path) -> list[dict]:
    return json.loads(path.read_text(encoding="utf-8"))["cells"]


def source_of(cell: dict) -> str:
    return "".join(cell["source"])


@pytest.fixture(scope="module")
def course(small_site):
    """Every page of the course by its address, as a parser reads it."""
    paths = [path for name in FOLDERS for path in sorted((small_site.folder / name).glob("*.html"))]
    return {
        path.relative_to(small_site.folder).as_posix(): BeautifulSoup(
            path.read_text(encoding="utf-8"), "html.parser"
        )
        for path in paths
    }


@pytest.fixture(scope="module")
def made_by_sphinx(course):
    """Those pages of the course that are no sheet to print."""
    sheets = {f"teaching/{path.name}" for path in KIT.glob("*.html")}
    return {address: page for address, page in course.items() if address not in sheets}


# --- what is there


def test_every_lesson_and_every_exercise_has_its_page(course):
    assert (len(LESSONS), len(SETS)) == (16, 18)
    assert {f"lessons/{name}.html" for name in LESSONS} < course.keys()
    assert {f"exercises/{name}.html" for name in SETS} < course.keys()


def test_every_page_of_the_kit_is_there(course):
    written = {path.stem for path in KIT.glob("*.md")} - {"README"}
    sheets = {path.stem for path in KIT.glob("*.html")}
    assert len(sheets) == 5
    names = {address for address in course if address.startswith("teaching/")}
    assert names == {f"teaching/{name}.html" for name in {*written, *sheets, "index"}}


def test_data_card_glossary_and_contributing_are_there(course):
    titles = {address: page.h1.get_text() for address, page in course.items() if page.h1}
    assert titles["about/data_card.html"] == "Data card"
    assert titles["about/contributing.html"] == "Contributing"
    rows = course["about/glossary.html"].table.find_all("tr")
    assert len(rows) == 1 + len(br.glossary())


def test_the_words_of_every_lesson_are_on_its_page(course):
    for name in LESSONS:
        shown = " ".join(course[f"lessons/{name}.html"].article.get_text().split())
        for cell in cells_of(PROJECT / "notebooks" / f"{name}.ipynb"):
            if cell["cell_type"] == "code":
                for line in source_of(cell).splitlines():
                    assert " ".join(line.split()) in shown, (name, line)


@pytest.mark.parametrize("name", br.__all__)
def test_every_public_name_has_its_words_and_its_example(name, course):
    room = br.home_of(name).partition(".")[0]
    page = course[f"api/{room}.html"]
    entry = page.find(id=f"briefingroom.{name}")
    assert entry is not None
    said = " ".join(entry.parent.get_text().split())
    value = getattr(br, name)
    if not callable(value):
        return
    text = inspect.getdoc(value)
    first = re.sub(r"[`*]", "", " ".join(text.partition("\n\n")[0].split()))
    assert first in said
    examples = [line for line in text.splitlines() if line.startswith(">>> ")]
    shown = "\n".join(each.get_text() for each in entry.parent.find_all("pre"))
    assert [line for line in examples if line not in shown] == []


# --- what is not there


def test_no_solution_is_on_a_page(course):
    """No line that only the solved notebook has is on the page of its set."""
    found, looked_for = [], 0
    for name in SETS:
        solved = cells_of(PROJECT / "exercises" / "solutions" / f"{name}.ipynb")
        given = "\n".join(map(source_of, cells_of(PROJECT / "exercises" / f"{name}.ipynb")))
        lines = {
            line.strip()
            for cell in solved
            for line in source_of(cell).splitlines()
            if len(line.strip()) >= LONG_LINE and line.strip() not in given
        }
        looked_for += len(lines)
        shown = course[f"exercises/{name}.html"].get_text()
        found += [(name, line) for line in lines if line in shown]
    assert looked_for > 100
    assert found == []


def test_neither_solutions_nor_the_test_for_a_class_are_in_the_site(small_site):
    names = {
        path.relative_to(small_site.folder).as_posix() for path in small_site.folder.rglob("*")
    }
    assert [
        name for name in names if re.search(r"solution|short_test|form_[AB]|key\.html", name)
    ] == []


def test_nothing_is_loaded_from_elsewhere(course, small_site):
    for address, page in course.items():
        for each in page.select(", ".join(LOADED)):
            assert not OUTSIDE.match(each.get("src") or each.get("href") or ""), (address, each)
        for style in page.find_all("style"):
            assert not re.search(r"url\([\"']?(?:https?:)?//", style.get_text()), address
    for sheet in (small_site.folder / "_static").rglob("*.css"):
        assert not re.search(r"url\([\"']?(?:https?:)?//", sheet.read_text(encoding="utf-8")), sheet


# --- links


def test_every_place_in_a_page_that_is_linked_is_there(course):
    ids = {
        address: {each["id"] for each in page.find_all(id=True)} for address, page in course.items()
    }
    broken = []
    for address, page in course.items():
        for link in page.find_all("a", href=re.compile("#.")):
            path, _, place = link["href"].partition("#")
            folder = address.rpartition("/")[0]
            target = normpath(f"{folder}/{path}") if path else address
            if target in ids and place not in ids[target]:
                broken.append((address, link["href"]))
    assert broken == []


def test_an_id_in_the_text_of_a_lesson_is_a_link(course):
    linked = 0
    for name in LESSONS:
        for code in course[f"lessons/{name}.html"].article.select("p code, li code, td code"):
            text = code.get_text()
            address = address_if_known(text) if IN_TEXT.fullmatch(text) else ""
            if address:
                assert code.find("a")["href"] == f"../{address}", (name, code)
                linked += 1
    assert linked > 100


def test_an_id_in_a_table_or_an_answer_is_a_link_and_in_code_is_none():
    def highlighted(kind, text):
        return f'<div class="highlight-{kind} notranslate"><pre>{text}</pre></div>'

    link = '<a class="id" href="../discrepancy/d02.html">d02</a>'
    assert page_of_course(highlighted("myst-ansi", "d02"), "../") == highlighted("myst-ansi", link)
    assert page_of_course(highlighted("ipython3", "d02"), "../") == highlighted("ipython3", "d02")
    assert link in page_of_course("<table><tr><td>d02</td></tr></table>", "../")
    once = '<p><a href="x.html">see d02</a> <img alt="d02"> d02x</p>'
    assert page_of_course(once, "../") == once


def test_files_that_are_no_pages_are_named_and_not_linked(course):
    kit = course["teaching/index.html"]
    assert kit.find("a", href=re.compile(r"goals\.toml")) is None
    assert "exercises/teaching/goals.toml" in kit.get_text()


def test_the_page_of_an_id_leads_to_its_lessons(small_site):
    spoken_of = {
        address: pages
        for address, pages in lessons_by_address().items()
        if (small_site.folder / address).exists() and 0 < len(pages) <= 4
    }
    assert len(spoken_of) > 2
    for address, pages in spoken_of.items():
        links = {link["href"] for link in small_site.page(address).select("aside a")}
        assert {f"../{page.address}" for page in pages} <= links


# --- pictures and tables


def test_every_picture_says_what_it_shows(course):
    silent = [
        (address, picture["src"])
        for address, page in course.items()
        for picture in page.find_all("img")
        if len(picture.get("alt", "")) < 10
    ]
    assert silent == []


def test_the_charts_of_a_lesson_keep_their_words(course, small_site):
    charts = 0
    for name in LESSONS:
        shown = course[f"lessons/{name}.html"].find_all("img")
        alts = [picture["alt"] for picture in shown]
        for cell in cells_of(PROJECT / "notebooks" / f"{name}.ipynb"):
            for output in cell.get("outputs", []):
                html = "".join(output.get("data", {}).get("text/html", ""))
                for alt in re.findall(r'<img alt="([^"]*)"', html):
                    assert unescape(alt) in alts, name
                    charts += 1
        for picture in shown:
            assert (small_site.folder / "lessons" / picture["src"]).is_file()
    assert charts > 60


def test_the_pictures_of_the_exercises_lie_in_files(course, small_site):
    for name in SETS:
        examples = course[f"exercises/{name}.html"].article.find_all("img")
        assert examples
        for picture in examples:
            assert picture["src"].startswith("pictures/")
            assert (small_site.folder / "exercises" / picture["src"]).read_bytes()[:4] == b"\x89PNG"


def test_every_table_scrolls_by_itself_and_says_what_it_is(made_by_sphinx):
    tables = [table for page in made_by_sphinx.values() for table in page.article.find_all("table")]
    assert len(tables) > 100
    for table in tables:
        region = table.parent
        assert (region["role"], region["tabindex"]) == ("region", "0")
        assert region["aria-label"].startswith("Table ")


def test_the_views_under_the_widgets_stand_open(course):
    views = [
        view for name in LESSONS for view in course[f"lessons/{name}.html"].select(".br-static")
    ]
    assert len(views) > 10
    assert all(view.has_attr("open") for view in views)


def test_chinese_says_that_it_is_chinese(made_by_sphinx):
    for address, page in made_by_sphinx.items():
        for words in page.article.find_all(string=re.compile(r"[\u4e00-\u9fff]")):
            assert words.find_parent(lang="zh") or words.parent.name in ("option", "script"), (
                address,
                words,
            )


def test_no_heading_of_a_notebook_leaves_out_a_step(course):
    """Also not those of the answers, which have a level of their own in JupyterLab."""
    in_answers = 0
    for address, page in course.items():
        if address.startswith(("lessons/", "exercises/")):
            found = page.article.find_all(re.compile(r"^h[1-6]$"))
            levels = [int(heading.name[1]) for heading in found]
            steps = [after - before for before, after in pairwise(levels)]
            assert max(steps, default=0) <= 1, (address, levels)
            in_answers += sum(heading.find_parent(class_="output") is not None for heading in found)
    assert in_answers > 10


# --- frame, search, running


def test_every_page_has_the_menu_of_the_site(made_by_sphinx):
    for address, page in made_by_sphinx.items():
        links = [link["href"] for link in page.select("header.top a")]
        assert "../index.html" in links, address
        assert "../claim/index.html" in links
        assert page.html["lang"] == "en"
        assert len(page.find_all("h1")) == 1, address


def test_the_search_without_a_server_knows_every_page_and_chinese(small_site):
    text = small_site.text("searchindex.js")
    index = json.loads(text[text.index("(") + 1 : text.rindex(")")])
    assert {f"lessons/{name}" for name in LESSONS} < set(index["docnames"])
    assert any("增加值" in word for word in index["terms"])
    search = small_site.page("course-search.html")
    assert search.find("input", attrs={"name": "q"})
    assert not (small_site.folder / "genindex.html").exists()


def test_without_a_repository_a_text_stands_in_the_place_of_the_link():
    source = "notebooks/00_start_here.ipynb"
    assert "href" not in how_to_run(source, "")
    assert "no address" in how_to_run(source, "")
    line = how_to_run(source, "someone/briefing-room")
    assert "mybinder.org/v2/gh/someone/briefing-room" in line
    colab = "colab.research.google.com/github/someone/briefing-room/blob/HEAD/"
    assert f'href="https://{colab}{source}">open it in Colab</a>' in line
    assert "%pip install &quot;git+https://github.com/someone/briefing-room&quot;" in line


def test_each_notebook_says_how_it_is_run(course, monkeypatch):
    for name in LESSONS:
        line = course[f"lessons/{name}.html"].select_one("p.run").get_text()
        assert f"notebooks/{name}.ipynb" in line
    assert notebook_pages.repository() == ""  # or else the lines above should have their links


def test_a_warning_of_sphinx_stops_the_build(tmp_path):
    lessons = tmp_path / "source" / "lessons"
    lessons.mkdir(parents=True)
    (lessons / "index.md").write_text("# A\n\n![b](not_there.png)\n", encoding="utf-8")
    with pytest.raises(QuestionError, match=r"not_there\.png"):
        run_sphinx(tmp_path / "source", tmp_path / "made")


@pytest.mark.release
def test_two_builds_of_the_course_are_equal(small_site, tmp_path):
    build_lessons(tmp_path)
    made = [path for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    assert len(made) > 150
    for path in made:
        twin = small_site.folder / path.relative_to(tmp_path)
        assert twin.read_bytes() == path.read_bytes(), path.name
