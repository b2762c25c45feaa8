"""The reader: the page, and the widget driven by setting its values."""

import itertools

import pytest

import briefingroom as br
from briefingroom.corpus import places, reading, tables


def controls(widget):
    box, frame, _, _ = widget.children
    *fields, buttons = box.children
    named = {field.description: field for field in fields} | {
        b.description: b for b in buttons.children
    }
    return named, frame.children[0]


def test_a_page_shows_who_speaks_and_what_they_say():
    page = br.read("2021-03-01", "2021-03-01.q03")
    assert page.turns == ("2021-03-01.t08", "2021-03-01.t09", "2021-03-01.t10")
    assert "CNBC — question" in repr(page)
    assert "Xiao Yaqing — handover" in repr(page)


def test_search_words_are_marked_and_counted_whatever_their_capitals():
    page = br.read("2021-03-01", "whole", search="RARE EARTH")
    text = " ".join(br.turns().query("briefing == '2021-03-01'").text).lower()
    assert page.matches == text.count("rare earth") > 0
    assert page._repr_html_().count("<mark>") == page.matches


def test_search_is_literal():
    whole = repr(br.read("2021-03-01", "whole"))
    assert br.read("2021-03-01", "whole", search="5.").matches == whole.count("5.")


def test_markup_in_a_transcript_shows_as_text(monkeypatch):
    evil = '<script>alert("x")</script> & <b>'
    turns = tables.read_table("turns").copy()
    turns.loc[0, "text"] = evil
    turns.loc[0, "speaker"] = evil
    spoiled = {"turns": turns}
    monkeypatch.setattr(
        reading, "read_table", lambda name: spoiled.get(name, tables.read_table(name))
    )
    html = br.read("2020-10-23", "opening", search="script")._repr_html_()
    assert "<script" not in html
    assert "<b>alert" not in html
    assert "&lt;<mark>script</mark>&gt;" in html


def test_markup_in_a_sentence_or_a_transcript_file_shows_as_text():
    place = places.Place(
        "id", "sentence", "b", "<i>", "<b>", "<script>", "<p>", "</p>", "f", 1, 0, 1
    )
    assert "<script>" not in place._repr_html_()
    assert "<i>" not in place._repr_html_()
    from briefingroom.files.transcripts import as_markdown as plain

    assert plain("<script>") == r"\<script\>"


def test_the_widget_shows_what_read_gives():
    named, page = controls(br.reader())
    named["Briefing"].value = "2022-06-14"
    named["Part"].value = "2022-06-14.q07"
    named["Search"].value = "chip"
    assert page.value == br.read("2022-06-14", "2022-06-14.q07", search="chip")._repr_html_()


def test_next_and_previous_turn_the_parts_and_stop_at_the_ends():
    named, _ = controls(br.reader("2023-04-20"))
    named["Previous"].click()
    assert named["Part"].value == "opening"
    named["Next"].click()
    assert named["Part"].value == "2023-04-20.q01"
    for _ in range(20):
        named["Next"].click()
    assert named["Part"].value == "whole"


def test_every_choice_of_every_control_shows_a_page():
    named, page = controls(br.reader())
    for briefing in named["Briefing"].options:
        named["Briefing"].value = briefing
        for name in ("Part", "Speaker", "Role"):
            for option in named[name].options:
                named[name].value = option[1] if isinstance(option, tuple) else option
                assert page.value.startswith("<h4>")


def offered(control):
    return [option[1] if isinstance(option, tuple) else option for option in control.options]


def test_nobody_is_offered_who_does_not_speak_in_the_part():
    named, page = controls(br.reader("2022-06-14"))
    turns = br.turns().query("briefing == '2022-06-14'")
    for part in offered(named["Part"])[1:-1]:
        named["Part"].value = part
        here = turns[turns.exchange == part]
        speaking = {*here.speaker, *here.outlet} - {""}
        assert sorted(offered(named["Speaker"])) == sorted(["all", *speaking])
        assert sorted(offered(named["Role"])) == sorted(["all", *set(here.role)])
        for name in offered(named["Speaker"]):
            named["Speaker"].value = name
            assert reading.NOBODY not in page.value


def test_the_speaker_stays_where_he_or_she_speaks_in_the_next_part_too():
    named, _ = controls(br.reader("2021-03-01", "2021-03-01.q05"))
    named["Speaker"].value = "Xiao Yaqing"
    named["Next"].click()
    assert named["Speaker"].value == "Xiao Yaqing"
    named["Part"].value = "2021-03-01.q10"
    assert named["Speaker"].value == "all"


def test_a_search_says_where_else_the_words_stand():
    widget = br.reader("2021-03-01", "2021-03-01.q06", search="rare earth")
    frame = widget.children[2]
    (others,) = frame.children
    assert "elsewhere: nowhere" in others.value
    named, _ = controls(widget)
    named["Search"].value = "self-reliance"
    said = others.value
    turns = br.turns()
    turns["count"] = turns.text.str.lower().str.count("self-reliance")
    for briefing, count in turns.groupby("briefing")["count"].sum().items():
        assert (f"{briefing} ({count})" in said) == (count > 0 and briefing != "2021-03-01")
    in_eighth = turns["count"][turns.exchange == "2021-03-01.q08"].sum()
    assert f"2021-03-01 · Question 8: New York Times ({in_eighth})" in said
    assert "Question 6" not in said
    named["Search"].value = "zeppelin"
    assert "elsewhere: nowhere" in others.value
    assert frame.layout.visibility == "visible"
    height = frame.layout.height
    named["Search"].value = ""
    assert others.value == ""
    assert (frame.layout.visibility, frame.layout.height) == ("hidden", height)


def test_choosing_another_briefing_starts_it_at_its_opening():
    named, page = controls(br.reader("2023-03-01"))
    named["Speaker"].value = "Jin Zhuanglong"
    named["Briefing"].value = "2020-10-23"
    assert (named["Part"].value, named["Speaker"].value) == ("opening", "all")
    assert "Wang Zhijun" in page.value


@pytest.mark.parametrize(
    "choice, message",
    [
        ({"briefing": "2023"}, "no briefing"),
        ({"part": "2023-03-01.q09"}, "nearest is '2023-03-01.q0"),
        ({"speaker": "Jin Zhuanlong"}, "nearest is 'Jin Zhuanglong'"),
        ({"role": "chairman"}, "nearest is 'chair'"),
    ],
)
def test_a_choice_that_is_not_there_names_the_nearest(choice, message):
    with pytest.raises(br.UnknownName, match=message):
        br.read(**choice)


def test_a_choice_that_nobody_meets_says_so():
    assert "Nobody of this choice speaks" in repr(
        br.read("2023-03-01", "opening", role="journalist")
    )


def test_roles_and_speakers_narrow_the_page():
    whole = set(br.read("2022-06-14", "whole").turns)
    by_role = [
        set(br.read("2022-06-14", "whole", role=r).turns)
        for r in ("chair", "official", "journalist")
    ]
    assert set.union(*by_role) == whole
    assert all(a.isdisjoint(b) for a, b in itertools.combinations(by_role, 2))
