"""Every block has a text and an HTML form, and whatever stands in it shows as text."""

from typing import NamedTuple

import pandas as pd
import pytest

from briefingroom.display import (
    Answer,
    Attribution,
    Block,
    Boxed,
    Details,
    Embedded,
    Excerpt,
    Fact,
    Facts,
    Folded,
    Heading,
    Listing,
    Note,
    OnPage,
    Origin,
    Paragraph,
    Remark,
    SideBySide,
    Sourced,
    Spaced,
    Span,
    Speech,
    Table,
    Together,
    TurnHeading,
    Verbatim,
    as_html,
    as_text,
)

EVIL = '<script>alert("x")</script>'


class Row(NamedTuple):
    what: str
    who: str


BLOCKS = [
    Attribution(EVIL, EVIL),
    Boxed(EVIL, (Note(EVIL),)),
    Details((Fact(EVIL, EVIL),)),
    Embedded(Answer((Note(EVIL),))),
    Excerpt(EVIL, EVIL, EVIL),
    Facts((Fact(EVIL, EVIL),), name_width=9),
    Folded(EVIL, (Note(EVIL),)),
    Heading(EVIL, level=3),
    Listing((Row(EVIL, EVIL),), sentence="{who}: {what}", chosen=Row(EVIL, EVIL)),
    Note(EVIL),
    OnPage(Note(EVIL)),
    Origin(EVIL, EVIL),
    Paragraph(EVIL, (Span(1, 4),)),
    Remark(EVIL),
    SideBySide(((Note(EVIL),), (Note(EVIL),)), width=20),
    Sourced(EVIL, EVIL, EVIL, EVIL, EVIL),
    Spaced((Note(EVIL),)),
    Speech((EVIL, EVIL)),
    Speech((EVIL, EVIL), begins_with=len(EVIL)),
    Table(pd.DataFrame({EVIL: [EVIL]})),
    Together((Note(EVIL), Note(EVIL))),
    TurnHeading(EVIL, EVIL),
    Verbatim(EVIL),
]
each_block = pytest.mark.parametrize("block", BLOCKS, ids=lambda block: type(block).__name__)


def test_every_kind_of_block_is_tried_here():
    assert {type(block) for block in BLOCKS} == set(Block.__subclasses__())


@each_block
def test_markup_shows_as_text_on_a_page(block):
    html = as_html([block])
    assert "<script" not in html
    assert "script" in html


@each_block
def test_a_text_says_everything_but_what_only_a_page_needs(block):
    text = as_text([block])
    assert (EVIL in text) == (not isinstance(block, OnPage))


@pytest.mark.parametrize("render", [as_text, as_html])
def test_what_is_no_block_is_refused(render):
    with pytest.raises(TypeError, match="form of str"):
        render(["words"])


def test_a_value_that_is_not_there_leaves_no_row():
    rows = (Fact("Host", ""), Fact("Page", "here"))
    for block in (Facts(rows, name_width=9), Details(rows)):
        assert "Host" not in as_text([block])
        assert "Host" not in as_html([block])


def test_a_page_folds_the_rest_of_a_long_speech_and_a_text_has_all_of_it():
    long = Speech(("One. Two.", "Three four."), begins_with=4)
    html = as_html([long])
    shown, _, rest = html.partition("<details")
    assert "<p>One.</p>" in shown
    assert "Two" not in shown
    assert "Read on: 3 more words" in rest
    assert "<p>Two.</p><p>Three four.</p>" in rest
    assert as_text([long]) == as_text([Speech(long.paragraphs)])


@pytest.mark.parametrize("begins_with", [0, 20, 400])
def test_nothing_is_folded_where_nothing_is_left(begins_with):
    assert "<details" not in as_html([Speech(("One. Two.", "Three four."), begins_with)])


def test_an_answer_shows_its_blocks():
    answer = Answer((Note("a"), Note("b")))
    assert repr(answer) == as_text(answer.parts) == "a\n\nb"
    assert answer._repr_html_() == as_html(answer.parts)


def test_in_a_notebook_an_answer_is_both_text_and_html():
    from IPython.core.interactiveshell import InteractiveShell

    answer = Answer((Paragraph("a & b"),))
    shown, _ = InteractiveShell().display_formatter.format(answer)
    InteractiveShell.clear_instance()
    assert shown == {"text/plain": "a & b", "text/html": as_html(answer.parts)}


@pytest.mark.parametrize(
    "block",
    [block for block in BLOCKS if isinstance(block, (Details, Facts, Listing, SideBySide, Table))],
    ids=lambda block: type(block).__name__,
)
def test_a_table_has_a_box_in_which_it_scrolls(block):
    html = as_html([block])
    assert html.count('<div style="overflow-x:auto"><table>') == html.count("<table>") == 1
    assert html.endswith("</table></div>")
