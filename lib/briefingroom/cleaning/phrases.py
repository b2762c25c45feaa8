"""What a paragraph does, told from its words: asks, answers, opens, gives the floor, closes."""

import re

from .lines import any_of
from .words import words

CONFERENCE = r"(?:news |press |media )?(?:conference|briefing|event|session)"
THANKED = r"(?:many )?(?:thank you|thanks)(?: very much| so much| a lot| again)?"
ANSWERING = r"(?:answer|respond|reply|address|take|field|explain|elaborate|speak)"
OUTLET_OF_ONE = r"(?:media|news|outlet|name|organi[sz]ation|yourself|yourselves|affiliation|agency)"
LAST_OR_NEXT = r"(?:next|last|final|another|one more|two more|last two|few more|more)"
I_WILL = r"(?:let me|allow me to|may i|i(?:'d| would| will|'ll| want| also want| also would)?)"

THANKS_AT_END = re.compile(rf"{THANKED}(?:, \w+\.? \w+)?[.!]*[\"”]?$", re.IGNORECASE)
SENTENCE_END = re.compile(r"[.?!…][\"”’')\]]*$")
END_WITHIN = re.compile(r"[\w%)\]\"”][.?!][\"”’)]*\s+[\"“‘(]?[A-Z]")
ONE_SENTENCE = re.compile(r"[^.?!]*[.?!]+[\"”’)]*|[^.?!]+$")
SPEAKING = any_of(
    r"\b(?:i|we|our|my|us|you|your|let)\b",
    r"\b(?:i|we)'(?:m|d|ll|ve|re)\b|\blet's\b",
)
REQUEST = any_of(
    r"\b(?:could|can|would|will) (?:you|the \w+|mr\.? \w+|ms\.? \w+|minister \w+)\b",
    r"\bplease (?:tell|brief|share|introduce|elaborate|explain|talk|give us|describe|comment)",
    r"\bplease (?:update|provide|walk us|outline)",
    r"\bmy (?:first |second |other |next )?question\b",
    r"\bhave (?:a|one|two|three) (?:\w+ )?questions?\b",
    r"\b(?:one|two|three|a) (?:quick |brief )?questions? (?:from|for) (?:me|you|us)\b",
    r"\bi(?: would|'d| want to| also want to)? (?:like to )?(?:know|ask|wonder|hear)\b",
    r"\b(?:i'm|i am|we're|we are) (?:curious|wondering|interested)\b",
    r"\bwe(?: would|'d)? like to (?:know|ask|hear)\b",
    r"\byour (?:comments?|views?|opinions?|response|take|assessment|thoughts)\b",
    r"\bwhat(?: is|'s| are) your\b",
    r"\b(?:wonder|wondering|know|ask) (?:what|how|whether|if|why|when|which)\b",
)
ASKED_OF_OTHERS = any_of(r"\b(?:you|your|ministry|government|china|officials?|the [A-Z]{3,5})\b")
NO_ANSWER = (
    r"(?! (?:introduction|presentation|opening|brief\w*|remarks|detailed|answer|response|attendance"
    r"|presence|coming|joining|participation|contributions?|cooperation|statement|comprehensive"
    r"|wonderful|patience|explanation|interest in today|support|consistent|long|continued|hard"
    r"|attention[.!]))"
)
BEGINNING = r"(?:ok(?:ay)?[,.]? |well, |yes[,.] |(?:first of all|first)[,.]? |sure[,.] )?"
ANSWER = re.compile(
    BEGINNING
    + any_of(
        rf"{THANKED}(?:,? [\w .]{{1,40}},?)? for"
        rf" (?:your|the|this|that|these|raising|asking|giving|both|all){NO_ANSWER}",
        rf"{I_WILL}(?: like)?(?: to)? (?:first |also |briefly |now |try to )?{ANSWERING}\b",
        rf"i(?:'m| am) (?:happy|glad|pleased) to (?:first |also )?{ANSWERING}\b",
        rf"{THANKED}[.,!] {I_WILL}(?: like)?(?: to)? {ANSWERING}\b",
        r"(?:this|that|it)(?:'s| is) (?:indeed )?an? (?:\w+ )?(?:good|important|great|excellent)\b",
        r"(?:this|that|it)(?:'s| is) (?:indeed )?an? (?:\w+ )?(?:big|hot|key|interesting)\b",
        r"(?:the \w+ )?you(?:'ve| have)? (?:just )?(?:raised|asked|mentioned)\b",
        r"your question|(?:a |that's a )?(?:good|great) question",
        r"(?:regarding|concerning|as for|on|about|as to) (?:your|the|this) (?:\w+ )?question",
    ).pattern,
    re.IGNORECASE,
)
GREETING = re.compile(
    r"(?:(?:dear )?(?:friends|ladies|journalists|members)\b.{0,60}|distinguished .{0,60}"
    r"|(?:dear )?(?:colleagues|guests).{0,40})?"
    r"(?:good (?:morning|afternoon|evening)|ladies and gentlemen|friends from|hello|welcome to"
    r"|dear friends|dear journalists)",
    re.IGNORECASE,
)
FLOOR = any_of(
    r"\bfloor is (?:now )?(?:open|yours)|\bopen the floor|\bnow open (?:for|to) questions",
    r"\bfloor to (?:the )?(?:journalists|reporters|media|questions|our friends)",
    rf"\b{LAST_OR_NEXT}(?: \w+)? questions?\b(?!s? (?:is|was|concerns|about|you|of yours|from me))",
    r"^next[.]$|^first question\b|\bthe first question (?:goes|is for|please)",
    r"\b(?:move|go|turn) (?:on )?to (?:the )?(?:next |q\s?&\s?a|questions)",
    r"\bq\s?&\s?a (?:session|part)|\bquestion-and-answer (?:session|part)",
    rf"\b(?:please|kindly) (?:identify|state|introduce|specify|name|raise|tell us)"
    rf"(?: \w+){{0,3}} {OUTLET_OF_ONE}",
    r"\bplease raise your hands?\b|\bidentify (?:your|the media)",
    r"\bnews (?:outlet|organi[sz]ation|agency)s? (?:before|you)",
    r"\b(?:we'll|we will|we can|i'?ll|i will)(?: now)? (?:continue with|take "
    r"(?:the |one |a |some )?(?:few )?(?:next|last|final|more|other|one|two|another))\b",
    r"\blet(?:'s| us) (?:continue|proceed|take (?:the|another|one|a few|some|two))\b",
    r"\b(?:journalist|reporter|friend|gentleman|lady)(?: \w+){0,3}"
    r" (?:in|on|at|from|with|over|wearing) (?:the|there|red|blue|white|black|green|yellow)\b",
    r"\bnow for (?:your|the) questions\b|\bany (?:more|other|further) questions\b",
)
ENDED = r"(?:concluded|over|ended|closed|finished|adjourned|complete)"
CLOSING = any_of(
    rf"\b(?:this|that|it)(?:'s| is| marks)? ?(?:the end|concludes?|concluded|ends?|all)"
    rf"(?: of| for)? ?(?:today|this|the|our|we)?(?:'s)?\b.{{0,30}}{CONFERENCE}",
    rf"\bbrings? (?:us to the end of|to (?:an end|a close)).{{0,30}}{CONFERENCE}",
    rf"\bbrings? (?:today's|this|our|the) {CONFERENCE} to (?:an end|a close)",
    rf"\b{CONFERENCE} (?:is|has|was)(?: now| hereby| thus)?(?: been)? (?:{ENDED}|come to an end)",
    rf"\b{CONFERENCE} (?:concludes|ends|stops|closes|comes to (?:an end|a close))(?: here)?",
    rf"\b(?:conclude|end|close|wrap up|adjourn)s? (?:of |with |here )?(?:today's|this|our|the)"
    rf" {CONFERENCE}",
    r"\bthat(?:'s| is) (?:all|it) (?:for today|we have time for)\b|\bgoodbye\b",
    r"\bsee you(?: all)? (?:next|again|soon)|\bwe (?:have to|must|will) (?:stop|end|close) here\b",
)
OPENS_CONFERENCE = any_of(
    rf"\bwelcome to\b.{{0,60}}{CONFERENCE}",
    r"\b(?:we (?:have|are)|i am|i'm) (?:also |very )?(?:invited|pleased|delighted|honou?red)",
    r"\b(?:we (?:have|are)|i am|i'm) (?:also |very )?(?:glad|happy|joined)",
    r"\b(?:attending|taking part in|joining us|present at|with us today|on the podium)\b",
    rf"\btoday's {CONFERENCE}|\bgive the floor to\b|\bi am your host|\bhost of today",
)
INTRODUCES = any_of(
    r"\b(?:give the floor to|invited?(?: to)?|hand(?: it)? over to|over to you|joined by)\b",
    r"\blet'?s (?:first )?(?:welcome|hear from)|\bwill (?:speak|talk|begin|start) first\b",
    r"\b(?:introduce(?: to you)?(?: the)?|floor to|with us|(?:delighted|pleased) to have)\b",
    r"\bare here (?:today )?to\b",
)
HANDOVER = any_of(
    r"\b(?:invite|request|let|pass|leave|refer|defer|over to|yield|floor to|please|welcome)\b",
    rf"\b(?:ask|like) .{{1,60}} to {ANSWERING}\b|\bask (?:mr|ms|my|our|him|her)\b",
    r"\bgive (?:the|this)\b|\bhand(?:ed)? (?:it|this|the|over)\b|\bturn (?:it|this|to)\b",
    rf"\b(?:answered|responded to|taken) by\b|\bwill {ANSWERING}\b|, please[.!]",
)
MORE = r"(?:an?|one|some|two) (?:more |further |additional |brief |quick |final )?"
ADDS = re.compile(
    r"(?:(?:ok(?:ay)?|yes|well|now|here|finally|also|and),? )?"
    + any_of(
        rf"{I_WILL}(?: just| also)?(?: like)?(?: to)? (?:just |briefly |quickly |also |further )?"
        + any_of(
            rf"add|give an update|supplement|make {MORE}(?:comment|remark|addition|point)",
            r"say (?:a few|one|some)(?: more)? (?:more )?(?:words?|thing|sentence|point)",
            r"share (?:one|a few) more|follow up|stress one|emphasi[sz]e one|mention one",
        ).pattern,
        r"i have (?:something|one thing|a few words) to add|i can (?:just )?add",
        r"(?:just )?to add|one more (?:point|thing|word|sentence|remark)|a few (?:more )?words",
        r"a (?:brief|quick|small|short) (?:more )?(?:addition|comment|word|remark)",
        r"in addition to what|building on what|adding to|to supplement|on top of what",
    ).pattern,
    re.IGNORECASE,
)
LONGEST_REQUEST = 3  # sentences at the end in which a question is asked
LONGEST_CHAIR = 90  # words of a paragraph of the chair between questions


