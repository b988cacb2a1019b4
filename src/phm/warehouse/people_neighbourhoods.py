"""People by the neighbourhood (LSOA) they live in; for smoothing, not for showing."""

from sqlglot import exp

from phm.warehouse.people_groups import PEOPLE
from phm.warehouse.statements import text


LSOA = "lsoa21_code"


def neighbourhood_counts(*only: exp.Expression) -> exp.Select:
    """The statement that counts people registered in the system, all or ``only`` some.

    Columns: area_code, people. Whoever is of no fixed abode is in none, also where the
    address of a hostel was sent.
    """
    housed = exp.not_(exp.column("no_fixed_abode"))
    somewhere = exp.not_(exp.column(LSOA).is_(exp.null()))
    counted = exp.select(LSOA, exp.func("count", exp.Star()).as_("people"))
    rows = counted.from_(PEOPLE).where(
        exp.column("in_system"), housed, somewhere, *only
    )
    # by the code's place in its list: grouping by its letters takes twice as long
    grouped = rows.group_by(exp.Literal.number(1)).subquery("neighbourhood")
    return exp.select(text(exp.column(LSOA)).as_("area_code"), "people").from_(grouped)
