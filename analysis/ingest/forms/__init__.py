"""The content of a file → tables of a known form."""
