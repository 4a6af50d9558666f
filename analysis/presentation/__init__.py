"""Frames → tables, charts and sentences, in the brief's language."""
