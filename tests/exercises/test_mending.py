"""What a student wrote goes into the notebook as given out, tried on a made-up exercise of nine
cells.
"""

import copy

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

SET = "01_anatomy_of_a_briefing"
OTHER_SET = "03_reading_a_number"
TEXTS = {"intro", "q1-text", "q2-text", "q2-essay"}
ANSWERS = {"q1", "q2", "q2-essay"}
IDS = ["intro", "setup", "q1-text", "q1", "q1-check", "q2-text", "q2", "q2-check", "q2-essay"]
MAKERS = {"code": new_code_cell, "markdown": new_markdown_cell, "raw": new_raw_cell}


def cell_of_ours(id, kind=None, source=None):
    make = MAKERS[kind or ("markdown" if id in TEXTS else "code")]
    marks = {"nbgrader": {"grade_id": id, "solution": id in ANSWERS}}
    return make(source or f"{id} as given out", id=id, metadata=marks)


def without_marks(cell):
    """A cell as a program saves it that keeps neither marks nor ids."""
    return MAKERS[cell.cell_type](cell.source)


@pytest.fixture
def given():
    return new_notebook(cells=[cell_of_ours(id) for id in IDS])


@pytest.fixture
def mend(kit, given):
    """A function that mends a hand-in of these cells; an id stands for the cell as given out."""

    def put(*cells):
        made = [cell_of_ours(cell) if isinstance(cell, str) else cell for cell in cells]
        return kit.mending.mended(new_notebook(cells=made), copy.deepcopy(given))

    return put


def ids(found):
    """The ids of ours in a mended notebook; nothing for a cell of the student."""
    return [cell.metadata.get("nbgrader", {}).get("grade_id", "") for cell in found.notebook.cells]


def sources(found):
    return [cell.source for cell in found.notebook.cells]


def cells_between(cell, id):
    """All cells of the exercise, and this one before the one of this id."""
    place = IDS.index(id)
    return [*IDS[:place], cell, *IDS[place:]]


def cells_with(**other):
    """All cells of the exercise, these in the place of their own."""
    return [other.get(id, id) for id in IDS]


# --- cells of the student


@pytest.mark.parametrize(
    "kind, kept", [("code", "code"), ("markdown", "markdown"), ("raw", "markdown")]
)
def test_a_cell_that_the_student_added_stays_where_it_is(mend, kind, kept):
    found = mend(*cells_between(MAKERS[kind]("my notes"), "q1-check"))
    place = IDS.index("q1-check")
    assert ids(found) == cells_between("", "q1-check")
    assert found.notebook.cells[place].source == "my notes"
    assert found.notebook.cells[place].cell_type == kept
    assert found.notes == []


def test_text_that_the_student_added_is_plain_and_code_is_as_written(mend):
    text, code = new_markdown_cell("<b> [a](b) & c"), new_code_cell("x = [1]  # < &")
    found = mend(*IDS, text, code)
    assert sources(found)[-2:] == ["&lt;b> &#91;a](b) &amp; c", "x = [1]  # < &"]
    assert found.notes == []


def test_of_an_answer_that_stands_twice_the_last_one_is_graded(mend):
    first, last = cell_of_ours("q1", source="early"), cell_of_ours("q1", source="late")
    first.id = "pasted"
    found = mend("intro", "setup", "q1-text", first, last, *IDS[4:])
    assert ids(found) == cells_between("", "q1")
    assert sources(found)[3:5] == ["early", "late"]
    assert found.notes == ["the cell q1 stands more than once; the last one was graded"]


def test_a_hand_in_may_have_so_many_cells_and_not_one_more(kit, mend, monkeypatch):
    monkeypatch.setattr(kit.mending, "MOST_CELLS", len(IDS))
    assert ids(mend(*IDS)) == IDS
    with pytest.raises(kit.cell_runs.Trouble, match="more than 9 cells"):
        mend(*IDS, new_code_cell("1"))


# --- cells of ours


def test_only_answers_are_taken_from_the_student(mend):
    changed = {id: cell_of_ours(id, source="changed") for id in IDS}
    found = mend(*cells_with(**changed))
    assert ids(found) == IDS
    taken = {id for id, source in zip(IDS, sources(found), strict=True) if source == "changed"}
    assert taken == ANSWERS
    assert found.notes == []


def test_the_notebook_itself_is_described_as_given_out(kit, given):
    given.metadata = {"title": "ours", "exercise": "made up"}
    handed = new_notebook(cells=copy.deepcopy(given.cells), metadata={"title": "theirs"})
    assert kit.mending.mended(handed, given).notebook.metadata == given.metadata


