"""The marks that charts say they have drawn: what they stand for, where they lie, what they say."""

import gc
import io
import re
import weakref
from functools import cache
from itertools import pairwise
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.dates import date2num

import briefingroom as br
from briefingroom.charts import series as series_chart
from briefingroom.charts.audit import VERDICT_MARKERS
from briefingroom.charts.describing import MOST_TOLD, chart_description
from briefingroom.charts.hedging import FIRMNESS
from briefingroom.charts.mark_words import is_known, words_of
from briefingroom.charts.marks import DrawnMark, add_marks, drawn_marks, in_percent
from briefingroom.charts.speakers import SPEECH
from briefingroom.charts.targets import STATUS_MARKERS
from briefingroom.cleaning.words import words
from briefingroom.ids import parse_id
from briefingroom.text.questions import OUTLET_KINDS

pytestmark = pytest.mark.usefixtures("styled")

BRIEFINGS = br.briefings().briefing.tolist()
TERMS = ["new industrialization", ["double gigabit", "dual gigabit"], "not a word of theirs"]
CHARTS = {
    "answers": lambda: br.plot_answers(br.replies("theme")),
    "audit": lambda: br.plot_audit(most=1000),
    "dispersion": lambda: br.plot_dispersion(br.concordance("reform")),
    "each means": br.plot_each_means,
    "exchanges": br.plot_exchanges,
    "spoken figures": br.plot_spoken_figures,
    "formula": lambda: br.plot_formula(br.formula_share()),
    "hedging": lambda: br.plot_hedging(br.hedging("theme")),
    "instruments": lambda: br.plot_instruments(br.instruments("briefing", resamples=20)),
    "keywords": lambda: br.plot_keywords(br.keywords("2023-03-01", relabellings=0)),
    "means and aims": lambda: br.plot_means_and_aims(br.instruments("motive", resamples=20)),
    "outlets": br.plot_outlets,
    "overseas": br.plot_overseas,
    "questions": br.plot_questions,
    "series": lambda: br.plot_series("5g_base_stations"),
    "speakers": br.plot_speakers,
    "steps": br.plot_steps,
    "targets": lambda: br.plot_targets(kind="all"),
    "themes": br.plot_themes,
    "trend": lambda: br.plot_trend(br.trend(TERMS)),
    "trend of speakers": lambda: br.plot_trend(br.trend("reform", by="speaker")),
}
FEW_ROWS = {
    "audit": lambda: br.plot_audit(most=6),
    "targets": lambda: br.plot_targets(briefing="2020-10-23"),
}
# Those that are read row by row; the others are read from the left to the right.
READ_BY_ROW = set(CHARTS) - {"exchanges", "series"}
# What `where` opens; the others are rows of a table.
OPENED = (
    *("briefing", "turn", "paragraph", "sentence", "exchange", "claim"),
    *("policy measure", "thing asked"),
)
TABLES = {
    "policy measure": ("policy_measures", "policy_measure"),
    "thing asked": ("asked", "asked"),
}
MOST_OPENED = 40  # of each kind; the others are looked up in their table
ROWS = {"reference": "references", "target": "targets"}
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}


def in_data(ax):
    """The marks, with their places led back from percent to the units of the axes."""
    ax.figure.draw_without_rendering()  # the axes stand where the picture has them
    table = br.marks(ax)
    width, height = ax.figure.bbox.size
    pixels = np.column_stack([table.x * width / 100, (100 - table.y) * height / 100])
    if len(pixels):
        pixels = ax.transData.inverted().transform(pixels)
    return table.assign(at_x=pixels[:, 0].round(6), at_y=pixels[:, 1].round(6))


def picture(ax):
    """The chart as the widgets draw it."""
    with io.BytesIO() as file:
        FigureCanvasAgg(ax.figure).print_png(file)
        return file.getvalue()


def pixels_at_marks(ax):
    """The colour of the picture in the middle of each mark."""
    table = br.marks(ax)
    image = plt.imread(io.BytesIO(picture(ax)))
    height, width, _ = image.shape
    return [
        to_hex(image[int(y * height / 100), int(x * width / 100)])
        for x, y in zip(table.x, table.y, strict=True)
    ]


