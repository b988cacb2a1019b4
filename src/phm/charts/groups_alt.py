"""The figures by groups in words, for those who cannot see them."""

import math
from collections.abc import Callable, Sequence

import pandas as pd

from phm.charts.badge import tier_prefix
from phm.charts.change import PAIR as CHANGE
from phm.charts.change import about_change, change_rows
from phm.charts.groups_rows import SILENCES, panel_rows, scheme_title
from phm.charts.groups_title import about_whom
from phm.charts.labels import number
from phm.charts.shares import NEED, REFERRALS, share_rows
from phm.domain.dimensions import Scheme
from phm.measures.change import Change
from phm.measures.results import OK, Results
from phm.measures.shares import Shares


Read = Callable[..., str]
SHARES, BEFORE = (NEED, REFERRALS), ("before", "now")


def groups_alt(panels: Sequence[Results]) -> str:
    """Measure, everyone's value, then each group with its interval or its silence."""
    first = panels[0]
    measure = first.measure
    about = "; ".join(["", *about_whom(first)])
    said = [
        f"Charts by group. {measure.title}, {first.period}, in {measure.unit}{about}."
    ]
    if first.benchmark is not None:
        value = number(first.benchmark.value, measure.decimals)
        said.append(f"Everyone in {first.benchmark.name}: {value}.")

    def read(value: float, lower: float, upper: float) -> str:
        said, low, high = (number(n, measure.decimals) for n in (value, lower, upper))
        return said if math.isnan(upper) else f"{said} ({low} to {high})"

    columns = ("value", "lower", "upper")
    said += [_panel(r.by[0], panel_rows(r), columns, read) for r in panels]
    return tier_prefix(*panels) + " ".join(said)


def shares_alt(shares: Sequence[Shares]) -> str:
    """Each group's share of need and of referrals."""
    first = shares[0]
    said = [
        "Charts by group: share of need, then share of referrals, in per cent.",
        f"{first.area_name}, {first.period}.",
        *(_panel(one.scheme, share_rows(one), SHARES, _shares) for one in shares),
    ]
    return tier_prefix(*shares) + " ".join(said)


def change_alt(changes: Sequence[Change]) -> str:
    """Whom it is about, then each group's reach before and now."""
    first = changes[0]
    said = [
        f"Charts by group: reach in {first.before_period}, then in {first.period},",
        f"in {'; '.join([first.unit, *about_change(first)])}.",
        *(_panel(one.scheme, change_rows(one), BEFORE, _change) for one in changes),
    ]
    return tier_prefix(*changes) + " ".join(said)


def _panel(
    scheme: Scheme, rows: pd.DataFrame, columns: Sequence[str], read: Read
) -> str:
    """Each group with what is read of the numbers in some columns, or its silence."""
    found = (rows[name].tolist() for name in ("group", "status", *columns))
    listed = "; ".join(
        f"{scheme.label(group)}: "
        + (read(*numbers) if status == OK else SILENCES.get(status, status))
        for group, status, *numbers in zip(*found, strict=True)
    )
    return f"{scheme_title(scheme)}. {listed}."


def _shares(*percents: float) -> str:
    need, referrals = (number(one, 1) for one in percents)
    return f"{need} of need, {referrals} of referrals"


def _change(*values: float) -> str:
    before, now = (number(one, CHANGE.decimals) for one in values)
    return f"{before}, then {now}"
