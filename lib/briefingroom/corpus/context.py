"""What stands outside the sources: dated statements and works to read, by subject."""

from collections.abc import Collection, Sequence

import pandas as pd

from ..ids import ids_listed
from .names import must_be
from .tables import read_table

GENERAL = "general"  # the subject of what concerns all
BRIEFING_ITSELF = "briefing"  # the kind of the five rows that are the source
TIMELINE = "timeline"  # what concerns all, and the turning points of single subjects
OVERVIEW = "overview"  # ten days that many lessons come back to, and the five briefings
TEN_DAYS = "x002 x005 x019 x028 x032 x041 x068 x074 x080 x096".split()
TURNING_POINTS = (
    "x002 x005 x021 x029 x034 x038 x044 x050 x051 x074 x080 x096 x099 x100 x103 x106 x109"
).split()


def context(subject: str | Sequence[str] | None = None) -> pd.DataFrame:
    """Dated statements from outside the sources: plans, laws, measures, events, persons.

    Each is in our own words and has a record, which was seen as a stored copy. The five briefings
    are among them, so that one sees what came before and after.

    Parameters
    ----------
    subject : a theme, ``"general"`` (what concerns all), ``"timeline"`` (that, and the turning
        points of single subjects), ``"overview"`` (ten days of these, and the briefings), the name
        of a lesson (all its themes), or several of these; everything if none is given.

    Returns
    -------
    DataFrame : context (id), date, end_date (missing where it was one day), subject, what, kind
        (plan, law, measure, event, person, briefing), publisher, document, url, basis (what kind of
        record was seen), note (what rests on another record); in order of time.

    Raises
    ------
    UnknownName : when there is no such subject; the message names the nearest.

    >>> chips = context("chips")
    >>> chips.publisher[chips.date == "2022-10-07"].tolist()
    ['Bureau of Industry and Security']
    >>> context().kind.value_counts()["briefing"]
    np.int64(5)
    """
    rows = read_table("context")
    if subject is not None:
        chosen = subjects_of(subject)
        rows = rows[rows.subject.isin(chosen) | _chosen_by_hand(rows, chosen)]
    return rows.sort_values(["date", "context"], ignore_index=True)


def _chosen_by_hand(rows: pd.DataFrame, subjects: Collection[str]) -> pd.Series:
    """The statements that are picked from all subjects for the long and for the short calendar."""
    is_turning = rows.context.isin(TURNING_POINTS if TIMELINE in subjects else ())
    if OVERVIEW not in subjects:
        return is_turning
    return is_turning | rows.context.isin(TEN_DAYS) | (rows.kind == BRIEFING_ITSELF)


def further_reading(subject: str | Sequence[str] | None = None) -> pd.DataFrame:
    """Works to read beside the sources, and what each argues; three of a subject at most.

    Parameters
    ----------
    subject : as for `context`; no work is on ``"general"``, ``"timeline"`` or ``"overview"``.

    Returns
    -------
    DataFrame : reading (id), subjects (list of themes), author, year (missing where it was not
        seen), title, publisher, argues (in a sentence of our own), url, basis (what was seen of
        it), note.

    Raises
    ------
    UnknownName : when there is no such subject; the message names the nearest.

    >>> further_reading("shipbuilding").author.tolist()
    ['Panle Jia Barwick, Myrto Kalouptsidi and Nahim Bin Zahur']
    """
    rows = read_table("further_reading")
    rows = rows.assign(subjects=rows.subjects.map(ids_listed))
    if subject is not None:
        chosen = subjects_of(subject)
        rows = rows[[not chosen.isdisjoint(subjects) for subjects in rows.subjects]]
    return rows.reset_index(drop=True)


def subjects_of(subject: str | Sequence[str]) -> set[str]:
    """The subjects that are meant: one, those of a lesson, or several of these.

    Raises
    ------
    UnknownName : when there is no such subject; the message names the nearest.

    >>> sorted(subjects_of("08_new_energy_vehicles")), sorted(subjects_of(["general", "chips"]))
    (['new_energy_vehicles'], ['chips', 'general'])
    """
    names = [subject] if isinstance(subject, str) else subject
    return {each for name in names for each in _subjects_named(name)}


def _subjects_named(name: str) -> Collection[str]:
    themes = read_table("themes")
    known = [GENERAL, TIMELINE, OVERVIEW, *themes.theme, *themes.notebook.unique()]
    must_be(name, known, f"There is no subject {name!r}")
    of_lesson = themes.theme[themes.notebook == name]
    if name == TIMELINE:
        return [GENERAL, TIMELINE]
    return list(of_lesson) or [name]
