"""Collections of made-up briefings: the published ones, with other words in a third of the places.

Each is a folder as `add` writes it, with the tables whose figures the tests compare.
"""

import csv
import hashlib
import importlib.util
import io
import json
from datetime import date, timedelta
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
FIRST_DAY = date(2030, 1, 1)
MODEL_ID = "0001-01-01"
ALTERED = 1 / 3
MADE_UP_WORDS = 1_000_000
# Letters typed in other ways, words that other programs cut or join, and what is no word.
ODD = [
    "Self\u2010re\xadliance and ｒｅｆｏｒｍ of the ﬁrst e\u0301lan.",
    "China’s China's ‘China’s’ “reform”; reform-minded re-form re_form REFORM.",
    "Straße STRASSE ſtrong strong ς σ Σ İstanbul istanbul µ μ.",
    "5.9% of 24.54 trillion, 24,54 and 24.54; x² and ½ of 5G.",
    "中国的改革，reform，与“新”发展。 改革 reform",
    "— … ! ( )",
    "new, new development paradigm - new development paradigm; new  development\u00a0paradigm",
    "reform reform Reform reform, reform reform",
]


def _folders():
    path = HERE.parent / "corpus" / "collection_folders.py"
    spec = importlib.util.spec_from_file_location("collection_folders_of_large", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def days(number):
    """So many ids of briefings."""
    return [(FIRST_DAY + timedelta(place)).isoformat() for place in range(number)]


def made_up_collection(folder, number, odd=True):
    """A collection of so many made-up briefings; with odd sentences in the first of them."""
    folder.mkdir(parents=True)
    (folder / "collection.json").write_text('{"layout": 1}', encoding="utf-8")
    write_some(folder, days(number), range(number), odd)
    return folder


def write_some(folder, ids, places, odd=True):
    """Some briefings of a collection; each is the same whichever are written with it."""
    models = [Model(published) for published in _folders().PUBLISHED]
    others = np.array([word for model in models for word in model.words], object)
    for place in places:
        rng = np.random.default_rng(place)
        strange = ODD[place % len(ODD) :] if odd and place < 2 * len(ODD) else []
        id = ids[place]
        models[place % len(models)].write(folder / id, id, others, rng, strange)


class Model:
    """A published briefing, of which made-up ones are made."""

    def __init__(self, published):
        folders = _folders()
        self.source = (folders.HOME / "sources" / f"{published}.txt").read_bytes()
        self.tables = {
            name: folders.renamed_rows(name, published, MODEL_ID)
            for name in folders.TABLES_OF_BRIEFING
        }
        reader = csv.DictReader(io.StringIO(self.tables.pop("sentences")))
        self.columns = reader.fieldnames
        self.sentences = list(reader)
        tokens = [[*row["text"].split(" "), "\n"] for row in self.sentences]
        self.tokens = np.array([token for sentence in tokens for token in sentence], object)
        self.is_word = self.tokens != "\n"
        self.words = self.tokens[self.is_word].tolist()

    def write(self, home, id, others, rng, odd):
        """Write the folder of a briefing with this id."""
        files = {f"tables/{name}.csv": text for name, text in self.tables.items()}
        files["tables/sentences.csv"] = self.altered_sentences(others, rng, odd)
        contents = {path: text.replace(MODEL_ID, id).encode() for path, text in files.items()}
        contents["source.txt"] = self.source
        (home / "tables").mkdir(parents=True)
        for path, content in contents.items():
            (home / path).write_bytes(content)
        checksums = {path: hashlib.sha256(data).hexdigest() for path, data in contents.items()}
        about = {"layout": 1, "sha256": checksums["source.txt"], "files": checksums}
        (home / "briefing.json").write_text(json.dumps(about), encoding="utf-8")

    def altered_sentences(self, others, rng, odd):
        """Sentences in which a third of the words are others, half of these made up."""
        tokens = self.tokens.copy()
        chance = rng.random(len(tokens))
        is_other = self.is_word & (chance < ALTERED)
        is_made_up = self.is_word & (chance < ALTERED / 2)
        tokens[is_other] = rng.choice(others, is_other.sum())
        ranks = rng.zipf(1.3, is_made_up.sum()) % MADE_UP_WORDS
        tokens[is_made_up] = [f"made{rank}" for rank in ranks.tolist()]
        texts = " ".join(tokens.tolist()).removesuffix(" \n").split(" \n ")
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(self.columns)
        for place, (row, text) in enumerate(zip(self.sentences, texts, strict=True)):
            if odd and place % 9 == 0:
                text = f"{text} {odd[place // 9 % len(odd)]}"
            writer.writerow({**row, "text": text}.values())
        return out.getvalue()
