"""phm: where people who need social prescribing are not reached by link workers."""

__version__ = "0.1.0"
