"""A press conference as a title page."""

from collections.abc import Iterator
from dataclasses import dataclass

from ..display import Block, Fact, Facts, Heading, Paragraph, Readable, Together
from .headings import presented
from .names import must_be
from .tables import read_table, source_of_briefing, table_by_id

NAME_WIDTH = 9  # characters; the longest name is "Speakers"


@dataclass(frozen=True, repr=False)
class Briefing(Readable):
    """One press conference; in a notebook it shows as a title page."""

    briefing: str
    title: str
    title_zh: str
    series: str
    host: str
    place: str
    start_time: str
    url: str
    source_file: str
    speakers: tuple[str, ...]
    words: int
    turns: int
    questions: int
    source_folder: str

    def blocks(self) -> tuple[Block, ...]:
        titles = Together((Heading(self.title, level=3), Paragraph(self.title_zh)))
        return (titles, Facts(tuple(self._facts()), NAME_WIDTH))

    def _facts(self) -> Iterator[Fact]:
        yield Fact("Date", f"{self.briefing}, {self.start_time}, {self.place}")
        yield Fact("Host", self.host)
        yield Fact("Series", self.series)
        yield from self._people()
        words = f"{self.words:,} words in {self.turns} turns"
        yield Fact("Length", f"{words}; {self.questions} questions")
        yield Fact("Source", f"{self.source_folder}/{self.source_file}")
        yield Fact("Page", self.url)

    def _people(self) -> Iterator[Fact]:
        for number, speaker in enumerate(self.speakers):
            yield Fact("Speaker" if number else "Speakers", speaker)


def briefing(briefing: str) -> Briefing:
    """One press conference, with who spoke and how long; in a notebook, a title page.

    Parameters
    ----------
    briefing : the id of a briefing, which is its date.

    Raises
    ------
    UnknownName : when there is no such briefing; the message names the nearest.

    >>> briefing("2023-03-01").questions
    8
    """
    table = table_by_id("briefings")
    must_be(briefing, table.index, f"There is no briefing {briefing!r}")
    row = table.loc[briefing]
    return Briefing(
        briefing=briefing,
        title=row["title"],
        title_zh=row["title_zh"],
        series=row["series"],
        host=row["host"],
        place=row["place"],
        start_time=row["start_time"],
        url=row["url"],
        source_file=row["source_file"],
        speakers=tuple(_people_of(briefing)),
        words=int(row["words"]),
        turns=int(row["turns"]),
        questions=int(row["questions"]),
        source_folder=source_of_briefing(briefing).folder,
    )


def _people_of(briefing: str) -> list[str]:
    speakers = read_table("speakers")
    people = speakers[speakers.briefing == briefing]
    return [presented(person) for person in people.to_dict("records")]
