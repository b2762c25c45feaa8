"""Chinese names in charts on request: those of the tables, and no others."""

import csv
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib.text import Text

import briefingroom as br
from briefingroom.charts import style
from briefingroom.charts.language import is_chinese, names_shown, term_shown
from briefingroom.charts.pictures import png_of
from briefingroom.charts.wording import filled, letters_wide, unit_in_words
from briefingroom.errors import QuestionError

pytestmark = pytest.mark.usefixtures("styled")

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")

# What has no Chinese name in the tables, and so stays English in every chart.
THEMES_WITHOUT = {
    "development_strategy",
    "innovation_and_research",
    "companies_and_brands",
    "mobile_networks",
    "broadband_and_telecom_services",
    "connected_things_and_computing",
    "apps_and_user_rights",
}
TERMS_WITHOUT = {
    "a law, a regulation, an opinion, and a plan",
    "subtraction and addition in three aspects",
    "Light Chasing Action",
}
INDICATORS_WITHOUT = Path(__file__).with_name("indicators_without_chinese.txt")


def annotated(table):
    """The rows as somebody wrote them, read without the library."""
    with (ROOT / f"briefings/annotations/{table}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def names_by_hand(table, id, chinese):
    return {row[id]: row[chinese] for row in annotated(table)}


def words_of_chart(ax):
    return [text.get_text() for text in ax.figure.findobj(Text) if text.get_text()]


@pytest.fixture
def in_chinese():
    br.use_style(language="zh")


# --- which language


def test_without_a_word_about_it_names_are_english():
    assert not is_chinese()
    assert not any(
        CHINESE.search(name) for name in [*names_shown("indicators"), *names_shown("themes")]
    )
    assert term_shown("rare earth") == "rare earth"


def test_the_style_alone_takes_the_chinese_back_to_the_byte():
    br.plot_themes()
    before = png_of(style_of_last())
    br.use_style(language="zh")
    br.plot_themes()
    chinese = png_of(style_of_last())
    br.use_style()
    br.plot_themes()
    assert png_of(style_of_last()) == before
    assert chinese != before


def style_of_last():
    import matplotlib.pyplot as plt

    return plt.gcf()


def test_a_setting_of_matplotlib_keeps_it(styled):
    with styled.rc_context():
        br.use_style(language="zh")
        assert is_chinese()
    assert not is_chinese()


def test_there_is_no_third_language():
    with pytest.raises(QuestionError, match=r"language 'fr'; choose 'en' or 'zh'\."):
        br.use_style(language="fr")


# --- the names are those of the tables


@pytest.mark.parametrize("table, id", [("indicators", "indicator"), ("themes", "theme")])
def test_each_name_is_that_of_its_row(in_chinese, table, id):
    written = names_by_hand(table, id, "name_zh")
    shown = names_shown(table)
    english = names_by_hand(table, id, "name")
    assert {key: shown[key] for key in written} == {
        key: name or english[key] for key, name in written.items()
    }


def test_a_term_has_its_chinese_and_the_english_that_was_counted(in_chinese):
    for row in annotated("glossary"):
        term, hanzi = row["term"], row["hanzi"]
        assert term_shown(term) == (f"{hanzi} ({term})" if hanzi else term)
    assert term_shown("zebra") == "zebra"


def test_what_stays_english_is_listed():
    def without(table, id, chinese):
        return {key for key, name in names_by_hand(table, id, chinese).items() if not name}

    assert without("themes", "theme", "name_zh") == THEMES_WITHOUT
    assert without("glossary", "term", "hanzi") == TERMS_WITHOUT
    listed = INDICATORS_WITHOUT.read_text(encoding="utf-8").split()
    assert without("indicators", "indicator", "name_zh") == set(listed)


def test_no_unit_has_a_chinese_name_in_the_tables(in_chinese):
    units = {*br.indicators().unit, *br.claims().unit}
    assert len(units) > 15
    assert not any(CHINESE.search(unit_in_words(unit)) for unit in units)


@pytest.mark.parametrize("table", ["indicators", "themes"])
def test_no_two_names_are_alike(in_chinese, table):
    assert not names_shown(table).duplicated().any()


def test_every_character_has_a_glyph(in_chinese):
    drawn = set().union(*(TTFont(style.FONTS / name).getBestCmap() for name in style.FONT_FILES))
    names = [
        *names_shown("indicators"),
        *names_shown("themes"),
        *map(term_shown, br.glossary().term),
    ]
    assert {letter for name in names for letter in name if ord(letter) not in drawn} == set()


# --- in the charts


CHARTS = {
    "a series": (lambda: br.plot_series("nev_sales"), "新能源汽车销量: "),
    "themes": (br.plot_themes, "稀土"),
    "firmness": (lambda: br.plot_hedging(br.hedging("theme")), "工业互联网"),
    "means": (lambda: br.plot_instruments(br.instruments("theme")), "新能源汽车"),
    "aims": (lambda: br.plot_means_and_aims(br.instruments("theme")), "中小企业"),
    "answers": (lambda: br.plot_answers(br.replies("theme")), "新能源汽车"),
    "questions": (br.plot_questions, "食品工业"),
    "context": (br.plot_context, "集成电路"),
    "rates": (br.plot_quarter, "规模以上工业增加值增速"),
    "figures": (lambda: br.plot_figures(["2023-04-20.c018", "r292"]), "5G基站, "),
    "places": (lambda: br.plot_spoken_figures("5g_base_stations"), "5G基站: "),
    "uses": (lambda: br.plot_uses(br.trend("sense of gain")), "获得感 (sense of gain)"),
    "rates of use": (lambda: br.plot_trend(br.trend("sense of gain")), "获得感 (sense of gain)"),
}


@pytest.mark.sample(5)
@pytest.mark.parametrize("name", CHARTS)
def test_a_chart_has_the_chinese_name(plain, name):
    draw, expected = CHARTS[name]
    assert not any(CHINESE.search(words) for words in words_of_chart(draw()))
    br.use_style(language="zh")
    assert any(expected in words for words in words_of_chart(draw()))


def test_subjects_without_a_chinese_name_stand_among_the_others_in_english(in_chinese):
    words = words_of_chart(br.plot_themes())
    assert {"Innovation and research", "造船"} <= set(words)


def test_the_chinese_beside_the_english_stays_a_choice_of_its_own(in_chinese):
    assert "Rare earths  稀土" in words_of_chart(br.plot_themes(chinese=True))


def test_a_chinese_character_is_as_wide_as_two_letters(in_chinese):
    font = TTFont(style.FONTS / "BriefingRoomHanzi-Regular.ttf")
    assert font["hmtx"][font.getBestCmap()[ord("稀")]][0] == font["head"].unitsPerEm
    assert letters_wide("稀土 rare") == 9
    assert filled("稀土 钢铁 造船", 10) == "稀土 钢铁\n造船"
    assert filled("chips and rare earths", 12) == "chips and\nrare earths"
