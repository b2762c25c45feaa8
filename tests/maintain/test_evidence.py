"""References, targets, discrepancies: what cannot be right is refused, with row and column."""

import pytest

import briefingroom as br
from briefingroom.errors import CorpusError
from briefingroom.maintain.build import build


@pytest.mark.parametrize(
    "file, found, spoiled, message",
    [
        ("references", ",exact,not known,", ",roughly,not known,", "bound: 'roughly' is not one"),
        ("references", ",exact,not known,", ",exact,second,", "edition: 'second' is not one"),
        ("references", ",computed,", ",reckoned,", "origin: 'reckoned' is not one of published"),
        ("targets", "g01,promise,", "g01,hope,", "row 2, kind: 'hope' is not one of promise"),
        ("targets", ",promise,official,", ",promise,journalist,", "'journalist' is not one of off"),
        ("discrepancies", ",factor,", ",factors,", "row 2, kind: 'factors' is not one of unit"),
    ],
)
def test_a_word_that_is_none_of_those_known_is_refused(
    corpus, rewrite, file, found, spoiled, message
):
    rewrite(f"annotations/{file}.csv", found, spoiled, 1)
    with pytest.raises(CorpusError, match=message):
        build(corpus)


def spoiled_target(rewrite, **fields):
    """Put values into columns of the second target."""
    import csv

    path = rewrite("annotations/targets.csv", "g02", "g02")
    with open(path, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[1] |= fields
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.mark.parametrize(
    "fields, message",
    [
        ({"said_again": "g03"}, "row 3, said_again: 'g03' is not one of g01"),
        ({"said_again": "g02"}, "row 3, said_again: 'g02' is not one of g01"),
        ({"since": "It came."}, "row 3, since_source: say it where since says something"),
        ({"since_basis": "printed"}, "row 3, since_basis: say it where since says something"),
        (
            {
                "since": "It came.",
                "since_source": "A paper",
                "since_basis": "printed",
                "since_date": "2023-04-20",
            },
            "row 3, since_date: 2023-04-20 is not after 2023-04-20",
        ),
    ],
)
def test_what_came_afterwards_has_its_source_and_what_is_said_again_was_said_before(
    corpus, rewrite, fields, message
):
    spoiled_target(rewrite, **fields)
    with pytest.raises(CorpusError, match=message):
        build(corpus)


def test_a_discrepancy_is_about_something_and_only_an_open_one_goes_unexplained(corpus, rewrite):
    first = br.discrepancies().iloc[0]
    path = rewrite("annotations/discrepancies.csv", first.likely, "")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(',"",', ",,"), encoding="utf-8", newline="")
    with pytest.raises(CorpusError, match="row 2, likely: say what is likely, or make it 'left op"):
        build(corpus)
    rewrite("annotations/discrepancies.csv", f"d01,{'; '.join(first.claims)},", "d01,,", 1)
    with pytest.raises(CorpusError, match="row 2, claims: name a claim, or a sentence"):
        build(corpus)
