"""Reads rendered briefs like a person would, and holds what they say against the processed tables.

It shares no arithmetic and no wording with the code that writes the pages.
"""
