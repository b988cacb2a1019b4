"""Invented organisations: reserved codes and names that no real one carries.

Codes are from blocks no published map uses (a test on the real maps holds that), names
join a real district and a word; numbers about them can be pinned on nobody.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd


PCN_BLOCK = 99_500  # U99501 … U99699: no published network has had such a code
MOST_PCNS = 199
PRACTICE_LETTER = "Z"  # no GP practice's code begins with it
SUB_ICB_STEM = "9D"  # a digit, a letter and a third character: never a sub-ICB
SUB_ICB_MARKS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZ"
ICB_CODE = "Q9D"
ICB_NAME = "Demonstration ICB (invented)"
POSTCODE = "ZZ9 9ZZ"
# Bare North and South are left out: real networks are called Stevenage North and so on.
COMPASS = ("East", "North East", "North West", "West", "South West", "South East")
ANGLES = (0.0, 60.0, 120.0, 180.0, 240.0, 300.0)
CENTRAL = "Central"
INVENTED = "(invented)"


def pcn_code(number: int) -> str:
    """The reserved code of the network with that number, from 1."""
    if not 1 <= number <= MOST_PCNS:
        raise ValueError(f"no reserved network code number {number}")
    return f"U{PCN_BLOCK + number}"


def practice_code(number: int) -> str:
    """The reserved code of the practice with that number, from 1."""
    return f"{PRACTICE_LETTER}{number:05d}"


def sub_icb_code(number: int) -> str:
    """The reserved code of the sub-ICB with that number, from 1."""
    return SUB_ICB_STEM + SUB_ICB_MARKS[number - 1]


def network_names(
    districts: Sequence[str], centres: npt.NDArray[np.float64]
) -> list[str]:
    """`<district> Central` for the innermost network, the others by compass.

    ``centres`` are kilometres east and north. A district with one network gives it
    Central; words that are taken go to the nearest free direction, then get a number.
    """
    names = [""] * len(districts)
    for district in sorted(set(districts)):
        ours = [n for n, name in enumerate(districts) if name == district]
        for number, word in zip(ours, _words(centres[ours]), strict=True):
            names[number] = f"{district} {word}"
    return names


def _words(centres: npt.NDArray[np.float64]) -> list[str]:
    middle = centres.mean(axis=0)
    offset = centres - middle
    distance = np.hypot(offset[:, 0], offset[:, 1])
    words = [""] * len(centres)
    order = np.argsort(distance, kind="stable")
    words[order[0]] = CENTRAL
    free = list(range(len(COMPASS)))
    for count, one in enumerate(order[1:], 2):
        east, north = centres[one] - centres[order[0]]
        words[one] = _direction(np.degrees(np.arctan2(north, east)), free, count)
    return words


def _direction(angle: float, free: list[int], count: int) -> str:
    if not free:
        return f"Network {count}"
    turned = {n: abs((angle - ANGLES[n] + 180) % 360 - 180) for n in free}
    nearest = min(turned, key=lambda n: (turned[n], n))
    free.remove(nearest)
    return COMPASS[nearest]


def practice_names(networks: pd.Series) -> list[str]:
    """`<network> Surgery <number> (invented)`, numbered within each network."""
    number = networks.groupby(networks).cumcount() + 1
    return [
        f"{name} Surgery {n} {INVENTED}"
        for name, n in zip(networks, number, strict=True)
    ]


def sub_icb_name(code: str, place: str) -> str:
    """What an invented sub-ICB is called, after the place it stands for."""
    return f"{place} {INVENTED} - {code}"
