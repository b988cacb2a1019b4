"""What link workers can take on, against what is expected or promised.

Capacity is FTE times caseload, 200 to 250 people a year for one full-time link worker
(NHS England); a promise for a country is shared out by registered patients.
"""

import numpy as np

from phm.stats.intervals import Floats, Numbers, non_negative


def capacity(fte: Numbers, caseload: Numbers) -> Floats:
    """People a year that posts can take on; shapes broadcast.

    >>> capacity(1.8, [200, 250]).tolist()
    [360.0, 450.0]
    """
    return np.asarray(non_negative(fte, "FTE") * non_negative(caseload, "a caseload"))


def utilisation(people: Numbers, fte: Numbers, caseload: Numbers) -> Floats:
    """People over capacity; nan without any. Above 1 asks how people are counted."""
    return _over(non_negative(people), capacity(fte, caseload))


def fte_needed(people: Numbers, caseload: Numbers) -> Floats:
    """Posts for people a year; nan for a caseload of 0."""
    return _over(non_negative(people), non_negative(caseload, "a caseload"))


def local_share(target: Numbers, registered: Numbers, everywhere: Numbers) -> Floats:
    """A national target by registered patients; nan where nobody is registered."""
    all_of_them = non_negative(everywhere, "a number of patients")
    return non_negative(target) * _over(non_negative(registered), all_of_them)


def _over(number: Floats, by: Floats) -> Floats:
    some = by > 0
    return np.where(some, number / np.where(some, by, 1), np.nan)
