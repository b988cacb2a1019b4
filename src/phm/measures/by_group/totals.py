"""Strata added up to groups, and what is expected of each at the system's rates."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from phm.measures.by_group.strata import Extract
from phm.warehouse.people_groups import COUNTS, STRATA


EXPECTED = "expected"  # of the numerator asked for, given age and sex
REFERRED = ("people_referred", "people")


@dataclass(frozen=True)
class Reference:
    """The system's own people by age band and sex: the rates to be held against."""

    strata: pd.DataFrame

    def rate(self, numerator: str, denominator: str) -> float:
        """One count over another for everybody; nan where there is nobody."""
        return _ratio(self.strata[numerator].sum(), self.strata[denominator].sum())

    def rates(self, numerator: str, denominator: str) -> pd.Series:
        """The same for each age band and sex; 0 where nobody is in the denominator."""
        strata = self.strata.groupby(list(STRATA))
        sums = strata[[numerator, denominator]].sum(min_count=1)
        rates = sums[numerator] / sums[denominator]
        return rates.mask(sums[denominator].eq(0), 0.0).rename("rate")


def known_counts(strata: pd.DataFrame, extract: Extract) -> pd.DataFrame:
    """Strata with the counts that no extract tells left unknown."""
    return strata.assign(**dict.fromkeys(extract.unknown, np.nan))


def added_up(
    strata: pd.DataFrame,
    keys: Sequence[str],
    reference: Reference,
    standard: tuple[str, str],
) -> pd.DataFrame:
    """One row per combination of ``keys``: COUNTS, and what age and sex make expected.

    ``standard`` names the numerator and denominator whose rates by age band and sex
    give the column EXPECTED.
    """
    laid_out = strata.assign(
        expected_by_age_and_sex=_expected(strata, reference, REFERRED),
        **{EXPECTED: _expected(strata, reference, standard)},
    )
    columns = [*COUNTS, "expected_by_age_and_sex", EXPECTED]
    grouped = laid_out.groupby(list(keys), as_index=False, sort=True)
    return grouped[columns].sum(min_count=1)


def with_expected_by_need(sums: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """Add how many would be referred if need alone decided, at the system's rate."""
    return sums.assign(
        expected_by_need=sums["need"] * reference.rate("people_referred", "need")
    )


def with_unmet_need(sums: pd.DataFrame) -> pd.DataFrame:
    """Add unmet need in its parts, each group taken as a whole.

    The columns are those of `fct_unmet_referral`, so that a measure finds them by the
    same names; there the parts are floored PCN by PCN, here group by group.
    """
    referred, declined = sums["people_referred"], sums["people_declined"]
    added: dict[str, pd.Series] = {
        "referred": referred,
        "declined": declined,
        "no_suitable_service": sums["people_without_service"],
        "fewest": _smallest_counted(referred, declined),
    }
    for end in ("_low", "", "_high"):
        part = (sums[f"need{end}"] - referred - declined).clip(lower=0)
        added[f"not_referred{end}"] = part
        added[f"unmet_need{end}"] = part + declined + added["no_suitable_service"]
    return sums.assign(**added)


def _smallest_counted(*counts: pd.Series) -> pd.Series:
    """The smallest count above 0 that need less what is left would give away."""
    above = [count.where(count > 0) for count in counts]
    return pd.concat(above, axis=1).min(axis=1)


def _expected(
    strata: pd.DataFrame, reference: Reference, standard: tuple[str, str]
) -> pd.Series:
    numerator, denominator = standard
    rates = reference.rates(numerator, denominator).reset_index()
    own = strata[list(STRATA)].merge(
        rates, on=list(STRATA), how="left", validate="many_to_one"
    )
    expected = strata[denominator].to_numpy() * own["rate"].to_numpy()
    return pd.Series(expected, index=strata.index)


def _ratio(numerator: float, denominator: float) -> float:
    return float(numerator / denominator) if denominator else float("nan")
