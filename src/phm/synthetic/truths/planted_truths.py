"""What was planted, beside what an analyst finds in the files: truths.json."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from phm.domain.tiers import MARK
from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.pathway.extracts import Pathway
from phm.synthetic.pathway.settings import PathwaySettings
from phm.synthetic.people.population import People
from phm.synthetic.truths.access import gradient, hidden_pocket, routes
from phm.synthetic.truths.ledger import Ledger, ledger
from phm.synthetic.truths.missed_men import diabetes_men, minority_men
from phm.synthetic.truths.record import coding, inclusion_health
from phm.synthetic.truths.supply import (
    digital_kit,
    few_assets,
    no_link_worker,
    reached_and_supported,
)
from phm.synthetic.truths.truth import Truth


TRUTHS: tuple[Callable[[Ledger, PathwaySettings], Truth], ...] = (
    gradient,
    minority_men,
    diabetes_men,
    routes,
    reached_and_supported,
    no_link_worker,
    hidden_pocket,
    digital_kit,
    coding,
    few_assets,
    inclusion_health,
)


# Not planted without signal: where money goes and groups are is left to chance then.
ONLY_WITH_SIGNAL = (digital_kit, few_assets)


def planted_truths(
    facts: AreaFacts, people: People, pathway: Pathway, settings: PathwaySettings
) -> dict[str, Any]:
    """Every truth with its intended and measured numbers, ready for JSON.

    Without signal the intended numbers are those of a system that follows need.
    Measured over the newest twelve months, from the tables as written.
    """
    read = ledger(facts, people, pathway, settings)
    found = [find(read, settings) for find in _planted(settings)]
    return {
        "tier": MARK,
        "system_id": facts.system_id,
        "extract_date": people.extract_date,
        "signal": settings.tables["signal"],
        "people": len(people),
        "opted_out": int((~read.groups.is_used).sum()),
        "rows": {name: table.num_rows for name, table in pathway.tables().items()},
        "truths": [{**asdict(truth), "holds": truth.holds} for truth in found],
    }


def _planted(
    settings: PathwaySettings,
) -> list[Callable[[Ledger, PathwaySettings], Truth]]:
    left_out = () if settings.has_signal else ONLY_WITH_SIGNAL
    return [find for find in TRUTHS if find not in left_out]
