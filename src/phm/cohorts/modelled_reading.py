"""Read the steps of a modelled estimate, one kind after the other."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from phm.cohorts.modelled_numbers import (
    Table,
    known_keys,
    range_of,
    ranges_by_group,
    text,
    whole_number,
)
from phm.cohorts.modelled_steps import (
    AnyOf,
    Prevalence,
    Ratio,
    Share,
    Step,
)


BESIDE = ("kind", "says", "sources", "assumed")  # of every step
MIXED = ("given", "together")  # of what is a share


def read_steps(entries: Sequence[Table]) -> tuple[Step, ...]:
    """Every step in order. Raises KeyError, TypeError or ValueError with the place."""
    steps = tuple(_step(one) for one in entries)
    _check_mixed([one for one in entries if one.values["kind"] != "ratio"])
    return steps


def check_groups(steps: Sequence[Step], counted: Sequence[str]) -> None:
    """Raises ValueError for a share by ethnic group that leaves out one counted."""
    for step in steps:
        parts = step.parts if isinstance(step, AnyOf) else (step,)
        for one in parts:
            named = set(one.percent) if isinstance(one, Share) else set()
            missing = [group for group in counted if named and group not in named]
            if missing and "" not in named:
                raise ValueError(f"`{one.says}` has no percent of {missing[0]} people")


def _step(table: Table) -> Step:
    kind = text(table, "kind")
    if kind not in KINDS:
        raise ValueError(f"{table.name} is of kind `{kind}`, not {', '.join(KINDS)}")
    return KINDS[kind](table)


def _check_mixed(shares: Sequence[Table]) -> None:
    """Two shares are never multiplied without saying how they go together."""
    for table in shares[:1]:
        if told := [name for name in MIXED if name in table]:
            raise ValueError(f"{table.name} is the first share: no `{told[0]}` yet")
    for table in shares[1:]:
        if len([name for name in MIXED if name in table]) != 1:
            raise ValueError(
                f"{table.name} follows another share: say whose share it is (given) or "
                "how the two go together (together: low, central, high), not both"
            )


def _mixed(table: Table) -> dict[str, Any]:
    return {
        "given": text(table, "given") if "given" in table else "",
        "together": range_of(table, "together") if "together" in table else None,
    }


def _share(table: Table) -> Share:
    known_keys(table, (*BESIDE, *MIXED, "measure", "times", "percent"))
    if ("measure" in table) == ("percent" in table):
        raise ValueError(f"{table.name} has either a measure or a percent, not both")
    percent = ranges_by_group(table, "percent") if "percent" in table else {}
    for one in percent.values():
        if one.high > 100:
            raise ValueError(f"{one.name} is {one.high:g}, above 100 percent")
    return Share(
        says=text(table, "says"),
        measure=text(table, "measure") if "measure" in table else "",
        times=range_of(table, "times") if "times" in table else None,
        percent=percent,
        **_mixed(table),
    )


def _any_of(table: Table) -> AnyOf:
    known_keys(table, (*BESIDE, *MIXED, "parts"))
    entries = table.list_of_tables("parts")
    if len(entries) < 2:
        raise ValueError(f"{table.name} needs two parts or more")
    _check_mixed(entries)
    parts = tuple(_share(one) for one in entries)
    return AnyOf(says=text(table, "says"), parts=parts, **_mixed(table))


def _prevalence(table: Table) -> Prevalence:
    own = ("measure", "from_age", "ethnic", "male", "percent_by_age")
    known_keys(table, (*BESIDE, *MIXED, *own))
    return Prevalence(
        says=text(table, "says"),
        measure=text(table, "measure"),
        from_age=whole_number(table, "from_age"),
        ethnic=ranges_by_group(table, "ethnic") if "ethnic" in table else {},
        male=range_of(table, "male") if "male" in table else None,
        percent_by_age=_curve(table.table("percent_by_age")),
        **_mixed(table),
    )


def _curve(table: Table) -> dict[int, float]:
    """Percent from an age on; the first age is that of the youngest."""
    curve = {int(age): float(value) for age, value in table.values.items()}
    for age, value in curve.items():
        if not 0 < value < 100:
            raise ValueError(f"{table.name}.{age} is {value:g}, not between 0 and 100")
    return dict(sorted(curve.items()))


def _ratio(table: Table) -> Ratio:
    known_keys(table, (*BESIDE, "times"))
    return Ratio(says=text(table, "says"), times=range_of(table, "times"))


KINDS: Mapping[str, Callable[[Table], Step]] = {
    "share": _share,
    "any_of": _any_of,
    "prevalence": _prevalence,
    "ratio": _ratio,
}
