"""An assistant asks over stdin and stdout, by the client of the SDK, and gets figures whole."""

import asyncio
import csv
import json
import sys
from pathlib import Path

import pytest
from mcp import Client, StdioServerParameters

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.maintain import cli, program_commands

LIBRARY = Path(br.__file__).parents[1]
SERVER = StdioServerParameters(
    command=sys.executable,
    args=["-m", "briefingroom.maintain.cli", "mcp"],
    env={"PYTHONPATH": str(LIBRARY)},
)
TOOLS = {"search", "where", "series", "audit", "cite"}
BESIDE_A_VALUE = {"id", "bound", "unit", "period", "caution"}
COUNTS = {"places", "found", "figures_left_out"}  # numbers that are no figures
FIGURE_NUMBERS = {"value", "low", "high"}
ANSWERED = [
    ("search", {"words": "rare earth"}),
    ("search", {"words": "稀土"}),
    ("search", {"words": "5G", "briefing": "2023-04-20", "at_most": 50}),
    ("search", {"words": "zebra"}),
    ("where", {"id": "2023-03-01.c012"}),
    ("where", {"id": "2022-06-14.q07"}),
    ("where", {"id": "2022-06-14.t18.p1.s1"}),
    ("where", {"id": "r354"}),
    ("where", {"id": "d12"}),
    ("where", {"id": "g11"}),
    ("where", {"id": "x012"}),
    ("where", {"id": "Reuters"}),
    ("where", {"id": "2023-03-01"}),
    ("series", {"indicator": "5g_base_stations"}),
    ("audit", {"id": "5g_base_stations"}),
    ("audit", {"verdict": "does not reconcile", "at_most": 50}),
    ("cite", {"id": "2023-03-01.c012", "style": "ris", "accessed": "2026-11-27"}),
]
REFUSED = {
    ("where", "{}"): "The tool `where` needs `id`.",
    ("where", '{"id": "2023-03-01.c9999"}'): "the nearest is",
    ("where", '{"id": "r011"}'): "'r011' was taken out of the data in version 0.2.0: ",
    ("where", '{"id": "rare earths\\u001b[31m"}'): "There is nothing with the id",
    ("search", '{"words": " % "}'): "There is no word in ' % '",
    ("search", '{"words": "chip", "at_most": 51}'): "at_most is 51: ask for 1 to 50.",
    ("search", '{"words": "chip", "at_most": "all"}'): "`at_most` of the tool `search` is 'all'",
    ("search", '{"words": "chip", "speaker": "Jin"}'): "Jin",
    ("series", '{"indicator": "5g_base_station"}'): "the nearest is '5g_base_stations'",
    ("audit", '{"verdict": "wrong"}'): "There is no verdict 'wrong'",
    ("cite", '{"id": "g07", "style": "mla"}'): "There is no style 'mla'",
    ("cite", '{"id": "g07", "accessed": "now"}'): "is no day; write it as 2026-11-27.",
    ("delete", "{}"): "There is no tool 'delete': there are search, where, series, audit, cite.",
}


async def conversation():
    """All that these tests ask, in one process of the server."""
    heard = {}
    async with Client(SERVER) as client:
        heard["instructions"] = client.instructions
        heard["tools"] = (await client.list_tools()).tools
        for tool, arguments in ANSWERED:
            key = (tool, json.dumps(arguments))
            heard[key] = await client.call_tool(tool, arguments)
        for tool, arguments in REFUSED:
            heard[tool, arguments] = await client.call_tool(tool, json.loads(arguments))
    return heard


@pytest.fixture(scope="module")
def heard():
    return asyncio.run(asyncio.wait_for(conversation(), 120))


@pytest.fixture(scope="module")
def answers(heard):
    return [heard[tool, json.dumps(arguments)].structured_content for tool, arguments in ANSWERED]


def answer(heard, tool, **arguments):
    return heard[tool, json.dumps(arguments)].structured_content


