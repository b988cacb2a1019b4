"""The search for groups reached less than need implies, on hand-made tables."""

from itertools import combinations, product

import numpy as np
import pandas as pd
import pytest

from phm.measures.shortfalls import (
    FALSE_DISCOVERY_RATE,
    FAR_BELOW,
    FEWEST_EXPECTED,
    FEWEST_MISSED,
    search,
)


SCHEMES = {
    "sex": ("female", "male", "not_known"),
    "ethnicity": ("asian", "black", "white", "not_known"),
    "ethnicity_two": ("minority", "white_two", "not_known_two"),
    "rurality": ("urban", "rural"),
}
PCNS = ("P1", "P2", "P3", "P4")
TWO = {
    "asian": "minority",
    "black": "minority",
    "white": "white_two",
    "not_known": "not_known_two",
}
RESTS = frozenset(
    [
        *(("sex", "not_known"), ("ethnicity", "not_known")),
        *(("ethnicity_two", "not_known_two"), ("ethnicity_two", "white_two")),
    ]
)
WITHIN = {
    ("ethnicity", "asian"): frozenset([("ethnicity_two", "minority")]),
    ("ethnicity", "black"): frozenset([("ethnicity_two", "minority")]),
}
NEED = {"not_known": 0.2, "black": 0.5}


def people(reach, need=400.0):
    """The finest cells: need of each, and referrals as ``reach`` of its groups says."""
    rows = []
    for pcn, sex, ethnicity, rurality in product(
        PCNS, SCHEMES["sex"], SCHEMES["ethnicity"], SCHEMES["rurality"]
    ):
        groups = {"pcn": pcn, "sex": sex, "ethnicity": ethnicity, "rurality": rurality}
        groups["ethnicity_two"] = TWO[ethnicity]
        of_cell = need * NEED.get(sex, 1) * NEED.get(ethnicity, 1)
        referred = round(of_cell * 0.5 * reach(groups))
        rows.append(groups | {"need": of_cell, "people_referred": referred})
    return pd.DataFrame(rows).assign(people=lambda one: one["need"] * 40)


def table_of(finest):
    """As `fct_crossing` has them: up to three schemes, or two in a PCN."""
    parts = []
    for depth in range(4):
        for names in combinations(SCHEMES, depth):
            if {"ethnicity", "ethnicity_two"} <= set(names):
                continue
            parts.append(rolled_up(finest, names, []))
            if depth < 3:
                parts.append(rolled_up(finest, names, ["pcn"]))
    return pd.concat(parts, ignore_index=True)


def rolled_up(finest, names, area):
    counts = ["people", "need", "people_referred"]
    keys = [*area, *names]
    sums = (
        finest.groupby(keys)[counts].sum().reset_index()
        if keys
        else finest[counts].sum().to_frame().T
    )
    columns = {"pcn_code": sums["pcn"] if area else ""}
    for number, name in enumerate([*names, *[""] * (3 - len(names))], 1):
        columns[f"scheme_{number}"] = name
        columns[f"group_{number}"] = sums[name] if name else ""
    return sums[counts].assign(**columns)


def found(finest):
    """What is found, each as its set of group ids, most people missed first."""
    rows = search(table_of(finest), RESTS, WITHIN).found
    return [{name for _, name in parts} for parts in rows["parts"]]


def drawn(finest, seed):
    """The same people, referred by chance."""
    counts = np.random.default_rng(seed).poisson(finest["people_referred"])
    return finest.assign(people_referred=counts.astype(float))


def low(ratio, **where):
    """A reach below 1 for those in all of these groups."""
    return lambda groups: (
        ratio if all(groups[name] == group for name, group in where.items()) else 1.0
    )


@pytest.mark.parametrize(
    "where",
    [
        {"ethnicity": "asian"},
        {"ethnicity_two": "minority", "sex": "male"},
        {"pcn": "P2", "sex": "male"},
        {"pcn": "P3", "ethnicity_two": "minority", "sex": "female"},
        {"pcn": "P3", "ethnicity": "asian", "rurality": "rural"},
        {"sex": "female", "ethnicity": "white", "rurality": "rural"},
    ],
    ids=lambda where: "-".join(where.values()),
)
def test_a_planted_group_is_found_and_not_its_mere_parts(where):
    planted, finest = set(where.values()), people(low(0.5, **where))
    for one in (finest, drawn(finest, seed=3)):
        told = found(one)
        assert planted in told[:2]
        assert not any(planted < other for other in told)