def places_of(lines):
    """Where the points of lines lie, in the units of the axes."""
    return sorted(
        (round(float(x), 6), round(float(y), 6))
        for line in lines
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    )


def marked_places(table):
    return sorted(set(zip(table.at_x, table.at_y, strict=True)))


def row_names(ax):
    """The name of each row by its place."""
    labels = [label.get_text() for label in ax.get_yticklabels()]
    return dict(zip(ax.get_yticks(), labels, strict=True))


@cache
def turns_by_id():
    return br.turns().set_index("turn").to_dict("index")


def voice(sentence_or_turn):
    """Who speaks in a turn, from the table: the speaker, or the outlet if one is known."""
    turn = SimpleNamespace(**turns_by_id()[parse_id(sentence_or_turn).turn])
    return turn.speaker or turn.outlet or "a journalist whose outlet is not known"


# --- all charts


@pytest.mark.sample(6)
@pytest.mark.parametrize("name", CHARTS)
def test_marks_lie_in_the_picture_in_the_order_in_which_they_are_read(name, plain):
    table = br.marks(CHARTS[name]()).round(6)
    assert len(table) > 0
    assert table.x.between(0, 100).all()
    assert table.y.between(0, 100).all()
    assert (table.words.str.len() > 5).all()
    keys = ["y", "x"] if name in READ_BY_ROW else ["x"]
    in_order = table.sort_values(keys, kind="stable")
    assert list(in_order.index) == list(table.index)


