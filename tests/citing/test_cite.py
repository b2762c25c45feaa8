"""Citations: the words by hand, the files read again by parsers that know only their formats."""

import copy
import csv
import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

import briefingroom as br
from briefingroom.citing.cite import STYLES
from briefingroom.citing.files import as_bibtex, as_ris
from briefingroom.citing.items import COLLECTION, CONTRIBUTORS
from briefingroom.citing.printed import as_chicago
from briefingroom.corpus.tables import HOME
from briefingroom.maintain import cli
from briefingroom.pages.known import TABLE_OF_KIND, ids_of_kind

ROOT = Path(__file__).resolve().parents[2]
DAY = "2026-11-27"
CLAIM = "2023-03-01.c012"
PAGE = "http://english.scio.gov.cn/m/pressroom/2023-03/21/content_85181296.htm"
EXAMPLES = {  # an id of each kind
    "briefing": "2022-06-14",
    "turn": "2021-03-01.t13",
    "paragraph": "2023-03-01.t02.p6",
    "sentence": "2023-03-01.t02.p6.s2",
    "exchange": "2021-03-01.q06",
    "claim": CLAIM,
    "policy measure": "2023-03-01.m012",
    "thing asked": "2023-03-01.q04.a1",
    "discrepancy": "d02",
    "target": "g11",
    "reference": "r037",
    "context": "x002",
    "reading": "w01",
    "indicator": "5g_base_stations",
    "theme": "rare_earths",
    "term": "R&D intensity",
    "speaker": "Shou Xiaoli",
    "outlet": "People's Posts and Telecommunications News",
}


def some_ids():
    """Every id of a small table, and each fortieth of a large one."""
    for kind in TABLE_OF_KIND:
        ids = ids_of_kind(kind)
        yield from ids if len(ids) < 500 else ids[::40]


@pytest.fixture(scope="module")
def cited():
    """Of some ids the item of CSL-JSON, and the same as RIS and as BibTeX."""
    return {
        id: (
            json.loads(br.cite(id, "csl-json", accessed=DAY))[0],
            read_ris(br.cite(id, "ris", accessed=DAY)),
            read_bibtex(br.cite(id, "bibtex", accessed=DAY)),
        )
        for id in some_ids()
    }


# --- the words


def test_a_claim_in_apa_cites_the_press_conference():
    assert br.cite(CLAIM, accessed=DAY) == (
        "State Council Information Office. (2023, March 1). SCIO briefing on promoting new "
        "industrialization to bolster the real economy [Press conference transcript]. Beijing. "
        f"{PAGE} (Claim {CLAIM} in Briefing Room, data version {br.data_version()}; "
        "retrieved November 27, 2026)"
    )


def test_a_claim_in_chicago_cites_the_press_conference():
    assert br.cite(CLAIM, "chicago", accessed="2026-12-01") == (
        "State Council Information Office. 2023. “SCIO briefing on promoting new industrialization "
        "to bolster the real economy.” Press conference transcript, Beijing, March 1, 2023. "
        f"{PAGE}. Claim {CLAIM} in Briefing Room, data version {br.data_version()}. "
        "Accessed December 1, 2026."
    )


def test_a_published_figure_cites_the_document_of_its_publisher():
    assert br.cite("r002", accessed=DAY) == (
        "China Academy of Information and Communications Technology. (n.d.). China Broadband "
        f"Development White Paper 2020 (report). (Reference r002 in Briefing Room, data version "
        f"{br.data_version()}; seen in a copy or report only, printed; no address known; "
        "retrieved November 27, 2026)"
    )
    assert "(CGTN, 24 Nov 2020). https://news.cgtn.com/" in br.cite("r001", accessed=DAY)


def test_what_only_the_collection_says_cites_the_collection():
    title = json.loads((HOME / "datapackage.json").read_text(encoding="utf-8"))["title"]
    assert br.cite("5g_base_stations", accessed=DAY) == (
        f"Briefing Room contributors. (n.d.). {title} (Version {br.data_version()}) [Data set]. "
        "(Indicator 5g_base_stations; retrieved November 27, 2026)"
    )
    for kind in ("discrepancy", "indicator", "theme", "term", "speaker", "outlet"):
        item = json.loads(br.cite(EXAMPLES[kind], "csl-json"))[0]
        assert (item["type"], item["title"]) == ("dataset", title)


def test_a_promise_cites_the_briefing_of_its_sentence():
    targets = read_rows("targets")
    hosts = {row["briefing"]: row["host"] for row in read_rows("briefings")}
    for row in targets:
        item = json.loads(br.cite(row["target"], "csl-json"))[0]
        assert item["author"] == [{"literal": hosts[row["made"]]}]
        assert item["issued"]["date-parts"] == [[int(part) for part in row["made"].split("-")]]
        assert item["archive_location"] == f"target {row['target']}"


