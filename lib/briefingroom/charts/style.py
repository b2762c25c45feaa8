"""The look of the charts: one colour for each briefing, the fonts, the source line.

Nothing happens until it is called: importing this module changes no setting and loads no drawing
library. The rules that every chart keeps are in ``README.md`` beside this file.
"""

import warnings
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..corpus.active import asked_holding

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

# One colour a briefing, in every chart. Chosen by search: any two differ by at least 26 in
# CIEDE2000 under normal vision and simulated protanopia, deuteranopia and tritanopia, where the
# best five colours of Okabe and Ito (2008) come to 20 and all eight to 11; each has a contrast
# with white of more than 3 to 1, so that it serves for lines and labels too. The measurement is
# in tests/charts/test_style.py.
PALETTE = {
    "2020-10-23": "#174299",  # blue
    "2021-03-01": "#369999",  # teal
    "2022-06-14": "#b28c3e",  # ochre
    "2023-03-01": "#803713",  # brown
    "2023-04-20": "#000000",  # black
}

# For briefings that somebody added, in order of their dates. Each was chosen by the same measure,
# the five above and those before it given: the sixth colour differs from all by at least 19 under
# each kind of vision, the seventh by 16, the eighth by 15, the others by 12. They have some colour
# of their own, so that none is taken for the grey of a note.
ADDED_PALETTE = ("#9058ff", "#d84078", "#280038", "#007050", "#906800", "#000080", "#500800")

QUIET = "#6b6b6b"  # for notes and guide lines, which are not data

# Greys for areas and guide lines, from the lightest to the darkest.
PALE_GREY = "#f2f2f2"
LIGHT_GREY = "#d0d0d0"
MEDIUM_GREY = "#8c8c8c"
SLATE_GREY = "#595959"
DARK_GREY = "#404040"

# What a chart is to show, where no briefing is meant and all else is grey.
ACCENT = "#a03030"

INK = "#262626"  # for words and strokes where a style would write in a light colour
DARKEST_PAPER = 0.5  # luminance below which a background is too dark for our colours

MarkStyle = dict[str, Any]  # what matplotlib is told of the look of a mark

POINTS_AN_INCH = 72
SMALL = 9.5  # size of the names and numbers beside what is drawn
SMALLEST = 9  # size of legends and the names of many rows
NOTE_SIZE = 9.5  # size of the source line
SUBTITLE_SIZE = 10.5

# The fonts come with the package, so that a picture has the same bytes on every machine. Source
# Sans 3 was chosen by trial: its figures are equally wide, it takes a sixth less room than the
# others at the same height of small letters, and the Chinese of Noto Sans was drawn to go with it.
FONTS = Path(__file__).with_name("fonts")
REGULAR, BOLD = 400, 700
FONT_FILES = {  # and the weights that each serves for
    "SourceSans3-Regular.ttf": [REGULAR],
    "SourceSans3-SemiBold.ttf": [BOLD],
    "BriefingRoomHanzi-Regular.ttf": [REGULAR, BOLD],
}
FONT_FAMILY = [
    "Source Sans 3",
    "Briefing Room Hanzi",
    "DejaVu Sans",  # which comes with matplotlib, for signs that the others do not have
]

# The theme "ticks" of seaborn 0.13 in the size for notebooks (Waskom, JOSS 6(60), 2021), as far as
# `LOOK` does not say otherwise: to load seaborn for it takes longer than to draw a chart.
THEME = {
    "axes.axisbelow": True,
    "axes.facecolor": "white",
    "axes.grid": False,
    "axes.labelcolor": ".15",
    "axes.linewidth": 1.25,
    "axes.spines.bottom": True,
    "axes.spines.left": True,
    "figure.facecolor": "white",
    "font.sans-serif": [
        "Arial",
        "DejaVu Sans",
        "Liberation Sans",
        "Bitstream Vera Sans",
        "sans-serif",
    ],
    "grid.color": ".8",
    "grid.linestyle": "-",
    "grid.linewidth": 1,
    "legend.title_fontsize": 12,
    "lines.linewidth": 1.5,
    "lines.markersize": 6,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": "w",
    "patch.force_edgecolor": True,
    "patch.linewidth": 1,
    "text.color": ".15",
    "xtick.bottom": True,
    "xtick.color": ".15",
    "xtick.direction": "out",
    "xtick.major.size": 6,
    "xtick.major.width": 1.25,
    "xtick.minor.size": 4,
    "xtick.minor.width": 1,
    "xtick.top": False,
    "ytick.color": ".15",
    "ytick.direction": "out",
    "ytick.left": True,
    "ytick.major.size": 6,
    "ytick.major.width": 1.25,
    "ytick.minor.size": 4,
    "ytick.minor.width": 1,
    "ytick.right": False,
}

