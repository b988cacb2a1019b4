"""What to write instead of what cannot be read: the nearest thing that can."""

from collections.abc import Sequence
from difflib import get_close_matches

from phm.cohorts.attribute import Attribute, Kind
from phm.cohorts.attributes import nearest
from phm.domain.conditions import Compare, Operator


FEW = 12  # values that a remedy lists whole


def other_attributes(name: str) -> str:
    """What may have been meant by a name that is no attribute."""
    alike = nearest(name)
    if alike:
        return f"Did you mean {_either(alike)}?"
    return "The builder lists the attributes there are; docs/methods/cohorts.md too."


def nearest_cuts(attribute: Attribute, operator: Operator, value: str) -> str:
    """The two ways nearest to a comparison that is not on the menu."""
    offered = attribute.values_of(operator)
    asked = float(value[:12])
    near = sorted(sorted(offered, key=lambda one: abs(one - asked))[:2])
    ways = [f"{attribute.id} {operator} {one}" for one in near]
    if not ways:
        ways = [example(attribute)]
    return f"Write {_either(ways)}: thresholds come from a fixed menu."


def nearest_values(attribute: Attribute, value: str) -> str:
    """What may have been meant by a value that a category does not have."""
    from_all = get_close_matches(value.lower()[:80], attribute.spellings, n=2)
    near = list(dict.fromkeys(attribute.spellings[one] for one in from_all))
    if near:
        return f"Did you mean {_either(near)}?"
    listed = ", ".join(f"`{one}`" for one in attribute.values[:FEW])
    return f"Its values: {listed}{', …' if len(attribute.values) > FEW else ''}."


def example(attribute: Attribute) -> str:
    """A comparison that holds."""
    match attribute.kind:
        case Kind.FLAG:
            return attribute.id
        case Kind.NUMBER:
            cut = attribute.cuts[len(attribute.cuts) // 2]
            return str(Compare(attribute.id, attribute.operators[0], cut))
    return str(Compare(attribute.id, Operator.EQUAL, attribute.values[0]))


def example_range(attribute: Attribute) -> str:
    """A range that holds."""
    lower = attribute.values_of(Operator.AT_LEAST)[0]
    upper = attribute.values_of(Operator.AT_MOST)[-1]
    return f"{attribute.id} from {lower} to {upper}"


def _either(ways: Sequence[str]) -> str:
    return " or ".join(f"`{way}`" for way in ways)
