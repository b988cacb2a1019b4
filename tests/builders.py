"""An invented system, written as the files its publishers would send.

Two sub-ICBs (9AA, 9BB) beside a third (9ZZ) and a piece of Wales; every code and number
is made up. `tiny_files()` gives every file by a short label; a test replaces, drops or
edits one of them and takes the same way as a user: `land` the folder, then `build`.
"""

import json
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from phm.domain.periods import MONTHS
from phm.measures.declared import declared
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.land import LandingReport, land_folder
from phm.sources.source import Column, Source
from phm.warehouse.build import BuildReport, build
from phm.warehouse.connect import Warehouse, current_version, current_warehouse
from phm.warehouse.systems import load_system


Row = Mapping[str, Any]

SAMPLE_KEY = "known to every test\n"
TINY = """
id = "tiny"
name = "Tiny and Little"
sub_icb_codes = ["9AA", "9BB"]

[[places]]
id = "tiny_place"
name = "Tiny"
sub_icb_codes = ["9AA"]

[[places]]
id = "little_place"
name = "Little"
sub_icb_codes = ["9BB"]

[[hospitals]]
code = "R9999"
name = "Tiny General"
latitude = 51.8
longitude = 0.02
"""
SUB_ICBS = {
    "9AA": ("NHS Tiny ICB - 9AA", "Q9A"),
    "9BB": ("NHS Little ICB - 9BB", "Q9B"),
    "9ZZ": ("NHS Far ICB - 9ZZ", "Q9Z"),
}
PCNS = {
    "U90001": ("NORTHBROOK PCN", "9AA"),
    "U90002": ("SOUTHBROOK AND DISTRICT PCN", "9AA"),
    "U90003": ("EASTMERE PCN", "9BB"),
    "U90004": ("WESTMERE PCN", "9BB"),
    "U": ("UNALLOCATED", "9BB"),
    "U90009": ("FAR PCN", "9ZZ"),
}
PRACTICES = {  # Z00004 opened and Z00008 closed after 2022; Z00010 was never in a map
    "Z00001": "U90001",
    "Z00002": "U90001",
    "Z00003": "U90002",
    "Z00004": "U90002",
    "Z00005": "U90003",
    "Z00006": "U90004",
    "Z00007": "U",
    "Z00008": "U90002",
    "Z00009": "U90009",
}
CLOSED, OPENED, OUTSIDE, IN_NO_MAP = "Z00008", "Z00004", "Z00009", "Z00010"


@dataclass(frozen=True)
class Place21:
    """What is invented about one 2021 LSOA."""

    code: str
    sub_icb: str
    district: str
    residents: int
    rank: int
    rural: str
    asian: int
    limited_a_lot: int
    lonely: float


