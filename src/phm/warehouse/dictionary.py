"""What every table of a warehouse is: its sentence, its columns and their types.

The sentence is the first comment of the table's script, so that script, database and
documentation cannot disagree.
"""

from dataclasses import replace
from pathlib import Path

import duckdb
from sqlglot import exp

from phm.domain.systems import Place, System
from phm.settings import Home
from phm.sources.catalogue import load_catalogue
from phm.warehouse.configuration import write_configuration
from phm.warehouse.load import load_sources, open_for_building
from phm.warehouse.people_crossings import count_crossings
from phm.warehouse.people_groups import count_groups
from phm.warehouse.people_sample import write_sample_key
from phm.warehouse.rollup import roll_up
from phm.warehouse.scripts import sql_scripts
from phm.warehouse.tier import write_tier


TABLES_WITHOUT_A_SCRIPT = {
    "cfg_digital": "One row: how many adults are of low digital capability, as low, "
    "central and high (digital.toml).",
    "cfg_digital_age": "One row per five-year age band of adults: its weight in the "
    "model of low digital capability, and what part of it is grown up.",
    "cfg_digital_deprivation": "One row per national deprivation quintile: its weight "
    "in the model of low digital capability.",
    "cfg_display_name": "One row per published name of a practice or PCN, as shown.",
    "cfg_need": "One row: the numbers of the area need model (need.toml).",
    "cfg_need_multiplier": "One row per national deprivation quintile: its multiplier.",
    "cfg_place": "One row per place and sub-ICB location of the system.",
    "cfg_sub_icb": "One row per sub-ICB location of the system.",
    "cfg_system": "One row: the system this warehouse is built for.",
    "cfg_tier": "One row: what the numbers are made from, open, local or synthetic.",
    "fct_crossing": "One row per group of up to three schemes crossed, of the system "
    "or a PCN: people, need and people referred, counted once per build.",
    "fct_group_count": "One row per scheme, area and group: people, need and what came "
    "of social prescribing, counted once per build.",
    "fct_measure_count": "One row per measure, area and period: what is counted, over "
    "what, and how many of the units below have reported.",
    "meta_finding": "One row per finding of the check made with the build.",
    "meta_load": "One row per landed file: read = used + out of scope + set aside.",
    "meta_reason": "One row per file and reason for which rows were set aside, cells "
    "left empty or converted: how many, and an example.",
    "meta_set_aside": "One row per row set aside, cell left empty or cell converted: "
    "the first 200 of each file and reason.",
}
# Tables are described from a build of an invented practice and nothing else: a build
# needs one code for its system, and configuration without a row would lose its types.
ANY_PRACTICE = """
insert into stg_practice_map (practice_code, practice_name, sub_icb_code, period)
values ('A00000', 'Any practice', '000', '2000-01')
"""
ANY_SYSTEM = System("any", "Any system", ("000",), (Place("any", "Any", ("000",)),))
COLUMNS_OF_BUILT_TABLES = """
select table_name, column_name, data_type from duckdb_columns()
where database_name = 'built' order by table_name, column_index
"""


def comment_tables(connection: duckdb.DuckDBPyConnection) -> None:
    """Give every table being built its sentence as a comment of the database."""
    for name, sentence in table_sentences().items():
        comment = exp.Comment(
            this=exp.to_table(name),
            kind="TABLE",
            expression=exp.Literal.string(sentence),
        )
        connection.execute(comment.sql(dialect="duckdb"))


def table_sentences() -> dict[str, str]:
    """Table → what its script says first ("One row per …"), in order of name."""
    made = {
        name.partition("_")[2]: first_comment(script)
        for name, script in sql_scripts("marts")
    }
    return dict(sorted({**made, **TABLES_WITHOUT_A_SCRIPT}.items()))


def first_comment(script: str) -> str:
    """The comment a script begins with, as one line; empty without one."""
    lines = []
    for line in script.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.removeprefix("--").strip())
    return " ".join(lines)


def table_columns() -> dict[str, list[tuple[str, str]]]:
    """Table → its columns and their types, from a build in memory without files."""
    nothing = Home(Path("a-home-that-is-not-there"))
    sources = {
        name: replace(source, essential=False)
        for name, source in load_catalogue().items()
    }
    with open_for_building(Path(":memory:")) as connection:
        load_sources(connection, nothing, sources, lambda *_: None)
        connection.execute(ANY_PRACTICE)
        write_tier(connection, sources.values())
        write_configuration(connection, ANY_SYSTEM)
        write_sample_key(connection, "any")
        for _, script in sql_scripts("marts"):
            connection.execute(script)
        roll_up(connection, ())
        count_groups(connection, ())
        count_crossings(connection, ())
        rows = connection.execute(COLUMNS_OF_BUILT_TABLES).fetchall()
    columns: dict[str, list[tuple[str, str]]] = {}
    for table, column, kind in rows:
        columns.setdefault(table, []).append((column, _plain(kind)))
    return columns


def _plain(kind: str) -> str:
    """A type in small letters; the codes of a list come from the data of a build."""
    return "one of a list" if kind.startswith("ENUM") else kind.lower()
