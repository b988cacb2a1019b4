"""Invented networks: neighbourhoods that hang together, of about equal population."""

import heapq
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from phm.synthetic.drawing.draws import generator


Positions = npt.NDArray[np.float64]
Groups = npt.NDArray[np.int64]
_ROUNDS = 25
_ATTEMPTS = 12


def grown(
    positions: Positions,
    people: npt.NDArray[np.float64],
    borders: Sequence[Sequence[int]],
    parts: int,
    *,
    seed: int,
) -> Groups:
    """The part (0 …) of each neighbourhood; the best balanced of several attempts.

    Every part is one piece as long as the whole is.
    """
    if parts == 1:
        return np.zeros(len(people), dtype=np.int64)
    rng = generator(seed, "networks")
    tried = [_attempt(positions, people, borders, parts, rng) for _ in range(_ATTEMPTS)]
    return min(tried, key=lambda groups: _unevenness(groups, people, positions, parts))


def _attempt(
    positions: Positions,
    people: npt.NDArray[np.float64],
    borders: Sequence[Sequence[int]],
    parts: int,
    rng: np.random.Generator,
) -> Groups:
    centres = positions[rng.choice(len(people), parts, replace=False)]
    groups = _grow(positions, people, borders, centres)
    for _ in range(_ROUNDS):
        moved = weighted_centres(positions, people, groups, parts)
        if np.allclose(moved, centres):
            break
        centres = moved
        groups = _grow(positions, people, borders, centres)
    return groups


def weighted_centres(
    positions: Positions, people: npt.NDArray[np.float64], groups: Groups, parts: int
) -> Positions:
    """Where the people of each group live on average."""
    weight = np.bincount(groups, weights=people, minlength=parts)
    sums = [
        np.bincount(groups, weights=people * axis, minlength=parts)
        for axis in positions.T
    ]
    return np.column_stack(sums) / weight.reshape(-1, 1)


def _grow(
    positions: Positions,
    people: npt.NDArray[np.float64],
    borders: Sequence[Sequence[int]],
    centres: Positions,
) -> Groups:
    """From the middle outwards: the part with fewest people takes its nearest."""
    far = ((positions[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)
    groups = np.full(len(people), -1, dtype=np.int64)
    edge: list[list[tuple[float, int]]] = [[] for _ in centres]
    starts: list[int] = []
    for part in range(len(centres)):
        free = far[:, part].copy()
        free[starts] = np.inf
        starts.append(int(free.argmin()))
        heapq.heappush(edge[part], (0.0, starts[part]))
    sizes = np.zeros(len(centres))
    while True:
        open_parts = [part for part in range(len(centres)) if edge[part]]
        if not open_parts:
            return _left_over(groups, far)
        part = min(open_parts, key=lambda one: (sizes[one], one))
        _, taken = heapq.heappop(edge[part])
        if groups[taken] >= 0:
            continue
        groups[taken] = part
        sizes[part] += people[taken]
        for beside in borders[taken]:
            if groups[beside] < 0:
                heapq.heappush(edge[part], (float(far[beside, part]), beside))


def _left_over(groups: Groups, far: npt.NDArray[np.float64]) -> Groups:
    """Neighbourhoods that border on none of the others join the nearest part."""
    return np.where(groups < 0, far.argmin(axis=1), groups)


def _unevenness(
    groups: Groups, people: npt.NDArray[np.float64], positions: Positions, parts: int
) -> float:
    sizes = np.bincount(groups, weights=people, minlength=parts)
    centres = weighted_centres(positions, people, groups, parts)
    spread = (((positions - centres[groups]) ** 2).sum(axis=1) * people).sum()
    whole = (((positions - positions.mean(axis=0)) ** 2).sum(axis=1) * people).sum()
    return float(sizes.max() / sizes.min() + 2 * parts * spread / whole)
