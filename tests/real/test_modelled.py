"""A modelled estimate from the published files, against another way to make it."""

import pytest

from phm.domain.areas import AreaLevel
from phm.measures.ask import Question, ask
from phm.measures.modelled import modelled_estimate
from tests.measures.modelled.declarations import declared


pytestmark = pytest.mark.real

CENTRAL_WATFORD = "U36652"
GROUPS = {"asian": 7.69, "black": 5.58, "mixed": 3.42, "other": 3.42, "white": 5.04}
UNMANAGED = {"asian": 0.4735, "black": 0.4375, "mixed": 0.4717, "other": 0.4717}
MEN = """
counts = "men of ethnic minority communities with unmanaged diabetes"
people = { sexes = ["male"], from_age = 17, ethnic_groups = [
  "Asian", "Black", "Mixed", "Other",
] }

[[steps]]
kind = "prevalence"
says = "on the register"
measure = "diabetes_prevalence_percent"
from_age = 17
male = { low = 1.2, central = 1.35, high = 1.5 }
percent_by_age = { 17 = 0.6, 30 = 1.8, 40 = 4.2, 50 = 8.5, 60 = 13.5, 70 = 17.5 }

[steps.ethnic]
Asian = { low = 2.26, central = 2.36, high = 2.47 }
Black = { low = 1.56, central = 1.65, high = 1.73 }
"Mixed, Other" = { low = 1.08, central = 1.17, high = 1.27 }

[[steps]]
kind = "share"
says = "not managed"
given = "of people on the register"
assumed = "As in the National Diabetes Audit of 2008-09."

[steps.percent]
Asian = { low = 39, central = 47.35, high = 60 }
Black = { low = 36, central = 43.75, high = 56 }
"Mixed, Other" = { low = 38, central = 47.17, high = 59 }
"""


def test_central_watford_is_first_and_near_a_sum_by_crude_prevalence(built):
    """The split by crude prevalence of the same study needs no ages."""
    with built.warehouse.open() as connection:
        found = modelled_estimate(connection, declared(MEN), AreaLevel.PCN)
        share = {group: one_share(connection, f"{group}_percent") for group in GROUPS}
        diabetes = one_share(connection, "diabetes_prevalence_percent")
        adults = grown_up(connection)
    weights = {group: share[group] * crude for group, crude in GROUPS.items()}
    register = diabetes * adults
    missed = sum(weights[group] * UNMANAGED[group] for group in UNMANAGED)
    rough = register * missed / sum(weights.values()) * 0.55
    ranked = found.known.sort_values("value", ascending=False)
    first = ranked.iloc[0]
    assert first["area_code"] == CENTRAL_WATFORD
    assert len(ranked) == 35
    assert first["lower"] < rough < first["upper"]
    assert first["value"] == pytest.approx(rough, rel=0.15)


def one_share(connection, measure):
    asked = ask(connection, Question(measure, AreaLevel.PCN))
    values = asked.frame.set_index("area_code")["value"]
    return values[CENTRAL_WATFORD] / 100


def grown_up(connection):
    """Patients of 17 and over: three fifths of those 15 to 19 and all above."""
    rows = connection.execute(
        "select sum(registered_patients * case age_band when '15-19' then 0.6::double "
        "else 1::double end) from fct_registered_by_age_sex "
        "join dim_practice using (practice_code) "
        "where pcn_code = ? and is_in_current_pcn "
        "and age_band not in ('0-4', '5-9', '10-14')",
        [CENTRAL_WATFORD],
    )
    return rows.fetchall()[0][0]
