"""The command line answers as the library does, and never with a traceback."""

import csv
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
import time

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.display.characters import printable
from briefingroom.files.plain import as_csv
from briefingroom.maintain import cli
from briefingroom.maintain.output import as_json

CLAIM = "2023-03-01.c012"
QUESTIONS = [
    ["where", CLAIM],
    ["where", "2023-03-01"],
    ["where", "2023-03-01.q04"],
    ["series", "5g_base_stations"],
    ["search", "self-reliance"],
    ["claims", "--theme", "chips"],
]


@pytest.fixture
def ask(capsys):
    def ask(*arguments):
        status = cli.main(list(arguments))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return ask


def command(*arguments, **environment):
    """The command as a shell runs it."""
    return subprocess.Popen(
        [sys.executable, "-m", "briefingroom.maintain.cli", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


def records(out):
    return list(csv.DictReader(io.StringIO(out)))


def test_where_shows_what_the_library_shows(ask):
    assert ask("where", CLAIM) == (0, f"{br.where(CLAIM)}\n", "")
    assert ask("where", "2023-03-01") == (0, f"{br.where('2023-03-01')}\n", "")


def test_where_gives_one_object_as_json(ask):
    status, out, _ = ask("where", CLAIM, "--json")
    place = json.loads(out)
    assert status == 0
    assert place["text"] == br.where(CLAIM).text
    assert place["source_start"] == br.where(CLAIM).source_start
    assert place["facts"][0] == {"name": "Sentence", "value": "2023-03-01.t02.p6.s2"}


def test_where_gives_one_row_as_csv(ask):
    _, out, _ = ask("where", CLAIM, "--csv")
    (row,) = records(out)
    assert row["text"] == br.where(CLAIM).text
    assert row["line"] == str(br.where(CLAIM).line)
    assert row["facts"].startswith("Sentence: 2023-03-01.t02.p6.s2; Measure: ")


def test_series_shows_what_the_library_shows(ask):
    assert ask("series", "5g_base_stations") == (0, f"{br.series('5g_base_stations')}\n", "")


def test_series_has_the_columns_of_the_table_as_csv_and_json(ask):
    table = br.series("5g_base_stations")
    _, out, _ = ask("series", "5g_base_stations", "--csv")
    rows = records(out)
    assert list(rows[0]) == list(table.columns)
    assert [float(row["value"]) for row in rows] == list(table.value)
    _, out, _ = ask("series", "5g_base_stations", "--json")
    values = json.loads(out)
    assert [list(row) for row in values] == [list(table.columns)] * len(table)
    assert values[0]["when"] == "2020-10-23"
    assert values[1]["high"] is None


def test_search_shows_what_the_library_shows(ask):
    hits = br.concordance("new * paradigm")
    assert ask("search", "new", "*", "paradigm") == (0, f"{hits}\n", "")
    _, out, _ = ask("search", "new", "*", "paradigm", "--csv")
    assert [row["match"] for row in records(out)] == list(hits.match)


def test_search_takes_the_choices_of_the_concordance(ask):
    _, out, _ = ask("search", "Internet", "--briefing", "2023-03-01", "--case", "--json")
    hits = br.concordance("Internet", briefing="2023-03-01", case=True)
    assert [hit["sentence"] for hit in json.loads(out)] == list(hits.sentence)
    _, out, _ = ask("search", r"\d+ nm", "--regex", "--json")
    assert len(json.loads(out)) == len(br.concordance(r"\d+ nm", regex=True))


def test_claims_are_chosen_by_theme_briefing_and_indicator(ask):
    _, out, _ = ask("claims", "--theme", "chips", "--csv")
    of_chips = set(br.indicators().query("theme == 'chips'").indicator)
    claims = br.claims()
    assert [row["claim"] for row in records(out)] == list(
        claims.claim[claims.indicator.isin(of_chips)]
    )
    chosen = ("--indicator", "5g_base_stations", "--briefing", "2023-04-20")
    _, out, _ = ask("claims", *chosen, "--json")
    rows = json.loads(out)
    assert {row["indicator"] for row in rows} == {"5g_base_stations"}
    assert {row["briefing"] for row in rows} == {"2023-04-20"}


def test_all_claims_as_csv_have_the_fields_of_the_table(ask):
    _, out, _ = ask("claims", "--csv")
    assert out == (HOME / "tables" / "claims.csv").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "arguments, status, sentence",
    [
        (["where", "2023-03-01.c9999"], 3, "There is nothing with the id '2023-03-01.c9999'; the"),
        (["where", "r011"], 3, "'r011' was taken out of the data in version 0.2.0: The count"),
        (["cite", "d42"], 3, "'d42' was taken out of the data in version 0.2.0: A five-year"),
        (["series", "5g_stations"], 3, "no indicator '5g_stations'; the nearest is '5g_"),
        (["claims", "--theme", "chip"], 3, "There is no theme 'chip'; the nearest is 'chips'."),
        (["claims", "--briefing", "2023-03-02"], 3, "no briefing '2023-03-02'; the nearest"),
        (["claims", "--indicator", "5g"], 3, "There is no indicator '5g'; the nearest is '5g_"),
        (["claims", "--theme", "rare_earths"], 3, "nothing found"),
        (["search", "xyzzy"], 3, "nothing found"),
        (["search", "xyzzy", "--json"], 3, "nothing found"),
        (["search", "steel", "--speaker", "Wen Gu"], 3, "no speaker 'Wen Gu'; the nearest is"),
        (["search", ""], 2, "There is no word to look for in ''"),
        (["search", "(", "--regex"], 2, "'(' is no regular expression"),
    ],
)
def test_what_is_not_found_or_understood_is_said_in_one_sentence(ask, arguments, status, sentence):
    code, out, err = ask(*arguments)
    assert code == status
    assert sentence in err
    assert err.count("\n") == 1
    assert out in ("", "[]\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["where"],
        ["nonsense"],
        ["where", CLAIM, "\x1b[31mred"],
        ["series", "5g_base_stations", "--json", "--csv"],
        ["claims", "--them"],
        ["--briefings", "{corpus}", "where", CLAIM],
    ],
)
def test_bad_usage_ends_with_2(corpus, capsys, arguments):
    with pytest.raises(SystemExit) as stop:
        cli.main([argument.format(corpus=corpus) for argument in arguments])
    assert stop.value.code == 2
    assert "\x1b" not in capsys.readouterr().err


