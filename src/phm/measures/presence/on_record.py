"""Who is on record in each inclusion health group, against how many there ought to be.

Both ends of what is expected are per 1,000 people of all ages, so that groups counted
among adults, households or everybody stand on one scale. What is on record comes
through the door, rounded or hidden; "not recorded" is never 0.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.dimensions import Scheme
from phm.domain.tiers import Tier, is_synthetic
from phm.measures.expected_groups import Expected, load_expected
from phm.measures.presence.signals import Ask, Signals
from phm.measures.question import Question
from phm.measures.results import NO_DATA, Results
from phm.measures.schemes import find_scheme


RECORDED, REGISTERED = "recorded_per_1000", "registered_patients"
GROUPS, FILLED = "inclusion_health", "inclusion_health_filled"
NO_EXTRACT = "no extract"
NOT_FILLED = "not filled in"
SYSTEM_ONLY = "told for the whole system alone"
SHORT, WITHIN, ABOVE, AT_LEAST = "short", "within", "above", "at least"
NOT_JUDGED = "not judged"  # nothing on record is shown, or there is nothing to expect
NUMBERS = (
    *("recorded", "recorded_per_1000", "filled_percent"),
    *("low_per_1000", "high_per_1000", "low", "high", "share_low", "share_high"),
)


@dataclass(frozen=True, eq=False)
class Presence:
    """The groups in one area. `frame` is indexed by group and has `label`, NUMBERS,
    `status` (of what is on record), `filled_status` and `standing`: how what is on
    record stands to what is expected.

    ``people`` are those in the extract, or else registered; nan where not known. `high`
    is nan where what is expected has no upper end, `low` too where nothing is known.
    """

    level: AreaLevel
    area_name: str
    period: str
    tier: str
    people: float
    frame: pd.DataFrame
    answers: tuple[Results, ...]

    @property
    def has_extract(self) -> bool:
        """Whether there are records at all to count."""
        return bool(self.frame["status"].ne(NO_EXTRACT).any())

    @property
    def wide(self) -> list[str]:
        """Groups of which what is expected is a wide range of models."""
        return [group for group, declared, _ in self.groups if declared.wide]

    @property
    def groups(self) -> Iterator[tuple[str, Expected, pd.Series]]:
        """Each group with its declaration and its row."""
        for group, row in self.frame.iterrows():
            yield str(group), load_expected()[str(group)], row


def find_presence(ask: Ask, level: AreaLevel, area: str = "") -> Presence:
    """Recorded and expected, where there is a patients extract.

    ``ask`` is the door, or what remembers its answers; raises QuestionInvalid as it.
    """
    recorded, filled = (
        ask(Question(RECORDED, level, by=(scheme,), area=area))
        for scheme in (GROUPS, FILLED)
    )
    people = float(recorded.frame["denominator"].max())
    frame = _recorded(find_scheme(GROUPS), recorded, filled)
    return _presence(ask, recorded, people, frame, (recorded, filled))


def expect_presence(ask: Ask, level: AreaLevel, area: str = "") -> Presence:
    """Expected alone, where no patients extract says who is on record."""
    registered = ask(Question(REGISTERED, level, area=area))
    people = float(registered.frame["value"].max())
    groups = find_scheme(GROUPS).groups
    frame = pd.DataFrame(
        {
            "label": [group.label for group in groups],
            "status": NO_EXTRACT,
            "filled_status": NO_EXTRACT,
        },
        index=pd.Index([group.id for group in groups], name="group"),
    )
    return _presence(ask, registered, people, frame, (registered,))


def _presence(
    ask: Ask,
    first: Results,
    people: float,
    frame: pd.DataFrame,
    answers: tuple[Results, ...],
) -> Presence:
    area = str(first.frame["area_code"].iloc[0])
    signals = Signals(ask, first.level, area)
    rates = {group: signals.rates(load_expected()[group]) for group in frame.index}
    expected = pd.DataFrame.from_dict(
        rates, orient="index", columns=["low_per_1000", "high_per_1000"], dtype=float
    )
    every = (*answers, *signals.answers)
    return Presence(
        level=first.level,
        area_name=str(first.frame["area_name"].iloc[0]),
        period=first.period,
        tier=_tier(every),
        people=people,
        frame=compared(frame.join(expected), people),
        answers=every,
    )


def _recorded(scheme: Scheme, recorded: Results, filled: Results) -> pd.DataFrame:
    """A row per group, and why one has no number."""
    ids = [group.id for group in scheme.groups]
    counted = recorded.frame.set_index(scheme.id).loc[ids]
    known = filled.frame.set_index(FILLED).loc[[f"{name}_filled" for name in ids]]
    small = counted.index.isin(scheme.too_small_for(recorded.level))
    nobody = counted["status"].eq(NO_DATA)
    is_empty = known["status"].eq(NO_DATA).to_numpy() & (nobody | small)
    return pd.DataFrame(
        {
            "label": [group.label for group in scheme.groups],
            "recorded": counted["numerator"].mask(nobody, 0.0).mask(is_empty),
            "recorded_per_1000": counted["value"].mask(nobody, 0.0).mask(is_empty),
            "status": counted["status"]
            .mask(small, SYSTEM_ONLY)
            .mask(is_empty, NOT_FILLED),
            "filled_percent": (known["value"] / 10)
            .mask(known["status"].eq(NO_DATA), 0.0)
            .to_numpy(),
            "filled_status": known["status"].to_numpy(),
        }
    ).rename_axis("group")


def compared(frame: pd.DataFrame, people: float) -> pd.DataFrame:
    """Expected people, and what is on record as a share of both ends, in per cent."""
    low, high = (frame[f"{end}_per_1000"] * people / 1000 for end in ("low", "high"))
    rate = frame.get("recorded_per_1000", pd.Series(math.nan, frame.index))
    found = frame.assign(
        low=low,
        high=high,
        share_low=100 * rate / frame["high_per_1000"],
        share_high=100 * rate / frame["low_per_1000"],
    )
    rows = found.reindex(columns=["label", *NUMBERS, "status", "filled_status"])
    return rows.assign(standing=_standing(rows))


def _standing(rows: pd.DataFrame) -> "pd.Series[str]":
    rate, low, high = (
        rows[f"{name}_per_1000"].astype(float) for name in ("recorded", "low", "high")
    )
    standing = pd.Series(WITHIN, rows.index)
    standing = standing.mask(high.isna(), AT_LEAST).mask(rate > high, ABOVE)
    return standing.mask(rate < low, SHORT).mask(rate.isna() | low.isna(), NOT_JUDGED)


def _tier(answers: tuple[Results, ...]) -> str:
    tiers = [one.tier for one in answers]
    if any(map(is_synthetic, tiers)):
        return str(Tier.SYNTHETIC)
    return str(Tier.LOCAL if Tier.LOCAL in tiers else Tier.OPEN)
