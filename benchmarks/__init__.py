"""Measurements that others can run: `make bench`, `make mutants`."""
