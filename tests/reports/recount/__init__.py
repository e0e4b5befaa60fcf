"""Whole reports once more from the plain loops, figure by figure; see compare.py."""
