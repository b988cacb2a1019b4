"""The same extracts read, joined and counted with pandas as usually written."""

import json
import resource
import sys
from pathlib import Path

import pandas as pd


def main(folder: Path, practice_map: Path) -> None:
    """Read, clean, join, count; print peak memory and rows as JSON."""
    patients, referrals, contacts = (
        pd.read_csv(
            folder / f"SYNTHETIC_{name}.csv",
            on_bad_lines="skip",
            low_memory=False,
            encoding_errors="replace",
        )
        for name in ("patients", "referrals", "contacts")
    )
    read = len(patients) + len(referrals) + len(contacts)
    practices = pd.read_parquet(practice_map)[["PRACTICE_CODE", "PCN_CODE"]]
    people = patients.drop_duplicates("person_key")
    people["age_years"] = pd.to_numeric(people["age_years"], errors="coerce")
    hba1c = pd.to_numeric(people["hba1c_mmol_mol"], errors="coerce")
    people["hba1c_mmol_mol"] = hba1c.where(hba1c >= 20, 10.929 * (hba1c - 2.15))
    people["hba1c_date"] = pd.to_datetime(people["hba1c_date"], errors="coerce")
    placed = people.merge(
        practices, left_on="practice_code", right_on="PRACTICE_CODE", how="inner"
    )
    offered = referrals.drop_duplicates("referral_key")
    offered["referral_date"] = pd.to_datetime(offered["referral_date"], errors="coerce")
    known = offered.merge(
        placed[["person_key", "PCN_CODE", "sex"]], on="person_key", how="inner"
    )
    met = contacts.drop_duplicates("contact_key").merge(
        known[["referral_key", "PCN_CODE"]], on="referral_key", how="inner"
    )
    placed.groupby(["PCN_CODE", "sex", "ethnic_category"]).size()
    known.groupby(["PCN_CODE", "sex"])["person_key"].nunique()
    met.groupby("PCN_CODE").size()
    said = {
        "mib": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "rows_read": read,
        "rows_dropped": read - len(placed) - len(known) - len(met),
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
