"""What was coded by reading: each fault is found where it was put, by `build` and by `check`."""

import csv
import io
import shutil

import pytest

import briefingroom as br
from briefingroom.corpus.tables import HOME
from briefingroom.errors import CorpusError
from briefingroom.maintain.build import build
from briefingroom.maintain.check_coding import means, readings, things_asked
from briefingroom.maintain.coding_rules import CLARITY_OF_REPLY, SpokenWords
from briefingroom.maintain.findings import Corpus

CODINGS = {  # the three files of each: what was settled, and the two readings
    "settled": ("policy_measures", "aims", "asked"),
    "first": ("readings/first_measures", "readings/first_sentences", "readings/first_asked"),
    "second": ("readings/second_measures", "readings/second_sentences", "readings/second_asked"),
}
SETTLED = "annotations/readings/settled_measures.csv"
TEXTS = br.sentences().set_index("sentence").text


def read(path):
    return list(csv.DictReader(io.StringIO((HOME / path).read_text(encoding="utf-8"))))


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """A copy of the corpus, with its tables in memory."""
    home = tmp_path_factory.mktemp("coding") / "briefings"
    shutil.copytree(HOME, home)
    return Corpus(home)


@pytest.fixture
def spoil(here):
    """Changes the rows of a file, and gives what is said of it; afterwards all is as it was."""
    restored = []

    def put(path, change, invariant):
        rows = read(path)
        change(rows)
        folder, _, name = path.removesuffix(".csv").partition("/")
        if folder == "tables":
            restored.append(lambda rows=here.tables[name]: here.tables.update({name: rows}))
            here.tables[name] = rows
        else:
            restored.append(lambda: shutil.copy(HOME / path, here.home / path))
            with open(here.home / path, "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows[0], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        return invariant(here).problems

    yield put
    for restore in restored:
        restore()


def with_field(number, column, value):
    """A change of one field; the number of the row is that of a spreadsheet."""

    def change(rows):
        rows[number - 2][column] = value

    return change


def row_where(path, **fields):
    """The first row with these values, and its number."""
    for number, row in enumerate(read(path), 2):
        if all(row[column] == value for column, value in fields.items()):
            return number, row
    raise AssertionError(fields)


def test_the_corpus_holds_and_says_what_it_counted(here):
    findings = [invariant(here) for invariant in (means, things_asked, readings)]
    assert [finding.problems for finding in findings] == [[], [], []]
    counted = [finding.counted for finding in findings]
    measures, aims, asked = br.policy_measures(), br.aims(), br.asked()
    assert counted[0].startswith(f"{len(measures)} in {measures.sentence.nunique()} of 1,736")
    assert f"{(aims.aim == 'only').sum()} more sentences state an aim and no means" in counted[0]
    assert counted[1].startswith(f"{len(asked)} in 48 questions")
    assert counted[2].startswith("1,736 sentences and 48 questions by two readers, 726")


# --- the three faults that the contract names


@pytest.mark.parametrize("coder", CODINGS)
@pytest.mark.parametrize("step", [-1, 1], ids=["one earlier", "one later"])
@pytest.mark.parametrize("number", [40, 400])
def test_a_quote_moved_by_one_character_is_caught(spoil, coder, step, number):
    path = f"annotations/{CODINGS[coder][0]}.csv"
    row = read(path)[number - 2]
    text, quote = TEXTS[row["sentence"]], row["quote"]
    start = text.index(quote) + step
    moved = text[start : start + len(quote)]
    problems = spoil(path, with_field(number, "quote", moved), readings)
    assert problems[0].startswith(f"{path}, row {number}, quote: {moved!r} begins or ends ")


def test_a_quote_moved_in_the_table_is_caught(spoil):
    row = read("tables/policy_measures.csv")[99]
    start, end = int(row["start"]), int(row["end"])

    def move(rows):
        rows[99] |= {"start": str(start + 1), "end": str(end + 1)}

    problems = spoil("tables/policy_measures.csv", move, means)
    assert problems[0].startswith("tables/policy_measures.csv, row 101, quote: ")
    assert "does not stand there" in problems[0]


@pytest.mark.parametrize("coder", CODINGS)
@pytest.mark.parametrize(
    "file, columns",
    [
        (0, "instrument step signal motive target_group"),
        (1, "aim aim_motive"),
        (2, "kind reply clarity"),
    ],
    ids=["means", "sentences", "asked"],
)
def test_an_unknown_category_is_caught(spoil, coder, file, columns):
    path = f"annotations/{CODINGS[coder][file]}.csv"
    for column in columns.split():
        (problem,) = spoil(path, with_field(30, column, "tarif"), readings)
        assert problem.startswith(f"{path}, row 30, {column}: 'tarif' is not one of ")


@pytest.mark.parametrize("coder", CODINGS)
@pytest.mark.parametrize("number", [2, 868, 1737], ids=["first", "middle", "last"])
def test_a_sentence_that_was_not_read_is_caught(spoil, coder, number):
    path = f"annotations/{CODINGS[coder][1]}.csv"
    sentence = read(path)[number - 2]["sentence"]
    problems = spoil(path, lambda rows: rows.pop(number - 2), readings)
    place = min(number, 1736)  # where the last is missing, the one before it is named
    assert problems[0].startswith(f"{path}, row {place}, sentence: ")
    assert f"{sentence}" in problems[0]
    assert "was not read" in problems[0]


def test_the_build_stops_with_what_the_check_says_first(spoil, here):
    faults = [
        ("annotations/policy_measures.csv", with_field(40, "quote", "x")),
        ("annotations/readings/second_measures.csv", with_field(40, "signal", "perhaps")),
        ("annotations/readings/first_sentences.csv", lambda rows: rows.pop(99)),
        ("annotations/asked.csv", with_field(9, "clarity", "none")),
        (SETTLED, with_field(9, "kept", "x")),
    ]
    for path, change in faults:
        first, *_ = spoil(path, change, readings)
        with pytest.raises(CorpusError) as stopped:
            build(here.home)
        assert str(stopped.value) == first
        shutil.copy(HOME / path, here.home / path)


# --- what else must hold


@pytest.mark.parametrize("coder", CODINGS)
def test_means_that_are_lost_or_come_in_are_missed_in_the_count_of_their_sentence(spoil, coder):
    means_file, sentences_file, _ = CODINGS[coder]
    sentence = read(f"annotations/{means_file}.csv")[50]["sentence"]
    number, row = row_where(f"annotations/{sentences_file}.csv", sentence=sentence)
    problems = spoil(f"annotations/{means_file}.csv", lambda rows: rows.pop(50), readings)
    said = f"has {int(row['measures']) - 1} means, not {row['measures']}"
    place = f"annotations/{sentences_file}.csv, row {number}, measures: {sentence} "
    assert problems[0].startswith(place + said)


def test_a_means_of_a_sentence_that_no_official_says_is_caught(spoil):
    sentence = br.sentences().sentence.iloc[0]
    assert br.turns().role.iloc[0] == "chair"
    path = "annotations/policy_measures.csv"
    problems = spoil(path, with_field(9, "sentence", sentence), readings)
    assert problems[0].startswith(f"{path}, row 9, sentence: {sentence!r} is no sentence of an")


@pytest.mark.parametrize("aim, other", [("only", "beside"), ("beside", "only")])
def test_an_aim_beside_nothing_or_alone_with_a_means_is_caught(spoil, aim, other):
    path = "annotations/readings/second_sentences.csv"
    number, _ = row_where(path, aim=aim)
    problems = spoil(path, with_field(number, "aim", other), readings)
    assert problems[0].startswith(f"{path}, row {number}, aim: ")
    assert problems[0].endswith(f"write {aim}.")


def test_a_motive_without_an_aim_is_caught(spoil):
    path = "annotations/aims.csv"
    number, _ = row_where(path, aim="")
    problems = spoil(path, with_field(number, "aim_motive", "green"), readings)
    assert problems[0].startswith(f"{path}, row {number}, aim_motive: say it where there is an aim")


def test_a_question_without_a_row_is_caught(spoil):
    path = "annotations/asked.csv"

    def lose(rows):
        rows[:] = [row for row in rows if row["exchange"] != "2022-06-14.q05"]

    number, _ = row_where(path, exchange="2022-06-14.q05")
    problems = spoil(path, lose, readings)
    assert problems[0].startswith(f"{path}, row {number}, exchange: 2022-06-14.q05 has no row")


def test_a_number_that_is_left_out_is_caught(spoil):
    path = "annotations/readings/first_asked.csv"
    number, _ = row_where(path, number="2")
    problems = spoil(path, with_field(number, "number", "3"), readings)
    assert problems[0].startswith(f"{path}, row {number}, number: 3 stands where 2 belongs")


@pytest.mark.parametrize("reply, clarity", CLARITY_OF_REPLY.items())
def test_clarity_follows_the_reply(spoil, reply, clarity):
    table = "tables/asked.csv"
    number, _ = row_where(table, reply="explicit")
    other = "none" if clarity != "none" else "clear"

    def change(rows):
        rows[number - 2] |= {"reply": reply, "clarity": other}

    problems = spoil(table, change, things_asked)
    said = f"{table}, row {number}, clarity: a reply that is {reply!r} is {clarity!r}"
    assert problems[0].startswith(said)


def test_what_decides_a_reply_is_a_sentence_of_its_answers(spoil):
    path = "annotations/asked.csv"
    number, row = row_where(path, reply="explicit")
    problems = spoil(path, with_field(number, "decided_by", row["asks"]), readings)
    assert problems[0].startswith(f"{path}, row {number}, decided_by: {row['asks']!r} is no")


def test_what_is_not_taken_up_is_decided_by_nothing_and_all_else_by_a_sentence(spoil):
    path = "annotations/asked.csv"
    number, _ = row_where(path, reply="not taken up")
    sentence = read("annotations/asked.csv")[0]["decided_by"]
    problems = spoil(path, with_field(number, "decided_by", sentence), readings)
    assert f"row {number}, decided_by: the reply is 'not taken up'; leave it empty" in problems[0]
    number, _ = row_where(path, reply="general")
    problems = spoil(path, with_field(number, "decided_by", ""), readings)
    assert f"row {number}, decided_by: the reply is 'general'; name the sentence" in problems[0]


@pytest.mark.parametrize(
    "column, value, said",
    [
        ("asks", "2020-10-23.t05.p1.s1", "is no sentence of its question"),
        ("asks_quote", "What progress and achievement", "begins or ends inside a word"),
        ("asks_quote", "What progress was made", "stands 0 times in the sentence"),
        ("answered_by", "2020-10-23.t04", "is no turn of an official who answers it"),
        ("answered_by", "2020-10-23.t07", "is no turn of an official who answers it"),
    ],
)
def test_a_thing_asked_stands_in_its_question_and_is_answered_by_its_answers(
    spoil, column, value, said
):
    problems = spoil("tables/asked.csv", with_field(2, column, value), things_asked)
    assert problems[0].startswith(f"tables/asked.csv, row 2, {column}: ")
    assert said in problems[0]


# --- how differences were settled


@pytest.mark.parametrize("column", ["first", "second", "kept"])
@pytest.mark.parametrize(
    "fields",
    [
        {"table": "policy_measures", "column": "motive"},
        {"table": "policy_measures", "column": "quote"},
        {"table": "policy_measures", "column": "measure"},
        {"table": "sentences", "column": "aim_motive"},
        {"table": "asked", "column": "reply"},
    ],
    ids=lambda fields: " ".join(fields.values()),
)
def test_a_settled_row_says_what_was_read_and_what_was_kept(spoil, fields, column):
    number, row = row_where(SETTLED, **fields)
    (problem,) = spoil(SETTLED, with_field(number, column, "relief"), readings)
    said = f"{SETTLED}, row {number}, {column}: the files have {row[column]!r}, not 'relief'."
    assert problem == said


@pytest.mark.parametrize("number", [2, 300, 600, 727])
def test_a_difference_that_is_not_settled_is_named(spoil, number):
    row = read(SETTLED)[number - 2]
    (problem,) = spoil(SETTLED, lambda rows: rows.pop(number - 2), readings)
    assert problem.startswith(f"{SETTLED}, row 726, sentence_or_exchange: {row['table']} ")
    assert row["sentence_or_exchange"] in problem
    assert "is not settled: add a row with the reason" in problem


def test_a_code_changed_after_settling_is_named(spoil):
    path = "annotations/policy_measures.csv"
    number, row = row_where(path, instrument="tax")
    problems = spoil(path, with_field(number, "instrument", "subsidy"), readings)
    assert problems[0].startswith(SETTLED)
    assert row["sentence"] in problems[0]


# --- ids, places and words


def test_ids_count_the_means_of_each_briefing_in_order_of_place():
    order = {sentence: number for number, sentence in enumerate(br.sentences().sentence)}
    measures = br.policy_measures()
    places = [(order[row.sentence], row.start, row.end) for row in measures.itertuples()]
    assert places == sorted(places)
    for briefing, rows in measures.groupby(measures.sentence.str[:10]):
        expected = [f"{briefing}.m{number:03d}" for number in range(1, len(rows) + 1)]
        assert rows.policy_measure.tolist() == expected
    assert br.asked().asked.tolist() == [
        f"{row.exchange}.a{row.number}" for row in br.asked().itertuples()
    ]


def test_what_was_read_are_the_statements_answers_and_comments_of_officials(here):
    words = SpokenWords.of_tables(here.tables)
    turns = br.turns()
    spoken = turns[(turns.role == "official") & (turns.act != "handover")].turn
    sentences = br.sentences()
    assert words.to_read == sentences[sentences.turn.isin(spoken)].sentence.tolist()
    assert br.aims().sentence.tolist() == words.to_read
