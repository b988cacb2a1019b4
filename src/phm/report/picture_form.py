"""What a picture may be of, and its name: known before anything is drawn."""

from collections.abc import Sequence
from enum import StrEnum

from phm.domain.tiers import is_synthetic
from phm.measures.results import Results


MOST_ROWS = 150  # beyond, a picture is no longer read


class PictureForm(StrEnum):
    """What a picture is written as."""

    PNG = "png"
    SVG = "svg"

    @property
    def label(self) -> str:
        """On a button."""
        return f"Picture ({self.upper()})"

    @property
    def mime(self) -> str:
        """What browsers call it."""
        return "image/png" if self is PictureForm.PNG else "image/svg+xml"


def picture_name(answers: Sequence[Results], form: PictureForm, *, of: str = "") -> str:
    """What the file is called: a synthetic one says so before all else.

    ``of`` names those it is about alone, as it may stand in a file name.
    """
    first = answers[0]
    whom = f"_of_{of}" if of else ""
    by = "group" if first.by else first.level
    usual = f"{first.measure.id}{whom}_by_{by}.{form}"
    invented = any(is_synthetic(one.tier) for one in answers)
    return f"SYNTHETIC_{usual}" if invented else usual


def fits_a_picture(answers: Sequence[Results]) -> bool:
    """Whether there are few enough rows to be read."""
    return sum(len(one.frame) for one in answers) <= MOST_ROWS
