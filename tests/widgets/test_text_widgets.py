"""The widgets for words and questions show what their functions show, for every choice."""

import importlib
import itertools
import re
import subprocess
import sys
from html import unescape

import matplotlib.pyplot as plt
import numpy as np
import pytest
from matplotlib.colors import to_hex

import briefingroom as br
from briefingroom.charts import style
from briefingroom.charts.questions import COLUMNS
from briefingroom.corpus.reading import ALL
from briefingroom.display import Note, as_html
from briefingroom.text.concordancing import concordance
from briefingroom.text.keyness import REST, keywords
from briefingroom.text.trends import trend
from briefingroom.widgets import explorer

BRIEFINGS = br.briefings().briefing.tolist()
EVIL = '<script>alert("x")</script>'
WIDGETS = [
    (
        br.concordance_explorer,
        br.show_concordance,
        ("term", "briefing", "role", "regex", "sentence"),
    ),
    (br.trend_explorer, br.show_trend, ("term", "own", "by")),
    (br.keyword_explorer, br.show_keywords, ("target", "reference", "word")),
    (br.questions_map, br.show_questions, ("briefing", "theme", "outlets", "lines", "exchange")),
    (br.means_explorer, br.show_means, ("by", "group", "chart")),
    (br.answers_explorer, br.show_answers, ("by", "kind", "asked")),
]
NAMES = [make.__name__ for make, _, _ in WIDGETS]


@pytest.fixture(autouse=True)
def small(styled):
    styled.rcParams["figure.dpi"] = 30  # dozens of charts


@pytest.fixture
def sampled(monkeypatch, unprinted, not_drawn):
    """Of the charts asked for only every fifth is made; the words are whole."""
    count = itertools.count()
    plotting = {
        "trend": ["plot_trend"],
        "keywords": ["plot_keywords"],
        "questions": ["plot_questions"],
        "answers": ["plot_answers"],
        "means": ["plot_instruments", "plot_means_and_aims", "plot_steps"],
    }
    for name, function in [(part, each) for part in plotting for each in plotting[part]]:
        module = importlib.import_module(f"briefingroom.widgets.{name}")
        plot = getattr(module, function)
        monkeypatch.setattr(
            module,
            function,
            lambda *args, plot=plot, **kwargs: (
                not_drawn() if next(count) % 5 else plot(*args, **kwargs)
            ),
        )


def closed(panel):
    """The controls that are not typed into."""
    return [control for control in panel.controls.values() if hasattr(control, "options")]


def drawn(ax):
    return [text.get_text() for text in [*ax.texts, *ax.get_yticklabels()]]


# --- every widget


@pytest.mark.parametrize("make, show, names", WIDGETS, ids=NAMES)
def test_every_option_of_every_control_is_answered(make, show, names, sampled, opened, values):
    panel = opened(make())
    walked = 0
    for control in closed(panel):
        for value in values(control):
            control.value = value
            assert panel.words
            assert "This cannot be shown" not in panel.words
            walked += 1
        control.value = values(control)[0]
    assert walked > 10


@pytest.mark.sample(5)
@pytest.mark.parametrize("make, show, names", WIDGETS, ids=NAMES)
def test_what_is_shown_is_what_the_function_shows(
    make, show, names, plain, opened, values, shown_by, shows
):
    panel = opened(make())
    rng = np.random.default_rng(0)
    for _ in range(2):
        for control in closed(panel):
            control.value = values(control)[rng.integers(len(control.options))]
        settings = [control.value for control in panel.controls.values()]
        exhibit = show(**dict(zip(names, settings, strict=True)))
        assert shows(panel) == shown_by(exhibit)
        assert (panel.picture == b"") == (exhibit.axes is None)
        assert bool(exhibit.caption) == (exhibit.axes is not None)
    plt.close("all")


@pytest.mark.sample(5)
@pytest.mark.parametrize("make, show, names", WIDGETS, ids=NAMES)
def test_the_height_is_fixed_and_every_control_has_a_name(
    make, show, names, unprinted, opened, values
):
    panel = opened(make())
    assert panel.frame.layout.height.endswith("em")
    assert panel.frame.layout.overflow == "auto"
    kinds = {type(control).__name__ for control in panel.controls.values()}
    assert kinds <= {"Dropdown", "Text", "SearchList"}
    assert all(panel.controls)


