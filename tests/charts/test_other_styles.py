"""Charts stay readable where the user's own settings are for TeX or for a dark screen."""

import io

import matplotlib
import matplotlib.pyplot as plt
import pytest
from matplotlib.colors import to_rgb
from matplotlib.text import Text

import briefingroom as br

CHARTS = {
    "audit": lambda ax: br.plot_audit(br.audit().head(8), ax=ax),
    "dispersion": lambda ax: br.plot_dispersion(br.concordance("reform"), ax=ax),
    "exchanges": lambda ax: br.plot_exchanges(ax=ax),
    "formula": lambda ax: br.plot_formula(br.formula_share(), ax=ax),
    "hedging": lambda ax: br.plot_hedging(br.hedging("speaker"), ax=ax),
    "keywords": lambda ax: br.plot_keywords(br.keywords("2023-03-01"), ax=ax),
    "outlets": lambda ax: br.plot_outlets(ax=ax),
    "questions": lambda ax: br.plot_questions(briefing="2023-03-01", ax=ax),
    "series": lambda ax: br.plot_series("5g_base_stations", ax=ax),
    "speakers": lambda ax: br.plot_speakers(ax=ax),
    "targets": lambda ax: br.plot_targets(briefing="2023-04-20", ax=ax),
    "themes": lambda ax: br.plot_themes(ax=ax),
    "trend": lambda ax: br.plot_trend(br.trend(["reform", "digital"]), ax=ax),
}
ON_DARK_FILL = ("hedging", "speakers", "themes")  # some of their numbers are white on purpose


@pytest.fixture(autouse=True)
def settings_of_the_user():
    with matplotlib.rc_context():
        matplotlib.use("agg")
        matplotlib.rcdefaults()
        yield
        plt.close("all")


def saved(figure):
    file = io.BytesIO()
    figure.savefig(file, dpi=40)
    return file.getvalue()


def contrast_with_white(colour):
    channels = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    luminance = sum(
        weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), channels, strict=True)
    )
    return 1.05 / (luminance + 0.05)


@pytest.mark.sample(4)
@pytest.mark.parametrize("name", CHARTS)
def test_text_is_shown_literally_where_the_user_writes_with_tex(name):
    usual = CHARTS[name](None)
    matplotlib.rcParams["text.usetex"] = True
    ax = CHARTS[name](None)
    assert saved(ax.figure)
    assert [text.get_text() for text in ax.texts] == [text.get_text() for text in usual.texts]
    assert not any(text.get_usetex() for text in ax.findobj(Text))


@pytest.mark.sample(4)
@pytest.mark.parametrize("name", CHARTS)
def test_words_and_marks_stand_out_in_a_dark_style(name):
    plt.style.use("dark_background")
    ax = CHARTS[name](None)
    ax.figure.canvas.draw()
    assert to_rgb(ax.get_facecolor()) == to_rgb(ax.figure.get_facecolor()) == (1, 1, 1)
    words = [text for text in ax.findobj(Text) if text.get_text().strip()]
    if name in ON_DARK_FILL:
        words = [text for text in words if text not in ax.texts]
    faint = [text.get_text() for text in words if contrast_with_white(text.get_color()) < 3]
    assert faint == []


def test_a_saved_picture_is_white_although_the_style_saves_on_black():
    plt.style.use("dark_background")
    matplotlib.rcParams["savefig.facecolor"] = "black"
    picture = plt.imread(io.BytesIO(saved(br.plot_outlets().figure)))
    assert picture[2, 2, :3].tolist() == [1, 1, 1]
    assert picture[-3, -3, :3].tolist() == [1, 1, 1]


def test_axes_that_the_user_made_dark_become_white():
    plt.style.use("dark_background")
    _, ax = plt.subplots()
    assert CHARTS["formula"](ax) is ax
    assert to_rgb(ax.get_facecolor()) == (1, 1, 1)
    assert contrast_with_white(ax.title.get_color()) > 3


def test_nothing_is_painted_in_a_light_style():
    ax = CHARTS["formula"](None)
    assert ax.figure.patches == []
    assert ax.title.get_color() == "black"
