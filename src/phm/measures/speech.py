"""No fixed abode, languages and interpreters: how many people, and who is reached."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.measures.question import Question
from phm.measures.results import NO_DATA, OK, Results
from phm.measures.schemes import find_scheme
from phm.stats.intervals import rate_interval


Ask = Callable[[Question], Results]
RECORDED, REACH = "recorded_per_1000", "reach_per_1000"
LANGUAGE, INTERPRETER, HOME = "language", "interpreter", "rurality"
IS_RECORDED = "language_recorded"
ENGLISH, NO_FIXED_ABODE = "en", "no_fixed_abode"
COLUMNS = (
    "group",
    "label",
    "people",
    "reach",
    "lower",
    "upper",
    "status",
    "reach_status",
)
MOST_SHOWN = 10
CHANCE, PER = 0.05, 1000


@dataclass(frozen=True, eq=False)
class Cut:
    """Groups of one scheme in one area. `frame` has COLUMNS, in the scheme's order;
    `everyone` is the reach of everybody there, nan where it is not known.
    """

    area_name: str
    period: str
    tier: str
    everyone: float
    frame: pd.DataFrame
    answers: tuple[Results, ...]

    def row(self, group: str) -> pd.Series:
        """One group."""
        return self.frame[self.frame["group"].eq(group)].iloc[0]

    @property
    def filled_percent(self) -> float:
        """For how many people anything is recorded; nan where that is hidden.

        The rest of a scheme is who has nothing recorded; it comes last.
        """
        whole = self.answers[0].frame["denominator"].max()
        rest = self.frame.iloc[-1]
        if rest["status"] not in (OK, NO_DATA):
            return float("nan")
        unsaid = float(rest["people"]) if rest["status"] == OK else 0.0
        return 100 * (1 - unsaid / float(whole))


def find_cut(ask: Ask, scheme_id: str, level: AreaLevel, area: str = "") -> Cut:
    """People and reach of every group. Raises QuestionInvalid as the door does."""
    people, reach = (
        ask(Question(name, level, by=(scheme_id,), area=area))
        for name in (RECORDED, REACH)
    )
    scheme = find_scheme(scheme_id)
    status = people.frame["status"]
    known = reach.frame["value"].where(status.eq(OK) & reach.frame["status"].eq(OK))
    return Cut(
        area_name=str(people.frame["area_name"].iloc[0]),
        period=reach.period or people.period,
        tier=people.tier,
        everyone=reach.benchmark.value if reach.benchmark else float("nan"),
        frame=pd.DataFrame(
            {
                "group": people.frame[scheme_id],
                "label": [scheme.label(one) for one in people.frame[scheme_id]],
                "people": people.frame["numerator"],
                "reach": known,
                "lower": reach.frame["lower"].where(known.notna()),
                "upper": reach.frame["upper"].where(known.notna()),
                "status": status,
                "reach_status": reach.frame["status"].where(status.eq(OK), status),
            }
        ),
        answers=(people, reach),
    )


def most_spoken(languages: Cut) -> pd.DataFrame:
    """The ten languages spoken most beside English, by number of people shown."""
    frame, rest = languages.frame, find_scheme(LANGUAGE).rest.id
    others = frame[~frame["group"].isin([ENGLISH, rest])]
    shown = others[others["status"].eq(OK)].sort_values(
        ["people", "label"], ascending=[False, True]
    )
    return shown.head(MOST_SHOWN).reset_index(drop=True)


def clearly_below(languages: Cut) -> pd.DataFrame:
    """Those of the most spoken that are reached less than everybody, the least first.

    The interval of each allows for how many are looked at (Bonferroni), so that one is
    found by chance in at most 1 of 20 looks at all of them, not at each.
    """
    shown = most_spoken(languages)
    known = shown[shown["reach"].notna()]
    if known.empty:
        return known
    people, reach = (known[name].to_numpy(dtype=float) for name in ("people", "reach"))
    confidence = 1 - CHANCE / len(known)
    upper = rate_interval(reach * people / PER, people, confidence=confidence).upper
    return known[PER * upper < languages.everyone].sort_values("reach")
