"""Small counts of firms: which cells of a publication are withheld, and the proof that it suffices.

Counts of 1 and 2 firms are confidential. Further cells are withheld so that nobody can narrow one
down to fewer than three values by all that is printed: rows, columns, totals, other tables.
"""
