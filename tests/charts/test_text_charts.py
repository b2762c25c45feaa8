"""The charts: what stands in their axes is what stands in the tables."""

import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

import briefingroom as br
from briefingroom.charts import exchanges as exchanges_chart
from briefingroom.charts import style
from briefingroom.charts.speakers import SPEECH
from briefingroom.charts.subtitles import Subtitle
from briefingroom.charts.themes import words_by_theme

pytestmark = pytest.mark.usefixtures("styled")

BRIEFINGS = br.briefings().briefing.tolist()
TREND = pd.DataFrame(
    {
        "term": ["new industrialization"] * 5 + ["digital economy"] * 5,
        "briefing": BRIEFINGS * 2,
        "count": [1, 0, 1, 10, 8, 16, 4, 1, 7, 2],
        "rate": [1.2, 0.0, 1.1, 13.0, 10.0, 20.0, 4.5, 1.2, 9.1, 2.5],
        "low": [0.0, 0.0, 0.0, 4.9, 3.0, 2.0, 0.0, 0.0, 0.0, 0.0],
        "high": [3.7, 0.0, 3.6, 21.0, 19.0, 50.0, 10.0, 3.6, 24.0, 7.0],
    }
)
KEYWORDS = pd.DataFrame(
    {
        "word": ["industrialization", "green", "equipment"],
        "log_ratio": [4.2, 2.0, 1.1],
        "log_ratio_low": [2.6, 0.9, 0.0],
        "count_target": [17, 33, 30],
        "count_reference": [3, 20, 60],
    }
)
FORMULA = pd.DataFrame(
    {"briefing": BRIEFINGS, "words": 8000, "share": [0.05, 0.04, 0.062, 0.11, 0.08]}
)
HITS = br.sentences()[lambda table: table.text.str.contains("real economy")].assign(
    match="real economy"
)
DRAWINGS = {
    "speakers": br.plot_speakers,
    "outlets": br.plot_outlets,
    "exchanges": br.plot_exchanges,
    "themes": lambda ax=None: br.plot_themes(ax, chinese=True),
    "trend": lambda ax=None: br.plot_trend(TREND, ax),
    "keywords": lambda ax=None: br.plot_keywords(KEYWORDS, ax),
    "dispersion": lambda ax=None: br.plot_dispersion(HITS, ax),
    "formula": lambda ax=None: br.plot_formula(FORMULA, ax),
}


def written(ax):
    """What is written in the chart, beside its points and below it."""
    return [text.get_text() for text in ax.texts if not isinstance(text, Subtitle)]


def shown(ax):
    """Everything that can be read in the axes.

    That is the title, the names, the notes and the labels of the ticks in view.
    """
    legend = ax.get_legend().get_texts() if ax.get_legend() else []
    ticks = []
    for axis in (ax.xaxis, ax.yaxis):
        low, high = sorted(axis.get_view_interval())
        ticks += [tick.label1 for tick in axis.get_major_ticks() if low <= tick.get_loc() <= high]
    return [
        text
        for text in [ax._left_title, ax.xaxis.label, ax.yaxis.label, *ax.texts, *ticks, *legend]
        if text.get_text()
    ]


def names(axis):
    return [label.get_text() for label in axis.get_ticklabels()]


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_each_chart_has_a_title_a_named_axis_and_a_source(draw):
    ax = draw()
    assert ax.get_title(loc="left")
    assert ax.get_xlabel()
    assert "(" in ax.get_xlabel()  # the unit
    (source,) = [text for text in written(ax) if text.startswith("Source: Briefing Room, ")]
    assert "2020-10-23" in source
    assert "2023-04-20" in source


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_each_chart_is_drawn_on_the_axes_given(draw):
    ax = plt.figure().subplots()
    assert draw(ax) is ax
    assert len(plt.get_fignums()) == 1


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_nothing_of_a_chart_is_cut_off(draw):
    figure = draw().figure
    figure.canvas.draw()
    for text in shown(figure.axes[0]):
        box = text.get_window_extent()
        assert box.x0 > -1, text.get_text()
        assert box.x1 < figure.bbox.x1 + 1, text.get_text()
        assert box.y0 > -1, text.get_text()
        assert box.y1 < figure.bbox.y1 + 1, text.get_text()


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS)
def test_the_words_of_a_chart_do_not_cover_each_other(draw):
    figure = draw().figure
    figure.canvas.draw()
    words = shown(figure.axes[0])  # without the lines that lead from them to their points
    boxes = [(text.get_text(), Text.get_window_extent(text)) for text in words]
    for n, (one, box) in enumerate(boxes):
        for other, there in boxes[:n]:
            apart = (
                min(box.x1, there.x1) - max(box.x0, there.x0) < 1
                or min(box.y1, there.y1) - max(box.y0, there.y0) < 1
            )
            assert apart, (one, other)


