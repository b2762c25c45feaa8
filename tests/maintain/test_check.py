"""`briefingroom build` and `briefingroom check`: always the same bytes, and where each fault is."""

import os
import shutil
import subprocess
import sys

import pytest

from briefingroom.corpus.tables import HOME as BRIEFINGS
from briefingroom.maintain.build import build, write
from briefingroom.maintain.check_keys import keys
from briefingroom.maintain.check_text import nothing_lost
from briefingroom.maintain.cli import main
from briefingroom.maintain.findings import Corpus


def run(home, command, capsys):
    status = main(["--briefings", str(home), command])
    printed = capsys.readouterr()
    return status, printed.out + printed.err


def test_the_corpus_passes_its_own_check(capsys):
    status, printed = run(BRIEFINGS, "check", capsys)
    assert status == 0
    assert "tile 5 sources with 0 gaps and 0 overlaps" in printed
    assert "129 turns, 48 questions, each with an answer" in printed
    assert "613 claims and 768 other numerals, each in one; 0 not" in printed
    assert "BROKEN" not in printed


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """What is built where nothing built lies about."""
    home = tmp_path_factory.mktemp("briefings")
    for name in ("sources", "annotations"):
        shutil.copytree(BRIEFINGS / name, home / name)
    shutil.copy(BRIEFINGS / "datapackage.json", home)
    return build(home)


def test_building_again_changes_no_byte(corpus, built):
    assert write(corpus, built) == []


def test_building_from_nothing_gives_the_committed_bytes(built):
    there = [
        path for folder in ("tables", "transcripts") for path in (BRIEFINGS / folder).iterdir()
    ]
    assert {path.relative_to(BRIEFINGS).as_posix() for path in there} == set(built) - {
        "datapackage.json",
        "corrections.xml",
    }
    for path in there:
        assert built[path.relative_to(BRIEFINGS).as_posix()].encode("utf-8") == path.read_bytes()


@pytest.mark.parametrize(
    "zone, locale, seed", [("Asia/Shanghai", "C", "1"), ("America/New_York", "C.UTF-8", "2")]
)
def test_time_zone_locale_and_hash_seed_make_no_difference(corpus, zone, locale, seed):
    environment = {
        **os.environ,
        "TZ": zone,
        "LC_ALL": locale,
        "PYTHONHASHSEED": seed,
        "PYTHONUTF8": "0",
    }
    command = [
        sys.executable,
        "-m",
        "briefingroom.maintain.cli",
        "--briefings",
        str(corpus),
        "build",
    ]
    result = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert "0 of them changed" in result.stdout, result.stdout + result.stderr


def test_a_missing_source_is_named(corpus, capsys):
    (corpus / "sources" / "2021-03-01.txt").unlink()
    status, printed = run(corpus, "check", capsys)
    assert status == 1
    assert "sources/2021-03-01.txt is missing; restore it" in printed


def test_a_truncated_source_is_named_with_the_line_where_it_ends(corpus, capsys):
    path = corpus / "sources" / "2020-10-23.txt"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join(lines[:101]), encoding="utf-8", newline="")
    status, printed = run(corpus, "check", capsys)
    assert status == 1
    assert "sources/2020-10-23.txt, line 101: the file ends here" in printed


def test_an_edited_source_is_named_with_its_line(corpus, rewrite, capsys):
    rewrite("sources/2022-06-14.txt", "over 99% were SMEs", "over 89% were SMEs")
    status, printed = run(corpus, "check", capsys)
    assert status == 1
    assert "sources/2022-06-14.txt, line 118: the text is not that of 2022-06-14.t09" in printed
    assert "git checkout" in printed


def test_a_source_in_another_encoding_is_named_with_its_line(corpus, capsys):
    path = corpus / "sources" / "2022-06-14.txt"
    path.write_bytes(path.read_text(encoding="utf-8").encode("cp1252"))
    status, printed = run(corpus, "check", capsys)
    assert status == 1
    assert "sources/2022-06-14.txt, line" in printed
    assert "this is not UTF-8" in printed


def test_a_table_edited_by_hand_is_named_with_its_line_and_the_remedy(corpus, rewrite, capsys):
    rewrite("tables/speakers.csv", "Wen Ku", "Wen Gu")
    status, printed = run(corpus, "check", capsys)
    assert status == 1
    assert "tables/speakers.csv, line 5: not what the sources and annotations give" in printed


def test_a_map_with_a_gap_is_broken(corpus):
    path = corpus / "tables" / "source_map.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    del lines[40]
    path.write_text("\n".join(lines), encoding="utf-8", newline="")
    finding = nothing_lost(Corpus(corpus))
    assert "with 1 gaps and 0 overlaps" in finding.counted
    assert finding.problems[0].startswith("source_map, 2020-10-23, line")


def test_a_key_that_does_not_resolve_is_named(corpus, rewrite):
    rewrite("tables/exchanges.csv", "2020-10-23.t05,", "2020-10-23.t95,")
    rewrite("tables/turns.csv", ",Red Star News,", ",Blue Star News,")
    problems = "\n".join(keys(Corpus(corpus)).problems)
    assert "answers '2020-10-23.t95' is not in turns" in problems
    assert "outlet 'Blue Star News' is not in outlets" in problems


def test_a_build_that_fails_leaves_every_file_as_it_was(corpus, rewrite, capsys):
    rewrite("annotations/repairs.csv", "thescale", "thescales")
    before = {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()}
    status, printed = run(corpus, "build", capsys)
    assert status == 1
    assert "annotations/repairs.csv, row 5, found: 'thescales' stands 0 times" in printed
    assert {path: path.read_bytes() for path in corpus.rglob("*") if path.is_file()} == before


def test_a_folder_that_is_no_corpus_is_an_error(tmp_path, capsys):
    with pytest.raises(SystemExit) as stop:
        main(["--briefings", str(tmp_path), "check"])
    assert stop.value.code == 2
    assert "holds no datapackage.json" in capsys.readouterr().err


def test_a_row_with_a_comma_too_many_is_named(corpus, capsys):
    path = corpus / "annotations" / "acts.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(
            "passes the question on", "passes, the question on"
        ),
        encoding="utf-8",
        newline="",
    )
    status, printed = run(corpus, "build", capsys)
    assert status == 1
    assert "annotations/acts.csv, row 6: there are more or fewer fields than columns" in printed