def test_the_help_lists_the_exit_statuses(capsys):
    for arguments in (["--help"], ["where", "--help"]):
        with pytest.raises(SystemExit) as stop:
            cli.main(arguments)
        assert stop.value.code == 0
        said = " ".join(capsys.readouterr().out.split()).partition("exit status: ")[2]
        assert "3 nothing found" in said
        assert re.findall(r"\b\d+\b", said) == ["0", "1", "2", "3", "130", "141"]


def test_the_readme_names_every_exit_status_of_the_help():
    readme = (HOME.parent / "README.md").read_text(encoding="utf-8")
    (said,) = re.findall(r"The exit status is (.*?);", readme)
    assert re.findall(r"\b\d+\b", said) == re.findall(r"\b\d+\b", cli.EXIT_CODES)


def test_a_broken_corpus_ends_with_1(ask, monkeypatch):
    def broken(options):
        raise br.CorpusError("tables/claims.csv was changed.")

    monkeypatch.setattr(cli, "where_answer", broken)
    assert ask("where", CLAIM) == (1, "", "briefingroom: tables/claims.csv was changed.\n")


@pytest.mark.parametrize("form", [[], ["--json"], ["--csv"]], ids=["text", "json", "csv"])
def test_control_characters_are_shown_and_not_obeyed(ask, monkeypatch, form):
    hostile = "\x1b[31m\x07\x9b2J\u202e"
    record = {"text": hostile}
    answer = cli.CommandAnswer(hostile, ["text"], [record])
    monkeypatch.setattr(cli, "where_answer", lambda options: answer)
    status, out, _ = ask("where", CLAIM, *form)
    assert status == 0
    assert not set(hostile) & set("\x1b\x07\x9b\u202e") & set(out)
    if form == ["--json"]:
        assert json.loads(out) == [record]


