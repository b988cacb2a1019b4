"""What may be in the repository, and what its files promise each other.

Looks at the files that git would hand over; in an export without git, at all files
but those that a build or a test run leaves behind.
"""

import ast
import fnmatch
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from phm.cli import app
from phm.settings import PROJECT_ROOT, Home, current_home


HOUSE = {
    *(".ci", ".streamlit", "bench", "data", "docs", "geo", "pages", "src", "tests"),
    *(".gitignore", ".pre-commit-config.yaml", "app.py", "constraints.txt", "justfile"),
    *("pyproject.toml", "CHANGELOG.md", "CONTRIBUTING.md", "LICENCE", "README.md"),
}
LEFT_BEHIND = (  # as in .gitignore
    *(".git/*", ".venv/*", ".*_cache/*", ".hypothesis/*", "*__pycache__*"),
    *("*.egg-info/*", "build/*", "dist/*", "data/raw/*", "data/landed/*"),
    *("data/warehouse/*", "data/geometry/*", "data/local/*", "data/demo/*"),
    *("data/mappings/*", "bench/results/*"),
)
DATA_SUFFIXES = {
    *(".csv", ".tsv", ".parquet", ".duckdb", ".db", ".xlsx", ".xls", ".gz", ".zip"),
    ".geojson",
}
DATA_ALLOWED = ("data/facts/*", "geo/*", "tests/golden/*")
TEXT_SUFFIXES = {
    *("", ".py", ".toml", ".md", ".txt", ".sql", ".yaml", ".json", ".csv", ".js"),
    ".css",
}
DRAWERS = {"utils", "helpers", "common", "misc"}
LARGEST_FILE = 1_000_000
LARGER = {Path("src/phm/charts/assets/plotly-basic.min.js")}  # a library, as published
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (("pypi", "org"), ("python" + "hosted", "org"), ("npmjs", "org"))
)
SQL = re.compile(
    r"\s*(select|create|insert|copy|with|SELECT|CREATE|INSERT|COPY|WITH)\s"
)
TEST_COMMAND = "python3 src/phm/bootstrap.py test"
SERVE_COMMAND = "python3 src/phm/bootstrap.py serve"


def handed_over() -> list[Path]:
    """Every file that git tracks or would track, relative to the project's folder."""
    if (PROJECT_ROOT / ".git").exists() and shutil.which("git"):
        command = ["git", "ls-files", "-z", "-co", "--exclude-standard"]
        listing = subprocess.check_output(command, cwd=PROJECT_ROOT).decode()
        names = [Path(name) for name in listing.split("\0") if name]
        return [name for name in names if (PROJECT_ROOT / name).is_file()]
    found = (path for path in PROJECT_ROOT.rglob("*") if path.is_file())
    return [path for path in (f.relative_to(PROJECT_ROOT) for f in found) if kept(path)]


def kept(path: Path) -> bool:
    """Whether a file is not one that a build or a test run leaves behind."""
    return not any(fnmatch.fnmatch(path.as_posix(), left) for left in LEFT_BEHIND)


HANDED_OVER = handed_over()
PYTHON = [path for path in HANDED_OVER if path.suffix == ".py"]
SHIPPED = [path for path in PYTHON if path.parts[0] == "src"]
PAGES = [path for path in PYTHON if path.parts[0] in ("app.py", "pages")]


def text(path: Path | str) -> str:
    return (PROJECT_ROOT / path).read_text("utf-8")


