"""What many answers share: each is made once for as long as a version is served."""

from collections.abc import Callable, Hashable

import pandas as pd


class Memory:
    """Tables of everybody by what they are of; no question and no person is in it.

    Kept beside one version of a warehouse. Two threads may make the same table at the
    same time: it is the same table.
    """

    def __init__(self) -> None:
        self._made: dict[Hashable, pd.DataFrame] = {}

    def once(self, key: Hashable, make: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """What was made for a key, or is made now; a caller only reads it."""
        if key not in self._made:
            self._made[key] = make()
        return self._made[key]
