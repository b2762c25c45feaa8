"""The errors that the package raises on purpose: one sentence, with the place and the remedy."""


class BriefingRoomError(Exception):
    """Anything that the package knows to be wrong."""


class CorpusError(BriefingRoomError):
    """A source, an annotation or a table does not hold together."""


class QuestionError(BriefingRoomError, ValueError):
    """A question that has no answer: an empty term, no pattern, a thing compared with itself."""


class UnknownName(BriefingRoomError, KeyError):
    """An id or a name that the corpus does not have."""

    def __str__(self) -> str:  # KeyError would show the message in quotation marks
        return str(self.args[0])
