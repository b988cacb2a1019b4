"""What a cohort is called in a list, and before a sentence about it."""

from phm.cohorts.cohort import Cohort
from phm.cohorts.find import find_cohort


def searched(cohort: Cohort) -> str:
    """The title, with what the cohort is called elsewhere so that it is found by it."""
    also = f" ({', '.join(cohort.aliases)})" if cohort.aliases else ""
    return f"{cohort.title}{also}"


def of_cohort(sentence: str, address: str) -> str:
    """A sentence that is about a cohort alone; as it is for everybody."""
    return f"{find_cohort(address).title}: {sentence}" if address else sentence
