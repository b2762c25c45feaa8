"""The box of what stands outside the source: its heading, its colour, each statement's record."""

import html
import re

import pytest

import briefingroom as br
from briefingroom.display.render_html import BOX_COLOUR

DARK_PAGE = "#111111"  # of JupyterLab's dark theme


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted([luminance(one), luminance(other)], reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("subject", ["chips", "general", "08_new_energy_vehicles"])
def test_each_statement_stands_with_its_day_its_record_and_its_id(subject):
    box = br.show_context(subject)
    page = html.unescape(box._repr_html_())
    rows = br.context(subject)
    rows = rows[rows.kind != "briefing"]
    assert len(rows) > 5
    for row in rows.itertuples():
        for text in (str(box), page):
            for part in (f"{row.date:%Y-%m-%d}", row.what, row.publisher, row.url, row.context):
                assert part in text


def test_the_works_to_read_are_in_the_box():
    box = str(br.show_context("chips"))
    for row in br.further_reading("chips").itertuples():
        assert row.argues in box
        assert f"{row.author} ({row.year:.0f})." in box


def test_the_box_says_what_it_is_and_the_briefings_are_not_in_it():
    box = br.show_context("general")
    assert str(box).startswith("--- Outside the source ---")
    page = box._repr_html_()
    assert 'role="note" aria-label="Outside the source"' in page
    assert BOX_COLOUR in page
    briefings = br.context().query("kind == 'briefing'")
    assert not any(id in page for id in briefings.context)


def test_the_colour_of_the_box_is_of_no_briefing_and_seen_on_either_page():
    assert BOX_COLOUR not in br.PALETTE.values()
    assert contrast(BOX_COLOUR, "#ffffff") > 3
    assert contrast(BOX_COLOUR, DARK_PAGE) > 2.5


def test_an_address_becomes_a_link_and_nothing_else():
    page = br.show_context("small_businesses")._repr_html_()
    links = re.findall(r'<a href="([^"]*)" rel="noopener">', page)
    rows = br.context("small_businesses")
    works = br.further_reading("small_businesses")
    assert [html.unescape(link) for link in links] == [*rows.url, *works.url]


def test_what_is_named_first_stands_open_and_the_rest_under_one_line():
    box = br.show_context("new_energy_vehicles", first=["x080", "x056"])
    what = br.context("new_energy_vehicles").set_index("context").what
    works = br.further_reading("new_energy_vehicles")
    line = f"{len(what) - 2} more statements and {len(works)} works to read"
    open_part, _, folded = html.unescape(box._repr_html_()).partition("<details")
    assert line in folded
    for id, words in what.items():
        assert (words in open_part) == (words in str(box)) == (id in ("x056", "x080"))
        assert words in open_part + folded
    assert all(work in folded for work in works.argues)
    assert str(box).index("x056") < str(box).index("x080") < str(box).index(line)


def test_a_first_statement_must_be_on_the_subject():
    with pytest.raises(br.UnknownName, match="no statement 'x001' on this subject"):
        br.show_context("new_energy_vehicles", first=["x001"])
