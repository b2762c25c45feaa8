"""For any text: nothing lost, sentences as they stand, no exception, time that grows evenly."""

import os
import random
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from invention import CHOICES, Layout, Writer

import briefingroom as br
from briefingroom.cleaning.cleaning import decide
from briefingroom.cleaning.repairs import apply_repairs
from briefingroom.cleaning.understanding import understand
from briefingroom.corpus.tables import HOME

MANY, FEW = 10_000, 300  # examples before a release, and in the full run
PARTS = {"heading", "label", "sentence", "dropped", "space"}
ACTS = set("opening statement floor question handover answer comment closing".split())
PIECES = [
    *" \n\t\r:：.,;?!'\"“”’()[]/|>-–—&@5Aa\u200b\ufeff\u00a0\u2028\x0b\x85\x1c中é😀",
    "Mr. ",
    "U.S. ",
    "_ueditor_page_break_tag_",
    "\n\n",
    "\nReuters:\n",
    "\nShou Xiaoli:",
    "? Thank you.\n",
    "\nThank you for your question.",
    "/5   Group photo\n",
    "[Photo by Han Rui]",
    "Speakers:\n",
    "Bo Wu, minister of lamps\n",
    "Next question, please.\n",
    "That concludes today's press conference.\n",
    "Translated and edited by Ann Lee and Bo Wu.",
    "lamp , and",
    "lit.The",
]


def sources():
    pages = []
    for briefing in br.briefings().briefing:
        with open(HOME / "sources" / f"{briefing}.txt", encoding="utf-8", newline="") as file:
            pages.append(file.read())
    return pages


SOURCES = sources()


def check_invariants(text):
    """What must hold for any text."""
    cleaned = decide(understand(text, "2031-03-03"))
    check_tiling(text, cleaned.source_map)
    check_repairs(text, cleaned.repairs)
    joined = {}
    for row in cleaned.sentences:
        start, end = row["source_start"], row["source_end"]
        inside = [repair for repair in cleaned.repairs if start <= repair.start < end]
        assert apply_repairs(text, start, end, inside) == row["text"] != ""
        joined.setdefault(row["paragraph"], []).append(row["text"])
    turns = {}
    for row in cleaned.paragraphs:
        assert " ".join(joined[row["paragraph"]]) == row["text"]
        turns.setdefault(row["turn"], []).append(row["text"])
    for row in cleaned.turns:
        assert "\n\n".join(turns[row["turn"]]) == row["text"]
        assert row["act"] in ACTS
        assert row["role"] in {"chair", "official", "journalist"}
    assert cleaned.turns or any(finding.serious for finding in cleaned.findings)
    return cleaned


def check_tiling(text, stretches):
    at = 0
    for stretch in stretches:
        assert stretch.start == at < stretch.end
        at = stretch.end
        assert stretch.part in PARTS
        assert (stretch.part == "dropped") == bool(stretch.reason)
        if stretch.part == "space":
            assert text[stretch.start : stretch.end].isspace()
    assert at == len(text)


def check_repairs(text, repairs):
    at = 0
    for repair in repairs:
        assert at <= repair.start < repair.end
        at = repair.end
        assert text[repair.start : repair.end] == repair.found != repair.kept
        assert "\n" not in repair.found


# --- texts


layouts = st.builds(Layout, **{name: st.sampled_from(values) for name, values in CHOICES.items()})


@st.composite
def transcripts(draw):
    """A page in any layout, with known truth."""
    choose = random.Random(draw(st.integers(0, 10**6)))
    return Writer(draw(layouts), choose).page().text


@st.composite
def mutated(draw, pages):
    """A page with characters and lines put in, taken out, doubled and moved."""
    text = draw(pages)
    start = draw(st.integers(0, max(0, len(text) - 1)))
    text = draw(st.sampled_from([text[:2500], text[start : start + 2500], text[-2500:]]))
    for _ in range(draw(st.integers(1, 12))):
        at = draw(st.integers(0, len(text)))
        kind = draw(st.sampled_from(["put in", "take out", "double", "shuffle", "shout"]))
        length = draw(st.sampled_from([1, 3, 40, 300]))
        text = changed(text, kind, at, length, draw(st.sampled_from(PIECES)))
    return text


def changed(text, kind, at, length, piece):
    before, here, after = text[:at], text[at : at + length], text[at + length :]
    if kind == "put in":
        return before + piece + here + after
    if kind == "take out":
        return before + after
    if kind == "double":
        return before + here + here + after
    if kind == "shout":
        return before + here.upper().replace(" ", "") + after
    lines = text.split("\n")
    random.Random(at).shuffle(lines)
    return "\n".join(lines)


