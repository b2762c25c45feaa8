"""A collection of added briefings: the questions of the package, asked of other briefings."""

import csv
import gc
import io
import json
import pydoc
import shutil
import threading
import weakref
from concurrent.futures import ThreadPoolExecutor

import pandas as pd
import pytest

import briefingroom as br
from briefingroom.corpus import active, added_folders, tables, uncoded
from briefingroom.corpus.collection_folder import TABLES_OF_BRIEFING
from briefingroom.errors import BriefingRoomError, CorpusError, QuestionError, UnknownName

FIRST, SECOND = "2024-01-19", "2024-04-18"  # made of 2020-10-23 and 2021-03-01
UNCODED = (
    "aims asked discrepancies figure_requests policy_measures references relations subjects targets"
).split()
# What asks for words, an id or a table.
ASKED_WITH = {
    "briefing": [FIRST],
    "cite": [f"{FIRST}.t02"],
    "collocates": ["reform"],
    "concordance": ["reform"],
    "dispersion": ["reform"],
    "finding": ["aims"],
    "show_context": ["chips"],
    "keywords": [FIRST],
    "plot_series": ["5g_base_stations"],
    "plot_silence": ["reform", {"x001": "an event outside"}],
    "plot_wordings": ["new industrialization"],
    "published_pairs": [[]],
    "series": ["5g_base_stations"],
    "trend": ["reform"],
    "where": [f"{FIRST}.t02"],
}
DRAWN_OF = {  # what makes the table that a chart draws
    "plot_answers": ("replies",),
    "plot_dispersion": ("concordance", "reform"),
    "plot_floors": ("floors",),
    "plot_growth": ("growth_of_industry",),
    "plot_formula": ("formula_share",),
    "plot_hedging": ("hedging", "briefing"),
    "plot_instruments": ("instruments",),
    "plot_keywords": ("keywords", FIRST),
    "plot_means_and_aims": ("instruments",),
    "plot_pairs": ("failed_pairs",),
    "plot_trend": ("trend", "reform"),
    "plot_uses": ("trend", "reform"),
}
OF_THE_PUBLISHED = (
    "growth_of_industry plot_app_counts plot_growth plot_lists_of_giants plot_two_shares"
).split()
OF_A_CLAIM = ("parts_of_claim", "plot_figures")
NEED_CODES = ("finding", "plot_answers", "plot_instruments", "plot_means_and_aims")
ASK_NOTHING_OF_BRIEFINGS = (
    "agreement as_written code_agreement marks period_bounds predict significant_digits "
    "source_line use_style"
).split()


def questions():
    return [name for name in br.__all__ if name[0].islower()]


def asked(mine, name):
    """The answer of a collection to a question, whatever it needs to be asked."""
    if name == "show_rows":
        return mine.show_rows(mine.briefings(), {"briefing": "day"})
    if name in OF_A_CLAIM:
        return getattr(mine, name)(next(iter(mine.claims().claim), "2023-03-01.c012"))
    if name in DRAWN_OF:
        maker, *of_what = DRAWN_OF[name]
        return getattr(mine, name)(getattr(mine, maker)(*of_what))
    return getattr(mine, name)(*ASKED_WITH.get(name, []))


@pytest.fixture
def folder(collection_folders, tmp_path):
    """A collection of two briefings that a test may spoil."""
    return collection_folders.added_collection(tmp_path / "mine", 2)


# --- the questions


def test_every_question_of_the_package_is_a_method_with_its_words(collected):
    mine = collected(2)
    changes = ("adding.", "exporting.", "widgets.candidates")
    changing = {name for name in br.__all__ if br.home_of(name).startswith(changes)}
    assert not changing & set(dir(mine))
    names = {name for name in br.__all__ if name[0].islower()} - changing - {"collection"}
    assert names <= set(dir(mine))
    assert len(names) > 70
    for name in names:
        assert getattr(mine, name).__doc__ == getattr(br, name).__doc__


def test_what_changes_a_collection_is_no_question_of_it(collected):
    mine = collected(2)
    for name in ("collection", "add", "remove", "no_such_question", "__array__"):
        assert name not in dir(mine)
        with pytest.raises(AttributeError):
            getattr(mine, name)


