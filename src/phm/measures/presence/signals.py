"""How many there ought to be of each group in an area, per 1,000 people of all ages."""

import math
from collections.abc import Callable

from phm.domain.areas import AreaLevel
from phm.measures.expected_groups import SHARES, Expected
from phm.measures.question import Question
from phm.measures.results import Results


Ask = Callable[[Question], Results]


class Signals:
    """What open data tell of an area, asked once each."""

    def __init__(self, ask: Ask, level: AreaLevel, area: str) -> None:
        self._ask, self._level, self._area = ask, level, area
        self._asked: dict[str, Results] = {}

    @property
    def answers(self) -> tuple[Results, ...]:
        """The answers that have a value; the others say nothing."""
        return tuple(one for one in self._asked.values() if len(one.known))

    def rates(self, expected: Expected) -> tuple[float, float]:
        """Low and high per 1,000 people of all ages; nan where not known."""
        low, high = self._ends(expected)
        few, many = expected.people_each
        share = self._share(expected.basis)
        return low * share * few, high * share * many

    def _ends(self, expected: Expected) -> tuple[float, float]:
        """Low and high per 1,000 of the basis: of here, else as declared."""
        low = _or_nan(expected.low)
        high = _or_nan(expected.high)
        here = self._sum(expected.here)
        if not here > 0:  # nobody counted is not nobody there
            return low, high
        if expected.here_high:
            return here, self._sum(expected.here_high)
        return here, here * high / low

    def _share(self, basis: str) -> float:
        share = SHARES[basis]
        return share if isinstance(share, float) else self._value(share) / 100

    def _sum(self, measures: tuple[str, ...]) -> float:
        return sum(map(self._value, measures)) if measures else math.nan

    def _value(self, measure: str) -> float:
        if measure not in self._asked:
            question = Question(measure, self._level, area=self._area)
            self._asked[measure] = self._ask(question)
        return float(self._asked[measure].frame["value"].max())


def _or_nan(value: float | None) -> float:
    return math.nan if value is None else value
