"""The rules of charts/README.md, on every figure: sizes, cut words, words that meet, bars."""

import itertools

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.container import BarContainer
from matplotlib.legend import Legend
from matplotlib.text import Text

import briefingroom as br
from briefingroom.charts import style
from briefingroom.charts.series import published_runs
from briefingroom.charts.subtitles import Subtitle
from briefingroom.numbers.targets import STATUSES

pytestmark = pytest.mark.usefixtures("styled")

BRIEFINGS = br.briefings().briefing.tolist()
INDICATORS = br.indicators().indicator.tolist()
GROUPS = ("speaker", "role", "briefing", "theme")
MEANS_BY = ("briefing", "theme", "speaker", "step", "signal", "motive", "target_group")
AIMS_BY = ("briefing", "theme", "speaker", "motive")
REPLIES_BY = ("kind", "briefing", "outlet_kind", "outlet", "theme", "speaker")


def coded():
    """The charts of what people coded by reading, in each grouping."""
    return {
        **{f"means {by}": lambda by=by: br.plot_instruments(br.instruments(by)) for by in MEANS_BY},
        **{
            f"aims {by}": lambda by=by: br.plot_means_and_aims(br.instruments(by)) for by in AIMS_BY
        },
        **{f"answers {by}": lambda by=by: br.plot_answers(br.replies(by)) for by in REPLIES_BY},
        "each means": br.plot_each_means,
        "each means of nothing": lambda: br.plot_each_means(means=br.policy_measures().head(0)),
        "steps": br.plot_steps,
        "steps of nothing": lambda: br.plot_steps(br.policy_measures().head(0)),
    }


def audits():
    table = br.audit()
    return {"audit": br.plot_audit} | {
        f"audit {verdict}": lambda rows=table[table.verdict == verdict]: br.plot_audit(rows)
        for verdict in table.verdict.unique()
    }


def single_checks():
    """Of each verdict and kind of check the first, which has a chart in its own unit."""
    firsts = br.audit().drop_duplicates(["verdict", "check"])
    return {
        f"check {row.Index}": lambda index=row.Index: br.plot_audit(br.audit().loc[[index]])
        for row in firsts.itertuples()
    }


FIBRE = {"2020-10-23.c021": "within reach, end of 2019", "r144": "subscribers, end of 2019"}


def shares_of_each_briefing():
    """A percentage of each briefing, with a name of the usual length or longer."""
    claims = br.claims().query("unit == 'percent' and value > 0")
    return dict.fromkeys(claims.groupby("briefing").claim.first(), "as stated, " * 4 + "a share")


