"""Where things live: the only reader of environment variables and owner of paths."""

import os
from dataclasses import dataclass
from pathlib import Path


PROJECT_ROOT = Path(__file__).resolve().parents[2]
HOME_VARIABLE = "PHM_HOME"
DEMO_VARIABLE = "PHM_DEMO"
AHEAD_VARIABLE = "PHM_AHEAD"
NO = "no"


@dataclass(frozen=True)
class Home:
    """One set of data: what was supplied, what was landed, what was built."""

    root: Path

    @property
    def raw(self) -> Path:
        """Files as published or supplied."""
        return self.root / "raw"

    @property
    def landed(self) -> Path:
        """All-text Parquet, one file per source and period."""
        return self.root / "landed"

    @property
    def warehouse(self) -> Path:
        """Versioned databases, their manifests and the pointer to the current one."""
        return self.root / "warehouse"

    @property
    def geometry(self) -> Path:
        """Map layers the app serves; file names carry a hash of their content."""
        return self.root / "geometry"

    @property
    def mappings(self) -> Path:
        """What suppliers call columns and codes; see docs/methods/extracts.md."""
        return self.root / "mappings"

    @property
    def sample_key(self) -> Path:
        """The secret that draws the people whom built cohorts are counted in."""
        return self.root / "sample.key"

    @property
    def rejects(self) -> Path:
        """Every row set aside and cell left empty of the local files, as last built."""
        return self.root / "rejects"

    @property
    def systems(self) -> tuple[Path, ...]:
        """Folders searched for `<name>.toml`, this home's first."""
        return (self.root / "systems", PROJECT_ROOT / "data" / "systems")


def current_home() -> Home:
    """The home named by PHM_HOME, else the project's own `data/`."""
    named = os.environ.get(HOME_VARIABLE)
    return Home(Path(named).resolve() if named else PROJECT_ROOT / "data")


def wants_demo() -> bool:
    """Whether a home without data may show its demonstration: unless PHM_DEMO=no."""
    return os.environ.get(DEMO_VARIABLE, "") != NO


def answers_ahead() -> bool:
    """Whether the app answers what is likely to be asked: unless PHM_AHEAD=no."""
    return os.environ.get(AHEAD_VARIABLE, "") != NO