@pytest.mark.parametrize(
    "make, long",
    [
        (br.concordance_explorer, {"Sentence"}),
        (br.trend_explorer, {"Term"}),
        (br.keyword_explorer, set()),
        (br.questions_map, {"Question"}),
        (br.means_explorer, set()),
        (br.answers_explorer, {"Thing asked"}),
    ],
    ids=NAMES,
)
def test_every_long_list_can_be_searched(make, long, unprinted, opened):
    controls = opened(make()).controls
    assert {name for name, control in controls.items() if hasattr(control, "searched")} == long


@pytest.mark.sample(5)
@pytest.mark.parametrize("make, show, names", WIDGETS, ids=NAMES)
def test_the_static_view_is_the_first_view(make, show, names, opened, shown_by, shows):
    exhibit = show()
    assert shows(opened(make())) == shown_by(exhibit)
    static = exhibit._repr_mimebundle_()["text/html"]
    assert exhibit.html() in static
    about = exhibit.in_brief or exhibit.about
    assert about._repr_html_() in exhibit.html()
    assert str(about) == str(exhibit.about)


@pytest.mark.parametrize(
    "make, moved",
    [
        (br.questions_map, "Question"),
        (br.keyword_explorer, "Word"),
        (br.answers_explorer, "Thing asked"),
    ],
    ids=["questions", "keywords", "answers"],
)
def test_a_choice_beside_the_picture_draws_nothing(
    make, moved, monkeypatch, unprinted, opened, values
):
    panel = opened(make())
    before, words = panel.view.chart, panel.words
    monkeypatch.setattr("briefingroom.widgets.explorer.drawn_picture", None)
    for value in values(panel.controls[moved])[1:3]:
        panel.controls[moved].value = value
        assert panel.view.chart == before
        assert panel.words != words
        assert "This cannot be shown" not in panel.words


@pytest.mark.sample(5)
@pytest.mark.parametrize("make", [make for make, _, _ in WIDGETS], ids=NAMES)
def test_a_choice_draws_at_most_once(make, monkeypatch, unprinted, opened, values):
    panel = opened(make())
    asked = []
    printed = explorer.drawn_picture
    monkeypatch.setattr(explorer, "drawn_picture", lambda axes: asked.append(axes) or printed(axes))
    for control in closed(panel):
        asked.clear()
        before = control.value
        control.value = next((value for value in values(control) if value != before), before)
        assert len(asked) <= 1, control.description


def test_no_chart_stays_open(plain):
    for make, _, _ in WIDGETS:
        make()
    assert plt.get_fignums() == []


def in_a_new_process(code):
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    return result.stdout.strip()


def test_importing_them_loads_no_drawing_and_no_widgets():
    code = (
        "import sys, briefingroom as br; br.show_trend, br.questions_map; "
        "heavy = ('matplotlib', 'seaborn', 'ipywidgets', 'anywidget', 'IPython'); "
        "print([name for name in heavy if name in sys.modules])"
    )
    assert in_a_new_process(code) == "[]"


def test_tables_charts_and_static_views_load_no_widgets_and_a_widget_does():
    code = """
import sys
import briefingroom as br
br.claims(), br.references()
br.show_series()._repr_mimebundle_()
br.show_questions()._repr_mimebundle_()
loaded = [[name for name in ("ipywidgets", "anywidget") if name in sys.modules]]
br.series_explorer()
loaded.append([name for name in ("ipywidgets", "anywidget") if name in sys.modules])
print(loaded)
"""
    assert in_a_new_process(code) == "[[], ['ipywidgets', 'anywidget']]"


# --- what they open with


