"""What a local extract must pass before anything of it is written.

Files with direct identifiers are refused whole, people who opted out are removed, and
of a line that could not be read only its number and the reason go on: its text stays in
the supplier's file, because nobody can tell what stands in a line that has no columns.
"""

from dataclasses import replace

from phm.errors import SourceInvalid
from phm.sources.content import Content
from phm.sources.door.identifiers import refuse_identifiers
from phm.sources.door.opt_out import without_opted_out
from phm.sources.source import Source


# Raised when the same bytes should be looked at again.
DOOR_VERSION = 2


def declared_only(content: Content, source: Source) -> Content:
    """Without the columns of a local file that nobody declared or mapped.

    They are of no use here, and no search finds everything that may stand in them.
    """
    declared = source.published_names(content.published_columns).values()
    others = [n for n in content.published_columns if n not in set(declared)]
    if source.access != "local" or not others:
        return content
    named = ", ".join(f"`{name}`" for name in others)
    notice = f"{len(others)} column(s) that are not declared were not kept: {named}."
    return replace(
        content,
        table=content.table.drop_columns(others),
        notices=(*content.notices, notice),
    )


def admitted(content: Content, *, source: Source, name: str) -> Content:
    """What may be kept of a file; all of it when the source is not local.

    Raises IdentifierFound, or SourceInvalid for a file without a header: its first row
    must not be repeated as if it were column names.
    """
    if source.access != "local":
        return content
    remarks = refuse_identifiers(content, source=source, name=name)
    if not source.published_names(content.published_columns):
        raise SourceInvalid(
            f"The first line of {name} names none of the columns of {source.id}. It is "
            "not repeated here, because it may be somebody's row.",
            remedy="Give the file a header line, with fields separated by commas, or "
            "map its column names.",
        )
    rejects = tuple(replace(reject, text="") for reject in content.rejects)
    notices = (*content.notices, *remarks)
    silent = replace(content, rejects=rejects, notices=notices)
    return without_opted_out(silent, source, name=name)
