"""The inclusion health page: absence is said in words, in every tier."""

import csv
import io
import re

import pytest

from phm.settings import HOME_VARIABLE, Home
from phm.ui.inclusion_health import NEVER_SMALLER, NOTHING_LOADED
from phm.ui.people_unseen import TITLE
from tests.charts.presence_builders import LABELS
from tests.pages.test_every_page import assert_nothing_is_markup
from tests.pages.visits import Visit


PAGE = "pages/4_Inclusion_health.py"
NONSENSE = (
    *("", "zzz", "U90001", "E01900001", "<script>alert(1)</script>"),
    "[x](http://example.org) **b** 🙂",
)
FIGURES = ["presence", "languages", "signals"]


@pytest.fixture
def synthetic(synthetic_home, monkeypatch) -> Home:
    """Pages opened in this test show invented extracts."""
    monkeypatch.setenv(HOME_VARIABLE, str(synthetic_home.root))
    return synthetic_home


def beside(visit: Visit) -> list[str]:
    """What stands in the margin of the first figure, by group."""
    notes = visit.figures["presence"]["layout"]["annotations"]
    return [one["text"] for one in notes if one.get("name") == "beside"]


def test_with_people_every_part_is_there(crowd):
    visit = Visit(PAGE)

    assert not visit.app.exception
    assert not visit.app.toast
    assert visit.choices == visit.address == {"place": "all"}
    assert list(visit.figures) == FIGURES
    assert len(beside(visit)) == len(LABELS)
    assert NEVER_SMALLER in visit.text
    assert any(TITLE in one for one in visit.headings)
    assert re.search(r"\d people in .+ have no fixed abode", visit.text)
    assert "Spoken most beside English: Polish" in visit.text
    table = visit.table_with("Of those expected")
    assert list(table["Group"]) == list(LABELS.values())
    assert (table["What that says"].str.len() > 5).all()
    assert visit.table_with("Page")["Page"].str.startswith("https://").all()


@pytest.mark.parametrize("area", ["tiny_place", "little_place"])
def test_a_place_is_told_by_its_own_numbers(crowd, area):
    system, place = Visit(PAGE), Visit(PAGE, {"place": area})

    assert not place.app.exception
    assert place.address == {"place": area}
    assert beside(place) != beside(system)
    assert place.options("place") == ["Everywhere", "Little", "Tiny"]
    assert Visit(PAGE).choose("place", area).words == place.words


@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_gives_everywhere_and_a_polite_note(crowd, nonsense):
    default = Visit(PAGE)
    visit = Visit(PAGE, {"place": nonsense})

    assert not visit.app.exception
    assert visit.address == {"place": "all"}
    assert visit.words == default.words
    assert len(visit.app.toast) == 1
    assert_nothing_is_markup(visit)


def test_no_pcn_can_be_chosen(crowd):
    visit = Visit(PAGE, {"pcn": "U90001", "place": "U90001"})

    assert "PCN" not in " ".join(visit.options("place"))
    assert visit.sentence == Visit(PAGE).sentence
    assert visit.links == dict.fromkeys(visit.links, "pcn=U90001")


def test_open_data_alone_are_worth_opening_it(on_tiny_home):
    visit = Visit(PAGE)

    assert not visit.app.exception
    assert list(visit.figures) == ["presence", "signals"]
    assert "no records are loaded to find them in" in visit.sentence
    assert NOTHING_LOADED in [one.value for one in visit.app.info]
    assert sum("expected" in one for one in beside(visit)) == len(LABELS) - 1
    assert "no figure that stands up" in beside(visit)
    assert not any(TITLE in one for one in visit.headings)
    assert "Open data ·" in visit.text


def test_empty_fields_are_a_finding_and_never_nought(synthetic):
    visit = Visit(PAGE)

    assert not visit.app.exception
    assert visit.sentence.startswith("No record in ")
    assert "the field is empty for everybody" in visit.sentence
    assert sum(one.startswith("not recorded") for one in beside(visit)) == 7
    assert not any(re.match(r"0\b", one) for one in beside(visit))
    said = visit.table_with("Of those expected")
    assert said["On record"].isna().sum() >= 7
    assert (said["Field filled in"] == "0 %").sum() == 7


def test_small_numbers_are_hidden_in_words(crowd):
    visit = Visit(PAGE, {"place": "little_place"})
    counts = [int(n) for one in beside(visit) for n in re.findall(r"^(\d+) of", one)]

    assert all(n % 5 == 0 for n in counts)
    for table in visit.tables:
        for name in {"On record", "People"} & set(table):
            shown = table[name].dropna()
            assert ((shown == 0) | (shown >= 10) | (shown == 5 * (shown // 5))).all()
            assert not shown.between(1, 4).any()


def test_invented_numbers_say_so_everywhere(synthetic):
    visit = Visit(PAGE)

    for figure in visit.figures.values():
        texts = [one.get("text", "") for one in figure["layout"]["annotations"]]
        assert any("SYNTHETIC: not patients" in one for one in texts)
    assert any(one.startswith("SYNTHETIC") for one in visit.headings)
    assert set(visit.table_with("Of those expected")["Data"]) == {"SYNTHETIC"}


def test_the_download_has_numbers_and_sources(crowd, downloaded):
    visit = Visit(PAGE)
    (button,) = visit.app.get("download_button")
    file = downloaded(button)
    rows = list(csv.reader(io.StringIO(file.content.decode("utf-8-sig"))))

    assert file.filename == "inclusion_health_on_record_and_expected.csv"
    assert [row[1] for row in rows[1:9]] == list(LABELS.values())
    assert "Cite as" in {row[0] for row in rows[9:] if row}


def test_the_matrix_says_words_for_every_group_and_source(crowd):
    (matrix,) = [one.value for one in Visit(PAGE).app.table]

    assert list(matrix.columns) == list(LABELS.values())
    assert "GP record (loaded)" in matrix.index
    assert "Justice records" in matrix.index
    assert matrix.map(lambda said: said[1:].strip() in ("sees", "partly", "no")).all(
        axis=None
    )
