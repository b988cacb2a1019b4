"""Stand-ins of the Census 2021 tables, by neighbourhood."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.synthetic.areas.census_columns import AGE_COLUMNS, GROUPS
from phm.synthetic.areas.facts import ETHNIC_ORDER, AreaFacts
from phm.synthetic.drawing.whole_numbers import rounded_to
from phm.synthetic.open_files.places import district_share, households
from phm.synthetic.open_files.stand_in import StandIn


Counts = npt.NDArray[np.int64]
HEADINGS = {"white": "ABC", "mixed": "DEFG", "asian": "HJKLR", "black": "MNP"}
TRAVELLER = 0.45  # of Gypsy, Irish Traveller and Roma together
ARAB = 0.16  # of the other ethnic groups


def census_tables(facts: AreaFacts) -> Iterator[StandIn]:
    """The tables that measures are made of."""
    people = facts.residents.sum(axis=(1, 2))
    tables: Mapping[str, Mapping[str, Counts]] = {
        "ts001": {"residents": people, "households_residents": people},
        "ts003": _alone(facts),
        "ts007a": {"residents": people, **_ages(facts)},
        "ts021": {"residents": people, **_groups(facts, people)},
        "ts029": _english(facts, people),
        "ts037": _health(facts, people),
        "ts038": _disability(facts, people),
        "ts039": _care(facts, people),
        "ts045": _cars(facts),
    }
    places = {
        "lsoa21_code": facts.lsoas["lsoa_code"],
        "lsoa21_name": facts.lsoas["lsoa_name"],
    }
    for name, columns in tables.items():
        yield StandIn(
            f"census2021_{name}",
            f"census2021-{name}-lsoa.csv",
            pd.DataFrame({**places, **columns}),
            said={"date": "2021"},
        )


def _ages(facts: AreaFacts) -> dict[str, Counts]:
    by_band = facts.residents.sum(axis=1)
    return dict(zip(AGE_COLUMNS, by_band.T, strict=True))


def _groups(facts: AreaFacts, people: Counts) -> dict[str, Counts]:
    whole = rounded_to(facts.ethnicity, people)
    counts = {GROUPS[c]: whole[:, n] for n, c in enumerate(ETHNIC_ORDER)}
    heading = {
        name: np.sum([counts[GROUPS[letter]] for letter in letters], axis=0)
        for name, letters in HEADINGS.items()
    }
    heading["other"] = counts["any_other"]
    both = np.minimum(
        np.rint(facts.gypsy_traveller_roma_share * people).astype(np.int64),
        counts["other_white"],
    )
    counts["gypsy_irish_traveller"] = np.rint(both * TRAVELLER).astype(np.int64)
    counts["roma"] = both - counts["gypsy_irish_traveller"]
    counts["other_white"] = counts["other_white"] - both
    counts["arab"] = np.rint(counts["any_other"] * ARAB).astype(np.int64)
    counts["any_other"] = counts["any_other"] - counts["arab"]
    return {**counts, **heading}


def _english(facts: AreaFacts, people: Counts) -> dict[str, Counts]:
    asked = people - np.rint(facts.residents[:, :, 0].sum(axis=1) * 0.6).astype(
        np.int64
    )
    limited = _part(asked, facts.lsoas["limited_english_share"])
    none = np.rint(limited * 0.17).astype(np.int64)
    other = np.minimum(limited * 4, asked)
    return {
        "residents_3_over": asked,
        "main_language_english": asked - other,
        "main_language_other": other,
        "speaks_english_very_well": other - limited,
        "cannot_speak_english_well": limited - none,
        "cannot_speak_english": none,
    }


def _health(facts: AreaFacts, people: Counts) -> dict[str, Counts]:
    poor = _part(people, facts.lsoas["bad_health_share"])
    very = np.rint(poor * 0.23).astype(np.int64)
    fair = np.minimum(np.rint(poor * 2.8).astype(np.int64), people - poor)
    return {
        "residents": people,
        "very_bad": very,
        "bad": poor - very,
        "fair": fair,
        "good": people - poor - fair,
    }


def _disability(facts: AreaFacts, people: Counts) -> dict[str, Counts]:
    much = _part(people, facts.lsoas["limited_a_lot_share"])
    little = np.minimum(np.rint(much * 1.5).astype(np.int64), people - much)
    return {
        "residents": people,
        "disabled": much + little,
        "disabled_limited_a_lot": much,
        "disabled_limited_a_little": little,
        "not_disabled": people - much - little,
        "no_condition": people - much - little,
    }


def _care(facts: AreaFacts, people: Counts) -> dict[str, Counts]:
    asked = people - facts.residents[:, :, 0].sum(axis=1)
    share = district_share(facts, "care_50_hours_percent", weight=0.2)
    most = np.rint(asked * share).astype(np.int64)
    return {
        "residents_5_over": asked,
        "no_unpaid_care": asked - most,
        "care_50_hours_over": most,
    }


def _alone(facts: AreaFacts) -> dict[str, Counts]:
    homes = households(facts)
    old = facts.residents[:, :, 13:].sum(axis=(1, 2)) / facts.residents.sum(axis=(1, 2))
    share = district_share(facts, "alone_66_over_percent", weight=0.05)
    alone = np.rint(homes * np.clip(share * old / old.mean(), 0, 1)).astype(np.int64)
    return {
        "households": homes,
        "one_person_households": alone,
        "one_person_66_over_households": alone,
        "single_family_households": homes - alone,
    }


def _cars(facts: AreaFacts) -> dict[str, Counts]:
    homes = households(facts)
    share = district_share(facts, "no_car_percent", weight=0.35)
    none = np.rint(homes * share).astype(np.int64)
    return {"households": homes, "no_car": none, "one_car": homes - none}


def _part(people: Counts, share: pd.Series) -> Counts:
    return np.asarray(np.rint(people * share.to_numpy()).astype(np.int64))
