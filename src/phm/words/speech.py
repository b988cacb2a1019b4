"""No fixed abode, interpreters and languages, in sentences."""

import math

import pandas as pd

from phm.measures.results import NO_DATA, OK
from phm.measures.speech import NO_FIXED_ABODE, Cut, clearly_below, most_spoken
from phm.words.areas import listed
from phm.words.numbers import value_text, whole_percent
from phm.words.status import SHORT
from phm.words.tiers import place_name


def abode_sentence(homes: Cut) -> str:
    """How many have no fixed abode, and how many of them were reached."""
    row, area = homes.row(NO_FIXED_ABODE), place_name(homes.area_name)
    if row["status"] == NO_DATA:
        return (
            f"Nobody in {area} is on record without a fixed abode, which "
            "more likely says that addresses are not kept up to date."
        )
    if row["status"] != OK:
        return f"How many have no fixed abode is {SHORT[row['status']]}."
    many = value_text(row["people"], decimals=0)
    return (
        f"{many} people in {area} have no fixed abode; they live in no "
        f"neighbourhood and are counted all the same. {_reached(row, homes)}"
    ).strip()


def interpreter_sentence(interpreters: Cut) -> str:
    """How many need an interpreter, and whether they are reached alike."""
    said = _filled(interpreters, "whether an interpreter is needed")
    row = interpreters.row("needed")
    if row["status"] == NO_DATA and interpreters.filled_percent == 0:
        return said  # nobody's need was recorded, which is not nobody in need
    if row["status"] == NO_DATA:
        return f"Nobody is on record as needing an interpreter. {said}".rstrip()
    if row["status"] != OK:
        return (
            f"How many need an interpreter is {SHORT[row['status']]}. {said}".rstrip()
        )
    many = value_text(row["people"], decimals=0)
    reached = _reached(row, interpreters)
    needing = f"{many} people are on record as needing an interpreter."
    return " ".join(filter(None, [needing, reached, said]))


def language_sentence(languages: Cut, recorded: Cut) -> str:
    """The language spoken most beside English, and the one reached clearly least.

    `recorded` tells for how many people any language is on record.
    """
    said = _filled(recorded, "which language somebody speaks")
    shown = most_spoken(languages)
    if shown.empty and recorded.filled_percent == 0:
        return said
    if shown.empty:
        said = f"No language beside English has enough people to be shown. {said}"
        return said.rstrip()
    first = shown[shown["people"].eq(shown["people"].max())]
    many = value_text(first["people"].iloc[0], decimals=0)
    each = " each" if len(first) > 1 else ""
    most = f"Spoken most beside English: {listed(first['label'])}, {many} people{each}."
    return " ".join(filter(None, [most, _least_reached(shown, languages), said]))


def _least_reached(shown: pd.DataFrame, languages: Cut) -> str:
    """Against everybody, with what is allowed for: more are seen by chance of more."""
    known, below = int(shown["reach"].notna().sum()), clearly_below(languages)
    if not known or not math.isfinite(languages.everyone):
        return ""
    allowing = f", allowing for the {known} compared" if known > 1 else ""
    if below.empty:
        no = "No language with a figure is clearly reached less than everybody"
        return f"{no}{allowing}."
    row, others = below.iloc[0], len(below) - 1
    too = f" So are speakers of {others} more." if others else ""
    return (
        f"Clearly reached less than everybody{allowing}: {row['label']} speakers, "
        f"{_rate(row['reach'])} in 1,000 referred in a year against "
        f"{_rate(languages.everyone)}.{too}"
    )


def _reached(row: pd.Series, cut: Cut) -> str:
    if not math.isfinite(row["reach"]):
        why = SHORT.get(row["reach_status"], "")
        return f"How many of them were referred is {why}." if why else ""
    low, high = _rate(row["lower"]), _rate(row["upper"])
    return (
        f"Of 1,000 of them {_rate(row['reach'])} were referred in a year (95 % "
        f"interval {low} to {high}), of everybody {_rate(cut.everyone)}."
    )


def _filled(cut: Cut, what: str) -> str:
    percent = cut.filled_percent
    if not math.isfinite(percent):
        return ""
    if percent >= 99.5:
        return f"The record says {what} for nearly everybody."
    if percent == 0:
        return f"No record says {what}: the field is empty for everybody."
    unsaid = whole_percent(100 - percent)
    return f"The record does not say {what} for {unsaid} % of people."


def _rate(value: float) -> str:
    return value_text(value, decimals=1)