LOOK = {
    "font.size": 10.5,
    "axes.labelsize": 10.5,
    "xtick.labelsize": 10.5,
    "ytick.labelsize": 10.5,
    "legend.fontsize": 10,
    "legend.frameon": False,
    "axes.titlesize": 14,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 12,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": MEDIUM_GREY,
    "axes.linewidth": 0.9,
    "xtick.major.size": 4,
    "xtick.major.width": 0.9,
    "ytick.major.size": 4,
    "ytick.major.width": 0.9,
    "xtick.color": MEDIUM_GREY,
    "xtick.labelcolor": INK,
    "ytick.color": MEDIUM_GREY,
    "ytick.labelcolor": INK,
    "ytick.alignment": "center",
    "xaxis.labellocation": "left",
    "figure.figsize": (7.2, 4.2),
    "figure.dpi": 110,
    "figure.constrained_layout.use": True,
    "savefig.dpi": 110,
    # Letters are as wide on a sharp screen as on a coarse one, so that a chart is laid out alike.
    "text.hinting": "none",
}


def briefing_colours() -> dict[str, str]:
    """The colour of each briefing asked, in order; twelve have one of their own, others are grey.

    >>> briefing_colours() == PALETTE
    True
    """
    holding = asked_holding()
    if holding is None:
        return PALETTE
    published = PALETTE if holding.with_published else {}
    free = [*ADDED_PALETTE, *([] if published else PALETTE.values())]
    greys = [QUIET] * len(holding.added)
    added = dict(zip(holding.added, [*free, *greys], strict=False))
    return dict(sorted((published | added).items()))


def briefing_colour(briefing: str) -> str:
    """The colour of a briefing; grey for one that has none.

    >>> briefing_colour("2021-03-01"), briefing_colour("2019-01-01")
    ('#369999', '#6b6b6b')
    """
    return briefing_colours().get(briefing, QUIET)


def is_dark(colour: Any) -> bool:
    """Whether a colour is too dark to draw upon; one that is transparent is not.

    >>> is_dark("black"), is_dark("white"), is_dark("none")
    (True, False, False)
    """
    from matplotlib.colors import to_rgba

    red, green, blue, opacity = to_rgba(colour)
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return opacity > 0 and luminance < DARKEST_PAPER


def text_ink() -> str:
    """The colour of text in the style in use, or a dark one where that is meant for dark paper.

    >>> import matplotlib.pyplot as plt
    >>> with plt.style.context("dark_background"):
    ...     text_ink()
    '#262626'
    """
    import matplotlib

    usual = matplotlib.rcParams["text.color"]
    return usual if is_dark(usual) else INK


def use_style(*, language: str = "en") -> None:
    """Set the look of all charts drawn afterwards: call it once, at the top of a notebook.

    Sets the settings of seaborn's theme "ticks", a size that suits a notebook, and the fonts of
    this package, Latin and Chinese; none of the machine's own is used. Seaborn is not loaded.

    Parameters
    ----------
    language : ``"zh"`` for the Chinese names of indicators, themes and terms where the tables have
        one; all else stays English.

    Raises
    ------
    QuestionError : when there is no such language.

    >>> use_style()
    >>> import matplotlib
    >>> matplotlib.rcParams["font.family"][0]
    'Source Sans 3'
    """
    import matplotlib
    from matplotlib.colors import to_rgb
    from matplotlib.rcsetup import cycler

    from .language import set_language
    from .pictures import show_with_descriptions

    set_language(language)
    register_fonts()
    colours = cycler(color=[to_rgb(colour) for colour in PALETTE.values()])
    settings: Any = {
        **THEME,
        **LOOK,
        "axes.prop_cycle": colours,
        "font.family": FONT_FAMILY,
    }
    matplotlib.rcParams.update(settings)
    show_with_descriptions()


def register_fonts() -> None:
    """Let matplotlib find the fonts of this package, before others of the same name."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    known = {font.fname for font in manager.ttflist}
    for name, weights in FONT_FILES.items():
        path = FONTS / name
        if not path.exists():
            warnings.warn(f"The font {name} is missing from {FONTS}.", stacklevel=3)
        elif str(path) not in known:
            manager.addfont(path)
            font = next(font for font in manager.ttflist if font.fname == str(path))
            manager.ttflist += [replace(font, weight=weight) for weight in weights]
    manager.ttflist.sort(key=lambda font: Path(font.fname).parent != FONTS)


def source_line(ax: "Axes", text: str) -> "Annotation":
    """Write a small note with the source below a chart, under its axis label, and return it.

    Parameters
    ----------
    ax : matplotlib Axes.
    text : for example "Source: Briefing Room, briefing of 2023-03-01".

    >>> import matplotlib.pyplot as plt
    >>> source_line(plt.figure().subplots(), "Source: Briefing Room").get_text()
    'Source: Briefing Room'
    >>> plt.close()
    """
    from .left_edge import left_edge

    # The label moves with the tick labels, and the note with it.
    below_the_label = (left_edge(ax), ax.xaxis.label)
    return ax.annotate(
        text,
        xy=(0, 0),
        xycoords=below_the_label,
        xytext=(0, -6),
        textcoords="offset points",
        ha="left",
        va="top",
        fontsize=NOTE_SIZE,
        color=QUIET,
        annotation_clip=False,
        linespacing=1,
    )