def drawings():
    """Every chart but those of the indicators, in the states that the widgets have."""
    return {
        "apps": br.plot_app_counts,
        "context": br.plot_context,
        "context of a theme": lambda: br.plot_context("new_energy_vehicles"),
        "context of all": lambda: br.plot_context("timeline"),
        "context in short": lambda: br.plot_context("overview"),
        "context of one": lambda: br.plot_context("shipbuilding"),
        "dispersion": lambda: br.plot_dispersion(br.concordance("reform")),
        "due dates": br.plot_due_dates,
        "due dates of one": lambda: br.plot_due_dates(br.promises("2022-06-14")),
        "exchanges": br.plot_exchanges,
        "spoken figures": br.plot_spoken_figures,
        "spoken figures of one thing": lambda: br.plot_spoken_figures("5g_base_stations"),
        "figures": lambda: br.plot_figures(["2023-03-01.c036", "r312", "r292"]),
        "figures that fall": lambda: br.plot_figures(["r484", "r486", "r452", "2023-04-20.c028"]),
        "figures of two sizes": lambda: br.plot_figures(FIBRE),
        "figures of all briefings": lambda: br.plot_figures(shares_of_each_briefing()),
        "floors": lambda: br.plot_floors(br.floors()),
        "growth": lambda: br.plot_growth(br.growth_of_industry()),
        "formula": lambda: br.plot_formula(br.formula_share()),
        "silence": lambda: br.plot_silence(["sanction*", "resilien*"], {"x074": "Controls"}),
        "outlets": br.plot_outlets,
        "two shares": br.plot_two_shares,
        "wordings": lambda: br.plot_wordings("specialized and sophisticated SMEs"),
        "lists of giants": br.plot_lists_of_giants,
        "overseas": br.plot_overseas,
        "speakers": br.plot_speakers,
        "themes": lambda: br.plot_themes(chinese=True),
        "quarter": br.plot_quarter,
        "quarter of a year": lambda: br.plot_quarter("2022-06-14", "2021"),
        "pairs that fail": lambda: br.plot_pairs(br.failed_pairs()),
        "pairs published": lambda: br.plot_pairs(br.published_pairs(["d15", "d16", "d13", "d17"])),
        "questions": br.plot_questions,
        "targets": br.plot_targets,
        "targets all": lambda: br.plot_targets(kind="all"),
        "trend": lambda: br.plot_trend(br.trend(["reform", "digital"])),
        "trend of nothing": lambda: br.plot_trend(br.trend("new industrialization")),
        "uses": lambda: br.plot_uses(br.trend(["reform*", "sanctions", "innovation"])),
        "trend never": lambda: br.plot_trend(br.trend("zebra")),
        **{f"hedging {by}": lambda by=by: br.plot_hedging(br.hedging(by)) for by in GROUPS},
        **{f"words {id}": lambda id=id: br.plot_keywords(br.keywords(id)) for id in BRIEFINGS},
        **{f"asked {id}": lambda id=id: br.plot_questions(briefing=id) for id in BRIEFINGS},
        **{f"promised {id}": lambda id=id: br.plot_targets(briefing=id) for id in BRIEFINGS},
        **audits(),
        **single_checks(),
        **coded(),
    }


DRAWINGS = drawings()
# Of amounts: those of the audit are ranges, those of the questions boxes for names.
WITH_BARS = [
    "apps",
    "lists of giants",
    *("formula", "outlets", "overseas", "speakers", "steps"),
    *("figures", "figures of two sizes", "figures of all briefings"),
    *(f"hedging {by}" for by in GROUPS),
    *(f"means {by}" for by in MEANS_BY),
    *(f"aims {by}" for by in AIMS_BY),
    *(f"answers {by}" for by in REPLIES_BY),
]


def states_of_widgets():
    """What the widgets can be set to, beyond that: each subject, status, check and term."""
    audit, terms = br.audit(), br.glossary()
    for theme in sorted(set(br.exchanges().theme)):
        yield f"asked {theme}", lambda theme=theme: br.plot_questions(theme=theme)
    for exchange in br.exchanges().exchange:
        yield f"asked {exchange}", lambda id=exchange: br.plot_questions(exchange=id)
    for kind, status in itertools.product(["promise", "forecast", "threshold", "all"], STATUSES):
        chosen = {"kind": kind, "status": status}
        yield f"{kind} {status}", lambda chosen=chosen: br.plot_targets(**chosen)
    for check in audit.check.unique():
        yield check, lambda rows=audit[audit.check == check]: br.plot_audit(rows)
    for term, variants in zip(terms.term, terms.variants, strict=True):
        wordings = variants if isinstance(variants, list) else variants.split("; ")
        yield (
            term,
            lambda term=term, found=wordings: br.plot_trend(br.trend([found]).assign(term=term)),
        )
    for by in ("role", "speaker"):
        for term in terms.term[::12]:
            yield f"{term} by {by}", lambda term=term, by=by: br.plot_trend(br.trend(term, by))
    for term in terms.term[::12]:
        yield f"{term} in place", lambda term=term: br.plot_dispersion(br.concordance(term))


def hidden_ticks(ax):
    """The labels of ticks that lie outside the view, which are not drawn."""
    hidden = set()
    for axis, limits in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
        low, high = sorted(limits)
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            if not low - 1e-9 <= tick.get_loc() <= high + 1e-9:
                hidden |= {tick.label1, tick.label2}
    return hidden