@pytest.mark.parametrize(
    "panel, expected",
    [
        (
            lambda: br.concordance_explorer(
                "rare earth", "2021-03-01", "official", sentence="2021-03-01.t16.p1.s2"
            ),
            {
                "Words": "rare earth",
                "Briefing": "2021-03-01",
                "Role": "official",
                "Sentence": "2021-03-01.t16.p1.s2",
            },
        ),
        (lambda: br.concordance_explorer("chips?", regex=True), {"Read as": True}),
        (lambda: br.trend_explorer("double gigabit", by="role"), {"Compare": "role"}),
        (
            lambda: br.trend_explorer(own="reform; opening up"),
            {"Or your own": "reform; opening up"},
        ),
        (
            lambda: br.keyword_explorer("2023-03-01", "2020-10-23", "green"),
            {"Words of": "2023-03-01", "Against": "2020-10-23", "Word": "green"},
        ),
        (
            lambda: br.questions_map(exchange="2022-06-14.q07"),
            {"Briefing": "all", "Subject": "all", "Question": "2022-06-14.q07"},
        ),
        (
            lambda: br.questions_map("2021-03-01", "rare_earths"),
            {"Subject": "rare_earths", "Question": "2021-03-01.q06"},
        ),
        (
            lambda: br.means_explorer("motive", "green", "steps"),
            {"By": "motive", "Only": "green", "Show": "steps"},
        ),
        (
            lambda: br.answers_explorer("outlet_kind", asked="2021-03-01.q08.a1"),
            {"By": "outlet_kind", "Asked for": "all", "Thing asked": "2021-03-01.q08.a1"},
        ),
        (lambda: br.questions_map(lines="all"), {"Lines": "all", "Briefing": "all"}),
    ],
    ids=[
        *("words", "expression", "roles", "own", "keywords", "question", "subject"),
        *("means", "answers", "lines"),
    ],
)
def test_a_widget_opens_on_what_it_is_given(panel, expected, unprinted, opened):
    panel = opened(panel())
    assert {name: panel.controls[name].value for name in expected} == expected
    assert "cannot be shown" not in panel.words


@pytest.mark.parametrize(
    "make, asked, message",
    [
        (br.concordance_explorer, {"briefing": "2021-03-02"}, "nearest is '2021-03-01'"),
        (br.concordance_explorer, {"role": "officials"}, "nearest is 'official'"),
        (br.concordance_explorer, {"term": "chip", "sentence": "2021-03-01.t16.p1.s2"}, "Sentence"),
        (br.trend_explorer, {"term": "new industrialisation"}, "nearest is 'new industrializ"),
        (br.trend_explorer, {"by": "roles"}, "nearest is 'role'"),
        (br.keyword_explorer, {"target": "2021-03-02"}, "nearest is '2021-03-01'"),
        (br.keyword_explorer, {"word": "zeppelin"}, "Word cannot be 'zeppelin'"),
        (br.questions_map, {"exchange": "2021-03-01.q99"}, r"nearest is '2021-03-01\.q"),
        (br.questions_map, {"theme": "stell"}, "nearest is 'steel'"),
        (br.questions_map, {"briefing": "2021"}, "Briefing cannot be '2021'"),
        (br.means_explorer, {"by": "motives"}, "nearest is 'motive'"),
        (br.means_explorer, {"by": "step", "group": "finished"}, "Only cannot be 'finished'"),
        (br.answers_explorer, {"asked": "2021-03-01.q08.a9"}, r"nearest is '2021-03-01\.q08\.a"),
        (br.questions_map, {"lines": "al"}, "nearest is 'all'"),
    ],
)
def test_a_widget_refuses_what_is_not_there_and_names_the_nearest(make, asked, message, unprinted):
    with pytest.raises(br.UnknownName, match=message):
        make(**asked)


def test_the_lines_of_all_questions_are_strong_when_that_is_asked_for():
    for lines, strong in (("one", {1.0}), ("all", {1.0})):
        exhibit = br.show_questions(lines=lines)
        (drawn,) = exhibit.axes.collections
        opacities = list(drawn.get_alpha())
        assert {opacity for opacity in opacities if opacity == 1} == strong
        assert (min(opacities) < 1) == (lines == "one")
        assert ("The strong one is" in exhibit.caption) == (lines == "one")
    assert "Lines cannot be" in br.show_questions(lines="some").html()
    plt.close("all")


def test_a_term_is_found_by_its_chinese(unprinted, opened, values):
    control = opened(br.trend_explorer()).controls["Term"]
    hanzi = br.glossary().set_index("term").hanzi
    at = values(control).index("new industrialization")
    assert hanzi["new industrialization"] in control.searched[at]
    assert hanzi["new industrialization"]


# --- what is typed


@pytest.mark.parametrize(
    "make, field",
    [(br.concordance_explorer, "Words"), (br.trend_explorer, "Or your own")],
    ids=["concordance", "trend"],
)
@pytest.mark.parametrize(
    "typed",
    [
        EVIL,
        "$x_$ reform",
        "\\frac",
        "%s {0}",
        "x" * 500,
        "制造强国",
        "<b>reform",
        "*a*",
        "re*form; <i>",
    ],
)
def test_whatever_is_typed_is_answered_and_shows_as_text(make, field, typed, plain, opened):
    panel = opened(make())
    panel.controls[field].value = typed
    assert panel.words
    assert "cannot be shown" not in panel.words
    assert "<script" not in panel.words
    assert "<b>reform" not in panel.words
    assert "<i>" not in panel.words
    if typed == EVIL:
        assert "&lt;script&gt;" in panel.words