def has_a_sentence(text: str) -> bool:
    """Whether a line holds a sentence, and not a title, a name with a position, or a label.

    >>> has_a_sentence("Ladies and gentlemen, good morning."), has_a_sentence("March 1, 2021")
    (True, False)
    """
    if GREETING.match(text) or END_WITHIN.search(text[:2000]):
        return True
    count = len(words(text[:1000]))
    ended = bool(SENTENCE_END.search(text[-20:]))
    return (ended and count >= 4) or count > 45 or (text.endswith(":") and count > 14)


def last_sentences(text: str) -> str:
    """The end of a paragraph, without thanks."""
    bare = text[-600:].strip()
    while True:
        shorter = THANKS_AT_END.sub("", bare).strip()
        if shorter == bare:
            break
        bare = shorter
    return "".join(ONE_SENTENCE.findall(bare)[-LONGEST_REQUEST:]).strip()


def asks(text: str) -> bool:
    """Whether a paragraph reads as a question put to somebody.

    >>> asks("The sector has grown. What are your plans? Thank you.")
    True
    >>> asks("Thank you for your question. Why is that so? Let me explain.")
    False
    """
    if ANSWER.match(text):
        return False
    end = last_sentences(text.replace("’", "'"))
    return end.endswith(("?", "？")) or bool(REQUEST.search(end))


