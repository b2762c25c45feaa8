"""What a folder of hand-ins says of single files."""

import json

import pytest

SET = "01_anatomy_of_a_briefing"
OTHER_SET = "03_reading_a_number"


def test_a_file_that_is_too_large_is_named_with_the_limit(kit, tmp_path):
    path = tmp_path / f"anna_{SET}.ipynb"
    with path.open("wb") as file:
        file.truncate(30_000_001)
    (found,) = kit.hand_ins.collect(tmp_path).hand_ins
    assert found.trouble == "It is larger than 30 MB."


def test_a_file_that_grew_after_it_was_found_is_named_with_the_limit(kit, tmp_path, monkeypatch):
    monkeypatch.setattr(kit.hand_ins, "LARGEST", 2_000_000)
    path = tmp_path / "grown.ipynb"
    path.write_bytes(b" " * 2_000_000)
    assert len(kit.hand_ins.file_bytes(path)) == 2_000_000
    path.write_bytes(b" " * 2_000_001)
    with pytest.raises(kit.cell_runs.Trouble, match="larger than 2 MB"):
        kit.hand_ins.file_bytes(path)


def test_a_file_of_just_the_limit_is_read(kit, handed_in, tmp_path, monkeypatch):
    path = tmp_path / f"anna_{SET}.ipynb"
    path.write_text(json.dumps(handed_in(SET)), encoding="utf-8")
    monkeypatch.setattr(kit.hand_ins, "LARGEST", path.stat().st_size)
    (found,) = kit.hand_ins.collect(tmp_path).hand_ins
    assert found.trouble == ""


@pytest.mark.parametrize(
    "name, exercise",
    [
        (f"anna_{OTHER_SET}", SET),
        (f"anna_{SET}", OTHER_SET),
        ("anna", SET),
    ],
)
def test_a_file_called_otherwise_than_its_exercise_is_graded_as_what_it_holds_and_noted(
    kit, handed_in, tmp_path, name, exercise
):
    (tmp_path / f"{name}.ipynb").write_text(json.dumps(handed_in(exercise)), encoding="utf-8")
    (found,) = kit.hand_ins.collect(tmp_path).hand_ins
    assert (found.exercise, found.student, found.trouble) == (exercise, "anna", "")
    assert found.notes == [f"the file was renamed to {name}.ipynb"]


def test_a_file_called_like_its_exercise_has_no_note(kit, handed_in, tmp_path):
    (tmp_path / f"anna_{SET}.ipynb").write_text(json.dumps(handed_in(SET)), encoding="utf-8")
    (found,) = kit.hand_ins.collect(tmp_path).hand_ins
    assert found.notes == []
