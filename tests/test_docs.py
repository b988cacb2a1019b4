"""Documentation says what the code does: generated pages, links, words, the example."""

import re
from pathlib import Path

import duckdb
import pyarrow as pa
import pytest

from phm.cli import docs_verb
from phm.cli.docs_verb import generated_pages
from phm.domain.licences import LICENCES
from phm.measures.ask import caveat_sentences
from phm.measures.catalogue import load_measures
from phm.measures.disclose import SUPPRESSED
from phm.measures.results import NO_DATA, NOT_REPORTED
from phm.settings import PROJECT_ROOT
from phm.sources.catalogue import load_catalogue
from phm.warehouse.configuration import need_model, write_configuration
from phm.warehouse.dictionary import (
    ANY_SYSTEM,
    comment_tables,
    first_comment,
    table_columns,
    table_sentences,
)
from phm.warehouse.scripts import sql_scripts


SOURCES = load_catalogue()
MEASURES = load_measures()
PLAIN_POSITIONS = {"lsoa21_centroids"}  # nothing to warn of
HAND_WRITTEN = [
    *sorted(PROJECT_ROOT.glob("*.md")),
    *sorted((PROJECT_ROOT / "docs").rglob("*.md")),
    *sorted((PROJECT_ROOT / folder / "README.md") for folder in ("data", "geo")),
]
DEFINED = {  # the words whose meaning the design fixes, and those a screen prints
    *("coverage", "capacity", "caseload", "need", "reach", "activity", "unmet need"),
    *("capacity gap", "equity ratio", "share of need", "share of referrals"),
    *("deprivation quintile", "ethnic group", "no fixed abode", "link worker", "place"),
    *(
        "system",
        "sub-ICB",
        "PCN",
        "LSOA",
        "catchment",
        "Unallocated",
        "tier",
        "vintage",
    ),
    *("set aside", "out of scope", "area need index", "model range", "interval"),
    *(SUPPRESSED, NO_DATA, NOT_REPORTED),
}
LINK = re.compile(r"\]\(([^)\s]+)\)")
EXAMPLE = {  # areas A and B of docs/methods/need.md, as tables the need scripts read
    "dim_lsoa": (
        ("lsoa21_code", "deprivation_quintile_national"),
        [("A", 2), ("B", 4)],
    ),
    "stg_census2021_ts007a": (  # 920 of 1,000 are adults under 50: age factor 0.92
        (
            *("lsoa21_code", "residents", "age_15_19", "age_20_24", "age_25_29"),
            *("age_30_34", "age_35_39", "age_40_44", "age_45_49", "age_50_54"),
            *("age_55_59", "age_60_64", "age_65_69", "age_70_74", "age_75_79"),
            *("age_80_84", "age_85_over"),
        ),
        [
            ("A", 1600, 100, 600, 0, 0, 0, 0, 0, 120, 100, 100, 80, 80, 50, 30, 20),
            ("B", 1000, 0, 920, *[0] * 13),
        ],
    ),
    "stg_loneliness": (("lsoa21_code", "lonely_percent"), [("A", 25), ("B", 20)]),
    "stg_census2021_ts038": (
        ("lsoa21_code", "residents", "disabled_limited_a_lot"),
        [("A", 1600, 160), ("B", 1000, 60)],
    ),
    "map_area_to_lsoa": (
        ("area_level", "area_code", "lsoa21_code", "registered_patients"),
        [
            ("system", "any", "A", 40_000),
            ("system", "any", "B", 60_000),
            ("pcn", "of A", "A", 40_000),
        ],
    ),
    "fct_registered_list": (
        ("practice_code", "pcn_code", "registered_patients", "period"),
        [("one", "of A", 40_000, "2026-07")],
    ),
    "dim_practice": (("practice_code", "in_system"), [("one", True)]),
    "dim_pcn": (("pcn_code", "place_id", "in_system"), [("of A", "here", True)]),
    "fct_link_worker": (
        ("pcn_code", "period", "link_worker_fte"),
        [("of A", "2026-06", 2.6)],
    ),
    "stg_practice_map": (  # for the configuration alone
        ("practice_name", "pcn_name", "sub_icb_code", "sub_icb_name", "period"),
        [("One", "Of A", "000", "Any", "2026-07")],
    ),
}


def text(path: str | Path) -> str:
    return (PROJECT_ROOT / path).read_text("utf-8")


