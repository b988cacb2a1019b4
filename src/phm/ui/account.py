"""The body of the data and methods page: files, findings, catchments, measures."""

import pandas as pd
import streamlit as st

from phm.domain.licences import LICENCES
from phm.domain.periods import period_label
from phm.measures.ask import caveat_sentences
from phm.measures.catalogue import find_measure
from phm.sources.catalogue import load_catalogue
from phm.ui import components, controls
from phm.ui.frame import View


CHANGES = {
    "U": "unchanged: goes over whole",
    "S": "split: shared by Census 2021 residents of the parts",
    "M": "merged: goes over whole",
    "X": "irregular: listed below",
}


def show_trust(view: View) -> None:
    """Rows read and what became of them, as one sentence."""
    files = view.account().files
    read, used, outside, aside = (
        int(files[name].sum())
        for name in ("rows_read", "rows_used", "rows_out_of_scope", "rows_set_aside")
    )
    components.say(
        f"{len(files)} files, {read:,} rows read: {used:,} used, {outside:,} out of "
        f"scope, {aside:,} set aside with a reason."
    )
    components.note(
        f"System: {view.system_name}. {view.warehouse.manifest['system']['note']} "
        f"Version {view.warehouse.version}."
    )


def show_files(view: View) -> None:
    """Every file: what it is, whose, from when, under which licence, what was used."""
    st.header("Sources")
    files = view.account().files
    sources = load_catalogue()
    shown = pd.DataFrame(
        {
            "Source": files["source_id"].map(lambda s: sources[s].title),
            "Publisher": files["source_id"].map(lambda s: sources[s].publisher),
            "Period": files["period"].map(period_label),
            "Licence": files["source_id"].map(
                lambda s: LICENCES[sources[s].licence].name
            ),
            "Rows read": files["rows_read"],
            "Used": files["rows_used"],
            "Out of scope": files["rows_out_of_scope"],
            "Set aside": files["rows_set_aside"],
            "Refused because": files["refused"],
            "Page": files["source_id"].map(lambda s: sources[s].landing_page),
        }
    )
    components.show_frame(shown, height=420)


def show_findings(view: View) -> None:
    """What the check found, and the rows that were set aside."""
    st.header("What was found")
    account = view.account()
    findings = account.findings
    counts = findings["kind"].value_counts()
    said = ", ".join(f"{count} of kind “{kind}”" for kind, count in counts.items())
    components.note(f"{len(findings)} findings: {said or 'none'}.")
    columns = {"kind": "Kind", "source_id": "Source", "message": "Finding"}
    shown = findings[[*columns, "remedy"]].rename(
        columns={**columns, "remedy": "What to do"}
    )
    components.show_frame(shown, height=300)
    if len(account.set_aside):
        st.subheader("Rows set aside")
        named = account.set_aside.rename(columns=str.capitalize)
        components.show_frame(named.rename(columns={"Source_id": "Source"}))


def show_catchments(view: View) -> None:
    """Where every registered patient went on the way to the map."""
    st.header("Catchments: nobody is dropped")
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
    components.show_frame(shown)


def show_vintages(view: View) -> None:
    """How 2011 areas went over to 2021 ones."""
    st.header("From 2011 to 2021 neighbourhoods")
    account = view.account()
    changes = account.changes.assign(change=account.changes["change"].map(CHANGES))
    changes.columns = ["Change", "Pairs", "2011 areas", "2021 areas"]
    components.show_frame(changes)
    with st.expander("The irregular pairs and the share of people each carries"):
        pairs = account.irregular_pairs.round(3)
        pairs.columns = ["2011 area", "2021 area", "Share of the 2011 area"]
        components.show_frame(pairs)
    _show_ended_sub_icbs(account.sub_icbs)


def _show_ended_sub_icbs(moved: pd.DataFrame) -> None:
    """Where the neighbourhoods of a sub-ICB that has ended went."""
    if moved.empty:
        return
    said = f"{int(moved['lsoas'].sum()):,} neighbourhoods of sub-ICBs that have ended"
    with st.expander(f"{said}: placed where most of their patients are registered"):
        moved = moved.set_axis(["Sub-ICB until 2026", "Now in", "LSOAs"], axis=1)
        components.show_frame(moved)


def show_measures(view: View) -> None:
    """How one measure is made, in full."""
    st.header("How each number is made")
    measure = find_measure(controls.choose_measure())
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
