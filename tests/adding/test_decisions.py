"""Decisions about candidates: the same checks by hand and by program; claims only from them."""

import csv
import io

import pandas as pd
import pytest

from briefingroom.adding.decisions import DECISION_COLUMNS
from briefingroom.adding.kept import KeptBriefing, decide_candidates
from briefingroom.adding.single import add, added
from briefingroom.corpus.collections import collection
from briefingroom.errors import CorpusError, QuestionError, UnknownName

ID = "2024-01-19"


@pytest.fixture
def kept(given):
    """A briefing that was added, with the ids of its candidates by their quotes."""
    add(given())
    return KeptBriefing(ID)


@pytest.fixture
def id_of(kept):
    """A function that gives the candidate with a quote."""

    def find(quote):
        (id,) = [id for id, row in kept.numerals.candidates.items() if row["quote"] == quote]
        return id

    return find


@pytest.fixture
def edit(own_folder):
    """Changes ``decisions.csv`` as a person does in an editor or a spreadsheet."""

    def change(candidate, **fields):
        path = own_folder / ID / "decisions.csv"
        rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"), newline="")))
        for row in rows:
            if row["candidate"] == candidate:
                row.update(fields)
        file = io.StringIO()
        writer = csv.DictWriter(file, DECISION_COLUMNS, lineterminator="\r\n")
        writer.writeheader()
        writer.writerows(rows)
        path.write_text("\ufeff" + file.getvalue(), "utf-8", newline="")

    return change


def claims():
    return KeptBriefing(ID).rows("claims")


def test_the_file_has_a_row_for_each_candidate_with_what_is_suggested(kept):
    rows = [decision.row for decision in kept.decisions()]
    assert [row["candidate"] for row in rows] == list(kept.numerals.candidates)
    for row in rows:
        candidate = kept.numerals.candidates[row["candidate"]]
        assert row["decision"] == ""
        for column in ("quote", "value", "unit", "bound", "kind", "period", "reason"):
            assert row[column] == candidate[column]


def test_an_accepted_candidate_is_a_claim_with_its_number(id_of):
    id = id_of("12.5%")
    taken = decide_candidates(
        ID, [{"candidate": id, "decision": "accept", "measure": "output of lamps"}]
    )
    (claim,) = claims()
    assert claim["claim"] == id.replace(".n", ".c")
    assert (claim["quote"], claim["value"], claim["unit"]) == ("12.5%", "12.5", "percent")
    assert (claim["measure"], claim["region"]) == ("output of lamps", "China")
    assert (claim["value_low"], claim["value_high"]) == ("12.45", "12.55")
    assert taken.claims == 1
    assert str(taken).startswith(f"{ID}: 1 claim, 0 other numerals, ")
    assert collection().claims().quote.tolist() == ["12.5%"]
    assert id not in set(collection().candidates().candidate)


def test_a_measure_that_nobody_names_is_the_words_of_the_sentence(id_of, kept):
    decide_candidates(ID, [{"candidate": id_of("12.5%"), "decision": "accept"}])
    assert claims()[0]["measure"] == kept.numerals.text_of(id_of("12.5%"))


def test_what_is_suggested_as_no_quantity_is_accepted_as_that(kept):
    (year,) = [id for id, row in kept.numerals.candidates.items() if row["quote"] == "2023"]
    decide_candidates(ID, [{"candidate": year, "decision": "accept"}])
    (row,) = KeptBriefing(ID).rows("other_numerals")
    assert (row["briefing"], row["quote"], row["reason"]) == (ID, "2023", "year")
    assert claims() == []


def test_a_rejected_candidate_is_another_numeral_with_the_reason(id_of):
    decide_candidates(
        ID, [{"candidate": id_of("12.5%"), "decision": "reject", "reason": "idiom: as said"}]
    )
    (row,) = KeptBriefing(ID).rows("other_numerals")
    assert (row["quote"], row["reason"]) == ("12.5%", "idiom: as said")


def test_a_corrected_candidate_has_the_fields_as_mended(id_of):
    mended = {"decision": "correct", "kind": "growth", "bound": "over", "period": "2023"}
    decide_candidates(ID, [{"candidate": id_of("12.5%"), **mended}])
    (claim,) = claims()
    assert (claim["kind"], claim["bound"], claim["period"]) == ("growth", "over", "2023")
    assert (claim["period_start"], claim["period_end"]) == ("2023-01-01", "2023-12-31")
    assert claim["value_high"] == ""


def test_a_decision_is_taken_back(id_of):
    decide_candidates(ID, [{"candidate": id_of("12.5%"), "decision": "accept"}])
    decide_candidates(ID, [{"candidate": id_of("12.5%"), "decision": ""}])
    assert claims() == []
    assert collection().claims().empty


def test_decisions_come_as_a_table_too(id_of):
    table = pd.DataFrame([{"candidate": id_of("12.5%"), "decision": "accept", "note": None}])
    assert decide_candidates(ID, table).claims == 1


def test_a_file_edited_by_hand_is_read(id_of, edit):
    edit(id_of("12.5%"), decision="accept", indicator="")
    assert claims() == []
    assert decide_candidates(ID).claims == 1
    assert [claim["quote"] for claim in claims()] == ["12.5%"]
    assert added().claims.tolist() == [1]


