"""Make the Chinese font of the charts anew: the common characters and all that this project writes.

Run it when `tests/charts/test_fonts.py` names a character without a glyph:

    python tests/project/subset_chinese.py NotoSansSC-Regular.ttf

The font is Noto Sans SC, regular, as TrueType (its licence stands beside the result). What is made
is another font by its licence, so it has a name of its own, under which no other can be found.
"""

import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parents[2]
MADE = ROOT / "lib" / "briefingroom" / "charts" / "fonts" / "BriefingRoomHanzi-Regular.ttf"
NAME = "Briefing Room Hanzi"
WRITTEN = ["briefings/**/*.csv", "briefings/*.md", "notebooks/*.ipynb", "exercises/**/*.ipynb"]
FIRST_OF_CHINESE = 0x2E80  # code points below are in the other font
# Rows of GB 2312: punctuation and full-width forms, then level 1, its 3,755 most common characters.
COMMON_ROWS = [0xA1, 0xA3, *range(0xB0, 0xD8)]
LEFT_OUT = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "STAT", "DSIG", "gasp"]
NAMES = {1: NAME, 2: "Regular", 3: f"{NAME}, of Noto Sans SC", 4: NAME, 6: "BriefingRoomHanzi"}
KEPT_NAMES = (0, 13, 14)  # copyright, licence, address of the licence


def common_characters() -> set[str]:
    """The common simplified characters, by the national standard of 1980."""
    rows = (bytes([row, cell]) for row in COMMON_ROWS for cell in range(0xA1, 0xFF))
    return set("".join(pair.decode("gb2312", errors="ignore") for pair in rows))


def characters_written() -> set[str]:
    """Every Chinese character in the tables, the notebooks and the exercises."""
    paths = [path for pattern in WRITTEN for path in ROOT.glob(pattern)]
    texts = [path.read_text(encoding="utf-8") for path in sorted(paths)]
    return {letter for text in texts for letter in text if ord(letter) >= FIRST_OF_CHINESE}


def name_anew(font: TTFont) -> None:
    """The name of the part instead of that of the whole."""
    table = font["name"]
    table.names = [record for record in table.names if record.nameID in KEPT_NAMES]
    for number, name in NAMES.items():
        table.setName(name, number, 3, 1, 0x409)


def main() -> None:
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.recalc_timestamp = False
    options.notdef_outline = True
    options.name_IDs = ["*"]
    options.drop_tables += LEFT_OUT
    font = TTFont(sys.argv[1], recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    letters = {letter for letter in common_characters() if ord(letter) >= FIRST_OF_CHINESE}
    subsetter.populate(text="".join(sorted(letters | characters_written())))
    subsetter.subset(font)
    name_anew(font)
    font.save(MADE)
    print(f"{MADE.name}: {len(font.getBestCmap())} characters, {MADE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
