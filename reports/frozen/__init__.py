"""Figures that stay: what a publication was made of is kept, and any later day is told from it."""