def test_drawing_twice_gives_the_same_bytes(tmp_path):
    for name in ("one", "two"):
        br.plot_exchanges().figure.savefig(tmp_path / name, format="png")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def test_drawing_says_nothing_on_the_way():
    code = "import matplotlib; matplotlib.use('agg'); import briefingroom as br; br.use_style()\n"
    code += "for draw in (br.plot_speakers, br.plot_outlets, br.plot_exchanges):\n"
    code += "    draw().figure.canvas.draw()\n"
    code += "br.plot_themes(chinese=True).figure.canvas.draw()"
    result = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_the_bars_of_the_speakers_are_the_shares_of_their_words():
    ax = br.plot_speakers()
    turns = br.turns()
    bars = {
        container.get_label(): [bar.get_width() for bar in container] for container in ax.containers
    }
    assert [round(sum(parts)) for parts in zip(*bars.values(), strict=True)] == [100] * 5
    for briefing, width in zip(BRIEFINGS, bars["Journalists' questions"], strict=True):
        words = turns[turns.briefing == briefing]
        assert width == pytest.approx(
            100 * words[words.role == "journalist"].words.sum() / words.words.sum()
        )
    assert ax.get_title(loc="left") == "Officials speak 92% of the words"


def test_every_turn_is_in_one_kind_of_speech():
    acts = [act for kind in SPEECH.values() for act in kind]
    assert sorted(acts) == sorted(set(br.turns().act))


def test_one_square_for_each_question_in_the_colour_of_its_briefing():
    ax = br.plot_outlets()
    squares = [bar for bar in ax.patches if bar.get_width()]
    assert len(squares) == 48
    counted = pd.Series([colour_of_square(bar) for bar in squares]).value_counts()
    assert {
        style.PALETTE[row.briefing]: row.questions for row in br.briefings().itertuples()
    } == counted.to_dict()
    rows = pd.Series([round(bar.get_y() + bar.get_height() / 2) for bar in squares]).value_counts()
    assert {name: rows[at] for at, name in enumerate(names(ax.yaxis))} == {
        "Central media": 17, "Local media": 12, "Trade papers": 2, "Hong Kong": 4,
        "Overseas": 5, "Owner not confirmed": 2, "Outlet not known": 6,
    }  # fmt: skip


def colour_of_square(bar):
    """Of its area, or of its edge where it is open."""
    area = to_hex(bar.get_facecolor())
    return to_hex(bar.get_edgecolor()) if area == "#ffffff" else area


def test_open_squares_are_the_questions_whose_outlet_or_owner_is_not_known():
    ax = br.plot_outlets()
    is_open = {
        round(bar.get_y() + bar.get_height() / 2): to_hex(bar.get_facecolor()) == "#ffffff"
        for bar in ax.patches
        if bar.get_width()
    }
    named = names(ax.yaxis)
    assert {named[row] for row, found in is_open.items() if found} == {
        "Owner not confirmed", "Outlet not known",
    }  # fmt: skip
    assert len(is_open) == len(named)


def test_only_overseas_outlets_have_a_colour_among_the_published_exchanges():
    ax = br.plot_exchanges()
    *greys, overseas = (
        {to_hex(colour) for colour in dots.get_facecolor()} for dots in ax.collections
    )
    assert greys == [{style.MEDIUM_GREY}] * 5
    assert overseas == {style.ACCENT}
    outlets = set(br.outlets().outlet)
    named = [text.get_color() for text in ax.texts if text.get_text() in outlets]
    assert named == [style.ACCENT] * 5
    assert ax.get_legend() is None


