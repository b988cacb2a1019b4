"""Very many overlapping cohorts, each with and without the same few people, averaged.

One difference is lost in the rounding; the mean of hundreds is not, for the few are the
same people every time.
"""

from collections.abc import Sequence
from itertools import combinations

import duckdb
import numpy as np
import pandas as pd

from phm.cohorts.attributes import load_attributes
from phm.domain.areas import AreaLevel
from phm.measures.ask import ask
from phm.measures.cohort_scheme import COHORT, INSIDE
from phm.measures.memory import Memory
from phm.measures.question import Question


MEASURE = "share_of_people_percent"


def averaged(
    connection: duckdb.DuckDBPyConnection,
    few: Sequence[str],
    *,
    below: int,
    questions: int,
) -> pd.Series:
    """The mean difference that each few make, by condition and PCN.

    All of the few are ``below`` years or older; those asked about besides are younger.
    """
    cuts = [0, *(cut for cut in load_attributes()["age_years"].cuts if cut <= below)]
    ranges = np.random.default_rng(1).permutation(list(combinations(cuts, 2)))
    memory, differences = Memory(5_000), []
    for low, high in ranges[:questions]:
        others = f"age_years from {low} to {high - 1}"
        without = _shown(connection, others, memory)
        with_few = {
            one: _shown(connection, f"{others} or ({one})", memory) for one in few
        }
        differences.append(
            pd.concat({one: shown - without for one, shown in with_few.items()})
        )
    return pd.concat(differences, axis=1).mean(axis=1)


def _shown(
    connection: duckdb.DuckDBPyConnection, condition: str, memory: Memory
) -> pd.Series:
    question = Question(MEASURE, AreaLevel.PCN, by=(COHORT,), cohort=condition)
    frame = ask(connection, question, memory).frame
    return frame[frame[COHORT].eq(INSIDE)].set_index("area_code")["numerator"]
