"""Checks that a file cannot harm the library that will read it."""
