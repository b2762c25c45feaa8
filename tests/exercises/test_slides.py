"""Slides: every deck is built from its lesson, plan and sheet, and no answer comes too early.

`tests/browser/test_slides_in_browser.py` opens them.
"""

import base64
import hashlib
import html
import io
import json
import re
import sys
from html.parser import HTMLParser
from itertools import pairwise
from types import SimpleNamespace

import pytest
from lessons import NOTEBOOKS, cells
from PIL import Image

from briefingroom.corpus.tables import HOME

ROOT = HOME.parent
TEACHING = ROOT / "exercises" / "teaching"
PLANS = re.split(r"^## (?=\d\d )", (TEACHING / "lesson_plans.md").read_text("utf-8"), flags=re.M)
PATHS = {path.stem[:2]: path for path in NOTEBOOKS}
LESSONS = list(PATHS)
NAMES = ["ninety_minutes", *(path.stem for path in PATHS.values())]
VOID = ("meta", "link", "img", "br")
each_lesson = pytest.mark.parametrize("number", LESSONS)
each_deck = pytest.mark.parametrize("name", NAMES)


class Page(HTMLParser):
    """A page as a browser reads it: its slides with what they show and their notes."""

    def __init__(self, text):
        super().__init__()
        self.open, self.slides, self.addresses, self.ended = [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        found = dict(attributes)
        if tag not in VOID:
            self.open.append((tag, found.get("class", "")))
        if tag == "section":
            self.slides.append({"kind": found["class"], "shown": "", "notes": "", "pictures": []})
        if tag == "img":
            self.slides[-1]["pictures"].append(found)
        self.addresses += [found[name] for name in ("src", "href") if name in found]

    def handle_endtag(self, tag):
        assert self.open.pop()[0] == tag

    def handle_data(self, data):
        if not self.open or not any(tag == "section" for tag, _ in self.open):
            return
        beside = any(name == "notes" for _, name in self.open)
        self.slides[-1]["notes" if beside else "shown"] += data


@pytest.fixture(scope="module")
def decks(kit):
    return {deck.name: deck for deck in kit.slides.all_decks()}


@pytest.fixture(scope="module")
def made(kit, decks, tmp_path_factory):
    """The folder with all decks."""
    folder = tmp_path_factory.mktemp("slides")
    kit.slides.write_decks(list(decks.values()), folder)
    return folder


@pytest.fixture(scope="module")
def pages(made):
    return {name: Page((made / f"{name}.html").read_text(encoding="utf-8")) for name in NAMES}


def words(text):
    """A text with one space between words, without marks of Markdown."""
    return " ".join(re.sub(r"[*`]|\]\([^)]*\)|\[", "", text).split())


def plan(number):
    return next(each for each in PLANS if each.startswith(f"{number} "))


def part_of_plan(number, name):
    return re.search(rf"^\*\*{name}\.\*\*(.*?)(?=^\*\*|\Z)", plan(number), re.M | re.S)[1].strip()


def asked_in_plan(number):
    """Code, question and expectation of each question of a plan."""
    return re.findall(r"^\d\. Before `(.+?)`: (.+) \[(.+)\]$", part_of_plan(number, "Ask"), re.M)


def shown_in(number):
    """What each cell of a lesson shows as HTML, by its id."""
    return {
        cell["id"]: "".join(
            "".join(each.get("data", {}).get("text/html", ())) for each in cell["outputs"]
        )
        for cell in cells(PATHS[number], "code")
    }


# --- the parts of a deck


def test_there_is_a_deck_for_the_ninety_minutes_and_for_each_lesson(decks, pages, made):
    assert list(decks) == NAMES
    listed = (made / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([^"]+)\.html"', listed) == NAMES


@each_lesson
def test_a_deck_has_its_parts_in_order(pages, number):
    kinds = [slide["kind"].split()[0] for slide in pages[PATHS[number].stem].slides]
    questions = len(asked_in_plan(number))
    middle = ["question", "answer"] * questions
    assert kinds == ["title", "first", *middle, "discussion", "end"]
    assert questions >= 2
    assert 6 <= len(kinds) <= 10


@each_lesson
def test_the_first_slides_are_the_first_screen_of_the_lesson(pages, number):
    opening = cells(PATHS[number])[0]["source"]
    title, first = pages[PATHS[number].stem].slides[:2]
    assert re.match(r"# (.+)", opening)[1] in title["shown"]
    shown = words(title["shown"]) + " " + words(first["shown"])
    for line in opening.split("\n"):
        for sentence in re.split(r"(?<=[.?!:]) ", words(line.lstrip("#> "))):
            assert sentence in shown, sentence


@each_lesson
def test_the_questions_are_those_of_the_plan_or_of_the_lesson(kit, decks, number):
    slides = [each for each in decks[PATHS[number].stem].slides if each.kind == "question"]
    taken = kit.decks.chosen()["lessons"][number]["asks"]
    html_of = shown_in(number)
    assert len(taken) == len(slides)
    for slide, said, (_, question, _) in zip(slides, taken, asked_in_plan(number), strict=True):
        if said.get("worded") == "lesson":
            question = re.search(r'data-question="([^"]*)"', html_of[said["guess"]])[1]
        assert slide.title.lower() == html.unescape(question).lower()


@each_lesson
def test_the_choices_are_those_of_the_lesson_and_one_is_right(kit, decks, number):
    slides = decks[PATHS[number].stem].slides
    asked = [pair for pair in pairwise(slides) if pair[0].kind == "question"]
    html_of = shown_in(number)
    for (question, answer), said in zip(
        asked, kit.decks.chosen()["lessons"][number]["asks"], strict=True
    ):
        known = re.search(r'data-known="([^"]*)"', html_of.get(said.get("guess"), ""))
        choices = json.loads(html.unescape(known[1])).get("choices", []) if known else []
        assert question.choices == choices
        assert question.right == ""
        if choices:
            veiled = re.search(r'data-answer="([^"]*)"', html_of[said["guess"]])[1]
            assert answer.right == json.loads(base64.b64decode(veiled))
            assert answer.right in choices


@each_lesson
def test_a_guess_belongs_to_the_cell_that_the_plan_names(kit, number):
    """No other guess stands between the two."""
    order = [cell["id"] for cell in cells(PATHS[number])]
    sources = {cell["id"]: cell["source"] for cell in cells(PATHS[number], "code")}
    guesses = [order.index(id) for id, source in sources.items() if "br.predict(" in source]
    asks = kit.decks.chosen()["lessons"][number]["asks"]
    for said, (code, _, _) in zip(asks, asked_in_plan(number), strict=True):
        if "guess" in said:
            here = order.index(next(id for id, source in sources.items() if code in source))
            guess = order.index(said["guess"])
            between = range(min(here, guess), max(here, guess) + 1)
            assert [each for each in guesses if each in between] == [guess], said


NUMBER_WORDS = {0: ("none", "not once"), 1: ("one",), 3: ("three",)}
OTHERWISE = {  # the plan says in other words what the lesson answers
    ("05", 0): lambda answer: answer > 25,  # more than a quarter
    ("09", 1): lambda answer: round(answer / 884.8, 1) == 2.7,  # 2.7 times as much
    ("11", 2): lambda answer: answer == "Ministry: nearly 3,000 apps named or removed by June 2022",
    ("12", 1): lambda answer: answer.startswith("fewer"),  # they fell
    ("14", 0): lambda answer: round(answer, 3) == round(4900 / 594, 3),  # 49 of 594
}


def is_said(answer, expected):
    """Whether the answer of a lesson stands in what the plan expects."""
    if isinstance(answer, dict):
        return True  # a line is described, not read out
    if isinstance(answer, str):
        found = re.findall(r"[\w.-]{3,}", answer.lower())
        return any(re.search(rf"\b{re.escape(word)}", expected.lower()) for word in found)
    numerals = [f"{abs(answer):,.{places}f}" for places in range(3)]
    forms = [*numerals, *NUMBER_WORDS.get(answer, ())]
    return any(re.search(rf"(?<![\w.]){re.escape(form)}\b", expected.lower()) for form in forms)


@each_lesson
def test_a_guess_has_the_answer_that_the_plan_expects(kit, number):
    html_of = shown_in(number)
    asks = kit.decks.chosen()["lessons"][number]["asks"]
    for place, (said, (_, _, expected)) in enumerate(zip(asks, asked_in_plan(number), strict=True)):
        if "guess" in said:
            veiled = re.search(r'data-answer="([^"]*)"', html_of[said["guess"]])[1]
            answer = json.loads(base64.b64decode(veiled))
            holds = OTHERWISE.get(
                (number, place), lambda each, words=expected: is_said(each, words)
            )
            assert holds(answer), (answer, expected)


# --- no answer before its question


@each_deck
def test_no_answer_stands_before_its_question(decks, pages, name):
    slides = decks[name].slides
    shown = [words(slide["shown"]) for slide in pages[name].slides]
    answers = [number for number, slide in enumerate(slides) if slide.kind == "answer"]
    assert answers
    for number in answers:
        assert slides[number - 1].kind in ("question", "asked")
        assert "✓" not in shown[number - 1]
        title = words(slides[number].title)
        before = [
            text
            for slide, text in zip(slides[:number], shown, strict=False)
            if words(slide.title) != title  # two questions may have one answer: three
        ]
        assert not any(re.search(rf"(?<!\w){re.escape(title)}", text) for text in before), title


@each_lesson
def test_the_picture_of_an_answer_comes_with_it_unless_the_lesson_opens_with_it(decks, number):
    slides = decks[PATHS[number].stem].slides
    first = slides[1].picture
    assert not any(slide.picture for slide in slides if slide.kind == "question")
    pictures = [each.picture for each in slides if each.kind == "answer" and each.picture]
    later = [picture for picture in pictures if picture != first]
    assert len(set(later)) == len(later)


@each_deck
def test_a_question_of_points_shows_only_what_is_given(decks, name):
    for question, answer in pairwise(decks[name].slides):
        if question.kind == "question" and question.points:
            assert any(value == "?" for _, value in question.points)
            full = dict(answer.points)
            assert "?" not in full.values()
            assert all(value in ("?", full.get(point, value)) for point, value in question.points)


def test_the_given_points_of_a_line_are_those_of_the_lesson(decks):
    slides = decks["00_start_here"].slides
    points = next(slide.points for slide in slides if slide.points)
    assert points == [("2020-10-23", "0.69"), ("2022-06-14", "?"), ("2023-03-31", "?")]


# --- notes, pictures, sources


@each_lesson
def test_the_notes_are_those_of_the_plan(pages, number):
    title, first, *middle, discussion, end = pages[PATHS[number].stem].slides
    assert words(part_of_plan(number, "Aim")) in words(title["notes"])
    assert words(part_of_plan(number, "Minutes")) in words(title["notes"])
    assert words(part_of_plan(number, "Shorter")) in words(title["notes"])
    assert words(part_of_plan(number, "Say")) in words(first["notes"])
    asked = zip(middle[::2], middle[1::2], asked_in_plan(number), strict=True)
    for question, answer, (code, _, expected) in asked:
        assert words(code) in words(question["notes"])
        assert words(expected) in words(question["notes"])
        assert words(expected) in words(answer["shown"])
    topic, *positions = part_of_plan(number, "Discussion").split("\n- ")
    assert words(topic) in words(discussion["shown"])
    assert all(words(position) in words(discussion["shown"]) for position in positions)
    stumbles = re.findall(r"^- (?:Cell `.+?`|Section .+?): (.+)$", plan(number), re.M)
    notes = " ".join(words(slide["notes"]) for slide in (*middle, discussion))
    assert all(words(stumble) in notes for stumble in stumbles)
    assert words(part_of_plan(number, "Practice")) in words(end["notes"])


@each_deck
def test_every_slide_has_notes_and_says_its_source(decks, pages, name):
    for slide, shown in zip(decks[name].slides, pages[name].slides, strict=True):
        assert len(shown["notes"].split()) >= 3
        assert slide.source.startswith("Briefing Room")
        assert slide.source in shown["shown"]


@each_deck
def test_every_picture_is_whole_sharp_and_described_as_in_the_lesson(pages, name):
    described = {
        html.unescape(alt)
        for number in PATHS
        for shown in shown_in(number).values()
        for alt in re.findall(r'<img alt="([^"]*)"', shown)
    }
    pictures = [picture for slide in pages[name].slides for picture in slide["pictures"]]
    for picture in pictures:
        kind, data = picture["src"].split(",", 1)
        assert kind == "data:image/png;base64"
        with Image.open(io.BytesIO(base64.b64decode(data))) as opened:
            opened.load()
            assert opened.width >= 1500
        assert picture["alt"] in described
        assert len(picture["alt"]) > 40


def test_most_decks_have_pictures(pages):
    without = [name for name in NAMES if not any(slide["pictures"] for slide in pages[name].slides)]
    assert without == ["15_bring_your_own_briefing"]  # its pictures are of an invented page


def test_the_size_of_a_picture_is_read_from_its_file(kit, decks):
    pictures = [slide.picture for slide in decks["03_reading_a_number"].slides if slide.picture]
    assert pictures
    for picture in pictures:
        with Image.open(io.BytesIO(base64.b64decode(picture.png))) as opened:
            assert picture.size == opened.size


@each_deck
def test_the_last_slide_says_where_next_the_licence_and_how_to_cite(pages, name):
    last = words(pages[name].slides[-1]["shown"])
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert re.search(r'^title: "(.+)"$', citation, re.M)[1] in last
    assert f"version {re.search(r'^version: (.+)$', citation, re.M)[1]}" in last
    assert "Where next" in last
    assert "CC BY 4.0" in last
    assert "belong to their publishers" in last
    if name != "ninety_minutes":
        assert f"exercises/{name}.ipynb" in last
        assert (ROOT / "exercises" / f"{name}.ipynb").exists()


# --- the ninety minutes


def rows_of_the_run_sheet():
    text = (TEACHING / "run_sheet.html").read_text(encoding="utf-8")
    found = re.findall(r'<tr><th scope="row" class="place">(.+?)</th>(.+?)</tr>', text)
    cells_of = [re.findall(r"<td>(.*?)</td>", rest) for _, rest in found]
    plain = [[html.unescape(re.sub(r"<[^>]+>", "", cell)) for cell in row] for row in cells_of]
    return dict(zip([minutes for minutes, _ in found], plain, strict=True))


def test_the_deck_of_the_ninety_minutes_follows_the_run_sheet(pages):
    rows = rows_of_the_run_sheet()
    notes = [words(slide["notes"]) for slide in pages["ninety_minutes"].slides[1:-1]]
    minutes = [re.match(r"Minutes\. (\d+-\d+) ", note)[1] for note in notes]
    assert list(dict.fromkeys(minutes)) == list(rows)
    for note, here in zip(notes, minutes, strict=True):
        assert all(words(cell) in note for cell in rows[here])


def test_the_deck_of_the_ninety_minutes_has_the_sentences_of_the_sheet(pages):
    sheet = (TEACHING / "ninety_minutes.html").read_text(encoding="utf-8")
    shown = " ".join(words(slide["shown"]) for slide in pages["ninety_minutes"].slides)
    quotes = re.findall(r"<blockquote>\s*<p>(.+?)</p>", sheet)
    assert len(quotes) == 7
    for quote in quotes:
        assert words(html.unescape(re.sub(r"<[^>]+>", "", quote))) in shown, quote


# --- the page


@each_deck
def test_a_page_is_whole_and_asks_no_network(pages, made, name):
    page = pages[name]
    assert page.open == []
    for address in page.addresses:
        assert address.startswith("data:image/png;base64,") or (made / address).is_file(), address
    text = (made / f"{name}.html").read_text(encoding="utf-8")
    assert "http:" not in text
    assert "https:" not in text


def test_the_style_loads_fonts_that_are_there(made):
    style = (made / "shared" / "deck.css").read_text(encoding="utf-8")
    loaded = re.findall(r'url\("([^"]+)"\)', style)
    assert len(loaded) == 3
    assert all((made / "shared" / name).is_file() for name in loaded)
    assert (made / "shared" / "SourceSans3-OFL.txt").is_file()
    assert not re.search(r"https?:|@import", style)


def test_every_kind_of_slide_is_known(kit, decks):
    kinds = {slide.kind for deck in decks.values() for slide in deck.slides}
    assert kinds == set(kit.decks.KINDS)


def test_what_a_lesson_says_is_shown_as_it_is_written(kit):
    evil = '<script>alert("1")</script> & <b>bold</b>'
    slide = kit.decks.Slide(
        "question",
        evil,
        evil,
        above=evil,
        texts=[evil, kit.lesson_parts.Quote(evil, evil)],
        choices=[evil],
        right=evil,
        points=[(evil, evil)],
        picture=kit.lesson_parts.Picture("A" * 400, f'" onload="alert(1)" {evil}'),
        lines=[evil],
        steps=[evil],
        small=[evil],
        notes=[(evil, evil)],
    )
    text = kit.slides.page_of(kit.decks.Deck("evil", evil, [slide]))
    page = Page(text)
    assert page.slides[0]["shown"].count(evil) == 12
    assert page.slides[0]["notes"].count(evil) == 2
    assert text.count("<script>") == 1  # our own
    assert "onload" not in page.slides[0]["pictures"][0]
    assert "<b>bold" not in text


@pytest.mark.parametrize(
    "written, html_of_it",
    [
        ("100.", "100."),
        ("- one", "- one"),
        ("# one", "# one"),
        ("a *b* **c** `d_e`", "a <em>b</em> <strong>c</strong> <code>d_e</code>"),
        ("[set](../a.ipynb) of 稀土", "set of 稀土"),
        ("![map](images/map.svg)", ""),
        ("https://example.org", "https://example.org"),
        ("<https://example.org>", "https://example.org"),
    ],
)
def test_markdown_of_one_paragraph_becomes_html(kit, written, html_of_it):
    assert str(kit.slides.in_html(written)) == html_of_it


def test_the_same_lessons_make_the_same_pages(kit, made, tmp_path):
    kit.slides.write_decks(kit.slides.all_decks(), tmp_path)
    for path in made.rglob("*.*"):
        assert path.read_bytes() == (tmp_path / path.relative_to(made)).read_bytes(), path.name


# --- what is cut


@pytest.mark.parametrize(
    "paragraph, kept",
    [
        ("One. Two? Three.", "One. Two? Three."),
        ("One. Who speaks so?", "One."),
        ("One. Here they are:", "One."),
        ("Who?", "Who?"),
        ("One. (Two. " + "Three " * 70 + "end.)", "One."),
        ("One. (Two.)", "One. (Two.)"),
        ("One " * 40 + "end. " + "Two " * 40 + "end.", "One " * 40 + "end."),
        ("One " * 80 + "end.", "One " * 80 + "end."),
    ],
)
def test_a_reading_is_cut_at_a_sentence(kit, paragraph, kept):
    assert kit.decks.shortened(paragraph) == kept


def test_a_description_ends_before_it_points_to_what_follows(kit):
    cut = kit.lesson_parts.without_pointers
    assert cut("It fell. Here is how much:") == "It fell."
    assert cut("Here is how much:") == "Here is how much:"
    assert cut("It fell.") == "It fell."


def test_a_number_is_written_as_in_the_lessons(kit):
    assert [kit.decks.point_value(each) for each in (884.8, 2400.0, 0.69)] == [
        "884.8",
        "2,400",
        "0.69",
    ]


@pytest.mark.parametrize(
    "ask, said",
    [
        (lambda lesson: lesson.place("nowhere"), "no cell nowhere"),
        (lambda lesson: lesson.place_of_code("br.nothing()"), "no cell with br.nothing()"),
        (lambda lesson: lesson.picture("number-04"), "shows no picture"),
        (lambda lesson: lesson.guess("number-01"), "asks for no guess"),
        (lambda lesson: lesson.paragraph_from("Never said"), "says nowhere “Never said”"),
        (lambda lesson: lesson.list_under("Nothing"), "no section “Nothing”"),
        (lambda lesson: lesson.top_row("Price"), "does not say its price"),
    ],
)
def test_what_a_lesson_does_not_have_is_named(kit, ask, said):
    with pytest.raises(kit.lesson_parts.MissingPart, match=re.escape(said)):
        ask(kit.lesson_parts.lesson("03"))


# --- the command


def test_the_command_says_where_the_decks_are(kit, tmp_path, capsys):
    kit.slides.main(["--into", str(tmp_path / "decks")])
    said = capsys.readouterr().out
    assert said.startswith(f"{len(NAMES)} decks are in {tmp_path / 'decks'}")
    assert len(list((tmp_path / "decks").glob("*.html"))) == len(NAMES) + 1


def test_the_command_ends_with_a_sentence_where_a_part_is_missing(kit, monkeypatch, tmp_path):
    def fail():
        raise kit.lesson_parts.MissingPart("Lesson 03 has no cell x: change slides.toml.")

    monkeypatch.setattr(kit.slides, "all_decks", fail)
    with pytest.raises(SystemExit, match=r"change slides\.toml"):
        kit.slides.main(["--into", str(tmp_path)])


def test_printing_without_playwright_ends_with_what_helps(kit, monkeypatch):
    monkeypatch.setitem(sys.modules, "playwright.sync_api", None)
    with pytest.raises(SystemExit, match="needs the package playwright") as ended:
        kit.slides_as_pdf.print_decks([])
    assert "?print-pdf" in str(ended.value)


@pytest.mark.parametrize("found, where", [(None, "channel"), ("/bin/chromium", "executable_path")])
def test_printing_without_a_browser_ends_with_what_helps(kit, monkeypatch, found, where):
    playwright = pytest.importorskip("playwright.sync_api")

    def launch(**options):
        assert list(options) == [where]
        raise playwright.Error("not there")

    monkeypatch.setattr(kit.slides_as_pdf.shutil, "which", lambda name: found)
    with pytest.raises(SystemExit, match="needs Chromium or Chrome"):
        kit.slides_as_pdf.launched(SimpleNamespace(chromium=SimpleNamespace(launch=launch)))


def test_what_is_made_is_not_committed(kit):
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split("\n")
    assert f"{kit.slides.MADE.relative_to(ROOT).as_posix()}/" in ignored


# --- what is not ours


def test_the_files_of_reveal_are_unchanged_and_have_their_licence(made):
    folder = TEACHING / "reveal"
    sums = dict(
        reversed(line.split()) for line in (folder / "sums.txt").read_text("utf-8").splitlines()
    )
    files = {path.name for path in folder.iterdir()} - {"README.md", "sums.txt"}
    assert set(sums) == files
    for name, digest in sums.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest, name
        assert (made / "shared" / name).read_bytes() == (folder / name).read_bytes()
    licence = " ".join((folder / "LICENSE").read_text(encoding="utf-8").split())
    assert "Hakim El Hattab" in licence
    assert "Permission is hereby granted, free of charge" in licence
    named = (ROOT / "LICENSE").read_text(encoding="utf-8").split("MIT License\n")[0]
    assert "exercises/teaching/reveal" in named
