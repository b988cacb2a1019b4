"""Which of several files of one source and period serves."""

from collections.abc import Iterable
from dataclasses import replace
from enum import StrEnum

from phm.settings import Home
from phm.sources.content import Content
from phm.sources.landed import (
    Landed,
    Outcome,
    Rival,
    list_landed,
    remove_landed,
    write_landed,
    write_sidecar,
)


class Preference(StrEnum):
    """Which of two files of one source and period serves.

    A publisher's cut of a national file must not push it out. Of a local extract the
    later one counts: it may be shorter because more people have opted out.
    """

    FULLER = "fuller"
    LATER = "later"


def settle(
    new: Landed, content: Content, *, home: Home, prefer: Preference = Preference.FULLER
) -> Landed:
    """Keep ``new``, or the file already there for its source and period.

    Of two with the same number of rows the later landed serves.
    """
    before = [one for one in list_landed(home) if one.source_id == new.source_id]
    again = [one for one in before if one.sha256 == new.sha256]
    rivals = [one for one in before if one.period == new.period and one not in again]
    better = next((one for one in rivals if one.rows_landed > new.rows_landed), None)
    if better and prefer is Preference.FULLER:
        kept = _preferred(better, to=[new])
        write_sidecar(kept)
        remove_landed(again)
        return replace(kept, outcome=Outcome.SET_ASIDE)
    kept = _preferred(new, to=rivals)
    write_landed(kept, content)
    remove_landed(one for one in (*again, *rivals) if one.stem != kept.stem)
    return kept


def withdraw(sha256: str, *, source_id: str, home: Home) -> None:
    """Remove what was landed of a file that the door no longer lets in."""
    landed = [one for one in list_landed(home) if one.source_id == source_id]
    remove_landed(one for one in landed if one.sha256 == sha256)


def _preferred(kept: Landed, *, to: Iterable[Landed]) -> Landed:
    others = [one for one in to if one.sha256 not in {r.sha256 for r in kept.rivals}]
    rivals = {
        *kept.rivals,
        *(Rival(one.file, one.sha256, one.rows_landed) for one in others),
        *(
            rival
            for one in others
            for rival in one.rivals
            if rival.sha256 != kept.sha256
        ),
    }
    notices = (
        f"{kept.file} ({kept.rows_landed:,} rows) is used for {kept.period}; "
        f"{one.file} ({one.rows_landed:,} rows) is of the same period and set aside."
        for one in others
    )
    ordered = tuple(sorted(rivals, key=lambda rival: rival.sha256))
    return replace(kept, rivals=ordered, notices=(*kept.notices, *notices))
