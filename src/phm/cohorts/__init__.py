"""Cohorts: which people are meant, declared or built, in a small safe grammar."""