def words_with_boxes(ax):
    """Every text that is drawn, with the box of its letters."""
    ax.figure.draw_without_rendering()
    hidden = hidden_ticks(ax)
    found = [
        text
        for text in ax.figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in hidden
    ]
    return [(text, Text.get_window_extent(text)) for text in found]


def meet(one, other):
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > 1
        and min(one.y1, other.y1) - max(one.y0, other.y0) > 1
    )


def broken_rules(ax):
    """What of the rules about words a figure does not keep."""
    words = words_with_boxes(ax)
    width, height = ax.figure.bbox.size
    broken = [f"small: {text.get_text()}" for text, _ in words if text.get_size() < 8]
    broken += [
        f"cut: {text.get_text()}"
        for text, box in words
        if box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1
    ]
    pairs = itertools.combinations(words, 2)
    broken += [
        f"meet: {one.get_text()} / {other.get_text()}"
        for (one, box), (other, there) in pairs
        if meet(box, there)
    ]
    if not [text for text in ax.texts if isinstance(text, Subtitle) and text.get_visible()]:
        broken.append("no subtitle")
    return broken + away_from_the_left(ax, words)


def away_from_the_left(ax, words):
    """Which words around a chart do not begin where the names of its rows do."""
    names = ax.yaxis.get_tightbbox()
    edge = min(ax.bbox.x0, names.x0) if names else ax.bbox.x0
    around = [
        (text, box)
        for text, box in words
        if isinstance(text, Subtitle)
        or text.get_text().startswith("Source: ")
        or text.get_text() == ax.get_title(loc="left")
    ]
    return [f"indented: {text.get_text()}" for text, box in around if abs(box.x0 - edge) > 2]


def test_the_measurement_sees_what_is_wrong():
    _, ax = plt.subplots()
    ax.text(0.5, 0.5, "one")
    ax.text(0.5, 0.5, "two", size=6)
    ax.text(0.99, 0.2, "far beyond the right edge", in_layout=False)
    found = broken_rules(ax)
    assert "meet: one / two" in found
    assert "small: two" in found
    assert "cut: far beyond the right edge" in found
    assert "no subtitle" in found


def test_the_measurement_sees_a_title_that_is_indented():
    ax = br.plot_outlets()
    ax.set_title("One that stands in the middle", loc="left")
    assert broken_rules(ax) == ["no subtitle"]
    ax.set_title("", loc="left")
    ax.set_title("One that stands in the middle", loc="center")
    ax.text(0.5, 0.5, "Source: of no place")
    assert "indented: Source: of no place" in broken_rules(ax)


# Of the charts that are made of each briefing, those between the first and the last.
MORE_OF_THE_SAME = [
    f"{kind} {id}" for kind in ("words", "asked", "promised") for id in BRIEFINGS[1:-1]
]


def sampled(names):
    """The names of charts; those that are like others are left to the release."""
    for name in names:
        is_alike = name in MORE_OF_THE_SAME
        yield pytest.param(name, marks=pytest.mark.release if is_alike else ())


def test_what_is_like_others_is_there():
    assert set(MORE_OF_THE_SAME) < set(DRAWINGS)


@pytest.mark.sample(16)
@pytest.mark.full
@pytest.mark.parametrize("name", sampled(DRAWINGS))
def test_every_chart_keeps_the_rules_about_words(name):
    assert broken_rules(DRAWINGS[name]()) == []


# The charts with names of indicators, themes and terms, which are Chinese on request.
LONG_IN_CHINESE = [
    "high_tech_share_of_above_scale",
    "equipment_share_of_above_scale",
    "solid_waste_utilization_rate",
    "digital_design_tool_penetration",
]
WITH_NAMES = {
    **{name: DRAWINGS[name] for name in DRAWINGS if "theme" in name or name.startswith("asked")},
    **{name: DRAWINGS[name] for name in ("context", "quarter", "figures that fall")},
    **{name: lambda name=name: br.plot_series(name) for name in LONG_IN_CHINESE},
    "terms": lambda: br.plot_trend(br.trend(["new industrialization", "little giants"])),
    "uses of terms": lambda: br.plot_uses(br.trend(list(br.glossary().term[:20]))),
    "figures of long names": lambda: br.plot_figures(["2020-10-23.c015", "2020-10-23.c016"]),
}


