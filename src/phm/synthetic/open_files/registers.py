"""Stand-ins of the register of patients: practices, lists by place and by age."""

from collections.abc import Iterator

import numpy as np
import pandas as pd

from phm.geography.grid import national_grid
from phm.synthetic.areas.facts import BANDS, AreaFacts
from phm.synthetic.areas.organisations import ICB_CODE, ICB_NAME, sub_icb_name
from phm.synthetic.drawing.whole_numbers import rounded_to
from phm.synthetic.open_files.stand_in import StandIn


PUBLISHED_BANDS = [band.replace("-", "_") for band in BANDS[:-1]]
OLDEST = ["85_89", "90_94", "95+"]
OLDEST_SHARES = (0.61, 0.28, 0.11)
NO_LSOA = "NO2011"


def registers(facts: AreaFacts) -> Iterator[StandIn]:
    """The practice map, where practices are and where their patients live."""
    stamp = pd.Period(facts.month).strftime("%b%Y")
    said = {"PUBLICATION": "GP_PRAC_PAT_LIST", "EXTRACT_DATE": f"01{stamp}"}
    practices = described(facts)
    low = stamp.lower()
    yield StandIn("practice_map", f"gp-reg-pat-prac-map_{low}.csv", practices, said)
    yield StandIn(
        "practice_locations", f"gp_practice_locations_{low}.csv", _placed(practices),
        said={"EXTRACT_DATE": f"01{stamp}"},
    )  # fmt: skip
    yield StandIn(
        "gp_patients_by_lsoa",
        f"gp-reg-pat-prac-lsoa-all_{low}.csv",
        _homes(facts),
        said,
    )
    yield StandIn(
        "gp_patients_by_age_sex",
        f"gp-reg-pat-prac-quin-age_{low}.csv",
        _ages(facts),
        said={"EXTRACT_DATE": f"{facts.month}-01"},
    )


def described(facts: AreaFacts) -> pd.DataFrame:
    """Practices with the columns that every practice file repeats."""
    codes, places = facts.practices["sub_icb_code"], facts.practices["place_id"]
    names = [
        sub_icb_name(code, facts.place_names[place])
        for code, place in zip(codes, places, strict=True)
    ]
    return facts.practices.assign(
        sub_icb_name=names,
        icb_code=ICB_CODE,
        icb_name=ICB_NAME,
        supplier_name=facts.practices["gp_system"],
    )


def _placed(practices: pd.DataFrame) -> pd.DataFrame:
    known = practices[practices["latitude"].notna()]
    east, north = national_grid(known["longitude"], known["latitude"])
    return known.assign(
        postcode=known["practice_postcode"], eastings=east, northings=north
    )


def _homes(facts: AreaFacts) -> pd.DataFrame:
    practice, lsoa = np.nonzero(facts.registered)
    housed = pd.DataFrame(
        {
            "practice_code": facts.practices["practice_code"].to_numpy()[practice],
            "lsoa11_code": facts.lsoas["lsoa_code"].to_numpy()[lsoa],
            "patients": facts.registered[practice, lsoa],
        }
    )
    homeless = pd.DataFrame(
        {
            "practice_code": facts.practices["practice_code"],
            "lsoa11_code": NO_LSOA,
            "patients": facts.no_fixed_abode,
        }
    )
    both = pd.concat([housed, homeless[homeless["patients"] > 0]], ignore_index=True)
    return both.assign(sex="ALL")


def _ages(facts: AreaFacts) -> pd.DataFrame:
    """Each practice: all, each sex, and each sex by band, as published."""
    oldest = rounded_to(
        np.tile(OLDEST_SHARES, (2 * len(facts.lists), 1)), facts.lists[..., -1].ravel()
    )
    by_band = np.concatenate(
        [facts.lists[..., :-1], oldest.reshape(len(facts.lists), 2, 3)], axis=2
    )
    women, men = by_band.sum(axis=2).T
    parts = [
        ("ALL", "ALL", women + men),
        ("FEMALE", "ALL", women),
        ("MALE", "ALL", men),
    ]
    parts += [
        (sex, band, by_band[:, place, number])
        for place, sex in enumerate(("FEMALE", "MALE"))
        for number, band in enumerate([*PUBLISHED_BANDS, *OLDEST])
    ]
    codes = facts.practices["practice_code"].to_numpy()
    frames = [
        pd.DataFrame(
            {"practice_code": codes, "sex": sex, "age_band": band, "patients": patients}
        )
        for sex, band, patients in parts
    ]
    return pd.concat(frames, ignore_index=True).assign(org_type="GP")
