"""start.py works in folders with any name, in any locale: also where neither fits the other."""

import os
import shutil
import subprocess
import sys

import pytest

FOLDER = "研究 it's [draft] (2) 数据与政策 " + "a long name " * 12
WITHOUT_HELP = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
LOCALES = {"GBK": "zh_CN", "ISO-8859-1": "de_DE"}
ENCODINGS = {"GBK": "gbk", "ISO-8859-1": "iso8859-1", "C": "ascii"}

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such locales")


@pytest.fixture(scope="module")
def locales(tmp_path_factory):
    """By encoding, the variables for a locale in it. Those but C are built here."""
    if not shutil.which("localedef"):
        pytest.skip("LOCALES NOT TRIED: this computer has no localedef to build them with")
    folder = tmp_path_factory.mktemp("locales")
    variables = {"C": {"LC_ALL": "C", **WITHOUT_HELP}}
    for encoding, language in LOCALES.items():
        name = f"{language}.{encoding}"
        command = ["localedef", "--no-archive", "-f", encoding, "-i", language, folder / name]
        done = subprocess.run(command, capture_output=True, text=True)
        if not (folder / name).exists():
            pytest.skip(f"LOCALE {name} NOT TRIED: localedef says {done.stderr.strip()}")
        variables[encoding] = {"LOCPATH": str(folder), "LC_ALL": name, **WITHOUT_HELP}
    return variables


@pytest.fixture(scope="module")
def odd_project(make_small_project, tmp_path_factory, locales):
    """A small project in a folder with an odd name, set up on a computer with the locale GBK."""
    project = make_small_project(tmp_path_factory.mktemp("odd") / FOLDER)
    project.first_words = project.start(**locales["GBK"])
    return project


def test_the_folder_is_odd_enough(odd_project):
    name = odd_project.folder.name
    assert len(name.encode()) > 150
    assert not name.isascii()
    assert set(" '[]()") <= set(name)


def test_start_sets_up_and_opens_the_lessons(odd_project, report):
    assert report(odd_project.first_words)["library"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_second_start_finds_everything_in_place(odd_project, locales, report, encoding):
    words = odd_project.start(**locales[encoding])
    assert "Installing" not in words
    assert report(words)["library"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_in_these_locales_python_does_not_help_itself_with_utf8(odd_project, locales, encoding):
    code = "import sys; print(sys.getfilesystemencoding())"
    outside = getattr(sys, "_base_executable", sys.executable)
    assert odd_project.run(outside, "-c", code, **locales[encoding]) == ENCODINGS[encoding]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_a_kernel_that_an_editor_starts_finds_the_library(odd_project, locales, encoding):
    code = "import sys, briefingroom.errors; briefingroom.errors.main(); print(sys.argv)"
    said = odd_project.run(odd_project.python, "-c", code, "a b", "", **locales[encoding])
    assert said.splitlines() == ["the command works", "['-c', 'a b', '']"]


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_the_command_works(odd_project, locales, encoding):
    command = odd_project.python.with_name("briefingroom")
    assert odd_project.run(command, **locales[encoding]) == "the command works"


def test_no_path_file_names_the_folder(odd_project):
    links = list((odd_project.folder / ".venv").rglob("*.pth"))
    assert any("briefingroom" in link.name for link in links)
    for link in links:
        text = link.read_bytes()
        assert text.isascii()
        assert os.fsencode(odd_project.folder.parent) not in text


@pytest.mark.release
def test_start_works_where_the_folder_is_named_in_the_encoding_of_the_locale(
    make_small_project, tmp_path, locales, report
):
    parent = os.fsencode(tmp_path)
    folder = os.fsdecode(os.path.join(parent, "研究".encode("gbk")))
    project = make_small_project(type(tmp_path)(folder))
    assert report(project.start(**locales["GBK"]))["library"]


@pytest.mark.release
@pytest.mark.parametrize("name", ["100% of 'it'", "a;b&c", "#1 ~ü", "-e", "{x}", '$HOME "x"'])
def test_start_works_in_folders_with_signs(make_small_project, tmp_path, report, name):
    assert report(make_small_project(tmp_path / name).start())["library"]


@pytest.mark.release
def test_a_folder_that_no_environment_can_be_in_is_named(make_small_project, tmp_path):
    words = make_small_project(tmp_path / "a:b").start()
    assert words.strip().endswith("give it another name and run start.py again.")
