"""Widgets: a question, closed choices, and what an ordinary function answers to them.

Every explorer is thin. Its controls take their choices from the data, and what it shows is what the function of the same
subject (``show_...``) returns for the choices made, so that the notebook can show the same without a kernel, and tests
can walk every choice.
"""

import io
from dataclasses import dataclass
from functools import cache
from textwrap import shorten
from typing import Any

from .display import MUTED, amount, escape, marked, panel, paragraph
from .places import must_be, where
from .reading import ALL, parts
from .over_time import series
from .tables import _kept

FIELD = {"width": "30em"}
LABEL = {"description_width": "7em"}
WIDE = "min(61em, 100%)"  # of a control whose choices are sentences
CELL = "text-align:left;vertical-align:top;padding:0.2em 1em 0.2em 0"


@dataclass
class Exhibit:
    """A chart and the words that belong to it; either may be missing.

    Attributes
    ----------
    axes : matplotlib Axes. about : anything that shows as HTML, such as a table or the place of a claim.
    caption : one sentence that says what the chart shows, for those who cannot see it.
    words_first : whether the words stand above the chart.
    """

    axes: Any = None
    about: Any = None
    caption: str = ""
    words_first: bool = False

    @property
    def description(self) -> str:
        """What the chart shows: its caption, or its title."""
        titles = [] if self.axes is None else [self.axes.get_title(loc=side) for side in ("left", "center")]
        return self.caption or " ".join(" ".join(titles).split())

    def png(self) -> bytes:
        """The chart as PNG; its figure is closed."""
        import matplotlib.pyplot as plt
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        if self.axes is None:
            return b""
        with io.BytesIO() as file:
            FigureCanvasAgg(self.axes.figure).print_png(file)  # lays out and draws once, where savefig does it twice
            plt.close(self.axes.figure)
            return file.getvalue()

    def html(self) -> str:
        """The words as HTML."""
        caption = paragraph(escape(self.caption), MUTED) if self.caption else ""
        return caption + ("" if self.about is None else self.about._repr_html_())

    def _ipython_display_(self) -> None:
        from IPython.display import Image, display

        shown = [] if self.axes is None else [Image(self.png(), alt=self.description)]
        words = [self] if self.caption or self.about is not None else []
        for part in words + shown if self.words_first else shown + words:
            display(_Words(self) if part is self else part)


class _Words:
    """The words of an exhibit without its chart."""

    def __init__(self, exhibit: Exhibit):
        self.exhibit = exhibit

    def __repr__(self) -> str:
        about = self.exhibit.about
        return "\n\n".join([self.exhibit.caption] * bool(self.exhibit.caption) + [str(about)] * (about is not None))

    def _repr_html_(self) -> str:
        return self.exhibit.html()


@dataclass(frozen=True)
class Reading:
    """Words to read, as text and as HTML that is already escaped."""

    text: str
    html: str

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def explorer(show, controls: dict, *, height: str = "30em", filters=()):
    """A widget that shows what `show` returns for the values of its controls.

    Whatever goes wrong, the place of the words says so in one sentence.

    Parameters
    ----------
    show : function of the controls' values, by name, that gives an `Exhibit`.
    controls : ipywidgets by the name of the parameter that each sets.
    height : of what is shown, so that the page never jumps.
    filters : ipywidgets that stand before the controls and only narrow their choices.
    """
    import ipywidgets as w

    picture = w.Image(format="png", layout=w.Layout(max_width="100%", flex="0 0 auto", align_self="flex-start"))
    words = w.HTML(layout=w.Layout(flex="0 0 auto"))
    frame = w.VBox([picture, words], layout=w.Layout(height=height, overflow="auto"))
    shown = {}

    def draw(change=None):
        values = {name: control.value for name, control in controls.items()}
        if values == shown:  # a control that sets another has drawn already
            return
        shown.clear()
        shown.update(values)
        try:
            exhibit = show(**values)
            html, png = exhibit.html(), exhibit.png()
            order = [words, picture] if exhibit.words_first else [picture, words]
        except Exception as error:  # a reader is told in words; a traceback helps nobody here
            html, png, order = paragraph(f"This cannot be shown: {escape(str(error))}"), b"", [picture, words]
        picture.layout.display = None if png else "none"
        picture.value, words.value = png, html
        if list(frame.children) != order:
            frame.children = order

    for control in controls.values():
        control.observe(draw, "value")
    draw()
    return panel(w.Box([*filters, *controls.values()], layout=w.Layout(flex_flow="row wrap")), frame)


def choice(name: str, options, value=None):
    """A dropdown with its label; options are values, or pairs of a text to show and a value."""
    import ipywidgets as w

    box = w.Dropdown(options=options, description=name, layout=w.Layout(**FIELD), style=LABEL)
    if value is not None:
        box.value = value
    return box


