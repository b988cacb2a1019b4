"""The same estimate again, in plain Python: loops, halving, no arrays."""

from itertools import product

from phm.cohorts.modelled_steps import ETHNIC_GROUPS, SEXES


PATTERN_FROM = (0, 16, 40, 65)


def part_at(age):
    """Which part of the pattern an age lies in: of a band, its middle."""
    return sum(age >= start for start in PATTERN_FROM) - 1


def fitted(people, shares, pattern):
    """(group, sex, age) → people, scaled in turn to ages and to groups."""
    total = sum(people.values())
    cells = {
        (group, *cell): pattern[group][part_at(cell[1] + 2.5)]
        for group, cell in product(ETHNIC_GROUPS, people)
    }
    for _ in range(2000):
        for group in ETHNIC_GROUPS:
            have = sum(n for cell, n in cells.items() if cell[0] == group)
            for cell in [one for one in cells if one[0] == group]:
                cells[cell] *= total * shares[group] / have if have else 0
        for sex_age, wanted in people.items():
            have = sum(n for cell, n in cells.items() if cell[1:] == sex_age)
            for cell in [one for one in cells if one[1:] == sex_age]:
                cells[cell] *= wanted / have if have else 0
    return cells


def aged(age, first):
    """How much of a band of five years is at or above an age."""
    return min(max((age + 5 - first) / 5, 0), 1)


def on_register(cells, share, first, odds):
    """(group, sex, age) → people on the register, the share of those of age kept."""
    able = {cell: n * aged(cell[2], first) for cell, n in cells.items()}
    low, high = 1e-12, 1e9
    for _ in range(400):
        base = (low * high) ** 0.5
        split = {c: base * odds(*c) / (1 + base * odds(*c)) for c in able}
        whole = sum(n * split[c] for c, n in able.items())
        low, high = (base, high) if whole < share * sum(able.values()) else (low, base)
    return {cell: (split[cell] if aged(cell[2], first) else 0) for cell in able}


def unmanaged_men(people, shares, prevalence, pattern):
    """What `declarations.UNMANAGED` comes to for one area."""
    cells = fitted(people, shares, pattern)
    curve = {17: 1, 60: 10, 80: 15}
    ratio = {"Asian": 3, "Black": 1.5, "Mixed": 1.5, "White": 1, "Other": 1.5}

    def odds(group, sex, age):
        percent = curve[max([a for a in curve if a <= age + 2.5] or [17])]
        men = 1.3 if sex == SEXES[1] else 1
        return ratio[group] * men * percent / (100 - percent)

    have = on_register(cells, prevalence, 17, odds)
    not_managed = {"Asian": 0.1 + 0.9 * 0.4, "Black": 0.1 + 0.9 * 0.3}
    return sum(
        n * aged(cell[2], 17) * have[cell] * not_managed[cell[0]]
        for cell, n in cells.items()
        if cell[0] in not_managed and cell[1] == "male"
    )
