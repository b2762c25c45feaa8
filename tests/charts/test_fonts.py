"""The fonts that come with the package: found before all others, and no character is missing."""

import re
import warnings
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from matplotlib import font_manager

import briefingroom as br
from briefingroom.charts import style

pytestmark = pytest.mark.usefixtures("styled")

ROOT = Path(__file__).resolve().parents[2]
CHINESE = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
WRITTEN = ["briefings/tables/*.csv", "briefings/annotations/*.csv", "notebooks/*.ipynb"]
PINYIN = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ"
SIGNS = "†…“”‘’–—×−%&$§°²"


def characters_of(name):
    return set(TTFont(style.FONTS / name).getBestCmap())


def font_used(**look):
    return Path(font_manager.findfont(font_manager.FontProperties(**look)))


@pytest.mark.parametrize("pattern", WRITTEN)
def test_every_chinese_character_of_the_project_has_a_glyph(pattern):
    found = {
        letter
        for path in ROOT.glob(pattern)
        for letter in CHINESE.findall(path.read_text(encoding="utf-8"))
    }
    assert len(found) > 100
    drawn = characters_of("BriefingRoomHanzi-Regular.ttf")
    assert {letter for letter in found if ord(letter) not in drawn} == set()


@pytest.mark.parametrize("name", ["SourceSans3-Regular.ttf", "SourceSans3-SemiBold.ttf"])
def test_latin_has_pinyin_signs_and_figures_of_one_width(name):
    font = TTFont(style.FONTS / name)
    characters, widths = font.getBestCmap(), font["hmtx"]
    assert {letter for letter in PINYIN + SIGNS if ord(letter) not in characters} == set()
    assert len({widths[characters[ord(figure)]][0] for figure in "0123456789"}) == 1


def test_the_fonts_are_those_of_the_package_also_where_the_machine_has_others(styled):
    manager = font_manager.fontManager
    other = font_manager.FontEntry(fname="/elsewhere/SourceSans3.ttf", name="Source Sans 3")
    before = list(manager.ttflist)
    try:
        manager.ttflist.insert(0, other)
        style.register_fonts()
        for look in ({}, {"weight": "bold"}):
            for family in style.FONT_FAMILY[:2]:
                assert font_used(family=family, **look).parent == style.FONTS
        assert font_used(family="Source Sans 3", weight="bold").name == "SourceSans3-SemiBold.ttf"
    finally:
        manager.ttflist[:] = before


def test_registering_twice_adds_nothing():
    before = len(font_manager.fontManager.ttflist)
    br.use_style()
    assert len(font_manager.fontManager.ttflist) == before


def test_a_font_that_is_missing_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(style, "FONTS", tmp_path)
    with pytest.warns(UserWarning, match="font SourceSans3-Regular.ttf is missing"):
        style.register_fonts()


def test_bold_chinese_is_drawn_without_a_word(styled, caplog):
    figure, ax = styled.subplots()
    ax.set_title("小巨人 little giants", weight="bold")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        figure.canvas.draw()
    assert caplog.text == ""


def test_each_font_has_its_licence_and_all_are_small():
    files = sorted(path.name for path in style.FONTS.iterdir())
    assert [name for name in files if name.endswith(".ttf")] == sorted(style.FONT_FILES)
    for name in ("SourceSans3-OFL.txt", "NotoSansSC-OFL.txt"):
        assert "SIL OPEN FONT LICENSE Version 1.1" in (style.FONTS / name).read_text("utf-8")
    assert sum(path.stat().st_size for path in style.FONTS.iterdir()) < 2_000_000


def test_the_chinese_part_has_no_reserved_name():
    names = TTFont(style.FONTS / "BriefingRoomHanzi-Regular.ttf")["name"]
    assert names.getDebugName(1) == "Briefing Room Hanzi"
    assert "Reserved Font Name 'Source'" in names.getDebugName(0)
    assert "Source" not in names.getDebugName(4)