LSOAS = (
    Place21("E01900001", "9AA", "E07900001", 1500, 1200, "UN1", 420, 190, 9.5),
    Place21("E01900002", "9AA", "E07900001", 1600, 5000, "UN1", 200, 150, 7.25),
    Place21("E01900101", "9AA", "E07900001", 900, 9000, "UF1", 90, 70, 6.0),
    Place21("E01900102", "9AA", "E07900001", 700, 13000, "UN1", 35, 41, 5.5),
    Place21("E01900103", "9AA", "E07900001", 2000, 17000, "UN1", 160, 120, 6.75),
    Place21("E01900104", "9BB", "E07900002", 1300, 20000, "RLN1", 26, 77, 4.0),
    Place21("E01900105", "9BB", "E07900002", 1100, 24000, "RSN1", 11, 60, 3.5),
    Place21("E01900008", "9BB", "E07900002", 1700, 28000, "UN1", 85, 83, 4.25),
    Place21("E01900009", "9BB", "E07900002", 1800, 33000, "RLN1", 18, 55, 3.0),
    Place21("E01900010", "9ZZ", "E07900003", 1400, 15000, "UN1", 140, 95, 8.0),
    Place21("E01900011", "9ZZ", "E07900003", 1250, 31000, "UN1", 25, 50, 5.0),
)
# Higher is slower; two of the slowest fifth are of the system, one is next to it.
BROADBAND = (0.4, -0.2, 1.1, -0.7, 0.05, 1.6, -1.2, 0.3, 0.9, 2.0, -0.4)
WELSH = "W01900012"
DISTRICTS = {"E07900001": "Tinyton", "E07900002": "Littleham", "E07900003": "Farshire"}
PAIRS = (  # every kind of change; the two X areas share one descendant
    ("E01900001", "E01900001", "U"),
    ("E01900002", "E01900002", "U"),
    ("E01900003", "E01900101", "S"),
    ("E01900003", "E01900102", "S"),
    ("E01900004", "E01900103", "M"),
    ("E01900005", "E01900103", "M"),
    ("E01900006", "E01900104", "X"),
    ("E01900006", "E01900105", "X"),
    ("E01900007", "E01900105", "X"),
    ("E01900008", "E01900008", "U"),
    ("E01900009", "E01900009", "U"),
    ("E01900010", "E01900010", "U"),
    ("E01900011", "E01900011", "U"),
    (WELSH, WELSH, "U"),
)
POPULATION_2020 = {
    code: 500 + 60 * number
    for number, code in enumerate(dict.fromkeys(pair[0] for pair in PAIRS))
}
REGISTER_2022 = {  # practice → 2011 LSOA → patients
    "Z00001": {
        "E01900001": 400,
        "E01900002": 200,
        "E01900003": 100,
        "E01900010": 50,
        "NO2011": 20,
    },
    "Z00002": {"E01900002": 300, "E01900003": 250, "E01900004": 100},
    "Z00003": {"E01900004": 200, "E01900005": 300, "E01900006": 60, "NO2011": 5},
    "Z00005": {"E01900006": 220, "E01900007": 180, "E01900008": 150, WELSH: 10},
    "Z00006": {"E01900008": 300, "E01900009": 20, "E01900011": 40},
    "Z00007": {"E01900009": 30, "E01900002": 10},
    CLOSED: {"E01900003": 150, "E01900005": 120},
    OUTSIDE: {"E01900010": 500, "E01900011": 400, "E01900009": 25},
    IN_NO_MAP: {"E01900001": 7},
}
LIST_2026 = {  # practice → age band → female, male
    "Z00001": {"0_4": (50, 55), "20_24": (310, 310), "65_69": (75, 0)},
    "Z00002": {
        "0_4": (40, 40),
        "20_24": (300, 261),
        "65_69": (90, 70),
        "95+": (30, 20),
    },
    "Z00003": {"0_4": (30, 20), "20_24": (245, 255), "65_69": (30, 20)},
    OPENED: {"0_4": (10, 10), "20_24": (140, 120), "65_69": (10, 9), "95+": (1, 0)},
    "Z00005": {"0_4": (25, 30), "60_64": (360, 270), "65_69": (60, 55)},
    "Z00006": {"0_4": (20, 20), "20_24": (260, 190), "85_89": (30, 30)},
    "Z00007": {"20_24": (20, 20), "60_64": (4, 0), "65_69": (3, 2), "95+": (0, 1)},
    OUTSIDE: {"0_4": (60, 60), "20_24": (450, 340), "65_69": (45, 45)},
}
LINK_WORKER = "Social Prescribing Link Workers"
MENTAL_HEALTH = "Social Prescribing Link Workers (Mental Health Practitioners)"
WORKFORCE = {  # snapshot → PCN, role, FTE; U90004 is absent from the newest
    "2026-06": (
        ("U90001", LINK_WORKER, 1.0),
        ("U90001", LINK_WORKER, 0.6),
        ("U90001", MENTAL_HEALTH, 0.5),
        ("U90001", "Care Coordinators", 2.0),
        ("U90002", "Pharmacists", 1.5),
        ("U90003", LINK_WORKER, 0.8),
        ("U90009", LINK_WORKER, 3.0),
    ),
    "2025-11": (
        ("U90001", LINK_WORKER, 1.5),
        ("U90002", LINK_WORKER, 0.2),
        ("U90003", LINK_WORKER, 1.0),
        ("U90004", LINK_WORKER, 0.4),
        ("U90009", LINK_WORKER, 2.5),
    ),
}
SERIES = (  # the newest snapshot disagrees with the records on purpose: records win
    ("2022-09", "U90001", 1.2, 2),
    ("2022-09", "U90002", 0.0, 0),
    ("2022-09", "U90003", 0.5, 1),
    ("2026-06", "U90001", 9.9, 12),
)
APPOINTMENTS = {
    "Z00001": 12,
    "Z00002": 0,
    "Z00003": 3,
    "Z00005": 0,
    "Z00006": 0,
    "Z00007": 0,
    OUTSIDE: 70,
}
DIABETES = {  # practice → on the register, list aged 17 and over
    "Z00001": (40, 600),
    "Z00002": (65, 700),
    "Z00003": (9, 480),
    "Z00005": (0, 650),
    "Z00006": (10, 400),
    "Z00007": (1, 35),
    CLOSED: (22, 210),
    OUTSIDE: (80, 800),
}
CONTROL = {  # practice → diabetes prevalence, proportion at the HbA1c target
    "Z00001": (0.08, 0.6),
    "Z00003": (0.1, 0.5),
    "Z00005": (0.06, None),
    CLOSED: (0.09, 0.4),
}
AGE_BANDS = tuple(
    f"age_{first}_{first + 4}" if first < 85 else "age_85_over"
    for first in range(0, 90, 5)
)


