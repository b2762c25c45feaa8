"""Widgets for words and questions: concordance, trend, key words, and who asks whom about what.

They are explorers as in `explorers.py`, each beside the ordinary function that it asks (``show_...``). The words to look
for are the only thing to type. Words that cannot be looked for are answered with one sentence in the place of the
result, by the function as by the widget.
"""

from dataclasses import dataclass
from functools import cache, wraps
from typing import Any

import pandas as pd

from .display import MUTED, escape, paragraph
from .errors import BriefingRoomError, QuestionError
from .explorers import FIELD, LABEL, Exhibit, _count, _follows, _long, choice, explorer
from .keyness import REST
from .places import briefing as title_page
from .places import must_be
from .places import where
from .plots import KINDS, _axes, _finish, plot_keywords, plot_trend
from .reading import ALL
from .style import PALETTE, QUIET
from .tables import _kept

NONE = ""  # no word, sentence or question is chosen
ROLES = (ALL, "chair", "official", "journalist")


@dataclass(frozen=True)
class Words:
    """What stands below a chart: text (escaped here), tables, and anything that shows as HTML, one below the other."""

    parts: tuple[Any, ...]

    def __repr__(self) -> str:
        return "\n\n".join(str(part) for part in self.parts)

    def _repr_html_(self) -> str:
        return f'<div style="line-height:1.45">{"".join(_html(part) for part in self.parts)}</div>'


def _html(part) -> str:
    if isinstance(part, str):
        return paragraph(escape(part), MUTED)
    return _table(part) if type(part) is pd.DataFrame else part._repr_html_()  # a concordance shows itself


def _table(counts: pd.DataFrame) -> str:
    """A table as HTML, with space between its columns where no style sheet gives any."""
    space = "text-align:left;padding:0.15em 1.2em 0.15em 0;line-height:1.3"
    rows = [("th", counts.columns), *(("td", row) for row in counts.itertuples(index=False))]
    html = ["".join(f'<{tag} style="{space}">{escape(str(cell))}</{tag}>' for cell in row) for tag, row in rows]
    return f"<table><tr>{'</tr><tr>'.join(html)}</tr></table>"


def _answering(show):
    """What the function shows, and where it cannot answer, the one sentence that says why."""

    @wraps(show)
    def answer(*args, **kwargs) -> Exhibit:
        try:
            return show(*args, **kwargs)
        except BriefingRoomError as error:
            return Exhibit(about=Words((str(error),)))

    return answer


def _typed(name: str, value: str, hint: str):
    """The one control that is not a closed choice; it answers to Enter, and when it is left."""
    import ipywidgets as w

    return w.Text(value=value, description=name, placeholder=hint, continuous_update=False, layout=w.Layout(**FIELD), style=LABEL)


# --- concordance


@_answering
def show_concordance(
    term: str = "self-reliance", briefing: str = ALL, role: str = ALL, *, regex: bool = False, sentence: str = NONE
) -> Exhibit:
    """Every place where a term stands, and one of its sentences in full.

    Parameters
    ----------
    term : as in `concordance`: a word or a phrase, with ``*`` for any letters.
    briefing : id of a briefing, or ``"all"``.
    role : chair, official, journalist, or ``"all"``.
    regex : whether the term is a regular expression.
    sentence : id of a sentence to read below in its place; any other than one of those found shows none.

    Returns an Exhibit without a chart. A term that cannot be looked for is answered by a sentence that says why.

    >>> show_concordance("rare earth").about.parts[0]
    '“rare earth” stands in 13 places in 11 sentences, in 1 of 5 briefings.'
    >>> show_concordance("(", regex=True).about.parts[0]
    "'(' is no regular expression: missing ), unterminated subpattern at position 0."
    """
    hits = _hits(term, briefing, role, regex)
    found = hits.sentence.nunique()
    asked = len(_kept("briefings")) if briefing == ALL else 1
    said = f"“{term.strip()}” stands in {_count(len(hits), 'place')} in {_count(found, 'sentence')}"
    said += f", in {hits.briefing.nunique()} of {_count(asked, 'briefing')}." if len(hits) else "."
    parts = [said, hits] if len(hits) else [said]
    return Exhibit(about=Words((*parts, where(sentence)) if sentence in set(hits.sentence) else tuple(parts)))


