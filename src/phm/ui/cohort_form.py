"""The rows of the cohort builder as they are being filled in, and what they say so far.

A form is never invalid: what is not yet chosen does not count. Nothing can be typed in
a row; attributes, operators and values are those declared.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import count

from phm.cohorts.attributes import load_attributes
from phm.cohorts.find import MOST_ATTRIBUTES
from phm.cohorts.rows import (
    OF_ANY_KIND,
    Join,
    Row,
    RowOperator,
    Rows,
    from_rows,
)
from phm.domain.conditions import Condition, Value


MOST_LINES = 8
ALONE = (RowOperator.HOLDS, RowOperator.FAILS, *OF_ANY_KIND)
OTHER = {Join.ALL: Join.ANY, Join.ANY: Join.ALL}


@dataclass(frozen=True)
class Line:
    """A row being filled in; ``number`` is its own for as long as the form is open."""

    number: int
    attribute: str = ""
    operator: RowOperator | None = None
    values: tuple[Value, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether it says something."""
        if not self.attribute or self.operator is None:
            return False
        if self.operator in ALONE:
            return True
        return len(self.values) == 2 if self._is_range else bool(self.values)

    @property
    def row(self) -> Row:
        """The row of the grammar; only of one that is complete."""
        assert self.operator is not None  # noqa: S101 - by is_complete
        return Row(self.attribute, self.operator, self.values)

    @property
    def _is_range(self) -> bool:
        return self.operator is RowOperator.BETWEEN


@dataclass(frozen=True)
class Bracket:
    """Lines that are joined the other way."""

    number: int
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Form:
    """What is on the screen: lines and brackets in their order."""

    join: Join = Join.ALL
    items: tuple[Line | Bracket, ...] = ()
    last: int = field(default=0)

    @property
    def inner_join(self) -> Join:
        """How the lines of a bracket are joined."""
        return OTHER[self.join]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All of them, as they stand on the screen."""
        return tuple(_flat(self.items))

    @property
    def has_bracket(self) -> bool:
        """Whether there is one already."""
        return any(isinstance(item, Bracket) for item in self.items)

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes chosen, each once."""
        chosen = (line.attribute for line in self.lines if line.attribute)
        return tuple(dict.fromkeys(chosen))

    @property
    def condition(self) -> Condition | None:
        """What the complete lines say; nothing while there is none."""
        rows = _rows(self.join, self.items)
        return from_rows(rows) if rows.items else None

    @property
    def can_grow(self) -> bool:
        """Whether a row more may be added: not beside one that is still empty."""
        is_waiting = any(not line.attribute for line in self.lines)
        return len(self.lines) < MOST_LINES and not is_waiting

    def offered_to(self, line: Line) -> tuple[str, ...]:
        """Attributes that a line may be about without crossing too many.

        Of two lines about one attribute each offers those in use: every list is sent
        to the browser whole, at every change.
        """
        others = [one.attribute for one in self.lines if one is not line]
        used = tuple(dict.fromkeys(name for name in others if name))
        if len(used) >= MOST_ATTRIBUTES or line.attribute in used:
            return tuple(dict.fromkeys([*used, *_own(line)]))
        return tuple(load_attributes())

    def added(self, bracket: int | None = None) -> "Form":
        """With a line more, at the end of all or of a bracket."""
        line = Line(self.last + 1)
        if bracket is None:
            return replace(self, items=(*self.items, line), last=line.number)
        items = tuple(
            replace(item, lines=(*item.lines, line)) if item.number == bracket else item
            for item in self.items
        )
        return replace(self, items=items, last=line.number)

    def bracketed(self) -> "Form":
        """With a bracket more, and a line in it."""
        number = self.last + 1
        bracket = Bracket(number, (Line(number + 1),))
        return replace(self, items=(*self.items, bracket), last=number + 1)

    def without(self, number: int) -> "Form":
        """Less a line or a bracket; a bracket without lines goes too."""
        kept = [_less(item, number) for item in self.items if item.number != number]
        return replace(self, items=tuple(one for one in kept if one is not None))

    def changed(self, line: Line) -> "Form":
        """With what a line says now."""
        return replace(self, items=tuple(_with(item, line) for item in self.items))


def form_of(rows: Rows, first: int = 0) -> Form:
    """The form of a condition that rows can show; numbers go on from ``first``."""
    numbers = count(first + 1)
    items = tuple(
        Bracket(next(numbers), tuple(_line(row, next(numbers)) for row in item.items))
        if isinstance(item, Rows)
        else _line(item, next(numbers))
        for item in rows.items
    )
    return Form(rows.join, items, next(numbers))


def _flat(items: Sequence[Line | Bracket]) -> Iterator[Line]:
    for item in items:
        yield from item.lines if isinstance(item, Bracket) else (item,)


def _rows(join: Join, items: Sequence[Line | Bracket]) -> Rows:
    inner = (
        _rows(OTHER[join], item.lines) if isinstance(item, Bracket) else item
        for item in items
    )
    made = [
        item.row if isinstance(item, Line) else item
        for item in inner
        if (item.is_complete if isinstance(item, Line) else item.items)
    ]
    return Rows(join, tuple(made))


def _line(row: Row | Rows, number: int) -> Line:
    assert isinstance(row, Row)  # noqa: S101 - a group holds no group
    return Line(number, row.attribute, row.operator, row.values)


def _own(line: Line) -> tuple[str, ...]:
    return (line.attribute,) if line.attribute else ()


def _less(item: Line | Bracket, number: int) -> Line | Bracket | None:
    if isinstance(item, Line):
        return item
    lines = tuple(line for line in item.lines if line.number != number)
    return replace(item, lines=lines) if lines else None


def _with(item: Line | Bracket, line: Line) -> Line | Bracket:
    if isinstance(item, Bracket):
        return replace(item, lines=tuple(_with(one, line) for one in item.lines))
    return line if item.number == line.number else item