@dataclass(frozen=True)
class Supplied:
    """One file: rows by declared column, written under the names publishers use.

    ``said`` are published columns that are not declared (a date, a label); ``names``
    replaces the first published name of a column by another one.
    """

    source: str
    name: str
    rows: tuple[Row, ...]
    said: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def edited(self, change: Callable[[Row], Row | None]) -> "Supplied":
        """The same file with every row changed, or dropped where that gives None."""
        changed = (change(row) for row in self.rows)
        return replace(self, rows=tuple(row for row in changed if row is not None))

    def added(self, *rows: Row) -> "Supplied":
        """The same file with more rows."""
        return replace(self, rows=(*self.rows, *rows))

    def write(self, folder: Path) -> Path:
        """Put the file into a folder."""
        path = folder / self.name
        if self.name.endswith(".geojson"):
            path.write_text(json.dumps(_features(self.rows)), encoding="utf-8")
        elif self.name.endswith(".parquet"):
            pq.write_table(self._table(), path)
        else:
            path.write_text("\n".join(map(_line, self._lines())) + "\n", "utf-8")
        return path

    @property
    def _columns(self) -> list[Column]:
        given = {name for row in self.rows for name in row}
        declared = catalogue()[self.source].columns
        return [c for c in declared if not c.optional or c.name in given]

    def _header(self) -> list[str]:
        names = [self.names.get(c.name, c.published_as[0]) for c in self._columns]
        return [*self.said, *names]

    def _lines(self) -> list[list[str]]:
        columns = self._columns
        cells = [[_cell(row, c) for c in columns] for row in self.rows]
        return [self._header(), *([*self.said.values(), *line] for line in cells)]

    def _table(self) -> pa.Table:
        header, *lines = self._lines()
        columns = list(zip(*lines, strict=True))
        typed = [pa.array(_numbers(cells)) for cells in columns]
        return pa.Table.from_arrays(typed, names=header)


Files = Mapping[str, Supplied]


@cache
def catalogue() -> dict[str, Source]:
    """Every declared source by id, read once."""
    return load_catalogue()


def tiny_files() -> dict[str, Supplied]:
    """Every file of the invented system, by label."""
    return {
        **_registers(),
        **_lookups(),
        **_workforce(),
        **_practice_counts(),
        **_area_figures(),
        **_census(),
    }


def without(files: Files, *sources: str) -> dict[str, Supplied]:
    """The files but those of some sources."""
    return {label: one for label, one in files.items() if one.source not in sources}


def rows_of(files: Files, source: str) -> list[Row]:
    """The rows of every file of a source."""
    return [row for one in files.values() if one.source == source for row in one.rows]


def supply(home: Home, files: Files) -> LandingReport:
    """Write the files into the home's raw folder and land them."""
    home.raw.mkdir(parents=True, exist_ok=True)
    for one in files.values():
        one.write(home.raw)
    return land_folder(home.raw, home, catalogue())


def build_system(
    home: Home,
    system: str = "tiny",
    on_progress: Callable[[str, int, int], None] = lambda *_: None,
) -> BuildReport:
    """Build what is landed, for the invented system unless another is named.

    The sample of built cohorts is the same in every run, unless a key is there already.
    """
    declare_system(home, TINY)
    if not home.sample_key.exists():
        home.sample_key.write_text(SAMPLE_KEY, encoding="ascii")
    footprint = load_system(system, home=home)
    return build(home, footprint, *declared(), on_progress=on_progress)


def declare_system(home: Home, text: str) -> None:
    """Write a system's declaration into the home, under its id."""
    folder = home.systems[0]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{tomllib.loads(text)['id']}.toml").write_text(text, encoding="utf-8")


def built(home: Home, files: Files | None = None) -> Warehouse:
    """The finished warehouse of these files, or of all of them."""
    supply(home, tiny_files() if files is None else files)
    return build_system(home).warehouse


def tiny_home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """One built home for the whole test run; for reading only."""
    home = Home(tmp_path_factory.getbasetemp() / "tiny-home")
    if current_version(home) is None:
        built(home)
    return home


def tiny_warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    """The warehouse of `tiny_home`."""
    return current_warehouse(tiny_home(tmp_path_factory))


def extract_warehouse(
    tmp_path_factory: pytest.TempPathFactory, tier: str = "LOCAL"
) -> Warehouse:
    """The invented system with its extracts, built once per test run; read only."""
    home = Home(tmp_path_factory.getbasetemp() / f"tiny-home-{tier.casefold()}")
    if current_version(home) is None:
        built(home, tiny_files() | tiny_extracts(tier))
    return current_warehouse(home)


def practice_map(period: str, practices: Iterable[str]) -> Supplied:
    """A practice map in the layout of 2025 onwards; `period` as in "2026-07"."""
    return Supplied(
        "practice_map",
        f"gp-reg-pat-prac-map_{_stamp(period).lower()}.csv",
        tuple(_practice_row(code) for code in practices),
        said={"PUBLICATION": "GP_PRAC_PAT_LIST", "EXTRACT_DATE": f"01{_stamp(period)}"},
    )


def old_practice_map(practices: Iterable[str]) -> Supplied:
    """The practice map of January 2022, with CCGs and STPs."""
    names = {
        "sub_icb_code": "CCG_CODE",
        "sub_icb_name": "CCG_NAME",
        "icb_code": "STP_CODE",
        "icb_name": "STP_NAME",
    }
    return replace(practice_map("2022-01", practices), names=names)


def register_by_lsoa(
    period: str, register: Mapping[str, Mapping[str, int]]
) -> Supplied:
    """Registrations by 2011 LSOA, the seven published columns."""
    return Supplied(
        "gp_patients_by_lsoa",
        f"gp-reg-pat-prac-lsoa-all_{_stamp(period).lower()}.csv",
        tuple(
            {
                "practice_code": practice,
                "practice_name": f"SURGERY {practice[-2:]}",
                "lsoa11_code": lsoa,
                "sex": "ALL",
                "patients": patients,
            }
            for practice, homes in register.items()
            for lsoa, patients in homes.items()
        ),
        said={
            "PUBLICATION": "GP_PRAC_PAT_LIST",
            "EXTRACT_DATE": f"01{_stamp(period).upper()}",
        },
    )


