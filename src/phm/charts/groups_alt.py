"""The figures by groups in words, for those who cannot see them."""

from collections.abc import Callable, Sequence
from typing import Any

import pandas as pd

from phm.charts.badge import tier_prefix
from phm.charts.change import PAIR as CHANGE
from phm.charts.change import about_change, change_rows
from phm.charts.groups_rows import SILENCES, panel_rows, scheme_title
from phm.charts.groups_title import about_whom
from phm.charts.labels import number
from phm.charts.shares import share_rows
from phm.domain.dimensions import Scheme
from phm.measures.change import Change
from phm.measures.results import OK, Results
from phm.measures.shares import Shares


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

    def read(row: Any) -> str:
        value, low, high = (
            number(n, measure.decimals) for n in (row.value, row.lower, row.upper)
        )
        return value if pd.isna(row.upper) else f"{value} ({low} to {high})"

    said += [_panel(r.by[0], panel_rows(r), read) for r in panels]
    return tier_prefix(*panels) + " ".join(said)


def shares_alt(shares: Sequence[Shares]) -> str:
    """Each group's share of need and of referrals."""
    first = shares[0]
    said = [
        "Charts by group: share of need, then share of referrals, in per cent.",
        f"{first.area_name}, {first.period}.",
        *(_panel(one.scheme, share_rows(one), _shares) for one in shares),
    ]
    return tier_prefix(*shares) + " ".join(said)


def change_alt(changes: Sequence[Change]) -> str:
    """Whom it is about, then each group's reach before and now."""
    first = changes[0]
    said = [
        f"Charts by group: reach in {first.before_period}, then in {first.period},",
        f"in {'; '.join([first.unit, *about_change(first)])}.",
        *(_panel(one.scheme, change_rows(one), _change) for one in changes),
    ]
    return tier_prefix(*changes) + " ".join(said)


def _panel(scheme: Scheme, rows: pd.DataFrame, read: Callable[[Any], str]) -> str:
    listed = "; ".join(
        f"{scheme.label(row.group)}: "
        + (read(row) if row.status == OK else SILENCES.get(row.status, row.status))
        for row in rows.itertuples()
    )
    return f"{scheme_title(scheme)}. {listed}."


def _shares(row: Any) -> str:
    need, referrals = (number(n, 1) for n in (row.need_percent, row.referral_percent))
    return f"{need} of need, {referrals} of referrals"


def _change(row: Any) -> str:
    before, now = (number(n, CHANGE.decimals) for n in (row.before, row.now))
    return f"{before}, then {now}"
