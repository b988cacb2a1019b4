from typing import Any


def hide_exact(*a: Any) -> None: ...
