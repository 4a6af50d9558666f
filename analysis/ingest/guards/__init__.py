"""Checks of a file before a library opens it."""
