"""A desk where a reader codes sentences: each press is saved, and the end is a comparison."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from ..coding.class_agreement import code_agreement
from ..coding.code_book import coded_question, published_codes
from ..coding.own_codes import OwnCodes
from ..coding.to_code import OF_A_CLASS_HOUR, Wanted, sentences_to_code
from ..corpus.tables import read_table
from ..corpus.voices import who_says
from ..display import Answer, Embedded, Heading, Listing, Paragraph, as_html, counted
from ..errors import BriefingRoomError
from ..ids import parse_id
from .exhibit import Exhibit, answering
from .explorer import panel

if TYPE_CHECKING:
    import ipywidgets

KEYS = "1234567890qwertyio"  # not u: it takes back
NEIGHBOURS = 2  # sentences of the turn on either side
WITHOUT_A_KERNEL_NO_CODES = (
    "A desk for coding. Run the notebook to use it; "
    "br.sentences_to_code() has the sentences as a table."
)
NO_CODE = "none"
NOTHING_CODED = "In these sentences there is nothing to code."


class SentenceWithCodes(NamedTuple):
    """A sentence with its codes in words; the fields are columns of the page."""

    sentence: str
    codes: str
    text: str


class Undone(NamedTuple):
    """What a press took the place of."""

    sentence: str
    code: str
    note: str


def code_sentences(
    column: str = "aim",
    sentences: Wanted = OF_A_CLASS_HOUR,
    file: str | os.PathLike[str] = "my_codes.csv",
    *,
    seed: int = 0,
    balanced: str = "",
) -> "ipywidgets.VBox":
    """A widget to code sentences by mouse or keyboard, and to see how far others agree.

    Every press is saved in the file before the next sentence is shown, so that nothing is lost when
    the kernel stops; run again, it goes on where you stopped. The file is what `code_agreement`
    takes, and a spreadsheet opens it.

    Parameters
    ----------
    column : what is coded: aim, instrument, step, signal, motive, target_group or aim_motive. Of a
        sentence that names several means the first is coded.
    sentences, seed, balanced : which, as in `sentences_to_code`.
    file : of your own codes, in the folder of the notebook.

    Returns
    -------
    ipywidgets.VBox : the widget.

    Raises
    ------
    UnknownName : for another column or a sentence that there is not.
    QuestionError : when the file is there and is no coding; with file and row. It is left as it is.
    """
    question = coded_question(column)
    table = sentences_to_code(sentences, seed=seed, balanced=balanced)
    own = OwnCodes(Path(file).expanduser().absolute(), column, list(table.sentence))
    from .in_page import CodingDesk

    codes = question.meanings.items()
    desk = CodingDesk(
        question=question.asks,
        categories=[
            {"code": code, "key": key, "meaning": meaning}
            for (code, meaning), key in zip(codes, KEYS, strict=False)
        ],
    )
    coder = _Coder(desk, own)
    desk.hear(coder.hear)
    return panel(desk, says=WITHOUT_A_KERNEL_NO_CODES)


@answering
def show_sentences_to_code(
    sentences: Wanted = OF_A_CLASS_HOUR, *, seed: int = 0, balanced: str = ""
) -> Exhibit:
    """The sentences that are to be coded, to read where no kernel runs: what the desk asks of.

    Parameters
    ----------
    sentences, seed, balanced : which, as in `sentences_to_code`.

    Returns an Exhibit without a chart.

    >>> print(show_sentences_to_code("2023-03-01.t02.p16").about)
    2023-03-01.t02.p16.s1  That concludes my brief introduction.
    2023-03-01.t02.p16.s2  Next, my colleagues and I will take your questions.
    2023-03-01.t02.p16.s3  Thank you.
    """
    table = sentences_to_code(sentences, seed=seed, balanced=balanced)
    rows = table.itertuples(index=False, name="SentenceToCode")
    return Exhibit(about=Answer((Listing(tuple(rows), "{sentence}  {text}", close=True),)))


def show_codes(
    sentences: Wanted = OF_A_CLASS_HOUR,
    columns: Sequence[str] = ("instrument", "aim"),
    *,
    seed: int = 0,
) -> Answer:
    """Sentences with their published codes; those in which there is nothing to code are left out.

    Parameters
    ----------
    sentences, seed : which, as in `sentences_to_code`.
    columns : what is coded, as in `published_codes`. Of several means in a sentence, the first.

    Returns an Answer that prints as text and shows as HTML.

    Raises
    ------
    UnknownName : for another column, or a sentence that there is not.

    >>> print(str(show_codes("2021-03-01.t14.p3"))[:65])
    2021-03-01.t14.p3.s1  instrument: service. “Here I would also lik
    """
    table = sentences_to_code(sentences, seed=seed)
    for column in columns:
        codes = published_codes(column).set_index("sentence")[column]
        table[column] = table.sentence.map(codes)
    rows = [
        SentenceWithCodes(row["sentence"], _coded_in_words(row, columns), row["text"])
        for row in table.to_dict("records")
    ]
    coded = tuple(row for row in rows if row.codes)
    if not coded:
        return Answer((Paragraph(NOTHING_CODED),))
    return Answer((Listing(coded, "{sentence}  {codes}. “{text}”", close=True),))


def _coded_in_words(row: dict[str, str], columns: Sequence[str]) -> str:
    """The codes of a sentence in words, without those that say that there is none."""
    return ", ".join(
        f"{column.replace('_', ' ')}: {row[column]}" for column in columns if row[column] != NO_CODE
    )


class _Coder:
    """What happens at the desk."""

    def __init__(self, desk: Any, own: OwnCodes) -> None:
        self._desk, self._own = desk, own
        self._ids = own.sentences
        self._at = 0
        self._undo: list[Undone] = []
        self._result = ""
        coded = len(own.coded())
        begun = f"{own.path.name} goes on with what you coded before." if coded else ""
        self._at = self._next_without_code(-1)
        self._show(begun)

    def hear(self, message: dict[str, Any]) -> None:
        """Do what the page says; whatever goes wrong is said in one sentence."""
        acts = {
            "code": self._code,
            "note": self._note,
            "undo": self._take_back,
            "back": self._go_back,
            "skip": self._skip,
            "compare": self._compare,
        }
        number = int(message.get("number", 0))
        try:
            said = acts[message["act"]](message)
            self._show(said, answered=number)
        except BriefingRoomError as error:
            self._show(str(error), answered=number, failed=True)

    # what can be done

    def _code(self, message: dict[str, Any]) -> str:
        sentence, code = message["id"], message["code"]
        self._write(sentence, code, message["note"])
        self._at = self._next_without_code(self._ids.index(sentence))
        if self._is_done():
            return f"All {counted(len(self._ids), 'sentence')} coded. {self._compare({'file': ''})}"
        return f"Saved: {code}."

    def _note(self, message: dict[str, Any]) -> str:
        sentence, own = message["id"], self._own
        if " ".join(message["note"].split()) == own.note(sentence):
            return ""
        self._write(sentence, own.code(sentence), message["note"])
        return "Note saved."

    def _write(self, sentence: str, code: str, note: str) -> None:
        own = self._own
        before = Undone(sentence, own.code(sentence), own.note(sentence))
        own.write(sentence, code, note)
        self._undo.append(before)
        self._result = ""

    def _take_back(self, message: dict[str, Any]) -> str:
        if not self._undo:
            return "Nothing to take back."
        last = self._undo[-1]
        self._own.write(*last)
        self._undo.pop()
        self._at = self._ids.index(last.sentence)
        self._result = ""
        return "Taken back."

    def _go_back(self, message: dict[str, Any]) -> str:
        self._at = max(0, self._ids.index(message["id"]) - 1)
        return ""

    def _skip(self, message: dict[str, Any]) -> str:
        here = self._ids.index(message["id"])
        self._at = (here + 1) % len(self._ids) if self._is_done() else self._next_without_code(here)
        return "" if self._at != here else "This is the last one without a code."

    def _compare(self, message: dict[str, Any]) -> str:
        own, file = self._own, message["file"]
        if not own.coded():
            return "Code a sentence first."
        theirs = own.path.parent / file if file else published_codes(own.column)
        compared = code_agreement(own.path, theirs)
        title = f"Your codes and {Path(file).name if file else 'the published coding'}"
        self._result = as_html(Answer((Heading(title, level=3), Embedded(compared))).blocks())
        return "The comparison stands below."

    # where it stands

    def _next_without_code(self, here: int) -> int:
        """The next sentence without a code, after the last from the first on; else where it is."""
        number = len(self._ids)
        for step in range(1, number + 1):
            place = (here + step) % number
            if not self._own.code(self._ids[place]):
                return place
        return max(here, 0)

    def _is_done(self) -> bool:
        return len(self._own.coded()) == len(self._ids)

    def _show(self, says: str, *, answered: int = 0, failed: bool = False) -> None:
        own, sentence = self._own, self._ids[self._at]
        coded = len(own.coded())
        of = len(self._ids)
        before, text, after = with_neighbours(sentence)
        self._desk.state = {
            "answered": answered,
            "id": sentence,
            "progress": f"Sentence {self._at + 1:,} of {of:,}; {coded:,} coded, in {own.path.name}",
            "coded": coded,
            "of": of,
            "place": f"{who_says(sentence)}, {sentence}",
            "before": before,
            "text": text,
            "after": after,
            "code": own.code(sentence),
            "note": own.note(sentence),
            "undo": bool(self._undo),
            "says": says,
            "failed": failed,
            "result": self._result,
        }


class Passage(NamedTuple):
    """A sentence between those of its turn that stand before and after it."""

    before: str
    text: str
    after: str


def with_neighbours(sentence: str) -> Passage:
    """A sentence with its neighbours in the turn.

    Parameters
    ----------
    sentence : its id.

    >>> with_neighbours("2023-03-01.t02.p1.s1").before
    ''
    """
    sentences = read_table("sentences")
    turn = sentences[sentences.turn == parse_id(sentence).turn]
    texts = list(turn.text)
    here = list(turn.sentence).index(sentence)
    before = texts[max(0, here - NEIGHBOURS) : here]
    after = texts[here + 1 : here + 1 + NEIGHBOURS]
    return Passage(" ".join(before), texts[here], " ".join(after))
