"""Whatever a spreadsheet or a hand does to a table is named, by `build` and by `check` alike."""

import csv
import io
import re
import shutil
from itertools import cycle

import pytest

from briefingroom.corpus.tables import HOME as BRIEFINGS
from briefingroom.errors import CorpusError
from briefingroom.files.columns import ID_KINDS
from briefingroom.files.damage import damage_in
from briefingroom.maintain import check as checking
from briefingroom.maintain.annotation_files import FILES, columns_of_annotations, read_package
from briefingroom.maintain.annotations import read_annotations, read_folder
from briefingroom.maintain.build import build
from briefingroom.maintain.check import examine, reproducible
from briefingroom.maintain.cli import main
from briefingroom.maintain.findings import Corpus

pytestmark = pytest.mark.usefixtures("remembered")
PACKAGE = read_package(BRIEFINGS)
TABLES = {resource["path"]: resource for resource in PACKAGE["resources"]}
WRONG = {  # by type of column: what programs make of its values
    "number": ["2.45E+13", "1,26", "1,234", "24.54 trillion", "TRUE", "nan", "１２"],
    "integer": ["8.0", "1e1", "08", "-1", "²"],
    "date": ["2020/10/23", "23.10.2020", "44127", "2020-13-01", "20201023"],
    "period": ["2020/10/23", "Jun-20", "44127", "2020-13", "2021/2020"],
    "list": ["a;b", "a; ", "; a", "a;; b"],
    "chinese": ["???", "industry", "工?化"],
    "pinyin": ["x?nxíng"],
    "address": ["www.stats.gov.cn", "https://a b"],
    "time": ["10:00:00", "9:00", "0.416666667"],
    **{kind: ["2020/10/23", "r1", "2020-10-23.t1", "44127", "1"] for kind in [*ID_KINDS, "id"]},
}


def parsed(text):
    return list(csv.reader(io.StringIO(text, newline="")))


def as_csv(rows, **form):
    file = io.StringIO()
    csv.writer(file, lineterminator="\n", **form).writerows(rows)
    return file.getvalue()


def replaced(rows, number, column, value):
    """The rows with one field changed; the number of the row is that of a spreadsheet."""
    changed = [list(row) for row in rows]
    changed[number - 1][rows[0].index(column)] = value
    return changed


def without(rows, index):
    return [[*row[:index], *row[index + 1 :]] for row in rows]


def opened_as(encoding):
    """What a program writes that takes UTF-8 for another encoding."""
    return lambda text: text.encode("utf-8").decode(encoding, "replace").encode("utf-8")


DAMAGE = {
    "UTF-16": lambda text: text.encode("utf-16"),
    "UTF-16 without mark": lambda text: text.encode("utf-16-le"),
    "semicolons": lambda text: as_csv(parsed(text), delimiter=";").encode(),
    "tabs": lambda text: as_csv(parsed(text), delimiter="\t").encode(),
    "NUL": lambda text: text.replace("e", "\0", 1).encode(),
    "NUL at the end": lambda text: text.encode() + b"\0\0",
    "empty": lambda text: b"",
    "mark only": lambda text: b"\xef\xbb\xbf",
    "short row": lambda text: as_csv([*parsed(text)[:-1], parsed(text)[-1][:-1]]).encode(),
    "long row": lambda text: as_csv([*parsed(text)[:-1], [*parsed(text)[-1], "x"]]).encode(),
    "cut off": lambda text: text.rstrip("\n").rpartition(",")[0].encode(),
    "open quotation mark": lambda text: text.replace("\n", '\n"', 1).encode(),
    "names twice": lambda text: as_csv([parsed(text)[0], *parsed(text)]).encode(),
    "names lost": lambda text: text.partition("\n")[2].encode(),
    "extra column": lambda text: as_csv([[*row, "x"] for row in parsed(text)]).encode(),
    "column without name": lambda text: as_csv(
        [[*row, "x" if number else ""] for number, row in enumerate(parsed(text))]
    ).encode(),
}
OF_ANNOTATIONS = {  # what only concerns what people write
    "rows lost": lambda text: text.partition("\n")[0].encode(),
    "empty row": lambda text: text.replace("\n", "\n\n", 1).encode(),
    "row of commas": lambda text: text.replace("\n", "\n,,\n", 1).encode(),
}
OF_LETTERS = {  # what only changes what is not ASCII
    "GBK": lambda text: text.encode("gb18030"),
    "cp1252": lambda text: text.encode("cp1252", "replace"),
    "ASCII": lambda text: text.encode("ascii", "replace"),
    "opened as cp1252": opened_as("cp1252"),
    "opened as Latin-1": opened_as("latin-1"),
    "opened as GBK": opened_as("gbk"),
}
HARMLESS = {
    "mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "line ends of Windows": lambda text: text.replace("\n", "\r\n").encode(),
    "line ends of old": lambda text: text.replace("\n", "\r").encode(),
    "everything quoted": lambda text: as_csv(parsed(text), quoting=csv.QUOTE_ALL).encode(),
    "empty rows at the end": lambda text: (text + "\n\n,,,\n").encode(),
    "empty columns": lambda text: as_csv([[*row, "", ""] for row in parsed(text)]).encode(),
    "no last line end": lambda text: text.rstrip("\n").encode(),
    "columns in another order": lambda text: as_csv([row[::-1] for row in parsed(text)]).encode(),
}


