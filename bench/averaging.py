"""`python -m bench.averaging HOME`: what hundreds of overlapping cohorts tell together.

Each question is asked with and without the same few people (carers of 85 and over who
are lonely) and the differences are averaged, as a patient reader would. Says how many
hidden counts of the sample were had, and how many of the people it stands for.
"""

import argparse
from pathlib import Path

import duckdb
import pandas as pd

from phm.measures.small_numbers import SUPPRESS_UP_TO
from phm.settings import Home
from phm.warehouse.connect import current_warehouse


OLD = 85
FEW = f"age_years >= {OLD} and carer and lonely"
COUNTED = """
select
    cast(pcn_code as varchar) as area_code,
    count(*) as people,
    count(*) filter (where in_sample) as met
from fct_person
where in_system and in_current_pcn and age_years >= $old and carer and lonely
group by pcn_code
"""


def main() -> None:
    """Attack, and hold what was had against what is so."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("home", type=Path)
    parser.add_argument("--questions", type=int, default=150)
    asked = parser.parse_args()
    # needs the tests beside the project
    from tests.attacks.averaging import averaged  # noqa: PLC0415

    with current_warehouse(Home(asked.home)).open() as connection:
        hidden = _hidden(connection)
        told = averaged(connection, [FEW], below=OLD, questions=asked.questions)
    doubled = told.loc[FEW].reindex(hidden.index)
    met = int((doubled / 2).round().eq(hidden["met"]).sum())
    people = int(doubled.round().eq(hidden["people"]).sum())
    print(
        f"{2 * asked.questions} questions, {len(hidden)} PCNs with 1 to "
        f"{SUPPRESS_UP_TO} people: counts of the sample told {met}, of people {people}"
    )


def _hidden(connection: duckdb.DuckDBPyConnection) -> pd.DataFrame:
    counts = connection.execute(COUNTED, {"old": OLD}).df().set_index("area_code")
    return counts[counts["people"].between(1, SUPPRESS_UP_TO)]


if __name__ == "__main__":
    main()
