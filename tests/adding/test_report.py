"""The report says what was understood, and shows hostile text as text."""

import re
from html.parser import HTMLParser

import pytest

from briefingroom.adding.invented import invented_briefing
from briefingroom.adding.single import add
from briefingroom.display import as_html
from briefingroom.display.characters import printable
from briefingroom.maintain import cli

HOSTILE = {
    "script": "<script>alert(1)</script>",
    "handler": '"><img src=x onerror=alert(1)>',
    "link": "[here](javascript:alert(1)) and ![x](http://example.org/x.png)",
    "terminal": "\x1b[2J\x1b[31mred\x07",
    "template": "{{7*7}} {title} %s",
    "formula": "=cmd|' /C calc'!A0",
    "turned round": "abc \u202e\u2066drow\u2069",
    "long word": "w" * 5000,
    "path": "../../../../etc/passwd",
}


class Tags(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self):
        super().__init__()
        self.tags, self.attributes, self.text = set(), set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data):
        self.text.append(data)


def parsed(html):
    tags = Tags()
    tags.feed(html)
    return tags


def spoilt(page, words):
    """The page with words put into the title, the label, the speech, the list and the foot."""
    page = page.replace("briefing on lamps", f"briefing on lamps {words}")
    page = page.replace("Harbour Daily", f"Harbour {words} Daily")
    page = page.replace("Good morning, and", f"Good morning, {words}, and")
    page = page.replace("vice minister of lamps", f"vice minister of lamps {words}")
    return page.replace("Group photo", f"Group photo {words}")


def test_the_report_names_what_was_understood(given, page):
    report = add(given(page.replace("Harbour Daily:\n\n", "")), check_only=True).report
    facts = dict(report.facts)
    assert facts["Title"] == "Invented briefing on lamps"
    assert (facts["Date"], facts["Turns"], facts["Questions"]) == ("2024-01-19", "6", "1")
    assert facts["Lost labels"] == "1 question without an outlet"
    (lost,) = [each for each in report.looked if each.kind == "lost label"]
    question = 1 + page.replace("Harbour Daily:\n\n", "").split("\n").index(
        "How many lamps were sold in the first quarter, and what will the ministry do next?"
    )
    assert lost.line == str(question)
    assert [each.text for each in report.dropped] == ["/2 Group photo"]
    assert report.dropped[0].line == str(page.replace("Harbour Daily:\n\n", "").count("\n"))
    assert report.mended
    assert "12.5%" in [each.quote for each in report.awaiting]
    assert [turn.who for turn in report.turns[:2]] == ["Mei Anran", "Lan Qiuhe"]


def test_each_turn_has_the_line_where_it_begins(given, page):
    report = add(given(), check_only=True).report
    lines = page.split("\n")
    for turn in report.turns:
        assert lines[int(turn.line) - 1].startswith(turn.begins.partition(" .")[0][:20])


def test_terms_and_indicators_of_the_published_briefings_are_met(given, page):
    words = "We will build 5G base stations, and 5G base stations mean new industrialization. "
    report = add(given(page.replace("Output of lamps", words + "Output of lamps")), check_only=True)
    terms = {each.name: each.places for each in report.report.terms}
    assert terms["new industrialization"] == "1 place"
    assert {each.name: each.places for each in report.report.indicators} == {
        "5G base stations": "2 places"
    }


def test_the_page_opens_alone(given):
    html = (add(given()).folder / "report.html").read_text("utf-8")
    page = parsed(html)
    assert page.tags <= set(
        "html head meta title style body main div h1 h2 p table tr th td code b mark span".split()
    )
    assert not page.attributes & {"src", "href", "onclick", "onerror"}
    assert "http" not in html.replace('http-equiv="Content-Security-Policy"', "")
    assert "default-src 'none'" in html


@pytest.mark.parametrize("words", HOSTILE.values(), ids=list(HOSTILE))
def test_hostile_text_is_shown_as_text(words, given, page, capsys):
    path = given(spoilt(page, words))
    assert cli.main(["add", str(path), "--date", "2024-01-19", "--allow-cut-off"]) == 0
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert "\x07" not in printed
    assert not re.search("[\u202a-\u202e\u2066-\u2069]", printed)
    kept = add(path, allow_cut_off=True)
    for html in ((kept.folder / "report.html").read_text("utf-8"), as_html(kept.blocks())):
        found = parsed(html)
        assert not found.tags & {"script", "img", "a", "iframe"}
        assert not [name for name in found.attributes if name.startswith("on")]
        assert not re.search("[\x00-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]", html)
    shown = " ".join(printable(words).split())[:60]
    assert shown in " ".join("".join(found.text).split())
    assert shown in printed
    assert {path.name for path in kept.folder.parent.iterdir()} <= {
        "2024-01-19",
        "collection.json",
        ".lock",
        ".work",
    }
    markdown = (kept.folder / "transcript.md").read_text("utf-8")
    assert "<script>" not in markdown.replace("\\<script\\>", "")
    sentences = (kept.folder / "tables" / "sentences.csv").read_text("utf-8")
    assert words.replace('"', '""')[:200] in sentences  # CSV stays raw


def test_long_lists_are_cut_in_a_terminal_only():
    added = add(invented_briefing(), check_only=True)
    printed = str(added)
    assert re.search(r"… and \d+ more, in the page and the tables", printed)
    assert len(added.report.awaiting) > 50
    assert all(each.candidate in added.report.page() for each in added.report.awaiting)


def test_two_lists_can_be_shown_alone():
    report = add(invented_briefing(), check_only=True).report
    whole, faults, numerals = str(report), str(report.show_faults()), str(report.show_numerals())
    assert faults.startswith("What looks wrong: 1")
    assert "line 94, lost label" in faults
    assert numerals.startswith("Numerals that await a decision: 100")
    assert faults in whole
    assert numerals in whole


def test_what_stands_first_can_be_shown_without_the_long_lists():
    report = add(invented_briefing(), check_only=True).report
    whole, first = str(report), str(report.show_overview())
    assert first in whole
    said = ["1,046", "not found", "What looks wrong: 1", "Who speaks: 4", "Mr. Bo Tianyu"]
    assert [words for words in said if words not in first] == []
    assert "t01" not in first
    assert "Numerals that await" not in first
