"""The pages that a visitor reads first say what the data say."""

import csv
import re
from collections import Counter

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME

ROOT = HOME.parent
CARD = (HOME / "README.md").read_text(encoding="utf-8")
FRONT = (ROOT / "README.md").read_text(encoding="utf-8")
CHANGES = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
PRACTICE = sorted(
    [*(ROOT / "exercises").glob("*.md"), *(ROOT / "exercises" / "teaching").glob("*.md")]
)


def rows(name):
    with open(HOME / "annotations" / f"{name}.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_data_card_counts_what_there_is():
    sentences, paragraphs = br.sentences(), br.paragraphs()
    assert f"All {len(sentences) - len(paragraphs):,} boundaries inside paragraphs" in CARD
    assert f"a sample of {len(rows('sentence_sample'))} of the {len(sentences):,} sentences" in CARD
    assert f"the {len(br.repairs())} rows of `repairs`" in CARD
    assert (
        f"one of {len(br.claims())} claims or one of {len(br.other_numerals())} other numerals"
        in CARD
    )
    assert f"{len(rows('readings/settled'))} differences were settled" in CARD
    first, second = (
        {(r["sentence"], r["quote"], r["nth"]) for r in rows(f"readings/{name}")}
        for name in ("first", "second")
    )
    assert f"{len(first & second):,} of the {len(first):,} rows of the first reading" in CARD


@pytest.mark.parametrize("row", list(br.briefings().itertuples()), ids=lambda row: row.briefing)
def test_the_data_card_counts_turns_and_questions_of_each_briefing(row):
    assert re.search(rf"\| {row.briefing} \|.*\| {row.turns} \| {row.questions} \|", CARD)


def test_the_front_page_counts_claims():
    assert f"{len(br.claims())} claims" in FRONT


def test_the_change_log_counts_what_there_is():
    assert f"{len(br.claims())} claims and {len(br.other_numerals())} other numerals" in CHANGES
    assert f"{len(br.indicators())} indicators, {len(br.references())} published figures" in CHANGES
    assert f"{len(br.promises())} promises" in CHANGES
    assert f"{len(br.discrepancies())} discrepancies" in CHANGES
    exercises = "".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "exercises").glob("*.ipynb")
    )
    assert f"{len(re.findall(r'^    .## Task ', exercises, re.M))} tasks" in CHANGES


def test_every_annotation_file_is_in_the_code_book():
    book = (HOME / "annotations" / "README.md").read_text(encoding="utf-8")
    for path in (HOME / "annotations").glob("*.csv"):
        assert f"`{path.name}`" in book, path.name


@pytest.mark.parametrize("page", [CARD, FRONT], ids=["data card", "front page"])
def test_every_file_that_a_page_names_is_there(page):
    for name in re.findall(r"\]\((?!http)([^)\s]+)\)", page):
        assert (ROOT / name).exists(), name


@pytest.mark.parametrize("path", PRACTICE, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_file_that_a_page_for_practice_names_is_there(path):
    for name in re.findall(r"\]\((?!http)([^)#\s]+)[^)\s]*\)", path.read_text(encoding="utf-8")):
        assert (path.parent / name).exists(), name


def test_the_examples_of_the_front_page_run():
    for line in re.findall(r"^(br\..+?)(?:\s+#.*)?$", FRONT, re.M):
        assert eval(line, {"br": br}) is not None, line


def test_every_subject_has_a_notebook_and_every_question_a_subject():
    there = {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}
    assert set(br.themes().notebook) <= there
    assert br.exchanges().theme.ne("").all()
    opening = br.turns().query("act == 'statement'").turn
    paragraphs = br.paragraphs()
    assert set(paragraphs[paragraphs.turn.isin(opening)].paragraph) <= set(br.subjects().id)


def test_every_link_of_a_reference_is_a_web_address_and_no_data_copy():
    links = br.references().url
    links = links[links != ""]
    assert len(links) > 40
    assert links.str.match(r"https?://[\w.-]+\.[a-z]{2,}/").all()
    assert not links.str.contains("github").any()


# --- the statement of quality, computed again from the rows

QUALITY = CARD.split("## Quality")[1].split("\n## ")[0]
AGREEMENT = rows("readings/agreement")


def test_the_statement_of_quality_counts_the_differences_of_the_independent_reading():
    verdicts = Counter(row["verdict"] for row in AGREEMENT)
    assert f"each of the {len(AGREEMENT)} places" in QUALITY
    assert f"in {verdicts['both']} both readings can be held" in QUALITY
    assert f"in {verdicts['table']} that of the table" in QUALITY
    assert f"and in {verdicts['second reading']} the other" in QUALITY
    fields = Counter(row["field"] for row in AGREEMENT)
    for field in ("period", "kind", "region", "bound", "unit", "value"):
        assert f"{fields[field]} of {field}" in QUALITY
    assert f"{fields['miss']} numerals that the table has elsewhere" in QUALITY
    wrong = [row for row in AGREEMENT if row["verdict"] == "second reading"]
    assert {row["field"] for row in wrong} == {"kind"}


def test_what_the_independent_reading_knew_better_was_mended():
    kinds = br.claims().set_index("claim").kind
    mended = {}
    for row in AGREEMENT:
        if row["verdict"] == "second reading":
            (claim,) = re.findall(r"\[([\d-]+\.c\d+)[^\]]*\]$", row["reason"])
            mended[claim] = kinds[claim] == row["second_reading"]
    assert sum(mended.values()) == 7
    assert [claim for claim, same in mended.items() if not same] == ["2022-06-14.c049"]
    assert kinds["2022-06-14.c049"] == "change"


def test_the_statement_of_quality_counts_what_nobody_could_confirm():
    references, targets, doubts = br.references(), br.targets(), br.discrepancies()
    second_hand = references.basis.str.contains("copy|report only|reprint|address not known")
    second_hand &= ~references.basis.str.startswith("data file")
    unknown = (references.edition == "not known").sum()
    assert f"Of {len(references)} references {second_hand.sum()} were seen only" in QUALITY
    assert f"of {unknown} the edition is not known" in QUALITY
    unseen = doubts.evidence.str.contains("not seen|no independent figure seen").sum()
    assert f"Of {len(doubts)} discrepancies {unseen} say" in QUALITY
    without = (targets.since == "").sum()
    assert f"For {without} of {len(targets)} targets no later record" in QUALITY
