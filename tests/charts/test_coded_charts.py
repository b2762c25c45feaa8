"""The charts of what people coded: each part is as long as its rows, and leads to them."""

from collections import Counter

import matplotlib.pyplot as plt
import pytest

import briefingroom as br
from briefingroom.charts.answers import CLARITY
from briefingroom.charts.marks import drawn_marks
from briefingroom.ids import parse_id

pytestmark = pytest.mark.usefixtures("plain")

MEANS = br.policy_measures().set_index("policy_measure")
AIMS = br.aims().set_index("sentence")
ASKED = br.asked().set_index("asked")
BRIEFINGS = br.briefings().briefing.tolist()


def row_names(ax):
    labels = [label.get_text() for label in ax.get_yticklabels()]
    return dict(zip(ax.get_yticks(), labels, strict=True))


def bars(ax):
    return [bar for bar in ax.patches if bar.get_width() > 0]


def bar_at(ax, mark):
    """The bar in which a mark lies; bars lie a little above the middle of their row."""
    x, y = mark.at
    (found,) = [
        bar
        for bar in bars(ax)
        if bar.get_x() <= x <= bar.get_x() + bar.get_width()
        and abs(bar.get_y() + bar.get_height() / 2 - y) < 0.3
    ]
    return found


# --- means


def test_each_bar_of_means_is_the_share_of_its_briefing_and_opens_its_means():
    ax = br.plot_instruments(br.instruments("briefing", resamples=20))
    names, seen = row_names(ax), []
    total = Counter(parse_id(sentence).briefing for sentence in MEANS.sentence)
    here = Counter((parse_id(row.sentence).briefing, row.instrument) for row in MEANS.itertuples())
    for mark in drawn_marks(ax):
        if not mark.id:
            continue
        row = MEANS.loc[mark.id]
        briefing = parse_id(row.sentence).briefing
        assert names[mark.at[1]] == row.instrument
        count = here[briefing, row.instrument]
        assert bar_at(ax, mark).get_width() == pytest.approx(100 * count / total[briefing])
        assert mark.group.startswith(f"{row.instrument}, {briefing}: {count} of {total[briefing]}")
        seen.append(mark.id)
    assert sorted(seen) == sorted(MEANS.index)


def test_the_count_stands_beside_each_bar_of_means():
    ax = br.plot_instruments(br.instruments("step", resamples=20))
    counts = Counter(zip(MEANS.step, MEANS.instrument, strict=True))
    written = Counter(text.get_text().split(" ")[0] for text in ax.texts)
    for number, times in Counter(counts.values()).items():
        assert written[str(number)] >= times
    assert written["0"] == 3 * 17 - len(counts)


def test_a_means_that_is_never_named_says_what_stays_open():
    ax = br.plot_instruments(br.instruments("briefing", resamples=20))
    never = [mark for mark in drawn_marks(ax) if "never named" in mark.words]
    assert {mark.words.split(",")[0] for mark in never} >= {"trade", "procurement"}
    turns = {id.rsplit(".", 2)[0] for id in MEANS.sentence if id.startswith("2020-10-23")}
    number = sum(MEANS.sentence.str.startswith("2020-10-23"))
    left_open = 100 * (1 - 0.05 ** (1 / len(turns))) * len(turns) / number
    (one,) = [mark.words for mark in never if mark.words.startswith("trade, 2020-10-23")]
    assert one == f"trade, 2020-10-23: never named; up to {left_open:.1f}% stays open"


def test_of_many_groups_those_with_most_means_are_shown_and_the_others_counted():
    ax = br.plot_instruments(br.instruments("theme", resamples=20))
    themes = MEANS.theme.value_counts()
    shown = {MEANS.theme[mark.id] for mark in drawn_marks(ax) if mark.id}
    assert shown == set(themes.index[:6])
    assert (
        f"{br.instruments('theme', resamples=2).theme.nunique() - 6} not shown" in ax.get_xlabel()
    )


def test_one_group_can_be_drawn_alone():
    table = br.instruments("briefing", resamples=20)
    ax = br.plot_instruments(table[table.briefing == "2021-03-01"])
    ids = [mark.id for mark in drawn_marks(ax) if mark.id]
    assert len(ids) == sum(MEANS.sentence.str.startswith("2021-03-01"))
    assert "subsidy, procurement and trade" in " ".join(ax.get_title(loc="left").split())


def test_the_means_named_most_have_a_row_each_and_all_others_one():
    ax = br.plot_instruments(br.instruments("target_group", resamples=20), kinds=8)
    names = row_names(ax)
    most = [kind for kind, _ in Counter(MEANS.instrument).most_common(8)]
    assert set(list(names.values())[:-1]) == set(most)
    for mark in drawn_marks(ax):
        if mark.id and MEANS.instrument[mark.id] not in most:
            assert names[mark.at[1]] == "all others"
    shown = Counter(MEANS.target_group).most_common(6)
    assert len([mark for mark in drawn_marks(ax) if mark.id]) == sum(n for _, n in shown)


# --- steps