def test_an_added_briefing_is_seen_among_the_published_exchanges(collected):
    ax = collected(1, with_published=True).plot_exchanges()
    *dots, _ = ({to_hex(colour) for colour in each.get_facecolor()} for each in ax.collections)
    assert sorted(map(len, dots)) == [1] * 6
    assert set.union(*dots) == {style.MEDIUM_GREY, style.ADDED_PALETTE[0]}
    assert ax.get_legend() is not None


def test_each_exchange_is_a_point_of_its_two_lengths():
    ax = br.plot_exchanges()
    points = np.vstack([dots.get_offsets() for dots in ax.collections[:5]]).tolist()
    assert sorted(points) == sorted(
        br.exchanges()[["words_question", "words_answer"]].to_numpy(float).tolist()
    )
    ringed = ax.collections[5].get_offsets().tolist()
    overseas = br.exchanges()[
        lambda table: table.outlet.isin(["CNBC", "Reuters", "Asahi Shimbun", "New York Times"])
    ]
    assert ringed == overseas[["words_question", "words_answer"]].to_numpy(float).tolist()
    _source, *beside = written(ax)
    assert sorted(beside) == sorted([*overseas.outlet, "594 words"])


def test_the_line_of_the_middle_answer_parts_the_exchanges_into_halves():
    ax = br.plot_exchanges()
    (line,) = [line for line in ax.lines if len(line.get_xdata()) > 2]
    (middle,) = set(line.get_ydata())
    assert (br.exchanges().words_answer > middle).sum() == 24
    assert (line.get_xdata()[0], line.get_xdata()[-1]) == ax.get_xlim()


@pytest.mark.parametrize(
    "answers, words",
    [
        ([10, 20, 30, 40], "Longer questions get longer answers"),
        ([40, 30, 20, 10], "Longer questions get shorter answers"),
        ([20, 40, 10, 30], "Longer questions get no longer answers"),
        ([20, 20, 20, 20], "Longer questions get no longer answers"),
    ],
)
def test_the_title_of_exchanges_says_whether_answers_grow(answers, words):
    table = pd.DataFrame({"words_question": [1, 2, 3, 4], "words_answer": answers})
    assert exchanges_chart.exchanges_finding(table).startswith(f"{words}: half of the 4 have over")


def test_the_correlation_of_lengths_is_that_of_ranks():
    table = br.exchanges()
    order = table.words_question.rank() - table.words_answer.rank()
    ties = {len(set(table.words_question)), len(set(table.words_answer))} != {len(table)}
    by_differences = 1 - 6 * (order**2).sum() / (len(table) ** 3 - len(table))
    assert exchanges_chart.length_correlation(table) == pytest.approx(
        by_differences, abs=0.01 if ties else 1e-12
    )


def test_names_of_outlets_stand_near_their_points():
    ax = br.plot_exchanges()
    ringed = ax.collections[5].get_offsets().tolist()
    named = [text for text in ax.texts if list(getattr(text, "xy", ())) in ringed]
    assert len(named) == 5
    assert all(np.hypot(*text.xyann) <= 46 for text in named)


def test_many_overseas_outlets_are_ringed_without_names(monkeypatch):
    table = br.question_statistics().assign(overseas=True)
    monkeypatch.setattr(exchanges_chart, "question_statistics", lambda: table)
    ax = br.plot_exchanges()
    assert len(ax.collections[5].get_offsets()) == 48
    assert not set(written(ax)) & set(table.outlet[table.outlet != ""])


def test_exchanges_without_a_row_are_drawn_empty(monkeypatch):
    none = br.question_statistics().head(0)
    monkeypatch.setattr(exchanges_chart, "question_statistics", lambda: none)
    ax = br.plot_exchanges()
    ax.figure.draw_without_rendering()
    assert ax.get_title(loc="left") == "No question is asked"
    assert not any("594 words" in text for text in written(ax))


def test_the_words_of_the_subjects_add_up_to_those_of_exchanges_and_opening_paragraphs():
    counts = words_by_theme()
    exchanges, turns = br.exchanges(), br.turns()
    answered = exchanges.words_question.sum() + exchanges.words_answer.sum()
    assert counts.to_numpy().sum() == answered + turns[turns.act == "statement"].words.sum()
    assert counts.loc["steel", "2021-03-01"] == 105 + 521
    ax = br.plot_themes()
    drawn = ax.collections[0].get_array().reshape(counts.shape)
    assert np.array_equal(drawn, counts.to_numpy())
    assert "626" in written(ax)
    assert "Steel and overcapacity" in names(ax.yaxis)
    assert "Steel and overcapacity  钢铁" in names(br.plot_themes(chinese=True).yaxis)