@pytest.mark.full
@pytest.mark.parametrize("name", sampled(WITH_NAMES))
def test_charts_with_chinese_names_keep_the_rules_about_words(name):
    br.use_style(language="zh")
    assert broken_rules(WITH_NAMES[name]()) == []


def drawings_of_collection(mine):
    """Every chart of a collection; key words need two briefings."""
    newest = list(mine.PALETTE)[-1]
    crowded = ["5g_base_stations", "high_tech_share_of_above_scale", "industrial_value_added"]
    drawn = {
        "audit": mine.plot_audit,
        "dispersion": lambda: mine.plot_dispersion(mine.concordance("reform")),
        "exchanges": mine.plot_exchanges,
        "formula": lambda: mine.plot_formula(mine.formula_share()),
        "hedging": lambda: mine.plot_hedging(mine.hedging("briefing")),
        "outlets": mine.plot_outlets,
        "questions": mine.plot_questions,
        "speakers": mine.plot_speakers,
        "targets": mine.plot_targets,
        "themes": mine.plot_themes,
        "trend": lambda: mine.plot_trend(mine.trend(["reform", "digital"])),
        **{id: lambda id=id: mine.plot_series(id) for id in [*crowded, "little_giants"]},
    }
    if len(mine.PALETTE) > 1:
        drawn["words"] = lambda: mine.plot_keywords(mine.keywords(newest))
    return drawn


@pytest.mark.sample(2)
@pytest.mark.full
@pytest.mark.parametrize(
    "number, with_published",
    [
        *((1, False), (7, False), (12, False), (7, True)),
        *(
            pytest.param(number, with_published, marks=pytest.mark.release)
            for number, with_published in ((2, False), (6, False), (1, True), (2, True))
        ),
    ],
)
def test_every_chart_of_a_collection_keeps_the_rules_about_words(collected, number, with_published):
    broken = {}
    for name, draw in drawings_of_collection(collected(number, with_published)).items():
        ax = draw()
        broken[name] = broken_rules(ax)
        plt.close(ax.figure)
    assert {name: found for name, found in broken.items() if found} == {}


def assert_each_series_keeps_the_rules(indicators):
    broken = {}
    for indicator in indicators:
        ax = br.plot_series(indicator)
        broken[indicator] = broken_rules(ax)
        plt.close(ax.figure)
    assert {indicator: found for indicator, found in broken.items() if found} == {}


@pytest.mark.full
def test_some_series_keep_the_rules_about_words():
    crowded = ["5g_base_stations", "high_tech_share_of_above_scale", "industrial_value_added"]
    assert_each_series_keeps_the_rules([*crowded, *INDICATORS[::9]])


@pytest.mark.release
def test_every_state_of_the_widgets_keeps_the_rules_about_words():
    broken = {}
    for name, draw in states_of_widgets():
        ax = draw()
        broken[name] = broken_rules(ax)
        plt.close(ax.figure)
    assert len(broken) > 200
    assert {name: found for name, found in broken.items() if found} == {}


@pytest.mark.release
def test_every_series_keeps_the_rules_about_words():
    assert_each_series_keeps_the_rules(INDICATORS)


@pytest.mark.parametrize("name", WITH_BARS)
def test_bars_of_amounts_begin_at_a_line_at_nothing(name):
    ax = DRAWINGS[name]()
    bars = [bar for group in ax.containers if isinstance(group, BarContainer) for bar in group]
    assert min(bar.get_x() for bar in bars) == 0
    assert ax.get_xlim()[0] == 0  # where the axis itself is the line
    assert ax.spines["left"].get_visible()