def register_by_age(
    period: str, lists: Mapping[str, Mapping[str, tuple[int, int]]]
) -> Supplied:
    """Registrations by age and sex, with the publisher's ALL and PCN rows."""
    return Supplied(
        "gp_patients_by_age_sex",
        f"gp-reg-pat-prac-quin-age_{_stamp(period).lower()}.csv",
        (
            _age_row("PCN", "U90001", "ALL", "ALL", 99_999),
            *(row for code, bands in lists.items() for row in _age_rows(code, bands)),
        ),
        said={"EXTRACT_DATE": f"{period}-01"},
    )


def workforce(period: str, staff: Iterable[tuple[str, str, float]]) -> Supplied:
    """Individual-level PCN workforce: PCN, role, FTE."""
    year, month = period.split("-")
    rows = tuple(
        {
            "census_year": year,
            "census_month": str(int(month)),
            "pcn_code": pcn,
            "pcn_name": PCNS[pcn][0],
            "sub_icb_code": PCNS[pcn][1],
            "staff_group": "Other Direct Patient Care staff",
            "staff_role": role,
            "fte": fte,
            "unique_identifier": number,
        }
        for number, (pcn, role, fte) in enumerate(staff)
    )
    name = f"pcn_workforce_individual_{_stamp(period).lower()}.csv"
    return Supplied("pcn_workforce", name, rows)


def _registers() -> dict[str, Supplied]:
    now = [code for code in PRACTICES if code != CLOSED]
    before = [code for code in PRACTICES if code != OPENED]
    points = tuple(
        {
            "practice_code": code,
            "pcn_code": PRACTICES[code],
            "sub_icb_code": PCNS[PRACTICES[code]][1],
            "latitude": 51.8 + number / 100,
            "longitude": 0.01 * number,
        }
        for number, code in enumerate(now)
    )
    return {
        "map_2026_07": practice_map("2026-07", now),
        "map_2026_01": practice_map("2026-01", [c for c in now if c != OPENED]),
        "map_2022_01": old_practice_map(before),
        "register_by_lsoa": register_by_lsoa("2022-07", REGISTER_2022),
        "register_by_age": register_by_age("2026-07", LIST_2026),
        "locations": Supplied(
            "practice_locations",
            "gp_practice_locations_jul2026.csv",
            points,
            said={"EXTRACT_DATE": "01Jul2026"},
        ),
    }


def _lookups() -> dict[str, Supplied]:
    homes = [(one.code, one.district, DISTRICTS[one.district]) for one in LSOAS]
    homes.append((WELSH, "W06900001", "Cwm Far"))
    by_code = [
        {"lsoa21_code": code, "lsoa21_name": _name(code)} for code, _, _ in homes
    ]
    return {
        "wards": Supplied(
            "lsoa21_to_ward",
            "LSOA21_WD24_LAD24_EW_LU.csv",
            tuple(
                row | {"district_code": district, "district_name": name}
                for row, (_, district, name) in zip(by_code, homes, strict=True)
            ),
        ),
        "sub_icbs": Supplied(
            "lsoa21_to_sub_icb",
            "LSOA21_SICBL24_ICB24_EN_LU.csv",
            tuple(
                {"lsoa21_code": one.code, "sub_icb_code": one.sub_icb} for one in LSOAS
            ),
        ),
        "pairs": Supplied(
            "lsoa11_to_lsoa21",
            "LSOA11_LSOA21_LAD22_EW_LU_exact.csv",
            tuple(
                {"lsoa11_code": old, "lsoa21_code": new, "change": change}
                for old, new, change in PAIRS
            ),
        ),
        "population_2020": Supplied(
            "lsoa11_population_mid2020",
            "LSOA11_population_mid2020_single_year_persons.parquet",
            tuple(
                {"lsoa11_code": code, "residents": people}
                for code, people in POPULATION_2020.items()
            ),
        ),
        "neighbourhoods": Supplied(
            "lsoa21_to_msoa21",
            "LSOA21_MSOA21_HCLNM.csv",
            tuple(
                row | {"msoa21_code": "E02900001", "msoa21_hocl_name": "Old Tiny"}
                for row in by_code
            ),
        ),
        "centroids": _centroids(),
        "boundaries": _boundaries(),
    }


def _centroids() -> Supplied:
    rows = tuple(
        {
            "lsoa21_code": one.code,
            "easting_m": 530_000 + 700 * number,
            "northing_m": 210_000,
            "longitude": 0.005 + 0.01 * number,
            "latitude": 51.805,
        }
        for number, one in enumerate(LSOAS)
    )
    name = "LSOA21_PopCentroids_EW_2021_V3.csv"
    return Supplied("lsoa21_centroids", name, rows)


def _boundaries() -> Supplied:
    """Squares in a row, a hundredth of a degree wide."""
    rows = tuple(
        {"lsoa21_code": one.code, "west": 0.01 * number, "south": 51.8}
        for number, one in enumerate(LSOAS)
    )
    name = "Lower_layer_Super_Output_Areas_December_2021_Boundaries_EW_BSC_V4.geojson"
    return Supplied("lsoa_boundaries_2021", name, rows)


