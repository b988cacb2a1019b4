"""The published files landed and built once; and once more from another register."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from phm.measures.declared import declared
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.land import LandingReport, land_file, land_folder
from phm.warehouse.build import BuildReport, build
from phm.warehouse.systems import load_system


SYSTEM = "hertfordshire_west_essex"
REGISTER = "gp_patients_by_lsoa"
OWN_REGISTER = "geography/gp-reg-pat-prac-lsoa-all_jul2022_QM7_QNC.csv.gz"
FOR_CATCHMENTS = (
    *("practice_map", "gp_patients_by_age_sex", "lsoa11_to_lsoa21", "lsoa21_to_ward"),
    *("lsoa21_to_sub_icb", "census2021_ts001", "lsoa11_population_mid2020"),
)

Query = Callable[..., list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def real_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Where the published files are landed and built."""
    return Home(tmp_path_factory.mktemp("real"))


@pytest.fixture(scope="session")
def landing(real_data: Path, real_home: Home) -> LandingReport:
    """What became of every published file."""
    return land_folder(real_data, real_home, load_catalogue())


@pytest.fixture(scope="session")
def built(landing: LandingReport, real_home: Home) -> BuildReport:
    """The first system, built from all of it."""
    return built_in(real_home)


@pytest.fixture(scope="session")
def real(built: BuildReport) -> Iterator[Query]:
    """Ask the warehouse; rows as tuples."""
    with built.warehouse.open() as connection:
        yield lambda query, *values: connection.execute(query, values).fetchall()


@pytest.fixture(scope="session")
def own(
    landing: LandingReport,
    real_home: Home,
    real_data: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Query]:
    """A warehouse made of the register cut to two systems, not the national one."""
    home = Home(tmp_path_factory.mktemp("own"))
    home.landed.mkdir()
    for source in FOR_CATCHMENTS:
        for path in real_home.landed.glob(f"{source}__*"):
            shutil.copy(path, home.landed)
    land_file(real_data / OWN_REGISTER, load_catalogue()[REGISTER], home)
    with built_in(home).warehouse.open() as connection:
        yield lambda query, *values: connection.execute(query, values).fetchall()


def built_in(home: Home) -> BuildReport:
    """Build the first system from what is landed."""
    return build(home, load_system(SYSTEM, home=home), *declared())