@pytest.fixture(scope="module")
def spoiled(tmp_path_factory):
    """A copy of the corpus, and a function that spoils a file of it and mends the one before."""
    home = tmp_path_factory.mktemp("damaged") / "briefings"
    shutil.copytree(BRIEFINGS, home)
    last = []

    def spoil(path, data):
        mend()
        last.append(path)
        (home / path).write_bytes(data)

    def mend():
        while last:
            shutil.copy(BRIEFINGS / last[-1], home / last.pop())

    spoil.home = home
    spoil.mend = mend
    return spoil


@pytest.fixture(scope="module")
def built():
    return build(BRIEFINGS)


def refused(home, work=build):
    """The sentence with which the corpus is refused; empty when it is not."""
    try:
        work(home)
    except CorpusError as error:
        return str(error)
    return ""


def read(path):
    return (BRIEFINGS / path).read_bytes().decode("utf-8")


def is_a_sentence(said):
    return said.endswith(".") and "\n" not in said and "Traceback" not in said


@pytest.mark.parametrize("name", FILES)
def test_damage_to_a_whole_file_of_annotations_is_named(spoiled, name):
    path = f"annotations/{name}.csv"
    text = read(path)
    kinds = DAMAGE | OF_ANNOTATIONS
    if not text.isascii():
        kinds = kinds | OF_LETTERS
    for kind, damage in kinds.items():
        spoiled(path, damage(text))
        said = refused(spoiled.home, lambda home: read_annotations(home, name))
        assert said.startswith(path), (kind, said)
        assert is_a_sentence(said), (kind, said)
    spoiled.mend()


@pytest.mark.parametrize("name", FILES)
def test_each_column_of_annotations_is_needed_once_and_under_its_name(spoiled, name):
    path = f"annotations/{name}.csv"
    rows = parsed(read(path))

    def reading(home):
        return read_annotations(home, name)

    for index, column in enumerate(rows[0]):
        spoiled(path, as_csv(without(rows, index)).encode())
        assert re.match(f"{path}, row 1: .*'{column}' is missing", refused(spoiled.home, reading))
        spoiled(path, as_csv([[*row, row[index]] for row in rows]).encode())
        assert f"{path}, row 1: the column '{column}' is there twice" in refused(
            spoiled.home, reading
        )
        spoiled(path, as_csv(replaced(rows, 1, column, column.title())).encode())
        said = refused(spoiled.home, reading)
        assert f"{path}, row 1: there is no column '{column.title()}'" in said
        assert f"the nearest name is '{column}'" in said
    spoiled.mend()


def spoiled_fields(name):
    """Each column of a file, with values that cannot stand there."""
    optional = FILES[name].may_be_empty.split()
    for column in columns_of_annotations(name, PACKAGE["resources"]):
        values = [*WRONG.get(column.type, []), "#NAME?", "#REF!", "########", "wh?t", "??"]
        values += ["two\nlines", "soft\xadhyphen", "no\xa0break", "zero\u200bwidth", "\x1b[31m"]
        values += [" blank", "blank ", "\ufffd"]
        if column.enum:
            unknown = (column.enum[0].upper() + "!", "none", "other")
            values += [value for value in unknown if value not in column.enum]
        if column.name not in optional:
            values.append("")
        yield from ((column.name, value) for value in values)


FEW = 8  # rows, below the names of the columns: a field is looked at for itself


@pytest.mark.sample(8)
@pytest.mark.parametrize("most", [FEW, pytest.param(None, marks=pytest.mark.release)])
@pytest.mark.parametrize("name", FILES)
def test_a_field_that_cannot_be_right_is_named_with_row_and_column(spoiled, name, most):
    path = f"annotations/{name}.csv"
    rows = parsed(read(path))[: most and most + 1]
    number = len(rows)
    for column, value in spoiled_fields(name):
        spoiled(path, as_csv(replaced(rows, number, column, value)).encode())
        said = refused(spoiled.home, lambda home: read_annotations(home, name))
        assert said.startswith(f"{path}, row {number}, {column}: "), (value, said)
        assert is_a_sentence(said), (value, said)
    spoiled.mend()


