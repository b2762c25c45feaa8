"""The entrance in Chinese: the names of the tables with their pages, and numbers that hold."""

import csv
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from briefingroom.site import chinese
from briefingroom.site.addresses import address_of_known, known_ids

ROOT = Path(__file__).resolve().parents[2]
LATIN = re.compile(r"[A-Za-z][A-Za-z.]+")
# Proper names and ids, which are the same in both languages.
SAME_IN_BOTH = set(
    "Briefing Room JSON Markdown Python Zotero MIT CC BY SIL GDP APP names.csv".split()
)
VOID = {"meta", "link", "input", "br", "hr", "img"}


def written(table):
    with (ROOT / f"briefings/annotations/{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def built_rows(table):
    with (ROOT / f"briefings/tables/{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


class Reader(HTMLParser):
    """The page as a reader has it: texts with their language, links with their words, rows."""

    def __init__(self, html):
        super().__init__()
        self.stack, self.texts, self.links, self.rows = [], [], [], {}
        self.table = ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if tag not in VOID:
            self.stack.append((tag, attrs))
        if tag == "table":
            self.table = attrs.get("id", "")
        if tag == "tr":
            self.rows.setdefault(self.table, []).append([])
        if tag in ("td", "th"):
            self.rows[self.table][-1].append("")
        if tag in ("a", "link", "script") and (attrs.get("href") or attrs.get("src")):
            self.links.append([attrs.get("href") or attrs["src"], ""])

    def handle_endtag(self, tag):
        assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        tags = [tag for tag, _ in self.stack]
        languages = [attrs["lang"] for _, attrs in self.stack if "lang" in attrs]
        hidden = any("hidden" in attrs for _, attrs in self.stack)
        if data.strip() and not hidden and tags[-1] not in ("script", "style"):
            self.texts.append((languages[-1], data))
        if "a" in tags:
            self.links[-1][1] += data
        if "td" in tags and not hidden:
            self.rows[self.table][-1][-1] += data


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    (folder / "tables").mkdir()
    (folder / "tables" / "index.html").write_text("tables", encoding="utf-8")
    chinese.build_chinese(folder)
    return folder


@pytest.fixture(scope="module")
def page(site):
    return Reader((site / chinese.ENTRANCE).read_text(encoding="utf-8"))


def terms_by_hand():
    """Each term with its Chinese, its English and its pinyin, read without the library."""
    rows = written("glossary")
    return [(row["hanzi"], row["term"], row["pinyin"]) for row in rows if row["hanzi"]]


def names_by_hand():
    """Each Chinese name with its English one, read without the library."""
    rows = [*written("indicators"), *written("themes")]
    named = [(row["name_zh"], row["name"]) for row in rows if row["name_zh"]]
    return [*((hanzi, term) for hanzi, term, _ in terms_by_hand()), *named]


def test_each_name_stands_both_ways(page):
    there = [(row[0], row[1]) for row in page.rows["names-zh"] if any(row)]
    back = [(row[1], row[0]) for row in page.rows["names-en"] if any(row)]
    assert sorted(back) == sorted(names_by_hand())
    terms = [(f"{hanzi}{pinyin}", term) for hanzi, term, pinyin in terms_by_hand()]
    assert sorted(there) == sorted([*terms, *names_by_hand()[len(terms) :]])


def test_each_name_leads_to_its_page(page):
    pages = {f"../{address_of_known(known)}": known.id for known in known_ids()}
    names = {row["indicator"]: row["name"] for row in written("indicators")}
    names |= {row["theme"]: row["name"] for row in written("themes")}
    led = [(pages[link], words) for link, words in page.links if link in pages and words]
    assert len(led) > 2 * len(names_by_hand())
    for id, words in led:
        assert words in (id, names.get(id))


def test_names_stand_by_their_sound(page):
    """The order comes from a code of characters; the pinyin of the glossary is another route."""
    sounds = {
        row["hanzi"]: chinese.without_tones(row["pinyin"]).casefold() for row in written("glossary")
    }
    shown = [name.chinese for name in chinese.chinese_first(chinese.chinese_names())]
    in_order = [sounds[name] for name in shown if name in sounds and not name[0].isdigit()]
    first_letters = [sound[0] for sound in in_order]
    assert len(first_letters) > 100
    assert first_letters == sorted(first_letters)


def test_terms_that_nobody_confirmed_have_a_star(page):
    starred = {row[0] for row in page.rows["names-en"] if row and row[2].endswith("*")}
    open_terms = {
        row["term"]
        for row in written("glossary")
        if row["hanzi"] and row["basis"].startswith("not")
    }
    assert len(open_terms) > 20
    assert starred == open_terms


def test_what_has_no_chinese_name_is_counted_or_named(page):
    html = " ".join(text for _, text in page.texts)
    nameless = sum(not row["name_zh"] for row in written("indicators"))
    assert f"还有 {nameless} 个指标" in html
    for row in written("glossary"):
        if not row["hanzi"]:
            assert row["term"] in html


@pytest.mark.parametrize(
    "table, words",
    [
        ("claims", "个数字"),
        ("references", "个公开数据"),
        ("discrepancies", "处对不上"),
        ("targets", "项承诺、预测和目标值"),
        ("indicators", "个指标"),
    ],
)
def test_the_numbers_are_those_of_the_tables(page, table, words):
    assert f"{len(built_rows(table))} {words}" in {words for _, words in page.links}


def test_who_speaks_is_as_the_tables_say(page):
    html = "".join(text for _, text in page.texts)
    hosts = [row["host"] for row in built_rows("briefings")]
    assert (hosts.count("State Council Information Office"), len(hosts)) == (4, 5)
    assert "四场由国务院新闻办公室举行，一场由中共中央宣传部举行" in html
    asked = built_rows("exchanges")
    assert f"一共 {len(asked)} 次" in html
    assert f"其中 {sum(not row['outlet'] for row in asked)} 次" in html
    officials = [row for row in built_rows("speakers") if row["role"] == "official"]
    assert {row["organisation"] for row in officials} == {
        "Ministry of Industry and Information Technology"
    }
    for row in built_rows("briefings"):
        assert row["title_zh"] in html


# --- the page itself


def test_english_says_that_it_is_english(page):
    assert page.texts[0][0] == "zh"
    chinese_texts = [text for language, text in page.texts if language == "zh"]
    names = " ".join(chinese for chinese, _ in names_by_hand())
    loose = {word for text in chinese_texts for word in LATIN.findall(text)} - SAME_IN_BOTH
    ids = {word for word in loose if word in names or re.fullmatch(r"[a-z]\d+|v[\d.]+", word)}
    assert loose - ids == set()


def test_it_leads_only_to_what_is_there(page):
    links = [link for link, _ in page.links]
    assert "../tables/index.html" in links
    assert "../lessons/index.html" not in links
    assert not [link for link in links if "//" in link]


def test_it_says_what_stays_english_in_a_chart(page):
    words = "".join(text for _, text in page.texts)
    assert 'br.use_style(language="zh")' in words
    assert "单位、时期和整句的说明，表中没有中文，也用英文" in words


def test_a_spreadsheet_opens_the_names(site):
    text = (site / chinese.NAMES_FILE).read_text(encoding="utf-8")
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text[1:])))
    assert sorted((row["chinese"], row["english"]) for row in rows) == sorted(names_by_hand())
    assert {row["page"] for row in rows} <= {address_of_known(known) for known in known_ids()}


def test_two_builds_are_equal(site, tmp_path):
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "index.html").write_text("tables", encoding="utf-8")
    chinese.build_chinese(tmp_path)
    for name in (chinese.ENTRANCE, chinese.NAMES_FILE):
        assert (tmp_path / name).read_bytes() == (site / name).read_bytes()


def test_the_first_view_is_small(site):
    assert (site / chinese.ENTRANCE).stat().st_size < 100_000
