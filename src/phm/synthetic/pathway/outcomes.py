"""Outcome measures of people supported: some are asked once, fewer again."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from phm.synthetic.drawing.draws import Floats, Ints, Mask, even_sample
from phm.synthetic.extract_columns import extract_table, iso_days, texts
from phm.synthetic.pathway.scene import Cases, Course, Scene
from phm.synthetic.pathway.settings import PathwaySettings


POINTS = ("baseline", "follow-up")
ON_WHOM = ("person", "community groups", "health and care system")
_ASKED_AGAIN_DAYS = 84  # twelve weeks
_TRAIT = 0.7  # how far one person's scores go together


@dataclass(frozen=True)
class _Asked:
    case: Ints
    instrument: Ints
    standing: Floats  # how the person stands, in standard deviations


def outcomes_table(scene: Scene, course: Course) -> pa.Table:
    """One row per measurement on the instrument's own scale."""
    rng, cases, settings = scene.generator("outcomes"), course.cases, scene.settings
    asked = _asked(cases, course.first_reason, settings, rng)
    before, after = _scores(asked, settings, rng)
    first_day = cases.first_contact[asked.case]
    again_day = first_day + _ASKED_AGAIN_DAYS + 7 * (asked.case % 5)
    share = settings.number("outcomes", "follow_up_share")
    follows = even_sample(np.full(len(cases.is_supported), share), rng)
    again = follows[asked.case] & (again_day <= scene.last_day)
    case = np.concatenate([asked.case, asked.case[again]])
    instrument = np.concatenate([asked.instrument, asked.instrument[again]])
    point = np.repeat([0, 1], [len(asked.case), int(again.sum())])
    names = list(settings.table("outcomes.instruments"))
    on_whom = np.where(instrument == names.index("pam"), 2, 0)
    return extract_table(
        scene.extract_date,
        {
            "referral_key": course.keys.take(pa.array(case)),
            "instrument": texts(names, instrument),
            "point": texts(POINTS, point),
            "measured_date": iso_days(np.concatenate([first_day, again_day[again]])),
            "score": _spelled(np.concatenate([before, after[again]])),
            "common_outcome": texts(ON_WHOM, on_whom),
        },
    )


def _asked(
    cases: Cases,
    first_reason: Ints,
    settings: PathwaySettings,
    rng: np.random.Generator,
) -> _Asked:
    """Who was asked what: ONS4 always, the others by reason and by chance."""
    share = settings.number("outcomes", "baseline_share")
    who = np.flatnonzero(even_sample(np.where(cases.is_supported, share, 0.0), rng))
    reasons = list(settings.numbers("reasons"))
    lonely = first_reason[who] == reasons.index("loneliness or social isolation")
    ill = first_reason[who] == reasons.index("long-term condition")
    chance = rng.random(len(who))
    mycaw = chance < 0.35
    names = list(settings.table("outcomes.instruments"))
    uses = np.column_stack([_uses(name, lonely, ill, mycaw, chance) for name in names])
    row, instrument = np.nonzero(uses)
    trait = rng.standard_normal(len(who))[row]
    own = rng.standard_normal(len(row))
    standing = _TRAIT * trait + np.sqrt(1 - _TRAIT**2) * own
    return _Asked(who[row], instrument, standing)


def _uses(name: str, lonely: Mask, ill: Mask, mycaw: Mask, chance: Floats) -> Mask:
    if name.startswith("ons4"):
        return np.ones(len(lonely), dtype=np.bool_)
    if name == "ucla3":
        return lonely | (chance > 0.8)
    if name == "pam":
        return ill | (chance > 0.9)
    return mycaw & (chance < 0.25) if name == "mycaw concern 2" else mycaw


def _scores(
    asked: _Asked, settings: PathwaySettings, rng: np.random.Generator
) -> tuple[Floats, Floats]:
    """Scores before and after: part of any distance from the mean does not last."""
    scales = settings.table("outcomes.instruments").values()
    mean, spread, effect, low, high = (
        np.array([scale[key] for scale in scales], dtype=np.float64)[asked.instrument]
        for key in ("mean", "spread", "effect", "low", "high")
    )
    stays = settings.number("outcomes", "stays")
    # A high score is good on some scales and bad on others: support's direction tells.
    better = np.sign(effect)
    before = mean + better * spread * asked.standing
    noise = rng.standard_normal(len(mean)) * np.sqrt(1 - stays**2)
    after = mean + effect + better * spread * (stays * asked.standing + noise)
    return tuple(np.clip(np.rint(one), low, high) for one in (before, after))  # type: ignore[return-value]


def _spelled(scores: Floats) -> pa.Array:
    return texts([str(n) for n in range(101)], scores.astype(np.int64))
