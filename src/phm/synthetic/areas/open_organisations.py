"""Real practices and networks recoded one to one to invented ones."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from phm.synthetic.areas.neighbourhoods import kilometres
from phm.synthetic.areas.organisations import (
    POSTCODE,
    network_names,
    pcn_code,
    practice_code,
    practice_names,
    sub_icb_code,
)


Counts = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]
EMPLOYERS = ("pcn", "voluntary sector", "council")


def catchments(
    groups: pd.Series, registered: Counts
) -> tuple[npt.NDArray[np.object_], Counts]:
    """Codes of the groups in order, and their patients by neighbourhood."""
    codes, number = np.unique(groups.to_numpy(dtype=object), return_inverse=True)
    table = np.zeros((len(codes), registered.shape[1]), dtype=np.int64)
    np.add.at(table, number, registered)
    return codes, table


def invented_networks(
    practices: pd.DataFrame, lsoas: pd.DataFrame, registered: Counts
) -> pd.DataFrame:
    """One row per real network (index: its code) with an invented code and name.

    Numbered by name, so that the order says nothing about the real codes.
    """
    codes, table = catchments(practices["pcn_code"], registered)
    districts = lsoas["district_name"].to_numpy()
    names, place = np.unique(districts, return_inverse=True)
    living = np.zeros((len(codes), len(names)))
    np.add.at(living.T, place, table.T)
    dominant = names[living.argmax(axis=1)]
    centres = table @ kilometres(lsoas) / table.sum(axis=1, keepdims=True)
    first = practices.groupby("pcn_code").first().reindex(pd.Index(codes))
    found = pd.DataFrame(
        {
            "pcn_name": network_names(dominant.tolist(), centres),
            "sub_icb_code": first["sub_icb_code"].map(sub_icbs(practices)),
            "place_id": first["place_id"],
            "district_name": dominant,
        },
        index=pd.Index(codes, name="real_code"),
    ).sort_values(["place_id", "pcn_name"])
    found.insert(0, "pcn_code", [pcn_code(n) for n in range(1, len(found) + 1)])
    return found


def invented_practices(
    practices: pd.DataFrame,
    networks: pd.DataFrame,
    lsoas: pd.DataFrame,
    registered: Counts,
) -> pd.DataFrame:
    """The practices, in their order, under invented codes, names and positions.

    A practice is put in the middle of the neighbourhood most of its patients live in.
    """
    own = networks.loc[practices["pcn_code"]].reset_index(drop=True)
    home = lsoas.iloc[registered.argmax(axis=1)].reset_index(drop=True)
    return pd.DataFrame(
        {
            "practice_code": [practice_code(n) for n in range(1, len(practices) + 1)],
            "practice_name": practice_names(own["pcn_name"]),
            "practice_postcode": POSTCODE,
            **{name: own[name] for name in ("pcn_code", "pcn_name", "sub_icb_code")},
            "place_id": own["place_id"],
            "gp_system": practices["gp_system"].to_numpy(),
            "latitude": home["latitude"].round(4),
            "longitude": home["longitude"].round(4),
            "list_size": practices["list_size"].to_numpy(),
        }
    )


def sub_icbs(practices: pd.DataFrame) -> dict[str, str]:
    """Real code of a sub-ICB → invented one, in the order of their places' names."""
    real = practices.groupby("sub_icb_code")["place_id"].first().sort_values()
    return {str(code): sub_icb_code(n) for n, code in enumerate(real.index, 1)}


def joined_up(practices: pd.DataFrame) -> pd.DataFrame:
    """Practices in no network join the nearest one of their sub-ICB."""
    alone = practices["pcn_code"] == "U"
    where = kilometres(practices.ffill())
    codes = practices["pcn_code"].copy()
    for one in np.flatnonzero(alone).tolist():
        same = practices["sub_icb_code"] == practices["sub_icb_code"].iloc[one]
        others = np.flatnonzero(same & ~alone)
        far = np.hypot(*(where[others] - where[one]).T)
        codes.iloc[one] = practices["pcn_code"].iloc[others[int(far.argmin())]]
    return practices.assign(pcn_code=codes)
