"""How numbers are made: catchments, vintages of areas, and each measure in full."""

import pandas as pd
import streamlit as st

from phm.measures.ask import caveat_sentences
from phm.measures.catalogue import find_measure
from phm.ui import components, controls, tables
from phm.ui.view import View


CHANGES = {
    "U": "unchanged: goes over whole",
    "S": "split: shared by Census 2021 residents of the parts",
    "M": "merged: goes over whole",
    "X": "irregular: listed below",
}


def show_catchments(view: View) -> None:
    """Where every registered patient went on the way to the map."""
    st.header(tables.titled("Catchments: nobody is dropped", view.tier))
    components.note(
        "Each practice's pattern over neighbourhoods is that of the register by LSOA, "
        "scaled to its newest list. This is where every patient of both registers went."
    )
    frame = view.account().catchment
    shown = pd.DataFrame(
        {
            "Register": frame["side"],
            "What became of them": frame["reason"],
            "Practices": frame["practices"],
            "Patients": frame["patients"].round(0).astype("int64"),
        }
    )
    tables.show_frame(shown, tier=view.tier)


def show_vintages(view: View) -> None:
    """How 2011 areas went over to 2021 ones."""
    st.header(tables.titled("From 2011 to 2021 neighbourhoods", view.tier))
    account = view.account()
    changes = account.changes.assign(change=account.changes["change"].map(CHANGES))
    changes.columns = ["Change", "Pairs", "2011 areas", "2021 areas"]
    tables.show_frame(changes, tier=view.tier)
    with st.expander("The irregular pairs and the share of people each carries"):
        pairs = account.irregular_pairs.round(3)
        pairs.columns = ["2011 area", "2021 area", "Share of the 2011 area"]
        tables.show_frame(pairs, tier=view.tier)
    _show_ended_sub_icbs(view, account.sub_icbs)


def _show_ended_sub_icbs(view: View, moved: pd.DataFrame) -> None:
    """Where the neighbourhoods of a sub-ICB that has ended went."""
    if moved.empty:
        return
    said = f"{int(moved['lsoas'].sum()):,} neighbourhoods of sub-ICBs that have ended"
    with st.expander(f"{said}: placed where most of their patients are registered"):
        moved = moved.set_axis(["Sub-ICB until 2026", "Now in", "LSOAs"], axis=1)
        tables.show_frame(moved, tier=view.tier)


def show_measures(view: View) -> None:
    """How one measure is made, in full."""
    st.header("How each number is made")
    measure = find_measure(controls.choose_measure(view))
    results = view.ask(measure.id, measure.levels[-1])
    components.note(measure.why_it_matters)
    components.note(measure.how_it_is_made)
    over = f" over {measure.denominator_label}" if measure.denominator_label else ""
    polarity = measure.polarity or "no direction: more is neither better nor worse"
    facts = {
        "Unit": measure.unit,
        "Counted": f"{measure.numerator_label}{over}",
        "Interval": results.interval or "none: a complete count",
        "Direction": polarity.replace("_", " "),
        "Asked for at": ", ".join(level.plural for level in measure.levels),
    }
    for name, text in facts.items():
        components.note(f"{name}: {text}.")
    for key in measure.caveats:
        components.note(f"Note: {caveat_sentences()[key]}")
    components.cite(results)
