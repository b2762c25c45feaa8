"""A collection of a hundred made-up briefings, in memory and large, made once."""

import importlib.util
import sys
from pathlib import Path

import pytest

import briefingroom as br
from briefingroom.large import building

HUNDRED = 100
OF_A_PORTION = 40  # so that there are several, and the last is smaller


@pytest.fixture(scope="session")
def made_up():
    """The module that makes folders of made-up briefings."""
    path = Path(__file__).resolve().parent / "made_up.py"
    spec = importlib.util.spec_from_file_location("made_up", path)
    module = importlib.util.module_from_spec(spec)
    sys.modules["made_up"] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def hundred(made_up, tmp_path_factory):
    """The folder of a hundred made-up briefings."""
    return made_up.made_up_collection(tmp_path_factory.mktemp("large") / "hundred", HUNDRED)


@pytest.fixture(scope="session")
def in_memory(hundred):
    """The ordinary collection of the hundred."""
    return br.collection(hundred)


@pytest.fixture(scope="session")
def large(hundred):
    """The large collection of the hundred."""
    pytest.importorskip("duckdb", reason="NOT TRIED: duckdb is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "BRIEFINGS", OF_A_PORTION)
        return br.collection(hundred, large=True)


@pytest.fixture
def twelve(collection_folders, tmp_path):
    """A folder of twelve briefings with decided claims, that a test may spoil."""
    return collection_folders.added_collection(tmp_path / "twelve", 12)
