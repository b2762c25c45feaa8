"""The heading of a page: title, date, place, and who is presented as speaker."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from .lines import Line, any_of
from .people import (
    OFFICE,
    as_compared,
    as_printed,
    bare_name,
    honorific_of,
    is_chinese_name,
    is_title_case,
    looks_like_outlet,
    person_key,
)
from .phrases import SPEAKING, has_a_sentence
from .records import PageHeading

SECTIONS = {
    "official": "speakers? officials? participants? attendees? guests? presenters? briefers?",
    "chair": "chairpersons? chair chairman chairwoman moderators? hosts? presiders? presided emcee",
    "date": "date time dateline",
    "place": "venue place location address",
}
SECTION_OF = {
    role: re.compile(
        rf"(?:main |the )?(?:{'|'.join(words.split())})(?: by| list| of the \w+)?", re.I
    )
    for role, words in SECTIONS.items()
}
SECTION_LINE = re.compile(
    r"(?P<word>[A-Za-z][A-Za-z ]{2,25}?)\s*(?:[:：]\s*(?P<rest>.*))?$", re.DOTALL
)
MONTH_STEMS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DATES = (
    re.compile(rf"{MONTH}\s*(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s*(?P<year>(?:19|20)\d\d)", re.I),
    re.compile(rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH},?\s+(?P<year>(?:19|20)\d\d)", re.I),
    re.compile(r"(?P<year>20\d\d)[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})"),
)
CLOCK = re.compile(r"\d{1,2}(?:[:.]\d\d)?\s?(?:a\.?m\b\.?|p\.?m\b\.?)", re.I)
LEAD = any_of(
    r"\b(?:held|holds?|gives?|gave|convened|organi[sz]ed|hosted|hosts|attended|attends?|met)\b",
    r"\b(?:addresse[sd]|briefed|briefs|introduced|answered|takes place|took place)\b",
)
IS_CONFERENCE = re.compile(r"\b(?:press|news|media)\s?(?:conference|briefing)|\bbriefing\b", re.I)
HOSTS = (
    ("State Council Information Office", re.compile(r"State Council Information Office|\bSCIO\b")),
    (
        "Publicity Department of the CPC Central Committee",
        re.compile(r"Publicity Department of (?:the )?(?:CPC|Central|Communist)"),
    ),
    (
        "National Development and Reform Commission",
        re.compile(r"National Development and Reform|\bNDRC\b"),
    ),
    ("Ministry of Commerce", re.compile(r"Ministry of Commerce|\bMOFCOM\b")),
    ("Ministry of Foreign Affairs", re.compile(r"Ministry of Foreign Affairs")),
)
PLACE = re.compile(r"^([A-Z][a-z]+(?: [A-Z][a-z]+)?)\s*[|,(/–—-]")
PLACE_IN = re.compile(r"\bin ([A-Z][a-z]+(?: [A-Z][a-z]+)?)\b")
WORD_OF_NAME = r"(?:[A-Z(][\w'’.&)-]*|of|and|the|for|on|&)"
ORGANISATION = re.compile(
    rf"\b(?:of|at|for|with|from|in) (?:the )?(?P<whole>[A-Z][\w'’.&-]*(?: {WORD_OF_NAME})*)$"
)
PORTFOLIO = re.compile(
    r"^(?P<office>(?:vice |deputy |assistant )?minister) of (?P<of>[a-z][\w ,'-]*)$", re.I
)
ENTRY = re.compile(
    r"(?P<name>[^,，:：|–—(（]{2,40}?)\s*(?:[,，:：|–—(（]| - )\s*(?P<position>.+)$", re.DOTALL
)
LONGEST_ENTRY = 400  # characters


class ListedPerson(NamedTuple):
    """A person whom a line of the heading presents."""

    name: str
    honorific: str
    position: str


def section_of(text: str) -> tuple[str, str]:
    """What part of a list of speakers a line begins, and what stands behind it on the line.

    >>> section_of("Chairperson:"), section_of("Date: March 1, 2021"), section_of("Xinhua:")
    (('chair', ''), ('date', 'March 1, 2021'), ('', ''))
    """
    match = SECTION_LINE.match(as_printed(text[:LONGEST_ENTRY]))
    if match:
        for role, form in SECTION_OF.items():
            if form.fullmatch(match["word"].strip()):
                return role, (match["rest"] or "").strip()
    return "", ""


def entry_on(text: str, in_list: bool = False) -> ListedPerson | None:
    """The person whom a line presents with a position; None where it presents nobody.

    Parameters
    ----------
    text : a line of the heading.
    in_list : whether it stands below ``Speakers`` or the like; then a bare name is enough.

    >>> entry_on("Ms. Tao Qing, director general of the Bureau").name
    'Tao Qing'
    >>> entry_on("SCIO briefing on industry, trade and services") is None
    True
    """
    text = as_printed(text[: LONGEST_ENTRY + 1])
    if len(text) > LONGEST_ENTRY or SPEAKING.search(text):
        return None
    match = ENTRY.match(text)
    if match and _is_position(match["position"], in_list) and _is_person(match["name"]):
        position = match["position"].rstrip(")）;.")
        return ListedPerson(bare_name(match["name"]), honorific_of(text), position)
    return _entry_without_mark(text, in_list)


def _entry_without_mark(text: str, in_list: bool) -> ListedPerson | None:
    """A bare name, or a position before its name."""
    if not in_list or len(text.split()) > 14 or text.endswith(":"):
        return None
    words = text.rstrip(";.").split()
    if (
        _is_person(text)
        and len(bare_name(text).split()) <= 4
        and not OFFICE.search(bare_name(text))
    ):
        return ListedPerson(bare_name(text), honorific_of(text), "")
    name = " ".join(words[-2:])
    if OFFICE.search(text) and is_chinese_name(name):
        return ListedPerson(name, "", " ".join(words[:-2]))
    return None


def _is_person(name: str) -> bool:
    bare = bare_name(name.strip())
    words = bare.split()
    if is_chinese_name(bare):
        return True
    fits = 1 < len(words) <= 5 and all(word[:1].isupper() for word in words)
    return fits and is_title_case(bare) and not looks_like_outlet(bare) and not OFFICE.search(bare)


def _is_position(position: str, in_list: bool) -> bool:
    if position.endswith((":", "?")) or has_a_sentence(f"{position} "):
        return False
    return bool(OFFICE.search(position)) or (in_list and not DATES[0].search(position))


def is_lead(text: str) -> bool:
    """Whether a sentence tells of the press conference from outside, as the first of a page does.

    >>> is_lead("The office held a press conference in Beijing on Monday.")
    True
    >>> is_lead("Welcome to this press conference, which we hold today.")
    False
    """
    return bool(IS_CONFERENCE.search(text) and LEAD.search(text) and not SPEAKING.search(text))


def day_of(text: str) -> str:
    """The first day that a text names, as ``YYYY-MM-DD``; empty where it names none.

    >>> day_of("Beijing | 10 a.m. March 1, 2021"), day_of("on Oct. 23, 2020"), day_of("in 2020")
    ('2021-03-01', '2020-10-23', '')
    """
    for form in DATES:
        match = form.search(text[:2000])
        if match:
            month = match["month"].lower()[:3]
            number = int(month) if month.isdigit() else MONTH_STEMS.index(month) + 1
            try:
                return date(int(match["year"]), number, int(match["day"])).isoformat()
            except ValueError:
                return ""
    return ""


def read_heading(lines: Sequence[Line]) -> PageHeading:
    """What the lines above the speech say.

    Parameters
    ----------
    lines : the lines of the heading that are not dropped as furniture.
    """
    heading = PageHeading()
    section = ""
    titles: list[str] = []
    people: dict[str, dict] = {}
    for line in lines:
        role, rest = section_of(line.text)
        if role:
            section = role
        text = rest if role else line.text
        if not text:
            continue
        if not _take_people(text, section, people):
            _take_facts(text, section, heading)
            if not role and not people and _may_be_title(line.text, titles, heading):
                titles.append(line.text)
    heading.speakers = list(people.values())
    heading.title = as_printed(" ".join(titles))
    heading.host = _host(" ".join(line.text for line in lines[:40]))
    _settle_roles(heading)
    return heading


def _take_people(text: str, section: str, people: dict[str, dict]) -> bool:
    """Add those whom a line presents; several may stand on one line."""
    found = False
    for part in re.split(r"[;；]\s*", text):
        entry = entry_on(part, section in ("official", "chair"))
        if entry:
            _add_speaker(entry, section, people)
            found = True
    return found


def _add_speaker(entry: ListedPerson, section: str, people: dict[str, dict]) -> None:
    key = person_key(entry.name)
    position, organisation = position_of(entry.position)
    row = {
        "speaker": entry.name,
        "honorific": entry.honorific,
        "role": section if section in ("official", "chair") else "",
        "position": position,
        "organisation": organisation,
    }
    known = people.setdefault(key, row)
    row["speaker"] = known["speaker"]
    known.update({column: value for column, value in row.items() if value})


def position_of(printed: str) -> tuple[str, str]:
    """The position and the organisation that a line gives.

    >>> position_of("vice minister of industry and information technology")
    ('vice minister', 'Ministry of Industry and Information Technology')
    >>> position_of("chief engineer of the Ministry of Commerce (MOFCOM)")
    ('chief engineer', 'Ministry of Commerce')
    """
    plain = re.sub(r"\s*\([^)]*\)", "", printed).strip(" ,.;")
    portfolio = PORTFOLIO.match(plain)
    if portfolio:
        words = portfolio["of"].split()
        titled = " ".join(word if word in ("and", "of", "the") else word.title() for word in words)
        return portfolio["office"], f"Ministry of {titled}"
    match = ORGANISATION.search(plain)
    if match:
        return plain[: match.start()].strip(" ,"), match["whole"]
    return plain, ""


def _take_facts(text: str, section: str, heading: PageHeading) -> None:
    heading.date = (day_of(text) if section == "date" else "") or heading.date or day_of(text)
    clock = CLOCK.search(text[:300])
    if clock and not heading.time:
        heading.time = clock[0]
    if section == "place" and not heading.place:
        heading.place = as_printed(text)
    place = PLACE.match(text) if day_of(text) else None
    place = place or (PLACE_IN.search(text) if is_lead(text) else None)
    if place and not heading.place and place[1][:3].lower() not in MONTH_STEMS:
        heading.place = place[1]


def _may_be_title(text: str, titles: list[str], heading: PageHeading) -> bool:
    """A title stands first, on one line or two, and is no date and no sentence."""
    if (
        has_a_sentence(text)
        or (day_of(text) and not IS_CONFERENCE.search(text))
        or len(text.split()) < 2
    ):
        return False
    return not titles or (len(titles) == 1 and not heading.date)


def _host(text: str) -> str:
    places = [(form.search(text), name) for name, form in HOSTS]
    found = sorted((match.start(), name) for match, name in places if match)
    return found[0][1] if found else ""


def _settle_roles(heading: PageHeading) -> None:
    """Who is listed below no word: the chair is the last, if that is a spokesperson."""
    unknown = [row for row in heading.speakers if not row["role"]]
    for row in unknown:
        row["role"] = "official"
    if unknown and not any(row["role"] == "chair" for row in heading.speakers):
        last = heading.speakers[-1]
        printed = as_compared(f"{last['position']} {last['organisation']}")
        if len(heading.speakers) > 1 and re.search(r"spokes|press|information office", printed):
            last["role"] = "chair"
