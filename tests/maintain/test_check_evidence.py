"""What rests on claims claims no more than is shown; each fault is found where it was put."""

import csv

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.maintain.check_context import records_outside
from briefingroom.maintain.check_evidence import (
    editions,
    explanations,
    promises_counted,
    published_ids,
    sides,
)
from briefingroom.maintain.findings import Corpus


@pytest.fixture
def spoil(corpus):
    """Puts values into a row of a table of the copy, and gives what is then found."""

    def put(invariant, table, key, id, **fields):
        path = corpus / "tables" / f"{table}.csv"
        with open(path, encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        (row,) = [row for row in rows if row[key] == id]
        row |= fields
        with open(path, "w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0], lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        return invariant(Corpus(corpus)).problems

    return put


def test_nothing_is_found_in_the_corpus_as_it_is():
    here = Corpus(HOME)
    every = (sides, explanations, editions, promises_counted, published_ids, records_outside)
    for invariant in every:
        assert invariant(here).problems == []


@pytest.mark.parametrize(
    "table, key, id", [("context", "context", "x003"), ("further_reading", "reading", "w03")]
)
def test_what_comes_from_outside_has_the_address_of_a_record(spoil, table, key, id):
    problems = spoil(records_outside, table, key, id, url="seen in print")
    place = f"tables/{table}.csv, row 4, url"
    assert problems == [f"{place}: 'seen in print' is no address of a record."]


def test_two_sides_that_meet_are_no_revision(spoil):
    problems = spoil(sides, "discrepancies", "discrepancy", "d27", kind="revision")
    assert problems == [
        "tables/discrepancies.csv, row 27, kind: d27: as ranges the two sides meet; leave it open."
    ]


def test_an_explanation_from_reading_alone_is_not_sure(spoil):
    fields = {"likely": "A later selection.", "confidence": "medium"}
    problems = spoil(explanations, "discrepancies", "discrepancy", "d52", **fields)
    assert problems == [
        "tables/discrepancies.csv, row 49, confidence: "
        "d52: medium confidence, and no independent figure seen; make it low."
    ]


def test_where_no_explanation_is_given_none_is_sure(spoil):
    problems = spoil(explanations, "discrepancies", "discrepancy", "d79", confidence="high")
    assert problems == [
        "tables/discrepancies.csv, row 75, confidence: "
        "d79: high confidence, and no explanation; make it low."
    ]


def test_a_claim_that_respects_a_floor_has_no_difference(spoil):
    problems = spoil(editions, "references", "reference", "r087", difference_percent="-4.52")
    assert problems == [
        "tables/references.csv, row 86, difference_percent: "
        "r087: a difference is given from a bound that is respected."
    ]


def test_a_first_and_a_revised_figure_are_not_divided_in_silence(corpus, rewrite):
    relation = "growth,2023-04-20.c028,r095; r418,one figure over another\n"
    path = corpus / "tables" / "relations.csv"
    path.write_text(path.read_text(encoding="utf-8") + relation, encoding="utf-8", newline="")
    (problem,) = editions(Corpus(corpus)).problems
    assert "2023-04-20.c028 from r095; r418: a first and a revised figure" in problem
    rewrite("tables/relations.csv", "one figure over another", "across editions")
    assert editions(Corpus(corpus)).problems == []


def test_the_number_of_promises_is_one_everywhere(spoil):
    number = len(br.promises())
    assert promises_counted(Corpus(HOME)).counted.startswith(f"{number} by officials, each once")
    card = (HOME / "README.md").read_text(encoding="utf-8")
    assert f"{number} promises" in card
    problems = spoil(promises_counted, "targets", "target", "g37", kind="forecast")
    assert problems == [
        "tables/targets.csv, row 38, said_again: "
        "g37: a forecast says again what g17 says, which is a promise."
    ]


def test_an_id_that_vanished_is_missed_and_one_that_was_taken_out_stays_out(corpus, rewrite):
    rewrite("annotations/removed.csv", "d42,", "d94,")
    assert published_ids(Corpus(corpus)).problems == [
        "tables/discrepancies.csv: d42 was published and is gone; "
        "restore it, or give the reason in annotations/removed.csv."
    ]
    rewrite("annotations/removed.csv", "d94,", "d41,")
    problems = published_ids(Corpus(corpus)).problems
    assert (
        "annotations/removed.csv, row 5, id: d41 was taken out, and discrepancies uses it again."
    ) in problems
