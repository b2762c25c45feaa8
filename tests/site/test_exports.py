"""The page of other forms of the data: it names all of them, and its ready files open."""

import json
import zipfile

import briefingroom as br
from briefingroom.exporting.kinds import FORMS
from briefingroom.site.exports import PAGE_OF_FORMS, build_exports

MOST_BYTES = 3_000_000


def test_every_form_is_named_with_its_command(small_site):
    rows = small_site.page(PAGE_OF_FORMS).find("tbody").find_all("tr")
    assert [row.th.get_text() for row in rows] == list(FORMS)
    for row, (kind, form) in zip(rows, FORMS.items(), strict=True):
        assert form.purpose in row.get_text()
        assert f"start.py export {kind} briefingroom" in row.code.get_text()
        assert (form.needs or "nothing else") in row.get_text()


def test_the_ready_files_are_there_and_small(small_site):
    links = small_site.page(PAGE_OF_FORMS).find("tbody").find_all("a")
    paths = [small_site.folder / "data" / link["href"] for link in links]
    assert [path.name for path in paths] == [
        "annotations.json",
        "briefingroom_convokit.zip",
        "briefingroom.sqlite",
        "briefingroom_text.zip",
    ]
    own = [path for path in paths if path.parent == small_site.folder / "data"]
    assert sum(path.stat().st_size for path in own) < MOST_BYTES


def test_the_text_has_every_turn(small_site):
    with zipfile.ZipFile(small_site.folder / "data" / "briefingroom_text.zip") as archive:
        turns = {name.rpartition("/")[2].removesuffix(".txt") for name in archive.namelist()}
        first = archive.read("briefingroom_text/2020-10-23.t01.txt").decode("utf-8")
    assert set(br.turns().turn) < turns
    assert first.rstrip("\n") == br.turns().text[0]


def test_the_corpus_has_every_turn(small_site):
    with zipfile.ZipFile(small_site.folder / "data" / "briefingroom_convokit.zip") as archive:
        lines = archive.read("briefingroom_convokit/utterances.jsonl").decode("utf-8").splitlines()
    assert {json.loads(line)["id"] for line in lines} == set(br.turns().turn)


def test_two_builds_are_the_same(tmp_path):
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        build_exports(tmp_path / name)
    made = sorted((tmp_path / "one" / "data").iterdir())
    assert len(made) == 5
    for path in made:
        assert (tmp_path / "two" / "data" / path.name).read_bytes() == path.read_bytes(), path.name


def test_programs_find_them(small_site):
    assert "](data/index.md)" in small_site.text("llms.txt")
    assert 'href="data/index.html"' in small_site.text("index.html")