def _workforce() -> dict[str, Supplied]:
    series = tuple(
        {
            "census_year": period[:4],
            "census_month": str(int(period[5:])),
            "pcn_code": pcn,
            "sub_icb_code": PCNS[pcn][1],
            "link_worker_fte": fte,
            "link_worker_records": records,
        }
        for period, pcn, fte, records in SERIES
    )
    return {
        **{f"workforce_{p}": workforce(p, staff) for p, staff in WORKFORCE.items()},
        "workforce_series": Supplied(
            "link_worker_fte_history", "pcn_splw_fte_timeseries_derived.csv", series
        ),
    }


def _practice_counts() -> dict[str, Supplied]:
    return {
        "appointments": Supplied(
            "gp_appointments_by_category",
            "gp_appointments_national_category_by_practice_nov2025.csv",
            tuple(
                _where(code)
                | {"month": "Nov-2025", "social_prescribing_appointments": count}
                for code, count in APPOINTMENTS.items()
            ),
        ),
        "qof": _qof(),
        "control": Supplied(
            "qof_diabetes_2021_22",
            "practice_qof2122_diabetes_and_prevalence.csv",
            tuple(
                {
                    "practice_code": code,
                    "diabetes_prevalence_proportion": prevalence,
                    "hba1c_at_target_proportion": at_target,
                }
                for code, (prevalence, at_target) in CONTROL.items()
            ),
        ),
        "online": _online(),
    }


def _area_figures() -> dict[str, Supplied]:
    return {
        "deprivation": _deprivation(),
        "rurality": _rurality(),
        "loneliness": Supplied(
            "loneliness",
            "loneliness_cls_lsoa21.csv",
            tuple(
                {"lsoa21_code": one.code, "lonely_percent": one.lonely} for one in LSOAS
            ),
        ),
        "digital": Supplied(
            "deri",
            "deri_v1.6_scores_lsoa11.csv",
            tuple(
                {"lsoa11_code": code, "deri_score": round(1.5 + number / 4, 2)}
                for number, code in enumerate(POPULATION_2020)
                if code != WELSH
            ),
        ),
        "broadband": Supplied(
            "iod_2025_indicators",
            "imd2025_england_lsoa21_indicators.csv",
            tuple(
                {"lsoa21_code": one.code, "digital_connectivity": round(slow, 3)}
                for one, slow in zip(LSOAS, BROADBAND, strict=True)
            ),
        ),
        "fuel": Supplied(
            "fuel_poverty",
            "fuel_poverty_lsoa21_2022.csv",
            tuple(
                {
                    "lsoa21_code": one.code,
                    "households": one.residents // 2,
                    "fuel_poor_households": one.residents // 20,
                }
                for one in LSOAS
            ),
        ),
        "homelessness": _homelessness(),
        "asylum": _asylum(),
    }


def _asylum() -> Supplied:
    rows = tuple(
        {
            "date": date,
            "support_type": "Section 95",
            "district_code": "E07900001",
            "people": people,
        }
        for date, people in (("2024-06-30", 90), ("2024-09-30", 67))
    )
    name = "asylum_support_by_local_authority_2014_sep2024.csv"
    return Supplied("asylum_support", name, rows)


