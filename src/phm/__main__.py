"""`python -m phm` is the `phm` command."""

from phm.cli import main


main()
