"""A demonstration system of modest size, made once for all the tests that read it."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from phm.synthetic.areas.district_facts import district_facts
from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.parameters import load_parameters
from phm.synthetic.pathway.extracts import Pathway, generate_pathway
from phm.synthetic.pathway.settings import PathwaySettings, pathway_settings
from phm.synthetic.people.population import People, generate_people
from phm.synthetic.truths.planted_truths import planted_truths
from tests.synthetic.need_on_record import CELLS, need_on_record


Row = dict[str, Any]
PEOPLE = 200_000
SEED = 11


@dataclass(frozen=True)
class Made:
    """Everything that was generated, and the truths told of it."""

    facts: AreaFacts
    people: People
    pathway: Pathway
    settings: PathwaySettings
    truths: dict[str, Any]

    def truth(self, truth_id: str) -> dict[str, Any]:
        return next(t for t in self.truths["truths"] if t["id"] == truth_id)

    def rows(self, extract: str) -> list[Row]:
        return list(self.pathway.tables()[extract].to_pylist())


@cache
def facts() -> AreaFacts:
    return district_facts().scaled(PEOPLE)


@cache
def people(seed: int = SEED) -> People:
    return generate_people(facts(), load_parameters(), seed=seed)


@cache
def made(signal: str = "on", seed: int = SEED) -> Made:
    settings = pathway_settings()
    settings = settings if signal == "on" else settings.without_signal()
    pathway = generate_pathway(facts(), people(seed), settings, seed=seed)
    truths = planted_truths(facts(), people(seed), pathway, settings)
    return Made(facts(), people(seed), pathway, settings, truths)


@cache
def patients(seed: int = SEED) -> dict[str, Row]:
    """Patients as sent, by key, with need: as it is, and as the record tells it."""
    table = people(seed).table().select(list(CELLS))
    need = people(seed).columns["need"].astype(float).tolist()
    quintile = people(seed).columns["quintile"].tolist()
    return {
        row["person_key"]: {
            **row,
            "quintile": q,
            "need": n,
            "need_on_record": need_on_record(row, q),
        }
        for row, n, q in zip(table.to_pylist(), need, quintile, strict=True)
        if row["opted_out"] != "1"
    }
