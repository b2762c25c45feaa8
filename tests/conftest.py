"""What several tests share."""

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
BRIEFINGS = ROOT / "briefings"


@pytest.fixture
def corpus(tmp_path):
    """A copy of the corpus that a test may spoil."""
    home = tmp_path / "briefings"
    shutil.copytree(BRIEFINGS, home)
    return home
