"""The entrance in Chinese: what this is, and every Chinese name with its English page.

The names are those of the tables. The sentences of the page stand in ``templates/zh.html``; the
numbers in them are counted here.
"""

import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..corpus.tables import data_version, read_table
from ..ids import named_id
from ..pages.known import Known
from .addresses import FOLDER_OF_KIND, address_of, frozen_folder
from .citations import citations_of, item_without_day
from .records import csv_text
from .rendering import Navigation, filled_in
from .twins import twin_of_page

ENTRANCE = "zh/index.html"
NAMES_FILE = "zh/names.csv"
DESCRIPTION = "新闻发布会的文字、数字、课程，和中英对照表。"
# In UTF-8 that says so; a Chinese Excel takes it for another encoding otherwise.
SPREADSHEET_ENCODING = "utf-8-sig"
SMALL_COUNTS = "零一两三四五六七八九十"
CITED = "2023-04-20.c018"  # the example of a citation
SEEN = "Chinese wording seen on a Chinese page"
DEPARTMENT = "Publicity Department of the CPC Central Committee"
MENU = {
    "briefing": "发布会",
    "claim": "数字",
    "indicator": "指标",
    "target": "承诺",
    "discrepancy": "对不上之处",
    "term": "术语",
}


class PartInChinese(NamedTuple):
    """Another part of the site, in Chinese: its address, its name and what it is."""

    address: str
    title: str
    meaning: str


OTHER_PARTS_IN_CHINESE = (
    PartInChinese(
        "lessons/index.html",
        "课程（英文）",
        "用 Python 一步一步读这些发布会，附练习和教师资料。",
    ),
    PartInChinese("tables/index.html", "数据表", "全部表格，可以排序和搜索。"),
)


class ChineseName(NamedTuple):
    """A Chinese name of the tables, and what it is the name of.

    Attributes
    ----------
    chinese, pinyin : the name; the pinyin is empty where the tables have none.
    english : its name in the pages.
    kind : in Chinese: 术语 (term), 指标 (indicator) or 主题 (theme).
    id, address : of its page.
    confirmed : whether the wording of a term was seen on a Chinese page; None where that is not
        kept.
    """

    chinese: str
    pinyin: str
    english: str
    kind: str
    id: str
    address: str
    confirmed: bool | None

    @property
    def plain_pinyin(self) -> str:
        """The pinyin as one types it, without tones."""
        return without_tones(self.pinyin)


def build_chinese(folder: Path, address: str = "") -> None:
    """Write the page and its list of names into the folder of the site.

    Parameters
    ----------
    folder : of the site; the page leads to those other parts that stand there.
    address : of the site in the web; the page needs none.
    """
    page = folder / ENTRANCE
    page.parent.mkdir(exist_ok=True)
    text = chinese_entrance(folder)
    page.write_bytes(text.encode("utf-8"))
    twin = twin_of_page(text, ENTRANCE)
    page.with_suffix(".md").write_bytes(twin.encode("utf-8"))
    names = [_as_record(name) for name in chinese_first(chinese_names())]
    (folder / NAMES_FILE).write_bytes(csv_text(names).encode(SPREADSHEET_ENCODING))


def chinese_entrance(folder: Path) -> str:
    """The page, with links to what stands in the folder of the site."""
    parts = [part for part in OTHER_PARTS_IN_CHINESE if (folder / part.address).exists()]
    menu = [
        Navigation(title, f"{FOLDER_OF_KIND[kind]}/index.html", False)
        for kind, title in MENU.items()
    ]
    names, numbers = chinese_names(), numbers_in_the_text()
    values = {
        "title": "中文入口",
        "description": DESCRIPTION,
        "up": "../",
        "root": "../",
        "status": "",
        "navigation": [*menu, *(Navigation(part.title, part.address, False) for part in parts)],
        "parts": parts,
        "version": data_version(),
        "frozen": frozen_folder(),
        "numbers": numbers,
        "in_characters": in_characters,
        "briefings": list(read_table("briefings").itertuples()),
        "apa": citations_of(item_without_day(Known("claim", CITED)))[0].text,
        "cited": CITED,
        "chinese_first": chinese_first(names),
        "english_first": english_first(names),
        "without": terms_without_chinese(),
    }
    return filled_in("zh.html", values)


