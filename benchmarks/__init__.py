"""Measurements and comparisons that anyone can run: `make bench`, `make mutants`."""
