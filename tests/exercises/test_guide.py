"""The teaching guide says what the lessons and the data say.

A plan follows its notebook, minutes add up, and every file, cell, id and quotation that the guide
names is there. Its numbers are held by the files in tests/prose/teaching/.
"""

import json
import re
from functools import cache
from itertools import pairwise

import pytest
from lessons import CHANGE, WIDGETS
from printed import PrintedPage

import briefingroom as br
from briefingroom.corpus.tables import HOME

ROOT = HOME.parent
GUIDE = ROOT / "exercises" / "teaching"
PAGES = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted([*GUIDE.glob("*.md"), *GUIDE.glob("*.html")])
}
NOTEBOOKS = {
    path.stem[:2]: path for path in sorted((ROOT / "notebooks").glob("[0-9][0-9]_*.ipynb"))
}
PLANS = {
    part[:2]: part for part in re.split(r"^## (?=\d\d )", PAGES["lesson_plans.md"], flags=re.M)[1:]
}
PARTS = ("Aim", "Minutes", "Say", "Ask", "Stumbles", "Discussion", "Shorter", "Practice")
ID = r"\d{4}-\d\d-\d\d\.(?:c\d+|q\d+(?:\.a\d+)?|t\d+(?:\.p\d+(?:\.s\d+)?)?)"
ROW = r"[dgrwx]\d+"  # a discrepancy, a target, a reference, a reading, a row of the context
MARK = r"\*About (\d+) minutes so far\*"
WORDS_OF_PLANS = 3_700  # half of what fourteen plans had before
each_notebook = pytest.mark.parametrize("number", NOTEBOOKS)


@cache
def cells(path):
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    for cell in found:
        cell["source"] = "".join(cell["source"])
    return found


def text(path):
    return "\n\n".join(cell["source"] for cell in cells(path) if cell["cell_type"] == "markdown")


def code(path):
    return "\n".join(cell["source"] for cell in cells(path) if cell["cell_type"] == "code")


def time(number):
    """The minutes that the top block of a notebook says."""
    return int(re.search(r"^\| Time \| (\d+) minutes \|$", text(NOTEBOOKS[number]), re.M)[1])


def set_minutes(number):
    """The minutes that the title cell of an exercise set says."""
    return int(
        re.search(r"about (\d+) minutes", text(ROOT / "exercises" / NOTEBOOKS[number].name))[1]
    )


def marks(number):
    """How many minutes have gone at the first section, and at each mark inside a notebook."""
    later = re.findall(rf"^{MARK}$", text(NOTEBOOKS[number]), re.M)
    return [0, *map(int, later)]


def sections(number):
    """The first heading of a notebook, and that above each mark."""
    marked = re.findall(rf"^## (.+)\s+{MARK}$", text(NOTEBOOKS[number]), re.M)
    return [headings(number)[0], *(heading for heading, _ in marked)]


def part(number, name):
    """One part of a plan, as **Aim.** up to the next part."""
    return re.search(rf"^\*\*{name}\.\*\*(.*?)(?=^\*\*|\Z)", PLANS[number], re.M | re.S)[1].strip()


