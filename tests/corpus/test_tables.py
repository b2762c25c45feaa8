"""The tables: fresh at every call, refused when not whole, valid for other programs too."""

import json
import subprocess
import sys
import textwrap

import frictionless
import pandas as pd
import pytest

import briefingroom as br
from briefingroom.corpus import tables
from briefingroom.errors import CorpusError

PACKAGE = json.loads((tables.HOME / "datapackage.json").read_text(encoding="utf-8"))
NAMES = [resource["name"] for resource in PACKAGE["resources"]]


@pytest.mark.parametrize("name", NAMES)
def test_each_resource_is_a_function_with_the_columns_of_its_schema(name):
    resource = next(r for r in PACKAGE["resources"] if r["name"] == name)
    assert list(getattr(br, name)().columns) == [
        field["name"] for field in resource["schema"]["fields"]
    ]


@pytest.mark.parametrize("name", NAMES)
def test_changing_a_table_never_changes_the_next_one(name):
    table = getattr(br, name)()
    before = table.to_json(date_format="iso")
    for column in table:
        if isinstance(table[column].iloc[0], list):
            table[column].iloc[0].append("spoiled")
    table.iloc[:, 0] = "spoiled"
    assert getattr(br, name)().to_json(date_format="iso") != table.to_json(date_format="iso")
    assert getattr(br, name)().to_json(date_format="iso") == before


def test_text_that_is_not_there_is_empty_and_never_a_missing_value():
    for name in NAMES:
        table = getattr(br, name)()
        for column in table.select_dtypes("str"):
            assert table[column].notna().all(), (name, column)


def test_the_data_package_is_valid_for_frictionless(monkeypatch):
    monkeypatch.chdir(tables.HOME)  # a bracket in the name of a folder is a pattern to frictionless
    report = frictionless.validate("datapackage.json")
    errors = [error.message for task in report.tasks for error in task.errors]
    assert report.valid, errors[:5]


def test_frictionless_would_notice_a_broken_key(corpus, monkeypatch):
    monkeypatch.chdir(corpus)
    turns = corpus / "tables" / "turns.csv"
    turns.write_text(
        turns.read_text(encoding="utf-8").replace(",Reuters,", ",Rueters,"), encoding="utf-8"
    )
    assert not frictionless.validate("datapackage.json").valid


def test_importing_defines_names_and_does_nothing_else():
    code = textwrap.dedent("""
        import builtins, io, pathlib, sys
        opened = []
        real = io.open
        def spy(file, *more, **named):
            opened.append(str(file))
            return real(file, *more, **named)
        import pandas
        builtins.open = io.open = spy
        import briefingroom
        drawing = {"seaborn", "matplotlib", "ipywidgets", "IPython"}
        heavy = (drawing | {"sentencex", "nbformat"}) & set(sys.modules)
        assert not heavy, heavy
        assert not [name for name in opened if name.endswith((".csv", ".json", ".txt"))], opened
    """)
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_every_public_name_is_there_once_and_in_order():
    assert all(hasattr(br, name) for name in br.__all__)
    assert br.__all__ == sorted(set(br.__all__))


def refused(home, monkeypatch):
    """The message with which the library refuses the corpus below `home`."""
    monkeypatch.setattr(tables, "HOME", home)
    for cached in (tables.resources, tables.read_table):
        cached.cache_clear()
    try:
        with pytest.raises(CorpusError) as error:
            br.turns()
        return str(error.value)
    finally:
        for cached in (tables.resources, tables.read_table):
            cached.cache_clear()


def test_a_table_edited_by_hand_is_refused(corpus, monkeypatch):
    path = corpus / "tables" / "turns.csv"
    path.write_bytes(path.read_bytes().replace(b"Reuters", b"Rooters"))
    assert "tables/turns.csv was changed after it was built; run `briefingroom check`" in refused(
        corpus, monkeypatch
    )


def test_a_missing_table_is_refused(corpus, monkeypatch):
    (corpus / "tables" / "turns.csv").unlink()
    assert "tables/turns.csv is missing; run `briefingroom build`" in refused(corpus, monkeypatch)


@pytest.mark.parametrize(
    "spoil", [lambda p: p.unlink(), lambda p: p.write_bytes(p.read_bytes()[:9000])]
)
def test_half_a_corpus_is_never_handed_out(corpus, monkeypatch, spoil):
    spoil(corpus / "sources" / "2022-06-14.txt")
    assert "sources/2022-06-14.txt is missing or is not the file" in refused(corpus, monkeypatch)


def test_dates_are_dates():
    assert br.briefings().date.dt.year.tolist() == [2020, 2021, 2022, 2023, 2023]
    assert pd.api.types.is_integer_dtype(br.sentences().source_start)
