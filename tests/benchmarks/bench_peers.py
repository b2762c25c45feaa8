"""Questions of the text beside the same questions asked of other programs, as ratios in one run.

    python tests/benchmarks/bench_peers.py [NUMBER]
        made-up briefings, a thousand if no number is given (6 GB with all peers)

"First" is the first question asked of texts that are loaded but not prepared, "later" any other.
Times are the least of several, in milliseconds of the process, which other processes disturb
least; a ratio is ours over theirs, and below 1 ours is faster. SQLite comes with Python; the other
programs are asked where they are installed (`pip install --editable ".[peers]"`, into an
environment of your own: the package does not need them), and a line says which are missing. What
each does is said in its function: most do less than ours, which also names speakers, spreads,
intervals and the sentences behind each number.

Last comes a chart, of the five briefings: only to build it, without the picture, beside the same
marks and words drawn by matplotlib alone, none of them placed.

The aims of a thousand briefings stand beside our figures. They are aims, not promises.
"""

import importlib.util
import re
import sqlite3
import sys
import time
from collections import Counter

import matplotlib
import numpy as np
from bench_text import TARGET, synthetic

from briefingroom.charts.series import plot_series, series_content, series_labels
from briefingroom.charts.style import use_style
from briefingroom.cleaning.words import words
from briefingroom.text.concordancing import concordance
from briefingroom.text.distribution import collocates
from briefingroom.text.index import Texts
from briefingroom.text.keyness import keywords
from briefingroom.text.phrases import shared_phrases
from briefingroom.text.trends import trend

WORD, PHRASE, TREND, NODE = "industrial", "new development paradigm", "digital economy", "digital"
AROUND = 60
REPEATS = 3
INDICATOR = "5g_base_stations"
CHARTS = 20

OURS = {  # with the aims for the first question and for later ones, at a thousand briefings
    "concordance of a word": (lambda texts: concordance(WORD, texts=texts), 180, 80),
    "concordance of a phrase": (lambda texts: concordance(PHRASE, texts=texts), 140, 30),
    "key words": (lambda texts: keywords(TARGET, texts=texts), 900, 50),
    "trend with intervals": (lambda texts: trend(TREND, texts=texts), 900, 150),
    "collocates": (lambda texts: collocates(NODE, texts=texts), 900, 160),
    "shared phrases": (lambda texts: shared_phrases(texts=texts), 7000, 7000),
}


class Peer:
    """Another way to ask: `prepare` makes of the table what is kept, `ask` answers from that."""

    def __init__(self, name, task, prepare, ask, needs=None):
        self.name, self.task, self.prepare, self.ask = name, task, prepare, ask
        self.is_there = needs is None or importlib.util.find_spec(needs) is not None


def by_briefing(table):
    """The text of each briefing."""
    return {name: " ".join(part) for name, part in table.groupby("briefing", sort=False).text}


def cut_around(text, begin, end):
    return text[max(0, begin - AROUND) : begin], text[begin:end], text[end : end + AROUND]


# --- plain Python: a copy in lower case that is kept, a Counter


def lower_copies(table):
    return [(text, text.lower()) for text in by_briefing(table).values()]


def find_in_copies(term):
    """Every place of the letters, whole words or not."""

    def ask(copies):
        lines = []
        for text, lower in copies:
            at = lower.find(term)
            while at >= 0:
                lines.append(cut_around(text, at, at + len(term)))
                at = lower.find(term, at + 1)
        return lines

    return ask


def counters(table):
    return {name: Counter(words(text.lower())) for name, text in by_briefing(table).items()}


def ratios_by_counter(counts):
    """Log ratios alone."""
    target = counts[TARGET]
    others = sum((count for name, count in counts.items() if name != TARGET), Counter())
    sizes = target.total(), others.total()
    return {
        word: np.log2((target[word] + 0.5) / sizes[0] / ((others[word] + 0.5) / sizes[1]))
        for word in target.keys() | others.keys()
    }


def cut_words(table):
    return [words(text.lower()) for text in table.text]


def neighbours_by_hand(sentences):
    """Counts of what stands near, without sentences and turns."""
    near, everywhere = Counter(), Counter()
    for said in sentences:
        everywhere.update(said)
        for at, word in enumerate(said):
            if word == NODE:
                near.update(said[max(0, at - 5) : at])
                near.update(said[at + 1 : at + 6])
    return {word: 14 + np.log2(2 * n / everywhere[word]) for word, n in near.items()}