def concordance_explorer(term: str = "self-reliance"):
    """A widget: type a word, narrow down where to look, and read one of the sentences in its place."""
    typed = _typed("Words", term, "type, then press Enter; * is any letters")
    briefing = choice("Briefing", [ALL, *_kept("briefings").briefing])
    role = choice("Role", ROLES)
    regex = choice("Read as", [("words", False), ("a regular expression", True)])
    sentence = _long("Sentence", _sentences(term, ALL, ALL, False))
    _follows(sentence, [typed, briefing, role, regex], _sentences)
    controls = {"term": typed, "briefing": briefing, "role": role, "regex": regex, "sentence": sentence}
    return explorer(show_concordance, controls, height="36em")


def _hits(term: str, briefing: str, role: str, regex: bool):
    from .concordancing import concordance

    chosen = {name: value for name, value in (("briefing", briefing), ("role", role)) if value != ALL}
    return concordance(term, regex=regex, width=44, **chosen)


def _sentences(*asked) -> list[tuple[str, str]]:
    """The sentences found, to choose from; nothing but "none" where the question is refused."""
    try:
        hits = _hits(*asked).drop_duplicates("sentence")
    except BriefingRoomError:
        return [("none", NONE)]
    found = [(f"{row.sentence}: … {row.left[-24:]}{row.match}{row.right[:36]} …", row.sentence) for row in hits.itertuples()]
    return [("choose one to read it in its place" if found else "none", NONE), *found]


# --- trend


@_answering
def show_trend(term: str = "new industrialization", own: str = "", by: str = "briefing") -> Exhibit:
    """How often a policy term is used, with the interval of each rate; below, the counts.

    Parameters
    ----------
    term : a term of the glossary, counted in all its wordings.
    own : words to count instead, exactly these, as in `trend`; several terms are separated by semicolons.
    by : briefing, role or speaker.

    Returns an Exhibit. Words that cannot be counted are answered by a sentence that says why.

    >>> show_trend("double gigabit").about.parts[0]
    'Counted together: double gigabit; dual gigabit; dual-gigabit.'
    """
    from .trends import trend

    if own.strip():
        terms = [term.strip() for term in own.split(";")]
        table, counted = trend(terms, by), f"Counted: {'; '.join(terms)}."
    else:
        wordings = _kept("glossary").set_index("term").variants
        must_be(term, wordings.index, f"The glossary has no term {term!r}")
        table = trend([wordings[term].split("; ")], by).assign(term=term)
        counted = f"Counted{' together' * (';' in wordings[term])}: {wordings[term]}."
    counts = {by: table[by], "uses": table["count"], "of words": [f"{words:,}" for words in table.words]}
    counts |= {"per 10,000": table.rate.map("{:.1f}".format), "interval": [_interval(row) for row in table.itertuples()]}
    counts |= {"in": table.range}
    if table.term.nunique() > 1:
        counts = {"term": table.term, **counts}
    most, least = table.loc[table.rate.idxmax()], table.loc[table.rate.idxmin()]
    caption = (
        f"One row for each {by}: the dot is the rate per 10,000 words, the line its interval; "
        f"highest for {most[by]} ({most.rate:.1f}), lowest for {least[by]} ({least.rate:.1f})."
    )
    return Exhibit(plot_trend(table), Words((counted, pd.DataFrame(counts))), caption)


def trend_explorer(term: str = "new industrialization"):
    """A widget: choose a term of the glossary, or type words, and see where they are used most."""
    listed = [(f"{row.term}  {row.hanzi}".strip(), row.term) for row in _kept("glossary").itertuples()]
    which = choice("Term", sorted(listed, key=lambda pair: pair[0].lower()), term)
    own = _typed("Or your own", "", "words; more words, then press Enter")
    by = choice("Compare", [("briefings", "briefing"), ("roles", "role"), ("speakers", "speaker")])
    return explorer(show_trend, {"term": which, "own": own, "by": by}, height="46em")


def _interval(row) -> str:
    return "none" if pd.isna(row.low) else f"{row.low:.1f} to {row.high:.1f}"


# --- key words