def test_each_part_of_a_bar_of_steps_is_as_long_as_its_means():
    ax = br.plot_steps()
    names, counts = row_names(ax), Counter(zip(MEANS.instrument, MEANS.step, strict=True))
    ids = []
    for mark in drawn_marks(ax):
        row = MEANS.loc[mark.id]
        assert names[mark.at[1]] == row.instrument
        assert bar_at(ax, mark).get_width() == counts[row.instrument, row.step]
        ids.append(mark.id)
    assert sorted(ids) == sorted(MEANS.index)
    announced = sum(MEANS.step == "announced")
    assert ax.get_title(loc="left").startswith(f"{announced} of {len(MEANS)} means are announced")


def test_steps_of_no_means_are_drawn_too():
    ax = br.plot_steps(br.policy_measures().head(0))
    assert drawn_marks(ax) == []
    assert ax.get_title(loc="left").startswith("0 of 0 means")


# --- each means


def test_each_means_is_a_square_and_those_of_one_instrument_are_set_off():
    ax = br.plot_each_means("subsidy")
    marks = drawn_marks(ax)
    assert sorted(mark.id for mark in marks) == sorted(MEANS.index)
    dark = [mark.id for mark in marks if bar_at(ax, mark).get_facecolor()[0] < 0.5]
    assert sorted(dark) == sorted(MEANS.index[MEANS.instrument == "subsidy"])
    number = sum(MEANS.instrument == "subsidy")
    title = f"Of {len(MEANS)} means that officials name, {number} are of the kind subsidy"
    assert ax.get_title(loc="left") == title


def test_the_squares_of_a_briefing_begin_at_its_name():
    ax = br.plot_each_means()
    names = row_names(ax)
    assert list(names.values()) == BRIEFINGS
    for row, briefing in names.items():
        here = [mark for mark in drawn_marks(ax) if mark.at[1] == row]
        assert {parse_id(mark.id).briefing for mark in here} == {briefing}
        assert min(here, key=lambda mark: mark.at[0]).id == f"{briefing}.m001"


def test_a_kind_that_the_code_book_does_not_have_is_refused():
    with pytest.raises(br.UnknownName, match="subsidy"):
        br.plot_each_means("subsidies")


# --- aims


def test_sentences_with_a_means_and_with_an_aim_alone_stand_end_to_end():
    ax = br.plot_means_and_aims(br.instruments("briefing", resamples=20))
    names, seen = row_names(ax), {"aims": [], "named": []}
    for mark in drawn_marks(ax):
        briefing = names[mark.at[1]]
        assert mark.id.startswith(briefing)
        row = AIMS.loc[mark.id]
        alike = AIMS[AIMS.index.str.startswith(briefing)]
        if row.aim == "only":
            seen["aims"].append(mark.id)
            number = (alike.aim == "only").sum()
        else:
            seen["named"].append(mark.id)
            number = (alike.measures > 0).sum()
        assert bar_at(ax, mark).get_width() == number
    assert sorted(seen["aims"]) == sorted(AIMS.index[AIMS.aim == "only"])
    assert sorted(seen["named"]) == sorted(AIMS.index[AIMS.measures > 0])


def test_the_title_counts_a_sentence_once_that_names_means_for_two_themes():
    ax = br.plot_means_and_aims(br.instruments("theme", resamples=20))
    all_told = ((AIMS.aim == "only") | (AIMS.measures > 0)).sum()
    assert f"of {all_told} sentences" in " ".join(ax.get_title(loc="left").split())


def test_what_an_aim_does_not_have_is_refused():
    with pytest.raises(br.QuestionError, match="An aim has no target group; choose briefing"):
        br.plot_means_and_aims(br.instruments("target_group", resamples=2))


# --- answers


@pytest.mark.parametrize("by", ["kind", "outlet_kind", "theme", "briefing"])
def test_each_thing_asked_is_one_square_with_the_look_of_its_clarity(by):
    ax = br.plot_answers(br.replies(by, resamples=20))
    marks = drawn_marks(ax)
    assert sorted(mark.id for mark in marks) == sorted(ASKED.index)
    for mark in marks:
        look = CLARITY[ASKED.clarity[mark.id]]
        assert (bar_at(ax, mark).get_hatch() or "") == look.hatch
        if by == "kind":
            assert row_names(ax)[mark.at[1]] == ASKED.kind[mark.id]
    plt.close("all")


def test_no_two_looks_of_replies_are_alike_without_colour():
    looks = {(look.fill == "white", look.hatch) for look in CLARITY.values()}
    assert len(looks) == len(CLARITY)


def test_a_title_names_no_group_of_few_questions_or_of_outlets_that_are_not_known():
    title = br.plot_answers(br.replies("outlet_kind", resamples=20)).get_title(loc="left")
    central = br.replies("outlet_kind", resamples=2).set_index("outlet_kind").loc["Central media"]
    assert title.startswith(f"Central media: {central.clear} of {central.asked}")
    assert "Overseas" in title
    assert "Trade papers" not in title  # two questions


@pytest.mark.parametrize("draw", ["plot_each_means", "plot_due_dates"])
def test_charts_of_what_is_coded_name_no_briefing_that_is_not_asked(draw, collected):
    def source(collection):
        texts = [text.get_text() for text in getattr(collection, draw)().texts]
        return next(text for text in texts if text.startswith("Source: "))

    published = source(br)
    assert "five briefings, 2020-10-23 to 2023-04-20" in published
    assert source(collected(2, with_published=True)) == published
    own = collected(2, with_published=False)
    assert [day for day in br.briefings().briefing if day in source(own)] == []
    assert all(day in source(own) for day in own.briefings().briefing)
