"""Two cohorts in words and in a figure: nothing is claimed that is not clear."""

import csv
import io
import math
from dataclasses import replace

import pytest

from phm.charts.cohort_pair import pair_figure
from phm.charts.cohort_pair_rows import pair_alt, pair_rows
from phm.cohorts.find import find_cohort
from phm.domain.indicators import Method
from phm.measures.catalogue import find_measure
from phm.measures.cohort_pair import STEPS, UNKNOWN, Both, CohortPair
from phm.measures.cohort_scheme import COHORT, cohort_scheme
from phm.measures.disclose import SUPPRESSED
from phm.measures.results import NO_DATA, OK
from phm.stats.limits import Limits
from phm.words.cohort_pair import (
    HELD_AGAINST,
    IN_BOTH,
    WIDENED,
    notes_of,
    pair_csv,
    pair_file_name,
    pair_sentences,
    pair_table,
    size_sentence,
)
from phm.words.groups import NOBODY
from tests.charts.builders import NAN, a_row, some_results


FIRST, SECOND = "older_people_alone_and_lonely", "unpaid_carers"
OLDER = "People aged 65 and over who live alone and are lonely"
REACH = ("reach_per_1000", False)
LONG = " and ".join(["lives_alone", "lonely", "carer", "hba1c_mmol_mol is recorded"])


def answer(cohort, measure, numbers, *, standardised=False, **changes):
    """One cohort's answer: value, lower, upper, counted, out of; or a status."""
    inside = {"status": numbers} if isinstance(numbers, str) else {"status": OK}
    values = [NAN] * 5 if isinstance(numbers, str) else numbers
    names = ("value", "lower", "upper", "numerator", "denominator")
    row = a_row("sys", area_name="Inventshire") | dict(zip(names, values, strict=True))
    results = some_results(
        row | inside,
        a_row("sys", 1.0),
        measure=find_measure(measure),
        benchmark=16.0,
        standardised=standardised,
        by=(cohort_scheme(cohort),),
        interval="95 % confidence interval (Byar; exact below 10)",
    )
    return replace(
        results, frame=results.frame.assign(**{COHORT: ["in", "others"]}), **changes
    )


LOW = (8.0, 6.0, 10.4, 40.0, 5000.0)
HIGH = (20.0, 17.0, 23.4, 100.0, 5000.0)
FEW = (0.3, NAN, NAN, 300.0, 1e5)
MANY = (12.4, NAN, NAN, 12400.0, 1e5)
APART = Limits(-12.0, -15.5, -8.5)
ALIKE = Limits(-0.5, -3.0, 2.0)


def a_pair(reach=(LOW, HIGH), difference=APART, *, others=(HIGH, HIGH), **changes):
    """Reach as given; every other step the same in both, or as ``others``."""
    names = (changes.pop("first", FIRST), changes.pop("second", SECOND))
    cohorts = [find_cohort(name) for name in names]
    tier = {"tier": changes.pop("tier", "local")}
    sizes = changes.pop(
        "sizes", ((0.3, NAN, NAN, 300.0, 1e5), (12.4, NAN, NAN, 12400.0, 1e5))
    )

    def both(step, numbers, apart):
        measure, alike = step
        made = [
            answer(c, measure, n, standardised=alike, **tier)
            for c, n in zip(cohorts, numbers, strict=True)
        ]
        return Both(*made, apart)

    rates = [
        both(step, reach, difference)
        if step == REACH
        else both(step, others, _apart(*step, others))
        for step in STEPS
    ]
    size = both(("share_of_people_percent", False), sizes, UNKNOWN)
    return CohortPair(*cohorts, size, tuple(rates), changes.get("is_widened", False))


def _apart(measure, alike, numbers):
    is_told = not any(isinstance(one, str) for one in numbers)
    judged = measure != "equity_ratio_age_and_sex" and not alike and is_told
    return ALIKE if judged else UNKNOWN


