"""A warehouse knows what it is made from; generated and real rows never mix."""

import pytest

from phm.errors import BuildFailed
from phm.settings import Home
from phm.warehouse.connect import current_version
from tests.builders import built, extract_warehouse, tiny_extracts, tiny_files


@pytest.mark.parametrize("tier", ["LOCAL", "SYNTHETIC"])
def test_tier_is_in_the_manifest_and_in_the_warehouse(tmp_path_factory, tier, look):
    warehouse = extract_warehouse(tmp_path_factory, tier)
    assert warehouse.manifest["tier"] == tier.casefold()
    assert look(warehouse, "select tier from cfg_tier") == [(tier.casefold(),)]


def test_published_files_alone_are_open(tiny_warehouse):
    assert tiny_warehouse.manifest["tier"] == "open"


def test_rows_that_do_not_say_what_they_are_count_as_real(home, look):
    extracts = {
        name: one.edited(lambda row: {k: v for k, v in row.items() if k != "data_tier"})
        for name, one in tiny_extracts().items()
    }
    warehouse = built(home, tiny_files() | extracts)
    assert warehouse.manifest["tier"] == "local"


@pytest.mark.parametrize("stranger", ["patients", "assets"])
def test_generated_and_real_extracts_are_refused_together(home: Home, stranger):
    extracts = tiny_extracts("SYNTHETIC") | {stranger: tiny_extracts()[stranger]}
    with pytest.raises(BuildFailed) as refusal:
        built(home, tiny_files() | extracts)
    assert f"rows of {stranger} do not" in refusal.value.message
    assert "phm demo" in refusal.value.remedy
    assert current_version(home) is None


def invented(files):
    """The same files, with a network only demonstrations have."""
    return {
        label: one.edited(
            lambda row: {k: "U99501" if v == "U90001" else v for k, v in row.items()}
        )
        for label, one in files.items()
    }


def test_beside_invented_networks_nothing_is_open(home: Home):
    assert built(home, invented(tiny_files())).manifest["tier"] == "synthetic"


@pytest.mark.parametrize("says", ["LOCAL", None])
def test_invented_networks_and_unmarked_extracts_are_refused(home: Home, says):
    extracts = {
        name: one.edited(lambda row: {**row, "data_tier": says})
        for name, one in tiny_extracts().items()
    }
    with pytest.raises(
        BuildFailed, match="practice_map say SYNTHETIC or name invented"
    ):
        built(home, invented(tiny_files() | extracts))
