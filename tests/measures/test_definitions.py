"""Every declared measure holds together and finds what it names once built."""

import pytest

from phm.domain.areas import AreaLevel
from phm.domain.indicators import Method
from phm.errors import DeclarationInvalid, QuestionInvalid
from phm.measures.ask import caveat_sentences
from phm.measures.catalogue import (
    DEFINITIONS,
    find_measure,
    load_measures,
    read_measure,
)
from phm.warehouse.load import STAGING
from phm.warehouse.rollup import UNIT_COLUMNS
from tests.builders import catalogue


MEASURES = load_measures()
OF_AREAS = [one for one in MEASURES.values() if not one.by_group_only]
SUPPLIED = {("register_code", "DM"), ("register_code", "AST")}  # of QOF
GOOD = (DEFINITIONS / "link_worker_fte_per_10000.toml").read_text(encoding="utf-8")
FAULTS = {
    "not TOML": "title = ",
    "no title": GOOD.replace("title =", "titel =", 1),
    "no unit": GOOD.replace("unit =", "units =", 1),
    "unknown method": GOOD.replace('method = "none"', 'method = "guess"'),
    "unknown level": GOOD.replace('"pcn", "place"', '"pcn", "planet"'),
    "unknown polarity": GOOD.replace("multiplier", 'polarity = "up"\nmultiplier'),
    "no numerator": GOOD.replace("[numerator]", "[counter]"),
    "numerator without table": GOOD.replace("table =", "tabel =", 1),
    "multiplier is text": GOOD.replace("10000\n", '"many"\n', 1),
}


def quantities(measure):
    every = (
        *(measure.numerator, measure.denominator, measure.lower, measure.upper),
        measure.fewest,
    )
    return [quantity for quantity in every if quantity]


@pytest.mark.parametrize(
    "path", sorted(DEFINITIONS.glob("*.toml")), ids=lambda p: p.stem
)
def test_definition_loads_under_the_name_of_its_file(path):
    assert MEASURES[path.stem].id == path.stem


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda m: m.id)
def test_sources_and_caveats_are_known(measure):
    assert measure.sources
    assert set(measure.sources) <= set(catalogue())
    assert set(measure.caveats) <= set(caveat_sentences())


@pytest.mark.parametrize("measure", OF_AREAS, ids=lambda m: m.id)
def test_tables_and_columns_exist(measure, connection):
    for quantity in quantities(measure):
        if quantity.table.startswith("stg_"):
            source = catalogue()[quantity.table.removeprefix("stg_")]
            names = {column.name for column in source.columns} | {"period"}
            assert source.id in measure.sources
        else:
            names = set(connection.table(quantity.table).columns)
        unit = UNIT_COLUMNS[measure.counted_at]
        assert {quantity.column, unit, "period", *quantity.where} <= names
    assert STAGING == "staging"


@pytest.mark.parametrize("measure", OF_AREAS, ids=lambda m: m.id)
def test_words_unit_and_method_fit_together(measure):
    assert measure.why_it_matters
    assert measure.how_it_is_made
    assert measure.unit
    assert measure.levels
    assert measure.numerator_label
    assert bool(measure.denominator_label) == (measure.denominator is not None)
    is_range = measure.method is Method.RANGE
    assert (measure.lower is not None) == (measure.upper is not None) == is_range
    if measure.unit.startswith("%"):
        assert measure.multiplier == 100


@pytest.mark.parametrize(
    "measure",
    [m for m in OF_AREAS if m.numerator.where.items() <= SUPPLIED],
    ids=lambda m: m.id,
)
def test_measure_has_a_count_at_every_level_it_offers(measure, local_connection):
    rows = local_connection.execute(
        "select distinct area_level from fct_measure_count where measure_id = ?",
        [measure.id],
    ).fetchall()
    assert {level for (level,) in rows} >= {str(level) for level in measure.levels}


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_definition_is_refused_by_name(tmp_path, fault):
    path = tmp_path / "mine.toml"
    path.write_text(FAULTS[fault], encoding="utf-8")
    assert FAULTS[fault] != GOOD
    with pytest.raises(DeclarationInvalid, match=r"mine\.toml") as refusal:
        read_measure(path)
    assert "CONTRIBUTING.md" in refusal.value.remedy


def test_unknown_measure_is_refused_with_a_way_on():
    with pytest.raises(QuestionInvalid, match="happiness") as refusal:
        find_measure("happiness")
    assert "phm measures" in refusal.value.remedy


def test_volume_of_referrals_and_staff_has_no_good_direction():
    for name in ("social_prescribing_appointments_per_1000", "link_worker_fte"):
        assert MEASURES[name].polarity is None
    assert AreaLevel.PCN in MEASURES["link_worker_fte"].levels
