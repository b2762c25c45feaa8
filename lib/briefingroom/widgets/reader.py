"""The widget that turns the pages of a briefing."""

from typing import TYPE_CHECKING, Any

from ..corpus.active import of_same_collection
from ..corpus.reading import ALL, Page, elsewhere, parts, read, roles, voices
from ..corpus.tables import read_table
from ..corpus.title_pages import briefing as title_page
from ..display import Note, as_html
from .controls import Option
from .explorer import framed, panel, row_of_controls

if TYPE_CHECKING:
    import ipywidgets

OPENING = "opening"
FIELD_OF_READER = {"width": "26em"}
LABEL_OF_READER = {"description_width": "5em"}
PAGE_FRAME = {
    "height": "30em",
    "overflow": "auto",
    "border": "1px solid #888",
    "padding": "0 1em",
}
HEIGHT_OF_OTHERS = "5em"  # three lines: what lies below stays where it is, whatever is chosen


def reader(
    briefing: str = "2023-03-01",
    part: str = OPENING,
    *,
    speaker: str = ALL,
    role: str = ALL,
    search: str = "",
) -> "ipywidgets.VBox":
    """A widget to read the briefings: choose one, turn its pages, pick a voice, search for words.

    Parameters
    ----------
    briefing, part, speaker, role, search : the page that it opens with, as in `read`.

    Returns
    -------
    ipywidgets.VBox : the widget. The page that it shows is what `read` gives for the same choice.

    Raises
    ------
    UnknownName : when there is no such briefing, part, speaker or role; the message names the
        nearest.
    """
    first = title_page(briefing).briefing
    read(first, part, speaker=speaker, role=role, search=search)  # refuses what there is not
    return _Reader(first, part, speaker, role, search).panel()


class _Reader:
    """The controls of the reader and its page, and what happens when a control is set."""

    def __init__(self, briefing: str, part: str, speaker: str, role: str, search: str) -> None:
        import ipywidgets as w

        look = {"layout": w.Layout(**FIELD_OF_READER), "style": LABEL_OF_READER}
        ids = list(read_table("briefings").briefing)
        self.briefing = w.Dropdown(options=ids, value=briefing, description="Briefing", **look)
        self.part = w.Dropdown(description="Part", **look)
        self.voice = w.Dropdown(description="Speaker", **look)
        self.role = w.Dropdown(description="Role", **look)
        hint = "words to highlight"
        self.search = w.Text(value=search, description="Search", placeholder=hint, **look)
        self.back = w.Button(description="Previous", icon="arrow-left", tooltip="previous part")
        self.on = w.Button(description="Next", icon="arrow-right", tooltip="next part")
        self.page = w.HTML()
        self.others = w.HTML()
        self.frame_of_others = framed(self.others, HEIGHT_OF_OTHERS)
        self.frame_of_others.add_class("br-elsewhere")
        self._is_opening = False
        self._watch()
        self._open_briefing()
        self.part.value = part
        self.voice.value = speaker
        self.role.value = role

    def panel(self) -> "ipywidgets.VBox":
        """The reader as a widget."""
        import ipywidgets as w

        choices = [self.briefing, self.part, self.voice, self.role, self.search]
        buttons = w.HBox([self.back, self.on])
        frame = w.Box([self.page], layout=w.Layout(**PAGE_FRAME))
        frame.add_class("br-reading")
        whole = panel(row_of_controls([*choices, buttons]), frame, self.frame_of_others)
        whole.add_class("br-reader")  # the page finds by it what to fold below
        return whole

    def _watch(self) -> None:
        self.briefing.observe(of_same_collection(self._open_briefing), "value")
        self.part.observe(of_same_collection(self._open_part), "value")
        for control in (self.voice, self.role, self.search):
            control.observe(of_same_collection(self._show_page), "value")
        turn_pages = of_same_collection(self._turn_pages)
        self.back.on_click(lambda _: turn_pages(-1))
        self.on.on_click(lambda _: turn_pages(+1))

    def _open_briefing(self, change: Any = None) -> None:
        """Begin a briefing at its opening, with its own parts and voices to choose from."""
        self._is_opening = True
        named_parts = parts(self.briefing.value).items()
        self.part.options = [Option(name, part) for part, name in named_parts]
        self.part.value = OPENING
        self.voice.options = self.role.options = [ALL]
        self._is_opening = False
        self._open_part()

    def _open_part(self, change: Any = None) -> None:
        """Offer those who speak in the part, and keep the one chosen where he or she is there."""
        if self._is_opening:
            return
        self._is_opening = True
        where = (self.briefing.value, self.part.value)
        _offer(self.voice, [ALL, *voices(*where)])
        _offer(self.role, [ALL, *roles(*where)])
        self._is_opening = False
        self._show_page()

    def _show_page(self, change: Any = None) -> None:
        """Show what is chosen, unless a briefing is just being opened."""
        if not self._is_opening:
            self.page.value = self._chosen_page()._repr_html_()
            self.others.value = self._said_of_other_places()
            # Hidden, it keeps its room and is no stop of the Tab key.
            self.frame_of_others.layout.visibility = "visible" if self.others.value else "hidden"

    def _said_of_other_places(self) -> str:
        """Where else the search words stand, as HTML; nothing where nobody searches."""
        search = self.search.value.strip()
        if not search:
            return ""
        found = elsewhere(self.briefing.value, self.part.value, search)
        places = ", ".join(f"{name} ({count})" for name, count in found.items())
        return as_html((Note(f"“{search}” elsewhere: {places or 'nowhere'}"),))

    def _chosen_page(self) -> Page:
        return read(
            self.briefing.value,
            self.part.value,
            speaker=self.voice.value,
            role=self.role.value,
            search=self.search.value,
        )

    def _turn_pages(self, step: int) -> None:
        """Go so many parts on, and never beyond the first or the last."""
        ids = list(parts(self.briefing.value))
        place = ids.index(self.part.value) + step
        self.part.value = ids[max(0, min(len(ids) - 1, place))]


def _offer(control: Any, options: list[str]) -> None:
    """Other choices for a control, which keeps its value where that is among them."""
    chosen = control.value
    control.options = options
    control.value = chosen if chosen in options else ALL