def asks_surely(text: str) -> bool:
    """Whether a paragraph asks somebody else, by a mark and by words of address or a request.

    >>> asks_surely("Why is that so?"), asks_surely("What will you do next?")
    (False, True)
    """
    plain = text.replace("’", "'")
    end = last_sentences(plain)
    marked = end.endswith(("?", "？"))
    thanked = bool(THANKS_AT_END.search(plain[-60:].strip()))
    addressed = bool(ASKED_OF_OTHERS.search(end))
    requested = bool(REQUEST.search(end))
    return asks(text) and (
        (marked and (thanked or addressed)) or (requested and (thanked or marked))
    )


def answers(text: str) -> bool:
    """Whether a paragraph begins as an answer.

    >>> answers("Thank you for your question."), answers("Thank you for your introduction.")
    (True, False)
    """
    return bool(ANSWER.match(text.replace("’", "'")))


def greets(text: str) -> bool:
    """Whether a paragraph begins with a greeting of those present."""
    return bool(GREETING.match(text))


def closes(text: str) -> bool:
    """Whether somebody ends the press conference.

    >>> closes("That ends today's press conference."), closes("That concludes my introduction.")
    (True, False)
    """
    return bool(CLOSING.search(text.replace("’", "'")))


def gives_floor(text: str) -> bool:
    """Whether the chair opens the floor or asks for the next question.

    >>> gives_floor("The last two questions, please."), gives_floor("I will take your questions.")
    (True, False)
    """
    plain = text.replace("’", "'")
    return len(words(plain[:2000])) <= LONGEST_CHAIR and bool(FLOOR.search(plain))


def opens_conference(text: str) -> bool:
    """Whether somebody welcomes the press and introduces who speaks."""
    return bool(OPENS_CONFERENCE.search(text.replace("’", "'")))


def introduces(text: str) -> bool:
    """Whether somebody invites or introduces others."""
    return bool(INTRODUCES.search(text))


def hands_over(text: str) -> bool:
    """Whether the last sentences of somebody ask another to answer.

    >>> hands_over("I'd like to invite Mr. Tian to answer."), hands_over("It grew by 5%.")
    (True, False)
    """
    plain = text.replace("’", "'").replace("Mr.", "Mr").replace("Ms.", "Ms")
    return bool(HANDOVER.search("".join(ONE_SENTENCE.findall(plain)[-2:])))


def adds(text: str) -> bool:
    """Whether somebody adds to what was said.

    >>> adds("Let me add one point."), adds("Let me answer your question.")
    (True, False)
    """
    return bool(ADDS.match(text.replace("’", "'")))
