"""Files as bytes: access, names, formats, limits."""