def test_sizes_are_said_for_each():
    assert size_sentence(a_pair()) == (
        f"Of everybody registered in Inventshire – {OLDER}: 300 people, 0.30 %; "
        "Unpaid carers: 12,400 people, 12.4 %."
    )


@pytest.mark.parametrize(
    ("status", "words"),
    [(SUPPRESSED, "suppressed (small numbers)"), (NO_DATA, "nobody recorded")],
)
def test_a_size_that_is_not_told_says_why(status, words):
    said = size_sentence(a_pair(sizes=(status, MANY)))
    assert said.endswith(f" – {OLDER}: {words}; Unpaid carers: 12,400 people, 12.4 %.")


def test_a_clear_difference_has_its_sentence():
    first, *rest = pair_sentences(a_pair())
    assert first == (
        "Reach is 12.0 lower among people aged 65 and over who live alone and are "
        "lonely than among unpaid carers (99 % interval 8.5 to 15.5): 8.0 against 20.0 "
        "people a year per 1,000 registered."
    )
    others = (
        "equity ratio, “Declined”, “Reached by a link worker” and “Took up support”"
    )
    assert rest == [f"No clear difference: {others}."]


def test_a_difference_the_other_way_is_higher():
    (said, _) = pair_sentences(a_pair((HIGH, LOW), Limits(12.0, 8.5, 15.5)))
    assert said.startswith("Reach is 12.0 higher among people aged 65")


def test_nothing_is_claimed_where_nothing_is_clear():
    (said,) = pair_sentences(a_pair((HIGH, HIGH), ALIKE))
    assert said.startswith("No clear difference: equity ratio, reach, ")
    assert "lower" not in said
    assert "higher" not in said


def test_percentages_differ_by_points():
    pair = a_pair()
    declined = pair.rates[4]
    clear = replace(declined, difference=Limits(8.0, 3.0, 13.0))
    told = replace(pair, rates=(*pair.rates[:4], clear, *pair.rates[5:]))
    assert "percentage points higher among" in pair_sentences(told)[1]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ((SUPPRESSED, HIGH), "(suppressed for people aged 65"),
        ((HIGH, SUPPRESSED), "(suppressed for unpaid carers)"),
        ((SUPPRESSED, NO_DATA), f"and {NOBODY} for unpaid carers)"),
    ],
)
def test_what_cannot_be_compared_is_said_once_for_each_reason(numbers, words):
    said = pair_sentences(a_pair(numbers, UNKNOWN, others=numbers))
    assert len(said) == 1
    assert said[0].startswith("Cannot be compared: equity ratio, reach, “Declined”")
    assert words in said[0]


def test_long_names_are_not_repeated_and_titles_with_a_colon_are_quoted():
    (said, _) = pair_sentences(a_pair(first=LONG, second="people_with_complex_needs"))
    assert "among the first cohort than among “" in said
    title = find_cohort("people_with_complex_needs").title
    assert f"“{title}”" in said


def test_it_is_said_that_people_may_be_in_both():
    assert notes_of(a_pair()) == [IN_BOTH, HELD_AGAINST]
    assert notes_of(a_pair(is_widened=True))[0] == WIDENED


def test_the_table_has_both_below_each_other_and_no_difference_of_counts():
    pair = a_pair((LOW, SUPPRESSED), UNKNOWN)
    table = pair_table(pair)
    assert len(table) == 2 * (1 + len(STEPS))
    assert table["Cohort"].tolist()[:2] == [OLDER, "Unpaid carers"]
    reach = table[table["Measure"].eq("Reach per 1,000")]
    assert reach["Value"].iloc[0] == 8.0
    assert math.isnan(reach["Value"].iloc[1])
    assert reach["Status"].tolist() == ["", "suppressed (small numbers)"]
    assert not any("ifference" in name for name in table.columns)
    shown = {*table["Counted"].dropna(), *table["Out of"].dropna()}
    assert shown <= {40.0, 100.0, 300.0, 5000.0, 12400.0, 100000.0}


