"""People referred per need, the 12 months before and the newest 12, by groups."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.measures.question import Question
from phm.measures.results import NOT_REPORTED, OK, Results
from phm.stats.comparison import rate_ratios


Ask = Callable[[Question], Results]
NOW, BEFORE = "reach_per_1000_in_need", "reach_before_per_1000_in_need"


@dataclass(frozen=True)
class Change:
    """One scheme. `frame` has group, before, before_lower, before_upper, now,
    now_lower, now_upper, ratio, ratio_lower, ratio_upper, status.
    """

    scheme: Scheme
    before_period: str
    period: str
    tier: str
    unit: str
    frame: pd.DataFrame
    answers: tuple[Results, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether the extract goes back far enough to tell of any group."""
        return bool(self.frame["status"].ne(NOT_REPORTED).any())


def find_change(
    ask: Ask,
    scheme: Scheme,
    level: AreaLevel,
    area: str = "",
) -> Change:
    """Both years of every group in an area, or in the system.

    ``ask`` is the door, or what remembers its answers; raises QuestionInvalid as it.
    """
    before, now = (
        ask(Question(name, level, by=(scheme.id,), area=area)) for name in (BEFORE, NOW)
    )
    return Change(
        scheme=scheme,
        before_period=before.period,
        period=now.period,
        tier=now.tier,
        unit=now.measure.unit,
        frame=_beside(scheme, before.frame, now.frame),
        answers=(now, before),
    )


def _beside(scheme: Scheme, before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    counts = [now["numerator"], now["denominator"]]
    counts += [before["numerator"], before["denominator"]]
    known = now["status"].eq(OK) & before["status"].eq(OK)
    ratio = rate_ratios(*(count.where(known, np.nan).to_numpy() for count in counts))
    return pd.DataFrame(
        {
            "group": now[scheme.id],
            "before": before["value"],
            "before_lower": before["lower"],
            "before_upper": before["upper"],
            "now": now["value"],
            "now_lower": now["lower"],
            "now_upper": now["upper"],
            "ratio": ratio.value,
            "ratio_lower": ratio.lower,
            "ratio_upper": ratio.upper,
            "status": now["status"].where(now["status"].ne(OK), before["status"]),
        }
    )
