"""The pages of the teacher's kit that are printed or read aloud say what the data say.

The run sheet follows the course of ninety minutes, the lecture repeats the rows that it names, the
word list has the words of the lessons and the Chinese of the glossary, the cards and the rubric
are whole, and the sheets fit on the paper that they promise.
"""

import json
import os
import re
import shutil

import pytest
from printed import PrintedPage

import briefingroom as br
from briefingroom.corpus.tables import HOME

KIT = HOME.parent / "exercises" / "teaching"
LESSONS = {path.stem[:2]: path for path in (HOME.parent / "notebooks").glob("[0-9][0-9]_*.ipynb")}
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
SHEETS = {"run_sheet": 1, "ninety_minutes": 3, "word_list": 2, "debates": 3, "observation_sheet": 2}
ROLES = ("Chair", "Ministry", "Foreign outlets", "Domestic outlets", "Statisticians", "Fact desk")
SHARED_STYLE = '<link rel="stylesheet" href="sheet.css">'
OWN_STYLE = {"ninety_minutes"}  # the students' sheet has larger letters
each_sheet = pytest.mark.parametrize("name", SHEETS)


def page(name):
    return (KIT / name).read_text(encoding="utf-8")


def of_lesson(number, kind):
    found = json.loads(LESSONS[number].read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in found if cell["cell_type"] == kind)


def printed(name):
    return PrintedPage(page(f"{name}.html"))


# The run sheet


def minutes_of_the_course():
    course = page("courses.md").split("## Ninety minutes")[1].split("\n## ")[0]
    return re.findall(r"^\| (\d+-\d+) \|", course, re.M)


def test_the_run_sheet_has_the_minutes_of_the_course():
    head, *rows = printed("run_sheet").rows
    assert head == ["Minute", "I do", "They do", "On screen", "If it breaks"]
    assert [row[0] for row in rows] == minutes_of_the_course()
    assert all(all(row) for row in rows)


def test_what_is_on_screen_is_in_the_lesson():
    for row in printed("run_sheet").rows[1:]:
        number = re.match(r"\d\d", row[3])
        if not number:
            continue
        for name in re.findall(r'(?:br\.\w+\("[^)…]+\)|wan = 5_200)', row[3]):
            assert name in of_lesson(number[0], "code"), name
    named = re.findall(r'<td>(?:<span class="place">)?(\d\d)\b(.*?)</td>', page("run_sheet.html"))
    assert len(named) == 7
    for number, rest in named:
        for heading in re.findall(r"<i>(.+?)</i>", rest):
            assert f"## {heading}\n" in of_lesson(number, "markdown"), heading


def test_what_the_run_sheet_leaves_out_are_its_own_minutes():
    starts, ends = zip(*(span.split("-") for span in minutes_of_the_course()), strict=True)
    for place in re.findall(r'class="place">([^<]+)<', page("run_sheet.html")):
        if place in LESSONS:
            continue
        assert place in starts or (place.split("-")[0] in starts and place.split("-")[1] in ends)


# The lecture


def day_of(row):
    """A day as the lecture writes it, with the last day of what took several."""
    first, last = row.date, row.end_date
    if last != last:
        return f"{first.day} {first:%B %Y}"
    return f"{first.day} to {last.day} {last:%B %Y}"


def test_each_dated_line_of_the_lecture_is_its_row():
    context = br.context().set_index("context")
    lines = re.findall(r"^- (.+?): (.+) \(`(x\d+)`\)$", page("lecture.md"), re.M)
    assert len(lines) == len(re.findall(r"`x\d+`", page("lecture.md"))) >= 30
    for day, what, id in lines:
        assert (day, what) == (day_of(context.loc[id]), context.what[id]), id


def test_each_reading_of_the_lecture_is_its_row():
    readings = br.further_reading().set_index("reading")
    lines = re.findall(
        r"^- (.+?)(?: \((\d{4})\))?: \*(.+?)\*\. (.+) \(`(w\d+)`\)$", page("lecture.md"), re.M
    )
    assert len(lines) == len(re.findall(r"`w\d+`", page("lecture.md"))) >= 12
    for author, year, title, argues, id in lines:
        row = readings.loc[id]
        said = (row.author, "" if row.year != row.year else str(int(row.year)), row.title)
        assert (author, year, title) == said, id
        assert argues == row.argues, id


def test_no_day_stands_in_the_lecture_without_an_id():
    months = "January|February|March|April|May|June|July|August|September|October|November|December"
    for line in page("lecture.md").split("\n"):
        if re.search(rf"\d (?:{months}) \d{{4}}", line):
            assert re.search(r"`x\d+`", line), line


def test_each_term_of_the_lecture_is_that_of_the_glossary():
    glossary = br.glossary().set_index("term")
    lines = re.findall(
        r"^- (.+) \(([^\\,()\n]+)(\\\*)?, \*(.+?)\*\): (.+)$", page("lecture.md"), re.M
    )
    assert len(lines) >= 15
    for term, hanzi, star, pinyin, meaning in lines:
        row = glossary.loc[term]
        assert (hanzi, pinyin) == (row.hanzi, row.pinyin), term
        assert meaning.lower() == row.meaning.lower(), term
        assert bool(star) == row.basis.startswith("not confirmed"), term


def test_the_parts_of_the_lecture_make_an_hour_and_are_there():
    parts = re.findall(r"^\| (\d\. .+?) \| (\d+) \|", page("lecture.md"), re.M)
    assert sum(int(minutes) for _, minutes in parts) == 60
    assert "Sixty minutes in seven parts" in page("lecture.md")
    assert [part for part, _ in parts] == re.findall(r"^## (.+)$", page("lecture.md"), re.M)


# The word list