@pytest.mark.parametrize(
    "choices, message",
    [
        ({"term": ""}, "There is no word to look for"),
        ({"term": " * "}, "There is no word to look for"),
        (
            {"term": "(", "regex": True},
            "is no regular expression: missing ), unterminated subpattern at position 0.",
        ),
        ({"term": "", "regex": True}, "the regular expression is empty"),
        ({"term": EVIL + "(", "regex": True}, "is no regular expression"),
        (
            {"term": "reform", "briefing": "2023"},
            "There is no briefing '2023'; the nearest is '2023-0",
        ),
    ],
)
def test_a_term_that_cannot_be_looked_for_is_answered_in_one_sentence(choices, message):
    exhibit = br.show_concordance(**choices)
    (said,) = exhibit.about.parts
    assert message in said.text
    assert exhibit.axes is None
    assert "<script" not in exhibit.html()


def test_the_widget_goes_on_after_a_bad_term(opened, values):
    panel = opened(br.concordance_explorer())
    panel.controls["Read as"].value = True
    panel.controls["Words"].value = "("
    assert "is no regular expression" in panel.words
    assert values(panel.controls["Sentence"]) == [""]
    panel.controls["Words"].value = "rare earths?"
    assert panel.words == br.show_concordance("rare earths?", regex=True).html()


@pytest.mark.parametrize("own", [";", "reform; ", "*"])
def test_words_that_cannot_be_counted_are_answered_in_one_sentence(own):
    exhibit = br.show_trend(own=own)
    assert "There is no word to look for" in repr(exhibit.about)
    assert exhibit.axes is None


def test_a_typed_term_waits_for_enter(unprinted, opened):
    for make, field in (
        (br.concordance_explorer, "Words"),
        (br.trend_explorer, "Or your own"),
    ):
        assert opened(make()).controls[field].continuous_update is False


# --- concordance


def test_the_concordance_counts_all_hits_and_says_where():
    hits = concordance("new energy vehicles")
    said, shown = br.show_concordance("new energy vehicles").about.parts
    sentences, briefings = hits.sentence.nunique(), hits.briefing.nunique()
    places = f"stands in {len(hits)} places in {sentences} sentences, in {briefings} of 5"
    assert places in said.text
    assert shown.thing.sentence.tolist() == hits.sentence.tolist()


def test_one_hit_is_singular_and_none_is_none():
    one = br.show_concordance("chip", "2022-06-14").about.parts[0]
    assert "1 place in 1 sentence, in 1 of 1 briefing." in one.text
    assert br.show_concordance("zeppelin").about.parts == (
        Note("“zeppelin” stands in 0 places in 0 sentences."),
    )


def test_the_sentence_chosen_is_shown_in_its_place_and_another_is_not():
    parts = br.show_concordance("rare earth", sentence="2021-03-01.t16.p1.s2").about.parts
    assert parts[-1].thing == br.where("2021-03-01.t16.p1.s2")
    assert len(br.show_concordance("rare earth", sentence="2021-03-01.t01.p1.s1").about.parts) == 2


def test_the_sentences_offered_are_those_found(opened, values):
    panel = opened(br.concordance_explorer())
    panel.controls["Words"].value, panel.controls["Briefing"].value = "chips", "2022-06-14"
    assert (
        values(panel.controls["Sentence"])[1:]
        == concordance("chips", briefing="2022-06-14").sentence.unique().tolist()
    )


# --- trend


def test_a_glossary_term_is_counted_in_all_its_wordings():
    wordings = br.glossary().set_index("term").variants["new industrialization"]
    assert len(wordings) > 1
    exhibit = br.show_trend("new industrialization")
    counted = trend([wordings])
    assert exhibit.about.parts[1].frame.uses.tolist() == counted["count"].tolist()
    points = [line.get_xdata()[0] for line in exhibit.axes.lines if line.get_marker() == "o"]
    assert points == counted.rate.tolist()


def test_own_words_are_counted_exactly_and_several_are_set_beside_each_other():
    said, table = br.show_trend(own="reform; opening up").about.parts
    counts = table.frame
    assert said == Note("Counted: reform; opening up.")
    assert counts.uses.tolist() == trend(["reform", "opening up"])["count"].tolist()
    assert counts.term.unique().tolist() == ["reform", "opening up"]


