"""What a page says from itself alone: the five published, and every layout that was ever met."""

from collections import Counter

import pytest
from invention import CHOICES, invent
from scoring import score

import briefingroom as br
from briefingroom.cleaning.cleaning import decide
from briefingroom.cleaning.understanding import understand
from briefingroom.corpus.tables import HOME

SEEDS = range(60)
PAGE = """A title of this page
Beijing | 10 a.m. May 4, 2031
Speakers:
Mr. Lu Bo, minister of lamps
Ms. Gao Rui, vice minister of lamps
Chairperson:
Ms. Shen Pei, spokesperson of the Tide Office
Shen Pei:
Good morning. Welcome to this press conference. Let's give the floor to Mr. Lu.
Lu Bo:
Good morning. The number of lamps has grown. Thank you.
Shen Pei:
The floor is open for questions.
Island Post:
What will you do next? Thank you.
Lu Bo:
Thank you for your question. We will light the coast. All of it.
Shen Pei:
That concludes today's press conference.
"""
TURNS = [
    ("chair", "Shen Pei", "opening"),
    ("official", "Lu Bo", "statement"),
    ("chair", "Shen Pei", "floor"),
    ("journalist", "Island Post", "question"),
    ("official", "Lu Bo", "answer"),
    ("chair", "Shen Pei", "closing"),
]


def read(text):
    return decide(understand(text, "2031-05-04"))


def turns(text):
    return [(row["role"], row["speaker"] or row["outlet"], row["act"]) for row in read(text).turns]


def dropped(text):
    return {
        text[stretch.start : stretch.end]: stretch.reason
        for stretch in read(text).source_map
        if stretch.part == "dropped"
    }


# --- the five published, without what people decided


def published(briefing):
    with open(HOME / "sources" / f"{briefing}.txt", encoding="utf-8", newline="") as file:
        return decide(understand(file.read(), briefing))


@pytest.mark.parametrize("briefing", list(br.briefings().briefing))
def test_the_published_are_understood_from_the_page_alone(briefing, capsys):
    """All turns, and at most one wrong act in each."""
    cleaned = published(briefing)
    expected = br.turns().query("briefing == @briefing").to_dict("records")
    outlets = {
        label: row.outlet
        for row in br.outlets().itertuples()
        for label in (row.labels if isinstance(row.labels, list) else [row.labels])
    }
    right = Counter()
    for found, known in zip(cleaned.turns, expected, strict=True):
        assert found["text"][:20] == known["text"][:20]
        right["role"] += found["role"] == known["role"]
        right["speaker"] += found["speaker"] == known["speaker"]
        right["act"] += found["act"] == known["act"]
        recovered = known["outlet_status"] == "recovered"
        named = outlets.get(found["outlet"], found["outlet"])
        right["outlet"] += recovered or named == known["outlet"]
    with capsys.disabled():
        print(f"\n{briefing}: {len(expected)} turns; right alone: {dict(right)}")
    assert right["role"] == right["speaker"] == right["outlet"] == len(expected)
    assert right["act"] >= len(expected) - 1


@pytest.mark.parametrize("briefing", list(br.briefings().briefing))
def test_the_lost_labels_of_the_published_are_noticed(briefing):
    cleaned = published(briefing)
    lost = [finding for finding in cleaned.findings if finding.kind == "lost label"]
    unlabelled = br.turns().query("briefing == @briefing and outlet_status in @LOST")
    assert len(lost) == len(unlabelled)


LOST = ["recovered", "unidentified"]


def test_the_headings_of_the_published_say_what_the_tables_say():
    for row in br.briefings().itertuples():
        heading = published(row.briefing).heading
        assert heading.date == row.briefing
        assert heading.host == row.host
        named = {(each["speaker"], each["role"]) for each in heading.speakers}
        listed = br.speakers().query("briefing == @row.briefing")
        assert named == set(zip(listed.speaker, listed.role, strict=True))
        if row.briefing != "2020-10-23":  # whose title the page lost
            assert heading.title == row.title


# --- invented pages, each layout drawn on its own


def totals(pages):
    total = Counter()
    for page in pages:
        total += score(page, read(page.text))
    return total


def share(total, kind):
    return total[kind] / total[f"{kind}_all"]


@pytest.fixture(scope="module")
def scores():
    return totals(invent(seed, giant=False) for seed in SEEDS)


@pytest.mark.parametrize(
    "kind, least", [("words", 0.98), ("acts", 0.95), ("furniture", 0.95), ("repairs", 0.95)]
)
def test_invented_pages_reach_the_aims(scores, kind, least, capsys):
    with capsys.disabled():
        print(f"\n{kind}: {share(scores, kind):.4f} of {scores[f'{kind}_all']:,}")
    assert share(scores, kind) >= least


def test_nothing_is_mended_that_is_no_slip(scores):
    assert scores["repairs_wrong"] == 0


