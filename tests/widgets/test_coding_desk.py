"""The desk for coding, driven as the page drives it."""

import csv

import pytest

import briefingroom as br
from briefingroom.widgets.coding import KEYS, with_neighbours

IDS = br.sentences_to_code(4).sentence.tolist()


class Desk:
    """A widget and what the page would send."""

    def __init__(self, path, column="aim", sentences=4):
        self.path = path
        self.widget = br.code_sentences(column, sentences, path)
        self.part = self.widget.children[0]

    @property
    def state(self):
        return self.part.state

    def press(self, act, id="", **more):
        number = self.state["answered"] + 1
        message = {"act": act, "id": id or self.state["id"], "number": number, "note": "", **more}
        self.part._handle_custom_msg(message, [])
        assert self.state["answered"] == number
        return self.state["says"]

    def codes(self, column="aim"):
        with open(self.path, encoding="utf-8-sig", newline="") as file:
            return {row["sentence"]: row[column] for row in csv.DictReader(file)}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "mine.csv"


@pytest.fixture
def desk(path):
    return Desk(path)


def test_it_shows_a_sentence_between_its_neighbours_and_a_button_for_each_category(desk):
    texts = br.sentences().set_index("sentence").text
    assert desk.state["text"] == texts[IDS[0]]
    assert desk.state["place"].endswith(IDS[0])
    assert [each["code"] for each in desk.part.categories] == ["only", "beside", "none"]
    assert [each["key"] for each in desk.part.categories] == ["1", "2", "3"]
    before, text, after = with_neighbours("2023-03-01.t02.p1.s2")
    assert text == texts["2023-03-01.t02.p1.s2"]
    assert before == texts["2023-03-01.t02.p1.s1"]
    turn = [id for id in texts.index if id.startswith("2023-03-01.t02.")]
    assert after == f"{texts[turn[2]]} {texts[turn[3]]}"


def test_every_means_has_a_key_of_its_own_and_none_that_does_something_else(path):
    keys = [each["key"] for each in Desk(path, "instrument").part.categories]
    assert len(keys) == len(set(keys)) == 18 == len(KEYS)
    assert not set(keys) & set("ubsn")


def test_each_press_is_saved_and_leads_to_the_next(desk):
    for number, code in enumerate(["only", "none", "beside"], 1):
        assert desk.press("code", code=code) == f"Saved: {code}."
        assert desk.state["id"] == IDS[number]
        assert desk.codes()[IDS[number - 1]] == code
    assert desk.state["coded"] == 3


def test_at_the_end_the_agreement_with_the_published_coding_is_shown(desk):
    for code in ("only", "none", "beside", "none"):
        said = desk.press("code", code=code)
    assert said.startswith("All 4 sentences coded.")
    published = br.published_codes("aim")
    compared = br.code_agreement(desk.path, published)
    assert compared._repr_html_() in desk.state["result"]
    assert "two strangers would" in desk.state["result"]


def test_a_single_category_has_no_alpha_and_the_desk_says_so(path):
    nothing = br.published_codes("aim").query("aim == 'none'").sentence.tolist()[:3]
    desk = Desk(path, sentences=nothing)
    for _ in nothing:
        desk.press("code", code="none")
    assert "alpha is not defined: a single category is used" in desk.state["result"]


def test_undo_takes_back_code_and_note_one_after_the_other(desk):
    desk.press("code", code="only", note="first")
    desk.press("code", code="none")
    desk.press("code", id=IDS[0], code="beside", note="changed")
    assert desk.codes()[IDS[0]] == "beside"
    for expected in ({IDS[0]: "only"}, {IDS[1]: ""}, {IDS[0]: ""}):
        assert desk.press("undo") == "Taken back."
        assert expected.items() <= desk.codes().items()
        assert desk.state["id"] in expected
    assert not desk.state["undo"]
    assert desk.press("undo") == "Nothing to take back."


def test_skip_leaves_a_sentence_for_later_and_back_returns(desk):
    desk.press("skip")
    assert desk.state["id"] == IDS[1]
    desk.press("back")
    desk.press("back")
    assert desk.state["id"] == IDS[0]
    for id in IDS[1:]:
        desk.press("code", id=id, code="none")
    assert desk.state["id"] == IDS[0]
    assert desk.press("skip") == "This is the last one without a code."


def test_a_note_is_saved_without_a_code_and_again_only_if_it_changed(desk):
    assert desk.press("note", note="why?") == "Note saved."
    assert desk.press("note", note=" why? ") == ""
    assert desk.codes("note")[IDS[0]] == "why?"
    assert desk.codes()[IDS[0]] == ""
    assert desk.state["id"] == IDS[0]