def test_what_is_done_to_one_hand_in_leaves_the_notebook_as_given_out_alone(kit, given):
    """It is read once for the whole class."""
    before = copy.deepcopy(given)
    handed = new_notebook(cells=[cell_of_ours("q1", source="mine")])
    made = kit.mending.mended(handed, given).notebook
    made.metadata["graded"] = True
    for cell in made.cells:
        cell.source += "graded"
        cell.metadata["graded"] = True
    assert given == before


@pytest.mark.parametrize(
    "id, kind, answer",
    [
        ("q1", "markdown", "a = [1] & b"),
        ("q1", "raw", "a = [1] & b"),
        ("q2-essay", "code", "a = &#91;1] &amp; b"),
        ("q2-essay", "raw", "a = &#91;1] &amp; b"),
    ],
)
def test_an_answer_of_another_kind_gets_its_kind_back_and_is_noted(mend, given, id, kind, answer):
    found = mend(*cells_with(**{id: cell_of_ours(id, kind, "a = [1] & b")}))
    assert [cell.cell_type for cell in found.notebook.cells] == [
        cell.cell_type for cell in given.cells
    ]
    assert sources(found)[IDS.index(id)] == answer
    assert found.notes == [f"the cell {id} was turned into another kind of cell"]


def test_the_kind_of_a_cell_that_is_no_answer_is_not_noted(mend):
    assert mend(*cells_with(intro=cell_of_ours("intro", "raw"))).notes == []


@pytest.mark.parametrize("id, named", [("q2-essay", "q2-essay"), ("", "of the student")])
def test_a_picture_that_a_student_put_into_a_text_is_noted(mend, id, named):
    cell = cell_of_ours(id) if id else new_markdown_cell("my picture")
    cell.attachments = {"a.png": {"image/png": "AAAA"}}
    found = mend(*IDS[:-1], cell) if id else mend(*IDS, cell)
    assert found.notes == [f"a picture in the cell {named} was left out; look at the hand-in"]
    assert not any(cell.get("attachments") for cell in found.notebook.cells)


def test_a_picture_in_a_text_of_ours_is_not_noted(mend):
    cell = cell_of_ours("q1-text")
    cell.attachments = {"q1.png": {"image/png": "AAAA"}}
    assert mend(*cells_with(**{"q1-text": cell})).notes == []


@pytest.mark.parametrize(
    "gone",
    [
        {"intro"},
        {"intro", "setup"},
        {"q1-text", "q1"},
        {"q1-check", "q2-text", "q2"},
        {"q2-essay"},
        {"q2-check", "q2-essay"},
        set(IDS) - {"q1"},
        set(IDS) - {"q2-essay"},
    ],
)
def test_what_was_deleted_comes_back_between_its_neighbours(mend, gone):
    found = mend(*[id for id in IDS if id not in gone])
    assert ids(found) == IDS
    assert sources(found) == [f"{id} as given out" for id in IDS]
    assert found.notes == [
        f"the cell {id} was deleted; it was put back as given out" for id in IDS if id in gone
    ]


def test_what_was_deleted_comes_back_right_behind_what_stood_before_it(mend):
    own = new_code_cell("1")
    found = mend(*[own if id == "q2-text" else id for id in IDS])
    assert ids(found) == [*IDS[:5], "q2-text", "", *IDS[6:]]


@pytest.mark.parametrize("kept", [{"intro", "setup"}, set(IDS) - ANSWERS])
def test_a_notebook_without_an_answer_has_no_points_instead_of_zero(kit, mend, kept):
    with pytest.raises(kit.cell_runs.Trouble, match="No answer of the exercise"):
        mend(*[id for id in IDS if id in kept])


# --- cells that have lost their marks


@pytest.mark.parametrize(
    "id, marks",
    [
        ("cell-7", {"nbgrader": {"grade_id": "q1"}}),
        ("q1", {"nbgrader": {"grade_id": "cell-7"}}),
        ("q1", {"nbgrader": "lost"}),
        ("q1", {}),
        ("cell-7", {"id": "q1"}),
    ],
)
def test_an_answer_is_known_by_any_mark_that_is_left(mend, id, marks):
    answer = new_code_cell("mine", id=id, metadata=marks)
    found = mend(*IDS[:3], answer, new_code_cell("my own"), *IDS[4:])
    assert ids(found) == cells_between("", "q1-check")
    assert sources(found)[3:5] == ["mine", "my own"]
    assert found.notes == []


def test_a_changed_cell_of_ours_is_known_by_its_mark_though_it_has_another_id(mend):
    setup = cell_of_ours("setup", source="changed")
    setup.id = "4f3a2b1c"  # as an old form of notebooks gets ids, when it is read
    found = mend(*cells_with(setup=setup))
    assert (ids(found), found.notes) == (IDS, [])