def anchors(page: str) -> list[str]:
    """What can follow the # of a link to this page, as code hosts make it."""
    headings = re.findall(r"^#+ (.+)$", page, re.MULTILINE)
    plain = [re.sub(r"[^\w\- ]", "", heading.casefold()) for heading in headings]
    return [heading.replace(" ", "-") for heading in plain]


def shape(number: float, decimals: int = 0) -> str:
    """A number as the page prints it."""
    return f"{number:,.{decimals}f}".replace("-", "−")


@pytest.mark.parametrize("name", generated_pages())
def test_generated_pages_are_up_to_date(name: str):
    written, wanted = text(name), generated_pages()[name]
    assert written == wanted, f"{name} is out of date: run `phm dictionary`"


def test_the_verb_writes_the_pages_below_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    pages = {"docs/one.md": "One £\n", "deep/er/two.md": "Two\n"}
    monkeypatch.setattr(docs_verb, "generated_pages", lambda: pages)
    docs_verb.dictionary(into=tmp_path)
    written = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert len(written) == 2
    for name, page in pages.items():
        assert (tmp_path / name).read_bytes() == page.encode()


def test_dictionary_has_every_source_column_table_and_measure():
    page = text("docs/data-dictionary.md")
    headings = re.findall(r"^### (.+)$", page, re.MULTILINE)
    wanted = [
        *(f"Source {name}" for name in SOURCES),
        *(f"Table {name}" for name in sorted(table_columns())),
        *(f"Measure {name}" for name in MEASURES),
    ]
    assert headings == wanted
    for section, source in zip(
        page.split("\n### ")[1:], SOURCES.values(), strict=False
    ):
        assert section.startswith(f"Source {source.id}\n")
        assert all(f"| `{column.name}` |" in section for column in source.columns)


@pytest.mark.parametrize("source", SOURCES.values(), ids=SOURCES)
def test_source_says_what_it_is_and_how_to_read_it(source):
    assert all((source.title, source.publisher, source.grain))
    assert LICENCES[source.licence].attribution
    assert [key for key in source.caveats if key not in caveat_sentences()] == []
    plain = source.id in PLAIN_POSITIONS or source.access == "local"
    assert source.caveats or plain


@pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)
def test_measure_says_how_it_is_made_and_how_to_read_it(measure):
    assert [key for key in measure.caveats if key not in caveat_sentences()] == []
    assert [name for name in measure.sources if name not in SOURCES] == []
    assert measure.why_it_matters.endswith(".")
    assert measure.how_it_is_made.endswith(".")


def test_every_caveat_is_a_sentence_and_used():
    named = [*SOURCES.values(), *MEASURES.values()]
    used = {key for one in named for key in one.caveats}
    assert [k for k, said in caveat_sentences().items() if not said.endswith(".")] == []
    waiting = {"indicative_boundaries", "no_boundary"}  # said by maps, not by measures
    # said by estimates, which a declaration of a cohort makes
    waiting |= {"modelled_cohort", "modelled_rounded"}
    waiting |= {"modelled_ethnic_groups", "modelled_overlap"}
    waiting |= {"built_cohort_sampled"}  # said by the door
    assert set(caveat_sentences()) - used - waiting == set()


@pytest.mark.parametrize(("name", "script"), sql_scripts("marts"))
def test_mart_begins_with_its_grain_and_makes_the_table_of_its_name(name, script):
    assert script.startswith("-- One row per ")
    assert first_comment(script).endswith(".")
    assert f"create table {name.partition('_')[2]} as" in script


def test_every_table_of_a_warehouse_has_a_sentence():
    assert table_sentences().keys() == table_columns().keys()


def test_sentences_become_comments_of_the_database():
    with duckdb.connect() as connection:
        for name in table_sentences():
            connection.from_query("select 1 as one").create(name)
        comment_tables(connection)
        rows = connection.execute("select table_name, comment from duckdb_tables()")
        assert dict(rows.fetchall()) == table_sentences()


def test_first_comment_stops_where_the_statement_begins():
    script = "-- One row per thing,\n-- once.\ncreate table thing as\n-- why\nselect 1;"
    assert first_comment(script) == "One row per thing, once."
    assert first_comment("select 1;") == ""


