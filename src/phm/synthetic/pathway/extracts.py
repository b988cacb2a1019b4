"""The seven extracts beside the patients': what a supplier would send for two years."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.drawing.draws import keys
from phm.synthetic.pathway.assets import assets_table, draw_assets
from phm.synthetic.pathway.caseloads import (
    caseloads_table,
    draw_posts,
    workers_of_offers,
)
from phm.synthetic.pathway.cases import draw_cases
from phm.synthetic.pathway.contacts import contacts_table
from phm.synthetic.pathway.offers import draw_offers
from phm.synthetic.pathway.outcomes import outcomes_table
from phm.synthetic.pathway.projects import projects_table
from phm.synthetic.pathway.reasons import draw_reasons
from phm.synthetic.pathway.referrals import referrals_table
from phm.synthetic.pathway.scene import Course, Scene, scene
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.pathway.support import support_table
from phm.synthetic.pathway.thinning import thin_missed
from phm.synthetic.people.population import People


@dataclass(frozen=True)
class Pathway:
    """Tables with exactly the columns of the extracts of the same names."""

    referrals: pa.Table
    contacts: pa.Table
    support: pa.Table
    outcomes: pa.Table
    caseloads: pa.Table
    assets: pa.Table
    projects: pa.Table

    def tables(self) -> dict[str, pa.Table]:
        """Extract id → table."""
        return dict(vars(self))


def generate_pathway(
    facts: AreaFacts, people: People, settings: PathwaySettings, *, seed: int
) -> Pathway:
    """Two years of social prescribing up to the day of the people's extract.

    The same arguments give the same tables, byte for byte.
    """
    before = scene(facts, people, settings, seed=seed)
    course = _course(before)
    posts = draw_posts(before)
    assets = draw_assets(before)
    workers = workers_of_offers(before, posts, course.pcn)
    return Pathway(
        referrals=referrals_table(before, course),
        contacts=contacts_table(before, course, workers),
        support=support_table(before, course, assets),
        outcomes=outcomes_table(before, course),
        caseloads=caseloads_table(before, course, posts),
        assets=assets_table(before, assets),
        projects=projects_table(before),
    )


def _course(before: Scene) -> Course:
    """Offers in the order of their days, and what became of each."""
    offers = thin_missed(before, draw_offers(before))
    offers = offers.only(np.argsort(offers.day, kind="stable"))
    cases = draw_cases(before, offers)
    first, second = draw_reasons(before, offers)
    codes = pa.array(keys("SYNR", len(offers.person), seed=before.seed))
    return Course(offers, cases, first, second, codes, before.groups.pcn[offers.person])