def test_the_collection_is_called_as_in_the_file_for_citations():
    words = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"- name: {CONTRIBUTORS}\n" in words
    assert f'title: "{COLLECTION}: ' in words


def test_a_quotation_within_a_title_has_single_marks_in_chicago():
    item = {
        "author": [{"literal": "A"}],
        "title": 'Report (copy: "4,328 firms")?',
        "archive_location": "reference r9",
    }
    assert as_chicago(item) == "A. n.d. “Report (copy: ‘4,328 firms’)?” Reference r9."


# --- every kind, every style


@pytest.mark.parametrize("kind", EXAMPLES)
@pytest.mark.parametrize("style", STYLES)
def test_each_style_names_the_place_the_version_and_the_day(kind, style):
    id = EXAMPLES[kind]
    text = br.cite(id, style, accessed=DAY)
    assert f"{kind} {id}".lower() in text.replace("\\", "").lower()
    assert br.data_version() in text
    assert re.search(r"November 27, 2026|2026-11-27|2026/11/27|2026,\s+11,\s+27", text)
    assert not re.search(r"\b(None|nan|NaT)\b", text)


def test_every_table_of_ids_is_tried_here():
    assert set(EXAMPLES) == set(TABLE_OF_KIND)


def test_no_two_ids_share_a_key_even_where_capitals_do_not_matter(cited):
    keys = [bibtex["key"].lower() for _, _, bibtex in cited.values()]
    assert len(set(keys)) == len(keys) > 900
    assert len({item["id"] for item, _, _ in cited.values()}) == len(keys)


@pytest.mark.full
def test_no_two_ids_of_all_share_a_key():
    keys = [
        re.match("@misc{(.+),", br.cite(id, "bibtex"))[1].lower()
        for kind in TABLE_OF_KIND
        for id in ids_of_kind(kind)
    ]
    assert len(set(keys)) == len(keys) > 4000


# --- CSL-JSON, by what its schema demands

CSL_FIELDS = {
    "id": str,
    "type": str,
    "title": str,
    "original-title": str,
    "author": list,
    "issued": dict,
    "accessed": dict,
    "genre": str,
    "event-place": str,
    "URL": str,
    "version": str,
    "language": str,
    "archive": str,
    "archive_location": str,
    "note": str,
}
CSL_TYPES = {"webpage", "document", "dataset"}


def test_csl_json_has_what_the_schema_demands_and_nothing_else(cited):
    for item, _, _ in cited.values():
        assert {"id", "type"} <= set(item) <= set(CSL_FIELDS)
        assert item["type"] in CSL_TYPES
        for name, value in item.items():
            assert isinstance(value, CSL_FIELDS[name])
            assert value
        assert [list(author) for author in item["author"]] == [["literal"]]
        for name in {"issued", "accessed"} & set(item):
            assert list(item[name]) == ["date-parts"]
            (parts,) = item[name]["date-parts"]
            date(*parts)


def test_csl_json_says_what_the_tables_say(cited):
    briefings = {row["briefing"]: row for row in read_rows("briefings")}
    for id, row in briefings.items():
        item, _, _ = cited[id]
        assert item["title"] == row["title"]
        assert item["original-title"] == row["title_zh"]
        assert item["author"][0]["literal"] == row["host"]
        assert item["event-place"] == row["place"]
        assert item["URL"] == row["url"]
        assert date(*item["issued"]["date-parts"][0]).isoformat() == row["date"]
    for row in read_rows("references"):
        item, _, _ = cited[row["reference"]]
        assert item["title"] == row["document"]
        assert item["author"][0]["literal"] == row["publisher"]
        assert item.get("URL", "") == row["url"]
        assert item["note"].startswith(row["basis"])
        assert ("no address known" in item["note"]) == (not row["url"])
        assert ("the figure is computed" in item["note"]) == (row["origin"] == "computed")
        assert "issued" not in item


# --- RIS, read by its rules: two letters, two blanks, a hyphen, a blank

RIS_LINE = re.compile(r"([A-Z][A-Z0-9])  - (.*)")
RIS_TAGS = set("TY ID AU TI OP PY DA M3 CY ET UR Y2 DB AN N1 LA ER".split())


def read_ris(text):
    """A record of RIS: each tag once, TY first, ER last and empty, no line without a tag."""
    fields = [RIS_LINE.fullmatch(line).groups() for line in text.split("\n")]
    tags = [tag for tag, _ in fields]
    assert tags[0] == "TY"
    assert fields[-1] == ("ER", "")
    assert set(tags) <= RIS_TAGS
    assert len(set(tags)) == len(tags)
    return dict(fields)


