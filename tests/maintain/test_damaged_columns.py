"""Each column of each file of annotations, damaged in turn: refused with the place, or legal.

A spreadsheet or a hand puts an unknown value into a field, empties it, points to something that is
not there, has a row twice or loses one. What `build` says of it, `check` says too.
"""

import csv
import io
import re
import shutil

import pytest

from briefingroom.corpus.tables import HOME as BRIEFINGS
from briefingroom.errors import CorpusError
from briefingroom.maintain.annotation_files import FILES, TYPES
from briefingroom.maintain.build import build, write
from briefingroom.maintain.check import broken, examine

pytestmark = pytest.mark.usefixtures("remembered")

# Where any text is legal: words of people, which nothing else repeats. All other columns are held.
FREE = {
    "acts": "reason",
    "aims": "",
    "asked": "note",
    "briefings": "title series host place basis",
    "claims": "measure region note",
    "context": "what publisher document note",
    "corrections": "what why",
    "discrepancies": "what likely evidence",
    "figure_requests": "reason",
    "further_reading": "author title publisher argues note",
    "glossary": "pinyin meaning",
    "indicators": "name definition caution",
    "other_numerals": "",
    "outlets": "country basis",
    "policy_measures": "note",
    "references": "publisher document note basis",
    "relations": "note",
    "reasons": "table change ids",
    "removed": "reason",
    "repairs": "kept reason",
    "row_counts": "",
    "sentence_breaks": "reason",
    "sentence_sample": "",
    "speakers": "position organisation basis",
    "subjects": "reason",
    "targets": "measure evidence note",
    "themes": "name",
    "unlabelled_questions": "reason",
    "unparsed_quotes": "reason",
    "readings/first": "measure counted region note",
    "readings/second": "measure counted region note",
    "readings/first_measures": "note",
    "readings/second_measures": "note",
    "readings/first_sentences": "",
    "readings/second_sentences": "",
    "readings/first_asked": "note",
    "readings/second_asked": "note",
    "readings/agreement": "table second_reading reason",
    "readings/settled": "first second kept reason",
    "readings/settled_measures": "reason",
}
NOWHERE = {  # ids of the right form that the corpus does not have
    "briefing": "2019-01-01",
    "turn": "2020-10-23.t99",
    "sentence": "2020-10-23.t99.p1.s1",
    "exchange": "2020-10-23.q99",
    "claim": "2020-10-23.c999",
    "target": "g999",
    "reference": "r999",
    "discrepancy": "d999",
}
LISTED_NOWHERE = {
    "claims": "2020-10-23.c999",
    "sentences": "2020-10-23.t99.p1.s1",
    "against": "r999",
    "parts": "r999; r998",
    "answered_by": "2020-10-23.t99",
}
PLACE = re.compile(r"(annotations|tables)/[\w/]+\.csv, row \d+, \w+( and \w+)*: .+\.")
# A row that is gone has no row: what depends on it is named, or that the row was published.
PLACE_OF_WHAT_IS_GONE = re.compile(
    r"sources/[\d-]+\.txt, line \d+: .+\.|tables/\w+\.csv: .+ was published and is gone; .+\."
    r"|annotations/\w+\.csv, row 1: there is no row below it; .+\."  # the only one of a file
)
NO_ROW_TO_NAME = {("outlets", "labels")}  # without a label, only the line of the source is left


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A copy of the corpus."""
    home = tmp_path_factory.mktemp("columns") / "briefings"
    shutil.copytree(BRIEFINGS, home)
    return home


@pytest.fixture(scope="module")
def built():
    return build(BRIEFINGS)


@pytest.fixture
def damaged(home, built):
    """Writes rows into a file of the copy; afterwards all is as it was."""
    changed = []

    def put(name, rows):
        path = home / "annotations" / f"{name}.csv"
        file = io.StringIO()
        csv.writer(file, lineterminator="\n").writerows(rows)
        path.write_text(file.getvalue(), encoding="utf-8", newline="")
        changed.append(f"annotations/{name}.csv")

    yield put
    for path in changed:
        shutil.copy(BRIEFINGS / path, home / path)
    write(home, built)


def rows_of(name):
    text = (BRIEFINGS / "annotations" / f"{name}.csv").read_bytes().decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline="")))


def said_by_build(home):
    """The sentence that stops the build, or what does not hold in what it made."""
    try:
        write(home, build(home))
    except CorpusError as error:
        return [str(error)]
    return [problem for finding in broken(home) for problem in finding.problems]


def said_by_check(home):
    try:
        findings = examine(home)
    except CorpusError as error:
        return [str(error)]
    return [problem for finding in findings for problem in finding.problems]


def middle_of(rows):
    """The index of the row in the middle, which a spreadsheet calls one higher."""
    return len(rows) // 2


def with_field(rows, column, value):
    changed = [list(row) for row in rows]
    changed[middle_of(rows)][rows[0].index(column)] = value
    return changed


def damages_of(name):
    """Column, value, and whether the value is legal there."""
    free, optional = FREE[name].split(), FILES[name].may_be_empty.split()
    for column in FILES[name].columns.split():
        yield column, "Unknown thing", column in free
        if column not in optional:
            yield column, "", False
        nowhere = NOWHERE.get(TYPES.get(column), LISTED_NOWHERE.get(column))
        if nowhere:
            yield column, nowhere, False


def assert_named(name, column, value, said):
    """One sentence with file, row and column."""
    assert said, (column, value)
    for sentence in said:
        is_whole = PLACE.fullmatch(sentence) or PLACE_OF_WHAT_IS_GONE.fullmatch(sentence)
        assert is_whole, (column, value, sentence)
    row = middle_of(rows_of(name)) + 1
    is_key = column in FILES[name].key.split()
    own_row = f"annotations/{name}.csv, row {row}, "
    # A changed key is another row, so that what points to it may be named instead.
    assert is_key or said[0].startswith(own_row), (column, value, said)


def hold(name, damages, damaged, home):
    rows = rows_of(name)
    for column, value, is_legal in damages:
        damaged(name, with_field(rows, column, value))
        said = said_by_build(home)
        if is_legal:
            assert said == [], (column, value)
        else:
            assert_named(name, column, value, said)


def test_every_file_says_which_of_its_columns_are_free():
    assert FREE.keys() == FILES.keys()
    for name, columns in FREE.items():
        assert set(columns.split()) < set(FILES[name].columns.split())


@pytest.mark.sample(8)
@pytest.mark.parametrize("name", FILES)
def test_an_unknown_value_is_named_with_file_row_and_column(name, damaged, home):
    """Of columns that are not free."""
    damages = [each for each in damages_of(name) if each[1] == "Unknown thing" and not each[2]]
    assert damages
    hold(name, damages, damaged, home)


@pytest.mark.release
@pytest.mark.parametrize("name", FILES)
def test_any_damage_to_a_field_is_named_or_legal(name, damaged, home):
    hold(name, damages_of(name), damaged, home)


def twice_and_lost(name):
    """The rows of a file with one of them twice, and without it."""
    rows = rows_of(name)
    index = middle_of(rows)
    yield [*rows[: index + 1], rows[index], *rows[index + 1 :]]
    yield [*rows[:index], *rows[index + 1 :]]


@pytest.mark.sample(8)
@pytest.mark.parametrize("name", FILES)
def test_a_row_twice_and_a_row_lost_are_named(name, damaged, home):
    for changed in twice_and_lost(name):
        damaged(name, changed)
        said = said_by_build(home)
        assert said, name
        for sentence in said:
            assert PLACE.fullmatch(sentence) or PLACE_OF_WHAT_IS_GONE.fullmatch(sentence), sentence


@pytest.mark.sample(8)
@pytest.mark.parametrize("name", FILES)
def test_of_a_row_twice_and_a_row_lost_the_check_says_what_the_build_says(name, damaged, home):
    for changed in twice_and_lost(name):
        damaged(name, changed)
        said = said_by_build(home)
        assert said, name
        assert set(said) <= set(said_by_check(home))