def _census() -> dict[str, Supplied]:
    tables = {
        "ts001": [_people(one) for one in LSOAS],
        "ts003": [
            {"households": one.residents // 2, "one_person_66_over_households": 50}
            for one in LSOAS
        ],
        "ts007a": [_ages(number, one) for number, one in enumerate(LSOAS)],
        "ts021": [_ethnicity(one) for one in LSOAS],
        "ts029": [
            {"residents_3_over": one.residents - 40, "cannot_speak_english": 9}
            for one in LSOAS
        ],
        "ts037": [_people(one) | {"bad": 60, "very_bad": 11} for one in LSOAS],
        "ts038": [
            _people(one) | {"disabled_limited_a_lot": one.limited_a_lot}
            for one in LSOAS
        ],
        "ts039": [
            {"residents_5_over": one.residents - 70, "care_50_hours_over": 33}
            for one in LSOAS
        ],
        "ts045": [
            {"households": one.residents // 2, "no_car": one.residents // 9}
            for one in LSOAS
        ],
    }
    return {
        name: Supplied(
            f"census2021_{name}",
            f"census2021-{name}-lsoa.csv",
            tuple(
                {"lsoa21_code": one.code} | row
                for one, row in zip(LSOAS, rows, strict=True)
            ),
            said={"date": "2021"},
        )
        for name, rows in tables.items()
    }


def _people(one: Place21) -> dict[str, int]:
    return {"residents": one.residents}


def _ages(number: int, one: Place21) -> dict[str, int]:
    """Uneven but made up; the total is that of the bands, as in a published table."""
    bands = {
        band: one.residents // 18 + (7 * place + 5 * number) % 11
        for place, band in enumerate(AGE_BANDS)
    }
    return {"residents": sum(bands.values())} | bands


def _ethnicity(one: Place21) -> dict[str, int]:
    black, mixed, other = one.asian // 3, one.asian // 5, one.asian // 9
    white = one.residents - one.asian - black - mixed - other
    groups = {"asian": one.asian, "black": black, "mixed": mixed, "other": other}
    return {"residents": one.residents, "white": white} | groups


def _practice_row(code: str) -> Row:
    pcn = PRACTICES[code]
    pcn_name, sub_icb = PCNS[pcn]
    sub_icb_name, icb = SUB_ICBS[sub_icb]
    return {
        "practice_code": code,
        "practice_name": f"THE SURGERY OF {code[-2:]}",
        "practice_postcode": "ZZ9 9ZZ",
        "pcn_code": pcn,
        "pcn_name": pcn_name,
        "sub_icb_code": sub_icb,
        "sub_icb_name": sub_icb_name,
        "icb_code": icb,
        "icb_name": f"NHS {icb}",
    }


def _where(code: str) -> dict[str, Any]:
    pcn = PRACTICES[code]
    return {"practice_code": code, "pcn_code": pcn, "sub_icb_code": PCNS[pcn][1]}


def _age_rows(code: str, bands: Mapping[str, tuple[int, int]]) -> list[Row]:
    women = sum(female for female, _ in bands.values())
    men = sum(male for _, male in bands.values())
    return [
        _age_row("GP", code, "ALL", "ALL", women + men),
        _age_row("GP", code, "FEMALE", "ALL", women),
        _age_row("GP", code, "MALE", "ALL", men),
        *(_age_row("GP", code, "FEMALE", band, n) for band, (n, _) in bands.items()),
        *(_age_row("GP", code, "MALE", band, n) for band, (_, n) in bands.items()),
    ]


def _age_row(kind: str, code: str, sex: str, band: str, patients: int) -> Row:
    return {
        "org_type": kind,
        "practice_code": code,
        "sex": sex,
        "age_band": band,
        "patients": patients,
    }


def _features(rows: Iterable[Row]) -> dict[str, Any]:
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {
                    "LSOA21CD": row["lsoa21_code"],
                    "LSOA21NM": _name(row["lsoa21_code"]),
                },
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [_square(row["west"], row["south"])],
                },
            }
            for row in rows
        ],
    }


def _square(west: float, south: float, side: float = 0.01) -> list[list[float]]:
    east, north = west + side, south + side
    corners = [
        (west, south),
        (east, south),
        (east, north),
        (west, north),
        (west, south),
    ]
    return [[x, y] for x, y in corners]


def _name(code: str) -> str:
    return f"Made-up {code[-3:]}A"


def _cell(row: Row, column: Column) -> str:
    value = row.get(column.name)
    if value is not None:
        return str(value)
    return "0" if column.required and column.type in ("integer", "number") else ""


def _line(cells: Iterable[str]) -> str:
    return ",".join(f'"{cell}"' if "," in cell else cell for cell in cells)


def _numbers(cells: Iterable[str]) -> list[str] | list[int | None]:
    texts = list(cells)
    if all(text == "" or text.isdecimal() for text in texts):
        return [int(text) if text else None for text in texts]
    return texts


def _stamp(period: str) -> str:
    year, month = period.split("-")
    return f"{MONTHS[int(month) - 1][:3]}{year}"


def _qof() -> Supplied:
    rows = tuple(
        {
            "practice_code": code,
            "register_code": register,
            "patients_on_register": count,
            "list_type": "17OV" if register == "DM" else "06OV",
            "practice_list_size": size,
        }
        for code, (count, size) in DIABETES.items()
        for register in ("DM", "AST")
    )
    return Supplied("qof_prevalence", "PREVALENCE_2425.csv", rows)


def _online() -> Supplied:
    rows = tuple(
        _where(code)
        | {
            "month": month,
            "submissions": 100 if code == "Z00001" else None,
            "registered_patients": 800,
            "participation": "1.0" if code == "Z00001" else "0.0",
        }
        for month in ("2025-10", "2025-11")
        for code in ("Z00001", "Z00002")
    )
    name = "online_consultation_submissions_by_practice_mar_nov2025.csv"
    return Supplied("online_consultations", name, rows)


def _deprivation() -> Supplied:
    rows = tuple(
        {
            "lsoa21_code": one.code,
            "imd_score": round(60 - one.rank / 600, 3),
            "imd_rank": one.rank,
            "imd_decile": (one.rank * 10 + 33754) // 33755,
        }
        for one in LSOAS
    )
    return Supplied("iod_2025", "IoD2025_File_7_reassembled_lsoa21.csv", rows)


def _rurality() -> Supplied:
    rows = tuple(
        {
            "lsoa21_code": one.code,
            "ruc21_code": one.rural,
            "urban_rural": "Rural" if one.rural.startswith("R") else "Urban",
        }
        for one in LSOAS
    )
    return Supplied("rural_urban_2021", "LSOA21_RUC21_EW_LU.csv", rows)


def _homelessness() -> Supplied:
    reported = {
        "district_code": "E07900001",
        "households_assessed_homeless_per_1000": 1.25,
        "temporary_accommodation_per_1000": 2.5,
    }
    rows = (reported, {"district_code": "E07900002"})
    return Supplied("homelessness", "homelessness_ltla23.csv", rows)


