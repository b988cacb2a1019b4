"""A neighbourhood whose sub-ICB has ended goes where its patients are registered."""

import pytest

from tests.builders import built, tiny_files


HOME_OF = (
    "select sub_icb_code, assigned_by from map_lsoa_to_sub_icb where lsoa21_code = $l"
)
ENDED = "9QQ"


@pytest.fixture
def first_lsoa_ended(home):
    """The system with its first LSOA published under a sub-ICB that has ended."""
    files = tiny_files()
    first = files["sub_icbs"].rows[0]["lsoa21_code"]
    ended = files["sub_icbs"].edited(
        lambda row: (
            {**row, "sub_icb_code": ENDED} if row["lsoa21_code"] == first else row
        )
    )
    return first, built(home, files | {"sub_icbs": ended})


def test_it_is_placed_by_its_patients_and_says_so(first_lsoa_ended):
    lsoa, warehouse = first_lsoa_ended
    with warehouse.open() as connection:
        rows = connection.execute(HOME_OF, {"l": lsoa}).fetchall()
    assert rows == [("9AA", "majority of its patients")]


def test_it_stays_on_the_map_of_the_system(first_lsoa_ended):
    lsoa, warehouse = first_lsoa_ended
    with warehouse.open() as connection:
        kept = connection.execute(
            "select in_system from dim_lsoa where lsoa21_code = $l", {"l": lsoa}
        ).fetchall()
    assert kept == [(True,)]