def test_what_is_told_of_a_group():
    finest = people(low(0.5, ethnicity="asian"))
    row = search(table_of(finest), RESTS, WITHIN).found.iloc[0]
    system = finest["people_referred"].sum() / finest["need"].sum()
    asian = finest[finest["ethnicity"].eq("asian")]
    assert row["expected"] == pytest.approx(asian["need"].sum() * system)
    assert row["missed"] == pytest.approx(
        row["expected"] - asian["people_referred"].sum()
    )
    assert 0 <= row["q"] < FALSE_DISCOVERY_RATE


def test_men_low_everywhere_are_told_once_and_not_pcn_by_pcn():
    assert found(people(low(0.6, sex="male"))) == [{"male"}]


def test_men_low_by_less_than_is_told_are_not_told_pcn_by_pcn():
    """At 0.82 everywhere, some PCNs come below 0.8 by chance; that is not theirs."""
    finest = people(low(0.7, sex="male"))
    for seed in range(4):
        assert not any(one & {*PCNS} for one in found(drawn(finest, seed)))


def test_men_low_everywhere_and_lower_in_one_pcn_are_told_of_both():
    def reach(groups):
        return low(0.6, sex="male")(groups) * low(0.5, sex="male", pcn="P1")(groups)

    assert found(people(reach)) == [{"male"}, {"P1", "male"}]


def test_a_pcn_low_as_a_whole_is_no_finding_of_its_groups():
    assert found(people(low(0.5, pcn="P4"))) == []


def test_groups_that_are_no_part_of_each_other_come_most_missed_first():
    def reach(groups):
        men, black = (
            low(0.4, pcn="P1", sex="male"),
            low(0.3, ethnicity="black", pcn="P2"),
        )
        return men(groups) * black(groups)

    assert found(people(reach))[:2] == [{"P1", "male"}, {"P2", "black"}]


def test_too_small_groups_are_counted_and_not_examined():
    whole, some, none = (
        search(table_of(people(low(0.2, ethnicity="asian"), need)), RESTS, WITHIN)
        for need in (400, 20, 0.1)
    )
    groups = whole.examined + whole.too_small
    assert some.examined + some.too_small == groups
    assert whole.examined > some.examined > 0
    assert (none.examined, none.too_small, len(none.found)) == (0, groups, 0)


def test_who_is_not_known_is_left_out_however_few_are_reached():
    finest = people(low(0.1, sex="not_known"), need=4000)
    assert found(finest) == []
    shown = search(table_of(finest), frozenset(), {}).found
    assert ("sex", "not_known") in shown["parts"].iloc[0]


def test_near_enough_is_no_finding_however_sure():
    """Above 0.8 of what need implies nothing is told, though chance it cannot be."""
    for ratio, told in ((0.85, []), (0.7, [{"P1", "male"}])):
        assert found(people(low(ratio, pcn="P1", sex="male"), need=1e5)) == told


def test_silent_where_need_alone_decides():
    """Of eight systems one may have a finding by chance; the bench draws hundreds."""
    finest = people(lambda _: 1.0, need=300)
    assert found(finest) == []
    alarms = [seed for seed in range(8) if found(drawn(finest, seed))]
    assert len(alarms) <= 1


def test_every_finding_passes_every_threshold():
    finest = people(low(0.55, ethnicity_two="minority", sex="male"), need=200)
    for seed in range(2):
        result = search(table_of(drawn(finest, seed)), RESTS, WITHIN)
        rows = result.found
        assert len(rows) > 0
        assert (rows["q"] <= FALSE_DISCOVERY_RATE).all()
        assert (rows["people_referred"] <= FAR_BELOW * rows["expected"]).all()
        assert (rows["expected"] >= FEWEST_EXPECTED).all()
        assert (rows["missed"] >= FEWEST_MISSED).all()
        assert rows["missed"].is_monotonic_decreasing


def test_the_deeper_the_shortfall_the_smaller_its_q():
    def q_of(ratio):
        finest = people(low(ratio, pcn="P1", sex="male"), need=200)
        rows = search(table_of(finest), RESTS, WITHIN).found
        return float(rows["q"].iloc[0])

    told = [q_of(ratio) for ratio in (0.2, 0.35, 0.5)]
    assert told == sorted(told)
    assert told[0] < told[-1]


def test_more_groups_looked_at_make_every_finding_less_sure():
    """The price of looking: the same shortfall among more groups has a larger q."""
    table = table_of(people(low(0.5, pcn="P1", sex="male"), need=200))
    some = table[table["scheme_2"].eq("")]
    few, many = (search(one, RESTS, WITHIN).found["q"].iloc[0] for one in (some, table))
    assert few < many


def test_a_system_without_referrals_is_silent():
    finest = people(lambda _: 0.0)
    assert found(finest) == []
