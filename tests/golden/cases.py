"""Published worked examples, read where they are kept; nothing of them is copied here.

The file comes from PHM_GOLDEN, or lies beside the project as shared/golden/golden.json.
"""

import json
import math
import os
from pathlib import Path
from typing import Any

import pytest

from phm.settings import PROJECT_ROOT


GOLDEN_VARIABLE = "PHM_GOLDEN"
GOLDEN_FILE = Path(
    os.environ.get(GOLDEN_VARIABLE)
    or PROJECT_ROOT.parent / "shared" / "golden" / "golden.json"
)
Z_95 = 1.959963984540054


def golden_cases(*methods: str) -> list[Any]:
    """The cases of some methods as parameters of a test, or one that is skipped."""
    if not GOLDEN_FILE.is_file():
        reason = f"the worked examples are not here (set {GOLDEN_VARIABLE})"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    cases = json.loads(GOLDEN_FILE.read_text(encoding="utf-8"))
    chosen = [case for case in cases if case["method"] in methods]
    return [pytest.param(case, id=case["id"]) for case in chosen]


def wilson_by_formula(count: float, total: float) -> tuple[float, float]:
    """Wilson's limits written out once more, one pair of numbers at a time."""
    half = Z_95 * math.sqrt(Z_95**2 + 4 * count * (1 - count / total))
    middle, below = 2 * count + Z_95**2, 2 * (total + Z_95**2)
    return max(0.0, (middle - half) / below), min(1.0, (middle + half) / below)
