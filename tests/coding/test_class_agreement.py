"""A class's own coding: compared with another, and refused in one sentence where it cannot be."""

from html import unescape

import pandas as pd
import pytest

import briefingroom as br
from briefingroom.coding.agreement import OF_ONE_KIND
from briefingroom.coding.coded_files import known_categories
from briefingroom.corpus.tables import resources

IDS = br.aims().sentence.iloc[:6].tolist()
MINE = "only only none none beside none".split()
THEIRS = "only none none none beside only".split()


def coding(codes, ids=IDS, **columns):
    return pd.DataFrame({"sentence": ids, "aim": codes, **columns})


@pytest.fixture
def saved(tmp_path):
    """Writes a text as a file, in some encoding, and gives its path."""

    def put(text, encoding="utf-8"):
        path = tmp_path / "mine.csv"
        path.write_bytes(text.encode(encoding))
        return path

    return put


def as_text(codes, separator=","):
    lines = [separator.join(("sentence", "aim", "note"))]
    lines += [separator.join((id, code, "")) for id, code in zip(IDS, codes, strict=True)]
    return "\n".join([*lines, ""])


def refused(mine, theirs=None):
    with pytest.raises(br.QuestionError) as error:
        br.code_agreement(mine, coding(THEIRS) if theirs is None else theirs)
    said = str(error.value)
    assert said.endswith(".")
    assert "\n" not in said
    return said


def test_alpha_and_differences_are_those_of_the_two_codings():
    compared = br.code_agreement(coding(MINE), coding(THEIRS))
    (row,) = compared.table.to_dict("records")
    assert (row["column"], row["units"], row["same"]) == ("aim", 6, 4)
    # By hand: of 12 codes 4 are only, 6 none and 2 beside, so that 12 + 30 + 2 = 44 of 132 ordered
    # pairs are alike and 88 are not; of the 6 sentences 2 are coded differently.
    assert row["value"] == pytest.approx(1 - (2 / 6) / (88 / 132))
    assert compared.differences.sentence.tolist() == [IDS[1], IDS[5]]
    assert compared.differences.mine.tolist() == ["only", "none"]
    assert compared.differences.theirs.tolist() == ["none", "only"]


def test_several_columns_are_compared_each_for_itself_and_empty_fields_left_out():
    mine = coding(MINE, mood=["up", "up", "down", "", "down", "up"])
    theirs = coding(THEIRS, mood=["up", "down", "down", "up", "", "up"])
    table = br.code_agreement(mine, theirs).table.set_index("column")
    assert table.units.to_dict() == {"aim": 6, "mood": 4}
    assert table.same.to_dict() == {"aim": 4, "mood": 3}


@pytest.mark.parametrize(
    "text, encoding",
    [
        (as_text(MINE), "utf-8"),
        (as_text(MINE), "utf-8-sig"),
        (as_text(MINE, ";"), "utf-8-sig"),
        (as_text(MINE, "\t"), "utf-8"),
        (as_text(MINE).replace("\n", "\r\n") + ",,\r\n", "utf-8-sig"),
    ],
    ids=["plain", "mark", "semicolons", "tabs", "line ends of Windows"],
)
def test_a_file_is_read_as_excel_saves_it(saved, text, encoding):
    plain = br.code_agreement(coding(MINE), coding(THEIRS)).table
    table = br.code_agreement(saved(text, encoding), coding(THEIRS)).table
    assert table.equals(plain)


def test_the_published_coding_of_aims_can_be_compared_with():
    published = br.aims().replace({"aim": {"": "none"}})
    compared = br.code_agreement(coding(MINE), published)
    assert compared.table.units.tolist() == [6]


def test_a_single_category_has_no_alpha_and_says_so():
    compared = br.code_agreement(coding(["none"] * 6), coding(["none"] * 6))
    assert pd.isna(compared.table.value.item())
    assert "alpha is not defined: a single category is used" in repr(compared)


def test_sentences_of_one_turn_have_no_interval_and_say_so():
    compared = br.code_agreement(coding(MINE), coding(THEIRS))
    assert pd.isna(compared.table.low.item())
    assert "no interval: all stand in one turn" in repr(compared)


