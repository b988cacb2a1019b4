"""Who lives where fuel poverty is highest: a fifth of the system's neighbourhoods."""

from dataclasses import replace

from tests.builders import LSOAS, built, tiny_extracts, tiny_files, without


OURS = [one.code for one in LSOAS if one.sub_icb != "9ZZ"]
ELSEWHERE = next(one.code for one in LSOAS if one.sub_icb == "9ZZ")


def fuel(poor):
    """The file that says how many households of each neighbourhood are fuel poor."""
    rows = tuple(
        {"lsoa21_code": code, "households": households, "fuel_poor_households": count}
        for code, (count, households) in poor.items()
    )
    return {"fuel": replace(tiny_files()["fuel"], rows=rows)}


def flags(home, files):
    """Neighbourhood → the flag of the people who live there."""
    with built(home, files).open() as connection:
        rows = connection.execute(
            "select distinct lsoa21_code, fuel_poor_area from fct_person"
        ).fetchall()
    assert len({code for code, _ in rows}) == len(rows)
    return dict(rows)


def lived_in(codes):
    """The patients, living in these neighbourhoods by turns."""
    patients = tiny_extracts()["patients"]
    rows = tuple(
        row | {"lsoa_code": codes[number % len(codes)]}
        for number, row in enumerate(patients.rows)
    )
    return {"patients": replace(patients, rows=rows)}


def test_fifth_is_of_the_systems_neighbourhoods_by_share_of_households(home):
    unknown, empty, highest, many, *others = OURS
    poor = {
        **dict.fromkeys(others, (10, 1000)),
        empty: (0, 0),
        highest: (30, 100),  # the highest share, not the highest number
        many: (200, 1000),
        ELSEWHERE: (990, 1000),
    }
    files = tiny_files() | tiny_extracts() | fuel(poor)
    found = flags(home, files | lived_in([*OURS, ELSEWHERE, None]))
    assert found == {
        highest: True,
        **dict.fromkeys((many, *others), False),
        **dict.fromkeys((unknown, empty, ELSEWHERE, None)),
    }
    assert (len(others) + 2) // 5 == 1


def test_without_the_file_nobody_is_told(home):
    files = without(tiny_files() | tiny_extracts(), "fuel_poverty")
    assert set(flags(home, files | lived_in(OURS)).values()) == {None}
