"""The explorers: every choice answers, and what a widget shows is what its function gives."""

import itertools
from functools import cache

import ipywidgets
import matplotlib.pyplot as plt
import pytest

import briefingroom as br
from briefingroom.display import Answer, Paragraph, as_html
from briefingroom.numbers.series import series
from briefingroom.pages.where import where
from briefingroom.widgets import claims as claim_widgets
from briefingroom.widgets import quotations
from briefingroom.widgets import series as series_widgets
from briefingroom.widgets.controls import dropdown
from briefingroom.widgets.exhibit import Exhibit
from briefingroom.widgets.explorer import explorer

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
def undrawn(monkeypatch, unprinted):
    """Charts are asked for, with the choices made, but not made."""
    asked = []

    class Axes:
        def get_title(self, loc):
            return "a title" if loc == "left" else ""

    for module in (claim_widgets, quotations, series_widgets):
        for name, remembered in READ.items():
            if hasattr(module, name):
                monkeypatch.setattr(module, name, remembered)
    for name in ("series", "targets", "audit"):
        monkeypatch.setattr(
            f"briefingroom.charts.{name}.plot_{name}",
            lambda *args, **kwargs: asked.append((args, kwargs)) or Axes(),
        )
    return asked


def opened(widget):
    """The controls of a widget by name, its picture and its words."""
    box, frame = widget.children
    return {control.description: control for control in box.children}, frame


def picture(frame):
    return next(child for child in frame.children if isinstance(child, ipywidgets.Image))


def words(frame):
    return next(child for child in frame.children if isinstance(child, ipywidgets.HTML))


def values(control):
    return [option[1] if isinstance(option, tuple) else option for option in control.options]


