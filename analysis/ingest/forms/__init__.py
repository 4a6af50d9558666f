"""Recognises forms in the content of a file and reads their tables."""
