"""Whether a file that could be read can be used: its columns, and how much is left."""

import difflib

from phm.errors import SourceInvalid
from phm.sources.content import NO_FAULTS, Content, Reject
from phm.sources.source import Source


# A share says little about a file of forty rows: so many lines are never too many.
_ALWAYS_TOLERATED = 3


def refuse_unusable(content: Content, *, source: Source, name: str) -> None:
    """Raise SourceInvalid when ``content`` cannot be what ``source`` declares."""
    _refuse_missing_columns(content, source=source, name=name)
    faults = [reject for reject in content.rejects if reject.reason not in NO_FAULTS]
    allowed = source.max_set_aside_percent / 100 * content.lines_read
    if len(faults) > max(allowed, _ALWAYS_TOLERATED):
        first = faults[0]
        raise SourceInvalid(
            f"{len(faults):,} of {content.lines_read:,} lines of {name} cannot be "
            f"read; {source.id} allows {source.max_set_aside_percent:g} % (first: line "
            f"{first.line}, {first.reason}{_quoted(first)}).",
            remedy="Repair the file, or download it again.",
        )
    if not content.table.num_rows:
        raise SourceInvalid(
            f"{name} has a header and no rows.",
            remedy="Ask its supplier for a file with data in it.",
        )


def _quoted(reject: Reject) -> str:
    return f": `{reject.text[:80]}`" if reject.text else ""


def _refuse_missing_columns(content: Content, *, source: Source, name: str) -> None:
    found = content.published_columns
    here = source.published_names(found)
    absent = [c for c in source.columns if not c.optional and c.name not in here]
    if not absent:
        return
    column = absent[0]
    looked_for = ", ".join(f"`{alias}`" for alias in column.published_as)
    others = f" (and {len(absent) - 1} more)" if absent[1:] else ""
    raise SourceInvalid(
        f"{name} has no column for `{column.name}`{others} of {source.id}: looked for "
        f"{looked_for}; found {', '.join(f'`{n}`' for n in found)}.",
        remedy=_suggestion(column.published_as, found, source=source),
    )


def _suggestion(
    aliases: tuple[str, ...], found: tuple[str, ...], *, source: Source
) -> str:
    if len(found) == 1 and any(mark in found[0] for mark in ";\t|"):
        return "Its fields are not separated by commas: save it as comma-separated CSV."
    folded = {name.casefold(): name for name in found}
    close = [
        folded[match]
        for alias in aliases
        for match in difflib.get_close_matches(alias.casefold(), folded, n=1)
    ]
    guess = f"If `{close[0]}` is it, add" if close else "Supply the whole file, or add"
    if source.access == "local":
        return f"{guess} its name to a mapping (`phm template {source.id} --mapping`)."
    return f"{guess} the new name to `from` in the declaration of {source.id}."
