"""Marks by which a notebook tells the exporter what a cell or an output is."""

HIDDEN_TAG = "remove-cell"
"""Tag of a cell that does not appear on the page."""

END_MARK = "application/vnd.county-briefs.end+json"
"""MIME type of the output that shows a notebook ran to its end."""
