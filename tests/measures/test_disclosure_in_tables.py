"""What is hidden in a table with margins beside its small counts, and what is not."""

import numpy as np
import pandas as pd
import pytest

from phm.measures.audience import find_audience
from phm.measures.cross_table import ALL, Key, hide_in_table
from tests.attacks.tables import made_table, with_margins


PUBLISHED, ANALYST = find_audience("published"), find_audience("analyst")


def two_way(cells):
    """Areas by one scheme, as rows of cells, with totals."""
    cells = np.array(cells, dtype=float)
    areas = [f"area {n}" for n in range(len(cells))]
    groups = [f"group {n}" for n in range(cells.shape[1])]
    return with_margins(areas, [groups], cells.ravel(), {})


def hidden_cells(cells, rule=PUBLISHED):
    """What is hidden of a two-way table, row by row, the totals last."""
    table = two_way(cells)
    hidden = hide_in_table(table.frame, table.keys, "n", rule)
    marked = table.frame.assign(n=hidden.astype(int))
    wide = marked.pivot_table(index="area", columns="scheme 0", values="n")
    order = sorted(set(wide.index) - {ALL}), sorted(set(wide.columns) - {ALL})
    return wide.loc[[*order[0], ALL], [*order[1], ALL]].to_numpy().astype(int).tolist()


def test_rounding_hides_small_counts_and_mostly_nothing_else():
    assert hidden_cells([[3, 20, 30], [12, 15, 9]]) == [
        [1, 0, 0, 0],
        [0, 0, 0, 0],
        [0, 0, 0, 0],
    ]


def test_noughts_are_hidden_where_small_counts_fill_a_small_total():
    cells = [[1, 1, 1, 1, 1, 1, 1, 0], [40, 40, 40, 40, 40, 40, 40, 40]]
    assert hidden_cells(cells)[0] == [1] * 9


def test_smallest_shown_count_is_hidden_where_one_value_is_left():
    # 15 stands for 17 at most, and two of at least 8 leave one
    assert hidden_cells([[1, 8, 8], [60, 70, 80]])[0] == [1, 1, 0, 0]


def test_noughts_stay_in_an_exact_table():
    assert hidden_cells([[3, 0, 30], [12, 0, 9]], ANALYST) == [
        [1, 0, 1, 0],
        [1, 0, 1, 0],
        [0, 0, 0, 0],
    ]


def test_exact_table_without_small_counts_is_shown_whole():
    assert not np.any(hidden_cells([[0, 20], [8, 300]], ANALYST))


def test_exact_table_that_cannot_be_saved_is_refused_and_its_totals_stay():
    assert hidden_cells([[1] * 8, [20] * 8], ANALYST) == [
        [1] * 8 + [0],
        [1] * 8 + [0],
        [0] * 9,
    ]


@pytest.mark.parametrize("rule", [PUBLISHED, ANALYST], ids=lambda rule: rule.id)
def test_totals_are_decided_the_same_in_a_bigger_table(rule):
    """Areas by one scheme, alone and as the margin of areas by two."""
    for seed in range(20):
        bigger = made_table(seed, most_schemes=1)
        hidden = hide_in_table(bigger.frame, bigger.keys, "n", rule)
        whole = bigger.frame["scheme 0"].eq(ALL).to_numpy()
        alone = bigger.frame[whole].reset_index(drop=True)
        assert (
            hidden[whole].tolist()
            == hide_in_table(alone, bigger.keys[:1], "n", rule).tolist()
        )


def test_tables_of_different_periods_are_decided_apart():
    frame = pd.DataFrame(
        {
            "area": ["A", "B", ALL] * 2,
            "period": ["2025"] * 3 + ["2026"] * 3,
            "n": [3.0, 0.0, 3.0, 3.0, 40.0, 43.0],
        }
    )
    hidden = hide_in_table(frame, [Key("area")], "n", ANALYST, within=["period"])
    assert hidden.tolist() == [True, False, True, True, True, False]


def test_unknown_counts_are_neither_hidden_nor_added():
    frame = pd.DataFrame({"area": ["A", "B", "C", ALL], "n": [3.0, np.nan, 40.0, 43.0]})
    hidden = hide_in_table(frame, [Key("area")], "n", ANALYST)
    assert hidden.tolist() == [True, False, True, False]


def test_overlapping_groups_do_not_add_up_but_the_rest_is_what_is_left():
    """Five people in some group, and everybody else: the whole less the rest tells."""
    groups = ["homeless", "migrant", "none", ALL]
    frame = pd.DataFrame({"group": groups, "n": [5.0, 0.0, 995.0, 1000.0]})
    key = Key("group", rest="none")
    assert hide_in_table(frame, [key], "n", ANALYST).tolist()[:3] == [True, False, True]
    frame["n"] = [50.0, 60.0, 920.0, 1000.0]
    assert not hide_in_table(frame, [key], "n", ANALYST).any()


def test_modelled_counts_are_hidden_below_eight():
    frame = pd.DataFrame({"area": ["A", "B", ALL], "n": [7.6, 30.2, 37.8]})
    hidden = hide_in_table(frame, [Key("area")], "n", PUBLISHED)
    assert hidden.tolist() == [True, False, False]


def test_the_order_of_rows_does_not_matter():
    table = made_table(3, most_schemes=2)
    hidden = hide_in_table(table.frame, table.keys, "n", PUBLISHED)
    shuffled = table.frame.sample(frac=1, random_state=1)
    again = hide_in_table(shuffled, table.keys, "n", PUBLISHED)
    assert again.tolist() == hidden[shuffled.index].tolist()
