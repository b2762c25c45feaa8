"""What stands on a page, read by parsers of HTML, JSON-LD, Highwire tags and COinS."""

import csv
import io
import json
import re
from urllib.parse import parse_qs

import pytest

import briefingroom as br
from briefingroom.site.addresses import address_of, address_of_known, removed_ids

CLAIM = "claim/2023-04-20.c018.html"
DOUBTFUL = "claim/2023-04-20.c111.html"


def graph_of(page):
    script = page.find("script", type="application/ld+json")
    return json.loads(script.string)["@graph"]


def tags_of(page):
    return {tag["name"]: tag["content"] for tag in page.find_all("meta", attrs={"name": True})}


def section(page, title):
    return page.find("h2", string=re.compile(re.escape(title))).find_parent("section")


def targets(element):
    return {link["href"].rpartition("/")[2] for link in element.find_all("a", href=True)}


# --- every page


def test_every_id_has_a_page_and_its_twins(small_site):
    for known in small_site.known:
        address = address_of_known(known)
        page = small_site.page(address)
        assert page.h1.get_text(strip=True), known
        assert len(page.find_all("h1")) == 1
        assert page.html["lang"] == "en"
        record = json.loads(small_site.text(address.replace(".html", ".json")))
        assert (record["id"], record["kind"]) == tuple(reversed(known))
        assert record["data_version"] == br.data_version()
        assert "never an instruction" in record["caution"]
        markdown = small_site.text(address.replace(".html", ".md"))
        assert markdown.startswith("# ")
        assert "\n## Cite this\n" in markdown


def test_every_page_names_itself_to_programs(small_site):
    for known in small_site.known:
        page = small_site.page(address_of_known(known))
        thing = graph_of(page)[0]
        assert thing["identifier"] == known.id
        assert thing["@type"]
        assert tags_of(page)["citation_title"]
        coins = parse_qs(page.find("span", class_="Z3988")["title"])
        assert coins["ctx_ver"] == ["Z39.88-2004"]
        assert known.id in coins["rft.description"][0]


def test_no_page_asks_for_anything_outside(small_site):
    for path in small_site.folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        loaded = re.findall(r'<(?:script|img|link|iframe)[^>]*(?:src|href)="([^"]*)"', text)
        assert [address for address in loaded if "//" in address] == []
        assert "@import" not in text


def test_chinese_says_so_on_every_page(small_site):
    han = re.compile(r"[\u3400-\u9fff]")
    for known in small_site.known:
        page = small_site.page(address_of_known(known))
        for words in page.main.find_all(string=han):
            in_code = words.find_parent("pre")  # a citation, to be copied as it is
            assert in_code or words.find_parent(lang="zh"), (known, words)


# --- a claim


def test_a_claim_stands_in_its_surroundings(small_site):
    claim = br.claims().set_index("claim").loc["2023-04-20.c018"]
    sentence = br.sentences().set_index("sentence").text[claim.sentence]
    quoted = small_site.page(CLAIM).find("blockquote")
    assert quoted.mark.get_text() == claim.quote
    assert sentence in quoted.get_text()
    assert "Zhao Zhiguo" in small_site.page(CLAIM).find("figcaption").get_text()


def test_a_claim_tells_how_it_was_read(small_site):
    rows = section(small_site.page(CLAIM), "How the figure was read").find_all("tr")[1:]
    read = [tuple(cell.get_text() for cell in row.find_all("td")) for row in rows]
    parts = br.parts_of_claim("2023-04-20.c018")
    assert read == list(parts.itertuples(index=False, name=None))


def test_the_marks_of_a_chart_are_links_to_what_they_stand_for(small_site):
    import matplotlib.pyplot as plt

    page = small_site.page(CLAIM)
    links = page.find("div", class_="picture").find_all("a")
    marks = br.marks(br.plot_series("5g_base_stations"))
    plt.close("all")
    addresses = {address_of(id) for id in marks.id}
    shown = {link["href"].removeprefix("../") for link in links}
    assert shown <= addresses
    assert address_of("2023-04-20.c018") in shown
    together = {word for link in links for word in link.get_text().split("; ")}
    assert set(marks.words) <= {re.sub(r"^\d+ marks: ", "", words) for words in together}
    own = [link["href"] for link in links if link.has_attr("aria-current")]
    assert own == [f"../{CLAIM}"]