def test_a_trend_has_a_point_an_interval_and_a_count_for_each_row():
    ax = br.plot_trend(TREND)
    points = [line for line in ax.lines if line.get_marker() == "o"]
    assert [line.get_xdata()[0] for line in points] == TREND.rate.tolist()
    assert [line.get_color() for line in points] == [*style.PALETTE.values()] * 2
    bars = [line for line in ax.lines if line.get_marker() != "o"]
    assert [list(line.get_xdata()) for line in bars] == TREND[["low", "high"]].to_numpy().tolist()
    assert [line.get_ydata()[0] for line in bars] == [line.get_ydata()[0] for line in points]
    assert [text for text in written(ax) if text.isdigit()] == TREND["count"].astype(str).tolist()
    assert names(ax.yaxis) == BRIEFINGS * 2
    most = TREND.loc[TREND["rate"].idxmax()]
    assert " ".join(ax.get_title(loc="left").split()) == (
        f"Most frequent of 2 terms: “{most.term}” on {most.briefing} "
        f"({most.rate:.1f} per 10,000 words)"
    )
    assert (
        br.plot_trend(TREND.head(5))
        .get_title(loc="left")
        .startswith("“new industrialization” is most frequent on 2023-03-01")
    )


def test_a_trend_with_a_title_of_its_own_keeps_the_line_that_says_what_is_measured():
    own, found = br.plot_trend(TREND, title="Old words go"), br.plot_trend(TREND)
    assert own.get_title(loc="left") == "Old words go"
    subtitles = [[each for each in ax.texts if isinstance(each, Subtitle)] for ax in (own, found)]
    said = [[each.get_text() for each in lines] for lines in subtitles]
    assert said[0] == said[1] != []


def test_a_trend_by_something_else_and_without_an_interval_is_drawn_too():
    table = pd.DataFrame(
        {
            "term": "reform",
            "role": ["chair", "official"],
            "count": [1, 19],
            "rate": [13.0, 5.0],
            "low": [None, 2.0],
            "high": [None, 9.0],
        }
    ).astype({"low": float, "high": float})
    ax = br.plot_trend(table)
    assert names(ax.yaxis) == ["chair", "official"]
    assert ax.get_title(loc="left") == "“reform” is most frequent where role is chair (1 use)"


def test_where_a_term_is_not_used_the_bound_is_dotted_and_says_so():
    rows = TREND.head(2).assign(high=[3.7, 3.2])
    ax = br.plot_trend(rows)
    dotted = [line for line in ax.lines if line.get_linestyle() == ":"]
    assert [list(line.get_xdata()) for line in dotted] == [[0.0, 3.2]]
    assert "none; up to 3.2 possible" in written(ax)
    (subtitle,) = [text.get_text() for text in ax.texts if isinstance(text, Subtitle)]
    assert "dotted: no use" in subtitle
    assert "dotted" not in "".join(text.get_text() for text in br.plot_trend(TREND.head(1)).texts)


def test_a_term_that_is_never_used_says_so():
    ax = br.plot_trend(TREND.head(5).assign(count=0, rate=0.0, low=0.0, high=0.0))
    assert ax.get_title(loc="left") == "“new industrialization” is never used"
    none = TREND.assign(count=0, rate=0.0, low=0.0, high=0.0)
    assert br.plot_trend(none).get_title(loc="left") == "None of 2 terms is used"


@pytest.mark.parametrize(
    "term", ["word " * 100, "W" * 500, "制造强国" * 100], ids=["words", "letters", "characters"]
)
def test_a_term_of_any_length_leaves_the_chart_its_place(term, recwarn):
    ax = br.plot_trend(TREND.head(5).assign(term=term))
    ax.figure.canvas.draw()
    assert [str(warning.message) for warning in recwarn] == []
    assert ax.get_position().width > 0.7
    assert len(written(ax)[0]) <= 60


