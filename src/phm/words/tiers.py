"""What is said about invented data, and about whose home is served."""

DEMONSTRATION = " (demonstration)"


def bar_words(system_name: str) -> str:
    """Who was invented, and where; said after the tier itself."""
    place = system_name.removesuffix(DEMONSTRATION)
    return f"Invented people and organisations in {place}; only the neighbourhoods are real."
