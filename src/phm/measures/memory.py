"""What many answers share: each is made once for as long as a version is served."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar


KEPT: Final = 600  # tables of some dozens of rows each; the longest unused goes first

Made = TypeVar("Made")


class Memory:
    """Tables of counts and what is said of sources, by what they are of.

    Kept beside one version of a warehouse; no person is in it. Two threads may make the
    same thing at the same time: it is the same thing. What is handed out is only read.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._made: OrderedDict[Hashable, Any] = OrderedDict()
        self._kept = kept
        self._lock = Lock()

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What was made for a key, or is made now."""
        known: Made | None = self.find(key)
        return known if known is not None else self.keep(key, make())

    def find(self, key: Hashable) -> Any:
        """What was made for a key, or None."""
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
            return self._made.get(key)

    def keep(self, key: Hashable, made: Made) -> Made:
        """Keep what was made for a key, in the place of what was there."""
        with self._lock:
            self._made[key] = made
            self._made.move_to_end(key)
            while len(self._made) > self._kept:
                self._made.popitem(last=False)
        return made
