"""What is said where a cohort was built here, and so counted in half of the people."""

from typing import Final

from phm.measures.results import Results
from phm.measures.small_numbers import shown_to


_HALF: Final = "counted in half of the people, drawn once in secret, and doubled"
SOURCE: Final = f"A cohort built here is {_HALF}"
SECOND: Final = f"The second cohort was built here, so it is {_HALF}."


def built_note(results: Results) -> str:
    """How counts and intervals of an answer are to be read."""
    return (
        f"Built here, so {_HALF}: counts are to the nearest {shown_to(results)}, and "
        "intervals as wide as a half makes them."
    )
