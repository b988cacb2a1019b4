"""Answers by the groups of a dimension, made by hand; schemes are the declared ones."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from phm.domain.areas import AreaLevel
from phm.domain.indicators import Measure, Method
from phm.measures.change import Change
from phm.measures.crossings import Crossing
from phm.measures.results import NO_DATA, OK, Results
from phm.measures.schemes import load_schemes
from phm.measures.shares import Shares
from phm.measures.spread import Spread
from phm.stats.limits import Limits
from tests.charts.builders import NAN, a_measure, a_row, some_results


Values = Sequence[float] | str  # numbers, or the status of a group without any

REACH = a_measure(
    id="reach_per_1000",
    title="Reach: people referred per 1,000 registered",
    short_title="Reach per 1,000",
    group="reach",
    unit="people a year per 1,000 registered",
    method=Method.BYAR,
)
CHANGE_COLUMNS = (
    *("before", "before_lower", "before_upper", "now", "now_lower", "now_upper"),
    *("ratio", "ratio_lower", "ratio_upper"),
)
SHARE_COLUMNS = (
    *("need_percent", "referral_percent", "lower", "upper", "people_percent"),
)
SPREAD_COLUMNS = (
    *("lowest", "lower_quarter", "middle", "upper_quarter", "highest", "pcn_value"),
)


def by_scheme(
    scheme_id: str,
    groups: Mapping[str, Values],
    *,
    measure: Measure = REACH,
    benchmark: float | None = 16.0,
    **changes: Any,
) -> Results:
    """One area's answer by a scheme: value, lower and upper of each group, or why not.

    Groups left out have no data.
    """
    scheme = load_schemes()[scheme_id]
    numbers = _numbers(groups, ("value", "lower", "upper"))
    rows = [
        a_row("sys", area_name="Inventshire", parent_code=None)
        | numbers.get(group.id, {"value": NAN, "status": NO_DATA})
        for group in scheme.everyone
    ]
    usual = some_results(
        *rows, measure=measure, level=AreaLevel.SYSTEM, benchmark=benchmark
    )
    ids = [group.id for group in scheme.everyone]
    return replaced(
        usual,
        {"by": (scheme,), "frame": usual.frame.assign(**{scheme_id: ids})} | changes,
    )


def replaced(results: Results, changes: Mapping[str, Any]) -> Results:
    """An answer with some of its fields changed."""
    return Results(**{**vars(results), **changes})


def some_shares(scheme_id: str, groups: Mapping[str, Values], **changes: Any) -> Shares:
    """need, referrals, lower, upper (of referrals) and people in per cent by group."""
    usual = {
        "scheme": load_schemes()[scheme_id],
        "area_name": "Inventshire",
        "period": "12 months to June 2026",
        "tier": "local",
        "frame": _frame(groups, SHARE_COLUMNS),
    }
    return Shares(**(usual | changes))


def some_change(scheme_id: str, groups: Mapping[str, Values], **changes: Any) -> Change:
    """before, now and their ratio, each with lower and upper, by group."""
    usual = {
        "scheme": load_schemes()[scheme_id],
        "before_period": "12 months to June 2025",
        "period": "12 months to June 2026",
        "tier": "local",
        "unit": "people a year per 1,000 registered",
        "frame": _frame(groups, CHANGE_COLUMNS),
    }
    return Change(**(usual | changes))


def a_crossing(*groups: tuple[str, str], **changes: Any) -> Crossing:
    """A group by pairs of scheme id and group id, in Watford Central."""
    schemes = load_schemes()
    usual = {
        "groups": tuple((schemes[scheme], group) for scheme, group in groups),
        "area_code": "U99500",
        "area_name": "Watford Central PCN",
        "people": 4200,
        "observed": 60.0,
        "expected": 135.0,
        "ratio": Limits(0.45, 0.34, 0.58),
        "missed": 75.0,
    }
    return Crossing(**(usual | changes))


def a_spread(pcns: Mapping[str, Values], **changes: Any) -> Spread:
    """lowest, lower quarter, middle, upper quarter, highest and own value by PCN."""
    frame = _frame(pcns, SPREAD_COLUMNS).rename(columns={"group": "pcn_name"})
    codes = [f"U{n:05}" for n in range(len(frame))]
    usual = {
        "title": "Reach inside each PCN",
        "unit": "people a year per 1,000 registered",
        "period": "12 months to June 2026",
        "tier": "local",
        "frame": frame.assign(pcn_code=codes, neighbourhoods=22),
    }
    return Spread(**(usual | changes))


def _numbers(
    groups: Mapping[str, Values], columns: Sequence[str]
) -> dict[str, dict[str, Any]]:
    """The columns and the status of each group."""
    return {
        group: {**dict.fromkeys(columns, NAN), "status": values}
        if isinstance(values, str)
        else {**dict(zip(columns, values, strict=True)), "status": OK}
        for group, values in groups.items()
    }


def _frame(groups: Mapping[str, Values], columns: Sequence[str]) -> pd.DataFrame:
    found = _numbers(groups, columns)
    rows = [{"group": group, **numbers} for group, numbers in found.items()]
    return pd.DataFrame(rows, columns=["group", *columns, "status"])
