"""Ansprechpartner: the relationship database of a city's business office."""

__version__ = "0.1.0"