def tree(path: Path) -> ast.Module:
    return ast.parse(text(path), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def body_lines(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from the first statement after the docstring to the last one."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def imported(path: Path) -> set[str]:
    """The top-level packages that a file imports."""
    names = set()
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add((node.module or "").split(".")[0])
    return names


def dependencies(*extras: str) -> set[str]:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    return {re.split(r"[\s<>=!~;\[]", name)[0].lower() for name in wanted}


def matching(pattern: str, files: list[Path]) -> list[str]:
    """Every place where a pattern stands, as file:line."""
    return [
        f"{path.as_posix()}:{number}"
        for path in files
        for number, line in enumerate(text(path).splitlines(), 1)
        if re.search(pattern, line)
    ]


def test_top_level_holds_exactly_the_house():
    assert {path.parts[0] for path in HANDED_OVER} == HOUSE


def test_no_data_or_local_extract_is_handed_over():
    data = [path.as_posix() for path in HANDED_OVER if path.suffix in DATA_SUFFIXES]
    allowed = [
        name for name in data for glob in DATA_ALLOWED if fnmatch.fnmatch(name, glob)
    ]
    assert sorted(set(data) - set(allowed)) == []


def test_no_file_is_large():
    sizes = {path: (PROJECT_ROOT / path).stat().st_size for path in HANDED_OVER}
    assert {path for path, size in sizes.items() if size > LARGEST_FILE} <= LARGER


def test_nothing_compiled_and_no_drawers():
    assert [path for path in HANDED_OVER if "__pycache__" in path.parts] == []
    assert [path for path in HANDED_OVER if DRAWERS & {path.stem, *path.parts}] == []


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_page_is_a_short_straight_script(page: Path):
    assert len(text(page).splitlines()) <= 40
    assert imported(page).isdisjoint({"pandas", "duckdb", "plotly", "folium"})
    definitions = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    assert not any(isinstance(node, definitions) for node in ast.walk(tree(page)))


def test_modules_and_functions_stay_short():
    long_modules = [path for path in SHIPPED if len(text(path).splitlines()) > 200]
    long_functions = [
        f"{path.as_posix()}: {function.name}"
        for path in PYTHON
        for function in functions(path)
        if body_lines(function) > 50
    ]
    assert (long_modules, long_functions) == ([], [])


def is_put_together(node: ast.AST) -> bool:
    """Whether an expression makes SQL out of pieces of text."""
    if isinstance(node, ast.JoinedStr):
        first = node.values[0] if node.values else None
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
        first = node.left
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        first = node.func.value if node.func.attr == "format" else None
    else:
        return False
    value = first.value if isinstance(first, ast.Constant) else ""
    return isinstance(value, str) and bool(SQL.match(value))


def test_no_sql_is_put_together_from_text():
    places = [
        f"{path.as_posix()}:{getattr(node, 'lineno', 0)}"
        for path in SHIPPED + PAGES
        for node in ast.walk(tree(path))
        if is_put_together(node)
    ]
    assert places == []


def test_colours_live_in_the_theme():
    files = [path for path in SHIPPED + PAGES if "theme" not in path.stem]
    assert matching(r"#[0-9A-Fa-f]{6}\b", files) == []


def test_no_registry_address_and_no_path_of_a_developers_machine():
    files = [path for path in HANDED_OVER if path.suffix in TEXT_SUFFIXES]
    assert matching("|".join(map(re.escape, REGISTRIES)), files) == []
    personal = [r"(?<![\w.])/(home|Users)/\w+/", r"[A-Z]:\\+Users\\"]
    here = [path.as_posix() for path in (PROJECT_ROOT, PROJECT_ROOT.parent)]
    own = [rf"(?<![\w.]){re.escape(path)}/" for path in here if path != "/"]
    assert matching("|".join(personal + own), files) == []


def test_readme_gives_two_commands_and_ci_runs_its_test_command():
    lines = text("README.md").splitlines()
    assert SERVE_COMMAND in lines
    assert TEST_COMMAND in lines
    run = [line for line in text(".ci/run").splitlines() if "bootstrap" in line]
    assert run == [TEST_COMMAND]


def test_readme_names_every_verb_of_the_command():
    group = typer.main.get_command(app)
    verbs = [name for name, command in group.commands.items() if not command.hidden]
    assert [verb for verb in verbs if f"phm {verb}" not in text("README.md")] == []


def test_decisions_give_a_reason_for_every_dependency():
    rows = re.findall(r"^\| ([\w.-]+) \|", text("docs/decisions.md"), re.MULTILINE)
    assert dependencies("test", "dev") - set(rows) == set()


def test_constraints_pin_every_dependency_and_hold_no_address():
    lines = [line for line in text("constraints.txt").splitlines() if line[:1] != "#"]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines}
    assert dependencies("test") - pinned == set()
    assert "phm" not in pinned


def test_bootstrap_needs_nothing_but_python_and_is_readable_by_an_old_one():
    path = Path("src/phm/bootstrap.py")
    assert imported(path) <= sys.stdlib_module_names
    ast.parse(text(path), feature_version=(3, 7))
    beside = {entry.stem for entry in (PROJECT_ROOT / path).parent.iterdir()}
    assert beside & sys.stdlib_module_names == set()


def test_tests_cannot_leave_this_machine():
    with pytest.raises(RuntimeError, match="reach only 127"):
        socket.create_connection(("example.org", 80), timeout=1)
    with pytest.raises(RuntimeError, match="reach only 127"):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_tests_cannot_change_the_projects_own_data(project_root: Path):
    with pytest.raises(RuntimeError, match="fixture `home`"):
        (project_root / "data" / "written-by-a-test.txt").write_text("x")
    with pytest.raises(RuntimeError, match="fixture `home`"):
        (project_root / "data" / "made-by-a-test").mkdir()


def test_home_is_empty_and_current(home: Home):
    assert current_home() == home
    assert list(home.root.iterdir()) == []