def test_an_unknown_id_with_escape_codes_is_shown(ask):
    _, _, err = ask("where", "\x1b]0;title\x07")
    assert "\x1b" not in err
    assert r"\x1b]0;title\x07" in err


@pytest.mark.parametrize("arguments", QUESTIONS, ids=" ".join)
@pytest.mark.parametrize("form", ["--json", "--csv"])
def test_the_answers_are_plain_data(ask, arguments, form):
    status, out, err = ask(*arguments, form)
    assert (status, err) == (0, "")
    assert "NaN" not in out
    assert "Infinity" not in out
    assert json.loads(out) if form == "--json" else records(out)


def test_a_console_without_chinese_shows_escapes_and_valid_json():
    process = command("where", "2023-03-01", PYTHONIOENCODING="ascii")
    out, err = process.communicate()
    assert (process.returncode, err) == (0, b"")
    assert rb"\u52a0\u5feb" in out
    process = command("where", "2023-03-01", "--json", PYTHONIOENCODING="ascii")
    out, _ = process.communicate()
    assert json.loads(out.decode("ascii"))["title_zh"] == br.briefing("2023-03-01").title_zh


@pytest.mark.skipif(os.name == "nt", reason="locales and signals of Unix")
@pytest.mark.parametrize("locale", [{"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}])
def test_a_pipe_gets_utf_8_whatever_the_locale(locale):
    process = command("where", "2023-03-01", **locale)
    out, _ = process.communicate()
    assert br.briefing("2023-03-01").title_zh.encode("utf-8") in out


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_reader_that_goes_away_ends_the_command_without_a_word():
    process = command("claims", "--json")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 141
    process.stderr.close()


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device")
def test_a_full_disk_is_said_in_one_sentence():
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "briefingroom.maintain.cli", "claims", "--csv"],
            stdout=full,
            stderr=subprocess.PIPE,
        )
    assert result.returncode == 1
    assert result.stderr.startswith(b"briefingroom: No space left on device")
    assert result.stderr.count(b"\n") == 1


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
@pytest.mark.parametrize("after", [0.05, 0.5])
def test_ctrl_c_ends_with_one_sentence(after):
    program = (
        "import sys; from briefingroom.maintain.cli import main; print('begun', flush=True); "
        "sys.exit(main(['check']))"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    process.stdout.readline()
    time.sleep(after)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode in (130, -signal.SIGINT)
    assert err in (b"briefingroom: stopped.\n", b"")


AT_WORK = """
import sys
import briefingroom.maintain.check as check
from briefingroom.maintain.cli import main

def examine(home, examine=check.examine):
    print("at work", flush=True)
    return examine(home)

check.examine = examine
sys.exit(main(["check"]))
"""


@pytest.mark.skipif(os.name == "nt", reason="signals of Unix")
def test_ctrl_c_while_it_works_gives_130():
    process = subprocess.Popen(
        [sys.executable, "-c", AT_WORK], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout.readline() == b"at work\n"
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, out, err) == (130, b"", b"briefingroom: stopped.\n")


@pytest.mark.skipif(os.name == "nt", reason="pipes of Unix")
def test_a_pipe_into_head_gives_141():
    words = f"{shlex.quote(sys.executable)} -m briefingroom.maintain.cli claims --json"
    shell = f"{words} | head -n 1; exit ${{PIPESTATUS[0]}}"
    result = subprocess.run(["bash", "-c", shell], capture_output=True)
    assert (result.returncode, result.stderr) == (141, b"")
    assert result.stdout.count(b"\n") == 1


def test_texts_are_escaped_as_python_writes_them():
    assert printable("a\x1b\x9b\u202eb\n\tc") == "a\\x1b\\x9b\\u202eb\n\tc"


def test_json_and_csv_have_no_missing_numbers():
    rows = [{"a": float("nan"), "b": ["x", "y"], "c": 1e13, "d": None}]
    assert json.loads(as_json(rows)) == [{"a": None, "b": ["x", "y"], "c": 10**13, "d": None}]
    assert as_csv(list("abcd"), rows) == "a,b,c,d\n,x; y,10000000000000,\n"