def test_an_unknown_term_of_the_glossary_names_the_nearest():
    assert "the nearest is 'new industrialization'" in repr(
        br.show_trend("new industrialisation").about
    )


# --- key words


def test_key_words_are_those_of_the_function():
    table = keywords("2023-03-01", "2020-10-23", top=12)
    exhibit = br.show_keywords("2023-03-01", "2020-10-23")
    counts = exhibit.about.parts[-1].frame
    assert (
        counts.word.tolist()
        == table.word.tolist()
        == [label.get_text() for label in exhibit.axes.get_yticklabels()]
    )
    assert counts["uses here"].tolist() == table.count_target.tolist()


def test_a_speaker_is_compared_with_a_speaker(unprinted, opened, values):
    panel = opened(br.keyword_explorer(target="Xiao Yaqing"))
    assert "Xin Guobin" in values(panel.controls["Against"])
    assert not set(BRIEFINGS) & set(values(panel.controls["Against"]))
    panel.controls["Against"].value = "Xin Guobin"
    about = br.show_keywords("Xiao Yaqing", "Xin Guobin").about
    assert panel.words == about._repr_html_()
    panel.controls["Words of"].value = "2023-03-01"
    assert values(panel.controls["Against"]) == [REST, *BRIEFINGS]


@pytest.mark.parametrize("same", ["2023-03-01", "Xin Guobin"])
def test_a_thing_set_against_itself_says_so(same):
    assert (
        repr(br.show_keywords(same, same).about)
        == f"{same!r} is set against itself; choose two different things."
    )


@pytest.mark.parametrize(
    "target, reference",
    [("2023-03-01", "Xin Guobin"), ("Xin Guobin", "2023-03-01"), ("nobody", REST)],
)
def test_things_of_different_kinds_are_refused_in_one_sentence(target, reference):
    exhibit = br.show_keywords(target, reference)
    assert exhibit.axes is None
    assert "the nearest is" in repr(exhibit.about)


def test_a_key_word_is_shown_where_it_stands():
    exhibit = br.show_keywords("2023-03-01", "2020-10-23", "green")
    place, hits, _, counts = exhibit.about.parts
    assert place == Note("“green” in 2023-03-01:")
    assert len(hits.thing) == counts.frame.set_index("word")["uses here"]["green"]


# --- questions


def test_every_question_has_one_line_from_who_asks_and_one_to_each_who_answers():
    (lines,) = br.plot_questions().collections[:1]
    starts = [path.vertices[0][0] for path in lines.get_paths()]
    exchanges = br.exchanges()
    assert starts.count(COLUMNS[0]) == len(exchanges)
    assert starts.count(COLUMNS[2]) == exchanges.answered_by.map(len).sum() == len(exchanges) + 1


def test_the_numbers_beside_the_names_add_up():
    exchanges = br.exchanges()
    labels = drawn(br.plot_questions())
    officials = exchanges.answered_by.explode().value_counts()
    assert all(f"{name} ({count})" in labels for name, count in officials.items())
    assert f"Outlet not known ({(exchanges.outlet == '').sum()})" in labels
    assert "Overseas (5)" in labels
    themes = br.themes().set_index("theme").name
    assert set(exchanges.theme.map(themes)) <= set(labels)


# The question that several officials answer comes first, and so is in the sample.
QUESTIONS = br.exchanges().sort_values(
    "answered_by", key=lambda column: -column.map(len), kind="stable"
)


@pytest.mark.sample(6)
@pytest.mark.parametrize("exchange", QUESTIONS.exchange)
def test_a_chosen_question_is_one_strong_line_from_its_asker_to_its_official(exchange):
    row = br.exchanges().set_index("exchange").loc[exchange]
    ax = br.plot_questions(exchange=exchange)
    lines = ax.collections[0]
    drawn_so = list(zip(lines.get_paths(), lines.get_colors(), lines.get_alpha(), strict=True))
    strong = [path.vertices for path, _, alpha in drawn_so if alpha == 1]
    assert len(strong) == 1 + len(row.answered_by)
    assert all(tuple(strong[0][-1])[1] == pytest.approx(line[0][1]) for line in strong[1:])
    colours = {to_hex(colour) for _, colour, alpha in drawn_so if alpha == 1}
    assert colours == {style.PALETTE[row.briefing]}
    names = [*ax.texts, *ax.get_yticklabels()]
    spoken = [text.get_text() for text in names if text.get_color() == "black"]
    assert br.themes().set_index("theme").name[row.theme] in spoken
    assert [
        name for name in row.answered_by if not any(text.startswith(name) for text in spoken)
    ] == []


