"""Coverage-guided fuzzing of cleaning: pages that are changed until they reach new code.

Not a test: atheris has to be installed by hand (``pip install atheris``). Then, with a folder that
the fuzzer may fill, begun with some pages:

    PYTHONPATH=lib python tests/cleaning/fuzz_pages.py FOLDER -max_total_time=600

It stops at the first text that raises something else than our own errors, or that is lost.
"""

import sys

import atheris

with atheris.instrument_imports(include=["briefingroom.cleaning"]):
    from briefingroom.cleaning.cleaning import decide
    from briefingroom.cleaning.quantities import quantities_in
    from briefingroom.cleaning.understanding import understand

LONGEST = 4000  # characters


def one_page(data: bytes) -> None:
    """Clean one text: nothing of it is lost, and every numeral can be read."""
    text = atheris.FuzzedDataProvider(data).ConsumeUnicodeNoSurrogates(LONGEST)
    cleaned = decide(understand(text, "2024-01-19"), None)
    at = 0
    for stretch in cleaned.source_map:
        assert stretch.start == at, (stretch, at)
        at = stretch.end
    assert at == len(text)
    quantities_in(text)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_page)
    atheris.Fuzz()
