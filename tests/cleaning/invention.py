"""Invented transcripts with known truth: a layout is drawn, a page is written, each piece known.

Nothing is copied from a real page. The subject is an island of lighthouses.
"""

import random
from dataclasses import dataclass, field, fields

SURNAMES = "Lu Shen Gao Wei Tang Xu Qiao Bai Ouyang Jiang Han Meng".split()
GIVEN = "Haideng Mingyu Bo Taoran Xinlan Yifeng Lihua Zhen Anguo Rui Wenjing Pei".split()
OTHER_PEOPLE = ["Tursun Abliz", "Penpa Norbu", "Batbayar", "Erdeni Sarnai"]
OFFICES = [
    "minister of lighthouses and coastal affairs",
    "vice minister of lighthouses and coastal affairs",
    "director general of the Department of Lamps of the Ministry of Lighthouses",
    "chief engineer and spokesperson of the Ministry of Lighthouses (MOLH)",
    "deputy head of the National Tide Administration",
    "governor of Northern Island",
]
OUTLETS = [
    "Island Evening Post",
    "Harbor TV",
    "lantern.cn",
    "Harborline.com.cn",
    "North Sea News Agency (NSNA, affiliated with Tide Media)",
    "Coast & Country Magazine",
    "Fishermen's Daily",
    "Channel 7 News",
    "KBC",
    "Voice of the Coast, Tide Media Group",
    "Tide Weekly [Hong Kong]",
    "24 Hours Online",
    "The Beacon",
    "Seagull",
    "El Faro",
    "South Wind Window",
    "Macao Tide TV",
    "21st Century Lamp Herald",
    "People’s Tide Online",
    "Xinhua News Agency",
    "Reuters",
    "The Associated Press",
    "CCTV",
    "Bloomberg News",
    "Phoenix TV",
]
FACTS = [
    "The number of lamps rose by 6.5% last year.",
    "More than 1,200 lighthouses are now lit at night.",
    'We call this the "double light" approach.',
    "Fishermen have told us that the new lamps save oil.",
    "Investment in harbors reached 3.4 billion yuan.",
    "The tide stations now cover every bay of the island.",
    "Mr. Gao has visited all of them in person.",
    "Work on the No. 3 pier began in May.",
    "Ferries carry about 40,000 passengers a day.",
    "Why does this matter? Because a dark coast is a dangerous coast.",
    "Our engineers have replaced the old lenses with lighter ones.",
    "The plan covers the years from 2026 to 2030.",
    "In the first half of the year, exports of lamps grew steadily.",
    "Small workshops received support worth 12 million yuan.",
    "As the saying goes, a lamp that is shared loses nothing.",
    "We will keep the coast safe: this is what people expect.",
]
OPENINGS = [
    "Ladies and gentlemen, good {hour}. Welcome to this press conference held by the Tide Office.",
    "Good {hour}, friends from the media. Welcome to today's briefing.",
    "Friends from the press, good {hour}, and welcome to the press conference of the Tide Office.",
]
INVITES = [
    "Today, we have invited {all} to brief you on lighthouses and to take your questions.",
    "With us today are {all}. They will introduce the work of the past year.",
    "We are delighted to have {all} here.",
]
GIVES = [
    "Now, let's give the floor to {first}.",
    "First, I would like to invite {first} to make an introduction.",
    "Next, we will hear from {first}.",
]
FLOORS = [
    "Thank you, {first}. Now the floor is open for questions. Please name your news outlet first.",
    "Thanks for your introduction, {first}. We will now move on to the Q&A session.",
    "The floor is open to questions. Please identify the organization you work for.",
    "Thank you, {first}. Let's move on to questions. Please raise your hands.",
]
BETWEEN = [
    "Next question, please.",
    "Now, we'll take the last question.",
    "Due to time constraints, we will take one more question.",
    "The last two questions, please.",
    "We have time for one final question.",
    "Let's continue with questions from the journalists online.",
    "Let's take another question.",
]
CLOSINGS = [
    "Thank you, {first}, and thank you all. Today's press conference is hereby concluded.",
    "That's all for today's press conference. Thank you, everyone.",
    "Thanks to all the speakers and friends from the media. This is the end of today's briefing. "
    "Goodbye!",
    "With that, we conclude today's press conference. Thank you for coming.",
    "Today's briefing ends here. Thanks to our speakers and to all of you. See you next time.",
    "Due to limited time, this press conference comes to an end here. Goodbye.",
]
GREETINGS = [
    "Good {hour}, ladies and gentlemen. It is a pleasure to meet you all.",
    "Friends from the media, ladies and gentlemen, good {hour}. Welcome to this press conference.",
    "Ladies and gentlemen, I would like to thank you for your interest in our lighthouses.",
]
STATEMENT_ENDS = [
    "That concludes my introduction. My colleagues and I will now take your questions.",
    "That's all for my introduction. Thank you.",
    "Next, we are happy to answer your questions.",
]
BACKGROUNDS = [
    "We have noticed that the lamps of the northern coast were replaced this year.",
    "Last month, the Tide Office issued guidelines on ferries, drawing wide attention.",
    "The new harbor is of great concern to many fishermen.",
    "In recent years, the island has built a large number of lighthouses.",
    "It is reported that oil prices have risen.",
    "",
]
QUESTIONS = [
    "What progress has been made so far? What are the plans for the next step? Thank you.",
    "How does the ministry view this trend? Thank you.",
    "Could you please tell us more about the measures that will be taken? Thanks.",
    "What specific steps will you take this year?",
    "I have two questions. First, how many lamps are new? Second, who pays for them? Thank you!",
    "My question is, how will the ministry support small workshops? Thank you very much.",
    "Will the growth be sustained? What will be done for the fishermen?",
]
PLAIN_REQUESTS = [
    "I would like to know what the ministry has done in this regard. Thank you.",
    "Please brief us on the latest progress. Thank you.",
    "Could you share some details with us. Thank you.",
    "Please introduce the relevant situation.",
]
ANSWERS = [
    "Thank you for your question.",
    "Thanks for your questions.",
    "Let me answer your question.",
    "This is a very good question.",
    "Thank you. I will take this question.",
    "Thank you for your interest in lighthouses.",
    "The harbor you mentioned is indeed important.",
]
ANSWER_ENDS = ["Thank you.", "That's my answer.", "We are confident in the future.", ""]
HANDOVERS = [
    "Thank you for your question. I would like to invite {other} to answer it.",
    "I will pass this question to {other}.",
    "This concerns our harbors. Let's ask {other} to respond.",
    "Let me hand it over to {other}, who oversees this field.",
    "I'd like to give the floor to {other}.",
    "Thanks. Please let {other} take this question.",
]
SECONDS = [
    "I will take the second part of the question.",
    "As for ferries, let me give you some details.",
    "Thank you. Regarding your question on fishermen, I can say the following.",
]
COMMENTS = [
    "Let me add a few words. A coast that is lit brings people home.",
    "I would like to add one point. The lamps are a matter for everybody.",
    "I'd like to make an additional remark. Every lamp counts, and we count every lamp.",
    "Just to add, the figures will be published next week.",
]
COLONS = [
    "We will focus on the following three aspects:",
    "In this regard, our main measures are as follows:",
    "The work falls into two parts, namely:",
]
POINTS = ["First,", "Second,", "Third,", "Finally,"]
SLIPS = [
    ("at night.We light", "at night. We light"),
    ("the harbor , and", "the harbor, and"),
    ("of the lighthouse .", "of the lighthouse."),
    ("in 2025.The tide", "in 2025. The tide"),
    ("by 6.5%.We count", "by 6.5%. We count"),
    ("the lamp ; then", "the lamp; then"),
    ("the lamps,and the oil", "the lamps, and the oil"),
    ("the MOLH.We light", "the MOLH. We light"),
]
NOTES = ["[Laughter]", "(Applause)", "(Interpretation in progress)"]
CREDITS = [
    "Translated and edited by Tang Rui, Bai Xinlan, Han Bo and Ann Keeper. In case of any "
    "discrepancy between the English and Chinese texts, the Chinese version is deemed to prevail.",
    "Translated and edited by Lu Pei, Meng Zhen and John Wick.",
]
HEAD_FURNITURE = [
    "Home > Press Room > Transcripts",
    "Share:",
    "Adjust font size:",
    "Print E-mail",
    "1 2 3 4 5 Next >",
    "http://www.example.org/lamps/2031-03/01/content_1.htm",
    "Read in Chinese",
    "Share to Facebook Twitter Weibo",
]
FOOT_FURNITURE = [
    "Go to Forum >>0 Comment(s)",
    "Follow Island.org.cn on Twitter and Facebook to join the conversation.",
    "Copyright © Tide Office. All Rights Reserved",
    "MORE FROM Tide Office",
    "1 2 3 Next >",
    "Related News:",
    "Editor: Lu Pei",
    "https://www.example.org/next.htm",
]
PHOTO = (
    "Gao Bo (middle), minister of lighthouses, speaks to the press. [Photo by Han Rui/Tide Office]"
)


