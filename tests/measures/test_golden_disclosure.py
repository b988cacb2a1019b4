"""Worked examples of disclosure control (K01, K02)."""

import numpy as np
import pandas as pd
import pytest

from phm.measures.audience import find_audience
from phm.measures.cross_table import ALL, Key, hide_in_table
from phm.measures.small_numbers import is_small, rounded
from tests.golden.cases import golden_cases


@pytest.mark.parametrize("case", golden_cases("hes_disclosure_round"))
def test_counts_are_hidden_and_rounded_as_worked(case):
    counts = np.array(case["inputs"]["values"], dtype=float)
    small, near = is_small(counts), rounded(counts)
    shown = ["*" if hide else n for hide, n in zip(small, near, strict=True)]
    assert shown == case["expected"]["out"]


@pytest.mark.parametrize("case", golden_cases("secondary_suppression"))
def test_cells_beside_small_ones_are_hidden_as_worked(case):
    cells = np.array(case["inputs"]["table"], dtype=float)
    rows, columns = cells.shape
    whole = np.zeros((rows + 1, columns + 1))
    whole[:-1, :-1] = cells
    whole[-1] = whole.sum(axis=0)
    whole[:, -1] = whole.sum(axis=1)
    frame = pd.DataFrame(
        {
            "row": np.repeat([*map(str, range(rows)), ALL], columns + 1),
            "column": np.tile([*map(str, range(columns)), ALL], rows + 1),
            "n": whole.ravel(),
        }
    )
    keys = [Key("row"), Key("column")]
    hidden = hide_in_table(frame, keys, "n", find_audience("analyst"))
    hidden = hidden.reshape(whole.shape)
    assert hidden[:-1, :-1].tolist() == case["expected"]["suppressed"]
    assert not hidden[-1].any()
    assert not hidden[:, -1].any()
