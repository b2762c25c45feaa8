"""Every id has an answer, and every figure of the data comes whole."""

import json
from dataclasses import asdict

import pytest

import briefingroom as br
from briefingroom.pages.known import ids_of_kind, kinds_by_id
from briefingroom.serving import answers
from briefingroom.serving.answers import answer_where
from briefingroom.serving.figures import served_figures
from briefingroom.serving.quoting import quotation

EVERY_KIND = sorted({kind for kinds in kinds_by_id().values() for kind in kinds})
NAMED = {"indicator", "theme", "term", "speaker", "outlet"}
OF_A_KIND = 12


def test_every_figure_of_the_data_has_bound_unit_period_and_caution():
    ids = [*br.claims().claim, *br.references().reference]
    figures = served_figures(ids)
    assert [figure.id for figure in figures] == ids
    for figure in figures:
        assert figure.value == figure.value
        assert all([figure.bound, figure.unit, figure.period, figure.caution, figure.source])


@pytest.mark.parametrize("kind", EVERY_KIND)
def test_each_kind_of_id_has_an_answer(kind):
    ids = ids_of_kind(kind)
    for id in ids[:: max(1, len(ids) // OF_A_KIND)]:
        asked = f"{kind}:{id}" if kind in NAMED else id
        answer = answer_where(asked)
        assert (answer.kind, answer.id) == (kind, id)
        assert answer.page.title or answer.page.quotations
        assert "NaN" not in json.dumps(asdict(answer))


def test_an_exchange_is_quoted_turn_by_turn():
    turns = [each.id for each in answer_where("2022-06-14.q07").page.quotations]
    assert turns == ["2022-06-14.t16", "2022-06-14.t17", "2022-06-14.t18"]


def test_a_long_turn_says_how_many_figures_are_left_out(monkeypatch):
    monkeypatch.setattr(answers, "MOST_AT_ONCE", 10)
    turn = "2022-06-14.t02"
    claims = br.claims().sentence.str.startswith(f"{turn}.").sum()
    answer = answer_where(turn)
    assert (len(answer.figures), answer.figures_left_out) == (10, claims - 10)
    assert claims > 10


def test_control_characters_are_shown_and_not_obeyed():
    said = quotation("\x1b[2Jgone", "2023-03-01.t07.p1.s1", "Jin Zhuanglong")
    assert said.quoted_words == "\\x1b[2Jgone"
