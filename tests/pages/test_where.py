"""Every id has a page, and what stands on it is what the tables say, read here by other means."""

import csv
import dataclasses
import re
import unicodedata
from collections import Counter

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.pages import known
from briefingroom.pages.layout import SHOWN_ROWS

EVIL = '<script>alert("x")</script>'
WITH_PAGES = {  # kind, and the table and column of its ids
    "reference": ("references", "reference"),
    "discrepancy": ("discrepancies", "discrepancy"),
    "target": ("targets", "target"),
    "indicator": ("indicators", "indicator"),
    "theme": ("themes", "theme"),
    "term": ("glossary", "term"),
    "speaker": ("speakers", "speaker"),
    "outlet": ("outlets", "outlet"),
    "context": ("context", "context"),
    "reading": ("further_reading", "reading"),
}
NAMED_THOUGH_REMOVED = ["r011", "r036"]  # in the notes of what replaces them; in removed.csv
EXAMPLES = {
    "reference": "r354",
    "discrepancy": "d02",
    "target": "g11",
    "indicator": "5g_base_stations",
    "theme": "chips",
    "term": "double gigabit",
    "speaker": "Shou Xiaoli",
    "outlet": "Reuters",
    "context": "x002",
    "reading": "w01",
}


def rows(table):
    """A table as the csv module reads it: nothing but texts."""
    with open(HOME / "tables" / f"{table}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def listed(cell):
    return cell.split("; ") if cell else []


@pytest.fixture(scope="module")
def pages():
    """The pages of all ids that have no place in a transcript."""
    ids = {
        kind: {row[column] for row in rows(table)} for kind, (table, column) in WITH_PAGES.items()
    }
    return {kind: {id: br.where(id) for id in sorted(ids[kind])} for kind in ids}


# --- every id


def test_every_id_that_has_a_page_answers_as_text_and_as_html(pages):
    assert {kind: len(found) for kind, found in pages.items()} == {
        "reference": 491,
        "discrepancy": 86,
        "target": 65,
        "indicator": 219,
        "theme": 28,
        "term": 119,
        "speaker": 12,
        "outlet": 33,
        "context": 115,
        "reading": 29,
    }
    for kind, found in pages.items():
        for id, page in found.items():
            assert (page.kind, page.id) == (kind, id)
            assert id in repr(page)
            for text in (repr(page), page._repr_html_()):
                assert not re.search(r"\b(nan|None|NaT)\b", text), id
                assert "{" not in text, id


@pytest.mark.full
def test_every_id_of_the_transcripts_answers_too():
    for kind in ("claim", "sentence", "paragraph", "turn", "exchange"):
        for id in known.ids_of_kind(kind):
            assert br.where(id).id == id
    for id in known.ids_of_kind("briefing"):
        assert br.where(id).briefing == id


def test_a_page_names_only_ids_that_have_pages(pages):
    named = set()
    for found in pages.values():
        for page in found.values():
            named |= set(
                re.findall(r"\b\d{4}-\d\d-\d\d\.\w+(?:\.\w+)*\b|\b[rdg]\d{2,3}\b", repr(page))
            )
    assert len(named) > 1000
    assert named - set(known.kinds_by_id()) == set(NAMED_THOUGH_REMOVED)


def test_no_two_kinds_share_a_name_in_this_corpus():
    assert {id: kinds for id, kinds in known.kinds_by_id().items() if len(kinds) > 1} == {}


# --- a published figure


def test_the_page_of_a_published_figure_has_publisher_document_period_value_and_claim():
    page = br.where("r354")
    text = repr(page)
    for words in (
        "114.52 million DWT",
        "Ministry of Industry and Information Technology of China",
        "MIIT ship statistics Jan-Mar 2023 (Pakistan Point News, 20 Apr 2023)",
        "2023-03-31",
        "exact",
        "first",
        "published",
        "main news site or journal, printed",
        "https://www.urdupoint.com/en/business/",
        "2023-04-20.c111",
        "[11.452 billion DWT]",
        "9,900.0 % above this figure",
        "d02",
    ):
        assert words in text, words
    assert "<mark>11.452 billion DWT</mark>" in page._repr_html_()
    assert page.claim.who == "Tao Qing"
    assert "no address known" in repr(br.where("r002"))


def test_every_published_figure_says_what_its_row_says(pages):
    for row in rows("references"):
        page = pages["reference"][row["reference"]]
        facts = dict(line.split(maxsplit=1) for line in facts_as_lines(page))
        assert facts["Publisher"] == row["publisher"]
        assert facts["Document"] == row["document"]
        assert facts["Period"] == row["period"]
        assert facts["Address"] == (row["url"] or "no address known")
        assert facts["Basis"] == row["basis"]
        assert facts["Edition"] == row["edition"]
        assert facts["Origin"] == row["origin"]
        assert facts["Bound"] == row["bound"]
        assert float(row["value"]) == page.figure.value
        unit = row["unit"].replace("_", " ")
        assert (unit in facts["Value"]) == (unit != "count")
        assert (page.claim.id if page.claim else "") == row["claim"]
        assert ("Difference" in facts) == bool(row["claim"])


def facts_as_lines(page):
    """The lines of the facts of a published figure, whose names are of one word."""
    block = repr(page).split("\n\n")[1]
    return [line.replace("Held against", "Held_against") for line in block.splitlines()]


def test_the_difference_is_that_of_the_claim_from_the_figure(pages):
    values = {row["claim"]: float(row["value"]) for row in rows("claims")}
    measured = 0
    for page in pages["reference"].values():
        if page.difference_percent is None:
            continue
        figure = page.figure.value
        expected = (values[page.claim.id] - figure) / abs(figure) * 100
        assert page.difference_percent == pytest.approx(expected, abs=0.06), page.id
        measured += 1
    assert measured == sum(bool(row["difference_percent"]) for row in rows("references")) > 100


def test_a_claim_beside_a_floor_has_no_difference_and_the_page_says_so():
    assert "one of the two is a floor or a ceiling that the other respects" in repr(
        br.where("r012")
    )
    assert "no claim of the briefings" in repr(br.where("r001"))


# --- an indicator


def test_the_page_of_an_indicator_has_its_statements_figures_and_discrepancies(pages):
    claims, references = rows("claims"), rows("references")
    for id, page in pages["indicator"].items():
        said = {row["claim"] for row in claims if row["indicator"] == id}
        published = {row["reference"] for row in references if row["indicator"] == id}
        assert {each.id for each in page.statements} == said
        assert len(page.statements) == len(said)
        assert [each.id for each in page.figures] == sorted(published)
        about = {
            row["discrepancy"]
            for row in rows("discrepancies")
            if (said | published).intersection(listed(row["claims"]) + listed(row["against"]))
        }
        assert {each.id for each in page.discrepancies} == about
    assert sum(len(page.figures) for page in pages["indicator"].values()) == 491


def test_the_page_of_an_indicator_shows_who_said_what_when():
    text = repr(br.where("5g_base_stations"))
    assert "5G基站" in text
    assert "Cumulative stations built, not coverage or use" in text
    for line in (
        "2021-03-01.c031  for 2020-12-31: over “718,000” (level), Xiao Yaqing, 2021-03-01",
        "2023-04-20.c018  for 2023-03-31: over “2.64 million” (level), Zhao Zhiguo, 2023-04-20",
        "r016  2020-12-31: 771,000, Ministry of Industry and Information Technology of China",
    ):
        assert line in text.splitlines(), line
    assert text.index("2021-03-01.c031") < text.index("2022-06-14.c123")


# --- a discrepancy


def test_the_page_of_a_discrepancy_has_both_sides_with_their_sentences(pages):
    sentences = {row["sentence"]: row["text"] for row in rows("sentences")}
    claims = {row["claim"]: row for row in rows("claims")}
    for row in rows("discrepancies"):
        page = pages["discrepancy"][row["discrepancy"]]
        against = listed(row["against"])
        assert [each.id for each in page.said] == listed(row["claims"]) + listed(row["sentences"])
        assert [each.id for each in page.against] == [id for id in against if "." in id]
        assert [each.id for each in page.figures] == [id for id in against if "." not in id]
        for each in (*page.said, *page.against):
            whole = each.before + each.words + each.after
            home = claims[each.id]["sentence"] if each.id in claims else each.id
            assert whole == sentences[home]
            assert each.id in repr(page)
            if each.id in claims:
                assert each.words == claims[each.id]["quote"]
        for column in ("what", "likely", "evidence", "confidence"):
            assert row[column] in repr(page)


def test_the_page_of_a_discrepancy_names_the_speakers():
    page = br.where("d02")
    assert [each.who for each in page.said] == ["Tao Qing"]
    assert "114.52 million is meant, a factor of 100" in repr(page)
    assert "[15.18 million DWT]" in repr(page)


# --- a target


def test_the_page_of_a_target_has_promise_outcome_and_what_came_later(pages):
    sentences = {row["sentence"]: row["text"] for row in rows("sentences")}
    for row in rows("targets"):
        page = pages["target"][row["target"]]
        text = repr(page)
        whole = page.said.before + page.said.words + page.said.after
        assert whole == sentences[row["sentence"]]
        assert page.said.id == row["sentence"]
        assert (page.outcome.id if page.outcome else "") == row["outcome_claim"]
        for column in (
            "measure",
            "status",
            "evidence",
            "since",
            "since_source",
            "note",
            "said_again",
        ):
            assert row[column] in text, (row["target"], column)
        assert (row["due"].replace("/", " to ") or "no due date") in text
        later = {other["target"] for other in rows("targets") if other["said_again"] == page.id}
        assert set(page.repeats) == later


def test_a_promise_shows_its_words_in_their_sentence():
    text = repr(br.where("g11"))
    assert "[100,000 provincial-level small and medium-sized enterprises of this kind]" in text
    assert "Due              2024 to 2026" in text
    assert "Published on     2024-03-08" in text
    assert "over [70,000] specialized and sophisticated SMEs" in text


# --- a theme, a term


def test_each_question_and_each_indicator_stands_under_one_theme(pages):
    themes = pages["theme"].values()
    questions = Counter(each.id for page in themes for each in page.questions)
    assert len(questions) == 48
    assert set(questions.values()) == {1}
    indicators = Counter(each.id for page in themes for each in page.indicators)
    assert len(indicators) == 219
    paragraphs = Counter(each.id for page in themes for each in page.paragraphs)
    assert len(paragraphs) + len(questions) == len(rows("subjects"))
    stated = sum(each.statements for page in themes for each in page.indicators)
    assert stated == sum(bool(row["indicator"]) for row in rows("claims"))


def test_the_page_of_a_theme_names_its_notebook_and_its_terms():
    text = repr(br.where("rare_earths"))
    assert "notebooks/09_chips_chains_and_self_reliance.ipynb" in text
    assert "稀土" in text
    assert "2021-03-01.q06  Asahi Shimbun (rare_earths): The Ministry of Industry" in text


def as_typed_plainly(text):
    return text.translate(str.maketrans("‘’“”", "''\"\""))


def test_the_counts_of_a_term_are_those_of_a_search_sentence_by_sentence(pages):
    said = {}
    for row in rows("sentences"):
        said.setdefault(row["briefing"], []).append(as_typed_plainly(row["text"]))
    for row in rows("glossary"):
        wordings = sorted(map(as_typed_plainly, listed(row["variants"])), key=len, reverse=True)
        words = [re.findall(r"[\w&'.-]+", wording) for wording in wordings]
        patterns = [r"[^\w\n]+".join(map(re.escape, each)) for each in words]
        whole = re.compile(rf"(?<![\w-])(?:{'|'.join(patterns)})(?!['-]?\w)", re.IGNORECASE)
        counts = {day: sum(len(whole.findall(text)) for text in said[day]) for day in said}
        page = pages["term"][row["term"]]
        assert {each.briefing: each.count for each in page.counts} == counts, row["term"]
        assert (page.hanzi, page.pinyin) == (row["hanzi"], row["pinyin"])
        assert page.first.id == row["first_sentence"]


def test_the_page_of_a_term_has_chinese_pinyin_meaning_and_wordings():
    text = repr(br.where("double gigabit"))
    for words in (
        "双千兆",
        unicodedata.normalize("NFC", "shuāng qiānzhào"),
        "fiber at 1,000 Mbps and 5G",
        "double gigabit; dual gigabit; dual-gigabit",
        "2023-03-01: 0, 2023-04-20: 3",
        "2023-04-20.t02.p5.s4: Zhao Zhiguo, 2023-04-20",
    ):
        assert words in text, words


# --- a speaker, an outlet


def test_each_turn_has_its_speaker_and_each_known_outlet_its_questions(pages):
    turns = [each.id for page in pages["speaker"].values() for each in page.turns]
    assert sorted(turns) == sorted(row["turn"] for row in rows("turns") if row["speaker"])
    questions = [each.id for page in pages["outlet"].values() for each in page.questions]
    expected = [row["exchange"] for row in rows("exchanges") if row["outlet"]]
    assert sorted(questions) == sorted(expected)


def test_a_speaker_shows_the_position_held_at_each_briefing():
    page = br.where("Wang Zhijun")
    held = {
        row["briefing"]: row["position"] for row in rows("speakers") if row["speaker"] == page.id
    }
    assert {each.briefing: each.position for each in page.positions} == held
    assert "2020-10-23     Mr. Wang Zhijun, vice minister, Ministry of Industry" in repr(page)


def test_an_outlet_shows_how_it_was_printed_and_what_it_asked():
    text = repr(br.where("Cover News"))
    assert "The Cover.cn; Thecover.cn; Cover News" in text
    assert "local" in text
    recovered = [row for row in rows("turns") if row["outlet_status"] == "recovered"]
    assert len(recovered) == 3
    for row in recovered:
        assert f"{row['exchange']}  {row['outlet']} (label lost in the source, recovered)" in repr(
            br.where(row["outlet"])
        )


# --- names


def test_a_name_may_have_its_kind_before_it():
    assert br.where("outlet:Reuters") == br.where("Reuters")
    assert br.where("term: double gigabit").kind == "term"
    with pytest.raises(br.UnknownName, match=r"no outlet 'Reutres'; the nearest is 'Reuters'\."):
        br.where("outlet:Reutres")
    with pytest.raises(br.UnknownName, match="There is no theme 'Reuters'"):
        br.where("theme:Reuters")


def test_a_name_of_two_things_is_refused_and_both_are_named(monkeypatch):
    monkeypatch.setitem(known.kinds_by_id(), "Reuters", ["speaker", "outlet"])
    with pytest.raises(br.QuestionError) as refused:
        br.where("Reuters")
    assert str(refused.value) == (
        "'Reuters' is the name of several things (speaker and outlet); "
        "write 'speaker:Reuters' or 'outlet:Reuters'."
    )
    assert br.where("outlet:Reuters").kind == "outlet"


@pytest.mark.parametrize(
    "wrong, nearest",
    [
        ("reuters", "Reuters"),
        ("Shou Xiaolu", "Shou Xiaoli"),
        ("rare_earth", "rare_earths"),
        ("double gigabits", "double gigabit"),
        ("5g_stations", "5g_"),
        ("r999", "r"),
        ("d99", "d9"),
        ("g00", "g0"),
        ("2023-03-01.q99", "2023-03-01.q0"),
        ("2023-03-01.m999", "2023-03-01.m"),
    ],
)
def test_an_unknown_name_or_id_names_the_nearest(wrong, nearest):
    with pytest.raises(br.UnknownName, match=f"'{re.escape(wrong)}'; the nearest is '{nearest}"):
        br.where(wrong)


def test_an_id_that_was_taken_out_says_so_with_version_and_reason():
    with open(HOME / "annotations" / "removed.csv", encoding="utf-8", newline="") as file:
        taken_out = list(csv.DictReader(file))
    assert {"r011", "r036", "d42", "d76"} <= {row["id"] for row in taken_out}
    for row in taken_out:
        for ask in (br.where, br.cite):
            with pytest.raises(br.UnknownName) as refused:
                ask(row["id"])
            assert str(refused.value) == (
                f"'{row['id']}' was taken out of the data in version {row['version']}: "
                f"{row['reason']}"
            )
    assert rows("removed") == taken_out


@pytest.mark.parametrize("wrong", ["", " ", ".", "r", "²", None, 12, "outlet:", EVIL])
def test_whatever_is_asked_the_refusal_is_one_sentence(wrong):
    with pytest.raises(br.UnknownName) as refused:
        br.where(wrong)
    assert re.search(r"; the nearest is '.+'\.$", str(refused.value))
    assert "\n" not in str(refused.value)


# --- how a page shows


def test_a_long_list_is_cut_where_it_shows_and_whole_in_the_data():
    page = br.where("new_energy_vehicles")
    ids = [row["indicator"] for row in rows("indicators") if row["theme"] == page.id]
    assert len(ids) == 26
    assert [each.id for each in page.indicators] == ids
    shown = [id for id in ids if f"\n{id}  " in repr(page)]
    assert shown == ids[:SHOWN_ROWS]
    for text in (repr(page), page._repr_html_()):
        assert "Indicators (26)" in text
        assert "and 6 more: br.indicators()" in text


def evil_copy(value):
    """A page or a part of one in which every text is markup."""
    if isinstance(value, str):
        return EVIL
    if isinstance(value, tuple):
        return tuple(map(evil_copy, value))
    if dataclasses.is_dataclass(value):
        parts = {
            each.name: evil_copy(getattr(value, each.name)) for each in dataclasses.fields(value)
        }
        return type(value)(**parts)
    return value


@pytest.mark.parametrize("kind", EXAMPLES)
def test_markup_in_any_table_shows_as_text(kind, monkeypatch):
    page = evil_copy(br.where(EXAMPLES[kind]))
    if kind in ("reference", "discrepancy", "indicator"):
        claims = {EVIL: EVIL}
        monkeypatch.setattr("briefingroom.pages.figures.claims_by_reference", lambda: claims)
    html = page._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert EVIL in repr(page)
