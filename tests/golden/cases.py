"""Published worked examples, read where they are kept; nothing of them is copied here.

The file comes from PHM_GOLDEN, or lies beside the project as shared/golden/golden.json.
"""

import json
import math
import os
from collections.abc import Callable
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
    return _parameters(lambda case: case["method"] in methods)


def golden_cases_but(*methods: str) -> list[Any]:
    """The cases of all other methods, as `golden_cases` gives them."""
    return _parameters(lambda case: case["method"] not in methods)


def _parameters(chosen: Callable[[dict[str, Any]], bool]) -> list[Any]:
    if not GOLDEN_FILE.is_file():
        reason = f"the worked examples are not here (set {GOLDEN_VARIABLE})"
        return [pytest.param({}, marks=pytest.mark.skip(reason=reason))]
    cases = json.loads(GOLDEN_FILE.read_text(encoding="utf-8"))
    return [pytest.param(case, id=case["id"]) for case in cases if chosen(case)]


def wilson_by_formula(count: float, total: float) -> tuple[float, float]:
    """Wilson's limits written out once more, one pair of numbers at a time."""
    half = Z_95 * math.sqrt(Z_95**2 + 4 * count * (1 - count / total))
    middle, below = 2 * count + Z_95**2, 2 * (total + Z_95**2)
    return max(0.0, (middle - half) / below), min(1.0, (middle + half) / below)
