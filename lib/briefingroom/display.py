"""How text becomes HTML: escaped, with the places that matter marked.

Only plain tags and inline styles, so that a page looks right in JupyterLab's light and dark themes and still reads
where styles are taken away (GitHub, a printout).
"""

from html import escape

MUTED = "opacity:0.7;font-size:90%"


def marked(text: str, spans=()) -> str:
    """Text as HTML with the given (start, end) stretches highlighted.

    >>> marked("a <b> c", [(2, 5)])
    'a <mark>&lt;b&gt;</mark> c'
    """
    pieces, at = [], 0
    for start, end in spans:
        pieces += escape(text[at:start]), "<mark>", escape(text[start:end]), "</mark>"
        at = end
    return "".join([*pieces, escape(text[at:])])


def amount(value: float, unit: str) -> str:
    """A value with its unit, as one reads it.

    >>> amount(31.3e12, "CNY"), amount(718000, "count"), amount(0.3, "percentage_point")
    ('31.3 trillion CNY', '718,000 count', '0.3 percentage point')
    """
    scale, name = magnitude(value)
    return f"{value / scale:,.12g} {name}{unit.replace('_', ' ')}"


def magnitude(value: float) -> tuple[float, str]:
    """The largest of trillion, billion and million that a value reaches, and its name; else 1 and nothing."""
    names = ((1e12, "trillion "), (1e9, "billion "), (1e6, "million "))
    return next(((scale, name) for scale, name in names if value >= scale), (1, ""))


def paragraph(html: str, style: str = "") -> str:
    """A paragraph of HTML that is already escaped."""
    return f'<p style="margin:0.4em 0;max-width:46em;line-height:1.45;{style}">{html}</p>'


def table(rows: list[tuple[str, str]]) -> str:
    """A small table of names and values; both are escaped here."""
    cells = "".join(
        f'<tr><th style="text-align:left">{escape(name)}</th><td style="text-align:left">{escape(value)}</td></tr>'
        for name, value in rows
        if value
    )
    return f"<table>{cells}</table>"


def panel(*rows):
    """A widget of rows, one below the other, which says in words what it is where no kernel runs."""
    import ipywidgets as w

    class Panel(w.VBox):
        def __repr__(self) -> str:
            return "An interactive panel. Run the notebook to use it; the same view, without the controls, stands below."

    return Panel(list(rows))


def counted(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'s' * (number != 1)}"
