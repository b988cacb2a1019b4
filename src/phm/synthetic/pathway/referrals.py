"""The extract of referrals: one row per offer, as the record and the team code it."""

import numpy as np
import pyarrow as pa

from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.drawing.draws import Ints, even_sample
from phm.synthetic.extract_columns import extract_table, iso_days, texts
from phm.synthetic.pathway.cases import CLOSED
from phm.synthetic.pathway.offers import DECISIONS, OFFERED
from phm.synthetic.pathway.reasons import reason_texts
from phm.synthetic.pathway.routes import ROUTES, draw_routes
from phm.synthetic.pathway.scene import Course, Offers, Scene


def referrals_table(scene: Scene, course: Course) -> pa.Table:
    """One row per offer, in the order of their days."""
    offers, cases = course.offers, course.cases
    reasons = (course.first_reason, course.second_reason)
    who = scene.people.columns["person_key"][offers.person]
    return extract_table(
        scene.extract_date,
        {
            "referral_key": course.keys,
            "person_key": pa.array(who.astype(np.str_)),
            "referral_date": iso_days(offers.day),
            "route": texts(ROUTES, draw_routes(scene, offers)),
            "reasons": reason_texts(*reasons, scene.settings),
            "decision": texts(DECISIONS, offers.decision),
            "snomed_code": _codes(scene, offers),
            "team": _teams(scene.facts, course.pcn),
            "closed_date": iso_days(cases.closed),
            "close_reason": texts(CLOSED, cases.close_reason),
        },
    )


def _codes(scene: Scene, offers: Offers) -> pa.Array:
    """SNOMED codes of decisions; empty where only offered, and where not coded."""
    settings = scene.settings
    share = np.full(len(offers.person), settings.number("referrals", "coded_share"))
    if settings.has_signal:
        seldom = settings.number("planted", "undercoding_coded")
        share[scene.groups.under_codes[offers.person]] = seldom
    is_coded = even_sample(share, scene.generator("codes"))
    code = np.where(is_coded & (offers.decision != OFFERED), offers.decision, -1)
    by_name = settings.table("snomed")
    return texts(["", *(by_name[name] for name in DECISIONS[1:])], code)


def _teams(facts: AreaFacts, pcn: Ints) -> pa.Array:
    """A team's name is its network's."""
    return texts([f"{name} link workers" for name in facts.pcns["pcn_name"]], pcn)
