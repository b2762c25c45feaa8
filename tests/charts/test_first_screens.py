"""The figures that stand first in lessons: all figures in their place, overseas askers."""

import matplotlib.pyplot as plt
import pytest

import briefingroom as br

pytestmark = pytest.mark.usefixtures("styled")

BRIEFINGS = br.briefings().briefing.tolist()


def strokes(ax, row):
    """How many strokes stand in a row."""
    return sum(
        len(line.get_xdata())
        for line in ax.lines
        if line.get_marker() == "|" and set(line.get_ydata()) == {row}
    )


def test_each_figure_is_a_stroke_in_the_row_of_its_briefing():
    ax = br.plot_spoken_figures()
    claims = br.claims()
    for row, briefing in enumerate(BRIEFINGS):
        assert strokes(ax, row) == (claims.briefing == briefing).sum()
    assert ax.get_title(loc="left") == "613 figures in 40,674 words: one in every 66"


def test_a_figure_stands_after_as_many_words_as_were_spoken():
    """Counted in the text of the turns instead of in the sentences."""
    from briefingroom.charts.spoken_figures import figures_in_place
    from briefingroom.cleaning.words import words

    places = figures_in_place().set_index("claim").words_before
    claims = br.claims().set_index("claim")
    sentences = br.sentences().set_index("sentence")
    turns = br.turns().set_index("turn")
    for claim in ["2020-10-23.c001", "2021-03-01.c031", "2022-06-14.c123", "2023-04-20.c043"]:
        row = sentences.loc[claims.sentence[claim]]
        turn = turns.loc[row.turn]
        earlier = turns[(turns.briefing == turn.briefing) & (turns.number < turn.number)]
        here = turn.text.index(row.text) + claims.start[claim]
        assert places[claim] == earlier.words.sum() + len(words(turn.text[:here]))


def test_the_figures_of_one_thing_stand_out():
    ax = br.plot_spoken_figures("5g_base_stations")
    assert ax.get_title(loc="left") == "5G base stations: 9 of 613 figures"
    assert sorted(br.marks(ax).id) == sorted(br.series("5g_base_stations").claim)
    strong = [line for line in ax.lines if line.get_marker() == "|" and not line.get_alpha()]
    assert sum(len(line.get_xdata()) for line in strong) == 9
    with pytest.raises(br.UnknownName, match="the nearest is '5g_base_stations'"):
        br.plot_spoken_figures("5g_base_station")


def test_a_share_of_overseas_questions_has_a_lower_and_an_upper_end():
    ax = br.plot_overseas()
    said = [text.get_text() for text in ax.texts]
    assert [words for words in said if words[0].isdigit()] == [
        "0 to 3 of 8", "4 of 12", "1 to 2 of 10", "0 to 2 of 8", "0 of 10",
    ]  # fmt: skip
    ends = [max(bars[0].get_x() + bars[0].get_width() for bars in ax.containers[at : at + 2])
            for at in range(0, 10, 2)]  # fmt: skip
    assert ends == pytest.approx([300 / 8, 400 / 12, 200 / 10, 200 / 8, 0])
    title = ax.get_title(loc="left")
    assert title == "Lost names can turn the order: 2021-03-01 leads, or 2020-10-23"
    outlets = br.outlets().set_index("outlet").kind
    asked = br.exchanges()
    overseas = asked[asked.outlet.map(outlets) == "overseas"]
    lost = asked[asked.outlet == ""]
    assert sorted(br.marks(ax).id) == sorted([*overseas.exchange, *lost.exchange])


def test_the_last_bar_is_what_all_officials_say():
    ax = br.plot_speakers()
    turns = br.turns()
    percent = 100 * turns[turns.role == "official"].words.sum() / turns.words.sum()
    (bar,) = [each for each in ax.collections if len(each.get_paths()) == 1]
    assert bar.get_paths()[0].get_extents().width == pytest.approx(percent)
    assert ax.get_yticklabels()[-1].get_text() == "All of them"
    plt.close()
