"""The body of the data page: files, findings, and what became of every row."""

import pandas as pd
import streamlit as st

from phm.domain.licences import LICENCES
from phm.domain.periods import period_label
from phm.domain.tiers import Tier, is_synthetic
from phm.measures.account import Account
from phm.measures.cite import GENERATOR
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.sources.content import OPTED_OUT
from phm.ui import components, tables
from phm.ui.served import is_demo
from phm.ui.states import show_own_data_steps
from phm.ui.view import View


WHAT_BECAME = {
    "row": "row set aside",
    "cell": "cell left empty",
    "converted": "cell converted and used",
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
        f"scope, {aside:,} set aside with a reason{_opted_out_words(view)}."
    )
    components.note(
        f"System: {view.system_name}. {view.warehouse.manifest['system']['note']} "
        f"Version {view.warehouse.version}."
    )


def _opted_out_words(view: View) -> str:
    reasons = view.account().reasons
    people = int(reasons.loc[reasons["reason"].eq(OPTED_OUT), "count"].sum())
    return f", {people:,} of them of people who opted out" if people else ""


def show_switch(view: View) -> None:
    """In the demonstration: how to see one's own data instead."""
    if is_demo(view.home):
        show_own_data_steps(Home(view.home.root.parent))


def show_files(view: View) -> None:
    """Every file: what it is, whose, from when, under which licence, what was used."""
    st.header(tables.titled("Sources", view.tier))
    files, sources = view.account().files, load_catalogue()
    ours = files["source_id"].map(sources)
    shown = {
        "Source": ours.map(lambda source: source.title),
        "Publisher": ours.map(lambda source: source.publisher),
        "Period": files["period"].map(period_label),
        "Licence": ours.map(lambda source: LICENCES[source.licence].name),
        "Rows read": files["rows_read"],
        "Used": files["rows_used"],
        "Out of scope": files["rows_out_of_scope"],
        "Set aside": files["rows_set_aside"],
        **(_extract_columns(view.account()) if view.tier != Tier.OPEN else {}),
        "Refused because": files["refused"],
        "Page": ours.map(lambda source: source.landing_page or None),
    }
    if view.tier == Tier.LOCAL:
        tiers = ours.map(lambda source: Tier(source.access).words)
        shown = {tables.TIER_HEADING: tiers, **shown}
    if is_synthetic(view.tier):
        shown |= {"Publisher": GENERATOR, "Page": None}
        del shown["Licence"]
    tables.show_frame(pd.DataFrame(shown), tier=view.tier, height=420)


def _extract_columns(account: Account) -> dict[str, pd.Series]:
    """What only a system's own extracts have: faults in cells, and opt-outs."""
    place = ["source_id", "period"]
    out = account.reasons[account.reasons["reason"].eq(OPTED_OUT)]
    people = out.groupby(place)["count"].sum().rename("people")
    files = account.files.join(people, on=place)
    return {
        "Of which opted out": files["people"].fillna(0).astype("int64"),
        "Cells left empty": files["cells_left_empty"],
        "Cells converted": files["cells_converted"],
    }


def show_findings(view: View) -> None:
    """What the check found, and what became of rows and cells, by reason."""
    st.header(tables.titled("What was found", view.tier))
    account = view.account()
    findings = account.findings
    counts = findings["kind"].value_counts()
    said = ", ".join(f"{count} of kind “{kind}”" for kind, count in counts.items())
    components.note(f"{len(findings)} findings: {said or 'none'}.")
    shown = pd.DataFrame(
        {
            "Kind": findings["kind"],
            "Source": findings["source_id"].map(_title),
            "Finding": findings["message"],
            "What to do": findings["remedy"],
        }
    )
    tables.show_frame(shown, tier=view.tier, height=300)
    if len(account.reasons):
        _show_reasons(view, account)


def _show_reasons(view: View, account: Account) -> None:
    """Every reason with its count, then the first rows and cells of each."""
    st.subheader(tables.titled("Rows set aside and cells changed", view.tier))
    told = _placed(account.reasons).assign(
        Count=account.reasons["count"],
        **{"First line": account.reasons["example_line"]},
    )
    tables.show_frame(told, tier=view.tier)
    with st.expander(tables.titled("Line by line: the first of each", view.tier)):
        rows = account.set_aside
        lines = _placed(rows).assign(Line=rows["line"], Value=rows["value"])
        tables.show_frame(lines, tier=view.tier)


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    """Where something happened, what and why, in words."""
    return pd.DataFrame(
        {
            "Source": frame["source_id"].map(_title),
            "Period": frame["period"].map(period_label),
            "What": frame["what"].map(WHAT_BECAME),
            "Reason": frame["reason"],
            "Column": frame["column"],
        }
    )


def _title(source_id: str) -> str:
    """A source by its title; a finding about none is about all of them."""
    source = load_catalogue().get(source_id)
    return source.title if source else source_id
