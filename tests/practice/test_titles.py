"""A title is held against the chart: true findings in any words pass, wrong ones do not.

The values are small and made up, so that each title can be judged by reading.
"""

import pytest

from briefingroom import practice

DAYS = ("2020-10-23", "2021-03-01", "2022-06-14", "2023-03-01", "2023-04-20")
IN_TIME = practice.Shown(
    dict(zip(DAYS, (8.0, 12.0, 10.0, 9.0, 18.0), strict=True)),
    practice.day_names(DAYS),
    in_time=True,
    things="briefings?|days?",
)
SALES = practice.Shown(
    {"2020": 1.2, "2021": 3.0, "2022": 6.1}, in_time=True, unit=1e6, things="years?"
)
DECADE = practice.Shown(
    {"2012": 0.1, "2016": 0.5, "2022": 6.9}, in_time=True, unit=1e6, things="years?"
)
PEOPLE = practice.Shown(
    {"Li Ping": 400.0, "Wang Fang": 300.0, "Chen Jie": 100.0, "Zhao Min": 0.0},
    {"Li Ping": ["li", "the minister"], "Wang Fang": ["wang"], "Chen Jie": ["chen"]},
    things="officials?|people",
)
RATES = practice.Shown(
    {"steel": 6.0, "cars": -3.0, "solar cells": 53.2}, rates=True, percent=True, things="products?"
)


def line_for(styled, words, shown):
    """What the check says to a title; nothing if it holds."""
    ax = styled.subplots()[1]
    ax.set_title(words)
    try:
        practice.title_holds(ax, shown)
    except practice.NotYet as line:
        return str(line)
    return ""


@pytest.mark.parametrize(
    "shown, words",
    [
        (IN_TIME, "Most questions were put on 20 April 2023"),
        (IN_TIME, "Fewest questions in October 2020"),
        (IN_TIME, "The number rose from 8 to 18"),
        (IN_TIME, "Questions more than doubled from 2020-10-23 to 2023-04-20"),
        (IN_TIME, "Up, down, and up again"),
        (IN_TIME, "Between eight and eighteen questions a day"),
        (IN_TIME, "57 questions in five briefings"),
        (IN_TIME, "Questions fell from March 2021 to March 2023"),
        (IN_TIME, "Not a steady rise"),
        (IN_TIME, "Three briefings had at least ten questions"),
        (IN_TIME, "Ten more questions at the end than in 2020"),
        (IN_TIME, "More questions in March 2021 than in June 2022"),
        (IN_TIME, "8 questions on 2020-10-23, 18 on 2023-04-20"),
        (IN_TIME, "Questions fell by a quarter from March 2021 to March 2023"),
        (DECADE, "Sales rose to 6.9 million in ten years"),
        (DECADE, "Six years later 6.9 million were sold"),
        (PEOPLE, "One word in two is by Li Ping"),
        (PEOPLE, "Chen Jie says one in eight words"),
        (PEOPLE, "More than one out of three words is by Wang Fang"),
        (SALES, "Sales grew every year"),
        (SALES, "Sales climbed to 6.1 million"),
        (SALES, "3,000,000 cars sold in 2021"),
        (SALES, "Sales roughly doubled in 2022"),
        (SALES, "Sales rose fivefold"),
        (SALES, "Sales rose by 150% from 2020 to 2021"),
        (SALES, "Sales were never higher than in 2022"),
        (PEOPLE, "The minister spoke most"),
        (PEOPLE, "Half of the words are the minister's"),
        (PEOPLE, "Wang comes second"),
        (PEOPLE, "Li said four times as much as Chen"),
        (PEOPLE, "Wang said three times as many words as Chen"),
        (PEOPLE, "One of four officials said nothing"),
        (PEOPLE, "Li said 100 words more than Wang"),
        (PEOPLE, "Wang said more than a third of the words"),
        (RATES, "Solar cells grew fastest, and steel grew too"),
        (RATES, "Cars fell by 3 percent"),
        (RATES, "Two of three products grew"),
        (RATES, "Steel grew less than solar cells"),
        (RATES, "Production of solar cells surged by over 50%"),
        (RATES, "Steel is 9 points above cars"),
        (RATES, "Which product grew most?"),
    ],
)
def test_a_true_finding_passes_in_other_words(styled, shown, words):
    assert line_for(styled, words, shown) == ""


