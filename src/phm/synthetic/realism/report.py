"""How real the made population is, as made and as loaded, for report.json."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa

from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.parameters import load_parameters
from phm.synthetic.people.health import risk_fifths
from phm.synthetic.people.model import by_age
from phm.synthetic.people.population import People
from phm.synthetic.realism.loaded_tally import loaded_tally
from phm.synthetic.realism.margins import PERCENT, Margin, margin, margins
from phm.synthetic.realism.tally import asked_of, tally_of


def realism(facts: AreaFacts, people: People, caseloads: pa.Table) -> list[Margin]:
    """Every dimension of the files made, against the facts."""
    made = tally_of(facts, people, caseloads)
    return [*margins(facts, asked_of(facts), made), _digital(facts, people)]


def loaded_realism(
    facts: AreaFacts, connection: duckdb.DuckDBPyConnection
) -> list[Margin]:
    """Every dimension that a warehouse holds, against the facts.

    Those who opted out are not in it, and ethnic category is as recorded, so small
    gaps are as they should be.
    """
    return margins(facts, asked_of(facts), loaded_tally(facts, connection))


def records(found: Sequence[Margin]) -> list[dict[str, Any]]:
    """Margins for report.json."""
    return [{**asdict(one), "gap": one.gap} for one in found]


def _digital(facts: AreaFacts, people: People) -> Margin:
    """Lack of skills by fifth of digital-exclusion risk, against the parameters."""
    parameters = load_parameters()
    flag = parameters.flags["digital_no_skills"]
    age = people.columns["age"].astype(np.intp)
    fifth = np.append(risk_fifths(facts), 2)[people.columns["lsoa"].astype(np.intp)]
    adults = age >= flag.register_from
    heads = np.maximum(np.bincount(fifth[adults], minlength=5), 1)
    ages = np.bincount(
        fifth[adults], by_age(flag.percent_by_age)[age[adults]], minlength=5
    )
    asked = ages * parameters.digital.skills_by_risk_fifth
    asked *= ages.sum() / asked.sum()
    got = np.bincount(
        fifth[adults],
        people.columns["true_digital_no_skills"][adults].astype(np.float64),
        minlength=5,
    )
    names = ["1 (least risk)", "2", "3", "4", "5"]
    title = "No digital skills by fifth of risk, 16 and over"
    return margin(title, PERCENT, names, asked / heads, 100 * got / heads)
