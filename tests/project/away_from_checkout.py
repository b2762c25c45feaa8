"""What an installed package must do where there is no checkout; run by the tests of the wheel.

Prints the folder of the package as its last line. It writes only where it is told to.
"""

import tempfile
from pathlib import Path

import briefingroom as br


def try_tables() -> None:
    assert len(br.briefings()) == 5
    assert len(br.claims()) > 600
    for table in ("turns", "sentences", "indicators", "references", "targets", "context"):
        assert len(getattr(br, table)()), table


def try_answers() -> None:
    assert "5G" in repr(br.where("2023-04-20.c018"))
    assert "Briefing Room" in br.cite("r354")
    assert len(br.concordance("self-reliance"))
    assert len(br.audit())


def try_chart(folder: Path) -> None:
    br.use_style()
    br.plot_series("5g_base_stations").figure.savefig(folder / "chart.png")
    assert (folder / "chart.png").stat().st_size > 10_000


def try_own_briefing(folder: Path) -> None:
    added = br.add(br.invented_briefing(), into=folder / "mine")
    mine = br.collection(folder / "mine")
    assert added.id in list(mine.briefings().briefing)


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        try_tables()
        try_answers()
        try_chart(Path(folder))
        try_own_briefing(Path(folder))
    print(Path(br.__file__).parent)


if __name__ == "__main__":
    main()
