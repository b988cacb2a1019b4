"""serve: the app in a browser, on one home."""

import os
import subprocess
import sys
from typing import Annotated

import typer

from phm.cli.console import HomeOption, app, home_of
from phm.settings import HOME_VARIABLE, PROJECT_ROOT


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8501,
    home: HomeOption = None,
) -> None:
    """Open the app; without a warehouse it says what to do."""
    command = [
        *(sys.executable, "-m", "streamlit", "run", str(PROJECT_ROOT / "app.py")),
        *("--server.port", str(port)),
    ]
    environment = {**os.environ, HOME_VARIABLE: str(home_of(home).root)}
    ended = subprocess.run(command, env=environment, cwd=PROJECT_ROOT, check=False)  # noqa: S603
    raise typer.Exit(ended.returncode)
