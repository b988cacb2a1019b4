"""The small tree of errors a person may see; everything else is a bug.

A message says what is wrong, where, and with which value; the remedy says what to do.
"""


class PhmError(Exception):
    """Shown to the user without a traceback; ``exit_code`` is what `phm` ends with."""

    exit_code = 1

    def __init__(self, message: str, *, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class DeclarationInvalid(PhmError):
    """A TOML declaration shipped or written by the user does not hold together."""

    exit_code = 2


class SourceInvalid(PhmError):
    """A file cannot be used at all: truncated, empty, not what its name says."""

    exit_code = 3


class SourceMissing(PhmError):
    """A source that the build cannot do without has not been landed."""

    exit_code = 4


class FetchFailed(PhmError):
    """A download ended without the whole, right file."""

    exit_code = 5


class SystemUnknown(PhmError):
    """No system of that name or file, or one whose codes are not in the data."""

    exit_code = 6


class BuildFailed(PhmError):
    """The new warehouse did not verify; the last good one still serves."""

    exit_code = 7


class WarehouseMissing(PhmError):
    """There is no finished warehouse to read."""

    exit_code = 8


class QuestionInvalid(PhmError):
    """A measure, area level or dimension that cannot be asked for."""

    exit_code = 9


class IdentifierFound(PhmError):
    """A supplied file holds what names a person; nothing of it was kept."""

    exit_code = 10


class KeyUnsafe(PhmError):
    """The secret of the pseudonyms is missing, weak, or kept where it must not be."""

    exit_code = 11


class ConditionInvalid(PhmError):
    """A condition on people that cannot be read; ``marked`` points at the spot.

    The message is ``sentence`` and below it the line of the condition with a caret.
    """

    exit_code = 12

    def __init__(self, sentence: str, *, remedy: str = "", marked: str = "") -> None:
        super().__init__("\n".join(filter(None, (sentence, marked))), remedy=remedy)
        self.sentence = sentence
        self.marked = marked
