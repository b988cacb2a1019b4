"""The demonstration: facts, people and pathway become files, landed and built.

Files are made beside and swapped in whole; the warehouse pointer moves last. What was
served before an interrupted demonstration still is, and the next one begins anew.
"""

import json
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from phm.domain.systems import System
from phm.errors import BuildFailed
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.land import LandingReport, land_folder
from phm.synthetic.areas.area_facts import area_facts
from phm.synthetic.areas.facts import AreaFacts
from phm.synthetic.demo_files import REPORT, TRUTHS, write_demo_files, write_json
from phm.synthetic.demo_stamp import stamp_of
from phm.synthetic.demo_steps import WHOLE, Progress, Steps
from phm.synthetic.open_files.area_files import write_system
from phm.synthetic.realism.report import loaded_realism, records
from phm.warehouse.build import BuildReport
from phm.warehouse.systems import read_system


SEED = 2026
FOLDER = "demo"
STAMP = "made-from"
ABANDONED = 3600.0  # seconds
NEXT = "next"  # truths and report of the files at hand, until they are built

Build = Callable[[Home, System, Progress], BuildReport]


@dataclass(frozen=True)
class DemoReport:
    """Where the demonstration is, how big, and what each step took."""

    home: Home
    people: int
    files_unchanged: bool
    landing: LandingReport
    built: BuildReport
    seconds: dict[str, float]

    @property
    def unchanged(self) -> bool:
        """Whether everything had been made before."""
        return self.files_unchanged and self.built.unchanged


def demo_home(home: Home) -> Home:
    """Where the demonstration of a home lives."""
    return Home(home.root / FOLDER)


def make_demo(  # noqa: PLR0913 - all that may be asked of a demonstration
    home: Home,
    *,
    people: int | None = None,
    seed: int = SEED,
    messy: bool = False,
    signal: bool = True,
    build: Build,
    on_progress: Progress = lambda *_: None,
) -> DemoReport:
    """Make, land and build the demonstration of ``home`` in its folder `demo`.

    ``people``: about how many are registered, all by default. ``messy``: with faults
    that a supplier's files have. Without ``signal`` nothing is planted, and referrals
    follow need as recorded. ``build`` builds a home's warehouse of a system. The same
    arguments and facts give the same files, byte for byte; what is there already is
    not made again. Raises BuildFailed when a file of it is refused.
    """
    steps, demo = Steps(on_progress), demo_home(home)
    steps.begin("Area facts")
    facts = _facts(home, people)
    stamp = stamp_of(facts, seed=seed, messy=messy, signal=signal)
    is_made = _stamp(demo) == stamp
    if not is_made:
        _make_files(facts, demo, seed=seed, messy=messy, signal=signal, steps=steps)
        (demo.root / STAMP).write_text(stamp, encoding="utf-8")
    steps.begin("Landing")
    landing = _landed(demo, steps)
    if landing.refused and not messy:
        path, fault = landing.refused[0]
        raise BuildFailed(
            f"The demonstration's {path.name} was refused: {fault.message}",
            remedy="This is a fault of phm, not of yours.",
        )
    steps.begin("Building")
    # invented people need no secret: the same sample wherever the same is made
    demo.sample_key.write_text(f"demonstration {seed}\n", encoding="ascii")
    built = build(demo, read_system(write_system(facts, demo)), steps.say)
    _publish(demo, facts, built)
    steps.end()
    on_progress("Done", WHOLE, WHOLE)
    heads = int(facts.practices["list_size"].sum())
    return DemoReport(demo, heads, is_made, landing, built, steps.seconds)


def _facts(home: Home, people: int | None) -> AreaFacts:
    facts = area_facts(home)
    return facts if people is None else facts.scaled(people)


def _stamp(demo: Home) -> str | None:
    path = demo.root / STAMP
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _make_files(
    facts: AreaFacts,
    demo: Home,
    *,
    seed: int,
    messy: bool,
    signal: bool,
    steps: Steps,
) -> None:
    """Make every file beside, then put them in place of the former ones."""
    demo.root.mkdir(parents=True, exist_ok=True)
    _forget_abandoned(demo)
    making = Path(tempfile.mkdtemp(prefix="making-", dir=demo.root))
    try:
        write_demo_files(
            facts, making, seed=seed, messy=messy, signal=signal, steps=steps
        )
        _swap_in(making, demo)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _forget_abandoned(demo: Home) -> None:
    """Remove what a killed demonstration left, not what another is making now."""
    for left in demo.root.glob("making-*"):
        if time.time() - left.stat().st_mtime > ABANDONED:
            shutil.rmtree(left, ignore_errors=True)


def _swap_in(making: Path, demo: Home) -> None:
    """From here until the stamp is written, the files count as not made."""
    (demo.root / STAMP).unlink(missing_ok=True)
    waiting = demo.root / NEXT
    for former in (demo.landed, demo.raw, waiting):
        shutil.rmtree(former, ignore_errors=True)
    (making / "raw").rename(demo.raw)
    waiting.mkdir()
    for name in (TRUTHS, REPORT):
        (making / name).rename(waiting / name)


def _landed(demo: Home, steps: Steps) -> LandingReport:
    return land_folder(
        demo.raw,
        demo,
        load_catalogue(),
        on_progress=lambda done, total, name: steps.say(name, done, total),
    )


def _publish(demo: Home, facts: AreaFacts, built: BuildReport) -> None:
    """Truths and report take their places when the warehouse they describe serves."""
    waiting = demo.root / NEXT
    if (waiting / TRUTHS).is_file():
        report = json.loads((waiting / REPORT).read_text(encoding="utf-8"))
        with built.warehouse.open() as connection:
            report["loaded"] = records(loaded_realism(facts, connection))
        write_json(demo.root / REPORT, report)
        # Last: a killed run that has come so far has only this folder to remove.
        (waiting / TRUTHS).replace(demo.root / TRUTHS)
    shutil.rmtree(waiting, ignore_errors=True)
