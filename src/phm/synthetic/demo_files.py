"""The files of a demonstration, as a supplier and the publishers would send them."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.demo_steps import Steps
from phm.synthetic.extract_files import write_extract
from phm.synthetic.messy.twin import make_messy
from phm.synthetic.open_files.area_files import write_area_files
from phm.synthetic.parameters import load_parameters
from phm.synthetic.pathway.extracts import Pathway, generate_pathway
from phm.synthetic.pathway.settings import PathwaySettings, pathway_settings
from phm.synthetic.people.population import People, generate_people
from phm.synthetic.realism.report import realism, records
from phm.synthetic.truths.planted_truths import planted_truths


TRUTHS = "truths.json"
REPORT = "report.json"


@dataclass(frozen=True)
class _Made:
    facts: AreaFacts
    people: People
    pathway: Pathway
    settings: PathwaySettings


def write_demo_files(
    facts: AreaFacts,
    folder: Path,
    *,
    seed: int,
    messy: bool,
    signal: bool,
    steps: Steps,
) -> None:
    """Fill ``folder``: raw/ with every file to be landed, truths.json, report.json.

    With ``messy`` the extracts have faults, each counted under `faults` of the truths.
    Without ``signal`` nothing is planted in them, whatever the parameters say.
    """
    settings = pathway_settings()
    if not signal:
        settings = settings.without_signal()
    made = _make(facts, settings, seed, steps)
    raw = folder / "raw"
    raw.mkdir(parents=True)
    steps.begin("Truths and realism")
    truths = planted_truths(made.facts, made.people, made.pathway, made.settings)
    margins = realism(made.facts, made.people, made.pathway.caseloads)
    report = {
        "tier": truths["tier"],
        "system_id": facts.system_id,
        "area_facts": facts.origin,
        "people": len(made.people),
        "files": records(margins),
    }
    _write_raw(made, raw, steps)
    if messy:
        steps.begin("Faults")
        truths["faults"] = make_messy(raw, raw, seed=seed)
    write_json(folder / TRUTHS, truths)
    write_json(folder / REPORT, report)


def _make(
    facts: AreaFacts, settings: PathwaySettings, seed: int, steps: Steps
) -> _Made:
    steps.begin("People")
    people = generate_people(facts, load_parameters(), seed=seed, on_progress=steps.say)
    steps.begin("Pathway")
    pathway = generate_pathway(facts, people, settings, seed=seed)
    return _Made(facts, people, pathway, settings)


def _write_raw(made: _Made, raw: Path, steps: Steps) -> None:
    steps.begin("Files")
    tables = {"patients": made.people.table(), **made.pathway.tables()}
    for done, (extract, table) in enumerate(tables.items()):
        steps.say(extract, done, len(tables) + 1)
        write_extract(extract, table, raw)
    steps.say("open files", len(tables), len(tables) + 1)
    write_area_files(made.facts, raw, made.pathway.caseloads)


def write_json(path: Path, content: dict[str, Any]) -> None:
    """A JSON file whose bytes depend on its content alone."""
    text = json.dumps(content, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
