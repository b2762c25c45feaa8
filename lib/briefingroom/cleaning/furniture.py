"""What belongs to the web page and not to the briefing, told by its form and its place."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from .lines import Line, any_of
from .phrases import has_a_sentence

HEAD, BODY, FOOT = "head", "body", "foot"
ANYWHERE = (HEAD, BODY, FOOT)
HEAD_OR_FOOT = (HEAD, FOOT)
PAGE_MARKER_REASON = "page marker of the web editor"
GALLERY = "caption of the photo gallery"
CREDIT = "translators' credit and disclaimer"
CAPTION = "caption of a photo"
FOOT_OF_PAGE = "foot of the page"
PAGER = r"(?:\[?\d{1,2}\]?|next|prev\w{0,6}|last|first|page|[.]{2,3}|[<>|«»‹›]{1,3})"
LIST_OF_NAMES = r"[A-Z][\w.'’-]+(?: (?:[A-Z][\w.'’-]+|and|&))+"
MADE = r"(?:Translated and edited|Translated|Edited|Translation|Compiled)"
PICTURE = r"(?:(?:file )?photos?|pictures?|images?|photographs?)"


class Furniture(NamedTuple):
    """A kind of line that is dropped: its form, why, and in what parts of a page it may stand."""

    form: re.Pattern
    reason: str
    places: tuple[str, ...] = ANYWHERE


def _whole(*forms: str) -> re.Pattern:
    """A form that takes the whole of a line."""
    return re.compile(rf"(?:{any_of(*forms).pattern})\s*$", re.IGNORECASE)


FURNITURE = (
    Furniture(_whole("_ueditor_page_break_tag_"), PAGE_MARKER_REASON),
    Furniture(_whole("Read in Chinese:?", "Chinese version", "中文"), "link to the Chinese page"),
    Furniture(re.compile(rf"{MADE} by:? {LIST_OF_NAMES}"), CREDIT),
    Furniture(any_of(rf"{MADE} by\b"), CREDIT, HEAD_OR_FOOT),
    Furniture(
        re.compile(r"(?:Translators?|Editors?|Proofreaders?|Reporters?)\s?: ?[A-Z]"),
        CREDIT,
        HEAD_OR_FOOT,
    ),
    Furniture(_whole(r"[(\[](?:Editors?|Translated|Edited|Source)\s?(?:by|:).{0,80}[)\]]"), CREDIT),
    Furniture(
        any_of(
            r"(?:In (?:the )?case of|Should there be|(?:If|Where) there (?:is|are)) any"
            r" (?:discrepanc|inconsisten|differenc|ambigu)"
            r".{0,80}(?:English|Chinese|translation|version|text)",
        ),
        CREDIT,
    ),
    Furniture(
        any_of(
            r"(?:this|the) (?:transcript|translation|english version|text)\b.{0,60}"
            r"(?:reference only|for reference|unofficial|may not be reproduced)",
        ),
        CREDIT,
        HEAD_OR_FOOT,
    ),
    Furniture(
        _whole(
            rf".{{0,400}}[\[(（【]\s?{PICTURE}\b[^\])）】]{{0,80}}[\])）】]\s*\|?",
            r".{0,400}[\[(]\s?(?:Xinhua|China\.org\.cn|China SCIO|CFP|VCG)[^\])]{0,60}[\])]\s*\|?",
            r"(?:Photos?|Video|Image|Picture|Caption)\s?(?:by|:|/|credit).{0,120}",
        ),
        CAPTION,
    ),
    Furniture(_whole(r"[\[(（【][^\])）】]{1,120}[\])）】][.]?"), "note in brackets"),
    Furniture(_whole(r"(?:https?://|www\.)\S+"), "address of a page"),
    Furniture(
        _whole(
            r"(?:[<«‹]{1,3} ?)?(?:previous|prev|next|last|first)(?: page)?(?: ?[>»›]{1,3})?",
            r"page \d+(?: (?:of|/) \d+)?",
            r"\d{1,2} ?/ ?\d{1,2}",
            rf"{PAGER}(?:\s+{PAGER})+",
        ),
        "links to other pages",
    ),
    Furniture(
        _whole(
            r"(?:home|index|news|china|press ?room|latest|topics?|scio|china scio|english)?"
            r"(?: ?[>›»/ㄑ][\w .,'’&()-]{0,80}){1,12}",
        ),
        "path to the page",
        (HEAD,),
    ),
    Furniture(
        any_of(
            r"(?:share(?: (?:to|on|this|-|with)\b.{0,60})?\s?:?|e-?mail|print|print e-?mail"
            r"|comments?|facebook|twitter|weibo|wechat|linkedin|whatsapp|text size"
            r"|adjust font size|font size|save|bookmark|subscribe|large|medium|small|a ?a ?a"
            r"|a[-+]|like|tweet|copy link)(?:\b|\s?:)[\w :|,/+&-]{0,80}$",
        ),
        "button of the page",
        HEAD_OR_FOOT,
    ),
    Furniture(
        any_of(
            r"\d+ comments?\b|.{0,20}>>\s?\d|add your comments|follow (?:us|\S+) on\b",
            r"related (?:news|stories|reading|articles|links)|most (?:viewed|read|popular)",
            r"see also\b|read more\b|recommended|photo gallery|hot topics|all rights reserved",
            r"about us|contact us|site ?map|privacy|back to top|e-?mail\s?:|tel\s?:|scan the qr",
            r"click (?:here|to)|editors? in charge|\(?editor\s?:|source\s?:\s?\S|web editor",
            r"terms of use|powered by|sponsored by|keywords?\s?:|tags?\s?:",
        ),
        FOOT_OF_PAGE,
        (FOOT,),
    ),
    Furniture(
        any_of(
            r"more from\b|copyright\b|©|京ICP|go to forum|add your comments",
            r"follow \S+ on (?:twitter|facebook|weibo)",
        ),
        FOOT_OF_PAGE,
    ),
    Furniture(
        _whole(r"(?:source|from|updated by|author|by|editor)\s?:\s?\S.{0,60}"),
        "where the page was printed",
        (HEAD,),
    ),
)
IN_GALLERY = re.compile(r"\d{0,2}/\d{1,2}(?:\s+|(?=[A-Z]))(?P<who>\S.{0,160})$")
ONLY_COUNTER = re.compile(r"\d{0,2}/\d{1,2}$")
LONGEST_LINE = 1000  # characters of what is no credit
LONGEST_CAPTION = 25  # words


def reason_to_drop(line: Line, place: str) -> str:
    """Why a line is no part of the briefing; empty where it is one.

    Parameters
    ----------
    line : a line of the page.
    place : head, body or foot: a line such as ``Share:`` is dropped in the head alone.

    >>> share = Line(1, 0, 6, "Share:")
    >>> reason_to_drop(share, "head"), reason_to_drop(share, "body")
    ('button of the page', '')
    """
    for kind in FURNITURE:
        if len(line.text) > LONGEST_LINE and kind.reason != CREDIT:
            continue
        if place in kind.places and kind.form.match(line.text):
            return kind.reason
    return ""


def gallery_lines(lines: Sequence[Line], body: range) -> set[int]:
    """Which lines are captions of a gallery: outside the speech, or one of several in a row.

    Parameters
    ----------
    lines : the lines of a page.
    body : the places of those that may hold speech.
    """
    captions = set()
    for place, line in enumerate(lines):
        if _is_caption(line) and (place not in body or _has_neighbour(lines, place)):
            captions.add(place)
    return captions


def _is_caption(line: Line) -> bool:
    if ONLY_COUNTER.match(line.text):
        return True
    match = IN_GALLERY.match(line.text)
    if not match:
        return False
    who = match["who"]
    return who[0].isupper() and (len(who.split()) <= LONGEST_CAPTION) and not who.endswith(":")


def _has_neighbour(lines: Sequence[Line], place: int) -> bool:
    if has_a_sentence(lines[place].text):
        return False
    around = [*lines[max(0, place - 2) : place], *lines[place + 1 : place + 3]]
    return any(_is_caption(line) for line in around)
