"""The explorers: every choice answers, and what a widget shows is what its function gives."""

import base64
import itertools
import re
from functools import cache

import matplotlib.pyplot as plt
import pytest

import briefingroom as br
from briefingroom.display import as_html
from briefingroom.numbers.series import series
from briefingroom.pages.where import where
from briefingroom.widgets import claims as claim_widgets
from briefingroom.widgets import quotations
from briefingroom.widgets import series as series_widgets

pytestmark = pytest.mark.usefixtures("styled")

WIDGETS = {
    br.series_explorer: br.show_series,
    br.claim_inspector: br.show_claim,
    br.audit_browser: br.show_audit,
    br.promises_timeline: br.show_targets,
}
NAMES = {
    br.series_explorer: {"Indicator": "indicator", "Point": "claim"},
    br.claim_inspector: {"Figure": "claim"},
    br.audit_browser: {"Verdict": "verdict", "Check": "check", "Line": "row"},
    br.promises_timeline: {
        "Briefing": "briefing",
        "Status": "status",
        "Kind": "kind",
        "Promise": "target",
    },
}
READ = {"series": cache(series), "where": cache(where)}  # asked for the same thing many times
every_widget = pytest.mark.parametrize("widget", WIDGETS, ids=lambda widget: widget.__name__)


@pytest.fixture
def undrawn(monkeypatch, unprinted, not_drawn):
    """Charts are asked for, with the choices made, but not made."""
    asked = []

    for module in (claim_widgets, quotations, series_widgets):
        for name, remembered in READ.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, remembered)
    for name in ("series", "targets", "audit"):
        monkeypatch.setattr(
            f"briefingroom.charts.{name}.plot_{name}",
            lambda *args, **kwargs: asked.append((args, kwargs)) or not_drawn(),
        )
    return asked