def test_ris_says_the_same_as_csl_json(cited):
    types = {"webpage": "ELEC", "document": "GEN", "dataset": "DATA"}
    for item, ris, _ in cited.values():
        assert ris["TY"] == types[item["type"]]
        assert ris["TI"] == item["title"]
        assert ris.get("OP") == item.get("original-title")
        assert ris.get("UR") == item.get("URL")
        assert ris["AN"] == item["archive_location"]
        assert ris.get("DB") == item.get("archive")
        assert ris.get("N1") == item.get("note")
        assert ris["Y2"] == "2026/11/27"
        if "issued" in item:
            year, month, day = item["issued"]["date-parts"][0]
            assert (ris["PY"], ris["DA"]) == (f"{year}", f"{year}/{month:02}/{day:02}")


def test_an_institution_is_one_name_in_ris(cited):
    with_commas = 0
    for item, ris, _ in cited.values():
        institution = item["author"][0]["literal"]
        assert "," not in ris["AU"]
        assert re.findall(r"\w+", ris["AU"]) == re.findall(r"\w+", institution)
        with_commas += "," in institution
    assert with_commas > 0
    item = {
        "type": "document",
        "id": "r9",
        "author": [{"literal": "European Commission, Joint Research Centre"}],
        "title": "two\nlines",
        "archive_location": "reference r9",
    }
    assert "AU  - European Commission (Joint Research Centre)" in as_ris(item)
    assert read_ris(as_ris(item))["TI"] == "two lines"


# --- BibTeX, read by counting braces

LATEX_NAMES = {"textbackslash": "\\", "textasciitilde": "~", "textasciicircum": "^"}
LATEX = re.compile(r"\\(text[a-z]+)\{\}|\\([{}&%#$_])|([{}&%#$_~^\\])")


def read_bibtex(text):
    """An entry of BibTeX: its key and the fields, between balanced braces or as a name."""
    head, body = re.fullmatch(r"@misc\{([^\s,{}]+),\n(.*)\n\}", text, re.DOTALL).groups()
    entry = {"key": head}
    for line in body.split("\n"):
        name, value = re.fullmatch(r"  (\w+) = (.+?),?", line).groups()
        assert name not in entry
        entry[name] = value if name == "month" else inside_braces(value)
    return entry


def inside_braces(value):
    """What stands between the outer braces, which close only at the end."""
    assert value[0] == "{"
    plain = re.sub(r"\\[{}]", "__", value)  # as long as what it replaces
    depth = 0
    for place, letter in enumerate(plain):
        depth += {"{": 1, "}": -1}.get(letter, 0)
        assert depth > 0 or place == len(plain) - 1
    assert depth == 0
    return value[1:-1]


def as_latex_prints(text):
    """The characters that LaTeX prints; none that is special may stand there bare."""

    def printed(match):
        name, escaped, bare = match.groups()
        assert bare is None, text
        return LATEX_NAMES[name] if name else escaped

    return LATEX.sub(printed, text)


def test_bibtex_says_the_same_as_csl_json(cited):
    for item, _, bibtex in cited.values():
        assert as_latex_prints(inside_braces(bibtex["title"])) == item["title"]
        assert as_latex_prints(inside_braces(bibtex["author"])) == item["author"][0]["literal"]
        assert bibtex.get("url") == item.get("URL")
        assert bibtex["urldate"] == DAY
        note = as_latex_prints(bibtex["note"])
        assert item["archive_location"].lower() in note.lower()
        assert note.endswith(f"accessed {DAY}")
        assert as_latex_prints(bibtex.get("origtitle", "")) == item.get("original-title", "")


def test_what_is_special_to_latex_is_escaped_and_chinese_stays():
    evil = r"50 % of {R&D} #1 $x_1^2 ~ C:\new 新型工业化"
    item = {
        "id": "a b,c{d}",
        "author": [{"literal": evil}],
        "title": evil,
        "URL": "http://x.org/{a}%20b#c_d",
        "archive_location": "term x",
    }
    entry = read_bibtex(as_bibtex(item))
    assert entry["key"] == "briefingroom:a_b_c_d_"
    assert entry["title"] == (
        r"{50 \% of \{R\&D\} \#1 \$x\_1\textasciicircum{}2 \textasciitilde{} "
        r"C:\textbackslash{}new 新型工业化}"
    )
    assert as_latex_prints(inside_braces(entry["author"])) == evil
    assert entry["url"] == "http://x.org/%7Ba%7D%20b#c_d"


def test_the_chinese_title_and_the_month_stand_in_bibtex():
    entry = read_bibtex(br.cite("2022-06-14", "bibtex", accessed=DAY))
    assert entry["origtitle"] == "党的十八大以来工业和信息化发展成就"
    assert (entry["year"], entry["month"], entry["date"]) == ("2022", "jun", "2022-06-14")
    assert entry["author"] == "{Publicity Department of the CPC Central Committee}"