def test_run_again_it_goes_on_with_the_next_sentence(desk, path):
    desk.press("code", code="only")
    again = Desk(path)
    assert again.state["id"] == IDS[1]
    assert "goes on with what you coded before" in again.state["says"]


@pytest.mark.parametrize(
    "neighbour, said",
    [
        (f"sentence,aim\n{IDS[0]},only\n", f"mine.csv, row 3, sentence: {IDS[1]} is not in"),
        ("sentence,aim\n" + "".join(f"{id},perhaps\n" for id in IDS), "anna.csv, row 2, aim: 'per"),
        ("sentence,aim\n" + f"{IDS[0]},only\n" * 2, "anna.csv, row 3, sentence:"),
        ("sentence,mood\n" + "".join(f"{id},only\n" for id in IDS), "no column of categories"),
        ("", "anna.csv is empty"),
    ],
    ids=["other sentences", "unknown category", "double", "other column", "empty"],
)
def test_a_neighbours_bad_file_is_one_sentence_with_file_and_row(desk, path, neighbour, said):
    desk.press("code", code="only")
    (path.parent / "anna.csv").write_text(neighbour, encoding="utf-8")
    assert said in desk.press("compare", file="anna.csv")
    assert desk.state["failed"]
    assert not desk.state["result"]


def test_a_neighbours_file_that_is_not_there_is_named(desk):
    desk.press("code", code="only")
    assert desk.press("compare", file="gone.csv").startswith("gone.csv cannot be read")


def test_html_in_a_neighbours_note_is_shown_as_text(desk, path):
    desk.press("code", code="only")
    evil = "<img src=x onerror=alert(1)>"
    rows = "".join(f"{id};none;{evil}\n" for id in IDS)
    (path.parent / "anna.csv").write_text(f"sentence;aim;note\n{rows}", encoding="utf-8-sig")
    assert desk.press("compare", file="anna.csv") == "The comparison stands below."
    assert "<img" not in desk.state["result"]
    assert "&lt;img src=x onerror=alert(1)&gt;" in desk.state["result"]


def test_before_the_first_code_there_is_nothing_to_compare(desk):
    assert desk.press("compare", file="") == "Code a sentence first."


def test_a_code_that_cannot_be_saved_is_said_and_the_sentence_stays(desk, path):
    desk.press("code", code="only")
    path.write_text("spoilt", encoding="utf-8")
    assert "there is no column 'sentence'" in desk.press("code", code="none")
    assert desk.state["failed"]
    assert desk.state["id"] == IDS[1]
    assert path.read_text(encoding="utf-8") == "spoilt"


def test_all_sentences_can_be_coded(path):
    desk = Desk(path, "instrument", "all")
    assert desk.state["of"] == 1736
    desk.press("code", code="plan")
    assert len(desk.codes("instrument")) == 1736
    assert desk.state["coded"] == 1


def test_what_cannot_be_coded_is_refused(path):
    with pytest.raises(br.UnknownName, match="not coded by 'aims'; the nearest is 'aim'"):
        br.code_sentences("aims", 4, path)
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(br.QuestionError, match=r"mine\.csv, row 1: there is no column 'sentence'"):
        br.code_sentences("aim", 4, path)


def test_without_a_kernel_it_says_where_the_sentences_are(desk):
    assert "br.sentences_to_code()" in repr(desk.widget)


def test_sentences_to_code_can_be_read_without_a_desk():
    shown = str(br.show_sentences_to_code(20).about)
    for sentence, text in br.sentences_to_code(20).itertuples(index=False):
        assert f"{sentence}  {text}" in shown


def test_a_desk_can_ask_for_the_sentences_of_a_balanced_draw(path):
    drawn = br.sentences_to_code(4, balanced="aim").sentence.tolist()
    assert set(drawn) != set(IDS)
    br.code_sentences("aim", 4, path, balanced="aim")
    shown = str(br.show_sentences_to_code(4, balanced="aim").about)
    assert [line.split("  ")[0] for line in shown.splitlines()] == drawn


def test_codes_are_shown_of_the_sentences_that_have_any():
    shown = str(br.show_codes("2021-03-01.t14", ["instrument", "aim"]))
    means, aims = br.policy_measures().sentence, br.aims().query("aim != ''").sentence
    coded = {id for id in [*means, *aims] if id.startswith("2021-03-01.t14.")}
    assert {line.split("  ")[0] for line in shown.splitlines()} == coded
    assert "2021-03-01.t14.p2.s1  instrument: regulation. " in shown
    assert str(br.show_codes("2023-03-01.t02.p16")).startswith(
        "In these sentences there is nothing"
    )
    with pytest.raises(br.UnknownName):
        br.show_codes("2021-03-01.t14", ["colour"])
