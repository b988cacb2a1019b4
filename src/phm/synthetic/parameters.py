"""The generator's numbers, each with its source: `parameters.toml`, read strictly."""

from dataclasses import dataclass
from pathlib import Path

from phm.sources.fields import read_fields
from phm.synthetic.parameter_groups import (
    CareProcesses,
    Deprivation,
    Diabetes,
    Digital,
    Employment,
    Ethnicity,
    Flag,
    Frailty,
    Inclusion,
    Language,
    Need,
    OptedOut,
    Use,
)
from phm.synthetic.parameter_reading import Group, read_group


FILE = Path(__file__).with_name("parameters.toml")


@dataclass(frozen=True)
class Parameters:
    """Every number of the generator. Field names are the tables of the file."""

    need: Need
    deprivation: Deprivation
    ethnicity: Ethnicity
    opted_out: OptedOut
    diabetes: Diabetes
    care_processes: CareProcesses
    frailty: Frailty
    employment: Employment
    language: Language
    use: Use
    inclusion: Inclusion
    digital: Digital
    flags: dict[str, Flag]


GROUPS: dict[str, type[Group]] = {
    "need": Need,
    "deprivation": Deprivation,
    "ethnicity": Ethnicity,
    "opted_out": OptedOut,
    "diabetes": Diabetes,
    "care_processes": CareProcesses,
    "frailty": Frailty,
    "employment": Employment,
    "language": Language,
    "use": Use,
    "inclusion": Inclusion,
    "digital": Digital,
}


def load_parameters(path: Path = FILE) -> Parameters:
    """The parameters of a file. Raises DeclarationInvalid for a bad or missing key."""
    table = read_fields(path)
    groups = {key: read_group(kind, table.inner(key)) for key, kind in GROUPS.items()}
    named = table.inner("flags")
    table.inner("pathway")  # read by pathway.settings
    flags = {key: read_group(Flag, named.inner(key)) for key in named.table}
    table.done()
    return Parameters(flags=flags, **groups)  # type: ignore[arg-type]
