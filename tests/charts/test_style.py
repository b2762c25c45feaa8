"""The look of the charts: colours that can be told apart, and fonts that have Chinese.

Nothing is loaded before it is used.
"""

import itertools
import subprocess
import sys

import numpy as np
import pytest

import briefingroom as br
from briefingroom.charts import style

# Simulation of colour-vision deficiencies of full severity, for linear RGB: G. M. Machado,
# M. M. Oliveira and L. A. F. Fernandes, "A Physiologically-based Model for Simulation of Color
# Vision Deficiency", IEEE Transactions on Visualization and Computer Graphics 15(6), 2009, table 1.
VISION = {
    "normal": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
OKABE_ITO = ["#E69F00", "#56B4E9", "#009E73", "#F0E442", "#0072B2", "#D55E00", "#CC79A7", "#000000"]


def linear(colour):
    """sRGB, "#rrggbb", as linear RGB (IEC 61966-2-1)."""
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    """Linear RGB as CIELAB, white point D65."""
    xyz = (
        np.array(
            [
                [0.4124564, 0.3575761, 0.1804375],
                [0.2126729, 0.7151522, 0.0721750],
                [0.0193339, 0.1191920, 0.9503041],
            ]
        )
        @ rgb
    )
    t = xyz / [0.95047, 1.0, 1.08883]
    f = np.where(t > (6 / 29) ** 3, np.cbrt(t), t / (3 * (6 / 29) ** 2) + 4 / 29)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def ciede2000(one, two):
    """Colour difference of two CIELAB colours.

    G. Sharma, W. Wu and E. N. Dalal, Color Research & Application 30, 2005.
    """
    (l1, a1, b1), (l2, a2, b2) = one, two
    c = (np.hypot(a1, b1) + np.hypot(a2, b2)) / 2
    g = 0.5 * (1 - np.sqrt(c**7 / (c**7 + 25**7)))
    a1, a2 = a1 * (1 + g), a2 * (1 + g)
    c1, c2 = np.hypot(a1, b1), np.hypot(a2, b2)
    h1, h2 = np.degrees(np.arctan2(b1, a1)) % 360, np.degrees(np.arctan2(b2, a2)) % 360
    grey = c1 * c2 == 0
    turn = 0 if grey else (h2 - h1 + 180) % 360 - 180
    dl, dc, dh = l2 - l1, c2 - c1, 2 * np.sqrt(c1 * c2) * np.sin(np.radians(turn / 2))
    h = h1 + h2 if grey else ((h1 + h2) / 2 + (180 if abs(h1 - h2) > 180 else 0)) % 360
    lightness, c = (l1 + l2) / 2, (c1 + c2) / 2
    cosine = [np.cos(np.radians(x)) for x in (h - 30, 2 * h, 3 * h + 6, 4 * h - 63)]
    t = 1 - 0.17 * cosine[0] + 0.24 * cosine[1] + 0.32 * cosine[2] - 0.20 * cosine[3]
    sl = 1 + 0.015 * (lightness - 50) ** 2 / np.sqrt(20 + (lightness - 50) ** 2)
    sc, sh = 1 + 0.045 * c, 1 + 0.015 * c * t
    rotation = (
        -np.sin(np.radians(60 * np.exp(-(((h - 275) / 25) ** 2))))
        * 2
        * np.sqrt(c**7 / (c**7 + 25**7))
    )
    return np.sqrt((dl / sl) ** 2 + (dc / sc) ** 2 + (dh / sh) ** 2 + rotation * dc / sc * dh / sh)


def colour_distance(colours, vision="normal"):
    """The smallest CIEDE2000 distance between any two colours, as seen with that vision."""
    seen = [lab(np.clip(np.array(VISION[vision]) @ linear(colour), 0, 1)) for colour in colours]
    return min(ciede2000(one, two) for one, two in itertools.combinations(seen, 2))


def contrast(colour, background="#ffffff"):
    """Contrast ratio of WCAG 2.2."""
    one, two = sorted(
        ([0.2126, 0.7152, 0.0722] @ linear(c) for c in (colour, background)), reverse=True
    )
    return (one + 0.05) / (two + 0.05)


# --- the measurement itself, against published values


@pytest.mark.parametrize(
    "one, two, distance",  # from table 1 of Sharma, Wu and Dalal (2005)
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1, 2), (50, 0, 0), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_colour_difference_is_that_of_the_published_pairs(one, two, distance):
    assert ciede2000(one, two) == pytest.approx(distance, abs=5e-5)


def test_contrast_of_black_on_white_is_21():
    assert contrast("#000000") == pytest.approx(21)


@pytest.mark.parametrize("vision", VISION)
def test_simulation_leaves_white_white(vision):
    assert np.allclose(np.array(VISION[vision]) @ np.ones(3), 1, atol=1e-5)


# --- what it says of our colours


def test_each_briefing_has_its_own_colour():
    assert list(style.PALETTE) == br.briefings().briefing.tolist()
    assert len(set(style.PALETTE.values())) == len(style.PALETTE)


@pytest.mark.parametrize("vision", VISION)
def test_any_two_briefings_are_told_apart_better_than_in_okabe_and_ito(vision):
    # By this measure all eight colours of Okabe and Ito reach 11 to 12 under the deficiencies; the
    # best five of them 20 to 24. (The 17 sometimes given for six of them under deuteranopia is of
    # another measure.)
    best_five = max(colour_distance(five, vision) for five in itertools.combinations(OKABE_ITO, 5))
    ours = colour_distance(style.PALETTE.values(), vision)
    assert ours > 26
    assert vision == "normal" or ours > best_five


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize(
    "number, least", [(6, 19), (7, 16), (8, 15), (9, 13), (10, 12), (11, 12), (12, 12)]
)
def test_briefings_that_are_added_are_told_apart_too(vision, number, least):
    """Twelve as well as the eight of Okabe and Ito, six nearly as well as their best five."""
    colours = [*style.PALETTE.values(), *style.ADDED_PALETTE][:number]
    assert len(colours) == number
    assert colour_distance(colours, vision) > least
    assert min(colour_distance(OKABE_ITO, one) for one in VISION) < 12


def test_a_collection_gives_each_briefing_a_colour(collected):
    twelve, both = collected(12).PALETTE, collected(7, with_published=True).PALETTE
    assert len(set(twelve.values())) == len(set(both.values())) == 12
    assert {id: both[id] for id in style.PALETTE} == style.PALETTE
    assert [both[id] for id in list(both)[5:]] == [twelve[id] for id in list(both)[5:]]
    one = collected(1).PALETTE
    assert list(one.values()) == [style.ADDED_PALETTE[0]]
    too_many = collected(12, with_published=True).PALETTE
    assert list(too_many.values())[12:] == [style.QUIET] * 5
    assert br.PALETTE == style.PALETTE


@pytest.mark.parametrize("colour", [*style.PALETTE.values(), *style.ADDED_PALETTE, style.QUIET])
def test_each_colour_stands_out_on_white(colour):
    assert contrast(colour) >= 3


def test_small_notes_have_the_contrast_of_text():
    assert contrast(style.QUIET) >= 4.5


# --- the style


def test_importing_style_and_plots_loads_no_drawing_library():
    code = (
        "import sys, briefingroom.charts.style, briefingroom.charts.speakers; "
        "assert not {'seaborn', 'matplotlib'} & set(sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr == ""


def test_the_style_sets_a_notebook_size_and_both_fonts(styled):
    assert styled.rcParams["figure.dpi"] == 110
    assert styled.rcParams["font.family"] == ["Source Sans 3", "Briefing Room Hanzi", "DejaVu Sans"]


def test_the_theme_is_that_of_seaborn_but_for_the_colours_of_images():
    import matplotlib
    import seaborn

    with matplotlib.rc_context():
        own = {"font.family": style.FONT_FAMILY, **style.LOOK}
        seaborn.set_theme(style="ticks", palette=list(style.PALETTE.values()), rc=own)
        wanted = dict(matplotlib.rcParams)
    with matplotlib.rc_context():
        style.use_style()
        settings = dict(matplotlib.rcParams)
    assert wanted.pop("image.cmap") != matplotlib.rcParamsDefault["image.cmap"]
    assert settings.pop("image.cmap") == matplotlib.rcParamsDefault["image.cmap"]
    assert settings == wanted


def test_the_style_loads_no_seaborn():
    code = (
        "import sys, briefingroom as br; br.use_style(); br.plot_growth(br.growth_of_industry()); "
        "assert 'matplotlib' in sys.modules and 'seaborn' not in sys.modules"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stderr == ""


def test_chinese_and_pinyin_are_drawn_without_a_missing_character(styled, recwarn):
    figure, ax = styled.subplots()
    ax.set_title("新型工业化 xīnxíng gōngyèhuà")
    figure.canvas.draw()
    assert not [warning for warning in recwarn if "missing from" in str(warning.message)]


def test_the_source_line_stands_below_the_axis_label_and_inside_the_picture(styled):
    figure, ax = styled.subplots()
    ax.set_xlabel("Words")
    note = style.source_line(ax, "Source: Briefing Room")
    figure.canvas.draw()
    box, label = note.get_window_extent(), ax.xaxis.label.get_window_extent()
    assert 0 < box.y0 < box.y1 < label.y0 < ax.get_window_extent().y0