def turns_with_sizes(table):
    """Of each briefing the turns, in lower case, with their words counted."""
    kept = {}
    for (briefing, _), part in table.groupby(["briefing", "turn"], sort=False).text:
        said = " ".join(part).lower()
        kept.setdefault(briefing, []).append((said, len(words(said))))
    return kept


def intervals_by_hand(kept):
    """Uses by letters, and the bounds of the rate when turns are drawn again."""
    draws = np.random.default_rng(0)
    bounds = {}
    for briefing, turns in kept.items():
        counts = np.array([said.count(TREND) for said, _ in turns])
        sizes = np.array([size for _, size in turns])
        drawn = draws.integers(0, len(turns), (1000, len(turns)))
        rates = 10_000 * counts[drawn].sum(axis=1) / sizes[drawn].sum(axis=1)
        bounds[briefing] = np.percentile(rates, (2.5, 97.5))
    return bounds


def hashed_strings(table):
    """The strings of six words that two briefings share, by numpy hashes; not the maximal ones."""
    numbers = {}
    pairs = []
    for text in by_briefing(table).values():
        ids = np.array([numbers.setdefault(word, len(numbers)) for word in words(text.lower())])
        strings = np.zeros(max(0, len(ids) - 5), np.uint64)
        for shift in range(6):
            shifted = ids[shift : shift + len(strings)].astype(np.uint64)
            strings = (strings + shifted + np.uint64(1)) * np.uint64(0x9E3779B97F4A7C15)
        pairs.append(np.unique(strings))
    return pairs


def shared_hashes(pairs):
    strings, times = np.unique(np.concatenate(pairs), return_counts=True)
    return strings[times > 1]


# --- SQLite, polars, scikit-learn, nltk, tantivy


def fts5(table):
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE VIRTUAL TABLE said USING fts5(text)")
    connection.executemany("INSERT INTO said VALUES (?)", ((text,) for text in table.text))
    return connection


def ask_fts5(term):
    """The sentences with the term, then the places in them by a regular expression."""
    pattern = re.compile(rf"\b{term}\b", re.IGNORECASE)

    def ask(connection):
        query = "SELECT text FROM said WHERE said MATCH ?"
        found = [row[0] for row in connection.execute(query, (f'"{term}"',))]
        return [cut_around(text, *m.span()) for text in found for m in pattern.finditer(text)]

    return ask


def polars_frame(table):
    import polars

    return polars.DataFrame({"text": table.text.tolist()})


def scan_by_polars(term):
    """The hits with what stands around them in the sentence."""

    def ask(frame):
        import polars

        pattern = rf"(?i).{{0,{AROUND}}}\b{term}\b.{{0,{AROUND}}}"
        said = frame.filter(polars.col("text").str.contains(rf"(?i)\b{term}\b"))
        return said.select(polars.col("text").str.extract_all(pattern)).explode("text")

    return ask


def counted_by_sklearn(table):
    from sklearn.feature_extraction.text import CountVectorizer

    documents = by_briefing(table)
    vectorizer = CountVectorizer(token_pattern=r"\w+(?:['’.,-]\w+)*")
    return list(documents), vectorizer.fit_transform(documents.values())


def ratios_by_sklearn(kept):
    """Log ratios alone."""
    names, counts = kept
    target = np.asarray(counts[names.index(TARGET)].todense()).ravel()
    others = np.asarray(counts.sum(axis=0)).ravel() - target
    return np.log2((target + 0.5) / target.sum() / ((others + 0.5) / others.sum()))


def nltk_text(table):
    from nltk.text import ConcordanceIndex

    said = [word for text in table.text for word in words(text)]
    return ConcordanceIndex(said, key=str.lower)


def tantivy_index(table):
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_text_field("text", stored=True)
    index = tantivy.Index(builder.build())
    writer = index.writer()
    for text in table.text:
        writer.add_document(tantivy.Document(text=[text]))
    writer.commit()
    index.reload()
    return index


def ask_tantivy(term):
    """The sentences with the term, without places."""

    def ask(index):
        searcher = index.searcher()
        found = searcher.search(index.parse_query(f'"{term}"', ["text"]), limit=1_000_000).hits
        return [searcher.doc(place)["text"][0] for _, place in found]

    return ask


