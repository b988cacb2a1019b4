"""Share of need against share of referrals for the groups of a scheme."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.measures.question import Question
from phm.measures.results import OK, Results


Ask = Callable[[Question], Results]
NEED, REFERRALS, PEOPLE = (
    "share_of_need_percent",
    "share_of_referrals_percent",
    "share_of_people_percent",
)


@dataclass(frozen=True)
class Shares:
    """One scheme in one area. `frame` has group, need_percent, referral_percent, lower
    and upper (of referral_percent), people_percent, status.
    """

    scheme: Scheme
    area_name: str
    period: str
    tier: str
    frame: pd.DataFrame
    answers: tuple[Results, ...] = ()


def find_shares(
    ask: Ask,
    scheme: Scheme,
    level: AreaLevel,
    area: str = "",
) -> Shares:
    """The three shares of every group in an area, or in the system.

    ``ask`` is the door, or what remembers its answers; raises QuestionInvalid as it.
    """
    need, referrals, people = (
        ask(Question(name, level, by=(scheme.id,), area=area))
        for name in (NEED, REFERRALS, PEOPLE)
    )
    return Shares(
        scheme=scheme,
        area_name=str(referrals.frame["area_name"].iloc[0]),
        period=referrals.period,
        tier=referrals.tier,
        frame=_beside(scheme, need.frame, referrals.frame, people.frame),
        answers=(referrals, need, people),
    )


def _beside(
    scheme: Scheme, need: pd.DataFrame, referrals: pd.DataFrame, people: pd.DataFrame
) -> pd.DataFrame:
    """A share is said only where both are: one alone compares with nothing."""
    status = referrals["status"].where(referrals["status"].ne(OK), need["status"])
    frame = pd.DataFrame(
        {
            "group": referrals[scheme.id],
            "need_percent": need["value"],
            "referral_percent": referrals["value"],
            "lower": referrals["lower"],
            "upper": referrals["upper"],
            "people_percent": people["value"],
            "status": status,
        }
    )
    numbers = frame.columns.difference(["group", "status"])
    frame.loc[status.ne(OK), numbers] = float("nan")
    return frame