@pytest.mark.parametrize("name", [name for name, file in FILES.items() if file.key])
def test_a_row_that_is_there_twice_is_named_with_both_places(spoiled, name):
    path = f"annotations/{name}.csv"
    rows = parsed(read(path))
    spoiled(path, as_csv([*rows, rows[1]]).encode())
    said = refused(spoiled.home, lambda home: read_annotations(home, name))
    spoiled.mend()
    assert said.startswith(f"{path}, row {len(rows) + 1}, ")
    assert "is in row 2 too" in said


@pytest.mark.parametrize("kind", HARMLESS)
def test_what_changes_no_field_changes_no_byte(corpus, built, kind):
    for name in FILES:
        path = f"annotations/{name}.csv"
        (corpus / path).write_bytes(HARMLESS[kind](read(path)))
    assert build(corpus) == built


@pytest.mark.parametrize(
    "file, column, value, place",
    [
        ("speakers", "briefing", "2020-10-24", "briefing: there is no briefing '2020-10-24'"),
        ("repairs", "briefing", "2023-03-02", "briefing: there is no briefing '2023-03-02'"),
        ("indicators", "theme", "chip", "theme: there is no 'chip' in this corpus; .* 'chips'"),
        ("subjects", "theme", "chip", "theme: there is no 'chip' in this corpus"),
        ("unlabelled_questions", "outlet", "CNN", "outlet: name it where it is recovered"),
        ("unparsed_quotes", "claim", "2023-04-20.c999", "claim: there is no '2023-04-20.c999'"),
        ("relations", "claim", "2023-04-20.c999", "claim: there is no '2023-04-20.c999'"),
        ("relations", "parts", "r001; r999", "parts: there is no 'r999'"),
        ("discrepancies", "claims", "2023-04-20.c999", "claims: there is no '2023-04-20.c999'"),
        ("targets", "outcome_claim", "2023-04-20.c999", "outcome_claim: there is no"),
        ("targets", "target", "g99", "target: 'g99' stands where number 1 belongs"),
        ("references", "reference", "r02", "reference: 'r02' is no id"),
        ("sentence_sample", "sentence", "2020-10-23.t01.p9.s9", "sentence: there is no"),
        ("readings/second", "sentence", "2020-10-23.t01.p9.s9", "sentence: there is no"),
        ("briefings", "briefing", "2024-01-01", "briefing: '2021-03-01' stands below"),
        ("briefings", "printed", "Oct. 24", "printed: 'Oct. 24' is not in the source"),
        ("speakers", "printed", "Ms. Nobody", "printed: 'Ms. Nobody' is not in the source"),
        ("outlets", "labels", "Asahi Shimbun", "labels: 'Asahi Shimbun' is a label of"),
    ],
)
def test_what_points_nowhere_is_named_with_row_and_column(spoiled, file, column, value, place):
    path = f"annotations/{file}.csv"
    rows = parsed(read(path))
    spoiled(path, as_csv(replaced(rows, 2, column, value)).encode())
    said = refused(spoiled.home)
    spoiled.mend()
    assert re.match(rf"{path}, row \d+, {place}", said), said
    assert is_a_sentence(said)


def test_a_lost_row_of_numbered_ids_is_seen(spoiled):
    path = "annotations/references.csv"
    lines = read(path).split("\n")
    spoiled(path, "\n".join([*lines[:50], *lines[51:]]).encode())
    said = refused(spoiled.home)
    spoiled.mend()
    assert said.startswith(f"{path}, row 51, reference: 'r053' stands where number 52 belongs")


def test_a_file_that_nothing_reads_is_named(corpus):
    shutil.copy(corpus / "annotations" / "claims.csv", corpus / "annotations" / "claims (1).csv")
    said = refused(corpus, read_folder)
    assert said.startswith("annotations/claims (1).csv is no file of annotations")
    assert "the nearest is 'claims'" in said


@pytest.mark.sample(8)
@pytest.mark.parametrize(
    "name, kind", [(name, list(DAMAGE)[i % len(DAMAGE)]) for i, name in enumerate(FILES)]
)
def test_the_check_names_damaged_annotations_as_the_build_does(spoiled, capsys, name, kind):
    path = f"annotations/{name}.csv"
    spoiled(path, DAMAGE[kind](read(path)))
    said = refused(spoiled.home)
    status = main(["--briefings", str(spoiled.home), "check"])
    spoiled.mend()
    printed = capsys.readouterr()
    assert status == 1
    assert said in printed.out + printed.err