def peers():
    """All of them, whether or not they are installed."""
    found = []
    for task, term in (("concordance of a word", WORD), ("concordance of a phrase", PHRASE)):
        found += [
            Peer("kept lower copy", task, lower_copies, find_in_copies(term)),
            Peer("SQLite FTS5", task, fts5, ask_fts5(term)),
            Peer("polars", task, polars_frame, scan_by_polars(term), "polars"),
            Peer("tantivy", task, tantivy_index, ask_tantivy(term), "tantivy"),
        ]
    nltk_index = Peer(
        "nltk", "concordance of a word", nltk_text, lambda kept: kept.find_concordance(WORD), "nltk"
    )
    return [
        *found,
        nltk_index,
        Peer("Counter", "key words", counters, ratios_by_counter),
        Peer("scikit-learn", "key words", counted_by_sklearn, ratios_by_sklearn, "sklearn"),
        Peer("by hand", "trend with intervals", turns_with_sizes, intervals_by_hand),
        Peer("by hand", "collocates", cut_words, neighbours_by_hand),
        Peer("numpy hashes", "shared phrases", hashed_strings, shared_hashes),
    ]


def milliseconds(ask, argument):
    begin = time.process_time()
    ask(argument)
    return 1000 * (time.process_time() - begin)


def measured(prepare, ask, table):
    """The least times of a first and of a later question."""
    first, later = [], []
    for _ in range(REPEATS):
        begin = time.process_time()
        kept = prepare(table)
        prepared = 1000 * (time.process_time() - begin)
        first.append(prepared + milliseconds(ask, kept))
        later.append(milliseconds(ask, kept))
    return min(first), min(later)


# --- a chart


def bare_chart(content):
    """The marks and words of a chart of a series, drawn where they come."""
    import matplotlib.pyplot as plt

    _, ax = plt.subplots()
    for row in content.published.itertuples():
        ax.plot(row.at, row.y, "x", color="grey", ms=9)
    for row in content.points.itertuples():
        ax.plot([row.at, row.at], [row.y_low, row.y_high], lw=1)
        ax.plot(row.at, row.y, "o", ms=6.5)
    for label in series_labels(content.points):
        ax.annotate(label.text, label[:2], xytext=(0, 7), textcoords="offset points")
    ax.set_title(content.name)
    ax.set_ylabel(content.word + content.unit)
    ax.annotate("Source", (0, -0.2), xycoords="axes fraction")


def built(build, argument):
    """The least time in which a chart is built; its figure is closed."""
    import matplotlib.pyplot as plt

    taken = []
    for _ in range(CHARTS):
        taken.append(milliseconds(build, argument))
        plt.close()
    return min(taken)


def compare_charts():
    matplotlib.use("agg")
    use_style()
    ours = built(plot_series, INDICATOR)
    bare = built(bare_chart, series_content(INDICATOR, references=True))
    print(f"{'a chart, building only':<46}{'':>9}{ours:>9.0f}   aim 30")
    print(f"    {'bare matplotlib':<42}{'':>9}{bare:>9.0f}   {ours / bare:.2f}")


def compare_questions(table):
    for task, (ask, aim_first, aim_later) in OURS.items():
        ours = measured(Texts, ask, table)
        print(f"{task:<46}{ours[0]:>9.0f}{ours[1]:>9.0f}   aims {aim_first} / {aim_later} at 1,000")
        for peer in peers():
            if peer.task != task:
                continue
            if not peer.is_there:
                print(f"    {peer.name:<42}   (not installed)")
                continue
            first, later = measured(peer.prepare, peer.ask, table)
            ratios = f"{ours[0] / first:.2f} / {ours[1] / max(later, 0.1):.2f}"
            print(f"    {peer.name:<42}{first:>9.0f}{later:>9.0f}   {ratios}", flush=True)


def main() -> None:
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    table = synthetic(number)
    print(f"{table.briefing.nunique():,} briefings, {table.text.str.len().sum():,} characters")
    print(f"{'':<46}{'first':>9}{'later':>9}   ours / theirs, or aims")
    compare_questions(table)
    compare_charts()
    missing = sorted({peer.name for peer in peers() if not peer.is_there})
    if missing:
        print(f"Not installed, so not asked: {', '.join(missing)}.")


if __name__ == "__main__":
    main()