def test_a_chart_has_its_words_for_those_who_cannot_see_it(small_site):
    picture = small_site.page(CLAIM).find("div", class_="picture").img
    assert picture["alt"].startswith("5G base stations: 690,000 in 2020")
    assert (small_site.folder / "claim" / picture["src"]).exists()


def test_one_chart_serves_the_indicator_and_its_claims(small_site):
    sources = {
        small_site.page(address).find("div", class_="picture").img["src"]
        for address in (CLAIM, "indicator/5g_base_stations.html")
    }
    assert sources == {"../charts/5g_base_stations.png"}


def test_a_claim_in_doubt_names_discrepancy_and_published_figure(small_site):
    page = small_site.page(DOUBTFUL)
    assert "d02.html" in targets(section(page, "What does not reconcile"))
    assert "r354.html" in targets(section(page, "Published figures"))


def test_a_claim_leads_to_its_place(small_site):
    page = small_site.page(CLAIM)
    place = br.where("2023-04-20.c018")
    words = section(page, "Place in the source").get_text(" ")
    assert f"{place.source_folder}/{place.source_file}" in words
    assert str(place.line) in words
    turn = place.facts[0].value.partition(".p")[0]
    assert f"{turn}.html" in targets(section(page, "Place in the source"))


def test_a_claim_is_an_observation_with_bound_unit_and_period(small_site):
    claim = br.claims().set_index("claim").loc["2023-04-20.c018"]
    thing, figure = graph_of(small_site.page(CLAIM))
    assert thing["@type"] == "Claim"
    assert thing["datePublished"] == "2023-04-20"
    assert figure["value"] == claim.value
    assert figure["unitText"] == claim.unit
    assert figure["measurementQualifier"] == claim.bound
    assert figure["observationPeriod"] == claim.period
    assert figure["maxValue"] is None


def test_zotero_finds_title_author_and_day_of_a_claim(small_site):
    briefing = br.briefings().set_index("briefing").loc["2023-04-20"]
    page = small_site.page(CLAIM)
    tags = tags_of(page)
    assert tags["citation_author"] == briefing.host
    assert tags["citation_publication_date"] == "2023/04/20"
    assert tags["citation_title"].startswith(briefing.title)
    coins = parse_qs(page.find("span", class_="Z3988")["title"])
    assert coins["rft.creator"] == [briefing.host]
    assert coins["rft.date"] == ["2023-04-20"]
    assert coins["rft.identifier"] == [briefing.url]


@pytest.mark.parametrize(
    "style, ending", [("bibtex", "bib"), ("ris", "ris"), ("csl-json", "csl.json")]
)
def test_the_files_of_a_citation_say_what_cite_says_without_a_day_of_access(
    small_site, style, ending
):
    file = small_site.text(CLAIM.replace("html", ending))
    cited = br.cite("2023-04-20.c018", style, accessed="2026-11-27")
    if style == "csl-json":
        [item] = json.loads(cited)
        del item["accessed"]
        assert json.loads(file) == [item]
        return
    kept = [line for line in cited.splitlines() if "2026" not in line]
    assert set(kept) <= set(file.splitlines())
    assert "2026" not in file


def test_a_program_reads_no_figure_without_what_limits_it(small_site):
    figure = json.loads(small_site.text(DOUBTFUL.replace("html", "json")))["figure"]
    about = br.indicators().set_index("indicator").loc[figure["indicator"]]
    assert figure["caution"] == about.caution
    assert figure["caution"]
    assert {"d02"} == set(figure["discrepancies"])
    assert {"r354"} == set(figure["references"])
    assert None not in (figure["bound"], figure["unit"], figure["period"], figure["value_low"])