@_answering
def show_keywords(target: str = "2023-03-01", reference: str = REST, word: str = NONE) -> Exhibit:
    """The words that mark one briefing or speaker against another; below, the counts and one word where it stands.

    Parameters
    ----------
    target : id of a briefing, or the name of a speaker.
    reference : another of the same kind, or ``"everything else"``.
    word : one of the words, shown where it stands in the target; any other than those listed shows none.

    Returns an Exhibit. A comparison that makes no sense is answered by a sentence that says why.

    >>> print(show_keywords("2023-03-01", "2023-03-01").about)
    '2023-03-01' is set against itself; choose two different things.
    """
    from .concordancing import concordance

    by, table = _compared(target, reference)
    if table.empty:
        raise QuestionError(f"No word is frequent enough to compare {target} with {reference}.")
    there = table.attrs["target"]["turns"]
    counts = pd.DataFrame(
        {
            "word": table.word,
            "uses here": table.count_target,
            "there": table.count_reference,
            "log ratio": table.log_ratio.map("{:.1f}".format),
            "at least": table.log_ratio_low.map("{:.1f}".format),
            "found in": [f"{turns} of {there} turns" for turns in table.range_turns],
        }
    )
    said = f"{target} against {reference}: {table.words_target[0]:,} words here, {table.words_reference[0]:,} there."
    place = [f"“{word}” in {target}:", concordance(word, width=44, **{by: target})] if word in set(table.word) else []
    caption = (
        f"One row for each of {len(table)} words: the dot says how much more frequent it is in {target} than in {reference}, "
        f"the line reaches down to the cautious estimate; “{table.word[0]}” comes first."
    )
    return Exhibit(plot_keywords(table), Words((*place, said, counts)), caption)


def keyword_explorer(target: str = "2023-03-01"):
    """A widget: set a briefing against another, or a speaker, see the words that mark it, and read one where it stands."""
    briefings, people = list(_kept("briefings").briefing), _people()
    what = choice("Words of", briefings + people, target)
    against = choice("Against", _others(target))
    word = choice("Word", _marking(target, REST))
    _follows(against, [what], _others)  # the same choices again leave the one made as it is
    _follows(word, [what, against], _marking)
    return explorer(show_keywords, {"target": what, "reference": against, "word": word}, height="54em")


def _people() -> list[str]:
    return [name for name in _kept("turns").speaker.unique() if name]


def _others(target: str) -> list[str]:
    """What a target can be set against: its own kind."""
    briefings = list(_kept("briefings").briefing)
    return [REST, *(briefings if target in briefings else _people())]


@cache  # the widget asks for the words to choose from, and then to show them
def _compared(target: str, reference: str):
    from .keyness import keywords

    by = "briefing" if target in set(_kept("briefings").briefing) else "speaker"
    if by == "speaker":
        must_be(target, _people(), f"There is no briefing or speaker {target!r}")
    if target == reference:
        raise QuestionError(f"{target!r} is set against itself; choose two different things.")
    return by, keywords(target, None if reference == REST else reference, by=by, top=12, relabellings=0)  # their share is not shown


def _marking(target: str, reference: str) -> list[tuple[str, str]]:
    try:
        words = list(_compared(target, reference)[1].word)
    except BriefingRoomError:
        return [("none", NONE)]
    return [("choose one to see it where it stands", NONE), *((word, word) for word in words)]


# --- questions


@_answering
def show_questions(briefing: str = ALL, theme: str = ALL, exchange: str = NONE) -> Exhibit:
    """Who asks, on what, and who answers; below, one question with its answer.

    Parameters
    ----------
    briefing : id of a briefing, or ``"all"``.
    theme : id of a theme, or ``"all"``.
    exchange : id of the exchange to read; the first of those shown if none is given.

    Returns an Exhibit. Where there is no such question, a sentence says so.

    >>> show_questions(theme="rare_earths").about.id
    '2021-03-01.q06'
    """
    ids = list(_asked(briefing, theme).exchange)
    chosen = exchange if exchange in ids else ids[0]
    caption = (
        "Each line leads from the kind of outlet that asks, by way of the subject, to the official who answers; "
        f"the strong one is {chosen}, read below."
    )
    return Exhibit(plot_questions(briefing=briefing, theme=theme, exchange=chosen), where(chosen), caption)