EXTRACT_DATE = "2026-06-30"  # so "12 months" is 1 July 2025 to 30 June 2026
DAY_BEFORE = "2025-06-30"
PEOPLE = (  # practice, its first and last person in the extract, where they live
    ("Z00001", 1, 800, "E01900001"),  # the whole list
    ("Z00002", 801, 1200, "E01900002"),  # 400 of 851
    ("Z00003", 1201, 1500, "E01900103"),
    (OPENED, 1501, 1600, "E01900103"),
    ("Z00005", 1601, 2200, "E01900008"),  # U90004 and U send no patients
    (OUTSIDE, 2201, 2300, "E01900010"),
)
AGES = (10, 30, 30, 30, 30, 30, 60, 60, 80, 80)  # by the last digit of the number
ETHNIC_CATEGORIES = ("A", "A", "A", "A", "B", "D", "H", "R", "M", "Z")  # likewise
PERSON_FACTS: dict[int, dict[str, Any]] = {
    1: {"diabetes": "type 2", "hba1c_mmol_mol": 58, "hba1c_date": "2026-01-15"},
    2: {"diabetes": "type 2", "hba1c_mmol_mol": 59, "hba1c_date": "2026-01-15"},
    3: {"diabetes": "type 2", "hba1c_mmol_mol": 90, "hba1c_date": DAY_BEFORE},
    4: {"diabetes": "other", "hba1c_mmol_mol": 70, "hba1c_date": "2025-07-01"},
    5: {"diabetes": "type 1"},  # never measured
    6: {"diabetes": "none", "hba1c_mmol_mol": 70, "hba1c_date": "2026-01-15"},
    10: {"diabetes": "type 1", "hba1c_mmol_mol": 80, "hba1c_date": "2026-01-15"},
    7: {"hypertension": 1, "copd": 1, "lonely": 1},  # lonely with two conditions
    8: {"hypertension": 1, "chronic_pain": 1},
    11: {"diabetes": "type 2", "hypertension": 1, "care_process_hba1c": 1},
    799: {"lsoa_code": None},  # address not known
    800: {"lsoa_code": None, "no_fixed_abode": 1, "homeless": 1},
    801: {"ethnic_category": "99", "sex": "not known"},
    802: {"age_years": None, "year_of_birth": 1996},
    803: {"age_years": None, "ethnic_category": None},
    1700: {"digital_no_skills": 1, "digital_no_equipment": 0},
}
REFERRALS = (  # key, person, date, decision, why it was closed
    *((f"R{n:04d}", n, "2026-03-02", "referred", None) for n in range(1, 9)),
    *(
        (f"R{n:04d}", n, "2026-02-02", "referred", "no suitable service")
        for n in range(9, 19)
    ),
    ("R0019", 19, "2026-03-02", "referred", "completed"),
    ("R0020", 20, "2026-03-02", "referred", None),
    ("R0101", 1, "2026-05-11", "referred", None),  # the same person again
    ("R0102", 24, "2025-10-01", "declined", None),  # declined, then referred
    ("R0103", 24, "2026-01-05", "referred", None),
    ("R0104", 25, "2026-06-30", "offered", None),  # not decided yet
    ("R0105", 26, DAY_BEFORE, "referred", None),  # the day before the 12 months
    ("R0106", 27, "2025-07-01", "referred", None),  # their first day
    ("R0107", 28, "2025-09-01", "declined", None),  # declined, offered again
    ("R0108", 28, "2026-04-01", "offered", None),
    ("R0109", 29, "2025-03-01", "referred", None),  # before; declined since
    ("R0110", 29, "2026-02-01", "declined", None),
    *((f"R{n + 200:04d}", n, "2025-11-20", "declined", None) for n in range(31, 41)),
    *((f"R{n:04d}", n, "2026-04-04", "referred", None) for n in range(1201, 1204)),
    *((f"R{n:04d}", n, "2026-04-04", "referred", None) for n in range(2201, 2211)),
)
CONTACTS = (  # referral, date, reached
    *((f"R{n:04d}", "2026-03-20", 1) for n in range(1, 16)),
    *((f"R{n:04d}", "2026-03-20", 0) for n in (16, 17)),
    ("R0001", "2026-03-09", 0),  # an attempt before person 1 was reached
    ("R0103", "2026-01-12", 1),
    ("R0105", "2025-07-10", 1),  # of a referral before the 12 months
    ("R0231", "2025-11-20", 1),  # of a referral that was declined
)
SUPPORT = (  # referral, kind, intensity, taken up
    *((f"R{n:04d}", "arts or culture", "enhanced", 1) for n in range(1, 10)),
    ("R0001", "digital skills", "signposting", 0),
    ("R0010", "nature", "signposting", 0),
    ("R0011", "nature", None, None),
)
POSTS = (  # post, PCN, role, FTE in post, month it began
    ("POST1", "U90001", "link worker", 1.0, "2025-01"),
    ("POST2", "U90001", "link worker", 0.5, "2026-01"),  # half of the 12 months
    ("POST3", "U90002", "care coordinator", 1.0, "2025-01"),
    ("POST4", "U90003", "link worker", 0.8, "2025-01"),
)
EXTRACT_MONTHS = tuple(
    f"{2025 + (n > 12)}-{(n - 1) % 12 + 1:02d}" for n in range(5, 19)
)


