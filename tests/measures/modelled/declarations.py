"""Estimates declared for tests, and hand-made facts to make them of."""

import tomllib

import numpy as np
import pandas as pd

from phm.cohorts.modelled import read_modelled
from phm.measures.modelled.facts import Facts


UNMANAGED = """
counts = "men of Asian and Black groups whose diabetes is not managed"

[people]
sexes = ["male"]
from_age = 17
ethnic_groups = ["Asian", "Black"]

[[steps]]
kind = "prevalence"
says = "on the register"
measure = "diabetes_prevalence_percent"
from_age = 17
sources = ["paper"]
male = { low = 1.1, central = 1.3, high = 1.5 }
percent_by_age = { 17 = 1, 60 = 10, 80 = 15 }

[steps.ethnic]
Asian = { low = 2.5, central = 3, high = 3.6 }
"Black, Mixed, Other" = { low = 1, central = 1.5, high = 2 }

[[steps]]
kind = "any_of"
says = "not managed"
given = "of people on the register"

[[steps.parts]]
says = "not measured"
percent = { low = 5, central = 10, high = 20 }
assumed = "A tenth are not measured."

[[steps.parts]]
says = "above 58"
given = "of those measured"
sources = ["paper"]
percent = { Asian = { low = 35, central = 40, high = 45 }, Black = 30 }

[sources.paper]
title = "A paper"
publisher = "A journal"
period = "2019"
link = "https://example.org/paper"
"""
CARERS = """
counts = "people who care and are lonely"

[people]
from_age = 5

[[steps]]
kind = "share"
says = "care"
measure = "unpaid_care_50_hours_percent"
times = { low = 0.8, central = 1, high = 1.25 }

[[steps]]
kind = "share"
says = "lonely"
percent = { low = 5, central = 10, high = 20 }
together = { low = 1, central = 1.5, high = 2 }
assumed = "A tenth are lonely."
"""


def declared(text):
    """A declaration, parsed."""
    return read_modelled(tomllib.loads(text))


def facts(registered, ethnic, youngest, **shares):
    """Facts of invented areas; a share of one number is every area's."""
    areas = len(registered)
    return Facts(
        areas=pd.DataFrame(
            {
                "area_code": [f"U9900{n}" for n in range(areas)],
                "area_name": [f"Area {n}" for n in range(areas)],
                "parent_code": ["here"] * areas,
            }
        ),
        period="2026-07",
        youngest=youngest,
        registered=np.array(registered, dtype=float),
        ethnic=np.array(ethnic, dtype=float),
        shares={name: np.full(areas, value) for name, value in shares.items()},
        measures=(),
    )
