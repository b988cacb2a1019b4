# Shortcuts for those who have `just`; each line is a command anyone can type.

bootstrap := "python3 src/phm/bootstrap.py"
phm := if os_family() == "windows" { ".venv/Scripts/phm.exe" } else { ".venv/bin/phm" }
python := if os_family() == "windows" { ".venv/Scripts/python.exe" } else { ".venv/bin/python" }

set windows-shell := ["powershell.exe", "-NoLogo", "-Command"]

# List the recipes
default:
    @just --list

# Lint, format, import contracts, types
check:
    {{ bootstrap }} check

# Everything in `check`, then every test; arguments go to pytest
test *arguments:
    {{ bootstrap }} test {{ arguments }}

# Open the app; arguments go to `phm serve`
serve *arguments:
    {{ bootstrap }} serve {{ arguments }}

# Land a folder of published files, check them and build the warehouse of one system
build-data folder system:
    {{ phm }} land {{ folder }}
    {{ phm }} check
    {{ phm }} build --system {{ system }}

# Write the data dictionary again from the declarations
docs:
    {{ phm }} dictionary

# Measure build, map and first paint; see bench/README.md
bench *arguments:
    {{ python }} -m bench {{ arguments }}