def test_each_word_of_the_list_is_in_its_lesson():
    for word, _, lesson, _ in (row for row in printed("word_list").rows if row[2] in LESSONS):
        text = of_lesson(lesson, "markdown").lower()
        for name in word.split(", "):
            assert name in text, (name, lesson)


def test_the_chinese_of_the_list_is_that_of_the_glossary():
    glossary = br.glossary().set_index("term")
    rows = [row for row in printed("word_list").rows if row[3] in LESSONS]
    assert len(rows) >= 20
    for term, chinese, meaning, lesson in rows:
        row = glossary.loc[term]
        star = "*" if row.basis.startswith("not confirmed") else ""
        assert chinese == f"{row.hanzi}{star} {row.pinyin}", term
        assert row.meaning.startswith(meaning), term
        text = (of_lesson(lesson, "markdown") + of_lesson(lesson, "code")).lower()
        assert any(name.lower() in text for name in (term, row.hanzi, *row.variants)), term


# The debates


def test_a_role_has_its_task_and_a_card_in_both_debates():
    cards = re.findall(
        r'<section class="card"><h3>(.+?)</h3><p class="small">(.+?)</p><p>(.+?)</p></section>',
        page("debates.html"),
    )
    assert [role for role, _, _ in cards] == [*ROLES, *ROLES]
    tasks = {row[0]: row[1] for row in printed("debates").rows if row[0] in ROLES}
    assert all(task == tasks[role] for role, task, _ in cards)
    assert all("<code>" in evidence for _, _, evidence in cards)
    assert len(ROLES) * 5 == 30


def test_the_minutes_of_a_debate_follow_each_other():
    spans = re.findall(r'class="place">(\d+)-(\d+)<', page("debates.html"))
    assert [end for _, end in spans] == [*(start for start, _ in spans[1:]), "50"]
    assert spans[0][0] == "0"


def test_the_motions_are_those_of_the_lessons():
    motions = re.findall(r"Motion: “(.+?)”", page("debates.html"))
    assert len(motions) == 2
    for motion, lesson in zip(motions, ("10", "13"), strict=True):
        assert motion in of_lesson(lesson, "markdown")


def test_the_rubric_has_three_criteria_with_four_levels_and_examples():
    rubric = page("debates.html").split("A rubric for discussion")[1]
    rows = re.findall(r'<tr><th scope="row">(.+?)</th>(.+?)</tr>', rubric)
    assert [name for name, _ in rows] == ["Evidence", "Numbers", "Listening and fairness"]
    for name, cells in rows:
        levels = re.findall(r"<td>(.+?)</td>", cells)
        assert len(levels) == 4, name
        assert all(re.search(r"“.+”$", level) for level in levels), name


# The pilot


def test_what_is_to_be_noted_has_its_place_on_the_sheet_and_in_the_report():
    noted = page("pilot.md").split("## What to note")[1].split("## How to report")
    for name in ("Minutes", "Stuck", "Predictions", "Words", "Left out", "Surprise"):
        assert f"**{name}" in noted[1], name
    sheet = "".join(printed("observation_sheet").pieces)
    for name in ("Planned", "Real", "Stuck", "Predictions", "Words", "Left out", "nobody foresaw"):
        assert name in sheet, name
    assert "name" not in re.findall(r"<span>(.+?)</span>", page("observation_sheet.html"))
    assert "No names, no faces, no voices, no recordings" in noted[0]


# On paper


@each_sheet
def test_a_sheet_is_whole_black_on_white_and_needs_no_network(name):
    source = page(f"{name}.html").replace(SHARED_STYLE, page("sheet.css"))
    assert not re.search(r"https?:|<script|@import|url\(|<link|<img", source)
    assert '<html lang="en">' in source
    assert printed(name).open == []
    style = re.search(r"<style>(.*)</style>", source, re.S)[1]
    style += page("sheet.css") if SHARED_STYLE in page(f"{name}.html") else ""
    assert set(re.findall(r"#[0-9a-f]{3,6}\b", style)) <= {
        "#000",
        "#fff",
        "#444",
        "#666",
        "#e8e8e8",
    }
    assert "<th>" not in source


def test_what_the_styles_of_the_sheets_share_stands_in_one_file():
    shared = set(page("sheet.css").splitlines())
    assert len(shared) >= 18
    for name in set(SHEETS) - OWN_STYLE:
        source = page(f"{name}.html")
        assert source.count(SHARED_STYLE) == 1
        assert source.index(SHARED_STYLE) < source.index("<style>"), "its own rules come last"
        own = re.search(r"<style>\n(.*)</style>", source, re.S)[1].splitlines()
        assert not shared & set(own), name


@each_sheet
def test_the_readme_says_how_many_pages_a_sheet_has(name):
    numbers = {1: "one page", 2: "two pages", 3: "three pages"}
    row = next(line for line in page("README.md").split("\n") if f"({name}.html)" in line)
    assert numbers[SHEETS[name]] in row


@pytest.fixture(scope="module")
def browser():
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found and os.environ.get("CI") == "true":
        pytest.fail("Chromium was not found", pytrace=False)
    if not found:
        pytest.skip("Chromium was not found")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as play:
        browser = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield browser
        browser.close()


@each_sheet
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_sheet_fits_its_paper(browser, name, paper, tmp_path):
    printed = tmp_path / "printed.pdf"
    sheet = browser.new_page()
    sheet.goto((KIT / f"{name}.html").as_uri())
    sheet.add_style_tag(content=f"@page {{ size: {paper} }}")
    sheet.pdf(path=printed, prefer_css_page_size=True)
    sheet.close()
    assert len(re.findall(rb"/Type\s*/Page\b", printed.read_bytes())) == SHEETS[name]
