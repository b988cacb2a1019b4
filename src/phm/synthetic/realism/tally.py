"""Counts of a made population along every dimension it was drawn to."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from phm.synthetic.areas.facts import BANDS, CONDITIONS, ETHNIC_ORDER, AreaFacts
from phm.synthetic.people.places import NOWHERE
from phm.synthetic.people.population import People


Table = npt.NDArray[np.float64]
REGISTER_FROM = {"diabetes": 17, "obesity": 18, "depression": 18}
LINK_WORKER = "link worker"


@dataclass(frozen=True)
class Tally:
    """People by practice, age and sex; by home; and with each condition.

    ``asked`` has the same shapes, from the facts alone: see `asked_of`.
    """

    lists: Table  # practice × sex × band
    homes: Table  # LSOA, the last for no fixed abode
    ethnic: Table  # district × category, people with a known category and an LSOA
    prevalence: dict[str, Table]  # condition → practice, percent of its register age
    link_workers: Table  # PCN, full-time equivalents in post in the newest month


def districts_of(facts: AreaFacts) -> tuple[list[str], npt.NDArray[np.intp]]:
    """District names, and each neighbourhood's position among them."""
    names, at = np.unique(
        facts.lsoas["district_name"].to_numpy().astype(str), return_inverse=True
    )
    return names.tolist(), at


def asked_of(facts: AreaFacts) -> Tally:
    """What the facts ask for."""
    names, district = districts_of(facts)
    registered = facts.registered.sum(axis=0)
    ethnic = np.zeros((len(names), len(ETHNIC_ORDER)))
    np.add.at(ethnic, district, facts.ethnicity * registered[:, None])
    return Tally(
        lists=facts.lists.astype(np.float64),
        homes=np.append(registered, facts.no_fixed_abode.sum()).astype(np.float64),
        ethnic=ethnic,
        prevalence={name: facts.prevalence[name] for name in CONDITIONS},
        link_workers=facts.pcns["link_worker_fte"].to_numpy(dtype=np.float64),
    )


def tally_of(facts: AreaFacts, people: People, caseloads: pa.Table) -> Tally:
    """What was made, as it truly is: before anything is left out of a record."""
    have = people.columns
    names, district = districts_of(facts)
    practice = have["practice"].astype(np.intp)
    lsoa = have["lsoa"].astype(np.intp)
    band = np.minimum(have["age"].astype(np.intp) // 5, len(BANDS) - 1)
    shape = facts.lists.shape
    cell = np.ravel_multi_index((practice, have["sex"].astype(np.intp), band), shape)
    housed = lsoa != NOWHERE
    group = district[lsoa[housed]] * len(ETHNIC_ORDER)
    group += have["true_ethnic"][housed].astype(np.intp)
    size = len(names) * len(ETHNIC_ORDER)
    return Tally(
        lists=_counts(cell, facts.lists.size).reshape(shape),
        homes=_counts(np.where(housed, lsoa, len(district)), len(district) + 1),
        ethnic=_counts(group, size).reshape(len(names), -1),
        prevalence={
            name: _percent(practice, have[name], have["age"], name, shape[0])
            for name in CONDITIONS
        },
        link_workers=link_workers_in_post(facts, caseloads),
    )


def link_workers_in_post(facts: AreaFacts, caseloads: pa.Table) -> Table:
    """Full-time equivalents in post by PCN, in the newest month of the extract."""
    newest = pc.max(caseloads["month"])
    rows = caseloads.filter(
        pc.and_(
            pc.equal(caseloads["month"], newest),
            pc.equal(caseloads["role"], LINK_WORKER),
        )
    )
    position = {code: at for at, code in enumerate(facts.pcns["pcn_code"])}
    at = np.array([position[code] for code in rows["pcn_code"].to_pylist()], dtype=int)
    fte = np.array(rows["fte_in_post"].cast(pa.string()).to_pylist(), dtype=np.float64)
    return np.bincount(at, fte, len(position)).astype(np.float64)


def _percent(
    practice: npt.NDArray[np.intp],
    has: npt.NDArray[np.generic],
    age: npt.NDArray[np.generic],
    name: str,
    practices: int,
) -> Table:
    asked = np.greater_equal(age, REGISTER_FROM.get(name, 0))
    heads = _counts(practice[asked], practices)
    with_it = _counts(practice[asked & np.greater(has, 0)], practices)
    return np.divide(100 * with_it, heads, out=np.zeros(practices), where=heads > 0)


def _counts(positions: npt.NDArray[np.integer], size: int) -> Table:
    return np.bincount(positions, minlength=size).astype(np.float64)