def questions_map(briefing: str = ALL):
    """A widget: choose a briefing or a subject, see who asks and who answers, and read one of the questions."""
    names = _kept("themes").set_index("theme").name
    subjects = [(names[theme], theme) for theme in names.index if theme in set(_kept("exchanges").theme)]
    which = choice("Briefing", [ALL, *_kept("briefings").briefing], briefing)
    theme = choice("Subject", [(ALL, ALL), *subjects])
    question = _long("Question", _questions(briefing, ALL))
    _follows(question, [which, theme], _questions)
    return explorer(show_questions, {"briefing": which, "theme": theme, "exchange": question}, height="58em")


def _asked(briefing: str = ALL, theme: str = ALL) -> pd.DataFrame:
    """The exchanges chosen, each with the kind of its outlet and the name of its theme in words."""
    themes = _kept("themes").set_index("theme").name
    table = _kept("exchanges")
    if briefing != ALL:
        table = table[table.briefing == title_page(briefing).briefing]
    if theme != ALL:
        must_be(theme, themes.index, f"There is no theme {theme!r}")
        table = table[table.theme == theme]
    if table.empty:
        there = "" if briefing == ALL else f" of {briefing}"
        raise QuestionError(f"No question{there} is on “{themes[theme]}”; choose another subject or all briefings.")
    kinds = _kept("outlets").set_index("outlet").kind
    return table.assign(kind=table.outlet.map(kinds).fillna("").map(KINDS), subject=table.theme.map(themes))


def _questions(briefing: str, theme: str) -> list[tuple[str, str]]:
    try:
        table = _asked(briefing, theme)
    except BriefingRoomError:
        return [("none", NONE)]
    rows = table.itertuples()
    return [(f"{row.exchange}: {row.outlet or KINDS['']} on “{row.subject}”, {row.answered_by}", row.exchange) for row in rows]


COLUMNS = (0, 0.9, 2.7, 3.6)  # kinds of outlet; the left and the right edge of the subjects; officials
SLOT = 0.066  # inches for one question
LEAST = 2.1  # slots for a name


