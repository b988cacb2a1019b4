"""How many people a cohort has by open data alone: a chain of declared factors."""

from phm.measures.modelled.answer import modelled_estimate


__all__ = ["modelled_estimate"]
