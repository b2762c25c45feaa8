"""The benchmarks run to their end: what nobody runs breaks without a word."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"
SMALL = {"bench_large.py": ["20"], "bench_peers.py": ["20"]}  # briefings; the others have no number


@pytest.mark.release
@pytest.mark.parametrize(
    "script", sorted(BENCHMARKS.glob("bench_*.py")), ids=lambda script: script.stem
)
def test_it_measures_all_that_it_says(script):
    environment = os.environ | {"PYTHONPATH": str(BENCHMARKS.parents[1] / "lib")}
    run = subprocess.run(
        [sys.executable, script, *SMALL.get(script.name, [])],
        capture_output=True,
        text=True,
        env=environment,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    assert "not measured" not in run.stdout
