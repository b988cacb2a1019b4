"""The classes of neighbourhoods as a layer of a map."""

from collections.abc import Sequence

from phm.maps.breaks import Breaks
from phm.maps.classes import NO_DATA, SUPPRESSED, Classes
from phm.measures.intensity import Intensity
from phm.measures.neighbourhood_classes import LIKELY, SCALE, SURE, IntensityClass


TITLE = "In the cohort, against elsewhere"
METHOD = (
    "By the share of the people there who are in the cohort. "
    f"Clearly: at least {SURE:.0%} sure. Probably: {LIKELY:.0%}. Sure is not large."
)
DIGITS = {one: place for place, one in enumerate(SCALE)} | {
    IntensityClass.TOO_FEW: SUPPRESSED
}


def intensity_classes(intensity: Intensity, ids: Sequence[str]) -> Classes:
    """Purple where there are fewer, orange where more, hatched where nothing is told.

    A neighbourhood that the layer has and the system has not is no data.
    """
    frame = intensity.frame
    found = dict(zip(frame["area_code"], frame["class_id"], strict=True))
    digits = [DIGITS[found[code]] if code in found else NO_DATA for code in ids]
    return Classes(
        title=TITLE,
        unit="",
        breaks=Breaks.AROUND_MIDPOINT,
        method=METHOD.replace("%", " %"),
        labels=tuple(one.capitalize() for one in SCALE),
        digits="".join(map(str, digits)),
        unplaced=tuple(sorted(set(found) - set(ids))),
        tier=intensity.tier,
        too_few=IntensityClass.TOO_FEW.capitalize(),
    )


def pcn_names(intensity: Intensity, ids: Sequence[str]) -> tuple[str, ...]:
    """The name of the PCN of each area; empty where there is none."""
    frame = intensity.frame
    named = dict(zip(frame["area_code"], frame["pcn_name"], strict=True))
    return tuple(named.get(code, "") for code in ids)
