"""What became of one landed file, row by row and cell by cell."""

from dataclasses import asdict, dataclass
from typing import Any

from phm.sources.landed import Landed


Place = tuple[str, str]  # source and period


@dataclass(frozen=True)
class Load:
    """What became of one landed file: lines read = used + out of scope + set aside.

    Cells are of rows that are used: left empty for a fault, or converted and used.
    """

    source_id: str
    period: str
    file: str
    sha256: str
    rows_read: int
    rows_used: int
    rows_out_of_scope: int
    rows_set_aside: int
    refused: str = ""
    cells_left_empty: int = 0
    cells_converted: int = 0

    @property
    def place(self) -> Place:
        """Which file: its source and period."""
        return self.source_id, self.period

    def summary(self) -> dict[str, Any]:
        """Plain values for the manifest."""
        return asdict(self)


def load_of(file: Landed, *, used: int, out_of_scope: int) -> Load:
    """A file of which some rows are used, some out of scope and the rest set aside."""
    read = file.rows_landed + file.rows_set_aside
    return Load(
        source_id=file.source_id,
        period=file.period,
        file=file.file,
        sha256=file.sha256,
        rows_read=read,
        rows_used=used,
        rows_out_of_scope=out_of_scope,
        rows_set_aside=read - used - out_of_scope,
    )