@pytest.mark.sample(5)
@pytest.mark.full
@pytest.mark.parametrize("name", list(CHOICES))
def test_no_choice_of_a_layout_is_much_worse_than_the_others(name):
    for value in dict.fromkeys(CHOICES[name]):
        if (name, value) == ("giant", True):
            continue
        options = {"giant": False, name: value}
        total = totals(invent(seed, **options) for seed in range(100, 108))
        assert share(total, "words") >= 0.95, value
        assert share(total, "furniture") >= 0.95, value


def test_a_page_in_one_line_keeps_most_of_its_turns():
    total = totals(
        invent(seed, giant=True, lost_questions=False, lost_chair=False) for seed in SEEDS
    )
    assert share(total, "words") >= 0.9


# --- one thing at a time


def test_the_plain_page():
    assert turns(PAGE) == TURNS


@pytest.mark.parametrize(
    "old, new",
    [
        ("Speakers:\n", "Speakers\n"),
        ("Speakers:\n", "SPEAKERS: \n"),
        ("Speakers:\n", ""),
        ("Chairperson:\n", "Chairperson\n"),
        ("Chairperson:\n", "Moderator:\n"),
        ("Chairperson:\n", ""),
        ("Mr. Lu Bo", "Mr Lu Bo"),
        ("Mr. Lu Bo", "LU BO"),
        ("Mr. Lu Bo, minister", "Lu Bo: minister"),
        ("Mr. Lu Bo, minister", "Lu Bo - minister"),
        ("Mr. Lu Bo, minister of lamps", "Lu Bo (minister of lamps)"),
        ("A title of this page\n", ""),
        ("A title of this page\n", "A title: of this\npage on two lines\n"),
        ("Beijing | 10 a.m. May 4, 2031\n", ""),
        (
            "Speakers:\n",
            "The Tide Office held a press conference on Sunday.May 4, 2031\nSpeakers:\n",
        ),
        ("Shen Pei:", "Shen Pei :"),
        ("Shen Pei:", "Shen Pei："),
        ("Shen Pei:", "Shen\u00a0Pei:\u200b"),
        ("Shen Pei:", "\u200bShen Pei: "),
        ("Shen Pei:", "SHEN PEI:"),
        ("Shen Pei:", "Ms. Shen Pei:"),
        ("Shen Pei:", "Ms Shen:"),
        ("Shen Pei:", "Shen Pei (spokesperson):"),
        ("Shen Pei:", "Shen Pei, spokesperson of the Tide Office:"),
        ("Shen Pei:", "Ms. Shen Pei (Spokesperson, Tide Office):"),
        ("Shen Pei:\n", "Ms. Shen Pei (Spokesperson): "),
        ("Shen Pei:", "[Shen Pei]:"),
        ("Shen Pei:", "【Shen Pei】"),
        ("Shen Pei:\n", "Shen Pei: "),
        ("Shen Pei:", "Moderator:"),
        ("Lu Bo:", "Minister Lu Bo:"),
        ("Lu Bo:", "Mr. Lu:"),
        ("Lu Bo:\n", "Lu Bo\n"),
        ("Island Post:", "_ueditor_page_break_tag_Island Post:"),
        ("Lu Bo:\nThank", "_ueditor_page_break_tag_\nLu Bo:\nThank"),
        ("\n", "\r\n"),
        ("\n", "\n\n\n\n"),
        ("A title", "\ufeffA title"),
        ("Thank you.\nShen Pei:\nThe floor", "Thank you.\nThe floor"),
        ("Shen Pei:\nThat concludes", "That concludes"),
        ("Shen Pei:\nGood morning", "Good morning"),
        (
            "All of it.\n",
            "All of it.\nTranslated by Ann Lee and Bo Wu.\n/3    Shen Pei\n/3    Lu Bo\n",
        ),
        ("A title", "Home > Press Room\nShare:\n1 2 3 Next\nA title"),
    ],
)
def test_a_change_of_layout_changes_no_turn(old, new):
    assert old in PAGE
    assert turns(PAGE.replace(old, new)) == TURNS


@pytest.mark.parametrize(
    "label, outlet",
    [
        ("China Daily", "China Daily"),
        ("Voice of the Coast, Tide Media Group", "Voice of the Coast, Tide Media Group"),
        ("Tide Service (TS, affiliated with Tide)", "Tide Service (TS, affiliated with Tide)"),
        ("People’s Tide", "People’s Tide"),
        ("Coast & Country", "Coast & Country"),
        ("21st Century Lamp", "21st Century Lamp"),
        ("lamp.com.cn", "lamp.com.cn"),
        ("El Faro", "El Faro"),
        ("Le Monde", "Le Monde"),
        ("CRNTT", "CRNTT"),
        ("A reporter from CCTV", "CCTV"),
        ("CNBC reporter", "CNBC"),
        ("Q (Reuters)", "Reuters"),
        ("Mr. Smith (Wheel News, London)", "Wheel News, London"),
        ("Q", ""),
        ("Journalist", ""),
        ("Wen Wei Po", "Wen Wei Po"),
    ],
)
def test_outlets_of_every_form(label, outlet):
    expected = [*TURNS[:3], ("journalist", outlet, "question"), *TURNS[4:]]
    assert turns(PAGE.replace("Island Post", label)) == expected


