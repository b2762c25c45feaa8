"""The pages of what stands outside the sources: a dated statement, and a work to read."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from ..corpus.context import GENERAL
from ..corpus.tables import read_table
from ..display import Block, Fact, Facts, Paragraph, Readable
from ..ids import ids_listed
from .layout import FACTS_WIDTH, page_title


@dataclass(frozen=True, repr=False)
class ContextPage(Readable):
    """A dated statement from outside the sources as a page.

    Attributes
    ----------
    id, kind : the id, and ``context``.
    date : the day, or the first of several.
    end_date : the last day; None where it was one.
    what : the statement.
    sort : plan, law, measure, event, person or briefing.
    subject, subject_name : what it concerns, and in words.
    publisher, document, url, basis, note : the record that was seen.
    """

    id: str
    kind: str
    date: datetime.date
    end_date: datetime.date | None
    what: str
    sort: str
    subject: str
    subject_name: str
    publisher: str
    document: str
    url: str
    basis: str
    note: str

    def blocks(self) -> tuple[Block, ...]:
        return (
            page_title(days_in_words(self.date, self.end_date), "Outside the source:", self.id),
            Paragraph(self.what),
            Facts(tuple(self._facts()), FACTS_WIDTH),
        )

    def _facts(self) -> Iterator[Fact]:
        yield Fact("Kind", self.sort)
        yield Fact("Subject", self.subject_name)
        yield Fact("Publisher", self.publisher)
        yield Fact("Document", self.document)
        yield Fact("Address", self.url)
        yield Fact("Basis", self.basis)
        yield Fact("Note", self.note)


@dataclass(frozen=True, repr=False)
class ReadingPage(Readable):
    """A work to read as a page.

    Attributes
    ----------
    id, kind : the id, and ``reading``.
    author, title, publisher, url : of the work.
    year : None where it was not seen.
    argues : what it argues.
    subjects : what it is about.
    basis, note : what was seen of it.
    """

    id: str
    kind: str
    author: str
    year: int | None
    title: str
    publisher: str
    argues: str
    subjects: tuple[str, ...]
    url: str
    basis: str
    note: str

    def blocks(self) -> tuple[Block, ...]:
        return (
            page_title(self.title, "Work to read", self.id),
            Paragraph(self.argues),
            Facts(tuple(self._facts()), FACTS_WIDTH),
        )

    def _facts(self) -> Iterator[Fact]:
        yield Fact("Author", self.author)
        yield Fact("Year", str(self.year or ""))
        yield Fact("Publisher", self.publisher)
        yield Fact("Address", self.url)
        yield Fact("Subjects", ", ".join(self.subjects))
        yield Fact("Basis", self.basis)
        yield Fact("Note", self.note)


def context_page(id: str) -> ContextPage:
    """The page of a statement that there is.

    >>> page = context_page("x002")
    >>> page.date.year, page.sort, page.subject_name
    (2015, 'plan', 'Size and strength of manufacturing')
    """
    row = read_table("context").set_index("context").loc[id]
    return ContextPage(
        id=id,
        kind="context",
        date=row.date.date(),
        end_date=_day_or_none(row.end_date),
        what=row.what,
        sort=row.kind,
        subject=row.subject,
        subject_name=name_of_subject(row.subject),
        publisher=row.publisher,
        document=row.document,
        url=row.url,
        basis=row.basis,
        note=row.note,
    )


def reading_page(id: str) -> ReadingPage:
    """The page of a work that there is.

    >>> reading_page("w01").author, reading_page("w01").year
    ('Barry Naughton', 2021)
    """
    row = read_table("further_reading").set_index("reading").loc[id]
    return ReadingPage(
        id=id,
        kind="reading",
        author=row.author,
        year=year_or_none(row.year),
        title=row.title,
        publisher=row.publisher,
        argues=row.argues,
        subjects=tuple(name_of_subject(subject) for subject in ids_listed(row.subjects)),
        url=row.url,
        basis=row.basis,
        note=row.note,
    )


def days_in_words(first: datetime.date, last: datetime.date | None) -> str:
    """A day, or the first and the last of several.

    >>> days_in_words(datetime.date(2022, 10, 7), None)
    '2022-10-07'
    >>> days_in_words(datetime.date(2015, 12, 18), datetime.date(2015, 12, 21))
    '2015-12-18 to 2015-12-21'
    """
    return f"{first:%Y-%m-%d} to {last:%Y-%m-%d}" if last else f"{first:%Y-%m-%d}"


def days_of_row(row: Any) -> str:
    """The day or the days of a row of `context`, in words."""
    return days_in_words(row.date.date(), _day_or_none(row.end_date))


def name_of_subject(subject: str) -> str:
    """A subject in words.

    >>> name_of_subject("general"), name_of_subject("rare_earths")
    ('all subjects', 'Rare earths')
    """
    if subject == GENERAL:
        return "all subjects"
    return read_table("themes").set_index("theme").name[subject]


def year_or_none(year: Any) -> int | None:
    """The year of a work; None where it was not seen."""
    return None if pd.isna(year) else int(year)


def _day_or_none(day: Any) -> datetime.date | None:
    return None if pd.isna(day) else day.date()