def tiny_extracts(tier: str = "LOCAL") -> dict[str, Supplied]:
    """The eight extracts of the invented system; merge them: `tiny_files() | …`.

    U90001 has 22 people referred in 12 months, U90002 has 3 (hidden), U90003 none;
    U90004 sends no patients. `tier` is what every row says: LOCAL or SYNTHETIC.
    """
    rows = {
        "patients": _people_rows(),
        "referrals": _referral_rows(),
        "contacts": [
            _numbered("contact_key", n)
            | {"referral_key": referral, "contact_date": date, "attended": reached}
            | {"mode": "telephone", "minutes": 30}
            for n, (referral, date, reached) in enumerate(CONTACTS)
        ],
        "support": [
            _numbered("support_key", n)
            | {"referral_key": referral, "offered_date": "2026-04-01", "kind": kind}
            | {"intensity": intensity, "taken_up": taken_up, "five_ways": "connect"}
            for n, (referral, kind, intensity, taken_up) in enumerate(SUPPORT)
        ],
        "outcomes": [
            {"referral_key": f"R{n:04d}", "instrument": "ucla3", "point": point}
            | {"measured_date": date, "score": score}
            for n in range(1, 13)
            for point, date, score in (
                ("baseline", "2026-03-20", 7),
                ("follow-up", "2026-06-01", 5),
            )
        ],
        "caseloads": _caseload_rows(),
        "assets": _asset_rows(),
        "projects": _project_rows(),
    }
    mark = "SYNTHETIC_" if tier == "SYNTHETIC" else ""
    said = {"extract_date": EXTRACT_DATE, "data_tier": tier}
    return {
        name: Supplied(name, f"{mark}{name}.csv", tuple(row | said for row in some))
        for name, some in rows.items()
    }


def _people_rows() -> list[Row]:
    return [
        _person(number, practice, home)
        for practice, first, last, home in PEOPLE
        for number in range(first, last + 1)
    ]


def _person(number: int, practice: str, home: str) -> Row:
    usual = {
        "person_key": f"P{number:05d}",
        "age_years": AGES[number % 10],
        "sex": ("male", "female")[number % 2],
        "ethnic_category": ETHNIC_CATEGORIES[number % 10],
        "lsoa_code": home,
        "no_fixed_abode": 0,
        "practice_code": practice,
        "diabetes": "none",
        "hypertension": 0,
        "lonely": int(number % 50 == 0),
        "chronic_pain": int(1601 <= number <= 1800),  # a third of Z00005
        "nhs_app": int(number % 5 > 1) if number % 7 else None,
        **_digital(number),
    }
    return usual | PERSON_FACTS.get(number, {})


def _digital(number: int) -> Row:
    """Every third is asked about digital barriers; of some half is written down."""
    if number % 3:
        return {}
    known = number % 9 > 0
    return {
        "digital_no_equipment": int(number % 24 == 0),
        "digital_no_connectivity": int(number % 33 == 0) if known else None,
        "digital_no_confidence": int(number % 12 == 0),
        "digital_no_skills": int(number % 6 == 0) if known else None,
    }


def _referral_rows() -> list[Row]:
    return [
        {
            "referral_key": key,
            "person_key": f"P{person:05d}",
            "referral_date": date,
            "route": "gp" if person % 2 else "self",
            "reasons": "mental health; housing" if person % 2 else "housing",
            "decision": decision,
            "team": "North team",
            "closed_date": "2026-06-15" if closed else None,
            "close_reason": closed,
        }
        for key, person, date, decision, closed in REFERRALS
    ]


def _caseload_rows() -> list[Row]:
    return [
        {
            "worker_key": post,
            "month": month,
            "pcn_code": pcn,
            "role": role,
            "employer": "pcn",
            "fte_funded": 1.0,
            "fte_in_post": fte,
            "vacancy": 0,
            "open_cases": 20,
        }
        for post, pcn, role, fte, began in POSTS
        for month in EXTRACT_MONTHS
        if month >= began
    ]


def _asset_rows() -> list[Row]:
    places = ((51.805, 0.005), (51.806, 0.031), (None, None))
    return [
        {
            "asset_key": f"ASSET{n}",
            "asset_name": f"Group {n}",
            "kind": "nature",
            "latitude": latitude,
            "longitude": longitude,
            "languages": "en; ur",
            "step_free": 1,
            "digital_offer": "skills",
            "capacity_per_year": 40,
        }
        for n, (latitude, longitude) in enumerate(places)
    ]


def _project_rows() -> list[Row]:
    served = (("pcn", "U90001"), ("place", "little_place"), ("system", "tiny"))
    return [
        {
            "project_key": f"PROJECT{n}",
            "project_name": f"Project {n}",
            "lead_organisation": "A charity",
            "area_level": level,
            "area_code": code,
            "amount_pounds": 10_000 * (n + 1),
            "start_date": "2025-04-01",
            "end_date": "2026-03-31",
            "dimension": "digital",
            "digital_area": "equipment",
        }
        for n, (level, code) in enumerate(served)
    ]


def _numbered(key: str, number: int) -> dict[str, Any]:
    return {key: f"{key[:3].upper()}{number:04d}"}