# --- what is asked


def test_the_day_of_access_is_today_if_none_is_given():
    before = date.today()
    shown = read_bibtex(br.cite(CLAIM, "bibtex"))["urldate"]
    assert before.isoformat() <= shown <= date.today().isoformat()


@pytest.mark.parametrize("wrong", ["", "today", "2026-13-01", "2026-02-30", "27.11.2026", 20261127])
def test_what_is_no_day_is_refused_in_one_sentence(wrong):
    with pytest.raises(br.QuestionError) as refused:
        br.cite(CLAIM, accessed=wrong)
    assert str(refused.value) == f"accessed={wrong!r} is no day; write it as 2026-11-27."


def test_an_unknown_style_or_id_names_the_nearest():
    with pytest.raises(br.UnknownName, match=r"no style 'bibtext'; the nearest is 'bibtex'\."):
        br.cite(CLAIM, "bibtext")
    with pytest.raises(br.UnknownName, match="the nearest is 'Reuters'"):
        br.cite("reuters")


def test_a_citation_is_a_string_that_shows_its_lines_and_is_escaped_on_a_page():
    citation = br.cite(CLAIM, "ris", accessed=DAY)
    assert isinstance(citation, str)
    assert repr(citation) == str(citation)
    assert "<pre" in citation._repr_html_()
    again = copy.deepcopy(citation)
    assert (again, again.style) == (citation, "ris")
    assert "<p " in br.cite(CLAIM)._repr_html_()
    assert "R&amp;D intensity" in br.cite("R&D intensity")._repr_html_()


def test_months_are_english_in_any_locale():
    program = (
        "import locale, briefingroom as br\n"
        "for name in ('de_DE.UTF-8', 'zh_CN.UTF-8', 'C'):\n"
        "    try: locale.setlocale(locale.LC_ALL, name)\n"
        "    except locale.Error: pass\n"
        f"print(br.cite('{CLAIM}', accessed='2026-12-05'))"
    )
    command = [sys.executable, "-c", program]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "retrieved December 5, 2026" in printed


# --- on the command line


@pytest.mark.parametrize("style", STYLES)
def test_the_command_prints_what_the_library_gives(style, capsys):
    status = cli.main(["cite", CLAIM, "--style", style, "--accessed", DAY])
    printed = capsys.readouterr()
    assert (status, printed.err) == (0, "")
    assert printed.out == f"{br.cite(CLAIM, style, accessed=DAY)}\n"


def test_the_command_gives_one_object_as_json_and_one_row_as_csv(capsys):
    cli.main(["cite", "r001", "--accessed", DAY, "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert answer == {"id": "r001", "style": "apa", "citation": br.cite("r001", accessed=DAY)}
    cli.main(["cite", "r001", "--style", "ris", "--accessed", DAY, "--csv"])
    (row,) = csv.DictReader(capsys.readouterr().out.splitlines(keepends=True))
    assert row["citation"] == br.cite("r001", "ris", accessed=DAY)


@pytest.mark.parametrize(
    "arguments, status, sentence",
    [
        (["cite", "2023-03-01.c9999"], 3, "There is nothing with the id '2023-03-01.c9999'; the"),
        (["cite", CLAIM, "--accessed", "soon"], 2, "accessed='soon' is no day"),
        (
            ["where", "Reuterz"],
            3,
            "There is nothing with the id 'Reuterz'; the nearest is 'Reuters'",
        ),
    ],
)
def test_the_command_says_what_is_wrong_in_one_sentence(arguments, status, sentence, capsys):
    assert cli.main(arguments) == status
    printed = capsys.readouterr()
    assert printed.out == ""
    assert sentence in printed.err
    assert printed.err.count("\n") == 1


def test_the_command_refuses_an_unknown_style(capsys):
    with pytest.raises(SystemExit) as stopped:
        cli.main(["cite", CLAIM, "--style", "mla"])
    assert stopped.value.code == 2
    assert "csl-json" in capsys.readouterr().err


@pytest.mark.parametrize("kind", EXAMPLES)
def test_where_gives_the_facts_of_any_id_as_json_and_csv(kind, capsys):
    assert cli.main(["where", EXAMPLES[kind], "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert EXAMPLES[kind] in (answer.get("id"), answer["briefing"] if kind == "briefing" else None)
    assert cli.main(["where", EXAMPLES[kind], "--csv"]) == 0
    assert len(list(csv.DictReader(capsys.readouterr().out.splitlines(keepends=True)))) == 1


def read_rows(table):
    with open(HOME / "tables" / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