@dataclass
class Layout:
    """How a page is set; each field is one choice."""

    title: str = "one"  # one, two, colon, none
    dateline: bool = True
    lead: str = "plain"  # none, plain, glued
    listed: str = "once"  # once, twice, not
    sections: str = "colon"  # colon, plain, blank, lost
    names: str = "plain"  # plain, mr, mr without stop, capitals, dash
    chair_listed: bool = True
    chair: str = "name"  # name, Moderator
    date_section: bool = True
    credit: str = "last"  # last, first, none
    gallery: str = "foot"  # foot, head, none
    label: str = "line"  # line, same, bracket, wide, blank, unseen, nbsp, honorific, office
    fused: bool = False  # a page marker fused to labels
    asker: str = "outlet"  # outlet, reporter, q
    furniture: bool = True
    blank: int = 1  # blank lines between paragraphs: 0, 1, 3
    newline: str = "\n"
    mark: str = ""
    curly: bool = False
    giant: bool = False
    lost_questions: bool = False
    lost_chair: bool = False
    plain_requests: bool = False
    two_in_a_row: bool = False
    notes: bool = False
    slips: bool = False
    foreign: bool = False


CHOICES = {
    "title": ["one", "two", "colon", "none"],
    "dateline": [True, False],
    "lead": ["none", "plain", "glued"],
    "listed": ["once", "twice", "not"],
    "sections": ["colon", "plain", "blank", "lost"],
    "names": ["plain", "mr", "mr without stop", "capitals", "dash"],
    "chair_listed": [True, True, False],
    "chair": ["name", "name", "name", "Moderator"],
    "date_section": [True, False],
    "credit": ["last", "first", "none"],
    "gallery": ["foot", "head", "none"],
    "label": [
        "line",
        "line",
        "same",
        "bracket",
        "wide",
        "blank",
        "unseen",
        "nbsp",
        "honorific",
        "office",
    ],
    "fused": [False, False, True],
    "asker": ["outlet", "outlet", "outlet", "reporter", "q"],
    "furniture": [True, False],
    "blank": [1, 0, 3],
    "newline": ["\n", "\r\n"],
    "mark": ["", "\ufeff"],
    "curly": [False, True],
    "giant": [False] * 9 + [True],
    "lost_questions": [False, True],
    "lost_chair": [False, False, True],
    "plain_requests": [False, True],
    "two_in_a_row": [False, False, True],
    "notes": [False, True],
    "slips": [False, True],
    "foreign": [False, False, True],
}


