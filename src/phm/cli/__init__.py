"""The `phm` command: thin verbs over the rooms, and exit codes that mean something.

Exit codes: 0 done, 1 a file was refused, 2 wrong usage or declaration, 10 a file names
people and nothing of it was kept, 11 the key of the pseudonyms is not safe; the others
are those of `phm.errors`.
"""

import sys

from phm.cli import (  # noqa: F401 - register verbs
    data_verbs,
    demo_verb,
    docs_verb,
    extract_verbs,
    pseudonymise_verb,
    question_verbs,
    serve_verb,
)
from phm.cli.console import app, show_error
from phm.errors import PhmError


def main() -> None:
    """Entry point: a PhmError becomes its message, its remedy and its exit code."""
    try:
        app()
    except PhmError as error:
        show_error(error)
        sys.exit(error.exit_code)
    except OSError as fault:
        show_error(_of_the_disk(fault))
        sys.exit(PhmError.exit_code)


def _of_the_disk(fault: OSError) -> PhmError:
    """A folder that cannot be written, a full disk: no fault of phm."""
    where = f" {fault.filename}" if fault.filename else ""
    return PhmError(
        f"The disk refused{where}: {fault.strerror or fault}.",
        remedy="Look at the space left and at who may write there; --home names "
        "another folder. What was in service before still is.",
    )
