"""The widget that turns the pages of a briefing."""

from ..corpus.places import briefing as title_page
from ..corpus.reading import ALL, parts, read, voices
from ..corpus.tables import read_table
from ..display import panel


def reader(briefing: str = "2023-03-01", search: str = ""):
    """A widget to read the briefings: choose one, turn its pages, pick a voice, search for words.

    Parameters
    ----------
    briefing : the briefing shown first.
    search : words highlighted at first.

    Returns
    -------
    ipywidgets.VBox : the widget. The page that it shows is what `read` gives for the same choice.
    """
    import ipywidgets as w

    wide, label = w.Layout(width="26em"), {"description_width": "5em"}
    ids = list(read_table("briefings").briefing)
    choose = w.Dropdown(
        options=ids,
        value=title_page(briefing).briefing,
        description="Briefing",
        layout=wide,
        style=label,
    )
    part = w.Dropdown(description="Part", layout=wide, style=label)
    voice = w.Dropdown(description="Speaker", layout=wide, style=label)
    role = w.Dropdown(
        options=[ALL, "chair", "official", "journalist"],
        description="Role",
        layout=wide,
        style=label,
    )
    words = w.Text(
        value=search,
        description="Search",
        placeholder="words to highlight",
        layout=wide,
        style=label,
    )
    back = w.Button(description="Previous", icon="arrow-left", tooltip="previous part")
    on = w.Button(description="Next", icon="arrow-right", tooltip="next part")
    page = w.HTML()
    frame = w.Box(
        [page],
        layout=w.Layout(height="30em", overflow="auto", border="1px solid #888", padding="0 1em"),
    )
    busy = False

    def show(change=None):
        if not busy:
            page.value = read(
                choose.value, part.value, speaker=voice.value, role=role.value, search=words.value
            )._html

    def another(change=None):
        nonlocal busy
        busy = True
        part.options = [(name, id) for id, name in parts(choose.value).items()]
        voice.options = [ALL, *voices(choose.value)]
        part.value, voice.value, role.value = "opening", ALL, ALL
        busy = False
        show()

    def turn(step):
        ids = list(parts(choose.value))
        part.value = ids[max(0, min(len(ids) - 1, ids.index(part.value) + step))]

    choose.observe(another, "value")
    for control in (part, voice, role, words):
        control.observe(show, "value")
    back.on_click(lambda _: turn(-1))
    on.on_click(lambda _: turn(+1))
    another()
    controls = w.Box(
        [choose, part, voice, role, words, w.HBox([back, on])],
        layout=w.Layout(flex_flow="row wrap"),
    )
    return panel(controls, frame)
