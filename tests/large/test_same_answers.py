"""A large collection answers as the same hundred briefings in memory do."""

import csv
import re
from collections import Counter

import pandas as pd
import pytest

import briefingroom as br
from briefingroom.errors import BriefingRoomError, QuestionError, UnknownName
from briefingroom.large.collection import NEEDS_MEMORY

pytestmark = pytest.mark.full
TERMS = {
    "a word": "reform",
    "a frequent word": "the",
    "a made-up word": "made7",
    "nothing": "notsaidbyanybody",
    "a phrase": "new development paradigm",
    "a phrase with a word twice": "reform reform",
    "a hyphen": "high-quality development",
    "a wording with quotation marks": "China's",
    "a wording typed otherwise": "China’s self\u2010reliance",
    "a number": "24.54",
    "Chinese": "中国的改革",
    "letters that other programs join": "ſtrong",
    "stars at the end": "industr*",
    "stars before": "*ization",
    "stars inside": "re*rm",
    "stars on both sides": "*tech*",
    "any word inside": "new * paradigm",
    "any word first": "* paradigm",
    "a star in a phrase": "industr* chain*",
    "stars for very many words": "made*",
    "stars for very many, and a plain word": "made* paradigm",
    "a star that nobody has said": "zzq*",
    "a star beside a mark": "reform.*",
    "a mark alone": "*,*",
    "stars before a hyphen": "*-quality",
    "several wordings": ["reform", "re-form", "reform-minded"],
    "wordings that overlap": [
        "new development",
        "development paradigm",
        "new development paradigm",
    ],
}
FILTERS = [
    {"briefing": "2030-01-09"},
    {"briefing": ["2030-01-01", "2030-04-10"], "role": "official"},
    {"act": "answer"},
    {"outlet": "CCTV"},
]


def same(one, other):
    pd.testing.assert_frame_equal(pd.DataFrame(one), pd.DataFrame(other))
    assert one.attrs == other.attrs


def refused(ask):
    """The kind and the sentence of a refusal."""
    with pytest.raises(BriefingRoomError) as error:
        ask()
    return type(error.value), str(error.value)


@pytest.fixture(params=TERMS.values(), ids=TERMS)
def term(request):
    return request.param


# --- words


def test_the_odd_sentences_are_there(in_memory):
    assert in_memory.concordance("ſtrong").match.tolist()
    assert "ｒｅｆｏｒｍ" in set(in_memory.concordance("reform").match)


@pytest.mark.sample(8)
def test_concordance(in_memory, large, term):
    expected = in_memory.concordance(term)
    found = large.concordance(term)
    same(expected, found)
    assert repr(expected) == repr(found)
    same(
        in_memory.concordance(term, case=True, width=20),
        large.concordance(term, case=True, width=20),
    )


@pytest.mark.sample(3)
@pytest.mark.parametrize("chosen", FILTERS, ids=str)
def test_concordance_in_some_turns(in_memory, large, chosen):
    expected = in_memory.concordance("development", **chosen)
    assert len(expected)
    same(expected, large.concordance("development", **chosen))


def test_concordance_by_regular_expression(in_memory, large):
    for pattern in (r"reform\w*", r"^Ladies", r"5G|６Ｇ", "zzq"):
        same(in_memory.concordance(pattern, regex=True), large.concordance(pattern, regex=True))


@pytest.mark.sample(5)
def test_search_counts_what_the_concordance_has(in_memory, large, term):
    expected = in_memory.concordance(term)
    found = large.search(term, lines=30)
    same(expected.head(30), found.lines)
    assert found.count == len(expected)
    by_briefing = expected.briefing.value_counts()
    briefings = in_memory.briefings().briefing
    assert found.counts.briefing.tolist() == briefings.tolist()
    assert found.counts["count"].tolist() == by_briefing.reindex(briefings, fill_value=0).tolist()
    assert f"{found.count:,} hit" in repr(found)


