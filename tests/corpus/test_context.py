"""What stands outside the sources: chosen by subject, in order of time, never without a record."""

import re

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.errors import CorpusError, UnknownName
from briefingroom.maintain.context import check_context, check_further_reading

THEMES = [{"theme": "chips"}, {"theme": "steel"}]
BRIEFINGS = [{"date": "2020-10-23"}]
TABLES = {"themes": THEMES, "briefings": BRIEFINGS}


def statement(**fields):
    row = {"context": "x001", "date": "2020-10-23", "end_date": "", "kind": "briefing"}
    return {**row, "subject": "general", **fields}


def test_everything_is_in_order_of_time_and_the_briefings_are_among_it():
    rows = br.context()
    assert rows.date.is_monotonic_increasing
    held = rows.date[rows.kind == "briefing"].dt.strftime("%Y-%m-%d").tolist()
    assert held == br.briefings().briefing.tolist()


def test_a_lesson_means_all_its_themes():
    themes = br.themes()
    of_lesson = set(themes.theme[themes.notebook == "10_green_transition_and_overcapacity"])
    assert of_lesson == {"steel", "green_manufacturing"}
    rows = br.context("10_green_transition_and_overcapacity")
    assert set(rows.subject) == of_lesson
    assert len(rows) == len(br.context("steel")) + len(br.context("green_manufacturing"))


def test_several_subjects_can_be_named_at_once():
    assert set(br.context(["general", "chips"]).subject) == {"general", "chips"}


def test_the_timeline_has_what_concerns_all_and_turning_points_of_single_subjects():
    rows = br.context("timeline")
    general = br.context("general")
    assert set(general.context) < set(rows.context)
    others = rows[rows.subject != "general"]
    assert len(rows) == len(general) + len(others) == len(general) + 17
    assert {"2015-05-08", "2022-10-07", "2022-12-31"} <= set(others.date.dt.strftime("%Y-%m-%d"))


def test_the_overview_has_ten_days_of_the_timeline_and_the_five_briefings():
    rows = br.context("overview")
    assert set(rows.context) < set(br.context("timeline").context)
    assert rows.kind.value_counts()["briefing"] == 5
    assert len(rows) == 15
    assert {"2018-07-06", "2021-03-11", "2022-10-07"} <= set(rows.date.dt.strftime("%Y-%m-%d"))


def test_an_unknown_subject_is_refused_with_the_nearest():
    with pytest.raises(UnknownName, match="There is no subject 'chip'; the nearest is 'chips'"):
        br.context("chip")


def test_every_subject_has_a_statement_and_at_most_three_works():
    counts = br.further_reading().subjects.explode().value_counts()
    assert counts.max() <= 3
    assert set(br.themes().theme) <= set(br.context().subject)


@pytest.mark.parametrize("table", [br.context, br.further_reading])
def test_nothing_stands_without_a_record(table):
    rows = table()
    assert rows.url.str.match(r"https?://").all()
    assert rows.basis.ne("").all()


def test_what_changes_a_table_changes_no_other_call():
    rows = br.context()
    rows.loc[0, "what"] = "changed"
    br.further_reading().subjects[0].append("changed")
    assert "changed" not in set(br.context().what)
    assert "changed" not in br.further_reading().subjects[0]


def test_the_data_card_counts_as_the_tables_do():
    card = (HOME / "README.md").read_text(encoding="utf-8")
    assert re.search(r"`context` has (\d+) dated", card)[1] == str(len(br.context()))
    assert re.search(r"`further_reading` has (\d+) works", card)[1] == str(
        len(br.further_reading())
    )


@pytest.mark.parametrize(
    "fields, found",
    [
        ({"subject": "chip"}, "row 2, subject: 'chip' is not one of general, chips, steel"),
        ({"end_date": "2020-10-23"}, "row 2, end_date: 2020-10-23 is not after 2020-10-23"),
        ({"kind": "event"}, "give each briefing its row"),
        ({"date": "2020-10-24"}, "the briefings are of 2020-10-23, and the rows of kind briefing"),
    ],
)
def test_a_statement_that_cannot_be_right_is_refused(fields, found):
    check_context([statement()], TABLES)
    with pytest.raises(CorpusError, match=found):
        check_context([statement(**fields)], TABLES)


def test_a_work_needs_a_subject_that_there_is():
    with pytest.raises(CorpusError, match="row 2, subjects: 'chip' is no subject"):
        check_further_reading([{"subjects": "steel; chip"}], TABLES)


def test_a_subject_has_three_works_at_most():
    works = [{"subjects": "steel"}] * 3
    check_further_reading(works, TABLES)
    with pytest.raises(CorpusError, match="row 5, subjects: steel has more than 3 works"):
        check_further_reading([*works, {"subjects": "chips; steel"}], TABLES)
