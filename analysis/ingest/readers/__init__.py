"""One reader for each format: the bytes of a file → its content."""
