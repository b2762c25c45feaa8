"""How long questions of the text take, beside the plain Python way of asking them, in one run.

    python tests/benchmarks/bench_text.py
        the five briefings and fifty synthetic ones
    python tests/benchmarks/bench_text.py --large
        the five briefings and a thousand (57 million characters; some minutes, 6 GB)

Times are medians, and ratios to the baseline measured in the same run; below 1 is faster. "First"
is the first question asked of texts that are loaded but not prepared, "later" any other. Memory is
what a question allocates at its peak (tracemalloc), as a ratio to the characters of the text or to
the baseline. The exponent is that of cost against characters, from five briefings to the larger
number: 1 is as fast as the text grows.

A synthetic briefing is a real one in which one word in three was replaced by another, half of them
by words that no real briefing has. Of a thousand such, each has two hundred siblings: over a
quarter of their words lie in shared phrases, of the real ones a tenth. The baseline of both
questions about phrases lists the strings of six words that two briefings share; shared_phrases does
more than that, formula_share counts the words in them.
"""

import math
import re
import sys
import time
import tracemalloc
from collections import Counter
from statistics import median

import numpy as np
import pandas as pd

from briefingroom.cleaning.words import words
from briefingroom.corpus import tables
from briefingroom.text.concordancing import concordance
from briefingroom.text.index import Texts, corpus
from briefingroom.text.keyness import keywords
from briefingroom.text.phrases import formula_share, shared_phrases
from briefingroom.text.trends import trend

ALTERED = 1 / 3
TARGET = "2023-03-01"


def real() -> pd.DataFrame:
    about = tables.turns()[["turn", "speaker", "outlet", "role", "act"]]
    return tables.sentences()[["sentence", "turn", "briefing", "text"]].merge(about, on="turn")