def test_glossary_defines_every_term_once():
    rows = re.findall(r"^\| ([^|]+) \|", text("docs/glossary.md"), re.MULTILINE)
    terms = [term for row in rows for term in row.split(", ") if term != "term"]
    assert {word.casefold() for word in DEFINED} - {
        t.casefold() for t in terms
    } == set()
    assert sorted(terms) == sorted(set(terms))


def test_every_page_of_the_app_is_in_the_documentation():
    pages = ["app.py", *(f"pages/{p.name}" for p in PROJECT_ROOT.glob("pages/*.py"))]
    said = "".join(path.read_text("utf-8") for path in HAND_WRITTEN)
    assert [page for page in pages if f"`{page}`" not in said] == []


def test_every_methods_page_is_in_its_index():
    folder = PROJECT_ROOT / "docs" / "methods"
    names = [path.name for path in folder.glob("*.md") if path.name != "README.md"]
    index = text("docs/methods/README.md")
    assert [name for name in names if f"({name})" not in index] == []


def test_methods_pages_named_in_code_and_declarations_exist():
    places = (PROJECT_ROOT / "src").rglob("*.*")
    read = (
        p.read_text("utf-8") for p in places if p.suffix in {".py", ".sql", ".toml"}
    )
    named = {name for one in read for name in re.findall(r"docs/[\w/-]+\.\w+", one)}
    assert [name for name in sorted(named) if not (PROJECT_ROOT / name).is_file()] == []


@pytest.mark.parametrize("page", HAND_WRITTEN, ids=lambda p: p.parent.name + p.stem)
def test_links_between_files_resolve(page: Path):
    links = [link for link in LINK.findall(page.read_text("utf-8")) if ":" not in link]
    for link in links:
        name, _, anchor = link.partition("#")
        target = (page.parent / name) if name else page
        assert target.exists(), f"{page.name} links to {link}"
        if anchor:
            assert anchors(target.read_text("utf-8")).count(anchor) == 1, link


def test_decisions_are_numbered_once_and_in_order():
    numbers = re.findall(r"^## (\S+) ", text("docs/decisions.md"), re.MULTILINE)
    assert numbers == [f"{number:03d}" for number in range(len(numbers))]


def test_need_page_gives_every_number_of_the_model():
    page, model = text("docs/methods/need.md"), need_model()
    numbers = [number for group in model.values() for number in group.values()]
    assert [n for n in numbers if f"{n:g}" not in page and f"{n:.2f}" not in page] == []


def test_worked_example_of_the_need_page_is_what_the_marts_give():
    page = text("docs/methods/need.md")
    with duckdb.connect() as connection:
        declare_example(connection)
        for name, script in sql_scripts("marts"):
            if name.endswith(("need_factor", "need_index", "fct_need")):
                connection.execute(script)
        low, central, high, gap = example_lines(connection)
    assert f"| index | {shape(low[0], 3)} | {shape(central[0], 3)} |" in page
    assert f"= {shape(low[1])} | × 21 × 40 = {shape(central[1])} |" in page
    assert f"× 50 × 40 = {shape(high[1])} |" in page
    unmet = " | ".join(shape(one[2]) for one in (low, central, high))
    assert f"| unmet need | {unmet} |" in page
    gaps = " | ".join(shape(number, 1) for number in gap)
    assert f"| capacity gap, FTE | {gaps} |" in page


def declare_example(connection: duckdb.DuckDBPyConnection) -> None:
    """The example's tables, and the model as a build writes it."""
    for name, (columns, rows) in EXAMPLE.items():
        cells = dict(zip(columns, zip(*rows, strict=True), strict=True))
        connection.from_arrow(pa.table(cells)).create(name)
    write_configuration(connection, ANY_SYSTEM)


def example_lines(connection: duckdb.DuckDBPyConnection):
    """Index, need and unmet need at low, central and high; the gap at all three."""
    index = connection.execute(
        "select need_index_low, need_index, need_index_high from fct_need_index "
        "where area_level = 'pcn'"
    ).fetchall()[0]
    numbers = connection.execute(
        "select need_low, need, need_high, unmet_need_low, unmet_need, "
        "unmet_need_high, capacity_gap_fte_low, capacity_gap_fte, "
        "capacity_gap_fte_high from fct_need where area_level = 'pcn'"
    ).fetchall()[0]
    need, unmet, gap = numbers[:3], numbers[3:6], numbers[6:]
    return *zip(index, need, unmet, strict=True), gap
