"""The SQL files of a build, in the order of their names."""

from importlib import resources


def sql_scripts(folder: str) -> list[tuple[str, str]]:
    """Name and text of every SQL file of a folder, in the order of their names."""
    files = resources.files("phm.warehouse") / "sql" / folder
    named = sorted((f.name, f) for f in files.iterdir() if f.name.endswith(".sql"))
    return [
        (name.removesuffix(".sql"), file.read_text(encoding="utf-8"))
        for name, file in named
    ]
