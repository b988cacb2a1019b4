"""Invented funded projects, modelled on the kinds that systems of this size fund."""

import datetime as dt
from dataclasses import dataclass

import pyarrow as pa

from phm.synthetic.drawing.draws import keys
from phm.synthetic.extract_columns import extract_table
from phm.synthetic.pathway.scene import Scene


_LEADS = (
    *("Lantern Community Trust", "Rowan Volunteers", "Mosaic Partnership"),
    *("Harbour Charity", "Orchard Network", "The demonstration council"),
    *("Beacon Social Enterprise", "Skylark Foundation"),
)


@dataclass(frozen=True)
class _Project:
    name: str
    level: str
    where: str  # a planted name, "system", or "any"
    pounds: int
    dimension: str
    corner: str
    digital: str | None = None


# Amounts are of the size that systems of this size have paid. [R]
_PROJECTS = (
    _Project(
        "Tablets for all",
        "place",
        "skills_gap_place",
        96_000,
        "digital",
        "service",
        "equipment",
    ),
    _Project(
        "Laptop library",
        "place",
        "skills_gap_place",
        48_000,
        "digital",
        "community",
        "equipment",
    ),
    _Project(
        "Staying connected",
        "system",
        "system",
        60_000,
        "digital",
        "service",
        "connectivity",
    ),
    _Project(
        "Online with confidence",
        "place",
        "any",
        22_000,
        "digital",
        "community",
        "confidence",
    ),
    _Project(
        "Digital champions", "place", "any", 18_000, "digital", "community", "skills"
    ),
    _Project(
        "Recovery workers east", "place", "any", 100_000, "ethnicity", "community"
    ),
    _Project(
        "Recovery workers west", "place", "any", 100_000, "ethnicity", "community"
    ),
    _Project("Carers' breaks east", "place", "any", 20_000, "disability", "service"),
    _Project("Carers' breaks west", "place", "any", 20_000, "disability", "service"),
    _Project("Warm homes", "system", "system", 150_000, "deprivation", "civic"),
    _Project("Winter fund", "system", "system", 75_000, "deprivation", "civic"),
    _Project("Young people in crisis", "system", "system", 45_000, "age", "service"),
    _Project("Link worker for all ages", "pcn", "any", 34_000, "age", "service"),
    _Project("Football and health", "pcn", "any", 15_000, "sex", "community"),
    _Project("Men's sheds", "pcn", "any", 12_000, "sex", "community"),
    _Project("Village agents", "place", "any", 30_000, "rurality", "community"),
    _Project("Community transport", "place", "any", 40_000, "rurality", "civic"),
    _Project(
        "Street outreach", "system", "system", 85_000, "inclusion health", "service"
    ),
    _Project(
        "New arrivals welcome",
        "system",
        "system",
        38_000,
        "inclusion health",
        "community",
    ),
    _Project(
        "Traveller health advocates",
        "system",
        "system",
        28_000,
        "inclusion health",
        "community",
    ),
    _Project(
        "Neighbourhood grants",
        "pcn",
        "affluent_pcn_with_pocket",
        10_000,
        "deprivation",
        "community",
    ),
    _Project("Green prescriptions", "pcn", "any", 24_000, "age", "community"),
    _Project(
        "Debt clinic at the surgery",
        "practice",
        "any",
        16_000,
        "deprivation",
        "service",
    ),
    _Project("Befriending by phone", "practice", "any", 9_000, "age", "community"),
    _Project("Discharge wraparound", "system", "system", 89_000, "age", "service"),
)


def projects_table(scene: Scene) -> pa.Table:
    """One row per project; without signal no digital money goes to a planted place."""
    rng = scene.generator("projects")
    last = dt.date.fromisoformat(scene.extract_date)
    rows = []
    for number, project in enumerate(_PROJECTS):
        start = last - dt.timedelta(days=int(rng.integers(60, 700)))
        rows.append(
            {
                "project_name": project.name,
                "lead_organisation": _LEADS[number % len(_LEADS)],
                "area_level": project.level,
                "area_code": _area(scene, project, int(rng.integers(1 << 30))),
                "amount_pounds": project.pounds,
                "start_date": start.isoformat(),
                "end_date": (start + dt.timedelta(days=729)).isoformat(),
                "dimension": project.dimension,
                "triangle_corner": project.corner,
                "digital_area": project.digital,
            }
        )
    columns = {name: pa.array([row[name] for row in rows]) for name in rows[0]}
    project_keys = pa.array(keys("SYNP", len(rows), seed=scene.seed))
    return extract_table(scene.extract_date, {"project_key": project_keys, **columns})


def _area(scene: Scene, project: _Project, point: int) -> str:
    facts = scene.facts
    if project.level == "system":
        return facts.system_id
    if project.where in facts.planted and scene.settings.has_signal:
        return str(facts.planted[project.where])
    columns = {
        "place": facts.pcns["place_id"],
        "pcn": facts.pcns["pcn_code"],
        "practice": facts.practices["practice_code"],
    }
    codes = sorted(set(columns[project.level]) - _kept_free(scene, project))
    return str(codes[point % len(codes)])


def _kept_free(scene: Scene, project: _Project) -> set[str]:
    """Where kit is paid for though skills are the gap, nothing else digital is."""
    if project.digital and scene.settings.has_signal:
        return {str(scene.facts.planted["skills_gap_place"])}
    return set()