def test_rates_on_both_sides_of_nothing_have_a_line_there():
    def levels(indicator):
        lines = br.plot_series(indicator).lines
        return [list(line.get_ydata()) for line in lines if list(line.get_xdata()) == [0, 1]]

    assert levels("above_scale_value_added_growth") == [[0, 0]]
    assert levels("little_giants") == []


# --- the subtitle


def test_the_subtitle_goes_with_its_title():
    ax = br.plot_formula(br.formula_share())
    (subtitle,) = [text for text in ax.texts if isinstance(text, Subtitle)]
    assert subtitle.get_visible()
    ax.set_title("A title of a lesson")
    assert not subtitle.get_visible()
    ax.figure.canvas.draw()


def test_a_picture_has_the_subtitle_in_it():
    ax = br.plot_formula(br.formula_share())
    (subtitle,) = [text for text in ax.texts if isinstance(text, Subtitle)]
    ax.figure.canvas.draw()
    left, low, right, high = (round(end) for end in subtitle.get_window_extent().extents)
    height = round(ax.figure.bbox.height)
    pixels = np.asarray(ax.figure.canvas.buffer_rgba())[height - high : height - low, left:right]
    assert pixels[..., :3].min() < 128


def test_lengths_of_time_that_stand_together_are_named():
    def subtitle_of(indicator):
        ax = br.plot_series(indicator)
        return next(text.get_text() for text in ax.texts if isinstance(text, Subtitle))

    mixed = " ".join(subtitle_of("nev_sales").split())
    assert mixed.endswith("a year, a quarter and a month side by side")
    assert "side by side" not in subtitle_of("industrial_value_added")


# --- published figures that make a series


def quiet_lines(ax):
    return [line for line in ax.lines if line.get_color() == style.LIGHT_GREY]


def test_published_figures_of_following_years_are_joined_by_a_quiet_line():
    ax = br.plot_series("manufacturing_value_added")
    figures = br.references().query(
        "indicator == 'manufacturing_value_added' and publisher == 'World Bank'"
    )
    (line,) = quiet_lines(ax)
    assert list(line.get_ydata()) == (figures.sort_values("period").value / 1e12).tolist()
    assert line.get_zorder() < 1
    assert quiet_lines(br.plot_series("manufacturing_value_added", references=False)) == []


def test_no_line_goes_through_a_missing_period_or_joins_editions_or_publishers():
    references = br.references()
    lines = 0
    for indicator in INDICATORS:
        about = references[references.indicator == indicator]
        for run in published_runs(about):
            lines += 1
            assert set(run.origin) == {"published"}, indicator
            assert run.publisher.nunique() == run.edition.nunique() == 1, indicator
            assert run.unit.nunique() == 1, indicator
            years = [int(period[:4]) for period in run.period]
            assert all(len(period) == len(run.period.iloc[0]) for period in run.period), indicator
            if len(run.period.iloc[0]) == 4:
                assert years == list(range(years[0], years[0] + len(years))), indicator
            assert len(run) >= 3, indicator
    assert lines > 5


def test_two_figures_are_no_series():
    rows = br.references().query("indicator == 'crude_steel_output' and edition == 'revised'")
    assert set(rows.period) == {"2020", "2021"}
    assert published_runs(rows) == []


@pytest.mark.parametrize("indicator", ["5g_base_stations", "numerical_control_rate"])
def test_a_title_of_the_readers_own_does_not_meet_the_legend(indicator):
    ax = br.plot_series(indicator)
    ax.set_title("A title of the reader's own, which stands over the legend", pad=32)
    broken = [rule for rule in broken_rules(ax) if rule != "no subtitle"]
    assert broken == []
    assert len(ax.findobj(Legend)) == 1


def test_what_the_legend_has_no_room_for_is_said_in_the_notes():
    references = br.references().query("indicator == '5g_base_stations'")
    assert set(references.origin) == {"published", "computed"}
    ax = br.plot_series("5g_base_stations")
    said = " ".join(text.get_text() for text in ax.figure.findobj(Text))
    assert "Crosses (slanting: published, upright: computed): " in said
    assert "published figure" not in said