pieced = st.lists(st.sampled_from(PIECES), max_size=120).map("".join)
any_text = st.one_of(
    transcripts(),
    mutated(st.sampled_from(SOURCES)),
    mutated(transcripts()),
    pieced,
    st.text(max_size=400),
    st.text(alphabet=st.characters(), max_size=80).map(lambda text: f"Bo Wu:\n{text}"),
)
quiet = dict(deadline=None, suppress_health_check=list(HealthCheck), database=None)


@pytest.mark.full
@settings(max_examples=FEW, derandomize=True, **quiet)
@given(any_text)
@example("")
@example("\ufeff")
@example("Bo Wu:\nB\u00a0. a\nReuters:\nB\u2028. a?\n")
@example("Bo Wu:\nIt is lit.The lamp , so.We go .Here ,is it.\n")
@example("Bo Wu:\n" + "a" * 5000 + ".B" + "b" * 5000)
def test_any_text_keeps_the_invariants(text):
    check_invariants(text)


@pytest.mark.release
@settings(max_examples=MANY, **quiet)
@given(any_text)
def test_any_text_keeps_the_invariants_before_a_release(text):
    check_invariants(text)


@pytest.mark.parametrize("text", SOURCES, ids=list(br.briefings().briefing))
def test_the_published_keep_the_invariants_without_notes(text):
    assert check_invariants(text).turns


@pytest.mark.parametrize("word", ["Speakers", "Bo Wu", "Reuters", "Share", "Q", "_", "[", "/5 A"])
def test_short_texts(word):
    for text in (word, f"{word}:", f"{word}:\n", f"{word}: x", f"{word}\n{word}:\n{word}"):
        check_invariants(text)


# --- time

QUESTION = "\nReuters:\nWhat next?\nBo Wu:\nMore of it.\n"
LONG = {
    "one word": lambda size: "Bo Wu:\nGood morning. " + "a" * size + QUESTION,
    "one word alone": lambda size: "a" * size,
    "one line": lambda size: "Bo Wu:\nHello. " + "The lamp is lit. " * (size // 17) + QUESTION,
    "one sentence": lambda size: "Bo Wu:\nHello. " + "the lamp is lit, " * (size // 17) + QUESTION,
    "many lines": lambda size: "Bo Wu:\nGood morning.\n" + "The lamp.\n" * (size // 10) + QUESTION,
    "many turns": lambda size: "Bo Wu:\nGood morning." + QUESTION * (size // 40),
    "stray spaces": lambda size: "Bo Wu:\nGood morning. " + "lit , " * (size // 6) + QUESTION,
    "one gap": lambda size: "Bo Wu:\nGood morning." + " " * size + "," + QUESTION,
    "glued sentences": lambda size: "Bo Wu:\nGood morning. " + "lit.The" * (size // 7) + QUESTION,
    "colons": lambda size: "Bo Wu: " * (size // 7),
    "brackets": lambda size: "[" * size,
    "speakers": lambda size: "Bo Wu, minister of lamps\n" * (size // 25) + "Bo Wu:\nGood morning.",
    "questions": lambda size: "Bo Wu:\nHello.\n" + "What will you do? Thanks.\n" * (size // 26),
    "floors": lambda size: "Bo Wu:\nHello.\n" + "Next question, please.\n" * (size // 23),
    "captions": lambda size: "/5 A Lamp\n" * (size // 10),
    "page markers": lambda size: "_ueditor_page_break_tag_" * (size // 24),
    "pager": lambda size: "1 " * (size // 2),
}
SMALL = 20_000
MOST = 3.2  # times the time for twice the size; a square would be 4


def seconds(text):
    start = time.process_time()
    decide(understand(text, "2031-03-03"))
    return time.process_time() - start


@pytest.mark.full
@pytest.mark.parametrize("kind", list(LONG))
def test_twice_the_text_takes_about_twice_the_time(kind):
    one, two = LONG[kind](SMALL), LONG[kind](2 * SMALL)
    ratio = min(seconds(two) for _ in range(2)) / max(min(seconds(one) for _ in range(2)), 0.02)
    assert ratio <= MOST


@pytest.mark.release
@pytest.mark.parametrize("kind", list(LONG))
def test_a_million_characters_are_cleaned(kind):
    start = time.process_time()
    check_million(LONG[kind](1_000_000))
    if os.environ.get("CI") is None:
        assert time.process_time() - start < 180


def check_million(text):
    cleaned = decide(understand(text, "2031-03-03"))
    check_tiling(text, cleaned.source_map)
    check_repairs(text, cleaned.repairs)
