"""One reader a format: file → content."""