def test_the_twin_in_markdown_keeps_names_and_addresses_as_they_are(small_site):
    markdown = small_site.text(DOUBTFUL.replace("html", "md"))
    assert "ship_orders_held" in markdown
    assert br.briefings().set_index("briefing").url["2023-04-20"] in markdown


def test_the_spreadsheet_of_a_claim_is_its_row(small_site):
    [row] = csv.DictReader(io.StringIO(small_site.text(CLAIM.replace("html", "csv"))))
    claim = br.claims().set_index("claim").loc["2023-04-20.c018"]
    assert float(row["value"]) == claim.value
    assert (row["bound"], row["unit"], row["period"]) == (claim.bound, claim.unit, claim.period)
    assert row["value_high"] == ""


def test_the_spreadsheet_of_an_indicator_is_its_series(small_site):
    rows = list(csv.DictReader(io.StringIO(small_site.text("indicator/5g_base_stations.csv"))))
    assert {row["claim"] for row in rows} == set(br.series("5g_base_stations").claim)


def test_the_code_to_embed_needs_an_address(small_site, addressed_site):
    assert "has no address in the web" in small_site.page(CLAIM).aside.get_text()
    box = addressed_site.page("promise/g11.html").aside.get_text()
    assert 'src="https://site.example/briefing-room/promise/g11.html?embed"' in box
    assert "has no address" not in box
    tags = tags_of(addressed_site.page("promise/g11.html"))
    assert tags["citation_public_url"] == "https://site.example/briefing-room/promise/g11.html"


# --- words of a briefing


def test_every_figure_in_a_transcript_leads_to_its_claim(small_site):
    page = small_site.page("turn/2023-04-20.t02.html")
    claims = br.claims()
    sentences = br.sentences().query("turn == '2023-04-20.t02'").sentence
    inside = set(claims.claim[claims.sentence.isin(sentences)])
    shown = {
        link["href"].rpartition("/")[2].removesuffix(".html")
        for link in page.find_all("a", class_="figure")
    }
    assert len(inside) > 10
    assert shown == inside


def test_a_transcript_is_whole(small_site):
    known = next(known for known in small_site.known if known.kind == "briefing")
    words = " ".join(small_site.page(address_of_known(known)).main.get_text().split())
    for text in br.sentences().query(f"briefing == '{known.id}'").text:
        assert " ".join(text.split()) in words


def test_the_words_of_a_transcript_are_quoted_in_the_twin(small_site):
    markdown = small_site.text("sentence/2022-06-14.t18.p1.s1.md")
    assert re.search(r"^> .*question about chips", markdown, re.MULTILINE)


def test_a_long_list_is_whole(small_site):
    page = small_site.page("indicator/5g_base_stations.html")
    number = len(br.references().query("indicator == '5g_base_stations'"))
    assert number > 20
    rows = section(page, "Published figures").find_all("tr")
    assert len(rows) == number + 1


# --- what stands around


def test_an_id_that_was_taken_out_keeps_a_page_that_says_why(small_site):
    reasons = br.removed().set_index("id").reason
    for id in removed_ids():
        words = small_site.page(address_of(id)).main.get_text()
        assert "was taken out" in words
        assert reasons[id] in words


def test_the_list_of_a_kind_names_what_was_taken_out(small_site):
    page = small_site.page("reference/index.html")
    assert {"r011.html", "r036.html"} <= targets(page.main)


def test_the_first_page_counts_the_kinds(small_site):
    words = " ".join(small_site.page("index.html").main.get_text(" ").split())
    assert f"{len(br.claims())} Claims" in words
    assert f"{len(br.sentences()):,} Sentences" in words


def test_the_script_of_ids_holds_every_id(small_site):
    from briefingroom.site.addresses import known_ids

    script = small_site.text("assets/ids.js")
    held = json.loads(script.partition(" = ")[2].strip().removesuffix(";"))
    found = {
        f"{briefing}.{name}" if briefing else name
        for groups in held.values()
        for briefing, names in groups.items()
        for name in names.split("|")
    }
    assert found == {known.id for known in known_ids()} | set(removed_ids())
    assert len(script) < 100_000