def test_the_file_says_who_where_from_and_how_to_read_it():
    rows = list(csv.reader(io.StringIO(pair_csv(a_pair()).decode("utf-8-sig"))))
    end = rows.index([])
    assert rows[0][:3] == ["data_tier", "Measure", "Cohort"]
    assert {row[0] for row in rows[1:end]} == {"Local extract"}
    notes = [tuple(row) for row in rows[end + 1 :]]
    assert ("Condition", str(find_cohort(SECOND).condition)) in notes
    assert ("Read so", IN_BOTH) in notes
    assert {"Cite as", "Period", "Data", "Low and high"} <= {
        label for label, _ in notes
    }


def test_invented_numbers_say_so_in_every_row_and_in_the_name():
    pair = a_pair(tier="synthetic")
    assert pair_file_name(pair) == "SYNTHETIC_cohorts_compared.csv"
    assert pair_file_name(a_pair()) == "cohorts_compared.csv"
    rows = list(csv.reader(io.StringIO(pair_csv(pair).decode("utf-8-sig"))))
    assert {row[0] for row in rows[1 : rows.index([])]} == {"SYNTHETIC: not patients"}


def test_the_figure_has_a_row_per_measure_and_a_mark_per_cohort():
    rows = pair_rows(a_pair())
    assert rows.groupby("place")["side"].apply(list).tolist() == [[0, 1]] * 6
    reach = rows[rows["label"].eq("Reach per 1,000")]
    assert reach["value"].tolist() == [8.0 / 16.0, 20.0 / 16.0]
    assert reach["printed"].tolist() == ["8.0 (6.0 to 10.4)", "20.0 (17.0 to 23.4)"]
    figure = pair_figure(a_pair())
    assert [len(trace.x) for trace in figure.data] == [6, 6]
    assert len({trace.marker.symbol for trace in figure.data}) == 2
    title = figure.layout.title.text
    assert OLDER in title
    assert "Unpaid carers" in title
    assert "Inventshire" in title


def test_what_is_hidden_has_words_and_no_mark():
    pair = a_pair((LOW, SUPPRESSED), UNKNOWN)
    figure = pair_figure(pair)
    assert [len(trace.x) for trace in figure.data] == [6, 5]
    texts = [one.text for one in figure.layout.annotations if one.name == "printed"]
    assert len(texts) == 12
    assert "◆ suppressed" in texts
    assert not any("nan" in text for text in texts)
    assert "Reach per 1,000: 8.0 (6.0 to 10.4) and suppressed." in pair_alt(pair)


def test_an_invented_figure_carries_its_badge():
    invented, real = (pair_figure(a_pair(tier=t)) for t in ("synthetic", "local"))
    names = [
        {one.name for one in figure.layout.annotations} for figure in (invented, real)
    ]
    assert "tier-badge" in names[0]
    assert "tier-badge" not in names[1]
    assert pair_alt(a_pair(tier="synthetic")).startswith("SYNTHETIC")


def test_a_name_is_never_markup():
    figure = pair_figure(a_pair(first="age_years < 65"))
    assert "<b>" not in figure.layout.title.text
    assert figure.layout.title.text.count("<span") == 2


def test_a_zero_of_everybody_leaves_nothing_to_be_times_of():
    pair = a_pair()
    both = pair.rates[2]
    benchmark = replace(both.first.benchmark, value=0.0)
    zero = Both(replace(both.first, benchmark=benchmark), both.second, UNKNOWN)
    figure = pair_figure(replace(pair, rates=(*pair.rates[:2], zero, *pair.rates[3:])))
    assert [len(trace.x) for trace in figure.data] == [5, 5]


def test_measures_judged_have_an_interval_to_judge_by():
    assert {find_measure(name).method for name, _ in STEPS} == {
        Method.BYAR,
        Method.WILSON,
    }
