"""A system is a file: shipped, the home's own, or named by path; faults are named."""

import pytest

from phm.errors import DeclarationInvalid, SystemUnknown
from phm.warehouse.systems import load_system, read_system, shipped_systems
from tests import builders


FAR = 'id = "far"\nname = "Far away"\nsub_icb_codes = ["9ZZ"]\n'
PLACE = '[[places]]\nid = "{}"\nname = "P"\nsub_icb_codes = {}\n'
FAULTS = {
    "not TOML": "id = ",
    "no id": FAR.replace('id = "far"', ""),
    "no codes": FAR.replace("sub_icb_codes", "codes"),
    "empty codes": FAR.replace('["9ZZ"]', "[]"),
    "codes are one text": FAR.replace('["9ZZ"]', '"9ZZ"'),
    "codes are numbers": FAR.replace('["9ZZ"]', "[9]"),
    "name is a number": FAR.replace('"Far away"', "7"),
    "place outside": FAR + PLACE.format("p", '["9AA"]'),
    "places overlap": FAR + PLACE.format("p", '["9ZZ"]') + PLACE.format("q", '["9ZZ"]'),
    "place without id": FAR + PLACE.replace('id = "{}"\n', "").format('["9ZZ"]'),
    "hospital without position": FAR + '[[hospitals]]\nname = "H"\n',
    "hospital nowhere": FAR
    + '[[hospitals]]\nname = "H"\nlatitude = "north"\nlongitude = 0\n',
}


@pytest.mark.parametrize("fault", FAULTS)
def test_faulty_declaration_names_its_file(tmp_path, fault):
    path = tmp_path / "far.toml"
    path.write_text(FAULTS[fault], encoding="utf-8")
    with pytest.raises(DeclarationInvalid, match=r"far\.toml") as refusal:
        read_system(path)
    assert "hertfordshire_west_essex.toml" in refusal.value.remedy


def test_first_system_and_a_whole_icb_ship(home):
    first = load_system("hertfordshire_west_essex", home=home)
    assert first.sub_icb_codes == ("06K", "06N", "07H")
    assert [place.sub_icb_codes for place in first.places] == [
        ("06K",),
        ("06N",),
        ("07H",),
    ]
    assert len(load_system("central_east", home=home).sub_icb_codes) == 4
    assert load_system("england", home=home).is_everywhere


def test_home_comes_before_what_ships(home):
    builders.declare_system(home, FAR.replace('"far"', '"central_east"'))
    assert load_system("central_east", home=home).name == "Far away"
    assert shipped_systems(home)["central_east"].parent == home.systems[0]


def test_unknown_name_lists_those_there_are(home):
    with pytest.raises(SystemUnknown, match="atlantis") as refusal:
        load_system("atlantis", home=home)
    assert "central_east, england, hertfordshire_west_essex" in refusal.value.remedy


def test_absent_file_is_unknown(home, tmp_path):
    with pytest.raises(SystemUnknown, match=r"none\.toml"):
        load_system(str(tmp_path / "none.toml"), home=home)


def test_third_system_needs_only_a_file(built_home, look, tmp_path):
    path = tmp_path / "far.toml"
    path.write_text(FAR, encoding="utf-8")
    warehouse = builders.build_system(built_home, str(path)).warehouse
    ours = "select pcn_code from dim_pcn where in_system"
    assert look(warehouse, ours) == [("U90009",)]
    people = (
        "select sum(registered_patients) from map_area_to_lsoa "
        "where area_level = 'system'"
    )
    assert look(warehouse, people) == [(pytest.approx(1000),)]
    places = "select count(*) from dim_area where area_level = 'place'"
    assert look(warehouse, places) == [(0,)]


def test_england_takes_in_every_sub_icb(built_home, look):
    warehouse = builders.build_system(built_home, "england").warehouse
    codes = look(warehouse, "select sub_icb_code from dim_sub_icb where in_system")
    assert sorted(codes) == [("9AA",), ("9BB",), ("9ZZ",)]
    people = (
        "select numerator from fct_measure_count where measure_id = "
        "'registered_patients' and area_level in ('system', 'england')"
    )
    assert look(warehouse, people) == [(4951,), (4951,)]


def test_going_back_to_a_system_built_before_takes_no_new_build(built_home):
    builders.build_system(built_home, "england")
    report = builders.build_system(built_home)
    assert report.unchanged
    assert report.warehouse.version.startswith("tiny-")