def numbers_in_the_text() -> dict[str, int]:
    """How many there are of what the page speaks of.

    >>> numbers_in_the_text()["briefings"]
    5
    """
    briefings, exchanges = read_table("briefings"), read_table("exchanges")
    indicators = read_table("indicators")
    by_department = int((briefings.host == DEPARTMENT).sum())
    return {
        "briefings": len(briefings),
        "by_department": by_department,
        "by_office": len(briefings) - by_department,
        "questions": len(exchanges),
        "outlet_lost": int((exchanges.outlet == "").sum()),
        "claims": len(read_table("claims")),
        "references": len(read_table("references")),
        "discrepancies": len(read_table("discrepancies")),
        "targets": len(read_table("targets")),
        "indicators": len(indicators),
        "indicators_without": int((indicators.name_zh == "").sum()),
    }


def in_characters(number: int) -> str:
    """How many there are, as one writes it before a measure word; more than ten in figures.

    >>> in_characters(5), in_characters(2), in_characters(12)
    ('五', '两', ' 12 ')
    """
    return SMALL_COUNTS[number] if number < len(SMALL_COUNTS) else f" {number} "


# --- the names


def chinese_names() -> list[ChineseName]:
    """Every Chinese name of a term, an indicator or a theme.

    >>> next(name.english for name in chinese_names() if name.chinese == "双千兆")
    'double gigabit'
    """
    return [*_of_terms(), *_of_named_rows("indicators", "指标"), *_of_named_rows("themes", "主题")]


def _of_terms() -> Iterator[ChineseName]:
    for row in read_table("glossary").itertuples():
        if row.hanzi:
            yield ChineseName(
                chinese=row.hanzi,
                pinyin=row.pinyin,
                english=row.term,
                kind="术语",
                id=row.term,
                address=address_of(named_id("term", row.term)),
                confirmed=row.basis == SEEN,
            )


def _of_named_rows(table: str, kind: str) -> Iterator[ChineseName]:
    for row in read_table(table).itertuples():
        id = str(row[1])
        if row.name_zh:
            yield ChineseName(
                chinese=row.name_zh,
                pinyin="",
                english=row.name,
                kind=kind,
                id=id,
                address=address_of(id),
                confirmed=None,
            )


def terms_without_chinese() -> list[ChineseName]:
    """The terms of the glossary that have no Chinese there.

    >>> [name.english for name in terms_without_chinese()][-1]
    'Light Chasing Action'
    """
    glossary = read_table("glossary")
    return [
        ChineseName("", "", term, "术语", term, address_of(named_id("term", term)), None)
        for term in glossary.term[glossary.hanzi == ""]
    ]


def chinese_first(names: list[ChineseName]) -> list[ChineseName]:
    """Names in the order of their pinyin, which the national standard has for common characters.

    >>> [name.chinese for name in chinese_first(chinese_names())][-1][:2]
    '装备'
    """
    return sorted(names, key=lambda name: _sounds(name.chinese))


def _sounds(chinese: str) -> bytes:
    """What sorts a name: the codes of GB 2312, where common characters stand by their sound."""
    return chinese.lstrip("“").encode("gb18030")


def english_first(names: list[ChineseName]) -> list[ChineseName]:
    """Names in the order of the English."""
    return sorted(names, key=lambda name: (name.english.lstrip('"').casefold(), name.kind))


def without_tones(pinyin: str) -> str:
    """Pinyin as one types it.

    >>> without_tones("lǜsè zhìzào")
    'luse zhizao'
    """
    parts = unicodedata.normalize("NFD", pinyin)
    return "".join(letter for letter in parts if not unicodedata.combining(letter))


def _as_record(name: ChineseName) -> dict[str, Any]:
    return {
        "chinese": name.chinese,
        "pinyin": name.pinyin,
        "english": name.english,
        "kind": name.kind,
        "id": name.id,
        "page": name.address,
    }
