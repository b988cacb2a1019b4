"""What a page shows instead of numbers: first steps, or what is wrong."""

import sys
from pathlib import Path

import streamlit as st

from phm.errors import PhmError
from phm.settings import Home
from phm.ui.components import plain
from phm.ui.served import demo_of


def show_error(error: PhmError) -> None:
    """What is wrong and what to do."""
    st.error(f"{plain(error.message)}\n\n{plain(error.remedy)}")


def show_first_steps(home: Home, missing: PhmError) -> None:
    """The empty state: from nothing to a map, on invented or on real data."""
    st.markdown(plain(missing.message))
    st.markdown("To see the whole product on invented people and organisations:")
    _command("demo", home)
    st.markdown(
        "To see a system of your own:\n\n"
        "1. Download the published files, or run `phm fetch` for those with a known "
        "address. `phm sources` lists them all with their pages. `phm template` writes "
        "an empty file for each local extract.\n"
        "2. Land the folder you put them in:"
    )
    _command("land FOLDER", home)
    st.markdown("3. Build the system you want to see:")
    _command("build --system hertfordshire_west_essex", home)
    st.markdown("Then reload this page: it moves to the new warehouse by itself.")


def show_own_data_steps(home: Home) -> None:
    """How to leave the demonstration: `home` is the one that it stands in."""
    with st.expander("Your own data instead of this demonstration"):
        st.markdown(
            "Land your files and build: as soon as the build has finished, every open "
            "page shows them instead."
        )
        _command("land FOLDER", home)
        _command("build --system hertfordshire_west_essex", home)
        st.markdown("The demonstration stays. To see it again:")
        _command("serve", demo_of(home))


def _command(verb: str, home: Home) -> None:
    st.code(f"{_phm()} {verb} --home {home.root}", language="bash")


def _phm() -> str:
    """The command as it can be typed on this machine."""
    return str(Path(sys.executable).with_name("phm"))
