"""One's own codes: saved whole at each press, taken up again, and never at the cost of a file."""

import csv
import os

import pandas as pd
import pytest

import briefingroom as br
from briefingroom.coding.code_book import CODE_BOOK
from briefingroom.coding.coded_files import known_categories
from briefingroom.coding.own_codes import OwnCodes

IDS = br.aims().sentence.iloc[[3, 40, 300]].tolist()
OTHER = br.aims().sentence.iloc[900]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "my_codes.csv"


def own(path, column="aim", ids=IDS):
    return OwnCodes(path, column, ids)


def rows(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return {row["sentence"]: row for row in csv.DictReader(file)}


def test_each_code_is_in_the_file_at_once_with_all_sentences_and_their_text(path):
    mine = own(path)
    assert not path.exists()
    mine.write(IDS[1], "only", "hard:\n“an aim”, I think")
    saved = rows(path)
    assert list(saved) == IDS
    assert [saved[id]["aim"] for id in IDS] == ["", "only", ""]
    assert saved[IDS[1]]["note"] == "hard: “an aim”, I think"
    texts = br.sentences().set_index("sentence").text
    assert saved[IDS[2]]["text"] == texts[IDS[2]]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")  # by which Excel knows UTF-8
    assert [each.name for each in path.parent.iterdir()] == ["my_codes.csv"]


def test_it_goes_on_where_it_stopped(path):
    own(path).write(IDS[0], "none", "")
    again = own(path)
    assert (again.coded(), again.code(IDS[0])) == ([IDS[0]], "none")
    again.write(IDS[2], "beside", "")
    assert [row["aim"] for row in rows(path).values()] == ["none", "", "beside"]


def test_the_file_is_what_code_agreement_takes(path):
    mine = own(path)
    for id in IDS:
        mine.write(id, "none", "")
    published = br.published_codes("aim")
    compared = br.code_agreement(path, published)
    assert compared.table.units.tolist() == [3]
    same = published.set_index("sentence").aim.reindex(IDS).eq("none").sum()
    assert compared.table.same.tolist() == [same]


def test_another_column_and_other_sentences_of_the_file_stay(path):
    own(path).write(IDS[0], "only", "mine")
    own(path, "step", [OTHER]).write(OTHER, "done", "")
    saved = rows(path)
    assert (saved[IDS[0]]["aim"], saved[IDS[0]]["note"]) == ("only", "mine")
    assert (saved[OTHER]["step"], saved[OTHER]["aim"]) == ("done", "")


def test_what_a_spreadsheet_wrote_meanwhile_is_kept(path):
    mine = own(path)
    mine.write(IDS[0], "only", "")
    text = path.read_text(encoding="utf-8-sig").replace(",", ";").replace("only", "beside")
    path.write_text(text.replace(f"{IDS[1]};;", f"{IDS[1]};none;"), encoding="utf-8-sig")
    os.utime(path, ns=(1, 1))
    mine.write(IDS[2], "only", "")
    saved = pd.read_csv(path, dtype="str", keep_default_na=False).set_index("sentence").aim
    assert saved.reindex(IDS).tolist() == ["beside", "none", "only"]


def test_a_file_that_was_taken_away_is_written_anew_with_all(path):
    mine = own(path)
    mine.write(IDS[0], "only", "")
    path.unlink()
    mine.write(IDS[1], "none", "")
    assert [row["aim"] for row in rows(path).values()] == ["only", "none", ""]


@pytest.mark.parametrize(
    "content, message",
    [
        (b"", "my_codes.csv is empty"),
        (b"aim,note\nonly,\n", "my_codes.csv, row 1: there is no column 'sentence'"),
        (f"sentence,aim\n{IDS[0]},maybe\n".encode(), "my_codes.csv, row 2, aim: 'maybe' is no"),
        (f"sentence,aim\n{IDS[0]},only\n{IDS[0]},only\n".encode(), "row 3, sentence: .* row 2 too"),
        (f"sentence,aim\n{IDS[0]},only\n".encode("utf-16"), "my_codes.csv: this is UTF-16"),
        (b"\x89PNG\r\n\x1a\n", "my_codes.csv, line 1: this is not UTF-8"),
    ],
    ids=["empty", "no sentences", "category", "twice", "utf-16", "picture"],
)
def test_a_file_that_is_no_coding_is_refused_and_left_as_it_is(path, content, message):
    path.write_bytes(content)
    with pytest.raises(br.QuestionError, match=message):
        own(path)
    assert path.read_bytes() == content


def test_a_file_that_was_spoilt_meanwhile_is_left_as_it_is(path):
    mine = own(path)
    mine.write(IDS[0], "only", "")
    path.write_bytes(b"something else")
    with pytest.raises(br.QuestionError, match="there is no column"):
        mine.write(IDS[1], "only", "")
    assert path.read_bytes() == b"something else"
    assert mine.coded() == [IDS[0]]


def test_a_code_that_cannot_be_written_is_said_and_not_taken_for_saved(path, monkeypatch):
    mine = own(path)
    mine.write(IDS[0], "only", "")
    before = path.read_bytes()

    def refuse(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(br.QuestionError, match="the last code is not saved; close it in other"):
        mine.write(IDS[1], "none", "")
    assert mine.coded() == [IDS[0]]
    assert path.read_bytes() == before
    assert [each.name for each in path.parent.iterdir()] == ["my_codes.csv"]


def test_a_folder_is_no_file(tmp_path):
    for place in (tmp_path, tmp_path / "gone" / "mine.csv"):
        with pytest.raises(br.QuestionError, match="give a file in a folder that is there"):
            own(place)


# --- the code book and the published coding


@pytest.mark.parametrize("column", CODE_BOOK)
def test_the_buttons_are_the_categories_of_the_code_book(column):
    allowed = set(known_categories(column))
    assert set(CODE_BOOK[column].meanings) == allowed
    assert all(CODE_BOOK[column].meanings.values())


def test_the_published_coding_has_every_sentence_once_and_of_several_means_the_first():
    means = br.policy_measures()
    codes = br.published_codes("instrument").set_index("sentence").instrument
    assert list(codes.index) == br.aims().sentence.tolist()
    for sentence, mine in means.groupby("sentence"):
        first = min(mine.itertuples(), key=lambda row: (row.start, row.end))
        assert codes[sentence] == first.instrument
    assert (codes == "none").sum() == (br.aims().measures == 0).sum()
    aims = br.published_codes("aim").aim.value_counts()
    assert aims["only"] == (br.aims().aim == "only").sum()


def test_there_is_no_published_coding_of_anything_else():
    with pytest.raises(br.UnknownName, match="not coded by 'instruments'; the nearest is 'instru"):
        br.published_codes("instruments")


# --- which sentences


def test_a_class_draws_the_same_sentences_and_another_seed_draws_others():
    one, again, other = (
        br.sentences_to_code(20, seed=seed).sentence.tolist() for seed in (0, 0, 1)
    )
    assert one == again != other
    assert len(set(one)) == 20
    order = br.aims().sentence.tolist()
    assert one == sorted(one, key=order.index)


def test_a_balanced_draw_has_as_many_of_each_published_code():
    aims = br.aims().replace({"aim": {"": "none"}}).set_index("sentence").aim
    one, again, other = (
        br.sentences_to_code(20, seed=seed, balanced="aim").sentence.tolist() for seed in (0, 0, 1)
    )
    assert one == again != other
    assert aims[one].value_counts().to_dict() == {"only": 7, "beside": 7, "none": 6}
    assert aims[other].value_counts().to_dict() == {"only": 7, "beside": 7, "none": 6}
    assert one == sorted(one, key=aims.index.get_loc)


def test_a_code_with_too_few_sentences_leaves_its_part_to_the_others():
    drawn = br.sentences_to_code(400, balanced="aim").sentence
    aims = br.aims().replace({"aim": {"": "none"}}).set_index("sentence").aim[drawn]
    assert aims.value_counts().to_dict() == {"only": 155, "none": 155, "beside": 90}
    everything = br.sentences_to_code(1736, balanced="aim").sentence
    assert everything.tolist() == br.aims().sentence.tolist()


def test_what_cannot_be_balanced_is_refused():
    with pytest.raises(br.QuestionError, match="how many sentences are to be drawn in balance"):
        br.sentences_to_code("all", balanced="aim")
    with pytest.raises(br.QuestionError, match="Between 1 and 1,736 sentences"):
        br.sentences_to_code(0, balanced="aim")
    with pytest.raises(br.UnknownName, match="not coded by 'aims'; the nearest is 'aim'"):
        br.sentences_to_code(20, balanced="aims")


def test_a_part_or_all_of_the_sentences_can_be_coded():
    assert len(br.sentences_to_code("all")) == len(br.aims())
    turn = br.sentences_to_code("2023-03-01.t02").sentence
    assert turn.tolist() == [id for id in br.aims().sentence if id.startswith("2023-03-01.t02.")]
    assert br.sentences_to_code(IDS[::-1]).sentence.tolist() == IDS


@pytest.mark.parametrize("wanted", [0, -1, 1737, True])
def test_a_number_that_cannot_be_drawn_is_refused(wanted):
    with pytest.raises(br.QuestionError, match="Between 1 and 1,736 sentences"):
        br.sentences_to_code(wanted)


@pytest.mark.parametrize(
    "wanted, message",
    [
        ("2023-03-01.t03", "No sentence to be coded stands in '2023-03-01.t03'; the nearest is"),
        ("yesterday", "No sentence to be coded"),
        ([*IDS, "2023-03-01.t01.p1.s1"], "There is no sentence to be coded '2023-03-01.t01.p1.s1'"),
    ],
)
def test_what_no_official_says_is_not_coded(wanted, message):
    with pytest.raises(br.UnknownName, match=message):
        br.sentences_to_code(wanted)


@pytest.mark.parametrize("wanted", [[], [IDS[0], IDS[0]]])
def test_a_list_has_each_sentence_once(wanted):
    with pytest.raises(br.QuestionError, match="each sentence once"):
        br.sentences_to_code(wanted)
