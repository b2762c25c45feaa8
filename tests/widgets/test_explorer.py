"""What happens in a panel: a mark is clicked, something goes wrong, a picture is asked for."""

import matplotlib.pyplot as plt
import pytest

import briefingroom as br
from briefingroom.charts.marks import DrawnMark, add_marks
from briefingroom.display import Answer, Paragraph, as_html
from briefingroom.widgets.controls import Option, dropdown, search_list
from briefingroom.widgets.exhibit import Exhibit
from briefingroom.widgets.explorer import explorer

pytestmark = pytest.mark.usefixtures("styled")

FIRST, SECOND, ELSEWHERE = "2023-03-01.c012", "2023-03-01.c013", "2021-03-01.c001"
UNKNOWN = "2021-03-01.c9999"


@pytest.fixture
def drawn():
    return []


@pytest.fixture
def panel(drawn, opened):
    """A chart with three marks, of which its control offers two."""

    def plot(set_off):
        drawn.append(set_off)
        ax = plt.figure(figsize=(4, 2)).subplots()
        marks = [DrawnMark(id, (x, 1), id) for x, id in enumerate((FIRST, SECOND, ELSEWHERE))]
        add_marks(ax, marks)
        ax.plot([0, 1, 2], [1, 1, 1], "o")
        return ax

    def show(size, claim):
        return Exhibit(plot=plot, chosen=claim, about=br.where(claim))

    controls = {
        "size": dropdown("Size", ["small", "large"]),
        "claim": search_list("Claim", [Option("first", FIRST), Option("second", SECOND)]),
    }
    return opened(explorer(show, controls, marks_set="claim"))


def page_of(id):
    return br.where(id)._repr_html_()


def test_it_opens_with_nothing_set_off_in_the_picture(panel, drawn):
    assert drawn == [""]
    assert panel.view.chosen == panel.view.page["id"] == FIRST
    assert panel.words == page_of(FIRST)
    buttons = panel.view.chart["marks"]
    assert [item["id"] for each in buttons for item in each["items"]] == [
        FIRST,
        SECOND,
        ELSEWHERE,
    ]
    assert panel.view.chart["rows"] == [
        {"id": id, "words": id} for id in (FIRST, SECOND, ELSEWHERE)
    ]


def test_a_mark_that_the_control_offers_sets_it(panel, drawn):
    panel.click(SECOND)
    assert panel.controls["Claim"].value == SECOND
    assert panel.controls["Claim"].index == 1
    assert (panel.view.page["id"], panel.words) == (SECOND, page_of(SECOND))
    assert drawn == [""]


def test_a_mark_that_the_control_does_not_offer_shows_its_page(panel, drawn):
    panel.click(ELSEWHERE)
    assert panel.controls["Claim"].value == FIRST
    assert (panel.view.page["id"], panel.words) == (ELSEWHERE, page_of(ELSEWHERE))
    assert panel.view.page["citation"] == str(br.cite(ELSEWHERE))
    assert drawn == [""]


def test_from_there_a_click_leads_back_to_what_the_control_says(panel, drawn):
    panel.click(ELSEWHERE)
    panel.click(FIRST)
    assert (panel.view.page["id"], panel.words) == (FIRST, page_of(FIRST))
    assert drawn == [""]


def test_from_there_the_control_leads_on(panel, drawn):
    panel.click(ELSEWHERE)
    panel.controls["Claim"].value = SECOND
    assert panel.view.chosen == panel.view.page["id"] == SECOND
    assert drawn == [""]


def test_another_choice_draws_again_and_keeps_the_mark(panel, drawn):
    panel.click(SECOND)
    panel.controls["Size"].value = "large"
    assert drawn == ["", ""]
    assert panel.view.page["id"] == SECOND


def test_an_id_that_nobody_knows_is_answered_in_words(panel):
    panel.click(UNKNOWN)
    assert panel.view.page["id"] == UNKNOWN
    assert panel.view.page["citation"] == ""
    assert UNKNOWN in panel.words
    assert "<script" not in panel.words
    panel.click("<script>")
    assert "<script>" not in panel.words


def test_the_picture_is_sent_as_svg_when_the_page_asks(panel, monkeypatch):
    sent = []
    monkeypatch.setattr(panel.view, "send", lambda content, buffers=None: sent.append(content))
    panel.view._handle_custom_msg({"wanted": "svg"}, [])
    panel.view._handle_custom_msg({"wanted": "gold"}, [])
    assert [list(each) for each in sent] == [["svg"]]
    assert "<svg" in sent[0]["svg"]


def test_the_name_of_a_file_says_what_is_shown(panel):
    assert panel.view.chart["file"] == "show_small"
    panel.controls["Size"].value = "large"
    assert panel.view.chart["file"] == "show_large"


def test_the_name_of_a_file_has_no_sign_that_a_folder_could_not_have(unprinted, opened):
    panel = opened(br.trend_explorer(own="reform/opening; *carbon"))
    assert panel.view.chart["file"].startswith("trend_")
    assert set("/\\*;: ") & set(panel.view.chart["file"]) == set()


# --- what goes wrong


def test_an_error_is_told_in_words_and_escaped(opened):
    def show(which):
        if which == "bad":
            raise ValueError("<b>no</b> such thing")
        return Exhibit(plot=lambda _: plt.figure().subplots(), about=Answer((Paragraph(which),)))

    control = dropdown("Which", ["good", "bad"])
    panel = opened(explorer(show, {"which": control}))
    drawn = panel.picture
    assert drawn
    control.value = "bad"
    assert panel.words.endswith("This cannot be shown: &lt;b&gt;no&lt;/b&gt; such thing</p>")
    assert panel.picture == b""
    control.value = "good"
    assert panel.words == as_html([Paragraph("good")])
    assert panel.picture == drawn


def test_an_error_in_the_first_choice_is_told_too(opened):
    def show(which):
        raise KeyError(which)

    panel = opened(explorer(show, {"which": dropdown("Which", ["a"])}))
    assert "This cannot be shown" in panel.words


def test_an_error_in_the_picture_is_told_too(opened):
    def plot(set_off):
        raise ValueError("no colour")

    panel = opened(explorer(lambda which: Exhibit(plot=plot), {"which": dropdown("Which", ["a"])}))
    assert "This cannot be shown: no colour" in panel.words
    assert panel.picture == b""


# --- what stands around it


def test_every_panel_keeps_its_keys_from_the_notebook():
    panels = [
        br.reader(),
        br.series_explorer(),
        br.concordance_explorer(),
    ]
    for panel in panels:
        assert type(panel.children[-1]).__name__ == "KeyGuard"
        assert "br-panel" in panel._dom_classes
