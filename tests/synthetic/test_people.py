"""The people: to the margins asked, with the gradients asked, the same every time."""

from dataclasses import replace

import numpy as np
import pytest

from phm.sources.catalogue import load_catalogue
from phm.synthetic.areas.facts import CONDITIONS, ETHNIC_ORDER, AreaFacts
from phm.synthetic.extract_files import write_extract
from phm.synthetic.parameters import Parameters, load_parameters
from phm.synthetic.people.life import ETHNIC_CODES, ETHNIC_NOT_KNOWN, NOT_STATED
from phm.synthetic.people.population import People, generate_people
from phm.synthetic.realism.margins import margins
from phm.synthetic.realism.tally import asked_of, tally_of
from tests.synthetic.small_facts import caseloads, small_facts


SEED = 5
ASIAN = [ETHNIC_ORDER.index(letter) for letter in "HJKLR"]


@pytest.fixture(scope="module")
def parameters() -> Parameters:
    return load_parameters()


@pytest.fixture(scope="module")
def facts() -> AreaFacts:
    return small_facts(lsoas=60, practices=8, people=80_000)


@pytest.fixture(scope="module")
def people(facts: AreaFacts, parameters: Parameters) -> People:
    return generate_people(facts, parameters, seed=SEED)


def share(people: People, name: str, of: np.ndarray) -> float:
    return float((people.columns[name][of] == 1).mean())


def test_practice_age_sex_and_homes_are_exact(facts: AreaFacts, people: People):
    made, asked = tally_of(facts, people, caseloads(facts)), asked_of(facts)
    assert np.array_equal(made.lists, asked.lists)
    assert np.array_equal(made.homes, asked.homes)
    pairs = np.zeros((len(facts.practices), len(facts.lsoas) + 1), dtype=int)
    where = (people.columns["practice"], people.columns["lsoa"])
    np.add.at(pairs, where, 1)
    assert np.array_equal(pairs[:, :-1], facts.registered)
    assert np.array_equal(pairs[:, -1], facts.no_fixed_abode)


def test_ethnic_categories_are_within_a_person_of_each_neighbourhood(
    facts: AreaFacts, people: People
):
    made, asked = tally_of(facts, people, caseloads(facts)), asked_of(facts)
    assert np.abs(made.ethnic - asked.ethnic).max() <= 1.0
    housed = people.columns["lsoa"] >= 0
    found = np.zeros(facts.ethnicity.shape)
    where = tuple(people.columns[name][housed] for name in ("lsoa", "true_ethnic"))
    np.add.at(found, where, 1)
    expected = facts.ethnicity * facts.registered.sum(axis=0)[:, None]
    assert np.abs(found - expected).max() < 3.0


def test_minorities_are_younger(people: People):
    age, ethnic = people.columns["age"], people.columns["true_ethnic"]
    assert np.median(age[ethnic == 0]) > np.median(age[np.isin(ethnic, ASIAN)]) + 4


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_practice_has_the_recorded_prevalence_asked(
    facts: AreaFacts, people: People, condition: str
):
    """To within two people of the register's age."""
    made = tally_of(facts, people, caseloads(facts)).prevalence[condition]
    asked = facts.prevalence[condition]
    heads = facts.lists.sum(axis=(1, 2))
    assert (np.abs(made - asked) / 100 * heads).max() <= 2


def test_report_finds_a_margin_that_was_missed(facts: AreaFacts, people: People):
    asked = asked_of(facts)
    homes = asked.homes.copy()
    homes[3] += 800
    found = margins(facts, replace(asked, homes=homes), asked)
    worst = {one.dimension: one for one in found}
    assert worst["Neighbourhood"].worst_cell == facts.lsoas["lsoa_code"][3]
    assert worst["Neighbourhood"].gap < -0.9
    assert worst["Age and sex"].gap == 0


def test_gradients_go_the_way_they_should(people: People):
    have = people.columns
    adults, quintile = have["age"] >= 17, have["quintile"]
    poor, rich = adults & (quintile == 1), adults & (quintile == 5)
    for name in ("copd", "smoker", "depression", "true_lonely"):
        assert share(people, name, poor) > 1.2 * share(people, name, rich), name
    assert share(people, "nhs_app", poor) < share(people, "nhs_app", rich)
    middle = adults & (have["age"] < 65)
    asian = np.isin(have["true_ethnic"], ASIAN)
    with_diabetes = have["diabetes"] > 0
    assert (
        with_diabetes[middle & asian].mean()
        > 1.5 * with_diabetes[middle & ~asian].mean()
    )
    both = with_diabetes & (have["hypertension"] == 1)
    assert both.mean() > 2 * with_diabetes.mean() * (have["hypertension"] == 1).mean()


