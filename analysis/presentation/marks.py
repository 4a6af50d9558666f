"""Marks by which a notebook tells the exporter what a cell or an output is."""

HIDDEN_TAG = "remove-cell"
"""Tag of a cell that does not appear on the page."""

END_MARK = "application/vnd.county-briefs.end+json"
"""MIME type of the output that shows a notebook ran to its end."""

PAGE_DATA = "application/vnd.county-briefs.data+json"
"""MIME type of the data of a page: headings and rows, which the page has as files."""

MISSING_GLYPHS = "application/vnd.county-briefs.missing-glyphs+json"
"""MIME type that lists characters of a chart which the font of its layout lacks."""

SECTION_MARK = "application/vnd.county-briefs.section+json"
"""MIME type of the output that opens a section of the page: slug and heading."""