@dataclass
class Piece:
    """A line of the page: its text, and what it is."""

    text: str
    part: str  # heading, dropped, label, speech
    turn: int = -1
    slips: list = field(default_factory=list)  # places of (found, kept) in the text
    start: int = -1


@dataclass
class Turn:
    """Who speaks, and what the turn does."""

    role: str
    name: str  # of the speaker or the outlet; empty where unidentified
    act: str
    labelled: bool = True


@dataclass
class Invented:
    """A page, its pieces with their places, and its turns."""

    text: str
    layout: Layout
    pieces: list
    turns: list


def draw_layout(choose: random.Random) -> Layout:
    """A layout, each choice drawn on its own."""
    return Layout(**{name: choose.choice(values) for name, values in CHOICES.items()})


class Writer:
    """Writes one page in a layout."""

    def __init__(self, layout: Layout, choose: random.Random):
        self.layout, self.choose = layout, choose
        self.pieces, self.turns = [], []
        names = [
            f"{s} {g}"
            for s, g in zip(choose.sample(SURNAMES, 5), choose.sample(GIVEN, 5), strict=True)
        ]
        if layout.foreign:
            names[1] = choose.choice([name for name in OTHER_PEOPLE if " " in name])
        self.chair, *self.officials = names[: choose.choice([3, 4, 5])]
        self.honorifics = {name: choose.choice(["Mr.", "Ms."]) for name in names}
        self.offices = dict(
            zip(self.officials, choose.sample(OFFICES, len(self.officials)), strict=True)
        )
        self.hour = choose.choice(["morning", "afternoon"])
        self.outlets = choose.sample(OUTLETS, len(OUTLETS))

    def called(self, name: str) -> str:
        """A person as speakers call one another."""
        family = name.split()[0] if name not in OTHER_PEOPLE else name
        return f"{self.honorifics[name]} {family}"

    def said(self, template: str, other: str = "") -> str:
        everybody = [
            f"{self.honorifics[name]} {name}, {self.offices[name]}" for name in self.officials
        ]
        return template.format(
            hour=self.hour,
            all="; ".join(everybody),
            first=self.called(self.officials[0]),
            other=self.called(other) if other else "",
        )

    # --- heading and foot

    def add(self, text: str, part: str, turn: int = -1) -> None:
        self.pieces.append(Piece(text, part, turn))

    def head(self) -> None:
        layout = self.layout
        if layout.credit == "first":
            self.add(self.choose.choice(CREDITS), "dropped")
        furniture = self.choose.sample(HEAD_FURNITURE, 3) if layout.furniture else []
        for line in furniture[:1]:
            self.add(line, "dropped")
        titles = {
            "one": ["Tide Office briefing on the lighthouses of the northern coast"],
            "two": ["Tide Office briefing on the lighthouses", "and harbors of the northern coast"],
            "colon": ["Press conference: lighthouses of the northern coast"],
            "none": [],
        }
        for line in titles[layout.title]:
            self.add(line, "heading")
        if layout.dateline:
            self.add("Beijing | 10 a.m. March 3, 2031", "heading")
        for line in furniture[1:]:
            self.add(line, "dropped")
        leads = {
            "none": [],
            "plain": [
                "The Tide Office held a press conference in Beijing on Monday about lighthouses."
            ],
            "glued": [
                "The Tide Office held a press conference on lighthouses on Monday.March 3, 2031"
            ],
        }
        for line in leads[layout.lead]:
            self.add(line, "heading")
        if layout.gallery == "head":
            self.gallery()
        self.lists()

    def lists(self) -> None:
        times = {"once": 1, "twice": 2, "not": 0}[self.layout.listed]
        for time in range(times):
            printed_again = time + 1 < times
            self.section("Speakers", printed_again)
            for name in self.officials:
                self.add(
                    self.entry(name, self.offices[name], time),
                    "dropped" if printed_again else "heading",
                )
            if self.layout.chair_listed:
                self.section("Chairperson", printed_again)
                office = "spokesperson of the Tide Office"
                self.add(
                    self.entry(self.chair, office, time), "dropped" if printed_again else "heading"
                )
        if times and self.layout.date_section:
            self.section("Date")
            self.add("March 3, 2031", "heading")

    def section(self, word: str, printed_again: bool = False) -> None:
        form = {"colon": f"{word}:", "plain": word, "blank": f"{word}: ", "lost": ""}[
            self.layout.sections
        ]
        if form:
            self.add(form, "dropped" if printed_again else "heading")

    def entry(self, name: str, office: str, time: int) -> str:
        forms = {
            "plain": name,
            "mr": f"{self.honorifics[name]} {name}",
            "mr without stop": f"{self.honorifics[name][:2]} {name}",
            "capitals": name.upper(),
            "dash": name,
        }
        mark = " – " if self.layout.names == "dash" else ", "
        more = " and member of the Lamp Council" if time else ""
        return f"{forms[self.layout.names]}{mark}{office}{more}"

    def gallery(self) -> None:
        for name in [self.chair, *self.officials, "Group photo"]:
            self.add(f"/{len(self.officials) + 2}    {name}", "dropped")

    def foot(self) -> None:
        if self.layout.credit == "last":
            self.add(self.choose.choice(CREDITS), "dropped")
        if self.layout.gallery == "foot":
            self.gallery()
        if self.layout.furniture:
            for line in self.choose.sample(FOOT_FURNITURE, 3):
                self.add(line, "dropped")

    # --- speech

    def turn(self, role: str, name: str, act: str, paragraphs: list, labelled: bool = True) -> None:
        self.turns.append(Turn(role, name, act, labelled))
        number = len(self.turns) - 1
        if labelled:
            if self.layout.fused and self.choose.random() < 0.3:
                self.add("_ueditor_page_break_tag_", "dropped")
                self.pieces[-1].fused = True
            self.add(self.label(role, name), "label", number)
        for text in paragraphs:
            if text:
                self.add(" ".join(text.split()), "speech", number)
        if self.layout.notes and labelled and self.choose.random() < 0.15:
            self.add(self.choose.choice(NOTES), "dropped")

    def label(self, role: str, name: str) -> str:
        kind = self.layout.label
        if role == "journalist":
            return {"outlet": name, "reporter": f"A reporter from {name}", "q": "Q"}[
                self.layout.asker
            ]
        if role == "chair" and self.layout.chair == "Moderator":
            return "Moderator"
        if kind == "honorific":
            return f"{self.honorifics[name]} {name}"
        if self.layout.names == "capitals":
            return name.upper()
        if kind == "office" and role == "official":
            return f"Director {name}"
        return name

    def facts(self, count: int) -> str:
        text = " ".join(self.choose.sample(FACTS, count))
        if self.layout.slips and self.choose.random() < 0.4:
            text += f" This is the light {self.choose.choice(SLIPS)[0]} the sea is calm."
        return text

    def speech(self) -> None:
        chair, first = self.chair, self.officials[0]
        opening = (
            f"{self.said(self.choose.choice(OPENINGS))} {self.said(self.choose.choice(INVITES))}"
        )
        self.turn("chair", chair, "opening", [opening, self.said(self.choose.choice(GIVES))])
        statement = [self.said(self.choose.choice(GREETINGS)), *self.points()]
        self.turn("official", first, "statement", [*statement, self.choose.choice(STATEMENT_ENDS)])
        self.turn(
            "chair",
            chair,
            "floor",
            [self.said(self.choose.choice(FLOORS))],
            not self.layout.lost_chair,
        )
        for number in range(self.choose.randint(3, 7)):
            self.exchange(number)
        lost = self.layout.lost_chair and self.choose.random() < 0.5
        self.turn("chair", chair, "closing", [self.said(self.choose.choice(CLOSINGS))], not lost)

    def points(self) -> list:
        paragraphs = [self.facts(3)]
        if self.choose.random() < 0.5:
            paragraphs.append(self.choose.choice(COLONS))
        return [*paragraphs, *(f"{point} we work on it. {self.facts(2)}" for point in POINTS)]

    def exchange(self, number: int) -> None:
        choose, layout = self.choose, self.layout
        if number and choose.random() < 0.25:
            self.turn("chair", self.chair, "floor", [choose.choice(BETWEEN)], not layout.lost_chair)
        lost = layout.lost_questions and choose.random() < 0.4
        outlet = self.outlets[number]
        requests = PLAIN_REQUESTS if layout.plain_requests and not lost else QUESTIONS
        question = [f"{choose.choice(BACKGROUNDS)} {choose.choice(requests)}"]
        if layout.two_in_a_row and not lost and choose.random() < 0.3:
            other = "" if layout.asker == "q" else self.outlets[-1 - number]
            self.turn("journalist", other, "question", [choose.choice(QUESTIONS)])
        known = "" if lost or layout.asker == "q" else outlet
        self.turn("journalist", known, "question", question, not lost)
        self.replies()

    def replies(self) -> None:
        choose = self.choose
        first, *others = choose.sample(self.officials, len(self.officials))
        answer = [
            f"{choose.choice(ANSWERS)} {self.facts(2)}",
            self.facts(3),
            f"{self.facts(1)} {choose.choice(ANSWER_ENDS)}",
        ]
        kind = choose.choice(["answer", "answer", "answer", "handover", "two", "comment"])
        if kind == "handover" or (kind == "comment" and choose.random() < 0.5):
            self.turn(
                "official", others[0], "handover", [self.said(choose.choice(HANDOVERS), first)]
            )
        self.turn("official", first, "answer", answer)
        if kind == "two":
            second = [f"{choose.choice(SECONDS)} {self.facts(3)}", self.facts(3)]
            self.turn("official", others[0], "answer", second)
        if kind == "comment":
            self.turn("official", others[0], "comment", [choose.choice(COMMENTS)])

    # --- the page

    def page(self) -> Invented:
        self.head()
        self.speech()
        self.foot()
        text = self.layout.mark
        gap = self.layout.newline * (self.layout.blank + 1)
        for place, piece in enumerate(self.pieces):
            text, joined = self.put(piece, text, self.pieces[place - 1] if place else None)
            if self.layout.giant:
                text += " "
            elif not joined:
                text += gap
        return Invented(text, self.layout, self.pieces, self.turns)

    def put(self, piece: Piece, text: str, before) -> tuple[str, bool]:
        """The page with a piece more, and whether the next stands on the same line."""
        if self.layout.curly:
            piece.text = _curly(piece.text)
        piece.start = len(text)
        if piece.part != "label":
            return text + piece.text, bool(getattr(piece, "fused", False))
        marks = {"wide": "：", "blank": ": ", "unseen": "\u200b:", "nbsp": "\u00a0:\u00a0"}
        mark = marks.get(self.layout.label, ":")
        name = f"[{piece.text}]" if self.layout.label == "bracket" else piece.text
        piece.text = f"{name}{mark}".rstrip()
        same = self.layout.label in ("same", "bracket") or self.layout.giant
        return text + f"{name}{mark}" + (" " if same else ""), same


def _curly(text: str) -> str:
    parts = text.replace("'", "’").split('"')
    return "".join(
        part + ("" if place == len(parts) - 1 else "“”"[place % 2])
        for place, part in enumerate(parts)
    )


def invent(seed: int, **chosen) -> Invented:
    """The page of a number; some choices may be given."""
    choose = random.Random(seed)
    layout = draw_layout(choose)
    for name, value in chosen.items():
        setattr(layout, name, value)
    return Writer(layout, choose).page()


def layout_names() -> list:
    """What a layout chooses."""
    return [each.name for each in fields(Layout)]
