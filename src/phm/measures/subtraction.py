"""What hidden counts of areas give away between them, and what else hides it.

Nought is shown and 1 to 7 hidden, so each hidden part is at least 1 and at most 7: a
PCN that is itself small and has seven practices with somebody has one in each. The
areas of a system are a table with one key, and are decided like any other
(`cross_table`), so that a PCN is shown or hidden the same with groups and without.
"""

from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from phm.measures.audience import Audience
from phm.measures.cross_table import Key, hide_in_table
from phm.measures.small_numbers import HOSPITAL_RULE, is_small


# From the parts to the whole.
LEVELS = ("practice", "pcn", "place", "system")
ABOVE = dict(pairwise(LEVELS))


def hidden_by_subtraction(
    tree: pd.DataFrame, rule: Audience = HOSPITAL_RULE, count: str = "numerator"
) -> NDArray[np.bool_]:
    """True where a count of ``tree`` must be hidden although it is not small.

    ``tree``: one row per area and period (`area_level`, `area_code`, `parent_code`,
    `period` and the column ``count``), of every level at which the count is known.
    """
    area = tree["area_level"] + " " + tree["area_code"].astype(str)
    above = tree["area_level"].map(ABOVE) + " " + tree["parent_code"].astype(str)
    parents = dict(zip(area[above.notna()], above[above.notna()], strict=True))
    table = tree.assign(area=area)
    hidden = hide_in_table(
        table, [Key("area", parents)], count, rule, within=["period"]
    )
    return np.asarray(hidden & ~is_small(tree[count].to_numpy(dtype=float), rule))
