"""What can be found: an entry for every page, with the words by which one looks for it."""

import json
from types import SimpleNamespace

import pytest

import briefingroom as br
from briefingroom.corpus.tables import read_table
from briefingroom.pages.known import Known
from briefingroom.site.addresses import FOLDER_OF_KIND
from briefingroom.site.course_pages import lesson_pages
from briefingroom.site.pages import page_of
from briefingroom.site.search import (
    mark_of_heading,
    parts_of_lesson,
    plain_words,
    search_index,
    thing_of_page,
)


def finds_of(script):
    return json.loads(script.removeprefix("window.briefingRoomFinds = ").removesuffix(";\n"))


def found(kind, id):
    return thing_of_page(page_of(Known(kind, id)))


def test_every_page_that_is_built_is_found(small_site):
    finds = finds_of(small_site.text("assets/search_index.js"))
    built = {(FOLDER_OF_KIND[known.kind], known.id) for known in small_site.known}
    ids = {(folder, row[0]) for folder, rows in finds.items() for row in rows}
    assert {(folder, id) for folder, id in ids if folder != "lessons"} == built


def test_a_sentence_is_found_by_its_words_and_its_speaker():
    thing = found("sentence", "2022-06-14.t18.p1.s1")
    sentences = br.sentences().set_index("sentence")
    assert thing.title == sentences.text["2022-06-14.t18.p1.s1"]
    assert thing.unseen == br.turns().set_index("turn").speaker["2022-06-14.t18"]


def test_a_claim_shows_its_sentence():
    thing = found("claim", "2023-04-20.c018")
    claim = br.claims().set_index("claim").loc["2023-04-20.c018"]
    assert thing.shown == claim.sentence
    assert claim.indicator in thing.unseen


def test_a_term_is_found_by_its_chinese_its_pinyin_and_other_wordings():
    row = read_table("glossary").set_index("term").loc["rare earth"]
    thing = found("term", "rare earth")
    assert thing.shown.split(" · ")[:2] == [row.hanzi, row.pinyin]
    assert thing.unseen == row.variants


def test_an_indicator_is_found_by_its_chinese_name():
    names = read_table("indicators").set_index("indicator").name_zh
    with_name = names[names != ""].index[0]
    assert found("indicator", with_name).shown.startswith(names[with_name])


def test_lessons_are_found_only_where_the_site_has_them():
    page = SimpleNamespace(known=Known("target", "g11"), title="A promise")
    assert list(finds_of(search_index([page], with_lessons=False))) == ["promise"]
    with_them = finds_of(search_index([page], with_lessons=True))
    assert {row[0].partition("#")[0] for row in with_them["lessons"]} == {
        page.path.stem for page in lesson_pages()
    }


def test_the_words_of_a_lesson_stand_in_its_parts():
    path = next(each.path for each in lesson_pages() if each.path.stem.startswith("04"))
    parts = {part.id: part for part in parts_of_lesson(path)}
    part = parts[f"{path.stem}#one-sentence-in-two-languages"]
    assert part.title == "When numbers disagree: One sentence in two languages"
    assert "Chinese groups large numbers by four digits" in part.shown


def test_markdown_becomes_words():
    text = "| a | b |\n|---|---|\n<details><summary>More</summary>\n\n![a chart](x.png) *so* `d01`"
    assert plain_words(text) == "a b More so d01"


@pytest.mark.parametrize(
    "title, mark",
    [
        ("A lost factor", "a-lost-factor"),
        ("Who asks, and who answers?", "who-asks-and-who-answers"),
        ("5G: what is counted", "g-what-is-counted"),
        ("“Over” and “about”", "over-and-about"),
    ],
)
def test_a_heading_is_marked_as_docutils_marks_it(title, mark):
    docutils = pytest.importorskip("docutils.nodes")
    assert mark_of_heading(title) == mark == docutils.make_id(title)
