"""How a neighbourhood's share compares with the system's: a class, never a number.

What goes in is what could be published of each count: 0 to 7 are one and the same, and
so are those that round alike. So no class can tell 0 from 7, nor 8 from 12.
"""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from phm.measures.audience import Audience
from phm.measures.small_numbers import HOSPITAL_RULE, rounded
from phm.stats.coarse_smoothing import Counts, chances_above


# Half of the fewest residents that a neighbourhood is drawn for: of one with fewer
# people registered here, most are registered elsewhere, and these may not be like them.
FEWEST_PEOPLE = 500
SURE, LIKELY = 0.95, 0.8


class IntensityClass(StrEnum):
    """The share of people in a neighbourhood who are in a cohort, against the system's.

    From the lowest to the highest, then the one of which nothing is said.
    """

    CLEARLY_FEWER = "clearly fewer"
    PROBABLY_FEWER = "probably fewer"
    NO_CLEAR_DIFFERENCE = "no clear difference"
    PROBABLY_MORE = "probably more"
    CLEARLY_MORE = "clearly more"
    TOO_FEW = "too few people to tell"


SCALE = tuple(IntensityClass)[:-1]
MIDDLE = SCALE.index(IntensityClass.NO_CLEAR_DIFFERENCE)
STARTS = (1 - SURE, 1 - LIKELY, LIKELY, SURE)  # of each class but the lowest


@dataclass(frozen=True)
class Readings:
    """The fewest and the most that each count may be, as far as it may be known."""

    low: Counts
    high: Counts


def readings(
    inside: Counts, people: Counts, rule: Audience = HOSPITAL_RULE
) -> Readings:
    """What may be known of the people ``inside`` a cohort among ``people``, by area.

    Of a small count, and of none, that it is small; of all but a small count the same;
    of any other, which it rounds to.
    """
    most, half = rule.suppress_up_to, rule.round_to / 2
    shown = rounded(inside.astype(float), rule)
    everybody = rounded(people.astype(float), rule)
    low = np.maximum(np.ceil(shown - half), most + 1)
    high = np.ceil(shown + half) - 1
    all_but_few = people - inside <= most
    low = np.where(all_but_few, np.maximum(everybody - most, 0), low)
    high = np.where(all_but_few, everybody, high)
    few = inside <= most
    return Readings(
        np.where(few, 0, low).astype(np.int64),
        np.where(few, most, high).astype(np.int64),
    )


def intensities(
    inside: Counts, people: Counts, share: float, rule: Audience = HOSPITAL_RULE
) -> NDArray[np.object_]:
    """The class of each area by its counts and the published share of the system.

    There are more only where the fewest that there may be are more than expected, and
    fewer likewise: of a hidden count nothing else is known. An area with under
    `FEWEST_PEOPLE` has no class and plays no part.
    """
    everybody = rounded(people.astype(float), rule)
    told = everybody >= FEWEST_PEOPLE
    known = readings(inside[told], people[told], rule)
    expected = everybody[told] * share
    place = np.digitize(chances_above(known.low, known.high, expected), STARTS)
    place = np.where(known.low > expected, place, np.minimum(place, MIDDLE))
    place = np.where(known.high < expected, place, np.maximum(place, MIDDLE))
    classes = np.full(len(people), IntensityClass.TOO_FEW, dtype=object)
    classes[told] = np.array(SCALE, dtype=object)[place]
    return classes
