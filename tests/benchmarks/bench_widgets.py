"""How long a widget takes from a change to the new picture, beside the bare drawing of the same.

    python tests/benchmarks/bench_widgets.py

Both are measured in one run. Each widget is opened once; then one of its controls is set to one
value after another. "Widget" is the median of the time until the new picture and the new words are
there; "bare" is that of drawing the same charts as PNG, or of asking the same question where there
is no chart, alternating with it; "ratio" is widget by bare, and "chart" widget by the time of a
small chart of one point, which says how fast the machine is just now. The reader and the
concordance have no chart and take a few ms; the concordance asks twice, once for its choices.

Then, in JupyterLab and Chromium where they are installed, the time from a click on a mark to the
page of its sentence, as the page sees it, and the part of it that the kernel takes; the aim is a
median under 100 ms. Last, how long a kernel takes to begin and how large it is with the tables, and
then with what a widget needs: ipywidgets, needed before charts had buttons too, and anywidget.
"""

import importlib.util
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from statistics import median, quantiles

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt

import briefingroom as br
from briefingroom.widgets.exhibit import drawn_picture

CHANGES = 15


def drawn(axes) -> None:
    drawn_picture(axes)


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


# --- from a click to its sentence

CLICKED = """async ([marks, page]) => {
    const times = [];
    for (const button of marks) {
        const ids = JSON.parse(button.dataset.ids);
        if (ids.length > 1 || ids[0] === page.dataset.id) continue;
        const begin = performance.now();
        button.click();
        while (page.dataset.id !== ids[0]) await new Promise(later => setTimeout(later, 1));
        times.push(performance.now() - begin);
        await new Promise(later => setTimeout(later, 50));
    }
    return times;
}"""
SHOWN = "import briefingroom as br\nbr.use_style()\nbr.series_explorer()"


@contextmanager
def series_in_lab():
    """The page of a JupyterLab in which the widget of a series lives."""
    from playwright.sync_api import sync_playwright

    place = Path(__file__).parents[1] / "browser" / "conftest.py"
    spec = importlib.util.spec_from_file_location("browser_conftest", place)
    browsers = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(browsers)
    with tempfile.TemporaryDirectory() as home, sync_playwright() as playwright:
        folder = Path(home, "work")
        folder.mkdir()
        chromium = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=browsers.SWITCHES
        )
        with browsers.running(folder) as address:
            lab = browsers.Lab(chromium, address, folder)
            with lab.open_notebook(lab.write_notebook("series.ipynb", [SHOWN])) as opened:
                opened.run_all()
                yield opened.page
        chromium.close()


def click_to_sentence() -> list[float]:
    """Milliseconds from each click on a mark to its page."""
    with series_in_lab() as page:
        marks = page.locator(".br-marks > button").element_handles()
        arguments = [marks, page.locator(".br-page").element_handle()]
        page.evaluate(CLICKED, arguments)  # the first time, pages are made that are then kept
        return page.evaluate(CLICKED, arguments)


def in_kernel() -> list[float]:
    """Milliseconds that the kernel takes to answer a click."""
    panel = br.series_explorer()
    view = panel.children[1].children[0]
    ids = [item["id"] for mark in view.chart["marks"] for item in mark["items"]]
    for id in ids:  # the first time, pages are made that are then kept
        view.set_state({"chosen": id})
    return [1000 * seconds(view.set_state, {"chosen": id}) for id in ids]


# --- what a kernel needs

BEGUN = """
import time
import psutil
begin = time.perf_counter()
import briefingroom as br
br.claims(), br.references(), br.sentences()
{more}
took = time.perf_counter() - begin
print(1000 * took, psutil.Process().memory_info().rss / 2**20)
"""
STEPS = {
    "tables": "",
    "and ipywidgets": "import ipywidgets",
    "and anywidget": "import ipywidgets, anywidget",
    "and a widget": "br.series_explorer()",
}


def begun(more: str) -> tuple[float, float]:
    """Milliseconds and megabytes of a process that has loaded the tables and more."""
    code = BEGUN.format(more=more)
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    took, megabytes = map(float, out.stdout.split())
    return took, megabytes


def print_clicks() -> None:
    print("\nfrom a click to its sentence (ms): median, nine of ten within")
    answered = in_kernel()
    print(f"{'in the kernel':<22}{median(answered):>12.0f}{quantiles(answered, n=10)[-1]:>12.0f}")
    try:
        clicked = click_to_sentence()
    except Exception as error:  # no Chromium, no Playwright: the rest is still worth printing
        print(f"in the page: not measured ({type(error).__name__})")
        return
    print(f"{'in the page':<22}{median(clicked):>12.0f}{quantiles(clicked, n=10)[-1]:>12.0f}")


def print_beginnings() -> None:
    print("\na kernel that has loaded (ms, MB)")
    for name, more in STEPS.items():
        took, megabytes = zip(*(begun(more) for _ in range(3)), strict=True)
        print(f"{name:<22}{median(took):>12.0f}{median(megabytes):>12.0f}")


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
    print_clicks()
    print_beginnings()


if __name__ == "__main__":
    main()
