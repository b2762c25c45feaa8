"""What a paragraph does, told from its words: asks, answers, opens, gives the floor, closes."""

import re

from .words import words

CONFERENCE = r"(?:news |press |media )?(?:conference|briefing|event)"
THANKS_AT_END = re.compile(
    r"(?:many )?(?:thank you|thanks)(?: very much| so much| a lot| again)?(?:, \w+\.? \w+)?[.!]*[\"”]?$",
    re.IGNORECASE,
)
SENTENCE_END = re.compile(r"[.?!…][\"”’')\]]*$")
END_WITHIN = re.compile(r"[\w%)\]\"”][.?!][\"”’)]*\s+[\"“‘(]?[A-Z]")
REQUEST = re.compile(
    r"\b(?:could|can|would|will) (?:you|the \w+|mr\.? \w+|ms\.? \w+|minister \w+)\b"
    r"|\bplease (?:tell|brief|share|introduce|elaborate|explain|talk|give us|describe|comment|update)"
    r"|\bmy (?:first |second |other |next )?question\b|\b(?:i have|have) (?:a|one|two|three) questions?\b"
    r"|\bi(?: would|'d| want to| also want to)? (?:like to )?(?:know|ask|wonder)\b"
    r"|\b(?:i'm|i am|we're|we are) (?:curious|wondering|interested)\b|\bwe(?: would|'d)? like to know\b"
    r"|\byour (?:comments?|views?|opinions?|response|take|assessment)\b|\bwhat(?: is|'s| are) your\b"
    r"|\b(?:wonder|wondering|know|ask) (?:what|how|whether|if|why|when|which)\b",
    re.IGNORECASE,
)
ASKED_OF_OTHERS = re.compile(r"\b(?:you|your|ministry|government|china|miit|officials?)\b", re.I)
ANSWER = re.compile(
    r"(?:ok(?:ay)?[,.]? |well, |yes[,.] |(?:first of all|first)[,.]? )?(?:(?:many )?(?:thank you|thanks)"
    r"(?: very much| so much| again)?(?:,? [\w .]{1,40},?)? for (?:your|the|this|that|these|raising|asking"
    r"|giving|both|all)(?! (?:introduction|presentation|opening|brief\w*|remarks|detailed|answer|response"
    r"|attendance|presence|coming|joining|participation|contributions?|cooperation|statement|comprehensive"
    r"|wonderful|patience|explanation|interest|support|consistent|long|continued))"
    r"|(?:let me|i(?:'ll| will|'d| would| am (?:happy|glad)|'m (?:happy|glad))(?: like)?(?: to)?|i want to)"
    r" (?:first |also |briefly |now )?(?:answer|respond|reply|address|take|field) "
    r"|(?:this|that|it)(?:'s| is) (?:indeed )?an? (?:\w+ )?(?:good|important|great|excellent|big|hot"
    r"|key|interesting)\b|(?:you(?:'ve| have)? (?:just )?(?:raised|asked|mentioned))|your question"
    r"|(?:regarding|concerning|as for|on|about|as to) (?:your|the) (?:\w+ )?question)",
    re.IGNORECASE,
)
GREETING = re.compile(
    r"(?:(?:dear )?(?:friends|ladies|journalists|members)\b.{0,60}|distinguished .{0,60}|(?:dear )?(?:colleagues|guests).{0,40})?"
    r"(?:good (?:morning|afternoon|evening)|ladies and gentlemen|friends from|hello|welcome to"
    r"|dear friends|dear journalists)",
    re.IGNORECASE,
)
FLOOR = re.compile(
    r"\bfloor is (?:now )?(?:open|yours)|\bopen the floor|\bnow open (?:for|to) questions"
    r"|\bfloor to (?:the )?(?:journalists|reporters|media|questions|our friends)"
    r"|\b(?:next|last|final|another|one more|two more|last two|few more)(?: \w+)? questions?\b(?!s? (?:is|was|concerns|about|you|of yours))"
    r"|\b(?:move|go|turn) (?:on )?to (?:the )?(?:next |q\s?&\s?a|questions)|\bq\s?&\s?a (?:session|part)"
    r"|\b(?:please|kindly) (?:identify|state|introduce|specify|name|raise|tell us)(?: \w+){0,3} (?:media|news|outlet|name|organi[sz]ation|yourself|yourselves|affiliation|hands?|agency)"
    r"|\bidentify your|\bnews (?:outlet|organi[sz]ation|agency)s? (?:before|you)"
    r"|\b(?:let'?s|let us|we'll|we will|we can|i'?ll|i will)(?: now)? (?:continue with|take (?:the |one |two |a |another |some |a few )?(?:next|last|final|more|other|one|two|another))\b"
    r"|\blet'?s (?:continue|proceed)\b"
    r"|\b(?:journalist|reporter|friend|gentleman|lady) (?:in|on|at|from|with|over|sitting|wearing) (?:the|there)\b",
    re.IGNORECASE,
)
CLOSING = re.compile(
    rf"\b(?:this|that|it|which)(?:'s| is| marks| brings|) ?(?:the end|conclude[sd]?|ends?|all|us to the end)(?: of| for)? ?(?:today|this|the|our|we)?(?:'s)?\b.{{0,30}}{CONFERENCE}"
    rf"|\b{CONFERENCE} (?:is|has|was)(?: now| hereby| thus)?(?: been)? (?:concluded|over|ended|closed|finished|adjourned|come to an end|comes to an end)"
    rf"|\b{CONFERENCE} (?:concludes|ends|stops|closes|comes to (?:an end|a close))(?: here)?"
    rf"|\b(?:conclude|end|close|wrap up|adjourn)s? (?:of |with |here )?(?:today's|this|our|the) {CONFERENCE}"
    r"|\bthat(?:'s| is) all for today\b|\b(?:goodbye|see you(?: all)? (?:next|again|soon))\b",
    re.IGNORECASE,
)
OPENING = re.compile(
    rf"\bwelcome to\b.{{0,60}}{CONFERENCE}|\b(?:we (?:have|are)|i am|i'm) (?:also |very )?(?:invited|pleased|delighted|honou?red|glad|happy|joined)"
    r"|\b(?:attending|taking part in|joining us|present at|with us today|on the podium)\b"
    rf"|\btoday's {CONFERENCE}|\bgive the floor to\b|\bi am your host|\bhost of today",
    re.IGNORECASE,
)
INTRODUCES = re.compile(
    r"\b(?:give the floor to|invited?(?: to)?|hand(?: it)? over to|joined by|let'?s (?:welcome|hear from)"
    r"|introduce(?: to you)?(?: the)?|floor to|with us|delighted to have|pleased to have)\b",
    re.IGNORECASE,
)
HANDOVER = re.compile(
    r"\b(?:invite|request|let|let's have|pass|leave|refer|defer|over to|yield|floor to|ask (?:mr|ms|my|our|him|her)"
    r"|ask .{1,60} to (?:answer|reply|respond|take|address|elaborate|speak|explain)|give (?:the|this)|hand(?:ed)? (?:it|this|the|over)|turn (?:it|this|to)|please|welcome|answered by|responded to by)\b"
    r"|\bwill (?:answer|respond|reply|take|address|elaborate|explain|introduce|brief)\b|, please[.!]",
    re.IGNORECASE,
)
ADDS = re.compile(
    r"(?:(?:ok(?:ay)?|yes|well|now|here|finally|also|and),? )?(?:let me|i(?:'d| would| want| will|'ll| also want| also would)(?: just| also)?(?: like)?(?: to)?|i have|allow me to|may i)"
    r" (?:just |briefly |quickly |also |further )?(?:add|give an update|supplement|make (?:an?|one|some|two) (?:more |further |additional |brief |quick )?(?:comment|remark|addition|point)"
    r"|say (?:a few|one|some)(?: more)? (?:more )?(?:words?|thing|sentence|point)|share (?:one|a few) more|follow up|stress one|emphasi[sz]e one|mention one|something to add|a few words)"
    r"|(?:to add|just to add|one more (?:point|thing|word|sentence)|a (?:brief|quick|small|few) (?:more )?(?:addition|comment|word|remark)|in addition to what|building on what|adding to|to supplement|i'd add)",
    re.IGNORECASE,
)
SPEAKING = re.compile(
    r"\b(?:i|we|our|my|us|you|your|i'm|i'd|i'll|i've|we'll|we've|let's|let)\b", re.I
)
LONGEST_REQUEST = 3  # sentences at the end in which a question is asked
LONGEST_CHAIR = 90  # words of a paragraph of the chair between questions
SENTENCE = re.compile(r"[^.?!]*[.?!]+[\"”’)]*|[^.?!]+$")


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
    return "".join(SENTENCE.findall(bare)[-LONGEST_REQUEST:]).strip()


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


def opens(text: str) -> bool:
    """Whether somebody welcomes the press and introduces who speaks."""
    return bool(OPENING.search(text.replace("’", "'")))


def introduces(text: str) -> bool:
    """Whether somebody invites or introduces others."""
    return bool(INTRODUCES.search(text))


def hands_over(text: str) -> bool:
    """Whether the last sentences of somebody ask another to answer.

    >>> hands_over("I'd like to invite Mr. Tian to answer you."), hands_over("It grew by 5%.")
    (True, False)
    """
    end = "".join(SENTENCE.findall(text.replace("’", "'").replace("Mr.", "Mr").replace("Ms.", "Ms"))[-2:])
    return bool(HANDOVER.search(end))


def adds(text: str) -> bool:
    """Whether somebody adds to what was said.

    >>> adds("Let me add one point."), adds("Let me answer your question.")
    (True, False)
    """
    return bool(ADDS.match(text.replace("’", "'")))