def walk(controls, frame):
    """Set the options of every control, of long lists some forty; tests below walk these whole."""
    for control in controls.values():
        for value in values(control)[:: len(control.options) // 40 + 1]:
            control.value = value
            asked = (control.description, value)
            assert words(frame).value, asked
            assert "cannot be shown" not in words(frame).value, asked
        control.value = values(control)[0]


@every_widget
def test_the_options_of_every_control_answer(widget, undrawn):
    controls, frame = opened(widget())
    walk(controls, frame)


def test_every_point_of_every_indicator_answers(undrawn):
    controls, frame = opened(br.series_explorer())
    for indicator in values(controls["Indicator"]):
        controls["Indicator"].value = indicator
        assert controls["Point"].options
        assert sorted(values(controls["Point"])) == sorted(br.series(indicator).claim)
        controls["Point"].value = values(controls["Point"])[-1]
        assert controls["Point"].value in words(frame).value


def test_every_subject_has_its_indicators_and_all_have_all(undrawn):
    controls, frame = opened(br.series_explorer())
    everything, found = set(values(controls["Indicator"])), set()
    assert everything == set(br.claims().indicator) - {""}
    for subject in values(controls["Subject"])[1:]:
        controls["Subject"].value = subject
        found |= set(values(controls["Indicator"]))
        assert controls["Indicator"].value == values(controls["Indicator"])[0]
        assert controls["Point"].value in words(frame).value
    assert found == everything


def test_every_part_of_every_briefing_has_its_figures(undrawn):
    controls, frame = opened(br.claim_inspector())
    for briefing in values(controls["Briefing"]):
        controls["Briefing"].value = briefing
        ours = br.claims().query("briefing == @briefing").claim
        assert values(controls["Figure"]) == list(ours)
        found = []
        for part in values(controls["Part"])[1:]:
            controls["Part"].value = part
            found += values(controls["Figure"])
            assert controls["Figure"].value in words(frame).value
        assert sorted(found) == sorted(ours)
        controls["Part"].value = "whole"


def test_every_claim_can_be_inspected(undrawn):
    for claim in br.claims().claim[::3]:
        exhibit = br.show_claim(claim)
        assert exhibit.about.id == claim
        assert claim in exhibit.html()


def test_every_line_of_the_audit_is_one_that_can_be_chosen(undrawn):
    controls, _ = opened(br.audit_browser("all"))
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


def test_what_rests_on_a_computed_figure_is_never_shown_as_reconciled(undrawn):
    origin = br.references().set_index("reference").origin
    computed = set(origin[origin != "published"].index)
    chosen = values(opened(br.audit_browser("no independent check"))[0]["Line"])
    assert chosen
    assert all(computed & set(line.split("; ")) for line in chosen)
    for line in chosen:
        shown = br.show_audit("no independent check", "all", line)
        for answer in (str(shown.about), shown.html()):
            assert "nobody printed it" in answer
            assert "computed from figures of" in answer
            assert "reconciles" not in answer
    others = values(opened(br.audit_browser("reconciles"))[0]["Line"])
    assert not [line for line in others if computed & set(line.split("; "))]


def test_a_published_floor_is_quoted_with_its_bound(undrawn):
    figures = "2023-03-01.c036; r292; 2023-03-01.c031"
    assert "over 9 million count for 2021-12-31" in br.show_audit("all", "all", figures).html()


def test_every_promise_stands_beside_its_outcome(undrawn):
    controls, frame = opened(br.promises_timeline())
    for briefing, status in itertools.product(
        values(controls["Briefing"]), values(controls["Status"])
    ):
        controls["Briefing"].value, controls["Status"].value = briefing, status
        assert controls["Promise"].options
        assert "cannot be shown" not in words(frame).value
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
def test_a_widget_shows_exactly_what_its_function_gives(widget, plain):
    controls, frame = opened(widget())
    for control in controls.values():
        control.value = values(control)[min(2, len(control.options) - 1)]
        chosen = {
            NAMES[widget][name]: control.value
            for name, control in controls.items()
            if name in NAMES[widget]
        }
        exhibit = WIDGETS[widget](**chosen)
        html, png = exhibit.html(), exhibit.png()
        assert (picture(frame).value, words(frame).value) == (png, html)
        assert (type(frame.children[0]) is ipywidgets.HTML) == exhibit.words_first
    assert plt.get_fignums() == []


@every_widget
def test_a_choice_draws_once(widget, undrawn):
    controls, _ = opened(widget())
    for control in controls.values():
        undrawn.clear()
        before = control.value
        control.value = next((value for value in values(control) if value != before), before)
        assert len(undrawn) <= 1, control.description


@every_widget
def test_a_widget_is_of_plain_controls_with_names_and_a_fixed_height(widget, undrawn):
    controls, frame = opened(widget())
    assert all(
        isinstance(control, ipywidgets.Dropdown) and name for name, control in controls.items()
    )
    assert frame.layout.height.endswith("em")
    assert frame.layout.overflow == "auto"
    assert "An interactive panel" in repr(widget())


@every_widget
def test_a_chart_is_described_in_words_beside_it(widget, undrawn):
    exhibit = WIDGETS[widget]()
    assert exhibit.description.startswith("Chart: ")
    assert exhibit.description in exhibit.caption
    assert "Chart: " in exhibit.html()


def test_an_error_is_told_in_words_and_escaped():
    def show(which):
        if which == "bad":
            raise ValueError("<b>no</b> such thing")
        return Exhibit(about=Answer((Paragraph(which),)))

    control = dropdown("Which", ["good", "bad"])
    _, frame = opened(explorer(show, {"which": control}))
    control.value = "bad"
    assert words(frame).value.endswith("This cannot be shown: &lt;b&gt;no&lt;/b&gt; such thing</p>")
    assert picture(frame).layout.display == "none"
    control.value = "good"
    assert words(frame).value == as_html([Paragraph("good")])


def test_an_error_in_the_first_choice_is_told_too():
    def show(which):
        raise KeyError(which)

    _, frame = opened(explorer(show, {"which": dropdown("Which", ["a"])}))
    assert "This cannot be shown" in words(frame).value


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
    assert exhibit.png() == b""
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


def test_without_a_kernel_the_chart_and_the_words_stand_in_the_page(monkeypatch):
    shown = []
    monkeypatch.setattr("IPython.display.display", shown.append)
    br.show_series()._ipython_display_()
    br.show_claim()._ipython_display_()
    kinds = [type(part).__name__ for part in shown]
    assert kinds == ["Image", "Answer", "Answer", "Image"]
    assert shown[0].alt.startswith("Chart: 5G base stations")
    assert shown[0].data[:4] == b"\x89PNG"
    assert "Wang Zhijun" in shown[1]._repr_html_()
    assert "Wang Zhijun" in repr(shown[1])