def synthetic(number: int) -> pd.DataFrame:
    rng, table = np.random.default_rng(0), real()
    parts = [part for _, part in table.groupby("briefing")]
    others = np.array([word for text in table.text for word in text.split()], object)
    copies = []
    for copy in range(number // len(parts)):
        for part in parts:
            tokens = [text.split(" ") for text in part.text]
            flat = np.array([token for sentence in tokens for token in sentence], object)
            altered = rng.random(len(flat)) < ALTERED
            flat[altered] = rng.choice(others, altered.sum())
            made_up = altered & (rng.random(len(flat)) < 0.5)
            flat[made_up] = [f"made{rank}" for rank in rng.zipf(1.3, made_up.sum()) % 1_000_000]
            edges = np.cumsum([len(sentence) for sentence in tokens])[:-1]
            copies.append(
                part.assign(text=[" ".join(sentence) for sentence in np.split(flat, edges)])
            )
            for column in ("sentence", "turn", "briefing"):
                copies[-1][column] = (
                    f"{copy:03d}." + copies[-1][column] if copy else copies[-1][column]
                )
    return pd.concat(copies, ignore_index=True)


def plain_concordance(pattern: str):
    def ask(documents):
        found = (
            m for text in documents.values() for m in re.finditer(pattern, text, re.IGNORECASE)
        )
        return [
            (
                m.string[max(0, m.start() - 60) : m.start()],
                m.group(),
                m.string[m.end() : m.end() + 60],
            )
            for m in found
        ]

    return ask


def plain_keywords(documents):
    counts = {True: Counter(), False: Counter()}
    for briefing, text in documents.items():
        counts[briefing == TARGET].update(words(text.lower()))
    (y, n), (y0, n0) = ((counts[side], counts[side].total()) for side in (True, False))
    compared = [word for word in y.keys() | y0.keys() if y[word] + y0[word] >= 5]
    ratios = [
        (math.log2((y[word] + 0.5) / (n + 0.5) / (y0[word] + 0.5) * (n0 + 0.5)), word)
        for word in compared
    ]
    return sorted(ratios, reverse=True)


def plain_phrases(documents):
    shared = Counter()
    for text in documents.values():
        said = words(text.lower())
        shifted = (said[shift:] for shift in range(6))
        shared.update(set(zip(*shifted, strict=False)))
    return [phrase for phrase, count in shared.items() if count > 1]


QUESTIONS = [
    (
        "concordance of a word",
        plain_concordance(r"\bindustrial\b"),
        lambda texts: concordance("industrial", texts=texts),
    ),
    (
        "concordance of a phrase",
        plain_concordance(r"\bnew development paradigm\b"),
        lambda texts: concordance("new development paradigm", texts=texts),
    ),
    (
        "concordance of a wildcard",
        plain_concordance(r"\bindustr\w*"),
        lambda texts: concordance("industr*", texts=texts),
    ),
    (
        "concordance of *ization",
        plain_concordance(r"\b\w*ization\b"),
        lambda texts: concordance("*ization", texts=texts),
    ),
    ("key words", plain_keywords, lambda texts: keywords(TARGET, texts=texts)),
    ("formula share", plain_phrases, lambda texts: formula_share(texts=texts)),
    ("shared phrases", plain_phrases, lambda texts: shared_phrases(texts=texts)),
    ("trend of a phrase (no baseline)", None, lambda texts: trend("digital economy", texts=texts)),
]


def seconds(ask, argument, repeat: int) -> float:
    taken = []
    for _ in range(repeat):
        begin = time.perf_counter()
        ask(argument() if callable(argument) else argument)
        taken.append(time.perf_counter() - begin)
    return median(taken)


def first_seconds(ask, table: pd.DataFrame, repeat: int) -> float:
    taken = []
    for _ in range(repeat):
        texts = Texts(table)
        begin = time.perf_counter()
        ask(texts)
        taken.append(time.perf_counter() - begin)
    return median(taken)


def peak(ask, argument) -> int:
    tracemalloc.start()
    ask(argument)
    size = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return size


def peak_when_prepared(ask, table: pd.DataFrame) -> int:
    """What a question allocates beside the texts and what is prepared and kept of them."""
    texts = Texts(table)
    texts.pages, texts.words  # noqa: B018 prepared
    return peak(ask, texts)


def measure(table: pd.DataFrame, large: bool) -> dict[str, float]:
    documents = {briefing: " ".join(part.text) for briefing, part in table.groupby("briefing")}
    size = sum(map(len, documents.values()))
    print(f"\n{len(documents):,} briefings, {size:,} characters (time in ms)")
    heads = ("baseline", "first", "later", "first/base", "later/base", "memory/text", "memory/base")
    print(" " * 32 + "".join(f"{head:>13}" for head in heads))
    texts, later, base_of = Texts(table), {}, {}
    for name, plain, ask in QUESTIONS:
        slow = large and name in ("formula share", "shared phrases")
        repeat = 1 if slow else 3 if large else 15
        if plain and plain not in base_of:
            base_of[plain] = seconds(plain, documents, repeat), peak(plain, documents)
        base, base_peak = base_of.get(plain, (math.nan, math.nan))
        first = first_seconds(ask, table, repeat)
        ask(texts)
        later[name] = seconds(ask, texts, repeat)
        used = peak(ask, Texts(table))
        times = "".join(f"{1000 * taken:>13.1f}" for taken in (base, first, later[name]))
        ratios = (first / base, later[name] / base, used / size, used / base_peak)
        print(f"{name:<32}{times}" + "".join(f"{ratio:>13.2f}" for ratio in ratios), flush=True)
    pages = peak(lambda fresh: fresh.pages, Texts(table)) / size
    loading = 1000 * seconds(Texts, table, 3)
    print(f"loading Texts takes {loading:.1f} ms; the pages take {pages:.2f} of the text")
    phrases = peak_when_prepared(lambda fresh: shared_phrases(texts=fresh), table)
    print(f"shared phrases take {phrases / 1e9:.2f} GB at most, beside what is prepared")
    return later | {"characters": size}


def main() -> None:
    corpus()
    small = measure(real(), large=False)
    more = measure(synthetic(1000 if "--large" in sys.argv else 50), large="--large" in sys.argv)
    print("\nexponent of cost against characters (later questions)")
    growth = math.log(more["characters"] / small["characters"])
    for name, *_ in QUESTIONS:
        print(f"{name:<32}{math.log(more[name] / small[name]) / growth:>6.2f}")
    print("aims of shared phrases at a thousand: 0.4 GB, exponent 1.10")


if __name__ == "__main__":
    main()