def test_search_counts_what_plain_python_counts(hundred, large):
    """Another route: the CSV files of each briefing, and a pattern of one's own."""
    counts, words = Counter(), Counter()
    for path in sorted(hundred.glob("*/tables/sentences.csv")):
        with open(path, encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                said = re.findall(r"\w+(?:['’.,-]\w+)*", row["text"].lower())
                counts[row["briefing"]] += said.count("made3")
                words[row["briefing"]] += len(said)
    table = large.search("made3").counts.set_index("briefing")
    assert counts.total() > 50
    assert table["count"].to_dict() == dict(counts)
    odd = 16  # briefings whose letters are typed in ways that plain Python cuts otherwise
    assert table.words.iloc[odd:].to_dict() == dict([*words.items()][odd:])


@pytest.mark.sample(5)
def test_trend(in_memory, large, term):
    same(in_memory.trend(term, resamples=20), large.trend(term, resamples=20))


@pytest.mark.sample(2)
@pytest.mark.parametrize("by", ["role", "speaker", "act", "outlet"])
def test_trend_of_several_by(in_memory, large, by):
    terms = ["development", ["reform", "re-form"]]
    how = {"by": by, "resamples": 50, "seed": 3}
    if by != "outlet":
        how["role"] = ["official", "chair"]
    same(in_memory.trend(terms, **how), large.trend(terms, **how))


@pytest.mark.sample(2)
@pytest.mark.parametrize("parts", ["briefings", "turns", "speakers"])
def test_dispersion(in_memory, large, parts):
    terms = ["reform", "made7", "notsaidbyanybody", ["industr*", "new * paradigm"]]
    same(in_memory.dispersion(terms, parts), large.dispersion(terms, parts))


@pytest.mark.sample(2)
@pytest.mark.parametrize("word", ["reform", "new development paradigm", "*ization", "zzq"])
def test_collocates(in_memory, large, word):
    same(in_memory.collocates(word), large.collocates(word))
    same(in_memory.collocates(word, 2, 1), large.collocates(word, 2, 1))


COMPARED = {
    "a briefing with the rest": {"target": "2030-01-02"},
    "two briefings": {"target": "2030-01-02", "reference": "2030-03-01", "top": None},
    "two periods": {"target": ["2030-01-02", "2030-02-11"], "reference": ["2030-01-05"]},
    "roles": {"target": "journalist", "reference": "official", "by": "role", "top": 30},
    "answers of a briefing": {"target": "2030-01-09", "act": "answer", "min_count": 3},
    "an outlet": {"target": "CCTV", "by": "outlet", "top": 20},
}


@pytest.mark.sample(3)
@pytest.mark.parametrize("question", COMPARED.values(), ids=COMPARED)
def test_keywords(in_memory, large, question):
    how = {**question, "relabellings": 20, "seed": 1}
    same(in_memory.keywords(**how), large.keywords(**how))


REFUSED = {
    "no word": ("concordance", ["!"], {}),
    "no wording": ("concordance", [[]], {}),
    "no such briefing": ("concordance", ["reform"], {"briefing": "2031-01-01"}),
    "no such speaker": ("concordance", ["reform"], {"speaker": "Li Wie"}),
    "no regular expression": ("concordance", ["("], {"regex": True}),
    "a trend by what": ("trend", ["reform"], {"by": "weather"}),
    "no term": ("trend", [[]], {}),
    "no such role": ("trend", ["reform"], {"role": "king"}),
    "parts of what": ("dispersion", ["reform", "pages"], {}),
    "no window": ("collocates", ["reform", 0], {}),
    "no such target": ("keywords", ["2031-01-01"], {}),
    "the same on both sides": ("keywords", ["2030-01-01", "2030-01-01"], {}),
    "nobody spoke so": ("keywords", ["CCTV"], {"by": "outlet", "act": "answer"}),
    "key words by what": ("keywords", ["2030-01-01"], {"by": "weather"}),
}


@pytest.mark.parametrize("question", REFUSED.values(), ids=REFUSED)
def test_what_is_refused_is_refused_in_the_same_words(in_memory, large, question):
    name, args, how = question
    expected = refused(lambda: getattr(in_memory, name)(*args, **how))
    assert expected[0] in (QuestionError, UnknownName)
    assert refused(lambda: getattr(large, name)(*args, **how)) == expected


def test_a_line_at_least(large):
    assert refused(lambda: large.search("reform", lines=0))[0] is QuestionError
    assert refused(lambda: large.search("!"))[0] is QuestionError


# --- tables, and all else

NEEDS = {"series": ["5g_base_stations"], "cite": ["2024-01-19.t02"], "where": ["2024-01-19.t02"]}
TABLES = (
    "aims asked briefings candidates claims corrections discrepancies exchanges figure_requests "
    "glossary indicators other_numerals outlets paragraphs policy_measures references relations "
    "removed repairs sentences source_map speakers subjects targets themes turns"
).split()
COUNTED = "audit floors hedging question_statistics series compare_outlets failed_pairs".split()


@pytest.fixture(scope="module")
def decided(collection_folders, tmp_path_factory):
    """Twelve briefings with decided claims, in memory and large."""
    pytest.importorskip("duckdb", reason="NOT TRIED: duckdb is not installed")
    folder = collection_folders.added_collection(tmp_path_factory.mktemp("large") / "decided", 12)
    return br.collection(folder), br.collection(folder, large=True)


@pytest.mark.sample(8)
@pytest.mark.parametrize("name", [*TABLES, *COUNTED])
def test_tables_and_what_is_counted_in_them(decided, name):
    mine, large = decided
    expected = getattr(mine, name)(*NEEDS.get(name, []))
    found = getattr(large, name)(*NEEDS.get(name, []))
    assert type(found) is type(expected)
    if isinstance(expected, pd.DataFrame):
        same(expected, found)
    else:
        assert str(found) == str(expected)


def test_the_claims_are_there(decided):
    _, large = decided
    assert len(large.claims()) > 1000
    assert len(large.turns()) > 200


@pytest.mark.sample(2)
@pytest.mark.parametrize("name", ["claims", "sentences", "turns", "outlets", "candidates"])
def test_tables_of_the_hundred(in_memory, large, name):
    same(getattr(in_memory, name)(), getattr(large, name)())


@pytest.mark.parametrize("name", ["where", "cite", "read", "briefing"])
def test_a_page_of_an_id(decided, name):
    mine, large = decided
    args = {"read": ["2024-01-19"], "briefing": ["2024-01-19"]}.get(name, ["2024-01-19.t02"])
    assert str(getattr(large, name)(*args)) == str(getattr(mine, name)(*args))


@pytest.mark.parametrize("name", ["shared_phrases", "formula_share"])
def test_what_needs_all_words_in_memory_says_so(large, name):
    assert refused(getattr(large, name)) == (QuestionError, NEEDS_MEMORY)


@pytest.mark.parametrize("name", ["show_concordance"])
def test_a_widget_shows_that_sentence(large, name):
    assert NEEDS_MEMORY in " ".join(str(getattr(large, name)("reform")).split())


def test_in_memory_everything_is_answered(in_memory, large):
    whole = large.in_memory()
    assert whole.trend("reform", resamples=5).equals(in_memory.trend("reform", resamples=5))
    assert whole.formula_share().equals(in_memory.formula_share())
    assert whole.keywords("2030-01-01", relabellings=2).equals(
        in_memory.keywords("2030-01-01", relabellings=2)
    )
    assert whole.turns().equals(in_memory.turns())


def test_every_question_of_the_package_is_one_of_it_and_says_the_same(in_memory, large):
    assert set(dir(large)) - set(dir(in_memory)) == {
        "in_memory",
        "search",
        "_counted",
        "_store",
    }
    for name in ("concordance", "trend", "dispersion", "collocates", "keywords"):
        assert getattr(large, name).__doc__ == getattr(br, name).__doc__