def test_it_prints_the_sentence_on_two_readers():
    compared = br.code_agreement(coding(MINE), coding(THEIRS))
    assert repr(compared).count(OF_ONE_KIND) == 1
    assert unescape(compared._repr_html_()).count(OF_ONE_KIND) == 1


EVIL = "<img src=x onerror=alert(1)>"


def test_html_in_a_note_is_shown_as_text():
    compared = br.code_agreement(coding(MINE, note=[EVIL] * 6), coding(THEIRS))
    assert EVIL in repr(compared)
    assert "<img" not in compared._repr_html_()
    assert "&lt;img src=x onerror=alert(1)&gt;" in compared._repr_html_()


def test_html_in_a_category_or_a_name_is_shown_as_text():
    mine, theirs = (coding(MINE, **{EVIL: [mood] * 6}) for mood in (EVIL, "calm"))
    shown = br.code_agreement(mine, theirs)._repr_html_()
    assert "<img" not in shown
    assert "&lt;img" in shown


def test_a_sentence_that_the_other_does_not_have_is_named(saved):
    said = refused(saved(as_text(MINE)), coding(THEIRS[:5], IDS[:5]))
    assert said.startswith(f"mine.csv, row 7, sentence: {IDS[5]} is not in theirs")


def test_a_sentence_twice_is_named_with_both_rows(saved):
    path = saved(as_text(MINE) + f"{IDS[0]},none,\n")
    assert refused(path).startswith(f"mine.csv, row 8, sentence: {IDS[0]} is in row 2 too")
    assert "theirs, row 1, sentence:" in refused(coding(MINE), coding(THEIRS, [IDS[0]] * 6))


@pytest.mark.parametrize("code", ["maybe", "Only", "<b>only</b>"])
def test_an_unknown_category_is_named_with_the_nearest(saved, code):
    said = refused(saved(as_text([code, *MINE[1:]])))
    assert said.startswith(f"mine.csv, row 2, aim: '{code}' is no category of aim; the nearest is")


@pytest.mark.parametrize("code", ["#NAME?", "#REF!", "=A1"])
def test_an_error_of_a_spreadsheet_is_no_category_of_any_column(code):
    said = refused(coding(MINE, mood=[code, *MINE[1:]]), coding(THEIRS, mood=THEIRS))
    assert said.startswith(f"mine, row 0, mood: {code!r} is an error or a formula")


@pytest.mark.parametrize(
    "text, encoding, place",
    [
        ("", "utf-8", "mine.csv is empty"),
        ("\n\n", "utf-8", "mine.csv, row 1: there is no column 'sentence'"),
        ("sentence,aim\n", "utf-8", "mine.csv has no row"),
        ("aim,note\nonly,\n", "utf-8", "mine.csv, row 1: there is no column 'sentence'"),
        ("sentence,aim,aim\n", "utf-8", "mine.csv, row 1: the column 'aim' is there twice"),
        ("sentence,aim\n2023-03-01.t07,only\n", "utf-8", "mine.csv, row 2, sentence:"),
        ("sentence,aim\n44986,only\n", "utf-8", "mine.csv, row 2, sentence: '44986' is no"),
        (f"sentence,aim\n{IDS[0]},only,x\n", "utf-8", "mine.csv, row 2: there are more or"),
        ("sentence,aim\nx,“\n", "gbk", "mine.csv, line 2: this is not UTF-8"),
        (as_text(MINE), "utf-16", "mine.csv: this is UTF-16"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_its_place(saved, text, encoding, place):
    assert refused(saved(text, encoding)).startswith(place)


def test_a_file_that_is_not_there_and_codings_without_a_common_column(tmp_path):
    assert refused(tmp_path / "gone.csv").startswith("gone.csv cannot be read")
    other = pd.DataFrame({"sentence": IDS, "mood": MINE})
    assert "have no column of categories in common" in refused(coding(MINE), other)


def test_the_columns_of_the_code_book_have_its_categories_and_none():
    schema = {
        field["name"]: field["constraints"]["enum"]
        for table in ("policy_measures", "asked", "aims")
        for field in resources()[table]["schema"]["fields"]
        if "enum" in field.get("constraints", {})
    }
    assert len(schema) == 10
    for column, allowed in schema.items():
        assert set(known_categories(column)) == {*allowed, "none"}
    assert "chips" in known_categories("theme")
    assert known_categories("mood") == []
