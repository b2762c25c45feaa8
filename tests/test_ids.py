"""Ids: every form is taken apart and put together in one place, and what has no form is refused."""

import re
import subprocess
import sys

import pytest

import briefingroom as br
from briefingroom import ids
from briefingroom.errors import UnknownName
from briefingroom.ids import (
    NAMED_KINDS,
    candidate_id,
    claim_id,
    exchange_id,
    named_id,
    paragraph_id,
    parse_id,
    parse_name,
    sentence_id,
    turn_id,
)

DAY = "2023-03-01"
NAMED = "2023-03-01-evening"
IN_A_BRIEFING = [  # what stands after the briefing, its kind and its number
    ("", "briefing", None),
    (".t07", "turn", 7),
    (".t07.p2", "paragraph", 2),
    (".t07.p2.s3", "sentence", 3),
    (".q04", "exchange", 4),
    (".q04.a1", "thing asked", 1),
    (".c012", "claim", 12),
    (".m012", "policy measure", 12),
    (".n012", "candidate", 12),
]
OF_THE_CORPUS = [
    ("d12", "discrepancy", 12),
    ("g07", "target", 7),
    ("r174", "reference", 174),
    ("x012", "context", 12),
    ("w03", "reading", 3),
]


@pytest.mark.parametrize("briefing", [DAY, NAMED, "2023-03-01-state-council-2"])
@pytest.mark.parametrize("local, kind, number", IN_A_BRIEFING)
def test_an_id_in_a_briefing_is_taken_apart(briefing, local, kind, number):
    id = parse_id(briefing + local)
    assert id.text == briefing + local
    assert id.kind == kind
    assert id.briefing == briefing
    assert id.number == number
    assert id.local == local.removeprefix(".")
    assert id.date == DAY


@pytest.mark.parametrize("text, kind, number", OF_THE_CORPUS)
def test_an_id_of_the_whole_corpus_stands_in_no_briefing(text, kind, number):
    id = parse_id(text)
    assert id == (text, kind, "", number)
    assert id.local == text
    assert (id.date, id.turn, id.exchange) == ("", "", "")


def test_every_form_that_the_module_describes_is_understood_as_it_says():
    described = [line for line in ids.__doc__.splitlines() if line.startswith("``")]
    assert len(described) == 11
    for line in described:
        forms, meaning = re.split(r" {2,}", line)
        kinds = re.split("[:;]", meaning)[0].split(", ")
        for form, kind in zip(re.findall("``(.+?)``", forms), kinds, strict=True):
            assert parse_id(form).kind == kind


@pytest.mark.parametrize("local", [".t07", ".t07.p2", ".t07.p2.s3"])
@pytest.mark.parametrize("briefing", [DAY, NAMED])
def test_turn_paragraph_and_sentence_know_their_turn(briefing, local):
    id = parse_id(briefing + local)
    assert id.turn == f"{briefing}.t07"
    assert id.exchange == ""


@pytest.mark.parametrize("local", [".q04", ".q04.a1"])
@pytest.mark.parametrize("briefing", [DAY, NAMED])
def test_an_exchange_and_what_it_asks_know_their_exchange(briefing, local):
    id = parse_id(briefing + local)
    assert id.exchange == f"{briefing}.q04"
    assert id.turn == ""


@pytest.mark.parametrize("local", ["", ".c012", ".m012"])
def test_what_is_in_no_turn_and_no_exchange_says_so(local):
    id = parse_id("2023-03-01-town-quarter" + local)
    assert (id.turn, id.exchange) == ("", "")


@pytest.mark.parametrize("briefing", [DAY, NAMED])
def test_ids_that_are_put_together_are_taken_apart_again(briefing):
    turn = turn_id(briefing, 7)
    paragraph = paragraph_id(turn, 2)
    sentence = sentence_id(paragraph, 3)
    assert (turn, paragraph) == (f"{briefing}.t07", f"{briefing}.t07.p2")
    assert sentence == f"{briefing}.t07.p2.s3"
    assert exchange_id(briefing, 4) == f"{briefing}.q04"
    assert claim_id(briefing, 12) == f"{briefing}.c012"
    assert candidate_id(briefing, 12) == f"{briefing}.n012"
    assert parse_id(sentence).turn == turn


@pytest.mark.parametrize(
    "make, number, text",
    [
        (turn_id, 107, "2023-03-01.t107"),
        (exchange_id, 100, "2023-03-01.q100"),
        (claim_id, 1234, "2023-03-01.c1234"),
        (candidate_id, 1234, "2023-03-01.n1234"),
    ],
)
def test_numbers_longer_than_usual_are_kept_whole(make, number, text):
    assert make(DAY, number) == text
    assert parse_id(text).number == number


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "x",
        "2023",
        "2023-03",
        "23-03-01",
        "2023-3-1",
        "2023/03/01",
        "2023-03-01-",
        "2023-03-01-Evening",
        "2023-03-01 evening",
        "2023-03-01.",
        "2023-03-01.t7",
        "2023-03-01.t07.",
        "2023-03-01.t07.s3",
        "2023-03-01.t07.p2.s",
        "2023-03-01.p2",
        "2023-03-01.q4",
        "2023-03-01.q04.p1",
        "2023-03-01.c12",
        "2023-03-01.m1",
        "2023-03-01.n1",
        "2023-03-01.z01",
        "2023-03-01.T07",
        " 2023-03-01.t07",
        "2023-03-01.t07\n",
        "٢٠٢٣-٠٣-٠١",
        "t07",
        "d1",
        "g7",
        "r17",
        "d12.t01",
        "rare_earths",
    ],
)
def test_what_has_none_of_the_forms_is_refused_in_one_sentence(text):
    with pytest.raises(UnknownName) as refused:
        parse_id(text)
    assert str(refused.value) == (
        f"{text!r} is no id: "
        "one looks like 2023-03-01, 2023-03-01.t07.p2.s3, 2023-03-01.c012 or g07."
    )


def test_every_id_of_the_corpus_has_a_form():
    kinds = {
        "briefing": br.briefings().briefing,
        "turn": br.turns().turn,
        "paragraph": br.paragraphs().paragraph,
        "sentence": br.sentences().sentence,
        "exchange": br.exchanges().exchange,
        "claim": br.claims().claim,
        "target": br.targets().target,
        "discrepancy": br.discrepancies().discrepancy,
        "reference": br.references().reference,
    }
    for kind, column in kinds.items():
        assert {parse_id(text).kind for text in column} == {kind}


@pytest.mark.parametrize("kind", NAMED_KINDS)
@pytest.mark.parametrize("name", ["Reuters", "R&D intensity", "a: b", "outlet"])
def test_a_kind_before_a_name_is_taken_off(kind, name):
    assert parse_name(f"{kind}:{name}") == (kind, name)
    assert parse_name(named_id(kind, name)) == (kind, name)


@pytest.mark.parametrize("text", ["", "Reuters", "claim:2023-03-01.c012", "Outlet:Reuters", ":x"])
def test_a_name_without_a_kind_that_has_names_stays_whole(text):
    assert parse_name(text) == ("", text)


def test_ids_are_read_without_the_libraries_that_take_time_to_load():
    program = "import sys, briefingroom.ids; print('pandas' in sys.modules)"
    command = [sys.executable, "-c", program]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert printed == "False\n"