WRONG = {
    "changed but accepted": (
        {"decision": "accept", "value": "13"},
        "value: '13' is not what was suggested .'12.5'.; write correct",
    ),
    "value of other words": (
        {"decision": "correct", "value": "13"},
        "value: '12.5%' reads as 12.5, not as 13; .*note",
    ),
    "no number": ({"decision": "correct", "value": "many"}, "value: 'many' is no number"),
    "rounded by a spreadsheet": (
        {"decision": "correct", "value": "2.454E+13"},
        "value: '2.454E.13' is no number; write it out in base units",
    ),
    "unknown unit": ({"decision": "correct", "unit": "lamps"}, "unit: 'lamps' is not one of CNY"),
    "no unit": ({"decision": "correct", "unit": ""}, "unit: '12.5%' needs it"),
    "unknown bound": (
        {"decision": "correct", "bound": "some"},
        "bound: 'some' is not one of exact",
    ),
    "unknown kind": ({"decision": "correct", "kind": "rise"}, "kind: 'rise' is not one of level"),
    "no period": (
        {"decision": "correct", "period": "last year"},
        "period: 'last year' is no period",
    ),
    "no baseline": ({"decision": "correct", "baseline": "x"}, "baseline: 'x' is no period"),
    "unknown indicator": (
        {"decision": "correct", "indicator": "lamps"},
        "indicator: 'lamps' is not",
    ),
    "counted without count": (
        {"decision": "correct", "counted": "lamp"},
        "counted: name the thing",
    ),
    "words that are not there": (
        {"decision": "correct", "quote": "13%", "value": "13"},
        "quote: '13%' does not stand there around '12.5%'",
    ),
    "words of another": (
        {"decision": "correct", "quote": "12.5% in 2023"},
        "quote: '12.5% in 2023' reaches into '2023'",
    ),
    "unknown decision": (
        {"decision": "yes"},
        "decision: 'yes' is not one of accept, correct, reject",
    ),
    "no reason": ({"decision": "reject"}, "reason: say why it is no quantity"),
    "unknown reason": (
        {"decision": "reject", "reason": "dull"},
        "reason: 'dull' is not one of date, year",
    ),
}


@pytest.mark.parametrize("fields, said", WRONG.values(), ids=list(WRONG))
def test_what_cannot_be_right_is_named_by_row_and_column_and_nothing_changes(
    fields, said, id_of, edit, own_folder
):
    id = id_of("12.5%")
    other = next(id for id, row in KeptBriefing(ID).numerals.candidates.items() if row["reason"])
    decide_candidates(ID, [{"candidate": other, "decision": "accept"}])
    before = {path: path.read_bytes() for path in (own_folder / ID).rglob("*.csv")}
    row = int(id.rpartition("n")[2]) + 1
    place = rf"^{ID}/decisions\.csv, row {row}, {said}"
    with pytest.raises(CorpusError, match=place):
        decide_candidates(ID, [{"candidate": id, **fields}])
    assert {path: path.read_bytes() for path in (own_folder / ID).rglob("*.csv")} == before
    edit(id, **fields)
    with pytest.raises(CorpusError, match=place):
        decide_candidates(ID)
    assert claims() == []


def test_a_note_may_say_why_a_value_is_not_what_the_words_give(id_of):
    mended = {"decision": "correct", "value": "13", "note": "a slip of the page: 13 is meant"}
    decide_candidates(ID, [{"candidate": id_of("12.5%"), **mended}])
    assert claims()[0]["value"] == "13"


def test_a_damaged_file_is_named(own_folder, kept):
    path = own_folder / ID / "decisions.csv"
    text = path.read_text("utf-8")
    for damaged, said in (
        (text.replace("candidate,decision", "decision,candidates", 1), "no column 'candidates'"),
        (text + text.split("\n")[1] + "\n", "is in row 2 too"),
        (text.replace(",", ";"), "separated by semicolons"),
        ("", "the file is empty"),
        (text.replace(f"{ID}.n001", f"{ID}.n999"), "there is no candidate"),
    ):
        path.write_text(damaged, "utf-8")
        with pytest.raises(CorpusError, match=said):
            decide_candidates(ID)
    path.write_bytes(text.encode("utf-16"))
    with pytest.raises(CorpusError, match="this is UTF-16"):
        decide_candidates(ID)
    path.unlink()
    with pytest.raises(CorpusError, match=r"decisions\.csv is missing"):
        decide_candidates(ID)


def test_rows_with_other_fields_and_briefings_that_are_not_there_are_refused(kept):
    with pytest.raises(QuestionError, match=r"always candidate; not colour\."):
        decide_candidates(ID, [{"candidate": f"{ID}.n001", "colour": "red"}])
    with pytest.raises(QuestionError, match="not without it"):
        decide_candidates(ID, [{"decision": "accept"}])
    with pytest.raises(UnknownName, match=f"the nearest is '{ID}'"):
        decide_candidates("2024-01-20")


def test_every_numeral_is_in_one_place_while_they_are_decided(kept):
    """Each candidate is a claim, another numeral or open, and only one of them."""
    candidates = list(kept.numerals.candidates.values())
    for row in candidates:
        change = {"candidate": row["candidate"], "decision": "accept"}
        if row["unit"] == "count" and not row["reason"]:
            change["counted"] = "thing"
        decide_candidates(ID, [change])
        mine = collection()
        places = [
            (sentence, start)
            for table in (mine.claims(), mine.other_numerals(), mine.candidates())
            for sentence, start in zip(table.sentence, table.start, strict=True)
        ]
        assert sorted(places) == sorted((row["sentence"], int(row["start"])) for row in candidates)
    assert mine.candidates().empty