def _long(name: str, options, value=None):
    box = choice(name, options, value)
    box.layout.width = WIDE
    return box


def _follows(control, others, options) -> None:
    """Give a control its options anew, as the values of the others ask, whenever one of these is set."""

    def renew(change):
        control.options = options(*(other.value for other in others))

    for other in others:
        other.observe(renew, "value")


# --- series


def show_series(indicator: str = "5g_base_stations", claim: str = "") -> Exhibit:
    """An indicator over time, and the sentence behind one of its points, which is ringed.

    Parameters
    ----------
    indicator : id of an indicator. claim : id of one of its claims; the first if none is given.

    >>> show_series("little_giants").about.kind
    'claim'
    """
    rows = series(indicator)
    chosen = claim if claim in set(rows.claim) else next(iter(rows.claim), "")
    return _series_chart(rows, indicator, chosen, where(chosen) if chosen else None)


def series_explorer(indicator: str = "5g_base_stations"):
    """A widget: choose a subject and an indicator, then one of its points, and read the sentence that said it."""
    listed = _measured()
    names = _kept("themes").set_index("theme").name
    about = [(names[theme], theme) for theme in names.index if theme in set(listed.theme)]
    subject = choice("Subject", [("all subjects", ALL), *about])
    which = choice("Indicator", _named(listed), indicator)
    point = _long("Point", _points(indicator))

    _follows(which, [subject], lambda theme: _named(listed if theme == ALL else listed[listed.theme == theme]))
    _follows(point, [which], _points)
    return explorer(show_series, {"indicator": which, "claim": point}, height="56em", filters=[subject])


def _series_chart(rows, indicator: str, chosen: str, about, *, words_first: bool = False) -> Exhibit:
    """The chart of an indicator with one claim ringed, and what to say of it."""
    from .claim_plots import plot_series

    published = int((_kept("references").indicator == indicator).sum())
    said = f"{_count(len(rows), 'statement')} in {_count(rows.briefing.nunique(), 'briefing')}, {_count(published, 'published figure')}."
    exhibit = Exhibit(plot_series(indicator, chosen=chosen), about, words_first=words_first)
    exhibit.caption = f"Chart: {exhibit.description}; {said}" + " The figure below is ringed." * (bool(chosen) and not words_first)
    return exhibit


def _measured():
    """The indicators that somebody states, by name, with how often."""
    table = _kept("indicators")
    table = table.assign(statements=table.indicator.map(_kept("claims").indicator.value_counts()).fillna(0).astype(int))
    return table[table.statements > 0].sort_values("name", key=lambda names: names.str.lower().str.strip('"'))


def _named(table) -> list[tuple[str, str]]:
    return [(f"{row.name} ({row.statements})", row.indicator) for row in table[["name", "statements", "indicator"]].itertuples(index=False)]


def _points(indicator: str) -> list[tuple[str, str]]:
    from .claim_plots import _bound

    rows = series(indicator).itertuples()
    return [(f"{row.period or 'no date'}: {_bound(row)}{row.quote} ({row.who}, {row.briefing})", row.claim) for row in rows]


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"


# --- claims


def show_claim(claim: str = "2023-03-01.c012") -> Exhibit:
    """A claim: the sentence, how it was read, what stands beside it, and the series that it belongs to, if any.

    Parameters
    ----------
    claim : id of a claim.

    Raises
    ------
    UnknownName : when there is no such claim; the message names the nearest.

    >>> show_claim("2023-03-01.c012").about.text
    '15.5%'
    """
    claims = _kept("claims").set_index("claim")
    must_be(claim, claims.index, f"There is no claim {claim!r}")
    indicator = claims.indicator[claim]
    return _series_chart(series(indicator), indicator, claim, where(claim), words_first=True) if indicator else Exhibit(about=where(claim))


def claim_inspector(briefing: str = "2023-03-01"):
    """A widget: choose a briefing, a part of it and one of its figures, and see all that is known of it."""
    which = choice("Briefing", list(_kept("briefings").briefing), briefing)
    part = choice("Part", _parts(briefing))
    claim = _long("Figure", _figures(briefing, "whole"))
    _follows(part, [which], _parts)
    _follows(claim, [which, part], _figures)
    return explorer(show_claim, {"claim": claim}, height="46em", filters=[which, part])


def _stated(briefing: str):
    """The claims of a briefing, each with the part in which it is made."""
    claims = _kept("claims")
    claims = claims[claims.briefing == briefing]
    exchange = _kept("turns").set_index("turn").exchange
    return claims.assign(part=[exchange[sentence.rsplit(".", 2)[0]] or "opening" for sentence in claims.sentence])


