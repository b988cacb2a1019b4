"""What a page shows instead of numbers: first steps, or what is wrong."""

import sys
from pathlib import Path

import streamlit as st

from phm.errors import PhmError
from phm.settings import Home
from phm.ui.components import plain


def show_error(error: PhmError) -> None:
    """What is wrong and what to do."""
    st.error(f"{plain(error.message)}\n\n{plain(error.remedy)}")


def show_first_steps(home: Home, missing: PhmError) -> None:
    """The empty state: three commands from nothing to a map."""
    st.markdown(plain(missing.message))
    st.markdown(
        "1. Download the published files, or run `phm fetch` for those with a known "
        "address. `phm sources` lists them all with their pages.\n"
        "2. Land the folder you put them in:"
    )
    st.code(f"{_phm()} land FOLDER --home {home.root}", language="bash")
    st.markdown("3. Build the system you want to see:")
    st.code(
        f"{_phm()} build --system hertfordshire_west_essex --home {home.root}",
        language="bash",
    )
    st.markdown("Then reload this page: it moves to the new warehouse by itself.")


def _phm() -> str:
    """The command as it can be typed on this machine."""
    return str(Path(sys.executable).with_name("phm"))
