"""Controlled chance: seeded generators, even samples, keys that look like nobody's."""

import zlib

import numpy as np
from numpy.typing import NDArray


Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]

_BITS = 48
_MASK = np.uint64((1 << _BITS) - 1)
# An odd factor and a shift by half the bits each map 48-bit numbers one to one.
_FACTORS = (np.uint64(0x9E3779B97F4B), np.uint64(0xC2B2AE3D27D5))
_HALF = np.uint64(_BITS // 2)
_HEX = np.frombuffer(b"0123456789ABCDEF", dtype=np.uint8)


def generator(seed: int, purpose: str) -> np.random.Generator:
    """The source of chance for one purpose; other purposes do not disturb it."""
    return np.random.default_rng([seed, zlib.crc32(purpose.encode())])


def even_sample(chances: Floats, rng: np.random.Generator) -> Mask:
    """Systematic sample: each row is drawn with its chance (0 to 1), in this order.

    Any run of neighbouring rows holds its expected number to within one, so what rows
    are sorted by comes out as asked whatever the seed.
    """
    reached = np.floor(np.cumsum(chances) + rng.random())
    return np.asarray(np.diff(reached, prepend=0.0) >= 1)


def calibrated(weights: Floats, *, total: float) -> Floats:
    """Chances in proportion to ``weights``, none above 1, that add up to ``total``.

    When there are fewer rows of any weight than ``total``, all of them get 1.
    """
    if total >= np.count_nonzero(weights):
        return (weights > 0).astype(np.float64)
    chances: Floats = weights * (total / weights.sum())
    while (over := chances > 1).any():
        chances[over] = 1
        below = (chances < 1) & (weights > 0)
        chances[below] = weights[below] * (
            (total - (~below & (weights > 0)).sum()) / weights[below].sum()
        )
    return chances


def shifted(scores: Floats, *, share: float) -> Floats:
    """Logistic chances of ``scores`` plus the one constant that means ``share``."""
    low, high = -30.0, 30.0
    for _ in range(60):
        middle = (low + high) / 2
        mean = (1 / (1 + np.exp(-(scores + middle)))).mean()
        low, high = (middle, high) if mean < share else (low, middle)
    return np.asarray(1 / (1 + np.exp(-(scores + low))))


def choices(chances: Floats, rng: np.random.Generator) -> Ints:
    """One column per row of a matrix of chances (rows need not sum to 1)."""
    edges = np.cumsum(chances, axis=1)
    point = rng.random(len(chances)) * edges[:, -1]
    return np.asarray(
        (edges <= point[:, None]).sum(axis=1).clip(max=edges.shape[1] - 1)
    )


def keys(prefix: str, count: int, *, seed: int) -> NDArray[np.str_]:
    """``count`` different keys: the prefix and twelve scattered hexadecimal digits."""
    return key_bytes(prefix, count, seed=seed).astype(np.str_)


def key_bytes(prefix: str, count: int, *, seed: int) -> NDArray[np.bytes_]:
    """The same keys as bytes, which take a quarter of the room."""
    numbers = np.arange(count, dtype=np.uint64) + np.uint64(
        zlib.crc32(f"{prefix}{seed}".encode())
    )
    for factor in _FACTORS:
        numbers = (numbers * factor) & _MASK
        numbers ^= numbers >> _HALF
    six_bytes = numbers.astype(">u8").view(np.uint8).reshape(count, 8)[:, 2:]
    text = np.empty((count, len(prefix) + 12), dtype=np.uint8)
    text[:, : len(prefix)] = np.frombuffer(prefix.encode(), dtype=np.uint8)
    text[:, len(prefix) :: 2] = _HEX[six_bytes >> 4]
    text[:, len(prefix) + 1 :: 2] = _HEX[six_bytes & 15]
    return np.asarray(text.view(f"S{text.shape[1]}").ravel(), dtype=np.bytes_)
