"""What an exhibit shows where no kernel runs: one picture with its description, and the words."""

import re
from html import unescape

import matplotlib.pyplot as plt
import pytest

import briefingroom as br
from briefingroom.charts.describing import chart_description
from briefingroom.charts.marks import DrawnMark, add_marks
from briefingroom.display import Answer, Paragraph, as_text
from briefingroom.widgets.exhibit import TWIN, Exhibit, sentence_alone

pytestmark = pytest.mark.usefixtures("styled")
CLAIM = "2023-03-01.c012"


def plotted(set_off):
    ax = plt.figure(figsize=(4, 2)).subplots()
    ax.set_title("A <title> & more", loc="left")
    add_marks(ax, [DrawnMark(CLAIM, (0.5, 0.5), 'said "so"')])
    if set_off:
        ax.plot(0.5, 0.5, "o")
    return ax


def exhibit(**settings):
    about = Answer((Paragraph("a <b> word"),))
    return Exhibit(plot=plotted, chosen=CLAIM, about=about, **settings)


def test_it_shows_itself_as_one_output_with_html_and_text_and_one_picture():
    bundle = exhibit()._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert bundle["text/html"].count("base64,") == 1


def test_the_html_stands_open_under_one_line():
    html = exhibit()._repr_mimebundle_()["text/html"]
    assert html.startswith(f'<details class="br-static" open><summary>{TWIN}</summary>')
    assert html.endswith("</details>")
    assert html.count("<details") == html.count("<img ") == 1


def test_the_picture_is_described_and_as_wide_as_the_figure():
    html = exhibit()._repr_mimebundle_()["text/html"]
    tag = re.search("<img [^>]*>", html)[0]
    assert unescape(re.search('alt="([^"]*)"', tag)[1]) == chart_description(plotted(""))
    assert 'said "so"' in chart_description(plotted(""))
    width = round(plt.figure(figsize=(4, 2)).bbox.width)
    assert f'width="{width}"' in tag


def test_the_words_are_escaped_and_stand_below_the_picture_or_first():
    html = exhibit()._repr_mimebundle_()["text/html"]
    assert "a &lt;b&gt; word" in html
    assert html.index("<img ") < html.index("a &lt;b&gt; word")
    first = exhibit(words_first=True)._repr_mimebundle_()["text/html"]
    assert first.index("a &lt;b&gt; word") < first.index("<img ")


def test_the_text_is_that_of_the_words():
    shown = exhibit(pointer="It is ringed.")
    text = shown._repr_mimebundle_()["text/plain"]
    assert text == as_text(shown.words.blocks())
    assert "a <b> word" in text
    assert "A <title> & more It is ringed." in text


def test_the_caption_is_what_is_described_and_what_is_pointed_at():
    shown = exhibit(describe=lambda axes: "A chart.", pointer="It is ringed.")
    assert shown.caption == "A chart. It is ringed."
    assert shown.html().startswith(Answer(shown.words.parts[:1])._repr_html_())


def test_nothing_is_drawn_before_it_is_asked_for_and_then_once():
    asked = []
    shown = Exhibit(plot=lambda set_off: asked.append(set_off) or plotted(set_off), chosen=CLAIM)
    assert asked == []
    shown._repr_mimebundle_()
    assert shown.axes is not None
    assert shown.caption
    assert shown.picture
    assert asked == [CLAIM]


def test_the_svg_has_nothing_set_off_and_no_figure_stays_open():
    asked = []
    shown = Exhibit(plot=lambda set_off: asked.append(set_off) or plotted(set_off), chosen=CLAIM)
    assert "<svg" in shown.svg()
    assert asked == [""]
    assert shown.svg() == shown.svg()
    shown._repr_mimebundle_()
    assert plt.get_fignums() == []


def test_without_a_chart_there_are_words_only():
    shown = sentence_alone("Nothing <here>.")
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/plain", "text/html"}
    assert "<img" not in bundle["text/html"]
    assert "Nothing &lt;here&gt;." in bundle["text/html"]
    assert (shown.picture, shown.caption, shown.svg()) == (None, "", "")


def test_without_words_there_is_the_picture_with_its_caption():
    bundle = br.show_series("nev_exports")._repr_mimebundle_()
    assert "0 statements" in bundle["text/html"]
    assert '<img alt="' in bundle["text/html"]
