"""Duplicates at the desk: what the lead sees of them, and linking."""