@pytest.mark.parametrize(
    "shown, words, wrong",
    [
        (IN_TIME, "Most questions were put on 1 March 2021", "most"),
        (IN_TIME, "The number fell from 18 to 8", "8"),
        (IN_TIME, "Questions fell to zero", "zero"),
        (IN_TIME, "Questions fell", "fell"),
        (IN_TIME, "Questions rose steadily", "rose"),
        (IN_TIME, "Each briefing had more questions than the one before", "than the one before"),
        (IN_TIME, "Questions tripled", "tripled"),
        (IN_TIME, "61 questions in five briefings", "61"),
        (IN_TIME, "Four briefings had at least ten questions", "four"),
        (IN_TIME, "12 questions on 2020-10-23", "12"),
        (IN_TIME, "More questions in June 2022 than in March 2021", "more"),
        (IN_TIME, "Most questions were put in 2019", "2019"),
        (IN_TIME, "All briefings had the same number of questions", "the same number"),
        (SALES, "Sales halved", "halved"),
        (SALES, "Sales climbed to 6.9 million", "6.9"),
        (SALES, "Sales did not rise", "rise"),
        (SALES, "Sales doubled from 2020 to 2021", "doubled"),
        (SALES, "Sales rose by 50% from 2020 to 2021", "50"),
        (DECADE, "Sales rose to 6.9 million in twelve years", "twelve"),
        (PEOPLE, "Chen Jie says one in four words", "one in four"),
        (PEOPLE, "One officials' word in two is by Chen Jie", "two"),
        (PEOPLE, "Wang spoke most", "most"),
        (PEOPLE, "A third of the words are the minister's", "third"),
        (PEOPLE, "Wang comes third", "third"),
        (PEOPLE, "Chen said three times as many words as Wang", "three"),
        (PEOPLE, "Two of four officials said nothing", "two"),
        (PEOPLE, "Chen said more than Wang", "more than"),
        (PEOPLE, "Every official has words", "every official"),
        (RATES, "All three grew", "grew"),
        (RATES, "Solar cells surged, steel fell", "fell"),
        (RATES, "Steel fell by 6 percent", "fell"),
        (RATES, "Steel grew most", "most"),
        (RATES, "Solar cells grew by 35 percent", "35"),
        (RATES, "Three of three products grew", "three"),
    ],
)
def test_a_wrong_finding_gets_its_own_words_back(styled, shown, words, wrong):
    line = line_for(styled, words, shown)
    assert "the chart does not bear it out" in line
    assert wrong in line


@pytest.mark.parametrize("words", ["", "...", " – "])
def test_a_title_without_words_is_asked_for(styled, words):
    assert line_for(styled, words, PEOPLE).startswith("Give the chart a title")


@pytest.mark.parametrize(
    "words, held",
    [("Li spoke most", True), ("Words by official", False), ("谁说得最多", False)],
)
def test_what_a_program_cannot_judge_is_left_to_the_teacher(styled, words, held):
    ax = styled.subplots()[1]
    ax.set_title(words)
    remark = practice.title_holds(ax, PEOPLE)
    assert "for your teacher to judge" in remark
    assert remark.startswith("What your title says") == held


def test_a_chart_that_can_be_read_in_two_ways_needs_one_of_them_to_hold(styled):
    later = practice.Shown({"2019": -0.5, "2021": 0.3}, rates=True, about="revis")
    assert line_for(styled, "The figure for 2019 was revised down", later) == ""
    both = styled.subplots()[1]
    both.set_title("Revised down for 2021")
    with pytest.raises(practice.NotYet, match="down"):
        practice.title_holds(both, SALES, later)
    both.set_title("Sales rose")
    assert practice.title_holds(both, SALES, later)


def test_a_remark_is_printed_after_the_praise(capsys):
    with practice.check("Right.") as remarks:
        remarks.append("Your teacher reads the title.")
    assert capsys.readouterr().out == "Right.\nYour teacher reads the title.\n"
