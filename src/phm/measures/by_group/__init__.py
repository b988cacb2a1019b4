"""Measures by groups of people: read, add up, disclose, estimate."""