def plot_questions(ax=None, *, briefing: str = ALL, theme: str = ALL, exchange: str = NONE):
    """Who asks, on what, and who answers: one line for each question, in the colour of its briefing.

    Parameters
    ----------
    ax : matplotlib Axes; new ones if none are given.
    briefing : id of a briefing, or ``"all"``. theme : id of a theme, or ``"all"``.
    exchange : id of an exchange whose line is drawn strongly, and the others faintly.

    Returns the Axes. A question that two officials answer has two lines to them.

    Raises
    ------
    QuestionError : when there is no such question.
    UnknownName : when there is no such briefing, theme or exchange; the message names the nearest.
    """
    from matplotlib.collections import LineCollection

    table = _asked(briefing, theme)
    if exchange:
        must_be(exchange, list(table.exchange), f"There is no exchange {exchange!r} among those shown")
    kind, subject, colour = dict(table.kind), dict(table.subject), dict(table.briefing.map(PALETTE))
    answers = [(i, official) for i, people in table.answered_by.items() for official in people.split("; ")]
    kinds = _order(kind.values(), KINDS.values())
    subjects = _order(subject.values(), _kept("themes").name)
    officials = _order([official for _, official in answers], _people())
    rank = {name: i for column in (kinds, subjects, officials) for i, name in enumerate(column)}
    by_subject = sorted(table.index, key=lambda i: (rank[subject[i]], rank[kind[i]]))
    by_kind = sorted(table.index, key=lambda i: (rank[kind[i]], i))
    by_official = sorted(answers, key=lambda pair: rank[subject[pair[0]]])
    groups = (
        {name: [i for i in by_subject if kind[i] == name] for name in kinds},
        {name: [i for i in by_kind if subject[i] == name] for name in subjects},
        {name: [pair for pair in by_official if pair[1] == name] for name in officials},
    )
    height = max(sum(max(len(group), LEAST) + 0.35 for group in column.values()) for column in groups)
    (ask, kind_at), (on, subject_at), (answer, official_at) = (_stack(column, height) for column in groups)

    ax = _axes(ax, height=SLOT * height + 1.55, width=8.8)
    lines = [(i, _curve(COLUMNS[0], ask[i], COLUMNS[1], on[i])) for i in table.index]
    lines += [(i, _curve(COLUMNS[2], on[i], COLUMNS[3], answer[i, official])) for i, official in answers]
    chosen = set(table.index[table.exchange == exchange]) or set(table.index)
    lines.sort(key=lambda line: line[0] in chosen)  # the chosen one is drawn over the others
    ax.add_collection(
        LineCollection(
            [curve for _, curve in lines],
            colors=[colour[i] for i, _ in lines],
            linewidths=[3.2 if exchange and i in chosen else 1.8 for i, _ in lines],
            alpha=[1.0 if i in chosen else 0.4 for i, _ in lines],
        )
    )
    told = {name for i in chosen for name in (kind[i], subject[i])} | {official for i, official in answers if i in chosen}

    def ink(name):
        return "black" if name in told else QUIET

    for column, x, side in ((kind_at, COLUMNS[0] - 0.04, "right"), (official_at, COLUMNS[3] + 0.04, "left")):
        for name, (low, high) in column.items():
            count = len(groups[0].get(name) or groups[2][name])
            ax.text(x, (low + high) / 2, f"{name} ({count})", ha=side, va="center", size=8.5, color=ink(name))
    low, high = zip(*subject_at.values())
    boxes = [b - a for a, b in zip(low, high)]
    ax.barh(low, COLUMNS[2] - COLUMNS[1], boxes, left=COLUMNS[1], align="edge", color="#ededed", linewidth=0)
    for name, (low, high) in subject_at.items():
        ax.text(sum(COLUMNS[1:3]) / 2, (low + high) / 2, name, ha="center", va="center", size=7.6, color=ink(name), in_layout=False)
    for x, text, side in ((COLUMNS[0], "Who asks", "right"), (sum(COLUMNS[1:3]) / 2, "On what", "center"), (COLUMNS[3], "Who answers", "left")):
        ax.text(x, -1.2, text, ha=side, va="bottom", size=9, color=QUIET)
    briefings = sorted(table.briefing.unique())
    for id in briefings:
        ax.plot([], [], color=PALETTE[id], linewidth=3, label=id)
    ax.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(briefings), handlelength=1.2)
    ax.set_title(_finding(table, {name: len(group) for name, group in groups[2].items()}), pad=30)
    ax.set(xlim=(COLUMNS[0], COLUMNS[3]), ylim=(height, -3), xticks=[], yticks=[])
    ax.set(xlabel="One line for each question, in the colour of its briefing; in brackets: questions", ylabel="")
    for spine in ax.spines.values():
        spine.set_visible(False)
    return _finish(ax, briefings)


def _finding(table: pd.DataFrame, officials: dict[str, int]) -> str:
    """What the chart says, in words: how much is asked, and who answers most."""
    asked = f"{_count(len(table), 'question')} on {_count(table.subject.nunique(), 'subject')}"
    if len(officials) < 3:
        return f"{asked}, answered by {' and '.join(officials)}"
    most = [name for name, count in officials.items() if count == max(officials.values())]
    return f"{asked}; {most[0]} answers most, {officials[most[0]]}" if len(most) == 1 else f"{asked}, answered by {len(officials)} officials"


def _order(names, order) -> list[str]:
    """The names that occur, once each, in a given order."""
    return [name for name in dict.fromkeys(order) if name in set(names)]


def _stack(groups: dict, height: float) -> tuple[dict, dict]:
    """Where each member of the groups stands, and where each group begins and ends, spread over the height."""
    sizes = {name: max(len(members), LEAST) for name, members in groups.items()}
    gap = (height - sum(sizes.values())) / len(groups)
    places, ends, top = {}, {}, gap / 2
    for name, members in groups.items():
        ends[name] = (top, top + sizes[name])
        first = top + (sizes[name] - len(members) + 1) / 2
        places |= {member: first + n for n, member in enumerate(members)}
        top += sizes[name] + gap
    return places, ends


def _curve(x0: float, y0: float, x1: float, y1: float) -> list[tuple[float, float]]:
    """A line from one point to another that leaves and arrives level."""
    steps = [n / 24 for n in range(25)]
    return [(x0 + (x1 - x0) * t, y0 + (y1 - y0) * t * t * (3 - 2 * t)) for t in steps]
