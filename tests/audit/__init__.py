"""What readers lose by the protection of small counts, and whether any of it can be undone."""
