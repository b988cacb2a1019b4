"""What is said about invented data."""

DEMONSTRATION = " (demonstration)"


def bar_words(system_name: str) -> str:
    """Who was invented, and where; said after the tier itself."""
    place = system_name.removesuffix(DEMONSTRATION)
    invented = f"Invented people and organisations in {place}"
    return f"{invented}; only the neighbourhoods are real."