def test_the_title_says_how_much_is_asked_and_who_answers_most():
    assert (
        br.plot_questions().get_title(loc="left")
        == "48 questions on 23 subjects; Xiao Yaqing answers most, 9"
    )
    assert (
        br.plot_questions(theme="rare_earths").get_title(loc="left")
        == "1 question on 1 subject, answered by Xiao Yaqing"
    )


def test_every_briefing_with_every_subject_is_a_chart_or_a_sentence(sampled):
    exchanges = br.exchanges()
    for briefing, theme in itertools.product([ALL, *BRIEFINGS], br.themes().theme):
        asked = exchanges[
            (exchanges.theme == theme) & ((exchanges.briefing == briefing) | (briefing == ALL))
        ]
        about = br.show_questions(briefing, theme).about
        assert (
            "No question" in repr(about)
            if asked.empty
            else about == br.where(asked.exchange.iloc[0])
        )
        plt.close("all")


@pytest.mark.sample(12)
@pytest.mark.parametrize("exchange", br.exchanges().exchange)
def test_the_static_view_begins_with_the_question_and_a_few_sentences_of_the_answer(exchange):
    place = br.where(exchange)
    question = (
        br.turns().set_index("turn").text[br.exchanges().set_index("exchange").question[exchange]]
    )
    page = place.in_brief()._repr_html_()
    shown, _, rest = page.partition("<details")
    words = [
        re.sub(r"<[^>]+>", " ", unescape(part)) for part in (shown, rest.partition("<style>")[0])
    ]
    assert all(word in words[0] for word in question.split())
    assert 40 <= len(words[0].split()) - len(question.split()) <= 200
    assert len(words[1].split()) > 100
    assert str(place.in_brief()) == str(place)


def test_the_panel_shows_the_whole_answer_and_the_static_view_folds_it():
    exhibit = br.show_questions(exchange="2021-03-01.q03")
    assert "<details" not in as_html(exhibit.page_blocks)
    assert "Read on: 439 more words" in exhibit.html()


def test_the_map_shows_the_questions_of_one_kind_of_outlet(unprinted, opened, values):
    kinds = br.outlets().set_index("outlet").kind
    asked = br.exchanges()
    overseas = asked.exchange[asked.outlet.map(kinds) == "overseas"].tolist()
    lost = asked.exchange[asked.outlet == ""].tolist()
    panel = opened(br.questions_map(outlets="overseas"))
    assert values(panel.controls["Question"]) == overseas
    panel.controls["Outlets"].value = "not known"
    assert values(panel.controls["Question"]) == lost
    assert set(br.marks(br.plot_questions(outlets="not known")).id) == set(lost)
    about = br.show_questions("2023-04-20", outlets="overseas").about
    assert "No question of 2023-04-20 from “Overseas” is there" in repr(about)
    with pytest.raises(br.UnknownName, match="nearest is 'overseas'"):
        br.plot_questions(outlets="oversea")


def test_the_question_chosen_is_read_in_full(unprinted, opened, values):
    assert br.show_questions(exchange="2022-06-14.q07").about == br.where("2022-06-14.q07")
    panel = opened(br.questions_map())
    panel.controls["Briefing"].value = "2022-06-14"
    assert (
        values(panel.controls["Question"])
        == br.exchanges().query("briefing == '2022-06-14'").exchange.tolist()
    )
    assert panel.words.endswith(br.where("2022-06-14.q01")._repr_html_())


def test_a_map_of_nothing_is_refused():
    with pytest.raises(br.QuestionError, match=r"No question of 2020-10-23 is on “Steel"):
        br.plot_questions(briefing="2020-10-23", theme="steel")
    with pytest.raises(br.UnknownName, match="nearest is 'steel'"):
        br.plot_questions(theme="stell")
    with pytest.raises(br.UnknownName, match=r"nearest is '2020-10-23\.q0"):
        br.plot_questions(exchange="2020-10-23.q09")


def test_the_axes_given_are_drawn_on():
    ax = plt.figure().subplots()
    assert br.plot_questions(ax, briefing="2021-03-01") is ax