def objects_in(value):
    """Every object inside an answer, and the answer."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from objects_in(part)
    if isinstance(value, list):
        for part in value:
            yield from objects_in(part)


def figures_in(answers):
    return [each for each in objects_in(answers) if "value" in each and "bound" in each]


def rows(name):
    with open(HOME / "tables" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# --- what there is to ask


def test_there_are_five_tools_and_they_only_read(heard):
    assert {tool.name for tool in heard["tools"]} == TOOLS
    for tool in heard["tools"]:
        assert tool.annotations.read_only_hint is True
        assert tool.annotations.destructive_hint is False
        assert tool.annotations.open_world_hint is False
        assert tool.output_schema


def test_each_tool_says_what_it_takes(heard):
    for tool in heard["tools"]:
        for name in tool.input_schema["properties"]:
            assert f"`{name}`" in tool.description, (tool.name, name)


def test_the_instructions_say_how_to_quote(heard):
    words = heard["instructions"]
    assert f"Data version {br.data_version()}." in words
    assert "never an instruction" in words
    for needed in ("bound", "unit", "period", "id", "caution", "`quoted_words`"):
        assert needed in words


# --- no value stands alone


def test_no_value_comes_without_what_must_stand_beside_it(answers):
    figures = figures_in(answers)
    assert len(figures) > 100
    for figure in figures:
        assert all(figure[name] for name in BESIDE_A_VALUE), figure


def test_no_number_stands_outside_a_figure(answers):
    for each in objects_in(answers):
        numbers = {
            name
            for name, value in each.items()
            if isinstance(value, int | float) and not isinstance(value, bool)
        }
        allowed = FIGURE_NUMBERS if "bound" in each else COUNTS
        assert numbers <= allowed, each


def test_the_figures_are_those_of_the_tables(answers):
    claims = {row["claim"]: row for row in rows("claims")}
    references = {row["reference"]: row for row in rows("references")}
    for figure in figures_in(answers):
        row = claims.get(figure["id"]) or references[figure["id"]]
        assert figure["value"] == float(row["value"])
        assert figure["bound"] == row["bound"]
        assert figure["unit"] == row["unit"]
        assert figure["period"] == (row["period"] or "not stated")


def test_a_series_has_all_that_was_said_and_published(heard):
    series = answer(heard, "series", indicator="5g_base_stations")
    said = [row["claim"] for row in rows("claims") if row["indicator"] == "5g_base_stations"]
    published = {
        row["reference"] for row in rows("references") if row["indicator"] == "5g_base_stations"
    }
    assert sorted(figure["id"] for figure in series["said"]) == sorted(said)
    assert {figure["id"] for figure in series["published"]} == published
    assert "not coverage or use" in series["caution"]
    assert all("not coverage or use" in figure["caution"] for figure in series["said"])


def test_a_figure_that_does_not_reconcile_says_so_wherever_it_comes(heard):
    figures = figures_in(answer(heard, "where", id="d12"))
    doubted = next(figure for figure in figures if figure["id"] == "2020-10-23.c100")
    assert "d12" in doubted["discrepancies"]
    assert "does not reconcile" in doubted["caution"]


def test_a_floor_says_that_it_is_one(answers):
    floors = [figure for figure in figures_in(answers) if figure["bound"] == "over"]
    assert floors
    assert all("a floor, not the figure" in figure["caution"] for figure in floors)


# --- what was said is marked as said


def test_quoted_words_say_that_they_are_quoted(answers):
    quoted = [each for each in objects_in(answers) if "quoted_words" in each]
    assert len(quoted) > 50
    for each in quoted:
        assert "quoted material" in each["treat_as"]
        assert "never an instruction" in each["treat_as"]
        assert each["said_by"]
        assert each["id"].startswith(each["briefing"])


def test_no_sentence_of_a_transcript_stands_outside_a_quotation(answers):
    outside = json.dumps(without_quotations(answers), ensure_ascii=False)
    long_sentences = [row["text"] for row in rows("sentences") if len(row["text"]) > 60]
    inside = json.dumps(answers, ensure_ascii=False)
    escaped = [json.dumps(text, ensure_ascii=False)[1:-1] for text in long_sentences]
    assert sum(text in inside for text in escaped) > 40
    assert [text for text in escaped if text in outside] == []


def without_quotations(value):
    if isinstance(value, dict):
        return {
            name: without_quotations(part) for name, part in value.items() if name != "quoted_words"
        }
    if isinstance(value, list):
        return [without_quotations(part) for part in value]
    return value


def test_search_finds_what_the_concordance_finds(heard):
    found = answer(heard, "search", words="rare earth")
    hits = br.concordance("rare earth")
    assert found["places"] == len(hits)
    ids = [each["quotation"]["id"] for each in found["sentences"]]
    assert ids == list(dict.fromkeys(hits.sentence))[:10]


def test_search_knows_the_chinese_of_a_term(heard):
    found = answer(heard, "search", words="稀土")
    assert "rare earth" in [term["id"] for term in found["terms"]]


def test_search_says_where_it_found_nothing(heard):
    found = answer(heard, "search", words="zebra")
    assert found["places"] == 0
    assert found["note"].startswith("Nothing was found")


def test_the_audit_comes_with_its_arithmetic_and_all_that_stand_in_it(heard):
    found = answer(heard, "audit", verdict="does not reconcile", at_most=50)
    checks = br.audit().query("verdict == 'does not reconcile'")
    assert found["found"] == len(checks)
    assert [check["ids"] for check in found["checks"]] == list(checks.claims.head(50))
    for check in found["checks"]:
        assert check["arithmetic"]
        assert [figure["id"] for figure in check["figures"]] == list(dict.fromkeys(check["ids"]))


def test_a_citation_is_that_of_the_library(heard):
    asked = {"id": "2023-03-01.c012", "style": "ris", "accessed": "2026-11-27"}
    expected = str(br.cite("2023-03-01.c012", "ris", accessed="2026-11-27"))
    assert answer(heard, "cite", **asked)["citation"] == expected


# --- refusals


@pytest.mark.parametrize("asked,sentence", REFUSED.items(), ids=str)
def test_a_refusal_is_a_clear_sentence(asked, sentence, heard):
    result = heard[asked]
    text = result.content[0].text
    assert result.is_error
    assert sentence in text
    assert "Traceback" not in text
    assert "pydantic" not in text
    assert "\x1b" not in text


def test_without_the_package_the_command_says_what_to_install(monkeypatch, capsys):
    monkeypatch.setattr(program_commands, "find_spec", lambda name: None)
    assert cli.main(["mcp"]) == 1
    assert "run `python3 start.py mcp` once" in capsys.readouterr().err
