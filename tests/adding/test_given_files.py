"""What is no transcript is refused in one sentence, and nothing is written."""

import os
import re
import threading

import pytest

from briefingroom.adding import given_files
from briefingroom.adding.given_files import LARGEST_FILE, read_given
from briefingroom.adding.single import add
from briefingroom.errors import CorpusError
from briefingroom.maintain import cli

CHINESE = "寿小丽：女士们、先生们，上午好。欢迎出席国务院新闻办公室举行的新闻发布会。\n" * 40
PROSE = "The lamps were lit early that year, and nobody asked why it was so.\n\n" * 20
GALLERY = "Photos\n\n/4    Ann Lee\n\n/4    Bo Wu\n\n/4    Group photo\n"
NO_LABELS = "Lamps\n\nJanuary 19, 2024\n\n" + PROSE
REFUSED = {
    "empty": (b"", "is empty"),
    "white space": (b" \n\t\r\n\xc2\xa0 ", "(is empty|has no word)"),
    "mark alone": (b"\xef\xbb\xbf\n", "is empty"),
    "digits alone": (b"12 34\n", "has no word"),
    "binary": (bytes(range(256)) * 20, "line 1: a NUL byte"),
    "UTF-16 with mark": ("Ann Lee: words".encode("utf-16"), "is in UTF-16"),
    "UTF-16 without mark": ("Ann Lee: words\n".encode("utf-16-le") * 9, "is in UTF-16"),
    "GB18030": (CHINESE.encode("gb18030"), "line 1: .*Chinese in GB18030.*plain text in UTF-8"),
    "another encoding": ("Ann\nCafé".encode("latin-1"), r"line 2: .*byte 0xe9"),
    "Chinese": (CHINESE.encode(), "is in Chinese; give the English"),
    "PDF": (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
    "Word": (b"PK\x03\x04rest", "a Word document"),
    "old Word": (b"\xd0\xcf\x11\xe0\xa1\xb1", "an old Word document"),
    "RTF": (b"{\\rtf1 words}", "an RTF"),
    "MHTML": (b"From: <Saved by Blink>\r\nMIME-Version: 1.0", "saved as one file"),
    "no speaker": (NO_LABELS.encode(), "no speaker was found .0 turns"),
    "gallery only": (GALLERY.encode(), "0 turns.*gallery of photos"),
}


@pytest.mark.parametrize("content, said", REFUSED.values(), ids=list(REFUSED))
def test_what_is_no_transcript_is_refused_in_one_sentence(
    content, said, given, own_folder, tmp_path, capsys
):
    path = given(content)
    for options in ([], ["--check-only", "--out", str(tmp_path / "out")]):
        assert cli.main(["add", str(path), "--date", "2024-01-19", *options]) == 1
        out, error = capsys.readouterr()
        assert out == ""
        assert re.search(said, error)
        assert "page.txt" in error
        assert error.count("\n") == 1
        assert "Traceback" not in error
    assert not own_folder.exists()
    assert not (tmp_path / "out").exists()


def test_a_hundred_megabytes_are_refused_by_size_before_they_are_read(given, monkeypatch):
    path = given(b"Ann Lee:\n")
    os.truncate(path, 100 * 10**6)
    monkeypatch.setattr(given_files.Path, "read_bytes", lambda path: pytest.fail("it was read"))
    with pytest.raises(CorpusError, match=r"has 100 MB, more than the 10 MB"):
        read_given(path)


def test_the_largest_file_is_the_largest_and_one_byte_more_is_too_much(given):
    path = given(b"a b" * 100)
    os.truncate(path, LARGEST_FILE + 1)
    with pytest.raises(CorpusError, match="more than the 10 MB"):
        read_given(path)


def test_a_long_text_is_refused_by_its_length(given):
    with pytest.raises(CorpusError, match=r"has 4\.0 million characters"):
        read_given(given(b"word " * 800_000))


def test_what_is_no_file_is_refused(tmp_path, given):
    with pytest.raises(CorpusError, match="is no file"):
        read_given(tmp_path)
    with pytest.raises(CorpusError, match=r"there is no file 'nothing\.txt'"):
        read_given(tmp_path / "nothing.txt")
    loop = tmp_path / "loop"
    loop.symlink_to(loop)
    with pytest.raises(CorpusError, match="cannot be read"):
        read_given(loop)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with a name")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    errors = []

    def read():
        with pytest.raises(CorpusError) as caught:
            read_given(pipe)
        errors.append(str(caught.value))

    thread = threading.Thread(target=read, daemon=True)
    thread.start()
    thread.join(20)
    assert errors == ["'pipe' is no file; give the file of a transcript."]


def test_a_name_is_shown_and_not_obeyed(tmp_path, capsys):
    path = tmp_path / "a\x1b[31m\u202etxt"
    path.write_bytes(b"")
    assert cli.main(["add", str(path)]) == 1
    error = capsys.readouterr().err
    assert "\x1b" not in error
    assert "\u202e" not in error
    assert r"\x1b[31m\u202etxt" in error


def test_a_file_that_breaks_off_is_refused_unless_told_otherwise(page, given, own_folder):
    whole = page.partition("That is between")[0]
    path = given(whole.rstrip()[:-20])
    with pytest.raises(CorpusError, match=r"line \d+: .*cut off.*--allow-cut-off"):
        add(path)
    assert not own_folder.exists()
    added = add(path, allow_cut_off=True)
    assert added.state == "added"
    assert "cut off" in str(added)


@pytest.mark.parametrize(
    "text",
    [
        lambda page: "\ufeff" + page,
        lambda page: page.replace("\n", "\r\n"),
        lambda page: page.replace("\n\n", "\n"),
        lambda page: page.replace("\n\n", "\n\n\n\n"),
    ],
    ids=["mark of the byte order", "line ends of Windows", "no blank lines", "three blank lines"],
)
def test_other_ways_to_write_a_file_give_the_same_turns(text, page, given):
    usual = add(given(page), check_only=True, out=given().parent / "usual").report
    other = add(given(text(page)), check_only=True).report
    said = [(turn.who, turn.act, turn.words) for turn in usual.turns]
    assert [(turn.who, turn.act, turn.words) for turn in other.turns] == said
    assert [act for _, act, _ in said] == "opening statement floor question answer closing".split()
