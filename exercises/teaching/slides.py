"""Make slides for the lessons and the ninety minutes: python3 start.py slides [--pdf]

Each deck is a page that a browser opens without network; S opens the notes of the teacher.
"""

import argparse
import shutil
import sys
from functools import cache
from pathlib import Path

import mistune
from decks import Deck, chosen, lesson_deck
from jinja2 import Environment, FileSystemLoader
from lesson_parts import PROJECT, MissingPart, Quote
from markupsafe import Markup
from ninety_deck import ninety_deck
from plan_parts import GUIDE

MADE = GUIDE / "slides-made"
SHARED = "shared"  # the folder beside the decks with all that they load
FONTS = PROJECT / "lib" / "briefingroom" / "charts" / "fonts"


def all_decks() -> list[Deck]:
    """The deck of the ninety minutes, then one for each lesson."""
    return [ninety_deck(), *map(lesson_deck, chosen()["lessons"])]


# --- from words to pages


class PlainLinks(mistune.HTMLRenderer):
    """Markdown in which links are only words, and pictures nothing: a deck leads nowhere."""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return text

    def image(self, text: str, url: str, title: str | None = None) -> str:
        return ""


@cache
def markdown_reader() -> mistune.Markdown:
    return mistune.create_markdown(renderer=PlainLinks(escape=True))


def in_html(words: str) -> Markup:
    """The words of one paragraph, with their marks of Markdown, as HTML.

    What is HTML in them is shown as it is written.
    """
    marked = markdown_reader()
    tokens = marked.inline(words, {})  # no block: "100." begins no list
    return Markup(marked.renderer.render_tokens(tokens, marked.block.state_cls()))


@cache
def deck_template(name: str):
    environment = Environment(loader=FileSystemLoader(GUIDE / "pages"), autoescape=True)
    environment.filters["words"] = in_html
    environment.tests["quote"] = lambda part: isinstance(part, Quote)
    return environment.get_template(name)


def page_of(deck: Deck) -> str:
    """A deck as the page that a browser opens."""
    return deck_template("deck.html").render(deck=deck, shared=SHARED)


def write_decks(decks: list[Deck], folder: Path) -> list[Path]:
    """Write all decks, a list of them, and what they load, into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    write_shared(folder / SHARED)
    list_of_decks = deck_template("decks.html").render(decks=decks)
    (folder / "index.html").write_text(list_of_decks, encoding="utf-8")
    paths = []
    for deck in decks:
        paths.append(folder / f"{deck.name}.html")
        paths[-1].write_text(page_of(deck), encoding="utf-8")
    return paths


def write_shared(folder: Path) -> None:
    """reveal.js, the fonts, each with its licence, and the style."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(GUIDE / "reveal", folder)
    for font in [*FONTS.glob("*.ttf"), *FONTS.glob("*.txt")]:
        shutil.copy(font, folder)
    shutil.copy(GUIDE / "pages" / "deck.css", folder)


# --- the command


def main(words: list[str]) -> None:
    options = options_in(words)
    try:
        paths = write_decks(all_decks(), options.into)
    except MissingPart as missing:
        sys.exit(str(missing))
    print(f"{len(paths)} decks are in {options.into}: open index.html there in a browser.")
    if options.pdf:
        from slides_as_pdf import print_decks

        print_decks(paths)


def options_in(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="start.py slides", description=__doc__)
    parser.add_argument("--pdf", action="store_true", help="print each deck, too, by Chromium")
    parser.add_argument("--into", type=Path, default=MADE, help="another folder for them")
    return parser.parse_args(words)


if __name__ == "__main__":
    main(sys.argv[1:])
