"""Every colour of the maps, and nothing else.

Blues of one hue for amounts, purple to orange around a midpoint (never red and green);
status marks differ by pattern as well as by colour. Outlines keep 3:1 against white.
"""

from typing import Final


SEQUENTIAL: Final = ("#c6dcef", "#8fc0de", "#519ccc", "#1d6cb1", "#08306b")
DIVERGING: Final = ("#5e3c99", "#b2abd2", "#f4f1ea", "#fdb863", "#c4560a")

NO_DATA: Final = "#ececec"
NOT_REPORTED_PAPER: Final = "#ffffff"
NOT_REPORTED_INK: Final = "#768692"
SUPPRESSED_PAPER: Final = "#ffffff"
SUPPRESSED_INK: Final = "#425563"

BACKGROUND: Final = "#ffffff"
OUTLINE: Final = "#5f6f7a"
FINE_OUTLINE: Final = "#8a97a0"
SELECTED: Final = "#000000"
HALO: Final = "#ffffff"
CIRCLE: Final = "#f46a25"
CIRCLE_OUTLINE: Final = "#3d1a06"
POINT: Final = "#212b32"
SECOND_POINT: Final = "#801650"


def spread(ramp: tuple[str, ...], count: int) -> tuple[str, ...]:
    """`count` colours (1 to 5) over the whole ramp, so that few still differ."""
    if count == 1:
        return (ramp[2],)
    return tuple(ramp[round(i * 4 / (count - 1))] for i in range(count))
