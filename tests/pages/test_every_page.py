"""What every page owes its visitor; a new file in `pages/` is tested without more."""

import re
from itertools import permutations

import pytest

from phm.settings import HOME_VARIABLE
from phm.ui import navigation
from phm.ui.components import MARKDOWN_SIGNS, NOT_AN_NHS_PRODUCT
from tests.pages.visits import ENTRY, PAGES, PAGES_OF_AREAS, Visit


pytestmark = pytest.mark.usefixtures("on_tiny_home")

every_page = pytest.mark.parametrize("page", PAGES)
every_page_of_areas = pytest.mark.parametrize("page", PAGES_OF_AREAS)
NAMES = ("pcn", "layer", "circles", "level", "measure", "gap", "area", "place")
NONSENSE = (
    "zzz",
    "9",
    "",
    "<script>alert(1)</script>",
    "[free money](http://example.org)",
    "**bold** :red[x] $a$ `code` | ~~gone~~ # title",
    "line\n\n- of\n- a list",
    "`",
    "x" * 5_000,
    "ÄÖ 🙂 \u202e",
    ["zzz", "yyy"],
)
SOURCE_NOTE = re.compile(r"Open data · .+: .+ · Open Government Licence")


@pytest.fixture(scope="module")
def untouched(tiny_home) -> dict[str, Visit]:
    """Every page as it opens: for tests that only look."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(HOME_VARIABLE, str(tiny_home.root))
        return {page: Visit(page) for page in PAGES}


@every_page
def test_it_opens_without_an_error(page, untouched):
    visit = untouched[page]

    assert not visit.app.exception
    assert not visit.app.error
    assert not visit.app.toast


@every_page
def test_it_has_one_title_which_is_a_question(page, untouched):
    (title,) = untouched[page].app.title

    assert title.value.endswith("?")


@every_page_of_areas
def test_it_says_its_finding_in_a_sentence(page, untouched):
    sentence = untouched[page].sentence

    assert sentence.endswith(".")
    assert re.search(r"\d", sentence)


@every_page
def test_it_shows_the_tier_and_the_system(page, untouched):
    badges = [words for words in untouched[page].words if "-badge[" in words]

    assert badges == [":blue-badge[Open data] :gray-badge[Tiny and Little]"]


@every_page_of_areas
def test_it_cites_its_sources(page, untouched):
    assert SOURCE_NOTE.search(untouched[page].text)


@every_page
def test_it_ends_by_saying_that_it_is_not_an_nhs_product(page, untouched):
    last = untouched[page].words[-1]

    assert NOT_AN_NHS_PRODUCT in last
    assert "not an NHS product" in last


@every_page
def test_it_links_to_every_other_page_and_names_itself(page, untouched):
    visit = untouched[page]
    (own,) = (title for title, path in navigation.PAGES.items() if path == page)

    assert list(visit.links) == [title for title in navigation.PAGES if title != own]
    assert f"**:blue[{own}]**" in visit.words


def test_the_navigation_knows_every_page():
    assert sorted(navigation.PAGES.values()) == sorted(PAGES)


@every_page
def test_links_to_other_pages_carry_the_pcn_of_the_address(page):
    visit = Visit(page, {"pcn": "U90001"})

    assert visit.links == dict.fromkeys(visit.links, "pcn=U90001")


def test_links_carry_a_pcn_in_the_very_run_in_which_it_is_chosen():
    visit = Visit(ENTRY).choose("pcn", "U90003")

    assert visit.links == dict.fromkeys(visit.links, "pcn=U90003")


@every_page_of_areas
def test_the_address_holds_every_choice(page, untouched):
    visit = untouched[page]

    assert visit.choices
    assert visit.address == visit.choices


@every_page_of_areas
@pytest.mark.parametrize("nonsense", NONSENSE, ids=range(len(NONSENSE)))
def test_nonsense_gives_the_default_view_and_a_polite_note(page, nonsense, untouched):
    default = untouched[page]
    visit = Visit(page, dict.fromkeys(NAMES, nonsense))

    assert not visit.app.exception
    assert visit.choices == default.choices
    assert visit.words[-3:] == default.words[-3:]
    assert visit.sentence == default.sentence
    assert visit.address.items() >= default.choices.items()
    assert len(visit.app.toast) == len(default.choices.keys() & set(NAMES))
    assert_nothing_is_markup(visit)


@every_page
def test_a_note_is_said_once_and_not_at_every_change(page):
    visit = Visit(page, dict.fromkeys(NAMES, "zzz"))

    visit.run()

    assert not visit.app.toast


@every_page
def test_parameters_of_no_page_change_nothing(page, untouched):
    visit = Visit(page, {"utm_source": "x" * 3_000, "<b>": "y", "PCN": "U90001"})

    assert not visit.app.exception
    assert not visit.app.toast
    assert visit.choices == untouched[page].choices


@every_page
def test_of_a_repeated_parameter_the_last_counts(page):
    visit = Visit(page, {"pcn": ["<b>zzz</b>", "U90001"], "measure": ["x", "need"]})

    assert not visit.app.toast
    assert visit.choices.get("pcn", "U90001") == "U90001"
    assert visit.choices.get("measure", "need") == "need"


@every_page
def test_with_nothing_built_it_says_what_to_do(page, home):
    visit = Visit(page)

    assert not visit.app.exception
    assert [one.value for one in visit.app.title] == ["Nothing to show yet"]
    commands = "\n".join(one.value for one in visit.app.code)
    for verb in ("phm demo", "phm land", "phm build"):
        assert verb in commands
    assert str(home.root) in commands
    assert "Traceback" not in visit.text
    assert visit.links


@every_page
def test_with_a_lost_warehouse_it_says_what_to_do(page, home):
    home.warehouse.mkdir()
    (home.warehouse / "current").write_text("tiny-000000000000")

    visit = Visit(page)

    assert not visit.app.exception
    assert "tiny-000000000000" in visit.text
    assert "phm build" in "\n".join(one.value for one in visit.app.code)


@every_page
def test_a_view_reloads_from_its_address_alone(page):
    before = Visit(page)
    for name in before.choices:
        before.choose_words(name, before.options(name)[-1])

    after = Visit(page, before.address)

    assert not after.app.toast
    assert after.choices == before.choices
    assert after.words == before.words
    assert after.map_orders == before.map_orders


@pytest.mark.parametrize(("first", "page"), list(permutations(PAGES, 2)))
def test_a_pcn_goes_along_from_page_to_page(first, page):
    visit = Visit(first, {"pcn": "U90003"}).run()

    visit.go_to(page)

    assert visit.choices.get("pcn", "U90003") == "U90003"
    assert visit.links == dict.fromkeys(visit.links, "pcn=U90003")


@every_page
def test_a_page_is_found_again_as_it_was_left(page):
    visit = Visit(page)
    for name in visit.choices:
        visit.choose_words(name, visit.options(name)[-1])
    left = visit.choices

    for other in PAGES:
        visit.go_to(other)
    visit.go_to(page)

    assert visit.choices == left
    assert not visit.app.toast


def assert_nothing_is_markup(visit: Visit) -> None:
    """What an address says is quoted briefly, and none of it does anything."""
    for note in visit.app.toast:
        assert "is not one of the choices" in note.value
        assert len(note.value) < 400
        assert "\n" not in note.value
        outside_code = re.sub(r"^`[^`]+`", "", note.value)
        assert MARKDOWN_SIGNS.isdisjoint(re.sub(r"\\.", "", outside_code))
    drawn = visit.html
    assert not any("<script" in one for one in [*drawn, *visit.words])
    assert not any(one.proto.allow_html for one in visit.app.markdown)
