"""The range a service is planned for, where a measure's unit declares one."""

import re

from phm.domain.indicators import Measure


_DECLARED = re.compile(r" \(planned for: (?P<low>[\d.]+) to (?P<high>[\d.]+)\)")


def planned_range(measure: Measure) -> tuple[float, float] | None:
    """`(200, 250)` for a unit that ends in `(planned for: 200 to 250)`, else None."""
    said = _DECLARED.search(measure.unit)
    return (float(said["low"]), float(said["high"])) if said else None


def plain_unit(measure: Measure) -> str:
    """The unit without what is planned, for a sentence that says that by itself."""
    return _DECLARED.sub("", measure.unit)
