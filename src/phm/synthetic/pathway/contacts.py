"""Contacts of link workers with the people referred, failed attempts included."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from phm.synthetic.drawing.draws import Ints, Mask, choices, even_sample, keys
from phm.synthetic.extract_columns import extract_table, flags, iso_days, texts
from phm.synthetic.pathway.cases import STILL_OPEN
from phm.synthetic.pathway.offers import REFERRED
from phm.synthetic.pathway.scene import Cases, Course, Offers, Scene


MODES = ("face to face", "home visit", "telephone", "video", "text or online")
_MINUTES = (50, 65, 25, 30, 10)  # usual length by mode [R: 50 to 60 for a session]
_ATTEMPT_MODES = np.array([0.05, 0.05, 0.75, 0.0, 0.15])


@dataclass(frozen=True)
class _Contacts:
    case: Ints  # position among the offers
    day: Ints
    attended: Mask

    def only(self, kept: Mask) -> "_Contacts":
        return _Contacts(self.case[kept], self.day[kept], self.attended[kept])


def contacts_table(scene: Scene, course: Course, workers: pa.Array) -> pa.Table:
    """One row per contact or attempt; ``workers`` holds each offer's worker or null."""
    rng = scene.generator("contacts")
    held = _joined(
        _attended(scene, course.cases, rng),
        _attempts(scene, course.offers, course.cases, rng),
    )
    shares = np.array([scene.settings.number("contacts", mode) for mode in MODES])
    count = len(held.case)
    mode = np.where(
        held.attended,
        choices(np.tile(shares, (count, 1)), rng),
        choices(np.tile(_ATTEMPT_MODES, (count, 1)), rng),
    )
    length = np.array(_MINUTES)[mode] + 5 * rng.integers(-2, 3, count)
    case = pa.array(held.case)
    return extract_table(
        scene.extract_date,
        {
            "contact_key": pa.array(keys("SYNC", count, seed=scene.seed)),
            "referral_key": course.keys.take(case),
            "contact_date": iso_days(held.day),
            "mode": texts(MODES, mode),
            "attended": flags(held.attended.astype(np.int64)),
            "minutes": pa.array(length, mask=~held.attended),
            "worker_key": workers.take(case),
        },
    )


def _attended(scene: Scene, cases: Cases, rng: np.random.Generator) -> _Contacts:
    """The first contact of everyone reached, and those that followed in time."""
    case = np.flatnonzero(cases.is_reached)
    numbers = scene.settings.numbers("contacts")
    mean = np.where(
        cases.is_supported[case], numbers["mean_supported"], numbers["mean_advised"]
    )
    wanted = 1 + np.minimum(rng.poisson(mean - 1), int(numbers["most"]) - 1)
    who = np.repeat(case, wanted)
    order = np.arange(len(who)) - np.repeat(np.cumsum(wanted) - wanted, wanted)
    apart = numbers["days_between"]
    late = np.rint(order * apart + rng.uniform(-0.4, 0.4, len(who)) * apart)
    day = cases.first_contact[who] + np.where(order == 0, 0, late).astype(np.int64)
    ends = np.where(cases.closed == STILL_OPEN, scene.last_day, cases.closed)[who]
    held = _Contacts(who, day, np.ones(len(who), dtype=np.bool_))
    return held.only((order == 0) | (day <= ends))


def _attempts(
    scene: Scene, offers: Offers, cases: Cases, rng: np.random.Generator
) -> _Contacts:
    """Calls that reached nobody: some before a first contact, else one to three."""
    is_referred = offers.decision == REFERRED
    share = scene.settings.number("contacts", "failed_before")
    before = np.where(cases.is_reached, share, 0.0)
    some = even_sample(before, rng)
    tries = np.where(
        is_referred & ~cases.is_reached, rng.integers(1, 4, len(some)), some
    )
    who = np.repeat(np.arange(len(tries)), tries)
    waited = np.maximum(cases.first_contact - offers.day, 1)[who]
    spread = np.where(cases.is_reached[who], waited, 35)
    day = offers.day[who] + (rng.random(len(who)) * spread).astype(np.int64)
    tried = _Contacts(who, day, np.zeros(len(who), dtype=np.bool_))
    return tried.only(day <= scene.last_day)


def _joined(first: _Contacts, second: _Contacts) -> _Contacts:
    """Both, by case and day."""
    case = np.concatenate([first.case, second.case])
    day = np.concatenate([first.day, second.day])
    attended = np.concatenate([first.attended, second.attended])
    order = np.lexsort((day, case))
    return _Contacts(case[order], day[order], attended[order])