def test_help_shows_what_the_package_says(collected):
    text = pydoc.plain(pydoc.render_doc(collected(2).turns))
    assert "Uninterrupted speech, in order." in text
    assert "turns() -> " in text


def test_listing_the_questions_loads_no_module_of_them(collection_folders, tmp_path):
    import subprocess
    import sys

    folder = collection_folders.added_collection(tmp_path / "mine", 1)
    code = (
        "import sys, briefingroom as br; "
        f"mine = br.collection({str(folder)!r}); names = dir(mine); "
        "assert 'plot_series' in names; "
        "assert not {'matplotlib', 'ipywidgets', 'briefingroom.text.index'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stderr == ""


def test_it_says_what_it_is(collected):
    assert repr(collected(2)).startswith("A collection of 2 added briefings, in ")
    both = repr(collected(1, with_published=True))
    assert both.startswith("A collection of 1 added briefing and the published briefings, in ")


@pytest.mark.sample(2)
@pytest.mark.full
@pytest.mark.parametrize("decided", [True, False], ids=["decided", "undecided"])
@pytest.mark.parametrize("with_published", [False, True], ids=["alone", "with published"])
def test_every_question_has_an_answer(collected, unprinted, with_published, decided):
    """Or one sentence that says why not: a claim cannot be shown where there is none."""
    mine = collected(2, with_published, decided)
    refused = refusals(with_published, decided)
    for name in questions():
        if name in ASK_NOTHING_OF_BRIEFINGS or name not in dir(mine):
            continue
        if name in refused:
            with pytest.raises(BriefingRoomError, match=refused[name]):
                asked(mine, name)
        else:
            assert repr(asked(mine, name))


def refusals(with_published, decided):
    """What a collection cannot answer, and the words in which it says so."""
    if with_published:
        return {}
    refused = dict.fromkeys(NEED_CODES, "nobody has read the added briefings")
    refused |= dict.fromkeys(OF_THE_PUBLISHED, "which this collection does not hold")
    refused["plot_quarter"] = "No rate on a year before was said"
    refused["plot_silence"] = "There is no statement 'x001' outside the source"
    if not decided:
        needs_claims = ("series_explorer", "show_claim", *OF_A_CLAIM)
        refused |= dict.fromkeys(needs_claims, "there is none to choose from")
    return refused


# --- the tables


@pytest.mark.parametrize("name", sorted({*TABLES_OF_BRIEFING} - {"candidates"}))
def test_a_table_has_the_rows_of_its_folders(collected, collection_folders, name):
    mine = getattr(collected(2), name)()
    rows = []
    for published, id in (("2020-10-23", FIRST), ("2021-03-01", SECOND)):
        text = collection_folders.renamed_rows(name, published, id)
        rows += list(csv.DictReader(io.StringIO(text)))
    assert list(mine.columns) == list(rows[0])
    if name != "outlets":
        assert len(mine) == len(rows)
        first = next(iter(rows[0]))
        assert mine[first].tolist() == [row[first] for row in rows]
    pd.testing.assert_series_equal(mine.dtypes, getattr(br, name)().dtypes)


def test_one_read_of_a_table_serves_all_folders(collected, monkeypatch):
    read = []
    real = added_folders.table_of_csv
    monkeypatch.setattr(
        added_folders, "table_of_csv", lambda data, name: read.append(name) or real(data, name)
    )
    mine = collected(7)
    assert mine.turns().briefing.nunique() == 7
    mine.turns()
    assert read.count("turns") == 1


def test_an_outlet_stands_once_with_all_that_is_known_of_it(collected):
    mine, published = collected(7), br.outlets()
    assert mine.outlets().outlet.is_unique
    both = collected(7, with_published=True).outlets()
    pd.testing.assert_frame_equal(both, published)  # they name no outlet that is not there


def test_both_stand_in_order_of_date(collection_folders, tmp_path):
    folder = collection_folders.added_collection(tmp_path / "mine", 1)
    collection_folders.add_folder(folder, "2021-03-01", "2022-01-20")
    both = br.collection(folder, with_published=True)
    ids = [
        "2020-10-23",
        "2021-03-01",
        "2022-01-20",
        "2022-06-14",
        "2023-03-01",
        "2023-04-20",
        FIRST,
    ]
    assert both.briefings().briefing.tolist() == ids
    assert both.sentences().briefing.drop_duplicates().tolist() == ids
    assert len(both.claims()) == len(br.claims()) + len(br.collection(folder).claims())
    assert list(both.PALETTE) == ids


def test_the_published_ones_do_not_change(collected):
    before = {name: len(getattr(br, name)()) for name in ("turns", "claims", "sentences")}
    mine = collected(7, with_published=True)
    assert mine.turns().briefing.nunique() == 12
    assert {name: len(getattr(br, name)()) for name in before} == before
    assert len(br.concordance("reform")) < len(mine.concordance("reform"))


@pytest.mark.parametrize("name", UNCODED)
def test_what_nobody_coded_is_empty_and_says_so(collected, name):
    mine = getattr(collected(2), name)()
    assert list(mine.columns) == list(getattr(br, name)().columns)
    assert len(mine) == 0
    assert repr(mine).startswith(uncoded.NOBODY_CODED)
    assert uncoded.NOBODY_CODED in mine._repr_html_()
    both = getattr(collected(2, with_published=True), name)()
    assert len(both) == len(getattr(br, name)()) > 0
    assert uncoded.NOBODY_CODED not in repr(both)


def test_the_vocabulary_is_that_of_the_published_briefings(collected):
    mine = collected(2)
    assert mine.themes().equals(br.themes())
    assert mine.indicators().equals(br.indicators())
    assert set(mine.glossary().term) == set(br.glossary().term)
    assert set(mine.glossary().first_sentence) == {""}
    page = mine.where("term:new industrialization")
    assert page.first.briefing == FIRST
    assert mine.where("term:rare earth").counts[0].count == 0


def test_candidates_wait_until_they_are_decided(collection_folders, folder):
    home = folder / FIRST
    claims = br.collection(folder).claims()
    others = br.collection(folder).other_numerals()
    rows = [
        (claims.claim[0].replace(".c", ".n"), claims.sentence[0], "x", claims.start[0], 99),
        (f"{FIRST}.n801", others.sentence[0], "y", others.start[0], 99),
        (f"{FIRST}.n802", others.sentence[0], "z", 0, 1),
    ]
    lines = [",".join(tables.CANDIDATE_FIELDS), *(f"{','.join(map(str, r))},5,t,,,," for r in rows)]
    path = home / "tables" / "candidates.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    collection_folders.seal(home)
    waiting = br.collection(folder).candidates()
    assert waiting.candidate.tolist() == [f"{FIRST}.n802"]
    assert waiting.value.tolist() == [5.0]
    assert br.candidates().columns.tolist() == list(tables.CANDIDATE_FIELDS)
    assert len(br.candidates()) == 0


# --- what is counted


def test_a_decided_claim_joins_its_series_and_is_audited(collected):
    mine, both = collected(1), collected(1, with_published=True)
    said = br.series("5g_base_stations").query("briefing == '2020-10-23'")
    assert len(said) > 0
    assert mine.series("5g_base_stations").quote.tolist() == said.quote.tolist()
    assert set(mine.series("5g_base_stations").briefing) == {FIRST}
    assert len(both.series("5g_base_stations")) == len(br.series("5g_base_stations")) + len(said)
    # Said again in the copy, so each is held against what it was copied from.
    twice = both.audit().query("check == 'same thing twice'").claims
    pairs = {tuple(sorted(claims)) for claims in twice}
    claim = said.claim.iloc[0]
    assert (claim, claim.replace("2020-10-23", FIRST)) in pairs


def test_nothing_is_counted_of_what_nobody_coded(collected):
    mine, both = collected(1), collected(1, with_published=True)
    assert len(mine.promises()) == 0
    assert len(both.promises()) == len(br.promises())
    assert len(mine.instruments()) == 0
    pd.testing.assert_frame_equal(both.instruments(), br.instruments())


def test_whether_a_figure_was_asked_for_is_not_known_of_an_added_briefing(collected):
    both = collected(1, with_published=True)
    table = both.question_statistics().set_index("briefing")
    assert table.figure_asked[FIRST].isna().all()
    assert table.figure_given[FIRST].isna().all()
    assert table.figure_asked.drop(FIRST).notna().all()
    assert table.words_answer[FIRST].tolist() == table.words_answer["2020-10-23"].tolist()
    assert "figure_asked" not in set(both.compare_outlets().measure)
    assert "figure_asked" in set(br.compare_outlets().measure)


def test_the_rest_of_key_words_is_the_rest_of_the_collection(collected):
    table = collected(2).keywords(FIRST)
    words = br.turns().groupby("briefing").words.sum()
    assert table.words_target.iloc[0] == words["2020-10-23"]
    assert table.words_reference.iloc[0] == words["2021-03-01"]
    with pytest.raises(QuestionError):
        collected(1).keywords(FIRST)


def test_a_question_opens_with_what_is_there(collected):
    mine = collected(2)
    assert mine.read().turns[0] == f"{SECOND}.t01"
    assert mine.reader().children[0].children[0].value == SECOND
    assert mine.show_claim().chosen == mine.claims().claim[0]
    assert collected(2, with_published=True).read().turns == br.read().turns


# --- an id


def test_an_id_leads_to_its_words_and_its_place(collected):
    mine = collected(2)
    place, model = mine.where(f"{FIRST}.t02"), br.where("2020-10-23.t02")
    assert (place.text, place.line, place.who) == (model.text, model.line, model.who)
    assert f"{FIRST}/source.txt, line {place.line}" in str(place)
    assert f"{FIRST}/source.txt" in str(mine.where(FIRST))
    with pytest.raises(UnknownName):
        br.where(f"{FIRST}.t02")
    with pytest.raises(UnknownName):
        mine.where("2020-10-23.t02")


@pytest.mark.parametrize("style", ["apa", "chicago", "bibtex", "ris", "csl-json"])
def test_an_added_briefing_is_cited_as_what_it_is(collected, style):
    both = collected(1, with_published=True)
    cited = both.cite(f"{FIRST}.t02", style, accessed="2026-11-27")
    row = both.briefings().set_index("briefing").loc[FIRST]
    assert row.host in cited
    assert row.title in cited
    assert row.url in cited
    assert "no part of the published data of Briefing Room" in cited
    assert "data version" not in cited
    published = both.cite("2020-10-23.t02", style, accessed="2026-11-27")
    assert published == br.cite("2020-10-23.t02", style, accessed="2026-11-27")


def test_who_is_only_heard_in_an_added_briefing_is_cited_from_it(collection_folders, folder):
    path = folder / FIRST / "tables"
    for name in ("turns", "speakers"):
        text = (path / f"{name}.csv").read_text(encoding="utf-8")
        renamed = text.replace("Wang Zhijun", "Wang Newman")
        (path / f"{name}.csv").write_text(renamed, encoding="utf-8", newline="")
    collection_folders.seal(folder / FIRST)
    cited = br.collection(folder).cite("Wang Newman")
    assert "no part of the published data" in cited
    assert "no part" not in br.collection(folder).cite("Shou Xiaoli")


# --- what is shown later


def test_a_widget_keeps_its_collection(collected, unprinted):
    mine = collected(2)
    reader, map_of_questions = mine.reader(), mine.questions_map()
    box = reader.children[0].children[0]
    box.value = FIRST
    assert f"{FIRST}.t01" in reader.children[1].children[0].value
    (buttons,) = [child for child in reader.children[0].children if hasattr(child, "children")]
    buttons.children[1].click()
    assert f"{FIRST}.t04" in reader.children[1].children[0].value
    which = map_of_questions.children[0].children[0]
    view = map_of_questions.children[1].children[0]
    which.value = FIRST
    assert view.chosen.startswith(FIRST)
    last = mine.exchanges().query(f"briefing == '{FIRST}'").exchange.iloc[-1]
    view.chosen = last
    assert last in view.page["html"]
    assert "no part of the published data" in view.page["citation"]


def test_a_widget_of_the_published_ones_never_shows_another(collected, unprinted):
    reader = br.reader()
    with active.asking(collected(2)._tables):
        reader.children[0].children[0].value = "2020-10-23"
    assert "2020-10-23.t01" in reader.children[1].children[0].value


def test_an_exhibit_is_drawn_later_of_its_own_collection(collected, styled):
    exhibit = collected(2).show_series("5g_base_stations")
    assert FIRST in exhibit.caption or exhibit.axes is not None
    texts = [text.get_text() for text in exhibit.axes.texts]
    assert any("added briefing" in text for text in texts)
    assert FIRST in exhibit.svg()


def test_a_collection_of_one_briefing_has_no_bar_of_all(collected, styled):
    one, two = (collected(number).plot_speakers() for number in (1, 2))
    assert [label.get_text() for label in one.get_yticklabels()] == [FIRST]
    assert [label.get_text() for label in two.get_yticklabels()] == [FIRST, SECOND, "All of them"]
    assert one.get_xlabel() == "Share of the words of the briefing (%)"


def test_marks_are_put_into_words_later(collected, styled):
    ax = collected(2).plot_speakers()
    table = br.marks(ax)
    assert table.id.str.startswith((FIRST, SECOND)).all()
    assert len(table) == len(collected(2).turns())


def test_an_answer_shows_itself_later_as_at_once(collected):
    mine = collected(2)
    ids = [FIRST, f"{FIRST}.t02", f"{FIRST}.q01", "5g_base_stations", "Shou Xiaoli", "chips"]
    for id in ids:
        later = mine.where(id)
        with active.asking(mine._tables):
            at_once = mine.where(id)._repr_html_()
        assert later._repr_html_() == at_once


# --- at the same time


def test_threads_that_ask_several_collections_get_their_own_answers(collected):
    one, two = collected(2), collected(7)
    ways = {
        "published": (br, len(br.turns()), br.concordance("reform").shape),
        "one": (one, len(one.turns()), one.concordance("reform").shape),
        "two": (two, len(two.turns()), two.concordance("reform").shape),
    }
    assert len({turns for _, turns, _ in ways.values()}) == 3
    fresh = {"one": br.collection(one.folder), "two": br.collection(two.folder), "published": br}
    start = threading.Barrier(8)

    def ask(number):
        name = ["published", "one", "two"][number % 3]
        start.wait()
        return name, [
            (len(fresh[name].turns()), fresh[name].concordance("reform").shape) for _ in range(5)
        ]

    with ThreadPoolExecutor(8) as pool:
        for name, answers in pool.map(ask, range(8)):
            assert set(answers) == {ways[name][1:]}


def test_a_thread_asks_the_published_ones_while_another_asks_a_collection(collected):
    mine, inside, go_on = collected(2), threading.Event(), threading.Event()

    def hold():
        with active.asking(mine._tables):
            inside.set()
            go_on.wait(10)
            return len(br.turns())

    with ThreadPoolExecutor(1) as pool:
        held = pool.submit(hold)
        assert inside.wait(10)
        try:
            assert len(br.turns()) == 129
        finally:
            go_on.set()
        assert held.result() == len(mine.turns()) != 129


def test_two_threads_that_prepare_the_texts_share_them(collected):
    from briefingroom.text.index import corpus

    mine, start = br.collection(collected(2).folder), threading.Barrier(4)

    def prepare(_):
        start.wait()
        with active.asking(mine._tables):
            return corpus()

    with ThreadPoolExecutor(4) as pool:
        texts = list(pool.map(prepare, range(4)))
    assert len({id(each) for each in texts}) == 1


def test_what_was_worked_out_goes_with_the_collection(collected):
    published = len(active._KEPT_OF_PUBLISHED)
    mine = br.collection(collected(2).folder)
    mine.concordance("reform")
    mine.where(f"{FIRST}.t02")
    gone = weakref.ref(mine._tables)
    del mine
    gc.collect()
    assert gone() is None
    answers = [key for key in list(active._KEPT_OF_PUBLISHED)[published:] if FIRST in str(key)]
    assert answers == []


# --- what is not whole


def refusal(folder, **asked):
    with pytest.raises(CorpusError) as error:
        br.collection(folder, **asked).turns()
    message = str(error.value)
    assert "\n" not in message
    return message


@pytest.mark.parametrize("path", ["tables/turns.csv", "source.txt", "briefing.json"])
def test_a_missing_file_is_named_with_the_remedy(folder, path):
    (folder / FIRST / path).unlink()
    message = refusal(folder)
    assert f"{path} is missing" in message
    assert f"`briefingroom remove {FIRST} --into" in message


@pytest.mark.parametrize("path", ["tables/turns.csv", "source.txt"])
def test_a_file_that_was_changed_is_named_with_the_remedy(folder, path):
    with open(folder / SECOND / path, "a", encoding="utf-8") as file:
        file.write("more")
    message = refusal(folder)
    assert f"{SECOND} is damaged: {path} is not the file that was written there" in message


def test_a_record_that_cannot_be_read_is_named(folder):
    (folder / FIRST / "briefing.json").write_text("[", encoding="utf-8")
    assert "briefing.json cannot be read" in refusal(folder)


def test_a_table_with_other_columns_is_refused(collection_folders, folder):
    path = folder / FIRST / "tables" / "turns.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("turn,briefing", "turn,meeting", 1), encoding="utf-8", newline="")
    collection_folders.seal(folder / FIRST)
    assert "tables/turns.csv has other columns" in refusal(folder)


def test_a_table_that_is_not_asked_for_is_not_read(folder):
    (folder / FIRST / "tables" / "claims.csv").unlink()
    assert len(br.collection(folder).turns()) > 0


def test_folders_that_are_no_briefings_are_left_alone(folder):
    (folder / ".adding-2024-09-09").mkdir()
    (folder / "notes").mkdir()
    assert br.collection(folder).turns().briefing.nunique() == 2


def test_an_id_on_both_sides_is_refused_in_one_sentence(collection_folders, tmp_path):
    folder = collection_folders.added_collection(tmp_path / "mine", 1)
    collection_folders.add_folder(folder, "2021-03-01", "2023-03-01")
    assert "2023-03-01 in" in refusal(folder, with_published=True)
    assert br.collection(folder).turns().briefing.nunique() == 2


def test_no_collection_and_an_empty_one_say_what_to_do(tmp_path, monkeypatch):
    assert "`briefingroom add FILE` begins one" in refusal(tmp_path / "nowhere")
    (tmp_path / "collection.json").write_text('{"layout": 1}', encoding="utf-8")
    with pytest.raises(QuestionError, match="holds no briefing: add one"):
        br.collection(tmp_path)
    monkeypatch.setenv("BRIEFINGROOM_COLLECTION", str(tmp_path))
    assert len(br.collection(with_published=True).turns()) == 129
    (tmp_path / "collection.json").write_text('{"layout": 2}', encoding="utf-8")
    assert "does not say layout 1" in refusal(tmp_path, with_published=True)


def test_a_decision_between_two_questions_is_no_damage(collection_folders, folder):
    mine = br.collection(folder)
    assert len(mine.turns()) > 0
    home = folder / FIRST
    pending = home / "pending"
    changed = collection_folders.renamed_rows("claims", "2020-10-23", FIRST, decided=False)
    shutil.copytree(home, folder / "copy")
    (folder / "copy" / "tables" / "claims.csv").write_text(changed, encoding="utf-8", newline="")
    collection_folders.seal(folder / "copy")
    pending.mkdir()
    for path in ("tables/claims.csv", "briefing.json"):
        shutil.copy(folder / "copy" / path, pending)
    assert set(mine.claims().briefing) == {SECOND}
    about = json.loads((pending / "briefing.json").read_text(encoding="utf-8"))
    assert about["layout"] == 1
