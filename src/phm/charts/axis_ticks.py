"""Round tick values where Plotly's own would run below zero."""

import math


def round_ticks(low: float, high: float, *, wanted: int = 7) -> list[float]:
    """Multiples of 1, 2 or 5 times a power of ten within low and high.

    >>> round_ticks(0, 1.7)
    [0.0, 0.5, 1.0, 1.5]
    """
    rough = (high - low or 1.0) / wanted
    power = 10 ** math.floor(math.log10(rough))
    step = next(s * power for s in (1, 2, 5, 10) if s * power >= rough)
    first, last = math.ceil(low / step), math.floor(high / step)
    return [round(count * step, 10) for count in range(first, last + 1)]