def rows(table):
    """The cells of each row of a Markdown table, without its head."""
    lines = [line for line in table.split("\n") if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def table_with(page, head):
    """The table of a page whose head begins so."""
    return re.search(rf"^\| {re.escape(head)}.*(?:\n\|.*)+", page, re.M)[0]


def headings(number):
    return re.findall(r"^## (.+)$", text(NOTEBOOKS[number]), re.M)


# The plans


def test_there_is_one_plan_for_each_notebook_under_its_title():
    assert list(PLANS) == list(NOTEBOOKS)
    for number, path in NOTEBOOKS.items():
        title = re.match(r"# (.+)", text(path))[1]
        assert PLANS[number].startswith(f"{number} {title}\n")


@each_notebook
def test_a_plan_has_all_its_parts_in_order(number):
    assert re.findall(r"^\*\*(.+?)\.\*\*", PLANS[number], re.M) == list(PARTS)
    assert all(part(number, name) for name in PARTS)


def test_the_plans_are_half_as_long_as_they_were():
    assert len(PAGES["lesson_plans.md"].split()) <= WORDS_OF_PLANS


@each_notebook
def test_the_minutes_of_a_plan_are_those_of_the_lesson_and_of_its_set(number):
    marked = ", ".join(map(str, marks(number)))
    assert part(number, "Minutes") == (
        f"{time(number)}: sections from {marked}; set {set_minutes(number)}."
    )
    assert marks(number) == sorted({0, *marks(number)})
    assert marks(number)[-1] < time(number)


@each_notebook
def test_a_plan_says_the_opening_aloud(number):
    assert re.fullmatch(r'"[^"]+[.?]"', part(number, "Say"))


def section_table():
    """When each section of each lesson begins, and how long it takes."""
    lines = ["| Lesson | From | Section | Minutes |", "|---|---|---|---|"]
    for number in NOTEBOOKS:
        ends = [*marks(number)[1:], time(number)]
        for start, section, end in zip(marks(number), sections(number), ends, strict=True):
            lines.append(f"| {number} | {start} | {section} | {end - start} |")
    return "\n".join(lines)


def test_the_table_of_sections_is_that_of_the_notebooks():
    assert section_table() in PAGES["appendix.md"], (
        "Replace the table in appendix.md by what section_table() gives."
    )


@each_notebook
def test_a_plan_links_its_set_and_the_solution(number):
    name = NOTEBOOKS[number].name
    assert f"(../{name}) (about {set_minutes(number)} minutes, 15 points)" in part(
        number, "Practice"
    )
    assert f"(../solutions/{name})" in part(number, "Practice")
    tasks = re.findall(
        r"^## Task (\d): (.+) \(\d+ points?\)$", text(ROOT / "exercises" / name), re.M
    )
    named = re.findall(r"task (\d)(?: in class)? \(\*(.+?)\*\)", part(number, "Practice"))
    assert named == [tasks[0], tasks[-1]]


@each_notebook
def test_a_plan_asks_two_to_four_questions_with_what_to_expect(number):
    asked = re.findall(r"^\d\. (.+)$", part(number, "Ask"), re.M)
    assert 2 <= len(asked) <= 4
    for question in asked:
        assert question.startswith("Before "), question
        assert re.search(r"[?.] \[[^\]]+\.\]$", question), question
        for name in re.findall(r"^Before (?:the cell with )?`(.+?)`", question):
            assert name.removesuffix("(...)") in code(NOTEBOOKS[number]), name


@each_notebook
def test_the_cell_or_part_where_students_stumble_is_in_the_notebook(number):
    found = part(number, "Stumbles").split("\n")
    assert len(found) >= 2
    for line in found:
        cell = re.match(r"- (?:Cell `(.+?)`|Section \*(.+?)\*): ", line)
        assert cell, line
        assert 'Say: "' in line, line
        if cell[1]:
            assert cell[1].removesuffix("(...)") in code(NOTEBOOKS[number]), line
        else:
            assert cell[2] in headings(number), line


@each_notebook
def test_a_discussion_has_two_or_three_positions_each_with_evidence(number):
    question, blank, *found = part(number, "Discussion").split("\n")
    assert question.endswith("?")
    assert blank == ""
    assert 2 <= len(found) <= 3
    evidence = rf"`(?:{ID}|{ROW})`(?: \(\"[^\"]+\"\))?"
    for position in found:
        assert re.fullmatch(rf"- [^`]+[.:] {evidence}(?:, {evidence})*", position), position


@each_notebook
def test_what_can_be_left_out_is_a_part_of_the_notebook(number):
    named = re.findall(r"(?<!\*)\*([^*\n]+)\*(?!\*)", part(number, "Shorter"))
    assert named
    assert set(named) <= set(headings(number))


# The courses


def test_the_ninety_minutes_follow_each_other_and_add_up():
    table = rows(table_with(PAGES["courses.md"], "Minutes | What happens | Notebook"))
    ends = [tuple(map(int, row[0].split("-"))) for row in table]
    assert ends[0][0] == 0
    assert ends[-1][1] == 90
    assert all(before[1] == after[0] for before, after in pairwise(ends))
    for _, _, where, _ in table:
        for number, rest in re.findall(r"(\d\d), (.+)", where):
            for heading in re.findall(r"\*(.+?)\*", rest):
                assert heading in headings(number), heading
            for cell in re.findall(r"`(.+?)`", rest):
                assert cell in code(NOTEBOOKS[number]), cell
    lost = {"The part of notebook 01 with its task": (27, 45), "the promise": (70, 78)}
    short = re.search(
        r"Leave out the part of notebook 01 with its task \((\d+) minutes\), "
        r"then the promise \((\d+) minutes\)",
        PAGES["courses.md"],
    )
    assert [int(minutes) for minutes in short.groups()] == [
        end - start for start, end in lost.values()
    ]


def test_a_meeting_of_the_four_weeks_has_ninety_minutes():
    assert (
        sum(
            int(row[0])
            for row in rows(table_with(PAGES["courses.md"], "Minutes | What happens |\n"))
        )
        == 90
    )


@pytest.mark.parametrize("heading, weeks", [("Four weeks", 4), ("A semester", 14)])
def test_the_minutes_of_a_course_are_those_of_its_lessons_and_sets(heading, weeks):
    course = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", PAGES["courses.md"], re.M | re.S)[1]
    table = rows(table_with(course, "Week | Lessons"))
    assert [int(row[0]) for row in table] == list(range(1, weeks + 1))
    totals = []
    for column, minutes in ((1, time), (2, set_minutes)):
        total = 0
        for row in table:
            if row[column] != "none":
                names, said = re.fullmatch(r"([\d, ]+) \((\d+)\)", row[column]).groups()
                total += int(said)
                assert int(said) == sum(minutes(number) for number in names.split(", ")), row
        totals.append(total)
    assert f"In all {totals[0]} minutes of lessons" in course
    assert f"{totals[1]} minutes of sets" in course


@pytest.mark.parametrize("heading", ["Ninety minutes", "Four weeks", "A semester"])
def test_a_course_says_for_whom_what_for_and_how_it_is_assessed(heading):
    course = re.search(rf"^## {heading}$(.*?)(?=^## |\Z)", PAGES["courses.md"], re.M | re.S)[1]
    for name in (
        "For whom.",
        "Aim.",
        "After it students can",
        "Preparation.",
        "When time is short.",
        "Assessment.",
    ):
        assert f"**{name}" in course, name


def test_the_assessment_adds_up():
    page = PAGES["courses.md"]
    assert "Sets 60 percent (six sets of 15 points, 90 points), the page 40 percent" in page
    assert 6 * 15 == 90
    assert 60 + 40 == 100
    assert (
        "Sets 40 percent (16 sets of 15 points are 240 points; the best ten count), "
        "project 30 percent (30 points), capstone 30 percent" in page
    )
    assert 40 + 30 + 30 == 100
    assert len(NOTEBOOKS) * 15 == 240
    assert sum(int(row[0]) for row in rows(table_with(page, "Points | What is looked for"))) == 30


def test_a_task_that_the_ninety_minutes_use_is_in_its_set():
    assert "the one figure in the answer (set 01, task 1)" in PAGES["courses.md"]
    assert "## Task 1: the one figure in the answer" in text(
        ROOT / "exercises" / NOTEBOOKS["01"].name
    )
    assert "about 85 minutes, 30 points" in text(ROOT / "exercises" / "capstone.ipynb")
    assert "(about 85 minutes, 30 points)" in PAGES["courses.md"]
    assert f"set 01 at home (about {set_minutes('01')} minutes" in PAGES["courses.md"]


# How long a lesson takes


def is_chart(data):
    """Whether an output is a figure or a static view with one; no guess beside its answer."""
    html, plain = ("".join(data.get(kind, "")) for kind in ("text/html", "text/plain"))
    is_figure = plain.startswith("<Figure") or "br-static" in html
    return is_figure and "data:image/png" in html


def estimate(number):
    """A second estimate of the minutes of a notebook, by counting: the row that appendix.md has
    to show.
    """
    path = NOTEBOOKS[number]
    prose = re.sub(r"```.*?```|`[^`]*`|<[^>]+>|\]\([^)]*\)", " ", text(path), flags=re.S)
    prose = "\n".join(line for line in prose.split("\n") if not line.startswith("|"))
    run = [cell for cell in cells(path) if cell["cell_type"] == "code"]
    words = len(re.findall(r"[A-Za-z0-9]\S*", prose))
    charts = sum(is_chart(output.get("data", {})) for cell in run for output in cell["outputs"])
    widgets = sum(bool(WIDGETS.search(cell["source"])) for cell in run)
    questions = text(path).count("<details><summary>Answer</summary>")
    guesses = sum("br.predict(" in cell["source"] for cell in run)
    changes = len(CHANGE.findall(text(path)))
    tasks = questions + guesses + changes
    minutes = round(words / 130 + len(run) * 20 / 60 + (charts + widgets) * 1.5 + tasks)
    return [
        words,
        len(run),
        charts,
        widgets,
        questions,
        guesses,
        changes,
        minutes,
        time(number),
        round(100 * (minutes - time(number)) / time(number)),
    ]


def timing_table():
    head = (
        "| Notebook | Words | Code cells | Charts | Widgets | Questions | Guesses | Changes "
        "| Estimate | Time in the notebook | Difference |\n"
    )
    lines = (
        "| {} | {:,} | {} | {} | {} | {} | {} | {} | {} | {} | {:+d} % |".format(
            number, *estimate(number)
        )
        for number in NOTEBOOKS
    )
    return head + "|---" * 11 + "|\n" + "\n".join(lines)


def test_the_table_of_minutes_is_that_of_the_notebooks():
    assert timing_table() in PAGES["appendix.md"], (
        "Replace the table in appendix.md by what timing_table() gives."
    )


def listed(things):
    """Things as a sentence lists them."""
    *others, last = map(str, things)
    return f"{', '.join(others)} and {last}" if others else last


def test_where_the_two_estimates_differ_by_more_than_a_quarter_the_guide_says_so():
    far = [number for number in NOTEBOOKS if abs(estimate(number)[-1]) > 25]
    assert far == ["00", "07", "15"]
    said = PAGES["appendix.md"].split("**Which to plan with.**")[1]
    assert f"Only in notebooks {listed(far)} do the two differ by more than a quarter" in said
    counted, stated = zip(*(estimate(number)[7:9] for number in far), strict=True)
    assert f"the count gives {listed(counted)} minutes, the notebooks {listed(stated)}" in said
    exchange = br.exchanges().set_index("exchange").loc["2022-06-14.q03"]
    assert f"{exchange.words_answer:,} words" in said
    longer = [number for number in NOTEBOOKS if estimate(number)[7] > time(number)]
    assert f"higher ({listed(longer)})" in said


def test_no_trial_is_claimed():
    assert "No class has tried these courses yet" in PAGES["courses.md"]
    assert "no class has tried them yet" in PAGES["lesson_plans.md"]
    assert "No real class has used this kit yet." in PAGES["README.md"]
    assert "No real class has used this kit yet." in PAGES["pilot.md"].split("\n\n")[1]


# What the guide names is there


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_a_page_names_is_there(page):
    links = re.findall(r"\]\(([^)\s]+)\)|(?:href|src)=\"([^\"]+)\"", PAGES[page])
    for link in (markdown or html for markdown, html in links):
        if link.startswith("https:"):
            continue
        name, _, anchor = link.partition("#")
        path = (GUIDE / name) if name else (GUIDE / page)
        assert path.exists(), link
        if anchor and path.suffix == ".md":
            titles = re.findall(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M)
            assert anchor in [
                re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles
            ], link
    for name in re.findall(r"`(briefings/[\w./]+)`", PAGES[page]):
        assert (ROOT / name).exists(), name


@cache
def known():
    tables = {
        "sentence": br.sentences(),
        "turn": br.turns(),
        "paragraph": br.paragraphs(),
        "claim": br.claims(),
        "exchange": br.exchanges(),
        "discrepancy": br.discrepancies(),
        "target": br.targets(),
        "reference": br.references(),
        "reading": br.further_reading(),
        "context": br.context(),
        "asked": br.asked(),
    }
    return {id for column, table in tables.items() for id in table[column]}


WITH_IDS = {"courses.md": 5, "lesson_plans.md": 5, "ninety_minutes.html": 5, "about_sources.md": 0}


@pytest.mark.parametrize("page", PAGES)
def test_every_id_exists(page):
    found = re.findall(rf"{ID}(?![\w.]*\w)|(?<=`){ROW}(?=`)", PAGES[page])
    assert len(found) > WITH_IDS.get(page, -1)
    for id in found:
        assert id in known(), id


@pytest.mark.parametrize("page", [page for page in PAGES if page.endswith(".md")])
def test_words_quoted_beside_an_id_stand_there(page):
    """As in `2023-03-01.t02.p9.s1` ("at a crucial juncture")."""
    texts = {**br.sentences().set_index("sentence").text, **br.claims().set_index("claim").quote}
    for id, words in re.findall(rf"`({ID})` \(\"([^\"]+)\"\)", PAGES[page]):
        assert words in texts[id], (id, words)


# The sheet


class Sheet(PrintedPage):
    """The sheet of the students, with its tags, and its quotations with their ids."""

    def __init__(self):
        self.tags, self.quotes = [], []
        super().__init__(PAGES["ninety_minutes.html"])

    def handle_starttag(self, tag, attributes):
        super().handle_starttag(tag, attributes)
        self.tags.append((tag, dict(attributes)))
        if tag == "blockquote":
            self.quotes.append(["", ""])

    def handle_data(self, data):
        super().handle_data(data)
        if "blockquote" in self.open:
            self.quotes[-1]["cite" in self.open] += data


def test_the_sheet_quotes_verbatim_with_speaker_and_id():
    sentences, turns = br.sentences().set_index("sentence"), br.turns().set_index("turn")
    quotes = Sheet().quotes
    assert len(quotes) == 7
    for words, source in quotes:
        speaker, id = re.match(rf"\s*(.+), ({ID})", source).groups()
        assert words.strip() == sentences.text[id], id
        assert speaker == turns.speaker[sentences.turn[id]], id


def test_the_sheet_lists_the_five_briefings_as_they_are():
    days = br.briefings().set_index("briefing")
    found = [row for row in Sheet().rows if row[0] in days.index and len(row) == 6]
    assert [row[0] for row in found] == list(days.index)
    for day, host, _, words, turns, questions in found:
        assert host.split()[0] == days.host[day].split()[0]
        assert [int(n.replace(",", "")) for n in (words, turns, questions)] == days.loc[
            day, ["words", "turns", "questions"]
        ].tolist()


def test_the_sheet_reads_the_two_figures_as_the_table_of_claims_does():
    claims = br.claims().set_index("claim").loc[["2023-04-20.c001", "2023-04-20.c002"]]
    assert (claims.sentence == "2023-04-20.t02.p3.s3").all()
    assert claims.unit.tolist() == ["percent", "percentage_point"]
    assert claims.bound.tolist() == [
        "exact",
        "exact",
    ]
    assert claims.kind.tolist() == ["growth", "change"]
    assert claims.period.tolist() == [
        "2023-Q1",
        "2023-Q1",
    ]
    assert claims.baseline.tolist() == ["yoy", "2022-Q4"]
    by_part = {row[0].split(":")[0]: row[1:3] for row in Sheet().rows}
    assert by_part["Unit"] == ["percent", "percentage points"]
    assert by_part["Bound"] == [
        "exact",
        "exact",
    ]
    assert by_part["Kind"] == ["growth", "change"]
    assert by_part["Period"] == ["first quarter of 2023"] * 2
    assert by_part["Baseline"] == [
        "the same quarter of the year before",
        "the fourth quarter of 2022",
    ]


def test_the_sheet_follows_the_promise_as_the_tables_do():
    claims = br.claims().set_index("claim")
    for day, said, claim in (row for row in Sheet().rows if len(row) == 3 and row[0] != "Said on"):
        assert (claims.briefing[claim], claims.quote[claim], claims.indicator[claim]) == (
            day,
            said,
            "little_giants",
        )
    promise = br.targets().set_index("target").loc["g10"]
    assert (promise.sentence, promise.due, promise.status, promise.outcome_claim) == (
        "2021-03-01.t27.p6.s3",
        "2024/2026",
        "on course",
        "2023-03-01.c048",
    )


def test_the_sheet_can_be_printed_and_read_without_network_and_script():
    page, sheet = PAGES["ninety_minutes.html"], Sheet()
    assert not re.search(r"https?:|<script|@import|url\(|<link|<img", page)
    assert "@page { size: A4" in page
    assert '<html lang="en">' in page
    assert sheet.open == []
    levels = [int(tag[1]) for tag, _ in sheet.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1
    assert set(levels[1:]) == {2}
    colours = set(re.findall(r"#[0-9a-f]{3,6}\b", re.search(r"<style>(.*)</style>", page, re.S)[1]))
    assert colours <= {"#000", "#fff", "#444", "#666", "#e8e8e8"}, "black, white and grey only"
    for tag, attributes in sheet.tags:
        assert tag != "svg" or (
            attributes["role"] == "img" and "<title" in page and "<desc" in page
        )
        assert tag != "th" or "scope" in attributes