def _parts(briefing: str) -> list[tuple[str, str]]:
    counts = _stated(briefing).part.value_counts()
    made = [(f"{name} ({counts[id]})", id) for id, name in parts(briefing).items() if id in counts.index]
    return [(f"Whole briefing ({counts.sum()})", "whole"), *made]


def _figures(briefing: str, part: str) -> list[tuple[str, str]]:
    from .claim_plots import _bound

    claims = _stated(briefing)
    claims = claims if part == "whole" else claims[claims.part == part]
    rows = claims.itertuples()
    return [(f"{row.claim[11:]}: {_bound(row)}{row.quote}, {_short(row.measure, 90)}", row.claim) for row in rows]


def _short(text: str, width: int) -> str:
    return shorten(text, width, placeholder=" …")


# --- audit


def show_audit(verdict: str = "does not reconcile", check: str = ALL, row: str = "") -> Exhibit:
    """The arithmetic on stated figures: one line for each check, and one of them with its sentences side by side.

    Parameters
    ----------
    verdict : reconciles, does not reconcile, cannot be decided, or ``"all"``.
    check : as in `audit`, or ``"all"``.
    row : ids of the claims of one check, as they stand in its line; the first of those shown if none is given.

    Returns an Exhibit: the chart is that of the chosen check.

    Raises
    ------
    UnknownName : when there is no such verdict or check; the message names the nearest.

    >>> "35 trillion yuan" in str(show_audit(check="same thing twice").about)
    True
    """
    from .claim_plots import plot_audit

    table = _checks(verdict, check)
    if table.empty:
        return Exhibit(about=Reading("No check of this choice.", paragraph("No check of this choice.")))
    chosen = table[table.row == row] if row in set(table.row) else table.head(1)
    one = chosen.iloc[0]
    caption = f"Chart: the range stated and the range implied. {one.arithmetic}: {one.verdict}."
    texts, cells = zip(*[_fact(id) for id in one.claims])
    beside = "".join(f'<td style="{CELL};max-width:26em">{cell}</td>' for cell in cells)
    heads = "".join(f'<th style="{CELL}">{name}</th>' for name in ("Verdict", "Check", "Arithmetic", "Figures"))
    lines = "".join(
        f'<tr{" style=font-weight:bold" if row.row == one.row else ""}>'
        + "".join(f'<td style="{CELL}">{escape(text)}</td>' for text in (row.verdict, row.check, row.arithmetic, row.row))
        + "</tr>"
        for row in table.itertuples()
    )
    note = paragraph(escape(f"Note: {one.note}")) if one.note else ""
    html = f"<table><tr>{beside}</tr></table>{note}" + paragraph(f"{_count(len(table), 'check')} of this choice:", MUTED)
    html += f"<table><tr>{heads}</tr>{lines}</table>"
    text = [*texts, *([one.note] if one.note else []), *[f"{row.verdict}: {row.arithmetic} ({row.row})" for row in table.itertuples()]]
    return Exhibit(plot_audit(chosen.drop(columns="row")), Reading("\n\n".join(text), html), caption)


def audit_browser(verdict: str = "does not reconcile"):
    """A widget: choose a verdict and a kind of check, then a line, and read the sentences side by side."""
    counts = _checks(ALL, ALL).verdict.value_counts()
    judged = choice("Verdict", [(f"all ({counts.sum()})", ALL), *((f"{name} ({counts[name]})", name) for name in counts.index)], verdict)
    check = choice("Check", _kinds(verdict))
    row = _long("Line", _lines(verdict, ALL))
    _follows(check, [judged], _kinds)
    _follows(row, [judged, check], _lines)
    return explorer(show_audit, {"verdict": judged, "check": check, "row": row}, height="46em")


@cache
def _audited():
    from .auditing import audit

    table = audit()
    return table.assign(row=table.claims.str.join("; "))


def _checks(verdict: str, check: str):
    """The rows of the audit with a verdict and of a kind; `row` names each by its claims."""
    table = _audited()
    for column, value in (("verdict", verdict), ("check", check)):
        if value != ALL:
            must_be(value, list(_audited()[column].unique()), f"There is no {column} {value!r}")
            table = table[table[column] == value]
    return table


def _kinds(verdict: str) -> list[tuple[str, str]]:
    counts = _checks(verdict, ALL).check.value_counts()
    return [(f"all ({counts.sum()})", ALL), *((f"{name} ({count})", name) for name, count in counts.items())]


def _lines(verdict: str, check: str) -> list[tuple[str, str]]:
    measures = _kept("claims").set_index("claim").measure
    table = _checks(verdict, check)
    firsts = [(row.claims[0], row) for row in table.itertuples()]
    return [(f"{id}: {row.stated}, {_short(measures.get(id, ''), 60)}: {row.check}", row.row) for id, row in firsts]


