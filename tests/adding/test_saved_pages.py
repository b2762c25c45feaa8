"""The transcript in a page that a browser saved, and the advice where there is none."""

import importlib.util
import sys
from pathlib import Path

import pytest

from briefingroom.adding.given_files import read_given
from briefingroom.adding.saved_pages import looks_like_page, text_of_page
from briefingroom.adding.single import add
from briefingroom.corpus.tables import HOME
from briefingroom.errors import CorpusError

spec = importlib.util.spec_from_file_location(
    "invented_sites", Path(__file__).parent / "invented_sites.py"
)
sites = importlib.util.module_from_spec(spec)
sys.modules["invented_sites"] = sites
spec.loader.exec_module(sites)

LABEL_WITH_SPEECH = "label in paragraph"


def lines_of(text):
    return [" ".join(line.split()) for line in text.split("\n") if line.strip()]


@pytest.fixture(scope="module", params=sorted((HOME / "sources").glob("*.txt")), ids=str)
def transcript_lines(request):
    return lines_of(request.param.read_text(encoding="utf-8"))


def joined_labels(lines):
    """The lines as a page has them that prints each label before the speech."""
    joined, label = [lines[0]], ""
    for line in lines[1:]:
        if line.endswith(":"):
            label = f"{line} "
        else:
            joined.append(label + line)
            label = ""
    return joined


@pytest.mark.parametrize("site", sites.SITES)
def test_every_line_of_the_transcript_is_kept_and_nothing_else(site, transcript_lines):
    html = sites.SITES[site](transcript_lines)
    expected = transcript_lines
    if site == LABEL_WITH_SPEECH:
        expected = joined_labels(transcript_lines)
    assert lines_of(text_of_page(html, "page")) == expected


@pytest.mark.parametrize("site", sites.SITES)
def test_a_saved_page_is_understood_as_its_text_is(site, page, given):
    from_text = add(given(page), check_only=True).report
    html = sites.SITES[site](lines_of(page))
    path = given(html, "page.html")
    added = add(path)
    said = [(turn.who, turn.act, turn.words) for turn in from_text.turns]
    assert [(turn.who, turn.act, turn.words) for turn in added.report.turns] == said
    assert (added.folder / "source.html").read_bytes() == path.read_bytes()
    assert lines_of((added.folder / "source.txt").read_text("utf-8"))[0] == lines_of(page)[0]


@pytest.mark.parametrize("html", [sites.EMPTY_PAGE, sites.LIST_OF_LINKS], ids=["empty", "links"])
def test_a_page_without_a_transcript_says_how_to_save_it_as_text(html, given):
    with pytest.raises(CorpusError, match=r"no transcript was found in the page 'p\.html'") as said:
        add(given(html, "p.html"))
    assert str(said.value).endswith("and save that as plain text in UTF-8 (.txt).")
    assert "\n" not in str(said.value)


def test_a_page_in_the_encoding_that_it_names_is_read(page, given):
    html = sites.government(lines_of(page.replace("lamps", "café lamps")))
    html = html.replace('charset="utf-8"', 'charset="windows-1252"')
    text = read_given(given(html.encode("windows-1252"), "p.html")).text
    assert "café lamps" in text
    with pytest.raises(CorpusError, match="is not UTF-8"):
        read_given(given(html.encode("windows-1252").replace(b"windows-1252", b"no-such"), "p"))


def test_scripts_and_comments_are_no_text(page):
    html = sites.press_room(lines_of(page))
    html = html.replace("<p>", "<!-- a comment --><script>alert('no')</script><p>")
    text = text_of_page(html, "page")
    assert "alert" not in text
    assert "comment" not in text


def test_a_page_nested_deeply_is_read():
    html = "<html>" + "<div>" * 20_000 + "word " * 200
    assert text_of_page(html, "page").split() == ["word"] * 200


@pytest.mark.parametrize(
    "text, is_page",
    [
        ("<!doctype html><p>", True),
        ("\n <HTML>", True),
        ("<?xml version='1.0'?>\n<!-- saved --><html xmlns='x'>", True),
        ("Ann Lee: we write <html> by hand.", False),
        ("", False),
    ],
)
def test_a_page_is_told_from_a_text(text, is_page):
    assert looks_like_page(text) == is_page
