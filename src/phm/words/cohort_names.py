"""What a cohort is called in a list, before a sentence about it, and in file names."""

import re
from hashlib import sha256
from typing import Final

from phm.cohorts.cohort import Cohort
from phm.cohorts.find import find_cohort


LONGEST_IN_FILE_NAMES: Final = 60


def searched(cohort: Cohort) -> str:
    """The title, with what the cohort is called elsewhere so that it is found by it."""
    also = f" ({', '.join(cohort.aliases)})" if cohort.aliases else ""
    return f"{cohort.title}{also}"


def of_cohort(sentence: str, address: str) -> str:
    """A sentence that is about a cohort alone; as it is for everybody."""
    return f"{find_cohort(address).title}: {sentence}" if address else sentence


def in_file_names(cohort: Cohort) -> str:
    """The id of a declared cohort; of a built one its title in small letters.

    A title that is too long is cut, and told apart by the condition it stands for.

    >>> in_file_names(find_cohort("unpaid_carers/1"))
    'unpaid_carers_part_1'
    >>> in_file_names(find_cohort("sex = male and lonely"))
    'men_and_boys_who_are_lonely'
    """
    if cohort.id:
        return cohort.id.replace("/", "_part_")
    name = re.sub("[^a-z0-9]+", "_", cohort.title.lower()).strip("_")
    if len(name) <= LONGEST_IN_FILE_NAMES:
        return name
    told_apart = sha256(cohort.address.encode()).hexdigest()[:6]
    return f"{name[:LONGEST_IN_FILE_NAMES].rpartition('_')[0]}_{told_apart}"