@pytest.mark.parametrize(
    "line",
    [
        "We will focus on the following aspects:",
        "First, this is what we will do:",
        "/5 of the total is new, and the rest is old.",
        "Translated and edited by hand, the list is long.",
        "Share: this word is on every lamp.",
        "Our goal is clear: light for all.",
        "Lesson One: patience pays.",
        "New Lamps: they cost little.",
        "At 10:30 the lamps go out.",
        "Three Kinds of Lamps:",
    ],
)
def test_speech_that_looks_like_something_else_is_speech(line):
    page = PAGE.replace("We will light the coast.", f"We will.\n{line}\nWe light the coast.")
    assert turns(page) == TURNS
    assert any(row["text"] == line for row in read(page).paragraphs)


@pytest.mark.parametrize(
    "line",
    [
        "[Laughter]",
        "(Applause)",
        "Lu Bo speaks in Beijing. [Photo by Han Rui/Tide Office]",
        "_ueditor_page_break_tag_",
        "https://www.example.org/2.htm",
    ],
)
def test_a_line_of_the_page_among_the_speech_is_dropped(line):
    page = PAGE.replace("All of it.\n", f"All of it.\n{line}\n")
    assert turns(page) == TURNS
    assert line in dropped(page)


def test_a_lost_journalists_label_is_noticed():
    page = PAGE.replace(
        "All of it.\n",
        "All of it. Thank you.\nThe coast is long. How will you pay for the lamps? Thank you.\n"
        "Gao Rui:\nThank you for your question. With taxes.\n",
    )
    added = [("journalist", "", "question"), ("official", "Gao Rui", "answer")]
    assert turns(page) == [*TURNS[:5], *added, TURNS[5]]
    (finding,) = [each for each in read(page).findings if each.kind == "lost label"]
    assert page.split("\n")[finding.line - 1].startswith("The coast is long.")


def test_a_lost_label_of_an_official_is_noticed_and_nobody_is_guessed():
    page = PAGE.replace("Lu Bo:\nThank you for", "Thank you for")
    assert turns(page)[4] == ("official", "", "answer")
    assert kinds(page) == ["lost label", "unknown speaker"]
    alone = page.replace("Ms. Gao Rui, vice minister of lamps\n", "")
    assert turns(alone) == TURNS


def test_a_handover_an_answer_and_a_comment():
    page = PAGE.replace(
        "Thank you for your question. We will light the coast. All of it.",
        "I would like to invite Ms. Gao to answer.\nGao Rui:\nWe will light the whole coast.\n"
        "Lu Bo:\nLet me add one point. It costs little.",
    )
    acts = [("official", "Lu Bo", "handover"), ("official", "Gao Rui", "answer")]
    assert turns(page) == [*TURNS[:4], *acts, ("official", "Lu Bo", "comment"), TURNS[5]]


def test_two_answer_one_question():
    page = PAGE.replace(
        "All of it.\n", "All of it.\nGao Rui:\nAs for your second question, it costs 5 million.\n"
    )
    added = ("official", "Gao Rui", "answer")
    assert turns(page) == [*TURNS[:5], added, TURNS[5]]
    assert [len(row["answers"]) for row in read(page).exchanges] == [2]


def kinds(text):
    return [finding.kind for finding in read(text).findings]


def test_a_plain_page_has_no_finding():
    assert kinds(PAGE) == []


@pytest.mark.parametrize("end", ["We will light the", "Lu Bo:\nThank", "What will you do next?"])
def test_a_page_that_is_cut_off_is_noticed(end):
    page = PAGE[: PAGE.index(end) + len(end)]
    assert "cut off" in kinds(page)


def test_a_page_that_ends_with_a_label_is_cut_off():
    assert "cut off" in kinds(PAGE[: PAGE.rindex("Shen Pei:")] + "Shen Pei:\n")


def test_two_questions_in_a_row_are_noticed():
    page = PAGE.replace("Island Post:", "KBC:\nWhat is new?\nIsland Post:")
    assert kinds(page) == ["question without answer"]


@pytest.mark.parametrize(
    "text, what",
    [
        ("", "no line is the label"),
        (" \n \u00a0\n", "no line is the label"),
        ("/3    Lu Bo\n/3    Gao Rui\n/3    Group photo\n", "gallery of photos"),
        ("A title\n/3    Lu Bo\n/3    Gao Rui\nRead in Chinese\n", "gallery of photos"),
        ("国务院新闻办公室举行新闻发布会。\n", "no line is the label"),
    ],
)
def test_a_page_where_nobody_speaks_says_so_in_one_sentence(text, what):
    cleaned = read(text)
    assert cleaned.turns == []
    (finding,) = cleaned.findings
    assert finding.serious
    assert what in finding.what