# --- the tables that are built


def named_by_check(home):
    """What the check says against the corpus."""
    try:
        findings = examine(home)
    except CorpusError as error:
        return [str(error)]
    return [problem for finding in findings for problem in finding.problems]


def kinds_for_table(path):
    """A third of the kinds of damage for each table: all of them would take minutes."""
    kinds = {**DAMAGE, "mark": HARMLESS["mark"], "rows lost": OF_ANNOTATIONS["rows lost"]}
    return list(kinds.items())[list(TABLES).index(path) % 3 :: 3]


@pytest.mark.sample(6)
@pytest.mark.parametrize("path", TABLES)
def test_damage_to_a_built_table_is_named_by_the_check(spoiled, built, monkeypatch, path):
    monkeypatch.setattr(checking, "build", lambda home: built)
    text = read(path)
    for kind, damage in kinds_for_table(path):
        spoiled(path, damage(text))
        said = named_by_check(spoiled.home)
        spoiled.mend()
        assert any(problem.startswith(path) for problem in said), (kind, said)
        assert all(map(is_a_sentence, said)), (kind, said)


def named_by_building_again(home):
    """What the last invariant of the check says against the corpus, or why it cannot be read."""
    try:
        return reproducible(Corpus(home)).problems
    except CorpusError as error:
        return [str(error)]


def test_the_check_builds_again():
    """So that it says all that its last invariant says."""
    assert examine(BRIEFINGS)[-1] == reproducible(Corpus(BRIEFINGS))


@pytest.mark.sample(6)
@pytest.mark.parametrize(
    "named", [named_by_building_again, pytest.param(named_by_check, marks=pytest.mark.release)]
)
@pytest.mark.parametrize("path", TABLES)
def test_a_field_changed_in_a_built_table_is_named_with_row_and_column(
    spoiled, built, monkeypatch, path, named
):
    monkeypatch.setattr(checking, "build", lambda home: built)
    rows = parsed(read(path))
    number = len(rows) // 2 + 1
    for column, value in zip(rows[0], cycle(["44127", "x", "2.45E+13"]), strict=False):
        spoiled(path, as_csv(replaced(rows, number, column, value)).encode())
        said = named(spoiled.home)
        place = re.compile(rf"{path}, (row {number}, {column}: |.*\(row {number}, {column}\))")
        assert any(map(place.match, said)), (column, value, said)
    spoiled.mend()


def test_the_build_says_which_table_was_changed_by_hand_and_makes_it_again(corpus, rewrite, capsys):
    rewrite("tables/speakers.csv", "Wen Ku", "Wen Gu")
    assert main(["--briefings", str(corpus), "build"]) == 0
    printed = capsys.readouterr().out
    assert (
        "tables/speakers.csv, row 5, speaker: was changed by hand and is as built again" in printed
    )
    assert (corpus / "tables/speakers.csv").read_bytes() == read("tables/speakers.csv").encode()


def test_the_build_says_what_does_not_hold_when_a_row_of_annotations_is_lost(corpus, capsys):
    path = corpus / "annotations" / "other_numerals.csv"
    lines = path.read_text(encoding="utf-8").split("\n")
    path.write_text("\n".join([lines[0], *lines[2:]]), encoding="utf-8", newline="")
    assert main(["--briefings", str(corpus), "build"]) == 1
    printed = capsys.readouterr().out
    assert "tables/other_numerals.csv: 767 rows, 768 before" in printed
    assert "BROKEN No number unaccounted" in printed
    assert "2020-10-23.t01.p1.s3: '13' at 11 is covered 0 times, not once." in printed


@pytest.mark.parametrize("data", [b"", b"{", b"\xff\xfe{\0}\0"])
def test_a_damaged_description_of_the_tables_is_named(corpus, capsys, data):
    (corpus / "datapackage.json").write_bytes(data)
    for command in ("build", "check"):
        assert main(["--briefings", str(corpus), command]) == 1
        assert "datapackage.json cannot be read as JSON in UTF-8" in capsys.readouterr().err


def test_a_folder_in_place_of_a_file_is_named(corpus, capsys):
    (corpus / "annotations" / "acts.csv").unlink()
    (corpus / "annotations" / "acts.csv").mkdir()
    assert main(["--briefings", str(corpus), "check"]) == 1
    assert "annotations/acts.csv cannot be read (Is a directory)" in capsys.readouterr().out


@pytest.mark.parametrize(
    "text",
    ["What will be your benchmarks?", "café", "“十三五”工业", "21% – 5G", "一", "联通", "#1"],
)
def test_what_people_write_is_no_damage(text):
    assert damage_in(text) == ""