@pytest.mark.parametrize("term", ["$x^2$", "$5 and $6", "\\$a_b$", "$\\frac$"])
def test_a_dollar_is_a_dollar_in_every_label(term):
    uses = HITS.assign(match=term)
    for ax in (
        br.plot_trend(TREND.head(5).assign(term=term)),
        br.plot_keywords(KEYWORDS.assign(word=term)),
        br.plot_dispersion(uses),
    ):
        ax.figure.canvas.draw()
        said = [text for text in shown(ax) if "$" in text.get_text()]
        assert said
        assert not any(text.get_parse_math() for text in said)


def test_the_numbers_of_a_chart_may_still_be_powers_of_ten():
    ax = br.plot_exchanges()
    ax.set_xscale("log")
    ax.figure.canvas.draw()
    assert all(label.get_parse_math() for label in ax.get_xticklabels())


def test_key_words_run_from_their_bound_to_their_estimate():
    ax = br.plot_keywords(KEYWORDS)
    ends = [segment[:, 0].tolist() for segment in ax.collections[0].get_segments()]
    assert ends == KEYWORDS[["log_ratio_low", "log_ratio"]].to_numpy().tolist()
    assert names(ax.yaxis) == KEYWORDS.word.tolist()
    assert written(ax)[:3] == ["17 : 3", "33 : 20", "30 : 60"]
    assert len(names(br.plot_keywords(KEYWORDS, most=2).yaxis)) == 2


@pytest.mark.parametrize(
    "sides, by, title, source",
    [
        (
            ["2023-03-01"],
            "briefing",
            "2023-03-01 most, against everything else: 12 uses to 2",
            "five briefings, 2020-10-23 to 2023-04-20",
        ),
        (
            ["2023-03-01", "2022-06-14"],
            "briefing",
            "2023-03-01 most, against 2022-06-14: ",
            "briefings of 2022-06-14, 2023-03-01",
        ),
        (
            [BRIEFINGS[3:], BRIEFINGS[:2]],
            "briefing",
            "2023-03-01 and 2023-04-20 most, against 2020-10-23 and 2021-03-01: ",
            "briefings of 2020-10-23, 2021-03-01, 2023-03-01, 2023-04-20",
        ),
        (
            ["Xiao Yaqing", "Xin Guobin"],
            "speaker",
            "Xiao Yaqing most, against Xin Guobin: ",
            "briefings of 2021-03-01, 2022-06-14, 2023-03-01",
        ),
    ],
    ids=["the rest", "two", "four", "speakers"],
)
def test_the_key_words_say_what_is_set_against_what_and_in_which_briefings(
    sides, by, title, source
):
    ax = br.plot_keywords(br.keywords(*sides, by=by, relabellings=0))
    assert title in " ".join(ax.get_title(loc="left").split())
    assert written(ax)[-1] == f"Source: Briefing Room, {source}"


def test_each_use_of_a_term_is_a_stroke_at_its_place():
    ax = br.plot_dispersion(HITS)
    strokes = dict(zip(BRIEFINGS, ax.lines, strict=True))
    sentences = br.sentences()
    for briefing in BRIEFINGS:
        ours = sentences.sentence[sentences.briefing == briefing].tolist()
        here = [
            100 * (ours.index(id) + 0.5) / len(ours)
            for id in HITS.sentence[HITS.briefing == briefing]
        ]
        assert list(strokes[briefing].get_xdata()) == pytest.approx(here)
        assert strokes[briefing].get_color() == style.PALETTE[briefing]
    assert (
        ax.get_title(loc="left") == f"“real economy” is used in 5 of 5 briefings, {len(HITS)} times"
    )


def test_a_dispersion_of_nothing_is_drawn_empty():
    assert (
        br.plot_dispersion(HITS.head(0))
        .get_title(loc="left")
        .endswith("used in 0 of 5 briefings, 0 times")
    )


def test_the_bars_of_formula_are_the_shares():
    ax = br.plot_formula(FORMULA)
    assert [bar.get_width() for bar in ax.patches] == pytest.approx((100 * FORMULA.share).tolist())
    assert [to_hex(bar.get_facecolor()) for bar in ax.patches] == list(style.PALETTE.values())
    assert "6.2%" in written(ax)