def test_need_sums_to_the_total_and_follows_deprivation(
    people: People, parameters: Parameters
):
    need, quintile = people.columns["need"], people.columns["quintile"]
    assert need.sum(dtype=float) == pytest.approx(0.021 * len(people), rel=1e-4)
    assert 0 <= need.min() <= need.max() <= parameters.need.most + 1e-6
    means = [need[quintile == q].mean(dtype=float) for q in range(1, 6)]
    assert np.array(means) / means[2] == pytest.approx(
        np.array(parameters.deprivation.need) / parameters.deprivation.need[2], rel=1e-3
    )
    lonely = people.columns["true_lonely"] == 1
    assert need[lonely].mean() > 2 * need[~lonely].mean()


def test_diabetes_record_holds_together(people: People):
    have = people.columns
    has, days, value = have["diabetes"] > 0, have["hba1c_days"], have["hba1c_mmol_mol"]
    assert ((value >= 0) == (days >= 0)).all()
    assert not (value[~has] >= 0).any()
    recent = (days >= 0) & (days < 365)
    grown = has & (have["age"] >= 17)
    assert np.array_equal(have["uncontrolled"] == 1, grown & recent & (value > 58))
    assert np.array_equal(have["unmonitored"] == 1, grown & ~recent)
    assert np.array_equal(have["care_process_hba1c"] == 1, has & recent)
    assert (
        have["care_process_urine_acr"][has].mean()
        < have["care_process_foot"][has].mean()
    )
    type_2 = (have["diabetes"] == 2) & recent
    white = type_2 & (have["true_ethnic"] <= 2)
    asian = type_2 & np.isin(have["true_ethnic"], ASIAN)
    assert (value[asian] > 58).mean() > (value[white] > 58).mean() + 0.04


def test_records_fall_short_of_the_truth(people: People, parameters: Parameters):
    have = people.columns
    for group in parameters.inclusion.groups:
        truth, record = have[f"true_{group}"], have[group]
        assert set(np.unique(record)) <= {0, 1}
        assert record.sum() < truth.sum(), group
        assert not ((record == 1) & (truth == 0)).any()
    assert (have["lonely"] == -1).mean() > 0.5
    unknown = np.isin(have["ethnic"], [NOT_STATED, ETHNIC_NOT_KNOWN])
    assert 0.04 < unknown.mean() < 0.12
    assert np.array_equal(have["ethnic"][~unknown], have["true_ethnic"][~unknown])
    assert 0.045 < have["opted_out"].mean() < 0.055


def test_digital_barriers_are_asked_of_few_and_skills_prevail(people: People):
    names = ["skills", "confidence", "equipment", "connectivity"]
    columns = [people.columns[f"digital_no_{name}"] for name in names]
    asked = columns[0] >= 0
    assert 0.02 < asked.mean() < 0.15
    assert all(np.array_equal(column >= 0, asked) for column in columns)
    shares = [(column[asked] == 1).mean() for column in columns]
    assert shares[0] == max(shares)


def test_people_of_no_fixed_abode_are_homeless_and_have_no_neighbourhood(
    people: People,
):
    nowhere = people.columns["lsoa"] == -1
    assert nowhere.sum() > 0
    assert (people.columns["true_homeless"][nowhere] == 1).all()
    assert (people.columns["quintile"][nowhere] == 0).all()


def test_table_is_the_declared_extract(people: People):
    declared = load_catalogue()["patients"].columns
    table = people.table()
    assert table.column_names == [column.name for column in declared]
    assert len(set(table["person_key"].to_pylist())) == len(people)
    assert set(table["data_tier"].to_pylist()) == {"SYNTHETIC"}
    for column in declared:
        found = set(table[column.name].unique().to_pylist()) - {None}
        if column.type == "flag":
            assert found <= {"0", "1"}, column.name
        if column.values:
            assert found <= set(column.values), column.name


def test_rows_are_not_sorted_by_anything_that_matters(people: People):
    half = len(people) // 2
    for name in ("practice", "age", "lsoa", "need"):
        values = people.columns[name].astype(float)
        spread = values.std() / np.sqrt(half)
        assert abs(values[:half].mean() - values[half:].mean()) < 6 * spread, name


def test_same_seed_same_bytes_and_another_seed_other_people(
    parameters: Parameters, tmp_path
):
    few = small_facts()
    files = []
    for seed, name in ((1, "a"), (1, "b"), (2, "c")):
        (tmp_path / name).mkdir()
        table = generate_people(few, parameters, seed=seed).table()
        files.append(write_extract("patients", table, tmp_path / name).read_bytes())
    assert files[0] == files[1]
    assert files[0] != files[2]


def test_ethnic_codes_are_those_of_the_extract():
    column = next(
        c for c in load_catalogue()["patients"].columns if c.name == "ethnic_category"
    )
    assert column.values == ETHNIC_CODES