def _fact(id: str) -> tuple[str, str]:
    """A claim or an independent figure, as text and as HTML."""
    references = _kept("references").set_index("reference")
    if id in references.index:
        row = references.loc[id]
        head, body = f"{id}: {row.publisher}", f"{amount(row.value, row.unit)} for {row.period}. {row.document}"
        return f"{head}\n{body}", paragraph(f"<b>{escape(head)}</b>") + paragraph(escape(body)) + paragraph(escape(row.url), MUTED)
    claim = _kept("claims").set_index("claim").loc[id]
    text = _kept("sentences").set_index("sentence").text[claim.sentence]
    who = where(claim.sentence).who.split(" — ")[0]
    head = f"{who}, {claim.briefing}"
    html = paragraph(f"<b>{escape(head)}</b>") + paragraph(marked(text, [(int(claim.start), int(claim.end))]))
    return f"{id}: {head}\n{text}", html + paragraph(f"<code>{escape(id)}</code> · {escape(claim.measure)}", MUTED)


# --- promises


def show_targets(briefing: str = ALL, status: str = ALL, target: str = "") -> Exhibit:
    """The promises as a timeline, and one of them beside what was reported afterwards.

    Parameters
    ----------
    briefing : id of a briefing, or ``"all"``. status : met, missed, on course, open, not reported, or ``"all"``.
    target : id of a promise; the first of those shown if none is given.

    Raises
    ------
    UnknownName : when there is no such briefing or status; the message names the nearest.

    >>> print(show_targets(status="missed").about)
    No promise of this choice.
    """
    from .claim_plots import plot_targets, promises

    table = promises(briefing, status)
    if table.empty:
        return Exhibit(about=Reading("No promise of this choice.", paragraph("No promise of this choice.")))
    one = (table[table.target == target] if target in set(table.target) else table.head(1)).iloc[0]
    due = f"due {one.due}" if one.due else "no due date"
    rows = [("Promise", f"{one.measure}; made {one.briefing}, {due}"), ("Status", one.status)]
    rows += [("Evidence", one.evidence), ("Note", one.note)]
    rows = [(name, text) for name, text in rows if text]
    promise, outcome = _said(one.sentence, one.statement), _fact(one.outcome_claim) if one.outcome_claim else None
    told = "What was reported afterwards" if outcome else "What was reported afterwards: no figure"
    html = "".join(f'<tr><th style="{CELL}">{name}</th><td style="{CELL};max-width:40em">{escape(text)}</td></tr>' for name, text in rows)
    cells = [paragraph("What was promised", MUTED) + promise[1], paragraph(told, MUTED) + (outcome[1] if outcome else "")]
    beside = "".join(f'<td style="{CELL};max-width:28em">{cell}</td>' for cell in cells)
    text = [promise[0], *([outcome[0]] if outcome else []), *[f"{name}: {text}" for name, text in rows]]
    exhibit = Exhibit(
        plot_targets(briefing=briefing, status=status, chosen=one.target),
        Reading("\n\n".join(text), f"<table><tr>{beside}</tr></table><table>{html}</table>"),
        words_first=True,
    )
    exhibit.caption = f"Chart: {exhibit.description}. The promise read here is set off in grey."
    return exhibit


def promises_timeline(briefing: str = ALL):
    """A widget: choose a briefing and a status, see the timeline, and read a promise beside its outcome."""
    made = [id for id in _kept("briefings").briefing if id in set(_kept("targets").made.astype(str).str[:10])]
    which = choice("Briefing", [ALL, *made], briefing)
    status = choice("Status", [ALL, *_kept("targets").status.value_counts().index])
    target = _long("Promise", _promised(briefing, ALL))
    _follows(target, [which, status], _promised)
    return explorer(show_targets, {"briefing": which, "status": status, "target": target}, height="48em")


def _promised(briefing: str, status: str) -> list[tuple[str, str]]:
    from .claim_plots import promises

    rows = promises(briefing, status).itertuples()
    dues = [(row, f"due {row.due}" if row.due else "no due date") for row in rows]
    listed = [(f"{row.briefing}, {due}: {_short(row.measure, 80)} ({row.status})", row.target) for row, due in dues]
    return listed or [("none", "")]


def _said(sentence: str, quote: str) -> tuple[str, str]:
    """A sentence with some of its words marked, as text and as HTML."""
    place = where(sentence)
    start = place.text.find(quote)
    spans = [(start, start + len(quote))] if start >= 0 else []
    head = f"{place.who.split(' — ')[0]}, {place.briefing}"
    html = paragraph(f"<b>{escape(head)}</b>") + paragraph(marked(place.text, spans)) + paragraph(f"<code>{escape(sentence)}</code>", MUTED)
    return f"{sentence}: {head}\n{place.text}", html
