"""Many briefings: none stops the others, and what was interrupted is taken up where it was."""

import pytest

from briefingroom.adding import several
from briefingroom.adding.several import add_many
from briefingroom.adding.single import added
from briefingroom.errors import CorpusError


@pytest.fixture
def many(tmp_path, page):
    """Files of different days."""
    paths = []
    for day in range(10, 16):
        path = tmp_path / f"{day}.txt"
        path.write_text(page.replace("January 19", f"January {day}"), "utf-8")
        paths.append(path)
    return paths


def test_each_is_added_and_the_bar_says_how_far_it_is(many, capsys):
    table = add_many(many)
    assert list(table.columns) == "file briefing state findings why".split()
    assert list(table.state) == ["added"] * 6
    assert list(added().briefing) == [f"2024-01-{day}" for day in range(10, 16)]
    last = capsys.readouterr().err.strip().replace("\r", "\n").split("\n")[-1]
    assert last == "[##############################] 6 of 6, 6 added"


def test_a_folder_or_one_file_will_do(many, tmp_path):
    assert list(add_many(str(many[2]), progress=False).state) == ["added"]
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    for name in ("11.txt", "10.txt"):
        (tmp_path / name).rename(shelf / name)
    (shelf / ".hidden").write_bytes(b"no transcript")
    (shelf / "older").mkdir()
    table = add_many(shelf, progress=False)
    assert list(table.briefing) == ["2024-01-10", "2024-01-11"]


def test_one_that_is_refused_does_not_stop_the_others(many, tmp_path, capsys):
    empty = tmp_path / "empty.txt"
    empty.write_bytes(b"")
    table = add_many([many[0], empty, tmp_path / "nothing.txt", many[1]], progress=False)
    assert list(table.state) == ["added", "refused", "refused", "added"]
    assert "is empty" in table.why[1]
    assert "there is no file" in table.why[2]
    assert capsys.readouterr().err == ""


def test_after_an_interruption_it_goes_on(many, monkeypatch):
    usual = several.understood
    understood = []

    def interrupted(given, said):
        understood.append(given.name)
        if len(understood) == 3:
            raise KeyboardInterrupt
        return usual(given, said)

    monkeypatch.setattr(several, "understood", interrupted)
    with pytest.raises(KeyboardInterrupt):
        add_many(many, progress=False)
    assert len(added()) == 2
    table = add_many(many, progress=False)
    assert list(table.state) == ["already there"] * 2 + ["added"] * 4
    assert understood[3:] == ["'12.txt'", "'13.txt'", "'14.txt'", "'15.txt'"]


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_read(
    many, tmp_path, monkeypatch
):
    (tmp_path / "file").write_text("x")
    monkeypatch.setattr(several, "read_given", lambda path: pytest.fail("it was read"))
    with pytest.raises(CorpusError):
        add_many(many, tmp_path / "file" / "into")