def walk(panel, values):
    """Set the options of every control, of long lists some forty; tests below walk these whole."""
    for name, control in panel.controls.items():
        for value in values(control)[:: len(control.options) // 40 + 1]:
            control.value = value
            assert panel.words, (name, value)
            assert "cannot be shown" not in panel.words, (name, value)
        control.value = values(control)[0]


@every_widget
def test_the_options_of_every_control_answer(widget, undrawn, opened, values):
    walk(opened(widget()), values)


def test_every_point_of_every_indicator_answers(undrawn, opened, values):
    panel = opened(br.series_explorer())
    controls = panel.controls
    for indicator in values(controls["Indicator"]):
        controls["Indicator"].value = indicator
        assert controls["Point"].options
        assert sorted(values(controls["Point"])) == sorted(br.series(indicator).claim)
        controls["Point"].value = values(controls["Point"])[-1]
        assert controls["Point"].value in panel.words


def test_every_subject_has_its_indicators_and_all_have_all(undrawn, opened, values):
    panel = opened(br.series_explorer())
    controls = panel.controls
    everything, found = set(values(controls["Indicator"])), set()
    assert everything == set(br.claims().indicator) - {""}
    for subject in values(controls["Subject"])[1:]:
        controls["Subject"].value = subject
        found |= set(values(controls["Indicator"]))
        assert controls["Indicator"].value == values(controls["Indicator"])[0]
        assert controls["Point"].value in panel.words
    assert found == everything


def test_every_part_of_every_briefing_has_its_figures(undrawn, opened, values):
    panel = opened(br.claim_inspector())
    controls = panel.controls
    for briefing in values(controls["Briefing"]):
        controls["Briefing"].value = briefing
        ours = br.claims().query("briefing == @briefing").claim
        assert values(controls["Figure"]) == list(ours)
        found = []
        for part in values(controls["Part"])[1:]:
            controls["Part"].value = part
            found += values(controls["Figure"])
            assert controls["Figure"].value in panel.words
        assert sorted(found) == sorted(ours)
        controls["Part"].value = "whole"


def test_every_claim_can_be_inspected(undrawn):
    for claim in br.claims().claim[::3]:
        exhibit = br.show_claim(claim)
        assert exhibit.about.id == claim
        assert claim in exhibit.html()


def test_every_line_of_the_audit_is_one_that_can_be_chosen(undrawn, opened, values):
    panel = opened(br.audit_browser("all"))
    controls = panel.controls
    lines = values(controls["Line"])
    assert lines == br.audit().claims.str.join("; ").tolist()
    table = br.audit().assign(line=lines)
    for verdict in values(controls["Verdict"]):
        controls["Verdict"].value = verdict
        for check in values(controls["Check"]):
            controls["Check"].value = check
            expected = table[(table.verdict == verdict) | (verdict == "all")]
            assert (
                values(controls["Line"])
                == expected[(expected.check == check) | (check == "all")].line.tolist()
            )
    for line in lines:
        html = br.show_audit("all", "all", line).html()
        assert all(id in html for id in line.split("; "))


def test_what_rests_on_a_computed_figure_is_never_shown_as_reconciled(undrawn, opened, values):
    origin = br.references().set_index("reference").origin
    computed = set(origin[origin != "published"].index)
    chosen = values(opened(br.audit_browser("no independent check")).controls["Line"])
    assert chosen
    assert all(computed & set(line.split("; ")) for line in chosen)
    for line in chosen:
        shown = br.show_audit("no independent check", "all", line)
        for answer in (str(shown.about), shown.html()):
            assert "nobody printed it" in answer
            assert "computed from figures of" in answer
            assert "reconciles" not in answer
    others = values(opened(br.audit_browser("reconciles")).controls["Line"])
    assert not [line for line in others if computed & set(line.split("; "))]


def test_a_published_floor_is_quoted_with_its_bound(undrawn):
    figures = "2023-03-01.c036; r292; 2023-03-01.c031"
    assert "over 9 million for 2021-12-31" in br.show_audit("all", "all", figures).html()


def test_every_promise_stands_beside_its_outcome(undrawn, opened, values):
    panel = opened(br.promises_timeline())
    controls = panel.controls
    for briefing, status in itertools.product(
        values(controls["Briefing"]), values(controls["Status"])
    ):
        controls["Briefing"].value, controls["Status"].value = briefing, status
        assert controls["Promise"].options
        assert "cannot be shown" not in panel.words
    for row in br.targets().itertuples():
        text = str(br.show_targets(target=row.target, kind="all").about)
        assert row.sentence in text
        assert row.status in text
        assert row.outcome_claim in text
        assert row.evidence in text
        assert row.since in text
        assert row.since_source in text


def test_a_forecast_is_shown_among_forecasts_and_no_promise_is(undrawn):
    shown = str(br.show_targets(target="g19", kind="forecast").about)
    assert br.targets().set_index("target").sentence["g19"] in shown
    assert "No threshold of this choice" in br.show_targets("2022-06-14", kind="threshold").html()


@every_widget
def test_a_widget_shows_exactly_what_its_function_gives(
    widget, plain, opened, values, shown_by, shows
):
    panel = opened(widget())
    for moved in panel.controls.values():
        moved.value = values(moved)[min(2, len(moved.options) - 1)]
        chosen = {
            NAMES[widget][name]: control.value
            for name, control in panel.controls.items()
            if name in NAMES[widget]
        }
        exhibit = WIDGETS[widget](**chosen)
        assert shows(panel) == shown_by(exhibit)
        assert exhibit.caption.startswith(panel.view.chart["words"])
    plt.close("all")


def test_a_panel_leaves_no_chart_open(plain, opened, values):
    for widget in WIDGETS:
        panel = opened(widget())
        for control in panel.controls.values():
            control.value = values(control)[-1]
        panel.view._handle_custom_msg({"wanted": "svg"}, [])
    assert plt.get_fignums() == []


@every_widget
def test_a_choice_draws_once(widget, undrawn, opened, values):
    panel = opened(widget())
    for name, control in panel.controls.items():
        undrawn.clear()
        before = control.value
        control.value = next((value for value in values(control) if value != before), before)
        assert len(undrawn) <= 1, name


@pytest.mark.parametrize(
    "widget, marked",
    [(br.series_explorer, "Point"), (br.promises_timeline, "Promise")],
    ids=["series", "targets"],
)
def test_the_choice_of_a_mark_draws_nothing(widget, marked, undrawn, opened, values):
    panel = opened(widget())
    undrawn.clear()
    for id in values(panel.controls[marked])[1:4]:
        panel.controls[marked].value = id
        assert panel.view.page["id"] == panel.view.chosen == id
    assert undrawn == []


@every_widget
def test_a_widget_is_of_controls_with_names_and_a_fixed_height(widget, undrawn, opened, values):
    panel = opened(widget())
    kinds = {type(control).__name__ for control in panel.controls.values()}
    assert kinds <= {"Dropdown", "SearchList"}
    assert all(panel.controls)
    assert panel.frame.layout.height.endswith("em")
    assert panel.frame.layout.overflow == "auto"
    assert "An interactive panel" in repr(widget())


@pytest.mark.parametrize(
    "widget, long",
    [
        (br.series_explorer, {"Indicator", "Point"}),
        (br.claim_inspector, {"Figure"}),
        (br.audit_browser, {"Line"}),
        (br.promises_timeline, {"Promise"}),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_every_long_list_can_be_searched(widget, long, undrawn, opened):
    controls = opened(widget()).controls
    assert {name for name, control in controls.items() if hasattr(control, "searched")} == long


def test_an_indicator_is_found_by_its_chinese_name_and_its_id(undrawn, opened, values):
    control = opened(br.series_explorer()).controls["Indicator"]
    names = br.indicators().set_index("indicator").name_zh
    at = values(control).index("little_giants")
    assert names["little_giants"]
    assert names["little_giants"] in control.searched[at]
    assert "little_giants" in control.searched[at]


@every_widget
def test_a_chart_is_described_in_words_beside_it(widget, undrawn):
    exhibit = (
        WIDGETS[widget]("2023-03-01.c012") if widget is br.claim_inspector else WIDGETS[widget]()
    )
    assert exhibit.caption.startswith("Chart: ")
    assert exhibit.describe(exhibit.axes) in exhibit.caption
    assert "Chart: " in exhibit.html()


# --- what a widget opens with


@pytest.mark.parametrize(
    "panel, expected",
    [
        (
            lambda: br.series_explorer("little_giants", "2023-03-01.c048"),
            {"Subject": "all", "Indicator": "little_giants", "Point": "2023-03-01.c048"},
        ),
        (
            lambda: br.claim_inspector("2023-03-01.c012"),
            {"Briefing": "2023-03-01", "Part": "whole", "Figure": "2023-03-01.c012"},
        ),
        (
            lambda: br.audit_browser("all", "sum"),
            {"Verdict": "all", "Check": "sum"},
        ),
        (
            lambda: br.audit_browser(row="2020-10-23.c004; 2020-10-23.c002; 2020-10-23.c003"),
            {"Line": "2020-10-23.c004; 2020-10-23.c002; 2020-10-23.c003"},
        ),
        (
            lambda: br.promises_timeline("2021-03-01", "met", "g55"),
            {"Briefing": "2021-03-01", "Status": "met", "Promise": "g55", "Kind": "promise"},
        ),
        (
            lambda: br.promises_timeline(kind="forecast", target="g19"),
            {"Kind": "forecast", "Promise": "g19"},
        ),
    ],
    ids=["series", "claim", "check", "line", "promise", "forecast"],
)
def test_a_widget_opens_on_what_it_is_given(panel, expected, undrawn, opened):
    controls = opened(panel()).controls
    assert {name: controls[name].value for name in expected} == expected


def test_a_briefing_opens_on_its_first_claim(undrawn, opened):
    panel = opened(br.claim_inspector("2022-06-14"))
    first = br.claims().query("briefing == '2022-06-14'").claim.iloc[0]
    assert panel.controls["Figure"].value == panel.view.page["id"] == first


@pytest.mark.parametrize(
    "widget, asked, message",
    [
        (br.series_explorer, {"indicator": "little_giant"}, "nearest is 'little_giants'"),
        (
            br.series_explorer,
            {"indicator": "little_giants", "claim": "2023-03-01.c04"},
            r"nearest is '2023-03-01\.c04",
        ),
        (br.claim_inspector, {"claim": "2023-03-01.c999"}, r"nearest is '2023-03-01\.c"),
        (br.audit_browser, {"verdict": "wrong"}, "Verdict cannot be 'wrong'"),
        (br.audit_browser, {"check": "sums"}, "nearest is 'sum'"),
        (br.audit_browser, {"row": "2020-10-23.c004"}, r"nearest is '2020-10-23\.c004; "),
        (br.promises_timeline, {"status": "mett"}, "nearest is 'met'"),
        (br.promises_timeline, {"kind": "promises"}, "nearest is 'promise'"),
        (br.promises_timeline, {"target": "g999"}, "Promise cannot be 'g999'"),
        (br.promises_timeline, {"briefing": "2021-03-02"}, "nearest is '2021-03-01'"),
    ],
)
def test_a_widget_refuses_what_is_not_there_and_names_the_nearest(widget, asked, message, undrawn):
    with pytest.raises(br.UnknownName, match=message):
        widget(**asked)


# --- what is shown


def test_markup_in_the_data_shows_as_text(monkeypatch):
    real = quotations.read_table
    claims = real("claims").assign(measure="<script>")
    monkeypatch.setattr(
        quotations, "read_table", lambda name: claims if name == "claims" else real(name)
    )
    html = as_html([quotations.quoted_figure("2020-10-23.c100")])
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_an_indicator_that_nobody_states_has_its_independent_figures_only():
    exhibit = br.show_series("nev_exports")
    assert exhibit.about is None
    assert exhibit.axes is not None
    assert "0 statements" in exhibit.caption


def test_a_claim_without_a_series_has_no_chart():
    lone = br.claims().query("indicator == ''").claim.iloc[0]
    exhibit = br.show_claim(lone)
    assert exhibit.axes is None
    assert exhibit.picture is None
    assert "<img" not in exhibit._repr_mimebundle_()["text/html"]
    assert exhibit.about.id == lone


def test_a_choice_that_leaves_nothing_says_so():
    assert "No check of this choice" in br.show_audit("cannot be decided", "conversion").html()
    assert "No promise of this choice" in br.show_targets(status="missed").html()


@pytest.mark.parametrize(
    "show, chosen, message",
    [
        (br.show_claim, {"claim": "2023-03-01.c999"}, "nearest is '2023-03-01.c"),
        (br.show_claim, {"claim": "2023-03-01.t01"}, "no claim"),
        (br.show_series, {"indicator": "little_giant"}, "nearest is 'little_giants'"),
        (br.show_audit, {"verdict": "wrong"}, "no verdict 'wrong'"),
        (br.show_audit, {"check": "sums"}, "nearest is 'sum'"),
        (br.show_targets, {"status": "kept"}, "no status 'kept'"),
        (br.show_targets, {"kind": "promises"}, "nearest is 'promise'"),
    ],
)
def test_a_choice_that_is_not_there_names_the_nearest(show, chosen, message):
    with pytest.raises(br.UnknownName, match=message):
        show(**chosen)


def test_without_a_kernel_the_chart_and_the_words_stand_in_the_page():
    series_view = br.show_series()._repr_mimebundle_()
    claim_view = br.show_claim()._repr_mimebundle_()
    for view in (series_view, claim_view):
        picture = re.search('src="data:image/png;base64,([^"]*)"', view["text/html"])[1]
        assert base64.b64decode(picture)[:4] == b"\x89PNG"
        assert view["text/html"].count("<img ") == 1
        assert 'alt="' in view["text/html"]
    assert '<img alt="5G base stations: ' in series_view["text/html"]
    assert "Wang Zhijun" in series_view["text/html"]
    assert "Wang Zhijun" in series_view["text/plain"]
    words = claim_view["text/html"].index("15.5%")
    assert words < claim_view["text/html"].index("<img "), "the words of a claim come first"
    assert series_view["text/html"].index("<img ") < series_view["text/html"].index("Chart: ")


def test_a_figure_stated_once_is_a_card_that_names_all_that_is_published_or_a_chart():
    stated = br.claims().indicator.value_counts()
    once = set(stated[stated == 1].index) - {""}
    references = br.references()
    cards = 0
    for indicator in sorted(once):
        (claim,) = br.series(indicator).to_dict("records")
        beside = references[references.indicator == indicator]
        exhibit = br.show_series(indicator)
        if exhibit.axes is None:
            cards += 1
            assert exhibit.about.id == claim["claim"]
            assert set(beside.period) <= {claim["period"]}
            assert exhibit.html().count("Reference") >= len(beside)
        else:
            assert len(beside) >= 3 or set(beside.period) != {claim["period"]}
    assert cards > len(once) / 2


def test_series_of_three_briefings_or_more_stand_first(undrawn, opened, values):
    told_in = br.claims().groupby("indicator").briefing.nunique()
    listed = values(opened(br.series_explorer()).controls["Indicator"])
    often = [indicator for indicator in listed if told_in[indicator] >= 3]
    assert listed[: len(often)] == often
    assert 5 < len(often) < len(listed)


def test_the_page_of_a_figure_begins_with_what_its_sentence_says(opened):
    claim = "2022-06-14.c058"
    parts = br.parts_of_claim(claim)
    heading, table = br.show_claim(claim).ahead
    assert "inferred" in heading.text
    assert table.frame.equals(parts)
    panel = opened(br.claim_inspector(claim))
    assert panel.words.index("Said in the sentence") < panel.words.index("Reading")