def test_every_id_opens_what_it_names(plain):
    found = set()
    for draw in CHARTS.values():
        found |= set(br.marks(draw()).id) - {""}
    kinds = {kind: [id for id in found if parse_id(id).kind == kind] for kind in (*OPENED, *ROWS)}
    assert sum(map(len, kinds.values())) == len(found)
    assert all(kinds.values())
    for kind in OPENED:
        table, column = TABLES.get(kind, (f"{kind}s", kind))
        known = set(getattr(br, table)()[column])
        assert set(kinds[kind]) <= known
        for id in sorted(kinds[kind])[:: 1 + len(kinds[kind]) // MOST_OPENED]:
            place = br.where(id)
            assert (place.briefing if kind == "briefing" else place.id) == id
    for kind, table in ROWS.items():
        assert set(kinds[kind]) <= set(getattr(br, table)()[kind])


def test_the_words_of_claims_and_references_are_those_of_their_rows(plain):
    claims = br.claims().set_index("claim")
    references = br.references().set_index("reference")
    for name in ("audit", "hedging", "series"):
        table = br.marks(CHARTS[name]())
        for id, said in zip(table.id, table.words, strict=True):
            if id in claims.index:
                row = claims.loc[id]
                assert row.quote in said
                assert said.endswith(f"{voice(row.sentence)}, {row.briefing}") or (
                    "recovered" in said and voice(row.sentence) in said
                )
            else:
                row = references.loc[id]
                assert f"{row.publisher} ({row.origin})" in said
                assert number_said(said) == pytest.approx(row.value, rel=1e-4)


def number_said(said):
    """The value in the words of a mark, with its scale."""
    number, scale = re.search(r"([\d,.]*\d)%? ?(\w*)", said).groups()
    return float(number.replace(",", "")) * SCALES.get(scale, 1)


@pytest.mark.sample(5)
@pytest.mark.parametrize("name", CHARTS)
def test_asking_for_marks_changes_no_byte_of_the_picture(name, styled):
    styled.rcParams["figure.dpi"] = 30  # the layout is made as in a large picture
    draw = FEW_ROWS.get(name, CHARTS[name])
    drawn_first = draw()
    untouched = picture(drawn_first)
    ax = draw()
    table = br.marks(ax)
    assert len(table) > 0
    assert picture(ax) == untouched
    pd.testing.assert_frame_equal(br.marks(drawn_first), table)


def test_nothing_is_put_into_words_until_somebody_asks(plain):
    words_of.cache_clear()
    drawn = {name: draw() for name, draw in CHARTS.items() if name != "series"}
    assert words_of.cache_info().currsize == 0
    br.marks(drawn["targets"])
    assert words_of.cache_info().currsize == len(br.targets())


def test_a_chart_that_is_closed_is_given_up(plain):
    kept = {}
    for name, draw in CHARTS.items():
        ax = draw()
        assert drawn_marks(ax)
        kept[name] = weakref.ref(ax)
    del ax
    plt.close("all")
    gc.collect()
    assert [name for name, chart in kept.items() if chart() is not None] == []


def test_axes_that_are_cleared_have_no_marks_of_what_was_on_them(plain):
    ax = br.plot_outlets()
    assert len(br.marks(ax)) == 48
    ax.clear()
    assert br.marks(ax).empty
    br.plot_targets(ax, briefing="2022-06-14")
    assert set(br.marks(ax).id) <= set(br.targets().target)


def test_axes_of_others_have_no_marks():
    table = br.marks(plt.figure().subplots())
    assert table.empty
    assert table.columns.tolist() == ["id", "x", "y", "words", "group"]


def test_marks_of_two_drawings_on_one_pair_of_axes_stand_one_after_the_other(plain):
    ax = plt.figure().subplots()
    add_marks(ax, [DrawnMark("", (0, 0), "first")])
    add_marks(ax, lambda: iter([DrawnMark("", (1, 1), "second")]))
    for _ in range(2):  # a function is asked once
        assert br.marks(ax).words.tolist() == ["first", "second"]


def test_a_place_is_measured_from_the_left_and_the_top_of_the_picture():
    figure = plt.figure(figsize=(4, 2), layout="none")
    ax = figure.add_axes((0.25, 0.5, 0.5, 0.25), xlim=(0, 10), ylim=(0, 1))
    corners = in_percent(ax, [(0, 0), (10, 1), (5, 0)])
    assert np.array(corners) == pytest.approx(np.array([(25, 50), (75, 25), (50, 50)]))


def test_a_table_that_is_changed_afterwards_changes_no_mark(plain):
    table = br.formula_share()
    ax = br.plot_formula(table)
    table["briefing"] = BRIEFINGS[::-1]
    counted = br.marks(ax)
    assert counted.id[0].startswith(BRIEFINGS[0])


# --- checks


def test_the_marks_of_the_checks_are_their_figures(plain):
    checks = br.audit()
    ax = br.plot_audit(checks, most=1000)
    table = in_data(ax)
    assert len(table) == checks.claims.map(len).sum()
    by_first = {}
    for row in checks.itertuples():
        by_first.setdefault((row.claims[0], row.check), []).append(sorted(row.claims))
    for y, name in row_names(ax).items():
        check, stated = name.split("\n")[1].split(", ")
        here = table[(table.at_y - y).abs() < 1e-3]
        assert sorted(here.id) in by_first[stated, check]
        stated_marks = here[here.group == ""]
        assert stated_marks.id.tolist() == [stated]
        assert stated_marks.at_x.abs().max() < 1e-3


def test_what_a_figure_is_held_against_lies_at_the_marker_of_the_verdict(plain):
    ax = br.plot_audit()
    markers = [line for line in ax.lines if line.get_marker() in VERDICT_MARKERS.values()]
    verdicts = {marker: verdict for verdict, marker in VERDICT_MARKERS.items()}
    table = in_data(ax)
    parts = table[table.group != ""]
    assert len(markers) == 30
    for line in markers:
        ((x, y),) = places_of([line])
        here = parts[(parts.at_y - y).abs() < 1e-3]
        assert here.at_x.to_numpy() == pytest.approx(x, rel=1e-3, abs=1e-3)
        assert here.group.nunique() == 1
        assert here.group.iloc[0].endswith(verdicts[line.get_marker()])


def test_a_choice_of_no_checks_has_no_marks(plain):
    assert br.marks(br.plot_audit(br.audit().head(0))).empty


# --- promises


@pytest.mark.sample(2)
@pytest.mark.parametrize("briefing", ["all", *BRIEFINGS])
def test_the_marks_of_the_promises_lie_where_their_lines_end(briefing, plain):
    ax = br.plot_targets(briefing=briefing)
    table = in_data(ax)
    made = br.promises(briefing)
    assert sorted(table.id) == sorted(made.target)
    ends = [line for line in ax.lines if line.get_marker() in STATUS_MARKERS.values()]
    assert marked_places(table.round(2)) == sorted(set(np_round(places_of(ends), 2)))
    measures = made.set_index("target").promised
    due = br.targets().set_index("target").due
    names = row_names(ax)
    for row in table.itertuples():
        shown = names[round(row.at_y)]
        assert " ".join(shown.split()) == measures[row.id]  # whole
        if re.fullmatch(r"20\d\d", due[row.id]) and int(due[row.id]) < 2027:
            assert row.at_x == pytest.approx(date2num(pd.Timestamp(f"{due[row.id]}-12-31")))


def np_round(places, digits):
    return [tuple(np.round(place, digits)) for place in places]


def test_the_words_of_a_promise_say_what_became_of_it(plain):
    table = br.marks(br.plot_targets(kind="all"))
    targets = br.targets().set_index("target")
    for id, said in zip(table.id, table.words, strict=True):
        row = targets.loc[id]
        assert said.startswith(row.measure.partition(" (")[0])
        assert f": {row.status}, {voice(row.sentence)}, " in said


# --- questions


def segments(ax, strong):
    """The points of the lines that are drawn strongly, or of all."""
    (lines,) = ax.collections
    return [
        np_round(segment, 6)
        for segment, opacity in zip(lines.get_segments(), lines.get_alpha(), strict=True)
        if opacity == 1 or not strong
    ]


SEVERAL = br.exchanges()[lambda table: table.answered_by.map(len) > 1].exchange.tolist()


@pytest.mark.parametrize("exchange", sorted({"2021-03-01.q06", "2023-04-20.q01", *SEVERAL}))
def test_the_path_of_a_question_is_the_line_that_is_drawn_when_it_is_chosen(exchange, plain):
    ax = br.plot_questions(exchange=exchange)
    (mark,) = [mark for mark in drawn_marks(ax) if mark.id == exchange]
    path = np_round(mark.path, 6)
    strong = segments(ax, strong=True)
    assert len(strong) == 1 + len(br.exchanges().set_index("exchange").answered_by[exchange])
    assert set(path) == {point for segment in strong for point in segment}
    for segment in strong:  # each line in one piece
        assert any(path[n : n + len(segment)] == segment for n in range(len(path)))
    assert path[0] == strong[0][0]
    steps = {frozenset(pair) for segment in strong for pair in pairwise(segment)}
    jumps = [pair for pair in pairwise(path) if len(set(pair)) > 1 and frozenset(pair) not in steps]
    ((left, right),) = jumps  # across the box of the subject, and nowhere else
    assert left[1] == right[1] == pytest.approx(mark.at[1])
    assert mark.at[1] == pytest.approx(strong[0][-1][1])


@pytest.mark.sample(2)
@pytest.mark.parametrize("briefing", ["all", *BRIEFINGS])
def test_each_question_has_one_mark_in_the_box_of_its_subject(briefing, plain):
    ax = br.plot_questions(briefing=briefing)
    table = in_data(ax)
    asked = br.exchanges()
    if briefing != "all":
        asked = asked[asked.briefing == briefing]
    assert sorted(table.id) == asked.exchange.tolist()
    assert set().union(*segments(ax, strong=False)) == {
        point for mark in drawn_marks(ax) for point in np_round(mark.path, 6)
    }
    subjects = asked.set_index("exchange").theme.map(br.themes().set_index("theme").name)
    boxes = [bar.get_bbox() for bar in ax.patches]
    names = {text.get_text(): text.get_position() for text in ax.texts}
    for row in table.itertuples():
        (box,) = [box for box in boxes if box.contains(row.at_x, row.at_y)]
        assert box.contains(*names[subjects[row.id]])
        assert subjects[row.id] in row.words


# --- words


def sentences_with(pattern, text_of=br.sentences):
    table = text_of()
    found = table.text.str.contains(rf"(?<![\w-]){pattern}(?![\w-])", case=False, regex=True)
    return table[found]


def test_the_marks_of_a_rate_are_the_sentences_in_which_the_term_stands(plain):
    table = br.trend(["reform", "digital economy"])
    ax = br.plot_trend(table)
    marked = in_data(ax)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert marked_places(marked.round(3)) == sorted(np_round(places_of(dots), 3))
    for row, dot in zip(table.itertuples(), dots, strict=True):
        ((_, y),) = places_of([dot])
        here = marked[(marked.at_y - y).abs() < 1e-3]
        said = sentences_with(row.term)
        expected = said.sentence[said.briefing == row.briefing].tolist()
        assert here.id.tolist() == (expected or [row.briefing])
        named = here.group if expected else here.words
        assert named.unique().size == 1
        assert named.iloc[0].startswith(f"{row.term}, {row.briefing}: ")


def test_a_rate_says_its_uses(plain):
    groups = br.marks(br.plot_trend(br.trend("new industrialization"))).group
    uses = len(re.findall("new industrialization", text_of("2023-03-01").lower()))
    total = len(words(text_of("2023-03-01")))
    rate = f"{10000 * uses / total:.1f} per 10,000 words"
    assert f"new industrialization, 2023-03-01: {uses} uses, {rate}" in set(groups)


def text_of(briefing):
    sentences = br.sentences()
    return "\n".join(sentences.text[sentences.briefing == briefing])


def test_a_term_that_is_not_used_opens_the_briefing_and_says_so(plain):
    table = br.marks(br.plot_trend(br.trend("new industrialization"))).set_index("id")
    said = f"not used in {len(words(text_of('2021-03-01'))):,} words"
    assert table.words["2021-03-01"] == f"new industrialization, 2021-03-01: {said}"
    assert table.group["2021-03-01"] == ""


def test_a_term_that_a_speaker_does_not_use_opens_nothing(plain):
    table = br.trend("reform", by="speaker")
    marked = br.marks(br.plot_trend(table))
    silent = table[table["count"] == 0]
    assert len(silent) > 2
    assert marked.words[marked.id == ""].str.contains("not used in").all()
    assert (marked.id == "").sum() == len(silent)


def test_a_table_without_sentences_still_says_its_rates(plain):
    table = br.trend("reform", by="speaker")[["term", "speaker", "count", "rate", "low", "high"]]
    marked = br.marks(br.plot_trend(table))
    assert (marked.id == "").all()
    assert marked.words.tolist()[:3] == [
        "reform, Shou Xiaoli: 1 use, 13.0 per 10,000 words",
        "reform, Wang Zhijun: 5 uses, 14.2 per 10,000 words",
        "reform, Wen Ku: not used",
    ]


@pytest.mark.sample(2)
@pytest.mark.parametrize("briefing", BRIEFINGS)
def test_the_marks_of_a_key_word_are_its_sentences_in_the_briefing(briefing, plain):
    table = br.keywords(briefing, relabellings=0, top=15)
    ax = br.plot_keywords(table)
    marked = in_data(ax)
    for y, word in row_names(ax).items():
        here = marked[(marked.at_y - y).abs() < 1e-3]
        said = br.sentences()[lambda rows: rows.briefing == briefing]
        holds = [word in [each.lower() for each in words(text)] for text in said.text]
        assert here.id.tolist() == said.sentence[holds].tolist()
        uses = sum(each.lower() == word for text in said.text for each in words(text))
        times = "use" if uses == 1 else "uses"
        assert here.group.iloc[0].startswith(f"“{word}”: {uses} {times} in {briefing}, ")
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert marked_places(marked.round(3)) == sorted(np_round(places_of(dots), 3))


def test_texts_of_others_have_marks_that_open_nothing(plain):
    own = {"sentence": ["a1", "a2", "b1"], "text": ["Steel and jobs.", "Jobs, jobs!", "Steel, no."]}
    table = pd.DataFrame({**own, "turn": ["a", "a", "b"], "briefing": ["x", "x", "y"]})
    texts = br.Texts(table)
    marked = br.marks(br.plot_trend(br.trend("jobs", texts=texts)))
    assert marked.id.tolist() == ["", ""]
    assert marked.words[0].startswith("jobs, x: 3 uses, ")
    assert marked.words[1] == "jobs, y: not used in 2 words"
    compared = br.keywords("x", "y", min_count=1, relabellings=0, texts=texts)
    assert set(br.marks(br.plot_keywords(compared)).id) == {""}
    assert set(br.marks(br.plot_formula(br.formula_share(texts=texts))).id) == {""}


@pytest.mark.parametrize("term", ["reform", "the", "not a word of theirs"])
def test_the_marks_of_strokes_are_their_sentences(term, plain):
    hits = br.concordance(term)
    ax = br.plot_dispersion(hits)
    table = in_data(ax)
    assert sorted(table.id) == sorted(set(hits.sentence))
    strokes = [line for line in ax.lines if line.get_marker() == "|"]
    assert marked_places(table.round(3)) == sorted(set(np_round(places_of(strokes), 3)))
    names = row_names(ax)
    sentences = br.sentences()
    for row in table.head(40).itertuples():
        said = sentences.sentence[sentences.briefing == names[round(row.at_y)]].tolist()
        assert row.at_x == pytest.approx(100 * (said.index(row.id) + 0.5) / len(said), abs=1e-3)


def test_the_words_of_a_means_and_of_a_thing_asked_say_how_they_were_coded():
    turns = br.turns().set_index("turn")
    for row in br.policy_measures().itertuples():
        speaker = turns.speaker[row.sentence.rpartition(".p")[0]]
        words = words_of(row.policy_measure)
        assert words.startswith(f"{row.instrument}, {row.step}: “{row.quote[:20]}")
        assert words.endswith(f"”, {speaker}, {row.sentence[:10]}")
        assert is_known(row.policy_measure)
    for row in br.asked().itertuples():
        assert words_of(row.asked).startswith(f"{row.kind}: “{row.asks_quote[:20]}")
        assert words_of(row.asked).endswith(f"{row.asks[:10]}; reply: {row.reply}")


def test_the_words_of_a_sentence_are_its_first(plain):
    table = br.marks(br.plot_dispersion(br.concordance("reform")))
    texts = br.sentences().set_index("sentence").text
    for id, said in zip(table.id, table.words, strict=True):
        who, quoted = said.split(": “", 1)
        assert who.startswith(voice(id))
        assert who.endswith(parse_id(id).briefing)
        assert texts[id].startswith(quoted.removesuffix("”").removesuffix(" …"))
        assert len(quoted) <= 82


def test_the_sentences_of_formula_are_those_that_hold_shared_phrases(plain):
    table = br.marks(br.plot_formula(br.formula_share()))
    shared = {id for ids in br.shared_phrases().sentences for id in ids}
    assert set(table.id) == shared
    for group, rows in table.groupby("group"):
        assert {parse_id(id).briefing for id in rows.id} == {group.split(":")[0]}


# --- subjects, speakers, questions in bars and squares


def test_the_words_in_a_cell_are_those_of_its_marks(plain):
    ax = br.plot_themes()
    table = in_data(ax)
    exchanges = br.exchanges().set_index("exchange")
    lengths = dict(exchanges.words_question + exchanges.words_answer)
    lengths |= {row.paragraph: len(words(row.text)) for row in br.paragraphs().itertuples()}
    written = {
        text.get_position(): text.get_text()
        for text in ax.texts
        if text.get_text()[0] in "0123456789"
    }
    cells = table.groupby(["at_x", "at_y"])
    assert len(cells) == len(written)
    names = dict(zip(br.themes().theme, br.themes().name, strict=True))
    subjects = br.subjects().set_index("id").theme.map(names)
    for (x, y), rows in cells:
        total = f"{sum(lengths[id] for id in rows.id):,}"
        assert written[round(x, 1), round(y, 1)] == total
        assert set(rows.id.map(subjects)) == {row_names(ax)[round(y, 1)]}
        briefing = {parse_id(id).briefing for id in rows.id}.pop()
        assert rows.group.unique().tolist() == [
            f"{subjects[rows.id.iloc[0]]}, {briefing}: {total} words"
        ]
    assert sorted(table.id) == sorted(br.subjects().id)


def test_the_part_of_a_bar_is_as_long_as_the_words_of_its_turns(plain):
    ax = br.plot_speakers()
    table = in_data(ax)
    turns = br.turns().set_index("turn")
    spoken = turns.groupby("briefing").words.sum()
    assert sorted(table.id) == sorted(turns.index)
    for container in ax.containers:
        for briefing, bar in zip(BRIEFINGS, container, strict=True):
            box = bar.get_bbox()
            here = table[[box.contains(x, y) for x, y in zip(table.at_x, table.at_y, strict=True)]]
            assert set(here.id.map(turns.act)) <= set(SPEECH[container.get_label()])
            assert set(here.id.map(turns.briefing)) == {briefing}
            share = 100 * here.id.map(turns.words).sum() / spoken[briefing]
            assert bar.get_width() == pytest.approx(share)
            (said,) = here.group.unique()
            assert said.startswith(
                f"{container.get_label()}, {briefing}: {share:.0f}% of the words"
            )


def test_each_square_is_a_question_of_its_row_and_colour():
    ax = br.plot_outlets()
    table = in_data(ax)
    assert sorted(table.id) == br.exchanges().exchange.tolist()
    outlets = br.exchanges().set_index("exchange").outlet
    kinds = br.outlets().set_index("outlet").kind
    has_kind = [outlet in kinds and kinds[outlet] != "unknown" for outlet in table.id.map(outlets)]
    colours = [br.PALETTE[parse_id(id).briefing] for id in table.id]
    assert pixels_at_marks(ax) == [
        colour if is_known else "#ffffff"
        for colour, is_known in zip(colours, has_kind, strict=True)
    ]
    for row in table.itertuples():
        outlet = outlets[row.id]
        kind = kinds.get(outlet, "unknown") if outlet else ""
        assert row_names(ax)[round(row.at_y)] == OUTLET_KINDS[kind]


def test_each_dot_is_an_exchange_with_its_lengths(plain):
    table = in_data(br.plot_exchanges()).set_index("id")
    exchanges = br.exchanges().set_index("exchange")
    assert sorted(table.index) == exchanges.index.tolist()
    for id, row in exchanges.iterrows():
        assert table.at_x[id] == pytest.approx(row.words_question, abs=1e-3)
        assert table.at_y[id] == pytest.approx(row.words_answer, abs=1e-3)
        said = f"asked in {row.words_question:,} words, answered in {row.words_answer:,} words"
        assert table.words[id].endswith(said)


@pytest.mark.parametrize("by", ["speaker", "role", "briefing", "theme"])
def test_the_claims_of_a_part_of_a_bar_are_stated_so_firmly(by, plain):
    counts = br.hedging(by)
    ax = br.plot_hedging(counts, least=5)
    table = in_data(ax)
    claims = br.claims().set_index("claim")
    assert sorted(table.id) == sorted(id for ids in counts.ids[counts.claims >= 5] for id in ids)
    bounds = {kind.name: kind.bounds for kind in FIRMNESS}
    names = row_names(ax)
    for container in ax.containers:
        for place, bar in enumerate(container):
            box = bar.get_bbox()
            inside = [box.contains(x, y) for x, y in zip(table.at_x, table.at_y, strict=True)]
            here = table[inside] if bar.get_width() else table.head(0)
            assert set(here.id.map(claims.bound)) <= set(bounds[container.get_label()])
            of_row = table[(table.at_y - place).abs() < 1e-3]
            assert bar.get_width() == pytest.approx(100 * len(here) / len(of_row))
            if len(here):
                said = f"{names[place]}, {container.get_label()}: {len(here)} of {len(of_row)} "
                assert here.group.str.startswith(said).all()


# --- series


def first_of(indicators):
    return f"from {indicators[0]}"


def drawn_places(ax):
    """Where the markers of figures lie, but not the rings."""
    lines = [line for line in ax.lines if line.get_marker() in tuple("o^vDx+1")]
    return {on_axes(ax, line.get_xdata()[0], line.get_ydata()[0]) for line in lines}


def on_axes(ax, day, value):
    return round(float(ax.convert_xunits(day)), 2), float(value)


def claims_to_draw(indicator):
    """The claims that have the unit of their indicator and a period, for China if any is."""
    about = br.indicators().set_index("indicator").loc[indicator]
    claims = br.claims()
    alike = claims[(claims.indicator == indicator) & (claims.unit == about.unit)]
    alike = alike[alike.period != ""]
    regions = set(alike.region)
    return set(alike.claim[(alike.region == "China") | ("China" not in regions)])


@pytest.mark.sample(2)
@pytest.mark.parametrize("indicators", np.array_split(br.indicators().indicator, 6), ids=first_of)
def test_the_marks_of_every_series_are_its_figures(indicators, plain, monkeypatch):
    monkeypatch.setattr(series_chart, "write_labels", lambda *args: None)  # half of the time
    claims = br.claims().set_index("claim")
    references = br.references().set_index("reference")
    for number, indicator in enumerate(indicators):
        ax = br.plot_series(indicator)
        drawn = drawn_marks(ax)
        ids = [mark.id for mark in drawn]
        assert {on_axes(ax, *mark.at) for mark in drawn} == drawn_places(ax), indicator
        assert len(set(ids)) == len(ids)
        assert set(ids) & set(claims.index) == claims_to_draw(indicator), indicator
        rows = [claims.loc[id] if id in claims.index else references.loc[id] for id in ids]
        assert {row.indicator for row in rows} <= {indicator}
        heights = [mark.at[1] for mark in drawn]
        scales = {
            float(f"{row.value / y:.6g}") for row, y in zip(rows, heights, strict=True) if row.value
        }
        assert len(scales) <= 1, indicator
        if number % 4 == 0:  # to lay out takes most of the time
            table = br.marks(ax)
            assert table.id.tolist() == ids
            assert table[["x", "y"]].stack().between(0, 100).all(), indicator
        plt.close("all")


# --- in words


@pytest.mark.sample(8)
@pytest.mark.parametrize("name", CHARTS)
def test_a_description_has_the_title_and_the_first_marks(name, plain):
    ax = CHARTS[name]()
    said = chart_description(ax)
    title = " ".join(ax.get_title(loc="left").split())
    table = br.marks(ax)
    alone = table[table.group == ""]
    groups = table[table.group != ""].drop_duplicates(["group", "x", "y"])
    things = len(alone) + len(groups)
    assert said.startswith(f"{title}. {things:,} marks: ")
    first = table.iloc[0]
    assert f"marks: {first.group or first.words}" in said
    if things > MOST_TOLD:
        assert said.endswith(f"; and {things - MOST_TOLD:,} more.")
    else:
        assert "more." not in said
        assert all(each in said for each in groups.group)


def test_the_description_of_a_chart_without_marks_is_its_title(plain):
    assert chart_description(br.plot_audit(br.audit().head(0))) == "No check of this choice."
    assert chart_description(plt.figure().subplots()) == ""


def test_the_words_of_every_row_that_a_mark_may_stand_for():
    tables = {
        "briefing": br.briefings,
        "claim": br.claims,
        "discrepancy": br.discrepancies,
        "exchange": br.exchanges,
        "paragraph": br.paragraphs,
        "reference": br.references,
        "sentence": br.sentences,
        "target": br.targets,
        "turn": br.turns,
    }
    for kind, table in tables.items():
        for id in table()[kind]:
            assert is_known(id), id
            assert len(words_of(id)) > 5, id
    assert not any(map(is_known, ["", "chair", "Xiao Yaqing", 7, None, "2021-03-01.q99"]))


def test_the_words_of_a_briefing_and_of_a_discrepancy():
    titles = br.briefings().set_index("briefing").title
    assert words_of("2023-03-01") == f"{titles['2023-03-01']}, 2023-03-01"
    row = br.discrepancies().set_index("discrepancy").loc["d01"]
    assert words_of("d01") == f"{row.kind}: {row.what}"


def test_a_published_ceiling_is_put_into_words():
    row = br.references().query("bound == 'under'").iloc[0]
    assert words_of(row.reference).startswith("under ")