def test_an_id_that_no_exercise_has_is_not_taken_for_one(mend):
    cell = new_code_cell("my own", id="q7")
    assert ids(mend(*cells_between(cell, "q2"))) == cells_between("", "q2")


def test_a_cell_without_marks_is_known_by_its_text_whatever_its_spaces(mend):
    check = new_code_cell("q1-check  as\ngiven out")
    assert ids(mend(*cells_with(**{"q1-check": check}))) == IDS


def test_an_answer_without_marks_is_found_beside_its_check(mend):
    code, text = new_code_cell("mine"), new_markdown_cell("my words")
    found = mend(*cells_with(q1=code, **{"q2-essay": text}))
    assert ids(found) == IDS
    assert sources(found)[IDS.index("q1")] == "mine"
    assert sources(found)[IDS.index("q2-essay")] == "my words"
    assert found.notes == []


def test_an_answer_without_marks_is_found_at_the_very_beginning(mend):
    found = mend(new_code_cell("mine"), *IDS[4:])
    assert ids(found) == IDS
    assert sources(found)[IDS.index("q1")] == "mine"


def test_the_last_cell_is_not_taken_for_the_answer_before_a_check_that_comes_first(mend):
    found = mend("q1-check", "q2", "q2-check", new_code_cell("my own"))
    assert sources(found)[IDS.index("q1")] == "q1 as given out"
    assert sources(found)[-1] == "my own"


@pytest.mark.parametrize(
    "id, cell",
    [
        ("q1", new_markdown_cell("no code")),
        ("q1", new_raw_cell("no code")),
        ("q2-essay", new_code_cell("no_text = 1")),
    ],
)
def test_a_neighbour_of_another_kind_is_not_taken_for_an_answer(mend, id, cell):
    found = mend(*cells_with(**{id: cell}))
    assert f"the cell {id} was deleted; it was put back as given out" in found.notes
    assert f"{id} as given out" in sources(found)


def test_a_cell_with_a_mark_is_not_taken_for_the_answer_beside_it(mend):
    found = mend(*[id for id in IDS if id not in ("q2-text", "q2")])
    assert ids(found) == IDS
    assert sources(found) == [f"{id} as given out" for id in IDS]


def test_a_cell_before_a_check_is_not_taken_for_a_text_that_was_deleted(mend):
    kept = [id for id in IDS if id != "q1-text"]
    own = new_code_cell("my notes")
    found = mend(*[new for id in kept for new in ((own, id) if id == "q1-check" else (id,))])
    assert "the cell q1-text was deleted; it was put back as given out" in found.notes
    assert "my notes" in sources(found)


LOST = "the notebook has lost the marks of its cells; they were found by id and text"


def test_marks_that_are_lost_are_noted_and_a_cell_without_is_not(mend):
    cells = [cell_of_ours(id) for id in IDS]
    assert mend(*map(without_marks, cells)).notes == [LOST]
    assert mend(*map(without_marks, cells[:-1]), cells[-1]).notes == []


# --- which exercise it is


@pytest.fixture
def texts_of(kit):
    """A function that gives texts of an exercise, so many, in cells without marks."""

    def cells(exercise, number):
        found = [
            cell for cell in kit.mending.given_out(exercise).cells if cell.id.endswith("-text")
        ]
        return [without_marks(cell) for cell in found[:number]]

    return cells


@pytest.mark.parametrize("number, exercise", [(2, ""), (3, SET), (4, SET)])
def test_an_exercise_is_known_by_three_of_its_texts(kit, texts_of, number, exercise):
    notebook = new_notebook(cells=texts_of(SET, number))
    assert kit.mending.likely_exercise(notebook, OTHER_SET) == exercise


def test_the_exercise_with_the_most_texts_is_chosen_whatever_the_name_says(kit, texts_of):
    notebook = new_notebook(cells=texts_of(SET, 3) + texts_of(OTHER_SET, 4))
    assert kit.mending.likely_exercise(notebook, SET) == OTHER_SET


@pytest.mark.parametrize("named", [SET, OTHER_SET])
def test_the_name_decides_between_exercises_with_as_many_texts(kit, texts_of, named):
    notebook = new_notebook(cells=texts_of(SET, 3) + texts_of(OTHER_SET, 3))
    assert kit.mending.likely_exercise(notebook, named) == named
    assert kit.mending.likely_exercise(notebook, "capstone") in (SET, OTHER_SET)


@pytest.mark.parametrize(
    "id, exercise", [("q1", SET), ("q12", SET), ("q5-essay", SET), ("setup", ""), ("quick", "")]
)
def test_without_texts_the_name_counts_if_a_cell_has_an_id_of_ours(kit, id, exercise):
    notebook = new_notebook(cells=[new_code_cell("mine", id=id)])
    assert kit.mending.likely_exercise(notebook, SET) == exercise
