"""What the tests of adding share: small transcripts, and a collection that is nobody's own."""

import pytest

SPEECH = (
    "Good morning, and thank you for coming. Output of lamps rose by 12.5% in 2023, and 41 "
    "factories in three provinces make them."
)
PAGE = f"""Invented briefing on lamps
Xincheng | 10 a.m. January 19, 2024

Speakers:

Ms. Lan Qiuhe, vice minister of lamps

Chairperson:

Ms. Mei Anran, spokesperson of the Information Office

Date:

January 19, 2024

Mei Anran:

Ladies and gentlemen, good morning. Welcome to this press conference. The floor is Ms. Lan's.

Lan Qiuhe:

{SPEECH}

Mei Anran:

Thank you. The floor is open. Please identify your news outlet before asking questions.

Harbour Daily:

How many lamps were sold in the first quarter, and what will the ministry do next?

Lan Qiuhe:

Thank you for your question. We sold 3.2 million lamps .That is between 5% and 7% of the total.

Mei Anran:

Today's press conference is concluded here. Thank you, everyone. Goodbye.

/2    Group photo
"""


@pytest.fixture(autouse=True)
def own_folder(tmp_path, monkeypatch):
    """The collection that is used if none is named; never that of whoever runs the tests."""
    folder = tmp_path / "own collection"
    monkeypatch.setenv("BRIEFINGROOM_COLLECTION", str(folder))
    return folder


@pytest.fixture
def page():
    """The text of a small transcript."""
    return PAGE


@pytest.fixture
def given(tmp_path):
    """A function that writes a file and gives its path."""

    def write(content=PAGE, name="page.txt"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write
