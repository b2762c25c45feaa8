"""How long a widget takes from a change to the new picture, beside the bare drawing of the same.

    python tests/benchmarks/bench_widgets.py

Both are measured in one run. Each widget is opened once; then one of its controls is set to one
value after another. "Widget" is the median of the time until the new picture and the new words are
there; "bare" is that of drawing the same charts as PNG, or of asking the same question where there
is no chart, alternating with it; "ratio" is widget by bare, and "chart" widget by the time of a
small chart of one point, which says how fast the machine is just now. The reader and the
concordance have no chart and take a few ms; the concordance asks twice, once for its choices.
"""

import time
from statistics import median

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt

import briefingroom as br
from briefingroom.widgets.exhibit import Exhibit

CHANGES = 15


def drawn(axes) -> None:
    Exhibit(axes).png()


def small() -> None:
    axes = plt.subplots()[1]
    axes.plot(1, 1, "o", label="one point")
    axes.set(xlabel="x", ylabel="y", title="A small chart")
    axes.legend()
    drawn(axes)


def asked(answer) -> None:
    answer._repr_html_()


def claim_chart(claim: str) -> None:
    drawn(br.plot_series(br.claims().set_index("claim").indicator[claim], chosen=claim))


def audit_row(line: str) -> None:
    drawn(br.plot_audit(AUDIT[AUDIT.claims.str.join("; ") == line]))


AUDIT = br.audit()
WORDS = {
    row.term: br.trend([row.variants]).assign(term=row.term)
    for row in br.glossary().head(CHANGES + 1).itertuples()
}
MARKS = {briefing: br.keywords(briefing, top=15) for briefing in br.briefings().briefing}
STATED = set(br.claims().query("indicator != ''").claim)

# widget, the control that is moved, what it costs to draw or to ask without it
WIDGETS = [
    ("reader", br.reader, "Part", lambda part: asked(br.read(part=part))),
    (
        "series_explorer",
        br.series_explorer,
        "Indicator",
        lambda indicator: drawn(br.plot_series(indicator)),
    ),
    ("claim_inspector", br.claim_inspector, "Figure", claim_chart),
    ("audit_browser", lambda: br.audit_browser("all"), "Line", audit_row),
    (
        "promises_timeline",
        br.promises_timeline,
        "Briefing",
        lambda briefing: drawn(br.plot_targets(briefing=briefing)),
    ),
    (
        "concordance_explorer",
        br.concordance_explorer,
        "Briefing",
        lambda briefing: asked(br.show_concordance(briefing=briefing).about),
    ),
    ("trend_explorer", br.trend_explorer, "Term", lambda term: drawn(br.plot_trend(WORDS[term]))),
    (
        "keyword_explorer",
        br.keyword_explorer,
        "Words of",
        lambda briefing: drawn(br.plot_keywords(MARKS[briefing])),
    ),
    (
        "questions_map",
        br.questions_map,
        "Briefing",
        lambda briefing: drawn(br.plot_questions(briefing=briefing)),
    ),
]
ALLOWED = {
    "claim_inspector": STATED,
    "trend_explorer": set(WORDS),
    "keyword_explorer": set(MARKS),
}  # what has a bare drawing


def fields(widget) -> dict:
    return {
        field.description: field for field in widget.children[0].children if hasattr(field, "value")
    }


def seconds(ask, *arguments) -> float:
    begin = time.perf_counter()
    ask(*arguments)
    return time.perf_counter() - begin


def measure(name: str, make, control: str, bare) -> tuple[float, float]:
    field = fields(make())[control]
    values = [option[1] if isinstance(option, tuple) else option for option in field.options]
    values = [value for value in values if value in ALLOWED.get(name, values)]
    changing, drawing = [], []
    for n in range(CHANGES + 1):
        value = values[(n + 1) % len(values)]
        changing.append(seconds(setattr, field, "value", value))
        drawing.append(seconds(bare, value))
    return median(changing[1:]), median(drawing[1:])  # the first of each loads what is kept


def main() -> None:
    br.use_style()
    small()
    print(f"{'':<22}{'widget (ms)':>12}{'bare (ms)':>12}{'ratio':>8}{'chart':>8}")
    for widget in WIDGETS:
        chart = median(seconds(small) for _ in range(5))
        changing, drawing = measure(*widget)
        times = f"{1000 * changing:>12.0f}{1000 * drawing:>12.0f}"
        ratios = f"{changing / drawing:>8.2f}{changing / chart:>8.2f}"
        print(f"{widget[0]:<22}{times}{ratios}", flush=True)


if __name__ == "__main__":
    main()
